//! TLS: nothing crosses a network in the clear (P27), with a certificate from files or from an ACME authority.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::{Server, free_port, run};

/// How long an authority may take to issue a certificate.
const PATIENCE: Duration = Duration::from_mins(1);

/// A key and a certificate for this machine that nobody vouches for, as `server.key` and `server.crt`.
fn certificate(folder: &Path) -> (String, String) {
    let path = |name: &str| folder.join(name).display().to_string();
    let (key, certificate) = (path("server.key"), path("server.crt"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .stderr(Stdio::null())
        .status()
        .expect("openssl runs");
    assert!(made.success());
    (key, certificate)
}

/// Asks for a page over TLS, trusting that authority only; the whole answer.
fn ask(address: &str, name: &str, authority: &[u8], path: &str) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authority) {
        roots.add(certificate.expect("a certificate")).expect("an authority");
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let connection = ClientConnection::new(config, name.clone()).map_err(std::io::Error::other)?;
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address)?);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", name.to_str())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[test]
fn p27_with_a_certificate_in_files_everything_is_tls_and_plain_requests_are_shown_the_way() {
    let data = tempfile::tempdir().expect("a folder");
    let (key, certificate) = certificate(data.path());
    let plain = format!("127.0.0.1:{}", free_port());
    let settings = format!(
        "tls_certificate = {certificate:?}\ntls_key = {key:?}\nlisten_http = {plain:?}\nbase_url = \"https://ecole.exemple.fr\"\n"
    );
    std::fs::write(data.path().join("miravolunex.toml"), settings).expect("settings");
    let server = Server::start(data.path());
    let authority = std::fs::read(&certificate).expect("the certificate");
    let page = ask(&server.address, "localhost", &authority, "/programmes").expect("a page over TLS");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("strict-transport-security"), "{page}");
    let mut clear = TcpStream::connect(&plain).expect("the plain port");
    write!(clear, "GET /programmes?x=1 HTTP/1.1\r\nHost: ecole\r\nConnection: close\r\n\r\n").expect("a request");
    let mut way = String::new();
    clear.read_to_string(&mut way).expect("an answer");
    assert!(way.starts_with("HTTP/1.1 308"), "{way}");
    assert!(way.contains("location: https://ecole.exemple.fr/programmes?x=1"), "{way}");
}

#[test]
fn p27_serving_a_network_in_the_clear_is_refused_unless_a_proxy_does_the_tls() {
    let data = tempfile::tempdir().expect("a folder");
    let refused = run(data.path(), &["--listen", "0.0.0.0:0", "serve"]);
    assert_eq!(refused.status, 2);
    for words in ["listen", "acme_domain", "tls_certificate", "proxy"] {
        assert!(refused.error.contains(words), "{}", refused.error);
    }
    std::fs::write(data.path().join("miravolunex.toml"), "tls_key = \"x\"\n").expect("settings");
    assert!(run(data.path(), &["serve"]).error.contains("one of them is empty"));
    std::fs::write(data.path().join("miravolunex.toml"), "tls_key = \"x\"\ntls_certificate = \"absent\"\n").expect("");
    let absent = run(data.path(), &["serve"]);
    assert_eq!(absent.status, 2);
    assert!(absent.error.contains("tls_certificate (absent)"), "{}", absent.error);
}

#[test]
fn captured_letters_are_readable_in_the_demonstration_only() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(data.path());
    let (status, _) = server.browser().get("/demo/courrier").expect("an answer");
    assert_eq!(status, 404, "a letter's link signs its reader in");
}

/// Processes that end with the test.
struct Running(Vec<Child>);

impl Drop for Running {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // One that ended by itself cannot be killed; either way it is waited for.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// An ACME authority (RFC 8555) that finds every name on this machine, and sees the server on `tls_port`.
fn authority(folder: &Path, tls_port: u16) -> (Running, String, String) {
    let (key, certificate) = certificate(folder);
    let (directory, management) = (format!("127.0.0.1:{}", free_port()), format!("127.0.0.1:{}", free_port()));
    let config = format!(
        "{{\"pebble\": {{\"listenAddress\": {directory:?}, \"managementListenAddress\": {management:?}, \
          \"certificate\": {certificate:?}, \"privateKey\": {key:?}, \"httpPort\": {}, \"tlsPort\": {tls_port}}}}}",
        free_port()
    );
    let file = folder.join("pebble.json");
    std::fs::write(&file, config).expect("a configuration");
    let (names, quiet) = (format!("127.0.0.1:{}", free_port()), || Stdio::null());
    let mut resolver = Command::new("pebble-challtestsrv");
    resolver.args(["-dns01", &names, "-defaultIPv6", "", "-http01", "", "-https01", "", "-tlsalpn01", ""]);
    resolver.args(["-management", &format!("127.0.0.1:{}", free_port())]).stdout(quiet()).stderr(quiet());
    let mut pebble = Command::new("pebble");
    pebble.arg("-config").arg(file).args(["-dnsserver", &names]).env("PEBBLE_VA_NOSLEEP", "1");
    pebble.env("PEBBLE_WFE_NONCEREJECT", "0").stdout(quiet()).stderr(quiet());
    let children = vec![resolver.spawn().expect("the resolver starts"), pebble.spawn().expect("pebble starts")];
    (Running(children), directory, management)
}

#[test]
fn p27_a_certificate_is_asked_of_an_acme_authority_and_kept_for_the_next_start() {
    let (data, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let port = free_port();
    let (authority, directory, management) = authority(folder.path(), port);
    let trusted = folder.path().join("server.crt");
    let settings = format!(
        "acme_domain = \"ecole.exemple.fr\"\nacme_contact = \"technique@exemple.fr\"\n\
         acme_directory = \"https://{directory}/dir\"\nacme_authority = {trusted:?}\n"
    );
    std::fs::write(data.path().join("miravolunex.toml"), settings).expect("settings");
    let trusted = std::fs::read(trusted).expect("the certificate");
    wait_for(|| ask(&management, "127.0.0.1", &trusted, "/roots/0").ok());
    let server = Server::start_on(data.path(), port);
    let root = ask(&management, "127.0.0.1", &trusted, "/roots/0").expect("the authority's root");
    let root = root.split_once("\r\n\r\n").expect("a body").1.as_bytes().to_vec();
    let page = wait_for(|| ask(&server.address, "ecole.exemple.fr", &root, "/programmes").ok());
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    server.kill();
    drop(authority);
    let server = Server::start_on(data.path(), port);
    let page = wait_for(|| ask(&server.address, "ecole.exemple.fr", &root, "/programmes").ok());
    assert!(page.starts_with("HTTP/1.1 200"), "the certificate outlives the restart and the authority: {page}");
}

fn wait_for<T>(try_once: impl Fn() -> Option<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(found) = try_once() {
            return found;
        }
        assert!(since.elapsed() < PATIENCE, "it does not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}
