//! Copies of a PostgreSQL schema, made and put back by PostgreSQL's own programs.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::copy::Programs;
use crate::postgres::Session;
use crate::postgres_address::{self, environment};
use crate::transaction::Connection;
use crate::{Error, Reader, Rows, Statement};

/// Copies a schema as the session's transaction sees it, which is what the rows are counted in too.
pub(crate) fn dump(
    session: &Session,
    (url, schema): (&str, &str),
    into: &Path,
    programs: &Programs,
) -> Result<Rows, Error> {
    let reader = Reader::new(Connection::Postgres(session));
    let version = "SELECT CAST(current_setting('server_version_num') AS BIGINT) / 10000";
    let server: i64 = reader.one(Statement::new(version), &[])?;
    let own = programs.version("pg_dump")?;
    if own < server {
        let reason = format!("pg_dump is of version {own} and the server of version {server}; it must not be older");
        return Err(Error::Unavailable(reason));
    }
    let rows = reader.rows()?;
    let snapshot: String = reader.one(Statement::new("SELECT pg_export_snapshot()"), &[])?;
    let mut command = programs.command("pg_dump");
    command.envs(environment(url)?).args([
        "--no-password",
        "--format=custom",
        "--compress=0",
        "--no-owner",
        "--no-privileges",
    ]);
    command.args([format!("--schema={schema}"), format!("--snapshot={snapshot}")]).arg("--file").arg(into);
    run("pg_dump", command)?;
    Ok(rows)
}

/// Puts a copy of a schema into a database that has none of this name: all of it or nothing.
pub fn put_back(url: &str, from: &Path, programs: &Programs) -> Result<(), Error> {
    let variables = environment(url)?;
    let name = variables.iter().find(|(name, _)| *name == "PGDATABASE").map(|(_, value)| value.clone());
    let mut command = programs.command("pg_restore");
    command.envs(variables).args(["--no-password", "--exit-on-error", "--single-transaction", "--no-owner"]);
    command.arg("--no-privileges").arg("--dbname").arg(name.unwrap_or_else(|| OsString::from("postgres"))).arg(from);
    run("pg_restore", command)
}

/// Which of these schemas the database has.
pub async fn existing_schemas(url: &str, asked: &[&str]) -> Result<Vec<String>, Error> {
    let client = connect(url).await?;
    let rows = client.query("SELECT CAST(nspname AS TEXT) FROM pg_namespace ORDER BY 1", &[]).await?;
    let mut found = Vec::new();
    for row in rows {
        let name: String = row.try_get(0)?;
        found.extend(asked.contains(&name.as_str()).then_some(name));
    }
    Ok(found)
}

/// Makes an empty database beside the one of the address, and gives its address. The user must be allowed to (`CREATEDB`).
pub async fn make_beside(url: &str, name: &str) -> Result<String, Error> {
    connect(url).await?.batch_execute(&format!("CREATE DATABASE \"{name}\" TEMPLATE template0")).await?;
    Ok(postgres_address::with_database(url, name))
}

/// Removes a database that [`make_beside`] made, whoever is still connected to it.
pub async fn remove_beside(url: &str, name: &str) -> Result<(), Error> {
    Ok(connect(url).await?.batch_execute(&format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)")).await?)
}

/// Removes schemas with everything in them.
pub async fn remove_schemas(url: &str, names: &[&str]) -> Result<(), Error> {
    let client = connect(url).await?;
    for name in names {
        client.batch_execute(&format!("DROP SCHEMA IF EXISTS \"{name}\" CASCADE")).await?;
    }
    Ok(())
}

async fn connect(url: &str) -> Result<tokio_postgres::Client, Error> {
    let (config, tls) = postgres_address::parse(url)?;
    let (client, driver) = config.connect(tls).await?;
    // It ends when the client is dropped.
    tokio::spawn(driver);
    Ok(client)
}

impl Programs {
    fn command(&self, name: &str) -> Command {
        let path = self.folder.as_ref().map_or_else(|| name.into(), |folder| folder.join(name));
        let mut command = Command::new(path);
        command.env("LC_ALL", "C");
        command
    }

    /// The major version of a program, such as 15.
    fn version(&self, name: &str) -> Result<i64, Error> {
        let mut command = self.command(name);
        let said = run_for_output(name, command.arg("--version"))?;
        // « pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1) »
        let number = said.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        let major = number.and_then(|number| number.split(|one: char| !one.is_ascii_digit()).next()?.parse().ok());
        major.ok_or_else(|| Error::Unavailable(format!("{name} does not say its version")))
    }
}

fn run(name: &str, mut command: Command) -> Result<(), Error> {
    run_for_output(name, &mut command).map(drop)
}

fn run_for_output(name: &str, command: &mut Command) -> Result<String, Error> {
    let absent = |error: std::io::Error| {
        Error::Unavailable(format!(
            "{name} cannot be run ({error}); install PostgreSQL's client programs, or name their folder"
        ))
    };
    let output = command.output().map_err(absent)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    // What follows the first line may quote a row.
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().next().unwrap_or_default();
    Err(Error::Unavailable(if first.starts_with(name) { first.to_owned() } else { format!("{name}: {first}") }))
}
