//! Builds with the real compiler, in a small course of their own.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use grader::{
    Fault,
    build::{Build, LIMITS, Program, build, build_within},
    course::Exercise,
    judge::{Finding, Verdict},
    sandbox::{Launcher, Limits},
    submission::{Submission, digest},
};
use tempfile::TempDir;

#[path = "support/ours.rs"]
mod ours;
#[path = "build/together.rs"]
mod together;

const STUB: &str = "/// Doubles.\npub fn run(number: u64) -> u64 {\n    todo!(\"double {number}\")\n}\n";
const DRIVER: &str = "#[path = \"driver/say.rs\"]\nmod say;\nfn main() {\n    say::say(ex90::run(21));\n}\n";
const SAY: &str = "pub fn say(number: u64) {\n    println!(\"{number}\");\n}\n";
const RIGHT: &str = "pub fn run(number: u64) -> u64 {\n    number * 2\n}\n";

/// A course with one exercise, and nothing of it outside its folder.
struct Course {
    folder: TempDir,
    exercise: Exercise,
}

impl Course {
    fn new() -> Course {
        let folder = TempDir::new().unwrap();
        let exercise = Exercise {
            stem: "ex90_double".into(),
            package: "ex90".into(),
            title: String::new(),
            minutes: 0,
            chapter: String::new(),
            files: vec!["src/**/*.rs".into()],
            given: Vec::new(),
            required: vec!["src/lib.rs".into()],
            crates: Vec::new(),
            sockets: false,
            limits: Limits::default(),
            explored: None,
            checks: Vec::new(),
            hidden: folder.path().join("hidden/ex90_double"),
            fault: None,
        };
        ours::lend(folder.path(), &["harness"]);
        Course { folder, exercise }
            .with("exercises/ex90_double/src/lib.rs", STUB)
            .with("hidden/ex90_double/driver.rs", DRIVER)
            .with("hidden/ex90_double/driver/say.rs", SAY)
            .with("hidden/main.rs", "// checks")
    }

    #[must_use]
    fn with(self, name: &str, text: &str) -> Course {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn try_build(&self, library: &str) -> Result<Build, Fault> {
        build(self.folder.path(), &self.exercise, &submission(&[("src/lib.rs", library)]), launcher())
    }

    #[track_caller]
    fn program(&self, library: &str) -> Program {
        match self.try_build(library).unwrap() {
            Build::Ready(program) => program,
            Build::Refused(finding) => panic!("refused: {finding:#?}"),
        }
    }

    #[track_caller]
    fn refusal(&self, library: &str) -> Finding {
        match self.try_build(library).unwrap() {
            Build::Refused(finding) => *finding,
            Build::Ready(_) => panic!("built: {library}"),
        }
    }

    #[track_caller]
    fn fault(&self, library: &str) -> String {
        self.try_build(library).unwrap_err().to_string()
    }
}

/// Our own binary, which shuts the compiler in as well as this machine can.
fn launcher() -> &'static Launcher {
    static LAUNCHER: OnceLock<Launcher> = OnceLock::new();
    LAUNCHER.get_or_init(|| Launcher::probe(env!("CARGO_BIN_EXE_grader").as_ref()).unwrap())
}

fn submission(files: &[(&str, &str)]) -> Submission {
    Submission {
        stem: "ex90_double".into(),
        files: files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
        digest: digest(files.iter().map(|(name, text)| (*name, text.as_bytes()))),
        folder: PathBuf::from("handed-in"),
    }
}

fn output(program: &Program) -> (String, String) {
    let output = Command::new(&program.program).env_remove("RUST_BACKTRACE").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

#[test]
fn a_right_submission_becomes_a_program_with_its_own_names_and_none_of_this_machine() {
    let course = Course::new();
    let program = course.program(&format!("{RIGHT}fn unused() {{}}\n"));
    assert_eq!(output(&program).0, "42\n");
    let warnings: Vec<_> = program.warnings.iter().map(|warning| (&*warning.message, warning.place.clone())).collect();
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].0, "function `unused` is never used");
    assert_eq!(warnings[0].1.as_ref().unwrap().to_string(), "src/lib.rs:4");
    let bytes = fs::read(&program.program).unwrap();
    let private = course.folder.path().as_os_str().as_encoded_bytes();
    assert!(!bytes.windows(private.len()).any(|window| window == private));
}

