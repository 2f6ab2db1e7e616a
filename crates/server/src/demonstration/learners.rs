//! Forty invented learners at various points of their programmes.

use std::collections::BTreeMap;

use anyhow::Result;
use coursework::{Answer, Programme, Question, Resource, ResourceBody, sample_answer};
use database::{Entropy, Moment, Transaction, Uuid, params, sql};
use jiff::{SignedDuration, Timestamp};
use school::learning::{self, Save, exercise};
use school::moments::strasbourg;
use school::people::{PasswordHash, PersonId, Role};
use school::programmes::ResourceId;
use school::{Error, School, assessments};
use vault::Vault;

use super::{account, hours_before};

const FIRST_NAMES: [&str; 10] =
    ["Amélie", "Bastien", "Chloé", "David", "Élodie", "Farid", "Gaëlle", "Hugo", "Inès", "Julien"];
const LAST_NAMES: [&str; 4] = ["Meyer", "Haas", "Lefèvre", "Diallo"];
const LEARNERS: usize = 40;
/// Six months.
const HOURS_OF_PAST: i64 = 180 * 24;

/// Creates them, each in a few stories.
pub(super) async fn create(
    school: &School,
    now: Timestamp,
    programmes: Vec<Programme>,
    password: PasswordHash,
) -> Result<()> {
    let cohorts = make_cohorts(school, now, programmes.first()).await?;
    for number in 0..LEARNERS {
        let entropy = Entropy::seeded(1_000 + number as u64);
        let name = format!("{} {}", FIRST_NAMES[number % 10], LAST_NAMES[number / 10]);
        let email = format!("apprenant{:02}@demo.example", number + 1);
        let begun = hours_before(now, 48 + (entropy.number() % (HOURS_OF_PAST as u64 - 48)) as i64);
        let moment = Moment::new(begun, entropy);
        // The names are made once for the life of the process, which then serves.
        let identity = (Role::Learner, &*name.leak(), &*email.leak());
        let person = account(school, moment.clone(), identity, password.clone()).await?;
        if let Some(cohort) = cohorts.get(number % 3).copied() {
            let join = sql!("INSERT INTO cohort_members (cohort_id, person_id, joined_at) VALUES ($1, $2, $3)");
            school
                .write(move |transaction, _, _| Ok(transaction.execute(join, params![cohort, person, begun])?))
                .await?;
        }
        for (index, programme) in programmes.iter().enumerate() {
            if index == 0 || number % 3 == 0 {
                let (programme, path) = (programme.clone(), Path { person, number, until: last_evening(now, number) });
                let moment = moment.clone();
                school.write(move |transaction, vault, _| path.walk(transaction, vault, moment, &programme)).await?;
            }
        }
    }
    Ok(())
}

/// Two cohorts of the first programme; a third of the learners is in neither.
async fn make_cohorts(school: &School, now: Timestamp, programme: Option<&Programme>) -> Result<Vec<Uuid>> {
    let Some(slug) = programme.map(|programme| programme.slug.clone()) else { return Ok(Vec::new()) };
    let moment = Moment::new(hours_before(now, HOURS_OF_PAST), Entropy::seeded(700));
    let made = school.write(move |transaction, _, _| {
        let mut made = Vec::new();
        for name in ["Groupe du soir", "Groupe du samedi"] {
            let id = moment.identifier();
            transaction.execute(
                sql!(
                    "INSERT INTO cohorts (id, programme_id, name, begins_on, created_at)
                     SELECT $1, id, $2, $3, $4 FROM programmes WHERE slug = $5"
                ),
                params![id, name, strasbourg(moment.now), moment.now, &slug],
            )?;
            made.push(id);
        }
        Ok(made)
    });
    Ok(made.await?)
}

/// Two in three were here these days; the others left weeks ago.
fn last_evening(now: Timestamp, number: usize) -> Timestamp {
    let days_ago = if number.is_multiple_of(3) { 20 + number as i64 } else { (number % 6) as i64 };
    hours_before(now, days_ago * 24 + 3)
}

