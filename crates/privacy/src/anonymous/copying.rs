//! Rows that are copied, but for what is made anew in them.

use std::collections::BTreeMap;

use database::Value;

use super::Made;
use super::cell::{Cell, identifier};
use super::filling::{Inventing, Underway, insertion};
use super::likeness::TableLikeness;
use super::reading::{DAY_MILLISECONDS, rule};
use super::row::{Maker, Parent, Plain};
use crate::Error;
use crate::table::{Column, Table};

impl Inventing<'_> {
    /// Copies the rows of a table, but for what is made anew.
    pub(super) fn copy(&mut self, table: &Table) -> Result<u64, Error> {
        let likeness = TableLikeness::default();
        let (maker, insert) = (self.maker(table, &likeness)?, insertion(table));
        let (parent, invention) = (Parent::default(), self.invention);
        let mut count = 0;
        for (number, values) in invention.likeness.copied.get(&table.name).into_iter().flatten().enumerate() {
            let mut row = BTreeMap::new();
            for (index, column) in table.columns.iter().enumerate() {
                let original = values.get(index).unwrap_or(&Value::Null);
                row.insert(column.name.clone(), self.anew(&maker, (index, column), original));
            }
            let underway = Underway { parent: &parent, person: None, begins: None, number };
            for (index, column) in table.columns.iter().enumerate() {
                if let Some(Made::Recipe(recipe)) = &column.made {
                    let original = values.get(index).unwrap_or(&Value::Null);
                    match self.recipe(recipe, (table, column), (&row, original), &underway)? {
                        Plain::Value(value) => row.insert(column.name.clone(), value),
                        Plain::NoRow => None,
                    };
                }
            }
            let lacks = |index: usize, column: &Column| {
                row.get(&column.name) == Some(&Value::Null) && !maker.nullable.get(index).is_some_and(|may| *may)
            };
            if table.columns.iter().enumerate().any(|(index, column)| lacks(index, column)) {
                continue;
            }
            count += u64::from(self.insert(table, &insert, &row, None)?);
        }
        Ok(count)
    }

    /// A value of a copied row: itself, or what is made in its place.
    fn anew(&mut self, maker: &Maker<'_>, (index, column): (usize, &Column), original: &Value) -> Value {
        match rule(maker.table, index) {
            Some(Made::Same) => self.same(column, original),
            Some(Made::Recipe(_)) => original.clone(),
            Some(Made::Tens) => Cell::of(original).number().map(|number| number / 10 * 10).into(),
            Some(Made::Words { bytes }) => match (Cell::of(original).number(), bytes) {
                (Some(0), _) => Value::from(""),
                (Some(_), Some(bytes)) => Value::from(maker.dice.words(*bytes)),
                (Some(length), None) => Value::from(maker.dice.words(length.max(0) as usize)),
                (None, _) => Value::Null,
            },
            Some(Made::New) => self.renamed(maker, original),
            _ if matches!(original, Value::Null | Value::Integer(0)) => Value::Null,
            Some(Made::From(_)) => maker.anyone(column).map_or(Value::Null, Value::from),
            Some(rule) => maker.invented(rule, None).unwrap_or(Value::Null),
            None => Value::Null,
        }
    }

    /// What stands as it is: an instant to the day, and what was given a new name under it.
    fn same(&self, column: &Column, original: &Value) -> Value {
        if let (true, Some(at)) = (column.name.ends_with("_at"), Cell::of(original).number()) {
            return Value::Integer(at.div_euclid(DAY_MILLISECONDS).saturating_mul(DAY_MILLISECONDS));
        }
        let renamed = identifier(original).and_then(|id| self.renamed.get(&id));
        renamed.map_or_else(|| original.clone(), |id| Value::from(*id))
    }

    /// A new identifier, by which others will point to it.
    fn renamed(&mut self, maker: &Maker<'_>, original: &Value) -> Value {
        let new = maker.invented(&Made::New, None).unwrap_or(Value::Null);
        if let (Some(old), Some(new)) = (identifier(original), identifier(&new)) {
            self.renamed.insert(old, new);
        }
        new
    }
}
