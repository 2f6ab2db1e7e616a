//! Forms over the files of a programme: what is not changed stays as it was written, byte for byte.

use std::path::{Path, PathBuf};

use coursework::editing::{self, shape_of};
use coursework::editing::{
    ASSESSMENT, Direction, EXERCISE, Edit, FileKind, PROGRAMME, Paper, Piece, QUESTION_KINDS, Typed, as_edited,
    as_file, copied, counterpart, field_of, media_name, moved, new_path, outline, passages, question_shape, renamed,
    renamed_title, slug_of,
};
use coursework::{Language, Mistake, Source, Sources, folder_sources, read_folder, read_sources};
use proptest::prelude::*;

use crate::shared::{ASSESSMENT_PATH, EXERCISE_PATH, Folder, LESSON_PATH, MODULE_PATH};

fn content() -> Vec<PathBuf> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    std::fs::read_dir(content).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
}

fn paper(text: &str) -> Paper {
    Paper::read(text).unwrap_or_else(|unreadable| panic!("{unreadable:?} in {text}"))
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_programme_held_in_memory_reads_as_its_folder_does() {
    for folder in content() {
        let slug = folder.file_name().unwrap().to_str().unwrap();
        let sources = folder_sources(&folder).unwrap();
        assert_eq!(read_sources(&sources, slug).unwrap(), read_folder(&folder).unwrap());
    }
    let folder = Folder::good();
    folder.replace(EXERCISE_PATH, "explanation = \"Parce que.\"\n", "");
    folder.remove("01-trouver-son-marche/media/lina.vtt");
    let sources = folder_sources(&folder.path).unwrap();
    assert_eq!(read_sources(&sources, "creer-son-entreprise").unwrap_err(), folder.mistakes());
    assert_eq!(folder.mistakes().len(), 2);
}

#[test]
fn a_null_character_is_refused_with_its_line() {
    let folder = Folder::good();
    folder.write(LESSON_PATH, "# Titre\n\nUn \0 texte.\n");
    let (file, line, kind) = folder.only_mistake();
    assert_eq!((file.as_str(), line, kind), (LESSON_PATH, Some(3), coursework::MistakeKind::NullCharacter));
}

#[test]
fn a_form_that_is_sent_back_untouched_changes_no_byte_of_any_file_of_the_demonstration() {
    let mut questions = 0;
    for folder in content() {
        let sources = folder_sources(&folder).unwrap();
        let texts = sources.iter().filter_map(|(path, _)| Some((path, sources.text(path)?)));
        for (path, text) in texts {
            let Some(shape) = shape_of(path) else { continue };
            let mut paper = paper(text);
            let form = paper.form(&shape);
            paper.apply(&shape, &form);
            for index in 0..paper.questions().len() {
                let (kind, form) = paper.question(index).unwrap();
                paper.apply_question(Some(index), kind, &form).unwrap();
                questions += 1;
            }
            assert_eq!(paper.text(), text, "{path}");
        }
    }
    assert!(questions > 50, "{questions}");
}

#[test]
fn what_is_typed_anew_is_written_and_comments_order_and_lists_stay() {
    let text = "# Le programme.\ntitle = \"Avant\" # court\nsummary = \"S\"\nlanguage = \"fr\"\nprice_cents = 4900\nhours = 2\n\
                updated_on = \"2026-11-02\"\naudience = \"A\"\nprerequisites = \"P\"\nobjectives = [\n  # le premier\n  \"Un\",\n  \
                \"Deux\",\n]\ncompetences = [\"1.1\"]\n";
    let mut paper = paper(text);
    let mut form = paper.form(&PROGRAMME);
    assert_eq!((form.get("price_cents"), form.get("objectives")), ("49", "Un\nDeux"));
    form.set("title", "Après « tout »");
    form.set("price_cents", "49,5");
    form.set("objectives", "Un\nDeux et demi\nTrois\n");
    form.set("certificate.minimum_score_percent", "60");
    form.set("hours", "deux");
    paper.apply(&PROGRAMME, &form);
    let changed = paper.text();
    for kept in ["# Le programme.\ntitle = \"Après « tout »\" # court\n", "price_cents = 4950\n", "hours = \"deux\"\n"]
    {
        assert!(changed.contains(kept), "{changed}");
    }
    assert!(changed.contains("[\n  # le premier\n  \"Un\",\n  \"Deux et demi\",\n  \"Trois\",\n]"), "{changed}");
    assert!(changed.ends_with("\n[certificate]\nminimum_score_percent = 60\n"), "{changed}");
    form.set("certificate.minimum_score_percent", "");
    paper.apply(&PROGRAMME, &form);
    assert!(!paper.text().contains("certificate"), "{}", paper.text());
}

/// A form filled in as a person would, for each kind of question.
fn filled(kind: &str) -> Typed {
    let mut form = typed(&[
        ("key", "question"),
        ("prompt", "Combien ?\n\n$\\frac{1}{2}$"),
        ("explanation", "Parce que \"c'est\" ainsi."),
        ("hint", "Pensez-y."),
        ("points", "2"),
        ("competences", "1.1, 2.4"),
    ]);
    let own: &[(&str, &str)] = match kind {
        "choice" | "choices" => &[
            ("option.0.text", "Oui"),
            ("option.0.correct", "true"),
            ("option.1.text", "Non"),
            ("option.1.feedback", "Presque."),
            ("option.2.text", ""),
        ],
        "number" => &[("answer", "1250,5"), ("unit", "€"), ("tolerance", "0,1")],
        "text" => &[("accepted", "point mort\nseuil de rentabilité")],
        "order" => &[("items", "Écouter\nChiffrer\nVendre")],
        "match" => &[
            ("pair.0.left", "A"),
            ("pair.0.right", "1"),
            ("pair.1.left", "B"),
            ("pair.1.right", "2"),
            ("pair.2.left", "C"),
            ("pair.2.right", "3"),
        ],
        "fill" => &[("text", "Le [[seuil|point mort]] est atteint.")],
        _ => &[
            ("points", ""),
            ("minimum_words", "150"),
            ("criterion.0.title", "Clarté"),
            ("criterion.0.description", "On comprend."),
            ("criterion.0.points", "4"),
        ],
    };
    for (name, value) in own {
        form.set(*name, *value);
    }
    form
}

#[test]
fn a_question_of_every_kind_is_written_by_form_and_read_back() {
    for kind in QUESTION_KINDS {
        let folder = Folder::good();
        let mut paper = paper(&std::fs::read_to_string(folder.path.join(EXERCISE_PATH)).unwrap());
        paper.apply_question(None, kind, &filled(kind)).unwrap();
        folder.write(EXERCISE_PATH, paper.text());
        let programme = folder.read();
        let question = programme.modules[0].resources[1].body.questions()[1].clone();
        assert_eq!((question.kind.name(), question.key.as_str()), (kind, "question"));
        assert_eq!(question.points, if kind == "essay" { 4 } else { 2 });
        assert!(question.prompt.contains("\\frac{1}{2}"), "{}", question.prompt);
        let again = paper.question(1).unwrap();
        let mut expected = filled(kind);
        expected.set("option.1.correct", "");
        assert_eq!(again.0, kind);
        for field in question_shape(kind).unwrap().fields {
            assert_eq!(again.1.get(field.key), expected.get(field.key), "{kind} {}", field.key);
        }
    }
}

#[test]
fn questions_move_are_copied_change_kind_and_go() {
    let mut paper = paper(crate::shared::ASSESSMENT);
    let keys = |paper: &Paper| paper.questions().iter().map(|one| one.key.clone()).collect::<Vec<_>>().join(" ");
    paper.apply_question(None, "choice", &filled("choice")).unwrap();
    assert_eq!(keys(&paper), "seuil mot question");
    paper.move_question(2, Direction::Up).unwrap();
    paper.move_question(0, Direction::Down).unwrap();
    assert!(paper.move_question(0, Direction::Up).is_none() && paper.move_question(2, Direction::Down).is_none());
    paper.duplicate_question(0, "copie").unwrap();
    let text = paper.text();
    let mut paper = self::paper(&text);
    assert_eq!(keys(&paper), "question copie seuil mot", "the file says the order too: {text}");
    assert_eq!(paper.question(1).unwrap().1.get("option.1.feedback"), "Presque.", "options went with their question");
    let (_, mut form) = paper.question(0).unwrap();
    form.set("answer", "12");
    paper.apply_question(Some(0), "number", &form).unwrap();
    let text = paper.text();
    assert_eq!(text.matches("option").count(), 2, "the options of the copy alone are left: {text}");
    for _ in 0..4 {
        paper.remove_question(0).unwrap();
    }
    assert!(paper.remove_question(0).is_none());
    assert!(!paper.text().contains("question"), "{}", paper.text());
}

/// The field in which the only mistake of a spoiled file is.
fn field(path: &str, from: &str, to: &str) -> String {
    let folder = Folder::good();
    folder.replace(path, from, to);
    let mistakes: Vec<Mistake> = folder.mistakes();
    let text = std::fs::read_to_string(folder.path.join(path)).unwrap();
    field_of(&text, &mistakes[0]).unwrap()
}

#[test]
fn a_mistake_names_its_field() {
    assert_eq!(field("programme.toml", "hours = 14", "hours = 0"), "hours");
    assert_eq!(field("programme.toml", "hours = 14\n", ""), "hours");
    assert_eq!(field("programme.toml", "percent = 60", "percent = 600"), "certificate.minimum_score_percent");
    assert_eq!(field("programme.toml", "[\"1.1\", \"2.4\"]", "[\"1.1\", \"9.9\"]"), "competences");
    assert_eq!(field(MODULE_PATH, "strategic", "magic"), "dimension");
    assert_eq!(field(ASSESSMENT_PATH, "draw = 1", "draw = 5"), "draw");
    assert_eq!(field(ASSESSMENT_PATH, "answer = 6000", "answer = \"six\""), "question.0.answer");
    assert_eq!(field(ASSESSMENT_PATH, "key = \"mot\"", "key = \"seuil\""), "question.1.key");
    assert_eq!(field(EXERCISE_PATH, "correct = true\n", ""), "question.0.option");
    assert_eq!(field(EXERCISE_PATH, "text = \"20 €\"", "text = \"\""), "question.0.option.1.text");
    assert_eq!(field(EXERCISE_PATH, "\"Parce que.\"", "\"<b>Parce</b> que.\""), "question.0.explanation");
}

#[test]
fn a_text_comes_back_from_a_field_with_its_own_line_ends_and_mark() {
    let windows = "\u{feff}# Titre\r\n\r\nTexte.\r\n";
    assert_eq!(as_edited(windows), "# Titre\n\nTexte.\n");
    assert_eq!(as_file(windows, "# Titre\r\n\r\nTexte.\r\n"), windows, "a browser sends CR LF");
    assert_eq!(as_file(windows, "# Titre\n\nAutre.\n"), "\u{feff}# Titre\r\n\r\nAutre.\r\n");
    assert_eq!(as_file("# T\n\nA\n", "# T\r\n\r\nB\r\n"), "# T\n\nB\n");
}

fn paths() -> Vec<&'static str> {
    vec![
        "programme.toml",
        "01-a/module.toml",
        "01-a/01-lire.md",
        "01-a/02-faire.exercise.toml",
        "01-a/09-fin.assessment.toml",
        "01-a/media/x.png",
        "02-b/module.toml",
        "02-b/01-lire.md",
    ]
}

