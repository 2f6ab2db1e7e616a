//! The addresses that the school answers, read from its own table, so that a new one is known here by itself.

const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../web/src/router.rs"));

/// Every address that a link can lead to, as the router writes it: `/programmes/{slug}`.
pub(crate) fn routes() -> Vec<&'static str> {
    let entries = TABLE.split(".route(\"").skip(1).filter_map(|entry| entry.split_once('"'));
    entries.filter(|(_, handlers)| handlers.starts_with(", get(")).map(|(route, _)| route).collect()
}

/// The route that answers a path: of those that fit, the one with the most words of its own.
pub(crate) fn route_of(routes: &[&'static str], path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or_default();
    let fitting = routes.iter().copied().filter(|route| fits(route, path));
    fitting.max_by_key(|route| route.split('/').filter(|part| !part.starts_with('{')).count())
}

fn fits(route: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    for part in route.split('/') {
        if part.starts_with("{*") {
            return parts.next().is_some();
        }
        match parts.next() {
            Some(given) if part == given || part.starts_with('{') && !given.is_empty() => {}
            _ => return false,
        }
    }
    parts.next().is_none()
}

/// A route as the name of a file: `programmes-slug`.
pub(crate) fn file_name(route: &str) -> String {
    let words: Vec<&str> = route.split(['/', '{', '}', '*']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "accueil".to_owned() } else { words.join("-") }
}
