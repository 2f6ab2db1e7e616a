//! `/equipe/enseignement/corrections/{person}/{resource}/{question}`: a teacher reads an essay with its rubric, and grades it.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use coursework::typography::word_count;
use coursework::{Criterion, Language};
use jiff::Timestamp;
use school::assessments::{self as stories, EssayCase, EssayKey, Levels};
use school::moments::Moments;
use school::people::FieldMistake;
use school::rights::RequestText;
use serde::Deserialize;

use crate::App;
use crate::failure::{Answer, Failure};
use crate::flow::{go, identifier, show, show_again};
use crate::forms::Mistakes;
use crate::frame::Frame;
use crate::visitor::SignedTeacher;

#[derive(Template)]
#[template(path = "pages/staff/grading.html")]
struct GradingPage {
    frame: Frame,
    moments: Moments,
    case: EssayCase,
    /// Words of the essay.
    words: i64,
    expected_words: i64,
    mistakes: Mistakes,
    typed: GradingForm,
}

#[derive(Default, Deserialize)]
pub(crate) struct GradingForm {
    /// The points of each criterion, in the rubric's order.
    #[serde(default)]
    level: Vec<String>,
    #[serde(default)]
    comment: String,
    /// Which of the author's answers was read.
    #[serde(default)]
    read_at: String,
}

impl GradingPage {
    /// « sur 4 points »
    fn of_points(&self, criterion: &Criterion) -> String {
        self.frame.n("grading-of-points", i64::from(criterion.points))
    }

    /// What was typed for a criterion.
    fn level(&self, index: &usize) -> &str {
        self.typed.level.get(*index).map_or("", String::as_str)
    }
}

fn key((person, resource, question): (String, String, String)) -> Result<EssayKey, Failure> {
    Ok(EssayKey { person: identifier(&person)?, resource: identifier(&resource)?, question })
}

async fn case(app: &App, me: &SignedTeacher, key: EssayKey) -> Result<EssayCase, school::Error> {
    let (teacher, engine) = (me.teacher, app.school.privacy.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        stories::essay_case(transaction, vault, moment, &engine, (teacher, &key))
    });
    story.await
}

fn page(app: &App, me: &SignedTeacher, case: EssayCase, (mistakes, typed): (Mistakes, GradingForm)) -> GradingPage {
    let frame = Frame::new(app, &me.visitor);
    let moments = Moments::new(frame.spoken(), app.school.clock.now());
    let words = i64::try_from(word_count(&case.text)).unwrap_or(i64::MAX);
    let expected_words = i64::from(case.minimum_words);
    GradingPage { frame, moments, case, words, expected_words, mistakes, typed }
}

/// Opens it; the look is journalled. Its form is filled with what was said before.
pub(crate) async fn get(
    State(app): State<App>,
    me: SignedTeacher,
    Path(path): Path<(String, String, String)>,
) -> Answer {
    let case = match case(&app, &me, key(path)?).await {
        Err(school::Error::Refused(code)) => return Ok(go("/equipe/enseignement", code)),
        case => case?,
    };
    let mut typed = GradingForm { read_at: case.answered_at.to_string(), ..GradingForm::default() };
    if let Some(before) = &case.before {
        typed.level = before.levels.iter().map(u16::to_string).collect();
        typed.comment.clone_from(&before.comment);
    }
    show(&page(&app, &me, case, (Mistakes::default(), typed)))
}

/// What a form says of an essay, or what is wrong with it.
fn said(
    language: Language,
    form: &GradingForm,
    case: &EssayCase,
    mistakes: &mut Mistakes,
) -> Option<(Levels, RequestText)> {
    let levels = mistakes.take(language, Levels::parse(&form.level, &case.criteria));
    let comment = RequestText::parse(&form.comment).map_err(|mistake| FieldMistake::new("comment", mistake.code));
    levels.zip(mistakes.take(language, comment))
}

async fn graded(
    app: &App,
    me: &SignedTeacher,
    (key, read_at): (EssayKey, Timestamp),
    (levels, comment): (Levels, RequestText),
) -> Result<(), school::Error> {
    let (teacher, engine) = (me.teacher, app.school.privacy.clone());
    let story = app.school.write(move |transaction, vault, moment| {
        stories::grade(transaction, vault, moment, &engine, (teacher, &key, read_at, &levels, &comment))
    });
    story.await
}

/// Grades it.
pub(crate) async fn post(
    State(app): State<App>,
    me: SignedTeacher,
    Path(path): Path<(String, String, String)>,
    Form(form): Form<GradingForm>,
) -> Answer {
    let (key, read_at) = (key(path)?, form.read_at.parse::<Timestamp>().map_err(|_| Failure::BadRequest)?);
    let case = match case(&app, &me, key.clone()).await {
        Err(school::Error::Refused(code)) => return Ok(go("/equipe/enseignement", code)),
        case => case?,
    };
    let mut mistakes = Mistakes::default();
    if let Some(said) = said(me.visitor.language, &form, &case, &mut mistakes) {
        match graded(&app, &me, (key, read_at), said).await {
            Ok(()) => return Ok(go("/equipe/enseignement", "grading-done")),
            Err(school::Error::Refused(code)) => {
                mistakes.add(me.visitor.language, FieldMistake::new("levels", code));
            }
            Err(error) => return Err(error.into()),
        }
    }
    // What the author has written since is shown, and is what the next press grades.
    let form = GradingForm { read_at: case.answered_at.to_string(), ..form };
    show_again(&page(&app, &me, case, (mistakes, form)))
}
