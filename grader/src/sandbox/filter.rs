//! The filter that stops a tracee at the system calls that the observer wants to see, and at no others: what it does not
//! name runs at full speed. The seal is further filters beside this one; the kernel takes the strictest answer, and of two
//! that stop, that of the filter which came last.

use std::collections::BTreeMap;

use nix::libc;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

use super::WATCHED;
use crate::observe::{FUTEX_OPERATION, FUTEX_WAITS, STOPS};

/// Builds the filter.
///
/// # Errors
/// The processor is one that the filter's compiler does not know.
pub(super) fn stops() -> Result<BpfProgram, Error> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = STOPS.iter().map(|number| (*number, Vec::new())).collect();
    let waits = FUTEX_WAITS.iter().map(|operation| rule(1, SeccompCmpOp::MaskedEq(FUTEX_OPERATION), *operation));
    rules.insert(libc::SYS_futex, waits.collect::<Result<_, _>>()?);
    let architecture = TargetArch::try_from(std::env::consts::ARCH)?;
    let stop = SeccompAction::Trace(WATCHED.into());
    Ok(SeccompFilter::new(rules, SeccompAction::Allow, stop, architecture)?.try_into()?)
}

fn rule(argument: u8, compare: SeccompCmpOp, value: u64) -> Result<SeccompRule, Error> {
    Ok(SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compare, value)?])?)
}
