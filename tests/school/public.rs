//! What anyone may read: the policy drawn from the map (B01, P45), the cookies (P48), the journal (B06).

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use privacy::policy::{ChangeKind, changes, read};
use sha2::{Digest, Sha256};

use crate::journey::enrolled;
use crate::support::{Actor, Engine, TestSchool, story};

story! {
    async fn b01_the_policy_says_of_each_category_what_the_sweep_executes(school: TestSchool) {
        let page = school.visitor().get("/confidentialite").await;
        page.assert_status(200);
        assert!(!page.html().contains("{{"), "every place has its table");
        let engine = &school.opened.school.privacy;
        let rows = page.texts("table tbody tr").join("\n").replace(['\u{202f}', '\u{a0}'], " ").replace('’', "'");
        for category in engine.map().categories() {
            let kept = category.retention(privacy::Language::French);
            assert!(rows.contains(&category.label.fr) && rows.contains(&kept), "{kept} is not in: {rows}");
        }
        for purpose in engine.map().purposes() {
            assert!(rows.contains(&purpose.label.fr), "{} is not in: {rows}", purpose.label.fr);
        }
        assert!(rows.contains("Durée de votre inscription + 3 ans") && rows.contains("12 mois maximum"), "{rows}");
    }
}

story! {
    async fn p45_the_policy_is_dated_versioned_and_its_change_is_told_at_the_next_page(school: TestSchool) {
        let mut school = school;
        school.learner("Ada Keller", "ada@exemple.fr").await;
        let page = school.visitor().get("/confidentialite").await;
        page.assert_says("Dernière mise à jour : 15 janvier 2025");
        page.assert_says("Version 1");
        school.visitor().get("/confidentialite/versions/1").await.assert_status(200);
        school.visitor().get("/confidentialite/versions/2").await.assert_status(404);
        let mut ada = school.visitor();
        ada.sign_in("ada@exemple.fr").await;
        let told = "Notre politique de confidentialité a changé.";
        assert!(!ada.get("/espace").await.words().contains(told), "nothing has changed yet");
        school.announce_policy().await;
        let mut ada = school.visitor();
        ada.sign_in("ada@exemple.fr").await;
        let page = ada.get("/espace").await;
        page.assert_says(told);
        assert_eq!(page.attributes("main .flash a", "href"), ["/confidentialite", "/mes-donnees/fermeture"]);
        assert!(!school.visitor().get("/").await.words().contains(told), "visitors have seen no older one");
        ada.submit("/confidentialite/lue", &[]).await.assert_says("C'est noté.");
        assert!(!ada.get("/espace").await.words().contains(told));
        ada.get("/mes-donnees").await.assert_says("politique lue");
    }
}

#[test]
fn p45_what_changed_between_two_versions_is_shown() {
    let list = |second: &str| {
        let version = |number: u32, day: &str| {
            format!(
                "[[version]]\nnumber = {number}\nupdated_on = \"{day}\"\nsubstantial = true\nsummary = {{ fr = \"…\", en = \"…\" }}\n"
            )
        };
        version(1, "2025-01-15") + &version(2, second)
    };
    let versions =
        read(&list("2026-12-01"), &["Un an.\n\nRien d'autre.", "Deux ans.\n\nRien d'autre."]).expect("two versions");
    let changed = changes(versions[0].text, versions[1].text);
    assert_eq!(changed, [(ChangeKind::Removed, "Un an.".to_owned()), (ChangeKind::Added, "Deux ans.".to_owned())]);
    let mistake = read(&list("le 1er"), &["Un", "Deux"]).expect_err("no date");
    assert!(mistake.to_string().contains("privacy/policy/versions.toml"), "{mistake}");
    assert!(read(&list("2026-12-01"), &["Un"]).is_err(), "a version without its text");
}

