//! Settings: `miravolunex.toml` in the data folder, overridden by `MIRAVOLUNEX_…` in the environment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use coursework::Language;
use files::Scanner;
use mail::{Security, Signing, Smtp, Transport};
use school::detection::SecurityLog;
use school::words::words;
use web::{Group, SettingLine};

/// How long clamd may take over one file; a person may be waiting.
const SCAN_WITHIN: Duration = Duration::from_secs(20);

/// One setting: its key, what it is unless told, and whether its value is a secret. What it means stands in the locales.
struct Setting {
    key: &'static str,
    otherwise: &'static str,
    secrecy: Secrecy,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Secrecy {
    Open,
    Secret,
}

const fn setting(key: &'static str, otherwise: &'static str) -> Setting {
    Setting { key, otherwise, secrecy: Secrecy::Open }
}

const fn secret(key: &'static str) -> Setting {
    Setting { key, otherwise: "", secrecy: Secrecy::Secret }
}

/// Every setting there is, by what it is about.
const ALL: &[(Group, &[Setting])] = &[
    (
        Group::School,
        &[
            setting("school_name", "miravolunex"),
            setting("school_address", "12 rue Paul Dopff, 67100 Strasbourg"),
            setting("legal_identity", ""),
            setting("publication_director", ""),
            setting("host", ""),
            setting("privacy_officer", "par courrier, à l'adresse de l'école"),
            setting("second_factor", "required"),
        ],
    ),
    (
        Group::Network,
        &[
            setting("base_url", "http://127.0.0.1:8080"),
            setting("listen", "127.0.0.1:8080"),
            setting("listen_http", ""),
            setting("tls_certificate", ""),
            setting("tls_key", ""),
            setting("acme_domain", ""),
            setting("acme_contact", ""),
            setting("acme_directory", "https://acme-v02.api.letsencrypt.org/directory"),
            setting("acme_authority", ""),
            setting("proxy", "none"),
        ],
    ),
    (Group::Data, &[secret("database"), setting("database_connections", "16"), setting("clamd", "")]),
    (
        Group::Mail,
        &[
            setting("mail", "folder"),
            setting("mail_from", "miravolunex <ecole@localhost.localdomain>"),
            setting("mail_inbox", ""),
            setting("mail_per_minute", "0"),
            setting("smtp_host", "localhost"),
            setting("smtp_port", "587"),
            setting("smtp_security", "starttls"),
            setting("smtp_user", ""),
            secret("smtp_password"),
            setting("dkim_key", ""),
            setting("dkim_selector", "miravolunex"),
            setting("dns_server", ""),
        ],
    ),
    (
        Group::Backups,
        &[
            setting("backup_to", ""),
            setting("backup_recipient", ""),
            setting("backup_keep_days", "30"),
            setting("backup_drill_identity", ""),
            setting("postgres_programs", ""),
        ],
    ),
    (Group::Logs, &[setting("security_log", "file"), setting("log", "info"), setting("log_format", "text")]),
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
        for setting in ALL.iter().flat_map(|(_, settings)| *settings) {
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
        let line = |line: SettingLine| {
            let meaning = words(Language::En, &line.meaning());
            let value = line.value.as_deref().unwrap_or("********");
            format!("# {meaning}\n# from: {}\n{} = {value:?}\n", line.origin, line.key)
        };
        self.lines().into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// The same, for the page on which an administrator reads them.
    pub fn lines(&self) -> Vec<SettingLine> {
        let settings = ALL.iter().flat_map(|(group, settings)| settings.iter().map(move |setting| (*group, setting)));
        let line = |(group, setting): (Group, &Setting)| {
            let value = self.values.get(setting.key)?;
            let masked = setting.secrecy == Secrecy::Secret && !value.text.is_empty();
            let shown = (!masked).then(|| value.text.clone());
            Some(SettingLine { group, key: setting.key, value: shown, origin: value.origin.clone() })
        };
        settings.filter_map(line).collect()
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
