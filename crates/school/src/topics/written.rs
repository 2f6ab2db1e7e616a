//! A letter that somebody of the school wrote, in Markdown.

use askama::Template;
use coursework::Language;
use coursework::markdown::{fragment, plain};
use jiff::Timestamp;
use jobs::{Failure, Job};
use mail::{LetterFile, Transport};

use super::Addressee;
use super::envelope::{Unsent, hand_over, may_leave, stop_words};
use crate::words::words_with;
use crate::{Error, School, Settings};

/// What was written, and what comes with it.
pub(crate) struct Written {
    /// To whom; their consent is part of it.
    pub(crate) to: Addressee,
    /// In one line.
    pub(crate) subject: String,
    /// In Markdown.
    pub(crate) body: String,
    /// The label of its button and the path it leads to.
    pub(crate) action: Option<(String, String)>,
    /// A file.
    pub(crate) file: Option<LetterFile>,
}

#[derive(Template)]
#[template(path = "mails/written.txt")]
struct TextPart<'w> {
    words: &'w WrittenWords,
}

#[derive(Template)]
#[template(path = "mails/written.html")]
struct HtmlPart<'w> {
    words: &'w WrittenWords,
    language: &'static str,
    subject: &'w str,
}

struct WrittenWords {
    greeting: String,
    body_text: String,
    /// Safe: rendered and sanitised by `coursework`.
    body_html: String,
    action: String,
    url: String,
    closing: String,
    school: String,
    about: String,
    stop: String,
    stop_url: String,
}

impl Written {
    /// Writes the letter and hands it to the transport.
    pub(crate) async fn send(self, school: &School, transport: &Transport, job: &Job) -> Result<(), Unsent> {
        may_leave(school, transport).await?;
        let now = school.clock.now();
        let letter =
            self.letter(&school.settings, now, job.id.to_string()).map_err(|error| Failure::Dead(error.to_string()))?;
        hand_over(transport, &letter).await
    }

    /// The letter as it leaves.
    pub(crate) fn letter(
        self,
        settings: &Settings,
        written_at: Timestamp,
        identifier: String,
    ) -> Result<mail::Letter, Error> {
        let language = self.to.language;
        let words = self.words(settings, language);
        let render = |error: askama::Error| Error::Other(format!("a letter cannot be written: {error}"));
        Ok(mail::Letter {
            from: settings.mail_from.clone(),
            text: TextPart { words: &words }.render().map_err(render)?,
            html: HtmlPart { words: &words, language: language.code(), subject: &self.subject }
                .render()
                .map_err(render)?,
            to_name: self.to.name,
            to_address: self.to.email,
            subject: self.subject,
            written_at,
            identifier,
            list: self.to.topic.map(|topic| topic.code().to_owned()),
            unsubscribe: Some(words.stop_url).filter(|url| !url.is_empty()),
            reply_to: None,
            file: self.file,
        })
    }

    fn words(&self, settings: &Settings, language: Language) -> WrittenWords {
        let (about, stop) = stop_words(language, self.to.topic);
        let (action, path) = self.action.clone().unwrap_or_default();
        let school = [("school", settings.name.clone().into()), ("name", self.to.name.clone().into())];
        WrittenWords {
            greeting: words_with(language, "letter-greeting", &school),
            body_text: plain(&self.body),
            body_html: fragment(&self.body, language),
            url: if action.is_empty() { String::new() } else { format!("{}{path}", settings.base_url) },
            action,
            closing: words_with(language, "letter-closing", &school),
            school: format!("{} · {}", settings.name, settings.address),
            about,
            stop,
            stop_url: self.to.unsubscribe.iter().map(|path| format!("{}{path}", settings.base_url)).collect(),
        }
    }
}
