//! The five categories of personal data that the public policy names.

/// A category: what is kept together, for as long, and disposed of together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// Identity and contact.
    Identity,
    /// Learning progress.
    Learning,
    /// Connection data.
    Connection,
    /// Exchanges.
    Exchanges,
    /// Payment information.
    Payment,
}

impl Category {
    /// All of them, in the policy's order.
    pub const ALL: [Self; 5] = [Self::Identity, Self::Learning, Self::Connection, Self::Exchanges, Self::Payment];

    /// The name used in the data map and in the key store.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Learning => "learning",
            Self::Connection => "connection",
            Self::Exchanges => "exchanges",
            Self::Payment => "payment",
        }
    }
}
