//! Networks, from near to wide, and hours. An address never leaves here but as a fingerprint.

use std::net::IpAddr;

use jiff::Timestamp;

const SECONDS_OF_HOUR: i64 = 3_600;

/// The version of the Internet protocol that an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Version 4.
    Four,
    /// Version 6.
    Six,
}

impl Family {
    /// The family of an address.
    pub const fn of(address: IpAddr) -> Self {
        if address.is_ipv4() { Self::Four } else { Self::Six }
    }

    /// The code in the database.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Four => "four",
            Self::Six => "six",
        }
    }
}

/// What an operator holds, so that whoever changes their address within it has not moved: the /16 of an IPv4 address, the /32 of an
/// IPv6 one.
pub(crate) struct Wide {
    pub(crate) family: Family,
    pub(crate) text: String,
}

impl From<IpAddr> for Wide {
    fn from(address: IpAddr) -> Self {
        let text = match address {
            IpAddr::V4(four) => {
                let [a, b, ..] = four.octets();
                format!("{a}.{b}")
            }
            IpAddr::V6(six) => {
                let [a, b, ..] = six.segments();
                format!("{a:x}:{b:x}")
            }
        };
        Self { family: Family::of(address), text }
    }
}

/// What one subscriber holds: the /24 of an IPv4 address, the /64 of an IPv6 one.
pub(crate) fn near(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V4(four)) => {
            let [a, b, c, _] = four.octets();
            format!("{a}.{b}.{c}")
        }
        Ok(IpAddr::V6(six)) => {
            let [a, b, c, d, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        Err(_) => address.to_owned(),
    }
}

/// When the hour of an instant began.
pub(super) fn hour(at: Timestamp) -> Timestamp {
    let second = at.as_second().div_euclid(SECONDS_OF_HOUR) * SECONDS_OF_HOUR;
    Timestamp::from_second(second).unwrap_or(at)
}

/// When it ends.
pub(super) fn end_of_hour(at: Timestamp) -> Timestamp {
    hour(at).checked_add(jiff::SignedDuration::from_hours(1)).unwrap_or(at)
}
