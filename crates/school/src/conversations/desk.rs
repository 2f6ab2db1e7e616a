//! The desks that answer, and who sits at them.

use crate::access::{Access, Support, Teaching};
use crate::people::{PersonId, Role};

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    /// The teaching team: what is taught.
    Teaching,
    /// Support: the account and the platform.
    Support,
}

impl Desk {
    /// Both, as they are offered.
    pub const ALL: [Self; 2] = [Self::Teaching, Self::Support];

    /// The code in the database, and for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teaching => "teaching",
            Self::Support => "support",
        }
    }

    /// The desk of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|desk| desk.code() == code)
    }

    /// The role of those who answer.
    pub const fn role(self) -> Role {
        match self {
            Self::Teaching => Role::Teacher,
            Self::Support => Role::Support,
        }
    }

    /// Where its queue is.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Teaching => "/equipe/enseignement/messages",
            Self::Support => "/equipe/assistance",
        }
    }

    /// Where each of its conversations is, before its identifier.
    pub const fn messages_path(self) -> &'static str {
        match self {
            Self::Teaching => "/equipe/enseignement/messages",
            Self::Support => "/equipe/assistance/messages",
        }
    }
}

/// Somebody of a desk. What only that desk may do takes one.
#[derive(Clone, Copy, Debug)]
pub struct Answerer {
    person: PersonId,
    desk: Desk,
}

impl From<Access<Teaching>> for Answerer {
    fn from(access: Access<Teaching>) -> Self {
        Self { person: access.person(), desk: Desk::Teaching }
    }
}

impl From<Access<Support>> for Answerer {
    fn from(access: Access<Support>) -> Self {
        Self { person: access.person(), desk: Desk::Support }
    }
}

impl Answerer {
    /// Who it is.
    pub const fn person(self) -> PersonId {
        self.person
    }

    /// At which desk.
    pub const fn desk(self) -> Desk {
        self.desk
    }
}
