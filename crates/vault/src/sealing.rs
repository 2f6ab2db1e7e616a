//! Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with a random 24-byte nonce.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use database::{FromValue, Moment, Value};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Error;

const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;

/// A sealed value as it lies in a column: format byte, nonce, ciphertext with its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// As it lies in a column.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// A 256-bit key.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key(pub(crate) [u8; 32]);

impl Key {
    /// Seals `plain`, bound to `context`: it opens in no other place.
    pub(crate) fn seal(&self, moment: &Moment, context: &[u8], plain: &[u8]) -> Result<Sealed, Error> {
        self.seal_under(moment.entropy.bytes(), context, plain)
    }

    /// Seals under a nonce that follows from the content: whoever sees two equal ones learns that they are equal, and no more.
    pub(crate) fn seal_with(&self, fingerprint: [u8; 32], context: &[u8], plain: &[u8]) -> Result<Sealed, Error> {
        let nonce = fingerprint.first_chunk::<NONCE_BYTES>().copied().ok_or(Error::Altered)?;
        self.seal_under(nonce, context, plain)
    }

    fn seal_under(&self, nonce: [u8; NONCE_BYTES], context: &[u8], plain: &[u8]) -> Result<Sealed, Error> {
        let payload = Payload { msg: plain, aad: context };
        let ciphertext = self.cipher().encrypt(&XNonce::from(nonce), payload).map_err(|_| Error::Altered)?;
        Ok(Sealed([&[FORMAT], &nonce[..], &ciphertext].concat()))
    }

    /// Opens what was sealed with the same context.
    pub(crate) fn open(&self, context: &[u8], sealed: &Sealed) -> Result<Vec<u8>, Error> {
        let (format, rest) = sealed.0.split_first().ok_or(Error::Altered)?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(Error::Altered)?;
        if *format != FORMAT {
            return Err(Error::Altered);
        }
        let payload = Payload { msg: ciphertext, aad: context };
        self.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| Error::Altered)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl From<Sealed> for Value {
    fn from(sealed: Sealed) -> Self {
        Self::Bytes(sealed.0)
    }
}

impl From<&Sealed> for Value {
    fn from(sealed: &Sealed) -> Self {
        Self::Bytes(sealed.0.clone())
    }
}

impl FromValue for Sealed {
    const EXPECTED: &'static str = "a sealed value";
    fn from_value(value: Value) -> Result<Self, Value> {
        Vec::<u8>::from_value(value).map(Self)
    }
}

/// Bytes as they lie in a column whose name is known only when the program runs.
impl From<Vec<u8>> for Sealed {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}
