//! What is held about a person, read from every table that the map declares.

use database::{FromValue, Reader, Statement, Uuid, Value, params};
use jiff::Timestamp;
use vault::{Category as KeyCategory, Personal, Sealed, Vault};

use crate::engine::{Engine, key_category};
use crate::files::{FileColumn, listed};
use crate::plan::leaked;
use crate::table::{Column, Concern, Handling, PersonLink, Table};
use crate::{DataMap, Disposal, Error, Form, Protection};

/// The columns of a table that belong to one category and tell a person something.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The table, as the map declares it.
    pub table: Table,
    /// The category of the columns, by code.
    pub category: String,
    /// The columns, in the map's order.
    pub columns: Vec<Column>,
    places: Vec<&'static str>,
    by_pseudonym: bool,
    /// Whether the last value of a row is what its values are sealed for.
    pub(crate) has_subject: bool,
    pub(crate) file: Option<FileColumn>,
    rows: Statement,
    count: Statement,
}

/// A value as a person is told it.
pub enum Shown {
    /// There is none.
    Absent,
    /// A text or a code.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Any other number.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// An instant.
    Instant(Timestamp),
    /// What only an access to its person reveals.
    Sealed(Personal<String>),
    /// A file, by the row that holds it; [`Holding::file`] opens it.
    File(Uuid),
    /// Its key was destroyed: nobody reads it any more.
    Destroyed,
}

impl Holding {
    /// Every holding that the map declares and that a person's identifier leads to.
    pub(crate) fn all(map: &DataMap) -> Vec<Self> {
        let pairs =
            map.categories().iter().flat_map(|category| map.tables().iter().map(move |table| (category, table)));
        let mut holdings: Vec<Self> =
            pairs.filter_map(|(category, table)| Self::new(map, table, &category.code)).collect();
        // What a person gave or did comes before what the school notes about it.
        holdings.sort_by_key(|holding| is_kept(&holding.table));
        holdings
    }

