//! What can be shown at this instant. Each piece costs one or two indexed reads, however much the school holds.

use database::{Reader, params, sql};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use privacy::{Difference, Engine};

use super::checks::{Check, CheckKind, last};
use crate::Error;
use crate::backups::{self, Standing};
use crate::detection;
use crate::school::Settings;

/// A nightly check that is older than this did not run.
const NIGHTLY: SignedDuration = SignedDuration::from_hours(36);
/// Entries are sealed every minute; one that waits longer than this shows that the work stands still.
const SEALED_WITHIN: SignedDuration = SignedDuration::from_mins(15);
/// How far back looks are counted.
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

/// A piece of evidence, with what was found.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// The data map against the live schema.
    Map {
        /// Tables declared.
        tables: i64,
        /// Columns declared.
        columns: i64,
        /// What exists without being declared.
        undeclared: i64,
    },
    /// How many there are of something, by code: nothing about it can fail.
    Counted(&'static str, i64),
    /// The last sweep; none before the first night.
    Sweep(Option<Check>, Timestamp),
    /// What should have gone more than a day and a half ago.
    Terms(i64),
    /// Requests about rights.
    Requests {
        /// Open ones.
        open: i64,
        /// Those whose day has passed.
        overdue: i64,
        /// The next day.
        next: Option<Date>,
    },
    /// The journal's newest checkpoint.
    Checkpoint {
        /// Entries in the tree.
        entries: i64,
        /// When it was signed; none before the first.
        signed_at: Option<Timestamp>,
        /// Entries that should have been sealed.
        late: i64,
    },
    /// The register of recipients.
    Register {
        /// Entries in force.
        count: i64,
        /// Those outside the European Economic Area, each under an instrument.
        outside: i64,
        /// Those whose review is past.
        late: i64,
    },
    /// Incidents.
    Incidents {
        /// All of them.
        count: i64,
        /// Those of which the authority should have been told by now.
        late: i64,
    },
    /// The last verification of the whole journal.
    Verification(Option<Check>, Timestamp),
    /// The policy in force.
    Policy(u32, Date),
    /// The newest backup, with how many there are and how long one is kept, in days.
    Backups(Standing, u32, Timestamp),
    /// The copies of the keys in backups.
    KeyCopies(Standing, Timestamp),
    /// The last drill of a backup, and whether drills happen by themselves.
    Drill(Standing, bool, Timestamp),
}

impl Evidence {
    /// Its code in `privacy/promises.toml`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Map { .. } => "map",
            Self::Counted(code, _) => code,
            Self::Sweep(..) => "sweep",
            Self::Terms(_) => "terms",
            Self::Requests { .. } => "requests",
            Self::Checkpoint { .. } => "checkpoint",
            Self::Register { .. } => "register",
            Self::Incidents { .. } => "incidents",
            Self::Verification(..) => "verification",
            Self::Policy(..) => "policy",
            Self::Backups(..) => "backups",
            Self::KeyCopies(..) => "key-copies",
            Self::Drill(..) => "drill",
        }
    }

    /// Whether it bears the promise out.
    pub fn holds(&self) -> bool {
        match self {
            Self::Map { undeclared, .. } => *undeclared == 0,
            Self::Sweep(check, now) | Self::Verification(check, now) => {
                check.is_none_or(|check| check.held && now.duration_since(check.at) <= NIGHTLY)
            }
            Self::Terms(late)
            | Self::Checkpoint { late, .. }
            | Self::Register { late, .. }
            | Self::Incidents { late, .. } => *late == 0,
            Self::Requests { overdue, .. } => *overdue == 0,
            Self::Counted(..) | Self::Policy(..) => true,
            Self::Backups(standing, _, now) => standing.has_backup(*now),
            Self::KeyCopies(standing, now) => standing.has_fresh_keys(*now),
            Self::Drill(standing, _, now) => standing.has_drill(*now),
        }
    }
}

