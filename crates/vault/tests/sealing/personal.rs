//! A personal value in memory shows itself to those whom it reaches, and to no formatter (B08).

use database::Database;
use vault::{Access, Category, Personal, Service};

use crate::postgres::on_both_engines;
use crate::vaults::{Kit, PLACE, blocking, someone};

on_both_engines! {
    async fn a_value_is_revealed_to_its_person_and_to_the_services_they_rely_on(database: Database) {
        let kit = Kit::open(database).await;
        let (camille, alex) = (someone(), someone());
        let sealed = kit.seal(camille, "Camille Durand").await;
        let value = blocking(&kit.vault, move |vault| vault.open_value(camille, Category::Identity, PLACE, &sealed))
            .await
            .expect("it opens");
        assert_eq!(value.reveal(Access::own(camille)).expect("their own"), "Camille Durand");
        assert!(value.reveal(Access::own(alex)).is_err());
        assert_eq!(value.reveal(Access::service(Service::MailDelivery)).expect("a service"), "Camille Durand");
    }
}

/// Compiles only while a type lacks a trait: with it, two implementations would fit and the compiler could not choose.
macro_rules! assert_lacks {
    ($kind:ty, $bound:path) => {{
        struct WithIt;
        trait Ambiguous<A> {
            fn chosen() {}
        }
        impl<T: ?Sized> Ambiguous<()> for T {}
        impl<T: ?Sized + $bound> Ambiguous<WithIt> for T {}
        <$kind as Ambiguous<_>>::chosen();
    }};
}

#[test]
fn a_personal_value_cannot_be_printed() {
    assert_lacks!(Personal<String>, std::fmt::Debug);
    assert_lacks!(Personal<String>, std::fmt::Display);
    assert_lacks!(Personal<String>, database::serde::Serialize);
    assert_lacks!(Personal<String>, Clone);
    assert_lacks!(Personal<String>, AsRef<str>);
}
