//! Position and active time.

use std::collections::BTreeMap;

use database::Uuid;
use jiff::SignedDuration;
use proptest::prelude::*;
use school::Error;
use school::learning::{Save, record_opening, save_progress};
use school::people::PersonId;
use school::programmes::ResourceId;

use crate::programme::small_programme;
use crate::support::TestSchool;

fn save(view: u128, active_seconds: u32) -> Save {
    let view = Uuid::from_u128(view);
    Save { view, active_seconds, block: None, reached_end: false, media: BTreeMap::new(), leaving: false }
}

async fn report(school: &TestSchool, person: PersonId, resource: ResourceId, save: Save) -> Result<i64, Error> {
    let saved = school
        .try_write(move |transaction, vault, moment| {
            save_progress(transaction, vault, moment, (person, resource), &save)
        })
        .await;
    saved.map(|saved| saved.credited_seconds)
}

async fn opened(school: &TestSchool, slug: &str) -> (PersonId, ResourceId) {
    let person = school.enrolled(&small_programme()).await;
    let resource = school.resource(slug).await;
    school.write(move |transaction, _, moment| record_opening(transaction, moment, person, resource)).await;
    (person, resource)
}

fn is_impossible(outcome: &Result<i64, Error>) -> bool {
    matches!(outcome, Err(Error::Refused("progress-impossible")))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_report_is_credited_no_more_than_the_time_since_the_page_was_opened() {
    let school = TestSchool::open().await;
    let (person, resource) = opened(&school, "lire").await;
    school.pass(SignedDuration::from_secs(5));
    assert_eq!(report(&school, person, resource, save(1, 300)).await.unwrap(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_arrives_twice_counts_once() {
    let school = TestSchool::open().await;
    let (person, resource) = opened(&school, "lire").await;
    school.pass(SignedDuration::from_secs(60));
    assert_eq!(report(&school, person, resource, save(1, 20)).await.unwrap(), 20);
    school.pass(SignedDuration::from_secs(60));
    assert_eq!(report(&school, person, resource, save(1, 20)).await.unwrap(), 0);
    assert_eq!(report(&school, person, resource, save(1, 15)).await.unwrap(), 0, "an older one that comes late");
    assert_eq!(report(&school, person, resource, save(1, 30)).await.unwrap(), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn fractions_of_seconds_between_reports_are_not_lost() {
    let school = TestSchool::open().await;
    let (person, resource) = opened(&school, "lire").await;
    let mut credited = 0;
    for number in 1..=20 {
        school.pass(SignedDuration::from_millis(10_500));
        credited += report(&school, person, resource, save(1, number * 10 + number / 2)).await.unwrap();
    }
    assert_eq!(credited, 210, "twenty times ten seconds and a half");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_page_can_report_is_refused() {
    let school = TestSchool::open().await;
    let (person, resource) = opened(&school, "lire").await;
    let with_media = |key: &str, seconds| Save { media: BTreeMap::from([(key.to_owned(), seconds)]), ..save(1, 1) };
    let with_block = |block: &str| Save { block: Some(block.to_owned()), ..save(1, 1) };
    let impossible = [
        save(1, 86_401),
        with_block("b-00000003"),
        with_media("secret.webm", 1.0),
        with_media("film.webm", -1.0),
        with_media("film.webm", f64::NAN),
        with_media("film.webm", 90_000.0),
    ];
    for one in impossible {
        assert!(is_impossible(&report(&school, person, resource, one.clone()).await), "{one:?}");
    }
    let possible = Save { block: Some("b-00000002".to_owned()), ..with_media("film.webm", 12.5) };
    assert!(report(&school, person, resource, possible).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_view_of_another_person_is_refused_and_a_stranger_finds_nothing() {
    let school = TestSchool::open().await;
    let (person, resource) = opened(&school, "lire").await;
    school.pass(SignedDuration::from_secs(60));
    assert_eq!(report(&school, person, resource, save(1, 20)).await.unwrap(), 20);
    let other = school.person("Bea Roth").await;
    assert!(matches!(report(&school, other, resource, save(2, 5)).await, Err(Error::NotFound)));
    school
        .write(move |transaction, vault, moment| school::learning::enrol(transaction, vault, moment, other, "essai"))
        .await;
    assert!(is_impossible(&report(&school, other, resource, save(1, 25)).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn reaching_the_end_completes_a_lesson_and_nothing_else() {
    let school = TestSchool::open().await;
    let (person, lesson) = opened(&school, "lire").await;
    let (exercise, assessment) = (school.resource("exercer").await, school.resource("evaluer").await);
    for resource in [lesson, exercise, assessment] {
        report(&school, person, resource, Save { reached_end: true, ..save(1, 0) }).await.unwrap();
    }
    let done = "SELECT COUNT(*) FROM progress WHERE completed_at IS NOT NULL";
    assert_eq!(school.value::<i64>(done, Vec::new()).await, 1);
}

/// One report of a run: how long after the one before, from which tab, and how much more it claims than was possible.
#[derive(Clone, Debug)]
struct Step {
    milliseconds: i64,
    tab: usize,
    claimed: u32,
}

fn step() -> impl Strategy<Value = Step> {
    (0..90_000_i64, 0..3_usize, 0..120_u32).prop_map(|(milliseconds, tab, claimed)| Step { milliseconds, tab, claimed })
}

/// Plays a run in which each report arrives that many times, and gives what was credited and how long it lasted.
async fn play(steps: &[Step], times: usize) -> (i64, i64) {
    let school = TestSchool::open().await;
    let (person, resource) = opened(&school, "lire").await;
    let begun = school.school.clock.now();
    let (mut claimed, mut credited) = ([0_u32; 3], 0);
    for step in steps {
        school.pass(SignedDuration::from_millis(step.milliseconds));
        claimed[step.tab] += step.claimed;
        for _ in 0..times {
            let save = save(step.tab as u128, claimed[step.tab]);
            credited += report(&school, person, resource, save).await.expect("a possible report");
        }
    }
    let stored: i64 = school.value("SELECT CAST(SUM(active_seconds) AS BIGINT) FROM progress", Vec::new()).await;
    assert_eq!(credited, stored);
    (credited, school.school.clock.now().duration_since(begun).as_secs())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn credited_time_never_exceeds_the_clock_and_ignores_repeats(steps in prop::collection::vec(step(), 1..12)) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let (once, lasted) = runtime.block_on(play(&steps, 1));
        let (twice, _) = runtime.block_on(play(&steps, 2));
        prop_assert!(once <= lasted, "{once} s were credited in {lasted} s");
        prop_assert_eq!(once, twice);
    }
}
