//! A learner's journey: enrolling, reading, leaving and coming back, exercises, assessments, the certificate (P05, P10, P11).

use coursework::{Answer, Programme, Question, QuestionKind, Resource, ResourceBody};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{Actor, Engine, TestSchool, story};

const PROGRAMME: &str = "piloter-sa-tresorerie";
pub(crate) const VIEW: &str = "11111111-1111-4111-8111-111111111111";

pub(crate) async fn enrolled(school: &TestSchool) -> (Actor, Programme) {
    let programme = school.import(PROGRAMME).await;
    let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
    ada.submit(&format!("/programmes/{PROGRAMME}/inscription"), &[]).await.assert_says("Vous êtes inscrit");
    (ada, programme)
}

pub(crate) fn address(programme: &Programme, find: impl Fn(&Resource) -> bool) -> String {
    let modules = programme.modules.iter();
    let mut found = modules.flat_map(|module| module.resources.iter().map(move |resource| (module, resource)));
    let (module, resource) = found.find(|(_, resource)| find(resource)).expect("a resource");
    format!("/apprendre/{}/{}/{}", programme.slug, module.slug, resource.slug)
}

pub(crate) fn is_lesson(resource: &Resource) -> bool {
    matches!(resource.body, ResourceBody::Lesson(_))
}

fn is_exercise(resource: &Resource) -> bool {
    matches!(resource.body, ResourceBody::Exercise(_))
}

