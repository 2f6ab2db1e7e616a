//! Forty invented learners at various points of their programmes.

use std::collections::BTreeMap;

use anyhow::Result;
use coursework::{Answer, Programme, Question, QuestionKind, Resource, ResourceBody};
use database::{Entropy, Moment, Transaction, params, sql};
use jiff::{SignedDuration, Timestamp};
use school::learning::{self, Save, exercise};
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
    for number in 0..LEARNERS {
        let entropy = Entropy::seeded(1_000 + number as u64);
        let name = format!("{} {}", FIRST_NAMES[number % 10], LAST_NAMES[number / 10]);
        let email = format!("apprenant{:02}@demo.example", number + 1);
        let begun = hours_before(now, 48 + (entropy.number() % (HOURS_OF_PAST as u64 - 48)) as i64);
        let moment = Moment::new(begun, entropy);
        // The names are made once for the life of the process, which then serves.
        let identity = (Role::Learner, &*name.leak(), &*email.leak());
        let person = account(school, moment.clone(), identity, password.clone()).await?;
        for (index, programme) in programmes.iter().enumerate() {
            if index == 0 || number % 3 == 0 {
                let (programme, path) = (programme.clone(), Path { person, number, now });
                let moment = moment.clone();
                school.write(move |transaction, vault, _| path.walk(transaction, vault, moment, &programme)).await?;
            }
        }
    }
    Ok(())
}

/// How one learner goes through a programme.
struct Path {
    person: PersonId,
    number: usize,
    now: Timestamp,
}

impl Path {
    /// Goes as far as this learner went, an evening at a time, never past the present.
    fn walk(
        &self,
        transaction: &Transaction<'_>,
        vault: &Vault,
        mut moment: Moment,
        programme: &Programme,
    ) -> Result<(), Error> {
        learning::enrol(transaction, vault, &moment, self.person, &programme.slug)?;
        let resources: Vec<(&str, &Resource)> = programme
            .modules
            .iter()
            .flat_map(|module| module.resources.iter().map(move |resource| (module.slug.as_str(), resource)))
            .collect();
        let reached = resources.len() * (self.number * 7 % 11) / 10;
        for (module, resource) in resources.iter().take(reached) {
            let pause = SignedDuration::from_mins(30 + (moment.entropy.number() % 3_000) as i64);
            moment.now = moment.now.checked_add(pause).unwrap_or(moment.now);
            if moment.now >= self.now {
                break;
            }
            let id = find(transaction, &programme.slug, module, &resource.slug)?;
            self.take(transaction, vault, &mut moment, id, resource)?;
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
        match &question.kind {
            QuestionKind::Choice { options } => {
                Answer::Choice(options.iter().position(|option| option.correct == right).unwrap_or(0))
            }
            QuestionKind::Choices { options } => {
                let chosen = options.iter().enumerate().filter(|(_, option)| option.correct == right);
                Answer::Choices(chosen.map(|(index, _)| index).collect())
            }
            QuestionKind::Number { answer, .. } if right => Answer::Number(answer.to_string()),
            QuestionKind::Number { .. } => Answer::Number("1".to_owned()),
            QuestionKind::Text { accepted } if right => Answer::Text(accepted.first().cloned().unwrap_or_default()),
            QuestionKind::Text { .. } => Answer::Text("je ne sais pas encore".to_owned()),
            QuestionKind::Order { items } if right => Answer::Order((1..=items.len()).map(Some).collect()),
            QuestionKind::Order { items } => Answer::Order((1..=items.len()).rev().map(Some).collect()),
            QuestionKind::Match { pairs } if right => Answer::Match((0..pairs.len()).map(Some).collect()),
            QuestionKind::Match { pairs } => Answer::Match((0..pairs.len()).rev().map(Some).collect()),
            QuestionKind::Fill { .. } => {
                let blank = |forms: &[String]| forms.first().filter(|_| right).cloned().unwrap_or("?".to_owned());
                Answer::Fill(question.kind.blanks().map(blank).collect())
            }
            QuestionKind::Essay { .. } => {
                Answer::Essay("Mon projet part d'un besoin que j'ai observé autour de moi.".to_owned())
            }
        }
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
