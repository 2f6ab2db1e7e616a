//! Connection data (P06): each sign-in, good or refused.

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use vault::{Access, Category, Sealed, Vault};

use super::PersonId;
use crate::Error;

const PLACE: &str = "connections.address_sealed";
/// Shown to the person; older ones stay in their access copy.
const MOST_SHOWN: i64 = 100;

/// What a request tells about the device it comes from, coarsely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// IP address, as text.
    pub address: String,
    /// phone, tablet, computer or other.
    pub device: &'static str,
    /// The browser's name.
    pub browser: &'static str,
    /// The operating system's name.
    pub system: &'static str,
}

/// One line of the person's own list.
#[derive(Clone, Debug)]
pub struct ConnectionRecord {
    /// When.
    pub at: Timestamp,
    /// Whether the sign-in was accepted.
    pub accepted: bool,
    /// IP address.
    pub address: String,
    /// phone, tablet, computer or other.
    pub device: String,
    /// The browser's name.
    pub browser: String,
    /// The operating system's name.
    pub system: String,
}

/// Reads device type, browser and system from a `User-Agent`, and nothing finer: enough to recognise one's own device.
pub fn describe(address: String, user_agent: &str) -> Device {
    let has = |word: &str| user_agent.contains(word);
    let browser = match () {
        () if has("Edg/") || has("EdgA/") => "Edge",
        () if has("OPR/") => "Opera",
        () if has("Firefox/") || has("FxiOS/") => "Firefox",
        () if has("Chrome/") || has("CriOS/") => "Chrome",
        () if has("Safari/") => "Safari",
        () => "",
    };
    let system = match () {
        () if has("Android") => "Android",
        () if has("iPhone") || has("iPad") => "iOS",
        () if has("Windows") => "Windows",
        () if has("Mac OS X") => "macOS",
        () if has("Linux") => "Linux",
        () => "",
    };
    let device = match () {
        () if has("iPad") || has("Tablet") => "tablet",
        () if has("Mobile") || has("iPhone") => "phone",
        () if has("Android") => "tablet",
        () if !system.is_empty() => "computer",
        () => "other",
    };
    Device { address, device, browser, system }
}

/// Whom a refused sign-in for an unknown address belongs to: its month (UUIDv8 of the year and month), whose key is
/// destroyed when the month's term has come.
pub fn period_subject(at: Timestamp) -> Uuid {
    let day = at.to_zoned(TimeZone::UTC).date();
    let number = u128::from(day.year().unsigned_abs()) * 100 + u128::from(day.month().unsigned_abs());
    Uuid::from_u128(number | (8 << 76) | (0b10 << 62))
}

/// Records a sign-in and gives its identifier.
pub(crate) fn record(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: Option<PersonId>,
    device: &Device,
    outcome: &'static str,
) -> Result<Uuid, Error> {
    let id = moment.identifier();
    let subject = person.map_or_else(|| period_subject(moment.now), PersonId::uuid);
    let address = vault.seal(moment, subject, Category::Connection, PLACE, &device.address)?;
    transaction.execute(
        sql!(
            "INSERT INTO connections (id, subject_id, at, outcome, address_sealed, device, browser, system)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        params![id, subject, moment.now, outcome, address, device.device, device.browser, device.system],
    )?;
    Ok(id)
}

/// Whether a person has signed in before, and never from a device of this kind with this browser and system. Their address tells
/// less: a telephone changes it all day.
pub(crate) fn is_new(reader: &Reader<'_>, person: PersonId, device: &Device) -> Result<bool, Error> {
    let (before, alike): (i64, i64) = reader.one(
        sql!(
            "SELECT COUNT(*), COUNT(CASE WHEN device = $2 AND browser = $3 AND system = $4 THEN 1 END)
             FROM connections WHERE subject_id = $1 AND outcome = 'accepted'"
        ),
        params![person, device.device, device.browser, device.system],
    )?;
    Ok(before > 0 && alike == 0)
}

/// The person's own list, newest first.
pub fn connections(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Vec<ConnectionRecord>, Error> {
    let rows: Vec<(Timestamp, String, Sealed, String, String, String)> = reader.all(
        sql!(
            "SELECT at, outcome, address_sealed, device, browser, system FROM connections
             WHERE subject_id = $1 ORDER BY at DESC, id DESC LIMIT $2"
        ),
        params![person, MOST_SHOWN],
    )?;
    rows.into_iter()
        .map(|(at, outcome, sealed, device, browser, system)| {
            let address = open_address(vault, person.uuid(), &sealed)?;
            Ok(ConnectionRecord { at, accepted: outcome == "accepted", address, device, browser, system })
        })
        .collect()
}

pub(crate) fn open_address(vault: &Vault, person: Uuid, sealed: &Sealed) -> Result<String, Error> {
    let address = vault.open_value(person, Category::Connection, PLACE, sealed)?;
    Ok(address.reveal(Access::own(person))?.clone())
}
