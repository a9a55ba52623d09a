//! `grader status`: where somebody stands.

use super::{
    ExitCode, Failure,
    arguments::{Status, StatusFormat},
    output::Screen,
};
use crate::{
    practice::{self, Place},
    report,
};

/// Writes it.
///
/// # Errors
/// There are no exercises here.
pub(super) fn status(asked: &Status, screen: &Screen) -> Result<ExitCode, Failure> {
    let status = practice::status(&Place::find()?);
    screen.write(&match asked.format {
        StatusFormat::Terminal => report::practice::status(&status, screen.width()),
        StatusFormat::Json => {
            let text = serde_json::to_string_pretty(&status);
            text.map_err(|error| Failure::Fault(format!("failed to write the status: {error}")))? + "\n"
        }
    })?;
    Ok(ExitCode::Passed)
}
