//! Files that people send (P07), seen from the process: how much memory they take.

use std::path::Path;

use crate::support::{Browser, Server, run};

const TYPED: [(&str, &str); 3] = [("desk", "support"), ("subject", "Mon roman"), ("text", "Voici mon roman.")];

/// Somebody with an account, signed in.
fn learner(data: &Path, server: &Server) -> Browser {
    let add = ["person", "add", "--email", "ada@exemple.fr", "--name", "Ada Keller", "--role", "learner"];
    let link = run(data, &add).out;
    let token = link.trim().rsplit('/').next().expect("a token").to_owned();
    let mut browser = server.browser();
    browser.post(&format!("/invitation/{token}"), "password=quatre+lunes+tranquilles").expect("an answer");
    browser.post("/connexion", "email=ada%40exemple.fr&password=quatre+lunes+tranquilles").expect("an answer");
    browser
}

#[test]
fn p07_fifty_megabytes_are_refused_without_being_held_in_memory() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(data.path());
    let mut ada = learner(data.path(), &server);
    ada.post_file("/messages", &TYPED, 1_000).expect("an answer");
    let before = server.peak_bytes();
    let (status, page) = ada.post_file("/messages", &TYPED, 50_000_000).expect("an answer, once everything was sent");
    assert_eq!(status, 422);
    assert!(page.contains("dépasse 10") && page.contains("Voici mon roman."), "{page}");
    let grown = server.peak_bytes() - before;
    assert!(grown < 32_000_000, "it grew by {grown} bytes: a file that may be taken weighs ten megabytes");
}
