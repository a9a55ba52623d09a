include!("/etc/passwd"); // refused: `include!` is closed here
