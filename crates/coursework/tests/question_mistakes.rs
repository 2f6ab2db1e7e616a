//! Mistakes in exercises and assessments.

use coursework::MistakeKind;

use crate::shared::{ASSESSMENT_PATH, EXERCISE_PATH, Folder, is_out_of_range, spoiled};

/// Writes an exercise whose question begins on line 2 with `key`, `prompt`, `explanation`, then these keys from line 6.
fn question_mistake(keys: &str) -> (u32, MistakeKind) {
    let folder = Folder::good();
    let common = "title = \"Cas\"\n[[question]]\nkey = \"cle\"\nprompt = \"Quoi ?\"\nexplanation = \"Voilà.\"\n";
    folder.write(EXERCISE_PATH, format!("{common}{keys}"));
    let (file, line, kind) = folder.only_mistake();
    assert_eq!(file, EXERCISE_PATH);
    (line.unwrap(), kind)
}

#[test]
fn a_question_key_is_used_once() {
    let kind = spoiled(ASSESSMENT_PATH, "key = \"mot\"", "key = \"seuil\"", 17);
    assert_eq!(kind, MistakeKind::DuplicateQuestionKey { key: "seuil".to_owned(), first_line: 7 });
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
fn questions_that_cannot_be_asked_are_told() {
    let choice = |right: [bool; 2]| {
        format!(
            "kind = \"choice\"\n[[question.option]]\ntext = \"a\"\ncorrect = {}\n[[question.option]]\ntext = \"b\"\ncorrect = {}\n",
            right[0], right[1]
        )
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
    let (line, kind) =
        question_mistake("kind = \"text\"\naccepted = [\"a\"]\nhint = \"\"\"\nUn\n\n<b>mot</b>\n\"\"\"\n");
    assert_eq!((line, kind), (11, MistakeKind::RawHtml { html: "<b>".to_owned() }));
    let (line, _) = question_mistake("kind = \"text\"\naccepted = [\"a\"]\nhint = \"Un\\n\\n[lien](http://x.fr)\"\n");
    assert_eq!(line, 8);
    let (line, kind) =
        question_mistake("kind = \"text\"\naccepted = [\"a\"]\nhint = \"![Un dessin](media/absent.svg)\"\n");
    assert_eq!(line, 8);
    assert!(matches!(kind, MistakeKind::MissingFile { .. }));
}
