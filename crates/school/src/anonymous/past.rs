//! What the invented people are said to have done, and when what is held about them is due.

use std::collections::BTreeMap;

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::Timestamp;
use journal::Entry;
use privacy::anonymous::CROWD;
use privacy::{CountedFrom, Engine, begin_term};
use vault::Vault;

use crate::Error;

/// How often each kind of entry stands in the journal, of those that a crowd has.
#[derive(Clone, Debug)]
pub(super) struct Past {
    kinds: Vec<Kind>,
}

#[derive(Clone, Debug)]
struct Kind {
    code: String,
    /// Entries that people made about themselves.
    own: i64,
    /// Entries that somebody else made about them.
    others: i64,
    /// Entries that nobody made.
    nobodys: i64,
}

impl Past {
    /// Counts the journal's entries by kind and by who made them, as far as a crowd has some.
    pub(super) fn of(reader: &Reader<'_>) -> Result<Self, Error> {
        let rows: Vec<(String, i64, i64, i64)> = reader.all(
            sql!(
                "SELECT kind, COUNT(CASE WHEN actor = subject THEN 1 END), COUNT(CASE WHEN actor <> subject THEN 1 END),
                        COUNT(CASE WHEN actor IS NULL THEN 1 END)
                 FROM journal_entries WHERE subject IS NOT NULL GROUP BY kind, subject ORDER BY kind"
            ),
            params![],
        )?;
        let mut people: BTreeMap<String, [Vec<i64>; 3]> = BTreeMap::new();
        for (kind, own, others, nobodys) in rows {
            let counts = people.entry(kind).or_default();
            for (counts, count) in counts.iter_mut().zip([own, others, nobodys]) {
                counts.extend(Some(count).filter(|count| *count > 0));
            }
        }
        let kind = |(code, [own, others, nobodys]): (String, [Vec<i64>; 3])| Kind {
            code,
            own: of_crowd(own),
            others: of_crowd(others),
            nobodys: of_crowd(nobodys),
        };
        Ok(Self { kinds: people.into_iter().map(kind).collect() })
    }

    /// Writes as many entries about the invented people, and gives how many.
    pub(super) fn write(&self, transaction: &Transaction<'_>, vault: &Vault, moment: &Moment) -> Result<u64, Error> {
        let people: Vec<(Uuid, String, Timestamp)> = transaction
            .all(sql!("SELECT id, role, created_at FROM people WHERE closed_at IS NULL ORDER BY id"), params![])?;
        let staff: Vec<Uuid> = people.iter().filter(|(_, role, _)| role != "learner").map(|(id, ..)| *id).collect();
        let some = |most: usize| moment.entropy.number() as usize % most.max(1);
        let mut count = 0;
        for kind in &self.kinds {
            // There are as many kinds as the program writes.
            let code: &'static str = kind.code.clone().leak();
            let whose = [(kind.own, Whose::Own), (kind.others, Whose::Others), (kind.nobodys, Whose::Nobodys)];
            for (entries, whose) in whose {
                for _ in 0..entries {
                    let Some((person, _, since)) = people.get(some(people.len())) else { return Ok(count) };
                    let pseudonym = vault.pseudonym(*person)?;
                    let entry = Entry::new(code).about(pseudonym);
                    let entry = match (whose, staff.get(some(staff.len()))) {
                        (Whose::Own, _) => entry.by(pseudonym),
                        (Whose::Others, Some(other)) => entry.by(vault.pseudonym(*other)?),
                        (Whose::Others, None) | (Whose::Nobodys, _) => entry,
                    };
                    let at = between(*since, moment);
                    journal::append(transaction, &Moment::new(at, moment.entropy.clone()), entry)?;
                    count += 1;
                }
            }
        }
        Ok(count)
    }
}

/// The entries of everybody who has some, none of whom counts for more than the tenth of those who have the most.
fn of_crowd(mut counts: Vec<i64>) -> i64 {
    counts.sort_unstable_by(|one, other| other.cmp(one));
    counts.get(CROWD - 1).map_or(0, |most| counts.iter().map(|count| count.min(most)).sum())
}

#[derive(Clone, Copy)]
enum Whose {
    Own,
    Others,
    Nobodys,
}

/// Some instant since then.
fn between(since: Timestamp, moment: &Moment) -> Timestamp {
    let width = moment.now.as_millisecond().saturating_sub(since.as_millisecond()).max(1);
    let at = since.as_millisecond().saturating_add_unsigned(moment.entropy.number() % width.unsigned_abs());
    Timestamp::from_millisecond(at).unwrap_or(moment.now)
}

/// Puts everybody back where they were last.
pub(super) fn resume(transaction: &Transaction<'_>) -> Result<(), Error> {
    transaction.execute(
        sql!(
            "UPDATE enrolments SET last_resource_id = (
               SELECT progress.resource_id FROM progress
               JOIN resources ON resources.id = progress.resource_id JOIN modules ON modules.id = resources.module_id
               WHERE progress.person_id = enrolments.person_id AND modules.programme_id = enrolments.programme_id
               ORDER BY progress.last_at DESC LIMIT 1)"
        ),
        params![],
    )?;
    Ok(())
}

/// Begins the terms of what is closed, and of what was said last.
pub(super) fn begin_terms(transaction: &Transaction<'_>, engine: &Engine) -> Result<(), Error> {
    let closed: Vec<(Uuid, Timestamp)> =
        transaction.all(sql!("SELECT id, closed_at FROM people WHERE closed_at IS NOT NULL"), params![])?;
    for (person, at) in closed {
        begin_term(transaction, engine, (person, person), (CountedFrom::AccountClosure, at))?;
    }
    let talks: Vec<(Uuid, Uuid, Timestamp)> = transaction.all(
        sql!(
            "SELECT id, person_id, last_at FROM conversations
             UNION ALL SELECT id, COALESCE(person_id, id), received_at FROM requests"
        ),
        params![],
    )?;
    for (talk, owner, at) in talks {
        begin_term(transaction, engine, (talk, owner), (CountedFrom::LastContact, at))?;
    }
    Ok(())
}
