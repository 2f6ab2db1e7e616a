//! `/messages` (P07): what a person writes to the teaching team or to support, and what is answered.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum_extra::extract::Form;
use school::conversations::{self as stories, ConversationId, Desk, Line, NewConversation, Thread};
use school::moments::Moments;
use school::people::FieldMistake;
use school::programmes::ResourceId;
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

#[derive(Template)]
#[template(path = "pages/messages.html")]
struct MessagesPage {
    frame: Frame,
    moments: Moments,
    lines: Vec<Line>,
    search: String,
}

#[derive(Template)]
#[template(path = "pages/message_new.html")]
struct NewMessagePage {
    frame: Frame,
    mistakes: Mistakes,
    typed: TypedConversation,
    /// The title of the lesson it is written from.
    lesson: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/conversation.html")]
struct ConversationPage {
    frame: Frame,
    moments: Moments,
    thread: Thread,
    mistakes: Mistakes,
    typed: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Search {
    q: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedConversation {
    desk: String,
    /// The resource that it is written from; empty for none.
    ressource: String,
    subject: String,
    text: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedMessage {
    /// `write` or `close`.
    act: String,
    text: String,
}

/// One's conversations, or those in which a word was said.
pub(crate) async fn get(State(app): State<App>, me: Signed, Query(search): Query<Search>) -> Answer {
    let (person, wanted) = (me.person(), search.q.clone());
    let lines = app.school.read(move |reader, vault, _| stories::mine(reader, vault, (person, &wanted))).await?;
    let frame = Frame::new(&app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    show(&MessagesPage { frame, moments, lines, search: search.q })
}

async fn new_page(
    app: &App,
    me: &Signed,
    (mistakes, mut typed): (Mistakes, TypedConversation),
) -> Result<NewMessagePage, Failure> {
    let person = me.person();
    let lesson = match typed.ressource.parse::<ResourceId>() {
        Ok(resource) => app.school.read(move |reader, _, _| stories::about(reader, (person, resource))).await?,
        Err(()) => None,
    };
    if typed.desk.is_empty() && lesson.is_some() {
        Desk::Teaching.code().clone_into(&mut typed.desk);
    }
    Ok(NewMessagePage { frame: Frame::new(app, &me.visitor), mistakes, typed, lesson })
}

/// The form, from a lesson or from anywhere.
pub(crate) async fn begin(State(app): State<App>, me: Signed, Query(typed): Query<TypedConversation>) -> Answer {
    show(&new_page(&app, &me, (Mistakes::default(), typed)).await?)
}

/// Begins a conversation.
pub(crate) async fn post(State(app): State<App>, me: Signed, Form(typed): Form<TypedConversation>) -> Answer {
    let (person, language) = (me.person(), me.visitor.language);
    let mut mistakes = Mistakes::default();
    let resource = typed.ressource.parse::<ResourceId>().ok();
    match NewConversation::parse((&typed.desk, &typed.subject, &typed.text), resource) {
        Ok(new) => {
            let engine = app.school.privacy.clone();
            let story = app.school.write(move |transaction, vault, moment| {
                stories::begin(transaction, vault, moment, &engine, (person, &new))
            });
            match story.await {
                Ok(id) => return Ok(go(&format!("/messages/{id}"), "message-sent")),
                Err(school::Error::Refused(code)) => mistakes.add(language, FieldMistake::new("text", code)),
                Err(error) => return Err(error.into()),
            }
        }
        Err(found) => mistakes.add_all(language, found),
    }
    show_again(&new_page(&app, &me, (mistakes, typed)).await?)
}

async fn conversation(
    app: &App,
    me: &Signed,
    id: ConversationId,
    (mistakes, typed): (Mistakes, String),
) -> Result<ConversationPage, Failure> {
    let person = me.person();
    let thread = app.school.read(move |reader, vault, _| stories::own(reader, vault, (person, id))).await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(ConversationPage { frame, moments, thread, mistakes, typed })
}

/// One conversation.
pub(crate) async fn own(State(app): State<App>, me: Signed, Path(id): Path<String>) -> Answer {
    show(&conversation(&app, &me, identifier(&id)?, (Mistakes::default(), String::new())).await?)
}

/// Writes in it, or closes it.
pub(crate) async fn write(
    State(app): State<App>,
    me: Signed,
    Path(id): Path<String>,
    Form(form): Form<TypedMessage>,
) -> Answer {
    let (person, id, language) = (me.person(), identifier::<ConversationId>(&id)?, me.visitor.language);
    if form.act == "close" {
        app.school.write(move |transaction, _, _| stories::close(transaction, (person, id))).await?;
        return Ok(go(&format!("/messages/{id}"), "conversation-closed"));
    }
    let mut mistakes = Mistakes::default();
    if let Some(text) = mistakes.take(language, RequestText::parse(&form.text)) {
        let engine = app.school.privacy.clone();
        let story = app.school.write(move |transaction, vault, moment| {
            stories::write(transaction, vault, moment, &engine, (person, id, &text))
        });
        match story.await {
            Ok(()) => return Ok(go(&format!("/messages/{id}"), "message-sent")),
            Err(school::Error::Refused(code)) => mistakes.add(language, FieldMistake::new("text", code)),
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&conversation(&app, &me, id, (mistakes, form.text)).await?)
}
