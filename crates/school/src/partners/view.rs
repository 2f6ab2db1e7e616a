//! What a partner sees: their modules, and how far learners are in them. A learner stands there under a pseudonym that is the same from
//! day to day, another for each partner, and leads nowhere else.

use std::fmt::Write as _;

use database::{Moment, Reader, Transaction, params, sql};
use privacy::Engine;
use vault::{Access as Right, Category, Sealed, Service, Vault};

use super::PURPOSE;
use crate::Error;
use crate::access::{Access, Partnership};
use crate::cohorts::note_looks;
use crate::people::{PersonId, Role};
use crate::programmes::ModuleId;

/// The least learners of whom anything is broken down: with fewer, a figure may point to somebody.
pub const MINIMUM_GROUP: i64 = privacy::anonymous::CROWD as i64;
/// How many learners a page shows.
const MOST_SHOWN: i64 = 500;

/// A module of a partner.
#[derive(Clone, Debug)]
pub struct PartnerModule {
    /// Which.
    pub id: ModuleId,
    /// Its title.
    pub title: String,
    /// The programme's title.
    pub programme: String,
    /// How many are enrolled; none when they are fewer than [`MINIMUM_GROUP`].
    pub enrolled: Option<i64>,
}

/// A module broken down.
#[derive(Clone, Debug)]
pub struct ModuleView {
    /// Its title.
    pub title: String,
    /// The programme's title.
    pub programme: String,
    /// Its resources, in order, and how many completed each; empty when the group is too small.
    pub resources: Vec<ResourceCount>,
    /// The learners, the furthest first; empty when the group is too small.
    pub followers: Vec<Follower>,
}

/// A resource, and how many completed it.
#[derive(Clone, Debug)]
pub struct ResourceCount {
    /// Its title.
    pub title: String,
    /// How many did.
    pub done: i64,
}

/// A learner as a partner sees them.
#[derive(Clone, Debug)]
pub struct Follower {
    /// Their pseudonym, such as `7F3K2`.
    pub pseudonym: String,
    /// Their name, for those who chose to show it.
    pub name: Option<String>,
    /// Resources of the module completed.
    pub done: i64,
}

/// A partner's modules.
pub fn modules(reader: &Reader<'_>, engine: &Engine, access: Access<Partnership>) -> Result<Vec<PartnerModule>, Error> {
    let rows: Vec<(ModuleId, String, String)> = reader.all(
        sql!(
            "SELECT modules.id, modules.title, programmes.title FROM partners
             JOIN modules ON modules.partner = partners.slug AND modules.retired_at IS NULL
             JOIN programmes ON programmes.id = modules.programme_id
             WHERE partners.person_id = $1 ORDER BY programmes.position, modules.position"
        ),
        params![access.person()],
    )?;
    let people: Vec<(ModuleId, PersonId)> = reader.all(
        sql!(
            "SELECT modules.id, people.id FROM partners
             JOIN modules ON modules.partner = partners.slug AND modules.retired_at IS NULL
             JOIN enrolments ON enrolments.programme_id = modules.programme_id
             JOIN people ON people.id = enrolments.person_id AND people.closed_at IS NULL
             WHERE partners.person_id = $1"
        ),
        params![access.person()],
    )?;
    let aside = privacy::set_aside(reader, engine, PURPOSE)?;
    let module = |(id, title, programme)| {
        let own = people.iter().filter(|(module, person)| *module == id && !aside.contains(&person.uuid()));
        let enrolled = Some(own.count() as i64).filter(|count| *count >= MINIMUM_GROUP);
        PartnerModule { id, title, programme, enrolled }
    };
    Ok(rows.into_iter().map(module).collect())
}

