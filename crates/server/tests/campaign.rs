//! A campaign through a relay that is a process of its own (aiosmtpd): nothing lost, nothing doubled, nobody written to who left.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use coursework::Language;
use database::{Clock, Entropy};
use school::people::{self, Email, FullName, PersonId, Role};
use school::topics::{self, Topic, Withdrawal};
use server::opening::{Opened, open_with};
use server::settings::Settings;

use crate::support::{Browser, Server, free_port, run};

const LETTERS: &str = "/equipe/enseignement/lettres";

/// The relay, and the folder where it keeps what it took.
struct Relay {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl Relay {
    fn start(folder: &Path, options: &[&str]) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/relay/relay.py");
        // Debian's own Python, which has Debian's package of aiosmtpd.
        let mut python = Command::new("/usr/bin/python3");
        python.arg(script).arg(folder).args(options).stdout(Stdio::piped());
        let mut child = python.spawn().expect("python3 runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its words")).read_line(&mut line).expect("its port");
        let port = line.trim().parse().expect("python3-aiosmtpd is installed");
        Self { child, port, folder: folder.to_owned() }
    }

    /// How often each address was written to, under which identifiers.
    fn taken(&self) -> BTreeMap<String, Vec<String>> {
        let mut taken: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for entry in std::fs::read_dir(&self.folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "eml") {
                let text = std::fs::read_to_string(&path).expect("a letter");
                let line =
                    |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).expect("a header").to_owned();
                taken.entry(line("To: ")).or_default().push(line("Message-ID: "));
            }
        }
        taken
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        // A relay that died by itself cannot be killed; either way it is waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Tells the data folder which relay to use.
fn relayed_by(data: &Path, port: u16) {
    let settings = format!(
        "mail = \"smtp\"\nsmtp_host = \"localhost\"\nsmtp_port = \"{port}\"\nsmtp_security = \"none\"\n\
                 second_factor = \"offered\"\n"
    );
    std::fs::write(data.join("miravolunex.toml"), settings).expect("the settings");
}

async fn opened(data: &Path) -> Opened {
    let settings = Settings::read(data, &[]).expect("settings");
    open_with(&settings, Clock::System, Entropy::system()).await.expect("the school opens")
}

fn address(number: usize) -> String {
    format!("personne{number:04}@exemple.fr")
}

/// So many people who agreed to the newsletter.
async fn agreeing(opened: &Opened, count: usize) -> Vec<PersonId> {
    let story = opened.school.write(move |transaction, vault, moment| {
        let topic = Topic::of("newsletter")?;
        let mut made = Vec::new();
        for number in 0..count {
            let name = FullName::parse("Une Personne").expect("a name");
            let typed = (name, Email::parse(&address(number)).expect("an address"), Role::Learner);
            let (person, _) = people::add(transaction, vault, moment, typed, 1)?;
            topics::give(transaction, vault, moment, (person, &topic, topic.declared().version, Language::Fr))?;
            made.push(person);
        }
        Ok(made)
    });
    story.await.expect("the people")
}

/// Somebody of the staff at a browser.
fn staff(data: &Path, server: &Server, email: &str, role: &str) -> Browser {
    let link = run(data, &["person", "add", "--email", email, "--name", "Une Personne", "--role", role]).out;
    let token = link.trim().rsplit('/').next().expect("a token").to_owned();
    let mut browser = server.browser();
    let chosen = browser.post(&format!("/invitation/{token}"), "password=quatre+lunes+tranquilles").expect("an answer");
    assert_eq!(chosen.0, 303, "{}", chosen.1);
    let form = format!("email={email}&password=quatre+lunes+tranquilles");
    assert_eq!(browser.post("/connexion", &form).expect("an answer").0, 303);
    assert_eq!(browser.post("/equipe/acces/engagement", "version=1&agreed=yes").expect("an answer").0, 303);
    let training = school::access::training().expect("the training");
    let right = training.parts.iter().map(|part| part.options.iter().position(|option| option.right).expect("one"));
    let answers: Vec<String> = right.enumerate().map(|(number, right)| format!("part-{number}={right}")).collect();
    assert_eq!(browser.post("/equipe/acces/formation", &answers.join("&")).expect("an answer").0, 303);
    browser
}

