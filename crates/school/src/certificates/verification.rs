//! Reading certificates: by their holder, and by anyone who has the link.

use coursework::Competence;
use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use journal::Entry;
use serde::{Deserialize, Serialize};
use vault::{Access, Category, Sealed, Service, Vault};

use super::issue::{HOLDER, SECRET, commitment};
use crate::Error;
use crate::people::PersonId;

/// What stands on a certificate, fixed the day it was issued.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CertificateContent {
    /// The programme's title.
    pub programme: String,
    /// Its expected duration.
    pub hours: i64,
    /// The competences validated.
    pub competences: Vec<Competence>,
    /// Each module with its result.
    pub modules: Vec<CertificateModule>,
    /// The mean score; none when the programme has no assessment.
    pub mean_percent: Option<i64>,
}

/// A module on a certificate.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CertificateModule {
    /// The module's title.
    pub title: String,
    /// The mean of its best scores in percent; none when it has no assessment.
    pub percent: Option<i64>,
}

/// A certificate in its holder's list.
#[derive(Clone, Debug)]
pub struct CertificateRecord {
    /// Its public code.
    pub code: String,
    /// The programme's title.
    pub programme: String,
    /// When it was issued.
    pub issued_at: Timestamp,
}

/// Everything the holder's document needs.
#[derive(Clone, Debug)]
pub struct Document {
    /// The public code.
    pub code: String,
    /// The name as it stood that day.
    pub holder: String,
    /// The secret that proves the name even when the server no longer holds it.
    pub secret: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// What stands on it.
    pub content: CertificateContent,
}

/// What anyone learns who asks about a code.
#[derive(Clone, Debug)]
pub struct Verification {
    /// Whether it stands.
    pub standing: Standing,
    /// The holder's name, for as long as the school holds it.
    pub holder: Option<String>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// What stands on it.
    pub content: CertificateContent,
}

/// Whether a certificate stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Valid,
    /// It was withdrawn, at this instant.
    Revoked(Timestamp),
}

/// The certificates a person holds, the newest first.
pub fn certificates(reader: &Reader<'_>, person: PersonId) -> Result<Vec<CertificateRecord>, Error> {
    let rows: Vec<(String, String, Timestamp)> = reader.all(
        sql!(
            "SELECT certificates.code, programmes.title, certificates.issued_at FROM certificates
             JOIN programmes ON programmes.id = certificates.programme_id
             WHERE certificates.person_id = $1 AND certificates.revoked_at IS NULL
             ORDER BY certificates.issued_at DESC"
        ),
        params![person],
    )?;
    Ok(rows.into_iter().map(|(code, programme, issued_at)| CertificateRecord { code, programme, issued_at }).collect())
}

/// A person's own certificate.
pub fn document(reader: &Reader<'_>, vault: &Vault, person: PersonId, code: &str) -> Result<Document, Error> {
    let row: Option<(Option<Sealed>, Sealed, Timestamp, String)> = reader.optional(
        sql!(
            "SELECT holder_sealed, secret_sealed, issued_at, content FROM certificates
             WHERE code = $1 AND person_id = $2 AND revoked_at IS NULL"
        ),
        params![code, person],
    )?;
    let (holder, secret, issued_at, content) = row.ok_or(Error::NotFound)?;
    let own = Access::own(person.uuid());
    let holder = holder.ok_or(vault::Error::Destroyed)?;
    let holder = vault.open_value(person.uuid(), Category::Identity, HOLDER, &holder)?;
    let secret = vault.open_value(person.uuid(), Category::Learning, SECRET, &secret)?;
    Ok(Document {
        code: code.to_owned(),
        holder: holder.reveal(own)?.clone(),
        secret: secret.reveal(own)?.clone(),
        issued_at,
        content: serde_json::from_str(&content)?,
    })
}

/// What anyone may learn of a code: 128 random bits, which only the holder gives away.
pub fn verify(reader: &Reader<'_>, vault: &Vault, code: &str) -> Result<Option<Verification>, Error> {
    let row: Option<(PersonId, Option<Sealed>, Timestamp, String, Option<Timestamp>)> = reader.optional(
        sql!("SELECT person_id, holder_sealed, issued_at, content, revoked_at FROM certificates WHERE code = $1"),
        params![canonical(code)],
    )?;
    let Some((person, sealed, issued_at, content, revoked_at)) = row else { return Ok(None) };
    let opened = sealed.map(|sealed| vault.open_value(person.uuid(), Category::Identity, HOLDER, &sealed)).transpose();
    let holder = match opened {
        Ok(Some(name)) => Some(name.reveal(Access::service(Service::Certification))?.clone()),
        // The identity's term has come: the certificate stands without the name.
        Ok(None) | Err(vault::Error::Destroyed) => None,
        Err(error) => return Err(error.into()),
    };
    let standing = revoked_at.map_or(Standing::Valid, Standing::Revoked);
    Ok(Some(Verification { standing, holder, issued_at, content: serde_json::from_str(&content)? }))
}

/// Whether the bearer of a secret and a name holds the certificate, even when the server no longer knows the name.
pub fn holds(reader: &Reader<'_>, code: &str, secret: &str, name: &str) -> Result<bool, Error> {
    let kept: Option<Vec<u8>> =
        reader.optional(sql!("SELECT commitment FROM certificates WHERE code = $1"), params![canonical(code)])?;
    Ok(kept.is_some_and(|kept| kept == commitment(secret, name)))
}

/// The code as it is kept: whoever copies it from paper may use capitals, spaces or no hyphens at all.
pub fn canonical(code: &str) -> String {
    let digits: Vec<char> =
        code.chars().filter(char::is_ascii_alphanumeric).map(|digit| digit.to_ascii_lowercase()).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Withdraws a certificate; whoever verifies it sees so at once. The journal keeps who withdrew whose.
pub fn revoke(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    by: PersonId,
    (code, reason): (&str, &str),
) -> Result<(), Error> {
    let holder: Option<PersonId> = transaction.optional(
        sql!(
            "UPDATE certificates SET revoked_at = $2, revocation_reason = $3
             WHERE code = $1 AND revoked_at IS NULL RETURNING person_id"
        ),
        params![canonical(code), moment.now, reason],
    )?;
    let holder = holder.ok_or(Error::NotFound)?;
    let mut entry = Entry::new("certificate.revoked").by(vault.pseudonym(by.uuid())?).with("code", canonical(code));
    // A holder whose identity was erased is nobody any more.
    if let Ok(pseudonym) = vault.pseudonym(holder.uuid()) {
        entry = entry.about(pseudonym);
    }
    journal::append(transaction, moment, entry)?;
    Ok(())
}
