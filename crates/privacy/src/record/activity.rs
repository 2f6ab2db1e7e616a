//! One processing activity: a purpose with everything that the map says of it.

use std::collections::BTreeSet;

use super::{External, Record};
use crate::table::{Column, Concern, Handling, Protection, Source, Table};
use crate::{Basis, Purpose};

/// An activity, each field in words; the names of the fields stand in [`Activity::fields`].
#[derive(Clone, Debug)]
pub struct Activity {
    /// The purpose's code.
    pub code: String,
    /// The purpose.
    pub purpose: String,
    /// The lawful basis, with its article.
    pub basis: String,
    /// The promises or articles that it rests on.
    pub source: String,
    /// Whose data it is.
    pub people: String,
    /// The categories of the policy.
    pub categories: Vec<String>,
    /// The data, by name.
    pub data: Vec<String>,
    /// Where it comes from.
    pub origins: Vec<String>,
    /// Who receives it.
    pub recipients: Vec<String>,
    /// Which of them are outside the European Economic Area, with what protects the transfer.
    pub transfers: Vec<String>,
    /// How long it is kept.
    pub retention: Vec<String>,
    /// How it is protected.
    pub security: Vec<String>,
    /// The rights that people have over it.
    pub rights: String,
}

/// Every activity, in the map's order.
pub fn activities(record: &Record<'_>) -> Vec<Activity> {
    record.map.purposes().iter().map(|purpose| activity(record, purpose)).collect()
}

impl Activity {
    /// The fields of the template with their names, several values on several lines.
    pub fn fields(&self, record: &Record<'_>) -> Vec<(&'static str, String)> {
        let name = |french: &'static str, english: &'static str| record.say(french, english);
        let none = record.say("aucun", "none").to_owned();
        vec![
            (name("Activité", "Activity"), self.code.clone()),
            (name("Finalité", "Purpose"), self.purpose.clone()),
            (name("Base légale", "Lawful basis"), self.basis.clone()),
            (name("Référence", "Reference"), self.source.clone()),
            (name("Personnes concernées", "Data subjects"), self.people.clone()),
            (name("Catégories de données", "Categories of data"), self.categories.join("\n")),
            (name("Données", "Data"), self.data.join("\n")),
            (name("Données sensibles", "Special categories"), none.clone()),
            (name("Source", "Source"), self.origins.join("\n")),
            (name("Destinataires", "Recipients"), self.recipients.join("\n")),
            (
                name("Transferts hors de l'Union", "Transfers outside the Union"),
                if self.transfers.is_empty() { none.clone() } else { self.transfers.join("\n") },
            ),
            (name("Durées de conservation", "Time limits for erasure"), self.retention.join("\n")),
            (name("Sécurité", "Security"), self.security.join("\n")),
            (name("Décision automatisée", "Automated decision"), none),
            (name("Droits", "Rights"), self.rights.clone()),
        ]
    }
}

fn activity(record: &Record<'_>, purpose: &Purpose) -> Activity {
    let served: Vec<(&Table, &Column, &Handling)> = served(record, purpose).collect();
    let categories: BTreeSet<&str> = served.iter().map(|(_, _, handling)| handling.category.as_str()).collect();
    let external: Vec<&External> = record
        .external
        .iter()
        .filter(|one| one.categories.iter().any(|code| categories.contains(code.as_str())))
        .collect();
    let categories: Vec<_> =
        record.map.categories().iter().filter(|one| categories.contains(one.code.as_str())).collect();
    let recipients: BTreeSet<&String> = served.iter().flat_map(|(_, _, handling)| &handling.recipients).collect();
    let roles = record.map.roles().iter().filter(|role| recipients.contains(&role.code));
    let said = |words: &crate::Words| words.in_language(record.language).to_owned();
    Activity {
        code: purpose.code.clone(),
        purpose: said(&purpose.label),
        basis: basis(record, purpose.basis).to_owned(),
        source: purpose.source.clone(),
        people: record.say("apprenants et membres de l'équipe", "learners and staff").to_owned(),
        categories: categories.iter().map(|category| said(&category.label)).collect(),
        data: data(record, &served),
        origins: origins(record, &served),
        recipients: roles
            .map(|role| said(&role.label))
            .chain(external.iter().map(|one| format!("{} ({}, {})", one.name, one.service, one.country)))
            .collect(),
        transfers: external
            .iter()
            .filter_map(|one| Some(format!("{}, {} : {}", one.name, one.country, one.safeguard.as_ref()?)))
            .collect(),
        retention: categories
            .iter()
            .map(|category| format!("{} : {}", said(&category.label), category.retention(record.language)))
            .collect(),
        security: security(record, &served),
        rights: rights(record, purpose.basis).to_owned(),
    }
}