fn pairs(moves: &[(String, String)]) -> Vec<(&str, &str)> {
    moves.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect()
}

#[test]
fn moving_changes_two_numbers_and_keeps_every_address() {
    let all = paths();
    assert_eq!(
        pairs(&moved(&all, "01-a/02-faire.exercise.toml", Direction::Down)),
        [
            ("01-a/02-faire.exercise.toml", "01-a/09-faire.exercise.toml"),
            ("01-a/09-fin.assessment.toml", "01-a/02-fin.assessment.toml")
        ]
    );
    assert!(moved(&all, "01-a/01-lire.md", Direction::Up).is_empty());
    assert!(moved(&all, "03-c", Direction::Up).is_empty());
    let modules = moved(&all, "02-b", Direction::Up);
    assert_eq!(modules.len(), 7, "every file of both modules: {modules:?}");
    assert!(pairs(&modules).contains(&("01-a/media/x.png", "02-a/media/x.png")));
    let same = ["01-a/01-x.md", "01-a/01-y.md", "01-a/01-z.md"];
    assert_eq!(
        pairs(&moved(&same, "01-a/01-x.md", Direction::Down)),
        [("01-a/01-x.md", "01-a/02-x.md"), ("01-a/01-z.md", "01-a/03-z.md")],
        "equal numbers are told apart"
    );
}

