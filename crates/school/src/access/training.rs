//! The yearly training in data protection (P32): it is passed when every case is answered rightly.

use std::sync::LazyLock;

use database::{Moment, Transaction, params, sql};
pub use privacy::staff::Training;
use vault::Vault;

use super::undertaking::note;
use crate::Error;
use crate::people::PersonId;

static IN_FORCE: LazyLock<Result<Training, String>> =
    LazyLock::new(|| privacy::staff::training().map_err(|mistake| mistake.to_string()));

/// The training in force.
pub fn training() -> Result<&'static Training, Error> {
    IN_FORCE.as_ref().map_err(|mistake| Error::Other(mistake.clone()))
}

/// The number of the right option of each part: what the demonstration's staff answer.
pub fn right_answers() -> Result<Vec<Option<usize>>, Error> {
    Ok(training()?.parts.iter().map(|part| part.options.iter().position(|option| option.right)).collect())
}

/// Marks the answers (the number of the option chosen for each part, if any): whether each is right. When all are, the
/// training is passed and counts for a year.
pub fn follow(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    answers: &[Option<usize>],
) -> Result<Vec<bool>, Error> {
    let training = training()?;
    let right = |(number, part): (usize, &privacy::staff::Part)| {
        let chosen = answers.get(number).copied().flatten().and_then(|option| part.options.get(option));
        chosen.is_some_and(|option| option.right)
    };
    let marks: Vec<bool> = training.parts.iter().enumerate().map(right).collect();
    if marks.iter().all(|right| *right) {
        transaction.execute(
            sql!("INSERT INTO trainings (id, person_id, version, passed_at) VALUES ($1, $2, $3, $4)"),
            params![moment.identifier(), person, training.version, moment.now],
        )?;
        note(transaction, vault, moment, person, ("training.passed", training.version))?;
    }
    Ok(marks)
}