fn served<'r>(
    record: &'r Record<'_>,
    purpose: &'r Purpose,
) -> impl Iterator<Item = (&'r Table, &'r Column, &'r Handling)> {
    let columns = record.map.tables().iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    columns.filter_map(|(table, column)| match &column.concern {
        Concern::Person(handling) if handling.purposes.contains(&purpose.code) => Some((table, column, handling)),
        _ => None,
    })
}

/// Table by table, the names of the columns; a bare identifier is told by its table alone.
fn data(record: &Record<'_>, served: &[(&Table, &Column, &Handling)]) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<&str>)> = Vec::new();
    for (table, column, _) in served {
        let title = table.title.as_ref().map_or(table.about.as_str(), |title| title.in_language(record.language));
        let name = column.words.as_ref().map(|words| words.in_language(record.language));
        match lines.iter_mut().find(|(known, _)| *known == title) {
            Some((_, names)) => names.extend(name),
            None => lines.push((title, name.into_iter().collect())),
        }
    }
    lines.into_iter().map(|(title, names)| format!("{title} : {}", names.join(", "))).collect()
}

fn origins(record: &Record<'_>, served: &[(&Table, &Column, &Handling)]) -> Vec<String> {
    let has = |source: Source| served.iter().any(|(_, _, handling)| handling.source == source);
    let all = [
        (Source::Provided, record.say("donné par la personne", "given by the person")),
        (Source::Observed, record.say("relevé pendant l'usage du service", "recorded while the service is used")),
        (Source::Derived, record.say("calculé à partir du reste", "computed from the rest")),
    ];
    all.into_iter().filter(|(source, _)| has(*source)).map(|(_, words)| words.to_owned()).collect()
}

fn security(record: &Record<'_>, served: &[(&Table, &Column, &Handling)]) -> Vec<String> {
    let has = |protection: Protection| served.iter().any(|(_, column, _)| column.protection == protection);
    let mut measures = Vec::new();
    if has(Protection::Sealed) || has(Protection::Secret) {
        measures.push(record.say(
            "valeurs chiffrées sous une clé par personne et par catégorie (XChaCha20-Poly1305), clés à part",
            "values encrypted under a key per person and category (XChaCha20-Poly1305), keys apart",
        ));
    }
    if has(Protection::Fingerprint) {
        measures.push(record.say(
            "empreintes à clé (HMAC-SHA-256) et mots de passe hachés (Argon2id)",
            "keyed fingerprints (HMAC-SHA-256) and hashed passwords (Argon2id)",
        ));
    }
    measures.push(record.say(
        "accès par rôle, TLS, journal d'audit inaltérable, purge automatique",
        "access by role, TLS, tamper-evident audit log, automatic disposal",
    ));
    measures.into_iter().map(str::to_owned).collect()
}

fn basis<'w>(record: &Record<'_>, basis: Basis) -> &'w str {
    match basis {
        Basis::Contract => record.say("contrat (RGPD art. 6(1)(b))", "contract (GDPR art. 6(1)(b))"),
        Basis::Consent => record.say("consentement (RGPD art. 6(1)(a))", "consent (GDPR art. 6(1)(a))"),
        Basis::LegitimateInterest => {
            record.say("intérêt légitime (RGPD art. 6(1)(f))", "legitimate interest (GDPR art. 6(1)(f))")
        }
        Basis::LegalObligation => {
            record.say("obligation légale (RGPD art. 6(1)(c))", "legal obligation (GDPR art. 6(1)(c))")
        }
    }
}

/// Portability goes with contract and consent (article 20), objection with legitimate interest (21).
fn rights<'w>(record: &Record<'_>, basis: Basis) -> &'w str {
    match basis {
        Basis::Contract => record.say(
            "accès, rectification, effacement, limitation, portabilité",
            "access, rectification, erasure, restriction, portability",
        ),
        Basis::Consent => record.say(
            "accès, rectification, effacement, limitation, portabilité, retrait du consentement",
            "access, rectification, erasure, restriction, portability, withdrawal of consent",
        ),
        Basis::LegitimateInterest => record.say(
            "accès, rectification, effacement, limitation, opposition",
            "access, rectification, erasure, restriction, objection",
        ),
        Basis::LegalObligation => record.say("accès, rectification, limitation", "access, rectification, restriction"),
    }
}
