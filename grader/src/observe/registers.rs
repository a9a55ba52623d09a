//! The registers of a stopped thread, by what the kernel's calling convention means by them. With `older` the only file of
//! the observer that knows the processor; what the numbers mean is `call`'s concern.

use framehop::UnwindRegsNative;
use nix::Result;

/// Where a processor keeps what, as places in its block of general registers.
struct Layout {
    number: Number,
    arguments: [usize; 6],
    /// Which argument of `clone` says where the kernel puts 0 when the thread is gone (clone(2): child_tid).
    end_word: usize,
    result: usize,
    program_counter: usize,
    stack_pointer: usize,
    frame_pointer: usize,
    /// Where a function returns to that has not put it on the stack yet.
    link: Option<usize>,
}

/// Where the number of the system call is; -1 in its place leaves the call out.
#[derive(Clone, Copy)]
enum Number {
    /// In the block.
    Word(usize),
    /// In a register set of its own. The register that it was passed in tells less: outside of calls it holds anything.
    Set(i32),
}

/// sys/user.h: r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss fs_base gs_base ds es
/// fs gs; syscall(2), clone(2).
const X86_64: Layout = Layout {
    number: Number::Word(15),
    arguments: [14, 13, 12, 7, 9, 8],
    end_word: 3,
    result: 10,
    program_counter: 16,
    stack_pointer: 19,
    frame_pointer: 4,
    link: None,
};

/// sys/user.h: x0 to x30, sp, pc, pstate; syscall(2), clone(2).
const AARCH64: Layout = Layout {
    number: Number::Set(regset::ARM_SYSTEM_CALL),
    arguments: [0, 1, 2, 3, 4, 5],
    end_word: 4,
    result: 0,
    program_counter: 32,
    stack_pointer: 31,
    frame_pointer: 29,
    link: Some(30),
};

/// Words of the largest block.
const WORDS: usize = 34;

/// The processor that we run on.
const OURS: &Layout = if cfg!(target_arch = "x86_64") { &X86_64 } else { &AARCH64 };

#[cfg(not(all(target_os = "linux", target_endian = "little", any(target_arch = "x86_64", target_arch = "aarch64"))))]
compile_error!(
    "the observer knows the registers of Linux on x86_64 and aarch64 alone; another processor needs a Layout in \
     observe/registers.rs"
);

/// The registers of a thread that is stopped at a system call.
#[derive(Clone, Copy)]
pub(super) struct Registers {
    layout: &'static Layout,
    words: [u64; WORDS],
    number: i64,
}

impl Registers {
    pub(super) fn of(tid: i32) -> Result<Registers> {
        let mut words = [0; WORDS];
        regset::read(tid, regset::GENERAL, &mut words)?;
        let number = match OURS.number {
            Number::Word(place) => words[place].cast_signed(),
            Number::Set(set) => {
                let mut word = [0];
                regset::read(tid, set, &mut word)?;
                i64::from(word[0] as i32)
            }
        };
        Ok(Registers { layout: OURS, words, number })
    }

    /// The number of the system call.
    pub(super) fn number(&self) -> i64 {
        self.number
    }

    /// Its arguments.
    pub(super) fn arguments(&self) -> [u64; 6] {
        self.layout.arguments.map(|place| self.words[place])
    }

    /// Of a `clone`: where the kernel will put 0 when the thread is gone.
    pub(super) fn clone_end_word(&self) -> u64 {
        self.arguments()[self.layout.end_word]
    }

    /// What it returned; a negative number is an error.
    pub(super) fn result(&self) -> i64 {
        self.words[self.layout.result].cast_signed()
    }

    /// Program counter, and what unwinding begins with.
    pub(super) fn frame(&self) -> (u64, UnwindRegsNative) {
        let pc = self.words[self.layout.program_counter];
        let (sp, fp) = (self.words[self.layout.stack_pointer], self.words[self.layout.frame_pointer]);
        (pc, first_frame(self.layout.link.map_or(pc, |link| self.words[link]), sp, fp))
    }

    /// Leaves out the call at which the thread is stopped: it sees `result` as its outcome.
    pub(super) fn skip(mut self, tid: i32, result: i64) -> Result<()> {
        const NONE: u64 = u64::MAX;
        self.words[self.layout.result] = result.cast_unsigned();
        match self.layout.number {
            Number::Word(place) => self.words[place] = NONE,
            Number::Set(set) => regset::write(tid, set, &[NONE])?,
        }
        regset::write(tid, regset::GENERAL, &self.words)
    }
}

