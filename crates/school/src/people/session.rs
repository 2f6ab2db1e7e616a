//! Sessions: what a device holds after a sign-in. The server knows only the hash of its token.

use database::{Moment, Reader, Transaction, Uuid, params, sql};
use jiff::{SignedDuration, Timestamp};
use vault::{Access, Category, Sealed, Vault};

use super::connection::open_address;
use super::factors::has_factor;
use super::inactivity::present;
use super::link::{new_token, token_hash};
use super::{PersonId, Role, SessionId};
use crate::detection::Family;
use crate::{Error, words};

/// A learner stays signed in for a month of use; staff for a working day.
const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
const LIFE_OF_STAFF: SignedDuration = SignedDuration::from_hours(12);
/// One that waits for its second factor, long enough to find the telephone.
const LIFE_OF_HALF: SignedDuration = SignedDuration::from_mins(10);
/// « Seen » is kept to the hour: enough to recognise a device, no trail of clicks.
const SEEN_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Who is signed in, as every page needs to know it.
#[derive(Clone, Debug)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The person.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
    /// Their language.
    pub language: coursework::Language,
    /// Their theme: empty, `light` or `dark`.
    pub theme: String,
    /// Whether the hour of « seen » has passed, so that the session wants [`touch`](super::touch).
    pub stale: bool,
    /// The version of the policy that they were informed of.
    pub policy_version: u32,
    /// How many notices wait to be read.
    pub unread: i64,
    /// Whether a second factor was given.
    pub is_proved: bool,
    /// When its person last showed who they are.
    pub proved_at: Option<Timestamp>,
    /// The fingerprint of the wide network that it was last used from, in the family of addresses that was asked about.
    pub(crate) network: Option<Vec<u8>>,
    sealed_name: Sealed,
}

/// One line of the person's own list of devices.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// The session.
    pub id: SessionId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub seen_at: Timestamp,
    /// IP address of its sign-in.
    pub address: String,
    /// phone, tablet, computer or other.
    pub device: String,
    /// The browser's name.
    pub browser: String,
    /// The operating system's name.
    pub system: String,
}

impl Session {
    /// The person's name, to themselves.
    pub fn name(&self, vault: &Vault) -> Result<String, Error> {
        let person = self.person.uuid();
        let name = vault.open_value(person, Category::Identity, "people.name_sealed", &self.sealed_name)?;
        Ok(name.reveal(Access::own(person))?.clone())
    }
}

/// A session that begins.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What only the device will hold.
    pub token: String,
    /// Whether it opens nothing before a code of the second factor is given.
    pub is_due: bool,
}

/// What a session that begins was opened with besides the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Factor {
    /// Nothing: nobody asks for more.
    None,
    /// Nothing yet: it opens nothing before a code is given.
    Due,
    /// A second factor, or a passkey, which is two at once.
    Given,
}

impl Factor {
    const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Due => "due",
            Self::Given => "given",
        }
    }
}

/// What is still asked of whoever gave their password.
pub(super) fn after_password(reader: &Reader<'_>, person: PersonId) -> Result<Factor, Error> {
    Ok(if has_factor(reader, person)? { Factor::Due } else { Factor::None })
}

/// Begins a session.
pub(super) fn begin(
    transaction: &Transaction<'_>,
    moment: &Moment,
    (person, role, factor): (PersonId, Role, Factor),
    connection: Uuid,
) -> Result<Begun, Error> {
    let token = new_token(moment);
    let is_due = factor == Factor::Due;
    let expires = moment.now.saturating_add(if is_due { LIFE_OF_HALF } else { life(role) }).unwrap_or(moment.now);
    transaction.execute(
        sql!(
            "INSERT INTO sessions (id, token_hash, person_id, connection_id, created_at, seen_at, expires_at, factor,
                                   proved_at)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)"
        ),
        params![
            SessionId::new(moment),
            token_hash(&token),
            person,
            connection,
            moment.now,
            expires,
            factor.code(),
            (!is_due).then_some(moment.now)
        ],
    )?;
    present(transaction, moment, person)?;
    Ok(Begun { token, is_due })
}

