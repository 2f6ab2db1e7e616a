//! Every mistake is found, with its file and its line.

mod shared;

use coursework::{MistakeKind, read_folder};
use shared::Folder;

const LESSON_PATH: &str = "01-trouver-son-marche/01-lire-un-marche.md";
const EXERCISE_PATH: &str = "01-trouver-son-marche/02-etude-de-cas.exercise.toml";
const ASSESSMENT_PATH: &str = "01-trouver-son-marche/09-evaluation.assessment.toml";
const MODULE_PATH: &str = "01-trouver-son-marche/module.toml";

/// Spoils one file and checks where the only mistake is; gives its kind.
fn spoiled(path: &str, from: &str, to: &str, line: u32) -> MistakeKind {
    let folder = Folder::good();
    folder.replace(path, from, to);
    let (file, found_line, kind) = folder.only_mistake();
    assert_eq!((file.as_str(), found_line), (path, Some(line)), "{kind}");
    kind
}

/// Writes a lesson with this text from its third line and gives its only mistake, with its line.
fn lesson_mistake(body: &str) -> (u32, MistakeKind) {
    let folder = Folder::good();
    folder.write(LESSON_PATH, format!("# Titre\n\n{body}"));
    let (file, line, kind) = folder.only_mistake();
    assert_eq!(file, LESSON_PATH);
    (line.unwrap(), kind)
}

/// Writes an exercise whose question begins on line 2 with `key`, `prompt`, `explanation`, then these keys from line 6.
fn question_mistake(keys: &str) -> (u32, MistakeKind) {
    let folder = Folder::good();
    let common = "title = \"Cas\"\n[[question]]\nkey = \"cle\"\nprompt = \"Quoi ?\"\nexplanation = \"Voilà.\"\n";
    folder.write(EXERCISE_PATH, format!("{common}{keys}"));
    let (file, line, kind) = folder.only_mistake();
    assert_eq!(file, EXERCISE_PATH);
    (line.unwrap(), kind)
}

fn is_out_of_range(kind: &MistakeKind, expected_key: &str) -> bool {
    matches!(kind, MistakeKind::OutOfRange { key, .. } if key == expected_key)
}

#[test]
fn bad_toml_is_told_with_its_line() {
    let kind = spoiled("programme.toml", "hours = 14", "hours = = 14", 5);
    assert!(matches!(kind, MistakeKind::BadToml { .. }));
}

#[test]
fn an_unknown_key_is_told_with_the_known_ones() {
    let kind = spoiled(MODULE_PATH, "deadline_days = 21", "deadline_day = 21", 5);
    assert!(matches!(kind, MistakeKind::UnknownKey { key, expected } if key == "deadline_day" && expected.contains("deadline_days")));
    assert!(matches!(spoiled("programme.toml", "minimum_score_percent = 60", "minimum_score_percent = 60\nx = 1", 14), MistakeKind::UnknownKey { .. }));
    assert!(matches!(spoiled(EXERCISE_PATH, "correct = true", "correct = true\ncorect = true", 12), MistakeKind::UnknownKey { .. }));
}

#[test]
fn a_missing_key_is_told_at_its_table() {
    assert_eq!(spoiled("programme.toml", "hours = 14\n", "", 1), MistakeKind::MissingKey { key: "hours" });
    assert_eq!(spoiled(EXERCISE_PATH, "explanation = \"Parce que.\"\n", "", 4), MistakeKind::MissingKey { key: "explanation" });
}

#[test]
fn a_value_of_the_wrong_type_is_told_at_its_line() {
    assert!(matches!(spoiled("programme.toml", "hours = 14", "hours = \"14\"", 5), MistakeKind::WrongType { .. }));
    assert!(matches!(spoiled("programme.toml", "\"2026-11-02\"", "2026-11-02", 6), MistakeKind::WrongType { .. }));
    assert!(matches!(spoiled(EXERCISE_PATH, "correct = true", "correct = true\nfeedback = 3", 12), MistakeKind::WrongType { .. }));
}

#[test]
fn a_value_out_of_range_is_told_at_its_line() {
    assert!(is_out_of_range(&spoiled("programme.toml", "price_cents = 4900", "price_cents = -1", 4), "price_cents"));
    assert!(is_out_of_range(&spoiled("programme.toml", "\"fr\"", "\"de\"", 3), "language"));
    assert!(is_out_of_range(&spoiled("programme.toml", "2026-11-02", "2026-02-29", 6), "updated_on"));
    assert!(is_out_of_range(&spoiled(MODULE_PATH, "\"strategic\"", "\"tactical\"", 3), "dimension"));
    assert!(is_out_of_range(&spoiled(ASSESSMENT_PATH, "pass_percent = 60", "pass_percent = 101", 5), "pass_percent"));
    assert!(is_out_of_range(&spoiled("programme.toml", "\"Une phrase.\"", "\" \"", 2), "summary"));
}

