//! The purposes that somebody of the staff has access for, as types: what reads a person's record for one takes an access of it.

use std::fmt;
use std::marker::PhantomData;

use crate::people::{PersonId, Role};

/// Why somebody of the staff looks.
pub trait Purpose: Send + Sync + 'static {
    /// Whose work it is.
    const ROLE: Role;
}

macro_rules! purposes {
    ($($(#[$words:meta])* $name:ident => $role:ident),+ $(,)?) => {
        $($(#[$words])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Purpose for $name {
            const ROLE: Role = Role::$role;
        })+
    };
}

purposes! {
    /// To teach: content, progress, answers, marks.
    Teaching => Teacher,
    /// To follow the learners of one's own modules.
    Partnership => Partner,
    /// To bill.
    Billing => Accountant,
    /// To help with an account.
    Support => Support,
    /// To keep the promises of the privacy policy.
    Privacy => PrivacyOfficer,
    /// To run the school's accounts and machine.
    Administration => Admin,
}

/// An access for a purpose. There is no other way to one than [`take`](super::take).
pub struct Access<P> {
    person: PersonId,
    purpose: PhantomData<P>,
}

impl<P: Purpose> Access<P> {
    pub(super) const fn of(person: PersonId) -> Self {
        Self { person, purpose: PhantomData }
    }

    /// Who looks.
    pub const fn person(self) -> PersonId {
        self.person
    }
}

impl<P> Clone for Access<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Access<P> {}

impl<P: Purpose> fmt::Debug for Access<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Access({})", P::ROLE.code())
    }
}
