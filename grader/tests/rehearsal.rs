//! The workflow that grades a class, rehearsed: every step of its jobs in order, each job in a clean folder, with a bare
//! repository for the teachers' own and a class of 30, five of whom attack. What only the service can do is stood in for:
//! checking out is cloning, an artifact is a folder, and an expression is one of those that are known here.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use copy::copy;
use serde::Deserialize;
use tempfile::TempDir;

#[path = "support/copy.rs"]
mod copy;

/// Submissions of the corpus, right and wrong, which come to these verdicts, and attacks, which must come to no marks.
const ATTACKS: [&str; 5] =
    ["exits_with_success", "forges_its_answer_by_proc", "becomes_a_shell", "brings_a_build_script", "fills_the_disk"];
const CLASS: usize = 30;

#[derive(Debug, Deserialize)]
struct Workflow {
    jobs: BTreeMap<String, Job>,
}

#[derive(Debug, Deserialize)]
struct Job {
    steps: Vec<Step>,
    strategy: Option<Strategy>,
    permissions: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct Strategy {
    matrix: BTreeMap<String, Vec<u32>>,
}

#[derive(Debug, Deserialize)]
struct Step {
    name: Option<String>,
    id: Option<String>,
    uses: Option<String>,
    run: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    with: BTreeMap<String, serde_json::Value>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

#[track_caller]
fn git(folder: &Path, arguments: &[&str]) -> String {
    let who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Where everything lies: the service's repositories, its artifacts, and the folders of the jobs.
struct Service {
    folder: TempDir,
}

impl Service {
    /// A service with the teachers' repository, in which `class.csv` lists the students'.
    fn new() -> Service {
        let service = Service { folder: TempDir::new().unwrap() };
        let own = service.path("work");
        git(&root(), &["clone", "--quiet", "--no-local", ".", own.to_str().unwrap()]);
        // What is not committed yet is rehearsed, too.
        for file in git(&root(), &["ls-files", "--modified", "--others", "--exclude-standard"]).lines() {
            let (from, to) = (root().join(file), own.join(file));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            if from.exists() {
                fs::copy(from, to).unwrap();
            } else {
                fs::remove_file(to).unwrap();
            }
        }
        let lines: Vec<String> = students().iter().map(|(name, source)| service.student(name, source)).collect();
        fs::write(own.join("class.csv"), format!("student,url,commit\n{}\n", lines.join("\n"))).unwrap();
        git(&own, &["add", "."]);
        git(&own, &["commit", "--quiet", "--message=class"]);
        fs::create_dir_all(service.path("remote/teachers")).unwrap();
        git(&own, &["clone", "--quiet", "--bare", ".", service.path("remote/teachers/course").to_str().unwrap()]);
        service
    }

    /// Makes a repository in which `source` is handed in; gives its line of the class.
    fn student(&self, name: &str, source: &Path) -> String {
        let repository = self.path("remote").join(name);
        copy(source, &repository.join("exercises/ex01_thread")).unwrap();
        git(&repository, &["init", "--quiet", "--initial-branch=main"]);
        git(&repository, &["add", "--force", "."]);
        git(&repository, &["commit", "--quiet", "--message=work"]);
        format!("{name},file://{},main", repository.display())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs all steps of a job in a clean folder; they see `expressions` and nothing else of the service.
    fn run(&self, job: &Job, expressions: &BTreeMap<&str, String>) {
        // Always in the same place, so that what one job has compiled serves the next.
        let folder = self.path("job");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).unwrap();
        let mut expressions = expressions.clone();
        for step in &job.steps {
            match (step.uses.as_deref().and_then(|uses| uses.split('@').next()), &step.run) {
                (Some("actions/checkout"), None) => {
                    let course = self.path("remote/teachers/course");
                    git(&self.path("."), &["clone", "--quiet", course.to_str().unwrap(), folder.to_str().unwrap()]);
                }
                (Some("actions/upload-artifact"), None) => {
                    let name = filled(step.with["name"].as_str().unwrap(), &expressions);
                    let (from, to) =
                        (folder.join(step.with["path"].as_str().unwrap()), self.path("artifacts").join(name));
                    if from.is_dir() {
                        copy(&from, &to).unwrap();
                    } else {
                        fs::create_dir_all(&to).unwrap();
                        fs::copy(&from, to.join(from.file_name().unwrap())).unwrap();
                    }
                }
                (Some("actions/download-artifact"), None) => {
                    let to = folder.join(step.with["path"].as_str().unwrap());
                    match step.with.get("name").map(|name| name.as_str().unwrap()) {
                        Some(name) => copy(&self.path("artifacts").join(name), &to).unwrap(),
                        None => self.download_all(step.with["pattern"].as_str().unwrap(), &to),
                    }
                }
                (None, Some(script)) => {
                    let output = self.shell(script, step, &folder, &expressions);
                    for line in output.lines() {
                        let (name, value) = line.split_once('=').unwrap();
                        let name = format!("steps.{}.outputs.{name}", step.id.as_deref().unwrap_or_default());
                        expressions.insert(Box::leak(name.into_boxed_str()), value.to_owned());
                    }
                }
                other => panic!("no stand-in for {other:?}"),
            }
        }
    }

    fn download_all(&self, pattern: &str, to: &Path) {
        let begin = pattern.strip_suffix('*').unwrap();
        for artifact in fs::read_dir(self.path("artifacts")).unwrap() {
            let artifact = artifact.unwrap();
            let name = artifact.file_name().into_string().unwrap();
            if name.starts_with(begin) {
                copy(&artifact.path(), &to.join(name)).unwrap();
            }
        }
    }

    /// Runs a script as the service does, with nothing of our environment but what finds compilers; gives its outputs.
    fn shell(&self, script: &str, step: &Step, folder: &Path, expressions: &BTreeMap<&str, String>) -> String {
        assert!(!script.contains("${{"), "an expression in a script can become a command: {script}");
        let name = step.name.as_deref().unwrap_or(script);
        let outputs = self.path("outputs");
        fs::write(&outputs, "").unwrap();
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder).env_clear();
        for kept in ["PATH", "HOME", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN", "CARGO_NET_OFFLINE"] {
            bash.envs(std::env::var_os(kept).map(|value| (kept, value)));
        }
        bash.env("CARGO_TARGET_DIR", self.path("target")).env("FORKJOIN_SCRATCH", self.path("scratch"));
        bash.env("GITHUB_SERVER_URL", format!("file://{}", self.path("remote").display()));
        bash.env("GITHUB_REPOSITORY", "teachers/course").env("GITHUB_RUN_ID", "1").env("GITHUB_OUTPUT", &outputs);
        bash.env("GITHUB_STEP_SUMMARY", self.path("summary.md"));
        bash.envs(step.env.iter().map(|(name, value)| (name, filled(value, expressions))));
        let output = bash.output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        println!("--- {name}: {}\n{said}", output.status);
        assert!(output.status.success(), "{name}: {said}");
        fs::read_to_string(outputs).unwrap()
    }

    /// Runs the whole workflow.
    fn grade(&self) {
        let text = fs::read_to_string(root().join(".github/workflows/grade.yml")).unwrap();
        let workflow: Workflow = serde_saphyr::from_str(&text).unwrap();
        let _ = fs::remove_dir_all(self.path("artifacts"));
        let mut expressions: BTreeMap<&str, String> = BTreeMap::from([
            ("vars.CLASS_LIST", "class.csv".to_owned()),
            ("secrets.CLASS_TOKEN", "a secret".to_owned()),
            ("github.token", "a token".to_owned()),
            ("inputs.exercises", "ex01".to_owned()),
        ]);
        self.run(&workflow.jobs["collect"], &expressions);
        // Whoever runs what students wrote has no token and no secret.
        let grade = &workflow.jobs["grade"];
        assert!(grade.permissions.is_empty());
        expressions.retain(|name, _| !name.starts_with("secrets.") && *name != "github.token");
        let shards = &grade.strategy.as_ref().unwrap().matrix["shard"];
        for shard in shards {
            expressions.insert("matrix.shard", shard.to_string());
            expressions.insert("strategy.job-total", shards.len().to_string());
            self.run(grade, &expressions);
        }
        expressions.insert("github.token", "a token".to_owned());
        self.run(&workflow.jobs["publish"], &expressions);
    }

    /// What was published: the branch `results`, in a folder of its own.
    fn published(&self) -> PathBuf {
        let published = self.path("published");
        let _ = fs::remove_dir_all(&published);
        let course = self.path("remote/teachers/course");
        git(
            &self.path("."),
            &["clone", "--quiet", "--branch=results", course.to_str().unwrap(), published.to_str().unwrap()],
        );
        published
    }
}

/// `text` with its expressions filled in; one that is not known fails the test.
fn filled(text: &str, expressions: &BTreeMap<&str, String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (expression, after) = after.split_once("}}").unwrap();
        let value = expressions.get(expression.trim()).unwrap_or_else(|| panic!("{text}: not to be had here"));
        filled += before;
        filled += value;
        rest = after;
    }
    filled + rest
}

/// Who hands in what: submissions of the corpus, by the verdict that they must get, then the attacks.
fn students() -> Vec<(String, PathBuf)> {
    let hidden = root().join("grader/hidden");
    let corpus = hidden.join("ex01_thread/submissions");
    let mut known: Vec<String> =
        fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    known.sort();
    let step = known.len() / (CLASS - ATTACKS.len());
    let honest = known.into_iter().step_by(step).take(CLASS - ATTACKS.len());
    let honest = honest.map(|name| (name.clone(), corpus.join(name)));
    honest.chain(ATTACKS.map(|name| (format!("attack-{name}"), hidden.join("attacks").join(name)))).collect()
}

#[derive(Debug, Deserialize)]
struct Action {
    inputs: BTreeMap<String, Input>,
    runs: Runs,
}

#[derive(Debug, Deserialize)]
struct Input {
    default: String,
}

#[derive(Debug, Deserialize)]
struct Runs {
    steps: Vec<Step>,
}

/// What the action writes of a student's repository, asked for in this format, in a job with these variables.
fn written_by_the_action(format: &str, student: &str, variables: &[(&str, &str)]) -> (i32, String) {
    let text = fs::read_to_string(root().join(".github/actions/grade/action.yml")).unwrap();
    let action: Action = serde_saphyr::from_str(&text).unwrap();
    let folder = TempDir::new().unwrap();
    let source = root().join("grader/hidden/ex01_thread/submissions").join(student);
    copy(&source, &folder.path().join("exercises/ex01_thread")).unwrap();
    let mut inputs: BTreeMap<String, String> =
        action.inputs.into_iter().map(|(name, input)| (format!("inputs.{name}"), input.default)).collect();
    inputs.insert("inputs.format".to_owned(), format.to_owned());
    inputs.insert("inputs.exercises".to_owned(), "ex01".to_owned());
    if format != "github-summary" {
        inputs.insert("inputs.output".to_owned(), "result".to_owned());
    }
    let expressions: BTreeMap<&str, String> =
        inputs.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let [step] = &action.runs.steps[..] else { panic!("one step is rehearsed") };
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run.as_ref().unwrap()]).current_dir(&folder);
    bash.envs(step.env.iter().map(|(name, value)| (name, filled(value, &expressions))));
    bash.env("GITHUB_ACTION_PATH", root().join(".github/actions/grade")).envs(variables.iter().copied());
    bash.env("GITHUB_STEP_SUMMARY", folder.path().join("result"));
    let output = bash.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap(), fs::read_to_string(folder.path().join("result")).unwrap_or(said))
}

