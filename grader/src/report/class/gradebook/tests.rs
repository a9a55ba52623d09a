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
fn a_schedule_is_a_picture_of_its_own_whatever_its_threads_are_called() {
    let mut class = samples::class();
    let step = |thread, action: &str| crate::judge::TraceStep {
        thread,
        action: action.to_owned(),
        place: Some(crate::judge::Place { file: "src/lib.rs".into(), line: 5 }),
        waits_for: None,
    };
    let trace = crate::judge::Trace {
        threads: vec!["main".into(), format!("\" onload=alert(1) '>{HOSTILE}</svg>")],
        steps: vec![step(0, "loads 0"), step(1, HOSTILE)],
        ..Default::default()
    };
    let replay = crate::judge::Replay { scenario: "two".into(), schedule: "2:1".into(), trace };
    let mut schedules = 0;
    for check in class.students.iter_mut().flat_map(|one| &mut one.report.exercises).flat_map(|one| &mut one.checks) {
        if let Some(finding) = check.finding.as_mut().filter(|_| !check.timeline.is_empty()) {
            finding.replay = Some(Box::new(replay.clone()));
            check.timeline.push(format!("{schedules}"));
            schedules += 1;
        }
    }
    let text = gradebook(&class);
    assert!(schedules > 1);
    assert_eq!(text.matches("<svg").count(), schedules);
    let ids: std::collections::BTreeSet<&str> =
        text.split("<title id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), schedules, "each has a name of its own: {ids:?}");
    for bad in ["\" onload", "</svg></svg>", "\u{1b}", "\u{202e}"] {
        assert!(!text.contains(bad), "{bad}");
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
