//! One xAPI statement (IEEE 9274.1.1-2023, xAPI 2.0): who did what, to what, with which result, when.

use database::Uuid;
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// What was done, as the xAPI registries name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Registered,
    Experienced,
    Completed,
    Answered,
    Passed,
    Failed,
    Earned,
}

impl Verb {
    const fn id(self) -> &'static str {
        match self {
            Self::Registered => "http://adlnet.gov/expapi/verbs/registered",
            Self::Experienced => "http://adlnet.gov/expapi/verbs/experienced",
            Self::Completed => "http://adlnet.gov/expapi/verbs/completed",
            Self::Answered => "http://adlnet.gov/expapi/verbs/answered",
            Self::Passed => "http://adlnet.gov/expapi/verbs/passed",
            Self::Failed => "http://adlnet.gov/expapi/verbs/failed",
            Self::Earned => "http://id.tincanapi.com/verb/earned",
        }
    }

    fn said(self) -> Json {
        let (fr, en) = match self {
            Self::Registered => ("s'est inscrit", "registered"),
            Self::Experienced => ("a ouvert", "experienced"),
            Self::Completed => ("a terminé", "completed"),
            Self::Answered => ("a répondu", "answered"),
            Self::Passed => ("a réussi", "passed"),
            Self::Failed => ("n'a pas réussi", "failed"),
            Self::Earned => ("a obtenu", "earned"),
        };
        json!({ "fr": fr, "en": en })
    }
}

/// What it was done to.
pub(super) struct Activity {
    /// Its address.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// The type, as the ADL vocabulary names it: `course`, `lesson`, `assessment`, `question`.
    pub(super) kind: &'static str,
}

/// Who did it: an account of this school, without a name or an address.
pub(super) struct Actor<'a> {
    pub(super) home_page: &'a str,
    pub(super) person: Uuid,
}

impl Actor<'_> {
    /// The statement. Its identifier follows from its content, so that one sent twice is one.
    pub(super) fn did(&self, verb: Verb, activity: &Activity, at: Timestamp, result: Option<&Json>) -> Json {
        let person = self.person.to_string();
        let mut statement = json!({
            "id": identifier(&[&person, verb.id(), &activity.id, &at.to_string()]).to_string(),
            "actor": { "objectType": "Agent", "account": { "homePage": self.home_page, "name": person } },
            "verb": { "id": verb.id(), "display": verb.said() },
            "object": {
                "objectType": "Activity",
                "id": activity.id,
                "definition": {
                    "name": { "und": activity.name },
                    "type": format!("http://adlnet.gov/expapi/activities/{}", activity.kind),
                },
            },
            "timestamp": at.to_string(),
        });
        if let Some(result) = result {
            statement["result"] = result.clone();
        }
        statement
    }
}

/// A UUIDv8 (RFC 9562 §5.8) of a hash.
fn identifier(parts: &[&str]) -> Uuid {
    let digest = Sha256::digest(parts.join("\n"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    let number = u128::from_be_bytes(bytes);
    let cleared = number & !(0xf << 76) & !(0b11 << 62);
    Uuid::from_u128(cleared | (8 << 76) | (0b10 << 62))
}

/// A result with a score, in points.
pub(super) fn scored(points_hundredths: i64, maximum_hundredths: i64) -> Json {
    // Hundredths of a point lie far below 2^53.
    #[expect(clippy::cast_precision_loss, reason = "hundredths of a point lie far below 2^53")]
    let (points, maximum) = (points_hundredths as f64 / 100.0, maximum_hundredths as f64 / 100.0);
    if maximum <= 0.0 {
        return json!({});
    }
    json!({ "score": { "raw": points, "min": 0, "max": maximum, "scaled": (points / maximum).clamp(0.0, 1.0) } })
}
