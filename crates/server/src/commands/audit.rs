//! `audit verify`

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;

use super::say;
use crate::Negative;
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct VerifyArguments {
    /// An older checkpoint that the log must extend
    #[arg(long, value_name = "FILE")]
    since: Option<PathBuf>,
}

/// Checks the whole audit log; exit status 1 when it was altered.
pub(crate) async fn verify(settings: &Settings, arguments: VerifyArguments) -> Result<()> {
    let since = arguments
        .since
        .map(|path| std::fs::read_to_string(&path).with_context(|| path.display().to_string()))
        .transpose()?;
    let opened = open(settings).await?;
    let key = Arc::clone(&opened.log_key);
    let outcome = opened.school.database.report(move |reader| journal::verify(reader, &key, since.as_deref())).await;
    match outcome {
        Ok(report) => say(&format!(
            "the audit log is whole: {} entries, {} checkpoints, {} entries waiting for the next one\nkey: {}",
            report.entries,
            report.checkpoints,
            report.waiting,
            opened.log_key.verifier_key()
        )),
        Err(error @ journal::Error::Altered(_)) => Err(Negative(error.to_string()).into()),
        Err(error) => Err(error.into()),
    }
}
