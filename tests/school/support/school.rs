//! A school of its own for one test: an empty data folder, or a PostgreSQL database of its own, and a clock that the test moves.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use coursework::Programme;
use database::{Clock, Database, Entropy, Moment, Statement, Uuid, params};
use jiff::SignedDuration;
use mail::{Captured, Security, Smtp, Transport};
use outgoing::Outgoing;
use school::people::{self, Email, FullName, Role};
use school::programmes::{ImportReport, import_folder};
use server::backups::Backups;
use server::opening::{Opened, open_with};
use server::runner::Worker;
use server::settings::Settings;
use vault::Category;
use web::{App, Hosting, Proxy};

use super::Actor;
use super::actor::PASSWORD;

/// Which engine the school stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// An open school, its folder removed when the test ends.
pub(crate) struct TestSchool {
    pub(crate) opened: Opened,
    pub(crate) clock: Clock,
    pub(crate) folder: tempfile::TempDir,
    pub(super) settings: Settings,
    router: axum::Router,
    postgres: Option<String>,
}

/// When every test begins: a Monday evening.
const BEGINNING: &str = "2026-11-23T19:00:00Z";

/// Which day of somebody of the staff a test begins on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    /// The first: neither engaged nor trained.
    First,
    /// The day of their undertaking and training, which lapse as they do.
    Engaged,
    /// Any: training and access last as long as the test, for what they lapse by has tests of its own.
    Any,
}

impl TestSchool {
    pub(crate) async fn open(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = match engine {
            Engine::Sqlite => String::new(),
            Engine::Postgres => fresh_postgres().await,
        };
        let postgres = Some(database.clone()).filter(|url| !url.is_empty());
        let inbox = folder.path().join("inbox").display().to_string();
        let given = [
            ("database", Some(database)),
            ("database_connections", Some("4".to_owned())),
            ("mail_inbox", Some(inbox)),
            // The tests of the second factor require it; the others are about something else.
            ("second_factor", Some("offered".to_owned())),
        ];
        let settings = Settings::read(folder.path(), &given).expect("settings");
        let clock = Clock::manual(BEGINNING.parse().expect("an instant"));
        let opened = open_with(&settings, clock.clone(), Entropy::system()).await.expect("the school opens");
        let router = web::router(App { school: opened.school.clone(), hosting: hosting(folder.path()) });
        Self { opened, clock, folder, settings, router, postgres }
    }

    /// Somebody at a browser of their own, not signed in.
    pub(crate) fn visitor(&self) -> Actor {
        Actor::new(self.router.clone())
    }

    /// Somebody who has an account and is signed in.
    pub(crate) async fn learner(&self, name: &str, email: &str) -> Actor {
        let mut person = self.visitor();
        person.sign_up(name, email).await;
        self.work().await;
        person.confirm_from(&self.letter_to(email)).await;
        // The welcome leaves before anything else is written.
        self.work().await;
        person.sign_in(email).await;
        person
    }

    /// Somebody of the staff: invited, engaged, trained, confirmed and signed in.
    pub(crate) async fn staff(&self, name: &'static str, email: &'static str, role: Role) -> Actor {
        self.invited((name, email, role), Day::Any).await
    }

    /// Somebody of the staff whose training and access run from today.
    pub(crate) async fn engaged(&self, name: &'static str, email: &'static str, role: Role) -> Actor {
        self.invited((name, email, role), Day::Engaged).await
    }

    /// Somebody of the staff on their first day: invited and signed in.
    pub(crate) async fn newcomer(&self, name: &'static str, email: &'static str, role: Role) -> Actor {
        self.invited((name, email, role), Day::First).await
    }

    async fn invited(&self, (name, email, role): (&'static str, &'static str, Role), day: Day) -> Actor {
        let invited = self.opened.school.write(move |transaction, vault, moment| {
            let typed = (FullName::parse(name).expect("a name"), Email::parse(email).expect("an address"));
            let (person, token) = people::add(transaction, vault, moment, (typed.0, typed.1, role), 1)?;
            if day != Day::First && role != Role::Learner {
                let training = school::access::training()?.parts.iter();
                let right = training.map(|part| part.options.iter().position(|option| option.right));
                let version = school::access::undertaking()?.version;
                school::access::sign(transaction, vault, moment, (person, coursework::Language::Fr), version)?;
                school::access::follow(transaction, vault, moment, person, &right.collect::<Vec<_>>())?;
            }
            if day == Day::Any {
                let access =
                    Statement::new("UPDATE accesses SET lapses_at = lapses_at + 315360000000 WHERE person_id = $1");
                transaction.execute(access, params![person])?;
                let training =
                    Statement::new("UPDATE trainings SET passed_at = passed_at + 315360000000 WHERE person_id = $1");
                transaction.execute(training, params![person])?;
            }
            Ok(token)
        });
        let token = invited.await.expect("an invitation");
        let mut person = self.visitor();
        person.post(&format!("/invitation/{token}"), &[("password", PASSWORD)]).await;
        person.sign_in(email).await;
        person
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, duration: SignedDuration) {
        self.clock.set(self.clock.now().checked_add(duration).expect("an instant"));
    }

