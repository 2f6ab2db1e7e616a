//! Help with an account, by support: found by its whole address, without learning, payments or connection data. Each opening and each
//! gesture is journalled; none of them lets support in.

use database::{Moment, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use vault::{Access as Right, Category, Sealed, Service, Vault};

use super::letters::{Letter, enqueue};
use super::throttle::{Scope, forget, make_own, wait};
use super::{Email, PersonId, Role, end_other_sessions, has_factor};
use crate::Error;
use crate::access::{Access, Support};
use crate::rights::opened;

/// An account as support sees it.
#[derive(Clone)]
pub struct AccountHelp {
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When it was opened.
    pub created_at: Timestamp,
    /// Whether its address was confirmed.
    pub is_confirmed: bool,
    /// Whether a second factor is asked for.
    pub has_factor: bool,
    /// The day on which it will be closed, if its owner asked for it.
    pub closes_at: Option<Timestamp>,
    /// Until when nobody may try to sign in, after too many tries.
    pub waits_until: Option<Timestamp>,
    /// Whether letters come back from its address.
    pub is_bouncing: bool,
}

/// What support can do for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// Sends the link that confirms the address again.
    Confirm,
    /// Sends a link to choose a new password, to the owner.
    Reset,
    /// Lets the owner try to sign in again.
    Unlock,
    /// Signs every device out.
    EndSessions,
}

impl Help {
    /// The help of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "confirm" => Some(Self::Confirm),
            "reset" => Some(Self::Reset),
            "unlock" => Some(Self::Unlock),
            "sessions" => Some(Self::EndSessions),
            _ => None,
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Confirm => "support.confirm_sent",
            Self::Reset => "support.reset_sent",
            Self::Unlock => "support.unlocked",
            Self::EndSessions => "support.sessions_ended",
        }
    }
}

/// Finds a learner's account by its address, and notes the look; none when there is no such account.
pub fn find_account(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, email): (Access<Support>, &Email),
) -> Result<Option<AccountHelp>, Error> {
    type Columns = (PersonId, Sealed, Timestamp, Option<Timestamp>, Option<Timestamp>, bool);
    let row: Option<Columns> = transaction.optional(
        sql!(
            "SELECT people.id, people.name_sealed, people.created_at, people.email_confirmed_at, closures.effective_at,
                    EXISTS (SELECT 1 FROM bounces WHERE bounces.person_id = people.id)
             FROM people LEFT JOIN closures ON closures.person_id = people.id
             WHERE people.email_index = $1 AND people.closed_at IS NULL AND people.role = 'learner'"
        ),
        params![vault.index("people.email", &email.normalised())],
    )?;
    let Some((person, name, created_at, confirmed_at, closes_at, is_bouncing)) = row else { return Ok(None) };
    opened(transaction, vault, moment, ((access.person(), Role::Support), person, "identity", "support-account"))?;
    let name = vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &name)?;
    Ok(Some(AccountHelp {
        person,
        name: name.reveal(Right::service(Service::Answering))?.clone(),
        created_at,
        is_confirmed: confirmed_at.is_some(),
        has_factor: has_factor(transaction, person)?,
        closes_at,
        waits_until: wait(transaction, vault, moment, Scope::Account(&email.normalised()))?,
        is_bouncing,
    }))
}

/// Helps the account of an address. [`Error::NotFound`] when there is none.
pub fn help(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (access, email, help): (Access<Support>, &Email, Help),
) -> Result<(), Error> {
    let row: Option<(PersonId, bool)> = transaction.optional(
        sql!(
            "SELECT id, email_confirmed_at IS NOT NULL FROM people
             WHERE email_index = $1 AND closed_at IS NULL AND role = 'learner'"
        ),
        params![vault.index("people.email", &email.normalised())],
    )?;
    let (person, is_confirmed) = row.ok_or(Error::NotFound)?;
    match help {
        Help::Confirm if is_confirmed => return Err(Error::Refused("support-confirmed")),
        Help::Confirm => enqueue(transaction, moment, &Letter::Confirmation { person })?,
        Help::Reset => enqueue(transaction, moment, &Letter::Reset { person })?,
        Help::Unlock => {
            forget(transaction, vault, Scope::Account(&email.normalised()))?;
            make_own(transaction, vault, moment, Scope::Pardon(person))?;
        }
        Help::EndSessions => {
            end_other_sessions(transaction, person, None)?;
        }
    }
    let entry = Entry::new(help.kind()).by(vault.pseudonym(access.person().uuid())?);
    journal::append(transaction, moment, entry.about(vault.pseudonym(person.uuid())?))?;
    Ok(())
}
