//! Hearing of checks while others go on: what the records that are there already come to. That they are judged is `judge`'s
//! doing; all of them together are read again at the end.

use std::path::Path;

use super::records;
use crate::{
    course::{Check, Exercise},
    judge::{self, CheckResult, Record},
};

/// Tells of the checks of one exercise, in their order.
pub(super) struct Hearer<'a, 'b> {
    exercise: &'a Exercise,
    /// All cases that there are.
    cases: Vec<String>,
    records: &'a Path,
    judged: &'a mut (dyn FnMut(&CheckResult) + 'b),
    told: Vec<CheckResult>,
}

impl<'a, 'b> Hearer<'a, 'b> {
    /// Of checks whose `cases` leave their records in the file at `records`.
    pub(super) fn new(
        exercise: &'a Exercise,
        cases: Vec<String>,
        records: &'a Path,
        judged: &'a mut (dyn FnMut(&CheckResult) + 'b),
    ) -> Hearer<'a, 'b> {
        Hearer { exercise, cases, records, judged, told: Vec::new() }
    }

    /// Looks at the records, and tells of each check whose cases are all there. A record that is being written is seen at the
    /// next look.
    pub(super) fn look(&mut self) {
        let Ok(records) = records::read(self.records, &self.exercise.stem) else { return };
        let records: Vec<&Record> = records.iter().collect();
        while let Some(check) = self.exercise.checks.get(self.told.len()).filter(|check| self.is_whole(check, &records))
        {
            let Ok(result) = judge::next(check, &records, &self.told) else { return };
            (self.judged)(&result);
            self.told.push(result);
        }
    }

    fn is_whole(&self, check: &Check, records: &[&Record]) -> bool {
        let name = format!("{}::{}", self.exercise.stem, check.id);
        let is_case =
            |case: &&String| case.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
        let cases = self.cases.iter().filter(is_case).count();
        cases > 0 && records.iter().filter(|record| record.check == check.id).count() == cases
    }
}
