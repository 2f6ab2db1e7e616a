//! Where a PostgreSQL is, and how the way there is kept private.

use std::ffi::{OsStr, OsString};
use std::net::IpAddr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::Error;

/// The parameter that names the file of the authority which signed the server's certificate, as libpq calls it.
const AUTHORITY: &str = "sslrootcert";
/// Where Debian keeps the public authorities, for libpq, which has none of its own.
const PUBLIC_AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Reads `postgres://user@host:port/name?sslmode=…&sslrootcert=…`.
///
/// A server on another machine is spoken to over TLS, with its certificate verified against that file or, without one, the
/// public authorities; only `sslmode=disable` says otherwise. On this machine TLS is used when `sslmode=require` asks for it.
pub(crate) fn parse(url: &str) -> Result<(Config, MakeRustlsConnect), Error> {
    let (url, authority) = without_authority(url);
    let mut config = Config::from_str(&url).map_err(|error| Error::Unavailable(error.to_string()))?;
    if config.get_ssl_mode() == SslMode::Prefer {
        // Preferring would send everything in the clear to whoever says that they cannot do better.
        let mode = if config.get_hosts().iter().all(is_this_machine) { SslMode::Disable } else { SslMode::Require };
        config.ssl_mode(mode);
    }
    Ok((config, connector(authority.as_deref())?))
}

/// The address without that parameter, which the driver does not know, and what the parameter held.
fn without_authority(url: &str) -> (String, Option<String>) {
    let Some((address, parameters)) = url.split_once('?') else { return (url.to_owned(), None) };
    let is_authority = |one: &&str| one.split_once('=').is_some_and(|(name, _)| name == AUTHORITY);
    let (authority, others): (Vec<&str>, Vec<&str>) = parameters.split('&').partition(is_authority);
    let authority = authority.first().and_then(|one| one.split_once('=')).map(|(_, path)| path.replace("%2F", "/"));
    (format!("{address}?{}", others.join("&")), authority)
}

/// The same address for the programs of PostgreSQL, as the variables that libpq reads: a password is not to stand on a command line,
/// which everybody on the machine can read.
pub(crate) fn environment(url: &str) -> Result<Vec<(&'static str, OsString)>, Error> {
    let (config, _) = parse(url)?;
    let (_, authority) = without_authority(url);
    let hosts: Vec<String> = (config.get_hosts().iter())
        .map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        })
        .collect();
    let ports: Vec<String> = config.get_ports().iter().map(ToString::to_string).collect();
    let mut variables: Vec<(&'static str, OsString)> = vec![("PGHOST", hosts.join(",").into())];
    variables.extend((!ports.is_empty()).then(|| ("PGPORT", ports.join(",").into())));
    variables.extend(config.get_user().map(|user| ("PGUSER", user.into())));
    variables.extend(config.get_password().map(|word| ("PGPASSWORD", OsStr::from_bytes(word).to_owned())));
    variables.extend(config.get_dbname().map(|name| ("PGDATABASE", name.into())));
    if config.get_ssl_mode() == SslMode::Require {
        variables.push(("PGSSLMODE", "verify-full".into()));
        variables.push(("PGSSLROOTCERT", authority.unwrap_or_else(|| PUBLIC_AUTHORITIES.to_owned()).into()));
    } else {
        variables.push(("PGSSLMODE", "disable".into()));
    }
    Ok(variables)
}

/// The same address with another database's name.
pub(crate) fn with_database(url: &str, name: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return format!("{url} dbname={name}") };
    let (place, parameters) = rest.split_once('?').map_or((rest, None), |(place, after)| (place, Some(after)));
    let server = place.split_once('/').map_or(place, |(server, _)| server);
    let parameters = parameters.map_or_else(String::new, |parameters| format!("?{parameters}"));
    format!("{scheme}://{server}/{name}{parameters}")
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || IpAddr::from_str(name).is_ok_and(|address| address.is_loopback()),
    }
}

fn connector(authority: Option<&str>) -> Result<MakeRustlsConnect, Error> {
    let mut roots = RootCertStore::empty();
    match authority {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            for certificate in certificates(Path::new(path))? {
                roots.add(certificate).map_err(|error| unreadable(path, &error))?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Unavailable(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let name = path.display().to_string();
    let read = CertificateDer::pem_file_iter(path).map_err(|error| unreadable(&name, &error))?;
    let certificates: Vec<_> = read.collect::<Result<_, _>>().map_err(|error| unreadable(&name, &error))?;
    if certificates.is_empty() {
        return Err(unreadable(&name, &"it holds no certificate (PEM)"));
    }
    Ok(certificates)
}

fn unreadable(path: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Unavailable(format!("{AUTHORITY} ({path}): {error}"))
}
