//! All that one build is made of, and the name under which it is kept: the same whether it is made alone or together with
//! others. How it is made is `compile`'s and `together`'s concern.

use std::path::Path;

use super::{
    job,
    kit::{Kit, KitPlan},
    scratch::Scratch,
    sources::Sources,
    toolchain::Toolchain,
};
use crate::{
    Fault,
    course::Exercise,
    submission::{Submission, digest},
};

/// Changes when builds of before must not be used any more.
const VERSION: &str = "4";

/// What one build is made of.
pub(super) struct Parts<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) sources: Sources,
    kit: KitPlan,
    driving: KitPlan,
    exploring: KitPlan,
    /// SHA-256 of all of it, in hex.
    pub(super) digest: String,
}

/// The crates of one build, ready to be linked.
pub(super) struct Kits {
    pub(super) kit: Kit,
    pub(super) driving: Kit,
    pub(super) exploring: Kit,
}

impl<'a> Parts<'a> {
    /// Reads all of it but the submission, which is in memory already.
    ///
    /// # Errors
    /// A file of ours is missing or cannot be read.
    pub(super) fn of(
        course_root: &Path,
        exercise: &'a Exercise,
        submission: &Submission,
        toolchain: &Toolchain,
    ) -> Result<Parts<'a>, Fault> {
        let sources = Sources::of(course_root, exercise, submission)?;
        let kit = KitPlan::of(course_root, exercise, toolchain)?;
        let driving = KitPlan::driving(course_root, toolchain)?;
        let exploring = KitPlan::exploring(course_root, exercise, toolchain)?;
        let digest = key(exercise, &sources, toolchain, [&kit, &driving, &exploring]);
        Ok(Parts { exercise, sources, kit, driving, exploring, digest })
    }

    /// The crates, built where they are not there.
    ///
    /// # Errors
    /// Cargo fails.
    pub(super) fn kits(&self, toolchain: &Toolchain, scratch: &Scratch) -> Result<Kits, Fault> {
        let ready = |plan: &KitPlan| plan.ready(toolchain, scratch);
        Ok(Kits { kit: ready(&self.kit)?, driving: ready(&self.driving)?, exploring: ready(&self.exploring)? })
    }
}

/// The digest of all that a program is made of.
fn key(exercise: &Exercise, sources: &Sources, toolchain: &Toolchain, kits: [&KitPlan; 3]) -> String {
    let [kit, driving, exploring] = kits;
    let flags = job::flags();
    let fixed = [
        ("version", VERSION.as_bytes()),
        ("package", exercise.package.as_bytes()),
        ("rustc", toolchain.identity.as_bytes()),
        ("flags", flags.as_bytes()),
        ("kit", kit.digest.as_bytes()),
        ("driving", driving.digest.as_bytes()),
        ("exploring", exploring.digest.as_bytes()),
        ("driver", sources.driver.as_os_str().as_encoded_bytes()),
    ];
    let laid = sources.laid.iter().map(|(name, bytes)| (format!("laid/{name}"), bytes.as_slice()));
    let ours = sources.ours.iter().map(|(name, bytes)| (format!("ours/{name}"), bytes.as_slice()));
    let fixed = fixed.map(|(name, bytes)| (name.to_owned(), bytes));
    let parts: Vec<(String, &[u8])> = fixed.into_iter().chain(laid).chain(ours).collect();
    digest(parts.iter().map(|(name, bytes)| (name.as_str(), *bytes)))
}