#[test]
fn the_action_serves_a_plain_repository_and_classroom_50() {
    let (code, summary) = written_by_the_action("github-summary", "not-joined-never_joins", &[]);
    assert!(code == 1 && summary.contains("not-joined"), "{code}: {summary}");
    let classroom = [
        ("CLASSROOM", "conc-101"),
        ("ASSIGNMENT", "ex01"),
        ("ASSIGNMENT_TYPE", "individual"),
        ("OWNER", "al"),
        ("USERNAME", "al"),
        ("SUBMISSION_TAG", "submit/2026-11-21T14-32-05Z-a1b2c3d"),
        ("COMMIT_URL", "https://example.org/commit"),
        ("RELEASE_URL", "https://example.org/release"),
        ("REVIEW_URL", "https://example.org/review"),
    ];
    let (code, result) = written_by_the_action("classroom50", "not-joined-never_joins", &classroom);
    let result: serde_json::Value = serde_json::from_str(&result).unwrap_or_else(|_| panic!("{result}"));
    assert_eq!((code, &result["schema"]), (0, &"classroom50/result/v1".into()));
    assert!(result["score"].as_u64() < result["max-score"].as_u64(), "{result}");
}

#[test]
fn a_class_is_graded_and_published_and_attacks_change_nobody_elses_marks() {
    let service = Service::new();
    service.grade();
    let published = service.published();
    let marks = fs::read_to_string(published.join("marks.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(marks.as_bytes());
    let headers = rows.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap_or_else(|| panic!("{headers:?}"));
    let (id, points, verdict) = (column("id"), column("ex01 points"), column("ex01 verdict"));
    let mut seen = 0;
    for row in rows.records() {
        let row = row.unwrap();
        seen += 1;
        match row[id].strip_prefix("attack-") {
            Some(_) => assert_eq!(&row[points], "0", "{row:?}"),
            None => assert!(row[id].starts_with(&row[verdict]), "{row:?}"),
        }
    }
    assert_eq!(seen, CLASS);
    let gradebook = fs::read_to_string(published.join("gradebook.html")).unwrap();
    assert!(gradebook.contains("not-joined-never_joins") && !gradebook.contains("a secret"));
    // Once more: nothing is left to grade, and the audit trail goes on.
    service.grade();
    assert_eq!(fs::read_to_string(service.published().join("marks.csv")).unwrap(), marks);
}
