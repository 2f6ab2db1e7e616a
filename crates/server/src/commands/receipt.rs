//! `receipt verify`

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::say;
use crate::Negative;

#[derive(Args)]
pub(crate) struct VerifyArguments {
    /// The receipt
    #[arg(value_name = "FILE")]
    receipt: PathBuf,
    /// The journal's public key, as the school publishes it
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

/// Checks a receipt, offline and without any data folder; exit status 1 when it proves nothing.
pub(crate) fn verify(arguments: &VerifyArguments) -> Result<()> {
    let path = &arguments.receipt;
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    match journal::check(&text, arguments.key.as_deref()) {
        Ok(proven) => {
            say(&format!("{}: the receipt holds", path.display()))?;
            say(&format!("what: {} {}", proven.kind, proven.detail))?;
            say(&format!("when: {}", proven.at))?;
            say(&format!("where: entry {} of {} in the signed journal", proven.index, proven.tree_size))?;
            let published =
                if arguments.key.is_some() { "" } else { " (compare it with the one the school publishes)" };
            say(&format!("key: {}{published}", proven.key))
        }
        Err(error) => Err(Negative(format!("{}: {error}", path.display())).into()),
    }
}
