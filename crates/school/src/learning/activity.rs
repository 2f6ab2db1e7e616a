//! Active time by day.

use database::{Reader, params, sql};
use jiff::civil::Date;

use crate::Error;
use crate::people::PersonId;

/// The active time of one day.
#[derive(Clone, Debug)]
pub struct DayOfActivity {
    /// The day, in Strasbourg.
    pub day: Date,
    /// Active seconds, over all resources.
    pub seconds: i64,
}

/// The days since one on which the person was active, in order.
pub fn activity(reader: &Reader<'_>, person: PersonId, since: Date) -> Result<Vec<DayOfActivity>, Error> {
    let rows: Vec<(Date, i64)> = reader.all(
        sql!(
            "SELECT day, CAST(SUM(active_seconds) AS BIGINT) FROM progress_days
             WHERE person_id = $1 AND day >= $2 GROUP BY day ORDER BY day"
        ),
        params![person, since],
    )?;
    Ok(rows.into_iter().map(|(day, seconds)| DayOfActivity { day, seconds }).collect())
}
