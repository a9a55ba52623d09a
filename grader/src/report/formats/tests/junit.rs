use uppsala::XsdValidator;

use super::{super::junit, *};
use crate::report::{StaffView, StudentView};

/// What the schema of Jenkins' xUnit plugin says against a document.
pub(super) fn refusals(xml: &str) -> Vec<String> {
    let schema = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd"));
    let schema = XsdValidator::from_schema(&uppsala::parse(schema).unwrap()).unwrap();
    let document = uppsala::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    schema.validate(&document).iter().map(|error| format!("{error:?}")).collect()
}

#[test]
fn each_sample() {
    insta::assert_snapshot!("junit", each(|report| junit(&StudentView::of(report))));
}

#[test]
fn every_document_follows_the_schema() {
    for (name, report) in reports() {
        for xml in [junit(&StudentView::of(&report)), junit(&StaffView::of(&report))] {
            assert_eq!(refusals(&xml), Vec::<String>::new(), "{name}: {xml}");
        }
    }
}

#[test]
fn the_schema_refuses_what_is_not_in_it() {
    let xml = junit(&StudentView::of(&reports()[1].1));
    for (from, to) in [
        ("<testcase name", "<testcase line=\"1\" name"),
        ("failure", "fault"),
        (" tests=\"3\" failures=\"1\" errors=\"0\" skipped", " skipped"),
    ] {
        assert!(xml.contains(from), "{from} is not in {xml}");
        assert!(!refusals(&xml.replace(from, to)).is_empty(), "{from} -> {to}");
    }
}

#[test]
fn the_counts_are_those_of_the_cases() {
    for (name, report) in reports() {
        let xml = junit(&StudentView::of(&report));
        for (attribute, element) in [("tests", "<testcase "), ("failures", "<failure "), ("errors", "<error ")] {
            let told: usize = attribute_of(&xml, attribute).parse().unwrap();
            assert_eq!(told, xml.matches(element).count(), "{name}, {attribute}: {xml}");
        }
        let red = xml.contains("<failure ") || xml.contains("<error ");
        let is_fine = matches!(name, "passed" | "unjudged");
        assert_eq!(red, !is_fine, "{name}: {xml}");
    }
}

#[test]
fn hostile_text_stays_text() {
    let xml = junit(&StudentView::of(&reports()[3].1));
    assert!(!xml.contains("<script>") && !xml.contains('\x1b'), "{xml}");
    let document = uppsala::parse(&xml).unwrap();
    assert!(document.text_content_deep(document.root()).contains("<script>@everyone</script>"));
}

/// The attribute of the first element that has it.
fn attribute_of(xml: &str, name: &str) -> String {
    let (_, rest) = xml.split_once(&format!(" {name}=\"")).unwrap();
    rest.split('"').next().unwrap().to_owned()
}
