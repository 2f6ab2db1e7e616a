//! From the files to the map: defaults written out, references followed.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use crate::Mistake;
use crate::read::{ColumnText, DisposalText, Facts, File, TableText};
use crate::table::{Column, Concern, Disposal, Handling, PersonLink, Table};
use crate::{Category, ColumnWords, CountedFrom, Protection};

/// A column, with where its name stands and what the map says of how it is made.
pub(crate) type Unmade = (Spanned<String>, Column, Option<Spanned<String>>);

/// What a table says when it is about nobody.
const NOBODY: &str = "none";

/// The codes that tables may refer to, and the file that does.
pub(crate) struct Resolver<'f> {
    pub(crate) file: File<'f>,
    pub(crate) categories: &'f [Category],
    pub(crate) purposes: BTreeSet<&'f str>,
    pub(crate) roles: BTreeSet<&'f str>,
    pub(crate) tables: BTreeSet<String>,
    /// The table of the people themselves.
    pub(crate) people: Option<String>,
    /// Every column, as `table.column`.
    pub(crate) columns: BTreeSet<String>,
    pub(crate) words: &'f BTreeMap<String, ColumnWords>,
}

impl Resolver<'_> {
    pub(crate) fn table(&self, name: &Spanned<String>, text: TableText) -> Result<Table, Mistake> {
        let facts = text.facts();
        if facts.is_about_nobody(NOBODY) && facts.has_handling() {
            let message = format!(
                "{} is about nobody: it has no person, purposes, source, recipients or disposal",
                name.get_ref()
            );
            return Err(self.file.mistake(name.span(), message));
        }
        // A default that no column would inherit is checked too, or it could say anything.
        let concern = self.concern(name, facts.clone())?;
        let names: BTreeSet<String> = text.columns.keys().map(|column| column.get_ref().clone()).collect();
        let making = self.making(name, &text, &concern)?;
        let counted = self.counted(name, &concern, text.counted, &names)?;
        if let Some(column) = &text.subject {
            self.known("column", column, column.get_ref(), names.contains(column.get_ref()))?;
        }
        if let Some(column) = &text.withheld {
            self.known("column", column, column.get_ref(), names.contains(column.get_ref()))?;
        }
        if matches!(concern, Concern::Person(_)) && text.title.is_none() {
            return Err(self.file.mistake(name.span(), format!("{} needs title", name.get_ref())));
        }
        let columns = crate::read::in_order(text.columns)
            .into_iter()
            .map(|(column, text)| self.column(&column, text, &facts, &names))
            .collect::<Result<_, Mistake>>()?;
        let (making, columns) = self.made(making, columns)?;
        let subject = text.subject.map(Spanned::into_inner);
        Ok(Table {
            name: name.get_ref().clone(),
            title: text.title,
            about: text.about,
            concern,
            counted,
            subject,
            withheld: text.withheld.map(Spanned::into_inner),
            exception: text.exception,
            making,
            columns,
        })
    }

    /// The column of the event's instant: needed when the category counts from each event, and meaningless otherwise.
    fn counted(
        &self,
        name: &Spanned<String>,
        concern: &Concern,
        counted: Option<Spanned<String>>,
        names: &BTreeSet<String>,
    ) -> Result<Option<String>, Mistake> {
        let category = match concern {
            Concern::Person(handling) => self.categories.iter().find(|one| one.code == handling.category),
            Concern::Nobody { .. } => None,
        };
        let by_event = category.is_some_and(|one| one.counted_from == CountedFrom::Event);
        match counted {
            Some(column) if by_event => {
                self.known("column", &column, column.get_ref(), names.contains(column.get_ref()))?;
                Ok(Some(column.into_inner()))
            }
            Some(column) => Err(self.file.mistake(column.span(), "its category does not count from each event")),
            None if by_event => Err(self.file.mistake(name.span(), format!("{} needs counted", name.get_ref()))),
            None => Ok(None),
        }
    }

    fn column(
        &self,
        name: &Spanned<String>,
        ColumnText(text): ColumnText,
        table: &Facts,
        names: &BTreeSet<String>,
    ) -> Result<Unmade, Mistake> {
        let (protection, about, made) = (text.protection, text.about.clone(), text.made.clone());
        let named_by = text.named_by.as_ref().map(|at| self.named_by(at)).transpose()?;
        let facts = text.facts(table);
        if let Some(person) = &facts.person
            && let Some(column) = link(person.get_ref()).column()
        {
            self.known("column", person, column, names.contains(column))?;
        }
        let concern = self.concern(name, facts)?;
        let words = self.words(name, protection, named_by.is_some(), &concern)?;
        let column = Column { name: name.get_ref().clone(), about, protection, words, named_by, concern, made: None };
        Ok((name.clone(), column, made))
    }

    /// Reads `programmes.title`.
    pub(crate) fn named_by(&self, at: &Spanned<String>) -> Result<(String, String), Mistake> {
        self.known("column", at, at.get_ref(), self.columns.contains(at.get_ref()))?;
        let (table, column) = at.get_ref().split_once('.').unwrap_or_default();
        Ok((table.to_owned(), column.to_owned()))
    }

    /// The words of a column that is shown: what is readable, once its key is there, and what points to something with a name.
    fn words(
        &self,
        name: &Spanned<String>,
        protection: Protection,
        is_named: bool,
        concern: &Concern,
    ) -> Result<Option<ColumnWords>, Mistake> {
        let is_shown = match protection {
            Protection::Plain | Protection::Sealed => true,
            Protection::Key => is_named,
            Protection::Secret | Protection::Fingerprint => false,
        };
        if !is_shown || !matches!(concern, Concern::Person(_)) {
            return Ok(None);
        }
        let words = self.words.get(name.get_ref());
        let missing =
            || self.file.mistake(name.span(), format!("{} has no words in privacy/words.toml", name.get_ref()));
        words.cloned().map(Some).ok_or_else(missing)
    }

    fn concern(&self, name: &Spanned<String>, facts: Facts) -> Result<Concern, Mistake> {
        let needs = |what: &str| self.file.mistake(name.span(), format!("{} needs {what}", name.get_ref()));
        let category = facts.category.ok_or_else(|| needs("category"))?;
        if category.get_ref() == NOBODY {
            return Ok(Concern::Nobody {
                reason: facts.reason.ok_or_else(|| needs("reason: why it is about nobody"))?,
            });
        }
        let is_known = self.categories.iter().any(|one| one.code == *category.get_ref());
        self.known("category", &category, category.get_ref(), is_known)?;
        let person = facts.person.ok_or_else(|| needs("person"))?;
        let person = self.person(&person)?;
        let purposes = self.codes("purpose", facts.purposes.ok_or_else(|| needs("purposes"))?, &self.purposes)?;
        if purposes.is_empty() {
            return Err(needs("at least one purpose"));
        }
        let recipients = self.codes("role", facts.recipients.ok_or_else(|| needs("recipients"))?, &self.roles)?;
        let disposal = match (facts.disposal.ok_or_else(|| needs("disposal"))?, facts.article) {
            (DisposalText::Delete, _) => Disposal::Delete,
            (DisposalText::Aggregate, _) => Disposal::Aggregate,
            (DisposalText::Keep, article) => Disposal::Keep { article: article.ok_or_else(|| needs("article"))? },
        };
        let source = facts.source.ok_or_else(|| needs("source"))?;
        let category = category.into_inner();
        Ok(Concern::Person(Handling { category, person, purposes, source, recipients, disposal }))
    }

    fn person(&self, text: &Spanned<String>) -> Result<PersonLink, Mistake> {
        let link = link(text.get_ref());
        if let PersonLink::Through { table, .. } = &link {
            self.known("table", text, table, self.tables.contains(table))?;
        }
        Ok(link)
    }

    fn codes(&self, kind: &str, codes: Vec<Spanned<String>>, known: &BTreeSet<&str>) -> Result<Vec<String>, Mistake> {
        for code in &codes {
            self.known(kind, code, code.get_ref(), known.contains(code.get_ref().as_str()))?;
        }
        Ok(codes.into_iter().map(Spanned::into_inner).collect())
    }

    pub(crate) fn known(&self, kind: &str, at: &Spanned<String>, name: &str, known: bool) -> Result<(), Mistake> {
        if known { Ok(()) } else { Err(self.file.mistake(at.span(), format!("there is no {kind} {name}"))) }
    }
}

/// Reads `person_id`, `attempt_id > attempts`, `pseudonym subject` or `unlinkable`.
fn link(text: &str) -> PersonLink {
    if text == "unlinkable" {
        return PersonLink::Unlinkable;
    }
    if let Some(column) = text.strip_prefix("pseudonym ") {
        return PersonLink::Pseudonym(column.trim().to_owned());
    }
    match text.split_once('>') {
        Some((column, table)) => {
            PersonLink::Through { column: column.trim().to_owned(), table: table.trim().to_owned() }
        }
        None => PersonLink::Column(text.trim().to_owned()),
    }
}
