//! The school over HTTP. `router` is the table of every address; a page is one file here and one template.
//!
//! A handler parses, makes one domain call, and answers; what a page shows is a struct that its template reads. Neither holds
//! a rule of the school.

mod assets;
mod charts;
mod failure;
mod flow;
mod forms;
mod frame;
mod moon;
mod navigation;
mod origin;
mod pages;
mod proven;
mod qr;
mod question;
mod router;
mod security;
mod settings;
mod upload;
mod visitor;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use school::School;

pub use router::{layered, router};
pub use settings::{Group, SettingLine};

/// What every handler shares.
#[derive(Clone)]
pub struct App {
    /// The open school.
    pub school: School,
    /// How it is reached.
    pub hosting: Arc<Hosting>,
}

/// How the school is reached and where its files lie.
#[derive(Clone, Debug)]
pub struct Hosting {
    /// Where everything of this machine lies.
    pub data_folder: PathBuf,
    /// Every setting as it was when the program started.
    pub settings: Vec<SettingLine>,
    /// When they were read.
    pub settings_read_at: Timestamp,
    /// Where programmes' media lie, under their hash.
    pub media_folder: PathBuf,
    /// Where captured mail lies; its reading page exists only then.
    pub mail_folder: Option<PathBuf>,
    /// Whether a proxy in front sets `X-Forwarded-For`, which is believed only then.
    pub behind_proxy: Proxy,
}

/// Whether a proxy stands in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// The connection's own address is the visitor's.
    None,
    /// The last address of `X-Forwarded-For` is the visitor's.
    Trusted,
}

impl App {
    /// Whether cookies may travel over TLS only; follows the school's own address.
    pub(crate) fn is_secure(&self) -> bool {
        self.school.settings.base_url.starts_with("https://")
    }
}
