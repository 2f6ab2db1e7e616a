//! Challenges for passkeys (WebAuthn Level 3): each waits a few minutes for its answer, in the database so that any node may read
//! it, and is answered once.

use database::{Moment, Transaction, Uuid, params, sql};
use jiff::SignedDuration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use vault::Vault;
use webauthn_rs::prelude::{Url, WebauthnBuilder};
use webauthn_rs::{DEFAULT_AUTHENTICATOR_TIMEOUT, Webauthn};

use crate::people::SessionId;
use crate::people::link::{new_token, token_hash};
use crate::{Error, Settings};

/// A little longer than the browser waits (§15.1 of the recommendation: five minutes).
const LIFE: SignedDuration = SignedDuration::from_mins(6);

/// What a challenge is for: an answer to one is none to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    SignIn,
    Registration,
    Proof,
}

/// A challenge as the browser takes it.
#[derive(Clone, Debug, Serialize)]
pub struct Challenge {
    /// What comes back with the answer.
    pub ceremony: String,
    /// The options of `navigator.credentials`, as the recommendation writes them in JSON.
    pub options: Json,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Registration => "registration",
            Self::Proof => "proof",
        }
    }
}

/// Whether passkeys work where the school answers: they belong to a name, never to an IP address.
pub fn has_passkeys(settings: &Settings) -> bool {
    relying_party(settings).is_ok()
}

/// The school as passkeys know it. Another name makes every passkey useless.
pub(super) fn relying_party(settings: &Settings) -> Result<Webauthn, Error> {
    let unavailable = || Error::Refused("passkeys-unavailable");
    let origin = Url::parse(&settings.base_url).map_err(|_| unavailable())?;
    let name = origin.domain().ok_or_else(unavailable)?;
    let builder = WebauthnBuilder::new(name, &origin).map_err(|_| unavailable())?;
    let builder = builder.rp_name(&settings.name).timeout(DEFAULT_AUTHENTICATOR_TIMEOUT);
    builder.build().map_err(|_| unavailable())
}

/// Keeps a challenge for the session that asked, or for nobody in particular.
pub(super) fn begin(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (kind, session): (Kind, Option<SessionId>),
    (options, state): (Json, &impl Serialize),
) -> Result<Challenge, Error> {
    let ceremony = new_token(moment);
    let expires_at = moment.now.saturating_add(LIFE).unwrap_or(moment.now);
    transaction.execute(
        sql!("INSERT INTO ceremonies (token_hash, kind, session_id, state, expires_at) VALUES ($1, $2, $3, $4, $5)"),
        params![token_hash(&ceremony), kind.code(), asked_by(session), serde_json::to_string(state)?, expires_at],
    )?;
    Ok(Challenge { ceremony, options })
}

/// What is demanded of the answer to a challenge; none when it is another's, was answered, or is too old.
pub(super) fn take<S: DeserializeOwned>(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (kind, session): (Kind, Option<SessionId>),
    ceremony: &str,
) -> Result<Option<S>, Error> {
    let state: Option<String> = transaction.optional(
        sql!(
            "DELETE FROM ceremonies WHERE token_hash = $1 AND kind = $2 AND session_id = $3 AND expires_at > $4
             RETURNING state"
        ),
        params![token_hash(ceremony), kind.code(), asked_by(session), moment.now],
    )?;
    Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
}

/// Forgets the challenges that nobody answered.
pub fn forget_unanswered(transaction: &Transaction<'_>, _: &Vault, moment: &Moment) -> Result<u64, Error> {
    Ok(transaction.execute(sql!("DELETE FROM ceremonies WHERE expires_at <= $1"), params![moment.now])?)
}

fn asked_by(session: Option<SessionId>) -> Uuid {
    session.map_or_else(Uuid::nil, SessionId::uuid)
}
