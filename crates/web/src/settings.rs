//! The settings as an administrator reads them. They are parsed elsewhere; here they are words and values.

/// What settings are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Who publishes the school, and its rules.
    School,
    /// Where it answers, and its certificates.
    Network,
    /// Where its data lie.
    Data,
    /// How letters leave and come back.
    Mail,
    /// Where backups go.
    Backups,
    /// What the machine writes down.
    Logs,
}

impl Group {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::School, Self::Network, Self::Data, Self::Mail, Self::Backups, Self::Logs];

    /// The name used for words.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Network => "network",
            Self::Data => "data",
            Self::Mail => "mail",
            Self::Backups => "backups",
            Self::Logs => "logs",
        }
    }
}

/// A setting with its value, a secret one masked.
#[derive(Clone, Debug)]
pub struct SettingLine {
    /// What it is about.
    pub group: Group,
    /// Its key in the file.
    pub key: &'static str,
    /// What it holds; none for a secret that is set.
    pub value: Option<String>,
    /// Where that comes from: `default`, a file, a variable of the environment, or the command line.
    pub origin: String,
}

impl SettingLine {
    /// The key of the words that say what it means.
    pub fn meaning(&self) -> String {
        format!("setting-{}", self.key.replace('_', "-"))
    }

    /// Whether somebody set it.
    pub fn is_set(&self) -> bool {
        self.origin != "default"
    }
}
