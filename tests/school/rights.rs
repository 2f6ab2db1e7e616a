//! Correcting, freezing, objecting (P38, P40, P42), and the clock of every request (P50).

use database::{Statement, Uuid, params};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use privacy::{Frozen, usable};
use school::rights::{due_on, extended_due_on, legal_limit};

use crate::journey::enrolled;
use crate::support::actor::PASSWORD;
use crate::support::{Engine, TestSchool, story};

const ADA: &str = "ada@exemple.fr";

/// What a use of the only person's data for a purpose is answered.
async fn asks_to_use(school: &TestSchool, purpose: &'static str) -> Option<Frozen> {
    let engine = school.opened.school.privacy.clone();
    let asked = school.opened.school.read(move |reader, _, _| {
        let person: Uuid = reader.one(Statement::new("SELECT id FROM people"), params![])?;
        Ok(usable(reader, &engine, (person, purpose))?.err())
    });
    asked.await.expect("an answer")
}

story! {
    async fn p40_frozen_data_is_kept_shown_and_used_for_nothing_else_until_the_freeze_is_lifted(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        assert_eq!(asks_to_use(&school, "personalisation").await, None);
        let refused = ada.post("/mes-donnees/geler", &[("category", "learning")]).await;
        refused.assert_status(422);
        assert_eq!(refused.attributes("input[name=category][checked]", "value"), ["learning"]);
        let form = [("category", "learning"), ("ground", "a")];
        ada.submit("/mes-donnees/geler", &form).await.assert_says("Progression pédagogique : gelé.");
        let page = ada.get("/mes-donnees/categorie/learning").await;
        page.assert_says("Gelé.");
        page.assert_says("Piloter sa trésorerie");
        for purpose in ["personalisation", "improvement"] {
            assert_eq!(asks_to_use(&school, purpose).await, Some(Frozen::Restricted), "{purpose}");
        }
        assert_eq!(asks_to_use(&school, "account").await, None, "what was not frozen goes on");
        ada.submit("/mes-donnees/fermeture", &[("days", "0"), ("current", PASSWORD)]).await;
        school.work().await;
        school.pass(SignedDuration::from_hours(24 * 366 * 4));
        school.sweep().await;
        assert_eq!(school.rows("people").await, 0);
        assert_eq!(school.rows("enrolments").await, 1, "the freeze wins over the sweep");
    }
}

story! {
    async fn p40_the_person_lifts_their_own_freeze_when_they_like(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        ada.submit("/mes-donnees/geler", &[("category", "learning"), ("ground", "c")]).await;
        ada.submit("/mes-donnees/geler/fin", &[("category", "learning")]).await.assert_says("Le gel est levé.");
        assert_eq!(asks_to_use(&school, "personalisation").await, None);
        let page = ada.get("/mes-donnees").await;
        assert_eq!(page.texts(".timeline p").len(), 2, "both stand in the timeline");
    }
}

story! {
    async fn p42_an_objection_stops_at_once_what_may_stop_and_a_person_weighs_the_rest(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        let page = ada.get("/mes-donnees/s-opposer").await;
        let purposes = page.attributes("input[name=purpose]", "value");
        assert_eq!(purposes, ["security", "audit", "personalisation", "improvement"], "all that rests on our interest");
        page.assert_says("sans ces relevés, nul ne pourrait protéger votre compte");
        let silent = ada.post("/mes-donnees/s-opposer", &[("purpose", "personalisation"), ("text", " ")]).await;
        silent.assert_status(422);
        let form = [("purpose", "personalisation"), ("text", "Je préfère choisir seule.")];
        ada.submit("/mes-donnees/s-opposer", &form).await.assert_says("Arrêté, à votre demande.");
        assert_eq!(asks_to_use(&school, "personalisation").await, Some(Frozen::Objected));
        assert_eq!(asks_to_use(&school, "improvement").await, None, "each on its own");
        school.pass(SignedDuration::from_secs(1));
        let form = [("purpose", "security"), ("text", "Je partage mon adresse avec d'autres.")];
        ada.submit("/mes-donnees/s-opposer", &form).await.assert_says("Une personne pèse vos raisons");
        let request = ada.get("/mes-donnees").await.attributes(".timeline a", "href").remove(0);
        let request = ada.get(&request).await;
        request.assert_says("Nous vous répondrons au plus tard le 23 décembre 2026.");
        request.assert_says("Je partage mon adresse avec d'autres.");
        request.assert_says("CNIL");
        ada.post("/mes-donnees/s-opposer", &[("purpose", "account"), ("text", "Non.")]).await.assert_status(404);
    }
}

story! {
    async fn p38_a_person_corrects_at_once_and_sees_what_stood_there_before(school: TestSchool) {
        let mut ada = school.learner("Ada Keler", ADA).await;
        ada.submit("/profil", &[("name", "Ada Keller"), ("phone", "")]).await;
        ada.submit("/profil", &[("name", "Ada Keller"), ("phone", "")]).await;
        assert_eq!(school.rows("corrections").await, 1, "what did not change leaves no trace");
        let page = ada.get("/mes-donnees/categorie/identity").await;
        for words in ["Ada Keller", "Ada Keler", "Ce que vous avez corrigé"] {
            page.assert_says(words);
        }
        let statement = [("wish", "statement"), ("category", "learning"), ("text", "J'étais malade en octobre.")];
        ada.submit("/mes-donnees/corriger", &statement).await.assert_says("figure maintenant à côté");
        ada.get("/mes-donnees/categorie/identity").await.assert_says("J'étais malade en octobre.");
        let wish = [("wish", "correct"), ("category", "learning"), ("text", "Mon évaluation compte double.")];
        ada.submit("/mes-donnees/corriger", &wish).await.assert_says("réponse au plus tard le 23 décembre 2026");
    }
}

#[test]
fn p50_a_month_is_counted_as_the_regulation_counts_it() {
    let vectors: [(Date, Date); 5] = [
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2027, 3, 31), date(2027, 4, 30)),
        (date(2026, 11, 30), date(2026, 12, 30)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ];
    for (received, due) in vectors {
        assert_eq!(due_on(received), due, "{received}");
    }
    assert_eq!(extended_due_on(date(2026, 11, 30)), date(2027, 2, 28));
    assert_eq!(extended_due_on(date(2027, 5, 31)), date(2027, 8, 31), "from receipt, not from the first term");
}

#[test]
fn p50_the_last_legal_day_is_a_working_day_of_alsace() {
    let vectors = [
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2026, 12, 26), date(2026, 12, 28)),
        (date(2027, 3, 26), date(2027, 3, 30)),
        (date(2027, 5, 6), date(2027, 5, 7)),
        (date(2027, 5, 17), date(2027, 5, 18)),
        (date(2026, 11, 25), date(2026, 11, 25)),
    ];
    for (due, limit) in vectors {
        assert_eq!(legal_limit(due), limit, "{due}");
    }
}
