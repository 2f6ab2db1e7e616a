//! What developers are given instead of the school's data (P30): a school of people who do not exist.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use database::{Statement, Value, params};
use privacy::anonymous::{CROWD, Made, Making};
use privacy::{Column, Concern, Protection};
use rusqlite::Connection;

use crate::copy::{leaves_something_everywhere, person};
use crate::support::{Engine, TestSchool, story};

/// So many people did what Ada did: enough for every value of theirs to be shared.
const OTHERS: i64 = 24;

/// Every byte of a data set, its pictures apart.
fn bytes(out: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for name in
        ["school.sqlite", "school.sqlite-wal", "keys.sqlite", "keys.sqlite-wal", "miravolunex.toml", "sign-ins.txt"]
    {
        bytes.extend(std::fs::read(out.join(name)).unwrap_or_default());
    }
    bytes
}

fn opened(out: &Path) -> Connection {
    Connection::open(out.join("school.sqlite")).expect("the data set")
}

fn count(data: &Connection, statement: &str) -> i64 {
    data.query_row(statement, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{statement}: {error}"))
}

/// The values of a column that lead to somebody: keys, fingerprints and what is sealed.
async fn telling(school: &TestSchool, table: &str, column: &Column) -> Vec<Value> {
    let text = format!("SELECT {0} FROM {table} WHERE {0} IS NOT NULL", column.name);
    let mut values = Vec::new();
    let read = school.opened.school.read(move |reader, _, _| {
        reader.visit(Statement::new(text.leak()), params![], |mut row| {
            values.append(&mut row);
            Ok::<_, school::Error>(())
        })?;
        Ok(values)
    });
    read.await.expect("a column")
}

/// Whether a column of the real school holds something that leads to somebody, rather than to what is taught.
fn leads_to_somebody(column: &Column) -> bool {
    let points_to_content = match &column.made {
        Some(Made::From(reference)) => reference.table != "people",
        _ => column.named_by.is_some() || column.name.ends_with("programme_id") || column.name.ends_with("resource_id"),
    };
    matches!(column.concern, Concern::Person(_)) && column.protection != Protection::Plain && !points_to_content
}

story! {
    async fn p30_developers_get_a_school_of_the_same_volumes_without_a_key_or_fingerprint_of_anybody(school: TestSchool) {
        let ada = leaves_something_everywhere(&school).await;
        drop(ada);
        school.multiply(person(&school).await, OTHERS).await;
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("developers");
        let made = school.anonymise(&out).await;
        assert!(made.rows > 1_000 && made.accounts.iter().any(|account| account.role == "learner"), "{made:?}");

        let data = opened(&out);
        let engine = school.opened.school.privacy.clone();
        for table in engine.map().tables().iter().filter(|table| school_has(&table.name)) {
            let real = school.count(format!("SELECT COUNT(*) FROM {}", table.name).leak()).await;
            if matches!(table.making, Making::Drawn(_)) && real > OTHERS && table.name != "gradings" {
                let invented = count(&data, &format!("SELECT COUNT(*) FROM {}", table.name));
                assert!(invented * 2 > real && invented < real * 2, "{}: {real} rows became {invented}", table.name);
            }
        }
        let there = bytes(&out);
        let (identifiers, texts): (HashSet<&[u8]>, HashSet<&[u8]>) =
            (there.windows(16).collect(), there.windows(36).collect());
        let (mut looked_for, mut of_the_school) = (0, Vec::new());
        for table in engine.map().tables() {
            for column in table.columns.iter().filter(|column| column.name == "id" && column.made == Some(Made::Same)) {
                of_the_school.append(&mut telling(&school, &table.name, column).await);
            }
        }
        for table in engine.map().tables().iter().filter(|table| school_has(&table.name)) {
            for column in table.columns.iter().filter(|column| leads_to_somebody(column)) {
                let values = telling(&school, &table.name, column).await;
                for value in values.into_iter().filter(|value| !of_the_school.contains(value)) {
                    looked_for += 1;
                    let place = format!("{}.{}", table.name, column.name);
                    match value {
                        Value::Identifier(id) => {
                            assert!(!identifiers.contains(&id.as_bytes()[..]), "{place} holds a real key");
                            assert!(!texts.contains(id.to_string().as_bytes()), "{place} holds a real key as text");
                        }
                        Value::Bytes(bytes) if bytes.len() >= 16 => {
                            assert!(!identifiers.contains(&bytes[..16]), "{place} holds real bytes");
                        }
                        Value::Text(text) if text.len() >= 36 => {
                            assert!(!texts.contains(&text.as_bytes()[..36]), "{place} holds « {text} »");
                        }
                        _ => {}
                    }
                }
            }
        }
        assert!(looked_for > 2_000, "{looked_for} values were looked for");
    }
}

/// The keys lie in a store of their own, which the tests of the data do not read.
fn school_has(table: &str) -> bool {
    !["data_keys", "destroyed_keys", "vault_check"].contains(&table)
}

story! {
    async fn p30_no_word_of_anybody_is_in_the_developers_data_set(school: TestSchool) {
        leaves_something_everywhere(&school).await;
        school.multiply(person(&school).await, OTHERS).await;
        let engine = school.opened.school.privacy.clone();
        let mut marked = 0;
        for table in engine.map().tables().iter().filter(|table| school_has(&table.name)) {
            let is_marked = |column: &&Column| {
                // A role is a code that decides what becomes of a row; a programme's texts are published, and the engine's own
                // tables hold nothing of anybody.
                column.made != Some(Made::Same)
                    && (&*table.name, &*column.name) != ("people", "role")
                    && !["source_texts", "schema_migrations", "installation"].contains(&table.name.as_str())
                    && column.protection == Protection::Plain
            };
            for column in table.columns.iter().filter(is_marked) {
                marked += mark(&school, &table.name, &column.name).await;
            }
        }
        assert!(marked > 3_000, "{marked} values were marked");
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("developers");
        school.anonymise(&out).await;
        let there = bytes(&out);
        let at = there.windows(8).position(|window| window == b"marqueur");
        let found = at.map(|at| String::from_utf8_lossy(&there[at..there.len().min(at + 60)]).into_owned());
        assert_eq!(found, None);
        assert!(there.windows(7).any(|window| window == b"learner"), "the search itself finds what is there");
    }
}

/// Writes a text of its own into every row of a column, where the column takes texts; how many.
async fn mark(school: &TestSchool, table: &str, column: &str) -> u64 {
    let text = format!("UPDATE {table} SET {column} = 'marqueur-{table}-{column}-' || CAST(random() AS TEXT)");
    let statement = Statement::new(text.leak());
    let marked = school.opened.school.write(move |transaction, _, _| Ok(transaction.execute(statement, params![])?));
    marked.await.unwrap_or(0)
}

story! {
    async fn p30_what_few_share_is_told_of_nobody_alone_or_together(school: TestSchool) {
        leaves_something_everywhere(&school).await;
        let zoe = person(&school).await;
        let others = school.multiply(zoe, 2 * OTHERS).await;
        for (number, person) in others.iter().enumerate() {
            let (language, theme) = if number % 2 == 0 { ("en", "light") } else { ("fr", "dark") };
            let values = vec![language.into(), theme.into(), (*person).into()];
            school.alter("UPDATE people SET language = $1, theme = $2 WHERE id = $3", values).await;
        }
        school.alter("UPDATE people SET language = 'en', theme = 'dark' WHERE id = $1", vec![zoe.into()]).await;
        let browser = vec!["Konqueror".into(), zoe.into()];
        school.alter("UPDATE connections SET browser = $1 WHERE subject_id = $2", browser).await;
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("developers");
        school.anonymise(&out).await;
        let data = opened(&out);
        let people = |condition: &str| count(&data, &format!("SELECT COUNT(*) FROM people WHERE {condition}"));
        assert!(people("language = 'en' AND theme = 'light'") >= CROWD as i64, "what many share is told");
        assert!(people("language = 'fr' AND theme = 'dark'") >= CROWD as i64);
        assert_eq!(people("language = 'en' AND theme = 'dark'"), 0, "what one alone is, nobody is");
        assert_eq!(count(&data, "SELECT COUNT(*) FROM connections WHERE browser = 'Konqueror'"), 0);
        assert!(count(&data, "SELECT COUNT(*) FROM connections") > OTHERS);
    }
}

story! {
    async fn p30_ten_who_point_to_one_do_not_bring_them_across(school: TestSchool) {
        leaves_something_everywhere(&school).await;
        let ada = person(&school).await;
        let others = school.multiply(ada, OTHERS).await;
        // Everybody's request names the account of one, as ten reports of a minor do, and everybody's notice leads to one talk.
        let named = format!("{{\"reported\":\"{ada}\"}}");
        school.alter("UPDATE requests SET detail = $1", vec![named.into()]).await;
        let talk = format!("/equipe/enseignement/messages/{}", others[0]);
        school.alter("UPDATE notices SET path = $1, subject = $1", vec![talk.into()]).await;
        // One has far more than anybody, and often.
        for day in 1..29 {
            let values = vec![format!("2026-10-{day:02}").into(), ada.into()];
            let many = "INSERT INTO progress_days (day, person_id, resource_id, active_seconds)
                        SELECT $1, $2, resource_id, 71234 FROM progress WHERE person_id = $2 LIMIT 1";
            school.alter(many, values).await;
        }
        // A cohort of one, and texts that were withdrawn.
        let alone = "INSERT INTO cohorts (id, programme_id, name, begins_on, created_at)
                     SELECT $1, id, 'seule', '2031-01-01', 1 FROM programmes LIMIT 1";
        school.alter(alone, vec![school.opened.school.moment().identifier().into()]).await;
        school.alter("UPDATE certificates SET revocation_reason = 'fraude de Jean Dupont'", vec![]).await;
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("developers");
        school.anonymise(&out).await;
        let (there, data) = (bytes(&out), opened(&out));
        for secret in [ada.to_string(), others[0].to_string(), "2031-01-01".to_owned(), "Jean Dupont".to_owned()] {
            assert!(!there.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret} is there");
        }
        assert!(count(&data, "SELECT COUNT(*) FROM requests") > OTHERS && count(&data, "SELECT COUNT(*) FROM notices") > OTHERS);
        assert!(count(&data, "SELECT COUNT(*) FROM progress_days") > 10);
        assert_eq!(count(&data, "SELECT COUNT(*) FROM progress_days WHERE active_seconds > 60000"), 0);
    }
}

/// What somebody is known by, and what is not known of them.
type Known = (String, bool);

/// An attacker who knows everything of somebody but one thing looks for those who are the same and believes what most of them are.
fn guessed(target: &Known, among: &[Known]) -> Option<bool> {
    let same: Vec<bool> = among.iter().filter(|(known, _)| *known == target.0).map(|(_, hidden)| *hidden).collect();
    let yes = same.iter().filter(|hidden| **hidden).count();
    (!same.is_empty() && yes * 2 != same.len()).then(|| yes * 2 > same.len())
}

/// What an attacker knows of somebody, and the one thing that they would learn: first all in one row, then across tables.
const ATTACKS: [&str; 2] = [
    "SELECT CAST(quiet_from AS TEXT) || '-' || CAST(quiet_until AS TEXT), rhythm = 'daily' FROM mail_rhythms",
    "SELECT people.language || '-' || people.theme || '-' || CAST(quiet_from AS TEXT) || '-' || CAST(quiet_until AS TEXT),
            presence.warnings = 1
     FROM people JOIN mail_rhythms ON mail_rhythms.person_id = people.id JOIN presence ON presence.person_id = people.id",
];

/// Everybody in a data set, as the attacker sees them.
fn seen(data: &Connection, attack: &str) -> Vec<Known> {
    let mut statement = data.prepare(attack).expect("a statement");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.expect("rows").collect::<Result<_, _>>().expect("rows")
}

#[tokio::test(flavor = "multi_thread")]
async fn p30_whoever_links_rare_combinations_finds_nobody() {
    let school = TestSchool::open(Engine::Sqlite).await;
    leaves_something_everywhere(&school).await;
    let others = school.multiply(person(&school).await, 400).await;
    let below = |most: u64| (school.opened.school.entropy.number() % most).cast_signed();
    let one = |codes: &[&'static str]| codes[below(codes.len() as u64) as usize];
    for person in others {
        let look: Vec<Value> = vec![one(&["fr", "en"]).into(), one(&["", "light", "dark"]).into(), person.into()];
        school.alter("UPDATE people SET language = $1, theme = $2 WHERE id = $3", look).await;
        let rhythm = vec![below(24).into(), below(24).into(), one(&["at_once", "daily"]).into(), person.into()];
        let set = "UPDATE mail_rhythms SET quiet_from = $1, quiet_until = $2, rhythm = $3 WHERE person_id = $4";
        school.alter(set, rhythm).await;
        school
            .alter("UPDATE presence SET warnings = $1 WHERE person_id = $2", vec![below(2).into(), person.into()])
            .await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("developers");
    school.anonymise(&out).await;
    for attack in ATTACKS {
        let real = seen(&Connection::open(school.folder.path().join("school.sqlite")).expect("the school"), attack);
        finds_nobody(&real, &seen(&opened(&out), attack));
    }
}

/// Holds the attacker's guesses about everybody who is alone in what they are known by against a coin's.
fn finds_nobody(real: &[Known], invented: &[Known]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (known, _) in real {
        *times.entry(known).or_default() += 1;
    }
    let rare: Vec<&Known> = real.iter().filter(|(known, _)| times[known.as_str()] == 1).collect();
    assert!(rare.len() > 150 && invented.len() > 250, "{} are alone in what they are known by", rare.len());
    let right = |among: &[Known]| rare.iter().filter(|one| guessed(one, among) == Some(one.1)).count();
    let tried = rare.iter().filter(|one| guessed(one, invented).is_some()).count();
    assert_eq!(right(real), rare.len(), "with the school itself, the attack finds everybody");
    // Four standard deviations beyond a coin: wrong once in thirty thousand runs.
    let most = tried as f64 / 2.0 + 2.0 * (tried as f64).sqrt() + 1.0;
    assert!((right(invented) as f64) < most, "{} of {tried} guesses are right", right(invented));
}
