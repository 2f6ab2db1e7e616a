//! The letters about an account: enqueued in the story that calls for them, written when they leave.

use database::{Moment, Reader, Transaction, params, sql};
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::{Deserialize, Serialize};
use vault::{Access, Category, Sealed, Service, Vault};

use super::PersonId;
use super::link::{Purpose, create};
use crate::assessments::AttemptId;
use crate::topics::{self, Addressee, Envelope, Reached, Topic};
use crate::{Error, School};

/// The job that writes and sends one letter.
pub const JOB: &str = "mail.letter";

/// A letter about an account, as the queue holds it: whom it is to, and nothing readable.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// « Confirmez votre adresse. »
    Confirmation {
        /// To whom.
        person: PersonId,
    },
    /// « Bienvenue », with the right to object told apart (GDPR article 21(4)).
    Welcome {
        /// To whom.
        person: PersonId,
    },
    /// « Votre compte vient d'être ouvert depuis un nouvel appareil. »
    NewDevice {
        /// To whom.
        person: PersonId,
    },
    /// « Une connexion à votre compte a été fermée. »
    SessionEnded {
        /// To whom.
        person: PersonId,
    },
    /// « Vous avez déjà un compte. »
    AlreadyRegistered {
        /// To whom.
        person: PersonId,
    },
    /// « Choisissez un nouveau mot de passe. »
    Reset {
        /// To whom.
        person: PersonId,
    },
    /// « Votre mot de passe a changé. »
    PasswordChanged {
        /// To whom.
        person: PersonId,
    },
    /// « Votre second facteur a changé. »
    FactorChanged {
        /// To whom.
        person: PersonId,
    },
    /// « Vous êtes invité à rejoindre l'équipe. »
    Invitation {
        /// To whom.
        person: PersonId,
    },
    /// « Votre accès échoit bientôt. »
    AccessNear {
        /// To whom.
        person: PersonId,
    },
    /// « Des accès sont à revoir. », to whoever reviews them.
    AccessReview {
        /// To whom.
        person: PersonId,
    },
    /// « Confirmez votre nouvelle adresse », to the new one.
    EmailChange {
        /// To whom.
        person: PersonId,
    },
    /// « Un changement d'adresse a été demandé », to the old one.
    EmailChangeNotice {
        /// To whom.
        person: PersonId,
    },
    /// « Votre compte sera fermé. »
    ClosureAsked {
        /// To whom.
        person: PersonId,
    },
    /// « Votre compte est fermé. »
    Closed {
        /// To whom.
        person: PersonId,
    },
    /// « Voulez-vous garder votre compte ? »
    Inactive {
        /// To whom.
        person: PersonId,
    },
    /// « Votre compte sera fermé dans sept jours. »
    InactiveAgain {
        /// To whom.
        person: PersonId,
    },
    /// « Une personne a relu votre évaluation. »
    AppealDecided {
        /// To whom.
        person: PersonId,
        /// The attempt.
        attempt: AttemptId,
    },
    /// « Votre certificat est prêt. »
    CertificateReady {
        /// To whom.
        person: PersonId,
        /// The certificate's public code.
        code: String,
    },
}

/// Puts a letter in the queue, in the story that calls for it.
pub fn enqueue(transaction: &Transaction<'_>, moment: &Moment, letter: &Letter) -> Result<(), Error> {
    Ok(jobs::enqueue(transaction, moment, JOB, letter, moment.now)?)
}

/// Writes the letter of a job and hands it to the transport. The link it carries is made now, so that no readable token ever
/// lies in the queue; a letter written again after a crash carries a new link under the same `Message-ID`.
pub async fn deliver(school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
    let write = |transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, letter: Letter| {
        address(transaction, vault, moment, &letter)
    };
    topics::deliver((school, transport, job), write).await
}

impl Letter {
    /// What it is about. An appeal is part of a course; everything else is about the account.
    const fn topic(&self) -> &'static str {
        match self {
            Self::AppealDecided { .. } => Topic::COURSES,
            _ => Topic::ACCOUNT,
        }
    }

    /// The prefix of its words, the person, and the address its button leads to before a token is added.
    fn parts(&self) -> (&'static str, PersonId, &'static str, Option<Purpose>) {
        match self {
            Self::Confirmation { person } => {
                ("confirmation", *person, "/inscription/confirmation/", Some(Purpose::Confirmation))
            }
            Self::Welcome { person } => ("welcome", *person, "/programmes", None),
            Self::NewDevice { person } => ("new-device", *person, "/profil/securite", None),
            Self::SessionEnded { person } => ("session-ended", *person, "/connexion/oubli", None),
            Self::AlreadyRegistered { person } => ("already-registered", *person, "/connexion", None),
            Self::Reset { person } => ("reset", *person, "/connexion/nouveau/", Some(Purpose::Reset)),
            Self::PasswordChanged { person } => ("password-changed", *person, "/connexion/oubli", None),
            Self::FactorChanged { person } => ("factor-changed", *person, "/profil/securite", None),
            Self::Invitation { person } => ("invitation", *person, "/invitation/", Some(Purpose::Invitation)),
            Self::AccessNear { person } => ("access-near", *person, "/equipe/acces", None),
            Self::AccessReview { person } => ("access-review", *person, "/equipe/acces", None),
            Self::EmailChange { person } => {
                ("email-change", *person, "/inscription/confirmation/", Some(Purpose::EmailChange))
            }
            Self::EmailChangeNotice { person } => ("email-change-notice", *person, "/profil", None),
            Self::ClosureAsked { person } => ("closure-asked", *person, "/mes-donnees/fermeture", None),
            Self::Closed { person } => ("closed", *person, "/confidentialite", None),
            Self::Inactive { person } => ("inactive", *person, "/connexion", None),
            Self::InactiveAgain { person } => ("inactive-again", *person, "/connexion", None),
            Self::AppealDecided { person, .. } => ("appeal-decided", *person, "/tentatives/", None),
            Self::CertificateReady { person, .. } => ("certificate-ready", *person, "/certificats/", None),
        }
    }
}

fn address(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    letter: &Letter,
) -> Result<Option<Envelope>, Error> {
    let (key, person, path, purpose) = letter.parts();
    // Whoever left is written to once more, to say that they have.
    let reached = if matches!(letter, Letter::Closed { .. }) { Reached::Anybody } else { Reached::Open };
    let Some(to) = Addressee::about(transaction, vault, moment, (person, letter.topic(), reached))? else {
        return Ok(None);
    };
    let to = match letter {
        Letter::EmailChange { .. } => match new_email(transaction, vault, person)? {
            Some(email) => to.at(email),
            None => return Ok(None),
        },
        _ => to,
    };
    let end = match (letter, purpose) {
        (Letter::CertificateReady { code, .. }, _) => code.clone(),
        (Letter::AppealDecided { attempt, .. }, _) => attempt.to_string(),
        (_, Some(purpose)) => create(transaction, moment, person, purpose)?,
        (_, None) => String::new(),
    };
    Ok(Some(Envelope { reply_tag: None, key, to, path: format!("{path}{end}"), values: Vec::new() }))
}

/// The address that a person asked to be known by, while it is not confirmed.
fn new_email(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Option<String>, Error> {
    let statement = sql!("SELECT email_sealed FROM email_changes WHERE person_id = $1");
    let Some(sealed): Option<Sealed> = reader.optional(statement, params![person])? else { return Ok(None) };
    let value = vault.open_value(person.uuid(), Category::Identity, "email_changes.email_sealed", &sealed)?;
    Ok(Some(value.reveal(Access::service(Service::MailDelivery))?.clone()))
}
