//! From the records of the cases to the results of checks and exercises. Pure: the same records give the same result.

use serde::{Deserialize, Serialize};

use super::{Covered, Finding, Lack, Outcome, Record, Verdict};
use crate::course::{Check, Exercise, Visibility};

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckResult {
    /// The check's id in `exercise.toml`.
    pub id: String,
    /// What it says to the student.
    pub sentence: String,
    /// Whether students see it by default.
    pub visibility: Visibility,
    /// `None` where it was skipped.
    pub verdict: Option<Verdict>,
    /// Why it was skipped.
    pub skipped: Option<String>,
    /// It was skipped because this machine cannot judge it, or one that it needs.
    pub lack: Option<Lack>,
    /// Points reached, out of `max_score`.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// The finding to show: the most severe one of all cases, the first such by the cases' names.
    pub finding: Option<Finding>,
    /// The case that it is from.
    pub case: Option<String>,
    /// The seed of that case.
    pub seed: Option<u64>,
    /// Threads and processes of that case, or its schedule.
    pub timeline: Vec<String>,
    /// Which schedules were explored, where it passed and they were.
    pub covered: Option<Covered>,
    /// What may be said of it although it passed.
    pub remark: Option<String>,
}

/// The result of one exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExerciseResult {
    /// Its stem.
    pub stem: String,
    /// The most severe verdict of its checks; `None` where nothing failed, but this machine could not judge every check.
    pub verdict: Option<Verdict>,
    /// A finding that no check was needed for: the submission was refused, or does not compile.
    pub refusal: Option<Finding>,
    /// One result a check, in the order of `exercise.toml`.
    pub checks: Vec<CheckResult>,
    /// Wall-clock seconds from taking the submission to the verdict; reported, never judged.
    pub seconds: f64,
}

impl ExerciseResult {
    /// Points reached.
    pub fn score(&self) -> u32 {
        self.checks.iter().map(|check| check.score).sum()
    }

    /// Points to be had.
    pub fn max_score(&self) -> u32 {
        self.checks.iter().map(|check| check.max_score).sum()
    }

    /// How many checks this machine could not judge.
    pub fn unjudged(&self) -> usize {
        self.checks.iter().filter(|check| check.lack.is_some()).count()
    }

    /// This machine could judge none of it: nothing can be said about the submission.
    pub fn is_blind(&self) -> bool {
        self.refusal.is_none() && self.checks.iter().all(|check| check.verdict.is_none())
    }
}

/// The result of an exercise whose submission never ran.
pub fn refused(exercise: &Exercise, refusal: Finding) -> ExerciseResult {
    let reason = format!("not run: {}", refusal.verdict);
    let checks = exercise.checks.iter().map(|check| skipped(check, reason.clone())).collect();
    ExerciseResult {
        stem: exercise.stem.clone(),
        verdict: Some(refusal.verdict),
        refusal: Some(refusal),
        checks,
        seconds: 0.0,
    }
}

/// The result of an exercise from the records of its cases. A check that needs another says nothing where that one has not
/// passed, whatever its own cases came to: a program that prints nothing keeps every promise about what it prints. Where
/// that one could not be judged on this machine, what its own cases found wrong still counts.
///
/// # Errors
/// A fault of ours: a record that says so, a check without any record, or no check that was judged although this machine
/// could have.
pub fn score(exercise: &Exercise, records: &[Record]) -> Result<ExerciseResult, String> {
    let own: Vec<&Record> = records.iter().filter(|record| record.stem == exercise.stem).collect();
    let mut checks: Vec<CheckResult> = Vec::new();
    for check in &exercise.checks {
        checks.push(next(check, &own, &checks)?);
    }
    let result = ExerciseResult { stem: exercise.stem.clone(), verdict: None, refusal: None, checks, seconds: 0.0 };
    let unjudged = result.unjudged() > 0;
    if result.is_blind() && !unjudged {
        return Err(format!("no check of {} was judged", exercise.stem));
    }
    let verdict = Verdict::most_severe(result.checks.iter().filter_map(|check| check.verdict));
    Ok(ExerciseResult { verdict: Some(verdict).filter(|verdict| *verdict != Verdict::Passed || !unjudged), ..result })
}

