//! How the map says that each column of the anonymised data set is made.

/// How the rows of a table are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// Row by row, as they stand, but for the columns that say otherwise: the school's own texts, which it published.
    Copied(Copying),
    /// Invented, from what was measured on groups of people.
    Drawn(Drawing),
    /// By the program itself, when it opens the invented accounts.
    Written,
    /// Not at all.
    Empty,
}

/// Which rows are copied; all of them where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copying {
    /// Those whose column holds what one of these columns of copied rows holds: the column, and table and column.
    pub used_by: Vec<(String, String, String)>,
    /// Those of which enough people say, in a column of another table, what their first column holds: table, column and person.
    pub shared_by: Option<(String, String, String)>,
    /// Those with the greatest number in the first column among those that hold the same in the second.
    pub newest: Option<(String, String)>,
    /// Those whose column holds nothing: what was withdrawn is not copied.
    pub unless: Option<String>,
}

/// What rows are invented for, and what their number depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// For each row of that table; none when they stand for themselves.
    pub per: Option<Per>,
    /// The columns of the other table, or its own when there is none, on which numbers and values depend.
    pub by: Vec<String>,
    /// The instant that a row begins with; the others lie before or after it. None when it has none.
    pub begins: Option<String>,
}

/// The rows of another table that rows belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Per {
    /// The other table.
    pub table: String,
    /// The columns that hold the same in both; one that the other table lacks holds its `id`.
    pub on: Vec<String>,
}

/// How a column is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// As it stands.
    Same,
    /// A new identifier.
    New,
    /// What the row it belongs to holds.
    Parent,
    /// The identifier of a row of another table.
    From(Reference),
    /// 32 random bytes, or so many random hexadecimal digits.
    Random {
        /// How many; none for bytes.
        digits: Option<usize>,
    },
    /// A random number of 53 bits.
    Seed,
    /// A number or a code that enough people share, together with the row's other such values.
    Drawn {
        /// What it holds where people share none.
        otherwise: Option<String>,
        /// Whether a text need be no code that the map declares.
        any_text: bool,
    },
    /// A value that enough people share, which no sibling holds.
    Among,
    /// A number spread as the real ones are.
    Spread,
    /// Its place among its siblings, from 1.
    Numbered,
    /// An instant.
    Instant,
    /// A day, ISO 8601.
    Day,
    /// An invented name: the person's own, once they have one.
    Name,
    /// An invented address, under a name that nobody can register (RFC 2606 section 2).
    Email,
    /// A telephone number that the authority keeps for fiction (ARCEP, decision 2018-0881).
    Telephone,
    /// An IP address kept for documentation (RFC 5737).
    NetworkAddress,
    /// Invented words, as long as the real ones, or of so many bytes.
    Words {
        /// How many; none for as many as the real ones have.
        bytes: Option<usize>,
    },
    /// The number as it stands, without its last digit.
    Tens,
    /// A file of invented words, of as many bytes as that column says.
    File(String),
    /// Always this.
    Fixed(String),
    /// Nothing.
    Nothing,
    /// What the school adds once every table is filled, from what was invented.
    Afterwards,
    /// What the school makes of the rest of the row.
    Recipe(String),
}

/// Another table's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The table.
    pub table: String,
    /// The table that its rows hang on, by the name of the column that says so, for what they share.
    pub through: Option<(String, String)>,
    /// The column that must hold the same as in the row it belongs to.
    pub sharing: Option<String>,
    /// The column that must hold a code, and the code.
    pub only: Option<(String, String)>,
}

impl Made {
    /// Reads what the map says; nothing when it is no rule.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        Some(match (word, rest) {
            ("same", "") => Self::Same,
            ("new", "") => Self::New,
            ("parent", "") => Self::Parent,
            ("from", rest) => Self::From(Reference::parse(rest)?),
            ("random", "") => Self::Random { digits: None },
            ("random", digits) => Self::Random { digits: Some(digits.parse().ok()?) },
            ("seed", "") => Self::Seed,
            ("drawn" | "shared", rest) => {
                let otherwise =
                    if rest.is_empty() { None } else { Some(rest.strip_prefix("or")?.trim_start().to_owned()) };
                Self::Drawn { otherwise, any_text: word == "shared" }
            }
            ("among", "") => Self::Among,
            ("spread", "") => Self::Spread,
            ("numbered", "") => Self::Numbered,
            ("instant", "") => Self::Instant,
            ("day", "") => Self::Day,
            ("name", "") => Self::Name,
            ("email", "") => Self::Email,
            ("telephone", "") => Self::Telephone,
            ("network-address", "") => Self::NetworkAddress,
            ("words", "") => Self::Words { bytes: None },
            ("words", bytes) => Self::Words { bytes: Some(bytes.parse().ok()?) },
            ("tens", "") => Self::Tens,
            ("file", column) if !column.is_empty() => Self::File(column.to_owned()),
            ("fixed", rest) => Self::Fixed(rest.to_owned()),
            ("nothing", "") => Self::Nothing,
            ("afterwards", "") => Self::Afterwards,
            ("recipe", name) if !name.is_empty() => Self::Recipe(name.to_owned()),
            _ => return None,
        })
    }

    /// Whether the real value is looked at: every other rule learns of it at most whether it is there, and how long it is.
    pub const fn looks_at_the_value(&self) -> bool {
        matches!(
            self,
            Self::Same
                | Self::Tens
                | Self::Parent
                | Self::From(_)
                | Self::Drawn { .. }
                | Self::Among
                | Self::Spread
                | Self::Instant
                | Self::Day
        )
    }
}

impl Reference {
    /// Reads `resources through module_id modules sharing programme_id`, or `people where role teacher`.
    fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (table, rest) = words.split_first()?;
        let (through, rest) = match rest {
            ["through", column, other, rest @ ..] => (Some(((*column).to_owned(), (*other).to_owned())), rest),
            rest => (None, rest),
        };
        let (sharing, only) = match rest {
            [] => (None, None),
            ["sharing", column] => (Some((*column).to_owned()), None),
            ["where", column, code] => (None, Some(((*column).to_owned(), (*code).to_owned()))),
            _ => return None,
        };
        Some(Self { table: (*table).to_owned(), through, sharing, only })
    }
}

impl Per {
    /// Reads `progress on person_id, resource_id`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (table, columns) = text.split_once(" on ")?;
        let on = columns.split(',').map(|column| column.trim().to_owned()).collect();
        Some(Self { table: table.trim().to_owned(), on })
    }
}