/// The learner whose account the terminal shows: two months in, half-way, in the middle of a lesson since yesterday evening,
/// with two days set for what comes next.
pub(super) async fn lead(school: &School, now: Timestamp, person: PersonId, programme: Programme) -> Result<()> {
    let moment = Moment::new(hours_before(now, 60 * 24), Entropy::seeded(500));
    let path = Path { person, number: HALF_WAY, until: hours_before(now, 20) };
    school
        .write(move |transaction, vault, _| {
            path.walk(transaction, vault, moment.clone(), &programme)?;
            let reached = path.reached(&programme);
            let lessons =
                steps(&programme).skip(reached).filter(|(_, one)| matches!(one.body, ResourceBody::Lesson(_)));
            if let Some((module, lesson)) = lessons.into_iter().next() {
                let moment = Moment::new(hours_before(now, 19), moment.entropy.clone());
                path.leave_half_read(transaction, vault, &moment, (&programme.slug, module), lesson)?;
            }
            path.choose_days(transaction, &programme, now)
        })
        .await?;
    Ok(())
}

/// How one learner goes through a programme.
struct Path {
    person: PersonId,
    number: usize,
    until: Timestamp,
}

/// The number whose learner goes half the way.
const HALF_WAY: usize = 7;

/// The resources of a programme in order, each with its module's address.
fn steps(programme: &Programme) -> impl Iterator<Item = (&str, &Resource)> {
    let modules = programme.modules.iter();
    modules.flat_map(|module| module.resources.iter().map(move |resource| (module.slug.as_str(), resource)))
}

impl Path {
    /// How many resources this learner goes through.
    fn reached(&self, programme: &Programme) -> usize {
        steps(programme).count() * (self.number * 7 % 11) / 10
    }

    /// Goes as far as this learner went, an evening at a time, up to the last one.
    fn walk(
        &self,
        transaction: &Transaction<'_>,
        vault: &Vault,
        mut moment: Moment,
        programme: &Programme,
    ) -> Result<(), Error> {
        learning::enrol(transaction, vault, &moment, self.person, &programme.slug)?;
        let reached = self.reached(programme);
        let whole = self.until.duration_since(moment.now).as_secs().max(0);
        for (step, (module, resource)) in (0_i64..).zip(steps(programme).take(reached)) {
            // Equal stretches, each evening a little earlier or later; the last one ends at the last evening.
            let pause = whole / reached as i64 - (moment.entropy.number() % 5_400) as i64;
            let earliest = moment.now.saturating_add(SignedDuration::from_mins(25)).unwrap_or(moment.now);
            let planned = self.until.checked_sub(SignedDuration::from_secs((reached as i64 - 1 - step) * pause));
            moment.now = planned.unwrap_or(earliest).max(earliest);
            if moment.now > self.until {
                break;
            }
            let id = find(transaction, &programme.slug, module, &resource.slug)?;
            self.take(transaction, vault, &mut moment, id, resource)?;
        }
        Ok(())
    }

    /// Opens a lesson, reads a third of it and closes the browser.
    fn leave_half_read(
        &self,
        transaction: &Transaction<'_>,
        vault: &Vault,
        moment: &Moment,
        (programme, module): (&str, &str),
        lesson: &Resource,
    ) -> Result<(), Error> {
        let id = find(transaction, programme, module, &lesson.slug)?;
        learning::record_opening(transaction, moment, self.person, id)?;
        let block = match &lesson.body {
            ResourceBody::Lesson(content) => content.blocks.get(content.blocks.len() / 3).cloned(),
            _ => None,
        };
        let later = Moment::new(
            moment.now.saturating_add(SignedDuration::from_mins(4)).unwrap_or(moment.now),
            moment.entropy.clone(),
        );
        let save = Save {
            view: moment.identifier(),
            active_seconds: 220,
            block,
            reached_end: false,
            media: BTreeMap::new(),
            leaving: false,
        };
        learning::save_progress(transaction, vault, &later, (self.person, id), &save)?;
        Ok(())
    }

