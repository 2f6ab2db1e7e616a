//! A person who follows every link they are shown.

use std::collections::{BTreeSet, VecDeque};

use serde::Deserialize;

use super::album::Album;
use super::routes::{file_name, route_of};
use crate::device::Device;
use crate::tab::{Tab, quoted};

/// A letter brings its style in its own lines, which a page of the school may not even read.
const LETTER: &str = "/equipe/enseignement/lettres/modeles/{language}/{key}";
const LOOK: &str = include_str!("look.js");

/// Where the samples of letters are: documents with a policy of their own, from which nothing can be asked for.
const LETTERS: &str = "/equipe/enseignement/lettres/modeles/";

/// What `look.js` tells of an address.
#[derive(Deserialize)]
struct Looked {
    status: u16,
    path: String,
    page: bool,
    build: String,
    links: Vec<String>,
}

/// Where a person has been, and where they are still to go.
pub(crate) struct Crawl<'s> {
    /// The name of their folder in the album.
    person: &'static str,
    at: (&'s Device, &'s Tab),
    routes: &'s [&'static str],
    queue: VecDeque<(String, String)>,
    seen: BTreeSet<String>,
    /// The kinds of page of which there is a picture: their route, and the parts they are built of.
    pub(crate) pictured: BTreeSet<(&'static str, String)>,
    /// How the addresses begin that this person goes to; the empty string for all.
    pub(crate) only: &'static str,
}

impl<'s> Crawl<'s> {
    /// Somebody who has not been anywhere.
    pub(crate) fn new(person: &'static str, at: (&'s Device, &'s Tab), routes: &'s [&'static str]) -> Self {
        let (queue, seen, pictured) = Default::default();
        Self { person, at, routes, queue, seen, pictured, only: "" }
    }

    /// Follows links from here until there is none that was not followed, and takes a picture of one page of each kind: of one
    /// route, built of the same parts. Gives the routes that answered.
    pub(crate) async fn from(&mut self, start: &str, album: &mut Album) -> BTreeSet<&'static str> {
        self.queue.push_back((start.to_owned(), "the start".to_owned()));
        let mut answered = BTreeSet::new();
        while let Some((path, linked_from)) = self.queue.pop_front() {
            if self.seen.insert(path.clone()) {
                answered.extend(self.visit(&path, &linked_from, album).await);
            }
        }
        answered
    }

    /// The paths that were followed.
    pub(crate) fn seen(&self) -> impl Iterator<Item = &str> {
        self.seen.iter().map(String::as_str)
    }

    async fn visit(&mut self, path: &str, linked_from: &str, album: &mut Album) -> Option<&'static str> {
        if let Some(letter) = route_of(self.routes, path).filter(|route| *route == LETTER) {
            return Some(letter);
        }
        let (device, tab) = self.at;
        device.turns_to(&format!("{path}, linked from {linked_from}, {}", self.person));
        let looked: Looked = tab.read(&format!("({LOOK})({})", quoted(path))).await;
        if looked.status >= 400 {
            let person = self.person;
            album.troubles.push(format!("{path}, linked from {linked_from}, {person}: status {}", looked.status));
            return None;
        }
        let route = route_of(self.routes, &looked.path)?;
        if looked.page && self.pictured.insert((route, looked.build)) {
            album.take(self.at, self.person, &file_name(route), &looked.path).await;
        }
        self.seen.insert(looked.path.clone());
        let links = looked.links.into_iter().filter(|link| link.starts_with(self.only) && !link.starts_with(LETTERS));
        self.queue.extend(links.map(|link| (link, looked.path.clone())));
        Some(route)
    }
}
