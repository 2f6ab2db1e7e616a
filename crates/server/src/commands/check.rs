//! `check`

use anyhow::Result;
use jiff::Timestamp;
use mail::Signing;
use school::backups::{Standing, standing};
use school::commitments::readiness;

use super::say;
use crate::Negative;
use crate::names::Names;
use crate::opening::open;
use crate::settings::Settings;

/// Something that a school needs before people come.
struct Finding {
    what: String,
    /// What to do about it; none when it is there.
    missing: Option<String>,
}

/// A record of DNS that letters need.
struct Record {
    what: &'static str,
    name: String,
    text: String,
    /// What every such record begins with.
    mark: &'static str,
    /// Whether the whole text is to be there, and not one that begins alike.
    exactly: bool,
}

/// Prints what is there and what is missing, each with what to do; exit status 1 when anything is missing.
pub(crate) async fn check(settings: &Settings) -> Result<()> {
    let mut findings = vec![reached(settings), protected(settings), legal(settings)];
    findings.extend(staffed(settings).await?);
    findings.extend(mailed(settings).await?);
    findings.push(scanned(settings).await?);
    for finding in &findings {
        match &finding.missing {
            None => say(&format!("ok       {}", finding.what))?,
            Some(missing) => say(&format!("missing  {}: {missing}", finding.what))?,
        }
    }
    let missing = findings.iter().filter(|finding| finding.missing.is_some()).count();
    if missing == 0 { Ok(()) } else { Err(Negative(format!("{missing} of {} missing", findings.len())).into()) }
}

fn finding(what: &str, is_there: bool, missing: impl Into<String>) -> Finding {
    Finding { what: what.to_owned(), missing: (!is_there).then(|| missing.into()) }
}

fn reached(settings: &Settings) -> Finding {
    let base = settings.text("base_url");
    let host = base.strip_prefix("https://").unwrap_or_default();
    let host = host.split([':', '/']).next().unwrap_or_default();
    let is_name = host.contains('.') && !host.starts_with(|first: char| first.is_ascii_digit());
    finding("domain", is_name, format!("base_url is {base}; people need https:// and a name"))
}

fn protected(settings: &Settings) -> Finding {
    let is_set = |key: &str| !settings.text(key).is_empty();
    let is_protected =
        is_set("acme_domain") || is_set("tls_certificate") && is_set("tls_key") || settings.text("proxy") == "trusted";
    finding("TLS", is_protected, "set acme_domain, or tls_certificate and tls_key, or proxy = \"trusted\"")
}

fn legal(settings: &Settings) -> Finding {
    let needed = ["legal_identity", "publication_director", "host"];
    let empty: Vec<&str> = needed.into_iter().filter(|key| settings.text(key).is_empty()).collect();
    finding("legal notice", empty.is_empty(), format!("set {} (LCEN article 1-1)", empty.join(", ")))
}

/// What stands in the school's own records.
async fn staffed(settings: &Settings) -> Result<Vec<Finding>> {
    let opened = open(settings).await?;
    let relay = settings.text("smtp_host").to_owned();
    let host = relay.clone();
    let story = opened
        .school
        .read(move |reader, _, moment| Ok((readiness(reader, &host, moment.now)?, standing(reader)?, moment.now)));
    let (ready, standing, now) = story.await?;
    let command = "miravolunex person add --role privacy_officer";
    let unready =
        format!("{} of {} have not signed, are not trained, or were not confirmed", ready.unready, ready.staff);
    let late =
        format!("the review of {} of {} is past (/equipe/confidentialite)", ready.late_reviews, ready.recipients);
    let second = settings.text("second_factor") == "required";
    let mut findings = backed_up(settings, &standing, now);
    findings.extend([
        finding("privacy officer", ready.officers > 0, format!("nobody can act as one yet: {command}")),
        finding("undertakings", ready.unready == 0, unready),
        finding("second factor", second, "second_factor is offered; the staff see what people entrusted to the school"),
        finding("recipients", ready.late_reviews == 0, late),
        finding(
            "relay",
            ready.knows_relay,
            format!("{relay} is not in the register of recipients: letters do not leave"),
        ),
    ]);
    Ok(findings)
}

