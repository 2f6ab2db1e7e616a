//! Ada learns: from an empty school to a certificate that anyone can verify, on each engine.

pub(crate) mod arriving;
mod assessment;
mod certificate;
mod exercises;
mod resuming;

use crate::ONE_AT_A_TIME;
use crate::device::{Device, Screen};
use crate::school::{Engine, School};
use crate::watch::Refusal;

/// Answers typed in an older tab do not cover newer ones.
const OLDER_TAB: Refusal = Refusal { ending: "/brouillon", status: 409 };

async fn browser_journey(engine: Engine) {
    let _turn = ONE_AT_A_TIME.lock().await;
    let school = School::open(engine).await;
    let computer = Device::new(&school, Screen::Computer).await;
    let ada = computer.tab().await;
    arriving::signs_up(&ada, &school).await;
    arriving::signs_in(&ada).await;
    arriving::enrols(&ada).await;
    let block = resuming::reads_and_leaves(&ada).await;
    ada.close().await;
    let telephone = Device::new(&school, Screen::Telephone).await;
    resuming::resumes(&telephone.tab().await, &block).await;
    telephone.put_away(&["session"], &[]).await;
    let ada = computer.tab().await;
    resuming::resumes_where_the_telephone_was(&ada).await;
    exercises::answers_every_kind(&ada).await;
    resuming::reads_to_the_end(&ada).await;
    assessment::passes(&ada, &computer).await;
    let code = certificate::receives(&ada, &computer, &school).await;
    computer.put_away(&["session"], &[arriving::NOT_ADULT, OLDER_TAB]).await;
    let employers = Device::new(&school, Screen::Computer).await;
    certificate::is_verified_by_anyone(&employers.tab().await, &code).await;
    employers.put_away(&[], &[]).await;
    school.assert_calm();
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_journey_on_sqlite() {
    browser_journey(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_journey_on_postgres() {
    browser_journey(Engine::Postgres).await;
}
