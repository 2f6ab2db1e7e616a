//! What a test does with a school's backups.

use std::path::Path;
use std::time::Duration;

use age::secrecy::ExposeSecret;
use archive::Progress;
use database::{Database, Entropy, Moment, Statement, params};
use school::backups::{DRILL_JOB, MAKE_JOB, Setup};
use server::backups;

use super::TestSchool;

impl TestSchool {
    /// From here on backups go to a folder, encrypted to somebody whose identity lies beside it.
    pub(crate) fn shelve(&mut self) {
        let identity = age::x25519::Identity::generate();
        std::fs::write(self.folder.path().join("identity.txt"), identity.to_string().expose_secret())
            .expect("the identity");
        let folder = self.folder.path().join("shelf").display().to_string();
        self.set("backup_to", &folder);
        self.set("backup_recipient", &identity.to_public().to_string());
        self.settle(|settings| {
            settings.backups = Setup { folder: Some(folder), drills_itself: false, keep_days: 30 };
        });
    }

    /// From here on this machine has what opens them.
    pub(crate) fn trust_with_identity(&mut self) {
        let identity = self.folder.path().join("identity.txt").display().to_string();
        self.set("backup_drill_identity", &identity);
        self.settle(|settings| settings.backups.drills_itself = true);
    }

    fn set(&mut self, key: &'static str, text: &str) {
        self.settings = self.settings.clone().otherwise(key, text, "test");
    }

    /// Makes a backup as the night does, a second later: two of one instant would be one.
    pub(crate) async fn make_backup(&self) {
        self.pass(jiff::SignedDuration::from_secs(1));
        self.worker().make_backup().await.expect("a backup").expect("it is asked for");
    }

    /// Makes one in another folder.
    pub(crate) async fn make_backup_in(&self, folder: &Path) {
        self.pass(jiff::SignedDuration::from_secs(1));
        backups::make(&self.worker().backups, folder, &Progress::default()).await.expect("a backup");
    }

    /// Tries out the newest backup as the month does; the codes of what was not as it should be.
    pub(crate) async fn make_drill(&self) -> Vec<String> {
        self.pass(jiff::SignedDuration::from_secs(1));
        self.worker().make_drill().await.expect("a drill");
        let drill = self.opened.school.read(|reader, _, _| school::backups::last_drill(reader)).await;
        let findings = drill.expect("the drills").expect("one").findings;
        findings.into_iter().filter(|finding| !finding.held).map(|finding| finding.code).collect()
    }

    /// Does what is due, and waits for what goes on beside the queue.
    pub(crate) async fn work_aside(&self) {
        self.work().await;
        self.wait_for_long_work().await;
    }

    async fn wait_for_long_work(&self) {
        for _ in 0..600 {
            let waiting = self
                .opened
                .school
                .read(|reader, _, _| Ok(jobs::is_waiting(reader, MAKE_JOB)? || jobs::is_waiting(reader, DRILL_JOB)?));
            if !waiting.await.expect("the queue") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the long work does not end");
    }

    /// Puts in the queue what the schedules ask for by now.
    pub(crate) async fn enqueue_scheduled(&self) {
        let enqueued = self
            .opened
            .school
            .write(|transaction, _, moment| Ok(jobs::enqueue_due(transaction, moment, server::runner::SCHEDULES)?));
        enqueued.await.expect("the schedules");
    }

    /// Two nodes do what is due, at the same time.
    pub(crate) async fn work_on_two_nodes(&self) {
        let (one, other) = (self.worker(), self.worker());
        let moment = Moment::new(self.clock.now(), Entropy::system());
        let database = &self.opened.school.database;
        let both = tokio::join!(jobs::run_due(database, &one, &moment), jobs::run_due(database, &other, &moment));
        assert!(both.0.expect("the queue") + both.1.expect("the queue") > 0);
        self.wait_for_long_work().await;
    }

    /// Takes the first entry out of the journal and signs what is left anew, as somebody with the whole machine could.
    pub(crate) async fn forge_journal(&self) {
        for text in [
            "DELETE FROM journal_checkpoints",
            "DELETE FROM journal_hashes",
            "DELETE FROM journal_entries WHERE leaf_index = 0",
            "UPDATE journal_entries SET leaf_index = NULL",
        ] {
            let statement = Statement::new(text);
            let done =
                self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(statement, params![])?));
            assert!(done.await.expect("it is done") > 0);
        }
        self.seal_journal().await;
    }

    /// Loses the key of somebody's name, as a key store that was damaged would: nobody destroyed it.
    pub(crate) async fn lose_a_key(&self) {
        let keys: &Database = &self.opened.keys;
        let lose = Statement::new("DELETE FROM data_keys WHERE category = 'identity'");
        let lost = keys.write(move |transaction| transaction.execute(lose, params![]));
        assert!(lost.await.map_err(|error: database::Error| error).expect("the keys") > 0);
    }
}
