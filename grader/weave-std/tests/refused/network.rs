pub fn run() {
    let _ = std::net::TcpStream::connect("127.0.0.1:1"); // refused: module `net` is private
}
