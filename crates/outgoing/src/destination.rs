//! Where something is sent: an HTTPS address that was typed, parsed once at the door.

use reqwest::Url;

/// The longest address, in bytes.
const MOST_BYTES: usize = 2_000;

/// An HTTPS address with a host, and no name or password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination(Url);

/// Why something typed is not a destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an https address without a name, a password or a fragment")]
pub struct Unfit;

impl Destination {
    /// Takes an address as typed.
    pub fn parse(typed: &str) -> Result<Self, Unfit> {
        let typed = typed.trim();
        if typed.len() > MOST_BYTES {
            return Err(Unfit);
        }
        let url = Url::parse(typed).map_err(|_| Unfit)?;
        let bare = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let fit = url.scheme() == "https" && url.host_str().is_some_and(|host| !host.is_empty()) && bare;
        if fit { Ok(Self(url)) } else { Err(Unfit) }
    }

    /// The address with one more part at its end: `https://a.example/xapi` and `statements`.
    #[must_use]
    pub fn below(&self, part: &str) -> Self {
        let mut url = self.0.clone();
        let path = format!("{}/{part}", url.path().trim_end_matches('/'));
        url.set_path(&path);
        Self(url)
    }

    /// The host, as it is connected to; an IPv6 address without its brackets.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default().trim_matches(['[', ']'])
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    pub(crate) fn url(&self) -> Url {
        self.0.clone()
    }
}
