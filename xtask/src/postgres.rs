//! A throw-away PostgreSQL: a temporary folder, a socket in it, TLS for whoever comes over the network, no durability.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::debian;

/// How long the server may take before the tests give up on it.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the server as long as its standard input is open, then removes everything. The input is a pipe that this process holds:
/// however the process ends, even killed, the pipe closes and the server goes. TERM ends one that is still starting, QUIT one
/// that has clients. Takes the folder of the programs, the temporary one and a port.
const KEEPER: &str = r#"
    trap : HUP INT TERM
    "$1/initdb" -D "$2/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$2/log" 2>&1
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=localhost" \
        -addext "subjectAltName=DNS:localhost" -addext "basicConstraints=critical,CA:FALSE" -keyout "$2/data/server.key" -out "$2/data/server.crt" 2>>"$2/log"
    cp "$2/data/server.crt" "$2/authority.pem" && chmod 755 "$2" && chmod 644 "$2/authority.pem"
    "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses=localhost -c port="$3" -c ssl=on -c max_connections=300 -c shared_buffers=256MB \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off >>"$2/log" 2>&1 </dev/null &
    read -r _
    kill -TERM $!
    kill -QUIT $!
    wait $!
    rm -rf "$2"
"#;

/// A running server; dropping it stops it and removes its folder.
pub(crate) struct Postgres {
    folder: PathBuf,
    port: u16,
    keeper: Child,
}

impl Postgres {
    /// Starts a server and waits until it answers.
    pub(crate) fn start() -> anyhow::Result<Self> {
        let programs = debian::postgres_programs()?;
        let folder = temporary_folder()?;
        let mut command = as_other_than_root("sh");
        let port = TcpListener::bind("localhost:0")?.local_addr()?.port();
        command.args(["-c", KEEPER, "keeper"]).arg(&programs).arg(&folder).arg(port.to_string());
        let keeper = command.stdin(Stdio::piped()).spawn().context("PostgreSQL cannot be started")?;
        let postgres = Self { folder, port, keeper };
        postgres.wait_until_ready(&programs)?;
        Ok(postgres)
    }

    /// Where it answers, in the form that tokio-postgres reads.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@{}:{}/postgres", self.folder.display().to_string().replace('/', "%2F"), self.port)
    }

    /// Where it answers over TLS, without the file of its authority: `authority.pem` in its folder.
    pub(crate) fn tls_url(&self) -> String {
        format!("postgres://postgres@localhost:{}/postgres?sslmode=require", self.port)
    }

    /// The file of the authority that signed its certificate.
    pub(crate) fn authority(&self) -> String {
        self.folder.join("authority.pem").display().to_string()
    }

    fn wait_until_ready(&self, programs: &Path) -> anyhow::Result<()> {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            let mut asked = Command::new(programs.join("pg_isready"));
            if asked.arg("-q").arg("-h").arg(&self.folder).arg("-p").arg(self.port.to_string()).status()?.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        bail!("PostgreSQL does not answer:\n{log}")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Closing the pipe is what ends the keeper.
        drop(self.keeper.stdin.take());
        drop(self.keeper.wait());
    }
}

/// A folder of the server's own user, outside the checkout, with a name short enough for a socket (107 bytes, unix(7)).
fn temporary_folder() -> anyhow::Result<PathBuf> {
    let made = as_other_than_root("mktemp").args(["-d", "/tmp/miravolunex.XXXXXXXX"]).output()?;
    let name = String::from_utf8(made.stdout)?;
    if !made.status.success() {
        bail!("no temporary folder: {}", String::from_utf8_lossy(&made.stderr));
    }
    Ok(PathBuf::from(name.trim()))
}

/// PostgreSQL refuses to run as root; Debian's package made a user for it.
fn as_other_than_root(program: &str) -> Command {
    if !debian::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--", program]).current_dir("/tmp");
    command
}
