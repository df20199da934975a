//! What the terminal is like that results go to.

use std::env;
use std::io::{self, IsTerminal as _};

use super::output::Style;
use crate::config::{Colour, Settings};

/// How results are written there.
pub fn style(settings: &Settings, quiet: bool) -> Style {
    let coloured = |terminal: bool| match settings.colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal,
    };
    Style {
        lang: settings.lang,
        colour: coloured(io::stdout().is_terminal()),
        colour_errors: coloured(io::stderr().is_terminal()),
        ascii: settings.ascii,
        terminal: io::stdout().is_terminal(),
        width: width(),
        quiet,
    }
}

/// Columns of the terminal; a hundred where there is none.
fn width() -> u16 {
    const NO_TERMINAL: u16 = 100;
    let told = || env::var("COLUMNS").ok()?.parse().ok();
    terminal_width()
        .or_else(told)
        .filter(|width| *width > 0)
        .unwrap_or(NO_TERMINAL)
        .max(20)
}

#[cfg(unix)]
fn terminal_width() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some(size.ws_col)
}

/// Windows tells programs without the console library nothing about the window.
#[cfg(not(unix))]
fn terminal_width() -> Option<u16> {
    None
}
