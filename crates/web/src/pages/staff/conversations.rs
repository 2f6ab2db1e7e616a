//! `/equipe/assistance` and `/equipe/enseignement/messages` (P07): what waits for a desk, one conversation, and its answer.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum_extra::extract::Form;
use school::attachments;
use school::conversations::{
    self as stories, Act, Answer as Said, Case, ConversationId, NewReply, SavedReply, SavedReplyId, Waiting,
};
use school::moments::Moments;
use school::people::FieldMistake;
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::pages::messages::{accepted, field_of};
use crate::upload::Upload;
use crate::visitor::SignedAnswerer;

#[derive(Template)]
#[template(path = "pages/staff/conversations.html")]
struct QueuePage {
    frame: Frame,
    moments: Moments,
    desk: &'static str,
    /// Where its conversations are, before their identifier.
    messages: &'static str,
    waiting: Vec<Waiting>,
    replies: Vec<SavedReply>,
    mistakes: Mistakes,
    typed: TypedReply,
}

#[derive(Template)]
#[template(path = "pages/staff/conversation.html")]
struct CasePage {
    frame: Frame,
    moments: Moments,
    desk: &'static str,
    path: &'static str,
    case: Case,
    is_mine: bool,
    replies: Vec<SavedReply>,
    mistakes: Mistakes,
    typed: TypedAnswer,
    /// What the file field offers.
    offered: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedReply {
    /// A saved reply to remove; empty to save one.
    remove: String,
    title: String,
    reply: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedAnswer {
    /// `answer`, `note`, `take`, `release` or `close`.
    act: String,
    text: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    /// The saved reply to begin with.
    reponse: String,
}

async fn queue_page(
    app: &App,
    me: &SignedAnswerer,
    (mistakes, typed): (Mistakes, TypedReply),
) -> Result<QueuePage, Failure> {
    let answerer = me.answerer;
    let story = app
        .school
        .read(move |reader, _, _| Ok((stories::queue(reader, answerer)?, stories::replies(reader, answerer)?)));
    let (waiting, replies) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let (desk, messages) = (answerer.desk().code(), answerer.desk().messages_path());
    Ok(QueuePage { frame, moments, desk, messages, waiting, replies, mistakes, typed })
}

/// What waits.
pub(crate) async fn queue(State(app): State<App>, me: SignedAnswerer) -> Answer {
    show(&queue_page(&app, &me, (Mistakes::default(), TypedReply::default())).await?)
}

/// Saves a reply for the desk, or removes one.
pub(crate) async fn reply(State(app): State<App>, me: SignedAnswerer, Form(form): Form<TypedReply>) -> Answer {
    let answerer = me.answerer;
    let path = answerer.desk().path();
    if !form.remove.is_empty() {
        let id = identifier::<SavedReplyId>(&form.remove)?;
        app.school.write(move |transaction, _, _| stories::remove_reply(transaction, (answerer, id))).await?;
        return Ok(go(path, "reply-removed"));
    }
    match NewReply::parse(&form.title, &form.reply) {
        Ok(new) => {
            let story = app
                .school
                .write(move |transaction, _, moment| stories::add_reply(transaction, moment, (answerer, &new)));
            story.await?;
            Ok(go(path, "reply-saved"))
        }
        Err(found) => {
            let mut mistakes = Mistakes::default();
            mistakes.add_all(me.visitor.language, found);
            show_again(&queue_page(&app, &me, (mistakes, form)).await?)
        }
    }
}

async fn case_page(
    app: &App,
    me: &SignedAnswerer,
    id: ConversationId,
    (mistakes, typed): (Mistakes, TypedAnswer),
) -> Result<CasePage, school::Error> {
    let (answerer, engine) = (me.answerer, app.school.privacy.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        let case = stories::case(transaction, vault, moment, &engine, (answerer, id))?;
        Ok((case, stories::replies(transaction, answerer)?))
    });
    let (case, replies) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let (desk, path) = (answerer.desk().code(), answerer.desk().path());
    let is_mine = case.thread.assigned_to == Some(answerer.person());
    let offered = attachments::offered();
    Ok(CasePage { frame, moments, desk, path, case, is_mine, replies, mistakes, typed, offered })
}

/// Opens one; the look is journalled.
pub(crate) async fn case(
    State(app): State<App>,
    me: SignedAnswerer,
    Path(id): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Answer {
    let path = me.answerer.desk().path();
    match case_page(&app, &me, identifier(&id)?, (Mistakes::default(), TypedAnswer::default())).await {
        Err(school::Error::Refused(code)) => Ok(go(path, code)),
        page => {
            let mut page = page?;
            let reply = page.replies.iter().find(|reply| reply.id.to_string() == chosen.reponse);
            page.typed.text = reply.map(|reply| reply.text.clone()).unwrap_or_default();
            show(&page)
        }
    }
}

/// Answers, notes, takes charge or closes.
pub(crate) async fn act(
    State(app): State<App>,
    me: SignedAnswerer,
    Path(id): Path<String>,
    Upload { typed: form, files }: Upload<TypedAnswer>,
) -> Answer {
    let (answerer, id, language) = (me.answerer, identifier::<ConversationId>(&id)?, me.visitor.language);
    let (here, engine) = (format!("{}/{id}", answerer.desk().messages_path()), app.school.privacy.clone());
    let act = match form.act.as_str() {
        "take" => Some((Act::Take, "conversation-taken")),
        "release" => Some((Act::Release, "conversation-released")),
        "close" => Some((Act::Close, "conversation-closed")),
        _ => None,
    };
    if let Some((act, notice)) = act {
        app.school.write(move |transaction, _, _| stories::act(transaction, &engine, (answerer, id, act))).await?;
        return Ok(go(&here, notice));
    }
    let mut mistakes = Mistakes::default();
    let (parsed, is_note) = (RequestText::beside(&form.text, !files.is_empty()), form.act == "note");
    let files = accepted(&app, (answerer.person(), language), &mut mistakes, files).await?;
    if let Some(text) = mistakes.take_all(language, parsed.map_err(|mistake| vec![mistake])) {
        let story = app.school.write(move |transaction, vault, moment| {
            let said = Said { text: &text, files: &files, is_note };
            stories::answer(transaction, vault, moment, &engine, (answerer, id, &said))
        });
        match story.await {
            Ok(()) => return Ok(go(&here, if is_note { "note-kept" } else { "answer-sent" })),
            Err(school::Error::Refused(code)) => mistakes.add(language, FieldMistake::new(field_of(code), code)),
            Err(error) => return Err(error.into()),
        }
    }
    show_again(&case_page(&app, &me, id, (mistakes, form)).await?)
}
