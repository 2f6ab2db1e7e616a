//! « Mes données » (P02, P34, B05): one card a category, drawn from the data map alone.

use std::collections::BTreeSet;

use coursework::Language;
use database::Reader;
use jiff::Timestamp;
use privacy::{Basis, Category, Concern, CountedFrom, Engine, Form, Handling, Holding};
use vault::Vault;

use super::Reading;
use crate::Error;
use crate::people;
use crate::words::{words, words_with};

/// The journal's kind of a look at a person's record; its detail names the category, the role and the reason by code.
const LOOK: &str = "record.opened";
/// Looks shown on one card.
const MOST_LOOKS: u32 = 50;

/// Everything a person is told of one category.
#[derive(Clone, Debug)]
pub struct Card {
    /// The category's code.
    pub code: String,
    /// What the policy calls it.
    pub label: String,
    /// What it serves, each with its basis, in words.
    pub purposes: Vec<String>,
    /// How long the policy keeps it.
    pub retention: String,
    /// Until when, in words with a date wherever one can be computed.
    pub until: String,
    /// Since when it is frozen, if it is.
    pub frozen_since: Option<Timestamp>,
    /// When the freeze will be lifted, once that was announced.
    pub lifts_at: Option<Timestamp>,
    /// Who can see it, in words.
    pub recipients: Vec<String>,
    /// Who did.
    pub looks: Vec<Look>,
    /// The values, table by table; a table without any row is left out.
    pub tables: Vec<HeldTable>,
}

/// A look that somebody had at the person's record.
#[derive(Clone, Debug)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// In which role, in words.
    pub role: String,
    /// For what, in words.
    pub reason: String,
}

/// The rows of one table about the person.
#[derive(Clone, Debug)]
pub struct HeldTable {
    /// Its title.
    pub title: String,
    /// What its columns are called.
    pub columns: Vec<String>,
    /// The newest rows, in words.
    pub rows: Vec<Vec<String>>,
    /// How many rows there are in all.
    pub total: u64,
}

impl HeldTable {
    /// How many rows are not shown.
    pub fn more(&self) -> i64 {
        i64::try_from(self.total).unwrap_or(i64::MAX) - i64::try_from(self.rows.len()).unwrap_or(0)
    }
}

/// One card for each category, each table with so many rows at most.
pub fn cards(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    most: u32,
) -> Result<Vec<Card>, Error> {
    let categories = engine.map().categories().iter();
    categories.map(|category| draw(reader, vault, engine, reading, (category, most))).collect()
}

/// The card of one category; [`Error::NotFound`] for a code that the map does not have.
pub fn card(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    (code, most): (&str, u32),
) -> Result<Card, Error> {
    let category = engine.map().category(code).ok_or(Error::NotFound)?;
    draw(reader, vault, engine, reading, (category, most))
}

fn draw(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    (category, most): (&Category, u32),
) -> Result<Card, Error> {
    let subject = reading.person.uuid();
    let tables = engine.holdings(&category.code).map(|holding| held(reader, vault, reading, (holding, most)));
    let holds = privacy::holds(reader, subject)?;
    let frozen = holds.iter().find(|hold| {
        hold.kind == privacy::HoldKind::Restriction.code()
            && hold.category.as_ref().is_none_or(|code| *code == category.code)
    });
    Ok(Card {
        code: category.code.clone(),
        label: reading.said(&category.label),
        purposes: purposes(engine, reading, category),
        retention: category.retention(reading.spoken()),
        until: until(reader, engine, reading, category)?,
        frozen_since: frozen.map(|hold| hold.placed_at),
        lifts_at: frozen.and_then(|hold| hold.lifts_at),
        recipients: recipients(engine, reading, category),
        looks: looks(reader, vault, engine, reading, category)?,
        tables: tables.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|table| table.total > 0).collect(),
    })
}