#[test]
fn the_twenty_ninth_of_february_exists_in_leap_years() {
    let folder = Folder::good();
    folder.replace("programme.toml", "2026-11-02", "2028-02-29");
    assert_eq!(folder.read().updated_on, "2028-02-29");
}

#[test]
fn an_unknown_competence_is_told() {
    let kind = spoiled("programme.toml", "\"2.4\"", "\"2.6\"", 10);
    assert_eq!(kind, MistakeKind::UnknownCompetence { code: "2.6".to_owned() });
}

#[test]
fn missing_files_are_told() {
    let folder = Folder::good();
    folder.remove("programme.toml");
    assert!(matches!(folder.only_mistake(), (file, None, MistakeKind::MissingFile { .. }) if file == "programme.toml"));
    let folder = Folder::good();
    folder.remove(MODULE_PATH);
    assert!(matches!(folder.only_mistake(), (file, None, MistakeKind::MissingFile { .. }) if file == MODULE_PATH));
    let folder = Folder::good();
    folder.remove("01-trouver-son-marche/media/demande.svg");
    assert!(matches!(folder.only_mistake(), (file, Some(7), MistakeKind::MissingFile { .. }) if file == LESSON_PATH));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let mistakes = read_folder(&Folder::good().path.join("absent")).unwrap_err();
    assert!(mistakes.iter().any(|mistake| matches!(mistake.kind, MistakeKind::Unreadable { .. })));
}

#[test]
fn addresses_are_unique_and_well_formed() {
    let folder = Folder::good();
    folder.write("01-trouver-son-marche/03-lire-un-marche.md", "# Encore\n\nTexte.");
    let (file, line, kind) = folder.only_mistake();
    assert_eq!((file.as_str(), line), ("01-trouver-son-marche/03-lire-un-marche.md", None));
    assert!(matches!(kind, MistakeKind::DuplicateSlug { slug, first } if slug == "lire-un-marche" && first == LESSON_PATH));
    for name in ["lecture.md", "1-x.md", "03-Écrire.md", "03-a--b.md", "03-.md", "003-a.md", "+3-a.md"] {
        let folder = Folder::good();
        folder.write(&format!("01-trouver-son-marche/{name}"), "# Titre\n\nTexte.");
        assert!(matches!(folder.only_mistake().2, MistakeKind::BadSlug { .. }), "{name}");
    }
}

#[test]
fn the_name_of_the_folder_is_an_address_too() {
    let folder = Folder::good();
    let renamed = folder.path.with_file_name("Créer");
    std::fs::rename(&folder.path, &renamed).unwrap();
    let mistakes = read_folder(&renamed).unwrap_err();
    assert!(matches!(&mistakes[..], [mistake] if matches!(mistake.kind, MistakeKind::BadSlug { .. })));
}

#[test]
fn a_file_that_would_be_ignored_is_told() {
    for path in ["notes.txt", "01-trouver-son-marche/03-cas.exercice.toml", "01-trouver-son-marche/brouillons/x.md"] {
        let folder = Folder::good();
        folder.write(path, "x");
        assert_eq!(folder.only_mistake().2, MistakeKind::UnexpectedFile, "{path}");
    }
}

#[test]
fn a_question_key_is_used_once() {
    let kind = spoiled(ASSESSMENT_PATH, "key = \"mot\"", "key = \"seuil\"", 17);
    assert_eq!(kind, MistakeKind::DuplicateQuestionKey { key: "seuil".to_owned(), first_line: 7 });
}

#[test]
fn nothing_leads_out_of_the_folder() {
    for path in ["../secret.svg", "media/../../secret.svg", "/etc/x.svg", "https://ailleurs.fr/x.svg", "media\\\\..\\\\x.svg"] {
        let (line, kind) = lesson_mistake(&format!("![Un dessin]({path})"));
        assert_eq!(line, 3);
        assert!(matches!(kind, MistakeKind::EscapingPath { .. }), "{path}: {kind}");
    }
}

#[cfg(unix)]
#[test]
fn links_of_the_file_system_are_refused_wherever_they_lead() {
    use std::os::unix::fs::symlink;
    let folder = Folder::good();
    let target = folder.path.join("01-trouver-son-marche/media/demande.svg");
    folder.write("01-trouver-son-marche/03-lien.md", "# Titre\n\n![Un dessin](media/lien.svg)");
    symlink(&target, folder.path.join("01-trouver-son-marche/media/lien.svg")).unwrap();
    assert_eq!(folder.only_mistake(), ("01-trouver-son-marche/03-lien.md".to_owned(), Some(3), MistakeKind::SymbolicLink));
    let folder = Folder::good();
    symlink(folder.path.join(LESSON_PATH), folder.path.join("01-trouver-son-marche/03-lien.md")).unwrap();
    symlink(folder.path.join("01-trouver-son-marche"), folder.path.join("02-lien")).unwrap();
    let kinds: Vec<_> = folder.mistakes().into_iter().map(|mistake| mistake.kind).collect();
    assert_eq!(kinds, [MistakeKind::SymbolicLink, MistakeKind::SymbolicLink]);
}

