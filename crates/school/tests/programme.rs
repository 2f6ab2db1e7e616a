//! A small programme, put together without a folder.

use coursework::{
    Assessment, CertificateRule, Dimension, Exercise, Language, Lesson, MediaFile, MediaKind, Module, Programme,
    Question, QuestionKind, QuestionOption, Resource, ResourceBody,
};

/// One module: two lessons, an exercise of two questions, an assessment that draws four of six.
pub(crate) fn small_programme() -> Programme {
    Programme {
        slug: "essai".to_owned(),
        title: "Essai".to_owned(),
        summary: "Un programme.".to_owned(),
        language: Language::Fr,
        price_cents: 0,
        hours: 2,
        updated_on: "2026-11-02".to_owned(),
        audience: "Tous.".to_owned(),
        prerequisites: "Aucun.".to_owned(),
        objectives: vec!["Essayer.".to_owned()],
        competences: Vec::new(),
        certificate: Some(CertificateRule { minimum_score_percent: 70 }),
        modules: vec![module(
            "marche",
            vec![lesson("lire"), lesson("ecouter"), exercise("exercer"), assessment("evaluer")],
        )],
    }
}

pub(crate) fn module(slug: &str, resources: Vec<Resource>) -> Module {
    Module {
        slug: slug.to_owned(),
        title: format!("Module {slug}"),
        summary: String::new(),
        dimension: Dimension::Technical,
        competences: Vec::new(),
        deadline_days: Some(21),
        partner: None,
        resources,
    }
}

/// A lesson of two blocks and a film.
pub(crate) fn lesson(slug: &str) -> Resource {
    let film = MediaFile {
        name: "film.webm".to_owned(),
        path_in_folder: format!("01-marche/media/{slug}.webm").into(),
        kind: MediaKind::Video,
        size_bytes: 9,
    };
    let lesson = Lesson {
        html: format!("<p id=\"b-00000001\">{slug}</p><p id=\"b-00000002\">Fin.</p>"),
        outline: Vec::new(),
        word_count: 200,
        blocks: vec!["b-00000001".to_owned(), "b-00000002".to_owned()],
        media: vec![film],
    };
    Resource { slug: slug.to_owned(), title: slug.to_owned(), body: ResourceBody::Lesson(lesson) }
}

pub(crate) fn exercise(slug: &str) -> Resource {
    let exercise = Exercise {
        introduction_html: String::new(),
        questions: vec![choice("premiere"), essay("seconde")],
        media: Vec::new(),
    };
    Resource { slug: slug.to_owned(), title: slug.to_owned(), body: ResourceBody::Exercise(exercise) }
}

pub(crate) fn assessment(slug: &str) -> Resource {
    let assessment = Assessment {
        introduction_html: String::new(),
        draw: 4,
        attempts: 3,
        pass_percent: 50,
        time_limit_minutes: Some(30),
        hours_between_attempts: 0,
        questions: ["un", "deux", "trois", "quatre", "cinq", "six"].map(choice).to_vec(),
        media: Vec::new(),
    };
    Resource { slug: slug.to_owned(), title: slug.to_owned(), body: ResourceBody::Assessment(assessment) }
}

/// A choice of which the first option is right.
pub(crate) fn choice(key: &str) -> Question {
    let option = |text: &str, correct| QuestionOption { text_html: text.to_owned(), correct, feedback_html: None };
    question(key, QuestionKind::Choice { options: vec![option("Oui", true), option("Non", false)] })
}

fn essay(key: &str) -> Question {
    let criterion = coursework::Criterion { title: "Clarté".to_owned(), description: String::new(), points: 1 };
    question(key, QuestionKind::Essay { minimum_words: 3, criteria: vec![criterion] })
}

fn question(key: &str, kind: QuestionKind) -> Question {
    Question {
        key: key.to_owned(),
        kind,
        prompt: "?".to_owned(),
        prompt_html: "<p>?</p>".to_owned(),
        explanation_html: "<p>!</p>".to_owned(),
        hint_html: None,
        points: 1,
        competences: Vec::new(),
    }
}
