//! What messages are about: known to the declarations, or it cannot be named.

use std::sync::LazyLock;

use privacy::topics::declared;

use crate::Error;

static DECLARED: LazyLock<Result<Vec<(String, privacy::topics::Topic)>, String>> =
    LazyLock::new(|| declared().map_err(|mistake| mistake.to_string()));

/// A declared topic.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    code: &'static str,
    declared: &'static privacy::topics::Topic,
}

impl Topic {
    /// The account and its security: always leaves.
    pub const ACCOUNT: &'static str = "account";
    /// Requests, incidents, changes of the policy: always leaves.
    pub const NOTICES: &'static str = "notices";
    /// What is new in a programme that is followed.
    pub const COURSES: &'static str = "courses";
    /// Days that come near.
    pub const DEADLINES: &'static str = "deadlines";
    /// Answers to what a person wrote.
    pub const CONVERSATIONS: &'static str = "conversations";

    /// The topic of a code; [`Error::NotFound`] for one that is not declared.
    pub fn of(code: &str) -> Result<Self, Error> {
        topics()?.into_iter().find(|topic| topic.code == code).ok_or(Error::NotFound)
    }

    /// Its code.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What is declared of it.
    pub const fn declared(&self) -> &'static privacy::topics::Topic {
        self.declared
    }
}

/// Every topic, in the order of `privacy/topics.toml`.
pub fn topics() -> Result<Vec<Topic>, Error> {
    let declared = DECLARED.as_ref().map_err(|mistake| Error::Other(mistake.clone()))?;
    Ok(declared.iter().map(|(code, declared)| Topic { code, declared }).collect())
}
