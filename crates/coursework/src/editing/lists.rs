//! A list in a TOML file, changed entry by entry so that its line breaks and comments stay.

use toml_edit::{Array, Value};

/// Makes the list say these texts.
pub(super) fn rewritten(array: &mut Array, wanted: &Array) {
    for (index, value) in wanted.iter().enumerate() {
        let text = value.as_str().unwrap_or_default();
        match array.get(index) {
            Some(same) if same.as_str() == Some(text) => {}
            Some(_) => {
                array.replace(index, text);
            }
            None => append(array, text),
        }
    }
    while array.len() > wanted.len() {
        array.remove(array.len() - 1);
    }
}

/// Adds a text in the manner of the one before it: on a line of its own where that stands on one.
fn append(array: &mut Array, text: &str) {
    let before = array.len().checked_sub(1).and_then(|last| array.get(last));
    let prefix = before.and_then(|value| value.decor().prefix()?.as_str().map(str::to_owned));
    match prefix.filter(|prefix| prefix.contains('\n')) {
        Some(prefix) => {
            // A comment above the last entry is about that one.
            let indent = prefix.rsplit('\n').next().unwrap_or_default().to_owned();
            array.push_formatted(Value::from(text).decorated(format!("\n{indent}"), ""));
        }
        None => array.push(text),
    }
}
