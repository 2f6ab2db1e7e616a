//! `/messages` (P07): what a person writes to the teaching team or to support, and what is answered.

use askama::Template;
use axum::extract::{Path, Query, State};
use coursework::Language;
use school::attachments::{self, Accepted, Intake};
use school::conversations::{self as stories, ConversationId, Desk, Line, NewConversation, Thread};
use school::moments::Moments;
use school::people::{FieldMistake, PersonId};
use school::programmes::ResourceId;
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::upload::Upload;
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
    /// What the file field offers.
    offered: String,
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
    /// What the file field offers.
    offered: String,
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
    Ok(NewMessagePage { frame: Frame::new(app, &me.visitor), mistakes, typed, offered: attachments::offered(), lesson })
}

/// The form, from a lesson or from anywhere.
pub(crate) async fn begin(State(app): State<App>, me: Signed, Query(typed): Query<TypedConversation>) -> Answer {
    show(&new_page(&app, &me, (Mistakes::default(), typed)).await?)
}

/// Begins a conversation.
pub(crate) async fn post(State(app): State<App>, me: Signed, upload: Upload<TypedConversation>) -> Answer {
    let (person, language, typed) = (me.person(), me.visitor.language, upload.typed);
    let mut mistakes = Mistakes::default();
    let about = (typed.ressource.parse::<ResourceId>().ok(), !upload.files.is_empty());
    let files = accepted(&app, (person, language), &mut mistakes, upload.files).await?;
    let parsed = NewConversation::parse((&typed.desk, &typed.subject, &typed.text), about);
    if let Some(new) = mistakes.take_all(language, parsed) {
        let engine = app.school.privacy.clone();
        let story = app.school.write(move |transaction, vault, moment| {
            stories::begin(transaction, vault, moment, &engine, (person, &new, &files))
        });
        match story.await {
            Ok(id) => return Ok(go(&format!("/messages/{id}"), "message-sent")),
            Err(school::Error::Refused(code)) => mistakes.add(language, FieldMistake::new(field_of(code), code)),
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&new_page(&app, &me, (mistakes, typed)).await?)
}

/// The files that can be kept; the others are mistakes of the form.
pub(super) async fn accepted(
    app: &App,
    (person, language): (PersonId, Language),
    mistakes: &mut Mistakes,
    files: Intake,
) -> Result<Vec<Accepted>, Failure> {
    let received = attachments::receive(&app.school, files, person).await?;
    mistakes.add_files(language, &received.refused);
    Ok(received.accepted)
}

/// The field that a refusal of the whole message is about.
pub(super) fn field_of(code: &str) -> &'static str {
    if code == "attachments-day" { "files" } else { "text" }
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
    Ok(ConversationPage { frame, moments, thread, mistakes, typed, offered: attachments::offered() })
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
    Upload { typed: form, files }: Upload<TypedMessage>,
) -> Answer {
    let (person, id, language) = (me.person(), identifier::<ConversationId>(&id)?, me.visitor.language);
    if form.act == "close" {
        app.school.write(move |transaction, _, _| stories::close(transaction, (person, id))).await?;
        return Ok(go(&format!("/messages/{id}"), "conversation-closed"));
    }
    let mut mistakes = Mistakes::default();
    let parsed = RequestText::beside(&form.text, !files.is_empty());
    let files = accepted(&app, (person, language), &mut mistakes, files).await?;
    if let Some(text) = mistakes.take_all(language, parsed.map_err(|mistake| vec![mistake])) {
        let engine = app.school.privacy.clone();
        let story = app.school.write(move |transaction, vault, moment| {
            stories::write(transaction, vault, moment, &engine, (person, id, &text, &files))
        });
        match story.await {
            Ok(()) => return Ok(go(&format!("/messages/{id}"), "message-sent")),
            Err(school::Error::Refused(code)) => mistakes.add(language, FieldMistake::new(field_of(code), code)),
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&conversation(&app, &me, id, (mistakes, form.text)).await?)
}
