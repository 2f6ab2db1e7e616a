//! What a story stands on: the database, the vault, time and randomness.

use std::sync::Arc;

use database::{Clock, Database, Entropy, Moment, Reader, Transaction};
use jiff::civil::Date;
use vault::Vault;

use crate::Error;
use crate::backups::Setup;
use crate::detection::SecurityLog;
use crate::learning::Texts;

/// The open school. Cheap to clone; holds no state that another node would miss.
#[derive(Clone)]
pub struct School {
    /// Everything but the keys.
    pub database: Database,
    /// Seals and opens personal values.
    pub vault: Arc<Vault>,
    /// What is declared about personal data, ready to be executed.
    pub privacy: Arc<privacy::Engine>,
    /// The present instant.
    pub clock: Clock,
    /// Randomness for identifiers, tokens and keys.
    pub entropy: Entropy,
    /// What the school is called and where it answers.
    pub settings: Arc<Settings>,
    /// What looks for viruses in the files that people send; none where there is none.
    pub scanner: Option<files::Scanner>,
    /// Texts of resources that were read lately.
    pub texts: Arc<Texts>,
    /// What fail2ban reads on this machine.
    pub security_log: SecurityLog,
}

/// What the school is called and where it answers.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Its name, on pages, letters and certificates.
    pub name: String,
    /// Its postal address, in one line.
    pub address: String,
    /// Where it answers, without a slash at the end: `https://ecole.example`.
    pub base_url: String,
    /// Who its letters come from: `Name <address>`.
    pub mail_from: String,
    /// How many letters of campaigns leave to one provider in a minute; none for as many as its relay takes.
    pub mail_per_minute: Option<u32>,
    /// Whether what is sent to that address is read by the program.
    pub has_inbox: bool,
    /// Form, capital, registration and telephone of who publishes it; empty until it is set.
    pub legal_identity: String,
    /// Who answers for what is published; empty until it is set.
    pub publication_director: String,
    /// Who hosts it, with address and telephone; empty until it is set.
    pub host: String,
    /// How to reach its data protection officer.
    pub privacy_officer: String,
    /// The public key of the journal's checkpoints: `origin+identifier+key`.
    pub journal_key: String,
    /// The version of the privacy policy shown at sign-up.
    pub policy_version: u32,
    /// Its date.
    pub policy_updated_on: Date,
    /// What is said of backups.
    pub backups: Setup,
    /// Whether the staff must give a second factor.
    pub second_factor_required: bool,
    /// The newest version of the policy that changed something in substance.
    pub policy_announced: u32,
}

impl School {
    /// The present moment.
    pub fn moment(&self) -> Moment {
        Moment::new(self.clock.now(), self.entropy.clone())
    }

    /// Runs a story that changes rows, and commits it once.
    pub async fn write<T, F>(&self, story: F) -> Result<T, Error>
    where
        F: FnOnce(&Transaction<'_>, &Vault, &Moment) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (vault, moment) = (Arc::clone(&self.vault), self.moment());
        self.database.write(move |transaction| story(transaction, &vault, &moment)).await
    }

    /// Runs a story that only reads.
    pub async fn read<T, F>(&self, story: F) -> Result<T, Error>
    where
        F: FnOnce(&Reader<'_>, &Vault, &Moment) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (vault, moment) = (Arc::clone(&self.vault), self.moment());
        self.database.read(move |reader| story(reader, &vault, &moment)).await
    }

    /// Runs a long story that only reads, where it delays nobody.
    pub async fn report<T, F>(&self, story: F) -> Result<T, Error>
    where
        F: FnOnce(&Reader<'_>, &Vault, &Moment) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        let (vault, moment) = (Arc::clone(&self.vault), self.moment());
        self.database.report(move |reader| story(reader, &vault, &moment)).await
    }
}
