//! A worker that is left alone does what is scheduled and what is due.

use std::time::{Duration, Instant};

use database::{Clock, Database, Entropy};
use jobs::{Schedule, work};

use crate::postgres::on_both_engines;
use crate::queues::{Answer, Noting, beginning, minutes, pending, prepare, put};

const EACH_MINUTE: &[Schedule] = &[Schedule { kind: "each.minute", expression: "* * * * *" }];

on_both_engines! {
    async fn a_worker_left_alone_empties_the_queue_and_keeps_the_schedule(database: Database) {
        prepare(&database).await;
        put(&database, 5).await;
        let clock = Clock::manual(beginning());
        let runner = Noting::new(&database, Answer::Done);
        let worker = tokio::spawn(work(database.clone(), runner.clone(), EACH_MINUTE, clock.clone(), Entropy::system()));
        wait_until(|| runner.sorted() == [0, 1, 2, 3, 4]).await;
        clock.set(beginning() + minutes(1));
        wait_until(|| runner.sorted().len() == 6).await;
        while pending(&database).await != (0, 0) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(!worker.is_finished(), "it goes on working");
        worker.abort();
    }
}

async fn wait_until(reached: impl Fn() -> bool) {
    let since = Instant::now();
    while !reached() {
        assert!(since.elapsed() < Duration::from_secs(20), "the worker does not come to it");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
