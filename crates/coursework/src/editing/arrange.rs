//! Putting modules and resources in order: which file gets which path. The order is the `NN-` before a name, the rest stays.

use super::paths::{FileKind, ordered, split_suffix};

/// The greatest order that two digits write.
const LAST: u32 = 99;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before what stands before it.
    Up,
    /// Behind what stands behind it.
    Down,
}

/// Files that get another path: from, to.
pub type Moves = Vec<(String, String)>;

/// Something beside it has that name already, or there is no room for one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameTaken;

/// Moves a module (its folder) or a resource (its path) past its neighbour; no moves at the end of the row.
pub fn moved(paths: &[&str], path: &str, direction: Direction) -> Moves {
    let (parent, name) = parent_and_name(path);
    let mut row = siblings(paths, parent);
    let Some(at) = row.iter().position(|one| *one == name) else { return Moves::new() };
    let neighbour = match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|next| *next < row.len()),
    };
    let Some(neighbour) = neighbour else { return Moves::new() };
    let (order, other) = (ordered(name), ordered(row[neighbour]));
    // Two orders that differ change places, and nothing else is renamed.
    if order.0 != other.0 && order.0 <= LAST && other.0 <= LAST {
        let swap = [(name, numbered(other.0, order.1)), (row[neighbour], numbered(order.0, other.1))];
        return all_moves(paths, parent, &swap.map(|(from, to)| (from.to_owned(), to)));
    }
    row.swap(at, neighbour);
    let renumbered: Vec<_> =
        (1..).zip(&row).map(|(order, name)| ((*name).to_owned(), numbered(order, ordered(name).1))).collect();
    all_moves(paths, parent, &renumbered)
}

/// Gives a module (its folder) or a resource (its path) another address; it keeps its place.
pub fn renamed(paths: &[&str], path: &str, slug: &str) -> Result<Moves, NameTaken> {
    let (parent, name) = parent_and_name(path);
    let suffix = split_suffix(name).map_or("", |(_, suffix, _)| suffix);
    let order = ordered(name).0;
    let row = siblings(paths, parent);
    if row.iter().any(|one| *one != name && slug_in(one) == slug) {
        return Err(NameTaken);
    }
    let order = if order <= LAST { order } else { next_order(&row)? };
    Ok(all_moves(paths, parent, &[(name.to_owned(), numbered(order, &format!("{slug}{suffix}")))]))
}

/// The path of a new module (no folder given) or of a new resource in the folder of a module, behind the others. Another
/// address is made when the one asked for is taken.
pub fn new_path(paths: &[&str], folder: &str, slug: &str, kind: FileKind) -> Result<String, NameTaken> {
    let row = siblings(paths, folder);
    let is_taken = |slug: &str| row.iter().any(|one| slug_in(one) == slug);
    let mut free = slug.to_owned();
    for number in 2..=LAST {
        if !is_taken(&free) {
            break;
        }
        free = format!("{slug}-{number}");
    }
    if is_taken(&free) {
        return Err(NameTaken);
    }
    let name = numbered(next_order(&row)?, &format!("{free}{}", kind.suffix()));
    Ok(if folder.is_empty() { name } else { format!("{folder}/{name}") })
}

/// The files of a module (its folder) or of a resource (its path), and where a copy of each goes.
pub fn copied(paths: &[&str], path: &str) -> Result<Moves, NameTaken> {
    let (parent, name) = parent_and_name(path);
    let kind = if parent.is_empty() { FileKind::Other } else { FileKind::of(path) };
    let copy = new_path(paths, parent, &format!("{}-copie", slug_in(name)), kind)?;
    let (_, copy_name) = parent_and_name(&copy);
    Ok(all_moves(paths, parent, &[(name.to_owned(), copy_name.to_owned())]))
}

fn parent_and_name(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn numbered(order: u32, rest: &str) -> String {
    format!("{order:02}-{rest}")
}

fn slug_in(name: &str) -> &str {
    let rest = ordered(name).1;
    split_suffix(rest).map_or(rest, |(stem, ..)| stem)
}

fn next_order(row: &[&str]) -> Result<u32, NameTaken> {
    let last = row.iter().map(|name| ordered(name).0).filter(|order| *order <= LAST).max().unwrap_or(0);
    if last < LAST { Ok(last + 1) } else { Err(NameTaken) }
}

/// The names in a row, in their order: the folders of the programme, or the resources of a module.
fn siblings<'paths>(paths: &[&'paths str], parent: &str) -> Vec<&'paths str> {
    let mut row: Vec<&str> = if parent.is_empty() {
        paths.iter().filter_map(|path| path.split_once('/').map(|(folder, _)| folder)).collect()
    } else {
        let inside = paths.iter().filter_map(|path| path.strip_prefix(parent)?.strip_prefix('/'));
        inside.filter(|name| !FileKind::of(&format!("{parent}/{name}")).suffix().is_empty()).collect()
    };
    row.sort_by(|one, other| (ordered(one).0, slug_in(one)).cmp(&(ordered(other).0, slug_in(other))));
    row.dedup();
    row
}

/// The moves of every file that a change of names in a folder concerns.
fn all_moves(paths: &[&str], parent: &str, names: &[(String, String)]) -> Moves {
    let inside = |name: &str| if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") };
    let mut moves = Moves::new();
    for (from, to) in names.iter().filter(|(from, to)| from != to) {
        let (from, to) = (inside(from), inside(to));
        for path in paths {
            match path.strip_prefix(from.as_str()) {
                Some("") => moves.push(((*path).to_owned(), to.clone())),
                Some(rest) if rest.starts_with('/') => moves.push(((*path).to_owned(), format!("{to}{rest}"))),
                _ => {}
            }
        }
    }
    moves
}
