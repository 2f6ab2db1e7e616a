//! Looks at learners: noted before anything is shown, once a day for a list, with the reason that was given for a path.

use database::{Moment, Transaction, params, sql};
use vault::Vault;

use crate::Error;
use crate::moments::strasbourg;
use crate::people::{PersonId, Role};
use crate::rights::noted;

/// Why a teacher opens one learner's path. The learner reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookReason {
    /// They asked for help.
    Asked,
    /// They are late, or have not been here for a while.
    Late,
    /// A meeting with them is being prepared.
    Meeting,
    /// Their assessment or certificate is in question.
    Assessment,
    /// Something does not work for them.
    Technical,
}

impl LookReason {
    /// All of them, as they are offered.
    pub const ALL: [Self; 5] = [Self::Asked, Self::Late, Self::Meeting, Self::Assessment, Self::Technical];

    /// The code in the journal, and for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Asked => "path-asked",
            Self::Late => "path-late",
            Self::Meeting => "path-meeting",
            Self::Assessment => "path-assessment",
            Self::Technical => "path-technical",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Notes that learners were listed for a reason, each once a day; they read it like any other look.
pub(crate) fn note_looks(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (by, what, reason): ((PersonId, Role), &'static str, &'static str),
    people: &[PersonId],
) -> Result<(), Error> {
    let day = strasbourg(moment.now);
    for person in people {
        let new = transaction.execute(
            sql!(
                "INSERT INTO looks (person_id, looked_by, day, what, reason, first_at)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
            ),
            params![*person, by.0, day, what, reason, moment.now],
        )?;
        if new == 1 {
            noted(transaction, vault, moment, (by, *person, "learning", reason))?;
        }
    }
    Ok(())
}
