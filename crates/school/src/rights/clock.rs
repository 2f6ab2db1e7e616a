//! The clock of a request (P50, decision 13): one month from receipt, three once extended (GDPR article 12(3)), counted as
//! Regulation 1182/71 article 3 counts months.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

/// The day by which an answer is promised: the same day of the next month, or its last day. The regulation would move a
/// Sunday to Monday; what we promise stays on the earlier day.
pub fn due_on(received: Date) -> Date {
    later(received, 1.month())
}

/// The promised day once the term was extended: three months from receipt, not from the extension.
pub fn extended_due_on(received: Date) -> Date {
    later(received, 3.months())
}

/// The last day that the law allows: a promised day that is a Saturday, a Sunday or a holiday ends with the next working day
/// (article 3(4)). Holidays are those of Alsace and Moselle (labour code L3133-1 and L3134-13).
pub fn legal_limit(due: Date) -> Date {
    let mut day = due;
    while is_off(day) {
        day = later(day, 1.day());
    }
    day
}

/// Every month has a last day, and the years of this program are far from the calendar's end.
fn later(day: Date, span: Span) -> Date {
    day.saturating_add(span)
}

fn is_off(day: Date) -> bool {
    const FIXED: [(i8, i8); 9] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)];
    /// Good Friday, Easter Monday, Ascension, Whit Monday, in days from Easter.
    const MOVING: [i64; 4] = [-2, 1, 39, 50];
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let easter = easter(day.year());
    let moving = MOVING.iter().any(|days| easter.saturating_add(days.days()) == day);
    weekend || moving || FIXED.contains(&(day.month(), day.day()))
}

/// Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let correction = (golden + 11 * epact + 22 * weekday) / 451;
    let place = epact + weekday - 7 * correction + 114;
    let part = |number: i32| i8::try_from(number).unwrap_or(1);
    date(i16::try_from(year).unwrap_or(i16::MAX), part(place / 31), part(place % 31 + 1))
}
