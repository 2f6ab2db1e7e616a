//! How the server answers: over TLS with a certificate from files or from an ACME authority, or in the clear when told so.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use axum::extract::Request;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::response::Redirect;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use futures_util::StreamExt;
use rustls_acme::caches::DirCache;
use rustls_acme::{AcmeConfig, AcmeState};
use web::Proxy;

use crate::opening::private_folder;
use crate::settings::Settings;

/// How often a certificate file is looked at: whoever renews it need not tell the server.
const LOOK_AGAIN: Duration = Duration::from_mins(10);

/// The service of the router, told who connects.
type Service = IntoMakeServiceWithConnectInfo<axum::Router, SocketAddr>;

/// How requests reach the server.
#[derive(Debug)]
pub(crate) enum Way {
    /// TLS, with a certificate that someone puts and renews in files.
    Files { certificate: PathBuf, key: PathBuf },
    /// TLS, with a certificate that the server asks for and renews itself.
    Acme { domain: String },
    /// In the clear: from this machine, or from a proxy that does the TLS.
    Clear,
}

impl Way {
    /// What the settings ask for; in the clear over a network only when they say that a proxy does the TLS (P27).
    pub(crate) fn of(settings: &Settings) -> Result<Self> {
        let (certificate, key) = (settings.text("tls_certificate"), settings.text("tls_key"));
        let domain = settings.text("acme_domain");
        match (certificate.is_empty(), key.is_empty(), domain.is_empty()) {
            (false, false, true) => Ok(Self::Files { certificate: certificate.into(), key: key.into() }),
            (true, true, false) => Ok(Self::Acme { domain: domain.to_owned() }),
            (true, true, true) => Self::clear(settings),
            (_, _, false) => {
                bail!("acme_domain is set together with tls_certificate or tls_key; choose one of the two")
            }
            _ => bail!("tls_certificate and tls_key go together; one of them is empty"),
        }
    }

    fn clear(settings: &Settings) -> Result<Self> {
        let listen: SocketAddr = settings.parse("listen", "ADDRESS:PORT")?;
        if proxy(settings) == Proxy::None && !listen.ip().is_loopback() {
            bail!(
                "listen is {listen}, which other machines reach, and nothing does the TLS; \
                 set acme_domain, or tls_certificate and tls_key, or proxy = \"trusted\" behind a proxy that does it"
            );
        }
        Ok(Self::Clear)
    }

    /// Answers on the address until the handle says stop.
    pub(crate) async fn answer(
        self,
        settings: &Settings,
        listen: SocketAddr,
        handle: Handle<SocketAddr>,
        service: Service,
    ) -> Result<()> {
        let outcome = match self {
            Self::Clear => axum_server::bind(listen).handle(handle).serve(service).await,
            Self::Files { certificate, key } => {
                let files = from_files(&certificate, &key).await?;
                axum_server::bind_rustls(listen, files).handle(handle).serve(service).await
            }
            Self::Acme { domain } => {
                let state = acme(settings, &domain)?;
                let acceptor = state.axum_acceptor(Arc::new(server_config(&state)?));
                tokio::spawn(renew(state, domain));
                axum_server::bind(listen).acceptor(acceptor).handle(handle).serve(service).await
            }
        };
        outcome.with_context(|| format!("listen ({listen})"))
    }
}

/// Whether a proxy in front says who connects.
pub(crate) fn proxy(settings: &Settings) -> Proxy {
    if settings.text("proxy") == "trusted" { Proxy::Trusted } else { Proxy::None }
}

/// Answers in the clear with the way to the address people know; nothing when `listen_http` is empty.
pub(crate) async fn redirect(settings: &Settings) -> Result<()> {
    if settings.text("listen_http").is_empty() {
        return std::future::pending().await;
    }
    let listen: SocketAddr = settings.parse("listen_http", "ADDRESS:PORT")?;
    let base = settings.text("base_url").to_owned();
    let router = axum::Router::new().fallback(async move |request: Request| {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        Redirect::permanent(&format!("{base}{path}"))
    });
    let outcome = axum_server::bind(listen).serve(router.into_make_service()).await;
    outcome.with_context(|| format!("listen_http ({listen})"))
}

async fn from_files(certificate: &Path, key: &Path) -> Result<RustlsConfig> {
    let what = format!("tls_certificate ({}) or tls_key ({})", certificate.display(), key.display());
    let config = RustlsConfig::from_pem_file(certificate, key).await.with_context(|| what.clone())?;
    tokio::spawn(reload(config.clone(), certificate.to_owned(), key.to_owned(), what));
    Ok(config)
}

async fn reload(config: RustlsConfig, certificate: PathBuf, key: PathBuf, what: String) {
    let mut known = changed_at(&certificate);
    loop {
        tokio::time::sleep(LOOK_AGAIN).await;
        let now = changed_at(&certificate);
        if now == known {
            continue;
        }
        match config.reload_from_pem_file(&certificate, &key).await {
            Ok(()) => known = now,
            // Half of a renewal may be there; the next look finds the other half.
            Err(error) => tracing::error!(%error, "{what} cannot be read; the certificate stays as it was"),
        }
    }
}

fn changed_at(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

/// Account and certificates lie in the data folder, so that a restart asks for none.
fn acme(settings: &Settings, domain: &str) -> Result<AcmeState<std::io::Error>> {
    let (contact, authority) = (settings.text("acme_contact"), settings.text("acme_authority"));
    let contact = (!contact.is_empty()).then(|| format!("mailto:{contact}"));
    let mut config = AcmeConfig::new([domain]).contact(contact).directory(settings.text("acme_directory"));
    if !authority.is_empty() {
        config = config.client_tls_config(Arc::new(trusting(Path::new(authority))?));
    }
    let folder = settings.data.join("acme");
    private_folder(&folder)?;
    Ok(config.cache(DirCache::new(folder)).state())
}

fn trusting(authority: &Path) -> Result<rustls::ClientConfig> {
    use rustls::pki_types::{CertificateDer, pem::PemObject};
    let what = || format!("acme_authority ({})", authority.display());
    let mut roots = rustls::RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).with_context(what)? {
        roots.add(certificate.with_context(what)?).with_context(what)?;
    }
    Ok(rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}

fn server_config(state: &AcmeState<std::io::Error>) -> Result<rustls::ServerConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(state.resolver());
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Orders and renews for as long as the server runs; each step is one line of the log.
async fn renew(mut state: AcmeState<std::io::Error>, domain: String) {
    while let Some(step) = state.next().await {
        match step {
            Ok(step) => tracing::info!(domain, ?step, "certificate"),
            Err(error) => tracing::error!(domain, %error, "certificate"),
        }
    }
}
