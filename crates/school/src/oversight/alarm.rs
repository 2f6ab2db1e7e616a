//! Who looks at unusually many records: counted from the journal, told to the officers once a day.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use privacy::Engine;
use vault::Vault;

use super::reading::staff;
use crate::Error;
use crate::moments::strasbourg;
use crate::notices::{News, tell};
use crate::people::{PersonId, Role};
use crate::rights::Officer;
use crate::topics::Topic;

/// The job that looks for unusual volumes.
pub const JOB: &str = "looks.unusual";
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// What is usual is learned from so many days.
const USUAL_DAYS: i64 = 30;
/// Fewer looks in a day alarm nobody: a cohort of thirty, and some questions.
const FREE_LOOKS: i64 = 60;
/// So many times the usual day.
const UNUSUAL_TIMES: i64 = 5;

/// Looks of somebody of the staff.
#[derive(Clone, Debug)]
pub struct LooksOf {
    /// Their role.
    pub role: Role,
    /// Their name.
    pub name: String,
    /// Looks within a day.
    pub today: i64,
    /// Looks of a usual day, over a month.
    pub usual: i64,
    /// Whether today's are unusually many.
    pub is_unusual: bool,
}

/// Everybody of the staff who looked at a record within a month, the most looks of today first.
pub fn volumes(reader: &Reader<'_>, vault: &Vault, now: Timestamp, _: Officer) -> Result<Vec<LooksOf>, Error> {
    counted(reader, vault, now)
}

fn counted(reader: &Reader<'_>, vault: &Vault, now: Timestamp) -> Result<Vec<LooksOf>, Error> {
    let (today, month) = (before(now, DAY), before(now, DAY * (USUAL_DAYS as i32 + 1)));
    let rows: Vec<(Vec<u8>, i64, i64)> = reader.all(
        sql!(
            "SELECT actor, COUNT(CASE WHEN at >= $1 THEN 1 END), COUNT(CASE WHEN at < $1 THEN 1 END)
             FROM journal_entries WHERE kind = 'record.opened' AND at >= $2 AND actor IS NOT NULL
             GROUP BY actor ORDER BY 2 DESC, actor"
        ),
        params![today, month],
    )?;
    let known = staff(reader, vault)?;
    let line = |(actor, today, earlier): (Vec<u8>, i64, i64)| {
        let (role, name) = known.get(&actor)?.clone();
        let usual = earlier / USUAL_DAYS;
        let is_unusual = today > FREE_LOOKS.max(usual * UNUSUAL_TIMES);
        Some(LooksOf { role, name, today, usual, is_unusual })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// Tells the officers that somebody looks at unusually many records, once a day; how many such there are.
pub fn tell_unusual(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
) -> Result<u64, Error> {
    let unusual = counted(transaction, vault, moment.now)?.into_iter().filter(|one| one.is_unusual).count();
    if unusual == 0 {
        return Ok(0);
    }
    let officers: Vec<PersonId> = transaction.all(
        sql!("SELECT id FROM people WHERE role = $1 AND closed_at IS NULL ORDER BY id"),
        params![Role::PrivacyOfficer.code()],
    )?;
    for officer in officers {
        let news = News {
            topic: Topic::ACCOUNT,
            purpose: "security",
            kind: "looks-unusual",
            subject: "",
            due_on: None,
            path: "/equipe/confidentialite/journal".to_owned(),
            occasion: format!("looks {}", strasbourg(moment.now)),
        };
        tell(transaction, moment, engine, (officer, &news))?;
    }
    Ok(unusual as u64)
}

fn before(now: Timestamp, duration: SignedDuration) -> Timestamp {
    now.checked_sub(duration).unwrap_or(now)
}
