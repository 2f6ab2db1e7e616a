//! From the map to statements: each is put together once, when the program starts.

use std::collections::BTreeMap;

use database::{Column as Live, Statement};

use crate::table::{Concern, Handling, PersonLink, Table};
use crate::{CountedFrom, DataMap, Disposal, Error};

/// Rows disposed of in one story.
pub(crate) const BATCH: usize = 500;

/// What becomes of a person's part of a table at the term of a category. Takes the person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) table: &'static str,
    pub(crate) statement: Statement,
    /// Whether an exception keeps its rows until their term when the person asks for erasure.
    pub(crate) is_excepted: bool,
}

/// What becomes of the events of a table. `dispose` takes the instant up to which they are due; `remaining` and `oldest` take
/// a person.
#[derive(Clone, Debug)]
pub(crate) struct EventStep {
    pub(crate) table: &'static str,
    pub(crate) category: String,
    pub(crate) dispose: Statement,
    pub(crate) due: Statement,
    pub(crate) remaining: Option<Statement>,
    pub(crate) oldest: Option<Statement>,
}

/// Every statement that the map asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// By category; rows that hang on other rows first.
    pub(crate) disposals: BTreeMap<String, Vec<Step>>,
    pub(crate) events: Vec<EventStep>,
    /// By category: what has a key and a term of its own and may be erased with its person. Takes the person.
    pub(crate) conversations: Vec<(String, Statement)>,
    /// By category: everybody of whom something is held.
    pub(crate) subjects: BTreeMap<String, Statement>,
}

impl Plan {
    /// Puts the statements together, or says what the schema does not allow.
    pub(crate) fn new(map: &DataMap, live: &[Live]) -> Result<Self, Error> {
        let subjects = map.categories().iter().filter_map(|one| subjects(map, &one.code)).collect();
        let mut plan = Self { subjects, ..Self::default() };
        let mut tables: Vec<&Table> = map.tables().iter().collect();
        tables.sort_by_key(|table| !hangs_on_another(table));
        for table in tables {
            for (category, step) in steps(map, table, live)? {
                plan.disposals.entry(category).or_default().push(step);
            }
            plan.conversations.extend(conversations(table));
            if let Some(step) = event_step(map, table) {
                plan.events.push(step);
            }
        }
        Ok(plan)
    }

    /// Every statement, for the test that prepares them on both engines.
    pub(crate) fn statements(&self) -> impl Iterator<Item = &'static str> {
        let disposals = self.disposals.values().flatten().map(|step| step.statement.text());
        let events =
            self.events.iter().flat_map(|step| [Some(step.dispose), Some(step.due), step.remaining, step.oldest]);
        let conversations = self.conversations.iter().map(|(_, statement)| statement.text());
        let subjects = self.subjects.values().map(|statement| statement.text());
        let others = events.flatten().map(Statement::text).chain(conversations).chain(subjects);
        disposals.chain(others).collect::<Vec<_>>().into_iter()
    }
}

fn hangs_on_another(table: &Table) -> bool {
    matches!(&table.concern, Concern::Person(Handling { person: PersonLink::Through { .. }, .. }))
}

/// The disposal of a table's rows at the term of its category, and of single columns at the term of theirs.
fn steps(map: &DataMap, table: &Table, live: &[Live]) -> Result<Vec<(String, Step)>, Error> {
    let mut steps = Vec::new();
    let own = match &table.concern {
        Concern::Person(handling) => Some(handling),
        Concern::Nobody { .. } => None,
    };
    if let Some(handling) = own
        && let (Disposal::Delete | Disposal::Aggregate, Some(person)) =
            (&handling.disposal, whose(map, table, &handling.person))
    {
        let text = format!("DELETE FROM {} WHERE {person}", table.name);
        let is_excepted = table.exception.is_some();
        steps.push((handling.category.clone(), Step { is_excepted, ..step(table, text) }));
    }
    let mut cleared: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for column in &table.columns {
        let Concern::Person(handling) = &column.concern else { continue };
        let same = own.is_some_and(|own| own.category == handling.category);
        let kept = matches!(handling.disposal, Disposal::Keep { .. });
        if same || kept || whose(map, table, &handling.person).is_none() {
            continue;
        }
        let nullable = live.iter().any(|one| one.table == table.name && one.name == column.name && one.nullable);
        if !nullable {
            let message = format!("{}.{} goes before its row does, so it must be nullable", table.name, column.name);
            return Err(Error::Plan(message));
        }
        cleared.entry(&handling.category).or_default().push(&column.name);
    }
    let person = own.and_then(|own| whose(map, table, &own.person));
    for (category, columns) in cleared {
        let Some(person) = &person else { continue };
        let columns: Vec<String> = columns.iter().map(|column| format!("{column} = NULL")).collect();
        let text = format!("UPDATE {} SET {} WHERE {person}", table.name, columns.join(", "));
        steps.push((category.to_owned(), step(table, text)));
    }
    Ok(steps)
}

