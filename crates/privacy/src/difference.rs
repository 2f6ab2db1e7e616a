//! The map held against a live schema, in both directions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::DataMap;

/// How the name of a sealed column ends.
const SEALED: &str = "sealed";

/// A place where the map and the schema, or the map and a column's name, disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A table of the schema that the map does not have.
    UndeclaredTable(String),
    /// A column of the schema that the map does not have: table, column.
    UndeclaredColumn(String, String),
    /// A table of the map that does not exist.
    AbsentTable(String),
    /// A column of the map that does not exist: table, column.
    AbsentColumn(String, String),
    /// A column that the map calls sealed, under a name that does not say so: table, column.
    SealedWithoutTheName(String, String),
    /// A column whose name says sealed, which the map calls something else: table, column.
    NameWithoutTheSeal(String, String),
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UndeclaredTable(table) => write!(formatter, "the table {table} is not in privacy/tables.toml"),
            Self::UndeclaredColumn(table, column) => {
                write!(formatter, "the column {table}.{column} is not in privacy/tables.toml")
            }
            Self::AbsentTable(table) => write!(formatter, "privacy/tables.toml declares {table}, which does not exist"),
            Self::AbsentColumn(table, column) => {
                write!(formatter, "privacy/tables.toml declares {table}.{column}, which does not exist")
            }
            Self::SealedWithoutTheName(table, column) => {
                write!(formatter, "{table}.{column} is declared sealed, but its name does not end with {SEALED}")
            }
            Self::NameWithoutTheSeal(table, column) => {
                write!(formatter, "{table}.{column} is named sealed, but not declared so")
            }
        }
    }
}

impl DataMap {
    /// Every difference between the map and the columns of a schema; of several databases, hand in all columns together.
    pub fn differences(&self, columns: &[database::Column]) -> Vec<Difference> {
        let mut live: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for column in columns {
            live.entry(&column.table).or_default().insert(&column.name);
        }
        let mut differences = self.undeclared(&live);
        differences.extend(self.absent(&live));
        differences.extend(self.misnamed());
        differences
    }

    fn undeclared(&self, live: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Difference> {
        let mut found = Vec::new();
        for (table, columns) in live {
            let Some(declared) = self.tables().iter().find(|declared| declared.name == *table) else {
                found.push(Difference::UndeclaredTable((*table).to_owned()));
                continue;
            };
            for column in columns.iter().filter(|name| !declared.columns.iter().any(|column| column.name == **name)) {
                found.push(Difference::UndeclaredColumn((*table).to_owned(), (*column).to_owned()));
            }
        }
        found
    }

    fn absent(&self, live: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Difference> {
        let mut found = Vec::new();
        for table in self.tables() {
            let Some(columns) = live.get(table.name.as_str()) else {
                found.push(Difference::AbsentTable(table.name.clone()));
                continue;
            };
            for column in table.columns.iter().filter(|column| !columns.contains(column.name.as_str())) {
                found.push(Difference::AbsentColumn(table.name.clone(), column.name.clone()));
            }
        }
        found
    }

    fn misnamed(&self) -> Vec<Difference> {
        let columns = self.tables().iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
        columns
            .filter_map(|(table, column)| match (column.protection.is_sealed(), column.name.ends_with(SEALED)) {
                (true, false) => Some(Difference::SealedWithoutTheName(table.name.clone(), column.name.clone())),
                (false, true) => Some(Difference::NameWithoutTheSeal(table.name.clone(), column.name.clone())),
                _ => None,
            })
            .collect()
    }
}
