//! A letter on its way: to whom, in which words, with which link; then text and HTML.

use askama::Template;
use coursework::Language;
use database::{Moment, Transaction};
use fluent_templates::fluent_bundle::FluentValue;
use jiff::Timestamp;
use jobs::{Failure, Job, Outcome};
use mail::Transport;
use serde::de::DeserializeOwned;
use vault::Vault;

use super::reply::reply_address;
use super::{Addressee, Topic};
use crate::recipients;
use crate::words::{words, words_with};
use crate::{Error, School, Settings};

/// Everything that a letter needs to be written.
pub(crate) struct Envelope {
    /// The prefix of its words.
    pub(crate) key: &'static str,
    /// To whom, about what.
    pub(crate) to: Addressee,
    /// Where its button leads.
    pub(crate) path: String,
    /// What an answer by mail belongs to; none where an answer belongs nowhere.
    pub(crate) reply_tag: Option<String>,
    /// What its words take, besides the name and the school.
    pub(crate) values: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "mails/letter.txt")]
struct TextPart<'l> {
    words: &'l LetterWords,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct HtmlPart<'l> {
    words: &'l LetterWords,
    language: &'static str,
}

/// Every word of a letter, in the person's language.
struct LetterWords {
    subject: String,
    greeting: String,
    paragraphs: Vec<String>,
    action: String,
    url: String,
    closing: String,
    school: String,
    /// What the letter is about, and how to stop it; empty for an organisation.
    about: String,
    stop: String,
    stop_url: String,
}

/// Writes the letter that a job asks for and hands it to the transport. Whoever is gone gets none.
pub(crate) async fn deliver<L: DeserializeOwned + Send + 'static>(
    (school, transport, job): (&School, &Transport, &Job),
    address: impl FnOnce(&Transaction<'_>, &Vault, &Moment, L) -> Result<Option<Envelope>, Error> + Send + 'static,
) -> Result<Outcome, Failure> {
    let letter: L = serde_json::from_str(&job.payload).map_err(|error| Failure::Dead(error.to_string()))?;
    let written = school
        .write(move |transaction, vault, moment| address(transaction, vault, moment, letter))
        .await
        .map_err(|error| Failure::Retry(error.to_string()))?;
    match written {
        Some(envelope) => envelope.send(school, transport, job).await,
        None => Ok(Outcome::Done),
    }
}

impl Envelope {
    /// Writes the letter and hands it to the transport.
    pub(crate) async fn send(self, school: &School, transport: &Transport, job: &Job) -> Result<Outcome, Failure> {
        may_leave(school, transport).await?;
        let (now, identifier) = (school.clock.now(), job.id.to_string());
        let letter =
            self.letter(&school.settings, now, identifier).map_err(|error| Failure::Dead(error.to_string()))?;
        hand_over(transport, &letter).await?;
        Ok(Outcome::Done)
    }

    /// The letter as it leaves.
    pub(super) fn letter(
        self,
        settings: &Settings,
        written_at: Timestamp,
        identifier: String,
    ) -> Result<mail::Letter, Error> {
        let language = self.to.language;
        let letter = self.words(settings);
        let render = |error: askama::Error| Error::Other(format!("a letter cannot be written: {error}"));
        Ok(mail::Letter {
            from: settings.mail_from.clone(),
            to_name: self.to.name,
            to_address: self.to.email,
            subject: letter.subject.clone(),
            text: TextPart { words: &letter }.render().map_err(render)?,
            html: HtmlPart { words: &letter, language: language.code() }.render().map_err(render)?,
            written_at,
            identifier,
            list: self.to.topic.as_ref().map(|topic| topic.code().to_owned()),
            reply_to: self.reply_tag.as_deref().and_then(|tag| reply_address(settings, tag)),
            file: None,
            unsubscribe: Some(letter.stop_url).filter(|url| !url.is_empty()),
        })
    }

    fn words(&self, settings: &Settings) -> LetterWords {
        let language = self.to.language;
        let with_names = |key: &str| {
            let mut values: Vec<(&'static str, FluentValue<'static>)> =
                vec![("name", self.to.name.clone().into()), ("school", settings.name.clone().into())];
            values.extend(self.values.iter().map(|(name, value)| (*name, value.clone().into())));
            words_with(language, key, &values)
        };
        let (about, stop) = stop_words(language, self.to.topic);
        LetterWords {
            subject: with_names(&format!("letter-{}-subject", self.key)),
            greeting: with_names("letter-greeting"),
            paragraphs: with_names(&format!("letter-{}-body", self.key)).lines().map(str::to_owned).collect(),
            action: words(language, &format!("letter-{}-action", self.key)),
            url: format!("{}{}", settings.base_url, self.path),
            closing: with_names("letter-closing"),
            school: format!("{} · {}", settings.name, settings.address),
            about,
            stop,
            stop_url: self.to.unsubscribe.iter().map(|path| format!("{}{path}", settings.base_url)).collect(),
        }
    }
}

/// What a letter is about, and the words of the link that stops it.
pub(super) fn stop_words(language: Language, topic: Option<Topic>) -> (String, String) {
    let Some(topic) = topic else { return Default::default() };
    let declared = topic.declared();
    let title = if language == Language::Fr { &declared.title.fr } else { &declared.title.en };
    let (about, stop) =
        if declared.stops { ("letter-about", "letter-stop") } else { ("letter-about-needed", "letter-stop-others") };
    (words_with(language, about, &[("topic", title.clone().into())]), words(language, stop))
}

/// Why a letter has not left.
pub(crate) struct Unsent {
    /// What that means for its job.
    pub(crate) failure: Failure,
    /// Whether the relay answered that it is to come later: it may have had enough of its destination.
    pub(crate) asked_to_wait: bool,
}

impl From<Failure> for Unsent {
    fn from(failure: Failure) -> Self {
        Self { failure, asked_to_wait: false }
    }
}

impl From<Unsent> for Failure {
    fn from(unsent: Unsent) -> Self {
        unsent.failure
    }
}

/// Hands a letter to the transport; refused for good, it is dead.
pub(super) async fn hand_over(transport: &Transport, letter: &mail::Letter) -> Result<(), Unsent> {
    let asked_to_wait = |error: &mail::Error| matches!(error, mail::Error::Busy(_));
    match transport.send(letter).await {
        Ok(()) => Ok(()),
        Err(error @ (mail::Error::Malformed(_) | mail::Error::Refused(_))) => {
            Err(Failure::Dead(error.to_string()).into())
        }
        Err(error) => Err(Unsent { asked_to_wait: asked_to_wait(&error), failure: Failure::Retry(error.to_string()) }),
    }
}

/// Whether the register lets letters out to the relay; one that it does not hold is refused before any connection.
pub(super) async fn may_leave(school: &School, transport: &Transport) -> Result<(), Failure> {
    let Some(host) = transport.host().map(str::to_owned) else { return Ok(()) };
    let refusal = format!("{host} is not in the register of recipients");
    let story = school.write(move |transaction, _, moment| recipients::permit(transaction, moment, (&host, "mail")));
    match story.await.map_err(|error| Failure::Retry(error.to_string()))? {
        Some(_) => Ok(()),
        None => Err(Failure::Retry(refusal)),
    }
}
