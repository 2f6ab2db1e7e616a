//! The copy of everything held (P37), and what one takes elsewhere (P41).

use std::collections::BTreeMap;
use std::io::Read;

use database::{Statement, Uuid, Value, params};
use privacy::{Column, Form, Holding, Protection, Shown};
use serde_json::json;
use vault::{Access, Category};

use crate::journey::{VIEW, address, complete_everything, enrolled, is_lesson, progress_url};
use crate::support::{Actor, Engine, Page, TestSchool, story};

/// The files of a ZIP by name.
pub(crate) fn files(page: &Page) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(page.body.clone())).expect("a ZIP");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let name = file.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        files.insert(name, bytes);
    }
    files
}

pub(crate) async fn copy(ada: &mut Actor) -> BTreeMap<String, Vec<u8>> {
    let page = ada.post("/mes-donnees/copie", &[]).await;
    page.assert_status(200);
    files(&page)
}

pub(crate) async fn person(school: &TestSchool) -> Uuid {
    let statement = Statement::new("SELECT id FROM people ORDER BY created_at LIMIT 1");
    school.opened.school.read(move |reader, _, _| Ok(reader.one(statement, params![])?)).await.expect("Ada")
}

/// Ada does something of everything that leaves a row.
pub(crate) async fn leaves_something_everywhere(school: &TestSchool) -> Actor {
    let (mut ada, programme) = enrolled(school).await;
    complete_everything(school, &mut ada, &programme).await;
    ada.submit("/profil", &[("name", "Ada Keller"), ("phone", "+33 6 12 34 56 78")]).await;
    ada.submit("/profil/adresse", &[("email", "nouvelle@exemple.fr")]).await;
    let url = progress_url(&mut ada, &address(&programme, is_lesson)).await;
    ada.get("/espace").await.assert_status(200);
    school.pass(jiff::SignedDuration::from_secs(60));
    ada.post_json(&url, &json!({ "view": VIEW, "active_seconds": 40 })).await.assert_status(200);
    ada.submit("/mes-donnees/s-opposer", &[("purpose", "security"), ("text", "Mes raisons.")]).await;
    let statement = [("wish", "statement"), ("category", "learning"), ("text", "Ma déclaration.")];
    ada.submit("/mes-donnees/corriger", &statement).await;
    let module = &programme.modules[0].slug;
    let path = format!("/programmes/{}/echeances/{module}", programme.slug);
    ada.submit(&path, &[("due_on", "2027-01-15")]).await;
    ada.post("/mes-donnees/copie", &[]).await.assert_status(200);
    let choice = [("act", "give"), ("topic", "newsletter"), ("version", "1"), ("language", "fr")];
    ada.submit("/profil/preferences", &choice).await.assert_status(200);
    let settings = [("act", "settings"), ("by_mail", "courses"), ("in_app", "courses"), ("rhythm", "at_once")];
    ada.submit("/profil/preferences", &[&settings[..], &[("quiet_from", "22"), ("quiet_until", "7")]].concat()).await;
    let question = [("desk", "teaching"), ("subject", "Une question"), ("text", "Comment faire ?")];
    ada.submit_files("/messages", &question, &[("budget.csv", b"mois;montant\n")]).await.assert_status(200);
    ada.submit("/profil/securite/second-facteur", &[("act", "begin")]).await.assert_status(200);
    let sending = [("shape", "document"), ("address", "https://lrs.invalid/"), ("name", "ada"), ("password", "secret")];
    ada.submit("/mes-donnees/emporter/envoi", &sending).await.assert_status(200);
    let form = [("days", "30"), ("current", crate::support::actor::PASSWORD)];
    ada.submit("/mes-donnees/fermeture", &form).await;
    school.work().await;
    let (subject, engine) = (person(school).await, school.opened.school.privacy.clone());
    school
        .opened
        .school
        .write(move |transaction, _, moment| {
            privacy::place(transaction, moment, subject, None, (privacy::HoldKind::LegalHold, "ordonnance"))?;
            let from = (privacy::CountedFrom::AccountClosure, moment.now);
            Ok(privacy::begin_term(transaction, &engine, (subject, subject), from)?)
        })
        .await
        .expect("a hold and a term");
    others_leave_something(school, subject).await;
    ada
}

