//! The journal as anyone may read it: C2SP `tlog-tiles`, 256 hashes a tile.

use database::{Reader, params, sql};
use tlog_tiles::Tile;

use crate::Error;
use crate::tree::{StoredTree, broken, size};

/// Rows of the tree in a tile; a full tile is `2^8` hashes wide.
const HEIGHT: u8 = 8;
/// Tiles of this level and above would lie over more entries than fit in 64 bits.
const LEVELS: u8 = 8;

/// The bytes of a published tile: `path` is what stands after `tile/` (`0/000`, `1/x001/234.p/7`, `entries/000.p/12`); none when
/// the tree does not reach that far or the path is no tile's.
pub fn published(reader: &Reader<'_>, path: &str) -> Result<Option<Vec<u8>>, Error> {
    let entries = path.strip_prefix("entries/");
    let Some(tile) = tile(entries.map_or_else(|| path.to_owned(), |rest| format!("data/{rest}"))) else {
        return Ok(None);
    };
    let level = u32::from(tile.level() * HEIGHT);
    let first = tile.level_index() << HEIGHT;
    let last = first + u64::from(tile.width());
    if last > size(reader)? >> level {
        return Ok(None);
    }
    match entries {
        Some(_) => leaves(reader, (first, last)).map(Some),
        None => tile.read_data(&StoredTree(reader)).map(Some).map_err(broken),
    }
}

/// The tile of a path; the crate's own reading panics on a tile without width and on levels that no tree has.
fn tile(path: String) -> Option<Tile> {
    let level = path.split('/').next()?;
    let is_level = level == "data" || level.parse::<u8>().is_ok_and(|level| level < LEVELS);
    if !is_level || path.ends_with(".p/0") {
        return None;
    }
    let tile = Tile::from_path(&format!("tile/{HEIGHT}/{path}")).ok()?;
    // An index so large that its first entry has no number.
    (tile.level_index() < 1 << 40).then_some(tile)
}

/// What the tree commits to, each preceded by its length in two bytes.
fn leaves(reader: &Reader<'_>, (first, last): (u64, u64)) -> Result<Vec<u8>, Error> {
    let hashes: Vec<Vec<u8>> = reader.all(
        sql!("SELECT content_hash FROM journal_entries WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index"),
        params![first as i64, last as i64],
    )?;
    if hashes.len() as u64 != last - first {
        return Err(Error::Altered(format!("an entry between {first} and {last} is missing")));
    }
    Ok(hashes
        .iter()
        .flat_map(|hash| (hash.len() as u16).to_be_bytes().into_iter().chain(hash.iter().copied()))
        .collect())
}
