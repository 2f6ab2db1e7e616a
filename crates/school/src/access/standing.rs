//! What somebody of the staff has, and what is still missing before they see anything of others.

use database::{Reader, params, sql};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use journal::Entry;
use vault::Sealed;

use super::{Access, Purpose, training, undertaking};
use crate::moments::strasbourg;
use crate::people::{PersonId, Role, Session};
use crate::{Error, School};

/// A training counts for a year (P32).
const TRAINED_FOR: SignedDuration = SignedDuration::from_hours(365 * 24);
/// The last use is kept to the hour: enough for a review, no trail.
const USED_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The undertaking in force is not signed.
    Undertaking,
    /// The training was not followed within a year.
    Training,
    /// The session was not opened with a second factor.
    SecondFactor,
    /// No review confirmed the access in time.
    Review,
    /// A partner's protection standards were not checked, or not in time.
    Standards,
}

/// What somebody of the staff has.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// When the undertaking in force was signed.
    pub signed_at: Option<Timestamp>,
    /// Until when the training counts.
    pub trained_until: Option<Timestamp>,
    /// Until when the access is confirmed.
    pub lapses_at: Option<Timestamp>,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
    /// What only a partner must have.
    pub standards: Standards,
}

/// Whether protection standards must have been checked (P25), and until when they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standards {
    /// Of everybody but partners.
    #[default]
    NotNeeded,
    /// Never.
    Unchecked,
    /// Until the end of the day before this one.
    Checked(Date),
}

impl Standards {
    const fn of(is_partner: bool, review_on: Option<Date>) -> Self {
        match (is_partner, review_on) {
            (false, _) => Self::NotNeeded,
            (true, None) => Self::Unchecked,
            (true, Some(day)) => Self::Checked(day),
        }
    }

    fn holds(self, today: Date) -> bool {
        match self {
            Self::NotNeeded => true,
            Self::Unchecked => false,
            Self::Checked(review_on) => review_on > today,
        }
    }
}

impl Standing {
    /// What is missing at an instant, in the order in which it is to be done.
    pub fn missing(&self, now: Timestamp, is_proved: bool) -> Vec<Missing> {
        let ahead = |until: Option<Timestamp>| until.is_some_and(|until| until > now);
        let mut missing = Vec::new();
        missing.extend(self.signed_at.is_none().then_some(Missing::Undertaking));
        missing.extend((!ahead(self.trained_until)).then_some(Missing::Training));
        missing.extend((!is_proved).then_some(Missing::SecondFactor));
        missing.extend((!ahead(self.lapses_at)).then_some(Missing::Review));
        missing.extend((!self.standards.holds(strasbourg(now))).then_some(Missing::Standards));
        missing
    }
}

type Columns = (Option<Timestamp>, Option<Timestamp>, Option<Timestamp>, Option<Timestamp>, bool, Option<Date>);

impl From<Columns> for Standing {
    fn from((signed_at, passed_at, lapses_at, used_at, is_partner, review_on): Columns) -> Self {
        let trained_until = passed_at.and_then(|at| at.checked_add(TRAINED_FOR).ok());
        Self { signed_at, trained_until, lapses_at, used_at, standards: Standards::of(is_partner, review_on) }
    }
}

/// What a person of the staff has.
pub fn standing(reader: &Reader<'_>, person: PersonId) -> Result<Standing, Error> {
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT (SELECT signed_at FROM undertakings WHERE person_id = accesses.person_id AND version = $2),
                    (SELECT MAX(passed_at) FROM trainings WHERE person_id = accesses.person_id AND version = $3),
                    lapses_at, used_at,
                    EXISTS (SELECT 1 FROM people WHERE people.id = accesses.person_id AND people.role = 'partner'),
                    (SELECT review_on FROM partners WHERE partners.person_id = accesses.person_id)
             FROM accesses WHERE person_id = $1"
        ),
        params![person, undertaking()?.version, training()?.version],
    )?;
    Ok(row.map(Standing::from).unwrap_or_default())
}

/// Somebody of the staff.
pub(crate) struct Member {
    pub(crate) person: PersonId,
    pub(crate) role: Role,
    /// Of `people.name_sealed`.
    pub(crate) name: Sealed,
    pub(crate) has_factor: bool,
    pub(crate) standing: Standing,
}

/// Everybody of the staff with what they have, whose access lapses first at the top; in one query.
pub(crate) fn members(reader: &Reader<'_>) -> Result<Vec<Member>, Error> {
    type Row = (
        PersonId,
        String,
        Sealed,
        bool,
        Option<Timestamp>,
        Option<Timestamp>,
        Option<Timestamp>,
        Option<Timestamp>,
        Option<Date>,
    );
    let rows: Vec<Row> = reader.all(
        sql!(
            "SELECT people.id, people.role, people.name_sealed,
                    EXISTS (SELECT 1 FROM code_factors WHERE person_id = people.id AND confirmed_at IS NOT NULL)
                      OR EXISTS (SELECT 1 FROM passkeys WHERE person_id = people.id),
                    (SELECT signed_at FROM undertakings WHERE person_id = people.id AND version = $1),
                    (SELECT MAX(passed_at) FROM trainings WHERE person_id = people.id AND version = $2),
                    accesses.lapses_at, accesses.used_at, partners.review_on
             FROM accesses JOIN people ON people.id = accesses.person_id
             LEFT JOIN partners ON partners.person_id = people.id
             WHERE people.closed_at IS NULL ORDER BY accesses.lapses_at, people.id"
        ),
        params![undertaking()?.version, training()?.version],
    )?;
    let member = |(person, role, name, has_factor, signed_at, passed_at, lapses_at, used_at, review_on): Row| {
        let role = Role::from_code(&role).ok_or(Error::NotFound)?;
        let standing = Standing::from((signed_at, passed_at, lapses_at, used_at, role == Role::Partner, review_on));
        Ok(Member { person, role, name, has_factor, standing })
    };
    rows.into_iter().map(member).collect()
}

/// Takes an access for a purpose, or tells what is missing. [`Error::NotFound`] for any other role. Its use is written to the
/// journal, once an hour.
pub async fn take<P: Purpose>(school: &School, session: &Session) -> Result<Result<Access<P>, Vec<Missing>>, Error> {
    if session.role != P::ROLE {
        return Err(Error::NotFound);
    }
    let (person, role) = (session.person, session.role);
    let standing = school.read(move |reader, _, _| standing(reader, person)).await?;
    let now = school.clock.now();
    let is_proved = session.is_proved || !school.settings.second_factor_required;
    let missing = standing.missing(now, is_proved);
    if !missing.is_empty() {
        return Ok(Err(missing));
    }
    if standing.used_at.is_none_or(|used| now.duration_since(used) >= USED_EVERY) {
        let used = school.write(move |transaction, vault, moment| {
            transaction
                .execute(sql!("UPDATE accesses SET used_at = $2 WHERE person_id = $1"), params![person, moment.now])?;
            let entry = Entry::new("access.taken").by(vault.pseudonym(person.uuid())?).with("role", role.code());
            journal::append(transaction, moment, entry)?;
            Ok(())
        });
        used.await?;
    }
    Ok(Ok(Access::of(person)))
}
