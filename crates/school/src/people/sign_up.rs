//! Opening an account (P03): name, e-mail, optional phone, password, declaration of being an adult; nothing else.

use coursework::Language;
use database::{Moment, Transaction, params, sql};
use journal::Entry;
use vault::{Category, Vault};

use super::inactivity::present;
use super::letters::{Letter, enqueue};
use super::{Email, FullName, PasswordHash, PersonId, Phone, Role};
use crate::Error;

/// A form that was read without a mistake. Its existence says that the declaration of being an adult was made (P47).
pub struct SignUp {
    /// The full name.
    pub name: FullName,
    /// The address.
    pub email: Email,
    /// The telephone number, if the person chose to give it.
    pub phone: Option<Phone>,
    /// The password, hashed.
    pub password: PasswordHash,
    /// The language of the pages and letters.
    pub language: Language,
    /// The version of the privacy policy that was shown.
    pub policy_version: u32,
}

/// Opens an account, or writes to the owner of the one that exists: the answer is the same, so that nobody learns from it
/// whether an address has an account.
pub fn sign_up(transaction: &Transaction<'_>, vault: &Vault, moment: &Moment, form: &SignUp) -> Result<(), Error> {
    let index = vault.index("people.email", &form.email.normalised());
    let known: Option<PersonId> =
        transaction.optional(sql!("SELECT id FROM people WHERE email_index = $1"), params![index])?;
    if let Some(person) = known {
        return enqueue(transaction, moment, &Letter::AlreadyRegistered { person });
    }
    let person = insert(transaction, vault, moment, form, Role::Learner)?;
    transaction.execute(
        sql!("INSERT INTO credentials (person_id, password_hash, changed_at) VALUES ($1, $2, $3)"),
        params![person, form.password.as_str(), moment.now],
    )?;
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new("account.opened").by(pseudonym).about(pseudonym).with("policy_version", form.policy_version);
    journal::append(transaction, moment, entry)?;
    enqueue(transaction, moment, &Letter::Confirmation { person })
}

/// Writes the person's row, every personal value sealed under a key of its own.
fn insert(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    form: &SignUp,
    role: Role,
) -> Result<PersonId, Error> {
    let person = PersonId::new(moment);
    let seal = |place, text: &str| vault.seal(moment, person.uuid(), Category::Identity, place, text);
    let name = seal("people.name_sealed", form.name.as_str())?;
    let email = seal("people.email_sealed", form.email.as_str())?;
    let phone = form.phone.as_ref().map(|phone| seal("people.phone_sealed", phone.as_str())).transpose()?;
    transaction.execute(
        sql!(
            "INSERT INTO people (id, role, name_sealed, email_sealed, email_index, phone_sealed, language, theme,
                                 adult_declared_at, policy_version, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $8)"
        ),
        params![
            person,
            role.code(),
            name,
            email,
            vault.index("people.email", &form.email.normalised()),
            phone,
            form.language.code(),
            moment.now,
            form.policy_version
        ],
    )?;
    present(transaction, moment, person)?;
    Ok(person)
}

/// The row of a member of staff, who chooses a password by invitation.
pub(crate) fn insert_staff(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    form: &SignUp,
    role: Role,
) -> Result<PersonId, Error> {
    insert(transaction, vault, moment, form, role)
}
