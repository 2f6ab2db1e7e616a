//! `/programmes` and `/programmes/{slug}`

use askama::Template;
use axum::extract::{Path, State};
use school::certificates::{Eligibility, eligibility};
use school::learning::{self, MapModule, MapResource, ProgrammeMap, State as Progress};
use school::programmes::{CatalogueEntry, ModuleId, ProgrammePage, catalogue, programme};

use crate::App;
use crate::failure::Answer;
use crate::flow::{go, show};
use crate::frame::Frame;
use crate::moon::Moon;
use crate::visitor::{Signed, Visitor};
use school::moments::Moments;

#[derive(Template)]
#[template(path = "pages/programmes.html")]
struct CataloguePage {
    frame: Frame,
    programmes: Vec<CatalogueEntry>,
}

#[derive(Template)]
#[template(path = "pages/programme.html")]
struct OutlinePage {
    frame: Frame,
    page: ProgrammePage,
    updated_on: String,
}

#[derive(Template)]
#[template(path = "pages/programme_map.html")]
struct MapPage {
    frame: Frame,
    slug: String,
    map: ProgrammeMap,
    moon: Moon,
    next: Option<(String, String)>,
    modules: Vec<ModuleView>,
    standing: Eligibility,
}

/// A module as the map shows it.
struct ModuleView {
    id: ModuleId,
    slug: String,
    title: String,
    dimension: String,
    moon: Moon,
    due: String,
    due_value: String,
    resources: Vec<ResourceView>,
}

/// A resource as the map shows it.
struct ResourceView {
    address: String,
    title: String,
    facts: String,
    moon: Moon,
    is_next: bool,
}

/// The catalogue.
pub(crate) async fn list(State(app): State<App>, visitor: Visitor) -> Answer {
    let programmes = app.school.read(|reader, _, _| catalogue(reader)).await?;
    show(&CataloguePage { frame: Frame::new(&app, &visitor), programmes })
}

/// A programme: its outline for a visitor, its map for a person who is enrolled.
pub(crate) async fn get(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let frame = Frame::new(&app, &visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let (person, asked) = (visitor.session.as_ref().map(|session| session.person), slug.clone());
    let map = app
        .school
        .read(move |reader, _, _| match person {
            Some(person) => match learning::map(reader, person, &asked)? {
                Some(map) => eligibility(reader, person, map.id).map(|standing| Some((map, standing))),
                None => Ok(None),
            },
            None => Ok(None),
        })
        .await?;
    if let Some((map, standing)) = map {
        return show(&map_page(frame, &moments, slug, map, standing));
    }
    let page = app.school.read(move |reader, _, _| programme(reader, &slug)).await?;
    let updated_on = page.detail.updated_on.parse().map(|day| moments.day(&day)).unwrap_or_default();
    show(&OutlinePage { frame, page, updated_on })
}

/// Enrols the person.
pub(crate) async fn enrol(State(app): State<App>, me: Signed, Path(slug): Path<String>) -> Answer {
    let (person, target) = (me.person(), format!("/programmes/{slug}"));
    app.school
        .write(move |transaction, vault, moment| learning::enrol(transaction, vault, moment, person, &slug))
        .await?;
    Ok(go(&target, "enrolled"))
}

fn map_page(frame: Frame, moments: &Moments, slug: String, map: ProgrammeMap, standing: Eligibility) -> MapPage {
    let next = map.next().map(|(module, resource)| (address(&slug, module, resource), resource.title.clone()));
    let moon = progress_moon(&frame, map.progress());
    let next_address = next.as_ref().map(|(address, _)| address.as_str());
    let modules = map.modules.iter().map(|module| module_view(&frame, moments, &slug, module, next_address)).collect();
    MapPage { slug, map, moon, next, modules, standing, frame }
}

fn address(slug: &str, module: &MapModule, resource: &MapResource) -> String {
    format!("/apprendre/{slug}/{}/{}", module.slug, resource.slug)
}

fn module_view(frame: &Frame, moments: &Moments, slug: &str, module: &MapModule, next: Option<&str>) -> ModuleView {
    let resources = module.resources.iter().map(|resource| {
        let (percent, key) = match resource.state {
            Progress::New => (0, "state-new"),
            Progress::Begun => (50, "state-begun"),
            Progress::Done => (100, "state-done"),
        };
        let address = address(slug, module, resource);
        ResourceView {
            title: resource.title.clone(),
            facts: format!("{} · {} · {} min", frame.of("kind", resource.kind.code()), frame.t(key), resource.minutes),
            moon: Moon::new(percent, frame.t(key)),
            is_next: next == Some(address.as_str()),
            address,
        }
    });
    ModuleView {
        id: module.id,
        slug: module.slug.clone(),
        title: module.title.clone(),
        dimension: module.dimension.clone(),
        moon: progress_moon(frame, module.progress()),
        due: module.due_on.map(|day| moments.day(&day)).unwrap_or_default(),
        due_value: module.due_on.map(|day| day.to_string()).unwrap_or_default(),
        resources: resources.collect(),
    }
}

/// The moon of so many done out of so many, with its number in words.
pub(crate) fn progress_moon(frame: &Frame, (done, total): (i64, i64)) -> Moon {
    let percent = if total == 0 { 0 } else { (done * 100 / total).clamp(0, 100) };
    Moon::new(percent as u8, frame.pair("resources-of", done, total))
}
