use super::{super::samples, *};

#[test]
fn without_an_export_every_student_gets_a_row() {
    insta::assert_snapshot!("class_canvas", canvas(&samples::class(), None).unwrap().csv);
}

/// Quoted names, an empty row of postings, sums that Canvas makes, somebody who is not ours.
const EXPORTED: &str =
    "\u{feff}Student,ID,SIS User ID,SIS Login ID,Section,Quiz (9),ex01: Threads (17),ex02_process (18),Final Score
,,,,,,Manual Posting,,
    Points Possible,,,,,10,6,100,(read only)
\"Lovelace, Ada\",1,,,Monday,7,,EX,50
\"=\"\"Bob\"\"\",2,0042,,Monday,-,,,
\"Charlotte, Queen\",3,,QUEEN@EXAMPLE.ORG,Monday,,,,
\"Somebody, Else\",4,,else,Monday,3,5,6,
\"Student, Test\",5,,,Monday,,,,
";

#[test]
fn an_export_is_filled_where_a_row_is_a_students() {
    let mut class = samples::class();
    class.students.push(Student { id: "nobody".to_owned(), ..class.students[0].clone() });
    class.students.last_mut().unwrap().name = None;
    let filled = canvas(&class, Some(EXPORTED)).unwrap();
    insta::assert_snapshot!("class_canvas_filled", filled.csv);
    insta::assert_snapshot!("class_canvas_said", format!("{:#?}\n{:#?}", filled.unmatched, filled.remarks));
}

#[test]
fn nobody_gets_the_marks_of_another_who_claims_the_same_row() {
    let mut class = samples::class();
    class.students[1].id = "queen@example.org".to_owned();
    let filled = canvas(&class, Some(EXPORTED)).unwrap();
    for both in [&class.students[1].id, &class.students[2].id] {
        assert!(filled.unmatched.contains(both), "{both}: {:?}", filled.unmatched);
    }
}

#[test]
fn what_is_there_stays_where_we_could_not_judge() {
    let class = samples::class();
    let faulty = class.students.iter().find(|student| student.report.exercises[1].fault.is_some()).unwrap();
    let exported = format!("Student,ID,SIS Login ID,Section,ex01,ex02\nX,1,{},,1,4.5\n", faulty.id);
    let filled = canvas(&class, Some(&exported)).unwrap();
    assert!(filled.csv.lines().nth(1).unwrap().ends_with(",6,4.5"), "{}", filled.csv);
}

#[test]
fn who_is_excused_stays_so() {
    let class = samples::class();
    let exported = format!("Student,ID,SIS Login ID,Section,ex01,ex02\nX,1,{},,EX,\n", class.students[0].id);
    let filled = canvas(&class, Some(&exported)).unwrap();
    assert!(filled.csv.ends_with(",EX,2\n"), "{}", filled.csv);
}

#[test]
fn sums_that_canvas_makes_are_no_exercises_and_a_missing_column_is_added() {
    let class = samples::class();
    let sums = "ex01 Current Score,ex01 Final Score";
    let exported = format!(
        "Student,ID,SIS Login ID,Section,ex10 (1),ex02 (2),{sums}\nPoints Possible,,,,1,6,,\nX,1,{},,,,,\n",
        class.students[0].id
    );
    let filled = canvas(&class, Some(&exported)).unwrap();
    let told =
        "no column is that of ex01: Canvas will ask whether to make the assignment `ex01 Spawn and join a thread`";
    assert_eq!(filled.remarks, [told]);
    let header = format!("Student,ID,SIS Login ID,Section,ex10 (1),ex02 (2),{sums},ex01 Spawn and join a thread");
    assert_eq!(filled.csv, format!("{header}\nPoints Possible,,,,1,6,,,6\nX,1,ada,,,2,,,4.75\n"));
}

#[test]
fn a_student_without_a_name_is_no_row_without_one() {
    let mut class = samples::class();
    class.students.truncate(1);
    (class.students[0].name, class.students[0].email) = (Some(" ".to_owned()), None);
    let filled = canvas(&class, Some("Student,ID,SIS Login ID,Section,ex01\n,,,,Manual Posting\n")).unwrap();
    assert_eq!(filled.unmatched, ["ada"]);
}

#[test]
fn semicolons_stay_semicolons() {
    let class = samples::class();
    let exported = format!("Student;ID;SIS Login ID;Section;ex01;ex02\nX;1;{};;;\n", class.students[0].id);
    let filled = canvas(&class, Some(&exported)).unwrap();
    assert!(filled.csv.starts_with("Student;ID;SIS Login ID;Section;ex01;ex02\nX;1;"), "{}", filled.csv);
}

#[test]
fn what_is_no_gradebook_is_refused() {
    for text in ["", "a,b\n1,2\n", "Name;Points\n"] {
        let error = canvas(&samples::class(), Some(text)).unwrap_err();
        assert!(error.to_string().contains("export it from Canvas again"), "{text}: {error}");
    }
}
