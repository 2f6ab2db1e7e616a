//! Whom an archive is encrypted to, and what opens it.

use std::io::{BufRead, Read, Write};
use std::path::Path;
use std::str::FromStr;

use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor};
use zeroize::Zeroizing;

use crate::Error;

/// The public half of an age key: `age1…`. It encrypts and opens nothing.
#[derive(Clone)]
pub struct Recipient(age::x25519::Recipient);

/// The private half, as `age-keygen` writes it into a file. It is not to lie on the machine whose backups it opens.
pub struct Identity(Vec<age::x25519::Identity>);

impl FromStr for Recipient {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parsed = text.trim().parse::<age::x25519::Recipient>();
        parsed.map(Self).map_err(|reason| Error::Key(format!("« {text} » is not a recipient such as age1… ({reason})")))
    }
}

impl Recipient {
    pub(crate) fn encrypt<W: Write>(&self, into: W) -> std::io::Result<StreamWriter<W>> {
        let recipients = std::iter::once(&self.0 as &dyn age::Recipient);
        Encryptor::with_recipients(recipients).map_err(std::io::Error::other)?.wrap_output(into)
    }
}

impl Identity {
    /// Reads the file, which may hold several; the error never quotes it.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(|error| Error::file(path, error))?);
        let mut identities = Vec::new();
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.is_empty() && !text.starts_with('#')) {
            let identity = text.trim().parse();
            identities.push(identity.map_err(|reason| Error::Key(format!("{name}:{line} is no identity: {reason}")))?);
        }
        if identities.is_empty() {
            return Err(Error::Key(format!("{name} holds no identity such as AGE-SECRET-KEY-1…")));
        }
        Ok(Self(identities))
    }

    pub(crate) fn decrypt<R: BufRead>(&self, path: &Path, from: R) -> Result<StreamReader<R>, Error> {
        let identities = || self.0.iter().map(|one| one as &dyn age::Identity);
        let opened = Decryptor::new_buffered(from).and_then(|decryptor| decryptor.decrypt(identities()));
        opened.map_err(|error| match error {
            DecryptError::NoMatchingKeys => Error::OtherRecipient(path.display().to_string()),
            DecryptError::Io(error) => Error::unread(path, &error),
            _ => Error::not_whole(path, "its first lines were altered, or it is no file of age"),
        })
    }
}

/// Reads what comes and says why when it cannot be read on.
pub(crate) fn read_some(path: &Path, from: &mut impl Read, piece: &mut [u8]) -> Result<usize, Error> {
    loop {
        match from.read(piece) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            outcome => return outcome.map_err(|error| Error::unread(path, &error)),
        }
    }
}