#[test]
fn files_over_their_limit_are_refused() {
    let folder = Folder::good();
    folder.write(LESSON_PATH, format!("# Titre\n\n{}", "a ".repeat(524_288)));
    assert!(matches!(folder.only_mistake().2, MistakeKind::TooLarge { limit_bytes: 1_048_576, .. }));
    let folder = Folder::good();
    let film = std::fs::File::create(folder.path.join("01-trouver-son-marche/media/lina.mp4")).unwrap();
    film.set_len(512 * 1024 * 1024 + 1).unwrap();
    let (file, line, kind) = folder.only_mistake();
    assert_eq!((file.as_str(), line), (LESSON_PATH, Some(9)));
    assert!(matches!(kind, MistakeKind::TooLarge { limit_bytes: 536_870_912, .. }));
}

#[test]
fn a_text_in_another_encoding_is_told_at_the_line_of_its_first_bad_byte() {
    let folder = Folder::good();
    folder.write(LESSON_PATH, b"# Titre\n\nUn march\xe9.\n");
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), Some(3), MistakeKind::NotUtf8));
}

#[test]
fn what_is_seen_or_heard_needs_words() {
    let (line, kind) = lesson_mistake("Texte.\n\n![](media/demande.svg)");
    assert_eq!((line, kind), (5, MistakeKind::MissingAlternativeText { path: "media/demande.svg".to_owned() }));
    let folder = Folder::good();
    folder.remove("01-trouver-son-marche/media/lina.vtt");
    let expected = MistakeKind::MissingCaptions { path: "media/lina.mp4".to_owned(), expected: "media/lina.vtt".to_owned() };
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), Some(9), expected));
}

#[test]
fn html_is_refused_once_a_line() {
    let (line, kind) = lesson_mistake("Un <b>mot</b> gras.");
    assert_eq!((line, kind), (3, MistakeKind::RawHtml { html: "<b>".to_owned() }));
    let (line, kind) = lesson_mistake("Texte.\n\n<div>\nbloc\n</div>\n");
    assert_eq!((line, kind), (5, MistakeKind::RawHtml { html: "<div>".to_owned() }));
    assert!(matches!(lesson_mistake("<!-- note -->").1, MistakeKind::RawHtml { .. }));
}

#[test]
fn links_are_encrypted_or_inside() {
    let (line, kind) = lesson_mistake("Texte,\nvoir [ici](http://exemple.fr).");
    assert_eq!((line, kind), (4, MistakeKind::InsecureLink { url: "http://exemple.fr".to_owned() }));
    for url in ["javascript:alert(1)", "//exemple.fr", "autre.md", "/\\exemple.fr", "data:text/html,x", "#", "https:exemple.fr"] {
        assert!(matches!(lesson_mistake(&format!("[ici]({url})")).1, MistakeKind::BadLink { .. }), "{url}");
    }
}

#[test]
fn other_mistakes_of_a_lesson_are_told() {
    assert_eq!(lesson_mistake("Texte.\n\n# Encore"), (5, MistakeKind::SecondTitle));
    assert!(matches!(lesson_mistake("Texte.\n\n$\\frac{1$"), (5, MistakeKind::BadMathematics { .. })));
    assert!(matches!(lesson_mistake("![Un plan](media/plan.pdf)"), (3, MistakeKind::UnknownMedia { .. })));
    assert_eq!(lesson_mistake("Un fait[^a]."), (3, MistakeKind::LonelyFootnote { label: "a".to_owned() }));
    assert_eq!(lesson_mistake("Un fait.\n\n[^a]: Source."), (5, MistakeKind::LonelyFootnote { label: "a".to_owned() }));
    let folder = Folder::good();
    folder.write(LESSON_PATH, "Pas de titre.\n");
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), Some(1), MistakeKind::MissingTitle));
    folder.write(LESSON_PATH, "# Titre\n\n");
    assert_eq!(folder.only_mistake(), (LESSON_PATH.to_owned(), None, MistakeKind::EmptyLesson));
}

