//! The reply channel's bytes, which are the submission's own.

use grader::{observe::Reply, sandbox::parse_replies};

/// What is read are the frames at the front, whole and in order, and behind them there is none.
pub fn check(bytes: &[u8]) {
    let replies = parse_replies(bytes);
    let framed: Vec<u8> = replies.iter().flat_map(frame).collect();
    assert!(bytes.starts_with(&framed), "{replies:?}");
    assert!(parse_replies(&bytes[framed.len()..]).is_empty(), "there is a frame behind the last");
    assert_eq!(parse_replies(&framed), replies);
}

fn frame(reply: &Reply) -> Vec<u8> {
    let length = (1 + reply.name.len() + reply.bytes.len()) as u32;
    [&length.to_le_bytes()[..], &[reply.name.len() as u8], reply.name.as_bytes(), &reply.bytes].concat()
}
