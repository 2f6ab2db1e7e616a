//! A browser reduced to what a measurement needs: one connection kept open, one cookie.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result, ensure};

/// What came back.
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
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// One device at one server.
pub(crate) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    cookie: String,
}

impl Client {
    /// Connects to `127.0.0.1:…`.
    pub(crate) fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { address: address.to_owned(), stream: BufReader::new(stream), cookie: String::new() })
    }

    /// Asks for a page.
    pub(crate) fn get(&mut self, path: &str) -> Result<Answer> {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", self.address, self.cookie))
    }

    /// Sends a body of this type.
    pub(crate) fn post(&mut self, path: &str, media_type: &str, body: &str) -> Result<Answer> {
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
        let answer = self.post("/connexion", "application/x-www-form-urlencoded", &form)?;
        ensure!(answer.status == 303 && !self.cookie.is_empty(), "{email} cannot sign in: {}", answer.status);
        Ok(())
    }

    fn send(&mut self, request: &str) -> Result<Answer> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status")?;
        let (mut length, mut location) = (0, String::new());
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(": ").context("no header")?;
            match name {
                "content-length" => length = value.parse()?,
                "location" => value.clone_into(&mut location),
                "set-cookie" => {
                    self.cookie = value.split(';').next().unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, location, body })
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        ensure!(self.stream.read_line(&mut line)? > 0, "the server closed the connection");
        Ok(line.trim_end().to_owned())
    }
}
