//! What a library adds to every run of a program that it is linked with, whether it is called there or not. Where that is much,
//! or of another kind than code, it is linked with its own driver alone: an exercise is not to feel what another one needs.

use std::{fs, path::Path};

use object::{Object, ObjectSection, ObjectSymbol, SectionFlags, elf, read::archive::ArchiveFile};

/// Bytes of statics and of thread-locals: those that a run may have are counted.
const WRITABLE: u64 = 64 << 10;
/// Bytes of code, of constants and of statics.
const ALL: u64 = 4 << 20;

/// Whether other exercises do not notice that `library` is linked with them.
pub(super) fn is_unnoticed(library: &Path) -> bool {
    fs::read(library)
        .ok()
        .and_then(|data| footprint(&data))
        .is_some_and(|footprint| footprint.writable <= WRITABLE && footprint.all <= ALL && !footprint.has_allocator)
}

#[derive(Debug, Default)]
struct Footprint {
    writable: u64,
    all: u64,
    /// It says how memory is allocated in the whole program.
    has_allocator: bool,
}

/// `None` where the library is none.
fn footprint(data: &[u8]) -> Option<Footprint> {
    let archive = ArchiveFile::parse(data).ok()?;
    let mut footprint = Footprint::default();
    for member in archive.members() {
        let member = member.ok()?.data(data).ok()?;
        // Its metadata may be in a form of its own.
        let Ok(file) = object::File::parse(member) else { continue };
        for section in file.sections() {
            let SectionFlags::Elf { sh_flags, .. } = section.flags() else { return None };
            let is = |flag: elf::SectionFlags| sh_flags.0 & flag.0 != 0;
            footprint.all += if is(elf::SHF_ALLOC) { section.size() } else { 0 };
            footprint.writable += if is(elf::SHF_WRITE) { section.size() } else { 0 };
        }
        let defines = |symbol: object::Symbol| {
            symbol.is_definition() && symbol.name().is_ok_and(|name| name.contains("__rust_alloc"))
        };
        footprint.has_allocator |= file.symbols().any(defines);
    }
    Some(footprint)
}
