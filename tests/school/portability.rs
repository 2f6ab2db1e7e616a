//! Data that moves with its person (P41, B10): files in three forms, and sending to another organisation that answers over TLS.

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::header::{HeaderName, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum_server::tls_rustls::RustlsConfig;
use outgoing::Outgoing;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::Value as Json;

use crate::support::{Actor, Engine, TestSchool, story};

const PAGE: &str = "/mes-donnees/emporter";

/// Another organisation, on this machine: keeps what it is sent and answers what it is told to.
struct Other {
    port: u16,
    authority: CertificateDer<'static>,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    bodies: Vec<Json>,
    versions: Vec<String>,
    credentials: Vec<String>,
    /// What is answered, one after the other; then 200.
    answers: Vec<u16>,
}

impl Other {
    async fn open(answers: &[u16]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let made = std::process::Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE"])
            .args(["-keyout", &path("key.pem"), "-out", &path("certificate.pem")])
            .output()
            .expect("openssl runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let pem = std::fs::read(path("certificate.pem")).expect("a certificate");
        let authority = CertificateDer::from_pem_slice(&pem).expect("a certificate");
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let tls = RustlsConfig::from_pem_file(path("certificate.pem"), path("key.pem")).await.expect("a certificate");
        let seen = Arc::new(Mutex::new(Seen { answers: answers.to_vec(), ..Seen::default() }));
        let app = Router::new()
            .route("/xapi/statements", post(take))
            .route("/boite", post(take))
            .with_state(Arc::clone(&seen))
            .layer(axum::extract::DefaultBodyLimit::disable());
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener");
        let port = listener.local_addr().expect("its address").port();
        let server = axum_server::from_tcp_rustls(listener, tls).expect("a server");
        tokio::spawn(server.serve(app.into_make_service()));
        Self { port, authority, seen }
    }

    fn reached(&self) -> Outgoing {
        Outgoing::within(self.authority.clone(), |address: IpAddr| address.is_loopback()).expect("an authority")
    }

    fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().expect("the other side"))
    }
}

