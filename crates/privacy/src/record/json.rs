//! The record as JSON, for a program.

use serde_json::{Value, json};

use super::{Record, activities};

/// Writes the record.
pub fn json(record: &Record<'_>) -> String {
    let activities: Vec<Value> = (activities(record).into_iter())
        .map(|one| {
            json!({
                "code": one.code, "purpose": one.purpose, "lawful_basis": one.basis, "reference": one.source,
                "data_subjects": one.people, "categories": one.categories, "data": one.data, "sources": one.origins,
                "recipients": one.recipients, "retention": one.retention, "security": one.security,
                "rights": one.rights, "special_categories": [], "transfers": one.transfers, "automated_decisions": [],
            })
        })
        .collect();
    let controller = &record.controller;
    let record = json!({
        "controller": { "name": controller.name, "address": controller.address },
        "data_protection_officer": controller.officer,
        "drawn_on": record.drawn_on,
        "activities": activities,
    });
    format!("{record:#}\n")
}
