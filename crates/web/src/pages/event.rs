//! `/rencontres/{id}` (P14): an event that one was invited to.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use school::campaigns::{self as stories, CampaignId, EventView};
use school::moments::Moments;
use serde::Deserialize;

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, identifier, show};
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/event.html")]
struct EventPage {
    frame: Frame,
    moments: Moments,
    event: EventView,
}

impl EventPage {
    fn title(&self) -> &str {
        let (french, english) = &self.event.title;
        if self.frame.language == "en" && !english.is_empty() { english } else { french }
    }

    /// Whether the place is an address to click.
    fn is_link(&self) -> bool {
        self.event.place.starts_with("https://")
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Choice {
    /// `come` or `leave`.
    act: String,
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Signed, Path(id): Path<String>) -> Answer {
    let (person, id) = (me.person(), identifier::<CampaignId>(&id)?);
    let event = app.school.read(move |reader, _, moment| stories::event(reader, moment, (person, id))).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&EventPage { frame, moments, event })
}

/// Registers, or gives one's place back.
pub(crate) async fn post(
    State(app): State<App>,
    me: Signed,
    Path(id): Path<String>,
    Form(choice): Form<Choice>,
) -> Answer {
    let (person, id) = (me.person(), identifier::<CampaignId>(&id)?);
    let here = format!("/rencontres/{id}");
    if choice.act == "leave" {
        app.school.write(move |transaction, _, _| stories::unregister_from(transaction, (person, id))).await?;
        return Ok(go(&here, "event-left"));
    }
    let story =
        app.school.write(move |transaction, _, moment| stories::register_for(transaction, moment, (person, id)));
    match story.await {
        Ok(()) => Ok(go(&here, "event-registered")),
        Err(school::Error::Refused(_)) => Ok(go(&here, "")),
        Err(error) => Err(error.into()),
    }
}
