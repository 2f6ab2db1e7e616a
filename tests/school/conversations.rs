//! Conversations (P07): a person writes to a desk, that desk alone reads and answers, and two years after the person's last word
//! nothing of it is left.

use jiff::SignedDuration;
use school::people::Role;

use crate::copy::copy;
use crate::support::{Actor, Engine, Page, TestSchool, story};

const PROGRAMME: &str = "piloter-sa-tresorerie";
const ADA: &str = "ada@exemple.fr";
const QUESTION: &str = "Je ne comprends pas <b>le besoin</b> en fonds de roulement.\nPouvez-vous m'aider ?";

async fn writes(ada: &mut Actor, desk: &str) -> Page {
    let typed = [("desk", desk), ("subject", "Le BFR"), ("text", QUESTION)];
    ada.submit("/messages", &typed).await
}

/// The one conversation of a queue.
async fn first_of(answerer: &mut Actor, queue: &str) -> String {
    answerer.get(queue).await.attributes("main table a", "href").remove(0)
}

story! {
    async fn p07_a_person_writes_from_a_lesson_and_the_team_that_answers_sees_the_whole_thread(school: TestSchool) {
        let programme = school.import(PROGRAMME).await;
        let mut ada = school.learner("Ada Keller", ADA).await;
        ada.submit(&format!("/programmes/{PROGRAMME}/inscription"), &[]).await.assert_status(200);
        let mut helene = school.staff("Hélène Muller", "helene@exemple.fr", Role::Teacher).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        let module = &programme.modules[0];
        let lesson = format!("/apprendre/{PROGRAMME}/{}/{}", module.slug, module.resources[0].slug);
        let ask = ada.get(&lesson).await.attributes("main .turn-ask a", "href").remove(0);
        let form = ada.get(&ask).await;
        form.assert_says("À propos de la leçon");
        assert_eq!(form.attributes("input[name=desk][checked]", "value"), ["teaching"]);
        let resource = form.attributes("input[name=ressource]", "value").remove(0);
        let short = ada.post("/messages", &[("desk", "teaching"), ("ressource", &resource), ("text", QUESTION)]).await;
        short.assert_status(422);
        assert_eq!(short.text("textarea[name=text]").as_deref(), Some(QUESTION), "what was typed is kept");
        short.assert_says("À propos de la leçon");
        let typed = [("desk", "teaching"), ("ressource", &resource), ("subject", "Le BFR"), ("text", QUESTION)];
        let thread = ada.submit("/messages", &typed).await;
        thread.assert_says("attend une réponse");
        assert!(thread.html().contains("&#60;b&#62;le besoin"), "what is written is shown, not obeyed");

        school.work().await;
        assert_eq!(school.letter_to("helene@exemple.fr").subject, "Un message attend une réponse.");
        let case = first_of(&mut helene, "/equipe/enseignement/messages").await;
        helene.get("/equipe/enseignement/messages").await.assert_says(&module.resources[0].title);
        let opened = helene.get(&case).await;
        for words in ["Ada Keller", "Pouvez-vous m'aider ?", "cet accès est consigné"] {
            assert!(opened.words().to_lowercase().contains(&words.to_lowercase()), "{words}");
        }
        karim.get(&case).await.assert_status(404);
        karim.get("/equipe/assistance").await.assert_says("Personne n'attend");
        let id = case.rsplit('/').next().expect("an identifier");
        karim.get(&format!("/equipe/assistance/messages/{id}")).await.assert_status(404);
        helene.submit(&case, &[("act", "note"), ("text", "Elle confond stock et encours.")]).await.assert_says("Note gardée");
        helene.submit(&case, &[("act", "answer"), ("text", "Relisez l'exemple d'Élise.")]).await.assert_says("Répondu");
        helene.get("/equipe/enseignement/messages").await.assert_says("vous");

        school.work().await;
        let letter = school.letter_to(ADA);
        assert_eq!(letter.subject, "L’équipe pédagogique a répondu à votre message.");
        assert!(!letter.text.contains("Élise") && !letter.text.contains("BFR"), "the letter says nothing of it");
        let read = ada.get(&format!("/messages/{id}")).await;
        read.assert_says("Relisez l'exemple d'Élise.");
        assert!(!read.words().contains("confond"), "a note stays with the team");
        ada.get("/mes-donnees/categorie/exchanges").await.assert_says("Pour répondre à ce que vous avez écrit");
        let report = String::from_utf8(copy(&mut ada).await["mes-donnees.html"].clone()).expect("UTF-8");
        assert!(report.contains("Elle confond stock et encours."), "but not from the copy of what is held");
        let again = [("act", "write"), ("text", "Merci, c'est clair.")];
        ada.submit(&format!("/messages/{id}"), &again).await.assert_says("attend une réponse");
        assert_eq!(ada.get("/messages?q=C%27EST+CLAIR").await.attributes("main .rows a", "href").len(), 1);
        ada.get("/messages?q=tva").await.assert_says("Rien ne contient");
        let mut bob = school.learner("Bob Weber", "bob@exemple.fr").await;
        bob.get(&format!("/messages/{id}")).await.assert_status(404);
        bob.post(&format!("/messages/{id}"), &again).await.assert_status(404);
        assert_eq!(bob.get("/messages").await.attributes("main .rows a", "href").len(), 0);
    }
}

