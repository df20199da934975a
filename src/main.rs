//! The thin binary: hand over to the library, report the last error.

use std::process::ExitCode;

use kenal::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::main(std::env::args_os()) {
        Outcome::Done(code) => ExitCode::from(code),
        // The screens are handed to the runtime here.
        Outcome::Screens(mut screens) => ExitCode::from(screens.no_terminal()),
    }
}
