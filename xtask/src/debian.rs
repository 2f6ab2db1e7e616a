//! Programs that the tests need, installed from Debian when they are absent.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};

/// The oldest major version of PostgreSQL that the product supports.
const OLDEST_POSTGRES: u32 = 15;

/// The folder of PostgreSQL's server programs, of the newest version present.
pub(crate) fn postgres_programs() -> anyhow::Result<PathBuf> {
    if newest_postgres().is_none() {
        install("postgresql")?;
    }
    newest_postgres().with_context(|| format!("no PostgreSQL {OLDEST_POSTGRES} or later in /usr/lib/postgresql"))
}

/// Makes sure that a browser is there for the tests that drive one.
pub(crate) fn browser() -> anyhow::Result<()> {
    if !in_path("chromium") {
        install("chromium")?;
    }
    ensure!(in_path("chromium"), "chromium is not in the path");
    Ok(())
}

/// Makes sure that an ACME authority is there for the tests that ask one for a certificate.
pub(crate) fn acme_authority() -> anyhow::Result<()> {
    if !in_path("pebble") {
        install("pebble")?;
    }
    ensure!(in_path("pebble"), "pebble is not in the path");
    Ok(())
}

/// Makes sure that a mail server is there for the tests that send letters to one, and what verifies their signatures.
pub(crate) fn mail_server() -> anyhow::Result<()> {
    for package in ["aiosmtpd", "dkim"] {
        let present = || Path::new("/usr/lib/python3/dist-packages").join(package).exists();
        if !present() {
            install(&format!("python3-{package}"))?;
        }
        ensure!(present(), "python3-{package} is not installed");
    }
    Ok(())
}

/// Makes sure that what reads the security log is there, for the test of the filter that we ship.
pub(crate) fn firewall_reader() -> anyhow::Result<()> {
    if !in_path("fail2ban-regex") {
        install("fail2ban")?;
    }
    ensure!(in_path("fail2ban-regex"), "fail2ban-regex is not in the path");
    Ok(())
}

/// Whether this process is root, who may install packages and whom PostgreSQL refuses to serve.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn newest_postgres() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let versions = folders.filter_map(Result::ok).filter_map(|folder| {
        let version: u32 = folder.file_name().to_str()?.parse().ok()?;
        let programs = folder.path().join("bin");
        let usable =
            version >= OLDEST_POSTGRES && programs.join("initdb").exists() && programs.join("postgres").exists();
        usable.then_some((version, programs))
    });
    versions.max().map(|(_, programs)| programs)
}

fn in_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).exists())
}

fn install(package: &str) -> anyhow::Result<()> {
    if !is_root() {
        bail!("{package} is missing; run as root: apt-get install -y --no-install-recommends {package}");
    }
    eprintln!("installing {package}");
    let wanted = ["install", "-y", "-q", "--no-install-recommends", package];
    // A machine whose package lists are old or empty needs them before it finds the package.
    if !apt_get(&wanted)? {
        apt_get(&["update", "-q"])?;
        ensure!(apt_get(&wanted)?, "apt-get could not install {package}");
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> anyhow::Result<bool> {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    Ok(command.status().context("apt-get cannot be run")?.success())
}
