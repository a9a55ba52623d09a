core::arch::global_asm!("nop"); // refused: module `arch` is private
