//! A programme folder that is right gives its programme.

use crate::shared::{Folder, LESSON, question_of};
use coursework::{Competence, Dimension, Language, MediaKind, QuestionKind, ResourceBody};

#[test]
fn a_good_folder_gives_its_programme() {
    let programme = Folder::good().read();
    assert_eq!(programme.slug, "creer-son-entreprise");
    assert_eq!(programme.title, "Créer son entreprise, de l’idée au premier client");
    assert_eq!((programme.price_cents, programme.hours, programme.language), (4900, 14, Language::Fr));
    assert_eq!(programme.updated_on, "2026-11-02");
    assert_eq!(programme.objectives.len(), 2);
    assert_eq!(programme.competences, [Competence::parse("1.1").unwrap(), Competence::parse("2.4").unwrap()]);
    assert_eq!(programme.certificate.map(|rule| rule.minimum_score_percent), Some(60));
    let module = &programme.modules[0];
    assert_eq!((module.slug.as_str(), module.dimension), ("trouver-son-marche", Dimension::Strategic));
    assert_eq!((module.deadline_days, module.partner.as_deref()), (Some(21), Some("un-partenaire")));
    let slugs: Vec<&str> = module.resources.iter().map(|resource| resource.slug.as_str()).collect();
    assert_eq!(slugs, ["lire-un-marche", "etude-de-cas", "evaluation"]);
}

#[test]
fn a_lesson_lists_its_media_with_captions_and_sizes() {
    let programme = Folder::good().read();
    let media = programme.modules[0].resources[0].body.media();
    let listed: Vec<_> = media.iter().map(|file| (file.name.as_str(), file.kind, file.size_bytes)).collect();
    assert_eq!(
        listed,
        [("demande.svg", MediaKind::Image, 6), ("lina.mp4", MediaKind::Video, 4), ("lina.vtt", MediaKind::Captions, 6)]
    );
    assert_eq!(media[0].path_in_folder.to_str(), Some("01-trouver-son-marche/media/demande.svg"));
    assert_eq!(media[2].content_type(), "text/vtt");
}

#[test]
fn an_assessment_keeps_its_rules_and_its_bank() {
    let programme = Folder::good().read();
    let ResourceBody::Assessment(assessment) = &programme.modules[0].resources[2].body else { panic!("no assessment") };
    assert_eq!((assessment.draw, assessment.attempts, assessment.pass_percent), (1, 3, 60));
    assert_eq!((assessment.time_limit_minutes, assessment.hours_between_attempts), (None, 0));
    let keys: Vec<&str> = assessment.questions.iter().map(|question| question.key.as_str()).collect();
    assert_eq!(keys, ["seuil", "mot"]);
}

#[test]
fn modules_and_resources_follow_their_numbers_and_lose_them() {
    let folder = Folder::good();
    folder.write("00-commencer/module.toml", crate::shared::MODULE);
    folder.write("00-commencer/10-zebre.md", "# Zèbre\n\nTexte.");
    folder.write("00-commencer/02-abeille.md", "# Abeille\n\nTexte.");
    let programme = folder.read();
    assert_eq!(
        programme.modules.iter().map(|module| module.slug.as_str()).collect::<Vec<_>>(),
        ["commencer", "trouver-son-marche"]
    );
    let titles: Vec<&str> = programme.modules[0].resources.iter().map(|resource| resource.title.as_str()).collect();
    assert_eq!(titles, ["Abeille", "Zèbre"]);
}

#[test]
fn a_programme_survives_its_own_json() {
    let programme = Folder::good().read();
    let json = serde_json::to_string(&programme).unwrap();
    assert_eq!(serde_json::from_str::<coursework::Programme>(&json).unwrap(), programme);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_not_matter() {
    let folder = Folder::good();
    let windows = format!("\u{feff}{}", LESSON.replace('\n', "\r\n"));
    let plain = folder.read();
    folder.write("01-trouver-son-marche/01-lire-un-marche.md", windows);
    assert_eq!(folder.read(), plain);
}

#[test]
fn hidden_files_and_a_readme_are_no_content() {
    let folder = Folder::good();
    folder.write(".DS_Store", "x");
    folder.write("README.md", "x");
    folder.write("01-trouver-son-marche/.notes", "x");
    assert_eq!(folder.read().modules.len(), 1);
}

#[test]
fn a_decimal_answer_is_read_digit_by_digit() {
    let question = question_of("kind = \"number\"\nanswer = 1_250.10\nunit = \"€\"\ntolerance = 5e-2\n");
    let QuestionKind::Number { answer, tolerance, .. } = question.kind else { panic!("no number") };
    assert_eq!((answer.to_string().as_str(), tolerance.to_string().as_str()), ("1250.1", "0.05"));
}

#[test]
fn an_essay_is_worth_the_sum_of_its_criteria() {
    let question = question_of(
        "kind = \"essay\"\nminimum_words = 80\n[[question.criterion]]\ntitle = \"Clarté\"\ndescription = \"Net.\"\npoints = 3\n\
         [[question.criterion]]\ntitle = \"Chiffres\"\ndescription = \"Justes.\"\npoints = 2\n",
    );
    assert_eq!(question.points, 5);
}

#[test]
fn an_option_of_one_paragraph_fits_in_a_label() {
    let question =
        question_of("kind = \"choice\"\noption = [{ text = \"L'*un*\", correct = true }, { text = \"a\\n\\nb\" }]\n");
    let QuestionKind::Choice { options } = question.kind else { panic!("no choice") };
    assert_eq!(options[0].text_html, "L’<em>un</em>");
    assert_eq!(options[1].text_html, "<p>a</p>\n<p>b</p>");
}

#[test]
fn the_fifteen_competences_have_names_in_both_languages() {
    let all: Vec<Competence> = Competence::all().collect();
    assert_eq!(all.len(), 15);
    assert_eq!(all[14].code(), "3.5");
    assert_eq!(all[8].label(Language::En), "Financial and economic literacy");
    assert_eq!(all[8].area_label(Language::Fr), "Ressources");
    assert_eq!(Competence::parse("3.6"), None);
    assert_eq!(Competence::parse("01.1"), None);
}
