//! Who may open what (P30): every address of the router against a table. An address without a row fails, and so does a row without
//! an address.

use std::collections::BTreeMap;

use school::people::Role;

use crate::support::{Actor, Engine, TestSchool, story};

/// Method, address, who: `public`, `signed`, `staff`, or roles.
const TABLE: &str = include_str!("roles.txt");
const ROUTER: &str = include_str!("../../crates/web/src/router.rs");
/// What stands for an identifier that nothing has.
const NOTHING: &str = "0198f000-0000-7000-8000-000000000000";

type Rows = BTreeMap<(String, String), String>;

fn table() -> Rows {
    let row = |line: &str| {
        let mut words = line.split_whitespace().map(str::to_owned);
        let mut next = || words.next().unwrap_or_else(|| panic!("`{line}` is not a row"));
        ((next(), next()), next())
    };
    TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

/// The methods and addresses that the router declares.
fn declared() -> Vec<(String, String)> {
    let mut declared = Vec::new();
    for piece in ROUTER.split(".route(\"").skip(1) {
        let (path, handlers) = piece.split_once('"').expect("a path");
        let handlers =
            handlers.split_once(".route(").map_or(handlers, |(own, _)| own).lines().next().unwrap_or_default();
        for (method, call) in [("GET", "get("), ("POST", "post(")] {
            let called = handlers.contains(&format!(" {call}")) || handlers.contains(&format!(".{call}"));
            declared.extend(called.then(|| (method.to_owned(), path.to_owned())));
        }
    }
    declared
}

/// An address with something in each of its places.
fn filled(path: &str) -> String {
    let fill = |part: &str| if part.starts_with('{') { NOTHING.to_owned() } else { part.to_owned() };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

async fn answer(actor: &mut Actor, (method, path): &(String, String)) -> (u16, String) {
    let page = if method == "GET" { actor.get(&filled(path)).await } else { actor.post(&filled(path), &[]).await };
    (page.status, page.location.unwrap_or_default())
}

#[test]
fn every_address_has_a_row_and_every_row_an_address() {
    let (table, declared) = (table(), declared());
    assert!(declared.len() > 100, "the router was read");
    for address in &declared {
        assert!(table.contains_key(address), "{address:?} has no row in tests/school/roles.txt");
    }
    for address in table.keys() {
        assert!(declared.contains(address), "{address:?} is not an address of the router");
    }
}

story! {
    async fn p09_what_belongs_to_a_person_answers_to_nobody_who_is_not_signed_in(school: TestSchool) {
        for (address, who) in table() {
            let (status, location) = answer(&mut school.visitor(), &address).await;
            let sent = location.starts_with("/connexion?retour=");
            assert_eq!(sent, who != "public", "{address:?} is {who}, and a visitor gets {status} {location}");
        }
    }
}

story! {
    async fn p30_each_role_is_let_into_its_own_pages_and_refused_every_other(school: TestSchool) {
        // On their first day the pages of their role send them to sign and to learn; the pages of others do not exist.
        let people = [
            ("Hélène Muller", "helene@ecole.example", Role::Teacher),
            ("Marc Weber", "marc@ecole.example", Role::Partner),
            ("Sophie Klein", "sophie@ecole.example", Role::Accountant),
            ("Karim Benali", "karim@ecole.example", Role::Support),
            ("Anne Fischer", "anne@ecole.example", Role::PrivacyOfficer),
            ("Paul Schmitt", "paul@ecole.example", Role::Admin),
            ("Ada Roth", "ada@ecole.example", Role::Learner),
        ];
        for (name, email, role) in people {
            let mut actor = school.newcomer(name, email, role).await;
            for (address, who) in table().into_iter().filter(|(_, who)| who != "public" && who != "signed") {
                let (status, location) = answer(&mut actor, &address).await;
                // Whoever is refused again and again is signed out, which is another story.
                school.forget_tallies().await;
                let said = format!("{address:?} is for {who}; {} gets {status} {location}", role.code());
                if who == "staff" {
                    assert_eq!(status == 404, role == Role::Learner, "{said}");
                } else if who.split(',').any(|one| one == role.code()) {
                    assert!(location.starts_with("/equipe/acces?retour="), "{said}");
                } else {
                    assert_eq!(status, 404, "{said}");
                }
            }
        }
    }
}
