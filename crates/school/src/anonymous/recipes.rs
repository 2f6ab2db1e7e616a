//! What only the school knows how to make of the rest of an invented row.

use std::cell::RefCell;
use std::collections::HashMap;

use coursework::{Assessment, Exercise, Question, QuestionKind, sample_answer};
use database::{FromValue, Uuid, Value, params, sql};
use privacy::anonymous::{Plain, Slot};
use sha2::{Digest, Sha256};

use crate::assessments::draw;
use crate::certificates::{code, commitment, content, eligibility};
use crate::people::PersonId;
use crate::programmes::ProgrammeId;
use crate::{Error, hexadecimal};

/// Words of an essay that nobody wrote.
const ESSAY: &str = "Un texte inventé tient lieu de ce qui fut écrit ici. Il ne dit rien de personne.";

/// The recipes, with what they remember from row to row.
#[derive(Default)]
pub(super) struct Book {
    /// The partners' new names, by those of the real school.
    partners: RefCell<HashMap<String, String>>,
    /// The new fingerprints of the texts that were changed.
    hashes: RefCell<HashMap<String, String>>,
    questions: RefCell<HashMap<Uuid, Questions>>,
    staff: RefCell<HashMap<String, Vec<Uuid>>>,
}

/// The questions of an exercise, or the bank of an assessment with how many are drawn from it.
#[derive(Clone, Default)]
struct Questions {
    all: std::rc::Rc<Vec<Question>>,
    drawn: usize,
}

impl Book {
    /// What stands in a column.
    pub(super) fn make(&self, recipe: &str, slot: &Slot<'_>) -> Result<Plain, privacy::Error> {
        self.made(recipe, slot).map_err(|error| match error {
            Error::Database(error) => error.into(),
            Error::Vault(error) => error.into(),
            other => privacy::Error::Recipe(format!("{}.{}: {other}", slot.table, slot.column)),
        })
    }

    /// The partners' new names.
    pub(super) fn partners(&self) -> Vec<String> {
        let mut names: Vec<String> = self.partners.borrow().values().cloned().collect();
        names.sort();
        names
    }

    fn made(&self, recipe: &str, slot: &Slot<'_>) -> Result<Plain, Error> {
        let value = match recipe {
            "address-index" => index(slot, "people.email"),
            "closed-address-index" => index(slot, "people.closed_email"),
            "author" => self.author(slot)?,
            "file-name" => Value::from(format!("document-{}.txt", slot.number + 1)),
            "partner" => text(slot.original).map_or(Value::Null, |name| Value::from(self.partner(&name))),
            "source-text" => Value::from(self.source(&text(slot.original).unwrap_or_default())),
            "source-hash" => self.source_hash(slot),
            "questions" => Value::from(serde_json::to_string(&self.drawn(slot)?)?),
            "question" => match self.drawn(slot)?.get(slot.number) {
                Some(question) => Value::from(question.key.as_str()),
                None => return Ok(Plain::NoRow),
            },
            "answer" => return self.answer(slot),
            "levels" => return self.levels(slot),
            "certificate-code" => Value::from(code(slot.moment)),
            "commitment" => {
                let part = |column| text(slot.value(column)).unwrap_or_default();
                Value::from(commitment(&part("secret_sealed"), &part("holder_sealed")))
            }
            "certificate" => Value::from(certificate(slot)?),
            other => return Err(Error::Other(format!("there is no recipe {other}"))),
        };
        Ok(Plain::Value(value))
    }

    /// The desk's messages are of somebody of the desk, the others of the person.
    fn author(&self, slot: &Slot<'_>) -> Result<Value, Error> {
        let from_desk = bool::from_value(slot.value("from_desk").clone()).unwrap_or(false);
        let role = if text(slot.parents("desk")).as_deref() == Some("support") { "support" } else { "teacher" };
        let mut staff = self.staff.borrow_mut();
        if !staff.contains_key(role) {
            let known =
                slot.transaction.all(sql!("SELECT id FROM people WHERE role = $1 ORDER BY id"), params![role])?;
            staff.insert(role.to_owned(), known);
        }
        let known = staff.get(role).map(Vec::as_slice).unwrap_or_default();
        let of_desk = known.get(slot.moment.entropy.number() as usize % known.len().max(1)).copied();
        Ok(of_desk.filter(|_| from_desk).or(slot.person).into())
    }

    fn partner(&self, name: &str) -> String {
        let mut partners = self.partners.borrow_mut();
        let number = partners.len() + 1;
        partners.entry(name.to_owned()).or_insert_with(|| format!("partenaire-{number}")).clone()
    }

    /// A text of a programme, with its partners' new names. The modules, which come before, say who they are.
    fn source(&self, text: &str) -> String {
        let partners = self.partners.borrow();
        partners.iter().fold(text.to_owned(), |text, (name, new)| replaced(&text, name, new))
    }

