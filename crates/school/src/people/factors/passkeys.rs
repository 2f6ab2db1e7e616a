//! Passkeys: kept by a person's device, asked for with a finger, a face or its code. One alone signs in, since it is something had
//! and something known at once; what is kept here could sign nobody in.

use database::{Moment, Reader, Transaction, params, sql};
use jiff::Timestamp;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use vault::{Access, Category, Sealed, Vault};
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential};
use webauthn_rs_proto::{PublicKeyCredentialDescriptor, RegisterPublicKeyCredential, ResidentKeyRequirement};

use super::Recent;
use super::ceremony::{Challenge, Kind, begin, relying_party, take};
use super::recovery::{added, removed};
use crate::people::connection::{is_new, record};
use crate::people::letters::{Letter, enqueue};
use crate::people::session::{self, Begun, Factor};
use crate::people::throttle::{Scope, count, make_own};
use crate::people::{Device, FieldMistake, PersonId, Role, Session, SessionId};
use crate::{Error, Settings};

const PLACE: &str = "passkeys.credential_sealed";
const LABEL_PLACE: &str = "passkeys.label_sealed";
/// More than anybody carries; fewer than a page can show.
const MOST_PASSKEYS: usize = 20;
/// The longest name of a passkey, in characters.
const MOST_LABEL: usize = 60;

database::identifier! {
    /// A passkey.
    PasskeyId
}

/// What its owner calls a passkey.
#[derive(Clone)]
pub struct Label(String);

impl Label {
    /// Takes what was typed.
    pub fn parse(typed: &str) -> Result<Self, FieldMistake> {
        let label = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = (1..=MOST_LABEL).contains(&label.chars().count());
        if fits { Ok(Self(label)) } else { Err(FieldMistake::new("label", "passkey-label")) }
    }
}

/// A passkey as its owner sees it.
#[derive(Clone, Debug)]
pub struct PasskeyRecord {
    /// Which.
    pub id: PasskeyId,
    /// What they call it.
    pub label: String,
    /// Since when it works.
    pub created_at: Timestamp,
    /// When it last answered.
    pub used_at: Option<Timestamp>,
}

/// Why a passkey is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRefusal {
    /// The challenge was answered before, or is too old.
    Late,
    /// It does not answer the challenge, or belongs to nobody here.
    Wrong,
}

