//! A campaign as it is typed, parsed once at the door.

use jiff::Timestamp;

use super::Campaign;
use crate::moments::{read_instant, typed_instant};
use crate::people::FieldMistake;
use crate::topics::Topic;

/// The longest subject, in characters: what a telephone shows of one.
const MOST_SUBJECT: usize = 120;
/// The longest text, in characters.
const MOST_BODY: usize = 20_000;
/// The longest event, in minutes.
const MOST_MINUTES: i64 = 24 * 60;
/// The topic of which a campaign has a day and a place.
pub(super) const EVENTS: &str = "events";

/// The fields of the form, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct CampaignForm {
    /// A topic's code.
    pub topic: String,
    /// In French, in one line.
    pub subject_fr: String,
    /// In French, Markdown.
    pub body_fr: String,
    /// In English; empty for none.
    pub subject_en: String,
    /// In English; empty for none.
    pub body_en: String,
    /// When the event begins, in Strasbourg's time: `2026-12-01T18:30`.
    pub event_at: String,
    /// How long it lasts, in minutes.
    pub event_minutes: String,
    /// Where: an address, or a link.
    pub event_place: String,
}

/// A campaign that can be kept.
#[derive(Clone, Debug)]
pub struct NewCampaign {
    pub(super) topic: Topic,
    pub(super) french: (String, String),
    pub(super) english: (String, String),
    pub(super) event: Option<(Timestamp, i64, String)>,
}

impl From<&Campaign> for CampaignForm {
    fn from(one: &Campaign) -> Self {
        let event = one.event.clone();
        Self {
            topic: one.topic.code().to_owned(),
            subject_fr: one.french.0.clone(),
            body_fr: one.french.1.clone(),
            subject_en: one.english.0.clone(),
            body_en: one.english.1.clone(),
            event_at: event.as_ref().map(|(at, ..)| typed_instant(*at)).unwrap_or_default(),
            event_minutes: event.as_ref().map(|(_, minutes, _)| minutes.to_string()).unwrap_or_default(),
            event_place: event.map(|(.., place)| place).unwrap_or_default(),
        }
    }
}

impl NewCampaign {
    /// Takes the form, or says every mistake in it.
    pub fn parse(form: &CampaignForm) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let topic = Topic::of(&form.topic).ok().filter(|topic| topic.declared().needs_consent());
        mistakes.extend(topic.is_none().then_some(FieldMistake::new("topic", "campaign-topic")));
        let french = words(&mut mistakes, ("subject_fr", &form.subject_fr), ("body_fr", &form.body_fr));
        let has_english = !form.subject_en.trim().is_empty() || !form.body_en.trim().is_empty();
        let english = if has_english {
            words(&mut mistakes, ("subject_en", &form.subject_en), ("body_en", &form.body_en))
        } else {
            Default::default()
        };
        let event = (form.topic == EVENTS).then(|| event(&mut mistakes, form));
        match topic {
            Some(topic) if mistakes.is_empty() => Ok(Self { topic, french, english, event: event.flatten() }),
            _ => Err(mistakes),
        }
    }
}

fn words(
    mistakes: &mut Vec<FieldMistake>,
    (subject_field, subject): (&'static str, &str),
    (body_field, body): (&'static str, &str),
) -> (String, String) {
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    if subject.is_empty() || subject.chars().count() > MOST_SUBJECT {
        mistakes.push(FieldMistake::new(subject_field, "campaign-subject"));
    }
    let body = body.trim().replace("\r\n", "\n");
    if body.is_empty() || body.chars().count() > MOST_BODY {
        mistakes.push(FieldMistake::new(body_field, "campaign-body"));
    }
    // A picture would be fetched when the letter is opened, and say so; a link without its host leads nowhere from a letter.
    if body.contains("![") {
        mistakes.push(FieldMistake::new(body_field, "campaign-picture"));
    }
    if body.contains("](/") {
        mistakes.push(FieldMistake::new(body_field, "campaign-link"));
    }
    (subject, body)
}

fn event(mistakes: &mut Vec<FieldMistake>, form: &CampaignForm) -> Option<(Timestamp, i64, String)> {
    let at = read_instant(&form.event_at);
    mistakes.extend(at.is_none().then_some(FieldMistake::new("event_at", "campaign-event-at")));
    let minutes = form.event_minutes.trim().parse().ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
    mistakes.extend(minutes.is_none().then_some(FieldMistake::new("event_minutes", "campaign-event-minutes")));
    let place = form.event_place.split_whitespace().collect::<Vec<_>>().join(" ");
    if place.is_empty() || place.chars().count() > MOST_SUBJECT * 2 {
        mistakes.push(FieldMistake::new("event_place", "campaign-event-place"));
    }
    Some((at?, minutes?, place))
}
