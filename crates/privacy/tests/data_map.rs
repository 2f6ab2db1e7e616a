//! The data map: whole as it ships, and each mistake in it answered with its file and line.

use database::Column;
use privacy::{
    Basis, Concern, CountedFrom, DataMap, Difference, Disposal, Kept, Language, PersonLink, Protection, Source, Texts,
};

const CATEGORIES: &str = r#"
[identity]
label = { fr = "Identité", en = "Identity" }
purpose = { fr = "Compte", en = "Account" }
kept = { years = 1 }
counted_from = "account_closure"
retention = { fr = "Inscription + {kept}", en = "Enrolment + {kept}" }
basis = "contract"
erased = "with_account"
"#;
const PURPOSES: &str = r#"
[account]
label = { fr = "Gérer le compte", en = "Managing the account" }
basis = "contract"
source = "P03"
"#;
const ROLES: &str = "support = { fr = \"l'assistance\", en = \"support\" }\n";
const WORDS: &str = r#"
name_sealed = { fr = "nom", en = "name" }
created_at = { fr = "créé le", en = "created on" }
"#;
const CODES: &str = "[name_sealed]\nnobody = { fr = \"personne\", en = \"nobody\" }\n";
const TABLES: &str = r#"
[people]
title = { fr = "Votre compte", en = "Your account" }
about = "Les comptes"
category = "identity"
person = "id"
purposes = ["account"]
source = "provided"
recipients = ["support"]
disposal = "delete"
anonymised = "drawn"
[people.columns]
id = "key"
name_sealed = "sealed"
created_at = { protection = "plain", source = "observed", disposal = "aggregate" }

[notes]
title = { fr = "Vos notes", en = "Your notes" }
about = "Ce qu'une personne note"
category = "identity"
person = "people_id > people"
purposes = ["account"]
source = "provided"
recipients = []
disposal = "keep"
article = "art. 17(3)(b)"
anonymised = "empty"
[notes.columns]
people_id = "key"

[settings]
about = "Les réglages"
category = "none"
reason = "rien sur personne"
anonymised = "copied"
[settings.columns]
value = "plain"
"#;

fn texts() -> Texts<'static> {
    Texts { categories: CATEGORIES, purposes: PURPOSES, roles: ROLES, tables: TABLES, words: WORDS, codes: CODES }
}

fn columns(all: &[(&str, &str)]) -> Vec<Column> {
    let column =
        |(table, name): &(&str, &str)| Column { table: (*table).into(), name: (*name).into(), nullable: false };
    all.iter().map(column).collect()
}

const LIVE: &[(&str, &str)] = &[
    ("people", "id"),
    ("people", "name_sealed"),
    ("people", "created_at"),
    ("notes", "people_id"),
    ("settings", "value"),
];

#[test]
fn the_map_of_the_program_is_whole_and_says_the_five_durations_of_the_policy() {
    let map = DataMap::load().expect("the map");
    let said: Vec<(&str, Kept, CountedFrom)> =
        map.categories().iter().map(|one| (one.code.as_str(), one.kept, one.counted_from)).collect();
    assert_eq!(
        said,
        [
            ("identity", Kept::Years(1), CountedFrom::AccountClosure),
            ("learning", Kept::Years(3), CountedFrom::AccountClosure),
            ("connection", Kept::Months(12), CountedFrom::Event),
            ("exchanges", Kept::Years(2), CountedFrom::LastContact),
            ("payment", Kept::Years(10), CountedFrom::AccountingYearEnd),
        ]
    );
    let connection = map.category("connection").expect("a category");
    assert_eq!(connection.retention(Language::French), "12 mois maximum");
    assert_eq!(connection.retention(Language::English), "12 months at most");
}

#[test]
fn a_column_says_what_its_table_says_unless_it_says_otherwise() {
    let map = DataMap::read(texts()).expect("a map");
    let people = &map.tables()[0];
    let Concern::Person(name) = &people.columns[1].concern else { panic!("about a person") };
    assert_eq!((name.source, &name.disposal), (Source::Provided, &Disposal::Delete));
    assert_eq!(name.recipients, ["support"]);
    assert!(people.columns[1].protection.is_sealed());
    let Concern::Person(created) = &people.columns[2].concern else { panic!("about a person") };
    assert_eq!((created.source, &created.disposal), (Source::Observed, &Disposal::Aggregate));
    assert_eq!(
        (created.purposes.as_slice(), people.columns[2].protection),
        (["account".to_owned()].as_slice(), Protection::Plain)
    );
    let Concern::Person(note) = &map.tables()[1].columns[0].concern else { panic!("about a person") };
    let link = PersonLink::Through { column: "people_id".to_owned(), table: "people".to_owned() };
    assert_eq!(note.person, link);
    assert_eq!(map.tables()[2].columns[0].concern.purposes(), [""; 0]);
    assert_eq!(map.purpose("account").map(|purpose| purpose.basis), Some(Basis::Contract));
}

/// What is answered when one part of a file is replaced: the file, the line and the message.
fn mistake(file: &str, part: &str, other: &str) -> (String, usize, String) {
    let mut texts = texts();
    let text = match file {
        "categories" => &mut texts.categories,
        "purposes" => &mut texts.purposes,
        "roles" => &mut texts.roles,
        "words" => &mut texts.words,
        "codes" => &mut texts.codes,
        _ => &mut texts.tables,
    };
    assert!(text.contains(part), "{part} is not in {file}");
    *text = text.replacen(part, other, 1).leak();
    let error = DataMap::read(texts).expect_err("a mistake");
    assert_eq!(error.file, format!("privacy/{file}.toml"));
    (error.file.to_owned(), error.line, error.message)
}

