// prints: a b 1|c|[all_that_prints.rs:10:16] n = 2|[all_that_prints.rs:11:17] n = 2|[all_that_prints.rs:11:17] n = 2|d|e|f
use std::io::Write;

pub fn run() {
    print!("a {} ", 'b');
    println!("{}", 1);
    eprint!("c");
    eprintln!();
    let n = 2;
    assert_eq!(dbg!(n), 2);
    let twice = std::dbg!(n, n).0;
    assert_eq!(twice, 2);
    std::println!("d");
    writeln!(std::io::stdout(), "e").unwrap();
    writeln!(std::io::stderr().lock(), "f").unwrap();
}
