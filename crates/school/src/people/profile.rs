//! The profile (P04): the person sees and changes what they gave, at any time.

use coursework::Language;
use database::{Moment, Reader, Transaction, params, sql};
use vault::{Access, Category, Sealed, Vault};

use super::confirmation::note;
use super::correction::{Field, remember};
use super::letters::{Letter, enqueue};
use super::reset::set_password;
use super::session::end_other_sessions;
use super::{Email, FieldMistake, FullName, PasswordHash, PersonId, Phone, SessionId};
use crate::{Error, School};

/// What the person gave, to themselves.
pub struct Profile {
    /// The full name.
    pub name: String,
    /// The confirmed address.
    pub email: String,
    /// The telephone number, empty if none was given.
    pub phone: String,
    /// A new address that waits for its confirmation.
    pub new_email: Option<String>,
}

/// The person's own profile.
pub fn profile(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Profile, Error> {
    let row: Option<(Sealed, Sealed, Option<Sealed>, Option<Sealed>)> = reader.optional(
        sql!(
            "SELECT people.name_sealed, people.email_sealed, people.phone_sealed, email_changes.email_sealed
             FROM people LEFT JOIN email_changes ON email_changes.person_id = people.id WHERE people.id = $1"
        ),
        params![person],
    )?;
    let (name, email, phone, new_email) = row.ok_or(Error::NotFound)?;
    let open = |place, sealed: &Sealed| -> Result<String, Error> {
        let value = vault.open_value(person.uuid(), Category::Identity, place, sealed)?;
        Ok(value.reveal(Access::own(person.uuid()))?.clone())
    };
    Ok(Profile {
        name: open("people.name_sealed", &name)?,
        email: open("people.email_sealed", &email)?,
        phone: phone.map(|phone| open("people.phone_sealed", &phone)).transpose()?.unwrap_or_default(),
        new_email: new_email.map(|email| open("email_changes.email_sealed", &email)).transpose()?,
    })
}

/// Changes name and telephone number; no number deletes the one that was given.
pub fn update(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    (name, phone): (&FullName, Option<&Phone>),
) -> Result<(), Error> {
    let (old_name, old_phone): (Sealed, Option<Sealed>) =
        transaction.one(sql!("SELECT name_sealed, phone_sealed FROM people WHERE id = $1"), params![person])?;
    remember(transaction, vault, moment, person, (Field::Name, Some(old_name), Some(name.as_str())))?;
    remember(transaction, vault, moment, person, (Field::Phone, old_phone, phone.map(Phone::as_str)))?;
    let seal = |place, text: &str| vault.seal(moment, person.uuid(), Category::Identity, place, text);
    let phone = phone.map(|phone| seal("people.phone_sealed", phone.as_str())).transpose()?;
    transaction.execute(
        sql!("UPDATE people SET name_sealed = $2, phone_sealed = $3 WHERE id = $1"),
        params![person, seal("people.name_sealed", name.as_str())?, phone],
    )?;
    note(transaction, vault, moment, person, "account.rectified")
}

/// Asks for a new address: it takes effect when confirmed there, and the old one is told at once. An address that has an
/// account gets a letter that says so; the answer here is the same.
pub fn ask_email_change(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    email: &Email,
) -> Result<(), Error> {
    let index = vault.index("people.email", &email.normalised());
    let known: Option<PersonId> =
        transaction.optional(sql!("SELECT id FROM people WHERE email_index = $1"), params![index])?;
    if known == Some(person) {
        return Ok(());
    }
    let sealed = vault.seal(moment, person.uuid(), Category::Identity, "email_changes.email_sealed", email.as_str())?;
    transaction.execute(
        sql!(
            "INSERT INTO email_changes (person_id, email_sealed, email_index, asked_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (person_id) DO UPDATE SET email_sealed = $2, email_index = $3, asked_at = $4"
        ),
        params![person, sealed, index, moment.now],
    )?;
    enqueue(transaction, moment, &Letter::EmailChangeNotice { person })?;
    match known {
        Some(owner) => enqueue(transaction, moment, &Letter::AlreadyRegistered { person: owner }),
        None => enqueue(transaction, moment, &Letter::EmailChange { person }),
    }
}

/// Changes the password after the present one was typed; the other sessions end.
pub async fn change_password(
    school: &School,
    person: PersonId,
    session: SessionId,
    typed: String,
    new: PasswordHash,
) -> Result<Result<(), FieldMistake>, Error> {
    if !password_matches(school, person, typed).await? {
        return Ok(Err(FieldMistake::new("current", "password-current")));
    }
    school
        .write(move |transaction, vault, moment| {
            set_password(transaction, moment, person, &new)?;
            end_other_sessions(transaction, person, Some(session))?;
            note(transaction, vault, moment, person, "account.password_changed")?;
            enqueue(transaction, moment, &Letter::PasswordChanged { person })?;
            Ok(Ok(()))
        })
        .await
}

/// Whether this is the person's password: asked again before what cannot be undone.
pub async fn password_matches(school: &School, person: PersonId, typed: String) -> Result<bool, Error> {
    let stored: String = school
        .read(move |reader, _, _| {
            Ok(reader.one(sql!("SELECT password_hash FROM credentials WHERE person_id = $1"), params![person])?)
        })
        .await?;
    let present = PasswordHash::stored(stored);
    Ok(tokio::task::spawn_blocking(move || present.matches(&typed)).await.unwrap_or(false))
}

/// Chooses the language of pages and letters.
pub fn choose_language(transaction: &Transaction<'_>, person: PersonId, language: Language) -> Result<(), Error> {
    transaction.execute(sql!("UPDATE people SET language = $2 WHERE id = $1"), params![person, language.code()])?;
    Ok(())
}

/// Chooses the theme: empty (as the system), `light` or `dark`.
pub fn choose_theme(transaction: &Transaction<'_>, person: PersonId, theme: &'static str) -> Result<(), Error> {
    transaction.execute(sql!("UPDATE people SET theme = $2 WHERE id = $1"), params![person, theme])?;
    Ok(())
}

/// Notes that the person was informed of a version of the policy.
pub fn informed(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (person, version): (PersonId, u32),
) -> Result<(), Error> {
    transaction.execute(
        sql!("UPDATE people SET policy_version = $2 WHERE id = $1 AND policy_version < $2"),
        params![person, version],
    )?;
    note(transaction, vault, moment, person, "policy.informed")
}