#[test]
fn an_untouched_stub_compiles_and_its_panic_names_the_students_line() {
    let (_, stderr) = output(&Course::new().program(STUB));
    assert!(stderr.contains("panicked at src/lib.rs:3:5"), "{stderr}");
}

#[test]
fn overflow_is_checked_as_in_the_students_own_tests() {
    let (_, stderr) = output(&Course::new().program("pub fn run(n: u64) -> u64 { n - std::hint::black_box(22) }"));
    assert!(stderr.contains("attempt to subtract with overflow"), "{stderr}");
}

#[test]
fn what_was_built_before_is_not_built_again() {
    let course = Course::new();
    let first = course.program(RIGHT);
    let made = fs::metadata(&first.program).unwrap().modified().unwrap();
    assert_eq!(course.program(RIGHT), first);
    assert_eq!(fs::metadata(&first.program).unwrap().modified().unwrap(), made);
    let refused = course.refusal("pub fn run(");
    assert_eq!(course.refusal("pub fn run("), refused);
}

#[test]
fn a_change_of_driver_part_of_it_given_file_or_submission_makes_another_program() {
    let mut course = Course::new().with("exercises/ex90_double/src/given.rs", "pub const N: u64 = 2;");
    course.exercise.given.push("src/given.rs".into());
    let library = "mod given; pub fn run(number: u64) -> u64 { number * given::N }";
    let mut digests = vec![course.program(library).digest];
    let mut expect = |course: &Course, library: &str, said: &str| {
        let program = course.program(library);
        assert_eq!(output(&program).0, said);
        assert!(!digests.contains(&program.digest));
        digests.push(program.digest);
    };
    expect(&course, "mod given; pub fn run(number: u64) -> u64 { number + given::N }", "23\n");
    course = course.with("exercises/ex90_double/src/given.rs", "pub const N: u64 = 3;");
    expect(&course, library, "63\n");
    course = course.with("hidden/ex90_double/driver/say.rs", "pub fn say(number: u64) { println!(\"<{number}>\"); }");
    expect(&course, library, "<63>\n");
    course = course.with("hidden/ex90_double/driver.rs", &DRIVER.replace("21", "1"));
    expect(&course, library, "<3>\n");
}

#[test]
fn a_given_file_is_ours_whatever_the_submission_has() {
    let mut course = Course::new().with("exercises/ex90_double/src/given.rs", "pub const N: u64 = 2;");
    course.exercise.given.push("src/given.rs".into());
    let library = "mod given; pub fn run(number: u64) -> u64 { number * given::N }";
    let forged = submission(&[("src/lib.rs", library), ("src/given.rs", "pub const N: u64 = 1000;")]);
    let Build::Ready(program) = build(course.folder.path(), &course.exercise, &forged, launcher()).unwrap() else {
        panic!()
    };
    assert_eq!(output(&program).0, "42\n");
}

#[test]
fn two_builds_of_the_same_at_once_give_the_same_whole_program() {
    let course = Course::new();
    let programs: Vec<Program> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| course.program(RIGHT))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(programs.iter().all(|program| *program == programs[0]));
    assert_eq!(output(&programs[0]).0, "42\n");
    let left = fs::read_dir(course.folder.path().join("target/grader/work")).unwrap().count();
    assert_eq!(left, 0, "work folders are left");
}

