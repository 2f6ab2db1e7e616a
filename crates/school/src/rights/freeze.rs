//! Freezing (P40): data that is kept, shown to its person, and used for nothing else until the freeze is lifted.

use database::{Moment, Transaction};
use privacy::{Engine, HoldKind};
use serde_json::json;
use vault::Vault;

use super::request::{NewRequest, RequestKind, Requester, done};
use super::{Reading, RequestId};
use crate::Error;
use crate::recipients::{Change, tell};
use crate::words::words;

/// The four grounds of GDPR article 18(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreezeGround {
    /// a: the person contests that the data is accurate.
    Accuracy,
    /// b: the processing is unlawful and the person opposes erasure.
    Unlawful,
    /// c: the school no longer needs it, the person does for a legal claim.
    Claims,
    /// d: an objection is being examined.
    Objection,
}

impl FreezeGround {
    /// All of them, in the article's order.
    pub const ALL: [Self; 4] = [Self::Accuracy, Self::Unlawful, Self::Claims, Self::Objection];

    /// The point of the article.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accuracy => "18(1)(a)",
            Self::Unlawful => "18(1)(b)",
            Self::Claims => "18(1)(c)",
            Self::Objection => "18(1)(d)",
        }
    }

    /// The last letter of the point, for words and forms.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Accuracy => "a",
            Self::Unlawful => "b",
            Self::Claims => "c",
            Self::Objection => "d",
        }
    }

    /// The ground of a letter.
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.letter() == letter)
    }
}

/// Freezes a category of the person's data at once; [`Error::NotFound`] for one that does not exist. Frozen already, it stays so.
pub fn freeze(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (reading, category, ground): (&Reading, &str, FreezeGround),
) -> Result<RequestId, Error> {
    engine.map().category(category).ok_or(Error::NotFound)?;
    let subject = reading.person.uuid();
    let frozen = privacy::holds(transaction, subject)?
        .iter()
        .any(|hold| hold.kind == HoldKind::Restriction.code() && hold.category.as_deref() == Some(category));
    if !frozen {
        privacy::place(transaction, moment, subject, Some(category), (HoldKind::Restriction, ground.code()))?;
        tell(transaction, vault, moment, (reading.person, Change::Restricted(category)))?;
    }
    let new = NewRequest {
        kind: RequestKind::Restriction,
        from: Requester::Person(reading.person),
        language: reading.language,
        detail: json!({ "category": category, "ground": ground.code(), "frozen": true }),
        text: "",
    };
    done(transaction, vault, moment, engine, (&new, &words(reading.language, "freeze-answer")))
}

/// Lifts the freeze that the person asked for themselves; whether there was one.
pub fn unfreeze(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (reading, category): (&Reading, &str),
) -> Result<bool, Error> {
    let mut lifted = false;
    for hold in privacy::holds(transaction, reading.person.uuid())? {
        let own = hold.kind == HoldKind::Restriction.code() && hold.category.as_deref() == Some(category);
        if own {
            lifted |= privacy::lift(transaction, moment, hold.id)?;
        }
    }
    if lifted {
        let new = NewRequest {
            kind: RequestKind::Restriction,
            from: Requester::Person(reading.person),
            language: reading.language,
            detail: json!({ "category": category, "frozen": false }),
            text: "",
        };
        done(transaction, vault, moment, engine, (&new, &words(reading.language, "unfreeze-answer")))?;
    }
    Ok(lifted)
}
