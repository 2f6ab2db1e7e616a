//! Writing what is taught: a teacher's day, from nothing to what a learner reads, and everything that may go wrong on the way.

mod day;
mod publishing;
mod sharing;
mod sources;

use school::people::Role;

use crate::support::{Actor, Engine, Page, TestSchool, story};

const LIST: &str = "/equipe/enseignement/programmes";
/// The programme that is written from nothing.
const HOME: &str = "/equipe/enseignement/programmes/vendre-en-ligne";
const LESSON: &str = "01-premier-module/01-premiere-lecon.md";

async fn rosa(school: &TestSchool) -> Actor {
    school.staff("Rosa Klein", "rosa@ecole.example", Role::Teacher).await
}

/// Begins the programme.
async fn begins(teacher: &mut Actor) {
    let new = [("title", "Vendre en ligne"), ("slug", ""), ("language", "fr")];
    teacher.submit(LIST, &new).await.assert_says("Personne d'autre ne le voit");
}

fn file(home: &str, path: &str) -> String {
    format!("{home}/fichiers/{path}")
}

/// The hash of the text that a page was opened with.
fn opened(page: &Page) -> String {
    page.attributes("input[name=from]", "value").remove(0)
}

/// Writes a text over a file, as somebody who has just opened it.
async fn writes(teacher: &mut Actor, home: &str, path: &str, text: &str) -> Page {
    let from = opened(&teacher.get(&format!("{}?texte=1", file(home, path))).await);
    sends(teacher, home, path, (&from, text)).await
}

/// Sends a text that was opened earlier.
async fn sends(teacher: &mut Actor, home: &str, path: &str, (from, text): (&str, &str)) -> Page {
    let form = [("form", "text"), ("act", "save"), ("from", from), ("text", text)];
    let page = teacher.post(&file(home, path), &form).await;
    match page.location.clone() {
        Some(next) => teacher.visit(&next).await,
        None => page,
    }
}

/// The text of a file, as its page shows it.
async fn text(teacher: &mut Actor, home: &str, path: &str) -> String {
    let page = teacher.get(&format!("{}?texte=1", file(home, path))).await;
    page.texts("textarea#text").remove(0)
}

/// Presses a button of the programme's page.
async fn presses(teacher: &mut Actor, home: &str, fields: &[(&str, &str)]) -> Page {
    let page = teacher.post(home, fields).await;
    let next = page.location.clone().unwrap_or_else(|| panic!("{}", page.words()));
    teacher.visit(next.split('#').next().expect("a path")).await
}

/// Undoes or does again what the programme's page offers.
async fn steps(teacher: &mut Actor, home: &str, act: &str) -> Page {
    let page = teacher.get(home).await;
    let buttons = page.elements(&format!("form:has(button[value={act}]) input[name=step]"));
    assert_eq!(buttons.len(), 1, "{act} is offered");
    let step = page.attributes(&format!("form:has(button[value={act}]) input[name=step]"), "value").remove(0);
    presses(teacher, home, &[("act", act), ("step", &step)]).await
}

/// Publishes what the page of publication shows.
async fn publishes(teacher: &mut Actor, home: &str, note: &str) -> Page {
    let page = teacher.get(&format!("{home}/publier")).await;
    let revision = page.attributes("input[name=revision]", "value");
    let revision = revision.first().unwrap_or_else(|| panic!("{}", page.words()));
    teacher.submit(&format!("{home}/publier"), &[("revision", revision), ("note", note)]).await
}
