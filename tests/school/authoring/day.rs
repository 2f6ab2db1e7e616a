//! A teacher's day: a programme from nothing, every kind of question by form, published, and taken by a learner.

use super::*;

/// What a teacher types for a question of each kind.
fn questions() -> [(&'static str, Vec<(&'static str, &'static str)>); 8] {
    [
        ("choice", vec![("option.0.text", "Oui"), ("option.0.correct", "true"), ("option.1.text", "Non")]),
        (
            "choices",
            vec![
                ("option.0.text", "Le prix"),
                ("option.0.correct", "true"),
                ("option.1.text", "La couleur"),
                ("option.2.text", "Le délai"),
                ("option.2.correct", "true"),
            ],
        ),
        ("number", vec![("answer", "1 250,5"), ("unit", "€"), ("tolerance", "0,5")]),
        ("text", vec![("accepted", "panier\nchariot")]),
        ("order", vec![("items", "Choisir\nPayer\nRecevoir")]),
        (
            "match",
            vec![
                ("pair.0.left", "A"),
                ("pair.0.right", "1"),
                ("pair.1.left", "B"),
                ("pair.1.right", "2"),
                ("pair.2.left", "C"),
                ("pair.2.right", "3"),
            ],
        ),
        ("fill", vec![("text", "Le [[panier|chariot]] est plein.")]),
        (
            "essay",
            vec![
                ("minimum_words", "20"),
                ("criterion.0.title", "Clarté"),
                ("criterion.0.description", "On comprend."),
                ("criterion.0.points", "4"),
            ],
        ),
    ]
}

/// Adds a question of each kind with the form that the page gives.
async fn adds_questions(teacher: &mut Actor, path: &str) {
    for (kind, own) in questions() {
        let page = teacher.get(&format!("{}?nouvelle={kind}", file(HOME, path))).await;
        page.assert_status(200);
        let (from, key) = (opened(&page), page.attributes("input[name=key]", "value").remove(0));
        assert!(key.starts_with("q-"), "a key that no other question has: {key}");
        let mut form = vec![
            ("form", "question"),
            ("act", "save"),
            ("from", &*from),
            ("question", ""),
            ("kind", kind),
            ("key", kind),
            ("prompt", "Question de ce genre ?"),
            ("explanation", "Parce que c'est **ainsi**."),
        ];
        form.extend(own);
        let saved = teacher.submit(&file(HOME, path), &form).await;
        saved.assert_says("Gardé dans le brouillon.");
        assert!(!saved.words().contains("à corriger"), "{kind}: {}", saved.words());
    }
}

story! {
    async fn a_teacher_writes_a_programme_from_nothing_and_a_learner_takes_it(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.get("/programmes").await.assert_status(200);
        assert!(!ada.get("/programmes").await.words().contains("Vendre en ligne"), "not before it is published");
        ada.get("/programmes/vendre-en-ligne").await.assert_status(404);
        assert_eq!(rosa.get(LIST).await.texts("tbody th"), ["Vendre en ligne"]);
        // A lesson, previewed and saved.
        let lesson = "# Le panier\r\n\r\n## Ce qu'il contient\r\n\r\nUn **panier** vaut 12 €.\r\n";
        let from = opened(&rosa.get(&file(HOME, LESSON)).await);
        let form = [("form", "text"), ("from", &*from), ("text", lesson)];
        let aside = rosa.post(&format!("{HOME}/apercu/{LESSON}"), &form).await;
        aside.assert_status(200);
        assert!(!aside.html().contains("<html"), "the part alone, for the script: {}", aside.html());
        assert_eq!(aside.texts(".prose strong"), ["panier"]);
        let with_button = rosa.post(&file(HOME, LESSON), &[&form[..], &[("act", "preview")]].concat()).await;
        assert_eq!(with_button.texts("[data-preview] .prose strong"), ["panier"], "the same without the script");
        assert_eq!(with_button.texts("textarea#text"), [lesson.replace("\r\n", "\n").trim()]);
        assert!(text(&mut rosa, HOME, LESSON).await.contains("Écrivez ici"), "a preview saves nothing");
        sends(&mut rosa, HOME, LESSON, (&from, lesson)).await.assert_says("Gardé dans le brouillon.");
        // An exercise with every kind of question, and an assessment.
        let module = "01-premier-module";
        let new = [("act", "add-resource"), ("path", module), ("title", "S'entraîner"), ("kind", "exercise")];
        presses(&mut rosa, HOME, &new).await.assert_says("S'entraîner");
        let exercise = format!("{module}/02-s-entrainer.exercise.toml");
        adds_questions(&mut rosa, &exercise).await;
        let page = rosa.get(&format!("{HOME}/apercu/{exercise}")).await;
        assert_eq!(page.elements("fieldset.question").len(), 9, "as a learner sees them");
        let new = [("act", "add-resource"), ("path", module), ("title", "Évaluation"), ("kind", "assessment")];
        presses(&mut rosa, HOME, &new).await;
        // What it will do, then published.
        let before = rosa.get(&format!("{HOME}/publier")).await;
        before.assert_says("Première publication");
        assert_eq!(before.texts("main li").into_iter().filter(|line| line == "Le panier").count(), 1);
        publishes(&mut rosa, HOME, "Première version").await.assert_says("Version 1");
        let versions = rosa.get(&format!("{HOME}/versions")).await;
        versions.assert_says("Rosa Klein");
        versions.assert_says("Première version");
        ada.get("/programmes").await.assert_says("Vendre en ligne");
        ada.submit("/programmes/vendre-en-ligne/inscription", &[]).await.assert_status(200);
        ada.get("/apprendre/vendre-en-ligne/premier-module/premiere-lecon").await.assert_says("Un panier vaut 12 €.");
        answers_them(&mut ada).await;
        let details = school.journal_details("programme.published").await;
        assert_eq!(details.len(), 1);
        assert!(details[0].contains("vendre-en-ligne") && details[0].contains("\"version\":1"), "{}", details[0]);
    }
}

/// Ada answers a question of each kind rightly.
async fn answers_them(ada: &mut Actor) {
    let exercise = "/apprendre/vendre-en-ligne/premier-module/s-entrainer";
    let right: [(&str, &[(&str, &str)]); 7] = [
        ("choice", &[("q-choice", "0")]),
        ("choices", &[("q-choices", "0"), ("q-choices", "2")]),
        ("number", &[("q-number", "1250,4 €")]),
        ("text", &[("q-text", "Chariot")]),
        ("order", &[("q-order-0", "1"), ("q-order-1", "2"), ("q-order-2", "3")]),
        ("match", &[("q-match-0", "0"), ("q-match-1", "1"), ("q-match-2", "2")]),
        ("fill", &[("q-fill-0", "chariot")]),
    ];
    for (key, fields) in right {
        let page = ada.submit(&format!("{exercise}/{key}"), fields).await;
        assert_eq!(page.elements(&format!("#{key} .verdict-right")).len(), 1, "{key}: {}", page.words());
    }
    let page = ada.submit(&format!("{exercise}/essay"), &[("q-essay", "Mon texte.")]).await;
    assert_eq!(page.elements("#essay .verdict-waiting").len(), 1);
}

story! {
    async fn a_question_that_is_wrong_names_its_field_and_keeps_what_was_typed(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let new = [("act", "add-resource"), ("path", "01-premier-module"), ("title", "Cas"), ("kind", "exercise")];
        presses(&mut rosa, HOME, &new).await;
        let path = "01-premier-module/02-cas.exercise.toml";
        let page = rosa.get(&format!("{}?question=0", file(HOME, path))).await;
        let from = opened(&page);
        let form = [
            ("form", "question"),
            ("act", "save"),
            ("from", &from),
            ("question", "0"),
            ("kind", "number"),
            ("key", "prix"),
            ("prompt", "Quel <b>prix</b> ?"),
            ("explanation", "Voilà."),
            ("answer", "douze"),
            ("points", "1000"),
        ];
        let page = rosa.submit(&file(HOME, path), &form).await;
        page.assert_says("Il reste des points à corriger");
        assert_eq!(page.attributes("input#answer", "value"), ["douze"], "what was typed is kept");
        assert!(page.text("#answer-error").is_some_and(|words| words == "Un nombre est attendu"), "{}", page.words());
        assert!(page.text("#points-error").is_some_and(|words| words == "Un nombre de 1 à 100 est attendu"), "{}", page.words());
        assert!(page.text("#prompt-error").is_some_and(|words| words.contains("HTML brut")), "{}", page.words());
        assert_eq!(page.attributes(".error-summary a", "href"), ["#answer", "#points", "#prompt"]);
        let list = rosa.get(&file(HOME, path)).await;
        list.assert_says("3 points à corriger");
        let home = rosa.get(HOME).await;
        home.assert_says("02-cas.exercise.toml");
        rosa.get(&format!("{HOME}/publier")).await.assert_says("ne peut pas encore être publié");
        let refused = rosa.post(&format!("{HOME}/publier"), &[("revision", "2"), ("note", "Essai")]).await;
        refused.assert_status(422);
        assert_eq!(school.rows("programmes").await, 0);
    }
}

story! {
    async fn toml_written_by_hand_is_kept_and_its_mistake_is_told_with_its_line(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let path = "01-premier-module/module.toml";
        let page = writes(&mut rosa, HOME, path, "title = \"Module\"\nsummary = \"S\"\ndimension = [\n").await;
        page.assert_says("Il reste des points à corriger");
        page.assert_says("ligne 3");
        assert_eq!(page.texts("textarea#text"), ["title = \"Module\"\nsummary = \"S\"\ndimension = ["]);
        let again = rosa.get(&file(HOME, path)).await;
        assert_eq!(again.elements("textarea#text").len(), 1, "what is no TOML has no form");
        let page = writes(
            &mut rosa,
            HOME,
            path,
            "# à relire\ntitle = \"Module\"\nsummary = \"S\"\ndimension = \"magic\"\ncompetences = []\n",
        )
        .await;
        page.assert_says("ligne 4");
        let form = rosa.get(&file(HOME, path)).await;
        assert!(form.text("#dimension-error").is_some_and(|words| words == "Technical ou strategic est attendu"));
        let fields = [
            ("form", "form"),
            ("act", "save"),
            ("from", &opened(&form)),
            ("title", "Module"),
            ("summary", "S"),
            ("dimension", "technical"),
            ("competences", ""),
            ("competences", "1.1"),
        ];
        rosa.submit(&file(HOME, path), &fields).await.assert_says("Gardé dans le brouillon.");
        let text = text(&mut rosa, HOME, path).await;
        assert_eq!(
            text, "# à relire\ntitle = \"Module\"\nsummary = \"S\"\ndimension = \"technical\"\ncompetences = [\"1.1\"]",
            "the comment and the order stay"
        );
    }
}

story! {
    async fn everything_that_is_arranged_can_be_undone_and_done_again(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        presses(&mut rosa, HOME, &[("act", "add-module"), ("title", "Livrer")]).await;
        let titles = |page: &Page| page.texts(".workshop-module h2");
        assert_eq!(titles(&rosa.get(HOME).await), ["Premier module", "Livrer"]);
        let page = presses(&mut rosa, HOME, &[("act", "up"), ("path", "02-livrer")]).await;
        assert_eq!(titles(&page), ["Livrer", "Premier module"]);
        // The page of the lesson was opened before its module moved.
        rosa.get(&file(HOME, LESSON)).await.assert_leads_to(&file(HOME, "02-premier-module/01-premiere-lecon.md"));
        assert_eq!(titles(&steps(&mut rosa, HOME, "undo").await), ["Premier module", "Livrer"]);
        assert_eq!(titles(&steps(&mut rosa, HOME, "redo").await), ["Livrer", "Premier module"]);
        let page = presses(&mut rosa, HOME, &[("act", "duplicate"), ("path", "01-livrer")]).await;
        assert_eq!(titles(&page), ["Livrer", "Premier module", "Livrer (copie)"]);
        let page = presses(&mut rosa, HOME, &[("act", "remove"), ("path", "01-livrer")]).await;
        assert_eq!(titles(&page), ["Premier module", "Livrer (copie)"]);
        let rename = [("act", "rename"), ("path", "02-premier-module/01-premiere-lecon.md"), ("slug", "le-panier")];
        presses(&mut rosa, HOME, &rename).await;
        assert_eq!(text(&mut rosa, HOME, "02-premier-module/01-le-panier.md").await.lines().next(), Some("# Première leçon"));
        for wrong in ["Le Panier", "", "le-panier-"] {
            let rename = [("act", "rename"), ("path", "02-premier-module/01-le-panier.md"), ("slug", wrong)];
            let page = presses(&mut rosa, HOME, &rename).await;
            page.assert_says("Une adresse s'écrit en minuscules");
            let kept = if wrong.is_empty() { "le-panier" } else { wrong };
            assert_eq!(page.attributes("input#slug", "value"), [kept], "what was typed is kept");
        }
        for _ in 0..5 {
            steps(&mut rosa, HOME, "undo").await;
        }
        assert_eq!(titles(&rosa.get(HOME).await), ["Premier module"]);
        assert!(rosa.get(HOME).await.elements("button[value=undo]").is_empty(), "nothing more to undo");
        // Something new: what was undone cannot come back over it.
        presses(&mut rosa, HOME, &[("act", "add-module"), ("title", "Payer")]).await;
        assert!(rosa.get(HOME).await.elements("button[value=redo]").is_empty());
        presses(&mut rosa, HOME, &[("act", "remove"), ("path", "01-premier-module/module.toml")])
            .await
            .assert_says("ne peuvent pas se passer de leur description");
        presses(&mut rosa, HOME, &[("act", "add-module"), ("title", " ")]).await.assert_says("Donnez un titre");
    }
}
