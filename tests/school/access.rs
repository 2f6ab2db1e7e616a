//! What the staff must have before they see anything of others (P32), the review of their accesses (P31), the second factor (P09).

use jiff::SignedDuration;
use school::people::Role;
use totp_rs::{Builder, Secret};

use crate::support::actor::PASSWORD;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const GATE: &str = "/equipe/acces";
const TEACHING: &str = "/equipe/enseignement";
const FACTOR: &str = "/profil/securite/second-facteur";
const REVIEW: &str = "/equipe/confidentialite/acces";

const fn days(number: i64) -> SignedDuration {
    SignedDuration::from_hours(number * 24)
}

/// The answers of the training, right but for the parts named.
fn answers(wrong: &[usize]) -> Vec<(String, String)> {
    let training = school::access::training().expect("the training");
    let chosen = |(number, part): (usize, &privacy::staff::Part)| {
        let is_chosen = |option: &privacy::staff::Choice| option.right != wrong.contains(&number);
        let option = part.options.iter().position(is_chosen).expect("such an option");
        (format!("part-{number}"), option.to_string())
    };
    training.parts.iter().enumerate().map(chosen).collect()
}

async fn follows(actor: &mut Actor, wrong: &[usize]) -> Page {
    let given = answers(wrong);
    let given: Vec<(&str, &str)> = given.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    actor.submit("/equipe/acces/formation", &given).await
}

/// What the telephone shows for a key.
fn shown(school: &TestSchool, key: &str) -> String {
    let secret = Secret::try_from_base32(key).expect("a key");
    let totp = Builder::new().with_secret(secret).build().expect("a code generator");
    totp.generate(school.clock.now().as_second().unsigned_abs()).to_string()
}

/// Adds a second factor; gives its key and the recovery codes.
async fn adds_factor(school: &TestSchool, actor: &mut Actor) -> (String, Vec<String>) {
    let page = actor.submit(FACTOR, &[("act", "begin")]).await;
    let key = page.text("main p code").expect("the key");
    let page = actor.post(FACTOR, &[("act", "confirm"), ("code", &shown(school, &key))]).await;
    page.assert_status(200);
    (key, page.texts(".recovery-codes code"))
}

story! {
    async fn p32_nobody_of_the_staff_sees_anything_before_an_undertaking_and_a_training_both_current(school: TestSchool) {
        let mut helene = school.newcomer("Hélène Muller", "helene@ecole.example", Role::Teacher).await;
        helene.get(TEACHING).await.assert_leads_to("/equipe/acces?retour=/equipe/enseignement");
        let gate = helene.visit(TEACHING).await;
        gate.assert_says("quatre choses");
        let unread = helene.post("/equipe/acces/engagement", &[("version", "1")]).await;
        unread.assert_status(422);
        unread.assert_says("Cochez la case");
        assert_eq!(school.rows("undertakings").await, 0);
        let other = [("version", "7"), ("agreed", "yes")];
        helene.post("/equipe/acces/engagement", &other).await.assert_status(400);
        let signs = [("version", "1"), ("agreed", "yes"), ("retour", TEACHING)];
        helene.submit("/equipe/acces/engagement", &signs).await.assert_says("Signé le 23 novembre 2026");
        helene.get(TEACHING).await.assert_leads_to("/equipe/acces?retour=/equipe/enseignement");
        let wrong = follows(&mut helene, &[2]).await;
        wrong.assert_status(422);
        assert_eq!(wrong.texts(".field-error").len(), 1, "one case is to be looked at again");
        assert_eq!(wrong.attributes("input[checked]", "name").len(), 5, "what was answered is kept");
        assert_eq!(school.rows("trainings").await, 0);
        follows(&mut helene, &[]).await.assert_says("Rien ne manque");
        helene.get(TEACHING).await.assert_status(200);
        assert_eq!(school.count("SELECT COUNT(*) FROM journal_entries WHERE kind = 'access.taken'").await, 1);
        helene.get(TEACHING).await.assert_status(200);
        assert_eq!(school.count("SELECT COUNT(*) FROM journal_entries WHERE kind = 'access.taken'").await, 1, "once an hour");
        let mut anne = school.staff("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        for _ in 0..4 {
            school.pass(days(92));
            anne.sign_in("anne@ecole.example").await;
            for action in anne.get(REVIEW).await.attributes("td form", "action") {
                anne.post(&action, &[("act", "confirm")]).await;
            }
        }
        helene.sign_in("helene@ecole.example").await;
        helene.get(TEACHING).await.assert_leads_to("/equipe/acces?retour=/equipe/enseignement");
        helene.get(GATE).await.assert_says("à revoir chaque année");
        follows(&mut helene, &[]).await;
        helene.get(TEACHING).await.assert_status(200);
    }
}

