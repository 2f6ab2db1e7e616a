//! A queue on a fresh database, a clock that the test moves, and a runner that notes what it is given.

use std::sync::{Arc, Mutex};

use database::{Database, Entropy, Migration, Moment, Uuid, migrate, params, sql};
use jiff::{SignedDuration, Timestamp};
use jobs::{Failure, Job, Outcome, Runner, enqueue, finish, run_due};

/// The ground of the school's schema, where the queue's tables stand.
const MIGRATIONS: &[Migration] =
    &[Migration { name: "0001_ground", sql: include_str!("../../../../migrations/0001_ground.sql") }];

/// When every test begins: a Monday evening in Strasbourg.
pub(crate) const BEGINNING: &str = "2026-11-23T19:00:00Z";

pub(crate) fn beginning() -> Timestamp {
    BEGINNING.parse().expect("an instant")
}

pub(crate) fn at(now: Timestamp) -> Moment {
    Moment::new(now, Entropy::seeded(now.as_millisecond() as u64))
}

pub(crate) fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

pub(crate) async fn prepare(database: &Database) {
    migrate(database, MIGRATIONS, beginning()).await.expect("the ground");
}

/// Puts jobs in the queue, numbered from 0, due now.
pub(crate) async fn put(database: &Database, count: u64) {
    let put = database.write(move |transaction| {
        let moment = Moment::new(beginning(), Entropy::system());
        (0..count).try_for_each(|number| enqueue(transaction, &moment, "count", &number, moment.now))
    });
    put.await.map_err(|error: jobs::Error| error).expect("the jobs are in the queue");
}

/// What waits and what is dead.
pub(crate) async fn pending(database: &Database) -> (u64, u64) {
    database.read(jobs_pending).await.expect("the queue")
}

fn jobs_pending(reader: &database::Reader<'_>) -> Result<(u64, u64), jobs::Error> {
    jobs::pending(reader)
}

/// One job of the queue as it lies there: identifier, attempts, when it is due, the last error.
pub(crate) async fn look(database: &Database) -> (Uuid, i64, Timestamp, Option<String>) {
    let look = database.read(|reader| reader.one(sql!("SELECT id, attempts, due_at, last_error FROM jobs"), params![]));
    look.await.map_err(|error: database::Error| error).expect("one job")
}

/// What the noting runner answers.
#[derive(Clone, Copy)]
pub(crate) enum Answer {
    Done,
    Finish,
    Retry,
    Dead,
    Panic,
}

/// Notes the payload of each job it is given, and answers as it is told.
#[derive(Clone)]
pub(crate) struct Noting {
    pub(crate) noted: Arc<Mutex<Vec<u64>>>,
    database: Database,
    answer: Answer,
}

impl Noting {
    pub(crate) fn new(database: &Database, answer: Answer) -> Self {
        Self { noted: Arc::default(), database: database.clone(), answer }
    }

    pub(crate) fn sorted(&self) -> Vec<u64> {
        let mut noted = self.noted.lock().expect("nobody panicked").clone();
        noted.sort_unstable();
        noted
    }

    /// Runs what is due at this instant until nothing is.
    pub(crate) async fn run_all(&self, now: Timestamp) -> usize {
        let mut taken = 0;
        loop {
            match run_due(&self.database, self, &at(now)).await.expect("the queue") {
                0 => return taken,
                some => taken += some,
            }
        }
    }
}

impl Runner for Noting {
    async fn run(&self, job: &Job, _: Moment) -> Result<Outcome, Failure> {
        // A schedule's payload is no number; it counts as 0.
        self.noted.lock().expect("nobody panicked").push(job.payload.parse().unwrap_or(0));
        match self.answer {
            Answer::Done => Ok(Outcome::Done),
            Answer::Finish => {
                let job = job.clone();
                let ended = self.database.write(move |transaction| finish(transaction, &job)).await;
                ended.map(|()| Outcome::Finished).map_err(|error: jobs::Error| Failure::Retry(error.to_string()))
            }
            Answer::Retry => Err(Failure::Retry("the relay does not answer".to_owned())),
            Answer::Panic => panic!("a job that panics on purpose"),
            Answer::Dead => Err(Failure::Dead("nobody knows this kind".to_owned())),
        }
    }
}
