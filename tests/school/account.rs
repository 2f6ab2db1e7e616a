//! Opening an account, coming in, and what one sees and changes of it (P03, P04, P06, P09, P28).

use database::{Statement, params};
use jiff::SignedDuration;

use crate::support::actor::{PASSWORD, link_in};
use crate::support::{Engine, TestSchool, story};

story! {
    async fn p03_an_account_asks_for_name_and_email_and_nothing_else(school: TestSchool) {
        let mut ada = school.visitor();
        let form = ada.get("/inscription").await;
        assert_eq!(form.attributes("main form input", "name"), ["name", "email", "phone", "password", "adult"]);
        assert!(!form.attributes("#phone", "required").iter().any(|_| true), "the telephone is optional");
        ada.sign_up("Ada Keller", "ada@exemple.fr").await.assert_says("Regardez votre courrier");
        school.work().await;
        ada.confirm_from(&school.letter_to("ada@exemple.fr")).await.assert_says("Votre adresse est confirmée");
        ada.sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
        assert_eq!(ada.get("/profil").await.attributes("#phone", "value"), [""]);
    }
}

story! {
    async fn a_form_with_mistakes_names_each_field_and_keeps_what_was_typed(school: TestSchool) {
        let mut ada = school.visitor();
        let fields = [("name", "Ada Keller"), ("email", "ada@"), ("phone", "12"), ("password", "court")];
        let page = ada.post("/inscription", &fields).await;
        page.assert_status(422);
        assert_eq!(page.attributes("#name", "value"), ["Ada Keller"]);
        assert_eq!(page.attributes("#password", "value"), Vec::<String>::new(), "a password is never sent back");
        assert_eq!(page.attributes(".error-summary a", "href"), ["#email", "#phone", "#password", "#adult"]);
    }
}

story! {
    async fn nothing_tells_whether_an_address_has_an_account(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut eve = school.visitor();
        let known = eve.sign_up("Eve", "ada@exemple.fr").await.words();
        let unknown = eve.sign_up("Eve", "eve@exemple.fr").await.words();
        assert_eq!(known, unknown);
        let wrong = [("email", "ada@exemple.fr"), ("password", "pas le bon mot")];
        let nobody = [("email", "personne@exemple.fr"), ("password", "pas le bon mot")];
        let refused = eve.post("/connexion", &wrong).await.text(".flash").expect("a refusal");
        assert_eq!(Some(refused), eve.post("/connexion", &nobody).await.text(".flash"));
        let asked = eve.post("/connexion/oubli", &[("email", "ada@exemple.fr")]).await.words();
        assert_eq!(asked, eve.post("/connexion/oubli", &[("email", "personne@exemple.fr")]).await.words());
        school.work().await;
        assert!(school.letters().iter().any(|letter| letter.subject.contains("déjà un compte")));
    }
}

story! {
    async fn p04_the_profile_is_changed_at_once_and_a_new_address_after_confirmation(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let saved = ada.submit("/profil", &[("name", "Ada K. Muller"), ("phone", "03 88 00 00 00")]).await;
        saved.assert_says("Vos changements sont enregistrés");
        assert_eq!(saved.attributes("#name", "value"), ["Ada K. Muller"]);
        let unprintable = ada.submit("/profil", &[("name", "Ada 王芳"), ("phone", "")]).await;
        unprintable.assert_says("Nos certificats ne savent imprimer");
        assert_eq!(unprintable.attributes("#name", "value"), ["Ada 王芳"], "what was typed is kept");
        let deleted = ada.submit("/profil", &[("name", "Ada K. Muller"), ("phone", "")]).await;
        assert_eq!(deleted.attributes("#phone", "value"), [""]);
        ada.submit("/profil/adresse", &[("email", "ada@nouveau.fr")]).await.assert_says("ada@nouveau.fr");
        school.work().await;
        assert!(school.letter_to("ada@exemple.fr").subject.contains("changement d’adresse"), "the old address is told");
        ada.get("/profil").await.assert_says("ada@exemple.fr");
        ada.confirm_from(&school.letter_to("ada@nouveau.fr")).await.assert_says("Votre adresse a changé");
        school.visitor().sign_in("ada@nouveau.fr").await.assert_leads_to("/espace");
        school.visitor().sign_in("ada@exemple.fr").await.assert_status(422);
    }
}

story! {
    async fn p06_each_sign_in_is_recorded_and_any_session_can_be_ended(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut phone = school.visitor();
        phone.network = "198.51.100.20".to_owned();
        phone.agent = "Mozilla/5.0 (Linux; Android 16; Pixel) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36".to_owned();
        phone.post("/connexion", &[("email", "ada@exemple.fr"), ("password", "presque le bon mot")]).await.assert_status(422);
        phone.sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
        let page = ada.get("/profil/securite").await;
        for words in ["198.51.100.20", "Téléphone, Android, Chrome", "refusée", "acceptée", "203.0.113.7", "Ordinateur, Linux"] {
            page.assert_says(words);
        }
        let end = page.attributes("form[action$='/fin']", "action").into_iter().find(|path| !path.contains("autres"));
        phone.get("/profil").await.assert_status(200);
        ada.submit(&end.expect("a session to end"), &[]).await.assert_says("La session est terminée");
        phone.get("/profil").await.assert_status(303);
        ada.get("/profil").await.assert_status(200);
    }
}

