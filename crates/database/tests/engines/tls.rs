//! The way to a PostgreSQL elsewhere is private, and leads to that server and no other.

use database::{Database, Error, params, sql};

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set; run cargo xtask test"))
}

fn address() -> String {
    variable("MIRAVOLUNEX_TEST_POSTGRES_TLS")
}

fn authority() -> String {
    variable("MIRAVOLUNEX_TEST_POSTGRES_AUTHORITY").replace('/', "%2F")
}

async fn open(url: &str) -> Result<Database, Error> {
    Database::postgres(url, "tls", 2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_authority_is_named_is_reached_over_tls() {
    let database = open(&format!("{}&sslrootcert={}", address(), authority())).await.expect("the server");
    let encrypted = database.read(|reader| {
        let text = sql!("SELECT CASE WHEN ssl THEN 1 ELSE 0 END::bigint FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        reader.one::<i64>(text, params![])
    });
    assert_eq!(encrypted.await.map_err(|error: Error| error).expect("an answer"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_nobody_known_vouches_for_is_refused() {
    let Err(Error::Unavailable(reason)) = open(&address()).await else { panic!("no public authority signed it") };
    assert!(reason.contains("certificate"), "{reason}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_another_name_than_its_certificates_is_refused() {
    let elsewhere = address().replace("@localhost:", "@127.0.0.1:");
    assert!(open(&format!("{elsewhere}&sslrootcert={}", authority())).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("authority.pem");
    std::fs::write(&empty, "not a certificate").expect("a file");
    for path in [empty, folder.path().join("absent.pem")] {
        let url = format!("{}&sslrootcert={}", address(), path.display().to_string().replace('/', "%2F"));
        let Err(Error::Unavailable(reason)) = open(&url).await else { panic!("it is refused") };
        assert!(reason.contains(&path.display().to_string()), "{reason}");
    }
}
