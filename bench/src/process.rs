//! The program as it is installed: how soon it answers, and the memory it keeps.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::client::Client;
use crate::learners::{LESSON, PASSWORD, SHOWN};
use crate::table::{Goal, Table};

/// How long a first start, which makes the whole demonstration school, may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// Page views after which memory is read.
const VIEWS: usize = 200;
/// What a learner looks at in turn.
const LOOKED_AT: [&str; 6] =
    ["/espace", LESSON, "/programmes/creer-son-entreprise", "/certificats", "/profil", "/confidentialite"];
/// Starts of which the middle one is told.
const STARTS: usize = 5;

/// A running process of ours; it is killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    /// Where it answers, `127.0.0.1:…`.
    pub(crate) address: String,
}

impl Process {
    /// Starts `miravolunex demo` on a data folder, which is filled if it is empty, and waits for its first answer.
    pub(crate) fn demonstration(program: &Path, data: &Path, database: &str) -> Result<Self> {
        let address = free_address()?;
        let mut command = Command::new(program);
        command.arg("--data").arg(data).args(["--listen", &address]);
        if !database.is_empty() {
            command.args(["--database", database]);
        }
        command.arg("demo").stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().with_context(|| program.display().to_string())?;
        let process = Self { child, address };
        let since = Instant::now();
        while Client::connect(&process.address).and_then(|mut client| client.get("/").map(drop)).is_err() {
            ensure!(since.elapsed() < PATIENCE, "{} does not answer", program.display());
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(process)
    }

    /// A process that answers already.
    pub(crate) const fn answering(child: Child, address: String) -> Self {
        Self { child, address }
    }

    /// The process.
    pub(crate) const fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Asks it to stop in good order, and waits until it has.
    pub(crate) fn stop(mut self) -> Result<()> {
        let stopped = Command::new("kill").arg(self.child.id().to_string()).status()?;
        ensure!(stopped.success(), "the process is gone already");
        self.child.wait()?;
        Ok(())
    }

    /// Processor time that it took so far, in seconds: fields 14 and 15 of proc(5)'s `stat`, in hundredths.
    pub(crate) fn processor_seconds(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The second field is a name in brackets, which may hold spaces.
        let (_, fields) = stat.rsplit_once(") ").context("no stat")?;
        let ticks = fields.split(' ').skip(11).take(2).map(str::parse::<f64>).sum::<Result<f64, _>>()?;
        Ok(ticks / 100.0)
    }

    /// Resident memory in megabytes.
    fn memory(&self) -> Result<f64> {
        self.status("VmRSS:")
    }

    /// The most resident memory that it ever had, in megabytes.
    pub(crate) fn most_memory(&self) -> Result<f64> {
        self.status("VmHWM:")
    }

    /// A line of proc(5)'s `status`, in megabytes.
    fn status(&self, name: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)).context("no such line")?;
        let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kibibytes * 1024.0 / 1_000_000.0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A process that ended by itself cannot be killed; either way it is waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address that nobody listens on.
pub(crate) fn free_address() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Start and memory of the program on a folder that is filled already.
pub(crate) fn measure(program: &Path, data: &Path, table: &mut Table) -> Result<()> {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let since = Instant::now();
        let process = Process::demonstration(program, data, "")?;
        starts.push(since.elapsed().as_secs_f64());
        process.stop()?;
    }
    starts.sort_by(f64::total_cmp);
    let middle = starts.get(STARTS / 2).copied().unwrap_or_default();
    table.add("demo, start to first answer", middle, "s", Goal::AtMost(0.5));
    let process = Process::demonstration(program, data, "")?;
    let mut client = Client::connect(&process.address)?;
    client.sign_in(SHOWN, PASSWORD)?;
    for path in LOOKED_AT.iter().cycle().take(VIEWS) {
        let answer = client.get(path)?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
    }
    table.add(format!("demo, memory after {VIEWS} page views"), process.memory()?, "MB", Goal::AtMost(120.0));
    process.stop()
}
