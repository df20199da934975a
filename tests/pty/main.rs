//! The screens in a real terminal: they start, change size, stop, end by every way there is,
//! and leave the shell as it was. Unix only: pseudo-terminals and signals are.
#![cfg(unix)]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may say what it expects"
)]

mod ending;
mod hang_up;
mod helper;
mod input;
mod real;
mod session;
mod size;
mod stop;
#[path = "../support/strace.rs"]
mod strace;
