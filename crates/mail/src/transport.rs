//! The way out.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::{Error, Letter, Signing, capture};

/// Connections kept open to the relay: as many as letters that a worker writes at a time.
const CONNECTIONS: u32 = 16;
/// A relay that answers more slowly than this is asked again later.
const PATIENCE: Duration = Duration::from_secs(30);

/// How letters leave.
#[derive(Clone)]
pub struct Transport {
    way: Way,
    signing: Option<Arc<Signing>>,
}

#[derive(Clone)]
enum Way {
    /// Captured to a folder; nothing leaves.
    Folder(PathBuf),
    /// Through a relay, known by its host name.
    Smtp(String, AsyncSmtpTransport<Tokio1Executor>),
}

/// How the connection to the relay is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (RFC 8314), usually port 465.
    Tls,
    /// STARTTLS, required (RFC 3207), usually port 587.
    StartTls,
    /// None: only for a relay on the same machine.
    None,
}

/// A relay.
pub struct Smtp {
    /// Its name, which its certificate must hold.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User and password, when it asks for them.
    pub credentials: Option<(String, String)>,
}

impl Transport {
    /// A transport to a folder, where what was sent is read back.
    pub const fn folder(path: PathBuf) -> Self {
        Self { way: Way::Folder(path), signing: None }
    }

    /// A transport through a relay; no connection is made yet.
    pub fn smtp(relay: Smtp) -> Result<Self, Error> {
        let parameters = TlsParameters::new(relay.host.clone()).map_err(|error| Error::Malformed(error.to_string()))?;
        let tls = match relay.security {
            Security::Tls => Tls::Wrapper(parameters),
            Security::StartTls => Tls::Required(parameters),
            Security::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(relay.host.clone())
            .port(relay.port)
            .tls(tls)
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = relay.credentials {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self { way: Way::Smtp(relay.host, builder.build()), signing: None })
    }

    /// The same, signing what leaves.
    #[must_use]
    pub fn signing(self, signing: Signing) -> Self {
        Self { signing: Some(Arc::new(signing)), ..self }
    }

    /// The host that letters leave to; none when they stay on this machine.
    pub fn host(&self) -> Option<&str> {
        match &self.way {
            Way::Folder(_) => None,
            Way::Smtp(host, _) => Some(host),
        }
    }

    /// Sends one letter; when this answers `Ok`, the relay has taken it, or it lies in the folder.
    pub async fn send(&self, letter: &Letter) -> Result<(), Error> {
        let mut message = letter.message()?;
        if let Some(signing) = &self.signing {
            signing.sign(&mut message);
        }
        match &self.way {
            Way::Folder(folder) => capture::write(folder, letter, &message.formatted()).await,
            Way::Smtp(_, relay) => match relay.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(Error::Refused(status(&error))),
                Err(error) if error.is_transient() => Err(Error::Busy(status(&error))),
                Err(error) => Err(Error::Later(status(&error))),
            },
        }
    }
}

/// The relay's status code only: its words may quote the address.
fn status(error: &lettre::transport::smtp::Error) -> String {
    error.status().map_or_else(|| "no answer".to_owned(), |code| code.to_string())
}
