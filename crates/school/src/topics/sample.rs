//! Every letter that the program writes, as an invented person would receive it: for those who answer for its words.

use coursework::Language;
use jiff::Timestamp;

use super::{Addressee, Envelope, Topic};
use crate::{Error, Settings};

/// Each letter, by the prefix of its words, with its topic; the empty string for one to an organisation.
const LETTERS: [(&str, &str); 35] = [
    ("welcome", Topic::ACCOUNT),
    ("confirmation", Topic::ACCOUNT),
    ("already-registered", Topic::ACCOUNT),
    ("new-device", Topic::ACCOUNT),
    ("session-ended", Topic::ACCOUNT),
    ("reset", Topic::ACCOUNT),
    ("password-changed", Topic::ACCOUNT),
    ("factor-changed", Topic::ACCOUNT),
    ("invitation", Topic::ACCOUNT),
    ("access-near", Topic::ACCOUNT),
    ("access-review", Topic::ACCOUNT),
    ("email-change", Topic::ACCOUNT),
    ("email-change-notice", Topic::ACCOUNT),
    ("certificate-ready", Topic::ACCOUNT),
    ("inactive", Topic::ACCOUNT),
    ("inactive-again", Topic::ACCOUNT),
    ("closure-asked", Topic::ACCOUNT),
    ("closed", Topic::ACCOUNT),
    ("notice", Topic::DEADLINES),
    ("notices", Topic::COURSES),
    ("attachments-refused", Topic::CONVERSATIONS),
    ("appeal-decided", Topic::COURSES),
    ("request-confirm", Topic::NOTICES),
    ("request-received", Topic::NOTICES),
    ("request-identity", Topic::NOTICES),
    ("request-extended", Topic::NOTICES),
    ("request-answered", Topic::NOTICES),
    ("request-near", Topic::NOTICES),
    ("request-overdue", Topic::NOTICES),
    ("incident-affected", Topic::NOTICES),
    ("incident-near", Topic::NOTICES),
    ("incident-overdue", Topic::NOTICES),
    ("recipient-rectified", ""),
    ("recipient-erased", ""),
    ("recipient-restricted", ""),
];

/// A letter as it is received.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The prefix of its words.
    pub key: &'static str,
    /// Its topic; none for a letter to an organisation.
    pub topic: Option<Topic>,
    /// Its subject.
    pub subject: String,
    /// Its text part.
    pub text: String,
    /// Its HTML part, a whole document with its own style.
    pub html: String,
}

/// Every letter in a language.
pub fn samples(settings: &Settings, now: Timestamp, language: Language) -> Result<Vec<Sample>, Error> {
    LETTERS.iter().map(|(key, topic)| sample(settings, now, language, (key, topic))).collect()
}

fn sample(
    settings: &Settings,
    now: Timestamp,
    language: Language,
    (key, topic): (&'static str, &str),
) -> Result<Sample, Error> {
    let topic = if topic.is_empty() { None } else { Some(Topic::of(topic)?) };
    let (name, email) = ("Camille Roth".to_owned(), "camille@ecole.example".to_owned());
    let unsubscribe = topic.map(|_| "/desabonnement/EXEMPLE".to_owned());
    let to = Addressee { name, email, language, topic, unsubscribe };
    let letter = Envelope { key, to, path: "/".to_owned(), reply_tag: None, values: values(language) };
    let letter = letter.letter(settings, now, String::new())?;
    Ok(Sample { key, topic, subject: letter.subject, text: letter.text, html: letter.html })
}

/// What any of them may name.
fn values(language: Language) -> Vec<(&'static str, String)> {
    let said = |french: &str, english: &str| match language {
        Language::Fr => french.to_owned(),
        Language::En => english.to_owned(),
    };
    vec![
        ("about", "camille@ecole.example".to_owned()),
        ("consequences", said("Des résultats pourraient être lus.", "Results could be read.")),
        ("contact", said("par courrier, à l'adresse de l'école", "by post, at the school's address")),
        ("count", "2".to_owned()),
        ("day", said("15 janvier 2027", "15 January 2027")),
        ("description", said("Une liste a été perdue.", "A list was lost.")),
        ("detail", said("adresse : camille@ecole.example", "address: camille@ecole.example")),
        ("list", said("- « Lire un relevé »\n- « Prévoir »", "- “Reading a statement”\n- “Planning”")),
        ("measures", said("La liste était chiffrée.", "The list was encrypted.")),
        ("right", said("Copie de vos données", "Copy of your data")),
        (
            "text",
            said(
                "« Prévoir » est à terminer pour le 15 janvier 2027.",
                "“Planning” is to be finished by 15 January 2027.",
            ),
        ),
        ("title", said("Une liste perdue", "A lost list")),
    ]
}
