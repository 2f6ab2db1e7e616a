//! `/mes-donnees` (P02, B05): everything held about the person, category by category, and the rights as verbs.

use askama::Template;
use axum::extract::{Path, State};
use school::moments::Moments;
use school::rights::{self, Card, Reading, RequestRecord};

use crate::App;
use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Signed;

/// Rows of each table on the overview.
const FEW: u32 = 3;
/// Rows of each table on a category's own page; beyond, the copy has them.
const MANY: u32 = 200;

#[derive(Template)]
#[template(path = "pages/my_data.html")]
struct MyDataPage {
    frame: Frame,
    moments: Moments,
    cards: Vec<Card>,
    requests: Vec<RequestRecord>,
}

#[derive(Template)]
#[template(path = "pages/my_data_category.html")]
struct CategoryPage {
    frame: Frame,
    moments: Moments,
    card: Card,
}

/// Whoever reads what is held about them.
pub(crate) fn reading(app: &App, me: &Signed) -> Reading {
    let language = me.visitor.language;
    Reading { person: me.person(), language, moments: Moments::new(language, app.school.clock.now()) }
}

/// The five cards.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    let (engine, reading) = (app.school.privacy.clone(), reading(&app, &me));
    let (cards, requests, moments) = app
        .school
        .read(move |reader, vault, _| {
            let cards = rights::cards(reader, vault, &engine, &reading, FEW)?;
            let requests = rights::own_requests(reader, reading.person)?;
            Ok((cards, requests, reading.moments))
        })
        .await?;
    show(&MyDataPage { frame: Frame::new(&app, &me.visitor), moments, cards, requests })
}

/// One category, with every row that a page can carry.
pub(crate) async fn category(State(app): State<App>, me: Signed, Path(code): Path<String>) -> Answer {
    let (engine, reading) = (app.school.privacy.clone(), reading(&app, &me));
    let (card, moments) = app
        .school
        .read(move |reader, vault, _| {
            let card = rights::card(reader, vault, &engine, &reading, (&code, MANY))?;
            Ok((card, reading.moments))
        })
        .await?;
    show(&CategoryPage { frame: Frame::new(&app, &me.visitor), moments, card })
}
