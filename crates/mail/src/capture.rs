//! Captured mail: one `.eml` file a letter.

use std::path::Path;

use jiff::Timestamp;
use mail_parser::MessageParser;

use crate::{Error, Letter};

/// More than this is not shown on one page.
const MOST_SHOWN: usize = 200;

/// A captured letter, read back from its file.
#[derive(Clone, Debug)]
pub struct Captured {
    /// The file's name without its ending, which is also its address.
    pub name: String,
    /// The address it was written to.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text part.
    pub text: String,
    /// Its HTML part.
    pub html: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// Its header, line by line, as it was sent.
    pub header: String,
    /// The text of the files that came with it.
    pub files: Vec<String>,
}

/// Writes under another name first, so that a reader never meets half a letter.
pub(crate) async fn write(folder: &Path, letter: &Letter, bytes: &[u8]) -> Result<(), Error> {
    tokio::fs::create_dir_all(folder).await?;
    let name = format!("{:015}-{}", letter.written_at.as_millisecond(), letter.identifier);
    let draft = folder.join(format!("{name}.draft"));
    tokio::fs::write(&draft, bytes).await?;
    tokio::fs::rename(&draft, folder.join(format!("{name}.eml"))).await?;
    Ok(())
}

/// The captured letters, newest first; an absent folder is an empty one.
pub fn read_folder(folder: &Path) -> Result<Vec<Captured>, Error> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "eml") {
            names.push(path);
        }
    }
    names.sort();
    names.iter().rev().take(MOST_SHOWN).map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<Captured, Error> {
    let bytes = std::fs::read(path)?;
    let message = MessageParser::default().parse(&bytes).ok_or_else(|| Error::Malformed(path.display().to_string()))?;
    let to = message.to().and_then(|list| list.first()).and_then(|one| one.address()).unwrap_or_default();
    let seconds = message.date().map_or(0, mail_parser::DateTime::to_timestamp);
    let header = message.raw_message().get(..message.root_part().offset_body as usize).unwrap_or_default();
    Ok(Captured {
        header: String::from_utf8_lossy(header).into_owned(),
        files: message.attachments().filter_map(|part| part.text_contents()).map(str::to_owned).collect(),
        name: path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned(),
        to: to.to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        written_at: Timestamp::from_second(seconds).unwrap_or_default(),
    })
}
