//! The record as Markdown: a page a person reads.

use super::{Record, activities};

/// Writes the record.
pub fn markdown(record: &Record<'_>) -> String {
    let controller = &record.controller;
    let title = record.say("Registre des activités de traitement", "Record of processing activities");
    let article = record.say("RGPD article 30(1)", "GDPR article 30(1)");
    let labels = (
        record.say("Responsable du traitement", "Controller"),
        record.say("Délégué à la protection des données", "Data protection officer"),
        record.say("Établi le", "Drawn on"),
    );
    let mut text = format!(
        "# {title}\n\n{article}\n\n- {} : {}, {}\n- {} : {}\n- {} : {}\n",
        labels.0, controller.name, controller.address, labels.1, controller.officer, labels.2, record.drawn_on
    );
    for (number, activity) in (1..).zip(activities(record)) {
        let fields: String = activity.fields(record).iter().map(|(name, value)| field(name, value)).collect();
        text = format!("{text}\n## {number}. {}\n\n{fields}", activity.purpose);
    }
    text
}

/// A value on the line of its name, several as a list below it.
fn field(name: &str, value: &str) -> String {
    if value.contains('\n') {
        let items: String = value.lines().map(|line| format!("  - {line}\n")).collect();
        return format!("- **{name}** :\n{items}");
    }
    format!("- **{name}** : {value}\n")
}