#[test]
fn an_error_is_told_with_its_line_and_the_compilers_text() {
    let finding = Course::new().refusal("pub fn run(n: u64) -> u64 {\n    \"two\"\n}\nfn other() -> u8 { 'x' }\n");
    assert_eq!(finding.verdict, Verdict::DoesNotCompile);
    let places: Vec<String> =
        finding.place.iter().chain(finding.also.iter().map(|(_, place)| place)).map(ToString::to_string).collect();
    assert_eq!(places, ["src/lib.rs:2", "src/lib.rs:4"]);
    assert_eq!(finding.message, "mismatched types");
    assert!(finding.seen.contains("error[E0308]: mismatched types\n --> src/lib.rs:2:5"), "{}", finding.seen);
    assert!(finding.expected.contains("edition 2024, with std"), "{}", finding.expected);
    assert!(!finding.seen.contains("aborting"), "{}", finding.seen);
}

#[test]
fn a_flood_of_errors_is_bounded() {
    let library: String = (0..2000).map(|n| format!("fn f{n}() {{ missing{n}() }}\n")).collect();
    let finding = Course::new().refusal(&library);
    assert_eq!(finding.seen.lines().count(), 101);
    assert_eq!(finding.also.len(), 9);
}

#[test]
fn unsafe_code_and_its_side_doors_are_forbidden() {
    for (code, said) in [
        ("pub fn f() { unsafe { std::hint::unreachable_unchecked() } }", "usage of an `unsafe` block"),
        ("#[unsafe(no_mangle)]\npub fn write() {}", "declaration of a `no_mangle` function"),
        ("#[unsafe(link_section = \".init_array\")]\npub static F: u8 = 1;", "`link_section`"),
        ("core::arch::global_asm!(\"nop\");", "`core::arch::global_asm`"),
        ("unsafe extern \"C\" { safe fn getpid() -> i32; }", "`unsafe extern` block"),
        ("#[allow(unsafe_code)]\npub fn f() {}", "the ban on unsafe code cannot be lifted"),
    ] {
        let finding = Course::new().refusal(&format!("{RIGHT}{code}"));
        assert_eq!(finding.verdict, Verdict::Forbidden, "{code}");
        assert!(finding.message.contains(said), "{}", finding.message);
        assert_eq!(finding.place.unwrap().to_string(), "src/lib.rs:4");
    }
}

#[test]
fn a_file_from_outside_is_forbidden_and_its_text_not_shown() {
    let course = Course::new().with("secret.rs", "the answer is (41");
    let secret = course.folder.path().join("secret.rs");
    let secret = secret.to_str().unwrap();
    for code in [
        format!("pub const S: &str = include_str!({secret:?});"),
        format!("#[doc = include_str!({secret:?})] pub fn f() -> u8 {{ \"type error\" }}"),
        format!("#[path = {secret:?}] mod s;"),
        "pub const S: &[u8] = include_bytes!(\"../../../../../../secret.rs\");".to_owned(),
        format!("include!({secret:?});"),
    ] {
        let finding = course.refusal(&format!("{RIGHT}{code}"));
        assert_eq!(finding.verdict, Verdict::Forbidden, "{code} {finding:?}");
        assert!(!format!("{finding:?}").contains("41"), "{finding:?}");
    }
}

#[test]
fn the_submissions_own_files_may_be_included() {
    let library = format!(
        "{RIGHT}pub const S: &str = include_str!(\"lib.rs\");\npub const H: Option<&str> = option_env!(\"HOME\");"
    );
    Course::new().program(&library);
}

#[test]
fn an_interface_that_differs_is_told_by_the_name_in_the_contract() {
    let imported = DRIVER.replace("mod say;", "mod say;\nuse ex90::run;").replace("ex90::run(21)", "run(21)");
    for driver in [DRIVER, &imported] {
        let course = Course::new().with("hidden/ex90_double/driver.rs", driver);
        for (library, line) in [
            ("pub fn double(number: u64) -> u64 { number }", None),
            ("fn run(number: u64) -> u64 { number }", Some("src/lib.rs:1")),
            ("\npub fn run(number: String) -> u64 { 0 }", Some("src/lib.rs:2")),
            ("\npub fn run() -> u64 { 0 }", Some("src/lib.rs:2")),
            ("\npub fn run(a: u64, b: u64) -> u64 { a + b }", Some("src/lib.rs:2")),
        ] {
            let finding = course.refusal(library);
            assert_eq!(finding.verdict, Verdict::DoesNotCompile);
            assert_eq!(finding.message, "`run` is not as the contract says", "{finding:#?}");
            assert_eq!(finding.place.map(|place| place.to_string()).as_deref(), line, "{library} {}", finding.seen);
            assert!(finding.seen.contains("driver.rs:"), "{}", finding.seen);
            assert!(!finding.seen.contains("hidden"), "{}", finding.seen);
        }
    }
}

