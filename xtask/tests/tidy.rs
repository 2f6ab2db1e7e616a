//! The house rules find what breaks them, each with its file and line.

use std::path::Path;
use std::process::Command;

struct Verdict {
    success: bool,
    said: String,
}

fn tidy(files: &[(&str, &str)]) -> Verdict {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("its folder");
        std::fs::write(path, text).expect("a file");
    }
    let program = env!("CARGO_BIN_EXE_xtask");
    let output = Command::new(program).arg("tidy").arg(folder.path()).output().expect("tidy runs");
    Verdict { success: output.status.success(), said: String::from_utf8(output.stderr).expect("UTF-8") }
}

#[track_caller]
fn assert_refused(path: &str, text: &str, answer: &str) {
    let verdict = tidy(&[(path, text)]);
    assert!(!verdict.success, "{text:?} was let through");
    assert!(verdict.said.contains(answer), "« {answer} » is not in:\n{}", verdict.said);
}

#[track_caller]
fn assert_accepted(path: &str, text: &str) {
    let verdict = tidy(&[(path, text)]);
    assert!(verdict.success, "{text:?} was refused:\n{}", verdict.said);
}

#[test]
fn a_tidy_checkout_passes() {
    assert_accepted("crates/web/src/lib.rs", "//! The pages.\n");
}

#[test]
fn an_arrow_upward_or_sideways_is_refused() {
    let manifest = |name| format!("[dependencies]\n{name} = {{ path = \"../{name}\" }}\n");
    let answer = "crates/vault/Cargo.toml:2: vault may not depend on";
    assert_refused("crates/vault/Cargo.toml", &manifest("school"), answer);
    assert_refused("crates/vault/Cargo.toml", &manifest("journal"), answer);
    assert_refused("crates/vault/Cargo.toml", &manifest("vault"), answer);
    assert_accepted("crates/vault/Cargo.toml", &manifest("database"));
}

#[test]
fn an_arrow_in_the_tests_counts_too() {
    let text = "[dev-dependencies]\nschool = { path = \"../school\" }\n";
    assert_refused("crates/vault/Cargo.toml", text, "crates/vault/Cargo.toml:2: ");
}

#[test]
fn a_crate_without_a_row_is_refused() {
    assert_refused("crates/attic/Cargo.toml", "[dependencies]\n", "the crate attic has no row");
}

#[test]
fn a_dependency_needs_a_reason() {
    let bare = "[workspace.dependencies]\n# The engines.\nsqlite = \"1\"\n\nserde = \"1\"\n";
    assert_refused("Cargo.toml", bare, "Cargo.toml:5: a dependency without a reason");
    assert_accepted("Cargo.toml", "[workspace.dependencies]\nserde = \"1\" # reads settings\n");
}

#[test]
fn a_crate_takes_its_versions_from_the_workspace() {
    assert_refused("crates/web/Cargo.toml", "[dependencies]\nserde = \"1\"\n", "crates/web/Cargo.toml:2: versions");
    assert_accepted("crates/web/Cargo.toml", "[dependencies]\nserde.workspace = true\n");
}

#[test]
fn a_file_that_is_too_long_is_refused_at_the_line_too_many() {
    let rust = |lines: usize| format!("//! Long.\n{}", "const A: u8 = 1;\n".repeat(lines - 1));
    assert_refused("crates/web/src/lib.rs", &rust(401), "lib.rs:401: 401 lines, 400 at most");
    assert_accepted("crates/web/tests/pages.rs", &rust(600));
    assert_refused("crates/web/tests/pages.rs", &rust(601), "pages.rs:601: ");
    assert_refused("templates/pages/home.html", &"<p>\n".repeat(121), "home.html:121: ");
}

#[test]
fn a_file_says_what_it_is_for() {
    assert_refused("crates/web/src/lib.rs", "use std::fmt;\n", "crates/web/src/lib.rs:1: a file begins with //!");
}

#[test]
fn unfinished_work_is_refused() {
    for word in [concat!("todo", "!()"), concat!("unimplemented", "!()"), concat!("#[", "ignore]")] {
        assert_refused("crates/web/src/lib.rs", &format!("//! A.\n\n{word}\n"), "lib.rs:3: ");
    }
    let made = concat!("//! A.\n\n#[", "ignore = \"run by `cargo xtask shot`\"]\n");
    assert_accepted("crates/web/tests/pages.rs", made);
}

