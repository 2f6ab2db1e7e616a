//! What can go wrong between a story and its rows.

/// A failure of the engine, or of the data it gave back.
///
/// Stories answer with an error of their own noun that this one converts into; nobody above matches on engine codes.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A row with the same key exists already; holds the engine's name of the constraint or columns.
    #[error("a row with this key exists already ({0})")]
    Duplicate(String),
    /// A row that was named does not exist (foreign key, or a query that must give one row).
    #[error("a row that is needed does not exist")]
    Missing,
    /// Another process holds the database file.
    #[error("the database is locked by another process; stop it, or wait for it to end")]
    Locked,
    /// Nothing could be written: the disk is full.
    #[error("the disk that holds the database is full; nothing of the last change was kept")]
    DiskFull,
    /// The engine cannot be reached or opened.
    #[error("the database cannot be opened: {0}")]
    Unavailable(String),
    /// A column held something else than the type asked for.
    #[error("column {column} holds {found}, not {expected}")]
    Type {
        /// Position in the row, from 0.
        column: usize,
        /// What stood there.
        found: &'static str,
        /// What was asked for.
        expected: &'static str,
    },
    /// Anything else the engine said; never holds a bound value.
    #[error("the database refused: {0}")]
    Engine(String),
    /// The story panicked, or went on after a refusal as if nothing were; its changes were undone.
    #[error("a change was abandoned half-way and undone")]
    Abandoned,
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return Self::Engine(error.to_string());
        };
        let text = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            ErrorCode::ConstraintViolation if text.starts_with("UNIQUE") => Self::Duplicate(text),
            ErrorCode::ConstraintViolation if text.starts_with("FOREIGN KEY") => Self::Missing,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::DiskFull => Self::DiskFull,
            // The shared memory beside the file could not get its room.
            _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::DiskFull,
            ErrorCode::CannotOpen | ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::Unavailable(text),
            _ => Self::Engine(text),
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(refusal) = error.as_db_error() else {
            return Self::Unavailable(with_cause(&error));
        };
        match *refusal.code() {
            SqlState::UNIQUE_VIOLATION => Self::Duplicate(refusal.constraint().unwrap_or_default().to_owned()),
            SqlState::FOREIGN_KEY_VIOLATION => Self::Missing,
            SqlState::DISK_FULL => Self::DiskFull,
            // The detail of a refusal may quote a row, so only the message is kept.
            _ => Self::Engine(format!("{} ({})", refusal.message(), refusal.code().code())),
        }
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            other => Self::Unavailable(other.to_string()),
        }
    }
}

/// What failed and why: the driver keeps the reason of a refused handshake one level down.
fn with_cause(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}
