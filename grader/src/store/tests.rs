use std::fs;

use tempfile::TempDir;

use super::*;
use crate::{
    judge::{ExerciseResult, Finding, Verdict},
    report::Fate,
    submission::{Submission, digest},
};

fn submission(text: &str) -> Submission {
    let files = [("src/lib.rs".to_owned(), text.to_owned())].into();
    Submission {
        stem: "ex01_thread".into(),
        files,
        digest: digest([("src/lib.rs", text.as_bytes())]),
        folder: "x".into(),
    }
}

fn key(submission: &Submission, checks: &str) -> Key {
    Key {
        stem: submission.stem.clone(),
        submission: submission.digest.clone(),
        checks: checks.into(),
        compiler: "rustc 1".into(),
        level: "A".into(),
        seal: "seal".into(),
        course_key: "k".into(),
    }
}

fn judged(verdict: Verdict) -> Fate {
    let refusal = (verdict != Verdict::Passed).then(|| Finding::new(verdict, "no"));
    let (stem, checks) = ("ex01_thread".to_owned(), Vec::new());
    Fate::Judged(ExerciseResult { stem, verdict: Some(verdict), refusal, checks, seconds: 0.5 })
}

fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("results.sqlite")).unwrap();
    (folder, store)
}

fn begin(store: &Store) -> BatchId {
    store.begin(&Began { compiler: "rustc 1", level: "A", shard: "1/1" }).unwrap()
}

fn keep(store: &mut Store, batch: BatchId, student: &str, text: &str, verdict: Verdict) {
    let submission = submission(text);
    let key = key(&submission, "c");
    store.hand_in(batch, student, "folder", None, None).unwrap();
    store.keep(batch, student, "ex01_thread", &judged(verdict), Some((&key, &submission)), false).unwrap();
}

fn verdicts(store: &Store) -> Vec<(String, Fate)> {
    store.latest(&Filter::default()).unwrap().into_iter().map(|latest| (latest.student, latest.fate)).collect()
}

#[test]
fn what_was_graded_is_known_until_something_it_rests_on_changes() {
    let (_folder, mut store) = store();
    let batch = begin(&store);
    let (submission, other) = (submission("one"), submission("two"));
    keep(&mut store, batch, "al", "one", Verdict::Race);
    let Fate::Judged(race) = judged(Verdict::Race) else { panic!() };
    assert_eq!(store.known(&key(&submission, "c")).unwrap(), Some(race));
    assert_eq!(store.known(&key(&other, "c")).unwrap(), None);
    assert_eq!(store.known(&key(&submission, "other checks")).unwrap(), None);
    for change in [
        |key: &mut Key| key.compiler = "rustc 2".into(),
        |key: &mut Key| key.level = "B".into(),
        |key: &mut Key| key.seal = "none".into(),
        |key: &mut Key| key.course_key = "l".into(),
        |key: &mut Key| key.stem = "ex02_process".into(),
    ] {
        let mut key = key(&submission, "c");
        change(&mut key);
        assert_eq!(store.known(&key).unwrap(), None, "{key:?}");
    }
}

#[test]
fn the_newest_of_each_student_is_told_and_all_is_kept() {
    let (_folder, mut store) = store();
    for (text, verdict) in [("one", Verdict::Race), ("two", Verdict::Passed)] {
        let batch = begin(&store);
        keep(&mut store, batch, "al", text, verdict);
        store.keep(batch, "bo", "ex01_thread", &Fate::Fault("ours".into()), None, false).unwrap();
        store.keep(batch, "cy", "ex01_thread", &judged(Verdict::Forbidden), None, false).unwrap();
        store.keep(batch, "di", "ex01_thread", &Fate::NotHandedIn, None, false).unwrap();
        store.hand_in(batch, "di", "di.zip", None, Some("is no whole archive")).unwrap();
        store.end(batch).unwrap();
    }
    let expected = [
        ("al", judged(Verdict::Passed)),
        ("bo", Fate::Fault("ours".into())),
        ("cy", judged(Verdict::Forbidden)),
        ("di", Fate::NotHandedIn),
    ];
    assert_eq!(verdicts(&store), expected.map(|(student, fate)| (student.to_owned(), fate)));
    let forbidden = Filter { verdict: Some("forbidden".into()), ..Filter::default() };
    assert_eq!(store.latest(&forbidden).unwrap().len(), 1);
    let al = Filter { student: Some("al".into()), stems: vec!["ex02_process".into()], ..Filter::default() };
    assert_eq!(store.latest(&al).unwrap(), []);
    assert_eq!(store.handed_in().unwrap()[1].problem.as_deref(), Some("is no whole archive"));
    assert_eq!(store.files(&submission("one").digest).unwrap()["src/lib.rs"], "one");
    assert_eq!(store.ask("SELECT count(*) AS n FROM grading").unwrap(), [["n"], ["2"]]);
}

