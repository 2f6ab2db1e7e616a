//! Who looks at unusually many records: counted from the journal, told to the officers once a day. Whoever opens far too many, one
//! after the other, is stopped until a review has said that they may go on.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use privacy::Engine;
use vault::Vault;

use super::reading::staff;
use crate::Error;
use crate::detection::{Happening, Kind, Response, note};
use crate::moments::strasbourg;
use crate::notices::{News, tell};
use crate::people::{PersonId, Role, end_other_sessions};
use crate::rights::Officer;
use crate::topics::Topic;

/// The job that looks for unusual volumes.
pub const JOB: &str = "looks.unusual";
const DAY: SignedDuration = SignedDuration::from_hours(24);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// What is usual is learned from so many days.
const USUAL_DAYS: i64 = 30;
/// Fewer looks in a day alarm nobody: a cohort of thirty, and some questions.
const FREE_LOOKS: i64 = 60;
/// So many times the usual day.
const UNUSUAL_TIMES: i64 = 5;
/// So many times what is told stops whoever looks, such as 240 looks in a day.
const STOPPED_TIMES: i64 = 4;

/// Looks of somebody of the staff.
#[derive(Clone, Debug)]
pub struct LooksOf {
    /// Who.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
    /// Their name.
    pub name: String,
    /// Looks within a day.
    pub today: i64,
    /// Looks of a usual day, over a month.
    pub usual: i64,
    /// Looks within an hour.
    pub latest: i64,
    /// Whether today's are unusually many.
    pub is_unusual: bool,
}

/// Everybody of the staff who looked at a record within a month, the most looks of today first.
pub fn volumes(reader: &Reader<'_>, vault: &Vault, now: Timestamp, _: Officer) -> Result<Vec<LooksOf>, Error> {
    counted(reader, vault, now)
}

fn counted(reader: &Reader<'_>, vault: &Vault, now: Timestamp) -> Result<Vec<LooksOf>, Error> {
    let (today, month) = (before(now, DAY), before(now, DAY * (USUAL_DAYS as i32 + 1)));
    let rows: Vec<(Vec<u8>, i64, i64, i64)> = reader.all(
        sql!(
            "SELECT actor, COUNT(CASE WHEN at >= $1 THEN 1 END), COUNT(CASE WHEN at < $1 THEN 1 END),
                    COUNT(CASE WHEN at >= $3 THEN 1 END)
             FROM journal_entries WHERE kind = 'record.opened' AND at >= $2 AND actor IS NOT NULL
             GROUP BY actor ORDER BY 2 DESC, actor"
        ),
        params![today, month, before(now, HOUR)],
    )?;
    let known = staff(reader, vault)?;
    let line = |(actor, today, earlier, latest): (Vec<u8>, i64, i64, i64)| {
        let (person, role, name) = known.get(&actor)?.clone();
        let usual = earlier / USUAL_DAYS;
        Some(LooksOf { person, role, name, today, usual, latest, is_unusual: today > most(usual) })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How many looks in a day are told to nobody.
fn most(usual: i64) -> i64 {
    FREE_LOOKS.max(usual * UNUSUAL_TIMES)
}

/// Tells the officers that somebody looks at unusually many records, once a day, and stops whoever opened far too many; how many
/// such there are.
pub fn tell_unusual(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
) -> Result<u64, Error> {
    let looks = counted(transaction, vault, moment.now)?;
    let unusual: Vec<&LooksOf> = looks.iter().filter(|one| one.is_unusual).collect();
    let mut told = "looks-unusual";
    // A day that was told is no news before somebody goes on.
    for one in unusual.iter().filter(|one| one.latest > 0) {
        let is_stopped = opened_by(transaction, vault, moment.now, one.person)? > most(one.usual) * STOPPED_TIMES;
        let response = if is_stopped { Response::Ended } else { Response::Notified };
        let key = vault.index("bulk reading", &one.person.to_string());
        let (kind, times, person) = (Kind::BulkReading, one.today, Some(one.person));
        note(transaction, moment, engine, &Happening { kind, key, times, response, person })?;
        if is_stopped {
            stop(transaction, vault, moment, engine, one)?;
            told = "looks-stopped";
        }
    }
    if !unusual.is_empty() {
        tell_officers(transaction, moment, engine, told)?;
    }
    Ok(unusual.len() as u64)
}

/// Has the volumes looked at now rather than within the hour, whenever somebody has opened so many records more.
pub(crate) fn watch(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<(), Error> {
    let looks = opened_by(transaction, vault, moment.now, person)?;
    // One beyond, since that is what is told.
    if looks > 1 && looks % FREE_LOOKS == 1 {
        jobs::enqueue(transaction, moment, JOB, &(), moment.now)?;
    }
    Ok(())
}

/// Records that somebody opened one by one within a day, since their access was last confirmed and while it stands: a list notes a
/// look at everybody on it, and is one page.
fn opened_by(reader: &Reader<'_>, vault: &Vault, now: Timestamp, person: PersonId) -> Result<i64, Error> {
    Ok(reader.one(
        sql!(
            "SELECT COUNT(*) FROM journal_entries
             WHERE actor = $1 AND kind = 'record.opened' AND at >= $2
               AND at > (SELECT confirmed_at FROM accesses WHERE person_id = $3 AND lapses_at > $4)
               AND detail NOT LIKE '%\"reason\":\"cohort\"%' AND detail NOT LIKE '%\"reason\":\"partner\"%'"
        ),
        params![vault.pseudonym(person.uuid())?, before(now, DAY), person, now],
    )?)
}

/// Ends somebody's sessions, and lapses their access until a review confirms it again.
fn stop(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    looks: &LooksOf,
) -> Result<(), Error> {
    let person = looks.person;
    let statement = sql!("UPDATE accesses SET lapses_at = $2, warned_at = $2 WHERE person_id = $1 AND lapses_at > $2");
    transaction.execute(statement, params![person, moment.now])?;
    end_other_sessions(transaction, person, None)?;
    let entry = Entry::new("access.suspended").about(vault.pseudonym(person.uuid())?).with("role", looks.role.code());
    let entry = entry.with("looks", looks.today).with("usual", looks.usual).with("until", "review");
    journal::append(transaction, moment, entry)?;
    let news = News {
        topic: Topic::ACCOUNT,
        purpose: "security",
        kind: "access-suspended",
        subject: "",
        due_on: None,
        path: "/equipe/acces".to_owned(),
        occasion: format!("access suspended {}", moment.now),
    };
    tell(transaction, moment, engine, (person, &news))?;
    Ok(())
}

fn tell_officers(
    transaction: &Transaction<'_>,
    moment: &Moment,
    engine: &Engine,
    kind: &'static str,
) -> Result<(), Error> {
    let officers: Vec<PersonId> = transaction.all(
        sql!("SELECT id FROM people WHERE role = $1 AND closed_at IS NULL ORDER BY id"),
        params![Role::PrivacyOfficer.code()],
    )?;
    let news = News {
        topic: Topic::ACCOUNT,
        purpose: "security",
        kind,
        subject: "",
        due_on: None,
        path: "/equipe/confidentialite/journal".to_owned(),
        occasion: format!("{kind} {}", strasbourg(moment.now)),
    };
    for officer in officers {
        tell(transaction, moment, engine, (officer, &news))?;
    }
    Ok(())
}

fn before(now: Timestamp, duration: SignedDuration) -> Timestamp {
    now.checked_sub(duration).unwrap_or(now)
}
