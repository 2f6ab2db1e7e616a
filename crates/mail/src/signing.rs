//! DKIM (RFC 6376): whoever receives a letter can tell that it is ours, and that what stops it was not touched on the way.

use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::header::HeaderName;

use crate::Error;

/// What is signed of the header: all that a reader sees or a program acts on (RFC 6376 §5.4.1, RFC 8058 §4). The library holds the
/// type of the content apart from the header, and cannot sign it; the body itself is signed.
const SIGNED: [&str; 11] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Reply-To",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// The school's signature on its letters.
pub struct Signing(DkimConfig);

impl Signing {
    /// A signature for a domain, with an RSA key in PEM (PKCS #1) whose public part the domain publishes at
    /// `selector._domainkey`. [`Error::Malformed`] for what is no such key.
    pub fn new((domain, selector): (String, String), pem: &str) -> Result<Self, Error> {
        let key = DkimSigningKey::new(pem, DkimSigningAlgorithm::Rsa)
            .map_err(|_| Error::Malformed("the DKIM key: an RSA key in PEM (PKCS #1) is expected".to_owned()))?;
        let relaxed = DkimCanonicalizationType::Relaxed;
        let canonicalization = DkimCanonicalization { header: relaxed, body: relaxed };
        let headers = SIGNED.map(HeaderName::new_from_ascii_str).to_vec();
        Ok(Self(DkimConfig::new(selector, domain, key, headers, canonicalization)))
    }

    pub(crate) fn sign(&self, message: &mut Message) {
        message.sign(&self.0);
    }
}
