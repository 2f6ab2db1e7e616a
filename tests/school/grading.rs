//! Essays (P05): a teacher grades them with the rubric, and their author reads what was said.

use school::people::Role;

use crate::copy::copy;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const ADA: &str = "ada@exemple.fr";
const QUEUE: &str = "/equipe/enseignement";

/// Ada gives an essay; the address of its exercise and its question.
async fn gives(school: &TestSchool, ada: &mut Actor, text: &str) -> (String, String) {
    let programme = school.import("piloter-sa-tresorerie").await;
    ada.submit(&format!("/programmes/{}/inscription", programme.slug), &[]).await.assert_status(200);
    let essay = |module: &coursework::Module| {
        module.resources.iter().find_map(|resource| {
            let coursework::ResourceBody::Exercise(exercise) = &resource.body else { return None };
            let is_essay =
                |question: &&coursework::Question| matches!(question.kind, coursework::QuestionKind::Essay { .. });
            let question = exercise.questions.iter().find(is_essay)?;
            let path = format!("/apprendre/{}/{}/{}", programme.slug, module.slug, resource.slug);
            Some((path, question.key.clone()))
        })
    };
    let (path, key) = programme.modules.iter().find_map(essay).expect("an essay");
    gives_again(ada, &(path.clone(), key.clone()), text).await;
    (path, key)
}

async fn gives_again(ada: &mut Actor, (path, key): &(String, String), text: &str) {
    ada.submit(&format!("{path}/{key}"), &[(&format!("q-{key}"), text)])
        .await
        .assert_says("L'équipe pédagogique lira votre texte");
}

/// What the queue leads to.
async fn waiting(teacher: &mut Actor) -> Vec<String> {
    let links = teacher.get(QUEUE).await.attributes("tbody a", "href");
    links.into_iter().filter(|href| href.contains("/corrections/")).collect()
}

/// A form filled in: the points of each of three criteria, and a comment, of the essay that the page shows.
async fn grades(teacher: &mut Actor, case: &str, levels: [&str; 3], comment: &str) -> Page {
    let read_at = teacher.get(case).await.attributes("input[name=read_at]", "value").remove(0);
    let [first, second, third] = levels;
    let form = [("read_at", &*read_at), ("level", first), ("level", second), ("level", third), ("comment", comment)];
    teacher.post(case, &form).await
}

story! {
    async fn p05_an_essay_is_graded_with_its_rubric_and_its_author_reads_what_was_said(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let essay = gives(&school, &mut ada, "Mes ventes baissent de 20 % : <b>point bas</b> en mars.").await;
        let mut rosa = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        let queue = rosa.get(QUEUE).await;
        assert!(!queue.html().contains("Ada"), "the queue names nobody");
        let case = waiting(&mut rosa).await.remove(0);
        let page = rosa.get(&case).await;
        page.assert_says("Texte rendu par Ada Keller");
        page.assert_says("Mes ventes baissent de 20 % : <b>point bas</b> en mars.");
        page.assert_says("9 mots. 150 étaient attendus.");
        for wrong in [["5", "3", "3"], ["", "3", "3"], ["-1", "3", "3"], ["2,5", "3", "3"]] {
            let refused = grades(&mut rosa, &case, wrong, "Bien vu.").await;
            refused.assert_status(422);
            refused.assert_says("nombre entier de points");
            assert_eq!(refused.texts("textarea#comment"), ["Bien vu."], "what was typed is kept");
            assert_eq!(refused.attributes("input[name=level]", "value"), wrong);
        }
        assert_eq!(school.rows("gradings").await, 0);
        let done = grades(&mut rosa, &case, ["4", "2", "1"], "Le point bas est juste.\nDatez vos décisions.").await;
        assert_eq!(done.location.as_deref(), Some("/equipe/enseignement?avis=grading-done"));
        assert!(waiting(&mut rosa).await.is_empty(), "nothing waits any more");
        school.work().await;
        assert!(school.letter_to(ADA).text.contains("est corrigé"));
        ada.get("/avis").await.assert_says("est corrigé.");
        let page = ada.get(&essay.0).await;
        assert_eq!(page.texts(".grading dd"), ["4 sur 4", "2 sur 3", "1 sur 3"]);
        page.assert_says("Datez vos décisions.");
        assert!(page.texts(".verdict").iter().any(|text| text.contains("7 points sur 10")), "{:?}", page.texts(".verdict"));
        ada.get("/mes-donnees").await.assert_says("Pour corriger un texte que vous avez rendu.");
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("Datez vos décisions."), "her copy has it");
    }
}

story! {
    async fn an_essay_that_was_given_anew_while_it_was_read_is_not_graded_unread(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let essay = gives(&school, &mut ada, "Premier texte.").await;
        let mut rosa = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        let case = waiting(&mut rosa).await.remove(0);
        grades(&mut rosa, &case, ["1", "1", "1"], "À reprendre.").await;
        let read_at = rosa.get(&case).await.attributes("input[name=read_at]", "value").remove(0);
        school.pass(jiff::SignedDuration::from_mins(5));
        gives_again(&mut ada, &essay, "Second texte.").await;
        ada.get(&essay.0).await.assert_says("Correction de votre texte précédent");
        let form = [("read_at", &*read_at), ("level", "4"), ("level", "3"), ("level", "3"), ("comment", "Parfait.")];
        let late = rosa.post(&case, &form).await;
        late.assert_status(422);
        late.assert_says("Second texte.");
        late.assert_says("Un nouveau texte a été rendu");
        assert_eq!(late.texts("textarea#comment"), ["Parfait."], "what was typed is kept");
        let read_at = late.attributes("input[name=read_at]", "value").remove(0);
        let form = [("read_at", &*read_at), ("level", "4"), ("level", "3"), ("level", "3"), ("comment", "Parfait.")];
        rosa.submit(&case, &form).await.assert_says("Correction rendue.");
        ada.get(&essay.0).await.assert_says("10 points sur 10");
    }
}

story! {
    async fn p40_an_essay_whose_author_froze_her_data_is_neither_listed_nor_opened_nor_graded(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        gives(&school, &mut ada, "Mon scénario.").await;
        let mut rosa = school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await;
        let case = waiting(&mut rosa).await.remove(0);
        let read_at = rosa.get(&case).await.attributes("input[name=read_at]", "value").remove(0);
        let freeze = [("category", "learning"), ("ground", "a")];
        ada.submit("/mes-donnees/geler", &freeze).await.assert_status(200);
        assert!(waiting(&mut rosa).await.is_empty());
        rosa.get(&case).await.assert_leads_to("/equipe/enseignement?avis=appeal-frozen");
        let form = [("read_at", &*read_at), ("level", "4"), ("level", "3"), ("level", "3"), ("comment", "Bien.")];
        rosa.post(&case, &form).await.assert_leads_to("/equipe/enseignement?avis=appeal-frozen");
        assert_eq!(school.rows("gradings").await, 0);
        rosa.get(&case.replace(case.split('/').nth(4).expect("a person"), "019c0000-0000-7000-8000-000000000000")).await.assert_status(404);
    }
}
