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
    /// The modules in order, each with its assessments.
    pub modules: Vec<ModuleStanding>,
}

/// A module on the way to a certificate.
#[derive(Clone, Debug)]
pub struct ModuleStanding {
    /// Its title.
    pub title: String,
    /// Its assessments; some modules have none.
    pub assessments: Vec<AssessmentStanding>,
}

/// An assessment on the way to a certificate.
#[derive(Clone, Debug)]
pub struct AssessmentStanding {
    /// Its address in the programme: the module's and its own.
    pub slugs: (String, String),
    /// Its title.
    pub title: String,
    /// The best score so far in hundredths of a percent, rounded down; none before the first attempt.
    best_hundredths: Option<i64>,
}

impl AssessmentStanding {
    /// The best score so far in whole percent, rounded down; none before the first attempt.
    pub fn best_percent(&self) -> Option<i64> {
        self.best_hundredths.map(|best| best / 100)
    }
}

impl ModuleStanding {
    /// The mean of its best scores in whole percent; none for a module without assessment.
    pub fn mean_percent(&self) -> Option<i64> {
        mean_hundredths(&self.assessments).map(|mean| mean / 100)
    }
}

impl Eligibility {
    /// The mean of the best scores in whole percent, rounded down; an assessment never tried counts as 0. A programme without
    /// assessment has none.
    pub fn mean_percent(&self) -> Option<i64> {
        mean_hundredths(self.modules.iter().flat_map(|module| &module.assessments)).map(|mean| mean / 100)
    }

    /// How many resources are still to be completed.
    pub const fn remaining(&self) -> i64 {
        self.total - self.done
    }

    /// Whether everything the rule asks for is there.
    pub fn is_earned(&self) -> bool {
        self.minimum_score_percent
            .is_some_and(|minimum| self.done == self.total && self.mean_percent().is_none_or(|mean| mean >= minimum))
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
    Ok(Eligibility { minimum_score_percent, done, total, modules: modules(reader, person, programme)? })
}

fn modules(reader: &Reader<'_>, person: PersonId, programme: ProgrammeId) -> Result<Vec<ModuleStanding>, Error> {
    let rows: Vec<(i64, String, String, Option<String>, Option<String>, Option<i64>)> = reader.all(
        sql!(
            "SELECT modules.position, modules.slug, modules.title, resources.slug, resources.title,
                    MAX(attempts.points_hundredths * 10000 / attempts.maximum_hundredths)
             FROM modules
             LEFT JOIN resources ON resources.module_id = modules.id AND resources.retired_at IS NULL
                                 AND resources.kind = 'assessment'
             LEFT JOIN attempts ON attempts.resource_id = resources.id AND attempts.person_id = $1
                                AND attempts.submitted_at IS NOT NULL AND attempts.maximum_hundredths > 0
             WHERE modules.programme_id = $2 AND modules.retired_at IS NULL
             GROUP BY modules.position, modules.slug, modules.title, resources.position, resources.slug, resources.title
             ORDER BY modules.position, resources.position"
        ),
        params![person, programme],
    )?;
    let mut modules: Vec<(i64, ModuleStanding)> = Vec::new();
    for (position, module, title, slug, assessment, best_hundredths) in rows {
        if modules.last().is_none_or(|(last, _)| *last != position) {
            modules.push((position, ModuleStanding { title, assessments: Vec::new() }));
        }
        if let (Some((_, standing)), Some(slug), Some(title)) = (modules.last_mut(), slug, assessment) {
            standing.assessments.push(AssessmentStanding { slugs: (module, slug), title, best_hundredths });
        }
    }
    Ok(modules.into_iter().map(|(_, module)| module).collect())
}

/// The mean over hundredths: means of rounded scores would refuse who has earned the certificate.
fn mean_hundredths<'a>(assessments: impl IntoIterator<Item = &'a AssessmentStanding>) -> Option<i64> {
    let (sum, count) =
        assessments.into_iter().fold((0, 0), |(sum, count), one| (sum + one.best_hundredths.unwrap_or(0), count + 1));
    if count == 0 { None } else { Some(sum / count) }
}
