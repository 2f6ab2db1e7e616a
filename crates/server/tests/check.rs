//! `check`: what is missing before people come, and what the domain is to publish.

use std::collections::HashMap;
use std::net::{TcpListener, UdpSocket};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::TXT;
use hickory_resolver::proto::rr::{RData, Record};

use crate::support::run;

/// What each name publishes.
pub(crate) type Zone = Arc<Mutex<HashMap<String, Vec<String>>>>;

/// A name server for as long as the test runs; gives its address.
pub(crate) fn name_server(zone: Zone) -> String {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let address = socket.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        let mut buffer = [0; 2_048];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let asked = Message::from_vec(&buffer[..length]).expect("a question");
            let query = asked.queries[0].clone();
            let name = query.name().to_string().to_lowercase();
            let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
            answer.add_query(query.clone());
            match zone.lock().expect("the zone").get(name.trim_end_matches('.')) {
                None => answer.metadata.response_code = ResponseCode::NXDomain,
                Some(texts) => {
                    for text in texts {
                        let pieces =
                            text.as_bytes().chunks(200).map(|piece| String::from_utf8_lossy(piece).into_owned());
                        let data = RData::TXT(TXT::new(pieces.collect()));
                        answer.add_answer(Record::from_rdata(query.name().clone(), 60, data));
                    }
                }
            }
            socket.send_to(&answer.to_vec().expect("an answer"), from).expect("it is sent");
        }
    });
    address
}

fn settle(data: &Path, lines: &[String]) {
    std::fs::write(data.join("miravolunex.toml"), lines.join("\n")).expect("the settings");
}

/// The line about something.
pub(crate) fn about<'s>(said: &'s str, what: &str) -> &'s str {
    said.lines().find(|line| line[9..].starts_with(what)).unwrap_or_else(|| panic!("nothing about {what} in:\n{said}"))
}

#[test]
fn check_says_what_is_missing_and_what_the_domain_is_to_publish() {
    let data = tempfile::tempdir().expect("a folder");
    let zone = Zone::default();
    let dns = format!("dns_server = \"{}\"", name_server(Arc::clone(&zone)));
    settle(data.path(), std::slice::from_ref(&dns));
    let bare = run(data.path(), &["check"]);
    assert_eq!(bare.status, 1, "{}{}", bare.out, bare.error);
    for what in [
        "domain",
        "TLS",
        "legal notice",
        "privacy officer",
        "backups",
        "backup of late",
        "restore drill",
        "mail",
        "returned mail",
        "SPF",
        "DKIM",
        "DMARC",
    ] {
        assert!(about(&bare.out, what).starts_with("missing"), "{}", bare.out);
    }
    let key = data.path().join("dkim.pem");
    let made = Command::new("openssl").args(["genrsa", "-traditional", "-out"]).arg(&key).arg("2048").output();
    assert!(made.expect("openssl runs").status.success());
    let inbox = data.path().join("inbox");
    std::fs::create_dir_all(inbox.join("new")).expect("a mailbox");
    let lines = [
        dns,
        "base_url = \"https://ecole.example\"\nacme_domain = \"ecole.example\"\nmail = \"smtp\"".to_owned(),
        "mail_from = \"École <ecole@ecole.example>\"\nsmtp_host = \"relais.example\"".to_owned(),
        "legal_identity = \"SAS\"\npublication_director = \"A\"\nhost = \"B\"".to_owned(),
        format!("dkim_key = {key:?}\nmail_inbox = {inbox:?}"),
    ];
    settle(data.path(), &lines);
    run(data.path(), &["person", "add", "--email", "a@ecole.example", "--name", "Anne", "--role", "privacy_officer"]);
    let settled = run(data.path(), &["check"]).out;
    for what in ["domain", "TLS", "legal notice", "mail", "returned mail", "second factor", "recipients"] {
        assert!(about(&settled, what).starts_with("ok"), "{settled}");
    }
    assert!(about(&settled, "undertakings").contains("1 of 1 have not signed"), "{settled}");
    assert!(about(&settled, "relay").contains("relais.example is not in the register"), "{settled}");
    // What it prints is what is to be published.
    let dkim = about(&settled, "DKIM");
    let published = dkim.split('"').nth(1).expect("a record").to_owned();
    assert!(published.starts_with("v=DKIM1; k=rsa; p=MII") && dkim.contains("publish this record"), "{dkim}");
    let public = format!("openssl rsa -pubout -outform DER -in {key:?} 2>/dev/null | base64 -w0");
    let expected = Command::new("sh").args(["-c", &public]).output().expect("openssl runs").stdout;
    assert_eq!(published, format!("v=DKIM1; k=rsa; p={}", String::from_utf8_lossy(&expected)));
    let selector = "miravolunex._domainkey.ecole.example".to_owned();
    let publish = |name: &str, texts: &[&str]| {
        let texts = texts.iter().map(|text| (*text).to_owned()).collect();
        zone.lock().expect("the zone").insert(name.to_owned(), texts);
    };
    publish(&selector, &["v=DKIM1; k=rsa; p=AAAA"]);
    publish("ecole.example", &["v=spf1 a -all", "v=spf1 mx -all", "autre"]);
    publish("_dmarc.ecole.example", &["v=DMARC1; p=reject; rua=mailto:d@ecole.example"]);
    let wrong = run(data.path(), &["check"]).out;
    assert!(about(&wrong, "DKIM").contains("another one is published: v=DKIM1; k=rsa; p=AAAA"), "{wrong}");
    assert!(about(&wrong, "SPF").contains("2 are published; one is needed"), "{wrong}");
    assert!(about(&wrong, "DMARC").starts_with("ok"), "{wrong}");
    publish(&selector, &[&published]);
    publish("ecole.example", &["v=spf1 include:relais.example -all"]);
    let right = run(data.path(), &["check"]).out;
    assert!(about(&right, "DKIM").starts_with("ok") && about(&right, "SPF").starts_with("ok"), "{right}");
}

/// Answers every question with these words.
fn clamd(words: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a question");
            let mut asked = [0; 64];
            std::io::Read::read(&mut stream, &mut asked).expect("a command");
            std::io::Write::write_all(&mut stream, words).expect("an answer");
        }
    });
    address
}

#[test]
fn check_asks_the_scanner_whether_it_is_there() {
    let data = tempfile::tempdir().expect("a folder");
    let dns = name_server(Zone::default());
    let said = |clamd: &str| {
        settle(data.path(), &[format!("clamd = {clamd:?}"), format!("dns_server = {dns:?}")]);
        run(data.path(), &["check"])
    };
    let scanner = |clamd: &str| about(&said(clamd).out, "virus scanner").to_owned();
    assert!(scanner("").starts_with("missing  virus scanner: clamd names no scanner"));
    assert_eq!(scanner(&clamd(b"PONG\0")), "ok       virus scanner");
    assert!(scanner(&clamd(b"200 OK\0")).contains("it answers 200 OK"));
    assert!(scanner("/run/personne.ctl").starts_with("missing  virus scanner: /run/personne.ctl"));
    let wrong = said("quelque part");
    assert_eq!(wrong.status, 2);
    assert!(
        wrong.error.contains("clamd is « quelque part », not the path of a socket or ADDRESS:PORT"),
        "{}",
        wrong.error
    );
    let config = run(data.path(), &["config"]);
    assert!(config.out.contains("this line alone lets them") && config.out.contains("clamd = "), "{}", config.out);
}
