//! temporary
pub fn close_expired(_: &database::Transaction<'_>, _: &vault::Vault, _: &database::Moment) -> Result<u64, crate::Error> { Ok(0) }
