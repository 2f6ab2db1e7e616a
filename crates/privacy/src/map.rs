//! The data map as a whole.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use crate::category::{Category, Erasure, KEPT};
use crate::purpose::{Basis, Objection, Purpose, Role};
use crate::read::{CategoryText, ErasedText, File, ObjectionText, PurposeText, Sections, TableText, in_order};
use crate::resolve::Resolver;
use crate::table::Table;
use crate::{ColumnWords, Mistake, Words};

/// Everything that the files in `privacy/` declare; whole and without a dangling reference.
#[derive(Clone, Debug)]
pub struct DataMap {
    categories: Vec<Category>,
    purposes: Vec<Purpose>,
    roles: Vec<Role>,
    tables: Vec<Table>,
}

/// The texts of the six files.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'t> {
    /// `privacy/categories.toml`.
    pub categories: &'t str,
    /// `privacy/purposes.toml`.
    pub purposes: &'t str,
    /// `privacy/roles.toml`.
    pub roles: &'t str,
    /// `privacy/tables.toml`.
    pub tables: &'t str,
    /// `privacy/words.toml`.
    pub words: &'t str,
    /// `privacy/codes.toml`.
    pub codes: &'t str,
}

impl Texts<'static> {
    /// The files that this program was built with.
    pub const EMBEDDED: Self = Self {
        categories: include_str!("../../../privacy/categories.toml"),
        purposes: include_str!("../../../privacy/purposes.toml"),
        roles: include_str!("../../../privacy/roles.toml"),
        tables: include_str!("../../../privacy/tables.toml"),
        words: include_str!("../../../privacy/words.toml"),
        codes: include_str!("../../../privacy/codes.toml"),
    };
}

impl DataMap {
    /// The map that this program was built with.
    pub fn load() -> Result<Self, Mistake> {
        Self::read(Texts::EMBEDDED)
    }

    /// Reads a map; the first mistake is answered with its file and line.
    pub fn read(texts: Texts<'_>) -> Result<Self, Mistake> {
        let categories = categories(File { name: "privacy/categories.toml", text: texts.categories })?;
        let purposes_file = File { name: "privacy/purposes.toml", text: texts.purposes };
        let purposes = purposes_file.read::<Sections<PurposeText>>().map(in_order)?;
        let roles = File { name: "privacy/roles.toml", text: texts.roles }.read::<Sections<Words>>().map(in_order)?;
        let file = File { name: "privacy/tables.toml", text: texts.tables };
        let sections: Sections<TableText> = file.read()?;
        let words_file = File { name: "privacy/words.toml", text: texts.words };
        let spanned_words: Sections<ColumnWords> = words_file.read()?;
        let codes = File { name: "privacy/codes.toml", text: texts.codes };
        let words = with_codes(&spanned_words, codes)?;
        let resolver = Resolver {
            columns: every_column(&sections),
            words: &words,
            file,
            categories: &categories,
            purposes: purposes.iter().map(|(code, _)| code.get_ref().as_str()).collect(),
            roles: roles.iter().map(|(code, _)| code.get_ref().as_str()).collect(),
            tables: sections.keys().map(|name| name.get_ref().clone()).collect(),
            people: sections.iter().find(|(_, text)| text.is_of_people()).map(|(name, _)| name.get_ref().clone()),
        };
        let tables: Vec<Table> =
            in_order(sections).into_iter().map(|(name, text)| resolver.table(&name, text)).collect::<Result<_, _>>()?;
        every_purpose_is_used(purposes_file, &purposes, &tables)?;
        every_word_is_used(words_file, &spanned_words, &tables)?;
        Ok(Self {
            categories,
            purposes: purposes
                .into_iter()
                .map(|(code, text)| purpose(purposes_file, code, text))
                .collect::<Result<_, _>>()?,
            roles: roles.into_iter().map(|(code, label)| Role { code: code.into_inner(), label }).collect(),
            tables,
        })
    }

    /// The categories, in the policy's order.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The purposes, in the file's order.
    pub fn purposes(&self) -> &[Purpose] {
        &self.purposes
    }

    /// The roles that may be recipients, in the file's order.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The tables, in the file's order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The purpose of this code.
    pub fn purpose(&self, code: &str) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.code == code)
    }

    /// The category of this code.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.code == code)
    }
}