story! {
    async fn p48_nothing_is_left_in_a_browser_but_what_the_page_on_cookies_declares(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        let declared: BTreeSet<String> = ada.get("/cookies").await.texts(".commitments code").into_iter().collect();
        assert_eq!(declared.len(), 3, "{declared:?}");
        let mut visitor = school.visitor();
        visitor.post("/langue", &[("langue", "en"), ("retour", "/")]).await;
        visitor.post("/theme", &[("theme", "dark"), ("retour", "/")]).await;
        for path in ["/", "/programmes", "/contact", "/confidentialite", "/cookies", "/mentions-legales", "/connexion"] {
            visitor.get(path).await.assert_status(200);
        }
        let map = format!("/programmes/{}", programme.slug);
        for path in ["/espace", "/mes-donnees", "/profil", map.as_str()] {
            ada.get(path).await.assert_status(200);
        }
        let left: BTreeSet<String> = visitor.cookie_names().chain(ada.cookie_names()).map(str::to_owned).collect();
        assert_eq!(left, declared, "what is left is what is declared, and the other way round");
        assert!(school.visitor().cookie_names().next().is_none(), "a first visit leaves nothing");
    }
}

story! {
    async fn p48_the_browsers_signal_is_seen_and_answered(school: TestSchool) {
        let mut ada = school.visitor();
        assert!(!ada.get("/cookies").await.words().contains("Votre navigateur demande"));
        ada.signals_privacy = true;
        ada.get("/cookies").await.assert_says("Votre navigateur demande");
        assert_eq!(ada.get("/.well-known/gpc.json").await.json()["gpc"], true);
    }
}

/// The root of RFC 6962 §2.1, computed anew from the leaves' data.
fn root(leaves: &[Vec<u8>]) -> Vec<u8> {
    match leaves {
        [] => Sha256::digest([]).to_vec(),
        [leaf] => Sha256::digest([[0].as_slice(), leaf].concat()).to_vec(),
        _ => {
            let half = leaves.len().next_power_of_two() / 2;
            let (left, right) = leaves.split_at(half);
            Sha256::digest([vec![1], root(left), root(right)].concat()).to_vec()
        }
    }
}

/// The size and root that the published checkpoint vouches for.
async fn checkpoint(anyone: &mut Actor) -> (usize, Vec<u8>) {
    let note = anyone.get("/transparence/journal/checkpoint").await.html();
    let lines: Vec<&str> = note.lines().collect();
    (lines[1].parse().expect("a size"), STANDARD.decode(lines[2]).expect("a root"))
}

/// Every published leaf, as a stranger downloads them.
async fn leaves(anyone: &mut Actor, size: usize) -> Vec<Vec<u8>> {
    let tile = anyone.get(&format!("/transparence/journal/tile/entries/000.p/{size}")).await;
    tile.assert_status(200);
    let (mut rest, mut leaves) = (tile.body.as_slice(), Vec::new());
    while let [high, low, after @ ..] = rest {
        let (leaf, after) = after.split_at(usize::from(u16::from_be_bytes([*high, *low])));
        leaves.push(leaf.to_vec());
        rest = after;
    }
    leaves
}

story! {
    async fn b06_anyone_can_recompute_the_journal_and_prove_a_rewrite(school: TestSchool) {
        school.visitor().get("/transparence/journal").await.assert_says("Aucune entrée n'est encore scellée.");
        school.visitor().get("/transparence/journal/checkpoint").await.assert_status(404);
        let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
        school.seal_journal().await;
        let mut anyone = school.visitor();
        let (size, kept) = checkpoint(&mut anyone).await;
        assert_eq!(root(&leaves(&mut anyone, size).await), kept, "what is published is what was signed");
        ada.submit("/profil", &[("name", "Ada Keller-Roth"), ("phone", "")]).await.assert_status(200);
        ada.post("/connexion/oubli", &[("email", "ada@exemple.fr")]).await.assert_status(200);
        school.learner("Bob Martin", "bob@exemple.fr").await;
        school.seal_journal().await;
        let (larger, _) = checkpoint(&mut anyone).await;
        assert!(larger > size);
        let published = leaves(&mut anyone, larger).await;
        assert_eq!(root(&published[..size]), kept, "the journal prolongs the checkpoint that was kept");
        let tile = anyone.get(&format!("/transparence/journal/tile/0/000.p/{larger}")).await;
        assert_eq!(tile.body[..32], Sha256::digest([[0].as_slice(), &published[0]].concat())[..]);
        for missing in ["0/001", "0/000", "0/000.p/0", "9/000", "entries/000.p/255", "0/000.p/x", "../../etc/passwd"] {
            anyone.get(&format!("/transparence/journal/tile/{missing}")).await.assert_status(404);
        }
        school.rewrite_journal().await;
        let rewritten = leaves(&mut anyone, larger).await;
        assert_ne!(root(&rewritten[..size]), kept, "whoever kept the checkpoint holds the proof");
    }
}

