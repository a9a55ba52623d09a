//! A rule of the judge as a predicate, so that checks and tests state facts the way the field does: a failure prints what
//! was expected and what was seen.

use std::fmt;

use predicates::Predicate;
use predicates::reflection::{Case, PredicateReflection, Product};

use super::{Finding, Lack};
use crate::observe::Observation;

/// Something that must hold of a run; what does not is told as findings.
pub struct Fact {
    statement: &'static str,
    rule: Box<Rule>,
    /// It can be told of a run that nobody observed.
    outward: bool,
}

/// A function from a run to what does not hold of it.
type Rule = dyn Fn(&Observation) -> Vec<Finding> + Send + Sync;

impl Fact {
    /// A fact that holds where `rule` finds nothing. `statement` says it in a few words: "every thread is joined".
    pub fn new(statement: &'static str, rule: impl Fn(&Observation) -> Vec<Finding> + Send + Sync + 'static) -> Fact {
        Fact { statement, rule: Box::new(rule), outward: false }
    }

    /// The same, of what is known even where nobody observes: how the run ended, the bytes of its streams, and its replies.
    /// `rule` does not ask who did something, nor when.
    pub fn outward(
        statement: &'static str,
        rule: impl Fn(&Observation) -> Vec<Finding> + Send + Sync + 'static,
    ) -> Fact {
        Fact { outward: true, ..Fact::new(statement, rule) }
    }

    /// What does not hold of `observation`; empty where all does.
    ///
    /// # Errors
    /// Nobody observed the run, and the fact is one that only an observer can tell.
    pub fn findings(&self, observation: &Observation) -> Result<Vec<Finding>, Lack> {
        match observation.unobserved && !self.outward {
            true => Err(Lack::Sight),
            false => Ok((self.rule)(observation)),
        }
    }
}

impl Predicate<Observation> for Fact {
    fn eval(&self, observation: &Observation) -> bool {
        self.findings(observation).is_ok_and(|findings| findings.is_empty())
    }

    fn find_case<'a>(&'a self, expected: bool, observation: &Observation) -> Option<Case<'a>> {
        if self.eval(observation) != expected {
            return None;
        }
        let case = Case::new(Some(self), expected);
        let findings = match self.findings(observation) {
            Ok(findings) => findings,
            Err(lack) => return Some(case.add_product(Product::new("not seen", lack))),
        };
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
    use crate::judge::{
        Place, Verdict, Writer, alive_together, arguments, children, crosses_a_socket, each_thread_calls, ends,
        ends_well, joined, never_naps, never_prints, numbers_by, pauses, prints, reaped, replies, replies_at_most,
        threads, threads_between, waits_without_asking, work_on_threads, writes_no_file,
    };

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
    fn where_nobody_observed_a_fact_neither_holds_nor_fails_unless_it_shows_outwardly() {
        let unobserved = Observation { unobserved: true, ..Observation::default() };
        for holds in [true, false] {
            assert_eq!(fact(holds).findings(&unobserved), Err(Lack::Sight));
            assert!(!fact(holds).eval(&unobserved));
            let outward = Fact { outward: true, ..fact(holds) };
            assert_eq!(outward.eval(&unobserved), holds);
            assert_eq!(outward.findings(&unobserved), outward.findings(&Observation::default()));
        }
        let unseen = fact(true);
        let case = unseen.find_case(false, &unobserved).unwrap();
        let products: Vec<String> = case.products().map(ToString::to_string).collect();
        assert_eq!(products, ["not seen: this machine cannot see it"]);
    }

    #[test]
    fn no_fact_but_these_is_told_without_an_observer() {
        let unobserved = Observation { unobserved: true, ..Observation::default() };
        let counted = replies_at_most("calls", 9, Verdict::NotBounded);
        for fact in [ends(), ends_well(), prints("1\n"), never_prints("1"), replies("error", "overflow"), counted] {
            assert!(fact.findings(&unobserved).is_ok(), "{fact}");
        }
        let tasks =
            [threads(1), threads_between(1, 2), joined(), waits_without_asking(), children(1), reaped(), arguments(3)];
        let events = [numbers_by(Writer::Thread), pauses(1), crosses_a_socket(1), writes_no_file()];
        let calls = [alive_together(1), each_thread_calls("parse", "src/parse.rs"), work_on_threads(), never_naps()];
        for fact in tasks.into_iter().chain(events).chain(calls) {
            assert_eq!(fact.findings(&unobserved), Err(Lack::Sight), "{fact}");
        }
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