/// Every piece of evidence.
pub(super) fn gather(
    reader: &Reader<'_>,
    engine: &Engine,
    settings: &Settings,
    now: Timestamp,
) -> Result<Vec<Evidence>, Error> {
    let late = privacy::forecast(reader, engine, now - NIGHTLY)?;
    let standing = backups::standing(reader)?;
    let cookies = privacy::cookies::declared().map_err(|mistake| Error::Other(mistake.to_string()))?;
    Ok(vec![
        map(reader, engine)?,
        seals(engine),
        Evidence::Sweep(last(reader, CheckKind::Sweep)?, now),
        Evidence::Terms(late.iter().map(|line| line.count as i64).sum()),
        requests(reader, now)?,
        checkpoint(reader, now)?,
        Evidence::Verification(last(reader, CheckKind::Journal)?, now),
        Evidence::Counted("receipts", reader.one(sql!("SELECT COUNT(*) FROM receipts"), params![])?),
        looks(reader, now)?,
        Evidence::Counted(
            "disclosures",
            reader.one(sql!("SELECT COUNT(*) FROM disclosures WHERE extracted_at IS NOT NULL"), params![])?,
        ),
        Evidence::Counted(
            "consents",
            reader.one(sql!("SELECT COUNT(*) FROM consents WHERE withdrawn_at IS NULL"), params![])?,
        ),
        Evidence::Counted("undertakings", reader.one(sql!("SELECT COUNT(*) FROM undertakings"), params![])?),
        Evidence::Counted(
            "accesses",
            reader.one(sql!("SELECT COUNT(*) FROM accesses WHERE lapses_at > $1"), params![now])?,
        ),
        Evidence::Counted(
            "data-sets",
            reader.one(sql!("SELECT COUNT(*) FROM journal_entries WHERE kind = 'data.anonymised'"), params![])?,
        ),
        Evidence::Counted("security-events", detection::counted(reader, now)?),
        Evidence::Counted("conversations", reader.one(sql!("SELECT COUNT(*) FROM conversations"), params![])?),
        Evidence::Counted(
            "stopped",
            reader.one(
                sql!(
                    "SELECT (SELECT COUNT(*) FROM suppressions) +
                            (SELECT COUNT(*) FROM topic_choices WHERE NOT by_mail)"
                ),
                params![],
            )?,
        ),
        Evidence::Policy(settings.policy_version, settings.policy_updated_on),
        Evidence::Backups(standing.clone(), settings.backups.keep_days, now),
        Evidence::KeyCopies(standing.clone(), now),
        Evidence::Drill(standing, settings.backups.drills_itself, now),
        register(reader, now)?,
        incidents(reader, now)?,
        Evidence::Counted("egress", crate::recipients::refusals(reader, now)?),
        Evidence::Counted("cookies", cookies.len() as i64),
        Evidence::Counted(
            "certificates",
            reader.one(sql!("SELECT COUNT(*) FROM certificates WHERE revoked_at IS NULL"), params![])?,
        ),
    ])
}

fn map(reader: &Reader<'_>, engine: &Engine) -> Result<Evidence, Error> {
    let declared = engine.map().tables();
    // The keys lie in a store of their own, which this connection does not see.
    let differences = engine.map().differences(&reader.columns()?);
    let undeclared = differences
        .iter()
        .filter(|difference| matches!(difference, Difference::UndeclaredTable(_) | Difference::UndeclaredColumn(..)));
    Ok(Evidence::Map {
        tables: declared.len() as i64,
        columns: declared.iter().map(|table| table.columns.len() as i64).sum(),
        undeclared: undeclared.count() as i64,
    })
}

fn seals(engine: &Engine) -> Evidence {
    let columns = engine.map().tables().iter().flat_map(|table| &table.columns);
    Evidence::Counted("seals", columns.filter(|column| column.protection.is_sealed()).count() as i64)
}

fn requests(reader: &Reader<'_>, now: Timestamp) -> Result<Evidence, Error> {
    let today = crate::moments::strasbourg(now);
    let (open, overdue, next): (i64, i64, Option<Date>) = reader.one(
        sql!(
            "SELECT COUNT(*), COUNT(CASE WHEN due_on < $1 AND paused_at IS NULL THEN 1 END), MIN(due_on)
             FROM requests WHERE answered_at IS NULL"
        ),
        params![today],
    )?;
    Ok(Evidence::Requests { open, overdue, next })
}

fn checkpoint(reader: &Reader<'_>, now: Timestamp) -> Result<Evidence, Error> {
    let newest: Option<(i64, Timestamp)> = reader.optional(
        sql!("SELECT tree_size, signed_at FROM journal_checkpoints ORDER BY tree_size DESC LIMIT 1"),
        params![],
    )?;
    let late: i64 = reader.one(
        sql!("SELECT COUNT(*) FROM journal_entries WHERE leaf_index IS NULL AND at < $1"),
        params![now - SEALED_WITHIN],
    )?;
    let (entries, signed_at) = newest.map_or((0, None), |(size, at)| (size, Some(at)));
    Ok(Evidence::Checkpoint { entries, signed_at, late })
}

fn register(reader: &Reader<'_>, now: Timestamp) -> Result<Evidence, Error> {
    let (count, outside, late): (i64, i64, i64) = reader.one(
        sql!(
            "SELECT COUNT(*), COUNT(CASE WHEN is_outside THEN 1 END), COUNT(CASE WHEN review_on < $1 THEN 1 END)
             FROM recipients WHERE ended_at IS NULL"
        ),
        params![crate::moments::strasbourg(now)],
    )?;
    Ok(Evidence::Register { count, outside, late })
}

fn incidents(reader: &Reader<'_>, now: Timestamp) -> Result<Evidence, Error> {
    let (count, late): (i64, i64) = reader.one(
        sql!(
            "SELECT COUNT(*),
                    COUNT(CASE WHEN authority_told_at IS NULL AND risk <> 'none' AND known_at <= $1 THEN 1 END)
             FROM incidents"
        ),
        params![now - SignedDuration::from_hours(72)],
    )?;
    Ok(Evidence::Incidents { count, late })
}

fn looks(reader: &Reader<'_>, now: Timestamp) -> Result<Evidence, Error> {
    let statement = sql!("SELECT COUNT(*) FROM journal_entries WHERE kind = 'record.opened' AND at >= $1");
    Ok(Evidence::Counted("looks", reader.one(statement, params![now - YEAR])?))
}
