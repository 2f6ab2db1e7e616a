//! A browser reduced to what a measurement needs: one connection kept open, one cookie. It shares the machine with the server
//! that is measured, so it reads no more of an answer than it must and keeps its memory from one to the next.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result, ensure};

/// An answer of the size of a page is read at once.
const MOST_READ_AT_ONCE: usize = 64 * 1024;

/// One device at one server.
pub(crate) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    cookie: String,
    line: String,
    /// What came back last.
    pub(crate) answer: Answer,
}

/// What came back.
#[derive(Default)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// Where a redirect leads; empty without one.
    pub(crate) location: String,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

impl Client {
    /// Connects to `127.0.0.1:…`.
    pub(crate) fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            address: address.to_owned(),
            stream: BufReader::with_capacity(MOST_READ_AT_ONCE, stream),
            cookie: String::new(),
            line: String::new(),
            answer: Answer::default(),
        })
    }

    /// Asks for a page, and waits for it.
    pub(crate) fn get(&mut self, path: &str) -> Result<&Answer> {
        self.ask(path)?;
        self.hear()
    }

    /// Asks for a page.
    pub(crate) fn ask(&mut self, path: &str) -> Result<()> {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", self.address, self.cookie))
    }

    /// Sends a body of this type.
    pub(crate) fn post(&mut self, path: &str, media_type: &str, body: &str) -> Result<()> {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nContent-Type: {media_type}\r\n\
             Content-Length: {2}\r\n\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        ))
    }

    /// Signs in, and keeps the session's cookie.
    pub(crate) fn sign_in(&mut self, email: &str, password: &str) -> Result<()> {
        let form = format!("email={}&password={}", email.replace('@', "%40"), password.replace(' ', "+"));
        self.post("/connexion", "application/x-www-form-urlencoded", &form)?;
        let status = self.hear()?.status;
        ensure!(status == 303 && !self.cookie.is_empty(), "{email} cannot sign in: {status}");
        Ok(())
    }

    /// Waits for the answer to what was sent.
    pub(crate) fn hear(&mut self) -> Result<&Answer> {
        self.read_line()?;
        self.answer.status =
            self.line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("the answer has no status")?;
        self.answer.location.clear();
        let mut length = 0;
        loop {
            self.read_line()?;
            if self.line.is_empty() {
                break;
            }
            let (name, value) = self.line.split_once(": ").context("no header")?;
            match name {
                "content-length" => length = value.parse()?,
                "location" => value.clone_into(&mut self.answer.location),
                "set-cookie" => value.split(';').next().unwrap_or_default().clone_into(&mut self.cookie),
                _ => {}
            }
        }
        self.answer.body.resize(length, 0);
        self.stream.read_exact(&mut self.answer.body)?;
        Ok(&self.answer)
    }

    fn send(&mut self, request: &str) -> Result<()> {
        Ok(self.stream.get_mut().write_all(request.as_bytes())?)
    }

    fn read_line(&mut self) -> Result<()> {
        self.line.clear();
        ensure!(self.stream.read_line(&mut self.line)? > 0, "the server closed the connection");
        self.line.truncate(self.line.trim_end().len());
        Ok(())
    }
}
