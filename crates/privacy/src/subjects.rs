//! Who is concerned: everybody of whom something is held in a category, found from the map.

use std::collections::BTreeSet;

use database::{Reader, Uuid, params};

use crate::{Engine, Error};

/// Everybody of whom something is held in one of the categories. Costs what is held of them.
pub fn subjects(reader: &Reader<'_>, engine: &Engine, categories: &[String]) -> Result<BTreeSet<Uuid>, Error> {
    let mut all = BTreeSet::new();
    for category in categories {
        if let Some(statement) = engine.plan.subjects.get(&engine.category(category)?.code) {
            let found: Vec<Uuid> = reader.all(*statement, params![])?;
            all.extend(found);
        }
    }
    Ok(all)
}
