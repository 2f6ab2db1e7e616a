//! The master key: 32 bytes in a file of their own, readable by nobody else.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use database::Entropy;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroize;

use crate::Error;
use crate::keys::fingerprint;
use crate::sealing::Key;

/// The key that wraps every other. It is used only through keys derived from it (HKDF, RFC 5869), one for each use.
pub struct MasterKey {
    secret: Key,
    /// Where it was read from, for messages.
    pub(crate) path: String,
}

impl MasterKey {
    /// Reads the file, or creates it with mode 0600 when it does not exist. A file that others can read is refused.
    pub fn load_or_create(path: &Path, entropy: &Entropy) -> Result<Self, Error> {
        if !path.exists() {
            let unreadable = |error: std::io::Error| Error::Unreadable(path.display().to_string(), error.to_string());
            let mut secret: [u8; 32] = entropy.bytes();
            let mut file =
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(unreadable)?;
            file.write_all(&secret).and_then(|()| file.sync_all()).map_err(unreadable)?;
            secret.zeroize();
        }
        Self::load(path)
    }

    /// Reads the file. One that others can read is refused.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let unreadable = |error: std::io::Error| Error::Unreadable(name.clone(), error.to_string());
        let mut file = std::fs::File::open(path).map_err(unreadable)?;
        let mode = file.metadata().map_err(unreadable)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(Error::Exposed(name));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        let secret = <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| Error::Unreadable(name.clone(), format!("holds {} bytes, not 32", bytes.len())))?;
        bytes.zeroize();
        Ok(Self { secret: Key(secret), path: name })
    }

    /// A seed for signing keys of one use.
    pub fn signing_seed(&self, usage: &str) -> [u8; 32] {
        self.derive(&format!("sign {usage}")).0
    }

    /// A code (HMAC-SHA-256) that only this installation can make of a text, for one use: by it, it knows its own texts again.
    pub fn vouch(&self, usage: &str, text: &str) -> [u8; 32] {
        fingerprint(&self.derive(&format!("vouch {usage}")), usage.as_bytes(), text.as_bytes())
    }

    /// A key for one use, named once and for ever.
    pub(crate) fn derive(&self, usage: &str) -> Key {
        let mut derived = [0; 32];
        // 32 bytes is far below HKDF's limit of 255 hash lengths, so expansion cannot fail.
        let _ = Hkdf::<Sha256>::new(None, &self.secret.0).expand(usage.as_bytes(), &mut derived);
        Key(derived)
    }
}