    /// Sets a day for the two modules that come next.
    fn choose_days(&self, transaction: &Transaction<'_>, programme: &Programme, now: Timestamp) -> Result<(), Error> {
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        let reached = self.reached(programme);
        let mut ahead: Vec<&str> = steps(programme).skip(reached).map(|(module, _)| module).collect();
        ahead.dedup();
        for (module, days) in ahead.into_iter().zip([6_i64, 20]) {
            let id = transaction.one(
                sql!(
                    "SELECT modules.id FROM modules JOIN programmes ON programmes.id = modules.programme_id
                     WHERE programmes.slug = $1 AND modules.slug = $2"
                ),
                params![&programme.slug, module],
            )?;
            let day = today.checked_add(jiff::Span::new().days(days)).unwrap_or(today);
            learning::set_deadline(transaction, self.person, id, Some(day))?;
        }
        Ok(())
    }

    fn take(
        &self,
        transaction: &Transaction<'_>,
        vault: &Vault,
        moment: &mut Moment,
        id: ResourceId,
        resource: &Resource,
    ) -> Result<(), Error> {
        learning::record_opening(transaction, moment, self.person, id)?;
        let seconds = 180 + (moment.entropy.number() % 420) as u32;
        moment.now = moment.now.checked_add(SignedDuration::from_secs(seconds.into())).unwrap_or(moment.now);
        let finished = matches!(resource.body, ResourceBody::Lesson(_));
        let save = Save {
            view: moment.identifier(),
            active_seconds: seconds,
            block: None,
            reached_end: finished,
            media: BTreeMap::new(),
            leaving: false,
        };
        learning::save_progress(transaction, vault, moment, (self.person, id), &save)?;
        match &resource.body {
            ResourceBody::Lesson(_) => Ok(()),
            ResourceBody::Exercise(content) => {
                for question in &content.questions {
                    let answer = self.answer(moment, question);
                    exercise::answer(transaction, vault, moment, (self.person, id), &question.key, &answer)?;
                }
                Ok(())
            }
            ResourceBody::Assessment(_) => self.sit(transaction, vault, moment, id),
        }
    }

    fn sit(
        &self,
        transaction: &Transaction<'_>,
        vault: &Vault,
        moment: &mut Moment,
        id: ResourceId,
    ) -> Result<(), Error> {
        let attempt = assessments::start(transaction, vault, moment, self.person, id)?;
        let open = assessments::attempt(transaction, vault, self.person, attempt)?;
        let fields: Vec<(String, String)> =
            open.questions.iter().flat_map(|question| self.answer(moment, question).to_fields(question)).collect();
        moment.now = moment.now.checked_add(SignedDuration::from_mins(18)).unwrap_or(moment.now);
        assessments::save_answers(transaction, vault, moment, self.person, (attempt, 1), &fields)?;
        assessments::submit(transaction, vault, moment, self.person, attempt)
    }

    /// Right most of the time, more often for some than for others.
    fn answer(&self, moment: &Moment, question: &Question) -> Answer {
        let skill = 70 + (self.number * 13 % 30) as u64;
        let right = moment.entropy.number() % 100 < skill;
        sample_answer(question, right, "Mon projet part d'un besoin que j'ai observé autour de moi.")
    }
}

fn find(transaction: &Transaction<'_>, programme: &str, module: &str, resource: &str) -> Result<ResourceId, Error> {
    Ok(transaction.one(
        sql!(
            "SELECT resources.id FROM programmes
             JOIN modules ON modules.programme_id = programmes.id AND modules.slug = $2
             JOIN resources ON resources.module_id = modules.id AND resources.slug = $3
             WHERE programmes.slug = $1"
        ),
        params![programme, module, resource],
    )?)
}
