//! The smallest program with functions in functions, lines, and something to unwind: nothing of std is linked.
#![no_std]
#![no_main]

use core::hint::black_box;

#[unsafe(no_mangle)]
pub extern "C" fn _start() -> ! {
    loop {
        black_box(outer(black_box(3)));
    }
}

#[inline(never)]
fn outer(number: u64) -> u64 {
    let many = [number; 40];
    black_box(&many);
    inner(many[7]) + inner(number)
}

#[inline(never)]
fn inner(number: u64) -> u64 {
    (0..number).fold(1, |product, factor| inlined(product, black_box(factor)))
}

#[inline(always)]
fn inlined(product: u64, factor: u64) -> u64 {
    product.wrapping_mul(factor).rotate_left(3)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}
