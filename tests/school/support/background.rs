//! What a test school does by itself, when a test says so: letters, nightly and hourly jobs, the mailbox.

use std::sync::Arc;

use database::{Entropy, Moment, Statement, Uuid, params};
use jiff::SignedDuration;
use mail::{Security, Smtp, Transport};
use outgoing::Outgoing;
use server::backups::Backups;
use server::runner::Worker;

use super::TestSchool;

impl TestSchool {
    /// Does all background work that is due, a second later: letters of one story and of the next never share an instant.
    pub(crate) async fn work(&self) {
        self.pass(SignedDuration::from_secs(1));
        let worker = self.worker();
        loop {
            let moment = Moment::new(self.clock.now(), Entropy::system());
            let taken = jobs::run_due(&self.opened.school.database, &worker, &moment).await.expect("the queue");
            if taken == 0 {
                break;
            }
        }
    }

    /// Puts the letters of every campaign whose time has come in the queue, and sends none.
    pub(crate) async fn queue_campaigns(&self) {
        let queued = self.opened.school.write(|transaction, _, moment| {
            let statement =
                Statement::new("SELECT id, kind, payload, attempts FROM jobs WHERE kind = 'campaign.begin'");
            let waiting: Vec<(Uuid, String, String, i64)> = transaction.all(statement, params![])?;
            for (id, kind, payload, attempts) in waiting {
                school::campaigns::begin(transaction, moment, &jobs::Job { id, kind, payload, attempts })?;
            }
            Ok(())
        });
        queued.await.expect("the letters are queued");
    }

    /// Disposes of everything that is due, as the nightly job does.
    pub(crate) async fn sweep(&self) -> u64 {
        self.worker().sweep().await.unwrap_or_else(|_| panic!("the sweep ends"))
    }

    /// Reads the whole journal again, as the nightly job does.
    pub(crate) async fn verify_journal(&self) {
        self.worker().verify().await.unwrap_or_else(|_| panic!("the verification ends"));
    }

    /// Warns and closes accounts that nobody uses, as the daily job does, and sends the letters.
    pub(crate) async fn follow_inactive(&self) {
        self.worker().follow_inactive().await.unwrap_or_else(|_| panic!("the accounts are followed"));
        self.work().await;
    }

    /// Tells the officers of incidents whose hours are nearly over, as the hourly job does, and sends the letters.
    pub(crate) async fn remind_of_incidents(&self) {
        self.worker().remind_of_incidents().await.unwrap_or_else(|_| panic!("the incidents are followed"));
        self.work().await;
    }

    /// Looks for unusual volumes of looks, as the hourly job does; how many people of the staff.
    pub(crate) async fn watch_looks(&self) -> u64 {
        let engine = Arc::clone(&self.opened.school.privacy);
        let told = self.opened.school.write(move |transaction, vault, moment| {
            school::oversight::tell_unusual(transaction, vault, moment, &engine)
        });
        told.await.expect("the looks")
    }

    /// Tells who holds an access that will lapse, as the daily job does; how many.
    pub(crate) async fn tell_near_accesses(&self) -> u64 {
        let told = self.opened.school.write(|transaction, _, moment| school::access::tell_near(transaction, moment));
        told.await.expect("the accesses")
    }

    /// Lifts the freezes whose announced day has come, as the job does.
    pub(crate) async fn lift_holds(&self) {
        let lifted = self.opened.school.write(|transaction, _, moment| Ok(privacy::lift_due(transaction, moment)?));
        assert!(lifted.await.expect("the holds") > 0);
    }

    /// Tells the officers of requests near or past their day, as the morning's job does.
    pub(crate) async fn remind(&self) {
        let reminded = self.opened.school.write(|transaction, _, moment| school::rights::remind(transaction, moment));
        assert!(reminded.await.expect("the reminders") > 0);
        self.work().await;
    }

    /// Gives every waiting entry of the journal its place, as the job does each minute.
    pub(crate) async fn seal_journal(&self) {
        let key = Arc::clone(&self.opened.log_key);
        let sealed =
            self.opened.school.write(move |transaction, _, moment| Ok(journal::seal(transaction, moment, &key)?));
        assert!(sealed.await.expect("a checkpoint") > 0);
    }

    /// Puts a message into the school's mailbox, and reads it as the job does each minute.
    pub(crate) async fn comes_back(&self, message: &str) {
        let inbox = self.folder.path().join("inbox");
        for folder in ["new", "cur"] {
            std::fs::create_dir_all(inbox.join(folder)).expect("a Maildir");
        }
        let name = format!("new/{}.example", Entropy::system().number());
        std::fs::write(inbox.join(name), message).expect("a message");
        self.worker().read_inbox().await.unwrap_or_else(|_| panic!("the mailbox is read"));
        assert_eq!(std::fs::read_dir(inbox.join("new")).expect("a Maildir").count(), 0);
    }

    /// How many messages of the mailbox are left to people.
    pub(crate) fn left_to_people(&self) -> usize {
        std::fs::read_dir(self.folder.path().join("inbox/cur")).expect("a Maildir").count()
    }

    /// Reminds of the days that come near, as the morning's job does, and sends the letters.
    pub(crate) async fn remind_of_deadlines(&self) {
        self.worker().near_deadlines().await.unwrap_or_else(|_| panic!("the deadlines are followed"));
        self.work().await;
    }

    pub(super) fn worker(&self) -> Worker {
        Worker {
            school: self.opened.school.clone(),
            transport: Transport::folder(self.mail_folder()),
            outgoing: Outgoing::public().expect("a way out"),
            inbox: Some(self.folder.path().join("inbox")),
            log_key: Arc::clone(&self.opened.log_key),
            backups: Backups::of(&self.settings, &self.opened.school, &self.opened.keys).expect("settings"),
        }
    }

    /// Tries once to send every waiting letter through a relay, and gives why those that wait still do.
    pub(crate) async fn send_through(&self, host: &str, port: u16) -> Vec<String> {
        let relay = Smtp { host: host.to_owned(), port, security: Security::None, credentials: None };
        let worker = Worker { transport: Transport::smtp(relay).expect("a relay"), ..self.worker() };
        self.pass(SignedDuration::from_hours(3));
        let moment = Moment::new(self.clock.now(), Entropy::system());
        jobs::run_due(&self.opened.school.database, &worker, &moment).await.expect("the queue");
        let errors = Statement::new("SELECT last_error FROM jobs WHERE last_error IS NOT NULL");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(errors, params![])?)).await.expect("the jobs")
    }

    /// Does all background work with another way out, and gives why what waits still does.
    pub(crate) async fn work_through(&self, outgoing: Outgoing) -> Vec<String> {
        let worker = Worker { outgoing, ..self.worker() };
        self.pass(SignedDuration::from_hours(3));
        let moment = Moment::new(self.clock.now(), Entropy::system());
        while jobs::run_due(&self.opened.school.database, &worker, &moment).await.expect("the queue") > 0 {}
        let errors = Statement::new("SELECT last_error FROM jobs WHERE last_error IS NOT NULL");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(errors, params![])?)).await.expect("the jobs")
    }
}
