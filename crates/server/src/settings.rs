//! Settings: `miravolunex.toml` in the data folder, overridden by `MIRAVOLUNEX_…` in the environment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use files::Scanner;
use mail::{Security, Signing, Smtp, Transport};
use school::detection::SecurityLog;

/// How long clamd may take over one file; a person may be waiting.
const SCAN_WITHIN: Duration = Duration::from_secs(20);

/// One setting: its key, its meaning, what it is unless told, and whether its value is a secret.
struct Setting {
    key: &'static str,
    meaning: &'static str,
    otherwise: &'static str,
    secrecy: Secrecy,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    Open,
    Secret,
}

const fn setting(key: &'static str, otherwise: &'static str, meaning: &'static str) -> Setting {
    Setting { key, meaning, otherwise, secrecy: Secrecy::Open }
}

const fn secret(key: &'static str, meaning: &'static str) -> Setting {
    Setting { key, meaning, otherwise: "", secrecy: Secrecy::Secret }
}

/// Every setting there is.
const ALL: &[Setting] = &[
    setting("school_name", "miravolunex", "the school's name, on pages, letters and certificates"),
    setting("school_address", "12 rue Paul Dopff, 67100 Strasbourg", "its postal address, in one line"),
    setting(
        "legal_identity",
        "",
        "who publishes the school: form, capital, registration, telephone (LCEN article 1-1)",
    ),
    setting("publication_director", "", "who answers for what is published"),
    setting("host", "", "the host's name, address and telephone, for the legal notice"),
    setting("privacy_officer", "par courrier, à l'adresse de l'école", "how to reach the data protection officer"),
    setting(
        "base_url",
        "http://127.0.0.1:8080",
        "where people reach it, without a slash at the end; https in production",
    ),
    setting(
        "second_factor",
        "required",
        "required: the staff give a code at each sign-in; offered: whoever wants to does",
    ),
    setting("listen", "127.0.0.1:8080", "ADDRESS:PORT that demo and serve answer on"),
    setting("listen_http", "", "ADDRESS:PORT that answers in the clear with the way to base_url, such as 0.0.0.0:80"),
    setting("tls_certificate", "", "path of the certificate chain (PEM), read again when it changes; with tls_key"),
    setting("tls_key", "", "path of the certificate's private key (PEM)"),
    setting(
        "acme_domain",
        "",
        "the name for which serve asks an ACME authority for a certificate and renews it; port 443",
    ),
    setting("acme_contact", "", "e-mail address that the authority may write to about the certificate"),
    setting("acme_directory", "https://acme-v02.api.letsencrypt.org/directory", "the authority's ACME directory"),
    setting("acme_authority", "", "path of the certificate (PEM) that vouches for a directory of one's own"),
    setting("proxy", "none", "trusted: a proxy in front does the TLS and sets X-Forwarded-For; none: there is none"),
    secret(
        "database",
        "postgres://… for PostgreSQL, over TLS unless it is on this machine; empty for SQLite in the data folder",
    ),
    setting("database_connections", "16", "connections to PostgreSQL at a time, for each node"),
    setting("mail", "folder", "smtp: letters leave through a relay; folder: they are captured in the data folder"),
    setting("mail_from", "miravolunex <ecole@localhost.localdomain>", "who letters come from"),
    setting("mail_inbox", "", "path of a Maildir that returned letters and complaints are read from; empty for none"),
    setting(
        "mail_per_minute",
        "0",
        "letters of campaigns that leave to one provider (gmail.com, orange.fr…) in a minute; 0 for as many as it takes",
    ),
    setting(
        "clamd",
        "",
        "path of clamd's socket, or its ADDRESS:PORT, on any machine of yours: files that people send are shown to it, and this line \
         alone lets them; its StreamMaxLength must be 10M or more; empty for no scanner",
    ),
    setting("smtp_host", "localhost", "the mail relay's name"),
    setting("smtp_port", "587", "the mail relay's port"),
    setting("smtp_security", "starttls", "tls, starttls or none (only for a relay on this machine)"),
    setting("smtp_user", "", "user at the mail relay; empty for none"),
    secret("smtp_password", "password at the mail relay"),
    setting(
        "dkim_key",
        "",
        "path of the RSA key (PEM, PKCS #1) that signs letters for the domain of mail_from; empty for none",
    ),
    setting("dkim_selector", "miravolunex", "the name under which the domain publishes that key: NAME._domainkey"),
    setting("dns_server", "", "ADDRESS:PORT of the name server that check asks; empty for the one of this machine"),
    setting("backup_to", "", "folder where a backup is made each night; the same on every node; empty for none"),
    setting(
        "backup_recipient",
        "",
        "whose key opens the backups: age1…, from age-keygen, whose file is kept elsewhere",
    ),
    setting(
        "backup_keep_days",
        "30",
        "days that a backup is kept, 31 at most: what is erased leaves the last one within a month",
    ),
    setting(
        "backup_drill_identity",
        "",
        "path of that file, for drills each month on a machine that is trusted with it; empty for drills by hand",
    ),
    setting("postgres_programs", "", "folder of pg_dump and pg_restore; empty for the search path"),
    setting(
        "security_log",
        "file",
        "file: refused sign-ins and attacks go to security.log in the data folder, for fail2ban, with their IP address for \
         thirty days; off: nowhere",
    ),
    setting("log", "info", "what the log holds: error, warn, info, debug, or a tracing filter"),
    setting("log_format", "text", "text for people, json for programs"),
];

