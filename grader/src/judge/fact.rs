//! A rule of the judge as a predicate, so that checks and tests state facts the way the field does: a failure prints what
//! was expected and what was seen.

use std::fmt;

use predicates::Predicate;
use predicates::reflection::{Case, PredicateReflection, Product};

use super::Finding;
use crate::observe::Observation;

/// What finds what does not hold.
type Rule = Box<dyn Fn(&Observation) -> Vec<Finding> + Send + Sync>;

/// Something that must hold of a run; what does not is told as findings.
pub struct Fact {
    statement: &'static str,
    rule: Rule,
}

impl Fact {
    /// A fact that holds where `rule` finds nothing. `statement` says it in a few words: "every thread is joined".
    pub fn new(statement: &'static str, rule: impl Fn(&Observation) -> Vec<Finding> + Send + Sync + 'static) -> Fact {
        Fact { statement, rule: Box::new(rule) }
    }

    /// What does not hold of `observation`; empty where all does.
    pub fn findings(&self, observation: &Observation) -> Vec<Finding> {
        (self.rule)(observation)
    }
}

impl Predicate<Observation> for Fact {
    fn eval(&self, observation: &Observation) -> bool {
        self.findings(observation).is_empty()
    }

    fn find_case<'a>(&'a self, expected: bool, observation: &Observation) -> Option<Case<'a>> {
        let findings = self.findings(observation);
        if findings.is_empty() != expected {
            return None;
        }
        let case = Case::new(Some(self), expected);
        Some(findings.into_iter().fold(case, |case, finding| {
            let place = finding.place.map(|place| format!(" at {place}")).unwrap_or_default();
            case.add_product(Product::new(finding.verdict.name(), format!("{}{place}", finding.message)))
                .add_product(Product::new("expected", finding.expected))
                .add_product(Product::new("seen", finding.seen))
        }))
    }
}

impl PredicateReflection for Fact {}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.statement)
    }
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fact({})", self.statement)
    }
}