story! {
    async fn p31_an_access_that_nobody_confirms_lapses_and_its_holder_is_told_before(school: TestSchool) {
        let mut anne = school.engaged("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer).await;
        let mut paul = school.engaged("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        let mut helene = school.engaged("Hélène Muller", "helene@ecole.example", Role::Teacher).await;
        let mut karim = school.engaged("Karim Benali", "karim@ecole.example", Role::Support).await;
        helene.get(TEACHING).await.assert_status(200);
        school.pass(days(85));
        assert_eq!(school.tell_near_accesses().await, 0, "two weeks before, not sooner");
        school.pass(days(2));
        assert_eq!(school.tell_near_accesses().await, 4);
        assert_eq!(school.tell_near_accesses().await, 0, "told once");
        school.work().await;
        assert!(school.letter_to("helene@ecole.example").text.contains("échoit dans deux semaines au plus"));
        assert!(school.letters().iter().any(|letter| letter.to.contains("anne@") && letter.text.contains("Confirmez ceux")));
        anne.sign_in("anne@ecole.example").await;
        let list = anne.get(REVIEW).await;
        assert_eq!(list.texts("tbody tr").len(), 4);
        let row = list.texts("tbody tr").into_iter().find(|row| row.contains("Hélène")).expect("her row");
        assert!(row.contains("équipe pédagogique") && row.contains("23 novembre 2026"), "when it was last used: {row}");
        let forms = |list: &Page, who: &str| {
            let rows = list.elements("tbody tr");
            let row = rows.into_iter().find(|row| row.contains(who)).expect("a row");
            let buttons = row.matches("value=\"confirm\"").count();
            let action = row.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            (buttons, action.to_owned())
        };
        assert_eq!(forms(&list, "Anne").0, 0, "nobody confirms their own");
        let (_, of_helene) = forms(&list, "Hélène");
        anne.submit(&of_helene, &[("act", "confirm")]).await.assert_says("L'accès est confirmé.");
        paul.sign_in("paul@ecole.example").await;
        let list = paul.get("/equipe/administration").await;
        assert_eq!(forms(&list, "Karim").0, 0, "an administrator confirms officers only");
        let (buttons, of_anne) = forms(&list, "Anne");
        assert_eq!(buttons, 1);
        let of_karim = forms(&list, "Karim").1;
        paul.post(&of_karim, &[("act", "confirm")]).await.assert_status(400);
        paul.submit(&of_anne, &[("act", "confirm")]).await.assert_says("L'accès est confirmé.");
        school.pass(days(14));
        helene.sign_in("helene@ecole.example").await;
        helene.get(TEACHING).await.assert_status(200);
        karim.sign_in("karim@ecole.example").await;
        karim.get("/equipe/assistance").await.assert_leads_to("/equipe/acces?retour=/equipe/assistance");
        karim.get(GATE).await.assert_says("Aucune revue n'a confirmé cet accès");
        anne.sign_in("anne@ecole.example").await;
        anne.submit(&of_helene, &[("act", "withdraw")]).await.assert_says("L'accès est retiré");
        helene.get(TEACHING).await.assert_leads_to("/connexion?retour=/equipe/enseignement");
        let kinds = "SELECT COUNT(*) FROM journal_entries WHERE kind IN ('access.confirmed', 'access.withdrawn')";
        assert_eq!(school.count(kinds).await, 3);
    }
}

story! {
    async fn an_administrator_invites_by_letter_and_nobody_else_does(school: TestSchool) {
        let mut paul = school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        let missing = paul.post("/equipe/administration", &[("name", "Rosa Klein"), ("email", "rosa"), ("role", "learner")]).await;
        missing.assert_status(422);
        assert_eq!(missing.attributes(".error-summary a", "href"), ["#email", "#role"]);
        assert_eq!(missing.attributes("#name", "value"), ["Rosa Klein"]);
        let rosa = [("name", "Rosa Klein"), ("email", "rosa@ecole.example"), ("role", "teacher")];
        paul.submit("/equipe/administration", &rosa).await.assert_says("L'invitation est partie.");
        let again = paul.post("/equipe/administration", &rosa).await;
        again.assert_status(422);
        again.assert_says("Cette adresse a déjà un compte.");
        school.work().await;
        let link = crate::support::actor::link_in(&school.letter_to("rosa@ecole.example"));
        let mut rosa = school.visitor();
        rosa.submit(&link, &[("password", PASSWORD)]).await;
        rosa.sign_in("rosa@ecole.example").await;
        rosa.get(TEACHING).await.assert_leads_to("/equipe/acces?retour=/equipe/enseignement");
    }
}

story! {
    async fn p09_the_staff_give_a_second_factor_and_each_code_opens_once(school: TestSchool) {
        let mut school = school;
        school.require_second_factor();
        let mut helene = school.staff("Hélène Muller", "helene@ecole.example", Role::Teacher).await;
        helene.get(TEACHING).await.assert_leads_to("/equipe/acces?retour=/equipe/enseignement");
        let wrong = {
            helene.submit(FACTOR, &[("act", "begin")]).await;
            helene.post(FACTOR, &[("act", "confirm"), ("code", "000000")]).await
        };
        wrong.assert_status(422);
        helene.sign_in("helene@ecole.example").await.assert_leads_to("/espace");
        let (key, recovery) = adds_factor(&school, &mut helene).await;
        assert_eq!(recovery.len(), 10);
        helene.get(TEACHING).await.assert_status(200);
        school.work().await;
        assert!(school.letter_to("helene@ecole.example").subject.contains("second facteur"));

        let mut thief = school.visitor();
        thief.sign_in("helene@ecole.example").await.assert_leads_to("/connexion/code?retour=/espace");
        for page in ["/espace", "/profil/securite", TEACHING] {
            thief.get(page).await.assert_leads_to(&format!("/connexion?retour={page}"));
        }
        let used = shown(&school, &key);
        thief.post("/connexion/code", &[("code", &used)]).await.assert_status(422);
        for _ in 0..4 {
            thief.post("/connexion/code", &[("code", "123456")]).await.assert_status(422);
        }
        school.pass(SignedDuration::from_secs(31));
        let right = shown(&school, &key);
        thief.post("/connexion/code", &[("code", &right)]).await.assert_says("minute");
        school.pass(SignedDuration::from_mins(11));
        thief.submit("/connexion/code", &[("code", &shown(&school, &key))]).await.assert_says("connectez-vous à nouveau");

        let mut home = school.visitor();
        home.sign_in("helene@ecole.example").await;
        home.post("/connexion/code", &[("code", &shown(&school, &key)), ("retour", TEACHING)]).await.assert_leads_to(TEACHING);
        home.get(TEACHING).await.assert_status(200);
        let lost = recovery[3].to_lowercase();
        let mut train = school.visitor();
        train.sign_in("helene@ecole.example").await;
        train.post("/connexion/code", &[("code", &lost)]).await.assert_leads_to("/espace");
        train.get(FACTOR).await.assert_says("Il vous reste 9 codes de secours.");
        let mut again = school.visitor();
        again.sign_in("helene@ecole.example").await;
        again.post("/connexion/code", &[("code", &lost)]).await.assert_status(422);
        let codes = train.post(FACTOR, &[("act", "renew")]).await.texts(".recovery-codes code");
        assert_eq!(codes.len(), 10);
        assert!(!codes.contains(&recovery[4]), "the former ones work no more");
        train.submit(FACTOR, &[("act", "discard")]).await.assert_says("L'application de codes est déliée.");
        train.get(TEACHING).await.assert_leads_to("/equipe/acces?retour=/equipe/enseignement");
    }
}

/// A form with a code that proves who sends it.
fn with<'t>(typed: &[(&'t str, &'t str)], code: &'t str) -> Vec<(&'t str, &'t str)> {
    [typed, &[("preuve_code", code)]].concat()
}

story! {
    async fn p31_what_cannot_be_undone_asks_who_is_there_and_keeps_what_was_typed(school: TestSchool) {
        let mut school = school;
        school.require_second_factor();
        let mut paul = school.staff("Paul Schmitt", "paul@ecole.example", Role::Admin).await;
        let (key, _) = adds_factor(&school, &mut paul).await;
        school.pass(SignedDuration::from_mins(16));
        let typed = [("name", "Rosa Klein"), ("email", "rosa@ecole.example"), ("role", "teacher")];
        let asked = paul.post("/equipe/administration", &typed).await;
        asked.assert_status(403);
        asked.assert_says("Est-ce bien vous");
        assert_eq!(asked.attributes("form[novalidate] input[name=email]", "value"), ["rosa@ecole.example"]);
        let action = asked.attributes("main form", "action").remove(0);
        let wrong = paul.post(&action, &with(&typed, "000000")).await;
        wrong.assert_status(422);
        wrong.assert_says("Ce n'est pas le code attendu");
        assert_eq!(wrong.attributes("input[name=name]", "value"), ["Rosa Klein"]);
        assert_eq!(wrong.attributes("input[name=preuve_code]", "value"), [""], "no code is sent back");
        assert_eq!(school.rows("links").await, 1, "nobody was invited");
        let code = shown(&school, &key);
        paul.submit(&action, &with(&typed, &code)).await.assert_says("L'invitation est partie.");
        paul.post("/connexion/confirmer?vers=//ailleurs.example", &with(&typed, "")).await.assert_status(400);
        let second = [("name", "Zoé Weber"), ("email", "zoe@ecole.example"), ("role", "support")];
        paul.submit("/equipe/administration", &second).await.assert_says("L'invitation est partie.");
    }
}

story! {
    async fn whoever_has_no_second_factor_shows_who_they_are_with_their_password(school: TestSchool) {
        let mut ada = school.learner("Ada Roth", "ada@exemple.fr").await;
        school.pass(SignedDuration::from_mins(16));
        let asked = ada.post(FACTOR, &[("act", "begin")]).await;
        asked.assert_status(403);
        let action = asked.attributes("main form", "action").remove(0);
        ada.post(&action, &[("act", "begin"), ("preuve_code", "123456")]).await.assert_status(422);
        let wrong = ada.post(&action, &[("act", "begin"), ("preuve_mot_de_passe", "faux")]).await;
        wrong.assert_status(422);
        let page = ada.submit(&action, &[("act", "begin"), ("preuve_mot_de_passe", PASSWORD)]).await;
        assert!(page.text("main p code").is_some(), "the key of an application");
    }
}

story! {
    async fn a_learner_may_add_a_second_factor_too(school: TestSchool) {
        let mut ada = school.learner("Ada Roth", "ada@exemple.fr").await;
        let (key, _) = adds_factor(&school, &mut ada).await;
        school.pass(SignedDuration::from_secs(31));
        let mut phone = school.visitor();
        phone.sign_in("ada@exemple.fr").await.assert_leads_to("/connexion/code?retour=/espace");
        phone.submit("/connexion/code", &[("code", &shown(&school, &key))]).await.assert_status(200);
        phone.get("/espace").await.assert_status(200);
        ada.get(GATE).await.assert_status(404);
    }
}
