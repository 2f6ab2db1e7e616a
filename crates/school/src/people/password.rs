//! Passwords: the rule that new ones meet, and how they are kept (P28).

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use database::Entropy;
use zeroize::Zeroize;

use super::FieldMistake;

/// ASVS 5.0 V6.2.1 and the CNIL's deliberation 2022-100 (case 2, with throttling): 12 characters and 50 bits.
const LEAST_CHARACTERS: usize = 12;
const LEAST_BITS: f64 = 50.0;
/// Longer ones are refused before they are hashed, so that nobody makes the server work on a megabyte.
const MOST_BYTES: usize = 1_024;
/// Words that French people put in passwords and that the estimator does not know.
const COMMON_IN_FRENCH: [&str; 12] = [
    "motdepasse",
    "azerty",
    "azertyuiop",
    "bonjour",
    "soleil",
    "doudou",
    "chouchou",
    "loulou",
    "strasbourg",
    "alsace",
    "miravolunex",
    "coucou",
];

/// A password that meets the rule, before it is hashed.
pub struct NewPassword(String);

/// A password as it is kept: Argon2id (RFC 9106) in PHC format.
#[derive(Clone)]
pub struct PasswordHash(String);

impl NewPassword {
    /// Takes a password as typed. `about` holds what the person typed elsewhere in the form: a password made of it is weak.
    pub fn parse(typed: &str, about: &[&str]) -> Result<Self, FieldMistake> {
        let refuse = |code| Err(FieldMistake::new("password", code));
        if typed.chars().count() < LEAST_CHARACTERS {
            return refuse("password-short");
        }
        if typed.len() > MOST_BYTES {
            return refuse("password-long");
        }
        if bits(typed) < LEAST_BITS {
            return refuse("password-weak");
        }
        let known: Vec<&str> = COMMON_IN_FRENCH.iter().chain(about).copied().filter(|word| word.len() > 3).collect();
        // The estimator's cost grows with length; its verdict on the first hundred characters is enough.
        let head: String = typed.chars().take(100).collect();
        if u8::from(zxcvbn::zxcvbn(&head, &known).score()) < 2 {
            return refuse("password-common");
        }
        Ok(Self(typed.to_owned()))
    }

    /// Hashes the password. Slow on purpose: never inside a story, always on a blocking thread.
    pub fn hash(mut self, entropy: &Entropy) -> Result<PasswordHash, crate::Error> {
        let salt: [u8; 16] = entropy.bytes();
        let hash = argon()
            .hash_password_with_salt(self.0.as_bytes(), &salt)
            .map_err(|error| crate::Error::Other(format!("the password cannot be hashed: {error}")))?;
        self.0.zeroize();
        Ok(PasswordHash(hash.to_string()))
    }
}

impl PasswordHash {
    /// Wraps a stored hash.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the typed password is the one. Slow on purpose: on a blocking thread.
    pub(crate) fn matches(&self, typed: &str) -> bool {
        typed.len() <= MOST_BYTES
            && Phc::new(&self.0).is_ok_and(|hash| argon().verify_password(typed.as_bytes(), &hash).is_ok())
    }

    /// The hash of a password nobody knows: an address without an account takes as long to refuse as a wrong password.
    pub(crate) fn nobody() -> Self {
        Self(
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdG9mbm9ib2R5ISEhIQ$dW5yZWFjaGFibGUtdmFsdWUtb2YtMzItYnl0ZXMhISE"
                .to_owned(),
        )
    }
}

/// 19 MiB, two passes, one lane: OWASP's first choice for Argon2id.
fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// The CNIL's measure: length times the logarithm of how many characters the classes used hold (26, 26, 10, 37).
fn bits(typed: &str) -> f64 {
    let classes: [(fn(char) -> bool, u32); 4] = [
        (|character| character.is_lowercase(), 26),
        (|character| character.is_uppercase(), 26),
        (|character| character.is_numeric(), 10),
        (|character| !character.is_alphanumeric(), 37),
    ];
    let alphabet: u32 = classes.iter().filter(|(belongs, _)| typed.chars().any(belongs)).map(|(_, size)| size).sum();
    typed.chars().count() as f64 * f64::from(alphabet.max(1)).log2()
}
