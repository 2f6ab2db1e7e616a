//! Learning: enrolment, the map of a programme, the reader's position and time, exercises, deadlines.

mod activity;
mod before;
mod calendar;
mod completion;
mod deadline;
mod enrolment;
pub mod exercise;
mod graded;
mod map;
mod progress;
mod reader;
mod texts;

pub use activity::{DayOfActivity, activity};
pub use calendar::calendar;
pub use deadline::{Deadline, deadlines, set_deadline};
pub use enrolment::{EnrolmentState, Place, enrol, enrolments};
pub use graded::{Grading, gradings};
pub use map::{MapModule, MapResource, ProgrammeMap, State, map};
pub use progress::{Save, Saved, forget_old_views, record_opening, save_progress};
pub use reader::{OpenResource, Opening, open_resource};
pub use texts::{ResourceText, Texts};

pub(crate) use completion::complete;
pub(crate) use enrolment::enrol_in;
pub(crate) use progress::day_in_strasbourg;

database::identifier! {
    /// An enrolment of a person in a programme.
    EnrolmentId
}
