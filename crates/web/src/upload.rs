//! Forms with files: read as they come, so that what is too much never lies in memory, and what was typed is kept all the same.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum_extra::extract::Form;
use multer::{Constraints, Field, Multipart, SizeLimit};
use school::attachments::Intake;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;

use crate::App;
use crate::failure::Failure;

/// The largest request that is read to its end. A browser shows an answer only once it has sent everything, so what is beyond
/// any limit is read and let go, up to here.
const MOST_READ_BYTES: u64 = 128 * 1024 * 1024;
/// What the fields of a form hold at most, files apart: an essay of some twenty thousand words.
const MOST_TYPED_BYTES: usize = 256 * 1024;

/// The most fields of a form: those of ours have five.
const MOST_FIELDS: usize = 50;

/// What was typed, and the files that came with it. A form without a file field is read as any other.
pub(crate) struct Upload<T> {
    pub(crate) typed: T,
    pub(crate) files: Intake,
}

impl<T: DeserializeOwned> FromRequest<App> for Upload<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if let Ok(boundary) = multer::parse_boundary(kind) {
            return read(request.into_body(), boundary).await;
        }
        let Form(typed) = Form::from_request(request, app).await.map_err(|_| Failure::BadRequest)?;
        Ok(Self { typed, files: Intake::default() })
    }
}

async fn read<T: DeserializeOwned>(body: Body, boundary: String) -> Result<Upload<T>, Failure> {
    let most = Constraints::new().size_limit(SizeLimit::new().whole_stream(MOST_READ_BYTES));
    let mut form = Multipart::with_constraints(body.into_data_stream(), boundary, most);
    let (mut fields, mut files) = (Vec::new(), Intake::default());
    let mut left = MOST_TYPED_BYTES;
    loop {
        match form.next_field().await {
            Ok(Some(field)) if field.file_name().is_some() => {
                if file(field, &mut files).await.is_err() {
                    files.cut();
                    break;
                }
            }
            Ok(Some(_)) if fields.len() >= MOST_FIELDS => return Err(Failure::BadRequest),
            Ok(Some(field)) => {
                let (name, text) = typed(field, left).await?;
                left = left.saturating_sub(name.len() + text.len());
                fields.push((name, text));
            }
            Ok(None) => break,
            // Fields stand before files: what was typed has come, and only files are missing.
            Err(_) if !files.is_empty() => {
                files.cut();
                break;
            }
            Err(_) => return Err(Failure::BadRequest),
        }
    }
    let fields = MapDeserializer::<_, serde::de::value::Error>::new(fields.into_iter());
    Ok(Upload { typed: T::deserialize(fields).map_err(|_| Failure::BadRequest)?, files })
}

/// A field that was typed, up to what is left for all of them.
async fn typed(mut field: Field<'_>, left: usize) -> Result<(String, String), Failure> {
    let name = field.name().unwrap_or_default().to_owned();
    let mut text = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| Failure::BadRequest)? {
        text.extend_from_slice(&piece);
        if text.len() + name.len() > left {
            return Err(Failure::BadRequest);
        }
    }
    Ok((name, String::from_utf8(text).map_err(|_| Failure::BadRequest)?))
}

/// A file. A field that was left empty comes as one without a name and without content.
async fn file(mut field: Field<'_>, files: &mut Intake) -> Result<(), multer::Error> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut has_begun = !name.is_empty();
    if has_begun {
        files.begin(&name);
    }
    while let Some(piece) = field.chunk().await? {
        if !has_begun && !piece.is_empty() {
            files.begin(&name);
            has_begun = true;
        }
        files.push(&piece);
    }
    files.end();
    Ok(())
}
