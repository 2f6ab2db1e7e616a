//! A run of cargo as one step of a command of ours.

use std::path::Path;
use std::process::Command;

use anyhow::Context;

/// A step that ended with a status of its own, which becomes that of the whole.
#[derive(Debug)]
pub(crate) struct StepFailed {
    step: &'static str,
    pub(crate) code: u8,
}

impl std::fmt::Display for StepFailed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} failed", self.step)
    }
}

impl std::error::Error for StepFailed {}

/// Runs cargo in the checkout, with these variables in its environment.
pub(crate) fn cargo(
    checkout: &Path,
    step: &'static str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> anyhow::Result<()> {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(checkout).envs(variables.iter().copied());
    let status = command.status().with_context(|| format!("cargo {step} cannot be run"))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Err(StepFailed { step, code }.into())
}
