//! Attempts at an assessment.

use jiff::SignedDuration;
use school::Error;
use school::assessments::{
    AttemptId, OpenAttempt, SavedAnswers, attempt, close_expired, overview, review, save_answers, start, submit,
};
use school::people::PersonId;
use school::programmes::ResourceId;
use vault::Category;

use crate::programme::small_programme;
use crate::support::TestSchool;

pub(crate) async fn begin(school: &TestSchool, person: PersonId, resource: ResourceId) -> Result<AttemptId, Error> {
    school.try_write(move |transaction, vault, moment| start(transaction, vault, moment, person, resource)).await
}

pub(crate) async fn read(school: &TestSchool, person: PersonId, id: AttemptId) -> Result<OpenAttempt, Error> {
    school.try_write(move |transaction, vault, _| attempt(transaction, vault, person, id)).await
}

/// Saves as many right answers, and the wrong one to the rest.
pub(crate) async fn save(school: &TestSchool, person: PersonId, to: (AttemptId, i64), right: usize) -> SavedAnswers {
    let questions = read(school, person, to.0).await.expect("the attempt").questions;
    let option = |number: usize| if number < right { "0" } else { "1" };
    let fields: Vec<(String, String)> = questions
        .iter()
        .enumerate()
        .map(|(number, question)| (format!("q-{}", question.key), option(number).to_owned()))
        .collect();
    send(school, person, to, fields).await
}

async fn send(
    school: &TestSchool,
    person: PersonId,
    to: (AttemptId, i64),
    fields: Vec<(String, String)>,
) -> SavedAnswers {
    school.write(move |transaction, vault, moment| save_answers(transaction, vault, moment, person, to, &fields)).await
}

pub(crate) async fn hand_in(school: &TestSchool, person: PersonId, id: AttemptId) {
    school.write(move |transaction, vault, moment| submit(transaction, vault, moment, person, id)).await;
}

async fn percents(school: &TestSchool, person: PersonId, resource: ResourceId) -> Vec<Option<i64>> {
    let seen = school.write(move |transaction, _, moment| overview(transaction, moment, person, resource)).await;
    seen.attempts.iter().map(|attempt| attempt.percent).collect()
}

async fn enrolled(school: &TestSchool) -> (PersonId, ResourceId) {
    (school.enrolled(&small_programme()).await, school.resource("evaluer").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_share_one_attempt() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    let (one, other) = tokio::join!(begin(&school, person, resource), begin(&school, person, resource));
    let (one, other) = (one.expect("an attempt"), other.expect("an attempt"));
    assert_eq!(one, other);
    let questions = read(&school, person, one).await.expect("the attempt").questions;
    let mut keys: Vec<&str> = questions.iter().map(|question| question.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 4, "four different questions of the six");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_is_nobody_elses_and_shows_nothing_before_it_is_handed_in() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    let id = begin(&school, person, resource).await.expect("an attempt");
    let stranger = school.person("Bea Roth").await;
    assert!(matches!(read(&school, stranger, id).await, Err(Error::NotFound)));
    assert!(matches!(begin(&school, stranger, resource).await, Err(Error::NotFound)));
    let early = school.try_write(move |transaction, vault, _| review(transaction, vault, person, id)).await;
    assert!(early.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn handing_in_again_changes_nothing() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    let id = begin(&school, person, resource).await.expect("an attempt");
    save(&school, person, (id, 1), 3).await;
    hand_in(&school, person, id).await;
    assert_eq!(save(&school, person, (id, 2), 4).await, SavedAnswers::Closed);
    hand_in(&school, person, id).await;
    assert_eq!(percents(&school, person, resource).await, [Some(75)]);
    let submitted = "SELECT COUNT(*) FROM journal_entries WHERE kind = 'assessment.submitted'";
    assert_eq!(school.value::<i64>(submitted, Vec::new()).await, 1);
    let seen = school.write(move |transaction, vault, _| review(transaction, vault, person, id)).await;
    let right = seen.marked.iter().filter(|one| one.marking.points_hundredths == 100).count();
    assert_eq!((seen.percent, right), (75, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_takes_answers_until_its_end_and_a_breath_longer_then_closes_with_what_was_saved() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    let id = begin(&school, person, resource).await.expect("an attempt");
    save(&school, person, (id, 1), 1).await;
    school.pass(SignedDuration::from_secs(30 * 60 + 9));
    assert_eq!(save(&school, person, (id, 2), 2).await, SavedAnswers::Saved(2));
    school.pass(SignedDuration::from_secs(2));
    assert_eq!(save(&school, person, (id, 3), 4).await, SavedAnswers::Closed);
    school.pass(SignedDuration::from_mins(1));
    assert_eq!(school.write(close_expired).await, 1);
    assert_eq!(school.write(close_expired).await, 0);
    assert_eq!(percents(&school, person, resource).await, [Some(50)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_page_covers_nothing_not_even_an_answer_that_was_wiped_out() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    let id = begin(&school, person, resource).await.expect("an attempt");
    assert_eq!(save(&school, person, (id, 1), 4).await, SavedAnswers::Saved(1));
    assert_eq!(send(&school, person, (id, 2), Vec::new()).await, SavedAnswers::Saved(2));
    assert_eq!(save(&school, person, (id, 2), 4).await, SavedAnswers::Conflict(2));
    assert_eq!(read(&school, person, id).await.expect("the attempt").answers.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn there_are_as_many_attempts_as_the_rules_say() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    for _ in 0..3 {
        let id = begin(&school, person, resource).await.expect("an attempt");
        hand_in(&school, person, id).await;
    }
    assert!(matches!(begin(&school, person, resource).await, Err(Error::Refused("attempts-used"))));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_whose_answers_were_destroyed_holds_up_no_other() {
    let school = TestSchool::open().await;
    let (person, resource) = enrolled(&school).await;
    let id = begin(&school, person, resource).await.expect("an attempt");
    save(&school, person, (id, 1), 4).await;
    school.destroy(person, Category::Learning).await;
    school.pass(SignedDuration::from_hours(1));
    assert_eq!(school.write(close_expired).await, 1);
    assert_eq!(percents(&school, person, resource).await, [Some(0)]);
}
