//! A school of many, made of one person who did something of everything, and what developers are given of it.

use std::collections::BTreeMap;
use std::path::Path;

use database::{FromValue, Statement, Transaction, Uuid, Value, params};
use privacy::anonymous::{Made, Making};
use privacy::{PersonLink, Protection, Table};
use server::anonymous::{Anonymised, anonymise};

use super::TestSchool;

/// The rows of a table.
type Rows = Vec<Vec<Value>>;

impl TestSchool {
    /// Makes the developers' data set.
    pub(crate) async fn anonymise(&self, out: &Path) -> Anonymised {
        let data = &self.opened.school.database;
        anonymise(&self.settings, data, (out, self.clock.clone()), |_| ()).await.expect("a data set")
    }

    /// Adds so many people who are as this one, each with rows and identifiers of their own, a minute apart.
    pub(crate) async fn multiply(&self, person: Uuid, times: i64) -> Vec<Uuid> {
        let engine = self.opened.school.privacy.clone();
        let story = self.opened.school.write(move |transaction, _, moment| {
            let tables: Vec<&Table> =
                engine.map().tables().iter().filter(|table| matches!(table.making, Making::Drawn(_))).collect();
            let originals: Vec<Rows> =
                tables.iter().map(|table| rows(transaction, table, person)).collect::<Result<_, _>>()?;
            let mut people = Vec::new();
            for number in 1..=times {
                let mut known = BTreeMap::from([(person, moment.identifier())]);
                for (table, rows) in tables.iter().zip(&originals) {
                    for row in rows {
                        let twin = twin(table, row, number, &mut known, moment);
                        transaction.execute(insertion(table), &twin)?;
                    }
                }
                people.push(known[&person]);
            }
            Ok(people)
        });
        story.await.expect("a crowd")
    }

    /// Changes something of somebody.
    pub(crate) async fn alter(&self, statement: &'static str, values: Vec<Value>) -> u64 {
        let statement = Statement::new(statement);
        let altered = self.opened.school.write(move |transaction, _, _| Ok(transaction.execute(statement, &values)?));
        altered.await.expect("a change")
    }
}

fn rows(transaction: &Transaction<'_>, table: &Table, person: Uuid) -> Result<Rows, database::Error> {
    let condition = match &table.concern {
        privacy::Concern::Person(handling) => match &handling.person {
            PersonLink::Column(column) => format!("{column} = $1"),
            PersonLink::Through { column, table: other } => {
                format!("{column} IN (SELECT id FROM {other} WHERE person_id = $1)")
            }
            _ => return Ok(Rows::new()),
        },
        privacy::Concern::Nobody { .. } => return Ok(Rows::new()),
    };
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let text = format!("SELECT {} FROM {} WHERE {condition}", names.join(", "), table.name);
    let mut rows = Rows::new();
    transaction.visit(Statement::new(text.leak()), params![person], |row| {
        rows.push(row);
        Ok::<_, database::Error>(())
    })?;
    Ok(rows)
}

/// The same row of somebody else.
fn twin(
    table: &Table,
    row: &[Value],
    number: i64,
    known: &mut BTreeMap<Uuid, Uuid>,
    moment: &database::Moment,
) -> Vec<Value> {
    let value = |(column, value): (&privacy::Column, &Value)| {
        if let Ok(id) = Uuid::from_value(value.clone()) {
            if column.made == Some(Made::New) && column.name == "id" {
                known.entry(id).or_insert_with(|| moment.identifier());
            }
            return known.get(&id).copied().map_or_else(|| value.clone(), Value::from);
        }
        match (value, column.protection) {
            (Value::Bytes(_), Protection::Fingerprint) => Value::from(moment.entropy.bytes::<32>()),
            (Value::Text(text), Protection::Fingerprint | Protection::Key) => Value::from(format!("{text}-{number}")),
            (Value::Text(text), _) if column.name == "code" => Value::from(format!("{text}-{number}")),
            (Value::Integer(at), _) if column.made == Some(Made::Instant) => Value::Integer(at - number * 60_000),
            _ => value.clone(),
        }
    };
    table.columns.iter().zip(row).map(value).collect()
}

fn insertion(table: &Table) -> Statement {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    let text = format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), places.join(", "));
    Statement::new(text.leak())
}
