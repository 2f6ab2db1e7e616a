//! Publishing, while people learn: what they did stays theirs.

use super::*;

const TREASURY: &str = "/equipe/enseignement/programmes/piloter-sa-tresorerie";
const FIRST: &str = "/apprendre/piloter-sa-tresorerie/comprendre-sa-tresorerie";

/// The first lesson of the demonstration's second programme: its path, and its address.
fn first_lesson(programme: &coursework::Programme) -> (String, String) {
    let slug = programme.modules[0].resources[0].slug.clone();
    (format!("01-comprendre-sa-tresorerie/01-{slug}.md"), format!("{FIRST}/{slug}"))
}

async fn completes(ada: &mut Actor, address: &str) {
    let page = ada.get(address).await;
    let url = page.attributes("[data-progress-url]", "data-progress-url").remove(0);
    let view = "0198f000-0000-7000-8000-00000000000a";
    let report = serde_json::json!({ "view": view, "active_seconds": 5, "reached_end": true });
    ada.post_json(&url, &report).await.assert_status(200);
}

story! {
    async fn a_programme_is_edited_while_a_learner_is_in_the_middle_and_their_progress_stays(school: TestSchool) {
        let programme = school.import("piloter-sa-tresorerie").await;
        let (path, address) = first_lesson(&programme);
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.submit("/programmes/piloter-sa-tresorerie/inscription", &[]).await;
        completes(&mut ada, &address).await;
        let progress = |page: &Page| page.texts(".moon-words").into_iter().next();
        let before = progress(&ada.get("/programmes/piloter-sa-tresorerie").await);
        let mut rosa = rosa(&school).await;
        let old = text(&mut rosa, TREASURY, &path).await;
        writes(&mut rosa, TREASURY, &path, &format!("{old}\n\nUn paragraphe de plus.\n")).await.assert_says("Gardé");
        assert!(!ada.get(&address).await.words().contains("de plus"), "a draft is nobody else's");
        presses(&mut rosa, TREASURY, &[("act", "down"), ("path", &path)]).await;
        let page = rosa.get(&format!("{TREASURY}/publier")).await;
        page.assert_says("Une personne est inscrite. Elle garde sa progression");
        page.assert_says("Modifié ou déplacé");
        assert!(!page.words().contains("Ada"), "a number, and nobody");
        publishes(&mut rosa, TREASURY, "Un paragraphe").await.assert_says("Version 2");
        ada.get(&address).await.assert_says("Un paragraphe de plus.");
        assert_eq!(progress(&ada.get("/programmes/piloter-sa-tresorerie").await), before, "what was done stays done");
        // One lesson goes, one comes: the learner is told of what is new.
        let module = "01-comprendre-sa-tresorerie";
        let new = [("act", "add-resource"), ("path", module), ("title", "Lire un relevé"), ("kind", "lesson")];
        presses(&mut rosa, TREASURY, &new).await;
        publishes(&mut rosa, TREASURY, "").await.assert_says("Version 3");
        ada.get("/avis").await.assert_says("Lire un relevé");
    }
}

story! {
    async fn versions_are_compared_word_by_word_and_an_older_one_is_put_back(school: TestSchool) {
        let programme = school.import("piloter-sa-tresorerie").await;
        let (path, address) = first_lesson(&programme);
        let mut rosa = rosa(&school).await;
        let old = text(&mut rosa, TREASURY, &path).await;
        rosa.get(&format!("{TREASURY}/versions")).await.assert_says("import d'un dossier");
        writes(&mut rosa, TREASURY, &path, &format!("{old}\n\nUne phrase ajoutée.\n")).await;
        let draft = rosa.get(&format!("{TREASURY}/differences/1/brouillon")).await;
        assert_eq!(draft.texts("h2"), std::slice::from_ref(&path));
        assert!(draft.texts("ins").iter().any(|words| words.contains("Une phrase ajoutée.")));
        publishes(&mut rosa, TREASURY, "Ajout").await.assert_says("Version 2");
        rosa.get(&format!("{TREASURY}/publier")).await.assert_says("Rien à publier");
        let back = rosa.get(&format!("{TREASURY}/differences/2/1")).await;
        assert!(back.texts("del").iter().any(|words| words.contains("Une phrase ajoutée.")));
        rosa.get(&format!("{TREASURY}/differences/1/9")).await.assert_status(404);
        rosa.submit(&format!("{TREASURY}/versions"), &[("number", "1")]).await.assert_says("reprise dans le brouillon");
        assert_eq!(text(&mut rosa, TREASURY, &path).await, old);
        publishes(&mut rosa, TREASURY, "Retour").await.assert_says("Version 3");
        rosa.get(&format!("{TREASURY}/differences/1/3")).await.assert_says("Rien ne diffère");
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.submit("/programmes/piloter-sa-tresorerie/inscription", &[]).await;
        assert!(!ada.get(&address).await.words().contains("Une phrase ajoutée"));
    }
}

