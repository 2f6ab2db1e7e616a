//! What can go wrong in a story, apart from a mistake in a form, which is not an error.

/// A story that could not be told to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was asked for does not exist, or answers to somebody else: the two cannot be told apart from outside.
    #[error("not found")]
    NotFound,
    /// The person may not do this now; holds a stable code for the words that explain why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// A personal value could not be sealed or opened.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// The access does not reach the person.
    #[error(transparent)]
    Access(#[from] vault::Refused),
    /// The journal could not be written.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// The privacy engine could not do its work.
    #[error(transparent)]
    Privacy(#[from] privacy::Error),
    /// A job could not be enqueued.
    #[error(transparent)]
    Jobs(#[from] jobs::Error),
    /// A letter could not leave.
    #[error(transparent)]
    Mail(#[from] mail::Error),
    /// Stored JSON is not what this version wrote.
    #[error("stored content cannot be read: {0}")]
    Content(#[from] serde_json::Error),
    /// Anything that names its own reason.
    #[error("{0}")]
    Other(String),
}
