//! What people agreed to receive (P20): nothing is agreed to in advance, each agreement carries its proof, and withdrawing is
//! one gesture that touches nothing else.

mod choice;
mod topic;

pub use choice::{Choice, Withdrawal, choices, give, withdraw, withdraw_all};
pub use topic::{Topic, topics};
