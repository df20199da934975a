//! What the terminal is like that results go to.

use std::env;
use std::io::{self, IsTerminal as _};

use super::output::Style;
use crate::config::{Colour, Settings};

/// Sentences are so wide where nobody says how wide.
const UNTOLD: u16 = 100;

/// How results are written there.
pub fn style(settings: &Settings, quiet: bool) -> Style {
    let coloured = |terminal: bool| match settings.colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => terminal,
    };
    let width = width();
    Style {
        lang: settings.lang,
        colour: coloured(io::stdout().is_terminal()),
        colour_errors: coloured(io::stderr().is_terminal()),
        ascii: settings.ascii,
        cuts: width.is_some(),
        width: width.unwrap_or(UNTOLD),
        quiet,
    }
}

/// Columns of the terminal, or those that somebody asks for; `None` where nobody says.
fn width() -> Option<u16> {
    let told = || env::var("COLUMNS").ok()?.parse().ok();
    let width = terminal_width().or_else(told);
    width.filter(|width| *width > 0).map(|width| width.max(20))
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
