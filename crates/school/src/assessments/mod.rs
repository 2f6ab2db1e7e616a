//! Assessments: questions drawn from a bank, a time limit that nothing resets, answers saved as typed.

mod appeal;
mod attempt;
mod grading;
mod overview;
mod submission;

pub use appeal::{
    Appeal, AppealCase, Teacher, WaitingAppeal, appeal, appeal_case, ask_appeal, decide_appeal, waiting_appeals,
};
pub(crate) use attempt::draw;
pub use attempt::{OpenAttempt, SavedAnswers, attempt, save_answers, start};
pub use grading::{EssayCase, EssayKey, Levels, WaitingEssay, essay_case, grade, waiting_essays};
pub use overview::{AttemptRecord, Overview, overview};
pub use submission::{MarkedQuestion, Review, close_expired, review, submit};

database::identifier! {
    /// One attempt at an assessment.
    AttemptId
}