/// What the staff's work leaves about her: an authority's request, an incident, an appeal.
async fn others_leave_something(school: &TestSchool, subject: Uuid) {
    let story = school.opened.school.write(move |transaction, vault, moment| {
        let id = moment.identifier();
        let appeal = vault.seal(moment, subject, vault::Category::Learning, "appeals.text_sealed", "Pourquoi ?")?;
        let comment = vault.seal(moment, subject, vault::Category::Learning, "gradings.comment_sealed", "Très clair.")?;
        let language = coursework::Language::Fr;
        let version = school::access::undertaking()?.version;
        school::access::sign(transaction, vault, moment, (subject.into(), language), version)?;
        let rows: [(&'static str, Vec<Value>); 14] = [
            (
                "INSERT INTO gradings (person_id, resource_id, question, levels, comment_sealed, graded_at, graded_by)
                 SELECT $1, id, 'q', '[1]', $2, $3, $1 FROM resources LIMIT 1",
                vec![subject.into(), comment.into(), moment.now.into()],
            ),
            (
                "INSERT INTO trainings (id, person_id, version, passed_at) VALUES ($1, $2, 1, $3)",
                vec![id.into(), subject.into(), moment.now.into()],
            ),
            (
                "INSERT INTO accesses (person_id, granted_at, confirmed_at, lapses_at, warned_at, used_at)
                 VALUES ($1, $2, $2, $2, $2, $2)",
                vec![subject.into(), moment.now.into()],
            ),
            (
                "INSERT INTO recovery_codes (person_id, code_hash, used_at) VALUES ($1, $2, $3)",
                vec![subject.into(), vec![7_u8].into(), moment.now.into()],
            ),
            (
                "INSERT INTO bounces (person_id, status, bounced_at) VALUES ($1, '5.1.1', $2)",
                vec![subject.into(), moment.now.into()],
            ),
            (
                "INSERT INTO campaigns (id, topic, subject_fr, body_fr, subject_en, body_en, written_by, changed_at,
                                        queued_count, sent_count, left_count, refused_count)
                 VALUES ($1, 'events', 'Rencontre', 'Venez.', '', '', $1, $2, 0, 0, 0, 0)",
                vec![id.into(), moment.now.into()],
            ),
            (
                "INSERT INTO event_registrations (campaign_id, person_id, registered_at) VALUES ($1, $2, $3)",
                vec![id.into(), subject.into(), moment.now.into()],
            ),
            (
                "INSERT INTO notices (id, person_id, topic, kind, subject, path, occasion, in_app, by_mail, created_at)
                 VALUES ($1, $2, 'courses', 'content-one', 'Leçon', '/', 'o', TRUE, TRUE, $3)",
                vec![id.into(), subject.into(), moment.now.into()],
            ),
            (
                "INSERT INTO recipients (id, name, service, hosts, country, contract, contract_on, review_on, categories, added_at,
                                         is_outside) VALUES ($1, 'Relais', 's', '', 'FR', 'c', '2026-01-01', '2027-01-01', '', $2, FALSE)",
                vec![id.into(), moment.now.into()],
            ),
            (
                "INSERT INTO recipient_notices (id, recipient_id, person_id, change, made_at) VALUES ($1, $1, $2, 'erased', $3)",
                vec![id.into(), subject.into(), moment.now.into()],
            ),
            (
                "INSERT INTO incidents (id, title, known_at, nature, categories, description, consequences, measures, risk,
                                        entered_at, people_count) VALUES ($1, 'Clé', $2, '', '', '', '', '', 'none', $2, 1)",
                vec![id.into(), moment.now.into()],
            ),
            ("INSERT INTO incident_people (incident_id, person_id) VALUES ($1, $2)", vec![id.into(), subject.into()]),
            (
                "INSERT INTO disclosure_people (disclosure_id, person_id, hold_id, authority, reference, rows_count, is_secret)
                 VALUES ($1, $2, $1, 'Tribunal', '26/1', 0, FALSE)",
                vec![id.into(), subject.into()],
            ),
            (
                "INSERT INTO appeals (attempt_id, person_id, asked_at, text_sealed)
                 SELECT id, $1, $2, $3 FROM attempts WHERE person_id = $1 LIMIT 1",
                vec![subject.into(), moment.now.into(), appeal.into()],
            ),
        ];
        for (text, values) in rows.into_iter().chain(what_she_is(vault, moment, (id, subject))?) {
            assert_eq!(transaction.execute(Statement::new(text), &values)?, 1, "{text}");
        }
        Ok(())
    });
    story.await.expect("rows");
}

