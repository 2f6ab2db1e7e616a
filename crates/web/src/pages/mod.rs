//! One file a page; the template has the same name.

pub(crate) mod assessment;
pub(crate) mod certificate;
pub(crate) mod choices;
pub(crate) mod closure;
pub(crate) mod confirmation;
pub(crate) mod copy;
pub(crate) mod deadline;
pub(crate) mod exercise;
pub(crate) mod health;
pub(crate) mod home;
pub(crate) mod invitation;
pub(crate) mod learn;
pub(crate) mod mailbox;
pub(crate) mod media;
pub(crate) mod my_data;
pub(crate) mod own_request;
pub(crate) mod password;
pub(crate) mod policy;
pub(crate) mod profile;
pub(crate) mod programmes;
pub(crate) mod reset;
pub(crate) mod security;
pub(crate) mod sign_in;
pub(crate) mod sign_out;
pub(crate) mod sign_up;
pub(crate) mod space;
