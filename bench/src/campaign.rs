//! A newsletter to ten thousand people: how long until its letters are in the queue, and how fast they leave through a relay.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use coursework::Language;
use database::{Clock, Entropy, Moment, Statement, params};
use mail::{Security, Smtp, Transport};
use outgoing::Outgoing;
use school::people::{self, Email, FullName, Role};
use school::topics::{self, Topic};
use server::backups::Backups;
use server::opening::{Opened, open_with};
use server::runner::Worker;
use server::settings::Settings;

use crate::table::{Goal, Table};

const PEOPLE: usize = 10_000;
/// People made in one story.
const BATCH: usize = 500;

/// Seconds to queue, letters a second, and how much memory the sending took besides.
pub(crate) fn measure(data: &Path, table: &mut Table) -> Result<()> {
    let relay = Relay::open()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let opened = open(data).await?;
        let worker = worker(&opened, data, relay.port)?;
        let since = Instant::now();
        while waiting(&opened, "campaign.begin").await? > 0 {
            queue(&opened).await?;
        }
        table.add("newsletter to 10,000: queued", since.elapsed().as_secs_f64(), "s", Goal::AtMost(10.0));
        let (since, before, mut most) = (Instant::now(), memory()?, 0.0_f64);
        let moment = Moment::new(Clock::System.now(), Entropy::system());
        while jobs::run_due(&opened.school.database, &worker, &moment).await? > 0 {
            most = most.max(memory()?);
        }
        let taken = relay.taken.load(Ordering::SeqCst);
        ensure!(taken as usize >= PEOPLE, "{taken} letters arrived");
        let rate = PEOPLE as f64 / since.elapsed().as_secs_f64();
        table.add("newsletter: letters that leave", rate, "/s", Goal::AtLeast(200.0));
        table.add("newsletter: memory while it leaves", (most - before).max(0.0), "MB", Goal::AtMost(32.0));
        Ok(())
    })
}

/// A school with ten thousand people who agreed to the newsletter, and one that is to leave now.
async fn open(data: &Path) -> Result<Opened> {
    let settings = Settings::read(data, &[])?;
    let opened = open_with(&settings, Clock::System, Entropy::system()).await?;
    for first in (0..PEOPLE).step_by(BATCH) {
        let story = opened.school.write(move |transaction, vault, moment| {
            let topic = Topic::of("newsletter")?;
            for number in first..first + BATCH {
                let parsed = FullName::parse("Une Personne")
                    .and_then(|name| Ok((name, Email::parse(&format!("p{number}@exemple.fr"))?)));
                let (name, email) = parsed.map_err(|mistake| school::Error::Other(mistake.code.to_owned()))?;
                let (person, _) = people::add(transaction, vault, moment, (name, email, Role::Learner), 1)?;
                topics::give(transaction, vault, moment, (person, &topic, topic.declared().version, Language::Fr))?;
            }
            Ok(())
        });
        story.await?;
    }
    // A relay that the register holds, and a letter; what only staff may do is not measured here.
    let story = opened.school.write(|transaction, _, moment| {
        let id = moment.identifier();
        let relay =
            "INSERT INTO recipients (id, name, service, hosts, country, contract, contract_on, review_on, categories,
                                             added_at, is_outside)
                     VALUES ($1, 'Relais', 's', ' 127.0.0.1 ', 'FR', 'c', '2026-01-01', '2099-01-01', '', $2, FALSE)";
        transaction.execute(Statement::new(relay), params![id, moment.now])?;
        let letter =
            "INSERT INTO campaigns (id, topic, subject_fr, body_fr, subject_en, body_en, written_by, changed_at,
                                             scheduled_at, queued_count, sent_count, left_count, refused_count)
                      VALUES ($1, 'newsletter', 'La lettre', $3, '', '', $1, $2, $2, 0, 0, 0, 0)";
        transaction
            .execute(Statement::new(letter), params![id, moment.now, "Des nouvelles de l'école.\n\n".repeat(40)])?;
        let nobody = database::Uuid::nil();
        let payload = serde_json::json!({ "campaign": id.to_string(), "after": nobody.to_string() });
        Ok(jobs::enqueue(transaction, moment, school::campaigns::BEGIN_JOB, &payload, moment.now)?)
    });
    story.await?;
    Ok(opened)
}

fn worker(opened: &Opened, data: &Path, port: u16) -> Result<Worker> {
    let relay = Smtp { host: "127.0.0.1".to_owned(), port, security: Security::None, credentials: None };
    Ok(Worker {
        school: opened.school.clone(),
        transport: Transport::smtp(relay)?,
        outgoing: Outgoing::public()?,
        inbox: None,
        log_key: Arc::clone(&opened.log_key),
        backups: Backups::of(&Settings::read(data, &[])?, &opened.school, &opened.keys)?,
    })
}

async fn waiting(opened: &Opened, kind: &'static str) -> Result<i64> {
    let count = Statement::new("SELECT COUNT(*) FROM jobs WHERE kind = $1");
    Ok(opened.school.read(move |reader, _, _| Ok(reader.one(count, params![kind])?)).await?)
}

/// Does the next job that queues letters, and no letter.
async fn queue(opened: &Opened) -> Result<()> {
    let story = opened.school.write(|transaction, _, moment| {
        let next = Statement::new("SELECT id, kind, payload, attempts FROM jobs WHERE kind = 'campaign.begin' LIMIT 1");
        let (id, kind, payload, attempts) = transaction.one(next, params![])?;
        school::campaigns::begin(transaction, moment, &jobs::Job { id, kind, payload, attempts })
    });
    Ok(story.await?)
}

/// What this process holds in memory now, in megabytes.
fn memory() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse::<f64>()? / 1_024.0)
}

/// Takes every message and keeps none: the floor under what the school does with one.
struct Relay {
    port: u16,
    taken: Arc<AtomicU64>,
}

impl Relay {
    fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let (port, taken) = (listener.local_addr()?.port(), Arc::new(AtomicU64::new(0)));
        let counted = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let counted = Arc::clone(&counted);
                // A connection that breaks off is the sender's to notice.
                std::thread::spawn(move || drop(converse(&stream, &counted)));
            }
        });
        Ok(Self { port, taken })
    }
}

fn converse(stream: &TcpStream, taken: &AtomicU64) -> Result<()> {
    // Small answers leave at once: waiting for more to send along would be measured as the school's.
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_mins(1)))?;
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    writer.write_all(b"220 relay\r\n")?;
    let mut line = String::new();
    let mut in_message = false;
    while {
        line.clear();
        reader.read_line(&mut line)? > 0
    } {
        let answer: &[u8] = match (in_message, line.trim_end()) {
            (true, ".") => {
                in_message = false;
                taken.fetch_add(1, Ordering::SeqCst);
                b"250 OK\r\n"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_message = true;
                b"354 go on\r\n"
            }
            (false, "QUIT") => return Ok(writer.write_all(b"221 bye\r\n")?),
            (false, _) => b"250 OK\r\n",
        };
        writer.write_all(answer)?;
    }
    Ok(())
}
