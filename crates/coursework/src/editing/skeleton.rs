//! Files to begin with: right from the start, so that a programme can be published at any time.

use toml_edit::DocumentMut;

use super::outline::title_of;
use super::paths::FileKind;
use super::text::{as_edited, as_file};
use crate::model::Language;

fn in_language(language: Language, french: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Fr => french,
        Language::En => english,
    }
}

/// A TOML text whose title is this one, quoted as it must be.
fn titled(text: &str, title: &str) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else { return text.to_owned() };
    if let Some(value) = document.get_mut("title").and_then(toml_edit::Item::as_value_mut) {
        let decor = value.decor().clone();
        *value = title.into();
        *value.decor_mut() = decor;
    }
    document.to_string()
}

/// A programme of one module with one lesson; paths and texts. `today` is `YYYY-MM-DD`.
pub fn programme(title: &str, language: Language, today: &str) -> Vec<(String, String)> {
    let text = in_language(
        language,
        "title = \"\"\nsummary = \"Ce que le programme apporte, en une ou deux phrases.\"\nlanguage = \"fr\"\n\
         price_cents = 0\nhours = 1\nupdated_on = \"JOUR\"\naudience = \"À qui le programme s'adresse.\"\n\
         prerequisites = \"Aucun.\"\nobjectives = [\n  \"Ce que l'on saura faire.\",\n]\ncompetences = []\n",
        "title = \"\"\nsummary = \"What the programme brings, in one or two sentences.\"\nlanguage = \"en\"\n\
         price_cents = 0\nhours = 1\nupdated_on = \"JOUR\"\naudience = \"For whom the programme is.\"\n\
         prerequisites = \"None.\"\nobjectives = [\n  \"What one will be able to do.\",\n]\ncompetences = []\n",
    );
    let (folder, module_title) =
        in_language_pair(language, ("01-premier-module", "Premier module"), ("01-first-module", "First module"));
    let (name, lesson_title) =
        in_language_pair(language, ("01-premiere-lecon.md", "Première leçon"), ("01-first-lesson.md", "First lesson"));
    vec![
        ("programme.toml".to_owned(), titled(&text.replace("JOUR", today), title)),
        (format!("{folder}/module.toml"), module(module_title, language)),
        (format!("{folder}/{name}"), lesson(lesson_title, language)),
    ]
}

fn in_language_pair<T>(language: Language, french: T, english: T) -> T {
    match language {
        Language::Fr => french,
        Language::En => english,
    }
}

/// A `module.toml`.
pub fn module(title: &str, language: Language) -> String {
    let text = in_language(
        language,
        "title = \"\"\nsummary = \"Ce que le module apporte.\"\ndimension = \"strategic\"\ncompetences = []\n",
        "title = \"\"\nsummary = \"What the module brings.\"\ndimension = \"strategic\"\ncompetences = []\n",
    );
    titled(text, title)
}

/// A lesson.
pub fn lesson(title: &str, language: Language) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("# {title}\n\n{}\n", in_language(language, "Écrivez ici la leçon.", "Write the lesson here."))
}

/// An exercise with one question.
pub fn exercise(title: &str, language: Language) -> String {
    titled(&format!("title = \"\"\nintroduction = \"\"\n{}", question(language)), title)
}

/// An assessment whose bank holds one question.
pub fn assessment(title: &str, language: Language) -> String {
    let head = "title = \"\"\nintroduction = \"\"\ndraw = 1\nattempts = 3\npass_percent = 60\n";
    titled(&format!("{head}{}", question(language)), title)
}

fn question(language: Language) -> &'static str {
    in_language(
        language,
        "\n[[question]]\nkey = \"premiere-question\"\nkind = \"choice\"\nprompt = \"Votre question\"\n\
         explanation = \"Pourquoi cette réponse est la bonne.\"\n[[question.option]]\ntext = \"La bonne réponse\"\n\
         correct = true\n[[question.option]]\ntext = \"Une autre\"\n",
        "\n[[question]]\nkey = \"first-question\"\nkind = \"choice\"\nprompt = \"Your question\"\n\
         explanation = \"Why this answer is right.\"\n[[question.option]]\ntext = \"The right answer\"\n\
         correct = true\n[[question.option]]\ntext = \"Another one\"\n",
    )
}

/// The text of a file whose title says that it is a copy, or the text as it is where no title can be read.
pub fn renamed_title(path: &str, text: &str, suffix: &str) -> String {
    let title = title_of(path, text);
    if title.is_empty() {
        return text.to_owned();
    }
    let edited = as_edited(text);
    let changed = if FileKind::of(path) == FileKind::Lesson {
        let rest = edited.split_once('\n').map_or("", |(_, rest)| rest);
        format!("# {title} {suffix}\n{rest}")
    } else {
        titled(&edited, &format!("{title} {suffix}"))
    };
    as_file(text, &changed)
}
