//! Answers, the fields they travel in, and what they are worth.

use coursework::{
    Answer, Criterion, FillPart, Pair, PartVerdict, Question, QuestionKind, QuestionOption, Verdict, grade, mark,
    shuffle_order, unanswered,
};
use proptest::prelude::*;

use crate::shared::question;

fn options(right: &[bool]) -> Vec<QuestionOption> {
    right
        .iter()
        .map(|correct| QuestionOption { text_html: "x".to_owned(), correct: *correct, feedback_html: None })
        .collect()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// One question of each kind, worth two points.
fn every_kind() -> Vec<Question> {
    let pair = |left: &str, right: &str| Pair { left: left.to_owned(), right: right.to_owned() };
    let criterion = Criterion { title: "Clarté".to_owned(), description: "Net.".to_owned(), points: 2 };
    [
        QuestionKind::Choice { options: options(&[false, true, false]) },
        QuestionKind::Choices { options: options(&[true, false, true, false]) },
        QuestionKind::Number {
            answer: "0.2".parse().unwrap(),
            unit: "€".to_owned(),
            tolerance: "0.1".parse().unwrap(),
        },
        QuestionKind::Text { accepted: texts(&["seuil de rentabilité", "point mort"]) },
        QuestionKind::Order { items: texts(&["a", "b", "c"]) },
        QuestionKind::Match { pairs: vec![pair("a", "x"), pair("b", "y"), pair("c", "z")] },
        QuestionKind::Fill {
            parts: vec![
                FillPart::Text("Le ".to_owned()),
                FillPart::Blank(texts(&["prix", "tarif"])),
                FillPart::Blank(texts(&["6000"])),
            ],
        },
        QuestionKind::Essay { minimum_words: 10, criteria: vec![criterion] },
    ]
    .into_iter()
    .map(|kind| question(kind, 2))
    .collect()
}

fn of_kind(name: &str) -> Question {
    every_kind().into_iter().find(|question| question.kind.name() == name).unwrap()
}

/// Marks what a form posted for the question of a kind.
fn marked(name: &str, fields: &[(&str, &str)]) -> (u32, Verdict, Vec<PartVerdict>) {
    let question = of_kind(name);
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let marking = mark(&question, &Answer::from_fields(&question, &fields).expect("an answer"));
    assert_eq!(marking.maximum_hundredths, 200);
    (marking.points_hundredths, marking.verdict, marking.parts)
}

use PartVerdict::{Missed, Neutral, Right, Wrong};

#[test]
fn a_choice_is_right_or_wrong() {
    assert_eq!(marked("choice", &[("q-cle", "1")]), (200, Verdict::Right, vec![Neutral, Right, Neutral]));
    assert_eq!(marked("choice", &[("q-cle", "0")]), (0, Verdict::Wrong, vec![Wrong, Missed, Neutral]));
}

#[test]
fn choices_are_all_or_nothing() {
    assert_eq!(
        marked("choices", &[("q-cle", "2"), ("q-cle", "0")]),
        (200, Verdict::Right, vec![Right, Neutral, Right, Neutral])
    );
    assert_eq!(marked("choices", &[("q-cle", "0")]), (0, Verdict::Wrong, vec![Right, Neutral, Missed, Neutral]));
    let all = [("q-cle", "0"), ("q-cle", "1"), ("q-cle", "2")];
    assert_eq!(marked("choices", &all), (0, Verdict::Wrong, vec![Right, Wrong, Right, Neutral]));
}

#[test]
fn a_number_at_the_edge_of_its_tolerance_is_right() {
    for text in ["0,3 €", "0.1", ",2"] {
        assert_eq!(marked("number", &[("q-cle", text)]), (200, Verdict::Right, vec![]), "{text}");
    }
    for text in ["0,31", "0,3 %", "beaucoup"] {
        assert_eq!(marked("number", &[("q-cle", text)]), (0, Verdict::Wrong, vec![]), "{text}");
    }
}

#[test]
fn words_count_without_case_accents_or_spaces_at_the_ends() {
    for text in ["Seuil de rentabilite", "  POINT  MORT ", "seuil de rentabilite\u{301}"] {
        assert_eq!(marked("text", &[("q-cle", text)]), (200, Verdict::Right, vec![]), "{text}");
    }
    assert_eq!(marked("text", &[("q-cle", "point")]), (0, Verdict::Wrong, vec![]));
}

#[test]
fn an_order_earns_the_share_of_items_in_place() {
    assert_eq!(
        marked("order", &[("q-cle-0", "1"), ("q-cle-1", "2"), ("q-cle-2", "3")]),
        (200, Verdict::Right, vec![Right; 3])
    );
    assert_eq!(
        marked("order", &[("q-cle-0", "1"), ("q-cle-1", "3"), ("q-cle-2", "2")]),
        (67, Verdict::Partly, vec![Right, Wrong, Wrong])
    );
    assert_eq!(
        marked("order", &[("q-cle-0", "2"), ("q-cle-1", "9")]),
        (0, Verdict::Wrong, vec![Wrong, Missed, Missed])
    );
}

#[test]
fn a_match_earns_the_share_of_right_pairs() {
    assert_eq!(
        marked("match", &[("q-cle-0", "0"), ("q-cle-1", "1"), ("q-cle-2", "0")]),
        (133, Verdict::Partly, vec![Right, Right, Wrong])
    );
    assert_eq!(marked("match", &[("q-cle-2", "2")]), (67, Verdict::Partly, vec![Missed, Missed, Right]));
}

#[test]
fn a_fill_earns_the_share_of_right_blanks() {
    assert_eq!(marked("fill", &[("q-cle-0", "TARIF"), ("q-cle-1", "6 000")]), (200, Verdict::Right, vec![Right; 2]));
    assert_eq!(marked("fill", &[("q-cle-1", "7000"), ("q-cle-0", "prix")]), (100, Verdict::Partly, vec![Right, Wrong]));
    assert_eq!(marked("fill", &[("q-cle-0", "coût")]), (0, Verdict::Wrong, vec![Wrong, Missed]));
}

#[test]
fn an_essay_awaits_its_teacher() {
    assert_eq!(marked("essay", &[("q-cle", "Mon texte.")]), (0, Verdict::AwaitingGrading, vec![]));
}

#[test]
fn a_graded_essay_earns_the_share_of_its_rubric_and_never_more() {
    let criterion = |points| Criterion { title: "Clarté".to_owned(), description: String::new(), points };
    let essay = question(
        QuestionKind::Essay { minimum_words: 10, criteria: vec![criterion(4), criterion(3), criterion(3)] },
        2,
    );
    let graded = |levels: &[u16]| {
        let marking = grade(&essay, levels);
        (marking.points_hundredths, marking.verdict)
    };
    assert_eq!(graded(&[4, 3, 3]), (200, Verdict::Right));
    assert_eq!(graded(&[4, 2, 1]), (140, Verdict::Partly));
    assert_eq!(graded(&[0, 0, 0]), (0, Verdict::Wrong));
    // A programme may have changed its rubric since.
    assert_eq!(graded(&[9, 3, 3, 5]), (200, Verdict::Right));
    assert_eq!(graded(&[4]), (80, Verdict::Partly));
    assert_eq!(grade(&of_kind("number"), &[4]).points_hundredths, 0);
}

#[test]
fn nothing_answered_is_no_answer() {
    for question in every_kind() {
        let empty: Vec<(String, String)> = ["q-cle", "q-cle-0", "q-cle-1", "q-cle-2"]
            .iter()
            .map(|name| ((*name).to_owned(), " ".to_owned()))
            .collect();
        assert_eq!(Answer::from_fields(&question, &empty), None, "{}", question.kind.name());
        assert_eq!(Answer::from_fields(&question, &[]), None);
        let other = [("q-autre".to_owned(), "1".to_owned()), ("q-cle2".to_owned(), "1".to_owned())];
        assert_eq!(Answer::from_fields(&question, &other), None);
    }
}

#[test]
fn values_that_make_no_sense_are_as_if_absent() {
    let choice = of_kind("choice");
    for value in ["3", "-1", "un", "99999999999999999999999", "1.0"] {
        assert_eq!(Answer::from_fields(&choice, &[("q-cle".to_owned(), value.to_owned())]), None, "{value}");
    }
    let order = of_kind("order");
    let fields = [
        ("q-cle-0".to_owned(), "0".to_owned()),
        ("q-cle-1".to_owned(), "3".to_owned()),
        ("q-cle-7".to_owned(), "1".to_owned()),
    ];
    assert_eq!(Answer::from_fields(&order, &fields), Some(Answer::Order(vec![None, Some(3), None])));
}

#[test]
fn an_answer_of_another_kind_or_shape_earns_nothing() {
    for question in every_kind() {
        for answer in [
            Answer::Choice(99),
            Answer::Choices(vec![0, 2, 99]),
            Answer::Order(vec![]),
            Answer::Match(vec![Some(99)]),
            Answer::Fill(vec![]),
        ] {
            assert_eq!(mark(&question, &answer).points_hundredths, 0, "{} {answer:?}", question.kind.name());
        }
    }
}

#[test]
fn no_answer_earns_nothing_and_every_part_is_missed() {
    let parts: Vec<_> = every_kind().iter().map(|question| unanswered(question).parts).collect();
    assert_eq!(parts[0], [Neutral, Missed, Neutral]);
    assert_eq!(parts[1], [Missed, Neutral, Missed, Neutral]);
    assert_eq!(parts[4..7], [vec![Missed; 3], vec![Missed; 3], vec![Missed; 2]]);
    for question in every_kind() {
        let marking = unanswered(&question);
        assert_eq!((marking.points_hundredths, marking.verdict), (0, Verdict::Wrong));
    }
}

#[test]
fn answers_survive_their_own_json() {
    let answer = Answer::Order(vec![Some(1), None]);
    let json = serde_json::to_string(&answer).unwrap();
    assert_eq!(json, r#"{"order":[1,null]}"#);
    assert_eq!(serde_json::from_str::<Answer>(&json).unwrap(), answer);
}

proptest! {
    #[test]
    fn any_fields_are_read_and_marked_without_panic(fields in prop::collection::vec(("q-cle(-[0-3])?", "[0-9a-z ,.€-]{0,6}|.{0,8}"), 0..8)) {
        for question in every_kind() {
            if let Some(answer) = Answer::from_fields(&question, &fields) {
                let marking = mark(&question, &answer);
                prop_assert!(marking.points_hundredths <= marking.maximum_hundredths);
                prop_assert_eq!(marking.verdict == Verdict::Right, marking.points_hundredths == marking.maximum_hundredths);
                let again = Answer::from_fields(&question, &answer.to_fields(&question));
                prop_assert_eq!(again, Some(answer));
            }
        }
    }

    #[test]
    fn a_shuffle_is_a_permutation_that_gives_nothing_away(key in "[a-z-]{1,12}", seed in any::<u64>(), length in 0_usize..40) {
        let order = shuffle_order(&key, seed, length);
        prop_assert_eq!(&order, &shuffle_order(&key, seed, length));
        let mut sorted = order.clone();
        sorted.sort_unstable();
        let identity: Vec<usize> = (0..length).collect();
        prop_assert_eq!(&sorted, &identity);
        prop_assert!(length < 2 || order != identity);
    }
}

#[test]
fn a_shuffle_is_the_same_for_ever() {
    assert_eq!(shuffle_order("prix", 7, 6), shuffle_order("prix", 7, 6));
    assert_ne!(shuffle_order("prix", 7, 12), shuffle_order("prix", 8, 12));
    assert_ne!(shuffle_order("prix", 7, 12), shuffle_order("cout", 7, 12));
}
