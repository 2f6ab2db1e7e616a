//! The certificate: one A4 page that its holder may frame, and that anyone may verify.

use std::sync::LazyLock;

use jiff::Timestamp;
use typst::foundations::{Array, Bytes, Dict, IntoValue, Value};
use typst::syntax::Source;

use crate::fonts::{undrawable, without_silent_characters};
use crate::{Error, code, press};

static TEMPLATE: LazyLock<Source> =
    LazyLock::new(|| press::template("certificate.typ", include_str!("../../../templates/documents/certificate.typ")));

/// Bytes of letters beyond which a page is full at any size: more is refused before the cost of laying it out.
const LETTER_BYTES_A_PAGE: usize = 8_000;

/// The language of the words that the certificate brings itself; the values are in it already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// French, as written in France.
    French,
    /// English, as written in Great Britain.
    English,
}

/// What a certificate says, in words ready to be read. An empty list is left out with its heading.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Language of the document.
    pub language: Language,
    /// Name of the person, as it stood on the day of issue.
    pub holder: String,
    /// Title of the programme.
    pub programme: String,
    /// Name of the school.
    pub school: String,
    /// Postal address of the school, in one line; may be empty.
    pub school_address: String,
    /// Day of issue in words: « 15 janvier 2025 ».
    pub issued_on: String,
    /// The certificate's public number, as shown on the verification page.
    pub number: String,
    /// Competences validated, in the order of their numbers.
    pub competences: Vec<Competence>,
    /// Modules completed, in the order of the programme.
    pub modules: Vec<Module>,
    /// Duration of the programme in words: « 10 heures ».
    pub hours: String,
    /// Final mean in words: « 81 % »; none when the programme has no assessment.
    pub score: Option<String>,
    /// Address of the verification page, with its scheme. The code in the page carries it whole.
    pub verification_url: String,
    /// Who answers for the certificate; none leaves the school alone.
    pub signatory: Option<Signatory>,
}

/// A competence of the EntreComp framework.
#[derive(Debug, Clone)]
pub struct Competence {
    /// Number in the framework: « 2.4 ».
    pub number: String,
    /// What the framework calls it.
    pub label: String,
    /// Dimension in words: « stratégique »; may be empty.
    pub dimension: String,
}

/// A module that was completed.
#[derive(Debug, Clone)]
pub struct Module {
    /// Title of the module.
    pub title: String,
    /// Result in words: « 84 % »; empty when the module has no assessment.
    pub result: String,
}

/// The person who answers for a certificate in the name of the school.
#[derive(Debug, Clone)]
pub struct Signatory {
    /// First and last name.
    pub name: String,
    /// Office held: « directrice pédagogique »; may be empty.
    pub office: String,
}

/// Makes the PDF file of a certificate: one A4 page, PDF/A-2a and PDF/UA-1, dated by `made_at`.
///
/// The bytes depend on the arguments alone. The text shrinks, down to a size that can still be read, until it fits.
///
/// # Errors
/// [`Error::Undrawable`] for characters no font has, [`Error::AddressTooLong`], [`Error::TooLong`] when a page is not
/// enough.
pub fn certificate(certificate: &Certificate, made_at: Timestamp) -> Result<Vec<u8>, Error> {
    let mut words = Words::default();
    words.gather(certificate);
    words.add("code", Bytes::from_string(code::draw(&certificate.verification_url)?));
    press::print_one_page(&TEMPLATE, words.finish()?, &certificate.number, made_at)
}

/// The values on their way to the template, their length, and the characters that cannot be printed.
#[derive(Default)]
struct Words {
    values: Dict,
    letter_bytes: usize,
    undrawable: String,
}

impl Words {
    fn gather(&mut self, certificate: &Certificate) {
        let language = match certificate.language {
            Language::French => "fr",
            Language::English => "en",
        };
        self.add("language", language);
        let texts = [
            ("holder", &certificate.holder),
            ("programme", &certificate.programme),
            ("school", &certificate.school),
            ("address", &certificate.school_address),
            ("issued_on", &certificate.issued_on),
            ("number", &certificate.number),
            ("hours", &certificate.hours),
            ("verification_url", &certificate.verification_url),
        ];
        for (name, text) in texts {
            let text = self.text(text);
            self.add(name, text);
        }
        let score = certificate.score.as_deref().map_or(Value::None, |score| self.text(score));
        self.add("score", score);
        self.gather_lists(certificate);
    }

    fn gather_lists(&mut self, certificate: &Certificate) {
        let competences: Array = (certificate.competences.iter())
            .map(|competence| self.row([&competence.number, &competence.label, &competence.dimension]))
            .collect();
        self.add("competences", competences);
        let modules: Array =
            certificate.modules.iter().map(|module| self.row([&module.title, &module.result])).collect();
        self.add("modules", modules);
        let signatory = certificate.signatory.as_ref();
        let signatory = signatory.map_or(Value::None, |signatory| self.row([&signatory.name, &signatory.office]));
        self.add("signatory", signatory);
    }

    fn add(&mut self, name: &str, value: impl IntoValue) {
        self.values.insert(name.into(), value.into_value());
    }

    fn row<const LENGTH: usize>(&mut self, texts: [&str; LENGTH]) -> Value {
        Value::Array(texts.into_iter().map(|text| self.text(text)).collect())
    }

    fn text(&mut self, text: &str) -> Value {
        self.letter_bytes += text.len();
        for character in undrawable(text).chars() {
            if !self.undrawable.contains(character) {
                self.undrawable.push(character);
            }
        }
        Value::Str(without_silent_characters(text).into())
    }

    fn finish(self) -> Result<Dict, Error> {
        if !self.undrawable.is_empty() {
            return Err(Error::Undrawable(self.undrawable));
        }
        if self.letter_bytes > LETTER_BYTES_A_PAGE { Err(Error::TooLong) } else { Ok(self.values) }
    }
}
