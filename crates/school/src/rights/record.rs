//! The record of processing activities (P19; GDPR article 30), from the map, the settings and the register of recipients.

use database::Reader;
use jiff::Timestamp;
use privacy::record::{Controller, External, Record};
use privacy::{Engine, Language};

use crate::moments::strasbourg;
use crate::recipients::current;
use crate::{Error, Settings};

/// The record as of an instant, ready to be written.
pub fn record<'e>(
    reader: &Reader<'_>,
    engine: &'e Engine,
    settings: &Settings,
    (language, now): (Language, Timestamp),
) -> Result<Record<'e>, Error> {
    let external = current(reader)?.into_iter().map(|one| External {
        country: one.location.country().to_owned(),
        safeguard: one.location.instrument().map(|(_, reference)| reference.to_owned()),
        name: one.name,
        service: one.service,
        categories: one.categories,
    });
    Ok(Record {
        controller: Controller {
            name: settings.name.clone(),
            address: settings.address.clone(),
            officer: settings.privacy_officer.clone(),
        },
        drawn_on: strasbourg(now).to_string(),
        language,
        map: engine.map(),
        external: external.collect(),
    })
}
