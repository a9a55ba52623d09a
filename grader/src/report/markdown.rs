//! The report on one page, for staff. Text that a submission may have chosen stands in fences that it cannot close; of a
//! hidden check, only the sentence and the verdict are told. What a student may read is `formats::feedback`.

use std::slice;

use super::{
    CheckReport, ExerciseReport, Report, escape,
    graded::text_of,
    level,
    markup::{code, fence, prose, rows},
    next::{self, COMMAND},
    repeats,
};
use crate::{
    course::Visibility,
    judge::{Finding, Place},
};

/// The report as GitHub-flavoured Markdown, without HTML.
pub fn markdown(report: &Report) -> String {
    let mut out = format!("## {} of {} points\n\n", report.score, report.max_score);
    out += &format!("Graded {} with grader {}", code(&report.submission.path), report.grader);
    out += &report.level.map_or(String::new(), |level| format!(", protection level {level}"));
    out += ".\n";
    out += &report.warning.iter().map(|warning| format!("\n**{warning}**\n")).collect::<String>();
    report.exercises.iter().for_each(|one| exercise(&mut out, one));
    let step = next::step(report, &report.submission.path);
    let command = step.command.iter().map(|command| format!("\n\n{}", fence("sh", slice::from_ref(command))));
    out + &format!("\n**Next:** {}{}\n", prose(&step.words), command.collect::<String>().trim_end())
}

fn exercise(out: &mut String, exercise: &ExerciseReport) {
    let points = format!("{} of {} points", exercise.score, exercise.max_score);
    *out += &format!("\n### {}: {}, {points}\n\n", code(&exercise.stem), prose(&exercise.title));
    if !exercise.handed_in {
        *out += "Not handed in.\n";
    } else if let Some(fault) = &exercise.fault {
        let whose = if exercise.blind { "this machine cannot judge it" } else { "the grader failed" };
        *out += &format!("Not judged: {whose}, and nothing is said about the submission.\n\n");
        *out += &fence("text", &rows(fault));
    } else if let Some(refusal) = &exercise.refusal {
        *out += &format!("**{}**: none of the {} checks was run.\n\n", refusal.verdict, exercise.checks.len());
        finding(out, exercise, &refusal.finding);
    } else {
        checks(out, exercise);
    }
}

fn checks(out: &mut String, exercise: &ExerciseReport) {
    *out += "| | Verdict | Points | Check |\n|---|---|---:|---|\n";
    for check in &exercise.checks {
        let word = if check.passed {
            "PASS"
        } else if check.failed() {
            "FAIL"
        } else {
            "SKIP"
        };
        let covered = check.message.as_ref().filter(|_| check.passed);
        let sentence =
            prose(&check.sentence) + &covered.map_or(String::new(), |covered| format!(": {}", prose(covered)));
        *out += &format!("| {word} | {} | {}/{} | {sentence} |\n", check.verdict, check.score, check.max_score);
    }
    unjudged(out, exercise);
    for (check, others) in repeats::told_once(exercise) {
        *out += &format!("\n#### {}: {}\n\n", check.verdict, prose(&check.sentence));
        match check.visibility {
            Visibility::Visible => details(out, exercise, check),
            Visibility::Hidden => {}
        }
        others.iter().for_each(|other| *out += &format!("Also fails: {}.\n\n", prose(&other.sentence)));
        *out += &format!("Next: {}. More: `{COMMAND} explain {}`\n", prose(&check.next), check.verdict);
    }
}

fn unjudged(out: &mut String, exercise: &ExerciseReport) {
    if exercise.unjudged == 0 {
        return;
    }
    *out += &format!("\n**{}.** Skipped:\n\n", level::unjudged(exercise.unjudged, exercise.checks.len()));
    for check in exercise.checks.iter().filter(|check| check.lack.is_some()) {
        *out += &format!("- {}: {}\n", prose(&check.sentence), prose(check.message.as_deref().unwrap_or_default()));
    }
}