/// The result of `check` from the records of its exercise, once the results of the checks before it are known.
///
/// # Errors
/// As for [`score`].
pub fn next(check: &Check, records: &[&Record], before: &[CheckResult]) -> Result<CheckResult, String> {
    let result = check_result(check, records)?;
    let needed = before.iter().filter(|other| check.needs.contains(&other.id) && !passed(other));
    // What the submission did comes before what this machine cannot do.
    Ok(match needed.min_by_key(|other| other.lack.is_some()) {
        Some(other) if other.lack.is_none() => skipped(check, needs(other)),
        Some(other) if !failed(&result) => CheckResult { lack: other.lack, ..skipped(check, needs(other)) },
        _ => result,
    })
}

fn passed(check: &CheckResult) -> bool {
    check.verdict == Some(Verdict::Passed)
}

fn failed(check: &CheckResult) -> bool {
    check.verdict.is_some_and(|verdict| verdict != Verdict::Passed)
}

fn needs(other: &CheckResult) -> String {
    match (other.verdict, other.lack) {
        (Some(verdict), _) => format!("needs `{}`, which is {verdict}", other.id),
        (None, Some(_)) => format!("needs `{}`, which this machine cannot judge", other.id),
        (None, None) => format!("needs `{}`, which was skipped", other.id),
    }
}

fn skipped(check: &Check, reason: String) -> CheckResult {
    CheckResult { skipped: Some(reason), ..blank(check) }
}

fn blank(check: &Check) -> CheckResult {
    CheckResult {
        id: check.id.clone(),
        sentence: check.sentence.clone(),
        visibility: check.visibility,
        verdict: None,
        skipped: None,
        lack: None,
        score: 0,
        max_score: check.weight,
        finding: None,
        case: None,
        seed: None,
        timeline: Vec::new(),
        covered: None,
        remark: None,
    }
}

fn check_result(check: &Check, records: &[&Record]) -> Result<CheckResult, String> {
    let mut cases: Vec<&Record> = records.iter().copied().filter(|record| record.check == check.id).collect();
    cases.sort_by(|a, b| a.case.cmp(&b.case));
    if cases.is_empty() {
        return Err(format!("check `{}` left no record", check.id));
    }
    if let Some((case, message)) = cases.iter().find_map(|record| Some((&record.case, fault(record)?))) {
        return Err(format!("check `{}`, case {case}: {message}", check.id));
    }
    let worst = cases.iter().filter_map(|record| Some((*record, record.worst()?)));
    if let Some((record, finding)) = worst.min_by_key(|(_, finding)| finding.verdict.rank()) {
        return Ok(refuted(check, record, finding));
    }
    if let Some(lack) = cases.iter().find_map(|record| lack(record)) {
        return Ok(CheckResult { lack: Some(lack), ..skipped(check, lack.to_string()) });
    }
    match cases.iter().find_map(|record| skip(record)) {
        Some(reason) => Ok(skipped(check, reason.to_owned())),
        None => {
            let covered = cases.iter().filter_map(|record| record.covered).reduce(Covered::and);
            let remark = cases.iter().find_map(|record| record.remark.clone());
            Ok(CheckResult { verdict: Some(Verdict::Passed), score: check.weight, covered, remark, ..blank(check) })
        }
    }
}

fn refuted(check: &Check, record: &Record, finding: &Finding) -> CheckResult {
    CheckResult {
        verdict: Some(finding.verdict),
        finding: Some(finding.clone()),
        case: Some(record.case.clone()),
        seed: record.seed,
        timeline: record.timeline.clone(),
        ..blank(check)
    }
}

fn fault(record: &Record) -> Option<&str> {
    match &record.outcome {
        Outcome::Fault(message) => Some(message),
        Outcome::Failed(findings) if findings.is_empty() => Some("it failed without a finding"),
        _ => None,
    }
}

fn lack(record: &Record) -> Option<Lack> {
    let Outcome::Unjudged(lack) = record.outcome else { return None };
    Some(lack)
}

