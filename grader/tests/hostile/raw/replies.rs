//! What comes over the reply channel in place of a driver's answers.

use std::env;

use super::{
    call::{at, call},
    say::Aims,
};

pub const PARTS: &[super::Part] = &[
    ("million_frames", million_frames),
    ("frame_without_end", frame_without_end),
    ("gigabyte", gigabyte),
    ("no_frames", no_frames),
];

fn channel() -> u64 {
    env::args().nth(1).and_then(|number| number.parse().ok()).expect("the number of the reply channel")
}

fn send(bytes: &[u8]) {
    let mut sent = 0;
    while sent < bytes.len() {
        let Ok(count) = call(1, &[channel(), at(&bytes[sent..]), (bytes.len() - sent) as u64]) else { return };
        sent += count as usize;
    }
}

fn million_frames(_: &Aims) {
    let frames: Vec<u8> = [5, 0, 0, 0, 4, b'd', b'o', b'n', b'e'].repeat(10_000);
    for _ in 0..100 {
        send(&frames);
    }
}

fn frame_without_end(_: &Aims) {
    send(&[0xff, 0xff, 0xff, 0xff, 4]);
    send(b"done and no end");
}

fn gigabyte(_: &Aims) {
    let block = vec![1; 1 << 20];
    for _ in 0..1024 {
        send(&block);
    }
}

fn no_frames(_: &Aims) {
    send(&[0, 0, 0, 0, 1, 0, 0, 0, 255, 3, 0, 0, 0, 2, 0xff, 0xfe]);
}
