//! Single-use links sent by mail.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use database::{Moment, Reader, Transaction, params, sql};
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

use super::PersonId;
use crate::Error;

/// What a link does when it is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Confirmation,
    Reset,
    EmailChange,
    Invitation,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Reset => "reset",
            Self::EmailChange => "email_change",
            Self::Invitation => "invitation",
        }
    }

    /// A reset lives one hour (the CNIL allows 24), an invitation a week, the rest a day.
    const fn life(self) -> SignedDuration {
        match self {
            Self::Reset => SignedDuration::from_hours(1),
            Self::Invitation => SignedDuration::from_hours(7 * 24),
            Self::Confirmation | Self::EmailChange => SignedDuration::from_hours(24),
        }
    }
}

/// Makes a link and gives its token; only the token's hash is kept.
pub(crate) fn create(
    transaction: &Transaction<'_>,
    moment: &Moment,
    person: PersonId,
    purpose: Purpose,
) -> Result<String, Error> {
    let token = new_token(moment);
    let expires = moment.now.saturating_add(purpose.life()).unwrap_or(moment.now);
    transaction.execute(
        sql!("INSERT INTO links (token_hash, purpose, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)"),
        params![token_hash(&token), purpose.code(), person, moment.now, expires],
    )?;
    Ok(token)
}

/// Whose link this is, if it can still be used; changes nothing.
pub(crate) fn look(
    reader: &Reader<'_>,
    moment: &Moment,
    token: &str,
    purpose: Purpose,
) -> Result<Option<PersonId>, Error> {
    Ok(reader.optional(
        sql!(
            "SELECT person_id FROM links
             WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3"
        ),
        params![token_hash(token), purpose.code(), moment.now],
    )?)
}

/// Uses a link, once; every other link of the same purpose and person ends with it.
pub(crate) fn redeem(
    transaction: &Transaction<'_>,
    moment: &Moment,
    token: &str,
    purpose: Purpose,
) -> Result<Option<PersonId>, Error> {
    let person: Option<PersonId> = transaction.optional(
        sql!(
            "UPDATE links SET used_at = $3
             WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 RETURNING person_id"
        ),
        params![token_hash(token), purpose.code(), moment.now],
    )?;
    if let Some(person) = person {
        transaction.execute(
            sql!("UPDATE links SET used_at = $3 WHERE person_id = $1 AND purpose = $2 AND used_at IS NULL"),
            params![person, purpose.code(), moment.now],
        )?;
    }
    Ok(person)
}

/// 256 random bits, written for an address.
pub(crate) fn new_token(moment: &Moment) -> String {
    URL_SAFE_NO_PAD.encode(moment.entropy.bytes::<32>())
}

/// What is kept of a token. A fast hash is enough: the token has 256 bits nobody can guess.
pub(crate) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