fn held(
    reader: &Reader<'_>,
    vault: &Vault,
    reading: &Reading,
    (holding, most): (&Holding, u32),
) -> Result<HeldTable, Error> {
    let subject = reading.person.uuid();
    let names: Vec<_> = holding.columns.iter().filter_map(|column| column.words.as_ref()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    holding.read(reader, vault, (subject, Some(most)), |row| {
        let cells = row.iter().zip(&names).map(|(shown, words)| reading.words(shown, words));
        rows.push(cells.collect::<Result<_, Error>>()?);
        Ok::<_, Error>(())
    })?;
    let full = rows.len() >= most as usize;
    let total = if full { holding.count(reader, vault, subject)? } else { rows.len() as u64 };
    // What a machine reads is in the copy, and a column without any value says nothing.
    let told: Vec<bool> = (names.iter().enumerate())
        .map(|(at, words)| words.form != Form::Structure && rows.iter().any(|row| !row[at].is_empty()))
        .collect();
    let columns = names.iter().map(|words| words.in_language(reading.spoken()).to_owned());
    Ok(HeldTable {
        title: holding.table.title.as_ref().map_or_else(String::new, |title| reading.said(title)),
        columns: only(&told, columns),
        rows: rows.into_iter().map(|row| only(&told, row)).collect(),
        total,
    })
}

fn only<T>(told: &[bool], all: impl IntoIterator<Item = T>) -> Vec<T> {
    all.into_iter().zip(told).filter(|(_, told)| **told).map(|(one, _)| one).collect()
}

/// How the map says that the columns of a category are dealt with.
fn handlings<'e>(engine: &'e Engine, category: &'e Category) -> impl Iterator<Item = &'e Handling> {
    let columns = engine.map().tables().iter().flat_map(|table| &table.columns);
    columns.filter_map(move |column| match &column.concern {
        Concern::Person(handling) if handling.category == category.code => Some(handling),
        _ => None,
    })
}

fn purposes(engine: &Engine, reading: &Reading, category: &Category) -> Vec<String> {
    let used: BTreeSet<&String> = handlings(engine, category).flat_map(|handling| &handling.purposes).collect();
    let all = engine.map().purposes().iter().filter(|purpose| used.contains(&purpose.code));
    all.map(|purpose| {
        let basis = words(reading.language, basis_key(purpose.basis));
        let label = reading.said(&purpose.label);
        words_with(reading.language, "rights-purpose", &[("purpose", label.into()), ("basis", basis.into())])
    })
    .collect()
}

/// The key of the words of a basis.
pub(crate) const fn basis_key(basis: Basis) -> &'static str {
    match basis {
        Basis::Contract => "basis-contract",
        Basis::Consent => "basis-consent",
        Basis::LegitimateInterest => "basis-legitimate-interest",
        Basis::LegalObligation => "basis-legal-obligation",
    }
}

fn recipients(engine: &Engine, reading: &Reading, category: &Category) -> Vec<String> {
    let used: BTreeSet<&String> = handlings(engine, category).flat_map(|handling| &handling.recipients).collect();
    let roles = engine.map().roles().iter().filter(|role| used.contains(&role.code));
    roles.map(|role| reading.said(&role.label)).collect()
}

/// Until when, with a date: the real one when what it counts from has happened, otherwise the one if it happened now.
fn until(reader: &Reader<'_>, engine: &Engine, reading: &Reading, category: &Category) -> Result<String, Error> {
    let subject = reading.person.uuid();
    let say = |key: &str, at: Timestamp| {
        let kept = category.kept.words(reading.spoken());
        let values = [("kept", kept.into()), ("day", reading.moments.date_of(&at).into())];
        words_with(reading.language, key, &values)
    };
    let known = privacy::terms(reader, subject)?.into_iter().find(|(code, _)| *code == category.code);
    if let Some((_, due)) = known {
        return Ok(say("rights-until-known", due));
    }
    Ok(match category.counted_from {
        CountedFrom::AccountClosure => match people::closure(reader, reading.person)? {
            Some(closing) => say("rights-until-closing", privacy::due_at(closing, category.kept)),
            None => say("rights-until-closure", privacy::due_at(reading.moments.now(), category.kept)),
        },
        CountedFrom::Event => match privacy::oldest_event(reader, engine, (subject, &category.code))? {
            Some(oldest) => say("rights-until-event", privacy::due_at(oldest, category.kept)),
            None => words(reading.language, "rights-until-nothing"),
        },
        CountedFrom::LastContact => say("rights-until-contact", reading.moments.now()),
        CountedFrom::AccountingYearEnd => say("rights-until-year", reading.moments.now()),
    })
}

/// Code and label of every category.
pub fn category_labels(engine: &Engine, reading: &Reading) -> Vec<(String, String)> {
    engine.map().categories().iter().map(|one| (one.code.clone(), reading.said(&one.label))).collect()
}

/// Each category that counts from the closure of the account, with the instant at which it would be erased if it closed then.
pub fn terms_of_closure(engine: &Engine, language: Language, from: Timestamp) -> Vec<(String, Timestamp)> {
    let spoken = Reading::spoken_as(language);
    let categories = engine.map().categories().iter();
    let closing = categories.filter(|category| category.counted_from == CountedFrom::AccountClosure);
    closing.map(|one| (one.label.in_language(spoken).to_owned(), privacy::due_at(from, one.kept))).collect()
}

/// Who looked at this category of the person's record.
fn looks(
    reader: &Reader<'_>,
    vault: &Vault,
    engine: &Engine,
    reading: &Reading,
    category: &Category,
) -> Result<Vec<Look>, Error> {
    let pseudonym = vault.pseudonym(reading.person.uuid())?;
    let entries = journal::about(reader, pseudonym, (LOOK, MOST_LOOKS))?;
    let mine = entries.into_iter().filter(|(_, detail)| detail["category"] == category.code.as_str());
    Ok(mine
        .map(|(at, detail)| {
            let code = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
            let roles = engine.map().roles().iter().find(|role| role.code == code("role"));
            let role = roles.map_or_else(|| code("role"), |role| reading.said(&role.label));
            Look { at, role, reason: words(reading.language, &format!("look-{}", code("reason"))) }
        })
        .collect())
}
