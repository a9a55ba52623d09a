//! The frames of the reply channel: `u32` length of what follows, little end first, `u8` length of a name, the name, and
//! bytes. They come from the submission's process, so whatever is no frame ends the reading and nothing else.

use crate::observe::Reply;

/// The complete frames at the front of `bytes`.
pub fn parse(mut bytes: &[u8]) -> Vec<Reply> {
    let mut replies = Vec::new();
    while let Some((reply, rest)) = frame(bytes) {
        replies.push(reply);
        bytes = rest;
    }
    replies
}

fn frame(bytes: &[u8]) -> Option<(Reply, &[u8])> {
    let (length, rest) = bytes.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?) as usize;
    let (frame, rest) = rest.split_at_checked(length)?;
    let (name_length, frame) = frame.split_first()?;
    let (name, value) = frame.split_at_checked(usize::from(*name_length))?;
    let name = std::str::from_utf8(name).ok()?.to_owned();
    Some((Reply { name, bytes: value.to_vec() }, rest))
}

#[cfg(test)]
mod tests {
    use harness::reply::frame as frame_of;

    use super::*;

    #[test]
    fn frames_come_back_in_order() {
        let bytes = [frame_of("status", b"code 3"), frame_of("a\nname", &[7; 1000]), frame_of("done", b"")].concat();
        let replies: Vec<(String, Vec<u8>)> =
            parse(&bytes).into_iter().map(|reply| (reply.name, reply.bytes)).collect();
        let expected = [("status", b"code 3".to_vec()), ("a\nname", vec![7; 1000]), ("done", Vec::new())];
        assert_eq!(replies, expected.map(|(name, bytes)| (name.to_owned(), bytes)));
    }

    #[test]
    fn what_is_no_frame_ends_the_reading() {
        let good = frame_of("done", b"x");
        for length in 0..good.len() {
            assert!(parse(&good[..length]).is_empty(), "cut at {length}");
        }
        assert!(parse(&[0, 0, 0, 0]).is_empty());
        assert!(parse(&[1, 0, 0, 0, 9]).is_empty());
        assert!(parse(&[0xff; 64]).is_empty());
        assert_eq!(parse(&[good, vec![0xff; 9]].concat()).len(), 1);
    }
}