/// A person's passkeys, the oldest first.
pub(super) fn passkeys(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Vec<PasskeyRecord>, Error> {
    let rows: Vec<(PasskeyId, Sealed, Timestamp, Option<Timestamp>)> = reader.all(
        sql!("SELECT id, label_sealed, created_at, used_at FROM passkeys WHERE person_id = $1 ORDER BY created_at, id"),
        params![person],
    )?;
    let record = |(id, label, created_at, used_at): (_, Sealed, _, _)| {
        let label = vault.open_value(person.uuid(), Category::Identity, LABEL_PLACE, &label)?;
        Ok(PasskeyRecord { id, label: label.reveal(Access::own(person.uuid()))?.clone(), created_at, used_at })
    };
    rows.into_iter().map(record).collect()
}

/// Challenges the person's device to make a passkey, which it then offers by itself where one signs in.
pub fn begin_passkey(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (settings, session): (&Settings, &Session),
    account: &str,
) -> Result<Challenge, Error> {
    let name = session.name(vault)?;
    let (mut options, state) = (relying_party(settings)?)
        .start_passkey_registration(session.person.uuid(), account, &name, None)
        .map_err(|error| Error::Other(error.to_string()))?;
    let selection = options.public_key.authenticator_selection.get_or_insert_default();
    selection.resident_key = Some(ResidentKeyRequirement::Required);
    selection.require_resident_key = true;
    let known = own_credentials(transaction, vault, session.person)?.into_iter();
    let known = known.map(|(_, passkey)| PublicKeyCredentialDescriptor {
        type_: "public-key".to_owned(),
        id: passkey.cred_id().clone(),
        transports: None,
    });
    options.public_key.exclude_credentials = Some(known.collect());
    begin(transaction, moment, (Kind::Registration, Some(session.id)), (serde_json::to_value(options)?, &state))
}

/// Takes the passkey that a device made. Gives the recovery codes of a first factor, shown this once; the other sessions end.
pub fn add_passkey(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, (settings, session, label)): (Recent, (&Settings, &Session, &Label)),
    (ceremony, answer): (&str, &Json),
) -> Result<Result<Vec<String>, PasskeyRefusal>, Error> {
    let state: Option<PasskeyRegistration> =
        take(transaction, moment, (Kind::Registration, Some(session.id)), ceremony)?;
    let Some(state) = state else { return Ok(Err(PasskeyRefusal::Late)) };
    let Ok(answer) = serde_json::from_value::<RegisterPublicKeyCredential>(answer.clone()) else {
        return Ok(Err(PasskeyRefusal::Wrong));
    };
    let Ok(passkey) = relying_party(settings)?.finish_passkey_registration(&answer, &state) else {
        return Ok(Err(PasskeyRefusal::Wrong));
    };
    if passkeys(transaction, vault, session.person)?.len() >= MOST_PASSKEYS {
        return Err(Error::Refused("passkeys-many"));
    }
    let person = session.person.uuid();
    let credential = vault.seal(moment, person, Category::Identity, PLACE, &serde_json::to_string(&passkey)?)?;
    let label = vault.seal(moment, person, Category::Identity, LABEL_PLACE, &label.0)?;
    let kept = transaction.execute(
        sql!(
            "INSERT INTO passkeys (id, person_id, credential_hash, credential_sealed, label_sealed, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (credential_hash) DO NOTHING"
        ),
        params![PasskeyId::new(moment), session.person, hash(passkey.cred_id()), credential, label, moment.now],
    )?;
    if kept == 0 { Ok(Err(PasskeyRefusal::Wrong)) } else { Ok(Ok(added(transaction, vault, moment, session)?)) }
}

/// Removes one of one's passkeys.
pub fn remove_passkey(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (_, person, id): (Recent, PersonId, PasskeyId),
) -> Result<(), Error> {
    let gone =
        transaction.execute(sql!("DELETE FROM passkeys WHERE id = $1 AND person_id = $2"), params![id, person])?;
    if gone == 1 { removed(transaction, vault, moment, person) } else { Err(Error::NotFound) }
}

/// Challenges whoever is there to sign in with a passkey of this school.
pub fn begin_passkey_sign_in(
    transaction: &Transaction<'_>,
    moment: &Moment,
    settings: &Settings,
) -> Result<Challenge, Error> {
    challenge(transaction, moment, settings, (Kind::SignIn, None))
}

/// Signs in whoever answers the challenge. Nobody guesses a passkey: it opens whatever was tried on the account or from the network.
pub fn passkey_sign_in(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    (settings, device): (&Settings, &Device),
    (ceremony, answer): (&str, &Json),
) -> Result<Result<Begun, PasskeyRefusal>, Error> {
    let person = match answered(transaction, vault, moment, settings, (Kind::SignIn, None), (ceremony, answer))? {
        Ok(person) => person,
        Err(refusal) => {
            record(transaction, vault, moment, None, device, "refused")?;
            count(transaction, vault, moment, Scope::Network(&device.address))?;
            return Ok(Err(refusal));
        }
    };
    let role: String = transaction.one(sql!("SELECT role FROM people WHERE id = $1"), params![person])?;
    let role = Role::from_code(&role).ok_or(Error::NotFound)?;
    if is_new(transaction, person, device)? {
        enqueue(transaction, moment, &Letter::NewDevice { person })?;
    }
    let connection = record(transaction, vault, moment, Some(person), device, "accepted")?;
    make_own(transaction, vault, moment, Scope::Home(person, &device.address))?;
    Ok(Ok(session::begin(transaction, moment, (person, role, Factor::Given), connection)?))
}

