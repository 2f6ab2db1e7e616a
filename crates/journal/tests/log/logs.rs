//! A journal on a fresh database, and what the tests do with it.

use std::ops::Range;

use database::{Clock, Database, Entropy, Migration, Moment, Statement, Value, migrate};
use jiff::{SignedDuration, Timestamp};
use journal::{Entry, Error, LogKey, Report, append, latest, seal, verify};

/// The ground of the school's schema, where the journal's tables stand.
const MIGRATIONS: &[Migration] =
    &[Migration { name: "0001_ground", sql: include_str!("../../../../migrations/0001_ground.sql") }];
pub(crate) const ORIGIN: &str = "ecole.example/journal";
pub(crate) const SEED: [u8; 32] = [7; 32];

pub(crate) fn key() -> LogKey {
    LogKey::from_seed(ORIGIN, &SEED).expect("a key")
}

pub(crate) fn moment() -> Moment {
    Moment::new(Clock::System.now(), Entropy::system())
}

/// A journal with entries that were sealed in groups of these sizes.
pub(crate) async fn journal(database: &Database, groups: &[u64]) {
    migrate(database, MIGRATIONS, moment().now).await.expect("the ground");
    let mut first = 0;
    for group in groups {
        write(database, first..first + group).await;
        assert_eq!(place(database).await, *group);
        first += group;
    }
}

/// Writes entries of these numbers, without a place yet, each at an instant of its own so that they keep their order.
pub(crate) async fn write(database: &Database, numbers: Range<u64>) {
    let written = database.write(move |transaction| {
        for number in numbers {
            let at = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(number as i64);
            let entry = Entry::new("account.opened").by([number as u8; 32]).about([1; 32]).with("number", number);
            append(transaction, &Moment::new(at, Entropy::system()), entry)?;
        }
        Ok::<(), Error>(())
    });
    written.await.expect("the entries");
}

/// Places what waits, and answers how much it was.
pub(crate) async fn place(database: &Database) -> u64 {
    database.write(|transaction| seal(transaction, &moment(), &key())).await.expect("sealed")
}

pub(crate) async fn checkpoint(database: &Database) -> Option<String> {
    database.read(latest).await.expect("the newest checkpoint")
}

pub(crate) async fn check(database: &Database, since: Option<&str>) -> Result<Report, Error> {
    let since = since.map(str::to_owned);
    database.report(move |reader| verify(reader, &key(), since.as_deref())).await
}

/// Changes rows behind the journal's back, as somebody with the database in hands would; answers how many.
pub(crate) async fn tamper(database: &Database, statement: &'static str, params: &[Value]) -> u64 {
    let params = params.to_vec();
    let changed = database.write(move |transaction| transaction.execute(Statement::new(statement), &params));
    changed.await.map_err(|error: database::Error| error).expect("the rows are changed")
}

/// The entries' hashes, in the order of the tree.
pub(crate) async fn leaves(database: &Database) -> Vec<Vec<u8>> {
    let statement =
        Statement::new("SELECT content_hash FROM journal_entries WHERE leaf_index IS NOT NULL ORDER BY leaf_index");
    let leaves = database.read(move |reader| reader.all(statement, &[]));
    leaves.await.map_err(|error: database::Error| error).expect("the leaves")
}
