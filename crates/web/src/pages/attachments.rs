//! `/messages/{id}/pieces/{attachment}` and the same at the desks (P07): a file of a conversation, to keep and not to open here.

use axum::extract::{Path, State};
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use school::attachments::{AttachmentId, Download};
use school::conversations::{self as stories, ConversationId};

use crate::App;
use crate::failure::Answer;
use crate::flow::{encode, go, identifier};
use crate::visitor::{Signed, SignedAnswerer};

/// Nothing of a file may run or load anything, wherever a browser shows it.
const POLICY: &str = "sandbox; default-src 'none'";

/// A file of one's own conversation.
pub(crate) async fn own(
    State(app): State<App>,
    me: Signed,
    Path((conversation, file)): Path<(String, String)>,
) -> Answer {
    let person = me.person();
    let ids = (identifier::<ConversationId>(&conversation)?, identifier::<AttachmentId>(&file)?);
    let story = app.school.report(move |reader, vault, _| stories::own_file(reader, vault, (person, ids.0, ids.1)));
    Ok(sent(story.await?))
}

/// A file of a conversation of the desk; the look is journalled.
pub(crate) async fn case(
    State(app): State<App>,
    me: SignedAnswerer,
    Path((conversation, file)): Path<(String, String)>,
) -> Answer {
    let ids = (identifier::<ConversationId>(&conversation)?, identifier::<AttachmentId>(&file)?);
    match stories::case_file(&app.school, (me.answerer, ids.0, ids.1)).await {
        Err(school::Error::Refused(code)) => Ok(go(me.answerer.desk().path(), code)),
        file => Ok(sent(file?)),
    }
}

fn sent(file: Download) -> Response {
    let headers = [
        (CONTENT_TYPE, file.kind.content_type().to_owned()),
        (CONTENT_DISPOSITION, disposition(&file.name)),
        (CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
    ];
    (headers, file.bytes).into_response()
}

/// A file to keep, under its name (RFC 6266): as it is for those who read RFC 8187, and in ASCII for those who do not.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|one| if one.is_ascii() && !matches!(one, '"' | '\\' | '%') { one } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encode(name))
}