async fn take(
    State(seen): State<Arc<Mutex<Seen>>>,
    headers: HeaderMap,
    body: String,
) -> (StatusCode, [(HeaderName, &'static str); 1]) {
    let mut seen = seen.lock().expect("the other side");
    let answer = if seen.answers.is_empty() { 200 } else { seen.answers.remove(0) };
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    if answer == 200 {
        seen.bodies.push(serde_json::from_str(&body).expect("JSON"));
    }
    let (version, credentials) = (said("x-experience-api-version"), said("authorization"));
    seen.versions.push(version);
    seen.credentials.push(credentials);
    // What a redirection leads to would be counted like everything else that comes.
    (StatusCode::from_u16(answer).expect("a status"), [(LOCATION, "/boite")])
}

/// Ada, enrolled, who opened and finished a lesson.
async fn ada(school: &TestSchool) -> Actor {
    let programme = school.import("piloter-sa-tresorerie").await;
    let mut ada = school.learner("Ada Keller", "ada@exemple.fr").await;
    let space = ada.submit(&format!("/programmes/{}/inscription", programme.slug), &[]).await;
    space.assert_status(200);
    let module = &programme.modules[0];
    let lesson = ada.get(&format!("/apprendre/{}/{}/{}", programme.slug, module.slug, module.resources[0].slug)).await;
    lesson.assert_status(200);
    ada
}

async fn sends(ada: &mut Actor, shape: &str, address: &str) -> crate::support::Page {
    let form = [("shape", shape), ("address", address), ("name", "ada"), ("password", "mot-de-passe-du-lrs")];
    ada.submit("/mes-donnees/emporter/envoi", &form).await
}

story! {
    async fn p41_what_was_given_and_done_leaves_as_json_csv_or_xapi(school: TestSchool) {
        let mut ada = ada(&school).await;
        let json = ada.post(PAGE, &[("format", "json")]).await.json();
        assert_eq!(json["right"], "portability");
        let csv = crate::copy::files(&ada.post(PAGE, &[("format", "csv")]).await);
        let people = String::from_utf8(csv["identity-people.csv"].clone()).expect("UTF-8");
        assert!(people.contains("Ada Keller") && people.lines().count() == 2, "{people}");
        assert!(!csv.keys().any(|name| name.contains("certificates")), "what is computed stays");
        let xapi = ada.post(PAGE, &[("format", "xapi")]).await.html();
        let statements: Vec<Json> = xapi.lines().map(|line| serde_json::from_str(line).expect("a statement")).collect();
        let verbs: Vec<&str> = statements.iter().filter_map(|one| one["verb"]["display"]["en"].as_str()).collect();
        assert_eq!(verbs, ["registered", "experienced"]);
        assert!(statements.iter().all(|one| one["actor"]["account"]["name"].is_string() && one["id"].is_string()));
        assert!(!xapi.contains("Ada Keller") && !xapi.contains("ada@exemple.fr"), "an account, not a name");
        let again = ada.post(PAGE, &[("format", "xapi")]).await.html();
        assert_eq!(xapi, again, "one that is sent twice is one");
    }
}

story! {
    async fn b10_a_learning_record_moves_to_another_store_and_its_person_gets_the_proof(school: TestSchool) {
        let mut ada = ada(&school).await;
        // It is busy at first, then knows the older xAPI only.
        let other = Other::open(&[503, 400]).await;
        sends(&mut ada, "statements", &format!("https://localhost:{}/xapi", other.port)).await.assert_says("en route");
        let second = sends(&mut ada, "statements", "https://lrs.exemple/xapi").await;
        second.assert_says("Un envoi est déjà en route");
        let waiting = school.work_through(other.reached()).await;
        assert_eq!(waiting, ["it answered 503"], "what may work later is tried later");
        assert!(school.work_through(other.reached()).await.is_empty());
        assert_eq!(other.seen(|seen| seen.versions.clone()), ["2.0.0", "2.0.0", "1.0.3"]);
        assert_eq!(other.seen(|seen| seen.bodies[0].as_array().map(Vec::len)), Some(2));
        assert!(other.seen(|seen| seen.credentials.iter().all(|one| one.starts_with("Basic "))));
        let page = ada.get(PAGE).await;
        page.assert_says("localhost · reçu");
        let request = page.attributes(".timeline a", "href").remove(0);
        ada.get(&request).await.assert_says("Empreinte SHA-256");
        assert!(school.letter_to("ada@exemple.fr").text.contains("localhost a reçu vos données"));
        assert!(school.journal_details("egress.on_request").await.len() == 2, "each time stands in the journal");
        let stored = school.stored_bytes();
        let holds = |text: &str| stored.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!holds("mot-de-passe-du-lrs") && !holds("https://localhost"), "neither stands readable on the disk");
    }
}

story! {
    async fn p41_a_document_is_sent_directly_and_a_refusal_is_told(school: TestSchool) {
        let mut ada = ada(&school).await;
        let other = Other::open(&[403]).await;
        let address = format!("https://localhost:{}/boite", other.port);
        sends(&mut ada, "document", &address).await.assert_status(200);
        school.work_through(other.reached()).await;
        ada.get(PAGE).await.assert_says("localhost · non reçu");
        assert!(school.letter_to("ada@exemple.fr").text.contains("réponse 403"));
        sends(&mut ada, "document", &address).await.assert_status(200);
        school.work_through(other.reached()).await;
        assert_eq!(other.seen(|seen| seen.bodies[0]["right"].clone()), "portability");
    }
}

story! {
    async fn p41_b07_a_redirection_is_not_followed_and_counts_as_not_received(school: TestSchool) {
        let mut ada = ada(&school).await;
        let other = Other::open(&[307]).await;
        sends(&mut ada, "document", &format!("https://localhost:{}/boite", other.port)).await.assert_status(200);
        school.work_through(other.reached()).await;
        assert_eq!(other.seen(|seen| (seen.versions.len(), seen.bodies.len())), (1, 0), "nobody went where it led");
        assert!(!ada.get(PAGE).await.words().contains("localhost · reçu"));
    }
}

story! {
    async fn p41_nothing_is_sent_into_our_own_network_whatever_name_leads_there(school: TestSchool) {
        let mut ada = ada(&school).await;
        let other = Other::open(&[]).await;
        for typed in ["http://lrs.exemple/", "https://ada:secret@lrs.exemple/", "lrs.exemple", "ftp://lrs.exemple/"] {
            let refused = sends(&mut ada, "document", typed).await;
            refused.assert_status(422);
            assert_eq!(refused.attributes("#address", "value"), [typed], "what was typed is kept");
        }
        for host in ["localhost", "127.0.0.1", "[::1]", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"] {
            let port = other.port;
            sends(&mut ada, "document", &format!("https://{host}:{port}/boite")).await.assert_status(200);
            school.work().await;
            ada.get(PAGE).await.assert_says("non reçu");
        }
        assert_eq!(other.seen(|seen| seen.versions.len()), 0, "no connection was even tried");
        assert!(school.letter_to("ada@exemple.fr").text.contains("cette adresse publique"));
    }
}