#[test]
fn each_mistake_is_answered_with_its_line() {
    let cases = [
        ("tables", "\"identity\"\nperson = \"id\"", "\"identite\"\nperson = \"id\"", 5, "no category identite"),
        ("tables", "[\"account\"]", "[\"acount\"]", 7, "no purpose acount"),
        ("tables", "[\"support\"]", "[\"suport\"]", 9, "no role suport"),
        ("tables", "person = \"id\"\n", "", 2, "needs person"),
        ("tables", "purposes = [\"account\"]", "purposes = []", 2, "at least one purpose"),
        ("tables", "article = \"art. 17(3)(b)\"\n", "", 17, "needs article"),
        ("tables", "> people", "> persons", 21, "no table persons"),
        ("tables", "reason = \"rien sur personne\"", "person = \"value\"", 31, "about nobody"),
        ("tables", "reason = \"rien sur personne\"\n", "", 31, "why it is about nobody"),
        ("tables", "name_sealed = \"sealed\"", "name_sealed = \"seald\"", 14, "seald"),
        ("tables", "protection = \"plain\", ", "", 15, "protection"),
        ("tables", "about = \"Les comptes\"", "abuot = \"Les comptes\"", 4, "abuot"),
        ("tables", "title = { fr = \"Votre compte\", en = \"Your account\" }\n", "", 2, "needs title"),
        ("tables", "created_at = {", "made_at = {", 15, "has no words"),
        ("tables", "anonymised = \"drawn\"\n", "", 2, "needs anonymised"),
        ("tables", "anonymised = \"drawn\"", "anonymised = \"mixed\"", 11, "not mixed"),
        ("tables", "anonymised = \"drawn\"", "anonymised = \"copied\"", 13, "cannot be copied"),
        ("tables", "anonymised = \"drawn\"", "anonymised = \"drawn\"\nby = [\"rank\"]", 12, "no column people.rank"),
        (
            "tables",
            "anonymised = \"empty\"",
            "anonymised = \"empty\"\nper = \"people on id\"",
            17,
            "rows are not drawn",
        ),
        ("tables", "\"sealed\"", "{ protection = \"sealed\", made = \"guessed\" }", 14, "no rule « guessed »"),
        ("tables", "\"sealed\"", "{ protection = \"sealed\", made = \"from persons\" }", 14, "no table persons"),
        ("categories", "+ {kept}\", en", "\", en", 7, "lack {kept}"),
        ("categories", "erased = \"with_account\"", "erased = \"kept\"", 9, "has an exception if"),
        ("categories", "years = 1", "decades = 1", 5, "decades"),
        ("purposes", "\"contract\"", "\"contrat\"", 4, "contrat"),
        (
            "purposes",
            "[account]",
            "[unused]\nlabel = { fr = \"\", en = \"\" }\nbasis = \"consent\"\nsource = \"\"\n[account]",
            2,
            "unused",
        ),
        (
            "words",
            "created_at = ",
            "unknown = { fr = \"\", en = \"\" }\ncreated_at = ",
            3,
            "no column is called unknown",
        ),
        ("codes", "[name_sealed]", "[name]", 1, "name has no words"),
        ("roles", "en = \"support\"", "de = \"Hilfe\"", 1, "de"),
    ];
    for (file, part, other, line, words) in cases {
        let (_, found, message) = mistake(file, part, other);
        assert!(message.contains(words), "{message} instead of {words}");
        assert_eq!(found, line, "{message}");
    }
}

#[test]
fn a_map_and_its_schema_that_agree_have_no_difference() {
    let map = DataMap::read(texts()).expect("a map");
    assert_eq!(map.differences(&columns(LIVE)), Vec::new());
}

#[test]
fn every_difference_between_the_map_and_a_schema_is_told() {
    let map = DataMap::read(texts()).expect("a map");
    let mut live = LIVE.to_vec();
    live.retain(|one| one.0 != "settings" && one.1 != "created_at");
    live.extend([("people", "birth_date"), ("visits", "at")]);
    let pair = |table: &str, column: &str| (table.to_owned(), column.to_owned());
    let (table, column) = pair("people", "birth_date");
    let (kept, gone) = pair("people", "created_at");
    let mut told = map.differences(&columns(&live));
    told.sort_by_key(|one| format!("{one:?}"));
    let mut expected = vec![
        Difference::UndeclaredColumn(table, column),
        Difference::UndeclaredTable("visits".to_owned()),
        Difference::AbsentColumn(kept, gone),
        Difference::AbsentTable("settings".to_owned()),
    ];
    expected.sort_by_key(|one| format!("{one:?}"));
    assert_eq!(told, expected);
}

#[test]
fn a_columns_name_and_its_protection_agree() {
    let mut texts = texts();
    texts.tables = TABLES.replace("name_sealed = \"sealed\"", "name_sealed = \"plain\"\nphone = \"sealed\"").leak();
    texts.words = format!("{WORDS}phone = {{ fr = \"téléphone\", en = \"telephone\" }}\n").leak();
    let map = DataMap::read(texts).expect("a map");
    let live = [LIVE, &[("people", "phone")]].concat();
    let told = map.differences(&columns(&live));
    assert!(told.contains(&Difference::NameWithoutTheSeal("people".to_owned(), "name_sealed".to_owned())), "{told:?}");
    assert!(told.contains(&Difference::SealedWithoutTheName("people".to_owned(), "phone".to_owned())), "{told:?}");
}
