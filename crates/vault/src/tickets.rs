//! Tickets: texts for links that this school alone can write and read, and that say nothing to anybody else. They need no row, and
//! stay good when the master key is changed, because their key lies in the key store like every other.

use database::Moment;

use crate::keys::fingerprint;
use crate::sealing::Sealed;
use crate::{Category, Error, Vault};

impl Vault {
    /// Seals what a link is to say, for one usage: a ticket of one usage is refused in another. The same content gives the same
    /// ticket, so that a letter written again after a crash is the same letter: the nonce follows from the content.
    pub fn ticket(&self, moment: &Moment, usage: &'static str, content: &[u8]) -> Result<Vec<u8>, Error> {
        let key = self.key_of(moment, self.installation(), Category::Exchanges)?;
        let nonce = fingerprint(&key, usage.as_bytes(), content);
        Ok(key.seal_with(nonce, usage.as_bytes(), content)?.into_bytes())
    }

    /// What a ticket says; [`Error::Altered`] for one that this school did not write, or wrote for another usage.
    pub fn read_ticket(&self, usage: &'static str, ticket: &[u8]) -> Result<Vec<u8>, Error> {
        let key = self.key(self.installation(), Category::Exchanges)?.ok_or(Error::Altered)?;
        key.open(usage.as_bytes(), &Sealed::from(ticket.to_vec()))
    }
}
