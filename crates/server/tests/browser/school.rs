//! The school as anyone installs it: the real binary on an empty data folder, its letters captured in a folder.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use database::{Database, Statement, params};
use mail::Captured;

use crate::patience::until;

/// Which engine the school stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A school that answers until the test ends, however it ends.
pub(crate) struct School {
    server: Child,
    /// Where it answers, `http://127.0.0.1:…`.
    pub(crate) address: String,
    folder: tempfile::TempDir,
    database: Option<String>,
}

impl School {
    /// Imports the programme of the story into an empty data folder, then serves.
    pub(crate) async fn open(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a data folder");
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(fresh_postgres().await),
        };
        let import = command(folder.path(), database.as_deref()).arg("import").arg(programme()).output();
        let import = import.expect("the binary runs");
        assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
        Self::serve(folder, database, free_port()).await
    }

    /// The same under a name, as passkeys demand: they belong to one, never to an IP address.
    pub(crate) async fn open_under_a_name(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a data folder");
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(fresh_postgres().await),
        };
        let port = free_port();
        let address = format!("http://localhost:{port}");
        std::fs::write(folder.path().join("miravolunex.toml"), format!("base_url = \"{address}\"\n"))
            .expect("settings");
        let mut school = Self::serve(folder, database, port).await;
        school.address = address;
        school
    }

    async fn serve(folder: tempfile::TempDir, database: Option<String>, port: u16) -> Self {
        let mut serve = command(folder.path(), database.as_deref());
        serve.arg("serve");
        let mut school = Self::start(folder, port, serve).await;
        school.database = database;
        school
    }

    /// The demonstration school, on an empty data folder of its own.
    pub(crate) async fn demonstration() -> Self {
        Self::demonstration_on(Engine::Sqlite).await
    }

    /// The same on either engine.
    pub(crate) async fn demonstration_on(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a data folder");
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(fresh_postgres().await),
        };
        let port = free_port();
        let settings = format!("base_url = \"http://127.0.0.1:{port}\"\n");
        std::fs::write(folder.path().join("miravolunex.toml"), settings).expect("the settings");
        let mut demo = command(folder.path(), database.as_deref());
        demo.arg("demo");
        let mut school = Self::start(folder, port, demo).await;
        school.database = database;
        school
    }

    async fn start(folder: tempfile::TempDir, port: u16, mut command: Command) -> Self {
        let log = File::create(folder.path().join("server.log")).expect("a log");
        command.args(["--listen", &format!("127.0.0.1:{port}")]).stdout(Stdio::null()).stderr(log);
        let address = format!("http://127.0.0.1:{port}");
        let school = Self { server: command.spawn().expect("the server starts"), address, folder, database: None };
        let answers = until(async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok()).await;
        assert!(answers.is_some(), "the server does not answer: {}", school.log());
        school
    }

    /// The first letter to an address whose subject holds these words, as soon as it was written.
    pub(crate) async fn letter(&self, to: &str, subject: &str) -> Captured {
        self.letter_that(|letter| letter.to == to && letter.subject.contains(subject), &format!("{subject} to {to}"))
            .await
    }

    /// The same, whoever it is addressed to.
    pub(crate) async fn letter_about(&self, subject: &str) -> Captured {
        self.letter_that(|letter| letter.subject.contains(subject), subject).await
    }

    async fn letter_that(&self, is_it: impl Fn(&Captured) -> bool, what: &str) -> Captured {
        let folder = self.folder.path().join("mail");
        let written = until(async || {
            let letters = mail::read_folder(&folder).expect("the mailbox");
            letters.into_iter().find(&is_it)
        });
        written.await.unwrap_or_else(|| panic!("no letter « {what} »: {}", self.log()))
    }

    /// The path of an invitation that the command line prints.
    pub(crate) fn invitation(&self, role: &str) -> String {
        let mut add = command(self.folder.path(), self.database.as_deref());
        add.args(["person", "add", "--email", "eva@demo.example", "--name", "Eva Lang", "--role", role]);
        let said = add.output().expect("the binary runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        path_of(&String::from_utf8_lossy(&said.stdout))
    }

    /// Lets a quarter of an hour pass since anybody showed who they are: what lies in the database is set back.
    pub(crate) async fn lets_proofs_age(&self) {
        let database = match &self.database {
            Some(url) => Database::postgres(url, "miravolunex", 1).await,
            None => Database::sqlite(&self.folder.path().join("school.sqlite")),
        };
        let database = database.expect("the database");
        let aged = database.write(|transaction| {
            let age = Statement::new("UPDATE sessions SET proved_at = proved_at - 1000000");
            transaction.execute(age, params![])
        });
        assert!(aged.await.expect("the sessions") > 0);
    }

    /// The server has nothing to complain of.
    pub(crate) fn assert_calm(&self) {
        let log = self.log();
        let complaints: Vec<&str> =
            log.lines().filter(|line| line.contains("ERROR") || line.contains("WARN")).collect();
        assert!(complaints.is_empty(), "{complaints:#?}");
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("server.log")).unwrap_or_default()
    }
}

impl Drop for School {
    fn drop(&mut self) {
        // A process that ended by itself cannot be killed; either way it is waited for.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The path that a letter's link leads to.
pub(crate) fn link_in(letter: &Captured) -> String {
    let line = letter.text.lines().find(|line| line.starts_with("http")).expect("a link on a line of its own");
    path_of(line)
}

fn path_of(address: &str) -> String {
    address.trim().splitn(4, '/').nth(3).map(|path| format!("/{path}")).expect("a path")
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port()
}

fn command(data: &Path, database: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_miravolunex"));
    command.arg("--data").arg(data);
    if let Some(url) = database {
        command.args(["--database", url]);
    }
    command
}

fn programme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/programmes/ouvrir-un-atelier")
}

/// A database of its own on the throw-away server that `cargo xtask test` starts.
async fn fresh_postgres() -> String {
    let server = std::env::var("MIRAVOLUNEX_TEST_POSTGRES")
        .expect("MIRAVOLUNEX_TEST_POSTGRES is not set; run `cargo xtask test`");
    let name = format!("browser_{:016x}", database::Entropy::system().number());
    let (client, connection) =
        tokio_postgres::connect(&server, tokio_postgres::NoTls).await.expect("the throw-away PostgreSQL answers");
    let connection = tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("a database of its own");
    drop(client);
    connection.await.expect("the connection ends").expect("without an error");
    let (before, _) = server.rsplit_once('/').expect("the address ends with the database's name");
    format!("{before}/{name}")
}
