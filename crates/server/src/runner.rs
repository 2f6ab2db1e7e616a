//! Background work: every kind of job and every schedule.

use std::path::PathBuf;
use std::sync::Arc;

use database::{Moment, Transaction};
use jobs::{Failure, Job, Outcome, Runner, Schedule};
use journal::LogKey;
use mail::Transport;
use outgoing::Outgoing;
use school::School;
use school::access;
use school::attachments;
use school::backups;
use school::campaigns;
use school::commitments::{CheckKind, checked};
use school::notices;
use school::oversight;
use school::people::{self, letters};
use school::portability;
use school::recipients;
use school::rights;
use vault::Vault;

use crate::backups::Backups;

/// What happens by itself, and when (Strasbourg's time).
pub const SCHEDULES: &[Schedule] = &[
    Schedule { kind: "journal.seal", expression: "* * * * *" },
    Schedule { kind: "attempts.close", expression: "* * * * *" },
    Schedule { kind: "requests.remind", expression: "0 7 * * *" },
    Schedule { kind: "incidents.remind", expression: "5 * * * *" },
    Schedule { kind: "holds.lift", expression: "*/5 * * * *" },
    Schedule { kind: "retention.sweep", expression: "30 3 * * *" },
    Schedule { kind: "mail.inbox", expression: "* * * * *" },
    Schedule { kind: "deadlines.near", expression: "0 8 * * *" },
    Schedule { kind: access::NEAR_JOB, expression: "30 7 * * *" },
    Schedule { kind: oversight::JOB, expression: "20 * * * *" },
    Schedule { kind: "accounts.inactive", expression: "0 9 * * *" },
    Schedule { kind: "journal.verify", expression: "10 4 * * *" },
    // After the sweep: the keys that it destroyed are in no copy an hour later.
    Schedule { kind: backups::MAKE_JOB, expression: "40 4 * * *" },
    Schedule { kind: backups::DRILL_JOB, expression: "20 5 1 * *" },
    Schedule { kind: "views.forget", expression: "17 3 * * *" },
];

/// Does every kind of job.
#[derive(Clone)]
pub struct Worker {
    /// The school.
    pub school: School,
    /// The way letters leave.
    pub transport: Transport,
    /// The way everything else leaves.
    pub outgoing: Outgoing,
    /// The mailbox (Maildir) that what comes back is read from; none when nobody set one.
    pub inbox: Option<PathBuf>,
    /// Signs the journal's checkpoints.
    pub log_key: Arc<LogKey>,
    /// What is backed up, and where to.
    pub backups: Backups,
}

impl Runner for Worker {
    async fn run(&self, job: &Job, _: Moment) -> Result<Outcome, Failure> {
        match job.kind.as_str() {
            letters::JOB => letters::deliver(&self.school, &self.transport, job).await,
            campaigns::JOB => campaigns::deliver(&self.school, &self.transport, job).await,
            campaigns::TEST_JOB => campaigns::deliver_test(&self.school, &self.transport, job).await,
            campaigns::BEGIN_JOB => self.begin_campaign(job).await,
            attachments::SCAN_JOB => attachments::scan(&self.school, job).await,
            attachments::REFUSALS_JOB => attachments::tell_refusals(&self.school, &self.transport, job).await,
            notices::JOB => notices::deliver(&self.school, &self.transport, job).await,
            oversight::JOB => self.watch_looks().await,
            "mail.inbox" => self.read_inbox().await,
            "deadlines.near" => self.near_deadlines().await,
            access::NEAR_JOB => self.near_accesses().await,
            "journal.seal" => self.seal().await,
            "accounts.inactive" => self.follow_inactive().await,
            "journal.verify" => self.verify().await,
            "attempts.close" => self.close_attempts().await,
            "views.forget" => self.forget_views().await,
            "retention.sweep" => {
                self.sweep().await.map(|_| Outcome::Done).map_err(|error| Failure::Retry(error.to_string()))
            }
            rights::letters::JOB => rights::letters::deliver(&self.school, &self.transport, job).await,
            school::incidents::telling::JOB => {
                school::incidents::telling::deliver(&self.school, &self.transport, job).await
            }
            "incidents.remind" => self.remind_of_incidents().await,
            recipients::notice::JOB => recipients::notice::deliver(&self.school, &self.transport, job).await,
            portability::JOB => portability::deliver(&self.school, &self.outgoing, job).await,
            "requests.remind" => self.remind().await,
            "holds.lift" => self.lift_holds().await,
            people::CLOSE_JOB => self.close_account(job).await,
            backups::MAKE_JOB => Ok(self.back_up(job)),
            backups::DRILL_JOB => Ok(self.drill(job)),
            unknown => Err(Failure::Dead(format!("no worker knows the kind {unknown}"))),
        }
    }
}

impl Worker {
    /// Runs one story: done once it is committed, tried again when it is not.
    async fn once<T: Send + 'static>(
        &self,
        story: impl FnOnce(&Transaction<'_>, &Vault, &Moment) -> Result<T, school::Error> + Send + 'static,
    ) -> Result<Outcome, Failure> {
        self.school.write(story).await.map(|_| Outcome::Done).map_err(|error| Failure::Retry(error.to_string()))
    }

