//! The pictures: each page at both widths, in light and in dark, and what was wrong with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::device::Device;
use crate::tab::Tab;

/// The narrowest telephone the pages are made for, and an ordinary computer; in pixels.
const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// A folder of pictures.
pub(crate) struct Album {
    folder: PathBuf,
    names: BTreeMap<String, usize>,
    /// How many were taken.
    pub(crate) pictures: usize,
    /// What was wrong, each with its page.
    pub(crate) troubles: Vec<String>,
}

impl Album {
    /// An album without the pictures of an earlier time: a page that is gone leaves none behind.
    pub(crate) fn empty(folder: &Path) -> Self {
        if folder.exists() {
            std::fs::remove_dir_all(folder).expect("the earlier pictures go");
        }
        Self { folder: folder.to_owned(), names: BTreeMap::new(), pictures: 0, troubles: Vec::new() }
    }

    /// How many pages are in it.
    pub(crate) fn pages(&self) -> usize {
        self.names.values().sum()
    }

    /// Takes the four pictures of a page, as this person sees it.
    pub(crate) async fn take(&mut self, (device, tab): (&Device, &Tab), person: &str, name: &str, path: &str) {
        let folder = self.folder.join(person);
        std::fs::create_dir_all(&folder).expect("a folder for the pictures");
        let name = self.name(person, name);
        for width in WIDTHS {
            let place = format!("{path}, {person}, {width} px");
            device.turns_to(&place);
            tab.window(width).await;
            tab.open(path).await;
            tab.wait_for("document.readyState === 'complete'").await;
            // A lesson opens where it was left; a picture of the whole begins at its top.
            tab.wait_for("(scrollTo(0, 0), scrollY === 0)").await;
            if let Some(wide) = tab.overflow(width).await {
                self.troubles.push(format!("{place}: the page is {wide} px wide"));
            }
            for scheme in SCHEMES {
                tab.prefers(scheme).await;
                tab.whole_picture(width, &folder.join(format!("{name}-{width}-{scheme}.png"))).await;
                self.pictures += 1;
            }
        }
    }

    /// Pages of one address that are built otherwise are numbered.
    fn name(&mut self, person: &str, name: &str) -> String {
        let number = self.names.entry(format!("{person}/{name}")).or_default();
        *number += 1;
        if *number == 1 { name.to_owned() } else { format!("{name}-{number}") }
    }
}
