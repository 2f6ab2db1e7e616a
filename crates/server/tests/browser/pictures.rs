//! Pictures of every page for whoever wants to look at the school, and a walk over every link of it: `cargo xtask shot`.

mod album;
mod crawl;
mod routes;
mod staff;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use crate::device::{Device, Screen};
use crate::journey::arriving::signs_in_as;
use crate::school::{School, link_in};
use crate::tab::Tab;
use crate::watch::Refusal;

use album::Album;
use crawl::Crawl;
use routes::routes;

/// Where nothing is; the page that says so is seen too.
const NOWHERE: &str = "/rien-ici";
const LEARNER: &str = "camille@demo.example";
const PASSWORD: &str = "quatre lunes tranquilles";
/// Answers that are not for a link to lead to: files, and what programs ask for.
const NOT_PAGES: [&str; 4] =
    ["/sante", "/statique/{name}", "/media/{hash}/{*name}", "/equipe/enseignement/lettres/modeles/{language}/{key}"];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "run by `cargo xtask shot`"]
async fn pictures() {
    let folder =
        std::env::var_os("MIRAVOLUNEX_PICTURES").expect("MIRAVOLUNEX_PICTURES names the folder for the pictures");
    let since = Instant::now();
    let mut album = Album::empty(&PathBuf::from(folder));
    let school = School::demonstration().await;
    let table = routes();
    let mut answered = as_visitor(&school, &table, &mut album).await;
    answered.extend(as_learners(&school, &table, &mut album).await);
    answered.extend(staff::as_staff(&school, &table, &mut album).await);
    school.assert_calm();
    let unseen: Vec<&str> =
        table.iter().copied().filter(|route| !answered.contains(route) && !NOT_PAGES.contains(route)).collect();
    println!("{} pages, {} pictures, {:.0} s", album.pages(), album.pictures, since.elapsed().as_secs_f64());
    if !unseen.is_empty() {
        println!("no link led to {}", unseen.join(", "));
    }
    assert!(album.troubles.is_empty(), "{} troubles:\n{}", album.troubles.len(), album.troubles.join("\n"));
}

/// Somebody who opens an account, is invited, forgets a password, and reads every letter.
async fn as_visitor(school: &School, table: &[&'static str], album: &mut Album) -> BTreeSet<&'static str> {
    let device = Device::new(school, Screen::Computer).await;
    let tab = device.tab().await;
    let sent = signs_up(&tab).await;
    asks_for_a_new_password(&tab).await;
    for subject in ["Confirmez", "mot de passe"] {
        school.letter_about(subject).await;
    }
    let mut crawl = Crawl::new("visitor", (&device, &tab), table);
    let mut answered = BTreeSet::new();
    for start in ["/", &sent, "/demo/courrier", &school.invitation("teacher")] {
        answered.extend(crawl.from(start, album).await);
    }
    album.take((&device, &tab), "visitor", "introuvable", NOWHERE).await;
    album.troubles.extend(device.troubles(&[Refusal { ending: NOWHERE, status: 404 }]).await);
    answered
}

/// The learner whom the terminal shows, in the middle of a programme; then one who was told that the certificate is ready, of
/// whom only the pages that the other does not have are pictured.
async fn as_learners(school: &School, table: &[&'static str], album: &mut Album) -> BTreeSet<&'static str> {
    let device = Device::new(school, Screen::Computer).await;
    let tab = device.tab().await;
    signs_in(&tab, LEARNER).await;
    let mut crawl = Crawl::new("learner", (&device, &tab), table);
    let mut answered = crawl.from("/", album).await;
    let attempt = begins_an_attempt(&tab, &crawl).await;
    answered.extend(crawl.from(&attempt, album).await);
    staff::asks_for_things(&tab, &attempt).await;
    for changed in [
        format!("{attempt}?relue"),
        "/mes-donnees?demande".to_owned(),
        "/messages?vus".to_owned(),
        "/avis?vus".to_owned(),
        "/profil/preferences?choisies".to_owned(),
    ] {
        answered.extend(crawl.from(&changed, album).await);
    }
    let pictured = crawl.pictured;
    album.troubles.extend(device.troubles(&[]).await);
    let device = Device::new(school, Screen::Computer).await;
    let tab = device.tab().await;
    let letter = school.letter_about("certificat").await;
    signs_in(&tab, &letter.to).await;
    let mut crawl = Crawl::new("graduate", (&device, &tab), table);
    crawl.pictured = pictured;
    answered.extend(crawl.from(&link_in(&letter), album).await);
    album.troubles.extend(device.troubles(&[]).await);
    answered
}

async fn signs_in(tab: &Tab, email: &str) {
    signs_in_as(tab, email, "/espace").await;
}

/// Gives the page that says where to look.
async fn signs_up(tab: &Tab) -> String {
    tab.open("/inscription").await;
    tab.fill("name", "Ada Keller").await;
    tab.fill("email", "ada@demo.example").await;
    tab.fill("password", PASSWORD).await;
    tab.choose("main", "Je déclare avoir 18 ans ou plus.").await;
    tab.press("Créer mon compte").await;
    tab.path().await
}

async fn asks_for_a_new_password(tab: &Tab) {
    tab.open("/connexion/oubli").await;
    tab.fill("email", LEARNER).await;
    tab.press("Recevoir un lien").await;
}

/// Begins the first assessment that can be begun, and gives the page of its questions.
async fn begins_an_attempt(tab: &Tab, crawl: &Crawl<'_>) -> String {
    for path in crawl.seen().filter(|path| path.starts_with("/apprendre/")) {
        tab.open(path).await;
        if tab.read("Boolean(find(\"form[action$='/tentatives']\"))").await {
            tab.press("Commencer").await;
            break;
        }
    }
    tab.path().await
}
