//! Which fields each file has: what [`super::Paper`] reads and writes, and what a page shows.

/// A form: fields, and for some questions rows of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The fields, in the order in which they are asked for.
    pub fields: &'static [Field],
    /// What comes in rows.
    pub rows: Option<Rows>,
}

/// Tables of one name, such as the options of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows {
    /// The name of the tables.
    pub key: &'static str,
    /// The fields of each.
    pub fields: &'static [Field],
}

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its key in the file; a point leads into a table.
    pub key: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether the file must say it.
    pub is_required: bool,
}

/// What a field holds, and so how it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// A text in one line.
    Line,
    /// A text of many lines, in Markdown.
    Markdown,
    /// A plain text of many lines.
    Text,
    /// A list of texts, one in a line.
    Lines,
    /// A whole number.
    Whole,
    /// A number, exact.
    Decimal,
    /// An amount of euros, kept in cents.
    Euros,
    /// A day, `YYYY-MM-DD`.
    Day,
    /// Yes, or nothing.
    Flag,
    /// One word of these.
    Word(&'static [&'static str]),
    /// Numbers of EntreComp competences.
    Competences,
}

const fn needed(key: &'static str, kind: FieldKind) -> Field {
    Field { key, kind, is_required: true }
}

const fn optional(key: &'static str, kind: FieldKind) -> Field {
    Field { key, kind, is_required: false }
}

/// `programme.toml`
pub const PROGRAMME: Shape = Shape {
    fields: &[
        needed("title", FieldKind::Line),
        needed("summary", FieldKind::Text),
        needed("language", FieldKind::Word(&["fr", "en"])),
        needed("audience", FieldKind::Text),
        needed("prerequisites", FieldKind::Text),
        needed("objectives", FieldKind::Lines),
        needed("hours", FieldKind::Whole),
        needed("price_cents", FieldKind::Euros),
        needed("updated_on", FieldKind::Day),
        optional("certificate.minimum_score_percent", FieldKind::Whole),
        needed("competences", FieldKind::Competences),
    ],
    rows: None,
};

/// `module.toml`
pub const MODULE: Shape = Shape {
    fields: &[
        needed("title", FieldKind::Line),
        needed("summary", FieldKind::Text),
        needed("dimension", FieldKind::Word(&["technical", "strategic"])),
        optional("deadline_days", FieldKind::Whole),
        optional("partner", FieldKind::Line),
        needed("competences", FieldKind::Competences),
    ],
    rows: None,
};

/// What an exercise says before its questions.
pub const EXERCISE: Shape =
    Shape { fields: &[needed("title", FieldKind::Line), optional("introduction", FieldKind::Markdown)], rows: None };

/// What an assessment says before its bank.
pub const ASSESSMENT: Shape = Shape {
    fields: &[
        needed("title", FieldKind::Line),
        optional("introduction", FieldKind::Markdown),
        needed("draw", FieldKind::Whole),
        needed("attempts", FieldKind::Whole),
        needed("pass_percent", FieldKind::Whole),
        optional("time_limit_minutes", FieldKind::Whole),
        optional("hours_between_attempts", FieldKind::Whole),
    ],
    rows: None,
};

/// The words that `kind` takes in a question.
pub const QUESTION_KINDS: [&str; 8] = crate::folder::KINDS;

macro_rules! question {
    ($($own:expr),* $(,)?) => {
        const {
            &[
                needed("prompt", FieldKind::Markdown),
                $($own,)*
                needed("explanation", FieldKind::Markdown),
                optional("hint", FieldKind::Markdown),
                optional("points", FieldKind::Whole),
                optional("competences", FieldKind::Competences),
                needed("key", FieldKind::Line),
            ]
        }
    };
}

const OPTIONS: Rows = Rows {
    key: "option",
    fields: &[
        needed("text", FieldKind::Markdown),
        optional("correct", FieldKind::Flag),
        optional("feedback", FieldKind::Markdown),
    ],
};
const PAIRS: Rows = Rows { key: "pair", fields: &[needed("left", FieldKind::Line), needed("right", FieldKind::Line)] };
const CRITERIA: Rows = Rows {
    key: "criterion",
    fields: &[
        needed("title", FieldKind::Line),
        needed("description", FieldKind::Text),
        needed("points", FieldKind::Whole),
    ],
};
/// An essay is worth the sum of its criteria, so it is not asked for its points.
const ESSAY: &[Field] = &[
    needed("prompt", FieldKind::Markdown),
    needed("minimum_words", FieldKind::Whole),
    needed("explanation", FieldKind::Markdown),
    optional("hint", FieldKind::Markdown),
    optional("competences", FieldKind::Competences),
    needed("key", FieldKind::Line),
];

/// The form of a question of a kind; nothing for a word that is no kind.
pub fn question_shape(kind: &str) -> Option<Shape> {
    let (fields, rows): (&'static [Field], Option<Rows>) = match kind {
        "choice" | "choices" => (question![], Some(OPTIONS)),
        "number" => (
            question![
                needed("answer", FieldKind::Decimal),
                optional("unit", FieldKind::Line),
                optional("tolerance", FieldKind::Decimal)
            ],
            None,
        ),
        "text" => (question![needed("accepted", FieldKind::Lines)], None),
        "order" => (question![needed("items", FieldKind::Lines)], None),
        "match" => (question![], Some(PAIRS)),
        "fill" => (question![needed("text", FieldKind::Text)], None),
        "essay" => (ESSAY, Some(CRITERIA)),
        _ => return None,
    };
    Some(Shape { fields, rows })
}
