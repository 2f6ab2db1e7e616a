//! The register itself: entries are added, looked at again, and ended; none is changed or removed.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::ToSpan;
use jiff::civil::Date;
use journal::Entry;
use vault::Vault;

use super::{Instrument, Location, NewRecipient};
use crate::Error;
use crate::moments::strasbourg;
use crate::people::Recent;
use crate::rights::Officer;

database::identifier! {
    /// A recipient.
    RecipientId
}

/// A recipient as it stands in the register.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Its identifier.
    pub id: RecipientId,
    /// The organisation.
    pub name: String,
    /// What it does for the school.
    pub service: String,
    /// The host names that may be connected to.
    pub hosts: Vec<String>,
    /// Where the data goes.
    pub location: Location,
    /// The contract's reference.
    pub contract: String,
    /// Its date.
    pub contract_on: Date,
    /// When it is looked at again.
    pub review_on: Date,
    /// Codes of the categories that it receives.
    pub categories: Vec<String>,
    /// Where it is told of corrections, erasures and restrictions.
    pub contact_email: Option<String>,
    /// Its own policy.
    pub policy_url: Option<String>,
}

/// Those that data may go to now, by name.
pub fn current(reader: &Reader<'_>) -> Result<Vec<Recipient>, Error> {
    type Columns = (
        (RecipientId, String, String, String, String, Option<String>, Option<String>),
        (String, Date, Date, String, Option<String>, Option<String>),
    );
    let read: Vec<(RecipientId, String, String, String, String, Option<String>, Option<String>)> = reader.all(
        sql!(
            "SELECT id, name, service, hosts, country, instrument, instrument_reference FROM recipients
             WHERE ended_at IS NULL ORDER BY name, id"
        ),
        params![],
    )?;
    let rest: Vec<(String, Date, Date, String, Option<String>, Option<String>)> = reader.all(
        sql!(
            "SELECT contract, contract_on, review_on, categories, policy_url, contact_email FROM recipients
             WHERE ended_at IS NULL ORDER BY name, id"
        ),
        params![],
    )?;
    read.into_iter().zip(rest).map(|row: Columns| recipient(row)).collect()
}

type Place = (RecipientId, String, String, String, String, Option<String>, Option<String>);

fn recipient(
    (place, terms): (Place, (String, Date, Date, String, Option<String>, Option<String>)),
) -> Result<Recipient, Error> {
    let (id, name, service, hosts, country, instrument, reference) = place;
    let (contract, contract_on, review_on, categories, policy_url, contact_email) = terms;
    let location = match instrument {
        None => Location::Inside(country),
        Some(code) => {
            let instrument = Instrument::from_code(&code).ok_or_else(|| Error::Other(format!("instrument {code}")))?;
            Location::Outside(country, instrument, reference.unwrap_or_default())
        }
    };
    let split = |text: &str, separator: char| -> Vec<String> {
        text.split(separator).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (hosts, categories) = (split(&hosts, ' '), split(&categories, ','));
    Ok(Recipient {
        id,
        name,
        service,
        hosts,
        location,
        contract,
        contract_on,
        review_on,
        categories,
        contact_email,
        policy_url,
    })
}

/// Adds a recipient.
pub fn add(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, officer, new): (Recent, Officer, &NewRecipient),
) -> Result<RecipientId, Error> {
    let id = RecipientId::new(moment);
    let (instrument, reference) = new.location.instrument().unzip();
    // Each name stands between two spaces, so that one is found whole.
    let hosts: String =
        std::iter::once(" ".to_owned()).chain(new.hosts.iter().map(|host| format!("{host} "))).collect();
    transaction.execute(
        sql!(
            "INSERT INTO recipients (id, name, service, hosts, country, instrument, instrument_reference, contract,
                                     contract_on, review_on, categories, policy_url, added_at, is_outside, contact_email)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        ),
        params![
            id,
            &new.name,
            &new.service,
            hosts,
            new.location.country(),
            instrument,
            reference,
            &new.contract,
            new.contract_on,
            new.review_on,
            new.categories.join(","),
            new.policy_url.as_deref(),
            moment.now,
            matches!(new.location, Location::Outside(..)),
            new.contact_email.as_deref()
        ],
    )?;
    note(transaction, vault, moment, (officer, id, "recipient.added"))?;
    Ok(id)
}

/// Nothing goes there any more.
pub fn end(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, RecipientId),
) -> Result<(), Error> {
    let statement = sql!("UPDATE recipients SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL");
    if transaction.execute(statement, params![id, moment.now])? == 0 {
        return Err(Error::NotFound);
    }
    note(transaction, vault, moment, (officer, id, "recipient.ended"))
}

/// The contract was looked at again; the next time is in a year.
pub fn reviewed(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id): (Officer, RecipientId),
) -> Result<(), Error> {
    let next = strasbourg(moment.now).saturating_add(1.year());
    let statement = sql!("UPDATE recipients SET review_on = $2 WHERE id = $1 AND ended_at IS NULL");
    if transaction.execute(statement, params![id, next])? == 0 {
        return Err(Error::NotFound);
    }
    note(transaction, vault, moment, (officer, id, "recipient.reviewed"))
}

fn note(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (officer, id, kind): (Officer, RecipientId, &'static str),
) -> Result<(), Error> {
    let by = vault.pseudonym(officer.person().uuid())?;
    journal::append(transaction, moment, Entry::new(kind).by(by).with("recipient", id.to_string()))?;
    Ok(())
}
