//! Tables and columns, with every default of the table written out.

use serde::Deserialize;

use crate::anonymous::{Made, Making};
use crate::{ColumnWords, Exception, Words};

/// A table of one of the two databases.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// What the person reads above its rows; every table about people has one.
    pub title: Option<Words>,
    /// What it holds, in French.
    pub about: String,
    /// Whom its rows are about, when its columns do not say otherwise.
    pub concern: Concern,
    /// The column that holds the instant of the event, when the category's duration is counted from each event.
    pub counted: Option<String>,
    /// The column that names what its values are sealed for, and whose term its rows follow, when that is not the person: a
    /// conversation has a key and a term of its own.
    pub subject: Option<String>,
    /// The column that says of a row that the law forbids telling its person (GDPR article 23).
    pub withheld: Option<String>,
    /// What keeps its rows when the person asks that their category be erased.
    pub exception: Option<Exception>,
    /// How its rows are made in the anonymised data set.
    pub making: Making,
    /// Its columns, in the map's order.
    pub columns: Vec<Column>,
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The column that holds the person's identifier, if one does.
    pub fn person_column(&self) -> Option<&String> {
        match &self.concern {
            Concern::Person(Handling { person: PersonLink::Column(column), .. }) => Some(column),
            _ => None,
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds, in French, where the name does not say it.
    pub about: Option<String>,
    /// The form in which its values lie.
    pub protection: Protection,
    /// What the person reads above its values; none for a column that tells a person nothing: a fingerprint, a bare identifier.
    pub words: Option<ColumnWords>,
    /// Where the name of what an identifier points to is read: table and column.
    pub named_by: Option<(String, String)>,
    /// Whom it is about.
    pub concern: Concern,
    /// How it is made in the anonymised data set; none where its table's rows are written by the program, or are none.
    pub made: Option<Made>,
}

/// The form in which values lie on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// Sealed by the vault: unreadable once the key of its person and category is destroyed.
    Sealed,
    /// Sealed likewise, and told to nobody, its person included: whoever read it in a copy could sign in.
    Secret,
    /// A hash or a keyed fingerprint: recognises a value without telling it.
    Fingerprint,
    /// An identifier that ties rows together, or a key that is itself wrapped.
    Key,
    /// Readable.
    Plain,
}

impl Protection {
    /// Whether values of this form open only with a key of their person.
    pub fn is_sealed(self) -> bool {
        matches!(self, Self::Sealed | Self::Secret)
    }
}

/// Whom a column is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Nobody.
    Nobody {
        /// Why it tells nothing of anybody, in French.
        reason: String,
    },
    /// A person.
    Person(Handling),
}

impl Concern {
    /// The codes of the purposes that the value serves; none when it is about nobody.
    pub fn purposes(&self) -> &[String] {
        match self {
            Self::Nobody { .. } => &[],
            Self::Person(handling) => &handling.purposes,
        }
    }
}

/// How a value about a person is dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// The code of its category.
    pub category: String,
    /// How its row leads to its person.
    pub person: PersonLink,
    /// The codes of its purposes; at least one.
    pub purposes: Vec<String>,
    /// Where it comes from.
    pub source: Source,
    /// The codes of the roles that may see it, besides the person.
    pub recipients: Vec<String>,
    /// What becomes of it at its term.
    pub disposal: Disposal,
}

/// How a row leads to its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonLink {
    /// This column holds the person's identifier.
    Column(String),
    /// This column holds the `id` of a row of that table, which leads to the person.
    Through {
        /// The column of this table.
        column: String,
        /// The other table.
        table: String,
    },
    /// This column holds the person's pseudonym of the journal.
    Pseudonym(String),
    /// Nothing leads from a person to the row.
    Unlinkable,
}

impl PersonLink {
    /// The column of the table in which the link stands.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Column(column) | Self::Through { column, .. } | Self::Pseudonym(column) => Some(column),
            Self::Unlinkable => None,
        }
    }
}

/// Where a value comes from; the right to portability (GDPR article 20) reaches the first two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Given by the person.
    Provided,
    /// Recorded while the person used the service.
    Observed,
    /// Computed from the rest.
    Derived,
}

/// What becomes of a value at its term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disposal {
    /// Deleted.
    Delete,
    /// Added to totals that single out nobody, then deleted.
    Aggregate,
    /// Kept.
    Keep {
        /// The article, and what makes it bearable, in French.
        article: String,
    },
}
