//! Second factors: codes of an application on the person's telephone, passkeys, recovery codes for when both are lost; and the
//! proof, asked for again before what cannot be undone, of who is at the device.

mod ceremony;
mod codes;
mod passkeys;
mod proof;
mod recovery;

use database::{Reader, params, sql};
use jiff::Timestamp;
use vault::Vault;

use super::PersonId;
use crate::Error;

pub use ceremony::{Challenge, forget_unanswered, has_passkeys};
pub use codes::{NewFactor, begin_factor, confirm_factor, discard_factor, half_signed_in, prove, waiting_factor};
pub use passkeys::{
    Label, PasskeyId, PasskeyRecord, PasskeyRefusal, add_passkey, begin_passkey, begin_passkey_sign_in,
    passkey_sign_in, remove_passkey,
};
pub use proof::{Recent, begin_proof, demands_password, prove_again, prove_with_passkey, prove_with_password, recent};
pub use recovery::renew_recovery_codes;

/// A person's second factors.
#[derive(Clone, Debug, Default)]
pub struct Factors {
    /// Whether an application on their telephone gives codes.
    pub has_codes: bool,
    /// Their passkeys, the oldest first.
    pub passkeys: Vec<PasskeyRecord>,
    /// Recovery codes that were not used.
    pub recovery_left: i64,
}

impl Factors {
    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        !self.has_codes && self.passkeys.is_empty()
    }
}

/// Why a code is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorRefusal {
    /// It is not the code of this half minute, or it was taken before.
    Wrong,
    /// Too many tries; nothing is tried before this instant.
    Wait(Timestamp),
}

/// What a person has, as they see it themselves.
pub fn factors(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Factors, Error> {
    let (has_codes, recovery_left): (bool, i64) = reader.one(
        sql!(
            "SELECT EXISTS (SELECT 1 FROM code_factors WHERE person_id = $1 AND confirmed_at IS NOT NULL),
                    (SELECT COUNT(*) FROM recovery_codes WHERE person_id = $1 AND used_at IS NULL)"
        ),
        params![person],
    )?;
    Ok(Factors { has_codes, passkeys: passkeys::passkeys(reader, vault, person)?, recovery_left })
}

/// Whether the person has a second factor, of whatever kind.
pub fn has_factor(reader: &Reader<'_>, person: PersonId) -> Result<bool, Error> {
    Ok(reader.one(
        sql!(
            "SELECT EXISTS (SELECT 1 FROM code_factors WHERE person_id = $1 AND confirmed_at IS NOT NULL)
                 OR EXISTS (SELECT 1 FROM passkeys WHERE person_id = $1)"
        ),
        params![person],
    )?)
}
