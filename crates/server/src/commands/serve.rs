//! `demo`, `serve` and `work`

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use database::Database;
use mail::Transport;
use outgoing::Outgoing;
use school::School;
use tracing_subscriber::EnvFilter;
use web::{App, Hosting};

use super::say;
use crate::backups::Backups;
use crate::demonstration;
use crate::listening::{Way, proxy, redirect};
use crate::opening::{Opened, open};
use crate::runner::{SCHEDULES, Worker};
use crate::settings::Settings;

const DAY: Duration = Duration::from_hours(24);

/// The demonstration school: created when the folder is empty, then served with its letters readable.
pub(crate) async fn demo(settings: Settings) -> Result<()> {
    // Whoever visits the invented school has no telephone of its invented staff.
    let settings = settings.otherwise("second_factor", "offered", "demonstration");
    let opened = open(&settings).await?;
    begin_log(&settings)?;
    let transport = Transport::folder(settings.mail_folder());
    demonstration::create(&settings, &opened.school).await?;
    for line in demonstration::sign_ins() {
        say(&line)?;
    }
    say(&format!("miravolunex: {}\nmail: {0}/demo/courrier", opened.school.settings.base_url))?;
    // Invented people may be shown to a room without a certificate.
    answer(&settings, opened, transport, Way::Clear, Letters::Readable).await
}

/// The production server.
pub(crate) async fn serve(settings: &Settings) -> Result<()> {
    let way = Way::of(settings)?;
    let opened = open(settings).await?;
    begin_log(settings)?;
    answer(settings, opened, settings.transport()?, way, Letters::Private).await
}

/// Background work only.
pub(crate) async fn work(settings: &Settings) -> Result<()> {
    let opened = open(settings).await?;
    begin_log(settings)?;
    let worker = worker(&opened, settings, settings.transport()?, settings.inbox())?;
    tokio::select! {
        () = background(worker) => Ok(()),
        outcome = stop_signal() => outcome,
    }
}

/// What does the background work of an open school.
pub(super) fn worker(
    opened: &Opened,
    settings: &Settings,
    transport: Transport,
    inbox: Option<PathBuf>,
) -> Result<Worker> {
    let (outgoing, log_key) = (Outgoing::public()?, Arc::clone(&opened.log_key));
    let backups = Backups::of(settings, &opened.school, &opened.keys)?;
    Ok(Worker { school: opened.school.clone(), transport, outgoing, inbox, log_key, backups })
}

async fn background(worker: Worker) {
    let (database, clock, entropy): (Database, _, _) =
        (worker.school.database.clone(), worker.school.clock.clone(), worker.school.entropy.clone());
    jobs::work(database, worker, SCHEDULES, clock, entropy).await;
}

/// Whether the letters that were captured can be read in the browser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    /// By anyone: only the demonstration school, where nobody is real.
    Readable,
    /// By whoever reads the data folder: a letter's link signs its reader in.
    Private,
}

/// Answers requests and works in the background until told to stop.
async fn answer(settings: &Settings, opened: Opened, transport: Transport, way: Way, letters: Letters) -> Result<()> {
    // Chosen once for the process; a second choice could only be the same one.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let listen: SocketAddr = settings.parse("listen", "ADDRESS:PORT")?;
    let hosting = Hosting {
        data_folder: settings.data.clone(),
        settings: settings.lines(),
        settings_read_at: opened.school.clock.now(),
        media_folder: settings.data.join("media"),
        mail_folder: (letters == Letters::Readable).then(|| settings.mail_folder()),
        behind_proxy: proxy(settings),
    };
    let work = tokio::spawn(background(worker(&opened, settings, transport, settings.inbox())?));
    tokio::spawn(keep_short(opened.school.clone()));
    let router = web::router(App { school: opened.school, hosting: Arc::new(hosting) });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let handle = axum_server::Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        if stop_signal().await.is_ok() {
            stopping.graceful_shutdown(Some(Duration::from_secs(10)));
        }
    });
    let outcome = tokio::select! {
        outcome = way.answer(settings, listen, handle, service) => outcome,
        outcome = redirect(settings) => outcome,
    };
    work.abort();
    outcome
}

/// Trims the security log when the server starts and each day. No job does it, for a job is done by one node and each has its log.
async fn keep_short(school: School) {
    loop {
        let (log, now) = (school.security_log.clone(), school.clock.now());
        let trimmed = tokio::task::spawn_blocking(move || log.trim(now)).await;
        if let Ok(Err(error)) = trimmed {
            tracing::error!(%error, "the security log cannot be trimmed");
        }
        tokio::time::sleep(DAY).await;
    }
}

/// Interrupted at the terminal, or stopped by the system.
async fn stop_signal() -> Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        outcome = tokio::signal::ctrl_c() => outcome?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

/// The log goes to standard error; it holds references, kinds and counts, never a value about a person.
fn begin_log(settings: &Settings) -> Result<()> {
    let filter = EnvFilter::try_new(settings.text("log")).context("log")?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let begun = if settings.text("log_format") == "json" { builder.json().try_init() } else { builder.try_init() };
    begun.map_err(|error| anyhow::anyhow!("log: {error}"))
}
