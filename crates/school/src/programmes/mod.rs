//! temporary
use database::{Reader, sql, params};
use crate::Error;
pub struct CatalogueEntry { pub slug: String, pub title: String, pub summary: String, pub hours: i64, pub modules: i64, pub price_cents: i64 }
pub fn catalogue(reader: &Reader<'_>) -> Result<Vec<CatalogueEntry>, Error> {
    let _ : Vec<i64> = reader.all(sql!("SELECT hours FROM programmes"), params![])?;
    Ok(vec![])
}
pub async fn import_folder(_s: &crate::School, _p: coursework::Programme, _f: std::path::PathBuf, _m: std::path::PathBuf) -> Result<String, Error> { Ok(String::new()) }
