//! `/equipe/confidentialite/journal` (P31): the journal read by kind, day and person of the staff, taken away, and verified.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use school::commitments::{Check, last_verification};
use school::moments::Moments;
use school::oversight::{self, Filter, JournalLine, JournalPage as Entries, LooksOf};
use school::people::FieldMistake;
use school::sheet::sheet;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{encode, go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::SignedOfficer;

/// Entries on a page.
const ON_A_PAGE: u32 = 100;
/// Entries in a file: a spreadsheet opens no more with ease.
const IN_A_FILE: u32 = 50_000;

#[derive(Template)]
#[template(path = "pages/staff/journal.html")]
struct JournalPage {
    frame: Frame,
    moments: Moments,
    entries: Entries,
    kinds: Vec<String>,
    looks: Vec<LooksOf>,
    verified: Option<Check>,
    mistakes: Mistakes,
    typed: Typed,
}

/// What is typed into the filter.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    nature: String,
    since: String,
    until: String,
    avant: String,
}

impl Typed {
    fn filter(&self) -> Result<Filter, Vec<FieldMistake>> {
        Filter::parse((&self.nature, "", &self.since, &self.until, &self.avant))
    }

    /// The same filter in an address.
    fn query(&self) -> String {
        let (kind, since, until) = (encode(&self.nature), encode(&self.since), encode(&self.until));
        format!("?nature={kind}&since={since}&until={until}")
    }
}

/// The newest entries of a filter.
pub(crate) async fn get(State(app): State<App>, me: SignedOfficer, Query(typed): Query<Typed>) -> Answer {
    let mut mistakes = Mistakes::default();
    let filter = typed.filter().unwrap_or_else(|found| {
        mistakes.add_all(me.visitor.language, found);
        Filter::default()
    });
    let is_wrong = !mistakes.lines().is_empty();
    let page = page(&app, &me, (filter, mistakes, typed)).await?;
    if is_wrong { show_again(&page) } else { show(&page) }
}

/// The entries of a filter for a spreadsheet.
pub(crate) async fn csv(State(app): State<App>, me: SignedOfficer, Query(typed): Query<Typed>) -> Answer {
    let (officer, filter) = (me.officer, typed.filter().map_err(|_| Failure::BadRequest)?);
    let read =
        app.school.read(move |reader, vault, _| oversight::entries(reader, vault, (officer, &filter, IN_A_FILE)));
    let titles = ["id", "at", "kind", "role", "name", "subject", "detail", "leaf"].map(str::to_owned);
    let row = |line: &JournalLine| {
        let (role, name) =
            line.staff.clone().map_or_else(Default::default, |(role, name)| (role.code().to_owned(), name));
        let detail: Vec<String> = line.detail.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let leaf = line.leaf.map(|leaf| leaf.to_string()).unwrap_or_default();
        vec![
            line.id.to_string(),
            line.at.to_string(),
            line.kind.clone(),
            role,
            name,
            line.subject.clone(),
            detail.join(" "),
            leaf,
        ]
    };
    let bytes = sheet(&titles, read.await?.lines.iter().map(row))?;
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"journal.csv\"")];
    Ok((headers, bytes).into_response())
}

/// Asks that the whole journal be read again now.
pub(crate) async fn verify(State(app): State<App>, me: SignedOfficer) -> Answer {
    let officer = me.officer;
    app.school.write(move |transaction, _, moment| oversight::ask_verification(transaction, moment, officer)).await?;
    Ok(go("/equipe/confidentialite/journal", "journal-asked"))
}

async fn page(
    app: &App,
    me: &SignedOfficer,
    (filter, mistakes, typed): (Filter, Mistakes, Typed),
) -> Result<JournalPage, Failure> {
    let officer = me.officer;
    let story = app.school.read(move |reader, vault, moment| {
        let entries = oversight::entries(reader, vault, (officer, &filter, ON_A_PAGE))?;
        let looks = oversight::volumes(reader, vault, moment.now, officer)?;
        Ok((entries, looks, oversight::kinds(reader, officer)?, last_verification(reader)?))
    });
    let (entries, looks, kinds, verified) = story.await?;
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(JournalPage { frame, moments, entries, kinds, looks, verified, mistakes, typed })
}
