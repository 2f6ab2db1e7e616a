//! Files in rows: listed without being opened, opened one at a time.

use database::{Reader, Statement, Uuid};
use vault::{Personal, Sealed, Vault};

use crate::engine::key_category;
use crate::extract::{Holding, Shown};
use crate::plan::leaked;
use crate::table::Column;
use crate::{Error, Form};

/// The column of a table that holds files, and the one that holds their names.
#[derive(Clone, Debug)]
pub(crate) struct FileColumn {
    place: &'static str,
    name_at: Option<usize>,
    statement: Statement,
}

impl FileColumn {
    /// The column of this table that is a file, if one is. `condition` says whose the rows are; a row is named by its `id`, and
    /// its values are sealed for what `subject` names.
    pub(crate) fn of(table: &str, columns: &[Column], (condition, subject): (&str, Option<&str>)) -> Option<Self> {
        let has_form = |column: &Column, form| column.words.as_ref().is_some_and(|words| words.form == form);
        let file = columns.iter().find(|column| has_form(column, Form::File))?;
        let sealed_for = subject.unwrap_or("id");
        let text = format!(
            "SELECT {table}.{}, {table}.{sealed_for} FROM {table} WHERE {table}.id = $2 AND {condition}",
            file.name
        );
        Some(Self {
            place: &*format!("{table}.{}", file.name).leak(),
            name_at: columns.iter().position(|column| has_form(column, Form::FileName)),
            statement: leaked(text),
        })
    }

    /// The statement, for the test that prepares it on both engines.
    pub(crate) const fn statement(&self) -> &'static str {
        self.statement.text()
    }
}

/// What a list selects of a column: of a file, which row holds it, so that listing opens none.
pub(crate) fn listed(table: &str, column: &Column) -> String {
    let name = &column.name;
    match &column.words {
        Some(words) if words.form == Form::File => {
            format!("CASE WHEN {table}.{name} IS NULL THEN NULL ELSE {table}.id END")
        }
        _ => format!("{table}.{name}"),
    }
}

impl Holding {
    /// The row of this list that holds a file, and the file's name.
    pub fn file_of<'r>(&self, row: &'r [Shown]) -> Option<(Uuid, Option<&'r Personal<String>>)> {
        let id = row.iter().find_map(|shown| if let Shown::File(id) = shown { Some(*id) } else { None })?;
        let name = match self.file.as_ref()?.name_at.and_then(|at| row.get(at)) {
            Some(Shown::Sealed(name)) => Some(name),
            _ => None,
        };
        Some((id, name))
    }

    /// Opens a file of a person; none where the row is another's, holds none, or lost its key.
    pub fn file(
        &self,
        reader: &Reader<'_>,
        vault: &Vault,
        (person, row): (Uuid, Uuid),
    ) -> Result<Option<Personal<Vec<u8>>>, Error> {
        let (Some(column), Some(whose)) = (&self.file, self.whose(vault, person)?) else { return Ok(None) };
        let found: Option<(Option<Sealed>, Uuid)> = reader.optional(column.statement, &[whose, row.into()])?;
        let Some((Some(sealed), own)) = found else { return Ok(None) };
        let subject = if self.has_subject { own } else { person };
        match vault.open_file_of((person, subject), key_category(&self.category)?, column.place, &sealed) {
            Ok(file) => Ok(Some(file)),
            Err(vault::Error::Destroyed) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
