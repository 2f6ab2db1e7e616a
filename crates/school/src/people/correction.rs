//! Corrections (GDPR article 16): what stood there before is kept beside what stands there now, for the person to see.

use database::{Moment, Transaction, params, sql};
use vault::{Access, Category, Sealed, Vault};

use super::PersonId;
use crate::Error;
use crate::recipients::{Change, tell};

/// What can be corrected, and where its value lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    Email,
    Phone,
}

impl Field {
    const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    const fn place(self) -> &'static str {
        match self {
            Self::Name => "people.name_sealed",
            Self::Email => "people.email_sealed",
            Self::Phone => "people.phone_sealed",
        }
    }
}

/// Keeps the value that a field has before it takes another; one that stays the same leaves no row.
pub(crate) fn remember(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    (field, before, after): (Field, Option<Sealed>, Option<&str>),
) -> Result<(), Error> {
    let subject = person.uuid();
    let open = |sealed: &Sealed| -> Result<String, Error> {
        let value = vault.open_value(subject, Category::Identity, field.place(), sealed)?;
        Ok(value.reveal(Access::own(subject))?.clone())
    };
    let before = before.as_ref().map(open).transpose()?;
    if before.as_deref() == after {
        return Ok(());
    }
    let seal = |text: &String| vault.seal(moment, subject, Category::Identity, "corrections.before_sealed", text);
    let sealed = before.as_ref().map(seal).transpose()?;
    transaction.execute(
        sql!("INSERT INTO corrections (id, person_id, field, before_sealed, corrected_at) VALUES ($1, $2, $3, $4, $5)"),
        params![moment.identifier(), person, field.code(), sealed, moment.now],
    )?;
    tell(transaction, vault, moment, (person, Change::Rectified(field.code(), after)))
}
