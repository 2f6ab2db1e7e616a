//! Issuing: once, with what stands on it fixed that day.

use database::{Moment, Reader, Transaction, params, sql};
use journal::Entry;
use sha2::{Digest, Sha256};
use vault::{Access, Category, Sealed, Service, Vault};

use super::verification::{CertificateContent, CertificateModule};
use super::{CertificateId, eligibility};
use crate::people::PersonId;
use crate::people::letters::{Letter, enqueue};
use crate::programmes::{ProgrammeDetail, ProgrammeId};
use crate::{Error, hexadecimal};

pub(crate) const HOLDER: &str = "certificates.holder_sealed";
pub(crate) const SECRET: &str = "certificates.secret_sealed";

/// Issues the certificate of a programme if the person has earned it and does not hold it yet.
pub fn issue_if_earned(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
    programme: ProgrammeId,
) -> Result<(), Error> {
    let standing = eligibility(transaction, person, programme)?;
    if !standing.is_earned() || is_issued(transaction, person, programme)? {
        return Ok(());
    }
    let content = content(transaction, programme, &standing)?;
    let (name, code) = (name(transaction, vault, person)?, code(moment));
    let salt = hexadecimal(&moment.entropy.bytes::<16>());
    let holder = vault.seal(moment, person.uuid(), Category::Identity, HOLDER, &name)?;
    let secret = vault.seal(moment, person.uuid(), Category::Learning, SECRET, &salt)?;
    let issued = transaction.execute(
        sql!(
            "INSERT INTO certificates (id, code, person_id, programme_id, issued_at, holder_sealed, secret_sealed,
                                       commitment, content)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING"
        ),
        params![
            CertificateId::new(moment),
            &code,
            person,
            programme,
            moment.now,
            holder,
            secret,
            commitment(&salt, &name),
            serde_json::to_string(&content)?
        ],
    )?;
    if issued == 0 {
        return Ok(());
    }
    let pseudonym = vault.pseudonym(person.uuid())?;
    journal::append(
        transaction,
        moment,
        Entry::new("certificate.issued").about(pseudonym).with("code", code.as_str()),
    )?;
    enqueue(transaction, moment, &Letter::CertificateReady { person, code })
}

/// A certificate that was issued stands as it is, whatever is done again later.
fn is_issued(reader: &Reader<'_>, person: PersonId, programme: ProgrammeId) -> Result<bool, Error> {
    let issued: Option<CertificateId> = reader.optional(
        sql!("SELECT id FROM certificates WHERE person_id = $1 AND programme_id = $2"),
        params![person, programme],
    )?;
    Ok(issued.is_some())
}

/// What the server keeps of the name when the name itself is gone (decision 2): SHA-256 of salt and name.
pub(crate) fn commitment(salt: &str, name: &str) -> [u8; 32] {
    Sha256::digest([salt.as_bytes(), b"|", name.as_bytes()].concat()).into()
}

pub(crate) fn content(
    transaction: &Transaction<'_>,
    programme: ProgrammeId,
    standing: &super::Eligibility,
) -> Result<CertificateContent, Error> {
    let (title, hours, detail): (String, i64, String) =
        transaction.one(sql!("SELECT title, hours, detail FROM programmes WHERE id = $1"), params![programme])?;
    let detail: ProgrammeDetail = serde_json::from_str(&detail)?;
    let modules = standing
        .modules
        .iter()
        .map(|module| CertificateModule { title: module.title.clone(), percent: module.mean_percent() })
        .collect();
    Ok(CertificateContent {
        programme: title,
        hours,
        competences: detail.competences,
        modules,
        mean_percent: standing.mean_percent(),
    })
}

fn name(transaction: &Transaction<'_>, vault: &Vault, person: PersonId) -> Result<String, Error> {
    let sealed: Sealed = transaction.one(sql!("SELECT name_sealed FROM people WHERE id = $1"), params![person])?;
    let name = vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", &sealed)?;
    Ok(name.reveal(Access::service(Service::Certification))?.clone())
}

/// 128 random bits in groups that can be read aloud.
pub(crate) fn code(moment: &Moment) -> String {
    let digits = hexadecimal(&moment.entropy.bytes::<16>());
    let groups: Vec<&str> = (0..8).map(|group| &digits[group * 4..group * 4 + 4]).collect();
    groups.join("-")
}
