//! Files that never change, beside the archives: each encrypted once, under its SHA-256.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::time::SystemTime;

use jiff::Timestamp;

use crate::pack::encrypt_file;
use crate::shelf::{place, private_folder};
use crate::unpack::take;
use crate::{Error, Identity, Part, Progress, Recipient, Shelf};

const ENDING: &str = ".age";

impl Shelf {
    /// Keeps a file that is named by its SHA-256, unless it is kept already, and notes that it was needed at this instant. Whether
    /// it was written now.
    pub fn keep(
        &self,
        (from, sha256): (&Path, &str),
        needed_at: Timestamp,
        (recipient, progress): (&Recipient, &Progress),
    ) -> Result<bool, Error> {
        let path = self.files().join(format!("{sha256}{ENDING}"));
        let is_new = !path.exists();
        if is_new {
            private_folder(&self.files())?;
            let (draft, found) = encrypt_file(from, &path, (recipient, progress))?;
            if found != sha256 {
                return Err(Error::not_whole(
                    from,
                    "its content is not what its name says; import its programme again",
                ));
            }
            place(&draft.0, &path)?;
        }
        let needed = File::open(&path).and_then(|file| file.set_modified(SystemTime::from(needed_at)));
        needed.map_err(|error| Error::file(&path, error))?;
        Ok(is_new)
    }

    /// Takes a kept file out into a path, and checks that it is what it was.
    pub fn take(&self, part: &Part, identity: &Identity, into: &Path, progress: &Progress) -> Result<(), Error> {
        let path = self.files().join(format!("{}{ENDING}", part.sha256));
        let file = File::open(&path).map_err(|error| Error::not_whole(&path, error))?;
        let mut decrypted = identity.decrypt(&path, BufReader::new(file))?;
        let found = take(&path, &mut decrypted, into, &part.name, progress)?;
        if found == *part { Ok(()) } else { Err(Error::not_whole(&path, "its content is not what its name says")) }
    }

    /// Removes the files that no backup needed since an instant; how many.
    pub fn forget_files(&self, before: Timestamp) -> Result<u64, Error> {
        let folder = self.files();
        let failed = |error| Error::file(&folder, error);
        let mut removed = 0;
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.map_err(failed)?.path();
            let is_ours = path.extension().is_some_and(|ending| ending == "age");
            let needed = path.metadata().and_then(|file| file.modified()).map_err(|error| Error::file(&path, error))?;
            if is_ours && needed < SystemTime::from(before) {
                std::fs::remove_file(&path).map_err(|error| Error::file(&path, error))?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}
