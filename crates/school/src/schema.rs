//! The schema's story, in order.

use database::Migration;

macro_rules! migrations {
    ($($name:literal),+ $(,)?) => {
        &[$(Migration { name: $name, sql: include_str!(concat!("../../../migrations/", $name, ".sql")) }),+]
    };
}

/// Every migration of the data database; the vault has its own.
pub const MIGRATIONS: &[Migration] = migrations![
    "0001_ground",
    "0002_people",
    "0003_programmes",
    "0004_learning",
    "0005_privacy",
    "0006_requests",
    "0007_checks",
    "0008_recipients",
    "0009_presence",
    "0010_consents",
    "0011_disclosures",
    "0012_incidents",
    "0013_transmissions",
    "0014_appeals",
    "0015_recipient_notices",
    "0016_topics",
    "0017_notices",
    "0018_conversations",
    "0019_campaigns",
    "0020_bounces",
    "0021_access",
    "0022_grading",
    "0023_destinations",
    "0024_attachments",
    "0025_content",
    "0026_backups",
    "0027_passkeys",
    "0028_cohorts",
    "0029_partners",
    "0030_oversight",
    "0031_detection",
];
