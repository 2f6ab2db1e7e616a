//! Reads programme folders and shows what is wrong in them: `cargo run -p coursework --example check -- FOLDER…`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> io::Result<ExitCode> {
    let mut output = io::stdout().lock();
    let mut outcome = ExitCode::SUCCESS;
    for folder in std::env::args().skip(1) {
        match coursework::read_folder(Path::new(&folder)) {
            Ok(programme) => {
                let resources = programme.modules.iter().flat_map(|module| &module.resources);
                let questions: usize = resources.clone().map(|resource| resource.body.questions().len()).sum();
                let (modules, resources) = (programme.modules.len(), resources.count());
                writeln!(output, "{folder} : juste, {modules} modules, {resources} ressources, {questions} questions")?;
            }
            Err(mistakes) => {
                outcome = ExitCode::FAILURE;
                for mistake in mistakes {
                    writeln!(output, "{folder}/{mistake}")?;
                }
            }
        }
    }
    Ok(outcome)
}
