//! A rule of the judge as a predicate, so that checks and tests state facts the way the field does: a failure prints what
//! was expected and what was seen.

use std::fmt;

use predicates::Predicate;
use predicates::reflection::{Case, PredicateReflection, Product};

use super::Finding;
use crate::observe::Observation;

/// Something that must hold of a run; what does not is told as findings.
pub struct Fact {
    statement: &'static str,
    rule: Box<Rule>,
}

/// A function from a run to what does not hold of it.
type Rule = dyn Fn(&Observation) -> Vec<Finding> + Send + Sync;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{Place, Verdict};

    fn fact(holds: bool) -> Fact {
        Fact::new("the sky is blue", move |_| {
            let finding = Finding::new(Verdict::WrongAnswer, "the sky is grey").contrast("blue", "grey");
            let finding = finding.at(Some(Place { file: "src/sky.rs".into(), line: 7 }));
            if holds { Vec::new() } else { vec![finding] }
        })
    }

    #[test]
    fn a_fact_is_a_predicate_that_says_what_it_states() {
        let seen = Observation::default();
        assert!(fact(true).eval(&seen));
        assert!(!fact(false).eval(&seen));
        assert_eq!(fact(true).to_string(), "the sky is blue");
    }

    #[test]
    fn a_case_tells_what_was_expected_and_what_was_seen() {
        let seen = Observation::default();
        assert!(fact(false).find_case(true, &seen).is_none());
        assert!(fact(true).find_case(false, &seen).is_none());
        assert!(fact(true).find_case(true, &seen).is_some());
        let refused = fact(false);
        let case = refused.find_case(false, &seen).unwrap();
        let products: Vec<String> =
            case.products().map(|product| format!("{}: {}", product.name(), product.value())).collect();
        assert_eq!(products, ["wrong-answer: the sky is grey at src/sky.rs:7", "expected: blue", "seen: grey"]);
    }
}
