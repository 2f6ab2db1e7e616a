//! Whether a person has earned the certificate of a programme, and what is missing if not.

use database::{Reader, params, sql};

use crate::Error;
use crate::people::PersonId;
use crate::programmes::ProgrammeId;

/// Where a person stands on the way to a certificate. A refusal says why: nothing is decided in silence (P43).
#[derive(Clone, Debug)]
pub struct Eligibility {
    /// The least mean score; none when the programme has no certificate.
    pub minimum_score_percent: Option<i64>,
    /// Resources completed.
    pub done: i64,
    /// Resources there are.
    pub total: i64,
    /// Each assessment's title with the best score so far, in percent.
    pub scores: Vec<(String, Option<i64>)>,
    /// The mean of the best scores in hundredths of a percent: means of rounded scores would refuse who has earned it.
    mean_hundredths: i64,
}

impl Eligibility {
    /// The mean of the best scores in whole percent, rounded down; an assessment never tried counts as 0.
    pub const fn mean_percent(&self) -> i64 {
        self.mean_hundredths / 100
    }

    /// Whether everything the rule asks for is there.
    pub fn is_earned(&self) -> bool {
        self.minimum_score_percent.is_some_and(|minimum| self.done == self.total && self.mean_percent() >= minimum)
    }
}

/// Reads the whole history of a person in a programme, in two queries.
pub fn eligibility(reader: &Reader<'_>, person: PersonId, programme: ProgrammeId) -> Result<Eligibility, Error> {
    let (minimum_score_percent, done, total): (Option<i64>, i64, i64) = reader.one(
        sql!(
            "SELECT programmes.minimum_score_percent, COUNT(progress.completed_at), COUNT(resources.id)
             FROM programmes
             JOIN modules ON modules.programme_id = programmes.id AND modules.retired_at IS NULL
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.person_id = $1
             WHERE programmes.id = $2 GROUP BY programmes.minimum_score_percent"
        ),
        params![person, programme],
    )?;
    let best: Vec<(String, Option<i64>)> = reader.all(
        sql!(
            "SELECT modules.title, MAX(attempts.points_hundredths * 10000 / attempts.maximum_hundredths)
             FROM modules
             JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
                            AND resources.kind = 'assessment'
             LEFT JOIN attempts ON attempts.resource_id = resources.id AND attempts.person_id = $1
                                AND attempts.submitted_at IS NOT NULL AND attempts.maximum_hundredths > 0
             WHERE modules.programme_id = $2 AND modules.retired_at IS NULL
             GROUP BY resources.id, modules.title, modules.position ORDER BY modules.position"
        ),
        params![person, programme],
    )?;
    let sum: i64 = best.iter().filter_map(|(_, score)| *score).sum();
    let mean_hundredths = if best.is_empty() { 100 * 100 } else { sum / best.len() as i64 };
    let scores = best.into_iter().map(|(title, score)| (title, score.map(|score| score / 100))).collect();
    Ok(Eligibility { minimum_score_percent, done, total, scores, mean_hundredths })
}