    /// The fingerprint of a text as it is now: texts come before what points to them.
    fn source_hash(&self, slot: &Slot<'_>) -> Value {
        let Some(before) = text(slot.original) else { return Value::Null };
        let mut hashes = self.hashes.borrow_mut();
        if let Some(source) = text(slot.value("text")) {
            hashes.insert(before.clone(), hexadecimal(&Sha256::digest(self.source(&source))));
        }
        Value::from(hashes.get(&before).cloned().unwrap_or(before))
    }

    fn questions(&self, slot: &Slot<'_>) -> Result<Questions, Error> {
        let resource = Some(slot.value("resource_id")).filter(|value| **value != Value::Null);
        let resource = resource.unwrap_or_else(|| slot.parents("resource_id")).clone();
        let Ok(resource) = Uuid::from_value(resource) else { return Ok(Questions::default()) };
        if let Some(known) = self.questions.borrow().get(&resource) {
            return Ok(known.clone());
        }
        let (kind, content): (String, String) =
            slot.transaction.one(sql!("SELECT kind, content FROM resources WHERE id = $1"), params![resource])?;
        let (all, drawn) = match kind.as_str() {
            // What an earlier version of the program kept and this one cannot read has no questions.
            "exercise" => (serde_json::from_str::<Exercise>(&content).map(|one| one.questions).unwrap_or_default(), 0),
            "assessment" => match serde_json::from_str::<Assessment>(&content) {
                Ok(assessment) => (assessment.questions, usize::from(assessment.draw)),
                Err(_) => (Vec::new(), 0),
            },
            _ => (Vec::new(), 0),
        };
        let found = Questions { all: all.into(), drawn };
        self.questions.borrow_mut().insert(resource, found.clone());
        Ok(found)
    }

    /// The questions of an attempt, which follow from its seed.
    fn drawn(&self, slot: &Slot<'_>) -> Result<Vec<Question>, Error> {
        let seed = Some(slot.value("seed")).filter(|value| **value != Value::Null);
        let seed = i64::from_value(seed.unwrap_or_else(|| slot.parents("seed")).clone()).unwrap_or(0);
        let Questions { all, drawn } = self.questions(slot)?;
        Ok(draw(&all, drawn, seed.unsigned_abs()))
    }

    fn question(&self, slot: &Slot<'_>) -> Result<Option<Question>, Error> {
        let key = text(slot.value("question")).unwrap_or_default();
        Ok(self.questions(slot)?.all.iter().find(|question| question.key == key).cloned())
    }

    /// An answer that is as right as the row says. A question that was asked before an import is gone, and so is its row.
    fn answer(&self, slot: &Slot<'_>) -> Result<Plain, Error> {
        let Some(question) = self.question(slot)? else { return Ok(Plain::NoRow) };
        let is_right = text(slot.value("verdict")).as_deref() == Some("right");
        let answer = sample_answer(&question, is_right, ESSAY);
        Ok(Plain::Value(Value::from(serde_json::to_string(&answer)?)))
    }

    /// Points for each criterion of the rubric.
    fn levels(&self, slot: &Slot<'_>) -> Result<Plain, Error> {
        let Some(Question { kind: QuestionKind::Essay { criteria, .. }, .. }) = self.question(slot)? else {
            return Ok(Plain::NoRow);
        };
        let some = |most: u16| (slot.moment.entropy.number() % (u64::from(most) + 1)) as u16;
        let levels: Vec<u16> = criteria.iter().map(|criterion| some(criterion.points)).collect();
        Ok(Plain::Value(Value::from(serde_json::to_string(&levels)?)))
    }
}

/// A text with another word in place of one; what the word is a part of stays.
fn replaced(text: &str, word: &str, new: &str) -> String {
    let is_part = |one: char| one.is_alphanumeric() || one == '-';
    let mut said = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in text.match_indices(word) {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let stands_alone = !before.ends_with(is_part) && !after.starts_with(is_part);
        if stands_alone && at >= from {
            said.push_str(&text[from..at]);
            said.push_str(new);
            from = at + word.len();
        }
    }
    said.push_str(&text[from..]);
    said
}

/// What stands on a certificate, from what its invented holder is said to have reached.
fn certificate(slot: &Slot<'_>) -> Result<String, Error> {
    let programme = ProgrammeId::from_value(slot.value("programme_id").clone());
    let (Some(person), Ok(programme)) = (slot.person, programme) else { return Err(Error::NotFound) };
    let standing = eligibility(slot.transaction, PersonId::from(person), programme)?;
    Ok(serde_json::to_string(&content(slot.transaction, programme, &standing)?)?)
}

fn index(slot: &Slot<'_>, usage: &'static str) -> Value {
    let address = text(slot.value("email_sealed")).unwrap_or_default();
    Value::from(slot.vault.index(usage, &address.to_lowercase()))
}

fn text(value: &Value) -> Option<String> {
    String::from_value(value.clone()).ok()
}
