//! A personal value in memory.

use database::Uuid;
use zeroize::Zeroize;

/// A value about a person. It has no `Display`, `Debug` or `Serialize`: what is not revealed cannot leak.
pub struct Personal<T: Zeroize> {
    subject: Uuid,
    value: T,
}

/// Who looks, and by what right. Functions that read a person's record ask for one.
#[derive(Clone, Copy, Debug)]
pub struct Access(Right);

#[derive(Clone, Copy, Debug)]
enum Right {
    Own(Uuid),
    /// Kept for the reader of a trace; every service reaches every person.
    Service(#[expect(dead_code, reason = "read only when an access is printed in a trace")] Service),
}

/// What the platform itself needs a value for, with no one looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// To write to the person at the address they gave.
    MailDelivery,
    /// To put the person's name on a document issued to them.
    Certification,
    /// To answer a request under a right; who looks stands in the journal.
    Rights,
    /// To answer what a person wrote to a desk; who looks stands in the journal.
    Answering,
    /// To look for viruses in what a person sent.
    Scanning,
    /// To mark what a person wrote; who looks stands in the journal.
    Grading,
    /// To help a learner along; who looks stands in the journal.
    FollowUp,
    /// To say who of the staff has which access.
    StaffReview,
    /// To tell the teaching team who of it wrote or published what is taught.
    Authoring,
    /// To carry out a command typed on the server by its operator.
    Operation,
    /// To hand an authority what the law entitles it to, approved by two people.
    Disclosure,
}

/// The access does not reach this person.
#[derive(Debug, thiserror::Error)]
#[error("this access does not reach that person")]
pub struct Refused;

impl Access {
    /// The person's own session.
    pub const fn own(person: Uuid) -> Self {
        Self(Right::Own(person))
    }

    /// The platform itself, for a service the person relies on.
    pub const fn service(service: Service) -> Self {
        Self(Right::Service(service))
    }
}

impl<T: Zeroize> Personal<T> {
    pub(crate) fn new(subject: Uuid, value: T) -> Self {
        Self { subject, value }
    }

    /// The same value as somebody's own.
    pub(crate) fn of(mut self, owner: Uuid) -> Self {
        self.subject = owner;
        self
    }

    /// The value, to an access that reaches its person.
    pub fn reveal(&self, access: Access) -> Result<&T, Refused> {
        match access.0 {
            Right::Own(person) if person != self.subject => Err(Refused),
            Right::Own(_) | Right::Service(_) => Ok(&self.value),
        }
    }
}

impl<T: Zeroize> Drop for Personal<T> {
    fn drop(&mut self) {
        self.value.zeroize();
    }
}
