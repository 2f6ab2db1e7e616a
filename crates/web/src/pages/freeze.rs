//! `/mes-donnees/geler` (P40): data that is kept and used for nothing else, as long as the person wants.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::moments::Moments;
use school::people::FieldMistake;
use school::rights::{self, Card, FreezeGround};
use serde::Deserialize;

use super::my_data::reading;
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/freeze.html")]
struct FreezePage {
    frame: Frame,
    moments: Moments,
    mistakes: Mistakes,
    cards: Vec<Card>,
    typed: FreezeForm,
}

#[derive(Default, Deserialize)]
pub(crate) struct FreezeForm {
    #[serde(default)]
    category: String,
    #[serde(default)]
    ground: String,
}

async fn page(app: &App, me: &Signed, mistakes: Mistakes, typed: FreezeForm) -> Result<FreezePage, Failure> {
    let (engine, reading) = (app.school.privacy.clone(), reading(app, me));
    let (cards, moments) = app
        .school
        .read(move |reader, vault, _| {
            let cards = rights::cards(reader, vault, &engine, &reading, 0)?;
            Ok((cards, reading.moments))
        })
        .await?;
    Ok(FreezePage { frame: Frame::new(app, &me.visitor), moments, mistakes, cards, typed })
}

/// What is frozen, and what can be.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, Mistakes::default(), FreezeForm::default()).await?)
}

/// Freezes a category.
pub(crate) async fn post(State(app): State<App>, me: Signed, Form(form): Form<FreezeForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let known = app.school.privacy.map().category(&form.category).is_some();
    let category = known.then_some(()).ok_or(FieldMistake::new("category", "freeze-category"));
    let ground = FreezeGround::from_letter(&form.ground).ok_or(FieldMistake::new("ground", "freeze-ground"));
    let language = me.visitor.language;
    let (Some(()), Some(ground)) = (mistakes.take(language, category), mistakes.take(language, ground)) else {
        return show_again(&page(&app, &me, mistakes, form).await?);
    };
    let (engine, reading) = (app.school.privacy.clone(), reading(&app, &me));
    app.school
        .write(move |transaction, vault, moment| {
            rights::freeze(transaction, vault, moment, &engine, (&reading, &form.category, ground))
        })
        .await?;
    Ok(go("/mes-donnees/geler", "frozen"))
}

/// Lifts a freeze of one's own.
pub(crate) async fn lift(State(app): State<App>, me: Signed, Form(form): Form<FreezeForm>) -> Answer {
    let (engine, reading) = (app.school.privacy.clone(), reading(&app, &me));
    app.school
        .write(move |transaction, vault, moment| {
            rights::unfreeze(transaction, vault, moment, &engine, (&reading, &form.category))
        })
        .await?;
    Ok(go("/mes-donnees/geler", "unfrozen"))
}
