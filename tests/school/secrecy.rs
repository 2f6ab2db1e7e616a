//! What is sealed stands nowhere readable: not in the database, its write-ahead log, nor the queue.

use database::{Statement, Value, params};
use sha2::{Digest, Sha256};

use crate::copy::leaves_something_everywhere;
use crate::support::actor::PASSWORD;
use crate::support::{Engine, TestSchool, story};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_personal_stands_readable_in_any_file_of_the_data_folder() {
    let school = TestSchool::open(Engine::Sqlite).await;
    school.import("piloter-sa-tresorerie").await;
    let mut ada = school.learner("Ada Wagner-Keller", "ada.wagner@exemple.fr").await;
    ada.submit("/profil", &[("name", "Ada Wagner-Keller"), ("phone", "03 88 11 22 33")]).await.assert_status(200);
    ada.submit("/profil/adresse", &[("email", "ada.nouvelle@exemple.fr")]).await.assert_status(200);
    ada.post("/connexion/oubli", &[("email", "inconnue@exemple.fr")]).await.assert_status(200);
    let stored = school.stored_bytes();
    let secrets = ["Wagner", "ada.wagner", "ada.nouvelle", "inconnue@", "03 88 11 22 33", "203.0.113.7", PASSWORD];
    for secret in secrets {
        let found = stored.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret.as_bytes()));
        assert!(!found, "« {secret} » stands readable on disk");
    }
    assert!(stored.windows(7).any(|window| window == b"account"), "the search itself finds what is readable");
}

/// What Ada typed and what is known of her, whatever she did; and what somebody who knows her address would look for.
fn of_ada() -> Vec<Vec<u8>> {
    let typed = [
        "Ada Keller",
        "Keller",
        "ada@exemple.fr",
        "nouvelle@exemple.fr",
        "+33 6 12 34 56 78",
        "203.0.113.7",
        "Mes raisons.",
        "Ma déclaration.",
        "Comment faire ?",
        "budget.csv",
        "mois;montant",
        "lrs.invalid",
        "Pourquoi ?",
        "Très clair.",
        PASSWORD,
    ];
    let plain = typed.iter().map(|text| text.as_bytes().to_vec());
    let hashed = ["ada@exemple.fr", "nouvelle@exemple.fr", "Ada Keller"].into_iter().flat_map(|text| {
        let digest = Sha256::digest(text.as_bytes());
        [digest.to_vec(), school::hexadecimal(&digest).into_bytes()]
    });
    plain.chain(hashed).collect()
}

story! {
    async fn p29_a_copy_of_the_database_without_its_keys_tells_a_stranger_nothing_of_a_person(school: TestSchool) {
        leaves_something_everywhere(&school).await;
        let secrets = of_ada();
        let read = school.opened.school.read(move |reader, _, _| {
            let mut tables: Vec<String> = reader.columns()?.into_iter().map(|column| column.table).collect();
            tables.dedup();
            let (mut found, mut values) = (Vec::new(), 0);
            for table in tables {
                reader.visit(Statement::new(format!("SELECT * FROM {table}").leak()), params![], |row| {
                    for value in row {
                        let bytes = match value {
                            Value::Text(text) => text.into_bytes(),
                            Value::Bytes(bytes) => bytes,
                            _ => continue,
                        };
                        values += 1;
                        let holds = |secret: &&Vec<u8>| {
                            bytes.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret))
                        };
                        if let Some(secret) = secrets.iter().find(holds) {
                            found.push((table.clone(), String::from_utf8_lossy(secret).into_owned()));
                        }
                    }
                    Ok::<_, school::Error>(())
                })?;
            }
            Ok((found, values))
        });
        let (found, values) = read.await.expect("the whole database");
        assert_eq!(found, Vec::new());
        assert!(values > 500, "{values} values were read");
    }
}

/// Answers whether a text and a type can do something, by the compiler's own choice: what a type has of its own comes before
/// what every type has.
macro_rules! can {
    ($type:ty: $($bound:tt)+) => {{
        trait Otherwise {
            const CAN: bool = false;
        }
        impl<T> Otherwise for T {}
        struct Probe<T>(std::marker::PhantomData<T>);
        impl<T: $($bound)+> Probe<T> {
            const CAN: bool = true;
        }
        assert!(!<Probe<$type> as Otherwise>::CAN);
        (Probe::<String>::CAN, Probe::<$type>::CAN)
    }};
}

#[test]
fn b08_a_personal_value_can_neither_be_shown_nor_logged_nor_written_out() {
    type Value = vault::Personal<String>;
    let answers = [
        can!(Value: std::fmt::Display),
        can!(Value: std::fmt::Debug),
        can!(Value: serde::Serialize),
        can!(Value: ToString),
        can!(Value: Into<String>),
        can!(Value: AsRef<str>),
    ];
    assert_eq!(answers, [(true, false); 6], "a text can, a personal value cannot");
}
