//! `person add`

use anyhow::{Context, Result, anyhow};
use clap::Args;
use school::people::{self, Email, FullName, Role};

use super::say;
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct AddArguments {
    /// The e-mail address
    #[arg(long)]
    email: String,
    /// The full name
    #[arg(long)]
    name: String,
    /// learner, teacher, partner, accountant, support, privacy_officer or admin
    #[arg(long)]
    role: String,
}

/// Creates an account and prints the link by which its owner chooses a password.
pub(crate) async fn add(settings: &Settings, arguments: AddArguments) -> Result<()> {
    let role = Role::from_code(&arguments.role).with_context(|| {
        let known: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("--role {}: expected one of {}", arguments.role, known.join(", "))
    })?;
    let name = FullName::parse(&arguments.name).map_err(|mistake| anyhow!("--name: {}", mistake.code))?;
    let email = Email::parse(&arguments.email).map_err(|mistake| anyhow!("--email: {}", mistake.code))?;
    let school = open(settings).await?.school;
    let version = school.settings.policy_version;
    let added = school
        .write(move |transaction, vault, moment| people::add(transaction, vault, moment, (name, email, role), version))
        .await;
    match added {
        Ok((_, token)) => say(&format!("{}/invitation/{token}", school.settings.base_url)),
        Err(school::Error::Database(database::Error::Duplicate(_))) => {
            Err(anyhow!("--email {}: this address has an account already", arguments.email))
        }
        Err(error) => Err(error.into()),
    }
}
