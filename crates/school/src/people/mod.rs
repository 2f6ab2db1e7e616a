//! People: who they are, how they come in, and what they decide about themselves.

mod closure;
mod confirmation;
mod connection;
mod correction;
mod factors;
mod fields;
mod helping;
mod inactivity;
pub mod letters;
mod link;
mod password;
mod profile;
mod reset;
mod session;
mod sign_in;
mod sign_up;
mod staff;
pub(crate) mod throttle;

pub(crate) use closure::close;
pub use closure::{JOB as CLOSE_JOB, ask_closure, cancel_closure, close_due, closure};
pub(crate) use confirmation::note;
pub use confirmation::{Confirmation, confirm};
pub use connection::{ConnectionRecord, Device, connections, describe, period_subject};
pub use factors::{
    Challenge, FactorRefusal, Factors, Label, NewFactor, PasskeyId, PasskeyRecord, PasskeyRefusal, Recent, add_passkey,
    begin_factor, begin_passkey, begin_passkey_sign_in, begin_proof, confirm_factor, demands_password, discard_factor,
    factors, forget_unanswered, half_signed_in, has_factor, has_passkeys, passkey_sign_in, prove, prove_again,
    prove_with_passkey, prove_with_password, recent, remove_passkey, renew_recovery_codes, waiting_factor,
};
pub use fields::{Email, FieldMistake, FullName, Phone};
pub use helping::{AccountHelp, Help, find_account, help};
pub use inactivity::follow_inactive;
pub(crate) use link::{new_token, token_hash};
pub use password::{NewPassword, PasswordHash};
pub use profile::{
    Profile, ask_email_change, change_password, choose_language, choose_theme, informed, password_matches, profile,
    update,
};
pub use reset::{ask_reset, reset, reset_person};
pub use session::{Begun, Session, SessionRecord, end_other_sessions, end_session, sessions, signed_in, touch};
pub use sign_in::{Refusal, SignIn, sign_in};
pub use sign_up::{SignUp, sign_up};
pub(crate) use staff::{CONFIRMED_FOR, grant};
pub use staff::{accept_invitation, add};

database::identifier! {
    /// A person: learner or staff.
    PersonId
}

database::identifier! {
    /// A session: one device that is signed in.
    SessionId
}

/// What a person does in the school, and so what they may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Learns, is certified, pays, writes, exercises rights.
    Learner,
    /// Authors content, follows progress, answers, grades.
    Teacher,
    /// Follows learners of their own modules.
    Partner,
    /// Invoices and payments.
    Accountant,
    /// Answers support conversations.
    Support,
    /// Requests, register, retention, incidents.
    PrivacyOfficer,
    /// Staff accounts, settings, backups.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Learner,
        Self::Teacher,
        Self::Partner,
        Self::Accountant,
        Self::Support,
        Self::PrivacyOfficer,
        Self::Admin,
    ];

    /// Those who are invited.
    pub const STAFF: [Self; 6] =
        [Self::Teacher, Self::Partner, Self::Accountant, Self::Support, Self::PrivacyOfficer, Self::Admin];

    /// The code used on the command line and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Teacher => "teacher",
            Self::Partner => "partner",
            Self::Accountant => "accountant",
            Self::Support => "support",
            Self::PrivacyOfficer => "privacy_officer",
            Self::Admin => "admin",
        }
    }

    /// The role of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}