#[test]
fn a_new_name_is_free_and_a_taken_one_is_refused() {
    let all = paths();
    assert_eq!(new_path(&all, "01-a", "lire", FileKind::Lesson).unwrap(), "01-a/10-lire-2.md");
    assert_eq!(new_path(&all, "", "c", FileKind::Other).unwrap(), "03-c");
    assert_eq!(pairs(&renamed(&all, "01-a/01-lire.md", "lu").unwrap()), [("01-a/01-lire.md", "01-a/01-lu.md")]);
    assert!(renamed(&all, "01-a/01-lire.md", "faire").is_err());
    assert_eq!(renamed(&all, "02-b", "c").unwrap().len(), 2);
    assert!(renamed(&all, "02-b", "a").is_err());
    assert_eq!(pairs(&copied(&all, "01-a/01-lire.md").unwrap()), [("01-a/01-lire.md", "01-a/10-lire-copie.md")]);
    assert_eq!(copied(&all, "02-b").unwrap().len(), 2);
    assert!(new_path(&["99-z/module.toml"], "", "a", FileKind::Other).is_err(), "two digits write no hundred");
    let moved_away = ["02-a/03-lire.md", "02-a/04-autre.md"];
    assert_eq!(counterpart(moved_away.into_iter(), "01-a/01-lire.md"), Some("02-a/03-lire.md"));
    assert_eq!(counterpart(moved_away.into_iter(), "01-a/01-partie.md"), None);
}

