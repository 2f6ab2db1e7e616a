//! The process: reads the command line, runs it, and turns the outcome into an exit status.

use std::process::ExitCode;

use clap::Parser;
use server::commands::{self, Arguments};
use server::exit_status;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(commands::run(arguments)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line that names what is at fault, the way a person reads it: the outermost context, then its cause.
            let line = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
            commands::say_error(&line);
            ExitCode::from(exit_status(&error))
        }
    }
}