#[test]
fn an_assessment_draws_from_a_bank_that_suffices_and_holds_no_essay() {
    let kind = spoiled(ASSESSMENT_PATH, "draw = 1", "draw = 3", 3);
    assert_eq!(kind, MistakeKind::DrawLargerThanBank { draw: 3, bank: 2 });
    let essay = "kind = \"essay\"\nminimum_words = 10\n[[question.criterion]]\ntitle = \"A\"\ndescription = \"B\"\npoints = 2\n";
    let folder = Folder::good();
    folder.replace(ASSESSMENT_PATH, "[[question]]\nkey = \"mot\"\nkind = \"text\"\nprompt = \"Le mot ?\"\naccepted = [\"point mort\"]\nexplanation = \"C'est lui.\"\n", &format!("[[question]]\nkey = \"mot\"\nprompt = \"?\"\nexplanation = \"!\"\n{essay}"));
    assert_eq!(folder.only_mistake(), (ASSESSMENT_PATH.to_owned(), Some(16), MistakeKind::EssayInAssessment));
}

#[test]
fn a_programme_has_modules_and_a_module_has_resources() {
    let folder = Folder::good();
    std::fs::remove_dir_all(folder.path.join("01-trouver-son-marche")).unwrap();
    assert_eq!(folder.only_mistake().2, MistakeKind::NoModule);
    folder.write("01-vide/module.toml", shared::MODULE);
    assert_eq!(folder.only_mistake(), ("01-vide".to_owned(), None, MistakeKind::NoResource));
}

#[test]
fn questions_that_cannot_be_asked_are_told() {
    let choice = |right: [bool; 2]| {
        format!("kind = \"choice\"\n[[question.option]]\ntext = \"a\"\ncorrect = {}\n[[question.option]]\ntext = \"b\"\ncorrect = {}\n", right[0], right[1])
    };
    assert!(is_out_of_range(&question_mistake(&choice([true, true])).1, "option"));
    assert!(is_out_of_range(&question_mistake(&choice([false, false])).1, "option"));
    assert!(is_out_of_range(&question_mistake(&choice([true, true]).replace("choice", "choices")).1, "option"));
    let (line, kind) = question_mistake("kind = \"order\"\nitems = [\"a\", \"b\"]");
    assert_eq!(line, 7);
    assert!(is_out_of_range(&kind, "items"));
    assert!(is_out_of_range(&question_mistake("kind = \"order\"\nitems = [\"a\", \"b\", \"A\"]").1, "items"));
    let pairs = "kind = \"match\"\npair = [{left=\"a\",right=\"x\"},{left=\"b\",right=\"y\"},{left=\"c\",right=\"x\"}]";
    assert!(is_out_of_range(&question_mistake(pairs).1, "pair"));
    for text in ["sans trou", "[[]]", "[[a|]]", "[[a", "a]]", "[[a[[b]]"] {
        assert!(is_out_of_range(&question_mistake(&format!("kind = \"fill\"\ntext = \"{text}\"")).1, "text"), "{text}");
    }
    assert!(is_out_of_range(&question_mistake("kind = \"number\"\nanswer = 3\ntolerance = -1").1, "tolerance"));
    assert!(is_out_of_range(&question_mistake("kind = \"number\"\nanswer = inf").1, "answer"));
    assert!(matches!(question_mistake("kind = \"quiz\"\nx = 1"), (6, MistakeKind::UnknownQuestionKind { .. })));
}

#[test]
fn mistakes_in_markdown_of_toml_have_the_line_of_the_text() {
    let (line, kind) = question_mistake("kind = \"text\"\naccepted = [\"a\"]\nhint = \"\"\"\nUn\n\n<b>mot</b>\n\"\"\"\n");
    assert_eq!((line, kind), (11, MistakeKind::RawHtml { html: "<b>".to_owned() }));
    let (line, _) = question_mistake("kind = \"text\"\naccepted = [\"a\"]\nhint = \"Un\\n\\n[lien](http://x.fr)\"\n");
    assert_eq!(line, 8);
    let (line, kind) = question_mistake("kind = \"text\"\naccepted = [\"a\"]\nhint = \"![Un dessin](media/absent.svg)\"\n");
    assert_eq!(line, 8);
    assert!(matches!(kind, MistakeKind::MissingFile { .. }));
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_files() {
    let folder = Folder::good();
    folder.replace("programme.toml", "hours = 14\n", "");
    folder.replace("programme.toml", "\"1.1\"", "\"9.9\"");
    folder.replace(EXERCISE_PATH, "kind = \"choice\"", "kind = \"quiz\"");
    folder.write(LESSON_PATH, "# T\n\n<i>a</i>\n\n![](media/rien.svg)\n");
    let told: Vec<String> = folder.mistakes().iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 6, "{told:#?}");
    assert_eq!(told[0], format!("{LESSON_PATH}:3 : HTML brut « <i> » ; du Markdown est attendu"));
    assert_eq!(told[5], "programme.toml:9 : compétence inconnue « 9.9 » ; un numéro EntreComp de 1.1 à 3.5 est attendu");
}
