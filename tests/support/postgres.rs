//! A database of its own for each test, on either engine. Test binaries take this file in by its path.

use database::{Database, Engine, Entropy};

/// An empty database; its files, if it has any, go when it does.
pub(crate) struct Fresh {
    pub(crate) database: Database,
    _folder: tempfile::TempDir,
}

impl Fresh {
    pub(crate) async fn open(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = match engine {
            Engine::Sqlite => Database::sqlite(&folder.path().join("test.sqlite")),
            Engine::Postgres => postgres().await,
        };
        Self { database: database.expect("a fresh database"), _folder: folder }
    }
}

/// A schema of its own on the throw-away server that `cargo xtask test` starts.
async fn postgres() -> Result<Database, database::Error> {
    let url =
        std::env::var("MIRAVOLUNEX_TEST_POSTGRES").expect("MIRAVOLUNEX_TEST_POSTGRES is not set; run cargo xtask test");
    let schema = format!("test_{:016x}", Entropy::system().number());
    Database::postgres(&url, &schema, 10).await
}

/// A story told twice, once on each engine.
macro_rules! on_both_engines {
    ($(#[$meta:meta])* async fn $name:ident($database:ident: $kind:ty) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn $name($database: $kind) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                let fresh = $crate::postgres::Fresh::open(database::Engine::Sqlite).await;
                $name(fresh.database.clone()).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                let fresh = $crate::postgres::Fresh::open(database::Engine::Postgres).await;
                $name(fresh.database.clone()).await;
            }
        }
    };
}

pub(crate) use on_both_engines;
