//! The calls that led a stopped thread to where it is, as addresses within the driver's program. Which lines these are is
//! `lines`' concern, in another process: the tracee is stopped while we are here.

use std::{
    collections::HashMap,
    fs::{self, OpenOptions},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
    sync::Arc,
};

use framehop::{
    CacheNative, ExplicitModuleSectionInfo, FrameAddress, Module, UnwindRegsNative, Unwinder as _, UnwinderNative,
};
use nix::fcntl::OFlag;
use object::{Object, ObjectSection, ObjectSegment, read::ReadCache};

use super::{
    Stack,
    distrust::distrusted,
    proc,
    registers::{Registers, first_frame},
};

/// What was read of programs and libraries so far: the next run has the same libraries, and often the same program.
#[derive(Default)]
pub struct Modules {
    known: HashMap<Identity, Option<Arc<Sections>>>,
}

/// A file, as it was when it was read: device, number, bytes, and when it was changed last.
type Identity = (u64, u64, u64, (i64, i64));

/// Unwinds stacks of the processes of one run.
pub(super) struct Unwinder<'a> {
    program: String,
    images: HashMap<i32, Image>,
    modules: &'a mut Modules,
    cache: Cache,
}

/// How a stack was unwound before.
type Cache = CacheNative<framehop::MayAllocateDuringUnwind>;

/// The program and libraries of one process, at the addresses where they were loaded.
struct Image {
    unwinder: UnwinderNative<Arc<[u8]>, framehop::MayAllocateDuringUnwind>,
    /// Where the driver's program lies, and what has to be taken from an address to get the one in its file.
    program: Option<(std::ops::Range<u64>, u64)>,
}

/// What unwinding needs of an ELF file.
struct Sections {
    base: u64,
    text: Option<std::ops::Range<u64>>,
    got: Option<std::ops::Range<u64>>,
    frames: Option<(std::ops::Range<u64>, Arc<[u8]>)>,
    index: Option<(std::ops::Range<u64>, Arc<[u8]>)>,
}

/// Frames beyond this depth are not looked at: a stack that overflowed would be read for ever.
const DEEPEST: usize = 64;

/// Bytes of a stack that are copied at once.
const WINDOW: usize = 16 * 1024;

impl Modules {
    /// Files that are remembered at once.
    const MOST: usize = 64;

    /// The name is the run's to choose: whatever it leads to by now, only what a program's headers ask for is read.
    fn of(&mut self, path: &str) -> Option<Arc<Sections>> {
        let flags = (OFlag::O_NONBLOCK | OFlag::O_NOCTTY | OFlag::O_CLOEXEC).bits();
        let file = OpenOptions::new().read(true).custom_flags(flags).open(path).ok()?;
        let data = file.metadata().ok().filter(fs::Metadata::is_file)?;
        let identity = (data.dev(), data.ino(), data.len(), (data.mtime(), data.mtime_nsec()));
        if self.known.len() >= Modules::MOST {
            self.known.clear();
        }
        self.known.entry(identity).or_insert_with(|| distrusted(|| sections(file)).map(Arc::new)).clone()
    }
}

impl<'a> Unwinder<'a> {
    /// For runs of `program`, an absolute path.
    pub(super) fn new(program: &Path, modules: &'a mut Modules) -> Unwinder<'a> {
        Unwinder {
            program: program.to_string_lossy().into_owned(),
            images: HashMap::new(),
            modules,
            cache: CacheNative::new(),
        }
    }

    /// Forgets what a process had loaded, because it executes another program.
    pub(super) fn forget(&mut self, pid: i32) {
        self.images.remove(&pid);
    }

    /// The stack of a stopped thread of process `pid`; empty where it cannot be had.
    pub(super) fn stack(&mut self, pid: i32, tid: i32, registers: &Registers) -> Stack {
        if !self.images.contains_key(&pid) {
            let image = self.load(pid);
            self.images.insert(pid, image);
        }
        let Some(image) = self.images.get(&pid) else { return Stack::default() };
        let (pc, first) = registers.frame();
        let mut window = vec![0; WINDOW];
        let copied = proc::memory(tid, first.sp(), &mut window);
        let memory =
            Memory { begin: first.sp(), window: &window[..copied], beyond: |address| proc::word(tid, address) };
        Stack { addresses: image.walk(pc, first, &memory, &mut self.cache), frames: Vec::new() }
    }

    fn load(&mut self, pid: i32) -> Image {
        Image::of(&proc::maps(pid), &self.program, self.modules)
    }
}

/// Unwinds a stack that is given by what a run can choose of it: the files that it has mapped, its registers (program
/// counter, stack pointer, frame pointer), and its memory from the stack pointer on. For tests of untrusted bytes.
#[doc(hidden)]
pub fn unwound(maps: &str, program: &str, [pc, sp, fp]: [u64; 3], stack: &[u8]) -> Vec<u64> {
    let image = Image::of(maps, program, &mut Modules::default());
    let memory = Memory { begin: sp, window: stack, beyond: |_| None };
    image.walk(pc, first_frame(pc, sp, fp), &memory, &mut CacheNative::new())
}

impl Image {
    fn of(maps: &str, program: &str, modules: &mut Modules) -> Image {
        let mut image = Image { unwinder: UnwinderNative::new(), program: None };
        for (path, range) in mapped_files(maps) {
            let Some(file) = modules.of(&path) else { continue };
            // The program's first byte lies where its lowest address is to be.
            let Some(bias) = range.start.checked_sub(file.base) else { continue };
            if path == program {
                image.program = Some((range.clone(), bias));
            }
            let module = distrusted(|| Some(Module::new(path, range.clone(), range.start, file.explicit())));
            module.into_iter().for_each(|module| image.unwinder.add_module(module));
        }
        image
    }

