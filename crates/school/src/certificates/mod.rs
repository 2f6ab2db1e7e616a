//! Certificates (P11): issued once, from the whole history; verifiable by anyone, for as long as promised.

mod eligibility;
mod issue;
mod paper;
mod verification;

pub use eligibility::{AssessmentStanding, Eligibility, ModuleStanding, eligibility};
pub use issue::issue_if_earned;
pub(crate) use issue::{code, commitment, content};
pub use paper::pdf;
pub use verification::{
    CertificateContent, CertificateModule, CertificateRecord, Document, Standing, Verification, canonical,
    certificates, document, holds, revoke, verify,
};

database::identifier! {
    /// A certificate.
    CertificateId
}
