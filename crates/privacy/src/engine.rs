//! The map, ready to be executed.

use database::{Database, Reader};
use vault::Category as KeyCategory;

use crate::plan::Plan;
use crate::seals::Seal;
use crate::{Category, DataMap, Error, Holding};

/// The map and every statement it asks for. One for the program.
#[derive(Debug)]
pub struct Engine {
    map: DataMap,
    pub(crate) plan: Plan,
    pub(crate) holdings: Vec<Holding>,
    pub(crate) seals: Vec<Seal>,
}

impl Engine {
    /// Reads the map of the program and holds it against the schema that is there.
    pub async fn open(database: &Database) -> Result<Self, Error> {
        let map = DataMap::load()?;
        let live = database.read(|reader: &Reader<'_>| reader.columns()).await?;
        let plan = Plan::new(&map, &live)?;
        let holdings = Holding::all(&map);
        let seals = Seal::all(&map)?;
        Ok(Self { map, plan, holdings, seals })
    }

    /// What is declared.
    pub const fn map(&self) -> &DataMap {
        &self.map
    }

    /// Every statement that was put together from the map; a test prepares them on both engines.
    pub fn statements(&self) -> impl Iterator<Item = &'static str> {
        let told = self.holdings.iter().flat_map(Holding::statements);
        self.plan.statements().chain(told).chain(self.seals.iter().flat_map(Seal::statements))
    }

    /// The category of this code.
    pub fn category(&self, code: &str) -> Result<&Category, Error> {
        self.map.category(code).ok_or_else(|| Error::Category(code.to_owned()))
    }
}

/// The vault's category of the same code.
pub(crate) fn key_category(code: &str) -> Result<KeyCategory, Error> {
    let known = KeyCategory::ALL.into_iter().find(|category| category.code() == code);
    known.ok_or_else(|| Error::Category(code.to_owned()))
}