fn categories(file: File<'_>) -> Result<Vec<Category>, Mistake> {
    let sections: Sections<CategoryText> = file.read()?;
    in_order(sections).into_iter().map(|(code, text)| category(file, code.into_inner(), text)).collect()
}

fn category(file: File<'_>, code: String, text: CategoryText) -> Result<Category, Mistake> {
    let CategoryText { label, purpose, kept, counted_from, retention, basis, erased, exception } = text;
    let words = retention.get_ref();
    // A sentence without the duration would go on saying the old one after the figure changed.
    if !words.fr.contains(KEPT) || !words.en.contains(KEPT) {
        return Err(file.mistake(retention.span(), format!("the words of the retention of {code} lack {KEPT}")));
    }
    let erasure = match (erased.get_ref(), exception) {
        (ErasedText::Now, None) => Erasure::Now,
        (ErasedText::WithAccount, None) => Erasure::WithAccount,
        (ErasedText::Kept, Some(exception)) => Erasure::Kept(exception),
        _ => return Err(file.mistake(erased.span(), format!("{code} has an exception if, and only if, it is kept"))),
    };
    Ok(Category { code, label, purpose, kept, counted_from, basis, erasure, retention: retention.into_inner() })
}

fn purpose(file: File<'_>, code: Spanned<String>, text: PurposeText) -> Result<Purpose, Mistake> {
    let PurposeText { label, basis, source, objection, grounds } = text;
    let objection = match (basis, objection, grounds) {
        (Basis::LegitimateInterest, Some(ObjectionText::Stops), None) => Some(Objection::Stops),
        (Basis::LegitimateInterest, Some(ObjectionText::Compelling), Some(words)) => Some(Objection::Compelling(words)),
        (Basis::Contract | Basis::Consent | Basis::LegalObligation, None, None) => None,
        _ => {
            let message = "a purpose has objection if, and only if, it rests on a legitimate interest, and grounds if they \
                           are compelling";
            return Err(file.mistake(code.span(), message));
        }
    };
    Ok(Purpose { code: code.into_inner(), label, basis, source, objection })
}

/// The words of each column, with those of its codes.
fn with_codes(words: &Sections<ColumnWords>, file: File<'_>) -> Result<BTreeMap<String, ColumnWords>, Mistake> {
    let mut all: BTreeMap<String, ColumnWords> =
        words.iter().map(|(name, words)| (name.get_ref().clone(), words.clone())).collect();
    let sections: Sections<BTreeMap<String, Words>> = file.read()?;
    for (name, codes) in sections {
        let missing = || file.mistake(name.span(), format!("{} has no words in privacy/words.toml", name.get_ref()));
        all.get_mut(name.get_ref()).ok_or_else(missing)?.codes = codes;
    }
    Ok(all)
}

fn every_column(sections: &Sections<TableText>) -> BTreeSet<String> {
    let columns = |(table, text): (&Spanned<String>, &TableText)| {
        let table = table.get_ref().clone();
        text.columns.keys().map(|column| format!("{table}.{}", column.get_ref())).collect::<Vec<_>>()
    };
    sections.iter().flat_map(columns).collect()
}

fn every_word_is_used(file: File<'_>, words: &Sections<ColumnWords>, tables: &[Table]) -> Result<(), Mistake> {
    let columns = tables.iter().flat_map(|table| &table.columns);
    let used: BTreeSet<&str> =
        columns.filter(|column| column.words.is_some()).map(|column| column.name.as_str()).collect();
    match words.keys().find(|name| !used.contains(name.get_ref().as_str())) {
        Some(name) => Err(file.mistake(name.span(), format!("no column is called {}", name.get_ref()))),
        None => Ok(()),
    }
}

fn every_purpose_is_used(
    file: File<'_>,
    purposes: &[(Spanned<String>, PurposeText)],
    tables: &[Table],
) -> Result<(), Mistake> {
    let columns = tables.iter().flat_map(|table| &table.columns);
    let used: BTreeSet<&String> = columns.flat_map(|column| column.concern.purposes()).collect();
    match purposes.iter().find(|(code, _)| !used.contains(code.get_ref())) {
        Some((code, _)) => Err(file.mistake(code.span(), format!("no column serves the purpose {}", code.get_ref()))),
        None => Ok(()),
    }
}
