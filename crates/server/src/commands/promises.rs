//! `promises`

use anyhow::Result;
use clap::Args;
use coursework::Language;
use school::commitments::{self, Commitment, State};
use school::moments::Moments;
use school::words::words;

use super::{Tongue, say};
use crate::Negative;
use crate::opening::open;
use crate::settings::Settings;

#[derive(Args)]
pub(crate) struct PromisesArguments {
    /// The language of its words
    #[arg(long, value_enum, default_value_t = Tongue::Fr)]
    language: Tongue,
}

/// Prints each promise with its state and the evidence of this instant; exit status 1 when one is failing.
pub(crate) async fn promises(settings: &Settings, arguments: &PromisesArguments) -> Result<()> {
    let language = match arguments.language {
        Tongue::Fr => Language::Fr,
        Tongue::En => Language::En,
    };
    let school = open(settings).await?.school;
    let (engine, settings) = (school.privacy.clone(), school.settings.clone());
    let story = school.read(move |reader, _, moment| commitments::commitments(reader, &engine, &settings, moment.now));
    let all = story.await?;
    let moments = Moments::new(language, school.clock.now());
    for one in &all {
        say(&lines(language, &moments, one))?;
    }
    let failing: Vec<&str> =
        all.iter().filter(|one| one.state == State::Failing).map(|one| one.number.as_str()).collect();
    if failing.is_empty() { Ok(()) } else { Err(Negative(format!("failing: {}", failing.join(", "))).into()) }
}

fn lines(language: Language, moments: &Moments, one: &Commitment) -> String {
    let said = |declared: &privacy::Words| match language {
        Language::Fr => declared.fr.clone(),
        Language::En => declared.en.clone(),
    };
    let state = words(language, &format!("commitment-{}", one.state.code()));
    let mut lines = vec![format!("{}  {} [{state}]", one.number, said(&one.promise.title))];
    lines.extend(one.promise.how.iter().map(|how| format!("     {}", said(how))));
    lines.extend(one.evidence.iter().map(|one| format!("     → {}", commitments::sentence(language, moments, one))));
    lines.extend(one.promise.missing.iter().map(|missing| format!("     … {}", said(missing))));
    lines.join("\n")
}
