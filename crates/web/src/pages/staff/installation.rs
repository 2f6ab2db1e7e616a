//! `/equipe/administration/reglages` and `/equipe/administration/stockage`: how the machine is set up, and what it has room for.

use std::path::Path;

use askama::Template;
use axum::extract::State;
use database::Engine;
use jiff::Timestamp;
use school::access::Administration;
use school::operations::{self, Storage};
use school::words::words;

use crate::failure::Answer;
use crate::flow::show;
use crate::frame::Frame;
use crate::visitor::Staff;
use crate::{App, Group, SettingLine};

/// A disk with less than a tenth, or less than this, left is told to be nearly full.
const LITTLE_BYTES: i64 = 2_000_000_000;

#[derive(Template)]
#[template(path = "pages/staff/settings.html")]
struct SettingsPage {
    frame: Frame,
    settings: Vec<SettingLine>,
    file: String,
    has_changed: bool,
}

impl SettingsPage {
    fn of<'s>(&'s self, group: &Group) -> Vec<&'s SettingLine> {
        self.settings.iter().filter(|line| line.group == *group).collect()
    }

    fn title(&self, group: &Group) -> String {
        self.frame.of("settings-group", group.code())
    }

    fn meaning(&self, line: &SettingLine) -> String {
        words(self.frame.spoken(), &line.meaning())
    }
}

#[derive(Template)]
#[template(path = "pages/staff/storage.html")]
struct StoragePage {
    frame: Frame,
    storage: Storage,
    missing: i64,
    data_folder: String,
    backups_folder: Option<String>,
    room: Option<Room>,
    backups_room: Option<Room>,
}

/// What is left of a disk, in bytes.
#[derive(Clone, Copy)]
struct Room {
    free: i64,
    whole: i64,
}

impl Room {
    /// Of the disk that a folder lies on; none when the system does not tell.
    fn of(folder: &Path) -> Option<Self> {
        let told = rustix::fs::statvfs(folder).ok()?;
        let bytes = |blocks: u64| i64::try_from(blocks.saturating_mul(told.f_frsize)).unwrap_or(i64::MAX);
        Some(Self { free: bytes(told.f_bavail), whole: bytes(told.f_blocks) })
    }

    fn is_low(self) -> bool {
        self.free < LITTLE_BYTES.min(self.whole / 2) || self.free < self.whole / 10
    }
}

impl StoragePage {
    fn size(&self, bytes: &i64) -> String {
        self.frame.size(*bytes)
    }

    fn room(&self, room: &Room) -> String {
        self.frame.pair("storage-left-of", self.frame.size(room.free), self.frame.size(room.whole))
    }

    fn engine(&self) -> String {
        let code = match self.storage.engine {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        self.frame.of("storage-engine", code)
    }

    fn is_low(&self) -> bool {
        self.room.is_some_and(Room::is_low) || self.backups_room.is_some_and(Room::is_low)
    }
}

/// Every setting, secrets masked.
pub(crate) async fn settings(State(app): State<App>, me: Staff<Administration>) -> Answer {
    let file = app.hosting.data_folder.join("miravolunex.toml");
    let changed_at = std::fs::metadata(&file).and_then(|file| file.modified()).ok();
    let changed_at = changed_at.and_then(|at| Timestamp::try_from(at).ok());
    let has_changed = changed_at.is_some_and(|at| at > app.hosting.settings_read_at);
    let frame = Frame::new(&app, &me.visitor);
    let file = file.display().to_string();
    show(&SettingsPage { settings: app.hosting.settings.clone(), file, has_changed, frame })
}

/// What is taken up, and what is left.
pub(crate) async fn storage(State(app): State<App>, me: Staff<Administration>) -> Answer {
    let access = me.access;
    let storage = app.school.read(move |reader, _, _| operations::storage(reader, access)).await?;
    let (folder, hashes) = (app.hosting.media_folder.clone(), storage.media_hashes.clone());
    // As many looks at the disk as there are files: on a thread that may wait.
    let missing = tokio::task::spawn_blocking(move || hashes.iter().filter(|hash| !folder.join(hash).exists()).count());
    let missing = missing.await.map_or(0, |missing| missing as i64);
    let backups_folder = app.school.settings.backups.folder.clone();
    let backups_room = backups_folder.as_ref().and_then(|folder| Room::of(Path::new(folder)));
    let frame = Frame::new(&app, &me.visitor);
    let data_folder = app.hosting.data_folder.display().to_string();
    let room = Room::of(&app.hosting.data_folder);
    show(&StoragePage { frame, storage, missing, data_folder, backups_folder, room, backups_room })
}