    /// The addresses within the driver's program, innermost first.
    fn walk(
        &self,
        pc: u64,
        first: UnwindRegsNative,
        memory: &Memory<impl Fn(u64) -> Option<u64>>,
        cache: &mut Cache,
    ) -> Vec<u64> {
        let mut read = |address| memory.word(address).ok_or(());
        let mut frames = self.unwinder.iter_frames(pc, first, cache, &mut read);
        let frames = std::iter::from_fn(|| distrusted(|| frames.next().ok().flatten()));
        let addresses = frames.take(DEEPEST).map(|frame| match frame {
            FrameAddress::InstructionPointer(address) => address,
            // The call lies before the address that it returns to.
            FrameAddress::ReturnAddress(address) => address.get() - 1,
        });
        let Some((range, bias)) = &self.program else { return Vec::new() };
        addresses.filter(|address| range.contains(address)).map(|address| address - bias).collect()
    }
}

/// Memory of a tracee: what was copied at once, and the rest of it word by word.
struct Memory<'a, F> {
    begin: u64,
    window: &'a [u8],
    beyond: F,
}

impl<F: Fn(u64) -> Option<u64>> Memory<'_, F> {
    fn word(&self, address: u64) -> Option<u64> {
        let copied = || {
            let offset = usize::try_from(address.checked_sub(self.begin)?).ok()?;
            self.window.get(offset..)?.first_chunk().copied().map(u64::from_ne_bytes)
        };
        copied().or_else(|| (self.beyond)(address))
    }
}

/// The files in a `/proc/PID/maps`, each with the addresses that it covers.
fn mapped_files(maps: &str) -> Vec<(String, std::ops::Range<u64>)> {
    let mut files: Vec<(String, std::ops::Range<u64>)> = Vec::new();
    for (path, range) in maps.lines().filter_map(mapped_file) {
        match files.iter_mut().find(|(known, _)| known == path) {
            Some((_, known)) => known.end = known.end.max(range.end),
            None => files.push((path.to_owned(), range)),
        }
    }
    files
}

/// The path in a line of it, and the addresses from where the file's first byte would be. A path may have spaces in it.
fn mapped_file(line: &str) -> Option<(&str, std::ops::Range<u64>)> {
    let mut fields = line.splitn(6, ' ');
    let (span, offset) = (fields.next()?, fields.nth(1)?);
    let path = fields.nth(2)?.trim_start();
    let (start, end) = span.split_once('-')?;
    let [start, end, offset] = [start, end, offset].map(|text| u64::from_str_radix(text, 16).ok());
    path.starts_with('/').then_some((path, start?.saturating_sub(offset?)..end?))
}

fn sections(file: fs::File) -> Option<Sections> {
    let data = ReadCache::new(file);
    let file = object::File::parse(&data).ok()?;
    let range = |name: &str| {
        let section = file.section_by_name(name)?;
        Some(section.address()..section.address().checked_add(section.size())?)
    };
    let bytes = |name: &str| Some((range(name)?, Arc::from(file.section_by_name(name)?.data().ok()?)));
    Some(Sections {
        base: file.segments().map(|segment| segment.address()).min().unwrap_or(0) & !0xfff,
        text: range(".text"),
        got: range(".got"),
        frames: bytes(".eh_frame"),
        index: bytes(".eh_frame_hdr"),
    })
}

impl Sections {
    fn explicit(&self) -> ExplicitModuleSectionInfo<Arc<[u8]>> {
        let split = |section: &Option<(std::ops::Range<u64>, Arc<[u8]>)>| section.clone().unzip();
        let ((eh_frame_svma, eh_frame), (eh_frame_hdr_svma, eh_frame_hdr)) = (split(&self.frames), split(&self.index));
        ExplicitModuleSectionInfo {
            base_svma: self.base,
            text_svma: self.text.clone(),
            got_svma: self.got.clone(),
            eh_frame_svma,
            eh_frame,
            eh_frame_hdr_svma,
            eh_frame_hdr,
            ..Default::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_mapped_file_are_one_range() {
        let maps = "1000-2000 r--p 00000000 fe:00 1 /bin/driver\n2000-5000 r-xp 00001000 fe:00 1 /bin/driver\n\
                    7000-8000 rw-p 00000000 00:00 0 [heap]\nnonsense\n\
                    a000-b000 r-xp 00000000 fe:00 123                 /a folder/of  mine\n";
        let files = [("/bin/driver".to_owned(), 0x1000..0x5000), ("/a folder/of  mine".to_owned(), 0xa000..0xb000)];
        assert_eq!(mapped_files(maps), files);
    }

    #[test]
    fn a_file_that_is_no_program_has_no_sections() {
        let mut modules = Modules::default();
        for path in ["/proc/version", "/dev/zero", "/nowhere"] {
            assert!(modules.of(path).is_none(), "{path}");
        }
        let own = std::env::current_exe().unwrap();
        let first = modules.of(own.to_str().unwrap()).unwrap();
        assert!(Arc::ptr_eq(&first, &modules.of(own.to_str().unwrap()).unwrap()), "it is read once");
    }
}
