//! The report for programs: `report.schema.json` describes each field. A gradebook's own format is made from this one.

use super::Report;

/// The report as JSON, indented, with a newline at its end.
///
/// Strings are the submission's own where it printed them: whoever shows them must escape them.
pub fn json(report: &Report) -> String {
    let text = serde_json::to_string_pretty(report).expect("a report has only strings, numbers and lists");
    text + "\n"
}
