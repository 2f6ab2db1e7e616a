//! Instants, days and durations in words, in Strasbourg's time.

use coursework::Language;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::words::{words, words_with};

/// The day of an instant in Strasbourg, whose days the school's terms count.
pub fn strasbourg(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)).date()
}

/// An instant as a field of the kind `datetime-local` holds it: `2026-11-23T21:30`.
pub fn typed_instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// What such a field holds, as an instant; none for what is no instant.
pub fn read_instant(typed: &str) -> Option<Timestamp> {
    let local: DateTime = typed.trim().parse().ok()?;
    Some(local.to_zoned(TimeZone::get("Europe/Paris").ok()?).ok()?.timestamp())
}

/// Writes instants for one page or letter.
pub struct Moments {
    language: Language,
    zone: TimeZone,
    today: Date,
    now: Timestamp,
}

impl Moments {
    /// For what is shown now.
    pub fn new(language: Language, now: Timestamp) -> Self {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        let today = now.to_zoned(zone.clone()).date();
        Self { language, zone, today, now }
    }

    /// « 15 janvier 2025 » or « 15 January 2025 »; « aujourd'hui » and « hier » stay dates, which one can look up.
    pub fn day(&self, day: &Date) -> String {
        let month = words(self.language, &format!("month-{}", day.month()));
        let first =
            if day.day() == 1 && self.language == Language::Fr { "1er".to_owned() } else { day.day().to_string() };
        format!("{first} {month} {}", day.year())
    }

    /// « janvier 2025 »
    pub fn month(&self, day: &Date) -> String {
        format!("{} {}", words(self.language, &format!("month-{}", day.month())), day.year())
    }

    /// « 15 janvier 2025 à 21:04 »
    pub fn instant(&self, at: &Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        let values = [("day", self.day(&local.date()).into()), ("time", self.clock(*at).into())];
        words_with(self.language, "moment-day-time", &values)
    }

    /// « 21:04 »
    pub fn clock(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The day of an instant, in words.
    pub fn date_of(&self, at: &Timestamp) -> String {
        self.day(&at.to_zoned(self.zone.clone()).date())
    }

    /// The instant at which it is shown.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Today, in Strasbourg.
    pub fn today(&self) -> Date {
        self.today
    }

    /// « 1 h 05 min », « 12 min », « moins d'une minute ».
    pub fn duration(&self, seconds: i64) -> String {
        match (seconds / 3_600, seconds % 3_600 / 60) {
            (0, 0) => words(self.language, "duration-less"),
            (0, minutes) => format!("{minutes}\u{a0}min"),
            (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}\u{a0}min"),
        }
    }
}