/// The fields of the right answer.
fn right_fields(question: &Question) -> Vec<(String, String)> {
    let answer = match &question.kind {
        QuestionKind::Choice { options } => {
            Answer::Choice(options.iter().position(|option| option.correct).expect("a right option"))
        }
        QuestionKind::Choices { options } => {
            let right = options.iter().enumerate().filter(|(_, option)| option.correct);
            Answer::Choices(right.map(|(index, _)| index).collect())
        }
        QuestionKind::Number { answer, .. } => Answer::Number(answer.to_string()),
        QuestionKind::Text { accepted } => Answer::Text(accepted[0].clone()),
        QuestionKind::Order { items } => Answer::Order((1..=items.len()).map(Some).collect()),
        QuestionKind::Match { pairs } => Answer::Match((0..pairs.len()).map(Some).collect()),
        QuestionKind::Fill { .. } => Answer::Fill(question.kind.blanks().map(|forms| forms[0].clone()).collect()),
        QuestionKind::Essay { .. } => Answer::Essay("Un texte de quelques mots.".to_owned()),
    };
    answer.to_fields(question)
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

pub(crate) async fn progress_url(actor: &mut Actor, lesson: &str) -> String {
    let page = actor.get(lesson).await;
    page.assert_status(200);
    page.attributes("[data-reader]", "data-progress-url").remove(0)
}

async fn resumes_at(actor: &mut Actor) -> String {
    actor.get("/espace").await.attributes(".resume a.button-primary", "href").remove(0)
}

async fn minutes_this_week(actor: &mut Actor) -> String {
    actor.get("/espace").await.texts(".figures dd").remove(0).replace('\u{a0}', " ")
}

story! {
    async fn p10_a_lesson_resumes_at_the_same_block_on_another_device(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let lesson = address(&programme, is_lesson);
        let page = ada.get(&lesson).await;
        let block = page.attributes("[data-block]", "id").swap_remove(5);
        let url = progress_url(&mut ada, &lesson).await;
        let report = json!({ "view": VIEW, "active_seconds": 12, "block": block, "reached_end": false, "media": {} });
        let saved = ada.post_json(&url, &report).await;
        saved.assert_status(200);
        assert_eq!(saved.json()["saved_at"], "20:00");
        let mut phone = school.visitor();
        phone.sign_in("ada@exemple.fr").await;
        let space = phone.get("/espace").await;
        assert_eq!(space.attributes(".resume a.button-primary", "href"), std::slice::from_ref(&lesson));
        assert_eq!(phone.get(&lesson).await.attributes("[data-reader]", "data-resume-block"), [block]);
    }
}

story! {
    async fn p10_one_resumes_at_the_page_opened_or_worked_in_last(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let (lesson, exercise) = (address(&programme, is_lesson), address(&programme, is_exercise));
        let url = progress_url(&mut ada, &lesson).await;
        let field = ada.get(&exercise).await.attributes(".answer-unit input", "name").remove(0);
        ada.get(&lesson).await.assert_status(200);
        assert_eq!(resumes_at(&mut ada).await, lesson);
        ada.get(&exercise).await.assert_status(200);
        assert_eq!(resumes_at(&mut ada).await, exercise, "it was opened before, and is opened again");
        let report = |seconds: u32, leaving: bool| json!({ "view": VIEW, "active_seconds": seconds, "leaving": leaving });
        ada.post_json(&url, &report(1, true)).await.assert_status(200);
        assert_eq!(resumes_at(&mut ada).await, exercise, "a page says farewell after the next one was opened");
        ada.post_json(&url, &report(2, false)).await.assert_status(200);
        assert_eq!(resumes_at(&mut ada).await, lesson, "it is still read in another tab");
        let draft = format!("{exercise}/{}/brouillon", field.trim_start_matches("q-"));
        ada.post(&draft, &[(&field, "12"), ("revision", "1")]).await.assert_status(200);
        assert_eq!(resumes_at(&mut ada).await, exercise, "and so is this one worked in");
    }
}

story! {
    async fn p10_a_half_typed_answer_is_there_on_another_device_and_the_newer_one_wins(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let exercise = address(&programme, is_exercise);
        let page = ada.get(&exercise).await;
        let field = page.attributes(".answer-unit input", "name").remove(0);
        let draft = format!("{exercise}/{}/brouillon", field.trim_start_matches("q-"));
        ada.post(&draft, &[(&field, "12 3"), ("revision", "1")]).await.assert_status(200);
        ada.post(&draft, &[(&field, "12 34"), ("revision", "2")]).await.assert_status(200);
        let mut phone = school.visitor();
        phone.sign_in("ada@exemple.fr").await;
        let there = phone.get(&exercise).await;
        assert_eq!(there.attributes(&format!("input[name='{field}']"), "value"), ["12 34"]);
        let late = ada.post(&draft, &[(&field, "12"), ("revision", "2")]).await;
        late.assert_status(409);
        assert_eq!(late.json()["revision"], 2);
        assert_eq!(phone.get(&exercise).await.attributes(&format!("input[name='{field}']"), "value"), ["12 34"]);
    }
}

story! {
    async fn p05_active_time_counts_once_whatever_the_repeats_tabs_and_devices(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let url = progress_url(&mut ada, &address(&programme, is_lesson)).await;
        let report = |view: &str, seconds: u32| json!({ "view": view, "active_seconds": seconds, "block": null });
        school.pass(SignedDuration::from_secs(60));
        ada.post_json(&url, &report(VIEW, 60)).await.assert_status(200);
        ada.post_json(&url, &report(VIEW, 60)).await.assert_status(200);
        assert_eq!(minutes_this_week(&mut ada).await, "1 min");
        school.pass(SignedDuration::from_secs(120));
        let mut phone = school.visitor();
        phone.sign_in("ada@exemple.fr").await;
        ada.post_json(&url, &report(VIEW, 180)).await.assert_status(200);
        phone.post_json(&url, &report("22222222-2222-4222-8222-222222222222", 120)).await.assert_status(200);
        assert_eq!(minutes_this_week(&mut ada).await, "3 min", "two devices do not make the same two minutes four");
    }
}

story! {
    async fn forged_progress_is_refused_and_changes_nothing(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let lesson = address(&programme, is_lesson);
        let url = progress_url(&mut ada, &lesson).await;
        for forged in [
            json!({ "view": VIEW, "active_seconds": 90_000 }),
            json!({ "view": VIEW, "active_seconds": 1, "block": "b-00000000" }),
            json!({ "view": VIEW, "active_seconds": 1, "block": "%' OR 1=1 --" }),
            json!({ "view": VIEW, "active_seconds": 1, "media": { "film.webm": 1e9 } }),
            json!({ "view": "pas un identifiant", "active_seconds": 1 }),
        ] {
            ada.post_json(&url, &forged).await.assert_status(400);
        }
        ada.post_json(&url, &json!({ "view": VIEW, "active_seconds": -4 })).await.assert_status(422);
        let mut eve = school.learner("Eve Roth", "eve@exemple.fr").await;
        eve.post_json(&url, &json!({ "view": VIEW, "active_seconds": 5 })).await.assert_status(404);
        assert_eq!(minutes_this_week(&mut ada).await, "moins d’une minute");
    }
}

story! {
    async fn an_exercise_explains_at_once_and_can_be_retried(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let exercise = address(&programme, is_exercise);
        for (module, resource) in programme.modules.iter().flat_map(|module| module.resources.iter().map(move |one| (module, one))) {
            let ResourceBody::Exercise(content) = &resource.body else { continue };
            let page = format!("/apprendre/{PROGRAMME}/{}/{}", module.slug, resource.slug);
            ada.get(&page).await.assert_status(200);
            for question in &content.questions {
                let target = format!("{page}/{}", question.key);
                ada.post(&target, &[]).await.assert_leads_to(&format!("{page}?avis=answer-empty#{}", question.key));
                ada.post(&target, &borrowed(&right_fields(question))).await.assert_leads_to(&format!("{page}#{}", question.key));
            }
            let marked = ada.get(&page).await;
            let verdicts = marked.texts(".verdict > p:first-child > strong");
            assert_eq!(verdicts.len(), content.questions.len());
            assert!(verdicts.iter().all(|verdict| verdict == "C’est juste." || verdict == "En attente de correction."), "{page}: {verdicts:?}");
        }
        let first = ada.get(&exercise).await.attributes(".answer-unit input", "name").remove(0);
        let target = format!("{exercise}/{}", first.trim_start_matches("q-"));
        ada.submit(&target, &[(&first, "0,01")]).await.assert_says("Ce n'est pas cela");
    }
}

story! {
    async fn an_attempt_is_begun_once_and_what_was_typed_counts_when_time_is_over(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let assessment = address(&programme, |resource| matches!(resource.body, ResourceBody::Assessment(_)));
        let begun = ada.post(&format!("{assessment}/tentatives"), &[]).await.location.expect("an attempt");
        let mut phone = school.visitor();
        phone.sign_in("ada@exemple.fr").await;
        phone.post(&format!("{assessment}/tentatives"), &[]).await.assert_leads_to(&begun);
        let page = ada.get(&begun).await;
        assert_eq!(page.texts("fieldset.question").len(), 8);
        let field = page.attributes(".answer-unit input, fieldset input", "name").remove(0);
        ada.post(&format!("{begun}/brouillon"), &[(&field, "0"), ("revision", "1")]).await.assert_status(200);
        phone.post(&format!("{begun}/brouillon"), &[(&field, "1"), ("revision", "1")]).await.assert_status(409);
        school.pass(SignedDuration::from_mins(31));
        ada.post(&format!("{begun}/brouillon"), &[(&field, "1"), ("revision", "2")]).await.assert_status(410);
        school.work().await;
        let review = ada.visit(&begun).await;
        assert_eq!(review.texts(".verdict").len(), 8, "every question is explained");
        let mut eve = school.learner("Eve Roth", "eve@exemple.fr").await;
        eve.get(&begun).await.assert_status(404);
    }
}

pub(crate) async fn complete_everything(school: &TestSchool, ada: &mut Actor, programme: &Programme) {
    let all = programme.modules.iter().flat_map(|module| module.resources.iter().map(move |one| (module, one)));
    for (number, (module, resource)) in all.enumerate() {
        let page = format!("/apprendre/{PROGRAMME}/{}/{}", module.slug, resource.slug);
        match &resource.body {
            ResourceBody::Lesson(_) => {
                let url = progress_url(ada, &page).await;
                let view = format!("33333333-3333-4333-8333-{number:012}");
                ada.post_json(&url, &json!({ "view": view, "active_seconds": 5, "reached_end": true }))
                    .await
                    .assert_status(200);
            }
            ResourceBody::Exercise(exercise) => {
                for question in &exercise.questions {
                    ada.post(&format!("{page}/{}", question.key), &borrowed(&right_fields(question)))
                        .await
                        .assert_status(303);
                }
            }
            ResourceBody::Assessment(assessment) => {
                let begun = ada.post(&format!("{page}/tentatives"), &[]).await.location.expect("an attempt");
                let mut fields: Vec<(String, String)> = assessment.questions.iter().flat_map(right_fields).collect();
                fields.push(("revision".to_owned(), "0".to_owned()));
                ada.submit(&begun, &borrowed(&fields)).await.assert_says("Évaluation réussie : 100 %");
            }
        }
    }
    school.work().await;
}

story! {
    async fn p11_a_certificate_is_issued_once_and_anyone_can_verify_it(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        ada.get("/certificats").await.assert_says("Pas encore de certificat");
        let standing = ada.get(&format!("/programmes/{PROGRAMME}")).await;
        standing.assert_says("Il vous reste 21 ressources à terminer");
        standing.assert_says("Votre moyenne est de 0 % ; il en faut 60");
        assert_eq!(standing.texts("#certificate ~ table td").len(), 3, "what is missing is named (P43)");
        complete_everything(&school, &mut ada, &programme).await;
        let certificates = ada.get("/certificats").await.attributes("main .rows a", "href");
        assert_eq!(certificates.len(), 1, "issued once");
        ada.get(&format!("/programmes/{PROGRAMME}")).await.assert_says("Vous l'avez obtenu");
        let certificate = ada.get(&certificates[0]).await;
        certificate.assert_says("Ada Keller");
        certificate.assert_says("Piloter sa trésorerie");
        assert!(school.letter_to("ada@exemple.fr").subject.contains("certificat est prêt"));
        let pdf = ada.get(&format!("{}/pdf", certificates[0])).await;
        assert!(pdf.body.starts_with(b"%PDF-"), "a document to keep");
        let public = certificate.attributes(".actions a[href^='/verifier/']", "href").remove(0);
        let mut employer = school.visitor();
        let checked = employer.get(&public).await;
        for words in ["Ce certificat est valide", "Ada Keller", "Piloter sa trésorerie", "EntreComp 2.4"] {
            checked.assert_says(words);
        }
        employer.get(&certificates[0]).await.assert_status(303);
        let mut eve = school.learner("Eve Roth", "eve@exemple.fr").await;
        eve.get(&certificates[0]).await.assert_status(404);
        employer.get("/verifier/0000-0000").await.assert_says("Ce certificat n'existe pas");
    }
}

story! {
    async fn p11_a_certificate_stands_when_the_identity_is_gone_and_its_holder_can_still_prove_the_name(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        complete_everything(&school, &mut ada, &programme).await;
        let own = ada_certificate(&mut ada).await;
        let certificate = ada.get(&own).await;
        let link = certificate.texts("p.small .break-anywhere").remove(0);
        let (public, secret) = link.split_once('#').expect("a secret after the #");
        let public = format!("/verifier/{}", public.rsplit('/').next().expect("a code"));
        school.destroy_identity("ada@exemple.fr").await;
        let mut employer = school.visitor();
        let checked = employer.get(&public).await;
        checked.assert_says("Ce certificat est valide");
        checked.assert_says("Le nom a été effacé");
        assert!(!checked.html().contains("Ada"));
        employer.post(&public, &[("name", "Ada Keller"), ("secret", secret)]).await.assert_says("Ce nom est bien celui du certificat");
        employer.post(&public, &[("name", "Eve Roth"), ("secret", secret)]).await.assert_says("ne correspondent pas");
    }
}

pub(crate) async fn ada_certificate(ada: &mut Actor) -> String {
    ada.get("/certificats").await.attributes("main .rows a", "href").remove(0)
}

story! {
    async fn deadlines_are_proposed_chosen_and_fed_to_a_calendar(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        let map = ada.get(&format!("/programmes/{PROGRAMME}")).await;
        map.assert_says("à terminer avant le 14 décembre 2026");
        let choose = map.attributes("form[action*='/echeances/']", "action").remove(0);
        ada.submit(&choose, &[("due_on", "2026-11-30")]).await.assert_says("à terminer avant le 30 novembre 2026");
        let space = ada.get("/espace").await;
        space.assert_says("dans 7 jours, 30 novembre 2026");
        let feed = space.attributes("a[href^='/calendrier/']", "href").remove(0);
        let calendar = school.visitor().get(&feed).await;
        assert!(calendar.html().contains("DTSTART;VALUE=DATE:20261130"), "{}", calendar.html());
        school.visitor().get(&feed.replace(".ics", "0.ics")).await.assert_status(404);
    }
}

story! {
    async fn importing_again_keeps_progress_and_reports_what_changed(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let lesson = address(&programme, is_lesson);
        let url = progress_url(&mut ada, &lesson).await;
        ada.post_json(&url, &json!({ "view": VIEW, "active_seconds": 5, "reached_end": true })).await.assert_status(200);
        let report = school.import_again(PROGRAMME).await;
        assert_eq!((report.added, report.updated, report.retired), (0, 0, 0));
        ada.get(&format!("/programmes/{PROGRAMME}")).await.assert_says("1 ressources sur");
    }
}
