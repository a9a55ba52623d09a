//! Drawing inputs from a seed, and what is expected of them where the driver and the checks must agree. Used by drivers
//! and by the checks, so that both draw the same.

/// `count` numbers below 2^`bits`, by SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
pub fn numbers(seed: u64, count: usize, bits: u32) -> Vec<u64> {
    let (mut state, mut numbers) = (seed, Vec::with_capacity(count));
    // Neither a closure nor an iterator: it is compiled without optimisation, and a million numbers are drawn.
    while numbers.len() < count {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        numbers.push((mixed ^ (mixed >> 31)) >> (64 - bits));
    }
    numbers
}
