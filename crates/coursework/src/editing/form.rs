//! One table of a TOML file as a form. What is typed anew is written, and nothing else is touched.

use toml_edit::{ArrayOfTables, Item, Table, Value};

use super::lists::rewritten;
use super::shape::{Field, Shape};
use super::typed::Typed;
use super::values::{same, shown, value};

/// Fills the form of a table.
pub(super) fn fill(shape: &Shape, table: &Table) -> Typed {
    let mut typed = Typed::default();
    for field in shape.fields {
        typed.set(field.key, shown_at(table, field));
    }
    let Some(rows) = shape.rows else { return typed };
    let tables = table.get(rows.key).and_then(Item::as_array_of_tables);
    for (number, row) in tables.into_iter().flatten().enumerate() {
        for field in rows.fields {
            typed.set(format!("{}.{number}.{}", rows.key, field.key), shown_at(row, field));
        }
    }
    typed
}

/// Writes what was typed into a table. A row that says nothing goes.
pub(super) fn apply(shape: &Shape, typed: &Typed, table: &mut Table) {
    for field in shape.fields {
        apply_field(table, field, typed.get(field.key));
    }
    let Some(rows) = shape.rows else { return };
    let written = table.get(rows.key).and_then(Item::as_array_of_tables).map_or(0, ArrayOfTables::len);
    let kept: Vec<usize> =
        (0..typed.rows(rows.key).max(written)).filter(|row| !typed.is_empty_row(rows.key, *row)).collect();
    if kept.is_empty() {
        table.remove(rows.key);
        return;
    }
    let entry = table.entry(rows.key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    // What is written otherwise than as tables is replaced as a whole.
    if !entry.is_array_of_tables() {
        *entry = Item::ArrayOfTables(ArrayOfTables::new());
    }
    let Some(tables) = entry.as_array_of_tables_mut() else { return };
    let before = std::mem::take(tables);
    for row in kept {
        let mut one = before.get(row).cloned().unwrap_or_else(new_row);
        for field in rows.fields {
            apply_field(&mut one, field, typed.get(&format!("{}.{row}.{}", rows.key, field.key)));
        }
        tables.push(one);
    }
}

/// A row stands right under what is before it.
fn new_row() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("");
    table
}

/// The table in which a field stands, and its key there.
fn place<'table>(table: &'table Table, key: &'static str) -> (Option<&'table Table>, &'static str) {
    match key.split_once('.') {
        Some((parent, key)) => (table.get(parent).and_then(Item::as_table), key),
        None => (Some(table), key),
    }
}

fn shown_at(table: &Table, field: &Field) -> String {
    let (inside, key) = place(table, field.key);
    inside.and_then(|table| table.get(key)).map_or_else(String::new, |item| shown(field.kind, item))
}

fn apply_field(table: &mut Table, field: &Field, typed: &str) {
    let is_there = place(table, field.key).0.is_some_and(|inside| inside.contains_key(place(table, field.key).1));
    if same(field.kind, &shown_at(table, field), typed) && (is_there || !field.is_required) {
        return;
    }
    let typed = value(field.kind, typed);
    let Some((parent, key)) = field.key.split_once('.') else {
        set(table, field, field.key, typed);
        return;
    };
    // The table that holds one optional field comes and goes with it.
    if typed.is_none() {
        table.remove(parent);
    } else if let Some(inside) = table.entry(parent).or_insert_with(toml_edit::table).as_table_mut() {
        set(inside, field, key, typed);
    }
}

fn set(table: &mut Table, field: &Field, key: &str, typed: Option<Value>) {
    let Some(typed) = typed.or_else(|| field.is_required.then(|| nothing(field))) else {
        table.remove(key);
        return;
    };
    match (table.get_mut(key).and_then(Item::as_value_mut), typed) {
        (Some(Value::Array(before)), Value::Array(wanted)) => rewritten(before, &wanted),
        (Some(before), typed) => {
            let decor = before.decor().clone();
            *before = typed;
            *before.decor_mut() = decor;
        }
        (None, typed) => {
            table.insert(key, Item::Value(typed));
        }
    }
}

/// What a required field holds while nothing is typed in it: reading the file says that it is expected.
fn nothing(field: &Field) -> Value {
    use super::shape::FieldKind::{Competences, Lines};
    match field.kind {
        Lines | Competences => Value::Array(toml_edit::Array::new()),
        _ => Value::from(""),
    }
}
