//! Time and randomness, handed to every story as one parameter, so that a test or the demonstration school can choose both.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// Where the present instant comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until it is moved; milliseconds since 1970, UTC.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this instant until [`Clock::set`] moves it.
    pub fn manual(at: Timestamp) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    /// The present instant, to the millisecond.
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> Timestamp {
        let milliseconds = match self {
            Self::System => Timestamp::now().as_millisecond(),
            Self::Manual(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves a manual clock; the machine's own does not move.
    pub fn set(&self, at: Timestamp) {
        if let Self::Manual(clock) = self {
            clock.store(at.as_millisecond(), Ordering::SeqCst);
        }
    }
}

/// Where random bytes come from.
#[derive(Clone)]
pub struct Entropy(Arc<Mutex<StdRng>>);

impl Entropy {
    /// A generator seeded by the operating system (ChaCha12).
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's randomness is drawn")]
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(rand::make_rng())))
    }

    /// A generator that repeats itself: for the demonstration school and the tests, never for secrets.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// Fills an array with random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }

    /// A random whole number.
    pub fn number(&self) -> u64 {
        u64::from_le_bytes(self.bytes())
    }
}

/// The instant a story happens at, with the randomness it may use.
#[derive(Clone)]
pub struct Moment {
    /// The instant, UTC, to the millisecond.
    pub now: Timestamp,
    /// The generator for identifiers, tokens and keys.
    pub entropy: Entropy,
}

impl Moment {
    /// A moment of the given instant and generator.
    pub fn new(now: Timestamp, entropy: Entropy) -> Self {
        Self { now, entropy }
    }

    /// A new UUIDv7 (RFC 9562 §5.7): sorts by the instant, 74 random bits.
    pub fn identifier(&self) -> Uuid {
        let milliseconds = u64::try_from(self.now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &self.entropy.bytes()).into_uuid()
    }
}
