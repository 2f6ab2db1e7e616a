//! Erasure at a person's request (GDPR article 17): what goes at once, what stays, by which exception, until when.

use database::{Moment, Reader, Transaction, Uuid, params};
use jiff::Timestamp;
use vault::Vault;

use crate::category::{Category, Erasure, Exception};
use crate::disposal::{Reason, dispose};
use crate::hold::{HoldKind, holds, lift};
use crate::{CountedFrom, Engine, Error, due_at, terms};

/// What becomes of a category when its person asks for erasure now.
#[derive(Clone, Debug)]
pub struct Fate<'e> {
    /// The category.
    pub category: &'e Category,
    /// What becomes of it.
    pub erased: Erased,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erased {
    /// It goes at once.
    Now,
    /// It would go with the account.
    WithAccount,
    /// A legal hold keeps it until it is lifted (article 17(3)(b) and (e)).
    Held,
    /// It stays until its term.
    Kept {
        /// Why.
        exception: Exception,
        /// Until when, where it is known.
        until: Option<Timestamp>,
    },
}

/// What becomes of each category, with the account or without.
pub fn fates<'e>(
    reader: &Reader<'_>,
    engine: &'e Engine,
    moment: &Moment,
    (person, with_account): (Uuid, bool),
) -> Result<Vec<Fate<'e>>, Error> {
    let categories = engine.map().categories().iter();
    categories
        .map(|category| {
            let erased = fate(reader, engine, moment, (person, category, with_account))?;
            Ok(Fate { category, erased })
        })
        .collect()
}

fn fate(
    reader: &Reader<'_>,
    engine: &Engine,
    moment: &Moment,
    (person, category, with_account): (Uuid, &Category, bool),
) -> Result<Erased, Error> {
    // What stays anyway is not explained by a hold that the law keeps secret.
    let stays = matches!(category.erasure, Erasure::Kept(_));
    let held = holds(reader, person)?.into_iter().any(|hold| {
        let told = !(hold.is_secret && stays);
        hold.kind == HoldKind::LegalHold.code()
            && told
            && hold.category.as_ref().is_none_or(|code| *code == category.code)
    });
    if held {
        return Ok(Erased::Held);
    }
    Ok(match &category.erasure {
        Erasure::Now => Erased::Now,
        Erasure::WithAccount if with_account => Erased::Now,
        Erasure::WithAccount => Erased::WithAccount,
        Erasure::Kept(exception) => {
            let until = last_due(reader, engine, moment, (person, category))?;
            Erased::Kept { exception: exception.clone(), until }
        }
    })
}

/// When the last of a category will be due: for events, that of one that happens now.
fn last_due(
    reader: &Reader<'_>,
    engine: &Engine,
    moment: &Moment,
    (person, category): (Uuid, &Category),
) -> Result<Option<Timestamp>, Error> {
    if category.counted_from == CountedFrom::Event {
        let any = crate::oldest_event(reader, engine, (person, &category.code))?;
        return Ok(any.map(|_| due_at(moment.now, category.kept)));
    }
    Ok(terms(reader, person)?.into_iter().find(|(code, _)| *code == category.code).map(|(_, due)| due))
}

/// Erases a category of a person now, their conversations with it, and gives how many rows went. The caller has asked for
/// [`fates`] and leaves out what stays. A restriction that the person asked for ends with what it froze.
pub fn erase(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (person, category): (Uuid, &str),
) -> Result<u64, Error> {
    for hold in holds(transaction, person)? {
        if hold.kind == HoldKind::Restriction.code() && hold.category.as_deref() == Some(category) {
            lift(transaction, moment, hold.id)?;
        }
    }
    let mut rows = 0;
    for (_, statement) in engine.plan.conversations.iter().filter(|(code, _)| code == category) {
        for conversation in transaction.all::<Uuid>(*statement, params![person])? {
            rows += dispose(transaction, vault, moment, engine, (conversation, category), Reason::Erasure)?.total();
        }
    }
    rows += dispose(transaction, vault, moment, engine, (person, category), Reason::Erasure)?.total();
    Ok(rows)
}