/// One of a partner's modules, broken down if the group is large enough; [`Error::NotFound`] for anybody else's. That learners were
/// listed is in the journal before anything is shown.
pub fn module(
    transaction: &Transaction<'_>,
    vault: &Vault,
    moment: &Moment,
    engine: &Engine,
    (access, id): (Access<Partnership>, ModuleId),
) -> Result<ModuleView, Error> {
    let row: Option<(String, String)> = transaction.optional(
        sql!(
            "SELECT modules.title, programmes.title FROM partners JOIN modules ON modules.partner = partners.slug
             JOIN programmes ON programmes.id = modules.programme_id
             WHERE partners.person_id = $1 AND modules.id = $2 AND modules.retired_at IS NULL"
        ),
        params![access.person(), id],
    )?;
    let (title, programme) = row.ok_or(Error::NotFound)?;
    let aside = privacy::set_aside(transaction, engine, PURPOSE)?;
    let mut rows = learners(transaction, id)?;
    rows.retain(|(person, ..)| !aside.contains(&person.uuid()));
    if (rows.len() as i64) < MINIMUM_GROUP {
        return Ok(ModuleView { title, programme, resources: Vec::new(), followers: Vec::new() });
    }
    let people: Vec<PersonId> = rows.iter().map(|(person, ..)| *person).collect();
    note_looks(transaction, vault, moment, ((access.person(), Role::Partner), "modules", "partner"), &people)?;
    let resources = resources(transaction, id, &people)?;
    let follower = |(person, name, done): (PersonId, Option<Sealed>, i64)| {
        let name = match name {
            Some(name) => open_name(vault, person, &name)?,
            None => None,
        };
        Ok(Follower { pseudonym: pseudonym(vault, access.person(), person), name, done })
    };
    let mut followers = rows.into_iter().map(follower).collect::<Result<Vec<_>, Error>>()?;
    followers.sort_by(|one, other| (other.done, &one.pseudonym).cmp(&(one.done, &other.pseudonym)));
    Ok(ModuleView { title, programme, resources, followers })
}

/// Whoever is enrolled, with how much of the module they completed; the name of those who show it.
fn learners(reader: &Reader<'_>, id: ModuleId) -> Result<Vec<(PersonId, Option<Sealed>, i64)>, Error> {
    Ok(reader.all(
        sql!(
            "SELECT people.id, CASE WHEN name_sharings.person_id IS NOT NULL THEN people.name_sealed END,
                    (SELECT COUNT(*) FROM progress JOIN resources ON resources.id = progress.resource_id
                     WHERE progress.person_id = people.id AND progress.completed_at IS NOT NULL
                       AND resources.module_id = modules.id AND resources.retired_at IS NULL)
             FROM modules JOIN enrolments ON enrolments.programme_id = modules.programme_id
             JOIN people ON people.id = enrolments.person_id AND people.closed_at IS NULL
             LEFT JOIN name_sharings ON name_sharings.person_id = people.id
             WHERE modules.id = $1 ORDER BY people.id LIMIT $2"
        ),
        params![id, MOST_SHOWN],
    )?)
}

fn resources(reader: &Reader<'_>, id: ModuleId, people: &[PersonId]) -> Result<Vec<ResourceCount>, Error> {
    let rows: Vec<(i64, String, Option<PersonId>)> = reader.all(
        sql!(
            "SELECT resources.position, resources.title, progress.person_id FROM resources
             LEFT JOIN progress ON progress.resource_id = resources.id AND progress.completed_at IS NOT NULL
             WHERE resources.module_id = $1 AND resources.retired_at IS NULL ORDER BY resources.position"
        ),
        params![id],
    )?;
    let mut counts: Vec<(i64, ResourceCount)> = Vec::new();
    for (place, title, person) in rows {
        if counts.last().is_none_or(|(last, _)| *last != place) {
            counts.push((place, ResourceCount { title, done: 0 }));
        }
        let is_shown = person.is_some_and(|person| people.binary_search(&person).is_ok());
        if let (true, Some((_, last))) = (is_shown, counts.last_mut()) {
            last.done += 1;
        }
    }
    Ok(counts.into_iter().map(|(_, count)| count).collect())
}

/// Five signs of thirty-two: enough to tell thousands apart.
fn pseudonym(vault: &Vault, partner: PersonId, learner: PersonId) -> String {
    const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut named = String::new();
    // Writing to a text cannot fail.
    let _ = write!(named, "{partner} {learner}");
    let mark = vault.index("partner pseudonym", &named);
    mark.iter().take(5).map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect()
}

fn open_name(vault: &Vault, person: PersonId, sealed: &Sealed) -> Result<Option<String>, Error> {
    match vault.open_value(person.uuid(), Category::Identity, "people.name_sealed", sealed) {
        Ok(name) => Ok(Some(name.reveal(Right::service(Service::FollowUp))?.clone())),
        Err(vault::Error::Destroyed) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
