//! A job is leased by one worker at a time, and taken up again when that worker is gone.

use database::Database;
use jobs::{Failure, Job, Outcome, Runner, enqueue, run_due};

use crate::postgres::on_both_engines;
use crate::queues::{Answer, Noting, at, beginning, minutes, pending, prepare, put};

on_both_engines! {
    async fn eight_workers_take_each_job_once(database: Database) {
        prepare(&database).await;
        put(&database, 400).await;
        let runner = Noting::new(&database, Answer::Done);
        let workers: Vec<_> = (0..8)
            .map(|_| {
                let runner = runner.clone();
                tokio::spawn(async move { runner.run_all(beginning()).await })
            })
            .collect();
        let mut taken = 0;
        for worker in workers {
            taken += worker.await.expect("a worker");
        }
        assert_eq!(taken, 400);
        assert_eq!(runner.sorted(), (0..400).collect::<Vec<u64>>());
        assert_eq!(pending(&database).await, (0, 0));
    }
}

on_both_engines! {
    async fn a_job_finished_in_its_own_transaction_is_gone(database: Database) {
        prepare(&database).await;
        put(&database, 20).await;
        let runner = Noting::new(&database, Answer::Finish);
        assert_eq!(runner.run_all(beginning()).await, 20);
        assert_eq!(runner.sorted(), (0..20).collect::<Vec<u64>>());
        assert_eq!(pending(&database).await, (0, 0));
    }
}

on_both_engines! {
    async fn a_job_that_is_not_due_waits(database: Database) {
        prepare(&database).await;
        let later = beginning() + minutes(10);
        let put = database.write(move |transaction| enqueue(transaction, &at(beginning()), "count", &1, later));
        put.await.map_err(|error: jobs::Error| error).expect("a job");
        let runner = Noting::new(&database, Answer::Done);
        assert_eq!(runner.run_all(later - minutes(1)).await, 0);
        assert_eq!(runner.run_all(later).await, 1);
    }
}

on_both_engines! {
    async fn a_job_of_an_abandoned_story_was_never_enqueued(database: Database) {
        prepare(&database).await;
        let story = database.write(|transaction| {
            enqueue(transaction, &at(beginning()), "count", &1, beginning())?;
            Err::<(), jobs::Error>(jobs::Error::Schedule("count", "on purpose".to_owned()))
        });
        assert!(story.await.is_err());
        assert_eq!(pending(&database).await, (0, 0));
    }
}

/// A worker that dies in the middle of a job: its answer never comes.
struct Dying;

impl Runner for Dying {
    async fn run(&self, _: &Job, _: database::Moment) -> Result<Outcome, Failure> {
        std::future::pending().await
    }
}

on_both_engines! {
    async fn the_job_of_a_worker_that_died_is_taken_up_when_its_lease_has_run_out(database: Database) {
        prepare(&database).await;
        put(&database, 1).await;
        let lost = database.clone();
        let dying = tokio::spawn(async move { run_due(&lost, &Dying, &at(beginning())).await.map(drop) });
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        dying.abort();
        let runner = Noting::new(&database, Answer::Done);
        assert_eq!(runner.run_all(beginning() + minutes(4)).await, 0, "the lease still runs");
        assert_eq!(runner.run_all(beginning() + minutes(5)).await, 1);
        assert_eq!(pending(&database).await, (0, 0));
    }
}

on_both_engines! {
    async fn a_job_at_which_the_process_dies_each_time_is_dead_in_the_end(database: Database) {
        prepare(&database).await;
        put(&database, 1).await;
        let mut now = beginning();
        for _ in 0..12 {
            let lost = database.clone();
            let dying = tokio::spawn(async move { run_due(&lost, &Dying, &at(now)).await.map(drop) });
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            dying.abort();
            drop(dying.await);
            now += minutes(6);
        }
        let runner = Noting::new(&database, Answer::Done);
        assert_eq!(runner.run_all(now).await, 1);
        assert!(runner.sorted().is_empty(), "it is not even begun");
        assert_eq!(pending(&database).await, (0, 1));
    }
}

/// A worker so slow that another takes its job up, whose failure comes when the other is at work.
struct Slow(Database);

impl Runner for Slow {
    async fn run(&self, _: &Job, _: database::Moment) -> Result<Outcome, Failure> {
        let later = at(beginning() + minutes(6));
        let other = run_due(&self.0, &Dying, &later);
        drop(tokio::time::timeout(std::time::Duration::from_millis(300), Box::pin(other)).await);
        Err(Failure::Retry("too late".to_owned()))
    }
}

on_both_engines! {
    async fn a_late_failure_does_not_take_the_job_from_the_worker_that_has_it(database: Database) {
        prepare(&database).await;
        put(&database, 1).await;
        run_due(&database, &Slow(database.clone()), &at(beginning())).await.expect("the queue");
        let runner = Noting::new(&database, Answer::Done);
        assert_eq!(runner.run_all(beginning() + minutes(10)).await, 0, "the second lease still runs");
        assert_eq!(runner.run_all(beginning() + minutes(11)).await, 1);
    }
}

on_both_engines! {
    async fn the_oldest_jobs_come_first(database: Database) {
        prepare(&database).await;
        let put = database.write(|transaction| {
            let moment = at(beginning());
            for number in (0_i64..40).rev() {
                enqueue(transaction, &moment, "count", &number, beginning() + minutes(number))?;
            }
            Ok::<(), jobs::Error>(())
        });
        put.await.expect("the jobs");
        let runner = Noting::new(&database, Answer::Done);
        let taken = run_due(&database, &runner, &at(beginning() + minutes(60))).await.expect("the queue");
        assert!((1..40).contains(&taken), "{taken}");
        assert_eq!(runner.sorted(), (0..taken as u64).collect::<Vec<u64>>());
    }
}