/// The state that the page gives a promise.
async fn standing(school: &TestSchool, number: &str) -> String {
    let page = school.visitor().get("/engagements").await;
    page.assert_status(200);
    page.text(&format!("#{number} .tag")).expect("the promise stands on the page")
}

story! {
    async fn b02_every_promise_stands_with_live_evidence_and_says_when_it_fails(school: TestSchool) {
        let page = school.visitor().get("/engagements").await;
        assert_eq!(page.texts("ol.commitments > li").len(), 61);
        page.assert_says("aucune sans déclaration");
        page.assert_says("La première purge aura lieu cette nuit.");
        assert_eq!(standing(&school, "P16").await, "pas encore tenue", "what is missing is said");
        assert_eq!(standing(&school, "P50").await, "tenue");
        let mut eve = school.visitor();
        let form = [("kind", "access"), ("name", "Ève Roth"), ("email", "eve@exemple.fr"), ("text", "Ma copie.")];
        eve.submit("/contact", &form).await.assert_status(200);
        school.visitor().get("/engagements").await.assert_says("1 demande attend une réponse, avant le 23 décembre 2026.");
        school.sweep().await;
        school.visitor().get("/engagements").await.assert_says("Dernière purge : 23 novembre 2026 à 20:00");
        school.pass(jiff::SignedDuration::from_hours(24 * 31));
        assert_eq!(standing(&school, "P50").await, "en défaut", "a request is overdue");
        assert_eq!(standing(&school, "P08").await, "en défaut", "no sweep has run for a month");
        assert_eq!(standing(&school, "B06").await, "en défaut", "no checkpoint was signed");
        school.sweep().await;
        assert_eq!(standing(&school, "P08").await, "tenue");
        school.seal_journal().await;
        school.verify_journal().await;
        assert_eq!(standing(&school, "B06").await, "tenue");
        school.rewrite_journal().await;
        school.verify_journal().await;
        assert_eq!(standing(&school, "B06").await, "en défaut", "an entry was altered");
        school.visitor().get("/engagements").await.assert_says("dont certaines ont été altérées");
    }
}

story! {
    async fn p51_the_authority_is_named_wherever_a_right_is_asked_for_or_answered(school: TestSchool) {
        let (mut ada, _) = enrolled(&school).await;
        let rights = ["copie", "emporter", "corriger", "geler", "s-opposer", "effacer"];
        let own = rights.map(|right| format!("/mes-donnees/{right}"));
        for path in own.iter().map(String::as_str).chain(["/mes-donnees", "/contact", "/confidentialite"]) {
            let page = ada.get(path).await;
            page.assert_says("CNIL");
            if path != "/confidentialite" {
                assert_eq!(page.attributes("a[href*=cnil]", "href"), ["https://www.cnil.fr/fr/plaintes"], "{path}");
            }
        }
        ada.submit("/mes-donnees/corriger", &[("wish", "correct"), ("category", "identity"), ("text", "Mon nom de naissance.")]).await;
        let request = ada.get("/mes-donnees").await.attributes("a[href*=demandes]", "href").remove(0);
        ada.get(&request).await.assert_says("CNIL");
        school.visitor().get("/contact/envoye").await.assert_says("CNIL");
        let erased = [("scope", "whole"), ("ground", "a"), ("current", crate::support::actor::PASSWORD)];
        ada.post("/mes-donnees/effacer", &erased).await.assert_says("CNIL");
    }
}
