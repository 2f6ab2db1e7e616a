//! An empty school for one test, and the people in it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use coursework::Programme;
use database::{Clock, Database, Entropy, FromValue, Moment, Statement, Transaction, Value, migrate, params};
use jiff::SignedDuration;
use school::detection::SecurityLog;
use school::people::PersonId;
use school::programmes::{ImportReport, ResourceId, StoredMedia, import};
use school::{Error, School, Settings, learning};
use vault::{Category, MasterKey, Vault};

/// When every test begins: a Monday evening.
const BEGINNING: &str = "2026-11-23T19:00:00Z";

/// A school on SQLite, its folder removed when the test ends.
pub(crate) struct TestSchool {
    pub(crate) school: School,
    _folder: tempfile::TempDir,
}

impl TestSchool {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = Database::sqlite(&folder.path().join("school.sqlite")).expect("the data");
        let keys = Database::sqlite(&folder.path().join("keys.sqlite")).expect("the keys");
        let moment = Moment::new(BEGINNING.parse().expect("an instant"), Entropy::seeded(7));
        migrate(&database, school::schema::MIGRATIONS, moment.now).await.expect("the schema");
        migrate(&keys, vault::MIGRATIONS, moment.now).await.expect("the key store");
        let master = MasterKey::load_or_create(&folder.path().join("master.key"), &moment.entropy).expect("a key");
        let vault = Vault::open(master, keys, moment.clone()).await.expect("the vault");
        let settings = Settings {
            name: "École d'essai".to_owned(),
            address: "1 rue de l'Essai, 67000 Strasbourg".to_owned(),
            base_url: "https://ecole.example".to_owned(),
            mail_from: "École <ecole@ecole.example>".to_owned(),
            mail_per_minute: None,
            has_inbox: false,
            legal_identity: String::new(),
            publication_director: String::new(),
            host: String::new(),
            privacy_officer: String::new(),
            journal_key: String::new(),
            second_factor_required: true,
            policy_version: 1,
            policy_updated_on: jiff::civil::date(2025, 1, 15),
            policy_announced: 0,
            backups: school::backups::Setup::default(),
        };
        let clock = Clock::manual(moment.now);
        let entropy = moment.entropy;
        let privacy = Arc::new(privacy::Engine::open(&database).await.expect("the data map"));
        let school = School {
            database,
            privacy,
            vault: Arc::new(vault),
            clock,
            entropy,
            settings: Arc::new(settings),
            scanner: None,
            texts: Arc::default(),
            security_log: SecurityLog::default(),
        };
        Self { school, _folder: folder }
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, duration: SignedDuration) {
        self.school.clock.set(self.school.clock.now().checked_add(duration).expect("an instant"));
    }

    /// Tells a story, whatever its outcome.
    pub(crate) async fn try_write<T, F>(&self, story: F) -> Result<T, Error>
    where
        F: FnOnce(&Transaction<'_>, &Vault, &Moment) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.school.write(story).await
    }

    /// Tells a story that must go well.
    pub(crate) async fn write<T, F>(&self, story: F) -> T
    where
        F: FnOnce(&Transaction<'_>, &Vault, &Moment) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        self.school.write(story).await.expect("the story goes well")
    }

    /// One value of a query that must give one row.
    pub(crate) async fn value<T: FromValue + Send + 'static>(&self, text: &'static str, given: Vec<Value>) -> T {
        self.write(move |transaction, _, _| Ok(transaction.one(Statement::new(text), &given)?)).await
    }

    /// A learner of this name.
    pub(crate) async fn person(&self, name: &'static str) -> PersonId {
        self.write(move |transaction, vault, moment| {
            let person = PersonId::new(moment);
            let seal = |place| vault.seal(moment, person.uuid(), Category::Identity, place, name);
            transaction.execute(
                Statement::new(
                    "INSERT INTO people (id, role, name_sealed, email_sealed, email_index, language, theme,
                                         adult_declared_at, policy_version, created_at)
                     VALUES ($1, 'learner', $2, $3, $4, 'fr', '', $5, 1, $5)",
                ),
                params![
                    person,
                    seal("people.name_sealed")?,
                    seal("people.email_sealed")?,
                    vault.index("people.email", name),
                    moment.now
                ],
            )?;
            Ok(person)
        })
        .await
    }

    pub(crate) async fn import(&self, programme: &Programme) -> ImportReport {
        self.import_with(programme, BTreeMap::new()).await
    }

    pub(crate) async fn import_with(
        &self,
        programme: &Programme,
        media: BTreeMap<PathBuf, StoredMedia>,
    ) -> ImportReport {
        let (programme, engine) = (programme.clone(), Arc::clone(&self.school.privacy));
        self.write(move |transaction, _, moment| import(transaction, moment, &engine, (&programme, &media))).await
    }

    /// A learner enrolled in this programme, which is imported.
    pub(crate) async fn enrolled(&self, programme: &Programme) -> PersonId {
        self.import(programme).await;
        let (person, slug) = (self.person("Ada Keller").await, programme.slug.clone());
        self.write(move |transaction, vault, moment| learning::enrol(transaction, vault, moment, person, &slug)).await;
        person
    }

    pub(crate) async fn resource(&self, slug: &str) -> ResourceId {
        self.value("SELECT id FROM resources WHERE slug = $1", vec![slug.into()]).await
    }

    /// Destroys one of a person's keys, as disposal does.
    pub(crate) async fn destroy(&self, person: PersonId, category: Category) {
        self.write(move |_, vault, moment| Ok(vault.destroy(moment, person.uuid(), category)?)).await;
    }
}