/// Enters the relay in the register, writes a letter and lets it leave. Gives its page.
fn lets_leave(data: &Path, server: &Server) -> (Browser, String) {
    let mut officer = staff(data, server, "anne@exemple.fr", "privacy_officer");
    let relay = "name=Relais&service=Envoyer+les+courriels&hosts=localhost&country=FR&contract=C-1&contract_on=2026-01-01\
                 &review_on=2027-01-01&categories=identity";
    assert_eq!(officer.post("/equipe/confidentialite/destinataires", relay).expect("an answer").0, 303);
    let mut teacher = staff(data, server, "helene@exemple.fr", "teacher");
    let words = "act=save&topic=newsletter&subject_fr=La+lettre&body_fr=Bonjour.";
    let saved = teacher.post(LETTERS, words).expect("an answer");
    let campaign =
        saved.1.split("location: ").nth(1).and_then(|rest| rest.split(['?', '\r']).next()).expect("its page");
    assert_eq!(teacher.post(campaign, "act=schedule").expect("an answer").0, 303);
    let campaign = campaign.to_owned();
    (teacher, campaign)
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(since.elapsed() < Duration::from_mins(2), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn says(teacher: &mut Browser, campaign: &str, words: &str) -> bool {
    teacher.get(campaign).expect("the campaign").1.contains(words)
}

/// P15: of a thousand letters in the queue, those who leave are not written to; `kill -9` loses none and doubles none.
#[tokio::test(flavor = "multi_thread")]
async fn p15_a_campaign_of_a_thousand_killed_in_its_middle_reaches_everybody_once_but_those_who_left() {
    const PEOPLE: usize = 1_000;
    let (data, kept) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let relay = Relay::start(kept.path(), &[]);
    relayed_by(data.path(), relay.port);
    let made = agreeing(&opened(data.path()).await, PEOPLE).await;
    let server = Server::start(data.path());
    let (_, campaign) = lets_leave(data.path(), &server);
    wait_until("letters leave", || relay.taken().len() > 150);
    server.kill();
    let before = relay.taken();
    assert!(before.len() < PEOPLE - 200, "it was killed in the middle: {}", before.len());
    let staying = |number: usize| !number.is_multiple_of(3) || before.keys().any(|to| to.contains(&address(number)));
    let leaving: Vec<PersonId> = (0..PEOPLE).filter(|number| !staying(*number)).map(|number| made[number]).collect();
    let school = opened(data.path()).await;
    let left = leaving.clone();
    let story = school.school.write(move |transaction, vault, moment| {
        let topic = Topic::of("newsletter")?;
        for person in left {
            topics::withdraw(transaction, vault, moment, (person, &topic, Withdrawal::Preferences))?;
        }
        Ok(())
    });
    story.await.expect("they leave");
    drop(school);

    // Two more times, in the middle of what is left.
    for share in [3, 2] {
        release_leases(data.path());
        let server = Server::start(data.path());
        let goal = before.len() + (PEOPLE - leaving.len() - before.len()) / share;
        wait_until("letters leave again", || relay.taken().len() >= goal);
        server.kill();
    }
    release_leases(data.path());
    let server = Server::start(data.path());
    let mut teacher = server.browser();
    let form = "email=helene@exemple.fr&password=quatre+lunes+tranquilles";
    assert_eq!(teacher.post("/connexion", form).expect("an answer").0, 303);
    wait_until("it has left", || says(&mut teacher, &campaign, ">partie<"));
    server.kill();
    let taken = relay.taken();
    for number in 0..PEOPLE {
        let to = taken.iter().find(|(to, _)| to.contains(&address(number)));
        if staying(number) {
            let (_, identifiers) = to.unwrap_or_else(|| panic!("{} was lost", address(number)));
            let first = identifiers.first().expect("one");
            assert!(identifiers.iter().all(|one| one == first), "two that can be told to be two: {identifiers:?}");
        } else {
            assert!(to.is_none(), "{} had left", address(number));
        }
    }
}

/// What a dead worker held is free at once, as it would be five minutes later.
fn release_leases(data: &Path) {
    let connection = rusqlite::Connection::open(data.join("school.sqlite")).expect("the database");
    connection.execute("UPDATE jobs SET leased_until = NULL", []).expect("the jobs");
}

/// P14: a relay that is slow, refuses one address or dies in the middle of a message: nothing is lost, and the totals say so.
#[tokio::test(flavor = "multi_thread")]
async fn p14_a_relay_that_refuses_is_slow_or_dies_in_the_middle_loses_nothing() {
    let (data, kept) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let port = free_port().to_string();
    let refused = address(3);
    let weak = ["--port", &port, "--slow", "0.1", "--refuse", &refused, "--dies-in-message", "5"];
    let mut dying = Relay::start(kept.path(), &weak);
    relayed_by(data.path(), dying.port);
    agreeing(&opened(data.path()).await, 12).await;
    let server = Server::start(data.path());
    let (mut teacher, campaign) = lets_leave(data.path(), &server);
    dying.child.wait().expect("it dies");
    assert!(says(&mut teacher, &campaign, ">en train de partir<"));
    let relay = Relay::start(kept.path(), &["--port", &port, "--refuse", &refused]);
    wait_until("the rest leaves", || says(&mut teacher, &campaign, ">partie<"));
    let taken = relay.taken();
    let reached = |number: usize| taken.keys().filter(|to| to.contains(&address(number))).count();
    assert_eq!((0..12).map(reached).sum::<usize>(), 11, "{:?}", taken.keys());
    assert_eq!(reached(3), 0);
    let page = teacher.get(&campaign).expect("the page").1;
    let refused = page.split("Refusées par le relais</dt><dd>").nth(1).and_then(|rest| rest.split('<').next());
    assert_eq!(refused, Some("1"));
}

/// P14: a provider that asks to wait is left alone: what goes there waits with the letter it put off, and nothing counts as tried.
#[tokio::test(flavor = "multi_thread")]
async fn p14_a_provider_that_asks_to_wait_is_left_alone_for_a_while() {
    const PEOPLE: i64 = 80;
    let (data, kept) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let busy = data.path().join("busy");
    std::fs::write(&busy, "").expect("the relay is busy");
    let relay = Relay::start(kept.path(), &["--busy", &busy.display().to_string()]);
    relayed_by(data.path(), relay.port);
    agreeing(&opened(data.path()).await, PEOPLE as usize).await;
    let server = Server::start(data.path());
    let (mut teacher, campaign) = lets_leave(data.path(), &server);
    let count = |condition: &str| {
        let connection = rusqlite::Connection::open(data.path().join("school.sqlite")).expect("the database");
        let statement = format!("SELECT COUNT(*) FROM jobs WHERE kind = 'mail.campaign' AND {condition}");
        connection.query_row(&statement, [], |row| row.get::<_, i64>(0)).expect("jobs")
    };
    // What was put off comes back after ten seconds at the soonest, what waits at the end of the pause.
    let waits = "leased_until IS NULL AND due_at > (SELECT MAX(paused_until) - 55000 FROM destinations)";
    wait_until("every letter waits", || count(waits) == PEOPLE);
    let asked = std::fs::read_to_string(&busy).expect("who asked").lines().count();
    assert!((1..=16).contains(&asked), "what leaves together was put off together, and no more: {asked}");
    assert!(count("attempts = 0") >= PEOPLE - 16, "waiting is no attempt");
    std::fs::remove_file(&busy).expect("the relay takes letters again");
    let connection = rusqlite::Connection::open(data.path().join("school.sqlite")).expect("the database");
    connection.execute("UPDATE destinations SET paused_until = 0", []).expect("the pause is over");
    connection.execute("UPDATE jobs SET due_at = 0 WHERE kind = 'mail.campaign'", []).expect("they are due");
    wait_until("everything leaves", || says(&mut teacher, &campaign, ">partie<"));
    assert_eq!(relay.taken().len(), PEOPLE as usize);
}

/// The letter's signature covers what stops it, and a verifier that knows nothing of us says it is right (RFC 6376).
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_signed_and_changing_what_stops_it_breaks_the_signature() {
    let (data, kept) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let relay = Relay::start(kept.path(), &[]);
    relayed_by(data.path(), relay.port);
    let key = data.path().join("dkim.pem");
    let made = Command::new("openssl").args(["genrsa", "-traditional", "-out"]).arg(&key).arg("2048").output();
    assert!(made.expect("openssl runs").status.success());
    let settings = std::fs::read_to_string(data.path().join("miravolunex.toml")).expect("the settings");
    let more = format!("{settings}mail_from = \"École <ecole@ecole.example>\"\ndkim_key = {key:?}\n");
    std::fs::write(data.path().join("miravolunex.toml"), more).expect("the settings");
    agreeing(&opened(data.path()).await, 1).await;
    let server = Server::start(data.path());
    lets_leave(data.path(), &server);
    wait_until("it leaves", || relay.taken().keys().any(|to| to.contains(&address(0))));
    server.kill();
    let letters = std::fs::read_dir(kept.path()).expect("the folder").map(|entry| entry.expect("an entry").path());
    let letter = letters.filter(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains(&address(0))));
    let letter = letter.last().expect("the letter");
    assert_eq!(verified(&letter, &key), "True");
    let text = std::fs::read_to_string(&letter).expect("the letter");
    let altered = text.replace("List-Unsubscribe: <http://", "List-Unsubscribe: <http://ailleurs.example/");
    assert_ne!(text, altered);
    std::fs::write(&letter, altered).expect("the letter");
    assert_eq!(verified(&letter, &key), "False");
}

/// What Debian's verifier says of a letter, when the domain publishes the public part of this key.
fn verified(letter: &Path, key: &Path) -> String {
    let public = Command::new("openssl").args(["rsa", "-pubout", "-outform", "DER", "-in"]).arg(key).output();
    let script = "import sys, base64, dkim\n\
                  record = b'v=DKIM1; k=rsa; p=' + base64.b64encode(bytes.fromhex(sys.argv[2]))\n\
                  names = []\n\
                  def dns(name, timeout=5):\n    names.append(name)\n    return record\n\
                  print(dkim.verify(open(sys.argv[1], 'rb').read(), dnsfunc=dns), names[0].decode())";
    let hexadecimal: String = public.expect("openssl runs").stdout.iter().map(|byte| format!("{byte:02x}")).collect();
    let said = Command::new("/usr/bin/python3").args(["-c", script]).arg(letter).arg(hexadecimal).output();
    let said = String::from_utf8(said.expect("python3 runs").stdout).expect("UTF-8");
    let (verdict, name) = said.trim().split_once(' ').expect("python3-dkim is installed");
    assert_eq!(name, "miravolunex._domainkey.ecole.example.");
    verdict.to_owned()
}
