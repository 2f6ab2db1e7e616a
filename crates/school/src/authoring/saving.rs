//! Saving a file of the draft. Two people may have it open: a save says which text it began from, and a later one loses nothing.

use coursework::editing::{Edit, counterpart};
use database::{Moment, Transaction};

use super::draft::{Changes, Draft, Step};
use super::files::{Kept, keep_text, kept_text};
use crate::Error;
use crate::access::{Access, Teaching};

/// The longest text, in bytes: what the format takes.
const MOST_BYTES: usize = 1024 * 1024;

/// What to save.
#[derive(Clone, Debug)]
pub struct Saving {
    /// The file, where it stood when it was opened.
    pub path: String,
    /// The hash of the text that was opened; empty for a file that is to be made.
    pub from: String,
    /// What is changed in it.
    pub edit: Edit,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It stands in the draft, at this path; whether that changed anything.
    Kept {
        /// Where the file stands now.
        path: String,
        /// Whether it is another than before.
        is_changed: bool,
    },
    /// Somebody changed the same: nothing was saved.
    Conflict {
        /// The whole text as it would have been saved.
        mine: String,
        /// The text that stands there now, its path and its hash; none when the file is gone.
        theirs: Option<(String, String, String)>,
    },
}

/// Saves a change, also to a file that was moved meanwhile, and beside another change of the same file. [`Error::Refused`] for
/// a text that is too long, or a change that this file cannot take.
pub fn save(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (author, slug, saving): (Access<Teaching>, &str, &Saving),
) -> Result<Saved, Error> {
    let draft = Draft::take(transaction, moment, (author, slug))?;
    let found = counterpart(draft.paths().into_iter(), &saving.path).map(str::to_owned);
    let Some(path) = found else { return made(draft, saving) };
    let Some(Kept::Text(hash)) = draft.workshop.files.get(&path) else {
        return Err(Error::Refused("authoring-no-text"));
    };
    let theirs = draft.workshop.sources.text(&path).unwrap_or_default().to_owned();
    let text = if *hash == saving.from {
        saving.edit.apply(&path, &theirs).ok_or(Error::Refused("authoring-not-possible"))?
    } else {
        let base = kept_text(transaction, &saving.from)?;
        match base.as_deref().and_then(|base| saving.edit.merge(&path, base, &theirs)) {
            Some(both) => both,
            None => return conflict(&saving.edit, base.as_deref(), (path, theirs, hash.clone())),
        }
    };
    let is_changed = write(draft, "edited", &path, &text)?;
    Ok(Saved::Kept { path, is_changed })
}

/// Both texts are shown, unless what was typed says what stands there already.
fn conflict(edit: &Edit, base: Option<&str>, theirs: (String, String, String)) -> Result<Saved, Error> {
    let (path, text, hash) = theirs;
    let mine = edit.apply(&path, base.unwrap_or(&text)).or_else(|| edit.apply(&path, &text));
    let mine = mine.ok_or(Error::Refused("authoring-not-possible"))?;
    if mine == text {
        return Ok(Saved::Kept { path, is_changed: false });
    }
    Ok(Saved::Conflict { mine, theirs: Some((path, text, hash)) })
}

/// A file that is not there: it is made when that is what was meant, and otherwise it went meanwhile.
fn made(draft: Draft<'_, '_>, saving: &Saving) -> Result<Saved, Error> {
    if !saving.from.is_empty() {
        let base = kept_text(draft.transaction, &saving.from)?.unwrap_or_default();
        let mine = saving.edit.apply(&saving.path, &base).ok_or(Error::Refused("authoring-not-possible"))?;
        return Ok(Saved::Conflict { mine, theirs: None });
    }
    let Edit::Text(text) = &saving.edit else { return Err(Error::NotFound) };
    let is_known = super::arranging::is_writable(&draft.workshop, &saving.path);
    if !is_known {
        return Err(Error::NotFound);
    }
    let text = coursework::editing::as_edited(text);
    let is_changed = write(draft, "added", &saving.path, &text)?;
    Ok(Saved::Kept { path: saving.path.clone(), is_changed })
}

fn write(draft: Draft<'_, '_>, kind: &'static str, path: &str, text: &str) -> Result<bool, Error> {
    if text.len() > MOST_BYTES {
        return Err(Error::Refused("authoring-too-long"));
    }
    if text.contains('\0') {
        return Err(Error::Refused("authoring-null"));
    }
    let kept = keep_text(draft.transaction, text)?;
    draft.step(&Step { kind, path, base: None }, Changes::from([(path.to_owned(), Some(kept))]))
}