/// What she may be besides a learner: a partner, in a cohort, with a passkey.
fn what_she_is(
    vault: &vault::Vault,
    moment: &database::Moment,
    (id, subject): (Uuid, Uuid),
) -> Result<[(&'static str, Vec<Value>); 7], school::Error> {
    let identity = vault::Category::Identity;
    let label = vault.seal(moment, subject, identity, "passkeys.label_sealed", "Téléphone")?;
    let key = vault.seal(moment, subject, identity, "passkeys.credential_sealed", "{}")?;
    Ok([
        (
            "INSERT INTO security_events (kind, key, hour, times, first_at, last_at, response, person_id)
             VALUES ('refusals', $3, $2, 31, $2, $2, 'slowed', $1)",
            vec![subject.into(), moment.now.into(), vec![9_u8].into()],
        ),
        (
            "INSERT INTO partners (slug, person_id, reference, checked_at, checked_by, review_on)
             VALUES ('atelier-du-rhin', $1, 'Contrat', $2, $1, '2027-05-03')",
            vec![subject.into(), moment.now.into()],
        ),
        (
            "INSERT INTO name_sharings (person_id, shared_at) VALUES ($1, $2)",
            vec![subject.into(), moment.now.into()],
        ),
        (
            "INSERT INTO cohorts (id, programme_id, name, begins_on, created_at)
             SELECT $1, id, 'Décembre', '2026-12-01', $2 FROM programmes LIMIT 1",
            vec![id.into(), moment.now.into()],
        ),
        (
            "INSERT INTO cohort_members (cohort_id, person_id, joined_at) VALUES ($1, $2, $3)",
            vec![id.into(), subject.into(), moment.now.into()],
        ),
        (
            "INSERT INTO looks (person_id, looked_by, day, what, reason, first_at)
             VALUES ($1, $1, '2026-11-23', 'list', 'cohort', $2)",
            vec![subject.into(), moment.now.into()],
        ),
        (
            "INSERT INTO passkeys (id, person_id, credential_hash, credential_sealed, label_sealed, created_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6)",
            vec![id.into(), subject.into(), vec![9_u8].into(), key.into(), label.into(), moment.now.into()],
        ),
    ])
}

/// A value that stands nowhere else, of the kind that the column holds, and how the copy writes it; nothing for what cannot be
/// told apart, such as yes and no.
fn marker(number: i64, column: &Column, now: &Shown) -> Option<(Value, String)> {
    let form = column.words.as_ref().map(|words| words.form);
    let at = jiff::Timestamp::from_millisecond(4_102_444_800_000 + number * 86_400_000).expect("an instant");
    match (form, now) {
        // A name of something else, and what her session depends on.
        _ if column.named_by.is_some() || matches!(column.name.as_str(), "closed_at" | "role") => None,
        (Some(Form::Flag), _) | (_, Shown::Flag(_)) => None,
        (Some(Form::Instant), _) => Some((at.into(), at.to_string())),
        (Some(Form::Day), _) => {
            let day = at.to_string()[..10].to_owned();
            Some((day.as_str().into(), day))
        }
        (Some(Form::Seconds | Form::Hundredths), _) | (_, Shown::Number(_)) => {
            Some(((7_000_000 + number).into(), (7_000_000 + number).to_string()))
        }
        _ => Some((format!("repère-{number}").into(), format!("repère-{number}"))),
    }
}

/// Writes a marker into a column of every row of a person, as a story of its own.
async fn mark(school: &TestSchool, subject: Uuid, (table, column): (&str, &Column), value: Value) -> bool {
    let concern =
        school.opened.school.privacy.map().tables().iter().find(|one| one.name == table).expect("a table").clone();
    let person = concern.person_column().cloned();
    let condition = person.map_or_else(|| "1 = 1".to_owned(), |person| format!("{person} = $2"));
    let text = format!("UPDATE {table} SET {} = $1 WHERE {condition}", column.name);
    let statement = Statement::new(text.leak());
    let by_person = statement.text().contains("$2");
    let values = if by_person { vec![value, subject.into()] } else { vec![value] };
    let written =
        school.opened.school.write(move |transaction, _, _| Ok(transaction.execute(statement, &values)?)).await;
    written.is_ok_and(|rows| rows > 0)
}

/// The rows of a holding as they are, and what they are sealed for.
async fn first_row(school: &TestSchool, subject: Uuid, holding: &Holding) -> Vec<Shown> {
    let (holding, name) = (holding.clone(), holding.table.name.clone());
    let read = school.opened.school.read(move |reader, vault, _| {
        let mut rows = Vec::new();
        holding.read(reader, vault, (subject, Some(1)), |row| {
            rows.push(row);
            Ok::<_, school::Error>(())
        })?;
        Ok(rows)
    });
    let mut rows = read.await.expect("rows");
    assert!(!rows.is_empty(), "Ada has no row in {name}: let the story leave one");
    rows.remove(0)
}

story! {
    async fn p37_the_copy_holds_every_mapped_column_that_a_person_has_a_value_in(school: TestSchool) {
        let mut ada = leaves_something_everywhere(&school).await;
        let subject = person(&school).await;
        let engine = school.opened.school.privacy.clone();
        let mut expected = Vec::new();
        let mut number = 0;
        for category in engine.map().categories() {
            for holding in engine.holdings(&category.code) {
                let row = first_row(&school, subject, holding).await;
                for (column, now) in holding.columns.iter().zip(&row) {
                    number += 1;
                    if let Shown::File(_) = now {
                        expected.push("-budget.csv".to_owned());
                    } else if column.protection == Protection::Sealed {
                        if let Shown::Sealed(value) = now {
                            expected.push(value.reveal(Access::own(subject)).expect("her own").clone());
                        }
                    } else if let Some((value, text)) = marker(number, column, now)
                        && mark(&school, subject, (&holding.table.name, column), value).await
                    {
                        expected.push(text);
                    }
                }
            }
        }
        assert!(expected.len() > 80, "{} values were told apart", expected.len());
        let files = copy(&mut ada).await;
        let json = String::from_utf8(files["mes-donnees.json"].clone()).expect("UTF-8");
        let told: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        // Nothing is held of payments yet.
        for category in told["categories"].as_array().expect("categories").iter().filter(|one| one["code"] != "payment") {
            for field in ["purposes", "recipients"] {
                assert!(category[field].as_array().is_some_and(|list| !list.is_empty()), "{field} of {}", category["code"]);
            }
            assert!(category["kept"].as_str().is_some_and(|kept| !kept.is_empty()), "{}", category["code"]);
        }
        let plain: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let told = plain.to_string();
        let missing: Vec<&String> =
            expected.iter().filter(|one| !told.contains(serde_json::json!(one).to_string().trim_matches('"'))).collect();
        assert_eq!(missing, Vec::<&String>::new());
    }
}

story! {
    async fn p37_the_copy_reads_well_says_why_and_is_nobody_elses(school: TestSchool) {
        let mut bob = school.learner("Bob Martin", "bob@exemple.fr").await;
        bob.submit("/profil", &[("name", "Bob <b>Martin</b>"), ("phone", "")]).await;
        let (mut ada, _) = enrolled(&school).await;
        let files = copy(&mut bob).await;
        assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), ["mes-donnees.html", "mes-donnees.json", "mes-donnees.pdf"]);
        let html = String::from_utf8(files["mes-donnees.html"].clone()).expect("UTF-8");
        for words in ["Tout ce que nous gardons de vous", "CNIL", "Bob &#60;b&#62;Martin", "203.0.113.7", "contrat"] {
            assert!(html.contains(words), "{words}");
        }
        assert!(!html.contains("<b>") && !html.contains("Ada"), "nobody else's, and nothing that runs");
        assert!(files["mes-donnees.pdf"].starts_with(b"%PDF-"));
        let page = bob.get("/mes-donnees").await;
        page.assert_says("Copie de vos données");
        let request = page.attributes(".timeline a", "href").remove(0);
        bob.get(&request).await.assert_says("C'est fait.");
        ada.get(&request).await.assert_status(404);
        assert_eq!(school.visitor().post("/mes-donnees/copie", &[]).await.location.as_deref(), Some("/connexion?retour=/mes-donnees/copie"));
    }
}

