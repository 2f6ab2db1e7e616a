//! Instants, days and durations in words, in Strasbourg's time.

use coursework::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use school::words::{words, words_with};

/// Writes instants for one page.
pub(crate) struct Moments {
    language: Language,
    zone: TimeZone,
    today: Date,
}

impl Moments {
    /// For a page shown now.
    pub(crate) fn new(language: Language, now: Timestamp) -> Self {
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        let today = now.to_zoned(zone.clone()).date();
        Self { language, zone, today }
    }

    /// « 15 janvier 2025 » or « 15 January 2025 »; « aujourd'hui » and « hier » stay dates, which one can look up.
    pub(crate) fn day(&self, day: &Date) -> String {
        let month = words(self.language, &format!("month-{}", day.month()));
        let first =
            if day.day() == 1 && self.language == Language::Fr { "1er".to_owned() } else { day.day().to_string() };
        format!("{first} {month} {}", day.year())
    }

    /// « 15 janvier 2025 à 21:04 »
    pub(crate) fn instant(&self, at: &Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        let values = [("day", self.day(&local.date()).into()), ("time", self.clock(*at).into())];
        words_with(self.language, "moment-day-time", &values)
    }

    /// « 21:04 »
    pub(crate) fn clock(&self, at: Timestamp) -> String {
        let local = at.to_zoned(self.zone.clone());
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The day of an instant, in words.
    pub(crate) fn date_of(&self, at: &Timestamp) -> String {
        self.day(&at.to_zoned(self.zone.clone()).date())
    }

    /// Today, in Strasbourg.
    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// « 1 h 05 min », « 12 min », « moins d'une minute ».
    pub(crate) fn duration(&self, seconds: i64) -> String {
        match (seconds / 3_600, seconds % 3_600 / 60) {
            (0, 0) => words(self.language, "duration-less"),
            (0, minutes) => format!("{minutes}\u{a0}min"),
            (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes:02}\u{a0}min"),
        }
    }
}
