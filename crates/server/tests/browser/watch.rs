//! Everything a browser tells while the story goes on, and what of it is wrong: an error or a word in the console, a broken
//! security policy, a request that failed, was refused, or left for anywhere but the school.

use std::sync::{Arc, Mutex};

use serde_json::Value;

/// The events that may tell of trouble, by the names of the DevTools protocol.
const HEEDED: [&str; 6] = [
    "Log.entryAdded",
    "Runtime.consoleAPICalled",
    "Runtime.exceptionThrown",
    "Network.requestWillBeSent",
    "Network.responseReceived",
    "Network.loadingFailed",
];

/// What a change of place is noted under, among the events.
pub(crate) const PLACE: &str = "place";

/// An answer that the story means to get.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    /// How the address ends.
    pub(crate) ending: &'static str,
    /// The status of the answer.
    pub(crate) status: u16,
}

impl Refusal {
    fn is(&self, response: &Value) -> bool {
        response["status"] == self.status && ends_with(&response["url"], self.ending)
    }
}

/// What was told so far; shared by all who listen.
#[derive(Clone, Default)]
pub(crate) struct Watch {
    told: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Watch {
    /// Notes an event.
    pub(crate) fn note(&self, method: &str, params: Value) {
        self.told.lock().expect("no listener panicked").push((method.to_owned(), params));
    }

    /// Notes a message that the library could not read: a newer browser may tell more than it knows.
    pub(crate) fn note_message(&self, message: &str) {
        let message: Value = serde_json::from_str(message).unwrap_or_default();
        if let Some(method) = message["method"].as_str().filter(|method| HEEDED.contains(method)) {
            self.note(method, message["params"].clone());
        }
    }

    /// How many requests were seen, so that a browser that tells nothing is not taken for one without trouble.
    pub(crate) fn requests(&self) -> usize {
        let told = self.told.lock().expect("no listener panicked");
        told.iter().filter(|(method, _)| method == "Network.requestWillBeSent").count()
    }

    /// What was wrong: the refusals that the story means to get are not, but their absence is.
    pub(crate) fn troubles(&self, school: &str, expected: &[Refusal]) -> Vec<String> {
        let told = self.told.lock().expect("no listener panicked");
        let mut place = String::new();
        let heard = told.iter().filter_map(|(method, params)| {
            if method == PLACE {
                place = format!("{}: ", params.as_str().unwrap_or_default());
            }
            trouble(method, params, school, expected).map(|trouble| format!("{place}{trouble}"))
        });
        let came = |refusal: &Refusal| told.iter().any(|(_, params)| refusal.is(&params["response"]));
        let missing = expected.iter().filter(|refusal| !came(refusal));
        heard.chain(missing.map(|refusal| format!("no {} from …{}", refusal.status, refusal.ending))).collect()
    }
}

fn trouble(method: &str, params: &Value, school: &str, expected: &[Refusal]) -> Option<String> {
    let wrong = match method {
        "Log.entryAdded" => {
            let entry = &params["entry"];
            let refused = expected.iter().any(|refusal| {
                let status = format!("status of {}", refusal.status);
                ends_with(&entry["url"], refusal.ending) && entry["text"].to_string().contains(&status)
            });
            matches!(entry["level"].as_str(), Some("error" | "warning")) && !refused
        }
        "Runtime.consoleAPICalled" | "Runtime.exceptionThrown" => true,
        "Network.requestWillBeSent" => {
            let url = params["request"]["url"].as_str().unwrap_or_default();
            !url.starts_with(&format!("{school}/")) && !url.starts_with("data:")
        }
        "Network.responseReceived" => {
            let response = &params["response"];
            response["status"].as_u64() >= Some(400) && !expected.iter().any(|refusal| refusal.is(response))
        }
        // A page that is left cancels what it was still asking for. Where scripts are off, Chromium says of those that it
        // had begun to look for that a policy blocked them; a policy that truly does is told as an error of the log besides.
        "Network.loadingFailed" => params["canceled"] != true && params["blockedReason"] != "csp",
        _ => false,
    };
    wrong.then(|| format!("{method}: {params}"))
}

fn ends_with(url: &Value, ending: &str) -> bool {
    url.as_str().is_some_and(|url| url.ends_with(ending))
}
