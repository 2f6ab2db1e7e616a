//! Enrolment, and where a person stands in each programme.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use journal::Entry;
use vault::Vault;

use super::{EnrolmentId, day_in_strasbourg};
use crate::Error;
use crate::people::PersonId;
use crate::programmes::{ModuleId, ProgrammeId};

/// A programme a person is enrolled in, as the dashboard shows it.
#[derive(Clone, Debug)]
pub struct EnrolmentState {
    /// The programme's address.
    pub programme: String,
    /// Its title.
    pub title: String,
    /// Resources completed.
    pub done: i64,
    /// Resources there are.
    pub total: i64,
    /// When the person was last here.
    pub last_at: Timestamp,
    /// When everything was completed.
    pub completed_at: Option<Timestamp>,
    /// The resource the person was last in.
    pub last: Option<Place>,
}

/// A resource, with the addresses that lead to it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The module's address.
    pub module: String,
    /// The module's title.
    pub module_title: String,
    /// The resource's address.
    pub resource: String,
    /// The resource's title.
    pub title: String,
}

/// Enrols a person in a programme, once, with the deadlines that the programme proposes.
pub fn enrol(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    slug: &str,
) -> Result<(), Error> {
    let programme: Option<(ProgrammeId, i64)> =
        transaction.optional(sql!("SELECT id, price_cents FROM programmes WHERE slug = $1"), params![slug])?;
    let (programme, price_cents) = programme.ok_or(Error::NotFound)?;
    if price_cents > 0 {
        return Err(Error::Refused("programme-paid"));
    }
    enrol_in(transaction, vault, moment, person, (programme, slug))
}

/// Enrols a person, once, whatever the programme costs: somebody of the school decided so.
pub(crate) fn enrol_in(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    (programme, slug): (ProgrammeId, &str),
) -> Result<(), Error> {
    let new = transaction.execute(
        sql!(
            "INSERT INTO enrolments (id, person_id, programme_id, enrolled_at, last_at) VALUES ($1, $2, $3, $4, $4)
             ON CONFLICT DO NOTHING"
        ),
        params![EnrolmentId::new(moment), person, programme, moment.now],
    )?;
    if new == 0 {
        return Ok(());
    }
    propose_deadlines(transaction, person, programme, day_in_strasbourg(moment.now))?;
    let pseudonym = vault.pseudonym(person.uuid())?;
    let entry = Entry::new("learning.enrolled").by(pseudonym).about(pseudonym).with("programme", slug);
    journal::append(transaction, moment, entry)?;
    Ok(())
}

fn propose_deadlines(
    transaction: &Transaction<'_>,
    person: PersonId,
    programme: ProgrammeId,
    today: Date,
) -> Result<(), Error> {
    let modules: Vec<(ModuleId, i64)> = transaction.all(
        sql!(
            "SELECT id, deadline_days FROM modules
             WHERE programme_id = $1 AND retired_at IS NULL AND deadline_days IS NOT NULL"
        ),
        params![programme],
    )?;
    for (module, days) in modules {
        let due = today.saturating_add(days.days());
        transaction.execute(
            sql!(
                "INSERT INTO deadlines (person_id, module_id, due_on, chosen_by) VALUES ($1, $2, $3, 'programme')
                 ON CONFLICT DO NOTHING"
            ),
            params![person, module, due],
        )?;
    }
    Ok(())
}

/// Every programme a person is enrolled in, the last visited first, in one query.
pub fn enrolments(reader: &Reader<'_>, person: PersonId) -> Result<Vec<EnrolmentState>, Error> {
    type Columns = (
        String,
        String,
        i64,
        i64,
        Timestamp,
        Option<Timestamp>,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT programmes.slug, programmes.title, COUNT(progress.completed_at), COUNT(resources.id),
                    enrolments.last_at, enrolments.completed_at, last_module.slug, last_module.title,
                    last_resource.slug, last_resource.title
             FROM enrolments
             JOIN programmes ON programmes.id = enrolments.programme_id
             LEFT JOIN modules ON modules.programme_id = programmes.id AND modules.retired_at IS NULL
             LEFT JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = enrolments.person_id
             LEFT JOIN resources AS last_resource ON last_resource.id = enrolments.last_resource_id
             LEFT JOIN modules AS last_module ON last_module.id = last_resource.module_id
             WHERE enrolments.person_id = $1
             GROUP BY programmes.slug, programmes.title, enrolments.last_at, enrolments.completed_at,
                      last_module.slug, last_module.title, last_resource.slug, last_resource.title
             ORDER BY enrolments.last_at DESC"
        ),
        params![person],
    )?;
    Ok(rows
        .into_iter()
        .map(
            |(programme, title, done, total, last_at, completed_at, module, module_title, resource, resource_title)| {
                let last = module
                    .zip(module_title)
                    .zip(resource.zip(resource_title))
                    .map(|((module, module_title), (resource, title))| Place { module, module_title, resource, title });
                EnrolmentState { programme, title, done, total, last_at, completed_at, last }
            },
        )
        .collect())
}
