//! What joins a run and the launcher: pipes for standard output and standard error, and a pair of sockets for the replies. They
//! are emptied without waiting; who wrote what is told by the tracer, which lets one thread print at a time.

use std::{
    fs::File,
    io::Read,
    os::fd::{AsFd, BorrowedFd},
};

use nix::{
    fcntl::{FcntlArg, OFlag, fcntl},
    sys::stat::fstat,
};

use super::Stream;

/// Our ends of what joins one run and us.
pub struct Streams {
    out: Pipe,
    err: Pipe,
    reply: Pipe,
    printed: u64,
    replies: Vec<u8>,
    /// Where reads put what they take: one for all, so that it need not be made for each.
    chunk: Box<[u8]>,
}

struct Pipe {
    file: File,
    /// What `/proc/PID/fd/N` says of it.
    link: String,
    open: bool,
}

/// Bytes of replies beyond this are not kept; the driver's frames are then incomplete, which is no answer.
const REPLIES: usize = 64 << 20;

/// Bytes taken from a pipe in one turn: more than it holds, but not all that somebody writes on and on.
const AT_ONCE: usize = 4 << 20;

/// Bytes taken by one read.
const CHUNK: usize = 64 << 10;

impl Streams {
    /// From our ends of the two pipes, and of the pair of sockets for replies with the inode of the other end.
    ///
    /// # Errors
    /// One of them cannot be made non-blocking.
    pub fn new(out: File, err: File, (reply, inode): (File, u64)) -> nix::Result<Streams> {
        let reply = Pipe { link: format!("socket:[{inode}]"), ..Pipe::new(reply)? };
        Ok(Streams {
            out: Pipe::new(out)?,
            err: Pipe::new(err)?,
            reply,
            printed: 0,
            replies: Vec::new(),
            chunk: vec![0; CHUNK].into(),
        })
    }

    /// What to poll, beside the signals: the pipes that are still open.
    pub fn descriptors(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        [&self.out, &self.err, &self.reply].into_iter().filter(|pipe| pipe.open).map(|pipe| pipe.file.as_fd())
    }

    /// The stream that a descriptor of a tracee is, by what `/proc` says of it.
    pub(super) fn stream_of(&self, link: &str) -> Option<Stream> {
        match link {
            _ if link == self.out.link => Some(Stream::Out),
            _ if link == self.err.link => Some(Stream::Err),
            _ => None,
        }
    }

    /// Whether a descriptor of a tracee is the reply channel.
    pub(super) fn is_reply(&self, link: &str) -> bool {
        link == self.reply.link
    }

    /// What has been printed since the last call.
    pub fn take_output(&mut self) -> Vec<(Stream, Vec<u8>)> {
        let taken: Vec<_> =
            [(Stream::Out, self.out.take(&mut self.chunk)), (Stream::Err, self.err.take(&mut self.chunk))]
                .into_iter()
                .filter(|(_, bytes)| !bytes.is_empty())
                .collect();
        self.printed += taken.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>();
        taken
    }

    /// How many bytes have been printed so far.
    pub fn printed(&self) -> u64 {
        self.printed
    }

    /// All bytes of the reply channel.
    pub fn into_replies(self) -> Vec<u8> {
        self.replies
    }

    /// Takes in what has been replied since the last call.
    pub fn take_replies(&mut self) {
        let bytes = self.reply.take(&mut self.chunk);
        let room = REPLIES.saturating_sub(self.replies.len());
        self.replies.extend(&bytes[..bytes.len().min(room)]);
    }
}

impl Pipe {
    fn new(file: File) -> nix::Result<Pipe> {
        fcntl(&file, FcntlArg::F_SETFL(OFlag::O_NONBLOCK))?;
        let link = format!("pipe:[{}]", fstat(&file)?.st_ino);
        Ok(Pipe { file, link, open: true })
    }

    fn take(&mut self, chunk: &mut [u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        while self.open && bytes.len() < AT_ONCE {
            match self.file.read(chunk) {
                Ok(0) => self.open = false,
                Ok(length) => bytes.extend(&chunk[..length]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        bytes
    }
}
