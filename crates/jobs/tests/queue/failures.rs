//! A job that fails comes back later each time, then stays dead until someone retries it.

use database::Database;
use jiff::{SignedDuration, Timestamp};
use jobs::retry_dead;

use crate::postgres::on_both_engines;
use crate::queues::{Answer, Noting, beginning, look, minutes, pending, prepare, put};

/// Attempts before a job is dead.
const MOST_ATTEMPTS: i64 = 12;

on_both_engines! {
    async fn a_failed_job_comes_back_later_each_time_then_is_dead(database: Database) {
        prepare(&database).await;
        put(&database, 1).await;
        let runner = Noting::new(&database, Answer::Retry);
        let mut now = beginning();
        let mut delays = Vec::new();
        for attempt in 1..MOST_ATTEMPTS {
            assert_eq!(runner.run_all(now).await, 1, "attempt {attempt}");
            assert_eq!(pending(&database).await, (1, 0));
            let (_, attempts, due, error) = look(&database).await;
            assert_eq!((attempts, error.as_deref()), (attempt, Some("the relay does not answer")));
            assert_eq!(runner.run_all(due - SignedDuration::from_secs(1)).await, 0, "not before it is due");
            delays.push((due - now).total(jiff::Unit::Second).expect("seconds"));
            now = due;
        }
        assert_doubling(&delays);
        assert_eq!(runner.run_all(now).await, 1);
        assert_eq!(pending(&database).await, (0, 1));
        assert_eq!(runner.run_all(now + minutes(60 * 24 * 30)).await, 0, "a dead job stays where it is");
    }
}

/// From ten seconds on, twice as long each time, with up to a quarter more.
#[track_caller]
fn assert_doubling(delays: &[f64]) {
    for (doublings, delay) in (0_i32..).zip(delays) {
        let shortest = 10.0 * 2_f64.powi(doublings);
        assert!((shortest..=shortest * 1.25).contains(delay), "{delay} s after {} failures", doublings + 1);
    }
}

on_both_engines! {
    async fn a_hopeless_job_is_dead_at_once(database: Database) {
        prepare(&database).await;
        put(&database, 1).await;
        assert_eq!(Noting::new(&database, Answer::Dead).run_all(beginning()).await, 1);
        assert_eq!(pending(&database).await, (0, 1));
        assert_eq!(look(&database).await.3.as_deref(), Some("nobody knows this kind"));
    }
}

on_both_engines! {
    async fn a_dead_job_gets_another_round_when_someone_retries_it(database: Database) {
        prepare(&database).await;
        put(&database, 1).await;
        Noting::new(&database, Answer::Dead).run_all(beginning()).await;
        let (id, ..) = look(&database).await;
        let tomorrow = beginning() + minutes(60 * 24);
        assert!(retry(&database, id, tomorrow).await);
        assert!(!retry(&database, id, tomorrow).await, "it is not dead any more");
        assert_eq!(look(&database).await.1, 0, "its attempts begin again");
        let runner = Noting::new(&database, Answer::Done);
        assert_eq!(runner.run_all(tomorrow).await, 1);
        assert_eq!(pending(&database).await, (0, 0));
    }
}

async fn retry(database: &Database, id: database::Uuid, now: Timestamp) -> bool {
    let retried = database.write(move |transaction| retry_dead(transaction, now, id));
    retried.await.expect("an answer")
}

on_both_engines! {
    async fn a_job_that_panics_fails_alone(database: Database) {
        prepare(&database).await;
        put(&database, 3).await;
        assert_eq!(Noting::new(&database, Answer::Panic).run_all(beginning()).await, 3);
        assert_eq!(pending(&database).await, (3, 0));
        assert_eq!(Noting::new(&database, Answer::Done).run_all(beginning() + minutes(1)).await, 3);
    }
}

on_both_engines! {
    async fn one_failed_job_does_not_keep_the_others(database: Database) {
        prepare(&database).await;
        put(&database, 40).await;
        assert_eq!(Noting::new(&database, Answer::Retry).run_all(beginning()).await, 40);
        assert_eq!(pending(&database).await, (40, 0));
        assert_eq!(Noting::new(&database, Answer::Done).run_all(beginning() + minutes(1)).await, 40);
    }
}
