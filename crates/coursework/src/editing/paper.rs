//! A TOML file of a programme, read to be changed: its own form, and its questions.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::arrange::Direction;
use super::form::{apply, fill};
use super::shape::{QUESTION_KINDS, Shape, question_shape};
use super::text::{as_edited, as_file};
use super::typed::Typed;
use crate::lines::LineStarts;
use crate::markdown;

const QUESTION: &str = "question";
/// What every question says, whatever its kind.
const COMMON: [&str; 7] = ["key", "kind", "prompt", "explanation", "hint", "points", "competences"];

/// The text is no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it stops being TOML, from 1.
    pub line: Option<u32>,
}

/// A question as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionLine {
    /// Its key.
    pub key: String,
    /// Its kind, as written.
    pub kind: String,
    /// What is asked, as plain text.
    pub prompt: String,
}

/// A file that is TOML.
#[derive(Debug, Clone)]
pub struct Paper {
    before: String,
    document: DocumentMut,
}

impl Paper {
    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let edited = as_edited(text);
        match edited.parse() {
            Ok(document) => Ok(Self { before: text.to_owned(), document }),
            Err(error) => {
                let error: toml_edit::TomlError = error;
                let line = error.span().map(|span| LineStarts::new(&edited).line_at(span.start));
                Err(Unreadable { line })
            }
        }
    }

    /// The file as it is to be written. Nothing changed gives the bytes that were read.
    pub fn text(&self) -> String {
        as_file(&self.before, &self.document.to_string())
    }

    /// The file's own form, filled in.
    pub fn form(&self, shape: &Shape) -> Typed {
        fill(shape, self.document.as_table())
    }

    /// Writes the file's own form.
    pub fn apply(&mut self, shape: &Shape, typed: &Typed) {
        apply(shape, typed, self.document.as_table_mut());
        self.number();
    }

    /// Whether its questions stand in tables of their own, which can be edited one by one.
    pub fn has_question_tables(&self) -> bool {
        self.document.get(QUESTION).is_none_or(Item::is_array_of_tables)
    }

    /// Its questions, in their order.
    pub fn questions(&self) -> Vec<QuestionLine> {
        let text =
            |table: &Table, key: &str| table.get(key).and_then(Item::as_str).unwrap_or_default().trim().to_owned();
        let line = |table: &Table| QuestionLine {
            key: text(table, "key"),
            kind: text(table, "kind"),
            prompt: markdown::plain(&text(table, "prompt")),
        };
        self.tables().into_iter().flatten().map(line).collect()
    }

    /// The kind of a question and its form, filled in; `choice` where the kind is none.
    pub fn question(&self, index: usize) -> Option<(&'static str, Typed)> {
        let table = self.tables()?.get(index)?;
        let written = table.get("kind").and_then(Item::as_str).unwrap_or_default();
        let kind = QUESTION_KINDS.into_iter().find(|kind| *kind == written).unwrap_or(QUESTION_KINDS[0]);
        Some((kind, fill(&question_shape(kind)?, table)))
    }

    /// Writes the form of a question, or of a new one behind the others, of a kind. Keys that belong to another kind go when
    /// the kind changes.
    pub fn apply_question(&mut self, index: Option<usize>, kind: &str, typed: &Typed) -> Option<()> {
        let shape = question_shape(kind)?;
        let tables = self.tables_mut()?;
        let new = index.is_none();
        if new {
            let mut table = Table::new();
            table.insert("key", toml_edit::value(typed.get("key").trim()));
            table.insert("kind", toml_edit::value(kind));
            tables.push(table);
        }
        let table = tables.get_mut(index.unwrap_or(tables.len() - 1))?;
        if table.get("kind").and_then(Item::as_str) != Some(kind) {
            let rows = shape.rows.map(|rows| rows.key);
            let own: Vec<&str> = shape.fields.iter().map(|field| field.key).chain(COMMON).chain(rows).collect();
            table.retain(|key, _| own.contains(&key));
            match table.get_mut("kind").and_then(Item::as_value_mut) {
                Some(value) => *value = Value::from(kind).decorated(" ", ""),
                None => drop(table.insert("kind", toml_edit::value(kind))),
            }
        }
        apply(&shape, typed, table);
        self.number();
        Some(())
    }

    /// Moves a question past its neighbour; nothing at the end of the row.
    pub fn move_question(&mut self, index: usize, direction: Direction) -> Option<()> {
        let tables = self.tables_mut()?;
        let to = match direction {
            Direction::Up => index.checked_sub(1)?,
            Direction::Down => Some(index + 1).filter(|to| *to < tables.len())?,
        };
        tables.get(index)?;
        let table = tables.remove(index);
        tables.insert(to, table);
        self.number();
        Some(())
    }

    /// Removes a question.
    pub fn remove_question(&mut self, index: usize) -> Option<()> {
        let tables = self.tables_mut()?;
        tables.get(index)?;
        tables.remove(index);
        if tables.is_empty() {
            self.document.remove(QUESTION);
        }
        self.number();
        Some(())
    }

    /// Puts a copy of a question behind it, under a key of its own.
    pub fn duplicate_question(&mut self, index: usize, key: &str) -> Option<()> {
        let tables = self.tables_mut()?;
        let mut copy = tables.get(index)?.clone();
        copy.insert("key", toml_edit::value(key));
        tables.insert(index + 1, copy);
        self.number();
        Some(())
    }

    fn tables(&self) -> Option<&ArrayOfTables> {
        self.document.get(QUESTION)?.as_array_of_tables()
    }

    fn tables_mut(&mut self) -> Option<&mut ArrayOfTables> {
        let new = || Item::ArrayOfTables(ArrayOfTables::new());
        self.document.entry(QUESTION).or_insert_with(new).as_array_of_tables_mut()
    }

    /// Tables are written in the order of their positions, which were those of the file that was read.
    fn number(&mut self) {
        number(self.document.as_table_mut(), &mut 0);
    }
}

fn number(table: &mut Table, next: &mut isize) {
    table.set_position(Some(*next));
    *next += 1;
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inside) => number(inside, next),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|inside| number(inside, next)),
            _ => {}
        }
    }
}
