//! Backups (P29, B03): a school that is killed comes back from one, and who was erased does not.

mod checked;
mod erasure;
mod killed;
mod refusals;
mod retention;
mod story;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret;
use database::{Database, Entropy, FromValue, Statement};
use tempfile::TempDir;

use crate::support::{Said, run};

/// A story told twice, once on each engine.
macro_rules! both_engines {
    ($(#[$meta:meta])* fn $name:ident($engine:ident) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            fn $name($engine: Engine) $body

            #[test]
            fn on_sqlite() {
                $name(Engine::Sqlite);
            }

            #[test]
            fn on_postgres() {
                $name(Engine::Postgres);
            }
        }
    };
}
use both_engines;

/// Which engine a school stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// A folder and a database where a school is, or may be put back.
struct Home {
    folder: TempDir,
    postgres: Option<(String, String)>,
}

/// The folder of the backups, whom they are encrypted to, and what opens them.
struct Shelf {
    folder: TempDir,
    recipient: String,
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime").block_on(work)
}

impl Home {
    /// An empty one, whose settings name whom backups are encrypted to.
    fn new(engine: Engine, shelf: &Shelf, more: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let postgres = (engine == Engine::Postgres).then(|| {
            let server = server();
            let name = format!("backup_{:016x}", Entropy::system().number());
            (wait(database::make_beside(&server, &name)).expect("a database of its own"), name)
        });
        let url = postgres.as_ref().map_or("", |(url, _)| url.as_str());
        let settings = format!("database = {url:?}\nbackup_recipient = {:?}\n{more}\n", shelf.recipient);
        std::fs::write(folder.path().join("miravolunex.toml"), settings).expect("the settings");
        Self { folder, postgres }
    }

    fn data(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, arguments: &[&str]) -> Said {
        run(self.data(), arguments)
    }

    /// The first column of every row.
    fn all<T: FromValue + Send + 'static>(&self, statement: &str) -> Vec<T> {
        self.all_in("school.sqlite", "miravolunex", statement)
    }

    fn all_in<T: FromValue + Send + 'static>(&self, file: &str, schema: &str, statement: &str) -> Vec<T> {
        let statement = Statement::new(statement.to_owned().leak());
        wait(async {
            let database = match &self.postgres {
                Some((url, _)) => Database::postgres(url, schema, 1).await,
                None => Database::sqlite(&self.data().join(file)),
            };
            let database = database.expect("the database");
            let read = database.read(move |reader| reader.all(statement, &[]));
            read.await.map_err(|error: database::Error| error).expect("rows")
        })
    }

    fn count(&self, statement: &str) -> i64 {
        self.all(statement)[0]
    }

    /// The categories in which a person has a key.
    fn keys_of(&self, person: database::Uuid) -> Vec<String> {
        let id = match self.postgres {
            Some(_) => format!("'{person}'"),
            None => format!("X'{}'", person.simple()),
        };
        self.all_in(
            "keys.sqlite",
            "miravolunex_keys",
            &format!("SELECT category FROM data_keys WHERE subject_id = {id}"),
        )
    }

    /// Puts another school's master key here.
    fn take_master_key(&self, from: &Self) {
        let place = self.data().join("master.key");
        std::fs::copy(from.data().join("master.key"), &place).expect("the master key");
        std::fs::set_permissions(place, std::fs::Permissions::from_mode(0o600)).expect("its owner's alone");
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some((_, name)) = &self.postgres {
            let removed = wait(database::remove_beside(&server(), name));
            assert!(removed.is_ok() || std::thread::panicking(), "the database is removed");
        }
    }
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let identity = age::x25519::Identity::generate();
        std::fs::write(folder.path().join("identity.txt"), identity.to_string().expose_secret()).expect("the identity");
        Self { folder, recipient: identity.to_public().to_string() }
    }

    /// Where the backups go.
    fn path(&self) -> PathBuf {
        self.folder.path().join("shelf")
    }

    fn text(&self) -> String {
        self.path().display().to_string()
    }

    fn identity(&self) -> String {
        self.folder.path().join("identity.txt").display().to_string()
    }

    /// The archives of data, the oldest first.
    fn archives(&self) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> =
            files(&self.path()).into_iter().filter(|path| name(path).ends_with("Z.tar.gz.age")).collect();
        found.sort();
        found
    }

    fn restore(&self, home: &Home, from: &Path) -> Said {
        home.run(&["restore", from.to_str().expect("a path"), "--identity", &self.identity()])
    }

    fn back_up(&self, home: &Home) -> Said {
        let made = home.run(&["backup", &self.text()]);
        assert_eq!(made.status, 0, "{}", made.error);
        made
    }

    fn drill(&self, home: &Home, from: &Path) -> Said {
        home.run(&["drill", from.to_str().expect("a path"), "--identity", &self.identity()])
    }

    /// Both archives of a backup, in the clear.
    fn opened(&self, archive: &Path) -> TempDir {
        let into = tempfile::tempdir().expect("a folder");
        let identity = archive::Identity::read(Path::new(&self.identity())).expect("the identity");
        let keys =
            files(&self.path()).into_iter().find(|path| name(path).ends_with("-keys.tar.gz.age")).expect("the keys");
        for path in [archive, keys.as_path()] {
            archive::unpack(path, &identity, into.path(), &archive::Progress::default()).expect("it opens");
        }
        into
    }
}

fn server() -> String {
    std::env::var("MIRAVOLUNEX_TEST_POSTGRES").expect("MIRAVOLUNEX_TEST_POSTGRES is not set; run cargo xtask test")
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Fails when one of these words stands in a file below a folder.
fn assert_unreadable(folder: &Path, words: &[&str]) {
    // Three letters stand somewhere in half a megabyte of ciphertext once in thirty times.
    assert!(words.iter().all(|word| word.len() >= 5), "a word that chance does not write");
    let files = files(folder);
    assert!(!files.is_empty(), "{} holds something", folder.display());
    for path in files {
        let bytes = std::fs::read(&path).expect("a file");
        for word in words {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} in {}", path.display());
        }
    }
}
