//! A vault on a fresh key store, and what the tests do with it.

use std::path::Path;
use std::sync::Arc;

use database::{Clock, Database, Entropy, FromValue, Moment, Uuid, Value, migrate};
use vault::{Access, Category, Error, MasterKey, Sealed, Vault};

/// The column that values are sealed for.
pub(crate) const PLACE: &str = "people.name_sealed";

pub(crate) struct Kit {
    pub(crate) vault: Arc<Vault>,
    pub(crate) keys: Database,
    pub(crate) folder: tempfile::TempDir,
}

impl Kit {
    pub(crate) async fn open(keys: Database) -> Self {
        migrate(&keys, vault::MIGRATIONS, moment().now).await.expect("the key store");
        let folder = tempfile::tempdir().expect("a folder");
        let vault = Arc::new(reopen(&folder.path().join("master.key"), &keys).await.expect("a vault"));
        Self { vault, keys, folder }
    }

    /// Another vault on the same keys, as another node would open it.
    pub(crate) async fn again(&self) -> Arc<Vault> {
        Arc::new(reopen(&self.folder.path().join("master.key"), &self.keys).await.expect("a vault"))
    }

    pub(crate) async fn seal(&self, person: Uuid, text: &str) -> Sealed {
        let text = text.to_owned();
        blocking(&self.vault, move |vault| vault.seal(&moment(), person, Category::Identity, PLACE, &text))
            .await
            .expect("it seals")
    }

    pub(crate) async fn open_value(&self, person: Uuid, sealed: &Sealed) -> Result<String, Error> {
        open_at(&self.vault, person, Category::Identity, PLACE, sealed).await
    }
}

pub(crate) async fn reopen(master: &Path, keys: &Database) -> Result<Vault, Error> {
    Vault::open(MasterKey::load_or_create(master, &Entropy::system())?, keys.clone(), moment()).await
}

pub(crate) async fn open_at(
    vault: &Arc<Vault>,
    person: Uuid,
    category: Category,
    place: &'static str,
    sealed: &Sealed,
) -> Result<String, Error> {
    let sealed = sealed.clone();
    blocking(vault, move |vault| {
        let value = vault.open_value(person, category, place, &sealed)?;
        Ok(value.reveal(Access::own(person)).expect("their own value").clone())
    })
    .await
}

/// The vault waits for its key store, so it is called where waiting harms nobody.
pub(crate) async fn blocking<T: Send + 'static>(
    vault: &Arc<Vault>,
    work: impl FnOnce(&Vault) -> T + Send + 'static,
) -> T {
    let vault = Arc::clone(vault);
    tokio::task::spawn_blocking(move || work(&vault)).await.expect("the thread ends")
}

pub(crate) fn moment() -> Moment {
    Moment::new(Clock::System.now(), Entropy::system())
}

pub(crate) fn someone() -> Uuid {
    moment().identifier()
}

pub(crate) fn bytes(sealed: &Sealed) -> Vec<u8> {
    Vec::<u8>::from_value(Value::from(sealed)).expect("bytes")
}

pub(crate) fn sealed(bytes: Vec<u8>) -> Sealed {
    Sealed::from_value(Value::Bytes(bytes)).expect("a sealed value")
}