#[test]
fn tests_stand_outside_src() {
    let text = concat!("//! A.\n\n#[cfg(", "test)]\n");
    assert_refused("crates/web/src/lib.rs", text, "lib.rs:3: tests stand in the tests folder");
    assert_accepted("crates/web/tests/pages.rs", text);
}

#[test]
fn a_space_at_the_end_of_a_line_is_refused() {
    assert_refused("README.md", "one \n", "README.md:1: a space or tab");
    assert_refused("README.md", "one\t\n", "README.md:1: a space or tab");
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    let refused = [
        ("templates/a.html", "<p>\n<img src=\"https://a.example/x.png\">\n"),
        ("templates/a.html", "<p>\n<link rel=\"stylesheet\" href=\"//a.example/x.css\">\n"),
        ("styles/a.css", "a {}\n@import url('https://a.example/x.css');\n"),
        ("styles/a.css", "a {}\na { background: url(http://a.example/x.png) }\n"),
        ("scripts/a.js", "1;\nimport a from 'https://a.example/x.js';\n"),
    ];
    for (path, text) in refused {
        assert_refused(path, text, &format!("{path}:2: loads from elsewhere"));
    }
    assert_accepted("templates/a.html", "<a href=\"https://www.cnil.fr\">CNIL</a> <img src=\"/static/a.svg\">\n");
}

#[test]
fn a_message_exists_in_both_languages() {
    let verdict = tidy(&[("locales/fr/main.ftl", "one = Un\ntwo = Deux\n"), ("locales/en/main.ftl", "one = One\n")]);
    assert!(!verdict.success);
    assert!(verdict.said.contains("locales/fr/main.ftl:2: two is missing in locales/en/main.ftl"), "{}", verdict.said);
    assert_refused("locales/en/mails.ftl", "one = One\n", "one is missing in locales/fr/mails.ftl");
    let text = "one = Un\none = Une\n";
    assert_refused("locales/fr/main.ftl", text, "locales/fr/main.ftl:2: one stands on line 1 already");
}

#[test]
fn a_wrong_command_is_told_apart_from_a_failed_one() {
    let status = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("shoot").status().expect("it runs");
    assert_eq!(status.code(), Some(2));
}

#[test]
fn words_that_a_page_asks_for_exist_and_words_that_exist_are_asked_for() {
    let with = |page: &str, words: &str| {
        tidy(&[("templates/pages/a.html", page), ("locales/fr/main.ftl", words), ("locales/en/main.ftl", words)])
    };
    let absent = with("{{ frame.t(\"one\") }}", "two = Deux\n");
    assert!(absent.said.contains("templates/pages/a.html:1: there are no words for one"), "{}", absent.said);
    assert!(absent.said.contains("locales/fr/main.ftl:1: nothing asks for two"), "{}", absent.said);
    let whole = with("{{ frame.t(\"one\") }} {{ frame.of(\"kind\", code) }}\n", "one = Un\nkind-lesson = Leçon\n");
    assert!(whole.success, "{}", whole.said);
    let handler = ("crates/web/src/pages/a.rs", "//! A.\nfn a() -> Answer {\n    Ok(go(&target, \"saved\"))\n}\n");
    let silent = tidy(&[handler]);
    assert!(silent.said.contains("a.rs:3: there are no words for flash-saved"), "{}", silent.said);
}

#[test]
fn a_promise_said_to_be_kept_without_its_test_is_refused() {
    let ledger = |but: &str| {
        let numbers =
            (1..=51).map(|number| format!("P{number:02}")).chain((1..=10).map(|number| format!("B{number:02}")));
        let missing = |number: String| {
            let kept = number == but;
            format!("[{number}]\n{}", if kept { "" } else { "missing = \"…\"\n" })
        };
        numbers.map(missing).collect::<String>()
    };
    assert_accepted("privacy/promises.toml", &ledger(""));
    assert_refused("privacy/promises.toml", &ledger("P08"), "P08 is said to be kept, and no test is named p08_");
    assert_refused("privacy/promises.toml", &ledger("").replace("[B10]", "[B11]"), "B10 is not declared");
    let test = ("tests/school/retention.rs", "//! Kept.\n#[test]\nfn p08_what_is_due_goes() {}\n");
    let verdict = tidy(&[("privacy/promises.toml", &ledger("P08")), test]);
    assert!(verdict.success, "{}", verdict.said);
}
