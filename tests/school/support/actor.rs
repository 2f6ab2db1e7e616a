//! Somebody at a browser: keeps cookies, follows redirections, and has only the public door.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use mail::Captured;
use tower::ServiceExt;

use super::Page;

/// Long enough, and known to every actor.
pub(crate) const PASSWORD: &str = "quatre lunes tranquilles";

pub(crate) struct Actor {
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    pub(crate) network: String,
    pub(crate) agent: String,
    /// What the browser says of where a form comes from (Sec-Fetch-Site); a mail program says nothing.
    pub(crate) site: String,
    /// Whether it sends Global Privacy Control.
    pub(crate) signals_privacy: bool,
}

impl Actor {
    pub(crate) fn new(router: axum::Router) -> Self {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0".to_owned();
        Self {
            router,
            cookies: BTreeMap::new(),
            network: "203.0.113.7".to_owned(),
            agent,
            site: "same-origin".to_owned(),
            signals_privacy: false,
        }
    }

    /// Asks for a page, as it is answered.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, Body::empty(), "").await
    }

    /// Asks for a page and follows where it leads.
    pub(crate) async fn visit(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            let Some(next) = page.location.clone() else { break };
            page = self.get(&next).await;
        }
        page
    }

    /// Sends a form, as it is answered.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.send(Method::POST, path, Body::from(body.join("&")), "application/x-www-form-urlencoded").await
    }

    /// Sends a form with a file, as a browser does: text fields first, then the file under the name that it has on the machine.
    pub(crate) async fn upload(&mut self, path: &str, fields: &[(&str, &str)], (name, bytes): (&str, &[u8])) -> Page {
        const BOUNDARY: &str = "----a-boundary-of-our-own";
        let mut body = Vec::new();
        for (field, value) in fields {
            let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, Body::from(body), &content_type).await
    }

    /// Sends JSON, as a script of the page does.
    pub(crate) async fn post_json(&mut self, path: &str, value: &serde_json::Value) -> Page {
        self.send(Method::POST, path, Body::from(value.to_string()), "application/json").await
    }

    /// Sends a form and follows where it leads.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        match page.location.clone() {
            // The browser sends the same again elsewhere (RFC 9110 §15.4.8).
            Some(next) if page.status == 307 => {
                let page = self.post(&next, fields).await;
                self.visit(&page.location.clone().unwrap_or(next)).await
            }
            Some(next) => self.visit(&next).await,
            None => page,
        }
    }

    pub(crate) async fn sign_up(&mut self, name: &str, email: &str) -> Page {
        let fields = [("name", name), ("email", email), ("phone", ""), ("password", PASSWORD), ("adult", "yes")];
        self.submit("/inscription", &fields).await
    }

    pub(crate) async fn sign_in(&mut self, email: &str) -> Page {
        self.post("/connexion", &[("email", email), ("password", PASSWORD)]).await
    }

    /// Follows the link of a letter and presses its one button.
    pub(crate) async fn confirm_from(&mut self, letter: &Captured) -> Page {
        let path = link_in(letter);
        self.get(&path).await.assert_status(200);
        self.submit(&path, &[]).await
    }

    /// The first of the events that a page is told.
    pub(crate) async fn first_event(&mut self, path: &str) -> String {
        let request = self.request(Method::GET, path, Body::empty(), "");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(response.headers()[CONTENT_TYPE], "text/event-stream");
        let frame = response.into_body().frame().await.expect("an event").expect("a whole event");
        String::from_utf8(frame.into_data().expect("bytes").to_vec()).expect("UTF-8").trim().to_owned()
    }

    fn request(&self, method: Method, path: &str, body: Body, content_type: &str) -> Request<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1:8080")
            .header("user-agent", &self.agent)
            .header("x-forwarded-for", &self.network)
            .header(COOKIE, cookies.join("; "));
        if !self.site.is_empty() {
            request = request.header("sec-fetch-site", &self.site);
        }
        if self.signals_privacy {
            request = request.header("sec-gpc", "1");
        }
        if !content_type.is_empty() {
            request = request.header(CONTENT_TYPE, content_type);
        }
        request.body(body).expect("a request")
    }

    pub(super) async fn send(&mut self, method: Method, path: &str, body: Body, content_type: &str) -> Page {
        let request = self.request(method, path, body, content_type);
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie in ASCII"));
        }
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let location = parts.headers.get(LOCATION).map(|path| path.to_str().expect("a path").to_owned());
        Page { status: parts.status.as_u16(), headers: parts.headers, location, body: bytes.to_vec() }
    }

    /// What the site left in the browser.
    pub(crate) fn cookie_names(&self) -> impl Iterator<Item = &str> {
        self.cookies.keys().map(String::as_str)
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').expect("name=value");
        if attributes.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// The path of the link that a letter's text carries.
pub(crate) fn link_in(letter: &Captured) -> String {
    let line = letter.text.lines().find(|line| line.starts_with("http")).expect("a link on a line of its own");
    line.splitn(4, '/').nth(3).map(|path| format!("/{path}")).expect("a path")
}

/// The path of the link that stops such letters, as the header gives it to mail programs.
pub(crate) fn stop_link_in(letter: &Captured) -> String {
    let header = letter.header.replace("\r\n ", " ");
    let line = header.lines().find_map(|line| line.strip_prefix("List-Unsubscribe: <")).expect("List-Unsubscribe");
    let path = line.trim_end_matches('>').splitn(4, '/').nth(3).expect("a path");
    format!("/{path}")
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
