//! What is sealed stands nowhere readable: not in the database, its write-ahead log, nor the queue.

use crate::support::actor::PASSWORD;
use crate::support::{Engine, TestSchool};

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