    /// Places every waiting entry in the tree, a thousand in a transaction.
    async fn seal(&self) -> Result<Outcome, Failure> {
        loop {
            let key = Arc::clone(&self.log_key);
            let placed = self
                .school
                .write(move |transaction, _, moment| Ok(journal::seal(transaction, moment, &key)?))
                .await
                .map_err(|error| Failure::Retry(error.to_string()))?;
            if placed == 0 {
                return Ok(Outcome::Done);
            }
        }
    }

    /// Disposes of what is due, a batch in a transaction, until nothing is.
    pub async fn sweep(&self) -> Result<u64, school::Error> {
        let mut total = 0;
        loop {
            let engine = Arc::clone(&self.school.privacy);
            let swept = self
                .school
                .write(move |transaction, vault, moment| Ok(privacy::sweep(transaction, vault, moment, &engine)?))
                .await?;
            if swept == 0 {
                self.note(CheckKind::Sweep, true, total).await?;
                return Ok(total);
            }
            total += swept;
        }
    }

    /// Tells who holds an access that will lapse, and who can confirm it.
    async fn near_accesses(&self) -> Result<Outcome, Failure> {
        self.once(|transaction, _, moment| access::tell_near(transaction, moment)).await
    }

    /// Tells the officers of somebody who looks at unusually many records.
    pub async fn watch_looks(&self) -> Result<Outcome, Failure> {
        let engine = Arc::clone(&self.school.privacy);
        self.once(move |transaction, vault, moment| oversight::tell_unusual(transaction, vault, moment, &engine)).await
    }

    /// Warns and closes accounts that nobody uses, a batch in a transaction.
    pub async fn follow_inactive(&self) -> Result<Outcome, Failure> {
        loop {
            let engine = Arc::clone(&self.school.privacy);
            let followed = self
                .school
                .write(move |transaction, vault, moment| people::follow_inactive(transaction, vault, moment, &engine))
                .await
                .map_err(|error| Failure::Retry(error.to_string()))?;
            if followed == 0 {
                return Ok(Outcome::Done);
            }
        }
    }

    /// Reads the whole journal again. What was altered stays altered: the finding is the job's outcome, not its failure.
    pub async fn verify(&self) -> Result<Outcome, Failure> {
        let key = Arc::clone(&self.log_key);
        let report = self.school.database.report(move |reader| journal::verify(reader, &key, None)).await;
        let (held, entries) = match report {
            Ok(report) => (true, report.entries),
            Err(journal::Error::Altered(what)) => {
                tracing::error!(%what, "the journal was altered");
                (false, 0)
            }
            Err(error) => return Err(Failure::Retry(error.to_string())),
        };
        let noted = self.note(CheckKind::Journal, held, entries).await;
        noted.map(|()| Outcome::Done).map_err(|error| Failure::Retry(error.to_string()))
    }

    async fn note(&self, kind: CheckKind, held: bool, counted: u64) -> Result<(), school::Error> {
        self.school.write(move |transaction, _, moment| checked(transaction, moment, (kind, held, counted))).await
    }

    /// Tells the officers of requests whose day is near or past.
    async fn remind(&self) -> Result<Outcome, Failure> {
        self.once(|transaction, _, moment| rights::remind(transaction, moment)).await
    }

    /// Tells the officers of incidents whose 72 hours are nearly over, or are.
    pub async fn remind_of_incidents(&self) -> Result<Outcome, Failure> {
        self.once(|transaction, _, moment| school::incidents::remind(transaction, moment)).await
    }

    /// Reminds of the days that come near.
    pub async fn near_deadlines(&self) -> Result<Outcome, Failure> {
        let engine = Arc::clone(&self.school.privacy);
        self.once(move |transaction, _, moment| notices::near_deadlines(transaction, moment, &engine)).await
    }

    /// Lifts the freezes whose announced day has come.
    async fn lift_holds(&self) -> Result<Outcome, Failure> {
        self.once(|transaction, _, moment| Ok(privacy::lift_due(transaction, moment)?)).await
    }

    /// Closes an account whose days of reflection have passed.
    async fn close_account(&self, job: &Job) -> Result<Outcome, Failure> {
        let (engine, job) = (Arc::clone(&self.school.privacy), job.clone());
        let closed = self.school.write(move |transaction, vault, moment| {
            people::close_due(transaction, vault, moment, &engine, &job.payload)?;
            Ok(jobs::finish(transaction, &job)?)
        });
        closed.await.map(|()| Outcome::Finished).map_err(|error| Failure::Retry(error.to_string()))
    }

    /// Puts the next letters of a campaign in the queue.
    async fn begin_campaign(&self, job: &Job) -> Result<Outcome, Failure> {
        let job = job.clone();
        let begun = self.school.write(move |transaction, _, moment| campaigns::begin(transaction, moment, &job));
        begun.await.map(|()| Outcome::Finished).map_err(|error| Failure::Retry(error.to_string()))
    }

    /// Forgets the views of pages that closed days ago, and counts that count no more.
    async fn forget_views(&self) -> Result<Outcome, Failure> {
        self.once(|transaction, vault, moment| {
            people::forget_unanswered(transaction, vault, moment)?;
            school::cohorts::forget_expired(transaction, moment)?;
            school::detection::forget_counts(transaction, moment)?;
            school::learning::forget_old_views(transaction, vault, moment)
        })
        .await
    }

    /// Hands in the attempts whose time is over.
    async fn close_attempts(&self) -> Result<Outcome, Failure> {
        self.once(school::assessments::close_expired).await
    }
}
