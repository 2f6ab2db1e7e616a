//! Rows that are copied, but for what is made anew in them.

use std::collections::BTreeMap;

use database::Value;

use super::Made;
use super::cell::Cell;
use super::filling::{Inventing, Underway, insertion};
use super::likeness::TableLikeness;
use super::reading::rule;
use super::row::{Maker, Parent, Plain};
use crate::Error;
use crate::table::{Column, Table};

impl Inventing<'_> {
    /// Copies the rows of a table, but for what is made anew.
    pub(super) fn copy(&self, table: &Table) -> Result<u64, Error> {
        let likeness = TableLikeness::default();
        let (maker, insert) = (self.maker(table, &likeness)?, insertion(table));
        let (parent, rows) = (Parent::default(), self.invention.likeness.copied.get(&table.name));
        let mut count = 0;
        for (number, values) in rows.into_iter().flatten().enumerate() {
            let mut row = BTreeMap::new();
            for (index, column) in table.columns.iter().enumerate() {
                let original = values.get(index).unwrap_or(&Value::Null);
                row.insert(column.name.clone(), anew(&maker, index, column, original));
            }
            for (index, column) in table.columns.iter().enumerate() {
                if let Some(Made::Recipe(recipe)) = &column.made {
                    let original = values.get(index).unwrap_or(&Value::Null);
                    let underway = Underway { parent: &parent, person: None, begins: None, number };
                    match self.recipe(recipe, (table, column), (&row, original), &underway)? {
                        Plain::Value(value) => row.insert(column.name.clone(), value),
                        Plain::NoRow => None,
                    };
                }
            }
            count += u64::from(self.insert(table, &insert, &row, None)?);
        }
        Ok(count)
    }
}

/// A value of a copied row: itself, or what is made in its place.
fn anew(maker: &Maker<'_>, index: usize, column: &Column, original: &Value) -> Value {
    match rule(maker.table, index) {
        Some(Made::Same | Made::Recipe(_)) => original.clone(),
        _ if matches!(original, Value::Null | Value::Integer(0)) && column.made != Some(Made::Words) => Value::Null,
        Some(Made::Words) => match Cell::of(original).number() {
            Some(0) => Value::from(""),
            Some(length) => Value::from(maker.dice.words(length.max(0) as usize)),
            None => Value::Null,
        },
        Some(Made::From(_)) => maker.anyone(column).map_or(Value::Null, Value::from),
        Some(rule) => maker.invented(rule, None).unwrap_or(Value::Null),
        None => Value::Null,
    }
}