story! {
    async fn p41_what_is_taken_away_is_what_was_given_and_observed_not_what_was_deduced(school: TestSchool) {
        let (mut ada, programme) = enrolled(&school).await;
        complete_everything(&school, &mut ada, &programme).await;
        let page = ada.post("/mes-donnees/emporter", &[]).await;
        page.assert_status(200);
        let data = page.json();
        assert_eq!(data["right"], "portability");
        let column = |category: usize, table: &str, column: &str| {
            let tables = data["categories"][category]["tables"].as_array().expect("tables");
            let table = tables.iter().find(|one| one["name"] == table)?;
            table["rows"].as_array().expect("rows").first().map(|row| row[column].clone())
        };
        assert_eq!(column(0, "people", "name_sealed"), Some("Ada Keller".into()));
        assert!(column(1, "progress", "active_seconds").is_some_and(|value| value.is_number()), "observed");
        assert!(column(1, "exercise_answers", "answer_sealed").is_some_and(|value| value.is_string()), "given");
        assert_eq!(column(1, "exercise_answers", "verdict"), Some(serde_json::Value::Null), "what we deduced stays");
        assert_eq!(column(2, "connections", "at"), None, "connection data rests on a legitimate interest");
        let schema = school.visitor().get("/api/schemas/donnees-personnelles-1.json").await.json();
        let address = data["format"].as_str().expect("an address");
        assert!(address.ends_with("/api/schemas/donnees-personnelles-1.json"));
        for key in schema["required"].as_array().expect("keys") {
            assert!(!data[key.as_str().expect("a key")].is_null(), "{key}");
        }
    }
}

/// Sealed values of one's conversations open for their owner alone.
#[test]
fn categories_of_the_vault_and_of_the_map_are_the_same() {
    let map = privacy::DataMap::load().expect("the map");
    let codes: Vec<&str> = map.categories().iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, Category::ALL.map(Category::code));
}
