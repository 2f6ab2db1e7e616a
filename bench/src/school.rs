//! A school in a process of its own, so that its processor time is not mixed with that of those who ask. Its clock is fast:
//! saves that come a thousand times as often as a learner's still have time to credit, and do all that a real one does.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use axum::{Router, extract};
use database::{Clock, Database, Entropy};
use jiff::SignedDuration;
use server::opening::open_with;
use server::settings::Settings;
use web::{App, Hosting, Proxy};

use crate::process::Process;

/// The clock moves this far each time …
const STEP: SignedDuration = SignedDuration::from_secs(2);
/// … that so much has passed.
const EVERY: Duration = Duration::from_millis(5);

/// Where the school's server answers with so many bytes that it has at hand, with all that stands around every page.
const CONSTANT: &str = "/constante/{bytes}";
/// Where a bare server does, with nothing around.
const BARE: &str = "/nue/{bytes}";
/// More than any page has.
static BYTES: [u8; 64 * 1024] = [b' '; 64 * 1024];

/// What a school tells of its database.
#[derive(Clone, Copy)]
pub(crate) struct Counts {
    /// Statements that ran.
    pub(crate) statements: f64,
    /// Commits.
    pub(crate) commits: f64,
}

/// A running school, asked over its standard input and output.
pub(crate) struct School {
    /// The process.
    pub(crate) process: Process,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl School {
    /// Starts this program as a school on a data folder.
    pub(crate) fn start(own: &Path, data: &Path, database: &str) -> Result<Self> {
        let mut command = Command::new(own);
        command.arg("serve").arg(data).arg(database).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process::answering(command.spawn()?, String::new());
        let questions = process.child().stdin.take().context("its input")?;
        let answers = BufReader::new(process.child().stdout.take().context("its output")?);
        let mut school = Self { process, questions, answers };
        school.process.address = school.answer()?;
        Ok(school)
    }

    /// What its database did so far.
    pub(crate) fn counts(&mut self) -> Result<Counts> {
        writeln!(self.questions, "counts")?;
        let answer = self.answer()?;
        let (statements, commits) = answer.split_once(' ').context("two counts")?;
        Ok(Counts { statements: statements.parse()?, commits: commits.parse()? })
    }

    fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

/// Where the school's server answers so many bytes.
pub(crate) fn constant_path(bytes: usize) -> String {
    CONSTANT.replace("{bytes}", &bytes.to_string())
}

/// Where a bare server does.
pub(crate) fn bare_path(bytes: usize) -> String {
    BARE.replace("{bytes}", &bytes.to_string())
}

async fn constant(extract::Path(bytes): extract::Path<usize>) -> Result<Html<&'static [u8]>, StatusCode> {
    BYTES.get(..bytes).map(Html).ok_or(StatusCode::NOT_FOUND)
}

/// What the other process does: serves until its input is closed.
#[tokio::main]
pub(crate) async fn serve(data: &Path, database: &str) -> Result<()> {
    let settings = Settings::read(data, &[("database", Some(database.to_owned()))])?;
    let clock = Clock::manual(Clock::System.now());
    let opened = open_with(&settings, clock.clone(), Entropy::system()).await?;
    let database = opened.school.database.clone();
    let hosting = Hosting {
        data_folder: data.to_owned(),
        settings: Vec::new(),
        settings_read_at: opened.school.clock.now(),
        media_folder: data.join("media"),
        mail_folder: None,
        behind_proxy: Proxy::None,
    };
    let app = App { school: opened.school, hosting: Arc::new(hosting) };
    // A router keeps one page of what does not exist: the school's. The constant answer has everything else that pages have.
    let around = web::layered(Router::new().route(CONSTANT, get(constant)), app.clone()).reset_fallback();
    let router = web::router(app).merge(around).route(BARE, get(constant));
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    std::thread::spawn(move || hurry(&clock));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = tokio::spawn(async move { axum_server::from_tcp(listener)?.serve(service).await });
    tokio::task::spawn_blocking(move || answer_questions(address, &database)).await??;
    serving.abort();
    Ok(())
}

fn answer_questions(address: SocketAddr, database: &Database) -> Result<()> {
    let mut output = std::io::stdout();
    writeln!(output, "{address}")?;
    for _question in std::io::stdin().lines() {
        let counts = database.counts();
        writeln!(output, "{} {}", counts.statements, counts.commits)?;
    }
    Ok(())
}

fn hurry(clock: &Clock) {
    loop {
        std::thread::sleep(EVERY);
        let now = clock.now();
        clock.set(now.saturating_add(STEP).unwrap_or(now));
    }
}