/// What unwinding begins with; of the first frame's code, x86_64 is asked for the address of the code itself.
#[cfg(target_arch = "x86_64")]
pub(super) fn first_frame(pc: u64, sp: u64, fp: u64) -> UnwindRegsNative {
    UnwindRegsNative::new(pc, sp, fp)
}

/// What unwinding begins with, without the bits by which a return address is signed: those above the 48 of an address.
#[cfg(target_arch = "aarch64")]
pub(super) fn first_frame(link: u64, sp: u64, fp: u64) -> UnwindRegsNative {
    UnwindRegsNative::new_with_ptr_auth_mask(framehop::aarch64::PtrAuthMask(u64::MAX >> 16), link, sp, fp)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// user_regs_struct of x86_64, in the order of sys/user.h.
    const X86_64_BLOCK: &str = "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss \
                                fs_base gs_base ds es fs gs";

    /// user_regs_struct of aarch64, in the order of sys/user.h.
    const AARCH64_BLOCK: &str = "x0 x1 x2 x3 x4 x5 x6 x7 x8 x9 x10 x11 x12 x13 x14 x15 x16 x17 x18 x19 x20 x21 x22 x23 \
                                 x24 x25 x26 x27 x28 x29 x30 sp pc pstate";

    /// Registers of which each holds 1000 and its place, and where the one of a name is.
    fn filled(layout: &'static Layout, block: &'static str) -> (Registers, impl Fn(&str) -> usize) {
        let mut words = [0; WORDS];
        for (place, _) in block.split_whitespace().enumerate() {
            words[place] = 1000 + place as u64;
        }
        let place = |name: &str| block.split_whitespace().position(|register| register == name).expect("it is there");
        (Registers { layout, words, number: 0 }, place)
    }

    #[track_caller]
    fn assert_convention(layout: &'static Layout, block: &'static str, arguments: &str, [end_word, result]: [&str; 2]) {
        let (registers, place) = filled(layout, block);
        let value = |name: &str| 1000 + place(name) as u64;
        let expected: Vec<u64> = arguments.split_whitespace().map(value).collect();
        assert_eq!(registers.arguments().as_slice(), expected);
        assert_eq!(registers.clone_end_word(), value(end_word));
        assert_eq!(registers.result().cast_unsigned(), value(result));
    }

    #[track_caller]
    fn assert_frame(layout: &'static Layout, block: &'static str, [pc, sp, fp]: [&str; 3], link: Option<&str>) {
        let (_, place) = filled(layout, block);
        assert_eq!(layout.program_counter, place(pc));
        assert_eq!(layout.stack_pointer, place(sp));
        assert_eq!(layout.frame_pointer, place(fp));
        assert_eq!(layout.link, link.map(place));
    }

    #[test]
    fn x86_64_passes_its_arguments_as_syscall_2_says() {
        assert_convention(&X86_64, X86_64_BLOCK, "rdi rsi rdx r10 r8 r9", ["r10", "rax"]);
        assert_frame(&X86_64, X86_64_BLOCK, ["rip", "rsp", "rbp"], None);
        let (_, place) = filled(&X86_64, X86_64_BLOCK);
        assert!(matches!(X86_64.number, Number::Word(number) if number == place("orig_rax")));
    }

    #[test]
    fn aarch64_passes_its_arguments_as_syscall_2_says() {
        assert_convention(&AARCH64, AARCH64_BLOCK, "x0 x1 x2 x3 x4 x5", ["x4", "x0"]);
        assert_frame(&AARCH64, AARCH64_BLOCK, ["pc", "sp", "x29"], Some("x30"));
        assert!(matches!(AARCH64.number, Number::Set(0x404)));
    }

    #[test]
    fn a_negative_result_is_an_error() {
        let mut registers = filled(&AARCH64, AARCH64_BLOCK).0;
        registers.words[0] = (-32_i64).cast_unsigned();
        assert_eq!(registers.result(), -32);
    }

    #[test]
    fn every_block_fits() {
        let longest = [X86_64_BLOCK, AARCH64_BLOCK].map(|block| block.split_whitespace().count());
        assert_eq!(longest, [27, WORDS]);
        assert!(OURS.arguments.iter().all(|place| *place < WORDS));
    }

    #[test]
    fn unwinding_begins_at_the_frame() {
        let (registers, _) = filled(OURS, AARCH64_BLOCK);
        let (pc, first) = registers.frame();
        assert_eq!(pc, registers.words[OURS.program_counter]);
        assert_eq!(first.sp(), registers.words[OURS.stack_pointer]);
    }
}
