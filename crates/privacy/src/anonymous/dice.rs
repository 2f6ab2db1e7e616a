//! Chance, and what is invented from it alone.

use database::Entropy;

/// Rolls.
#[derive(Clone)]
pub(crate) struct Dice(pub(crate) Entropy);

const BEGINNINGS: [&str; 16] = ["b", "br", "d", "f", "g", "l", "m", "n", "p", "pl", "r", "s", "t", "tr", "v", "z"];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "é", "ou", "ai"];
const ENDINGS: [&str; 8] = ["", "", "l", "n", "r", "s", "x", "th"];

impl Dice {
    /// A number below this one; none below zero.
    pub(crate) fn below(&self, most: u64) -> Option<u64> {
        self.0.number().checked_rem(most)
    }

    fn one<'a>(&self, of: &[&'a str]) -> &'a str {
        let index = self.below(of.len() as u64).unwrap_or(0);
        of.get(index as usize).copied().unwrap_or_default()
    }

    /// A word that no language has, of so many syllables.
    pub(crate) fn word(&self, syllables: u64) -> String {
        (0..syllables).map(|_| [self.one(&BEGINNINGS), self.one(&VOWELS), self.one(&ENDINGS)].concat()).collect()
    }

    /// A name that nobody has.
    pub(crate) fn name(&self) -> String {
        let part = |syllables| capitalised(&self.word(syllables));
        format!("{} {}", part(2), part(2 + self.below(2).unwrap_or(0)))
    }

    /// An address at a domain that nobody can register.
    pub(crate) fn email(&self) -> String {
        let digits = self.below(1_000_000).unwrap_or(0);
        format!("{}{digits:06}@anonyme.example", self.plain_word())
    }

    fn plain_word(&self) -> String {
        self.word(2).replace('é', "e")
    }

    /// A telephone number of those kept for fiction.
    pub(crate) fn telephone(&self) -> String {
        let digits = self.below(10_000).unwrap_or(0);
        format!("+33 6 39 98 {:02} {:02}", digits / 100, digits % 100)
    }

    /// An IP address of those kept for documentation.
    pub(crate) fn network_address(&self) -> String {
        let network = self.one(&["192.0.2", "198.51.100", "203.0.113"]);
        format!("{network}.{}", 1 + self.below(254).unwrap_or(0))
    }

    /// Sentences, about so many bytes long and at least one word.
    pub(crate) fn words(&self, bytes: usize) -> String {
        let mut text = capitalised(&self.word(2));
        while text.len() + 1 < bytes {
            let word = self.word(1 + self.below(3).unwrap_or(0));
            let ends = text.len() > 24 && self.below(9) == Some(0);
            text.push_str(if ends { ". " } else { " " });
            text.push_str(&if ends { capitalised(&word) } else { word });
        }
        text
    }

    /// As many hexadecimal digits.
    pub(crate) fn hexadecimal(&self, digits: usize) -> String {
        (0..digits).map(|_| char::from_digit(self.below(16).unwrap_or(0) as u32, 16).unwrap_or('0')).collect()
    }

    /// As many bytes.
    pub(crate) fn bytes(&self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count);
        while bytes.len() < count {
            bytes.extend_from_slice(&self.0.bytes::<8>());
        }
        bytes.truncate(count);
        bytes
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
