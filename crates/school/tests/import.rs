//! Importing in place.

use std::collections::BTreeMap;

use coursework::{QuestionKind, ResourceBody};
use school::Error;
use school::learning::{self, Opening};
use school::people::PersonId;
use school::programmes::{ImportReport, StoredMedia, media_type};

use crate::programme::{exercise, lesson, module, small_programme};
use crate::support::TestSchool;

async fn complete(school: &TestSchool, person: PersonId, slug: &str) {
    let resource = school.resource(slug).await;
    let view = school.school.moment().identifier();
    let save = learning::Save {
        view,
        active_seconds: 0,
        block: None,
        reached_end: true,
        media: BTreeMap::new(),
        leaving: false,
    };
    school
        .write(move |transaction, vault, moment| {
            learning::save_progress(transaction, vault, moment, (person, resource), &save)
        })
        .await;
}

async fn done(school: &TestSchool, person: PersonId) -> (i64, i64) {
    let map = school.write(move |transaction, _, _| learning::map(transaction, person, "essai")).await;
    map.expect("the person is enrolled").progress()
}

async fn opening(school: &TestSchool, person: PersonId, resource: &'static str) -> Result<Opening, Error> {
    let path = ("essai", "marche", resource);
    let texts = std::sync::Arc::clone(&school.school.texts);
    school.try_write(move |transaction, _, _| learning::open_resource(transaction, &texts, person, path)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_programme_again_leaves_everything_as_it_is() {
    let school = TestSchool::open().await;
    let first = school.import(&small_programme()).await;
    assert_eq!(first, ImportReport { added: 4, updated: 0, unchanged: 0, retired: 0 });
    let again = school.import(&small_programme()).await;
    assert_eq!(again, ImportReport { added: 0, updated: 0, unchanged: 4, retired: 0 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_that_changes_or_moves_keeps_its_progress() {
    let school = TestSchool::open().await;
    let mut programme = small_programme();
    let person = school.enrolled(&programme).await;
    complete(&school, person, "ecouter").await;
    programme.modules[0].resources.swap(0, 1);
    programme.modules[0].resources[0].title = "Écouter encore".to_owned();
    let report = school.import(&programme).await;
    assert_eq!((report.updated, report.unchanged), (2, 2));
    assert_eq!(done(&school, person).await, (1, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_read_before_is_the_new_one_after_an_import() {
    let school = TestSchool::open().await;
    let mut programme = small_programme();
    let person = school.enrolled(&programme).await;
    let text = async || match opening(&school, person, "lire").await {
        Ok(Opening::Open(resource)) => (resource.text.html.clone(), resource.text.around.place),
        _ => panic!("the lesson opens"),
    };
    let (before, place) = text().await;
    assert_eq!(text().await.0, before);
    let resources = &mut programme.modules[0].resources;
    let at = resources.iter().position(|resource| resource.slug == "lire").expect("the lesson");
    let ResourceBody::Lesson(lesson) = &mut resources[at].body else { panic!("a lesson") };
    lesson.html = "<p>Nouveau texte.</p>".to_owned();
    resources.swap(0, 1);
    school.import(&programme).await;
    let (after, moved) = text().await;
    assert_eq!(after, "<p>Nouveau texte.</p>");
    assert_ne!(moved, place);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leaves_the_folder_is_retired_and_comes_back_with_its_progress() {
    let school = TestSchool::open().await;
    let whole = small_programme();
    let person = school.enrolled(&whole).await;
    complete(&school, person, "lire").await;
    let mut shorter = whole.clone();
    shorter.modules[0].resources.remove(0);
    assert_eq!(school.import(&shorter).await.retired, 1);
    assert_eq!(done(&school, person).await, (0, 3));
    assert!(matches!(opening(&school, person, "lire").await, Ok(Opening::Open(_))), "who began it may still read it");
    let newcomer = school.person("Bea Roth").await;
    assert!(matches!(opening(&school, newcomer, "lire").await, Err(Error::NotFound)));
    assert_eq!(school.import(&whole).await.updated, 4, "the lesson came back, the others moved down");
    assert_eq!(done(&school, person).await, (1, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_that_leaves_the_folder_leaves_the_map() {
    let school = TestSchool::open().await;
    let mut programme = small_programme();
    programme.modules.push(module("prix", vec![lesson("fixer")]));
    let person = school.enrolled(&programme).await;
    assert_eq!(done(&school, person).await, (0, 5));
    let module = programme.modules.pop().expect("the second module");
    assert_eq!(school.import(&programme).await.retired, 1, "its lesson is counted");
    assert_eq!(done(&school, person).await, (0, 4));
    programme.modules.push(module);
    assert_eq!(school.import(&programme).await.updated, 1, "and comes back with it");
    assert_eq!(done(&school, person).await, (0, 5));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_replaced_is_served_still_to_questions_drawn_before() {
    let school = TestSchool::open().await;
    let programme = small_programme();
    let film = programme.modules[0].resources[0].body.media()[0].path_in_folder.clone();
    for hash in ["abc", "def"] {
        let (programme, film) = (programme.clone(), film.clone());
        let stored = StoredMedia { hash: hash.to_owned(), content_type: "video/webm", size_bytes: 9 };
        let media = BTreeMap::from([(film, stored)]);
        school.import_with(&programme, media).await;
    }
    for hash in ["abc", "def"] {
        let served = school.write(move |transaction, _, _| media_type(transaction, hash)).await;
        assert_eq!(served.as_deref(), Some("video/webm"), "{hash}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lesson_that_becomes_an_exercise_is_to_be_done_anew() {
    let school = TestSchool::open().await;
    let mut programme = small_programme();
    let person = school.enrolled(&programme).await;
    complete(&school, person, "lire").await;
    programme.modules[0].resources[0] = exercise("lire");
    school.import(&programme).await;
    assert_eq!(done(&school, person).await, (0, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_image_in_an_option_gets_its_address_too() {
    let school = TestSchool::open().await;
    let mut programme = small_programme();
    let film = programme.modules[0].resources[0].body.media()[0].clone();
    let ResourceBody::Exercise(exercise) = &mut programme.modules[0].resources[2].body else { panic!("an exercise") };
    let QuestionKind::Choice { options } = &mut exercise.questions[0].kind else { panic!("a choice") };
    options[0].text_html = format!("<img src=\"media:{}\" alt=\"Courbe\">", film.name);
    exercise.media.push(film.clone());
    let stored = StoredMedia { hash: "abc".to_owned(), content_type: "video/webm", size_bytes: 9 };
    let media = BTreeMap::from([(film.path_in_folder, stored)]);
    school.import_with(&programme, media).await;
    let content: String = school.value("SELECT content FROM resources WHERE slug = 'exercer'", Vec::new()).await;
    assert!(content.contains("/media/abc/film.webm"), "{content}");
    assert!(!content.contains("media:film.webm"));
}