/// The conversations of a person in a table, unless an exception keeps them.
fn conversations(table: &Table) -> Option<(String, Statement)> {
    let (Concern::Person(handling), Some(subject)) = (&table.concern, &table.subject) else { return None };
    let person = table.person_column().filter(|_| table.exception.is_none())?;
    let text = format!("SELECT {subject} FROM {} WHERE {person} = $1", table.name);
    Some((handling.category.clone(), leaked(text)))
}

/// Everybody whom a table names and of whom it holds something in a category.
fn subjects(map: &DataMap, category: &str) -> Option<(String, Statement)> {
    let mut parts = std::collections::BTreeSet::new();
    for table in map.tables() {
        for column in &table.columns {
            if let Concern::Person(handling) = &column.concern
                && let (true, PersonLink::Column(person)) = (handling.category == category, &handling.person)
            {
                parts.insert(format!("SELECT {person} FROM {} WHERE {person} IS NOT NULL", table.name));
            }
        }
    }
    let text = parts.into_iter().collect::<Vec<_>>().join(" UNION ");
    (!text.is_empty()).then(|| (category.to_owned(), leaked(text)))
}

/// The condition under which a row is the subject's, which is `$1`: the person, or what the table's rows have a term of.
fn whose(map: &DataMap, table: &Table, link: &PersonLink) -> Option<String> {
    match (link, &table.subject) {
        (PersonLink::Pseudonym(_) | PersonLink::Unlinkable, _) => None,
        (_, Some(subject)) => Some(format!("{subject} = $1")),
        (PersonLink::Column(column), None) => Some(format!("{column} = $1")),
        (PersonLink::Through { column, table: other }, None) => {
            let other = map.tables().iter().find(|one| one.name == *other)?;
            let subject = other.subject.as_ref().or_else(|| other.person_column())?;
            Some(format!("{column} IN (SELECT id FROM {} WHERE {subject} = $1)", other.name))
        }
    }
}

fn event_step(map: &DataMap, table: &Table) -> Option<EventStep> {
    let (Concern::Person(handling), Some(counted)) = (&table.concern, &table.counted) else { return None };
    let by_event = map.category(&handling.category).is_some_and(|one| one.counted_from == CountedFrom::Event);
    if !by_event || matches!(handling.disposal, Disposal::Keep { .. }) {
        return None;
    }
    let (name, category) = (&table.name, &handling.category);
    let person = match &handling.person {
        PersonLink::Column(column) => Some(column),
        _ => None,
    };
    // A hold wins over the term (decision 7).
    let free = person.map_or_else(String::new, |person| {
        format!(
            " AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.subject_id = {name}.{person} AND holds.lifted_at IS NULL \
             AND (holds.category IS NULL OR holds.category = '{category}'))"
        )
    });
    let due = format!("{counted} <= $1{free}");
    // Up to the instant of the last row of a batch: an index walk that costs what is due, on both engines alike.
    let dispose = format!(
        "DELETE FROM {name} WHERE {counted} <= COALESCE((SELECT {counted} FROM {name} WHERE {due} ORDER BY {counted} \
         LIMIT 1 OFFSET {}), $1) AND {due} RETURNING {}",
        BATCH - 1,
        person.map_or("NULL", String::as_str)
    );
    let count = format!("SELECT COUNT(*) FROM {name} WHERE {due}");
    let remaining = person.map(|person| leaked(format!("SELECT 1 FROM {name} WHERE {person} = $1 LIMIT 1")));
    let oldest = person.map(|person| leaked(format!("SELECT MIN({counted}) FROM {name} WHERE {person} = $1")));
    Some(EventStep {
        table: name.clone().leak(),
        category: category.clone(),
        dispose: leaked(dispose),
        due: leaked(count),
        remaining,
        oldest,
    })
}

fn step(table: &Table, text: String) -> Step {
    Step { table: table.name.clone().leak(), statement: leaked(text), is_excepted: false }
}

/// A statement lives as long as the program, and there are as many as the map has tables.
pub(crate) fn leaked(text: String) -> Statement {
    Statement::new(text.leak())
}
