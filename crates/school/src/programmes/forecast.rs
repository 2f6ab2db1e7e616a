//! What putting a programme in its place would do, told before it is done.

use std::collections::HashMap;

use coursework::Programme;
use database::{Reader, params, sql};

use super::import::MediaByPath;
use super::place::addressed;
use crate::Error;

/// What would be done, by the titles of resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// New ones, and those that come back.
    pub added: Vec<String>,
    /// Those that change, in themselves or in their place.
    pub updated: Vec<String>,
    /// Those that go; their learners keep what they did.
    pub retired: Vec<String>,
    /// How many stay as they are.
    pub unchanged: usize,
}

/// A resource that learners have.
struct Standing {
    kind: String,
    position: i64,
    title: String,
    html: String,
    content: String,
    is_retired: bool,
}

/// Tells what [`place`](super::place) would do.
pub(crate) fn forecast(reader: &Reader<'_>, programme: &Programme, media: &MediaByPath) -> Result<Forecast, Error> {
    let mut standing = standing(reader, &programme.slug)?;
    let mut forecast = Forecast::default();
    for module in &programme.modules {
        for (position, resource) in (0_i64..).zip(&module.resources) {
            let row = addressed(resource, media)?;
            let known = standing.remove(&(module.slug.clone(), resource.slug.clone()));
            match known.filter(|known| !known.is_retired) {
                None => forecast.added.push(resource.title.clone()),
                Some(known) => {
                    let is_same = known.position == position
                        && known.title == resource.title
                        && known.kind == row.kind.code()
                        && known.html == row.html
                        && known.content == row.content;
                    if is_same {
                        forecast.unchanged += 1;
                    } else {
                        forecast.updated.push(resource.title.clone());
                    }
                }
            }
        }
    }
    let left = standing.into_values().filter(|one| !one.is_retired).map(|one| one.title);
    forecast.retired = left.collect();
    forecast.retired.sort();
    Ok(forecast)
}

fn standing(reader: &Reader<'_>, slug: &str) -> Result<HashMap<(String, String), Standing>, Error> {
    type Row = (String, String, String, i64, String, String, String, bool);
    let rows: Vec<Row> = reader.all(
        sql!(
            "SELECT modules.slug, resources.slug, resources.kind, resources.position, resources.title, resources.html,
                    resources.content, resources.retired_at IS NOT NULL
             FROM programmes JOIN modules ON modules.programme_id = programmes.id
             JOIN resources ON resources.module_id = modules.id WHERE programmes.slug = $1"
        ),
        params![slug],
    )?;
    let one = |(module, slug, kind, position, title, html, content, is_retired): Row| {
        ((module, slug), Standing { kind, position, title, html, content, is_retired })
    };
    Ok(rows.into_iter().map(one).collect())
}
