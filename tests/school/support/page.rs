//! What was answered, read by meaning.

use axum::http::HeaderMap;
use scraper::{Html, Selector};

pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) location: Option<String>,
    pub(crate) body: Vec<u8>,
}

impl Page {
    #[track_caller]
    pub(crate) fn assert_status(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.words());
    }

    #[track_caller]
    pub(crate) fn assert_leads_to(&self, path: &str) {
        assert_eq!(self.location.as_deref(), Some(path), "{}", self.words());
    }

    pub(crate) fn html(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    /// The text of the first element that a selector finds.
    pub(crate) fn text(&self, selector: &str) -> Option<String> {
        self.texts(selector).into_iter().next()
    }

    /// The texts of all elements that a selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html());
        let selector = Selector::parse(selector).expect("a selector");
        document.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
    }

    /// All elements that a selector finds, as they are written.
    pub(crate) fn elements(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html());
        let selector = Selector::parse(selector).expect("a selector");
        document.select(&selector).map(|element| element.html()).collect()
    }

    /// An attribute of every element that a selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.html());
        let selector = Selector::parse(selector).expect("a selector");
        document.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    /// All the words of the page's content.
    pub(crate) fn words(&self) -> String {
        self.text("main").unwrap_or_else(|| String::from_utf8_lossy(&self.body).into_owned())
    }

    #[track_caller]
    pub(crate) fn assert_says(&self, words: &str) {
        let plain = |text: &str| text.replace(['\u{202f}', '\u{a0}'], " ").replace('’', "'");
        assert!(plain(&self.words()).contains(&plain(words)), "« {words} » is not in: {}", self.words());
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}
