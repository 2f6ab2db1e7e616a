//! Files as they come in, piece by piece: what is too much is counted and let go, so that memory holds no more than a message may.

use files::FileName;

use super::{MOST_FILE_BYTES, MOST_FILES, MOST_MESSAGE_BYTES, Refused, Why};

/// Files that their sender is told about; beyond, they are told enough.
const MOST_TOLD: usize = 10;

/// What has come in so far.
#[derive(Default)]
pub struct Intake {
    pub(super) whole: Vec<(FileName, Vec<u8>)>,
    pub(super) refused: Vec<Refused>,
    /// The file that comes in now, until it is refused.
    current: Option<(FileName, Vec<u8>)>,
    /// Bytes of the files that were taken.
    taken_bytes: usize,
}

impl Intake {
    /// A file begins. One too many is refused now, and what follows of it is let go.
    pub fn begin(&mut self, name: &str) {
        self.end();
        let name = FileName::new(name);
        if self.whole.len() < MOST_FILES {
            self.current = Some((name, Vec::new()));
        } else {
            self.refuse(name, Why::TooMany);
        }
    }

    /// A piece of it.
    pub fn push(&mut self, piece: &[u8]) {
        let Some((name, mut bytes)) = self.current.take() else { return };
        let length = bytes.len() + piece.len();
        if length > MOST_FILE_BYTES {
            self.refuse(name, Why::TooLarge);
        } else if self.taken_bytes + length > MOST_MESSAGE_BYTES {
            self.refuse(name, Why::TooMuch);
        } else {
            bytes.extend_from_slice(piece);
            self.current = Some((name, bytes));
        }
    }

    /// It has come in whole.
    pub fn end(&mut self) {
        if let Some((name, bytes)) = self.current.take() {
            self.taken_bytes += bytes.len();
            self.whole.push((name, bytes));
        }
    }

    /// What comes in ended in the middle of a file, or was too much to be read to its end.
    pub fn cut(&mut self) {
        if let Some((name, _)) = self.current.take() {
            self.refuse(name, Why::TooMuch);
        }
        if self.refused.is_empty() {
            self.refuse(FileName::new(""), Why::TooMuch);
        }
    }

    /// Whether no file came in at all.
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.refused.is_empty()
    }

    fn refuse(&mut self, name: FileName, why: Why) {
        if self.refused.len() < MOST_TOLD {
            self.refused.push(Refused { name, why });
        }
    }
}