fn skip(record: &Record) -> Option<&str> {
    let Outcome::Skipped(reason) = &record.outcome else { return None };
    Some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Place;

    fn check(id: &str, weight: u32, needs: &[&str]) -> Check {
        Check {
            id: id.into(),
            sentence: format!("{id} holds"),
            weight,
            visibility: Visibility::Visible,
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
            next: String::new(),
        }
    }

    /// Three checks: `joins` needs `runs`, and `last` needs `joins`.
    fn exercise() -> Exercise {
        Exercise {
            stem: "ex99_example".into(),
            package: "ex99".into(),
            title: String::new(),
            minutes: 0,
            chapter: String::new(),
            files: Vec::new(),
            given: Vec::new(),
            required: Vec::new(),
            crates: Vec::new(),
            sockets: false,
            limits: Default::default(),
            explored: None,
            checks: vec![check("runs", 2, &[]), check("joins", 3, &["runs"]), check("last", 4, &["joins"])],
            hidden: Default::default(),
            fault: None,
        }
    }

    fn record(check: &str, case: &str, outcome: Outcome) -> Record {
        Record {
            stem: "ex99_example".into(),
            check: check.into(),
            case: case.into(),
            seed: Some(case.len() as u64),
            outcome,
            timeline: vec![format!("timeline of {case}")],
            cpu_us: 0,
            covered: None,
            remark: None,
            drawn: None,
        }
    }

    fn found(verdicts: &[Verdict]) -> Outcome {
        Outcome::Failed(verdicts.iter().map(|verdict| Finding::new(*verdict, verdict.name())).collect())
    }

    /// The result where the three checks came to these outcomes, one case each.
    fn result(runs: Outcome, joins: Outcome, last: Outcome) -> ExerciseResult {
        let records = [record("last", "c", last), record("runs", "c", runs), record("joins", "c", joins)];
        score(&exercise(), &records).unwrap()
    }

    fn scores(result: &ExerciseResult) -> Vec<(Option<Verdict>, u32)> {
        result.checks.iter().map(|check| (check.verdict, check.score)).collect()
    }

    #[test]
    fn each_check_that_passes_gives_its_weight() {
        let all = result(Outcome::Passed, Outcome::Passed, Outcome::Passed);
        assert_eq!((all.verdict, all.score(), all.max_score()), (Some(Verdict::Passed), 9, 9));
        let but_last = result(Outcome::Passed, Outcome::Passed, found(&[Verdict::WrongOutput]));
        assert_eq!((but_last.verdict, but_last.score(), but_last.max_score()), (Some(Verdict::WrongOutput), 5, 9));
    }

    #[test]
    fn a_check_is_skipped_where_one_that_it_needs_has_not_passed() {
        for own in [Outcome::Passed, found(&[Verdict::Deadlock]), Outcome::Skipped("another reason".into())] {
            let result = result(found(&[Verdict::NotJoined]), own.clone(), own);
            let verdicts = [(Some(Verdict::NotJoined), 0), (None, 0), (None, 0)];
            assert_eq!(scores(&result), verdicts);
            assert_eq!((result.verdict, result.score(), result.max_score()), (Some(Verdict::NotJoined), 0, 9));
            assert_eq!(result.checks[1].skipped.as_deref(), Some("needs `runs`, which is not-joined"));
            assert_eq!(result.checks[2].skipped.as_deref(), Some("needs `joins`, which was skipped"));
            assert_eq!(result.checks[1].finding, None);
        }
    }

    #[test]
    fn a_case_that_is_skipped_takes_the_points_of_its_check_but_names_no_verdict() {
        let skip = || Outcome::Skipped("the plain run is stuck".into());
        let result = result(Outcome::Passed, skip(), Outcome::Passed);
        assert_eq!(scores(&result), [(Some(Verdict::Passed), 2), (None, 0), (None, 0)]);
        assert_eq!(result.checks[1].skipped.as_deref(), Some("the plain run is stuck"));
        let one_of_two = [
            record("runs", "a", Outcome::Passed),
            record("runs", "b", skip()),
            record("joins", "a", skip()),
            record("joins", "b", found(&[Verdict::NotJoined])),
            record("last", "a", Outcome::Passed),
        ];
        assert!(score(&exercise(), &one_of_two).is_err(), "nothing was judged");
        let judged = Exercise { checks: vec![check("joins", 3, &[])], ..exercise() };
        assert_eq!(score(&judged, &one_of_two).unwrap().verdict, Some(Verdict::NotJoined));
    }

    #[test]
    fn a_check_that_this_machine_cannot_judge_neither_passes_nor_fails() {
        let unseen = || Outcome::Unjudged(Lack::Sight);
        let wrong = || found(&[Verdict::WrongAnswer]);
        let passed = || Outcome::Passed;
        let (ok, bad) = ((Some(Verdict::Passed), 4), (Some(Verdict::WrongAnswer), 0));
        // What the checks `runs`, `joins` and `last` came to: the verdict, the last check, and how many were not judged.
        for (outcomes, verdict, last, unjudged) in [
            ([passed(), passed(), passed()], Some(Verdict::Passed), ok, 0),
            ([passed(), passed(), unseen()], None, (None, 0), 1),
            ([passed(), unseen(), passed()], None, (None, 0), 2),
            ([passed(), unseen(), wrong()], Some(Verdict::WrongAnswer), bad, 1),
            ([passed(), wrong(), unseen()], Some(Verdict::WrongAnswer), (None, 0), 0),
            ([unseen(), wrong(), wrong()], Some(Verdict::WrongAnswer), (None, 0), 1),
            ([wrong(), unseen(), unseen()], Some(Verdict::WrongAnswer), (None, 0), 0),
            ([unseen(), unseen(), unseen()], None, (None, 0), 3),
        ] {
            let [runs, joins, third] = outcomes.clone();
            let result = result(runs, joins, third);
            assert_eq!((result.verdict, result.unjudged()), (verdict, unjudged), "{outcomes:?}");
            assert_eq!(scores(&result)[2], last, "{outcomes:?}");
            assert_eq!(result.is_blind(), unjudged == 3, "{outcomes:?}");
        }
    }

    #[test]
    fn a_check_that_was_not_judged_says_why() {
        let reasons = |runs, joins| {
            let result = result(runs, joins, Outcome::Passed);
            result.checks.into_iter().map(|check| check.skipped.unwrap_or_default()).collect::<Vec<_>>()
        };
        let needs = "needs `joins`, which this machine cannot judge";
        let unseen = "this machine cannot see it";
        assert_eq!(reasons(Outcome::Passed, Outcome::Unjudged(Lack::Sight)), ["", unseen, needs]);
        let unshut = reasons(Outcome::Unjudged(Lack::Seal), Outcome::Passed);
        assert_eq!(unshut[..2], ["this machine cannot shut it in", "needs `runs`, which this machine cannot judge"]);
        let failed = reasons(Outcome::Unjudged(Lack::Sight), found(&[Verdict::WrongAnswer]));
        assert_eq!(failed, [unseen, "", "needs `joins`, which is wrong-answer"]);
    }

    #[test]
    fn of_two_checks_that_are_needed_the_one_that_failed_is_named() {
        let needy = vec![check("runs", 2, &[]), check("joins", 3, &[]), check("last", 4, &["runs", "joins"])];
        let records = [
            record("runs", "a", Outcome::Unjudged(Lack::Sight)),
            record("joins", "a", found(&[Verdict::WrongAnswer])),
            record("last", "a", Outcome::Passed),
        ];
        let result = score(&Exercise { checks: needy, ..exercise() }, &records).unwrap();
        assert_eq!(result.checks[2].skipped.as_deref(), Some("needs `joins`, which is wrong-answer"));
        assert_eq!((result.checks[2].lack, result.unjudged()), (None, 1));
    }

    #[test]
    fn one_case_that_cannot_be_judged_takes_the_whole_check_unless_another_fails() {
        let judged = Exercise { checks: vec![check("joins", 3, &[])], ..exercise() };
        let unseen = || record("joins", "a", Outcome::Unjudged(Lack::Sight));
        let of = |other| score(&judged, &[unseen(), record("joins", "b", other)]).unwrap().checks.remove(0);
        assert_eq!(of(Outcome::Passed).lack, Some(Lack::Sight));
        assert_eq!(of(Outcome::Skipped("why".into())).lack, Some(Lack::Sight));
        assert_eq!(of(found(&[Verdict::Stuck])).verdict, Some(Verdict::Stuck));
        assert_eq!(of(found(&[Verdict::Stuck])).lack, None);
    }

    #[test]
    fn the_most_severe_finding_of_all_cases_is_told() {
        let judged = Exercise { checks: vec![check("joins", 3, &[])], ..exercise() };
        let records = [
            record("joins", "later", found(&[Verdict::WrongOutput, Verdict::Deadlock, Verdict::NotJoined])),
            record("joins", "a", found(&[Verdict::NotJoined])),
            record("joins", "last", found(&[Verdict::Deadlock])),
            record("joins", "before", Outcome::Passed),
        ];
        let result = score(&judged, &records).unwrap();
        let joins = &result.checks[0];
        assert_eq!((result.verdict, joins.verdict, joins.score), (Some(Verdict::Deadlock), Some(Verdict::Deadlock), 0));
        assert_eq!(joins.finding.as_ref().map(|finding| finding.verdict), Some(Verdict::Deadlock));
        assert_eq!((joins.case.as_deref(), joins.seed), (Some("last"), Some(4)));
        assert_eq!(joins.timeline, ["timeline of last"]);
    }

    #[test]
    fn of_two_findings_of_one_verdict_the_one_with_a_line_is_told() {
        let place = Place { file: "src/lib.rs".into(), line: 3 };
        let bare = || Finding::new(Verdict::NotJoined, "somewhere");
        let findings = vec![bare(), bare().at(Some(place.clone())), Finding::new(Verdict::WrongOutput, "x")];
        let judged = Exercise { checks: vec![check("joins", 3, &[])], ..exercise() };
        let result = score(&judged, &[record("joins", "a", Outcome::Failed(findings))]).unwrap();
        assert_eq!(result.checks[0].finding.as_ref().and_then(|finding| finding.place.clone()), Some(place));
    }

    #[test]
    fn the_same_records_in_another_order_give_the_same_result() {
        let mut records = vec![
            record("runs", "b", found(&[Verdict::WrongOutput])),
            record("runs", "a", found(&[Verdict::WrongOutput])),
            record("joins", "a", Outcome::Passed),
            record("last", "a", Outcome::Passed),
        ];
        let first = score(&exercise(), &records).unwrap();
        assert_eq!(first.checks[0].case.as_deref(), Some("a"));
        records.reverse();
        assert_eq!(score(&exercise(), &records).unwrap(), first);
    }

    #[test]
    fn what_we_did_wrong_is_no_verdict() {
        let fault = [record("runs", "a", Outcome::Passed), record("runs", "b", Outcome::Fault("no launcher".into()))];
        assert_eq!(score(&exercise(), &fault).unwrap_err(), "check `runs`, case b: no launcher");
        assert_eq!(score(&exercise(), &fault[..1]).unwrap_err(), "check `joins` left no record");
        let empty = [record("runs", "a", found(&[]))];
        assert_eq!(score(&exercise(), &empty).unwrap_err(), "check `runs`, case a: it failed without a finding");
        let skipped = ["runs", "joins", "last"].map(|id| record(id, "a", Outcome::Skipped("why".into())));
        assert_eq!(score(&exercise(), &skipped).unwrap_err(), "no check of ex99_example was judged");
    }

    #[test]
    fn records_of_another_exercise_do_not_count() {
        let other = |id: &str| Record { stem: "ex98_other".into(), ..record(id, "a", found(&[Verdict::Stuck])) };
        let own = ["runs", "joins", "last"].map(|id| record(id, "a", Outcome::Passed));
        let records: Vec<Record> = own.into_iter().chain(["runs", "joins"].map(other)).collect();
        assert_eq!(score(&exercise(), &records).unwrap().verdict, Some(Verdict::Passed));
    }

    #[test]
    fn a_submission_that_never_ran_has_the_verdict_of_its_refusal_and_no_points() {
        let result = refused(&exercise(), Finding::new(Verdict::DoesNotCompile, "a type error"));
        assert_eq!((result.verdict, result.score(), result.max_score()), (Some(Verdict::DoesNotCompile), 0, 9));
        assert!(result.checks.iter().all(|check| check.skipped.as_deref() == Some("not run: does-not-compile")));
    }
}
