//! Partner experts (P25, decision 9): they follow their own modules, under pseudonyms, once an officer recorded that their protection
//! standards were checked; a group that is too small is not broken down.

mod register;
mod sharing;
mod view;

pub use register::{NewCheck, Partner, PartnerAccount, Slug, accounts, check, end, partners};
pub use sharing::{share_name, shares_name, stop_sharing_name};
pub use view::{Follower, MINIMUM_GROUP, ModuleView, PartnerModule, ResourceCount, module, modules};

/// The purpose of `privacy/purposes.toml` for which progress is read here.
const PURPOSE: &str = "follow_up";