#[test]
fn a_known_grading_is_pointed_to() {
    let (_folder, mut store) = store();
    let submission = submission("one");
    let key = key(&submission, "c");
    let (first, second) = (begin(&store), begin(&store));
    let of = Some((&key, &submission));
    store.keep(first, "al", "ex01_thread", &judged(Verdict::Race), of, false).unwrap();
    store.keep(second, "al", "ex01_thread", &judged(Verdict::Race), of, true).unwrap();
    let rows = store.ask("SELECT batch, grading, reused FROM entry ORDER BY batch").unwrap();
    assert_eq!(rows[1..], [["1", "1", "0"], ["2", "1", "1"]]);
}

#[test]
fn shards_come_to_the_same_as_one_store_however_often_they_are_merged() {
    let (_one, mut whole) = store();
    let batch = begin(&whole);
    let shards: Vec<(TempDir, Store)> = ["al", "bo"]
        .map(|student| {
            let (folder, mut shard) = store();
            let own = begin(&shard);
            // Both hand in the same.
            for store in [&mut shard, &mut whole] {
                let batch = if store.path().starts_with(folder.path()) { own } else { batch };
                keep(store, batch, student, "one", Verdict::Race);
            }
            shard.end(own).unwrap();
            (folder, shard)
        })
        .into();
    let (_two, merged) = store();
    for _ in 0..2 {
        for (_, shard) in &shards {
            assert_eq!(merged.merge(shard.path()).unwrap(), 1);
        }
        assert_eq!(verdicts(&merged), verdicts(&whole));
        let count = "SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM entry), (SELECT count(*) FROM grading),
            (SELECT count(*) FROM source)";
        assert_eq!(merged.ask(count).unwrap()[1], ["2", "2", "2", "1"]);
        assert!(!merged.connection.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    }
}

#[test]
fn a_shard_that_went_on_is_taken_anew() {
    let (_folder, mut shard) = store();
    let batch = begin(&shard);
    keep(&mut shard, batch, "al", "one", Verdict::Race);
    let (_two, merged) = store();
    merged.merge(shard.path()).unwrap();
    keep(&mut shard, batch, "bo", "two", Verdict::Passed);
    merged.merge(shard.path()).unwrap();
    assert_eq!(verdicts(&merged), verdicts(&shard));
}

#[test]
fn what_is_no_store_is_told() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.sqlite");
    let problem = |path: &Path| Store::open_existing(path).unwrap_err().to_string();
    assert!(problem(&path).contains("there is no store"));
    fs::write(&path, "not a database, but long enough to be looked at by whoever opens it. ".repeat(20)).unwrap();
    assert!(problem(&path).contains("no SQLite file"), "{}", problem(&path));
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
    assert!(problem(&path).contains("no store of results"), "{}", problem(&path));
    let (_folder, store) = store();
    store.connection.execute_batch("PRAGMA user_version = 9").unwrap();
    assert!(problem(store.path()).contains("another version"));
    let store = Store { connection: Connection::open_in_memory().unwrap(), path: "x".into() };
    assert!(store.merge(&path).unwrap_err().to_string().contains("no store of results"));
}

#[test]
fn a_shard_that_somebody_else_has_written_to_is_refused() {
    for statement in [
        "CREATE TRIGGER t AFTER INSERT ON batch BEGIN DELETE FROM entry; END",
        "DROP VIEW latest; CREATE VIEW latest AS SELECT 1",
        "CREATE TABLE more (x)",
        "UPDATE grading SET score = 5, max_score = 4",
        "UPDATE grading SET result = 'no JSON'",
        "UPDATE grading SET result = replace(result, 'ex01', 'ex02')",
        "UPDATE grading SET result = json_set(result, '$.verdict', 'splendid')",
        "UPDATE entry SET grading = NULL",
        "PRAGMA foreign_keys = OFF; DELETE FROM grading",
    ] {
        let (_folder, mut shard) = store();
        let batch = begin(&shard);
        keep(&mut shard, batch, "al", "one", Verdict::Race);
        shard.connection.execute_batch(statement).unwrap();
        let (_folder, merged) = store();
        assert!(merged.merge(shard.path()).is_err(), "{statement}");
        assert_eq!(merged.ask("SELECT count(*) FROM batch").unwrap()[1], ["0"], "{statement}");
    }
}

#[test]
fn nothing_is_changed_by_a_question() {
    let (folder, store) = store();
    begin(&store);
    let other = folder.path().join("other.sqlite");
    let [attach, vacuum] = ["ATTACH DATABASE '{}' AS other", "VACUUM INTO '{}'"]
        .map(|sql| sql.replace("{}", &other.display().to_string()));
    for sql in ["DELETE FROM batch", "DROP TABLE entry", "PRAGMA user_version = 3", "BEGIN EXCLUSIVE", &attach, &vacuum]
    {
        let problem = store.ask(sql).unwrap_err().problem;
        assert_eq!(problem, "results are only added by a batch: ask with SELECT", "{sql}");
    }
    assert!(!other.exists());
    assert_eq!(store.ask("SELECT count(*) FROM batch").unwrap()[1], ["1"]);
}
