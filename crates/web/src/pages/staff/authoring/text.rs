//! A file as a text, with how it will be read beside it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use coursework::Mistake;
use coursework::editing::{FileKind, as_edited, shape_of};
use school::authoring::{self as stories, MediaLine};
use school::words::words;

use super::file::{InHand, Sent};
use super::preview::{PreviewView, rendered};
use super::{Author, Place, back, home, open, titled};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::show;
use crate::frame::Frame;
use crate::question::{Body, Chosen, Ordered, Piece};

#[derive(Template)]
#[template(path = "pages/staff/authoring/text.html")]
struct TextPage {
    frame: Frame,
    place: Place,
    path: String,
    title: String,
    /// The hash of the text that was opened.
    from: String,
    text: String,
    /// A code for words: what the file is.
    kind: &'static str,
    has_form: bool,
    /// The media of the module, to be named in the text.
    media: Vec<MediaLine>,
    mistakes: Vec<Mistake>,
    preview: Option<PreviewView>,
    /// Why what was typed was not saved; empty otherwise.
    refused: String,
}

/// The page, of the file as it stands, or with what is being typed in it.
pub(crate) async fn page(app: &App, me: &Author, file: InHand, sent: Option<&Sent>) -> Answer {
    show(&filled(app, me, file, sent, "").await?)
}

/// The page again with what was typed and why it was not saved.
pub(crate) async fn again(
    app: &App,
    me: &Author,
    (slug, path): (&str, &str),
    (sent, code): (&Sent, &'static str),
) -> Answer {
    let workshop = open(app, me, slug).await?;
    let (Some(text), Some(kept)) = (workshop.sources.text(path), workshop.files.get(path)) else {
        return back(&home(slug), school::Error::Refused(code));
    };
    let file = InHand { path: path.to_owned(), text: text.to_owned(), hash: kept.hash().to_owned(), workshop };
    let refused = words(me.visitor.language, &format!("refused-{code}"));
    let page = filled(app, me, file, Some(sent), &refused).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&page)?).into_response())
}

async fn filled(app: &App, me: &Author, file: InHand, sent: Option<&Sent>, refused: &str) -> Result<TextPage, Failure> {
    let InHand { workshop, path, text, hash } = file;
    let (place, frame, title) = (Place::of(&workshop), Frame::new(app, &me.visitor), titled(&workshop, &path));
    let typed = sent.map(|sent| coursework::editing::as_file(&text, sent.text()));
    let is_resource = !FileKind::of(&path).suffix().is_empty();
    let preview = if is_resource {
        let preview = rendered(app, me, (&place.slug, &path), typed.clone()).await?;
        Some(PreviewView::new(&frame, preview, None))
    } else {
        None
    };
    let (access, slug, asked) = (me.access, place.slug.clone(), path.clone());
    let story = app.school.read(move |reader, _, _| {
        let mistakes = stories::file_mistakes(reader, (access, &slug), &asked)?;
        Ok((stories::media(reader, (access, &slug))?.1, mistakes))
    });
    let (mut media, mistakes) = story.await?;
    let below = path.split_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    media.retain(|one| !below.is_empty() && one.path.starts_with(&below));
    let mistakes = preview.as_ref().map_or(mistakes, |preview| preview.mistakes.clone());
    Ok(TextPage {
        from: sent.map_or(hash, |sent| sent.from.clone()),
        text: as_edited(typed.as_deref().unwrap_or(&text)),
        kind: FileKind::of(&path).code(),
        has_form: shape_of(&path).is_some(),
        refused: refused.to_owned(),
        frame,
        place,
        path,
        title,
        media,
        mistakes,
        preview,
    })
}
