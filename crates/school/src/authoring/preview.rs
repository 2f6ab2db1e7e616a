//! A resource of a draft as its learners will see it, read and rendered by what reads and renders theirs.

use coursework::editing::{FileKind, Paper};
use coursework::{Exercise, Language, Mistake, MistakeKind, Resource, Source, Sources, read_leniently};
use database::Reader;

use super::files::{Files, Kept};
use super::workshop::{Workshop, opened};
use crate::Error;
use crate::access::{Access, Teaching};
use crate::programmes::{ResourceKind, row};

/// A resource as it will be seen.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Lesson, exercise or assessment.
    pub kind: ResourceKind,
    /// Its title.
    pub title: String,
    /// Estimated minutes.
    pub minutes: u32,
    /// The lesson's text, or the introduction.
    pub html: String,
    /// The questions of an exercise, or the bank of an assessment.
    pub exercise: Exercise,
    /// The language it is written in.
    pub language: Language,
    /// All that is wrong in its file.
    pub mistakes: Vec<Mistake>,
}

/// Renders a file of the draft: as it stands there, or with another text in its place. `media` gives the address of a file of
/// the draft from its hash and its name. [`Error::NotFound`] for what is no resource.
pub fn preview(
    reader: &Reader<'_>,
    (_, slug): (Access<Teaching>, &str),
    (path, text): (&str, Option<&str>),
    media: &dyn Fn(&str, &str) -> String,
) -> Result<Preview, Error> {
    let workshop = opened(reader, slug)?;
    let (folder, _) = path.split_once('/').ok_or(Error::NotFound)?;
    if FileKind::of(path).suffix().is_empty() || (text.is_none() && workshop.sources.text(path).is_none()) {
        return Err(Error::NotFound);
    }
    let (programme, mistakes) = read_leniently(&alone(&workshop, folder, path, text), slug);
    let module = programme.modules.into_iter().next().ok_or(Error::NotFound)?;
    let mistakes = mistakes.into_iter().filter(|mistake| mistake.file.to_str() == Some(path)).collect();
    let Some(resource) = module.resources.into_iter().next() else {
        // What is no TOML at all has nothing to show but its mistake.
        let kind = kind_of(path);
        let (title, html, exercise) = (String::new(), String::new(), empty());
        return Ok(Preview { kind, title, minutes: 0, html, exercise, language: programme.language, mistakes });
    };
    rendered(resource, (folder, &workshop.files), media, (programme.language, mistakes))
}

/// All that is wrong in one file of the draft.
pub fn file_mistakes(
    reader: &Reader<'_>,
    (_, slug): (Access<Teaching>, &str),
    path: &str,
) -> Result<Vec<Mistake>, Error> {
    let workshop = opened(reader, slug)?;
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let (_, mistakes) = read_leniently(&alone(&workshop, folder, path, None), slug);
    // What it is read without is not missing.
    let is_own = |mistake: &Mistake| mistake.file.to_str() == Some(path) && mistake.kind != MistakeKind::NoModule;
    Ok(mistakes.into_iter().filter(is_own).collect())
}

/// How many questions a file of the draft has.
pub fn question_count(reader: &Reader<'_>, (_, slug): (Access<Teaching>, &str), path: &str) -> Result<usize, Error> {
    let workshop = opened(reader, slug)?;
    let paper = workshop.sources.text(path).and_then(|text| Paper::read(text).ok());
    Ok(paper.map_or(0, |paper| paper.questions().len()))
}

/// The one file with what it depends on: what it shows is made of nothing else.
fn alone(workshop: &Workshop, folder: &str, path: &str, text: Option<&str>) -> Sources {
    let module = format!("{folder}/module.toml");
    let media = format!("{folder}/media/");
    let needed = |one: &str| one == "programme.toml" || one == module || one == path || one.starts_with(&media);
    let kept = workshop.sources.iter().filter(|(one, _)| needed(one));
    let mut sources: Sources = kept.map(|(path, source)| (path.to_owned(), source.clone())).collect();
    if let Some(text) = text {
        sources.put(path, Source::Text(text.to_owned()));
    }
    sources
}

fn rendered(
    resource: Resource,
    (folder, files): (&str, &Files),
    media: &dyn Fn(&str, &str) -> String,
    (language, mistakes): (Language, Vec<Mistake>),
) -> Result<Preview, Error> {
    let address = |name: &str| match files.get(&format!("{folder}/media/{name}")) {
        Some(Kept::Medium { hash, .. }) => media(hash, name),
        _ => name.to_owned(),
    };
    let row = row(&resource, &address)?;
    // Both other kinds hold their questions under the same name.
    let exercise = match row.kind {
        ResourceKind::Lesson => empty(),
        ResourceKind::Exercise | ResourceKind::Assessment => {
            let questions = serde_json::from_str::<Questions>(&row.content)?.questions;
            Exercise { questions, ..empty() }
        }
    };
    let title = resource.title;
    Ok(Preview { kind: row.kind, title, minutes: row.minutes, html: row.html, exercise, language, mistakes })
}

#[derive(serde::Deserialize)]
struct Questions {
    questions: Vec<coursework::Question>,
}

const fn empty() -> Exercise {
    Exercise { introduction_html: String::new(), questions: Vec::new(), media: Vec::new() }
}

fn kind_of(path: &str) -> ResourceKind {
    match FileKind::of(path) {
        FileKind::Exercise => ResourceKind::Exercise,
        FileKind::Assessment => ResourceKind::Assessment,
        _ => ResourceKind::Lesson,
    }
}
