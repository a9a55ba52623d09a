use super::*;
use crate::report::{class::samples, samples::HOSTILE};

#[test]
fn the_gradebook_tells_staff_everything() {
    let text = gradebook(&samples::class());
    for told in [
        "Ada Lovelace",
        "2 days late: 20 % of 6 points",
        "thread 1 was never joined",
        "&gt; 5 |     thread::spawn(num);",
        "src/lib.rs:5",
        "thread 1  |======",
        "the secret input was 17",
        "secret case",
        "0x2a",
        samples::HIDDEN_SENTENCE,
        "E0425",
        "no record of `joins`",
        "Nothing could be taken",
    ] {
        assert!(text.contains(told), "{told}");
    }
    assert_eq!(text, gradebook(&samples::class()), "two of the same class are the same bytes");
}

#[test]
fn a_student_reads_nothing_of_hidden_checks_but_points_and_verdict() {
    let class = samples::class();
    let text = own_page(&class, &class.students[1]);
    assert!(text.contains("FAIL</b> hidden check 1: wrong-output, 0 of 2 points"), "{text}");
    for secret in ["secret", "0x2a", "`late`", "late again", samples::HIDDEN_SENTENCE] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn a_student_reads_nothing_of_others_and_of_our_faults() {
    let class = samples::class();
    let text = own_page(&class, &class.students[4]);
    assert!(text.contains("the grader failed"), "{text}");
    for secret in ["Ada", "Charlotte", "no record", "work/eve"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn what_a_hidden_check_keeps_from_being_judged_does_not_name_it() {
    let mut class = samples::class();
    let checks = &mut class.students[0].report.exercises[1].checks;
    checks[0] = crate::report::CheckReport {
        passed: false,
        verdict: "skipped",
        message: Some("needs `late`, which is race".to_owned()),
        ..checks[0].clone()
    };
    let text = own_page(&class, &class.students[0]);
    assert!(text.contains("needs a hidden check, which did not pass") && !text.contains("`late`"), "{text}");
}

#[test]
fn no_text_of_a_submission_breaks_out() {
    let mut class = samples::class();
    class.title = HOSTILE.to_owned();
    let quoted = format!("\" onload=alert(1) '>{HOSTILE}</pre></style></title><!--");
    for student in &mut class.students {
        student.name = Some(quoted.clone());
        student.email = Some(quoted.clone());
        student.commit = Some(quoted.clone());
        for exercise in &mut student.report.exercises {
            exercise.files.values_mut().for_each(|text| *text = format!("{quoted}\n").repeat(8));
            for check in &mut exercise.checks {
                check.case = Some(quoted.clone());
                check.timeline = vec![quoted.clone()];
            }
        }
    }
    let pages = class.students.iter().map(|student| own_page(&class, student));
    for text in pages.chain([gradebook(&class)]) {
        assert_eq!(text.matches("<script").count(), 1, "our own");
        assert_eq!(text.matches("<style").count(), 1, "our own");
        for bad in ["\" onload", "'></pre>", "<!--", "\u{1b}", "\u{202e}"] {
            assert!(!text.contains(bad), "{bad}");
        }
    }
}

#[test]
fn nothing_in_it_comes_from_a_network() {
    let class = samples::class();
    for text in [gradebook(&class), own_page(&class, &class.students[0])] {
        for bad in [" src=", "@import", "url(", "href=\"http", "style=\"", " onclick="] {
            assert!(!text.contains(bad), "{bad}");
        }
        assert!(text.contains("default-src 'none'"));
    }
}

#[test]
fn the_verdicts_of_each_exercise_are_counted() {
    let text = heat::heat(&samples::class()).into_string();
    let cells = |row: &str| {
        row.split("<td").skip(1).map(|cell| cell.split(['>', '<']).nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = text.split("<tr>").skip(2).map(cells).collect();
    assert_eq!(rows, [vec!["3", "0", "1", "0", "1", "0", "0"], vec!["0", "1", "0", "1", "1", "1", "1"]]);
}
