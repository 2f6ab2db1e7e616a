//! `/mes-donnees/emporter` (P41, B10): one's data in a form that moves, to download or to have sent.

use std::io::Write;

use askama::Template;
use axum::extract::State;
use axum_extra::extract::Form;
use school::Error;
use school::moments::Moments;
use school::people::FieldMistake;
use school::portability::{self, NewTransmission, Transmission, TransmissionForm};
use school::rights::{self, RequestKind, Right};
use serde::Deserialize;

use super::copy::{made, record, sent};
use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::Signed;

const PAGE: &str = "/mes-donnees/emporter";

#[derive(Template)]
#[template(path = "pages/portability.html")]
struct PortabilityPage {
    frame: Frame,
    moments: Moments,
    schema: &'static str,
    transmissions: Vec<Transmission>,
    mistakes: Mistakes,
    typed: TypedTransmission,
}

#[derive(Deserialize)]
pub(crate) struct TakeForm {
    #[serde(default)]
    format: Format,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    #[default]
    Json,
    Csv,
    Xapi,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedTransmission {
    shape: String,
    address: String,
    name: String,
    password: String,
}

async fn page(
    app: &App,
    me: &Signed,
    (mistakes, typed): (Mistakes, TypedTransmission),
) -> Result<PortabilityPage, Failure> {
    let person = me.person();
    let story = app.school.read(move |reader, vault, _| portability::transmissions(reader, vault, person));
    let (transmissions, frame) = (story.await?, Frame::new(app, &me.visitor));
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    Ok(PortabilityPage { frame, moments, schema: rights::FORMAT, transmissions, mistakes, typed })
}

/// What can be taken away, and where it was sent.
pub(crate) async fn get(State(app): State<App>, me: Signed) -> Answer {
    show(&page(&app, &me, (Mistakes::default(), TypedTransmission::default())).await?)
}

/// Makes the file and sends it.
pub(crate) async fn take(State(app): State<App>, me: Signed, Form(form): Form<TakeForm>) -> Answer {
    let (engine, format) = (app.school.privacy.clone(), form.format);
    let file = made(&app, &me, move |reader, vault, reading, settings, file| {
        let unwritten = |error: std::io::Error| Error::Other(error.to_string());
        let mut to = std::io::BufWriter::new(file);
        match format {
            Format::Json => {
                rights::write_json(reader, vault, &engine, reading, (settings, Right::Portability, &mut to))?;
            }
            Format::Csv => rights::write_csv(reader, vault, &engine, reading, (settings, Right::Portability, &mut to))?,
            Format::Xapi => {
                portability::write_statements(reader, vault, settings, (reading.person, &mut to))?;
            }
        }
        to.flush().map_err(unwritten)
    });
    let file = file.await?;
    record(&app, &me, RequestKind::Portability).await?;
    Ok(match format {
        Format::Json => sent(file, "application/json", "mes-donnees.json"),
        Format::Csv => sent(file, "application/zip", "mes-donnees-csv.zip"),
        Format::Xapi => sent(file, "application/jsonl", "mes-declarations.jsonl"),
    })
}

/// Asks that it be sent to another organisation.
pub(crate) async fn send(State(app): State<App>, me: Signed, Form(typed): Form<TypedTransmission>) -> Answer {
    let (person, language) = (me.person(), me.visitor.language);
    let form = TransmissionForm {
        shape: typed.shape.clone(),
        address: typed.address.clone(),
        name: typed.name.clone(),
        password: typed.password.clone(),
    };
    let mut mistakes = Mistakes::default();
    match NewTransmission::parse(&form) {
        Ok(new) => {
            let engine = app.school.privacy.clone();
            let story = app.school.write(move |transaction, vault, moment| {
                portability::ask(transaction, vault, moment, &engine, (person, language, &new))
            });
            match story.await {
                Ok(_) => return Ok(go(PAGE, "transmission-asked")),
                Err(Error::Refused(code)) => mistakes.add(language, FieldMistake::new("address", code)),
                Err(error) => return Err(error.into()),
            }
        }
        Err(found) => found.into_iter().for_each(|mistake| mistakes.add(language, mistake)),
    }
    show_again(&page(&app, &me, (mistakes, typed)).await?)
}
