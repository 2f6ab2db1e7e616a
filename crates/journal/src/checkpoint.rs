//! Signed checkpoints (C2SP `checkpoint` and `signed-note`): what anyone can keep to prove a rewrite later.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use database::{Reader, params, sql};
use ed25519_dalek::SigningKey;
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList};
use tlog_tiles::{Checkpoint, Hash};

use crate::Error;

/// C2SP signed-note's number for Ed25519.
const ED25519: u8 = 1;

/// The journal's name and signing key.
pub struct LogKey {
    origin: String,
    signer: StandardSigner,
    verifier: String,
}

impl LogKey {
    /// A key from its 32-byte seed (RFC 8032). `origin` names the log, for example `ecole.example/journal`; it holds no space
    /// and no plus sign.
    pub fn from_seed(origin: &str, seed: &[u8; 32]) -> Result<Self, Error> {
        let public = SigningKey::from_bytes(seed).verifying_key().to_bytes();
        let identifier = signed_note::key_id(origin, &[&[ED25519], public.as_slice()].concat());
        let private = STANDARD.encode([&[ED25519], seed.as_slice()].concat());
        let signer = StandardSigner::new(&format!("PRIVATE+KEY+{origin}+{identifier:08x}+{private}"))
            .map_err(|error| Error::Key(origin.to_owned(), error.to_string()))?;
        let public = STANDARD.encode([&[ED25519], public.as_slice()].concat());
        Ok(Self { origin: origin.to_owned(), signer, verifier: format!("{origin}+{identifier:08x}+{public}") })
    }

    /// The public key as verifiers take it: `origin+identifier+key`.
    pub fn verifier_key(&self) -> &str {
        &self.verifier
    }
}

/// The newest checkpoint, as a signed note; none while the journal is empty.
pub fn latest(reader: &Reader<'_>) -> Result<Option<String>, Error> {
    Ok(reader.optional(sql!("SELECT note FROM journal_checkpoints ORDER BY tree_size DESC LIMIT 1"), params![])?)
}

pub(crate) fn sign(key: &LogKey, size: u64, root: Hash) -> Result<String, Error> {
    let refuse = |reason: String| Error::Key(key.origin.clone(), reason);
    let checkpoint = Checkpoint::new(&key.origin, size, root, "").map_err(|error| refuse(error.to_string()))?;
    let mut note = Note::new(&checkpoint.to_bytes(), &[]).map_err(|error| refuse(error.to_string()))?;
    note.add_sigs(&[&key.signer]).map_err(|error| refuse(error.to_string()))?;
    String::from_utf8(note.to_bytes()).map_err(|error| refuse(error.to_string()))
}

/// The size and root that a signed note of this journal vouches for, after its signature was checked.
pub(crate) fn read(key: &LogKey, note: &str) -> Result<(u64, Hash), Error> {
    read_with(&key.verifier, note)
}

/// The same, with a public key alone: `origin+identifier+key`.
pub(crate) fn read_with(verifier_key: &str, note: &str) -> Result<(u64, Hash), Error> {
    let refuse = |reason: String| Error::Checkpoint(reason);
    let verifier = StandardVerifier::new(verifier_key).map_err(|error| refuse(error.to_string()))?;
    let note = Note::from_bytes(note.as_bytes()).map_err(|error| refuse(error.to_string()))?;
    note.verify(&VerifierList::new(vec![Box::new(verifier)])).map_err(|error| refuse(error.to_string()))?;
    let checkpoint = Checkpoint::from_bytes(note.text()).map_err(|error| refuse(error.to_string()))?;
    if !verifier_key.starts_with(&format!("{}+", checkpoint.origin())) {
        return Err(refuse(format!("it is of {}", checkpoint.origin())));
    }
    Ok((checkpoint.size(), *checkpoint.hash()))
}
