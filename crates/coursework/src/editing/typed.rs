//! What a form says, by the names of its fields.

use std::collections::BTreeMap;

/// What was typed, as it was typed. A row's field is named `option.0.text`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What a field says; empty when it is not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Writes into a field.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Every field with what it says.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How many rows of a name there are.
    pub fn rows(&self, key: &str) -> usize {
        let number =
            |name: &String| name.strip_prefix(key)?.strip_prefix('.')?.split('.').next()?.parse::<usize>().ok();
        self.0.keys().filter_map(number).max().map_or(0, |last| last + 1)
    }

    /// Whether a row says nothing at all.
    pub fn is_empty_row(&self, key: &str, row: usize) -> bool {
        let prefix = format!("{key}.{row}.");
        self.0.iter().filter(|(name, _)| name.starts_with(&prefix)).all(|(_, value)| value.trim().is_empty())
    }
}

/// What a browser sent: a name that comes again, as several boxes that are ticked do, says both, with a comma between.
impl FromIterator<(String, String)> for Typed {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Self {
        let mut typed = Self::default();
        for (name, value) in fields {
            let value = value.replace("\r\n", "\n");
            match typed.0.get_mut(&name) {
                Some(before) => {
                    before.push_str(", ");
                    before.push_str(&value);
                }
                None => {
                    typed.0.insert(name, value);
                }
            }
        }
        typed
    }
}
