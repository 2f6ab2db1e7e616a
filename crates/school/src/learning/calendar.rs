//! The feed of deadlines for a calendar (RFC 5545).

use database::{Moment, Reader};
use icalendar::{Calendar, Component, Event, Property};
use jiff::tz::TimeZone;

use super::deadlines;
use crate::Error;
use crate::people::PersonId;

/// A person's deadlines as whole-day events. `name` is the school's, `base_url` where the events lead.
pub fn calendar(
    reader: &Reader<'_>,
    moment: &Moment,
    person: PersonId,
    name: &str,
    base_url: &str,
) -> Result<String, Error> {
    let stamp = moment.now.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut calendar = Calendar::new();
    calendar.name(name);
    for deadline in deadlines(reader, person)? {
        let day = deadline.due_on.strftime("%Y%m%d").to_string();
        let event = Event::new()
            .uid(&format!("{}@{name}", deadline.module))
            .summary(&format!("{} · {}", deadline.title, deadline.programme_title))
            .url(&format!("{base_url}/programmes/{}", deadline.programme))
            .append_property(Property::new("DTSTART", day).append_parameter(("VALUE", "DATE")).done())
            .append_property(Property::new("DTSTAMP", stamp.clone()))
            .done();
        calendar.push(event);
    }
    Ok(calendar.to_string())
}
