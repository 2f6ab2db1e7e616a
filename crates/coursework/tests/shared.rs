//! A small programme folder that is right, to be spoiled by each test.

use std::fs;
use std::path::PathBuf;

use coursework::{Language, Mistake, MistakeKind, Programme, Question, QuestionKind, markdown, read_folder};
use tempfile::TempDir;

pub(crate) const LESSON_PATH: &str = "01-trouver-son-marche/01-lire-un-marche.md";
pub(crate) const EXERCISE_PATH: &str = "01-trouver-son-marche/02-etude-de-cas.exercise.toml";
pub(crate) const ASSESSMENT_PATH: &str = "01-trouver-son-marche/09-evaluation.assessment.toml";
pub(crate) const MODULE_PATH: &str = "01-trouver-son-marche/module.toml";

pub(crate) const PROGRAMME: &str = r#"title = "Créer son entreprise, de l'idée au premier client"
summary = "Une phrase."
language = "fr"
price_cents = 4900
hours = 14
updated_on = "2026-11-02"
audience = "Qui veut créer."
prerequisites = "Aucun."
objectives = ["Savoir lire un marché", "Calculer un prix"]
competences = ["1.1", "2.4"]

[certificate]
minimum_score_percent = 60
"#;

pub(crate) const MODULE: &str = r#"title = "Trouver son marché"
summary = "Ce que le module apporte."
dimension = "strategic"
competences = ["1.1"]
deadline_days = 21
partner = "un-partenaire"
"#;

pub(crate) const LESSON: &str = "# Lire un marché\n\n## Une partie\n\nUn paragraphe.\n\n\
    ![Courbe qui descend](media/demande.svg \"La demande\")\n\n![Entretien avec Lina](media/lina.mp4)\n";

pub(crate) const EXERCISE: &str = r#"title = "Étude de cas"
introduction = ""

[[question]]
key = "prix"
kind = "choice"
prompt = "Quel prix ?"
explanation = "Parce que."
[[question.option]]
text = "10 €"
correct = true
[[question.option]]
text = "20 €"
feedback = "Trop cher."
"#;

pub(crate) const ASSESSMENT: &str = r#"title = "Évaluation"
introduction = "Courage !"
draw = 1
attempts = 3
pass_percent = 60

[[question]]
key = "seuil"
kind = "number"
prompt = "Le seuil ?"
answer = 6000
unit = "€"
tolerance = 0.5
explanation = "Division."

[[question]]
key = "mot"
kind = "text"
prompt = "Le mot ?"
accepted = ["point mort"]
explanation = "C'est lui."
"#;

/// A folder on disk, gone at the end of the test.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    _directory: TempDir,
}

impl Folder {
    /// One module with a lesson, an exercise and an assessment, all right.
    pub(crate) fn good() -> Self {
        let directory = TempDir::new().unwrap();
        let folder = Self { path: directory.path().join("creer-son-entreprise"), _directory: directory };
        folder.write("programme.toml", PROGRAMME);
        folder.write("01-trouver-son-marche/module.toml", MODULE);
        folder.write("01-trouver-son-marche/01-lire-un-marche.md", LESSON);
        folder.write("01-trouver-son-marche/02-etude-de-cas.exercise.toml", EXERCISE);
        folder.write("01-trouver-son-marche/09-evaluation.assessment.toml", ASSESSMENT);
        folder.write("01-trouver-son-marche/media/demande.svg", "<svg/>");
        folder.write("01-trouver-son-marche/media/lina.mp4", "film");
        folder.write("01-trouver-son-marche/media/lina.vtt", "WEBVTT");
        folder
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let full = self.path.join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, content).unwrap();
    }

    /// Replaces a piece of a file, which must be there.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let full = self.path.join(path);
        let text = fs::read_to_string(&full).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        fs::write(full, text.replacen(from, to, 1)).unwrap();
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path.join(path)).unwrap();
    }

    pub(crate) fn read(&self) -> Programme {
        read_folder(&self.path).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
    }

    pub(crate) fn mistakes(&self) -> Vec<Mistake> {
        read_folder(&self.path).expect_err("a mistake was expected")
    }

    /// The only mistake of the folder: its file, its line and its kind.
    pub(crate) fn only_mistake(&self) -> (String, Option<u32>, MistakeKind) {
        let mistakes = self.mistakes();
        assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
        let mistake = mistakes.into_iter().next().unwrap();
        (mistake.file.display().to_string(), mistake.line, mistake.kind)
    }
}

/// A question of a kind, worth some points.
pub(crate) fn question(kind: QuestionKind, points: u16) -> Question {
    Question {
        key: "cle".to_owned(),
        kind,
        prompt: "Quoi ?".to_owned(),
        prompt_html: markdown::fragment("Quoi ?", Language::Fr),
        explanation_html: String::new(),
        hint_html: None,
        points,
        competences: Vec::new(),
    }
}

/// The question that one `[[question]]` table makes, its common keys filled in.
pub(crate) fn question_of(keys: &str) -> Question {
    let folder = Folder::good();
    let common = "title = \"Cas\"\n[[question]]\nkey = \"cle\"\nprompt = \"Quoi ?\"\nexplanation = \"Voilà.\"\n";
    folder.write("01-trouver-son-marche/02-etude-de-cas.exercise.toml", format!("{common}{keys}"));
    folder.read().modules[0].resources[1].body.questions()[0].clone()
}

/// The only lesson of a folder whose lesson has this text under its title.
pub(crate) fn lesson_of(body: &str) -> coursework::Lesson {
    let folder = Folder::good();
    folder.write("01-trouver-son-marche/01-lire-un-marche.md", format!("# Titre\n\n{body}"));
    let resource = folder.read().modules[0].resources[0].clone();
    match resource.body {
        coursework::ResourceBody::Lesson(lesson) => lesson,
        other => panic!("not a lesson: {other:?}"),
    }
}

/// Spoils one file and checks where the only mistake is; gives its kind.
pub(crate) fn spoiled(path: &str, from: &str, to: &str, line: u32) -> MistakeKind {
    let folder = Folder::good();
    folder.replace(path, from, to);
    let (file, found_line, kind) = folder.only_mistake();
    assert_eq!((file.as_str(), found_line), (path, Some(line)), "{kind}");
    kind
}

/// Whether a mistake is about the value of this key.
pub(crate) fn is_out_of_range(kind: &MistakeKind, expected_key: &str) -> bool {
    matches!(kind, MistakeKind::OutOfRange { key, .. } if key == expected_key)
}
