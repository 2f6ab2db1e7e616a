//! Disclosures to authorities (P18, P26): entered with their legal reference, preserved at once, approved by a second person,
//! extracted to what is strictly asked, and told to the person unless the law forbids it.

mod entry;
mod extract;
mod register;
mod review;
mod search;

pub use entry::{DisclosureForm, NewDisclosure};
pub use extract::{Extract, extract};
pub use register::{Disclosure, DisclosureId, Stage, all, enter};
pub use review::{Reviewer, lift, reveal, review};
