//! `cargo xtask test`: everything that is checked before a change is kept, in one command.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::postgres::Postgres;
use crate::steps::cargo;
use crate::{compiled, debian, tidy};

/// Runs the steps in order and stops at the first that fails. The server stops when this returns, whatever happened.
pub(crate) fn run(checkout: &Path, filters: &[&str]) -> anyhow::Result<()> {
    let mut steps = Steps { checkout, done: Vec::new() };
    let outcome = steps.all(filters);
    for (step, time) in &steps.done {
        eprintln!("{step:<12} {:>7.1} s", time.as_secs_f64());
    }
    outcome
}

struct Steps<'c> {
    checkout: &'c Path,
    done: Vec<(&'static str, Duration)>,
}

impl Steps<'_> {
    fn all(&mut self, filters: &[&str]) -> anyhow::Result<()> {
        let checkout = self.checkout;
        compiled::belongs_to(checkout)?;
        // A filter asks one question; the rules are for the whole.
        if filters.is_empty() {
            self.step("tidy", || tidy::run(checkout))?;
            self.cargo("fmt", &["fmt", "--all", "--check"])?;
        }
        self.step("chromium", debian::browser)?;
        self.step("pebble", debian::acme_authority)?;
        self.step("aiosmtpd", debian::mail_server)?;
        self.step("fail2ban", debian::firewall_reader)?;
        let postgres = self.step("postgresql", Postgres::start)?;
        self.cargo("build", &["test", "--workspace", "--no-run"])?;
        if filters.is_empty() {
            self.cargo("clippy", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
        }
        let url = postgres.url();
        let mut tests = vec!["test", "--workspace", "--no-fail-fast", "--"];
        tests.extend(filters);
        let variables = [
            ("MIRAVOLUNEX_TEST_POSTGRES", url.as_str()),
            ("MIRAVOLUNEX_TEST_POSTGRES_TLS", &postgres.tls_url()),
            ("MIRAVOLUNEX_TEST_POSTGRES_AUTHORITY", &postgres.authority()),
        ];
        self.step("test", || cargo(checkout, "test", &tests, &variables))
    }

    fn cargo(&mut self, name: &'static str, arguments: &[&str]) -> anyhow::Result<()> {
        let checkout = self.checkout;
        self.step(name, || cargo(checkout, name, arguments, &[]))
    }

    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        eprintln!("── {name}");
        let since = Instant::now();
        let outcome = work();
        self.done.push((name, since.elapsed()));
        outcome
    }
}