#[test]
fn a_result_of_another_type_is_told_with_the_compilers_text() {
    let finding = Course::new().refusal("pub fn run(number: u64) -> String { number.to_string() }");
    assert_eq!(finding.message, "`run` is not as the contract says");
    assert!(finding.seen.contains("expected `u64`, found `String`"), "{}", finding.seen);
}

#[test]
fn a_library_that_cannot_be_linked_is_refused() {
    let handler = "#[panic_handler] fn mine(_: &core::panic::PanicInfo) -> ! { loop {} }";
    let finding = Course::new().refusal(&format!("#![no_std]\n{handler}\n{RIGHT}"));
    assert_eq!(finding.verdict, Verdict::DoesNotCompile);
    assert_eq!(finding.message, "no program can be linked from this library");
    assert!(finding.seen.contains("panic_impl"), "{}", finding.seen);
}

#[test]
fn a_driver_that_does_not_fit_our_own_copy_is_a_fault() {
    let course = Course::new().with("hidden/ex90_double/driver.rs", &DRIVER.replace("run(21)", "run(\"21\")"));
    let fault = course.fault(RIGHT);
    assert!(fault.contains("exercises/ex90_double") && fault.contains("does not fit the driver"), "{fault}");
    let course = Course::new().with("solutions/ex90_double/src/lib.rs", "pub fn run(");
    let fault = course.fault("pub fn ran() {}");
    assert!(fault.contains("solutions/ex90_double") && fault.contains("our own copy does not compile"), "{fault}");
}

#[test]
fn a_driver_that_takes_in_files_unknown_to_the_cache_is_a_fault() {
    let driver = format!("{DRIVER}const _: &str = include_str!(\"exercise.toml\");");
    let course =
        Course::new().with("hidden/ex90_double/exercise.toml", "").with("hidden/ex90_double/driver.rs", &driver);
    let fault = course.fault(RIGHT);
    assert!(fault.contains("ex90_double/exercise.toml, which builds do not depend on"), "{fault}");
}

#[test]
fn a_missing_driver_is_a_fault_that_names_it() {
    let course = Course::new();
    fs::remove_file(course.exercise.hidden.join("driver.rs")).unwrap();
    assert!(course.fault(RIGHT).contains("ex90_double/driver.rs"));
}

#[test]
fn a_macro_bomb_is_over_the_limit_and_not_remembered() {
    let bomb =
        "#![recursion_limit = \"10000\"]\nmacro_rules! b { ($($t:tt)*) => { b! { $($t)* $($t)* } } }\nb! { x }\n";
    let course = Course::new();
    let limits = Limits { cpu_seconds: 1, ..LIMITS };
    let bomb = submission(&[("src/lib.rs", bomb)]);
    let Build::Refused(finding) =
        build_within(course.folder.path(), &course.exercise, &bomb, launcher(), &limits).unwrap()
    else {
        panic!()
    };
    assert_eq!((finding.verdict, &*finding.seen), (Verdict::OverLimit, "more than 1 s of CPU time"));
    assert_eq!(fs::read_dir(course.folder.path().join("target/grader/builds")).unwrap().count(), 0);
}

