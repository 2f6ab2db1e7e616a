//! DKIM (RFC 6376): whoever receives a letter can tell that it is ours, and that what stops it was not touched on the way.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
};
use lettre::message::header::HeaderName;
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::EncodePublicKey;

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

    /// What the domain is to publish for a key, so that others can verify what it signs (RFC 6376 §3.6.1).
    pub fn record(pem: &str) -> Result<String, Error> {
        let key = RsaPrivateKey::from_pkcs1_pem(pem).map_err(|error| Error::Malformed(error.to_string()))?;
        let public = key.to_public_key().to_public_key_der().map_err(|error| Error::Malformed(error.to_string()))?;
        Ok(format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(public.as_bytes())))
    }

    pub(crate) fn sign(&self, message: &mut Message) {
        message.sign(&self.0);
    }
}
