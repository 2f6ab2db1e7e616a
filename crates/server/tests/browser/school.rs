//! The school as anyone installs it: the real binary on an empty data folder, its letters captured in a folder.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

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
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port();
        let log = File::create(folder.path().join("server.log")).expect("a log");
        let mut serve = command(folder.path(), database.as_deref());
        serve.args(["--listen", &format!("127.0.0.1:{port}"), "serve"]).stdout(Stdio::null()).stderr(log);
        let address = format!("http://127.0.0.1:{port}");
        let school = Self { server: serve.spawn().expect("the server starts"), address, folder };
        let answers = until(async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok()).await;
        assert!(answers.is_some(), "the server does not answer: {}", school.log());
        school
    }

    /// The first letter to an address whose subject holds these words, as soon as it was written.
    pub(crate) async fn letter(&self, to: &str, subject: &str) -> Captured {
        let folder = self.folder.path().join("mail");
        let written = until(async || {
            let letters = mail::read_folder(&folder).expect("the mailbox");
            letters.into_iter().find(|letter| letter.to == to && letter.subject.contains(subject))
        });
        written.await.unwrap_or_else(|| panic!("no letter « {subject} » to {to}: {}", self.log()))
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
    line.splitn(4, '/').nth(3).map(|path| format!("/{path}")).expect("a path")
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