/// Where a value comes from.
#[derive(Clone, Debug)]
struct Value {
    text: String,
    origin: String,
}

/// Every setting with its value.
#[derive(Clone)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    values: BTreeMap<&'static str, Value>,
}

impl Settings {
    /// The same, with another value for a setting that nobody set.
    #[must_use]
    pub fn otherwise(mut self, key: &'static str, text: &str, origin: &str) -> Self {
        let value = Value { text: text.to_owned(), origin: origin.to_owned() };
        self.values.entry(key).and_modify(|held| {
            if held.origin == "default" {
                *held = value;
            }
        });
        self
    }

    /// The same for data that lie elsewhere.
    #[must_use]
    pub(crate) fn elsewhere(&self, data: &Path, database: &str) -> Self {
        let mut values = self.values.clone();
        values.entry("database").and_modify(|held| held.text = database.to_owned());
        Self { data: data.to_owned(), values }
    }

    /// Reads the file of the data folder, then the environment, then what the command line says.
    pub fn read(data: &Path, command_line: &[(&'static str, Option<String>)]) -> Result<Self> {
        let path = data.join("miravolunex.toml");
        let mut file = read_file(&path)?;
        let mut values = BTreeMap::new();
        for setting in ALL {
            let mut value = Value { text: setting.otherwise.to_owned(), origin: "default".to_owned() };
            if let Some(text) = file.remove(setting.key) {
                value = Value { text, origin: path.display().to_string() };
            }
            let variable = format!("MIRAVOLUNEX_{}", setting.key.to_uppercase());
            if let Ok(text) = std::env::var(&variable) {
                value = Value { text, origin: variable };
            }
            if let Some((_, Some(text))) = command_line.iter().find(|(key, _)| *key == setting.key) {
                value = Value { text: text.clone(), origin: "command line".to_owned() };
            }
            values.insert(setting.key, value);
        }
        follow_listen(&mut values);
        if let Some(unknown) = file.keys().next() {
            bail!("{}: `{unknown}` is not a setting; `miravolunex config` lists them", path.display());
        }
        Ok(Self { data: data.to_owned(), values })
    }

    /// The text of a setting.
    pub fn text(&self, key: &str) -> &str {
        self.values.get(key).map_or("", |value| value.text.as_str())
    }

    /// A setting parsed, or which one is wrong, where it was set and what it holds.
    pub fn parse<T: std::str::FromStr>(&self, key: &str, expected: &str) -> Result<T> {
        let origin = self.values.get(key).map_or("", |value| value.origin.as_str());
        let text = self.text(key);
        text.parse().ok().with_context(|| format!("{key} ({origin}) is « {text} », not {expected}"))
    }

    /// Every setting with its meaning, value and origin, as it would stand in the file; secrets are masked.
    pub fn list(&self) -> String {
        let mut lines = Vec::new();
        for setting in ALL {
            let Some(value) = self.values.get(setting.key) else { continue };
            let masked = setting.secrecy == Secrecy::Secret && !value.text.is_empty();
            let shown = if masked { "********" } else { value.text.as_str() };
            lines.push(format!("# {}\n# from: {}\n{} = {shown:?}\n", setting.meaning, value.origin, setting.key));
        }
        lines.join("\n")
    }

    /// The way letters leave.
    pub fn transport(&self) -> Result<Transport> {
        if self.text("mail") == "folder" {
            return self.signed(Transport::folder(self.mail_folder()));
        }
        let security = match self.text("smtp_security") {
            "tls" => Security::Tls,
            "starttls" => Security::StartTls,
            "none" => Security::None,
            other => bail!("smtp_security is « {other} », not tls, starttls or none"),
        };
        let user = self.text("smtp_user");
        let credentials = (!user.is_empty()).then(|| (user.to_owned(), self.text("smtp_password").to_owned()));
        let (host, port) = (self.text("smtp_host").to_owned(), self.parse("smtp_port", "a port")?);
        self.signed(Transport::smtp(Smtp { host, port, security, credentials })?)
    }

    /// The same way out, signing what leaves if there is a key.
    fn signed(&self, transport: Transport) -> Result<Transport> {
        let path = self.text("dkim_key");
        if path.is_empty() {
            return Ok(transport);
        }
        let pem = std::fs::read_to_string(path).with_context(|| format!("dkim_key: {path}"))?;
        let domain = self.mail_domain().to_owned();
        let signing = Signing::new((domain, self.text("dkim_selector").to_owned()), &pem);
        Ok(transport.signing(signing.with_context(|| format!("dkim_key: {path}"))?))
    }

    /// The domain that letters come from.
    pub fn mail_domain(&self) -> &str {
        self.text("mail_from").rsplit('@').next().unwrap_or_default().trim_end_matches('>')
    }

    /// The mailbox that what comes back is read from.
    pub fn inbox(&self) -> Option<PathBuf> {
        Some(PathBuf::from(self.text("mail_inbox"))).filter(|path| !path.as_os_str().is_empty())
    }

    /// What looks for viruses in the files that people send.
    pub fn scanner(&self) -> Result<Option<Scanner>> {
        let text = self.text("clamd");
        if text.is_empty() {
            return Ok(None);
        }
        let scanner = Scanner::parse(text, SCAN_WITHIN);
        let scanner = scanner.with_context(|| format!("clamd is « {text} », not the path of a socket or ADDRESS:PORT"));
        scanner.map(Some)
    }

    /// Where refused sign-ins and attacks are written for fail2ban.
    pub fn security_log(&self) -> Result<SecurityLog> {
        let is_on = match self.text("security_log") {
            "file" => true,
            "off" => false,
            other => bail!("security_log is « {other} », not file or off"),
        };
        Ok(SecurityLog::at(self.data.join("security.log"), is_on))
    }

    /// Where captured letters lie.
    pub fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }
}

/// Where people reach the school is where it answers, unless told.
fn follow_listen(values: &mut BTreeMap<&'static str, Value>) {
    let text = |key: &str| values.get(key).map(|value| value.text.clone()).unwrap_or_default();
    let (domain, certificate, listen) = (text("acme_domain"), text("tls_certificate"), text("listen"));
    let address = match (domain.is_empty(), certificate.is_empty()) {
        (false, _) => format!("https://{domain}"),
        (true, false) => format!("https://{listen}"),
        (true, true) => format!("http://{listen}"),
    };
    if let Some(base) = values.get_mut("base_url").filter(|value| value.origin == "default") {
        base.text = address;
    }
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let table: toml::Table = text.parse().with_context(|| path.display().to_string())?;
    Ok(table
        .into_iter()
        .map(|(key, value)| match value {
            toml::Value::String(text) => (key, text),
            other => (key, other.to_string()),
        })
        .collect())
}
