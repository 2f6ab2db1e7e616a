//! From what the map says of the anonymised data set to rules, with every default written out.

use toml::Spanned;

use super::{Copying, Drawing, Made, Making, Per, Reference};
use crate::read::TableText;
use crate::resolve::{Resolver, Unmade};
use crate::table::{Column, Concern, Handling, PersonLink};
use crate::{Mistake, Protection};

impl Resolver<'_> {
    /// How a table's rows are made.
    pub(crate) fn making(
        &self,
        name: &Spanned<String>,
        text: &TableText,
        concern: &Concern,
    ) -> Result<Making, Mistake> {
        let needs = |what: &str| self.file.mistake(name.span(), format!("{} needs {what}", name.get_ref()));
        let anonymised = text.anonymised.as_ref().ok_or_else(|| needs("anonymised: how its rows are made anew"))?;
        let is_copied = anonymised.get_ref() == "copied";
        let is_drawn = anonymised.get_ref() == "drawn";
        if !is_drawn && (text.per.is_some() || text.by.is_some() || text.begins.is_some()) {
            return Err(needs("no per, by or begins, since its rows are not drawn"));
        }
        let chooses = text.used_by.is_some() || text.shared_by.is_some() || text.newest.is_some();
        if !is_copied && (chooses || text.unless.is_some()) {
            return Err(needs("no used_by, shared_by, newest or unless, since its rows are not copied"));
        }
        match anonymised.get_ref().as_str() {
            "copied" => self.copying(name, text).map(Making::Copied),
            "drawn" => self.drawing(name, text, concern).map(Making::Drawn),
            "written" => Ok(Making::Written),
            "empty" => Ok(Making::Empty),
            other => {
                let message = format!("anonymised is copied, drawn, written or empty, not {other}");
                Err(self.file.mistake(anonymised.span(), message))
            }
        }
    }

    /// Which rows are copied, every column of what is said of which there is.
    fn copying(&self, name: &Spanned<String>, text: &TableText) -> Result<Copying, Mistake> {
        let own = |at: &Spanned<String>, column: &str| {
            let named = format!("{}.{column}", name.get_ref());
            self.known("column", at, &named, self.columns.contains(&named)).map(|()| column.to_owned())
        };
        let first = text.columns.keys().min_by_key(|column| column.span().start);
        let first = first.map(|column| column.get_ref().clone()).unwrap_or_default();
        let mut copying = Copying::default();
        for at in text.used_by.iter().flatten() {
            let (column, used) = at.get_ref().split_once(" in ").unwrap_or((&first, at.get_ref()));
            let (table, other) = used.split_once('.').unwrap_or_default();
            self.known("column", at, used, self.columns.contains(used))?;
            copying.used_by.push((own(at, column)?, table.to_owned(), other.to_owned()));
        }
        if let Some(at) = &text.shared_by {
            let (shared, person) = at.get_ref().split_once(" by ").unwrap_or_default();
            let (table, column) = shared.split_once('.').unwrap_or_default();
            for named in [shared.to_owned(), format!("{table}.{person}")] {
                self.known("column", at, &named, self.columns.contains(&named))?;
            }
            copying.shared_by = Some((table.to_owned(), column.to_owned(), person.to_owned()));
        }
        if let Some(at) = &text.newest {
            let (number, by) = at.get_ref().split_once(" by ").unwrap_or_default();
            copying.newest = Some((own(at, number)?, own(at, by)?));
        }
        copying.unless = text.unless.as_ref().map(|at| own(at, at.get_ref())).transpose()?;
        Ok(copying)
    }

    /// What rows are invented for, every column of which there is.
    fn drawing(&self, name: &Spanned<String>, text: &TableText, concern: &Concern) -> Result<Drawing, Mistake> {
        let per = text.per.as_ref().map_or_else(|| Ok(self.owner(concern)), |per| self.per(per).map(Some))?;
        let other = per.as_ref().map_or(name.get_ref(), |per| &per.table);
        let by = text.by.iter().flatten();
        for (table, column) in
            by.clone().map(|one| (other, one)).chain(text.begins.iter().map(|one| (name.get_ref(), one)))
        {
            let named = format!("{table}.{}", column.get_ref());
            self.known("column", column, &named, self.columns.contains(&named))?;
        }
        let by = by.map(|column| column.get_ref().clone()).collect();
        Ok(Drawing { per, by, begins: text.begins.as_ref().map(|column| column.get_ref().clone()) })
    }

    fn per(&self, text: &Spanned<String>) -> Result<Per, Mistake> {
        let expected = || self.file.mistake(text.span(), "per is « TABLE on COLUMN, COLUMN »");
        let per = Per::parse(text.get_ref()).ok_or_else(expected)?;
        self.known("table", text, &per.table, self.tables.contains(&per.table))?;
        Ok(per)
    }

    /// Rows belong to the person, or to the row that leads there, unless the map says otherwise.
    fn owner(&self, concern: &Concern) -> Option<Per> {
        let Concern::Person(Handling { person, .. }) = concern else { return None };
        match person {
            PersonLink::Column(column) if column == "id" => None,
            PersonLink::Column(column) => Some(Per { table: self.people.clone()?, on: vec![column.clone()] }),
            PersonLink::Through { column, table } => Some(Per { table: table.clone(), on: vec![column.clone()] }),
            PersonLink::Pseudonym(_) | PersonLink::Unlinkable => None,
        }
    }

    /// Gives each column its rule.
    pub(crate) fn made(&self, making: Making, columns: Vec<Unmade>) -> Result<(Making, Vec<Column>), Mistake> {
        let mut resolved = Vec::new();
        for (name, mut column, said) in columns {
            let rule = said.as_ref().map(|text| self.rule(text)).transpose()?;
            column.made = match (&making, rule) {
                (Making::Written | Making::Empty, None) => None,
                (Making::Written | Making::Empty, Some(_)) => {
                    let message = format!("{} has no made, since its table has no such rows", name.get_ref());
                    return Err(self.file.mistake(name.span(), message));
                }
                (Making::Copied(_), rule) => Some(self.copied(&name, &column, rule)?),
                (Making::Drawn(_), Some(rule)) => Some(rule),
                (Making::Drawn(drawing), None) => Some(self.usual(&name, &column, drawing)?),
            };
            resolved.push(column);
        }
        Ok((with_beginning(making, &resolved), resolved))
    }

    fn rule(&self, text: &Spanned<String>) -> Result<Made, Mistake> {
        let unknown = || self.file.mistake(text.span(), format!("there is no rule « {} »", text.get_ref()));
        let rule = Made::parse(text.get_ref()).ok_or_else(unknown)?;
        if let Made::From(Reference { table, .. }) = &rule {
            self.known("table", text, table, self.tables.contains(table))?;
        }
        Ok(rule)
    }

    /// What is about somebody is never copied.
    fn copied(&self, name: &Spanned<String>, column: &Column, rule: Option<Made>) -> Result<Made, Mistake> {
        let rule = rule.unwrap_or(Made::Same);
        if rule == Made::Same && matches!(column.concern, Concern::Person(_)) {
            let message = format!("{} is about somebody: it cannot be copied, and needs made", name.get_ref());
            return Err(self.file.mistake(name.span(), message));
        }
        Ok(rule)
    }

    /// What follows from a column's name and protection.
    fn usual(&self, name: &Spanned<String>, column: &Column, drawing: &Drawing) -> Result<Made, Mistake> {
        let is = |end: &str| column.name.ends_with(end);
        if drawing.per.as_ref().is_some_and(|per| per.on.contains(&column.name)) {
            return Ok(Made::Parent);
        }
        match (column.protection, &column.named_by) {
            (Protection::Key, _) if column.name == "id" => Ok(Made::New),
            (Protection::Key, Some((table, _))) => {
                Ok(Made::From(Reference { table: table.clone(), through: None, sharing: None, only: None }))
            }
            (Protection::Fingerprint, _) => Ok(Made::Random { digits: None }),
            (Protection::Sealed, _) => Ok(Made::Words { bytes: None }),
            (Protection::Plain, _) if is("_at") || column.name == "at" => Ok(Made::Instant),
            (Protection::Plain, _) if is("_on") || column.name == "day" => Ok(Made::Day),
            (Protection::Plain, _) => Ok(Made::Drawn { otherwise: None, any_text: false }),
            (Protection::Key | Protection::Secret, _) => {
                Err(self.file.mistake(name.span(), format!("{} needs made", name.get_ref())))
            }
        }
    }
}

/// A row begins with its first instant, unless the map says otherwise.
fn with_beginning(making: Making, columns: &[Column]) -> Making {
    let Making::Drawn(mut drawing) = making else { return making };
    let first = || columns.iter().find(|column| column.made == Some(Made::Instant)).map(|column| column.name.clone());
    drawing.begins = drawing.begins.or_else(first);
    Making::Drawn(drawing)
}
