//! A file of a conversation, given to its person or to its desk.

use database::{Moment, Reader, Transaction, params, sql};
use privacy::Engine;
use vault::{Access, Service, Vault};

use super::answering::theirs;
use super::{Answerer, ConversationId};
use crate::attachments::{AttachmentId, Download, open};
use crate::people::PersonId;
use crate::rights::opened;
use crate::{Error, School};

/// A file of one's own conversation. Long for a large one: on a blocking thread.
pub fn own_file(
    reader: &Reader<'_>,
    vault: &Vault,
    (person, id, file): (PersonId, ConversationId, AttachmentId),
) -> Result<Download, Error> {
    open(reader, vault, (person, id, Access::own(person.uuid())), (file, false))
}

/// A file of a conversation of one's desk. The look is in the journal before anything is read; what its person froze is not
/// opened: [`Error::Refused`].
pub async fn case_file(
    school: &School,
    (answerer, id, file): (Answerer, ConversationId, AttachmentId),
) -> Result<Download, Error> {
    let engine = school.privacy.clone();
    let story = school
        .write(move |transaction, vault, moment| look(transaction, (vault, &engine), moment, (answerer, id, file)));
    let person = story.await?;
    let access = Access::service(Service::Answering);
    school.report(move |reader, vault, _| open(reader, vault, (person, id, access), (file, true))).await
}

fn look(
    transaction: &Transaction<'_>,
    (vault, engine): (&Vault, &Engine),
    moment: &Moment,
    (answerer, id, file): (Answerer, ConversationId, AttachmentId),
) -> Result<PersonId, Error> {
    let person = theirs(transaction, engine, (answerer, id))?;
    let known: Option<i64> = transaction.optional(
        sql!("SELECT 1 FROM attachments WHERE id = $1 AND conversation_id = $2 AND scan IN ('clean', 'none')"),
        params![file, id],
    )?;
    known.ok_or(Error::NotFound)?;
    let by = (answerer.person(), answerer.desk().role());
    opened(transaction, vault, moment, (by, person, "exchanges", "attachment"))?;
    Ok(person)
}
