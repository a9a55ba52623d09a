//! What there is to say of a machine, as data: `doctor.schema.json` describes each field.

use serde::Serialize;

use super::words;
use crate::sandbox::{Layer, Level, Machine, Surroundings};

/// The name of the format, with its version.
pub const DOCTOR_SCHEMA: &str = "forkjoin/doctor/v1";

/// All that is said of a machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkup {
    /// [`DOCTOR_SCHEMA`].
    pub schema: &'static str,
    /// The grader's version.
    pub grader: &'static str,
    /// How well submissions can be shut in here.
    pub level: Level,
    /// What that means.
    pub meaning: &'static str,
    /// The layers that make it.
    pub layers: Vec<LayerReport>,
    /// The user that submissions run as, or the first of them.
    pub runs_as: u32,
    /// What the machine says of itself.
    #[serde(flatten)]
    pub surroundings: Surroundings,
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LayerReport {
    /// Its name.
    pub layer: &'static str,
    /// Whether it holds.
    pub holds: bool,
    /// What it is good for.
    pub protects: &'static str,
    /// What the machine said where it does not hold.
    pub lacking: Option<String>,
    /// How to get it where it does not hold.
    pub remedy: Option<String>,
}

impl Checkup {
    /// What there is to say of `machine`, which says `surroundings` of itself.
    pub fn new(machine: &Machine, surroundings: &Surroundings) -> Checkup {
        let level = machine.seal.level();
        Checkup {
            schema: DOCTOR_SCHEMA,
            grader: env!("CARGO_PKG_VERSION"),
            level,
            meaning: level.meaning(),
            layers: machine.layers.iter().map(|layer| layer_report(layer, surroundings)).collect(),
            runs_as: machine.seal.uid.unwrap_or(surroundings.user),
            surroundings: surroundings.clone(),
        }
    }
}

fn layer_report(layer: &Layer, surroundings: &Surroundings) -> LayerReport {
    LayerReport {
        layer: words::name(layer.kind),
        holds: layer.lacking.is_none(),
        protects: words::protects(layer.kind),
        lacking: layer.lacking.clone(),
        remedy: layer.lacking.as_ref().map(|_| words::remedy(layer.kind, surroundings)),
    }
}

/// The same as JSON, indented, with a newline at its end.
pub fn json(checkup: &Checkup) -> String {
    let text = serde_json::to_string_pretty(checkup).expect("a checkup has only strings, numbers and lists");
    text + "\n"
}
