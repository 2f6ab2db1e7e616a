//! Numbers as people write them.
//!
//! Values are exact decimals: a distance is compared with a tolerance in whole numbers, so an answer that stands right on
//! the edge is accepted, which binary floating point would not promise (0.3 − 0.2 > 0.1 there).

mod decimal;
mod notation;

pub use decimal::{BadDecimal, Decimal};
pub use notation::{Reading, parse};
