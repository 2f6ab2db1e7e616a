//! The client.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Body, Client};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

use crate::{Destination, is_public};

/// A machine that does not even take the connection within this is away.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// The whole exchange, a large body included.
const ANSWER_WITHIN: Duration = Duration::from_mins(2);
/// What is read of an answer: enough for a reference, and no way to fill our memory.
const MOST_ANSWER_BYTES: usize = 4_096;

/// Sends things to other machines.
#[derive(Clone, Debug)]
pub struct Outgoing {
    tls: Arc<ClientConfig>,
    may_reach: fn(IpAddr) -> bool,
}

/// What is sent.
#[derive(Debug)]
pub struct Content {
    /// `application/json`, most often.
    pub kind: &'static str,
    /// The body, read as it is sent.
    pub body: tokio::fs::File,
    /// Its length in bytes.
    pub size_bytes: u64,
    /// Headers besides, name and value.
    pub headers: Vec<(&'static str, &'static str)>,
    /// Name and password, for those who ask for them (RFC 7617).
    pub credentials: Option<(String, String)>,
}

/// What the other machine answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status, from 200 to 299.
    pub status: u16,
    /// The beginning of its body.
    pub text: String,
}

/// Why something was not sent, or not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The host leads to an address that is not public: nothing was sent, nor will be.
    #[error("{0} is not an address of the public Internet")]
    NotPublic(IpAddr),
    /// The other machine refuses for good (a status from 300 to 499).
    #[error("it answered {0}")]
    Refused(u16),
    /// It may work later: no such name now, no connection, an error of theirs.
    #[error("{0}")]
    Later(String),
}

impl Outgoing {
    /// Trusts the public authorities and reaches public addresses only.
    pub fn public() -> Result<Self, rustls::Error> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Ok(Self { tls: configuration(roots)?, may_reach: is_public })
    }

    /// Trusts one authority and reaches what it is told to: another organisation within one network.
    pub fn within(authority: CertificateDer<'_>, may_reach: fn(IpAddr) -> bool) -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore::empty();
        roots.add(authority.into_owned())?;
        Ok(Self { tls: configuration(roots)?, may_reach })
    }

    /// Sends a content, once. Every address that the host has is checked, and one of those is connected to: a name that leads
    /// elsewhere a moment later changes nothing.
    pub async fn post(&self, to: &Destination, content: Content) -> Result<Answer, Error> {
        let later = |error: &dyn std::fmt::Display| Error::Later(error.to_string());
        let found = tokio::net::lookup_host((to.host(), to.port())).await.map_err(|error| later(&error))?;
        let addresses: Vec<SocketAddr> = found.collect();
        if let Some(private) = addresses.iter().find(|address| !(self.may_reach)(address.ip())) {
            return Err(Error::NotPublic(private.ip()));
        }
        let client = Client::builder()
            .tls_backend_preconfigured(ClientConfig::clone(&self.tls))
            .https_only(true)
            .no_proxy()
            .redirect(Policy::none())
            .resolve_to_addrs(to.host(), &addresses)
            .connect_timeout(CONNECT_WITHIN)
            .timeout(ANSWER_WITHIN)
            .build()
            .map_err(|error| later(&error))?;
        let mut request = client
            .post(to.url())
            .header("content-type", content.kind)
            .header("content-length", content.size_bytes)
            .body(Body::from(content.body));
        for (name, value) in content.headers {
            request = request.header(name, value);
        }
        if let Some((name, password)) = content.credentials {
            request = request.basic_auth(name, Some(password));
        }
        let response = request.send().await.map_err(|error| Error::Later(causes(&error.without_url())))?;
        read(response).await
    }
}

/// An error with what lies behind it: « error sending request » alone helps nobody.
fn causes(error: &dyn std::error::Error) -> String {
    let behind = std::iter::successors(error.source(), |error| error.source());
    std::iter::once(error.to_string()).chain(behind.map(ToString::to_string)).collect::<Vec<_>>().join(": ")
}

async fn read(mut response: reqwest::Response) -> Result<Answer, Error> {
    let status = response.status().as_u16();
    match status {
        200..=299 => {}
        // Too early, too many: it says itself that it may work later.
        408 | 425 | 429 | 500.. => return Err(Error::Later(format!("it answered {status}"))),
        _ => return Err(Error::Refused(status)),
    }
    let mut bytes = Vec::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        bytes.extend_from_slice(&chunk);
        if bytes.len() >= MOST_ANSWER_BYTES {
            break;
        }
    }
    bytes.truncate(MOST_ANSWER_BYTES);
    Ok(Answer { status, text: String::from_utf8_lossy(&bytes).into_owned() })
}

fn configuration(roots: RootCertStore) -> Result<Arc<ClientConfig>, rustls::Error> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(Arc::new(versions.with_root_certificates(roots).with_no_client_auth()))
}
