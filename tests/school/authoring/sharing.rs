//! Two people, or two tabs: nothing that anybody typed is lost.

use super::*;

story! {
    async fn two_tabs_that_write_the_same_text_lose_nothing(school: TestSchool) {
        let (mut rosa, mut marc) =
            (rosa(&school).await, school.staff("Marc Roth", "marc@ecole.example", Role::Teacher).await);
        begins(&mut rosa).await;
        let (hers, his) = (opened(&rosa.get(&file(HOME, LESSON)).await), opened(&marc.get(&file(HOME, LESSON)).await));
        sends(&mut rosa, HOME, LESSON, (&hers, "# Titre\n\nLe texte de Rosa.\n")).await.assert_says("Gardé");
        let conflict = sends(&mut marc, HOME, LESSON, (&his, "# Titre\n\nLe texte de Marc.\n")).await;
        conflict.assert_status(409);
        conflict.assert_says("Rien n'est enregistré, rien n'est perdu");
        assert_eq!(conflict.texts("textarea#text"), ["# Titre\n\nLe texte de Marc."]);
        assert_eq!((conflict.texts("del"), conflict.texts("ins")), (vec!["Rosa.".into()], vec!["Marc.".into()]));
        assert!(text(&mut rosa, HOME, LESSON).await.contains("Rosa"), "hers stands");
        // He brings both together, knowing of hers.
        let both = "# Titre\n\nLe texte de Rosa.\n\nLe texte de Marc.\n";
        sends(&mut marc, HOME, LESSON, (&opened(&conflict), both)).await.assert_says("Gardé");
        assert_eq!(text(&mut rosa, HOME, LESSON).await, both.trim());
        // The same words from both are no conflict.
        sends(&mut rosa, HOME, LESSON, (&hers, both)).await.assert_says("Rien n'a changé");
    }
}

story! {
    async fn of_two_saves_at_the_same_instant_one_is_told_of_the_other(school: TestSchool) {
        let (mut rosa, mut marc) =
            (rosa(&school).await, school.staff("Marc Roth", "marc@ecole.example", Role::Teacher).await);
        begins(&mut rosa).await;
        for round in 0..5 {
            let from = opened(&rosa.get(&file(HOME, LESSON)).await);
            let text = |name: &str| format!("# Titre\n\n{name} au tour {round}.\n");
            let (hers, his) = (text("Rosa"), text("Marc"));
            let sent = tokio::join!(
                sends(&mut rosa, HOME, LESSON, (&from, &hers)),
                sends(&mut marc, HOME, LESSON, (&from, &his))
            );
            let mut answers = [sent.0.status, sent.1.status];
            answers.sort_unstable();
            assert_eq!(answers, [200, 409]);
        }
        assert_eq!(school.count("SELECT COUNT(*) FROM draft_steps").await, 5);
    }
}

story! {
    async fn two_forms_of_one_file_are_both_kept_when_they_change_other_fields(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        let page = rosa.get(&file(HOME, "programme.toml")).await;
        let from = opened(&page);
        let names = ["title", "summary", "language", "audience", "prerequisites", "objectives", "hours", "price_cents", "updated_on"];
        let value = |name: &str| {
            let typed = page.attributes(&format!("input[name={name}]"), "value").into_iter().next();
            typed.or_else(|| page.text(&format!("textarea[name={name}]"))).unwrap_or_else(|| "fr".to_owned())
        };
        let values: Vec<(&str, String)> = names.iter().map(|name| (*name, value(name))).collect();
        let with = |changed: &str, to: &str| -> Vec<(String, String)> {
            let kept = values.iter().map(|(name, value)| {
                ((*name).to_owned(), if *name == changed { to.to_owned() } else { value.clone() })
            });
            let head = [("form", "form"), ("act", "save"), ("from", &*from)];
            kept.chain(head.map(|(name, value)| (name.to_owned(), value.to_owned()))).collect()
        };
        let send = async |teacher: &mut Actor, form: Vec<(String, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
            teacher.submit(&file(HOME, "programme.toml"), &form).await
        };
        send(&mut rosa, with("hours", "12")).await.assert_says("Gardé");
        send(&mut rosa, with("price_cents", "49,50")).await.assert_says("Gardé");
        let now = text(&mut rosa, HOME, "programme.toml").await;
        assert!(now.contains("hours = 12") && now.contains("price_cents = 4950"), "{now}");
        let conflict = send(&mut rosa, with("hours", "15")).await;
        conflict.assert_status(409);
        assert!(conflict.texts("textarea#text")[0].contains("hours = 15"), "what was typed is kept");
        assert!(text(&mut rosa, HOME, "programme.toml").await.contains("hours = 12"));
    }
}

story! {
    async fn a_file_that_was_moved_or_removed_meanwhile_loses_no_word(school: TestSchool) {
        let mut rosa = rosa(&school).await;
        begins(&mut rosa).await;
        presses(&mut rosa, HOME, &[("act", "add-module"), ("title", "Livrer")]).await;
        let from = opened(&rosa.get(&file(HOME, LESSON)).await);
        presses(&mut rosa, HOME, &[("act", "down"), ("path", "01-premier-module")]).await;
        sends(&mut rosa, HOME, LESSON, (&from, "# Titre\n\nÉcrit pendant le déplacement.\n")).await.assert_says("Gardé");
        let moved = "02-premier-module/01-premiere-lecon.md";
        let now = text(&mut rosa, HOME, moved).await;
        assert!(now.contains("pendant le déplacement"), "{now}");
        let from = opened(&rosa.get(&file(HOME, moved)).await);
        presses(&mut rosa, HOME, &[("act", "remove"), ("path", moved)]).await;
        let gone = sends(&mut rosa, HOME, moved, (&from, "# Titre\n\nÉcrit pendant le retrait.\n")).await;
        gone.assert_status(409);
        gone.assert_says("Quelqu'un a retiré ce fichier");
        assert_eq!(gone.texts("textarea#text"), ["# Titre\n\nÉcrit pendant le retrait."]);
        sends(&mut rosa, HOME, moved, (&opened(&gone), "# Titre\n\nÉcrit pendant le retrait.\n")).await.assert_says("Gardé");
        assert!(text(&mut rosa, HOME, moved).await.contains("pendant le retrait"));
        // A step that was seen before another was made is not undone by mistake.
        let page = rosa.get(HOME).await;
        let step = page.attributes("form:has(button[value=undo]) input[name=step]", "value").remove(0);
        writes(&mut rosa, HOME, moved, "# Titre\n\nEncore.\n").await;
        presses(&mut rosa, HOME, &[("act", "undo"), ("step", &step)]).await.assert_says("Le brouillon a changé");
        assert!(text(&mut rosa, HOME, moved).await.contains("Encore"));
    }
}
