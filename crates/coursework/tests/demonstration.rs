//! The programmes of the demonstration school are right, and so are their own answers.

use std::path::{Path, PathBuf};

use coursework::{
    Answer, Language, Programme, Question, QuestionKind, QuestionOption, Verdict, mark, read_folder, shuffle_order,
};

fn programmes() -> Vec<Programme> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let folders = std::fs::read_dir(content).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
        .iter()
        .map(|folder| read_folder(folder).unwrap_or_else(|mistakes| panic!("{}: {mistakes:#?}", folder.display())))
        .collect()
}

fn right_indexes(options: &[QuestionOption]) -> Vec<usize> {
    (0..options.len()).filter(|index| options[*index].correct).collect()
}

/// The answer of who knows, as a form would post it.
fn right_answer(question: &Question) -> Answer {
    match &question.kind {
        QuestionKind::Choice { options } => Answer::Choice(right_indexes(options)[0]),
        QuestionKind::Choices { options } => Answer::Choices(right_indexes(options)),
        QuestionKind::Number { answer, unit, .. } => Answer::Number(format!("{} {unit}", answer.display(Language::Fr))),
        QuestionKind::Text { accepted } => Answer::Text(accepted[0].to_uppercase()),
        QuestionKind::Order { items } => Answer::Order((1..=items.len()).map(Some).collect()),
        QuestionKind::Match { pairs } => Answer::Match((0..pairs.len()).map(Some).collect()),
        QuestionKind::Fill { .. } => Answer::Fill(question.kind.blanks().map(|accepted| accepted[0].clone()).collect()),
        QuestionKind::Essay { .. } => Answer::Essay("Un texte.".to_owned()),
    }
}

#[test]
fn every_programme_of_the_demonstration_is_right() {
    let slugs: Vec<String> = programmes().into_iter().map(|programme| programme.slug).collect();
    assert!(slugs.len() >= 2, "{slugs:?}");
}

#[test]
fn the_right_answer_of_every_question_is_marked_right() {
    let programmes = programmes();
    let resources = programmes.iter().flat_map(|programme| &programme.modules).flat_map(|module| &module.resources);
    let mut count = 0;
    for question in resources.flat_map(|resource| resource.body.questions()) {
        let posted = right_answer(question).to_fields(question);
        let verdict = mark(question, &Answer::from_fields(question, &posted).unwrap()).verdict;
        let is_essay = matches!(question.kind, QuestionKind::Essay { .. });
        assert_eq!(verdict, if is_essay { Verdict::AwaitingGrading } else { Verdict::Right }, "{}", question.key);
        count += 1;
    }
    assert!(count > 50);
}

#[test]
fn the_order_shown_is_never_worth_all_the_points() {
    for programme in programmes() {
        for question in
            programme.modules.iter().flat_map(|module| &module.resources).flat_map(|resource| resource.body.questions())
        {
            let QuestionKind::Order { items } = &question.kind else { continue };
            let mut given = vec![None; items.len()];
            for (position, item) in shuffle_order(&question.key, 1, items.len()).into_iter().enumerate() {
                given[item] = Some(position + 1);
            }
            assert_ne!(mark(question, &Answer::Order(given)).verdict, Verdict::Right, "{}", question.key);
        }
    }
}
