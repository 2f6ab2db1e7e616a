//! Certificates: earned, issued once, verified by anybody.

use coursework::Answer;
use school::certificates::{Standing, Verification, certificates, document, eligibility, holds, revoke, verify};
use school::learning::{Save, exercise, save_progress};
use school::people::PersonId;
use school::programmes::ProgrammeId;
use vault::Category;

use crate::attempts::{begin, hand_in, save};
use crate::programme::small_programme;
use crate::support::TestSchool;

/// Reads and exercises all there is, but leaves the assessment.
async fn all_but_the_assessment(school: &TestSchool) -> PersonId {
    let person = school.enrolled(&small_programme()).await;
    for slug in ["lire", "ecouter"] {
        let resource = school.resource(slug).await;
        let view = school.school.moment().identifier();
        let save = Save { view, active_seconds: 0, block: None, reached_end: true, media: [].into(), leaving: false };
        school
            .write(move |transaction, vault, moment| {
                save_progress(transaction, vault, moment, (person, resource), &save)
            })
            .await;
    }
    let resource = school.resource("exercer").await;
    for (question, given) in [("premiere", Answer::Choice(0)), ("seconde", Answer::Essay("Trois mots ici".to_owned()))]
    {
        school
            .write(move |transaction, vault, moment| {
                exercise::answer(transaction, vault, moment, (person, resource), question, &given)
            })
            .await;
    }
    person
}

async fn attempt_with(school: &TestSchool, person: PersonId, right: usize) {
    let resource = school.resource("evaluer").await;
    let id = begin(school, person, resource).await.expect("an attempt");
    save(school, person, (id, 1), right).await;
    hand_in(school, person, id).await;
}

async fn codes(school: &TestSchool, person: PersonId) -> Vec<String> {
    let held = school.write(move |transaction, _, _| certificates(transaction, person)).await;
    held.into_iter().map(|one| one.code).collect()
}

async fn verified(school: &TestSchool, code: &str) -> Option<Verification> {
    let code = code.to_owned();
    school.write(move |transaction, vault, _| verify(transaction, vault, &code)).await
}

async fn claims(school: &TestSchool, code: &str, secret: &str, name: &'static str) -> bool {
    let (code, secret) = (code.to_owned(), secret.to_owned());
    school.write(move |transaction, _, _| holds(transaction, &code, &secret, name)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_issued_once_with_its_letter_and_its_journal_entry() {
    let school = TestSchool::open().await;
    let person = all_but_the_assessment(&school).await;
    assert_eq!(codes(&school, person).await.len(), 0);
    attempt_with(&school, person, 3).await;
    let issued = codes(&school, person).await;
    assert_eq!(issued.len(), 1);
    attempt_with(&school, person, 4).await;
    assert_eq!(codes(&school, person).await, issued, "a better attempt issues no second one");
    let entries = "SELECT COUNT(*) FROM journal_entries WHERE kind = 'certificate.issued'";
    assert_eq!(school.value::<i64>(entries, Vec::new()).await, 1);
    let letters = "SELECT COUNT(*) FROM jobs WHERE kind = 'mail.letter'";
    assert_eq!(school.value::<i64>(letters, Vec::new()).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mean_that_is_too_low_is_told_and_raised_by_another_attempt() {
    let school = TestSchool::open().await;
    let person = all_but_the_assessment(&school).await;
    attempt_with(&school, person, 2).await;
    assert_eq!(codes(&school, person).await.len(), 0, "passed at 50 %, below the 70 % of the certificate");
    let programme: ProgrammeId = school.value("SELECT id FROM programmes", Vec::new()).await;
    let standing = school.write(move |transaction, _, _| eligibility(transaction, person, programme)).await;
    assert_eq!((standing.done, standing.total), (4, 4));
    assert_eq!((standing.mean_percent(), standing.minimum_score_percent), (Some(50), Some(70)));
    assert!(!standing.is_earned());
    attempt_with(&school, person, 4).await;
    assert_eq!(codes(&school, person).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_stands_without_its_name_and_the_holder_can_still_prove_it() {
    let school = TestSchool::open().await;
    let person = all_but_the_assessment(&school).await;
    attempt_with(&school, person, 4).await;
    let code = codes(&school, person).await.remove(0);
    let before = verified(&school, &code).await.expect("a certificate");
    assert_eq!(before.holder.as_deref(), Some("Ada Keller"));
    let asked = code.clone();
    let paper = school.write(move |transaction, vault, _| document(transaction, vault, person, &asked)).await;
    assert_eq!(paper.holder, "Ada Keller");
    school.destroy(person, Category::Identity).await;
    let after = verified(&school, &code).await.expect("a certificate");
    assert_eq!((after.standing, after.holder), (Standing::Valid, None));
    assert_eq!(after.content.mean_percent, Some(100));
    assert!(claims(&school, &code, &paper.secret, "Ada Keller").await);
    assert!(!claims(&school, &code, &paper.secret, "Eve Keller").await);
    assert!(!claims(&school, &code, "0123456789abcdef0123456789abcdef", "Ada Keller").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_code_and_a_revoked_certificate_are_told_apart() {
    let school = TestSchool::open().await;
    let person = all_but_the_assessment(&school).await;
    attempt_with(&school, person, 4).await;
    let code = codes(&school, person).await.remove(0);
    assert!(verified(&school, "0000").await.is_none());
    let asked = code.clone();
    let teacher = school.person("Rose Weber").await;
    school
        .write(move |transaction, vault, moment| revoke(transaction, vault, moment, teacher, (&asked, "erreur")))
        .await;
    let entry = "SELECT COUNT(*) FROM journal_entries WHERE kind = 'certificate.revoked'
                 AND actor IS NOT NULL AND subject IS NOT NULL";
    assert_eq!(school.value::<i64>(entry, Vec::new()).await, 1, "the journal keeps who withdrew whose");
    let copied = code.to_uppercase().replace('-', " ");
    let seen = verified(&school, &copied).await.expect("a code copied from paper");
    assert_eq!(seen.standing, Standing::Revoked(school.school.clock.now()));
    let paper = school.try_write(move |transaction, vault, _| document(transaction, vault, person, &code)).await;
    assert!(paper.is_err(), "what is revoked is not printed any more");
}
