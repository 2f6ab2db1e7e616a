//! What lies in the database and the data folder, read and altered as somebody who has them could.

use database::{Database, Statement, Uuid, params};
use vault::Category;

use super::TestSchool;

impl TestSchool {
    /// Whether its data lie in PostgreSQL.
    pub(crate) const fn is_on_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    /// Every sealed file with the conversation it is sealed for, as a backup holds them.
    pub(crate) async fn sealed_files(&self) -> Vec<(Uuid, vault::Sealed)> {
        let statement = Statement::new("SELECT conversation_id, file_sealed FROM attachments ORDER BY sent_at, number");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(statement, params![])?)).await.expect("the files")
    }

    /// Makes the only file weigh so much.
    pub(crate) async fn weigh_files(&self, bytes: i64) {
        let weigh = Statement::new("UPDATE attachments SET size_bytes = $1");
        let weighed =
            self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(weigh, params![bytes])?));
        assert_eq!(weighed.await.expect("the file"), 1);
    }

    /// The identifiers of all files.
    pub(crate) async fn file_identifiers(&self) -> Vec<Uuid> {
        let statement = Statement::new("SELECT id FROM attachments");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(statement, params![])?)).await.expect("the files")
    }

    /// How many attempts count as passed.
    pub(crate) async fn passed_attempts(&self) -> i64 {
        let count = Statement::new("SELECT COUNT(*) FROM attempts WHERE passed");
        self.opened.school.read(move |reader, _, _| Ok(reader.one(count, params![])?)).await.expect("a count")
    }

    /// How many rows a table has.
    pub(crate) async fn rows(&self, table: &'static str) -> i64 {
        let count = move |reader: &database::Reader<'_>| {
            reader.one(Statement::new(format!("SELECT COUNT(*) FROM {table}").leak()), params![])
        };
        self.opened.school.read(move |reader, _, _| Ok(count(reader)?)).await.expect("a count")
    }

    /// What a statement counts.
    pub(crate) async fn count(&self, statement: &'static str) -> i64 {
        let count = move |reader: &database::Reader<'_>| reader.one(Statement::new(statement), params![]);
        self.opened.school.read(move |reader, _, _| Ok(count(reader)?)).await.expect("a count")
    }

    /// The sealed address of every sign-in, as a backup holds them.
    pub(crate) async fn sealed_addresses(&self) -> Vec<(Uuid, vault::Sealed)> {
        let statement = Statement::new("SELECT subject_id, address_sealed FROM connections");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(statement, params![])?)).await.expect("the sign-ins")
    }

    /// Alters the first entry of the journal, as somebody with the whole database could.
    pub(crate) async fn rewrite_journal(&self) {
        let rewrite = Statement::new("UPDATE journal_entries SET content_hash = $1 WHERE leaf_index = 0");
        let rewritten =
            self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(rewrite, params![[7_u8; 32]])?));
        assert_eq!(rewritten.await.expect("the entry"), 1);
    }

    /// Tries to take away what protects a transfer, as somebody with the whole database could.
    pub(crate) async fn strip_instruments(&self) -> Result<u64, school::Error> {
        let strip = Statement::new("UPDATE recipients SET instrument = NULL");
        self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(strip, params![])?)).await
    }

    /// Tries to approve a disclosure as whoever entered it, as somebody with the whole database could.
    pub(crate) async fn approve_alone(&self) -> Result<u64, school::Error> {
        let approve = Statement::new("UPDATE disclosures SET approved = TRUE, reviewed_by = asked_by");
        self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(approve, params![])?)).await
    }

    /// What the journal holds of a kind.
    pub(crate) async fn journal_details(&self, kind: &'static str) -> Vec<String> {
        let details = Statement::new("SELECT detail FROM journal_entries WHERE kind = $1 ORDER BY at");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(details, params![kind])?)).await.expect("the journal")
    }

    /// Puts everything of the only person under a legal hold.
    pub(crate) async fn hold_everything(&self) {
        let held = self.opened.school.write(move |transaction, _, moment| {
            let person: Uuid = transaction.one(Statement::new("SELECT id FROM people"), params![])?;
            let order = (privacy::HoldKind::LegalHold, "ordonnance 26/1234");
            Ok(privacy::place(transaction, moment, person, None, order)?)
        });
        held.await.expect("a hold");
    }

    /// Puts the identity of whoever closed their account under a legal hold.
    pub(crate) async fn hold_first_closed(&self) {
        let held = self.opened.school.write(move |transaction, _, moment| {
            let closed = Statement::new("SELECT id FROM people WHERE closed_at IS NOT NULL");
            let person: Uuid = transaction.one(closed, params![])?;
            let order = (privacy::HoldKind::LegalHold, "ordonnance 26/1234");
            Ok(privacy::place(transaction, moment, person, Some("identity"), order)?)
        });
        held.await.expect("a hold");
    }

    /// Every person with their sealed name, as a backup holds them.
    pub(crate) async fn sealed_names(&self) -> Vec<(Uuid, vault::Sealed)> {
        let statement = Statement::new("SELECT id, name_sealed FROM people");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(statement, params![])?)).await.expect("the people")
    }

    /// Leaves a programme as it was before its files were kept.
    pub(crate) async fn forget_sources(&self) {
        let forgotten = self.opened.school.write(|transaction, _, _| {
            for table in ["version_files", "programme_versions", "programme_sources"] {
                transaction.execute(Statement::new(format!("DELETE FROM {table}").leak()), params![])?;
            }
            Ok(())
        });
        forgotten.await.expect("the sources are gone");
    }

    /// Forgets how often anybody was refused within the hour.
    pub(crate) async fn forget_tallies(&self) {
        let story = |transaction: &database::Transaction<'_>, _: &vault::Vault, _: &database::Moment| {
            Ok(transaction.execute(Statement::new("DELETE FROM tallies"), params![])?)
        };
        self.opened.school.write(story).await.expect("forgotten");
    }

    /// Destroys a person's identity key, as disposal does.
    pub(crate) async fn destroy_identity(&self, email: &str) {
        let index = self.opened.school.vault.index("people.email", email);
        self.opened
            .school
            .write(move |transaction, vault, moment| {
                let statement = Statement::new("SELECT id FROM people WHERE email_index = $1");
                let person: Uuid = transaction.one(statement, params![index])?;
                Ok(vault.destroy(moment, person, Category::Identity)?)
            })
            .await
            .expect("the key is destroyed");
    }

    /// The columns of the vault's own database.
    pub(crate) async fn key_columns(&self) -> Vec<database::Column> {
        let keys = match &self.postgres {
            Some(url) => Database::postgres(url, "miravolunex_keys", 1).await,
            None => Database::sqlite(&self.folder.path().join("keys.sqlite")),
        };
        let keys = keys.expect("the key store");
        let read = keys.read(|reader| {
            let columns = reader.columns()?;
            Ok::<_, database::Error>(columns)
        });
        read.await.expect("its schema")
    }

    /// Everything that lies on disk in the data folder, mail apart: database, write-ahead log, keys.
    pub(crate) fn stored_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for entry in std::fs::read_dir(self.folder.path()).expect("the data folder") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                bytes.extend(std::fs::read(path).expect("a file"));
            }
        }
        bytes
    }
}