#[test]
fn names_are_made_from_titles_and_files() {
    assert_eq!(slug_of("L’œuvre d'Élodie : 100 % — vraie ?"), "l-oeuvre-d-elodie-100-vraie");
    assert_eq!(slug_of("!!!"), "sans-titre");
    assert!(coursework::is_slug(&slug_of(&"mot ".repeat(60))));
    assert_eq!(media_name("C:\\images\\Ma Courbe.PNG").as_deref(), Some("ma-courbe.png"));
    assert_eq!(media_name("page.html"), None);
    assert_eq!(media_name("sans-suffixe"), None);
    assert_eq!(renamed_title("01-a/01-b.md", "# Titre\n\nTexte.\n", "(copie)"), "# Titre (copie)\n\nTexte.\n");
    assert!(renamed_title("01-a/module.toml", "title = \"M\" # m\n", "(copie)").contains("\"M (copie)\" # m"));
}

#[test]
fn what_is_begun_is_right_from_the_start_in_both_languages() {
    for language in [Language::Fr, Language::En] {
        let mut sources: Sources = editing::programme("Vendre \"bien\"", language, "2026-11-23")
            .into_iter()
            .map(|(path, text)| (path, Source::Text(text)))
            .collect();
        let folder = outline(&sources).modules[0].folder.clone();
        sources.put(format!("{folder}/02-e.exercise.toml"), Source::Text(editing::exercise("E", language)));
        sources.put(format!("{folder}/03-a.assessment.toml"), Source::Text(editing::assessment("A", language)));
        let programme = read_sources(&sources, "vendre").unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
        assert_eq!((programme.title.contains("bien"), programme.language), (true, language));
    }
}

#[test]
fn an_outline_stands_even_where_files_are_wrong() {
    let folder = Folder::good();
    folder.write(MODULE_PATH, "title = ");
    folder.write("01-trouver-son-marche/03-autre.md", "Sans titre.\n");
    let outline = outline(&folder_sources(&folder.path).unwrap());
    let module = &outline.modules[0];
    assert_eq!((module.title.as_str(), module.slug.as_str()), ("trouver-son-marche", "trouver-son-marche"));
    let titles: Vec<&str> = module.resources.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["Lire un marché", "Étude de cas", "autre", "Évaluation"]);
    assert_eq!(module.media.len(), 3);
}

#[test]
fn a_difference_is_told_word_by_word() {
    let old = "# Titre\n\nLe marché est petit.\n\nFin.\n";
    let new = "# Titre\n\nLe marché est grand.\n\nFin.\nPlus.\n";
    let pieces: Vec<Piece> = passages(old, new).into_iter().flat_map(|passage| passage.pieces).collect();
    assert!(pieces.contains(&Piece::Removed("petit.".to_owned())), "{pieces:?}");
    assert!(pieces.contains(&Piece::Added("grand.".to_owned())), "{pieces:?}");
    assert!(pieces.contains(&Piece::Added("Plus.\n".to_owned())), "{pieces:?}");
    assert_eq!(passages(old, old), []);
}