/// A course whose exercise uses a crate, one that lies beside it so that nothing is fetched.
fn course_with_a_crate() -> Course {
    let manifest = "[package]\nname = \"ex90\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\ntwo-times = { path = \"../../two-times\" }\n[workspace]\n";
    let two_times = "[package]\nname = \"two-times\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    let lock = "version = 4\n\n[[package]]\nname = \"ex90\"\nversion = \"0.1.0\"\ndependencies = [\n \"two-times\",\n]\n\n[[package]]\nname = \"two-times\"\nversion = \"0.1.0\"\n";
    let course = Course::new();
    // Its crates are its own: what another course has built of the same name is not lent to it.
    let kit = course.folder.path().join("target/grader/kit");
    fs::remove_file(&kit).unwrap();
    fs::create_dir(&kit).unwrap();
    let mut course = course
        .with("exercises/ex90_double/Cargo.toml", manifest)
        .with("exercises/ex90_double/Cargo.lock", lock)
        .with("two-times/Cargo.toml", two_times)
        .with("two-times/src/lib.rs", "pub fn double<T: std::ops::Add<Output = T> + Copy>(n: T) -> T { n + n }");
    course.exercise.crates.push("two-times".into());
    course
}

#[test]
fn a_crate_that_is_allowed_is_built_once_and_linked() {
    let course = course_with_a_crate();
    let library = "pub fn run(number: u64) -> u64 { two_times::double(number) }";
    assert_eq!(output(&course.program(library)).0, "42\n");
    fs::remove_dir_all(course.folder.path().join("two-times")).unwrap();
    let program = course.program(&format!("// changed\n{library}"));
    assert_eq!(output(&program).0, "42\n");
}

/// How crates are compiled is said in the workspace's manifest, above the exercise's.
#[test]
fn a_crate_is_built_anew_when_it_is_to_be_compiled_in_another_way() {
    let course = course_with_a_crate();
    let own = course.folder.path().join("exercises/ex90_double");
    let manifest = fs::read_to_string(own.join("Cargo.toml")).unwrap().replace("[workspace]\n", "");
    fs::rename(own.join("Cargo.lock"), own.with_file_name("Cargo.lock")).unwrap();
    let compiled_how = "pub fn double<T: std::ops::Add<Output = T> + Copy>(n: T) -> T { twice(n, debugged()) }\n\
        fn debugged() -> bool { cfg!(debug_assertions) }\n\
        fn twice<T: std::ops::Add<Output = T> + Copy>(n: T, debugged: bool) -> T { if debugged { n + n } else { n } }\n";
    let course = course
        .with("exercises/ex90_double/Cargo.toml", &manifest)
        .with("two-times/src/lib.rs", compiled_how)
        .with("exercises/Cargo.toml", "[workspace]\nmembers = [\"ex90_double\"]\n");
    let library = "pub fn run(number: u64) -> u64 { two_times::double(number) }";
    assert_eq!(output(&course.program(library)).0, "42\n");
    let profile =
        "[workspace]\nmembers = [\"ex90_double\"]\n[profile.dev.package.two-times]\ndebug-assertions = false\n";
    let course = course.with("exercises/Cargo.toml", profile);
    assert_eq!(output(&course.program(library)).0, "21\n");
}

#[test]
fn a_crate_that_is_not_allowed_does_not_compile() {
    let finding = Course::new().refusal("use two_times::double; pub fn run(number: u64) -> u64 { double(number) }");
    assert_eq!((finding.verdict, &*finding.message), (Verdict::DoesNotCompile, "unresolved import `two_times`"));
}

#[test]
fn a_crate_that_cannot_be_built_is_our_fault() {
    let course = course_with_a_crate().with("two-times/src/lib.rs", "pub fn double(");
    let fault = course.fault(RIGHT);
    assert!(fault.contains("cargo build") && fault.contains("unclosed delimiter"), "{fault}");
    let mut course = course_with_a_crate();
    course.exercise.crates.push("three-times".into());
    assert!(course.fault(RIGHT).contains("`three_times` is built 0 times"), "{}", course.fault(RIGHT));
}

#[test]
fn the_scratch_folder_holds_whole_entries_alone() {
    let course = Course::new();
    let program = course.program(RIGHT);
    let builds = course.folder.path().canonicalize().unwrap().join("target/grader/builds");
    assert_eq!(program.program, builds.join(&program.digest).join("ex90-driver"));
    assert!(Path::new(&builds).join(&program.digest).join("build.json").is_file());
}
