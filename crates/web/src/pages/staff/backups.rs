//! `/equipe/administration/sauvegardes` (P29, B03): which backups there are, what the last drill found, where the keys' copies are.

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use jiff::Timestamp;
use school::access::Administration;
use school::backups::{self, Awaited, BACKUP_WITHIN, Backup, Drill, FolderLine, Setup, Standing};
use school::moments::Moments;
use school::people::FieldMistake;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::{Staff, Visitor};

const HERE: &str = "/equipe/administration/sauvegardes";

#[derive(Template)]
#[template(path = "pages/staff/backups.html")]
struct BackupsPage {
    frame: Frame,
    moments: Moments,
    setup: Setup,
    standing: Standing,
    awaited: Awaited,
    backups: Vec<Backup>,
    folders: Vec<FolderLine>,
    drill: Option<Drill>,
    mistakes: Mistakes,
}

impl BackupsPage {
    /// What is wrong with a backup, in words; empty for a whole one.
    fn failure(&self, backup: &Backup) -> String {
        match backup.failure.as_deref() {
            None => String::new(),
            Some(code @ ("interrupted" | "shortened")) => self.frame.of("backups", code),
            Some(said) => self.frame.with("backups-failure", said),
        }
    }

    fn size(&self, bytes: &i64) -> String {
        self.frame.size(*bytes)
    }

    fn is_old(&self, at: &Timestamp) -> bool {
        self.moments.now().duration_since(*at) > BACKUP_WITHIN
    }

    /// Whether the folder is the one of every night, which comes again by itself.
    fn is_scheduled(&self, line: &FolderLine) -> bool {
        self.setup.folder.as_ref() == Some(&line.folder)
    }

    fn found(&self, code: &str, count: &u64) -> String {
        self.frame.n(&format!("finding-{code}"), i64::try_from(*count).unwrap_or(i64::MAX))
    }
}

/// What an administrator decides.
#[derive(Deserialize)]
pub(crate) struct ActForm {
    act: Act,
    /// The folder that is no more.
    #[serde(default)]
    folder: String,
    /// Whether they vouch for it.
    #[serde(default)]
    sure: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Make,
    Gone,
}

async fn page(app: &App, visitor: &Visitor, mistakes: Mistakes) -> Result<BackupsPage, Failure> {
    let story = app.school.read(|reader, _, moment| {
        Ok((
            backups::standing(reader)?,
            backups::awaited(reader)?,
            backups::backups(reader, moment.now)?,
            backups::folders(reader)?,
            backups::last_drill(reader)?,
        ))
    });
    let (standing, awaited, backups, folders, drill) = story.await?;
    let frame = Frame::new(app, visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let setup = app.school.settings.backups.clone();
    Ok(BackupsPage { frame, moments, setup, standing, awaited, backups, folders, drill, mistakes })
}

/// The page.
pub(crate) async fn get(State(app): State<App>, me: Staff<Administration>) -> Answer {
    show(&page(&app, &me.visitor, Mistakes::default()).await?)
}

/// Asks for a backup, or takes a folder out of the register.
pub(crate) async fn post(State(app): State<App>, me: Staff<Administration>, Form(form): Form<ActForm>) -> Answer {
    let refused = match form.act {
        Act::Make if app.school.settings.backups.folder.is_none() => Some(FieldMistake::new("make", "backup-off")),
        Act::Gone if form.sure.is_empty() => Some(FieldMistake::new("sure", "backup-sure")),
        Act::Make | Act::Gone => None,
    };
    if let Some(mistake) = refused {
        let mut mistakes = Mistakes::default();
        mistakes.add(me.visitor.language, mistake);
        return show_again(&page(&app, &me.visitor, mistakes).await?);
    }
    let access = me.access;
    let story = app.school.write(move |transaction, vault, moment| match form.act {
        Act::Make => backups::ask(transaction, vault, moment, access),
        Act::Gone => backups::folder_gone(transaction, vault, moment, (Some(access), &form.folder)),
    });
    story.await?;
    let said = match form.act {
        Act::Make => "backup-asked",
        Act::Gone => "backup-folder-gone",
    };
    Ok(go(HERE, said))
}
