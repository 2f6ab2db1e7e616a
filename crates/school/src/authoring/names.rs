//! Who of the team wrote or published.

use database::{Reader, params, sql};
use vault::{Access, Category, Sealed, Service, Vault};

use crate::Error;
use crate::people::PersonId;

/// The name of somebody of the team, for the others of it; empty once it is gone.
pub(super) fn author_name(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<String, Error> {
    let sealed: Option<Sealed> =
        reader.optional(sql!("SELECT name_sealed FROM people WHERE id = $1"), params![person])?;
    let Some(sealed) = sealed else { return Ok(String::new()) };
    match vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &sealed) {
        Ok(name) => Ok(name.reveal(Access::service(Service::Authoring))?.clone()),
        Err(vault::Error::Destroyed) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}