/// Whether backups are made, whether the copies of the keys follow, and whether one was tried out.
fn backed_up(settings: &Settings, standing: &Standing, now: Timestamp) -> Vec<Finding> {
    let is_set = |key: &str| !settings.text(key).is_empty();
    let since = |at: Option<Timestamp>| at.map_or("there is none".to_owned(), |at| format!("the last is of {at}"));
    let (newest, drill) = (since(standing.newest), since(standing.drill.map(|drill| drill.at)));
    let failed = standing.drill.is_some_and(|drill| !drill.held);
    let tried = if failed { "the last one found something missing".to_owned() } else { drill };
    let old_keys =
        format!("{}, and holds keys destroyed since: /equipe/administration/sauvegardes", since(standing.oldest_keys));
    vec![
        finding(
            "backups",
            is_set("backup_to") && is_set("backup_recipient"),
            "set backup_to (a folder on another disk or machine) and backup_recipient (age-keygen)",
        ),
        finding("backup of late", standing.newest.is_some() && standing.has_backup(now), newest),
        finding("keys in backups", standing.has_fresh_keys(now), old_keys),
        finding(
            "restore drill",
            standing.drill.is_some() && standing.has_drill(now),
            format!("{tried}: miravolunex drill"),
        ),
    ]
}

/// Whether files that people send are looked at for viruses.
async fn scanned(settings: &Settings) -> Result<Finding> {
    let missing = match settings.scanner()? {
        None => Some("clamd names no scanner: files that people send are not looked at for viruses".to_owned()),
        Some(scanner) => scanner.ping().await.err().map(|error| format!("{} ({error})", settings.text("clamd"))),
    };
    Ok(Finding { what: "virus scanner".to_owned(), missing })
}

/// How letters leave, and what the domain publishes about them.
async fn mailed(settings: &Settings) -> Result<Vec<Finding>> {
    let inbox = settings.inbox().is_some_and(|path| path.join("new").is_dir());
    let mut findings = vec![
        finding("mail", settings.text("mail") == "smtp", "mail is « folder »: letters stay on this machine"),
        finding("returned mail", inbox, "mail_inbox names no Maildir: answers and returned letters are not read"),
    ];
    let server = match settings.text("dns_server") {
        "" => None,
        _ => Some(settings.parse("dns_server", "ADDRESS:PORT")?),
    };
    let names = Names::asking(server)?;
    for record in records(settings)? {
        findings.push(published(&names, record).await);
    }
    Ok(findings)
}

/// The records to publish (RFC 7208, RFC 6376, RFC 7489).
fn records(settings: &Settings) -> Result<Vec<Record>> {
    let (domain, relay) = (settings.mail_domain(), settings.text("smtp_host"));
    let key = settings.text("dkim_key");
    let dkim = if key.is_empty() { String::new() } else { Signing::record(&std::fs::read_to_string(key)?)? };
    Ok(vec![
        Record {
            what: "SPF",
            name: domain.to_owned(),
            text: format!("v=spf1 a:{relay} -all"),
            mark: "v=spf1",
            exactly: false,
        },
        Record {
            what: "DKIM",
            name: format!("{}._domainkey.{domain}", settings.text("dkim_selector")),
            text: dkim,
            mark: "v=DKIM1",
            exactly: true,
        },
        Record {
            what: "DMARC",
            name: format!("_dmarc.{domain}"),
            text: "v=DMARC1; p=quarantine".to_owned(),
            mark: "v=DMARC1",
            exactly: false,
        },
    ])
}

async fn published(names: &Names, record: Record) -> Finding {
    let Record { what, name, text, mark, exactly } = record;
    let line = format!("{what} ({name} TXT \"{text}\")");
    if text.is_empty() {
        let missing =
            "dkim_key names no key: openssl genrsa -traditional -out dkim.pem 2048, then dkim_key = \"…/dkim.pem\"";
        return finding(what, false, missing);
    }
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    match names.texts(&name).await {
        Err(error) => finding(&line, false, error.to_string()),
        Ok(found) => {
            let alike: Vec<&String> = found.iter().filter(|one| one.starts_with(mark)).collect();
            let is_there = match (exactly, alike.as_slice()) {
                (true, alike) => alike.iter().any(|one| squeezed(one) == squeezed(&text)),
                // Two SPF or DMARC records are none (RFC 7208 §4.5, RFC 7489 §6.6.3).
                (false, alike) => alike.len() == 1,
            };
            let missing = match alike.as_slice() {
                [] => "publish this record".to_owned(),
                [other] => format!("another one is published: {other}"),
                _ => format!("{} are published; one is needed", alike.len()),
            };
            finding(&line, is_there, missing)
        }
    }
}
