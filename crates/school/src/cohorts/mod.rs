//! Cohorts, and how the teaching team follows learners: at a glance, who needs help and why, and one learner's path. Every look at a
//! person's record is journalled; whoever froze their learning is not shown.

mod cohort;
mod deadlines;
mod glance;
mod joining;
mod learners;
mod looks;
mod path;

pub use cohort::{Cohort, Followed, NewCohort, Subject, archive, cohort, create, followed, slug_of, subject};
pub use deadlines::{ModuleDay, module_days, set_module_day};
pub use glance::{Glance, ModuleCount, WeekOfWork, glance};
pub(crate) use joining::joins_as_expected;
pub use joining::{AddressList, BadLine, Joined, Listed, forget_expired, join, join_path, joined_by, list, remove};
pub use learners::{Help, LearnerLine, Learners, learners};
pub use looks::LookReason;
pub(crate) use looks::note_looks;
pub use path::{Path, PathModule, PathResource, has_reason, path, say_reason};

use database::Uuid;

use crate::programmes::ProgrammeId;

database::identifier! {
    /// A cohort.
    CohortId
}

/// The purpose of `privacy/purposes.toml` for which the team reads how learners go on.
const PURPOSE: &str = "follow_up";

/// Whom a page is about: everybody enrolled in a programme, or one cohort of it.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// The programme.
    pub programme: ProgrammeId,
    /// The cohort, if it is about one.
    pub cohort: Option<CohortId>,
}

impl Scope {
    /// For a statement: the cohort, and whether everybody of the programme is meant instead. A parameter that is absent has no type
    /// for PostgreSQL.
    fn parameters(self) -> (Uuid, bool) {
        self.cohort.map_or((Uuid::nil(), true), |cohort| (cohort.uuid(), false))
    }
}
