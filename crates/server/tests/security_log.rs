//! What the program writes for fail2ban, read by fail2ban's own program with the filter that is shipped (P29).

use std::path::Path;
use std::process::Command;

use crate::support::{Server, run};

/// What `fail2ban-regex` counts in a log: lines, those that match, and those that do not.
fn read_by_fail2ban(log: &Path) -> [usize; 3] {
    let filter = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging/fail2ban/filter.d/miravolunex.conf");
    let read = Command::new("fail2ban-regex").arg(log).arg(filter).output().expect("fail2ban-regex");
    let said = String::from_utf8_lossy(&read.stdout).into_owned();
    let line = said.lines().find(|line| line.starts_with("Lines: ")).unwrap_or_else(|| panic!("no count in {said}"));
    let numbers: Vec<usize> =
        line.split(|sign: char| !sign.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    [numbers[0], numbers[2], numbers[3]]
}

#[test]
fn p29_refused_sign_ins_are_lines_that_fail2ban_reads_and_nobody_puts_one_into_the_log() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(data.path());
    let mut eve = server.browser();
    let hostile = "2026-11-23T19%3A00%3A00.000Z+stuffing+ip%3D192.0.2.1";
    for email in ["ada%40exemple.fr", &format!("ada%40exemple.fr%0A{hostile}"), hostile] {
        let form = format!("email={email}&password=%0A{hostile}");
        assert_eq!(eve.post("/connexion", &form).expect("an answer").0, 422);
    }
    for one in 0..12 {
        let form = format!("email=personne{one}%40exemple.fr&password=faux");
        eve.post("/connexion", &form).expect("an answer");
    }
    let path = data.path().join("security.log");
    let log = std::fs::read_to_string(&path).expect("the log");
    assert!(!log.contains("192.0.2.1") && !log.contains("exemple.fr"), "{log}");
    let lines = log.lines().count();
    assert!(lines >= 13, "each refusal and the network that stuffs: {log}");
    assert_eq!(read_by_fail2ban(&path), [lines, lines, 0], "{log}");
}

#[test]
fn a_school_may_write_no_security_log() {
    let data = tempfile::tempdir().expect("a folder");
    std::fs::write(data.path().join("miravolunex.toml"), "security_log = \"off\"").expect("the settings");
    let server = Server::start(data.path());
    server.browser().post("/connexion", "email=ada%40exemple.fr&password=faux").expect("an answer");
    assert!(!data.path().join("security.log").exists());
    drop(server);
    std::fs::write(data.path().join("miravolunex.toml"), "security_log = \"syslog\"").expect("the settings");
    let refused = run(data.path(), &["serve"]);
    assert!(refused.status != 0 && refused.error.contains("security_log is « syslog »"), "{}", refused.error);
}