/// A challenge that any passkey of the school may answer.
pub(super) fn challenge(
    transaction: &Transaction<'_>,
    moment: &Moment,
    settings: &Settings,
    asked: (Kind, Option<SessionId>),
) -> Result<Challenge, Error> {
    let (mut options, state) = relying_party(settings)?
        .start_discoverable_authentication()
        .map_err(|error| Error::Other(error.to_string()))?;
    // A button is pressed: the browser is to ask at once, and not wait in a field.
    options.mediation = None;
    begin(transaction, moment, asked, (serde_json::to_value(options)?, &state))
}

/// Whose passkey answered a challenge; its counter is kept, so that a copy of it is told (WebAuthn §6.1.1).
pub(super) fn answered(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    settings: &Settings,
    asked: (Kind, Option<SessionId>),
    (ceremony, answer): (&str, &Json),
) -> Result<Result<PersonId, PasskeyRefusal>, Error> {
    let state: Option<DiscoverableAuthentication> = take(transaction, moment, asked, ceremony)?;
    let Some(state) = state else { return Ok(Err(PasskeyRefusal::Late)) };
    let Ok(answer) = serde_json::from_value::<PublicKeyCredential>(answer.clone()) else {
        return Ok(Err(PasskeyRefusal::Wrong));
    };
    let Some((id, person, mut passkey)) = of_credential(transaction, vault, answer.get_credential_id())? else {
        return Ok(Err(PasskeyRefusal::Wrong));
    };
    let is_theirs = answer.get_user_unique_id() == Some(person.uuid().as_bytes().as_slice());
    let proved = relying_party(settings)?.finish_discoverable_authentication_v2(&answer, state, &passkey);
    let Some(proved) = proved.ok().filter(|proved| is_theirs && proved.user_verified()) else {
        return Ok(Err(PasskeyRefusal::Wrong));
    };
    passkey.update_credential(&proved);
    let sealed = vault.seal(moment, person.uuid(), Category::Identity, PLACE, &serde_json::to_string(&passkey)?)?;
    transaction.execute(
        sql!("UPDATE passkeys SET used_at = $2, credential_sealed = $3 WHERE id = $1"),
        params![id, moment.now, sealed],
    )?;
    Ok(Ok(person))
}

fn of_credential(
    reader: &Reader<'_>,
    vault: &Vault,
    credential: &[u8],
) -> Result<Option<(PasskeyId, PersonId, Passkey)>, Error> {
    let row: Option<(PasskeyId, PersonId, Sealed)> = reader.optional(
        sql!(
            "SELECT passkeys.id, passkeys.person_id, passkeys.credential_sealed
             FROM passkeys JOIN people ON people.id = passkeys.person_id
             WHERE passkeys.credential_hash = $1 AND people.closed_at IS NULL AND people.email_confirmed_at IS NOT NULL"
        ),
        params![hash(credential)],
    )?;
    row.map(|(id, person, sealed)| Ok((id, person, open(vault, person, &sealed)?))).transpose()
}

fn own_credentials(reader: &Reader<'_>, vault: &Vault, person: PersonId) -> Result<Vec<(PasskeyId, Passkey)>, Error> {
    let rows: Vec<(PasskeyId, Sealed)> = reader
        .all(sql!("SELECT id, credential_sealed FROM passkeys WHERE person_id = $1 ORDER BY id"), params![person])?;
    rows.into_iter().map(|(id, sealed)| Ok((id, open(vault, person, &sealed)?))).collect()
}

fn open(vault: &Vault, person: PersonId, sealed: &Sealed) -> Result<Passkey, Error> {
    let value = vault.open_value(person.uuid(), Category::Identity, PLACE, sealed)?;
    Ok(serde_json::from_str(value.reveal(Access::own(person.uuid()))?)?)
}

fn hash(credential: &[u8]) -> [u8; 32] {
    Sha256::digest(credential).into()
}