story! {
    async fn p07_a_conversation_goes_two_years_after_its_persons_last_word(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        writes(&mut ada, "support").await.assert_status(200);
        let case = first_of(&mut karim, "/equipe/assistance").await;
        school.pass(SignedDuration::from_hours(24 * 300));
        karim.sign_in("karim@exemple.fr").await;
        karim.submit(&case, &[("act", "answer"), ("text", "Bonjour, c'est réparé.")]).await.assert_status(200);
        school.pass(SignedDuration::from_hours(24 * 429));
        school.sweep().await;
        assert_eq!(school.rows("messages").await, 2, "a day before the term");
        school.pass(SignedDuration::from_hours(24 * 3));
        school.sweep().await;
        assert_eq!(school.rows("conversations").await + school.rows("messages").await, 0, "the answer moved nothing");
        assert!(!String::from_utf8_lossy(&school.stored_bytes()).contains("roulement"), "nor was it ever readable");
    }
}

/// What Ada's mail program sends when she answers a letter.
fn answered(to: &str, from: &str, header: &str, text: &str) -> String {
    format!(
        "From: Ada <{from}>\r\nTo: <{to}>\r\nSubject: Re\r\n{header}MIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    )
}

story! {
    async fn p07_a_person_answers_by_mail_and_nobody_answers_for_them(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        writes(&mut ada, "support").await.assert_status(200);
        let case = first_of(&mut karim, "/equipe/assistance").await;
        karim.submit(&case, &[("act", "answer"), ("text", "Quel navigateur ?")]).await.assert_status(200);
        school.work().await;
        let letter = school.letter_to(ADA);
        let to = letter.header.lines().find_map(|line| line.strip_prefix("Reply-To: ")).expect("an address to answer to");
        assert!(to.starts_with("ecole+") && to.split('@').next().is_some_and(|local| local.len() <= 64), "{to}");
        let text = "Firefox, sur mon téléphone.\r\n\r\nLe lun. 23 nov. 2026, l'école a écrit :\r\n> Quel navigateur ?";
        let before = school.rows("messages").await;
        let forged = to.replacen(['0', '1', '2', '3'], "f", 1);
        let loops = "Auto-Submitted: auto-replied\r\n";
        let long = "a".repeat(6_000);
        let refused = [
            answered(&forged, ADA, "", text),
            answered(to, "eve@exemple.fr", "", text),
            answered(to, ADA, loops, text),
            answered(to, ADA, "Precedence: bulk\r\n", text),
            answered(to, ADA, "", "> Quel navigateur ?"),
            answered(to, ADA, "", &long),
            answered(to, ADA, "", &"a\r\n".repeat(20_000_000)),
        ];
        for (number, message) in refused.iter().enumerate() {
            school.comes_back(message).await;
            assert_eq!(school.rows("messages").await, before, "message {number}");
            assert_eq!(school.left_to_people(), number + 1, "each is left to people");
        }
        school.comes_back(&answered(to, "ADA@exemple.fr", "", text)).await;
        assert_eq!(school.left_to_people(), 7);
        let page = karim.get(&case).await;
        page.assert_says("Firefox, sur mon téléphone.");
        assert!(!page.words().contains("a écrit"), "what is quoted is not said again");
        karim.get("/equipe/assistance").await.assert_says("attend une réponse");
    }
}

story! {
    async fn p40_frozen_exchanges_are_not_opened_by_the_desk(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        writes(&mut ada, "support").await.assert_status(200);
        let case = first_of(&mut karim, "/equipe/assistance").await;
        let freeze = [("category", "exchanges"), ("ground", "a"), ("text", "Je vérifie.")];
        ada.submit("/mes-donnees/geler", &freeze).await.assert_status(200);
        karim.visit(&case).await.assert_says("La personne a gelé ses échanges");
        let page = karim.post(&case, &[("act", "answer"), ("text", "Bonjour")]).await;
        assert_ne!(page.status, 303);
        assert_eq!(school.rows("messages").await, 1);
    }
}

story! {
    async fn a_desk_shares_its_work_and_its_words(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        let mut karim = school.staff("Karim Benali", "karim@exemple.fr", Role::Support).await;
        let mut lea = school.staff("Léa Simon", "lea@exemple.fr", Role::Support).await;
        for role in [Role::Teacher, Role::Accountant, Role::Partner, Role::Admin, Role::PrivacyOfficer] {
            let email: &'static str = Box::leak(format!("{}@exemple.fr", role.code()).into_boxed_str());
            school.staff("Quelqu'un", email, role).await.get("/equipe/assistance").await.assert_status(404);
        }
        writes(&mut ada, "support").await.assert_status(200);
        let case = first_of(&mut karim, "/equipe/assistance").await;
        karim.submit(&case, &[("act", "take")]).await.assert_says("Vous vous en occupez");
        lea.get("/equipe/assistance").await.assert_says("quelqu'un de l'équipe");
        karim.submit(&case, &[("act", "release")]).await.assert_status(200);
        lea.get("/equipe/assistance").await.assert_says("personne");
        karim.post("/equipe/assistance", &[("title", ""), ("reply", "Bonjour")]).await.assert_status(422);
        let saved = [("title", "Mot de passe"), ("reply", "Demandez un lien depuis la page de connexion.")];
        karim.submit("/equipe/assistance", &saved).await.assert_says("Réponse gardée");
        let reply = lea.get(&case).await.attributes("select[name=reponse] option", "value").remove(0);
        let begun = lea.get(&format!("{case}?reponse={reply}")).await;
        assert_eq!(begun.text("textarea[name=text]").as_deref(), Some("Demandez un lien depuis la page de connexion."));
        lea.submit(&case, &[("act", "close")]).await.assert_says("fermé");
        let thread = ada.get("/messages").await.attributes("main .rows a", "href").remove(0);
        ada.get(&thread).await.assert_says("rouvrir la conversation");
        lea.submit("/equipe/assistance", &[("remove", &reply)]).await.assert_says("Réponse retirée");
        assert_eq!(school.rows("saved_replies").await, 0);
    }
}

story! {
    async fn thirty_messages_an_hour_are_enough_and_nothing_typed_is_lost(school: TestSchool) {
        let mut ada = school.learner("Ada Keller", ADA).await;
        writes(&mut ada, "support").await.assert_status(200);
        let thread = ada.get("/messages").await.attributes("main .rows a", "href").remove(0);
        for _ in 1..30 {
            ada.post(&thread, &[("act", "write"), ("text", "Encore moi.")]).await.assert_status(303);
        }
        let page = ada.post(&thread, &[("act", "write"), ("text", "Et encore.")]).await;
        page.assert_status(422);
        assert_eq!(page.text("textarea[name=text]").as_deref(), Some("Et encore."));
        ada.submit(&thread, &[("act", "close")]).await.assert_says("fermé");
        school.pass(SignedDuration::from_hours(2));
        ada.submit(&thread, &[("act", "write"), ("text", "Et encore.")]).await.assert_says("attend une réponse");
    }
}
