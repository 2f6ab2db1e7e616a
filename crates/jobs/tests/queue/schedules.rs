//! What happens by itself happens once, whatever the number of nodes, in Strasbourg's time.

use database::Database;
use jiff::Timestamp;
use jobs::{Error, Schedule, enqueue_due};

use crate::postgres::on_both_engines;
use crate::queues::{at, beginning, minutes, pending, prepare};

const NIGHTLY: &[Schedule] = &[Schedule { kind: "sweep", expression: "30 3 * * *" }];
const BROKEN: &[Schedule] = &[Schedule { kind: "sweep", expression: "every night" }];

async fn look_at(database: &Database, now: Timestamp, schedules: &'static [Schedule]) -> Result<(), Error> {
    database.write(move |transaction| enqueue_due(transaction, &at(now), schedules)).await
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

on_both_engines! {
    async fn a_schedule_is_taken_once_by_eight_nodes(database: Database) {
        prepare(&database).await;
        look_at(&database, beginning(), NIGHTLY).await.expect("the first look");
        assert_eq!(pending(&database).await, (0, 0), "a new schedule waits for its time");
        for night in 1..=3 {
            let now = beginning() + minutes(night * 24 * 60);
            let nodes: Vec<_> = (0..8)
                .map(|_| {
                    let database = database.clone();
                    tokio::spawn(async move { look_at(&database, now, NIGHTLY).await })
                })
                .collect();
            for node in nodes {
                node.await.expect("a node").expect("the schedules");
            }
            assert_eq!(pending(&database).await, (night as u64, 0));
        }
    }
}

on_both_engines! {
    async fn a_schedule_keeps_strasbourgs_time_in_winter_and_summer(database: Database) {
        prepare(&database).await;
        // Half past three is 02:30 UTC in winter and 01:30 UTC in summer.
        look_at(&database, instant("2026-11-24T00:00:00Z"), NIGHTLY).await.expect("looked");
        look_at(&database, instant("2026-11-24T02:29:59Z"), NIGHTLY).await.expect("looked");
        assert_eq!(pending(&database).await, (0, 0));
        look_at(&database, instant("2026-11-24T02:30:00Z"), NIGHTLY).await.expect("looked");
        assert_eq!(pending(&database).await, (1, 0));
        look_at(&database, instant("2027-07-01T00:00:00Z"), NIGHTLY).await.expect("looked");
        assert_eq!(pending(&database).await, (2, 0), "what was missed is done once, not every night of it");
        look_at(&database, instant("2027-07-01T01:30:00Z"), NIGHTLY).await.expect("looked");
        assert_eq!(pending(&database).await, (3, 0));
    }
}

on_both_engines! {
    async fn an_expression_that_cannot_be_read_is_named(database: Database) {
        prepare(&database).await;
        let outcome = look_at(&database, beginning(), BROKEN).await;
        assert!(matches!(outcome, Err(Error::Schedule("sweep", _))), "{outcome:?}");
    }
}
