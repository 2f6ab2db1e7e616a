//! The press: one template and its words in, one PDF file out.
//!
//! Words reach the template as values, never as source text, so nothing a person typed can be read as a command. The
//! template sees no file, no package, no network and no clock.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp as PdfTimestamp};

use crate::Error;
use crate::fonts::TYPEFACES;

/// Reads a template once. The name only appears in the library's messages.
pub(crate) fn template(name: &str, text: &str) -> Source {
    let path = VirtualPath::new(name).expect("the name of a template is a plain file name");
    Source::new(RootedPath::new(VirtualRoot::Project, path).intern(), text.to_owned())
}

/// Sets a template with its words on exactly one page. `identifier` marks the file as being always the same document.
pub(crate) fn print_one_page(
    template: &Source,
    words: Dict,
    identifier: &str,
    made_at: Timestamp,
) -> Result<Vec<u8>, Error> {
    set(template, words, (identifier, made_at), |pages| if pages == 1 { Ok(()) } else { Err(Error::TooLong) })
}

/// The same on as many pages as it takes.
pub(crate) fn print(template: &Source, words: Dict, identifier: &str, made_at: Timestamp) -> Result<Vec<u8>, Error> {
    set(template, words, (identifier, made_at), |_| Ok(()))
}

fn set(
    template: &Source,
    words: Dict,
    (identifier, made_at): (&str, Timestamp),
    accept: impl FnOnce(usize) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    let _forget = ForgetAfterwards;
    let desk =
        Desk { library: LazyHash::new(Library::builder().with_inputs(words).build()), template: template.clone() };
    let document: PagedDocument = typst::compile(&desk).output.map_err(|messages| unset(&messages))?;
    accept(document.pages().len())?;
    typst_pdf::pdf(&document, &options(identifier, made_at)?).map_err(|messages| unset(&messages))
}

/// The library remembers what it computed, names included, to answer faster next time. Dropping this empties that
/// memory, whether the document was made or not: a personal value must not outlive its document there.
struct ForgetAfterwards;

impl Drop for ForgetAfterwards {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

/// All that a template can see.
struct Desk {
    library: LazyHash<Library>,
    template: Source,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &TYPEFACES.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        TYPEFACES.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Archivable with its structure (PDF/A-2a, ISO 19005-2) and accessible (PDF/UA-1, ISO 14289-1).
fn options(identifier: &str, made_at: Timestamp) -> Result<PdfOptions, Error> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|message| Error::Unset(message.message().to_string()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(identifier.to_owned()),
        creator: Smart::Custom(Some("miravolunex".to_owned())),
        timestamp: timestamp(made_at),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(made_at: Timestamp) -> Option<PdfTimestamp> {
    let moment = made_at.to_zoned(TimeZone::UTC).datetime();
    let unsigned = |part: i8| part.unsigned_abs();
    Datetime::from_ymd_hms(
        i32::from(moment.year()),
        unsigned(moment.month()),
        unsigned(moment.day()),
        unsigned(moment.hour()),
        unsigned(moment.minute()),
        unsigned(moment.second()),
    )
    .map(PdfTimestamp::new_utc)
}

fn unset(messages: &[SourceDiagnostic]) -> Error {
    let words: Vec<&str> = messages.iter().map(|message| message.message.as_str()).collect();
    Error::Unset(words.join("; "))
}
