//! The demonstration school: two programmes, one account for each role, and forty invented learners with six months behind
//! them. Everything is made by the stories that real people's clicks run, at instants of the past, and is the same each time.

mod learners;

use anyhow::{Result, bail};
use coursework::{Language, Programme};
use database::{Entropy, Moment, params, sql};
use jiff::{Timestamp, ToSpan};
use rust_embed::RustEmbed;
use school::School;
use school::access;
use school::moments::strasbourg;
use school::people::{self, Email, FullName, NewPassword, PasswordHash, Role};

use crate::settings::Settings;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../content"]
struct Content;

const PROGRAMMES: [&str; 2] = ["creer-son-entreprise", "piloter-sa-tresorerie"];
const PASSWORD: &str = "quatre lunes tranquilles";
const STAFF: [(Role, &str, &str); 7] = [
    (Role::Learner, "Camille Roth", "camille@demo.example"),
    (Role::Teacher, "Hélène Muller", "helene@demo.example"),
    (Role::Partner, "Marc Weber", "marc@demo.example"),
    (Role::Accountant, "Sophie Klein", "sophie@demo.example"),
    (Role::Support, "Karim Benali", "karim@demo.example"),
    (Role::PrivacyOfficer, "Anne Fischer", "anne@demo.example"),
    (Role::Admin, "Paul Schmitt", "paul@demo.example"),
];

/// One line for each account, as `demo` prints them.
pub(crate) fn sign_ins() -> Vec<String> {
    let line = |(role, name, email): &(Role, &str, &str)| format!("{:<16} {email}  {PASSWORD}  ({name})", role.code());
    STAFF.iter().map(line).collect()
}

/// Fills an empty school; one that has people already is left as it is.
pub(crate) async fn create(settings: &Settings, school: &School) -> Result<()> {
    let people: i64 =
        school.read(|reader, _, _| Ok(reader.one(sql!("SELECT COUNT(*) FROM people"), params![])?)).await?;
    if people > 0 {
        return Ok(());
    }
    let programmes = import_all(settings, school).await?;
    let password =
        NewPassword::parse(PASSWORD, &[]).map_err(|mistake| anyhow::anyhow!("password: {}", mistake.code))?;
    let password = password.hash(&Entropy::system())?;
    let now = school.clock.now();
    for (number, (role, name, email)) in (0_u64..).zip(STAFF) {
        let moment = Moment::new(hours_before(now, 61 * 24), Entropy::seeded(number));
        let person = account(school, moment, (role, name, email), password.clone()).await?;
        if role == Role::Learner
            && let Some(programme) = programmes.first()
        {
            learners::lead(school, now, person, programme.clone()).await?;
        }
    }
    check_partner(school, now).await?;
    learners::create(school, now, programmes, password).await
}

/// The partner of the modules, whose standards the officer checked two months ago.
async fn check_partner(school: &School, now: Timestamp) -> Result<()> {
    let (checked_at, review_on) = (hours_before(now, 60 * 24), strasbourg(now).saturating_add(300.days()));
    let checked = school.write(move |transaction, _, _| {
        let check = sql!(
            "INSERT INTO partners (slug, person_id, reference, checked_at, checked_by, review_on)
             SELECT 'marc-weber', partner.id, 'Contrat, annexe protection des données', $1, officer.id, $2
             FROM people AS partner, people AS officer
             WHERE partner.role = 'partner' AND officer.role = 'privacy_officer'"
        );
        Ok(transaction.execute(check, params![checked_at, review_on])?)
    });
    checked.await?;
    Ok(())
}

/// Writes the embedded folders out and imports them the way `import` does.
async fn import_all(settings: &Settings, school: &School) -> Result<Vec<Programme>> {
    let folder = settings.data.join("demonstration");
    for name in Content::iter() {
        let path = folder.join(name.as_ref());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        if let Some(file) = Content::get(&name) {
            std::fs::write(path, file.data)?;
        }
    }
    let mut programmes = Vec::new();
    for slug in PROGRAMMES {
        let source = folder.join(slug);
        let programme = match coursework::read_folder(&source) {
            Ok(programme) => programme,
            Err(mistakes) => bail!("{slug}: {}", mistakes.first().map(ToString::to_string).unwrap_or_default()),
        };
        let media = settings.data.join("media");
        school::programmes::import_folder(school, programme.clone(), source, media).await?;
        programmes.push(programme);
    }
    Ok(programmes)
}

/// An account whose invitation was accepted; one of the staff has signed and learned what the staff must.
async fn account(
    school: &School,
    moment: Moment,
    (role, name, email): (Role, &'static str, &'static str),
    password: PasswordHash,
) -> Result<people::PersonId> {
    let version = school.settings.policy_version;
    let parsed = FullName::parse(name).and_then(|name| Ok((name, Email::parse(email)?)));
    let (name, email) = parsed.map_err(|mistake| anyhow::anyhow!("{}: {}", mistake.field, mistake.code))?;
    let added = school.write(move |transaction, vault, _| {
        let (person, token) = people::add(transaction, vault, &moment, (name, email, role), version)?;
        people::accept_invitation(transaction, vault, &moment, &token, &password)?;
        if role != Role::Learner {
            access::sign(transaction, vault, &moment, (person, Language::Fr), access::undertaking()?.version)?;
            access::follow(transaction, vault, &moment, person, &access::right_answers()?)?;
        }
        Ok(person)
    });
    Ok(added.await?)
}

/// An instant so many hours before another.
fn hours_before(now: Timestamp, hours: i64) -> Timestamp {
    now.checked_sub(jiff::SignedDuration::from_hours(hours)).unwrap_or(now)
}
