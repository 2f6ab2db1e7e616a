//! Runs the binary, and speaks to it over a plain socket.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// What a command said.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) error: String,
}

/// Runs a command on a data folder to its end.
pub(crate) fn run(data: &Path, arguments: &[&str]) -> Said {
    let output = command(data, arguments).output().expect("the binary runs");
    said(&output)
}

fn said(output: &Output) -> Said {
    Said {
        status: output.status.code().expect("an exit status"),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        error: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub(crate) fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_miravolunex"));
    command.arg("--data").arg(data).args(arguments);
    command
}

/// The demonstration programmes.
pub(crate) fn content() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// A server that runs until it is killed.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

/// A port that nobody listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port()
}

impl Server {
    /// Starts `serve` and waits until it answers.
    pub(crate) fn start(data: &Path) -> Self {
        Self::start_on(data, free_port())
    }

    /// The same on a port of the caller's.
    pub(crate) fn start_on(data: &Path, port: u16) -> Self {
        Self::start_as(data, port, "serve")
    }

    /// The demonstration school.
    pub(crate) fn demonstrate(data: &Path) -> Self {
        Self::start_as(data, free_port(), "demo")
    }

    fn start_as(data: &Path, port: u16, how: &str) -> Self {
        let address = format!("127.0.0.1:{port}");
        let mut serve = command(data, &["--listen", &address, how]);
        serve.stdout(Stdio::null()).stderr(Stdio::null());
        let server = Self { child: serve.spawn().expect("the server starts"), address };
        server.wait_until_it_answers();
        server
    }

    fn wait_until_it_answers(&self) {
        for _ in 0..600 {
            if TcpStream::connect(&self.address).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server does not answer");
    }

    /// The most memory that it ever held at once, in bytes.
    pub(crate) fn peak_bytes(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("a process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its peak");
        line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") * 1024
    }

    /// Kills it the hard way, in the middle of whatever it does.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// A browser at this server.
    pub(crate) fn browser(&self) -> Browser {
        Browser { address: self.address.clone(), cookie: String::new() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that ended by itself cannot be killed; either way it is waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps one cookie and posts forms.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) address: String,
    pub(crate) cookie: String,
}

impl Browser {
    /// The status and the whole answer; nothing when the server went away before it answered.
    pub(crate) fn post(&mut self, path: &str, form: &str) -> Option<(u16, String)> {
        let length = form.len();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\nCookie: {1}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}",
            self.address, self.cookie
        ))
    }

    /// Asks for a page.
    pub(crate) fn get(&mut self, path: &str) -> Option<(u16, String)> {
        let (address, cookie) = (self.address.clone(), self.cookie.clone());
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n"))
    }

    /// Posts typed fields and one file of so many bytes, which is sent a piece at a time.
    pub(crate) fn post_file(&mut self, path: &str, typed: &[(&str, &str)], bytes: usize) -> Option<(u16, String)> {
        let field = |(name, value): &(&str, &str)| {
            format!("--limite\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut before: String = typed.iter().map(field).collect();
        before += "--limite\r\nContent-Disposition: form-data; name=\"files\"; filename=\"roman.txt\"\r\n\r\n";
        let after = "\r\n--limite--\r\n";
        let length = before.len() + bytes + after.len();
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\nCookie: {1}\r\n\
             Content-Type: multipart/form-data; boundary=limite\r\nContent-Length: {length}\r\n\r\n{before}",
            self.address, self.cookie
        );
        stream.write_all(head.as_bytes()).ok()?;
        let piece = vec![b'a'; 64 * 1024];
        for sent in (0..bytes).step_by(piece.len()) {
            stream.write_all(&piece[..piece.len().min(bytes - sent)]).ok()?;
        }
        self.answer(stream, after)
    }

    fn send(&mut self, request: &str) -> Option<(u16, String)> {
        let stream = TcpStream::connect(&self.address).ok()?;
        self.answer(stream, request)
    }

    /// Sends the rest of a request and reads the whole answer.
    fn answer(&mut self, mut stream: TcpStream, rest: &str) -> Option<(u16, String)> {
        stream.write_all(rest.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        if let Some((_, after)) = answer.split_once("set-cookie: session=") {
            self.cookie = format!("session={}", after.split(';').next().unwrap_or_default());
        }
        Some((status, answer))
    }
}
