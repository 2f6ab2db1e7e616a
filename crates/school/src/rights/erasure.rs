//! Erasure at the person's request (P39): at once for what may go, with the article and the date for what stays.

use database::{Moment, Reader, Transaction};
use journal::Entry;
use privacy::{Engine, Erased, Fate};
use serde_json::json;
use vault::Vault;

use super::receipt::make;
use super::request::{NewRequest, RequestKind, RequestOutcome, Requester, answer, open};
use super::{Reading, RequestId};
use crate::Error;
use crate::people::{PersonId, close};
use crate::recipients::{Change, tell};
use crate::words::{words, words_with};

/// The six grounds of GDPR article 17(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasureGround {
    /// a: no longer needed.
    NotNeeded,
    /// b: consent withdrawn.
    ConsentWithdrawn,
    /// c: objection.
    Objection,
    /// d: processed unlawfully.
    Unlawful,
    /// e: a law asks for it.
    Law,
    /// f: collected from a child.
    Child,
}

impl ErasureGround {
    /// All of them, in the article's order.
    pub const ALL: [Self; 6] =
        [Self::NotNeeded, Self::ConsentWithdrawn, Self::Objection, Self::Unlawful, Self::Law, Self::Child];

    /// The point of the article.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotNeeded => "a",
            Self::ConsentWithdrawn => "b",
            Self::Objection => "c",
            Self::Unlawful => "d",
            Self::Law => "e",
            Self::Child => "f",
        }
    }

    /// The ground of a point.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// What a person wants erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErasureScope {
    /// Everything, and the account closed at once; otherwise everything that the account can do without.
    pub with_account: bool,
}

/// One line of the answer, before or after: a category and what becomes of it.
#[derive(Clone, Debug)]
pub struct ErasureLine {
    /// The category, in words.
    pub category: String,
    /// What becomes of it, in words: now, or why it stays, by which article, until when.
    pub fate: String,
    /// Whether it goes.
    pub goes: bool,
}

/// What would become of each category, in words: shown before it is asked for, and given as the answer after.
pub fn erasure_lines(
    reader: &Reader<'_>,
    engine: &Engine,
    moment: &Moment,
    (reading, scope): (&Reading, ErasureScope),
) -> Result<Vec<ErasureLine>, Error> {
    let fates = privacy::fates(reader, engine, moment, (reading.person.uuid(), scope.with_account))?;
    let mut lines: Vec<ErasureLine> = fates.iter().map(|fate| line(reading, fate)).collect();
    // A table that an exception keeps stands in the answer by its own name.
    for table in engine.map().tables() {
        if let (Some(exception), Some(title)) = (&table.exception, &table.title) {
            let why = exception.in_language(reading.spoken()).to_owned();
            let values = [("why", why.into()), ("article", exception.article.clone().into())];
            let fate = words_with(reading.language, "erasure-kept", &values);
            lines.push(ErasureLine { category: reading.said(title), fate, goes: false });
        }
    }
    Ok(lines)
}

fn line(reading: &Reading, fate: &Fate<'_>) -> ErasureLine {
    let category = reading.said(&fate.category.label);
    let (text, goes) = match &fate.erased {
        Erased::Now => (words(reading.language, "erasure-now"), true),
        Erased::WithAccount => (words(reading.language, "erasure-with-account"), false),
        Erased::Held => (words(reading.language, "erasure-held"), false),
        Erased::Kept { exception, until } => {
            let why = exception.in_language(reading.spoken()).to_owned();
            let mut values = vec![("why", why.into()), ("article", exception.article.clone().into())];
            let key = if let Some(until) = until {
                values.push(("day", reading.moments.date_of(until).into()));
                "erasure-kept-until"
            } else {
                "erasure-kept"
            };
            (words_with(reading.language, key, &values), false)
        }
    };
    ErasureLine { category, fate: text, goes }
}

/// Erases what may go, closes the account if that was asked, answers the request, and gives the receipt's code.
pub fn erase(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (reading, ground, scope): (&Reading, ErasureGround, ErasureScope),
) -> Result<(RequestId, String), Error> {
    let person = reading.person;
    let lines = erasure_lines(transaction, engine, moment, (reading, scope))?;
    let new = NewRequest {
        kind: RequestKind::Erasure,
        from: Requester::Person(person),
        language: reading.language,
        detail: json!({ "ground": ground.code(), "account": scope.with_account }),
        text: "",
    };
    let request = open(transaction, vault, moment, engine, &new)?;
    if scope.with_account {
        close(transaction, vault, moment, engine, person)?;
    }
    let fates = privacy::fates(transaction, engine, moment, (person.uuid(), scope.with_account))?;
    let going: Vec<&str> =
        fates.iter().filter(|fate| fate.erased == Erased::Now).map(|fate| fate.category.code.as_str()).collect();
    let receipt = carry_out(transaction, vault, moment, engine, (person, request, ground, &going))?;
    let outcome = if lines.iter().all(|line| line.goes) { RequestOutcome::Granted } else { RequestOutcome::Partly };
    let mut text: Vec<String> = lines.iter().map(|line| format!("{} : {}", line.category, line.fate)).collect();
    text.push(words_with(reading.language, "erasure-receipt-at", &[("path", format!("/recus/{receipt}").into())]));
    answer(transaction, vault, moment, engine, (request, outcome, &text.join("\n")))?;
    Ok((request, receipt))
}

/// Erases these categories, with the journal's entry and its receipt, whose code is given.
pub(crate) fn carry_out(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, request, ground, going): (PersonId, RequestId, ErasureGround, &[&str]),
) -> Result<String, Error> {
    let subject = person.uuid();
    // While the identity key is there, the entry can still say whom it was about: nobody can once it is gone.
    let pseudonym = vault.pseudonym(subject)?;
    tell(transaction, vault, moment, (person, Change::Erased(going)))?;
    let mut rows = serde_json::Map::new();
    for category in going {
        let gone = privacy::erase(transaction, vault, moment, engine, (subject, category))?;
        rows.insert((*category).to_owned(), gone.into());
    }
    let entry = Entry::new("erasure.done")
        .about(pseudonym)
        .with("request", request.to_string())
        .with("ground", format!("17(1)({})", ground.code()))
        .with("rows", rows)
        .with("keys_destroyed", going.len());
    let entry = journal::append(transaction, moment, entry)?;
    make(transaction, moment, entry)
}
