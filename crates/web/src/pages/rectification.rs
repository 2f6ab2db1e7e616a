//! `/mes-donnees/corriger` (P38): what one changes oneself, what one asks for, and a statement that stands beside the data.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::rights::{self, RequestText};
use serde::Deserialize;

use super::my_data::reading;
use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/rectification.html")]
struct RectificationPage {
    frame: Frame,
    mistakes: Mistakes,
    /// Code and label of each category.
    categories: Vec<(String, String)>,
    typed: RectificationForm,
}

#[derive(Default, Deserialize)]
pub(crate) struct RectificationForm {
    #[serde(default)]
    category: String,
    #[serde(default)]
    text: String,
    /// `correct` or `statement`.
    #[serde(default)]
    wish: String,
}

fn page(app: &App, me: &Signed, mistakes: Mistakes, typed: RectificationForm) -> RectificationPage {
    let reading = reading(app, me);
    let categories = rights::category_labels(&app.school.privacy, &reading);
    RectificationPage { frame: Frame::new(app, &me.visitor), mistakes, categories, typed }
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, Mistakes::default(), RectificationForm::default()))
}

/// Asks for a correction, or adds a statement.
pub(crate) async fn post(State(app): State<App>, me: Signed, Form(form): Form<RectificationForm>) -> Answer {
    let mut mistakes = Mistakes::default();
    let Some(text) = mistakes.take(me.visitor.language, RequestText::parse(&form.text)) else {
        return show_again(&page(&app, &me, mistakes, form));
    };
    let (engine, reading) = (app.school.privacy.clone(), reading(&app, &me));
    let is_statement = form.wish == "statement";
    app.school
        .write(move |transaction, vault, moment| {
            let wish = (&reading, form.category.as_str(), &text);
            if is_statement {
                return rights::add_statement(transaction, vault, moment, &engine, wish);
            }
            rights::ask_rectification(transaction, vault, moment, &engine, wish).map(drop)
        })
        .await?;
    Ok(go("/mes-donnees", if is_statement { "statement-added" } else { "request-received" }))
}
