//! Who of the team wrote or published.

use vault::{Access, Category, Sealed, Service, Vault};

use crate::Error;
use crate::people::PersonId;

/// The name of somebody of the team, for the others of it; empty once it is gone.
pub(super) fn author_name(vault: &Vault, person: PersonId, sealed: Option<&Sealed>) -> Result<String, Error> {
    let Some(sealed) = sealed else { return Ok(String::new()) };
    match vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", sealed) {
        Ok(name) => Ok(name.reveal(Access::service(Service::Authoring))?.clone()),
        Err(vault::Error::Destroyed) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}
