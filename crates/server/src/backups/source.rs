//! A backup that is read: the archive of the data, the keys beside it, and the files that both name.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use archive::{Contents, Identity, Manifest, Part, Progress, Shelf, Unpacked, unpack};
use database::Rows;
use vault::MasterKey;

use super::MEDIA;
use crate::Negative;

/// A backup in its folder.
pub(super) struct Source {
    shelf: Shelf,
    archive: PathBuf,
}

/// A backup whose archives were read to their end, in a folder of copies.
pub(super) struct Copies {
    data: Unpacked,
    keys: Unpacked,
    folder: PathBuf,
}

impl Source {
    /// The archive of this path, or the newest in this folder; of one installation, if it is known which.
    pub(super) fn find(path: &Path, installation: Option<&str>) -> Result<Self> {
        if path.is_file() {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let Some((found, _)) = Shelf::read_name(name) else {
                bail!(
                    "{} is not named like a backup's data (miravolunex-…-20261123T044000.000Z.tar.gz.age)",
                    path.display()
                );
            };
            let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            return Ok(Self { shelf: Shelf::new(folder, &found), archive: path.to_owned() });
        }
        if !path.is_dir() {
            bail!("{}: there is no such file or folder", path.display());
        }
        let mut installations = Shelf::installations(path)?;
        installations.retain(|one| installation.is_none_or(|wanted| wanted == one));
        let found = match installations.as_slice() {
            [] => bail!(
                "{} holds no backup{}",
                path.display(),
                if installation.is_some() { " of this school" } else { "" }
            ),
            [found] => found,
            several => bail!("{} holds backups of {} schools; name a file", path.display(), several.len()),
        };
        let shelf = Shelf::new(path, found);
        let newest = shelf.archives()?.pop();
        let newest = newest.with_context(|| format!("{} holds keys, and no backup that is whole", path.display()))?;
        Ok(Self { archive: path.join(newest.name), shelf })
    }

    /// The archive's name.
    pub(super) fn name(&self) -> String {
        self.archive.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Reads both archives into a folder, and makes sure that they belong together.
    pub(super) fn unpack(&self, identity: &Identity, into: &Path, progress: &Progress) -> Result<Copies> {
        let keys = self.shelf.keys();
        if !keys.exists() {
            bail!("{} is missing: without the keys beside it, the data cannot be read", keys.display());
        }
        let data = said(unpack(&self.archive, identity, into, progress))?;
        let keys = said(unpack(&keys, identity, into, progress))?;
        let copies = Copies { data, keys, folder: into.to_owned() };
        copies.belong_together(&self.archive, &self.shelf.keys())?;
        Ok(copies)
    }

    /// Takes every file out again, one after the other, into a folder; `keep` says what becomes of each.
    pub(super) fn files(
        &self,
        copies: &Copies,
        (identity, progress): (&Identity, &Progress),
        mut keep: impl FnMut(&Part, &Path) -> std::io::Result<()>,
    ) -> Result<u64> {
        for part in &copies.data.manifest.files {
            if part.name != format!("{MEDIA}/{}", part.sha256) || part.sha256.contains(['/', '.']) {
                return Err(Negative(format!("{}: it names a file of a strange name", self.archive.display())).into());
            }
            let path = copies.folder.join(&part.sha256);
            said(self.shelf.take(part, identity, &path, progress))?;
            keep(part, &path).with_context(|| path.display().to_string())?;
        }
        Ok(copies.data.manifest.files.len() as u64)
    }
}

impl Copies {
    /// What the archive of the data says of itself.
    pub(super) fn data(&self) -> &Manifest {
        &self.data.manifest
    }

    /// The copy of the data and that of the keys.
    pub(super) fn paths(&self) -> Result<[PathBuf; 2]> {
        let path = |unpacked: &Unpacked| {
            let part = unpacked.manifest.parts.first().map(|part| self.folder.join(&part.name));
            part.context("an archive without a part")
        };
        Ok([path(&self.data)?, path(&self.keys)?])
    }

    /// How many rows each table should have, in the data and in the keys.
    pub(super) fn rows(&self) -> [&Rows; 2] {
        [&self.data.manifest.rows, &self.keys.manifest.rows]
    }

    /// Whether this installation made both archives, and nobody else.
    pub(super) fn are_of(&self, master: &MasterKey) -> bool {
        let is_ours = |one: &Unpacked| {
            let code: String = master.vouch("backup", &one.text).iter().map(|byte| format!("{byte:02x}")).collect();
            code == one.seal
        };
        is_ours(&self.data) && is_ours(&self.keys)
    }

    fn belong_together(&self, archive: &Path, keys: &Path) -> Result<()> {
        let (data, of_keys) = (&self.data.manifest, &self.keys.manifest);
        let said = |reason: &str| Err(Negative(format!("{}: {reason}", archive.display())).into());
        if (data.contents, of_keys.contents) != (Contents::Data, Contents::Keys) {
            return said("this archive or the keys beside it hold something else than their name says");
        }
        if (&data.installation, &data.engine) != (&of_keys.installation, &of_keys.engine) {
            return said("the keys beside it belong to another school");
        }
        if of_keys.as_of < data.as_of {
            return said(&format!("{} is older than it, and would leave some of it unreadable", keys.display()));
        }
        let known = |steps: &[database::Migration], last: &str| steps.iter().any(|step| step.name == last);
        if !known(school::schema::MIGRATIONS, &data.schema) || !known(vault::MIGRATIONS, &of_keys.schema) {
            bail!("{} was made by a newer version ({}) than this one", archive.display(), data.program);
        }
        Ok(())
    }
}

/// An archive that is not whole is a no; anything else is wrong use.
fn said<T>(outcome: Result<T, archive::Error>) -> Result<T> {
    outcome.map_err(|error| match error {
        archive::Error::NotWhole(..) => Negative(error.to_string()).into(),
        other => other.into(),
    })
}