proptest! {
    /// Whatever is typed into a form of text is read back as it was typed.
    #[test]
    fn what_is_typed_is_read_back(title in "[^\\x00-\\x1f\\x7f]{0,40}", prompt in "[^\\x00-\\x08\\x0b-\\x1f\\x7f]{1,80}") {
        let mut paper = paper(crate::shared::EXERCISE);
        paper.apply(&EXERCISE, &typed(&[("title", &title), ("introduction", &prompt)]));
        let again = self::paper(&paper.text());
        let form = again.form(&EXERCISE);
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(one_line(form.get("title")), one_line(&title));
        if prompt.trim().is_empty() {
            prop_assert_eq!(form.get("introduction"), "");
        } else {
            prop_assert_eq!(form.get("introduction"), prompt.as_str());
        }
        prop_assert_eq!(again.questions().len(), 1);
    }

    /// Both texts can be put together again from their difference with as much around it as there is.
    #[test]
    fn a_difference_loses_no_word(old in "([a-c] ?){0,12}\n([a-c] ?){0,12}\n", new in "([a-c] ?){0,12}\n([a-c] ?){0,12}\n") {
        let (mut older, mut newer) = (String::new(), String::new());
        for piece in passages(&old, &new).into_iter().flat_map(|passage| passage.pieces) {
            match piece {
                Piece::Same(text) => { older.push_str(&text); newer.push_str(&text); }
                Piece::Added(text) => newer.push_str(&text),
                Piece::Removed(text) => older.push_str(&text),
            }
        }
        if old != new {
            prop_assert_eq!((older, newer), (old, new));
        }
    }
}

#[test]
fn two_changes_of_one_file_are_both_kept_unless_they_are_of_one_field() {
    let base = crate::shared::ASSESSMENT;
    let form = |index: usize, field: &str, value: &str| {
        let (kind, mut typed) = paper(base).question(index).unwrap();
        typed.set(field, value);
        Edit::Question { index: Some(index), kind: kind.to_owned(), typed }
    };
    let theirs = form(0, "unit", "jours").apply(ASSESSMENT_PATH, base).unwrap();
    let theirs = Edit::MoveQuestion(0, Direction::Down).apply(ASSESSMENT_PATH, &theirs).unwrap();
    let both = form(0, "answer", "12").merge(ASSESSMENT_PATH, base, &theirs).unwrap();
    assert!(both.contains("answer = 12") && both.contains("jours"), "{both}");
    assert_eq!(paper(&both).questions()[0].key, "mot", "and the move");
    assert_eq!(form(0, "unit", "mois").merge(ASSESSMENT_PATH, base, &theirs), None, "the same field");
    assert!(form(0, "unit", "jours").merge(ASSESSMENT_PATH, base, &theirs).is_some(), "unless it says the same");
    assert_eq!(Edit::RemoveQuestion(0).merge(ASSESSMENT_PATH, base, &theirs), None, "it was written in meanwhile");
    let removed = Edit::RemoveQuestion(1).merge(ASSESSMENT_PATH, base, &theirs).unwrap();
    assert!(!removed.contains("mot") && removed.contains("jours"));
    assert_eq!(form(1, "accepted", "x").merge(ASSESSMENT_PATH, base, &removed), None, "it is gone");
    assert_eq!(Edit::Text("x".to_owned()).merge(ASSESSMENT_PATH, base, &theirs), None);
    let head = |field: &str, value: &str| {
        let mut typed = paper(base).form(&ASSESSMENT);
        typed.set(field, value);
        Edit::Form(typed)
    };
    let both = head("draw", "2").merge(ASSESSMENT_PATH, base, &theirs).unwrap();
    assert!(both.contains("draw = 2") && both.contains("jours"));
}

#[test]
fn options_are_one_field_to_two_people() {
    let base = crate::shared::EXERCISE;
    let with = |changes: &[(&str, &str)]| {
        let (kind, mut typed) = paper(base).question(0).unwrap();
        for (name, value) in changes {
            typed.set(*name, *value);
        }
        Edit::Question { index: Some(0), kind: kind.to_owned(), typed }
    };
    let theirs = with(&[("option.2.text", "30 €")]).apply(EXERCISE_PATH, base).unwrap();
    let both = with(&[("prompt", "Quel prix demander ?")]).merge(EXERCISE_PATH, base, &theirs).unwrap();
    assert!(both.contains("30 €") && both.contains("Quel prix demander ?"), "{both}");
    assert_eq!(with(&[("option.0.text", "11 €")]).merge(EXERCISE_PATH, base, &theirs), None);
}
