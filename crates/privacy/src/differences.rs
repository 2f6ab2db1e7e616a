//! The declarations held against the live schema, in both directions (P01).

use std::collections::BTreeSet;

use crate::{DataMap, Protection};

/// Something that the declarations and the schema do not agree on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// A column that nobody declared: `table.column`.
    Undeclared(String),
    /// A declaration of a column that does not exist.
    Absent(String),
    /// A column whose name says sealed while its declaration does not, or the reverse.
    Misnamed(String),
    /// A table about people that lacks its person, purposes, source or disposal.
    Incomplete(String),
}

impl DataMap {
    /// What differs between the declarations and these columns; nothing when each stands in the other.
    pub fn differences(&self, live: &[database::Column]) -> Vec<Difference> {
        let live: BTreeSet<String> = live.iter().map(|column| format!("{}.{}", column.table, column.name)).collect();
        let mut found = BTreeSet::new();
        let mut declared = BTreeSet::new();
        for (name, table) in &self.tables {
            let complete = table.person.is_some() && !table.purposes.is_empty() && table.disposal.is_some();
            if table.category == "none" && table.reason.is_none() || table.category != "none" && !complete {
                found.insert(Difference::Incomplete(name.clone()));
            }
            for (column, declaration) in &table.columns {
                let place = format!("{name}.{column}");
                let sealed = declaration.protection() == Protection::Sealed;
                if table.category != "none" && sealed != column.ends_with("_sealed") {
                    found.insert(Difference::Misnamed(place.clone()));
                }
                declared.insert(place);
            }
        }
        found.extend(live.difference(&declared).cloned().map(Difference::Undeclared));
        found.extend(declared.difference(&live).cloned().map(Difference::Absent));
        found.into_iter().collect()
    }
}