/// How long a session lasts.
pub(super) const fn life(role: Role) -> SignedDuration {
    if matches!(role, Role::Learner) { LIFE } else { LIFE_OF_STAFF }
}

/// Who holds this token, asking from an address of this family; one query, run by every private page.
pub fn signed_in(
    reader: &Reader<'_>,
    moment: &Moment,
    (token, family): (&str, Family),
) -> Result<Option<Session>, Error> {
    type Columns = (
        SessionId,
        PersonId,
        Timestamp,
        String,
        String,
        String,
        u32,
        i64,
        String,
        Option<Timestamp>,
        Option<Vec<u8>>,
        Sealed,
    );
    let row: Option<Columns> = reader.optional(
        sql!(
            "SELECT sessions.id, people.id, sessions.seen_at, people.role, people.language, people.theme,
                    people.policy_version,
                    (SELECT COUNT(*) FROM notices
                     WHERE notices.person_id = people.id AND notices.in_app AND notices.read_at IS NULL),
                    sessions.factor, sessions.proved_at,
                    (SELECT key FROM session_networks WHERE session_id = sessions.id AND family = $3), people.name_sealed
             FROM sessions JOIN people ON people.id = sessions.person_id
             WHERE sessions.token_hash = $1 AND sessions.expires_at > $2 AND sessions.factor <> 'due'
               AND people.closed_at IS NULL"
        ),
        params![token_hash(token), moment.now, family.code()],
    )?;
    let Some((id, person, seen_at, role, language, theme, policy_version, unread, factor, proved_at, network, name)) =
        row
    else {
        return Ok(None);
    };
    Ok(Some(Session {
        id,
        person,
        role: Role::from_code(&role).ok_or(Error::NotFound)?,
        language: words::language(&language),
        theme,
        stale: moment.now.duration_since(seen_at) >= SEEN_EVERY,
        policy_version,
        unread,
        is_proved: factor == "given",
        proved_at,
        network,
        sealed_name: name,
    }))
}

/// Notes that the session is in use.
pub fn touch(transaction: &Transaction<'_>, moment: &Moment, session: SessionId) -> Result<(), Error> {
    transaction.execute(sql!("UPDATE sessions SET seen_at = $2 WHERE id = $1"), params![session, moment.now])?;
    Ok(())
}

/// The person's own devices, the most recently used first.
pub fn sessions(
    reader: &Reader<'_>,
    vault: &Vault,
    moment: &Moment,
    person: PersonId,
) -> Result<Vec<SessionRecord>, Error> {
    type Columns = (SessionId, Timestamp, Timestamp, Sealed, String, String, String);
    let rows: Vec<Columns> = reader.all(
        sql!(
            "SELECT sessions.id, sessions.created_at, sessions.seen_at, connections.address_sealed,
                    connections.device, connections.browser, connections.system
             FROM sessions JOIN connections ON connections.id = sessions.connection_id
             WHERE sessions.person_id = $1 AND sessions.expires_at > $2 AND sessions.factor <> 'due'
             ORDER BY sessions.seen_at DESC, sessions.id DESC"
        ),
        params![person, moment.now],
    )?;
    rows.into_iter()
        .map(|(id, created_at, seen_at, sealed, device, browser, system)| {
            let address = open_address(vault, person.uuid(), &sealed)?;
            Ok(SessionRecord { id, created_at, seen_at, address, device, browser, system })
        })
        .collect()
}

/// Ends one of the person's own sessions; [`Error::NotFound`] for anybody else's.
pub fn end_session(transaction: &Transaction<'_>, person: PersonId, session: SessionId) -> Result<(), Error> {
    let ended =
        transaction.execute(sql!("DELETE FROM sessions WHERE id = $1 AND person_id = $2"), params![session, person])?;
    if ended == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Ends every session of the person but the one kept, if one is.
pub fn end_other_sessions(
    transaction: &Transaction<'_>,
    person: PersonId,
    kept: Option<SessionId>,
) -> Result<u64, Error> {
    Ok(transaction.execute(
        sql!("DELETE FROM sessions WHERE person_id = $1 AND id <> $2"),
        params![person, kept.map_or_else(Uuid::nil, SessionId::uuid)],
    )?)
}