story! {
    async fn p09_a_private_page_sends_a_visitor_to_sign_in_and_back(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut somebody = school.visitor();
        for path in ["/profil", "/profil/securite"] {
            somebody.get(path).await.assert_leads_to(&format!("/connexion?retour={path}"));
        }
        let fields = [("email", "ada@exemple.fr"), ("password", PASSWORD), ("retour", "/profil")];
        somebody.post("/connexion", &fields).await.assert_leads_to("/profil");
        let elsewhere = [("email", "ada@exemple.fr"), ("password", PASSWORD), ("retour", "//ailleurs.example")];
        school.visitor().post("/connexion", &elsewhere).await.assert_leads_to("/espace");
    }
}

story! {
    async fn p09_another_persons_session_cannot_be_ended(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut other = school.visitor();
        other.sign_in("ada@exemple.fr").await;
        let page = ada.get("/profil/securite").await;
        let end = page.attributes("form[action$='/fin']", "action").into_iter().find(|path| !path.contains("autres"));
        let mut eve = school.learner("Eve Roth", "eve@exemple.fr").await;
        eve.post(&end.expect("a session"), &[]).await.assert_status(404);
        other.get("/profil").await.assert_status(200);
    }
}

story! {
    async fn p28_a_password_is_kept_as_argon2id_and_nowhere_else(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let hashes: Vec<String> = school
            .opened
            .school
            .database
            .read(|reader| reader.all(Statement::new("SELECT password_hash FROM credentials"), params![]))
            .await
            .map_err(|error: database::Error| error)
            .expect("the hashes");
        assert!(hashes.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{hashes:?}");
        assert!(!school.stored_bytes().windows(PASSWORD.len()).any(|window| window == PASSWORD.as_bytes()));
    }
}

story! {
    async fn a_forgotten_password_is_replaced_by_a_link_that_works_once_for_an_hour(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.post("/connexion/oubli", &[("email", "ADA@exemple.fr")]).await.assert_says("un message vient de partir");
        school.work().await;
        let link = link_in(&school.letter_to("ada@exemple.fr"));
        let mut elsewhere = school.visitor();
        let new = [("password", "cinq lunes encore plus calmes")];
        elsewhere.submit(&link, &new).await.assert_says("Votre mot de passe est changé");
        ada.get("/profil").await.assert_status(303);
        elsewhere.post(&link, &new).await.assert_says("Ce lien ne peut plus servir");
        elsewhere.sign_in("ada@exemple.fr").await.assert_status(422);
        elsewhere.post("/connexion/oubli", &[("email", "ada@exemple.fr")]).await;
        school.work().await;
        let late = link_in(&school.letters().into_iter().find(|letter| letter.subject.contains("Choisissez")).expect("a letter"));
        school.pass(SignedDuration::from_mins(61));
        elsewhere.post(&late, &new).await.assert_says("Ce lien ne peut plus servir");
    }
}

story! {
    async fn guessing_a_password_is_slowed_and_the_owner_can_still_come_in_by_mail(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let mut eve = school.visitor();
        for _ in 0..5 {
            let guess = [("email", "ada@exemple.fr"), ("password", "une devinette de plus")];
            eve.post("/connexion", &guess).await.assert_says("ne vont pas ensemble");
        }
        eve.sign_in("ada@exemple.fr").await.assert_says("Réessayez dans une minute");
        school.pass(SignedDuration::from_secs(61));
        school.visitor().sign_in("ada@exemple.fr").await.assert_leads_to("/espace");
    }
}

story! {
    async fn a_form_sent_from_another_site_is_refused(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        ada.site = "cross-site".to_owned();
        ada.post("/profil", &[("name", "Eve"), ("phone", "")]).await.assert_status(403);
        ada.site = "same-origin".to_owned();
        assert_eq!(ada.get("/profil").await.attributes("#name", "value"), ["Ada Keller"]);
    }
}

story! {
    async fn every_answer_carries_the_strict_headers(school: TestSchool) {
        let mut visitor = school.visitor();
        for path in ["/", "/inscription", "/rien-ici", "/sante"] {
            let page = visitor.get(path).await;
            let policy = page.headers["content-security-policy"].to_str().expect("ASCII");
            assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(page.headers["x-content-type-options"], "nosniff", "{path}");
            assert!(page.attributes("[style], [onclick], script:not([src])", "class").is_empty(), "{path} has inline code");
        }
    }
}

story! {
    async fn p13_whoever_opens_an_account_is_welcomed_and_told_apart_that_they_may_object(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let letter = school.letter_to("ada@exemple.fr");
        assert_eq!(letter.subject, "Bienvenue chez miravolunex");
        let text = letter.text.replace('\r', "");
        let apart = text.split("\n\n").find(|paragraph| paragraph.starts_with("Votre droit d’opposition, à part"));
        assert!(apart.is_some_and(|paragraph| paragraph.contains("vous y opposer à tout moment")), "{text}");
    }
}

story! {
    async fn a_sign_in_from_a_device_never_seen_is_told_to_its_person_once(school: TestSchool) {
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let sent = school.letters().len();
        school.visitor().sign_in("ada@exemple.fr").await;
        school.work().await;
        assert_eq!(school.letters().len(), sent, "the same browser again is no news");
        for _ in 0..2 {
            let mut telephone = school.visitor();
            telephone.agent = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36".to_owned();
            telephone.sign_in("ada@exemple.fr").await;
            school.work().await;
        }
        assert_eq!(school.letters().len(), sent + 1);
        assert_eq!(school.letter_to("ada@exemple.fr").subject, "Un nouvel appareil s’est connecté à votre compte");
    }
}
