//! `/equipe/enseignement/programmes…`: writing what is taught. Every page takes an access for teaching.

pub(crate) mod conflict;
pub(crate) mod difference;
pub(crate) mod fields;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod media;
pub(crate) mod preview;
pub(crate) mod programme;
pub(crate) mod programmes;
pub(crate) mod publication;
pub(crate) mod question;
pub(crate) mod text;
pub(crate) mod versions;

use axum::response::Response;
use coursework::editing::FileKind;
use school::access::Teaching;
use school::authoring::{self as stories, Workshop};

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{encode, go};
use crate::visitor::Staff;

/// Somebody who writes what is taught.
pub(crate) type Author = Staff<Teaching>;

/// Where the list of programmes is.
pub(crate) const PROGRAMMES: &str = "/equipe/enseignement/programmes";

/// A programme in hand, with its addresses.
pub(crate) struct Place {
    /// Its address in the catalogue.
    pub slug: String,
    /// Its title, or its address.
    pub title: String,
    /// The code of the language it is written in.
    pub language: &'static str,
}

impl Place {
    pub(crate) fn of(workshop: &Workshop) -> Self {
        let title = Some(workshop.title()).filter(|title| !title.is_empty());
        let language = workshop.language().code();
        Self { slug: workshop.slug.clone(), title: title.unwrap_or_else(|| workshop.slug.clone()), language }
    }

    /// The page of what stands where.
    pub(crate) fn home(&self) -> String {
        home(&self.slug)
    }

    /// A page below it.
    pub(crate) fn below(&self, page: &str) -> String {
        format!("{}/{page}", home(&self.slug))
    }

    /// Where a file is edited.
    pub(crate) fn file(&self, path: impl AsRef<str>) -> String {
        file_address(&self.slug, path.as_ref())
    }

    /// Where a file is shown as its learners will see it.
    pub(crate) fn preview(&self, path: &str) -> String {
        format!("{}/apercu/{}", home(&self.slug), encode(path))
    }

    /// Where a media file of the draft lies.
    pub(crate) fn medium(&self, hash: &str, name: &str) -> String {
        medium_address(&self.slug, hash, name)
    }
}

pub(crate) fn home(slug: &str) -> String {
    format!("{PROGRAMMES}/{}", encode(slug))
}

pub(crate) fn file_address(slug: &str, path: &str) -> String {
    format!("{}/fichiers/{}", home(slug), encode(path))
}

pub(crate) fn medium_address(slug: &str, hash: &str, name: &str) -> String {
    format!("{}/medias/{hash}/{}", home(slug), encode(name))
}

/// Opens a programme.
pub(crate) async fn open(app: &App, me: &Author, slug: &str) -> Result<Workshop, school::Error> {
    let (access, slug) = (me.access, slug.to_owned());
    app.school.read(move |reader, vault, _| stories::workshop(reader, vault, (access, &slug))).await
}

/// A file's title, or its path.
pub(crate) fn titled(workshop: &Workshop, path: &str) -> String {
    let title = workshop.sources.text(path).map(|text| coursework::editing::title_of(path, text)).unwrap_or_default();
    if title.is_empty() || FileKind::of(path) == FileKind::Other { path.to_owned() } else { title }
}

/// Says on another page why something was not done; what is broken stays an error.
pub(crate) fn back(path: &str, error: school::Error) -> Answer {
    match error {
        school::Error::Refused(code) => Ok(go(path, code)),
        error => Err(Failure::from(error)),
    }
}

/// Goes to a part of a page, with the sentence to show there.
pub(crate) fn go_to(path: &str, anchor: &str, notice: &str) -> Response {
    let separator = if path.contains('?') { '&' } else { '?' };
    let target = format!("{path}{separator}avis={notice}#{anchor}");
    go(&target, "")
}
