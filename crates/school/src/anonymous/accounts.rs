//! Accounts that a developer signs in with.

use coursework::Language;
use database::{Moment, Transaction, Uuid, params, sql};
use jiff::ToSpan;
use vault::{Access, Category, Sealed, Service, Vault};

use crate::Error;
use crate::access;
use crate::moments::strasbourg;
use crate::people::{PasswordHash, PersonId, Role, grant};

/// An account of a role.
#[derive(Clone, Debug)]
pub struct Account {
    /// The role's code.
    pub role: String,
    /// Its invented address.
    pub email: String,
}

/// Gives everybody the password, and the staff what lets them work; an account of each role, that of the learner who went furthest.
pub(super) fn open(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    password: &PasswordHash,
    partners: &[String],
) -> Result<Vec<Account>, Error> {
    transaction.execute(
        sql!(
            "INSERT INTO credentials (person_id, password_hash, changed_at)
             SELECT id, $1, created_at FROM people WHERE closed_at IS NULL"
        ),
        params![password.as_str()],
    )?;
    // Whoever is not closed is to be able to come in.
    transaction.execute(
        sql!(
            "UPDATE people SET email_confirmed_at = created_at WHERE email_confirmed_at IS NULL AND role <> 'learner'"
        ),
        params![],
    )?;
    let staff: Vec<PersonId> = transaction
        .all(sql!("SELECT id FROM people WHERE role <> 'learner' AND closed_at IS NULL ORDER BY id"), params![])?;
    for person in staff {
        grant(transaction, moment, person)?;
        access::sign(transaction, vault, moment, (person, Language::Fr), access::undertaking()?.version)?;
        access::follow(transaction, vault, moment, person, &access::right_answers()?)?;
    }
    check_partners(transaction, moment, partners)?;
    one_of_each_role(transaction, vault)
}

/// Each partner's standards were checked, as far as there are accounts for them.
fn check_partners(transaction: &Transaction<'_>, moment: &Moment, partners: &[String]) -> Result<(), Error> {
    let of = |role: Role| -> Result<Vec<Uuid>, Error> {
        let statement = sql!("SELECT id FROM people WHERE role = $1 AND closed_at IS NULL ORDER BY id");
        Ok(transaction.all(statement, params![role.code()])?)
    };
    let Some(officer) = of(Role::PrivacyOfficer)?.first().copied() else { return Ok(()) };
    let review_on = strasbourg(moment.now).saturating_add(300.days());
    for (slug, partner) in partners.iter().zip(of(Role::Partner)?) {
        transaction.execute(
            sql!(
                "INSERT INTO partners (slug, person_id, reference, checked_at, checked_by, review_on)
                 VALUES ($1, $2, 'contrat inventé', $3, $4, $5)"
            ),
            params![slug, partner, moment.now, officer, review_on],
        )?;
    }
    Ok(())
}

fn one_of_each_role(transaction: &Transaction<'_>, vault: &Vault) -> Result<Vec<Account>, Error> {
    let mut accounts = Vec::new();
    for role in Role::ALL {
        let first: Option<(Uuid, Sealed)> = transaction.optional(
            sql!(
                "SELECT people.id, people.email_sealed FROM people
                 WHERE people.role = $1 AND people.closed_at IS NULL AND people.email_confirmed_at IS NOT NULL
                 ORDER BY (SELECT COUNT(*) FROM progress WHERE progress.person_id = people.id) DESC, people.id LIMIT 1"
            ),
            params![role.code()],
        )?;
        if let Some((person, sealed)) = first {
            let email = vault.open_value(person, Category::Identity, "people.email_sealed", &sealed)?;
            let email = email.reveal(Access::service(Service::Operation))?.clone();
            accounts.push(Account { role: role.code().to_owned(), email });
        }
    }
    Ok(accounts)
}
