//! The test kit: a school of its own for each test, and actors who use it through its public door.

pub(crate) mod actor;
mod background;
mod backups;
pub(crate) mod clamd;
mod crowd;
mod page;
pub(crate) mod photograph;
mod programmes;
mod school;
mod stored;
mod upload;

pub(crate) use actor::Actor;
pub(crate) use page::Page;
pub(crate) use school::{Engine, TestSchool};

/// A story told twice, once on each engine. Its name is the promise or the sentence it proves.
macro_rules! story {
    ($(#[$meta:meta])* async fn $name:ident($school:ident: TestSchool) $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn $name($school: TestSchool) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                $name(TestSchool::open(Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                $name(TestSchool::open(Engine::Postgres).await).await;
            }
        }
    };
}

pub(crate) use story;
