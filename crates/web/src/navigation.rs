//! Where one can go from every page: what learners have, and the rooms of a role of the staff.

use coursework::Language;
use school::people::Role;
use school::words::words;

/// A link with its words.
pub(crate) struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: String,
    /// Whether it is the page being shown.
    pub current: bool,
}

type Entry = (&'static str, &'static str);

const OF_VISITORS: [Entry; 1] = [("/programmes", "nav-programmes")];
const OF_LEARNERS: [Entry; 5] = [
    ("/espace", "nav-space"),
    ("/programmes", "nav-programmes"),
    ("/certificats", "nav-certificates"),
    ("/messages", "messages-title"),
    ("/mes-donnees", "nav-data"),
];

/// The main navigation. The staff's begins with their work; what they have as people comes after.
pub(crate) fn main(language: Language, role: Option<Role>, path: &str) -> Vec<Link> {
    let entries: Vec<Entry> = match role {
        None => OF_VISITORS.to_vec(),
        Some(Role::Learner) => OF_LEARNERS.to_vec(),
        Some(role) => vec![(home(role), "nav-work"), ("/espace", "nav-space"), ("/mes-donnees", "nav-data")],
    };
    let is_at = |href: &str| if href.starts_with("/equipe") { path.starts_with("/equipe") } else { href == path };
    links(language, &entries, is_at)
}

/// The rooms of a role, shown above its pages; nothing elsewhere.
pub(crate) fn rooms(language: Language, role: Option<Role>, path: &str) -> Vec<Link> {
    let Some(role) = role.filter(|_| path.starts_with("/equipe/")) else { return Vec::new() };
    let entries = entries(role);
    // A cohort is run at an address of its own, and reached from where it is followed.
    let path = if path.starts_with("/equipe/enseignement/promotions/") { "/equipe/enseignement/suivi" } else { path };
    // The longest address that the page's own begins with: a room stands below another.
    let here = entries.iter().map(|(href, _)| *href).filter(|href| is_within(path, href)).max_by_key(|href| href.len());
    links(language, entries, |href| Some(href) == here)
}

fn is_within(path: &str, href: &str) -> bool {
    path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a role's work begins.
pub(crate) const fn home(role: Role) -> &'static str {
    match role {
        Role::Teacher => "/equipe/enseignement",
        Role::Support => "/equipe/assistance",
        Role::PrivacyOfficer => "/equipe/confidentialite",
        Role::Admin => "/equipe/administration",
        Role::Partner => "/equipe/partenaire",
        Role::Accountant => "/equipe/comptabilite",
        Role::Learner => "/espace",
    }
}

const fn entries(role: Role) -> &'static [Entry] {
    match role {
        Role::Teacher => &[
            ("/equipe/enseignement", "room-waiting"),
            ("/equipe/enseignement/suivi", "follow-title"),
            ("/equipe/enseignement/programmes", "room-programmes"),
            ("/equipe/enseignement/messages", "room-messages"),
            ("/equipe/enseignement/lettres", "campaigns-title"),
            ("/equipe/acces", "access-title"),
        ],
        Role::Support => &[
            ("/equipe/assistance", "room-messages"),
            ("/equipe/assistance/comptes", "help-title"),
            ("/equipe/acces", "access-title"),
        ],
        Role::PrivacyOfficer => &[
            ("/equipe/confidentialite", "room-requests"),
            ("/equipe/confidentialite/registre", "record-title"),
            ("/equipe/confidentialite/conservation", "retention-title"),
            ("/equipe/confidentialite/destinataires", "recipients-title"),
            ("/equipe/confidentialite/communications", "disclosures-title"),
            ("/equipe/confidentialite/incidents", "incidents-title"),
            ("/equipe/confidentialite/acces", "accesses-title"),
            ("/equipe/confidentialite/partenaires", "partners-title"),
            ("/equipe/confidentialite/journal", "journal-title"),
            ("/equipe/acces", "access-title"),
        ],
        Role::Admin => &[
            ("/equipe/administration", "accesses-title"),
            ("/equipe/administration/travaux", "work-title"),
            ("/equipe/administration/courrier", "mail-title"),
            ("/equipe/administration/securite", "events-title"),
            ("/equipe/administration/sauvegardes", "backups-title"),
            ("/equipe/administration/stockage", "storage-title"),
            ("/equipe/administration/reglages", "settings-title"),
            ("/equipe/confidentialite/communications", "disclosures-title"),
            ("/equipe/acces", "access-title"),
        ],
        Role::Partner => &[("/equipe/partenaire", "partner-title"), ("/equipe/acces", "access-title")],
        Role::Accountant => &[("/equipe/comptabilite", "accounting-title"), ("/equipe/acces", "access-title")],
        Role::Learner => &[],
    }
}

fn links(language: Language, entries: &[Entry], is_at: impl Fn(&'static str) -> bool) -> Vec<Link> {
    let link =
        |(href, key): &Entry| Link { href: (*href).to_owned(), label: words(language, key), current: is_at(href) };
    entries.iter().map(link).collect()
}
