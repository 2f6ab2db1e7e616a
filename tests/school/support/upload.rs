//! Forms with files, as a browser sends them.

use axum::body::{Body, Bytes};
use axum::http::Method;
use futures_util::{StreamExt, stream};

use super::{Actor, Page};

const BOUNDARY: &str = "----frontiere2026";

impl Actor {
    /// Sends a form with files, as it is answered.
    pub(crate) async fn post_files(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let mut body = typed(fields);
        for (name, content) in files {
            body.extend(opening(name));
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        self.send(Method::POST, path, Body::from(body), &content_type()).await
    }

    /// Sends a form with files and follows where it leads.
    pub(crate) async fn submit_files(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let page = self.post_files(path, fields, files).await;
        match page.location.clone() {
            Some(next) => self.visit(&next).await,
            None => page,
        }
    }

    /// Sends a form with one file of so many megabytes, which nowhere lies whole.
    pub(crate) async fn post_huge(&mut self, path: &str, fields: &[(&str, &str)], megabytes: usize) -> Page {
        let piece = Bytes::from(vec![b'a'; 1_000_000]);
        let mut pieces = vec![Bytes::from(typed(fields)), Bytes::from(opening("roman.txt"))];
        pieces.extend((0..megabytes).map(|_| piece.clone()));
        pieces.push(Bytes::from(format!("\r\n--{BOUNDARY}--\r\n")));
        let body = Body::from_stream(stream::iter(pieces).then(|piece| async {
            // As over a network: what comes next is not there yet.
            tokio::task::yield_now().await;
            Ok::<_, std::io::Error>(piece)
        }));
        self.send(Method::POST, path, body, &content_type()).await
    }
}

fn content_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

fn typed(fields: &[(&str, &str)]) -> Vec<u8> {
    let field = |(name, value): &(&str, &str)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    fields.iter().map(field).collect::<String>().into_bytes()
}

/// What a browser says of a file: the type that it guesses from the name, which says nothing of the content.
fn opening(name: &str) -> Vec<u8> {
    let text = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    );
    text.into_bytes()
}