story! {
    async fn an_import_beside_an_open_draft_loses_neither(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        let mut rosa = rosa(&school).await;
        let module = "01-comprendre-sa-tresorerie/module.toml";
        let hers = text(&mut rosa, TREASURY, module).await.replacen("summary", "# à elle\nsummary", 1);
        writes(&mut rosa, TREASURY, module, &hers).await.assert_says("Gardé");
        // On the command line: one more lesson, and another wording of the same module.
        school.import_with("piloter-sa-tresorerie", "95-lire-un-releve.md").await;
        let theirs = school.folder.path().join("authored/piloter-sa-tresorerie").join(module);
        let words = std::fs::read_to_string(&theirs).expect("the module").replacen("summary", "# à lui\nsummary", 1);
        std::fs::write(&theirs, words).expect("the module");
        school.import_with("piloter-sa-tresorerie", "95-lire-un-releve.md").await;
        let page = rosa.get(TREASURY).await;
        page.assert_says("Une autre version a été ajoutée");
        assert_eq!(page.texts(".flash-warning li"), [module], "what both changed is named");
        assert!(!page.words().contains("Lire un relevé"), "the draft is as it was");
        rosa.get(&format!("{TREASURY}/publier")).await.assert_says("Une autre version a été ajoutée");
        let refused = rosa.post(&format!("{TREASURY}/publier"), &[("revision", "4"), ("note", "")]).await;
        refused.assert_status(422);
        refused.assert_says("mettez le brouillon à jour d'abord");
        let page = presses(&mut rosa, TREASURY, &[("act", "rebase")]).await;
        rosa.get(&format!("{TREASURY}/publier")).await.assert_says("Décrit autrement");
        page.assert_says("Le brouillon est à jour");
        page.assert_says("Lire un relevé");
        assert_eq!(text(&mut rosa, TREASURY, module).await, hers, "and hers is there");
        steps(&mut rosa, TREASURY, "undo").await.assert_says("Une autre version a été ajoutée");
        steps(&mut rosa, TREASURY, "redo").await;
        publishes(&mut rosa, TREASURY, "Les deux").await.assert_says("Version 4");
    }
}

story! {
    async fn a_draft_that_moved_while_it_was_looked_at_is_not_published_unseen(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let page = rosa.get(&format!("{HOME}/publier")).await;
        let revision = page.attributes("input[name=revision]", "value").remove(0);
        writes(&mut rosa, HOME, LESSON, "# Titre\n\nAutre chose.\n").await;
        let late = rosa.post(&format!("{HOME}/publier"), &[("revision", &revision), ("note", "Ma note")]).await;
        late.assert_status(422);
        late.assert_says("Le brouillon a changé entre-temps");
        assert_eq!(late.attributes("input#note", "value"), ["Ma note"], "what was typed is kept");
        assert_eq!(school.rows("programme_versions").await, 0);
        let note = "mot ".repeat(200);
        let revision = late.attributes("input[name=revision]", "value").remove(0);
        let long = rosa.post(&format!("{HOME}/publier"), &[("revision", &revision), ("note", &note)]).await;
        long.assert_says("500 caractères");
        // Thrown away, it is gone with the texts that nothing else holds.
        presses(&mut rosa, HOME, &[("act", "discard")]).await.assert_says("Le brouillon est abandonné");
        rosa.get(HOME).await.assert_status(404);
        for table in ["programme_sources", "draft_files", "draft_steps", "draft_changes", "source_texts"] {
            assert_eq!(school.rows(table).await, 0, "{table}");
        }
    }
}

story! {
    async fn an_address_is_free_or_refused_with_what_was_typed(school: TestSchool) {
        school.import("piloter-sa-tresorerie").await;
        let mut rosa = rosa(&school).await;
        for (title, slug, words) in [
            ("Trésorerie", "piloter-sa-tresorerie", "Cette adresse sert déjà"),
            ("Trésorerie", "Trésorerie !", "Une adresse s'écrit en minuscules"),
            ("", "x", "Donnez un titre"),
        ] {
            let page = rosa.post(LIST, &[("title", title), ("slug", slug), ("language", "en")]).await;
            page.assert_status(422);
            page.assert_says(words);
            assert_eq!(page.attributes("input#title, input#slug", "value"), [title, slug]);
            assert_eq!(page.attributes("option[selected]", "value"), ["en"]);
        }
        rosa.submit(LIST, &[("title", "Sell online"), ("slug", ""), ("language", "en")]).await.assert_says("First module");
    }
}