    /// From here on the staff must give a second factor.
    pub(crate) fn require_second_factor(&mut self) {
        self.settle(|settings| settings.second_factor_required = true);
    }

    /// From here on the school has other settings.
    pub(crate) fn settle(&mut self, change: impl FnOnce(&mut school::Settings)) {
        let mut settings = school::Settings::clone(&self.opened.school.settings);
        change(&mut settings);
        self.opened.school.settings = Arc::new(settings);
        self.router = web::router(App { school: self.opened.school.clone(), hosting: hosting(self.folder.path()) });
    }

    /// From here on files are looked at by what listens at this address or socket, which may take so long.
    pub(crate) fn scan_with(&mut self, place: &str, within: std::time::Duration) {
        self.opened.school.scanner = Some(files::Scanner::parse(place, within).expect("a place"));
        self.settle(|_| {});
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

    /// Publishes a policy that changed in substance since everybody was informed of it.
    pub(crate) async fn announce_policy(&mut self) {
        self.settle(|settings| settings.policy_announced = settings.policy_version);
        let forget = Statement::new("UPDATE people SET policy_version = 0");
        let forgotten = self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(forget, params![])?));
        assert!(forgotten.await.expect("people") > 0);
    }

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

    /// The sealed address of every sign-in, as a backup holds them.
    pub(crate) async fn sealed_addresses(&self) -> Vec<(Uuid, vault::Sealed)> {
        let statement = Statement::new("SELECT subject_id, address_sealed FROM connections");
        self.opened.school.read(move |reader, _, _| Ok(reader.all(statement, params![])?)).await.expect("the sign-ins")
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

    /// Every letter sent so far, newest first.
    pub(crate) fn letters(&self) -> Vec<Captured> {
        mail::read_folder(&self.mail_folder()).expect("the mailbox")
    }

    /// The newest letter to an address.
    pub(crate) fn letter_to(&self, email: &str) -> Captured {
        let letter = self.letters().into_iter().find(|letter| letter.to == email);
        letter.unwrap_or_else(|| panic!("no letter to {email}"))
    }

    /// Imports one of the demonstration programmes from its folder.
    pub(crate) async fn import(&self, slug: &str) -> Programme {
        let folder = content_folder().join(slug);
        let programme = coursework::read_folder(&folder).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let media = self.folder.path().join("media");
        import_folder(&self.opened.school, programme.clone(), folder, media).await.expect("the import");
        programme
    }

    /// Imports it again.
    pub(crate) async fn import_again(&self, slug: &str) -> ImportReport {
        let folder = content_folder().join(slug);
        let programme = coursework::read_folder(&folder).expect("a right folder");
        import_folder(&self.opened.school, programme, folder, self.folder.path().join("media"))
            .await
            .expect("the import")
            .report
    }

    /// Imports it again with one more lesson in its first module, and what was added before.
    pub(crate) async fn import_with(&self, slug: &str, lesson: &str) {
        let folder = self.folder.path().join("authored").join(slug);
        if !folder.exists() {
            copy_folder(&content_folder().join(slug), &folder);
        }
        let words = lesson.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '-');
        let title = words.trim_end_matches(".md").replace('-', " ").replace("releve", "relevé");
        let title = title[..1].to_uppercase() + &title[1..];
        let text = format!("# {title}\n\nLa banque écrit ce qu'elle a vu passer.\n");
        std::fs::write(folder.join("01-comprendre-sa-tresorerie").join(lesson), text).expect("a lesson");
        let programme = coursework::read_folder(&folder).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let media = self.folder.path().join("media");
        import_folder(&self.opened.school, programme, folder, media).await.expect("the import");
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

    fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }
}

fn content_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../content")
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// A database of its own on the throw-away server that `cargo xtask test` starts.
async fn fresh_postgres() -> String {
    let server = std::env::var("MIRAVOLUNEX_TEST_POSTGRES")
        .expect("MIRAVOLUNEX_TEST_POSTGRES is not set; run `cargo xtask test`");
    let name = format!("test_{}", database::Uuid::from_u128(u128::from(Entropy::system().number())).simple());
    let (client, connection) =
        tokio_postgres::connect(&server, tokio_postgres::NoTls).await.expect("the throw-away PostgreSQL answers");
    let connection = tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a database of its own");
    drop(client);
    connection.await.expect("the connection ends").expect("without an error");
    let (before, _) = server.rsplit_once('/').expect("the address ends with the database's name");
    format!("{before}/{name}")
}

fn hosting(folder: &Path) -> Arc<Hosting> {
    Arc::new(Hosting {
        media_folder: folder.join("media"),
        mail_folder: Some(folder.join("mail")),
        behind_proxy: Proxy::Trusted,
    })
}
