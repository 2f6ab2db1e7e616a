//! A school of its own for one test: an empty data folder, or a PostgreSQL database of its own, and a clock that the test moves.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use database::{Clock, Entropy, Statement, params};
use jiff::{SignedDuration, Timestamp};
use mail::Captured;
use school::people::{self, Email, FullName, Role};
use server::opening::{Opened, open_with};
use server::settings::Settings;
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
    pub(super) postgres: Option<String>,
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
        let hosting = hosting(folder.path(), &settings, opened.school.clock.now());
        let router = web::router(App { school: opened.school.clone(), hosting });
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

    /// Somebody at a browser that reaches another node of this school, not signed in. The engine must let two processes write.
    pub(crate) async fn visitor_of_another_node(&self) -> Actor {
        let opened = open_with(&self.settings, self.clock.clone(), Entropy::system()).await.expect("another node");
        let hosting = hosting(self.folder.path(), &self.settings, self.clock.now());
        Actor::new(web::router(App { school: opened.school, hosting }))
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
        let hosting = hosting(self.folder.path(), &self.settings, self.clock.now());
        self.router = web::router(App { school: self.opened.school.clone(), hosting });
    }

    /// From here on files are looked at by what listens at this address or socket, which may take so long.
    pub(crate) fn scan_with(&mut self, place: &str, within: std::time::Duration) {
        self.opened.school.scanner = Some(files::Scanner::parse(place, within).expect("a place"));
        self.settle(|_| {});
    }

    /// Publishes a policy that changed in substance since everybody was informed of it.
    pub(crate) async fn announce_policy(&mut self) {
        self.settle(|settings| settings.policy_announced = settings.policy_version);
        let forget = Statement::new("UPDATE people SET policy_version = 0");
        let forgotten = self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(forget, params![])?));
        assert!(forgotten.await.expect("people") > 0);
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

    pub(super) fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
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

fn hosting(folder: &Path, settings: &Settings, now: Timestamp) -> Arc<Hosting> {
    Arc::new(Hosting {
        data_folder: folder.to_owned(),
        settings: settings.lines(),
        settings_read_at: now,
        media_folder: folder.join("media"),
        mail_folder: Some(folder.join("mail")),
        behind_proxy: Proxy::Trusted,
    })
}
