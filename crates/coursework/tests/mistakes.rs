//! Every mistake is found, with its file and its line.

use crate::shared::{ASSESSMENT_PATH, EXERCISE_PATH, Folder, LESSON_PATH, MODULE_PATH, is_out_of_range, spoiled};
use coursework::{MistakeKind, read_folder};

#[test]
fn bad_toml_is_told_with_its_line() {
    let kind = spoiled("programme.toml", "hours = 14", "hours = = 14", 5);
    assert!(matches!(kind, MistakeKind::BadToml { .. }));
}

#[test]
fn an_unknown_key_is_told_with_the_known_ones() {
    let kind = spoiled(MODULE_PATH, "deadline_days = 21", "deadline_day = 21", 5);
    assert!(
        matches!(kind, MistakeKind::UnknownKey { key, expected } if key == "deadline_day" && expected.contains("deadline_days"))
    );
    assert!(matches!(
        spoiled("programme.toml", "minimum_score_percent = 60", "minimum_score_percent = 60\nx = 1", 14),
        MistakeKind::UnknownKey { .. }
    ));
    assert!(matches!(
        spoiled(EXERCISE_PATH, "correct = true", "correct = true\ncorect = true", 12),
        MistakeKind::UnknownKey { .. }
    ));
}

#[test]
fn a_missing_key_is_told_at_its_table() {
    assert_eq!(spoiled("programme.toml", "hours = 14\n", "", 1), MistakeKind::MissingKey { key: "hours" });
    assert_eq!(
        spoiled(EXERCISE_PATH, "explanation = \"Parce que.\"\n", "", 4),
        MistakeKind::MissingKey { key: "explanation" }
    );
}

#[test]
fn a_value_of_the_wrong_type_is_told_at_its_line() {
    assert!(matches!(spoiled("programme.toml", "hours = 14", "hours = \"14\"", 5), MistakeKind::WrongType { .. }));
    assert!(matches!(spoiled("programme.toml", "\"2026-11-02\"", "2026-11-02", 6), MistakeKind::WrongType { .. }));
    assert!(matches!(
        spoiled(EXERCISE_PATH, "correct = true", "correct = true\nfeedback = 3", 12),
        MistakeKind::WrongType { .. }
    ));
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
fn what_is_no_file_cannot_be_read() {
    let folder = Folder::good();
    folder.remove("programme.toml");
    folder.write("programme.toml/x", "");
    let mistakes = folder.mistakes();
    assert!(mistakes.iter().any(|mistake| matches!(mistake.kind, MistakeKind::Unreadable { .. })), "{mistakes:#?}");
}

#[test]
fn addresses_are_unique_and_well_formed() {
    let folder = Folder::good();
    folder.write("01-trouver-son-marche/03-lire-un-marche.md", "# Encore\n\nTexte.");
    let (file, line, kind) = folder.only_mistake();
    assert_eq!((file.as_str(), line), ("01-trouver-son-marche/03-lire-un-marche.md", None));
    assert!(
        matches!(kind, MistakeKind::DuplicateSlug { slug, first } if slug == "lire-un-marche" && first == LESSON_PATH)
    );
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
fn links_of_the_file_system_are_refused_wherever_they_lead() {
    use std::os::unix::fs::symlink;
    let folder = Folder::good();
    let target = folder.path.join("01-trouver-son-marche/media/demande.svg");
    folder.write("01-trouver-son-marche/03-lien.md", "# Titre\n\n![Un dessin](media/lien.svg)");
    symlink(&target, folder.path.join("01-trouver-son-marche/media/lien.svg")).unwrap();
    assert_eq!(
        folder.only_mistake(),
        ("01-trouver-son-marche/03-lien.md".to_owned(), Some(3), MistakeKind::SymbolicLink)
    );
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
fn a_programme_has_modules_and_a_module_has_resources() {
    let folder = Folder::good();
    std::fs::remove_dir_all(folder.path.join("01-trouver-son-marche")).unwrap();
    assert_eq!(folder.only_mistake().2, MistakeKind::NoModule);
    folder.write("01-vide/module.toml", crate::shared::MODULE);
    assert_eq!(folder.only_mistake(), ("01-vide".to_owned(), None, MistakeKind::NoResource));
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
    assert_eq!(
        told[5],
        "programme.toml:9 : compétence inconnue « 9.9 » ; un numéro EntreComp de 1.1 à 3.5 est attendu"
    );
}