    /// The statements, for the test that prepares them on both engines.
    pub(crate) fn statements(&self) -> impl Iterator<Item = &'static str> {
        let file = self.file.as_ref().map(FileColumn::statement);
        [self.rows.text(), self.count.text()].into_iter().chain(file)
    }

    fn new(map: &DataMap, table: &Table, category: &str) -> Option<Self> {
        let columns: Vec<Column> = table.columns.iter().filter(|column| is_told(column, category)).cloned().collect();
        let Concern::Person(Handling { person, .. }) = &columns.first()?.concern else { return None };
        let name = &table.name;
        let withheld = table.withheld.as_ref().map_or_else(String::new, |column| format!(" AND NOT {name}.{column}"));
        let condition = format!("{}{withheld}", condition(map, table, person)?);
        let mut selected = Vec::new();
        let mut joins = String::new();
        for (index, column) in columns.iter().enumerate() {
            if let Some((other, shown)) = &column.named_by {
                let named = format!("named{index}");
                joins = format!("{joins} LEFT JOIN {other} AS {named} ON {named}.id = {name}.{}", column.name);
                selected.push(format!("named{index}.{shown}"));
            } else {
                selected.push(listed(name, column));
            }
        }
        let subject = subject_column(map, table, person);
        selected.extend(subject.as_ref().map(|column| format!("{name}.{column}")));
        let newest = newest_first(table);
        let rows = format!("SELECT {} FROM {name}{joins} WHERE {condition}{newest} LIMIT $2", selected.join(", "));
        Some(Self {
            places: columns.iter().map(|column| &*format!("{name}.{}", column.name).leak()).collect(),
            has_subject: subject.is_some(),
            file: FileColumn::of(name, &columns, (&condition, subject.as_deref())),
            by_pseudonym: matches!(person, PersonLink::Pseudonym(_)),
            rows: leaked(rows),
            count: leaked(format!("SELECT COUNT(*) FROM {name} WHERE {condition}")),
            table: table.clone(),
            category: category.to_owned(),
            columns,
        })
    }

    /// How many rows there are of a person.
    pub fn count(&self, reader: &Reader<'_>, vault: &Vault, subject: Uuid) -> Result<u64, Error> {
        let Some(whose) = self.whose(vault, subject)? else { return Ok(0) };
        let count: i64 = reader.one(self.count, &[whose])?;
        Ok(count.unsigned_abs())
    }

    /// Hands the rows of a person to the visitor, the newest first, at most so many. Memory holds one at a time.
    pub fn read<E: From<Error> + From<database::Error>>(
        &self,
        reader: &Reader<'_>,
        vault: &Vault,
        (subject, most): (Uuid, Option<u32>),
        mut visitor: impl FnMut(Vec<Shown>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(whose) = self.whose(vault, subject)? else { return Ok(()) };
        let category = key_category(&self.category)?;
        let most = most.map_or(i64::MAX, i64::from);
        reader.visit(self.rows, &[whose, most.into()], |mut values| {
            let own = values.pop_if(|_| self.has_subject).and_then(|value| Uuid::from_value(value).ok());
            let pair = (subject, own.unwrap_or(subject));
            let cells = values.into_iter().zip(&self.columns).zip(&self.places);
            let shown = cells.map(|((value, column), place)| shown(vault, (pair, category), (column, place), value));
            visitor(shown.collect::<Result<_, Error>>()?)
        })
    }

    /// What stands for the person in the table; none when the pseudonym went with the identity key.
    pub(crate) fn whose(&self, vault: &Vault, subject: Uuid) -> Result<Option<Value>, Error> {
        if !self.by_pseudonym {
            return Ok(params![subject].first().cloned());
        }
        match vault.pseudonym(subject) {
            Ok(pseudonym) => Ok(Some(pseudonym.into())),
            Err(vault::Error::Destroyed) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl Engine {
    /// What is held in a category, table by table.
    pub fn holdings(&self, category: &str) -> impl Iterator<Item = &Holding> {
        self.holdings.iter().filter(move |holding| holding.category == category)
    }
}

fn is_kept(table: &Table) -> bool {
    matches!(&table.concern, Concern::Person(Handling { disposal: Disposal::Keep { .. }, .. }))
}

fn is_told(column: &Column, category: &str) -> bool {
    let of_category = matches!(&column.concern, Concern::Person(handling) if handling.category == category);
    of_category && column.words.is_some()
}

/// The condition under which a row is told to the person, who is `$1`.
fn condition(map: &DataMap, table: &Table, person: &PersonLink) -> Option<String> {
    let name = &table.name;
    match person {
        PersonLink::Column(column) | PersonLink::Pseudonym(column) => Some(format!("{name}.{column} = $1")),
        PersonLink::Through { column, table: other } => {
            let other = map.tables().iter().find(|one| one.name == *other)?;
            Some(format!("{name}.{column} IN (SELECT id FROM {} WHERE {} = $1)", other.name, other.person_column()?))
        }
        PersonLink::Unlinkable => None,
    }
}

/// The column that names what the values of a table are sealed for, when that is not the person.
fn subject_column(map: &DataMap, table: &Table, person: &PersonLink) -> Option<String> {
    match person {
        PersonLink::Through { column, table: other } => {
            let other = map.tables().iter().find(|one| one.name == *other)?;
            other.subject.as_ref().map(|_| column.clone())
        }
        _ => table.subject.clone(),
    }
}

/// The first column that holds a day or an instant says how old a row is.
fn newest_first(table: &Table) -> String {
    let dated =
        |column: &&Column| column.words.as_ref().is_some_and(|words| matches!(words.form, Form::Instant | Form::Day));
    let column = table.columns.iter().find(dated);
    column.map_or_else(String::new, |column| format!(" ORDER BY {}.{} DESC", table.name, column.name))
}

fn shown(
    vault: &Vault,
    (owner_and_subject, category): ((Uuid, Uuid), KeyCategory),
    (column, place): (&Column, &'static str),
    value: Value,
) -> Result<Shown, Error> {
    let form = column.words.as_ref().map_or(Form::Text, |words| words.form);
    if form == Form::File {
        return Ok(Uuid::from_value(value).map_or(Shown::Absent, Shown::File));
    }
    Ok(match value {
        Value::Integer(number) if form == Form::Instant => {
            Timestamp::from_millisecond(number).map_or(Shown::Number(number), Shown::Instant)
        }
        Value::Integer(number) if form == Form::Flag => Shown::Flag(number != 0),
        Value::Integer(number) => Shown::Number(number),
        Value::Real(number) => Shown::Real(number),
        Value::Boolean(flag) => Shown::Flag(flag),
        Value::Text(text) => Shown::Text(text),
        Value::Bytes(bytes) if column.protection == Protection::Sealed => {
            let sealed: Sealed = bytes.into();
            match vault.open_of(owner_and_subject, category, place, &sealed) {
                Ok(value) => Shown::Sealed(value),
                Err(vault::Error::Destroyed) => Shown::Destroyed,
                Err(error) => return Err(error.into()),
            }
        }
        Value::Null | Value::Bytes(_) => Shown::Absent,
        Value::Identifier(id) => Shown::Text(id.to_string()),
    })
}
