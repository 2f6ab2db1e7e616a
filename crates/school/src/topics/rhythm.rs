//! How often, and at which hours, a person wants letters about their courses. What always leaves, leaves at once.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::civil::{DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use crate::Error;
use crate::people::{FieldMistake, PersonId};

/// When what waits is written together: after work.
const HOUR: i8 = 18;

/// How often, and when not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    often: Often,
    /// The hour from which no letter leaves, and the one at which they leave again.
    quiet: Option<(i8, i8)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Often {
    AtOnce,
    Daily,
    Weekly,
}

impl Often {
    const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::Weekly];

    const fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The fields of the form, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct RhythmForm {
    /// `at_once`, `daily` or `weekly`.
    pub rhythm: String,
    /// An hour from 0 to 23; empty for none.
    pub quiet_from: String,
    /// Likewise.
    pub quiet_until: String,
}

impl Rhythm {
    const AT_ONCE: Self = Self { often: Often::AtOnce, quiet: None };

    /// Takes the form, or says what is wrong in it.
    pub fn parse(form: &RhythmForm) -> Result<Self, FieldMistake> {
        let often = Often::from_code(&form.rhythm).ok_or_else(|| FieldMistake::new("rhythm", "rhythm-unknown"))?;
        let hour = |field, typed: &str| match typed.trim() {
            "" => Ok(None),
            typed => match typed.parse::<i8>() {
                Ok(hour) if (0..24).contains(&hour) => Ok(Some(hour)),
                _ => Err(FieldMistake::new(field, "rhythm-hour")),
            },
        };
        match (hour("quiet_from", &form.quiet_from)?, hour("quiet_until", &form.quiet_until)?) {
            (None, None) => Ok(Self { often, quiet: None }),
            (Some(from), Some(until)) if from != until => Ok(Self { often, quiet: Some((from, until)) }),
            (Some(_), _) => Err(FieldMistake::new("quiet_until", "rhythm-both")),
            (None, Some(_)) => Err(FieldMistake::new("quiet_from", "rhythm-both")),
        }
    }

    /// The fields as a form holds them.
    pub fn form(self) -> RhythmForm {
        let hour = |which: fn((i8, i8)) -> i8| self.quiet.map(which).map(|hour| hour.to_string()).unwrap_or_default();
        RhythmForm {
            rhythm: self.often.code().to_owned(),
            quiet_from: hour(|(from, _)| from),
            quiet_until: hour(|(_, until)| until),
        }
    }

    /// When a letter that is ready now may leave, in Strasbourg's hours.
    pub(crate) fn next(self, now: Timestamp) -> Timestamp {
        let here = now.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC));
        let gathered = match self.often {
            Often::AtOnce => Some(here.clone()),
            Often::Daily => following(&here, |_| true),
            Often::Weekly => following(&here, |day| day.weekday() == Weekday::Monday),
        };
        let at = gathered.unwrap_or_else(|| here.clone());
        self.after_quiet(at).map_or(now, |at| at.timestamp())
    }

    /// The instant itself, or the end of the quiet hours that it falls in.
    fn after_quiet(self, at: Zoned) -> Option<Zoned> {
        let Some((from, until)) = self.quiet else { return Some(at) };
        let hour = at.hour();
        let (quiet, tomorrow) = if from < until {
            ((from..until).contains(&hour), false)
        } else {
            (hour >= from || hour < until, hour >= from)
        };
        if !quiet {
            return Some(at);
        }
        let day = if tomorrow { at.date().tomorrow().ok()? } else { at.date() };
        DateTime::from_parts(day, Time::new(until, 0, 0, 0).ok()?).to_zoned(at.time_zone().clone()).ok()
    }
}

/// The next time it is the hour of gathered letters, on a day that fits.
fn following(here: &Zoned, fits: impl Fn(&DateTime) -> bool) -> Option<Zoned> {
    (0..8).find_map(|days| {
        let day = here.date().checked_add(Span::new().days(days)).ok()?;
        let at = DateTime::from_parts(day, Time::new(HOUR, 0, 0, 0).ok()?);
        let zoned = at.to_zoned(here.time_zone().clone()).ok()?;
        (fits(&at) && zoned > *here).then_some(zoned)
    })
}

/// A person's rhythm; at once and at any hour unless they chose.
pub fn rhythm(reader: &Reader<'_>, person: PersonId) -> Result<Rhythm, Error> {
    let chosen: Option<(String, Option<i64>, Option<i64>)> = reader.optional(
        sql!("SELECT rhythm, quiet_from, quiet_until FROM mail_rhythms WHERE person_id = $1"),
        params![person],
    )?;
    let Some((often, from, until)) = chosen else { return Ok(Rhythm::AT_ONCE) };
    let hour = |hour: Option<i64>| hour.and_then(|hour| i8::try_from(hour).ok());
    Ok(Rhythm { often: Often::from_code(&often).unwrap_or(Often::AtOnce), quiet: hour(from).zip(hour(until)) })
}

/// Chooses it.
pub fn choose_rhythm(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, rhythm): (PersonId, Rhythm),
) -> Result<(), Error> {
    let (from, until) = rhythm.quiet.map(|(from, until)| (i64::from(from), i64::from(until))).unzip();
    transaction.execute(
        sql!(
            "INSERT INTO mail_rhythms (person_id, rhythm, quiet_from, quiet_until, changed_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (person_id) DO UPDATE SET rhythm = $2, quiet_from = $3, quiet_until = $4, changed_at = $5"
        ),
        params![person, rhythm.often.code(), from, until, moment.now],
    )?;
    Ok(())
}
