//! The workshop: `cargo xtask test`, `tidy`, `shot` and `bench`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod bench;
mod compiled;
mod debian;
mod postgres;
mod shot;
mod steps;
mod test;
mod tidy;

const USAGE: &str = "\
cargo xtask test [FILTER…]   installs what is missing, starts a throw-away PostgreSQL, checks everything and runs the whole suite;
                             with filters, only the tests whose names contain one of them
cargo xtask tidy [FOLDER]    checks the house rules: direction of the crates, sizes, words, dependencies, locales
cargo xtask shot             pictures of every page of the demonstration school, narrow and wide, light and dark, in screenshots/;
                             fails when a page is wider than its window, complains, or leads to an error
cargo xtask bench [PART…]    saves, pages, start and memory of the release build, each beside a floor of this machine";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["test", filters @ ..] => test::run(&checkout(), filters),
        ["shot"] => shot::run(&checkout()),
        ["bench", parts @ ..] => bench::run(&checkout(), parts),
        ["tidy"] => tidy::run(&checkout()),
        ["tidy", folder] => tidy::run(Path::new(folder)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            error.downcast_ref::<steps::StepFailed>().map_or(ExitCode::FAILURE, |failed| ExitCode::from(failed.code))
        }
    }
}

/// The folder of the workspace, wherever the command is typed.
fn checkout() -> PathBuf {
    // Asked when it runs: a build folder shared by two checkouts would answer with the other one's path.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("xtask"), PathBuf::from);
    here.join("..").canonicalize().unwrap_or(here)
}
