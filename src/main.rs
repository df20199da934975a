//! The thin binary: the command line does what it can, the runtime shows the screens.

use std::process::ExitCode;

use kenal::cli::{self, Outcome};
use kenal::runtime;

fn main() -> ExitCode {
    ExitCode::from(match cli::main(std::env::args_os()) {
        Outcome::Done(code) => code,
        Outcome::Screens(screens) => runtime::show(*screens),
    })
}
