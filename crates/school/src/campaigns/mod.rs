//! Campaigns (P14): the newsletter, invitations and new programmes. Written in Markdown, seen before they leave, sent to those who
//! agreed and to nobody else; the school sees totals only.

mod entry;
mod event;
mod register;
mod sending;
mod trying;

pub use entry::{CampaignForm, NewCampaign};
pub use event::{EventView, event, register_for, unregister_from};
pub use register::{Campaign, CampaignId, CampaignLine, Editor, Totals, all, campaign, discard, save};
pub use sending::{BEGIN_JOB, JOB, begin, cancel, deliver, schedule};
pub use trying::{Preview, TEST_JOB, deliver_test, preview, send_test};