fn details(out: &mut String, exercise: &ExerciseReport, check: &CheckReport) {
    if let Some(found) = &check.finding {
        finding(out, exercise, found);
    }
    let case = check.case.iter().map(|case| format!("case {}", code(case)));
    let seed = check.seed.iter().map(|seed| format!("seed {}", code(seed)));
    let run: Vec<String> = case.chain(seed).collect();
    if !run.is_empty() {
        *out += &format!("In {}.\n\n", run.join(", "));
    }
    if !check.timeline.is_empty() {
        *out += &fence("text", &rows(&check.timeline.join("\n")));
    }
    if let Some(command) = check.finding.as_ref().and_then(|found| next::replay(exercise, found)) {
        *out += &format!("To see this schedule again:\n\n{}", fence("sh", &[command]));
    }
}

fn finding(out: &mut String, exercise: &ExerciseReport, finding: &Finding) {
    *out += &fence("text", &rows(&finding.message));
    let places = finding.place.iter().map(|place| (None, place));
    for (what, place) in places.chain(finding.also.iter().map(|(what, place)| (Some(what), place))) {
        let what = what.map_or(String::new(), |what| format!("{}: ", code(what)));
        *out += &format!("{what}{}\n\n", code(&place.to_string()));
        *out += &line(exercise, place).map_or(String::new(), |line| fence("rust", &[line]));
    }
    for (label, value) in [("Asked", &finding.expected), ("Seen", &finding.seen)] {
        if !value.is_empty() {
            *out += &format!("{label}:\n\n{}", fence("text", &rows(value)));
        }
    }
}

fn line(exercise: &ExerciseReport, place: &Place) -> Option<String> {
    let text = text_of(&exercise.files, place)?.lines().nth(place.line.checked_sub(1)? as usize)?;
    Some(format!("{:>4} | {}", place.line, escape::cut(&escape::one_line(text.trim()), 200)))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{markup::outside_fences, samples},
        *,
    };
    use crate::sandbox::Level;

    #[test]
    fn a_failed_check_is_told_with_its_line() {
        let exercise = samples::three_checks();
        let report = samples::report(samples::graded(&exercise, samples::not_joined(&exercise)));
        insta::assert_snapshot!("markdown_not_joined", markdown(&report));
    }

    #[test]
    fn hostile_text_stays_within_its_fence() {
        let exercise = samples::three_checks();
        let text = markdown(&samples::report(samples::graded(&exercise, samples::hostile(&exercise))));
        insta::assert_snapshot!("markdown_hostile", text);
        let outside = outside_fences(&text);
        for bad in ["<script>", "@everyone", "\x1b", "::error", "##["] {
            assert!(!outside.contains(bad), "{bad} in {outside}");
        }
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")));
    }

    #[test]
    fn of_a_hidden_check_only_the_sentence_is_told() {
        let exercise = samples::exercise("ex01_thread", &[("late", "nothing is printed late")]);
        let found = Finding::new(crate::judge::Verdict::WrongOutput, "the input was 17").contrast("18", "19");
        let record = samples::record(&exercise, "late", crate::judge::Outcome::Failed(vec![found]));
        let text = markdown(&samples::report(samples::graded(&exercise, samples::judged(&exercise, &[record]))));
        assert!(text.contains("nothing is printed late") && text.contains("wrong-output"), "{text}");
        for secret in ["17", "18", "19", "0x2a", "pause"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }

    #[test]
    fn refusals_faults_and_what_is_absent_are_told() {
        let exercise = samples::three_checks();
        let refused = markdown(&samples::report(samples::graded(&exercise, samples::refused(&exercise))));
        assert!(refused.contains("none of the 3 checks was run") && refused.contains("E0425"), "{refused}");
        let fault = markdown(&samples::report(samples::graded(&exercise, samples::fault())));
        assert!(fault.contains("the grader failed"), "{fault}");
        let absent = markdown(&samples::report(super::super::Graded::absent(&exercise)));
        assert!(absent.contains("Not handed in"), "{absent}");
    }

    #[test]
    fn what_this_machine_could_not_judge_is_told_with_the_level() {
        let exercise = samples::three_checks();
        let graded = || samples::graded(&exercise, samples::unobserved(&exercise));
        insta::assert_snapshot!("markdown_unjudged", markdown(&samples::report_at(Level::C, graded())));
        let blind = markdown(&samples::report_at(Level::D, samples::graded(&exercise, samples::blind(&exercise))));
        assert!(blind.contains("this machine cannot judge it") && blind.contains("cargo grader doctor"), "{blind}");
        assert!(blind.contains("**Marks should not rest on this report. Level D is not sealed"), "{blind}");
    }
}
