//! Exercises: drafts, answers, completion.

use coursework::{Answer, Exercise, ResourceBody, Verdict};
use school::Error;
use school::learning::exercise::{QuestionState, SavedDraft, answer, save_draft, state};
use school::people::PersonId;
use school::programmes::ResourceId;

use crate::programme::{exercise as an_exercise, small_programme};
use crate::support::TestSchool;

async fn draft(school: &TestSchool, to: (PersonId, ResourceId), option: usize, revision: i64) -> SavedDraft {
    school
        .write(move |transaction, vault, moment| {
            save_draft(transaction, vault, moment, to, "premiere", (Some(&Answer::Choice(option)), revision))
        })
        .await
}

async fn hand_in(school: &TestSchool, to: (PersonId, ResourceId), question: &'static str, given: Answer) -> Verdict {
    school
        .write(move |transaction, vault, moment| answer(transaction, vault, moment, to, question, &given))
        .await
        .verdict
}

async fn question(school: &TestSchool, (person, resource): (PersonId, ResourceId)) -> QuestionState {
    let ResourceBody::Exercise(exercise) = an_exercise("exercer").body else { panic!("an exercise") };
    let exercise: Exercise = exercise;
    let mut states =
        school.write(move |transaction, vault, _| state(transaction, vault, person, resource, &exercise)).await;
    states.remove("premiere").expect("a state")
}

async fn begin(school: &TestSchool) -> (PersonId, ResourceId) {
    (school.enrolled(&small_programme()).await, school.resource("exercer").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_page_never_covers_a_newer_draft() {
    let school = TestSchool::open().await;
    let to = begin(&school).await;
    assert_eq!(draft(&school, to, 0, 1).await, SavedDraft::Saved(1));
    assert_eq!(draft(&school, to, 1, 2).await, SavedDraft::Saved(2));
    assert_eq!(draft(&school, to, 0, 2).await, SavedDraft::Conflict(2), "the other tab was shown revision 1");
    assert_eq!(question(&school, to).await.answer, Some(Answer::Choice(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_ends_the_draft_and_is_newer_than_any_page() {
    let school = TestSchool::open().await;
    let to = begin(&school).await;
    draft(&school, to, 1, 1).await;
    assert_eq!(hand_in(&school, to, "premiere", Answer::Choice(0)).await, Verdict::Right);
    assert_eq!(draft(&school, to, 1, 2).await, SavedDraft::Conflict(2));
    let state = question(&school, to).await;
    assert_eq!((state.answer, state.tries), (Some(Answer::Choice(0)), 1));
    assert_eq!(state.marking.map(|marking| marking.verdict), Some(Verdict::Right));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_best_marking_stays_and_the_last_answer_is_shown() {
    let school = TestSchool::open().await;
    let to = begin(&school).await;
    hand_in(&school, to, "premiere", Answer::Choice(0)).await;
    assert_eq!(hand_in(&school, to, "premiere", Answer::Choice(1)).await, Verdict::Wrong);
    let best = "SELECT best_hundredths FROM exercise_answers WHERE question = 'premiere'";
    assert_eq!(school.value::<i64>(best, Vec::new()).await, 100);
    assert_eq!(question(&school, to).await.answer, Some(Answer::Choice(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exercise_is_done_once_every_question_was_answered_an_ungraded_essay_included() {
    let school = TestSchool::open().await;
    let to = begin(&school).await;
    let done = "SELECT COUNT(*) FROM progress WHERE completed_at IS NOT NULL";
    hand_in(&school, to, "premiere", Answer::Choice(1)).await;
    assert_eq!(school.value::<i64>(done, Vec::new()).await, 0);
    let essay = Answer::Essay("Un texte bref.".to_owned());
    assert_eq!(hand_in(&school, to, "seconde", essay).await, Verdict::AwaitingGrading);
    assert_eq!(school.value::<i64>(done, Vec::new()).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_not_there_and_a_person_who_is_not_enrolled_find_nothing() {
    let school = TestSchool::open().await;
    let (person, resource) = begin(&school).await;
    let stranger = school.person("Bea Roth").await;
    for (person, question) in [(person, "troisieme"), (stranger, "premiere")] {
        let outcome = school
            .try_write(move |transaction, vault, moment| {
                answer(transaction, vault, moment, (person, resource), question, &Answer::Choice(0))
            })
            .await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{question}");
    }
}
