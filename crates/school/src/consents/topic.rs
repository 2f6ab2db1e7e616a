//! A topic of optional messages: known to the declarations, or it cannot be named.

use privacy::topics::declared;

use crate::Error;

/// A declared topic.
#[derive(Clone, Debug)]
pub struct Topic {
    pub(super) code: String,
    pub(super) declared: privacy::topics::Topic,
}

impl Topic {
    /// The topic of a code; [`Error::NotFound`] for one that is not declared.
    pub fn of(code: &str) -> Result<Self, Error> {
        topics()?.into_iter().find(|topic| topic.code == code).ok_or(Error::NotFound)
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What is declared of it.
    pub fn declared(&self) -> &privacy::topics::Topic {
        &self.declared
    }
}

/// Every topic, in the order of `privacy/topics.toml`.
pub fn topics() -> Result<Vec<Topic>, Error> {
    let topics = declared().map_err(|mistake| Error::Other(mistake.to_string()))?;
    Ok(topics.into_iter().map(|(code, declared)| Topic { code, declared }).collect())
}
