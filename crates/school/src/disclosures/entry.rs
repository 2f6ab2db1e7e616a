//! A request of an authority as it is typed, parsed once at the door.

use std::net::IpAddr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::people::{Email, FieldMistake};

/// The longest name or reference, in characters.
const MOST_CHARACTERS: usize = 300;
/// What an order may rest on.
pub(crate) const BASES: [&str; 3] = ["court_order", "police_request", "administrative_request"];

/// The fields of the form, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct DisclosureForm {
    /// The court or service.
    pub authority: String,
    /// `court_order`, `police_request` or `administrative_request`.
    pub basis: String,
    /// Of the order, with the text of law it rests on.
    pub reference: String,
    /// ISO 8601.
    pub received_on: String,
    /// An e-mail address, or the address of a network.
    pub query: String,
    /// The first day asked for, ISO 8601.
    pub since_on: String,
    /// The last one.
    pub until_on: String,
    /// Whether name and address are asked for too.
    pub with_identity: bool,
    /// Whether the law forbids telling the person.
    pub is_secret: bool,
}

/// What is searched for.
pub(crate) enum Target {
    /// The sign-ins of an account.
    Account(Email),
    /// The sign-ins from an address of a network.
    Network(IpAddr),
}

impl Target {
    /// Reads what was typed: an address with an at sign, or one of a network.
    pub(super) fn parse(typed: &str) -> Result<Self, FieldMistake> {
        let wrong = FieldMistake::new("query", "disclosure-query");
        match typed.trim().parse() {
            Ok(address) => Ok(Self::Network(address)),
            Err(_) => Email::parse(typed).map(Self::Account).map_err(|_| wrong),
        }
    }

    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::Account(_) => "account",
            Self::Network(_) => "network",
        }
    }
}

/// A request that can be entered.
pub struct NewDisclosure {
    pub(super) authority: String,
    pub(super) basis: &'static str,
    pub(super) reference: String,
    pub(super) received_on: Date,
    pub(super) target: Target,
    /// What was typed, to be sealed.
    pub(super) query: String,
    pub(super) since_at: Timestamp,
    pub(super) until_at: Timestamp,
    pub(super) with_identity: bool,
    pub(super) is_secret: bool,
}

impl NewDisclosure {
    /// Takes the form, or says every mistake in it.
    pub fn parse(form: &DisclosureForm) -> Result<Self, Vec<FieldMistake>> {
        let mut mistakes = Vec::new();
        let authority = noted(&mut mistakes, short("authority", &form.authority, "disclosure-authority"));
        let reference = noted(&mut mistakes, short("reference", &form.reference, "disclosure-reference"));
        let basis = BASES.into_iter().find(|basis| *basis == form.basis);
        let basis = noted(&mut mistakes, basis.ok_or(FieldMistake::new("basis", "disclosure-basis")));
        let received_on = noted(&mut mistakes, day("received_on", &form.received_on));
        let target = noted(&mut mistakes, Target::parse(&form.query));
        let since = noted(&mut mistakes, day("since_on", &form.since_on));
        let until = noted(&mut mistakes, day("until_on", &form.until_on));
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            mistakes.push(FieldMistake::new("until_on", "disclosure-period"));
        }
        match (authority, basis, reference, received_on, target, since, until) {
            (
                Some(authority),
                Some(basis),
                Some(reference),
                Some(received_on),
                Some(target),
                Some(since),
                Some(until),
            ) if mistakes.is_empty() => Ok(Self {
                authority,
                basis,
                reference,
                received_on,
                target,
                query: form.query.trim().to_owned(),
                since_at: midnight(since),
                until_at: midnight(until.saturating_add(1.day())),
                with_identity: form.with_identity,
                is_secret: form.is_secret,
            }),
            _ => Err(mistakes),
        }
    }
}

fn noted<T>(mistakes: &mut Vec<FieldMistake>, parsed: Result<T, FieldMistake>) -> Option<T> {
    parsed.map_err(|mistake| mistakes.push(mistake)).ok()
}

fn short(field: &'static str, typed: &str, code: &'static str) -> Result<String, FieldMistake> {
    let text = typed.trim();
    let fits = !text.is_empty() && text.chars().count() <= MOST_CHARACTERS;
    fits.then(|| text.to_owned()).ok_or(FieldMistake::new(field, code))
}

fn day(field: &'static str, typed: &str) -> Result<Date, FieldMistake> {
    typed.parse().map_err(|_| FieldMistake::new(field, "disclosure-day"))
}

/// When a day begins in Strasbourg, where the order was received.
fn midnight(day: Date) -> Timestamp {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    day.to_zoned(zone).map_or(Timestamp::MIN, |start| start.timestamp())
}
