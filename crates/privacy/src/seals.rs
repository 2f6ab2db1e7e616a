//! Sealed values, tried one by one wherever the map says that there are some: a drill opens what should open, and what should not.

use std::collections::BTreeSet;

use database::{Reader, Statement, Uuid, params};
use vault::{Category as KeyCategory, Sealed, Vault};

use crate::engine::key_category;
use crate::plan::leaked;
use crate::table::{Concern, PersonLink, Table};
use crate::{DataMap, Engine, Error};

/// A column of sealed values whose rows lead to what they are sealed for.
#[derive(Clone, Debug)]
pub(crate) struct Seal {
    place: &'static str,
    category: KeyCategory,
    /// What a value is sealed for, and the value; takes how many.
    any: Statement,
    /// The same of one person or conversation, who is `$1`; takes how many.
    of: Statement,
}

/// What became of values that were tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// They opened.
    pub opened: u64,
    /// Their key was destroyed, whether or not there is a new one since.
    pub shut: u64,
    /// They do not open, though no key of theirs was ever destroyed.
    pub lost: u64,
}

impl Seal {
    /// Every such column of the map.
    pub(crate) fn all(map: &DataMap) -> Result<Vec<Self>, Error> {
        let mut seals = Vec::new();
        for table in map.tables() {
            for column in table.columns.iter().filter(|column| column.protection.is_sealed()) {
                let Concern::Person(handling) = &column.concern else { continue };
                let Some((join, subject)) = subject(map, table, &handling.person) else { continue };
                let place = format!("{}.{}", table.name, column.name);
                let select = format!("SELECT {subject}, {place} FROM {}{join} WHERE {place} IS NOT NULL", table.name);
                seals.push(Self {
                    any: leaked(format!("{select} LIMIT $1")),
                    of: leaked(format!("{select} AND {subject} = $1 LIMIT $2")),
                    category: key_category(&handling.category)?,
                    place: place.leak(),
                });
            }
        }
        Ok(seals)
    }

    /// The statements, for the test that prepares them on both engines.
    pub(crate) fn statements(&self) -> [&'static str; 2] {
        [self.any.text(), self.of.text()]
    }
}

/// The join and the column that give what a table's values are sealed for.
fn subject(map: &DataMap, table: &Table, person: &PersonLink) -> Option<(String, String)> {
    match (person, &table.subject) {
        (PersonLink::Pseudonym(_) | PersonLink::Unlinkable, _) => None,
        (_, Some(column)) | (PersonLink::Column(column), None) => {
            Some((String::new(), format!("{}.{column}", table.name)))
        }
        (PersonLink::Through { column, table: other }, None) => {
            let other = map.tables().iter().find(|one| one.name == *other)?;
            let subject = other.subject.as_ref().or_else(|| other.person_column())?;
            let join = format!(" JOIN {0} ON {0}.id = {1}.{column}", other.name, table.name);
            Some((join, format!("{}.{subject}", other.name)))
        }
    }
}

/// Tries so many values of each sealed column.
pub fn try_some(reader: &Reader<'_>, vault: &Vault, engine: &Engine, most: u32) -> Result<Tried, Error> {
    let mut trial = Trial::begin(vault)?;
    for seal in &engine.seals {
        trial.of(seal, reader.all(seal.any, params![most])?)?;
    }
    Ok(trial.tried)
}

/// Tries so many values of each column that is sealed for a person or conversation in a category.
pub fn try_of(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    (subject, category): (Uuid, &str),
    most: u32,
) -> Result<Tried, Error> {
    let category = key_category(category)?;
    let mut trial = Trial::begin(vault)?;
    for seal in engine.seals.iter().filter(|seal| seal.category == category) {
        trial.of(seal, reader.all(seal.of, params![subject, most])?)?;
    }
    Ok(trial.tried)
}

/// Values that are being tried.
struct Trial<'v> {
    vault: &'v Vault,
    destroyed: BTreeSet<(Uuid, String)>,
    tried: Tried,
}

impl<'v> Trial<'v> {
    fn begin(vault: &'v Vault) -> Result<Self, Error> {
        let destroyed = vault.destroyed()?.into_iter().map(|key| (key.subject, key.category)).collect();
        Ok(Self { vault, destroyed, tried: Tried::default() })
    }

    fn of(&mut self, seal: &Seal, values: Vec<(Uuid, Sealed)>) -> Result<(), Error> {
        for (subject, sealed) in values {
            let is_destroyed = || self.destroyed.contains(&(subject, seal.category.code().to_owned()));
            match self.vault.open_value(subject, seal.category, seal.place, &sealed) {
                Ok(_) => self.tried.opened += 1,
                Err(vault::Error::Destroyed | vault::Error::Altered) if is_destroyed() => self.tried.shut += 1,
                Err(vault::Error::Destroyed | vault::Error::Altered) => self.tried.lost += 1,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}
