//! The only place of the command line that prints. Every text passes `visible`, so that what
//! somebody wrote into a name cannot command the terminal; results go to standard output,
//! everything else to standard error.

mod json;

use std::cell::{Cell, RefCell};
use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use super::exit::{Ended, Exit, Failing};
use super::wording;
use crate::domain::hygiene::visible;
use crate::look::{Role, Symbols};
use crate::text::{Lang, Say, say};

/// How results are written.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The person's language.
    pub lang: Lang,
    /// Whether results carry colour.
    pub colour: bool,
    /// Whether problems carry colour.
    pub colour_errors: bool,
    /// Plain signs.
    pub ascii: bool,
    /// Columns to write in.
    pub width: u16,
    /// Whether what is wider is cut: where nobody says how wide, nothing is.
    pub cuts: bool,
    /// Say nothing but results and problems.
    pub quiet: bool,
}

/// Where results and sentences go.
pub struct Output {
    style: Style,
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    /// Whether the command has changed the book: its result may be lost, its work is not.
    saved: Cell<bool>,
    /// Warnings that stand behind everything else.
    at_end: RefCell<Vec<String>>,
}

impl Output {
    /// Output to two writers.
    pub fn new(style: Style, out: Box<dyn Write>, err: Box<dyn Write>) -> Output {
        let saved = Cell::new(false);
        let at_end = RefCell::default();
        Output {
            style,
            out,
            err,
            saved,
            at_end,
        }
    }

    /// Output to the terminal, or to whatever stands in its place.
    pub fn standard(style: Style) -> Output {
        let out = io::BufWriter::new(io::stdout());
        Output::new(style, Box::new(out), Box::new(io::stderr()))
    }

    /// From now on a result that cannot be written is told beside the fact that the work is saved.
    pub fn is_saved(&self) {
        self.saved.set(true);
    }

    /// The style in force.
    pub fn style(&self) -> Style {
        self.style
    }

    /// The signs in force.
    pub fn symbols(&self) -> &'static Symbols {
        if self.style.ascii {
            &Symbols::ASCII
        } else {
            &Symbols::UNICODE
        }
    }

    /// One line of a result.
    pub fn line(&mut self, text: &str) -> Ended<()> {
        self.spans(&[(text, Role::Normal)])
    }

    /// One line of a result, its parts each in their role.
    pub fn spans(&mut self, parts: &[(&str, Role)]) -> Ended<()> {
        let line: String = parts
            .iter()
            .map(|(text, role)| painted(text, *role, self.style.colour))
            .collect();
        let written = writeln!(self.out, "{}", line.trim_end());
        self.wrote(written)
    }

    /// A text of many lines that the program made itself: help, a completion script.
    pub fn text(&mut self, text: &str) -> Ended<()> {
        for line in text.lines() {
            let shown: Vec<_> = line.split('\t').map(visible).collect();
            let written = writeln!(self.out, "{}", shown.join("\t"));
            self.wrote(written)?;
        }
        Ok(())
    }

    /// The same, on standard error.
    pub fn text_aside(&mut self, text: &str) {
        for line in text.lines() {
            self.aside(&[(line, Role::Normal)]);
        }
    }

    /// One document for a program, on a line of its own.
    pub fn json(&mut self, document: &impl Serialize) -> Ended<()> {
        let written = json::write(&mut self.out, document).and_then(|()| writeln!(self.out));
        self.wrote(written)
    }

    /// Where the rows of a list go, of which the list sees to it that they steer no terminal. What
    /// keeps them from being written is told by [`Output::not_written`].
    pub fn data(&mut self) -> &mut dyn Write {
        &mut *self.out
    }

    /// Why the rows of a list could not be written.
    pub fn not_written(&self, error: &io::Error) -> Failing {
        let error = io::Error::new(error.kind(), error.to_string());
        self.wrote(Err(error))
            .err()
            .unwrap_or_else(|| Failing::quiet(Exit::Io))
    }

    /// Something good to know, on standard error; nothing with `--quiet`.
    pub fn note(&mut self, text: &str) {
        if !self.style.quiet {
            self.aside(&[(text, Role::Normal)]);
        }
    }

    /// A warning, on standard error.
    pub fn warn(&mut self, text: &str) {
        let sign = format!("{} ", self.symbols().alert);
        self.aside(&[(&sign, Role::Attention), (text, Role::Normal)]);
    }

    /// Keeps a warning for the end.
    pub fn warn_at_end(&self, text: String) {
        self.at_end.borrow_mut().push(text);
    }

    /// The warnings that were kept.
    pub fn end(&mut self) {
        for text in self.at_end.take() {
            self.warn(&text);
        }
    }

    /// Why something did not happen, and what to do; answers the exit code.
    pub fn failing(&mut self, failing: &Failing) -> Exit {
        // What was written before the trouble is seen before the sentence about it.
        let _ = self.out.flush();
        if failing.text.is_empty() {
            return failing.exit;
        }
        let lang = self.style.lang;
        let label = |word: Say| format!("{}: ", word.in_(lang));
        self.aside(&[
            (&label(Say::CliError), Role::Danger),
            (&failing.text, Role::Normal),
        ]);
        for line in &failing.lines {
            self.aside(&[("  ", Role::Normal), (line, Role::Normal)]);
        }
        if !failing.hint.is_empty() {
            self.aside(&[
                (&label(Say::CliHint), Role::Strong),
                (&failing.hint, Role::Normal),
            ]);
        }
        failing.exit
    }

    /// Hands everything on to whoever reads it.
    pub fn finish(&mut self) -> Ended<()> {
        let written = self.out.flush();
        self.wrote(written)
    }

    /// A line beside the result. That nobody may read it is no reason to stop.
    fn aside(&mut self, parts: &[(&str, Role)]) {
        let colour = self.style.colour_errors;
        let line: String = parts
            .iter()
            .map(|(text, role)| painted(text, *role, colour))
            .collect();
        let _ = writeln!(self.err, "{}", line.trim_end());
    }

    /// A reader who has gone (`| head -1`) ends the program without a word.
    fn wrote(&self, written: io::Result<()>) -> Ended<()> {
        let hint = if self.saved.get() {
            Say::CliOutputSavedHint
        } else {
            Say::CliOutputHint
        };
        written.map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failing::quiet(Exit::NobodyReads),
            _ => Failing::new(
                Exit::Io,
                say::cli_output_text(self.style.lang, wording::why(&error, self.style.lang)),
                hint.in_(self.style.lang),
            ),
        })
    }
}

/// The text as the terminal shows it, with the colour of its role around it.
fn painted(text: &str, role: Role, colour: bool) -> String {
    let text = visible(text);
    let code = match role {
        Role::Strong | Role::Title => "1",
        Role::Label | Role::Placeholder => "2",
        Role::Danger => "1;31",
        Role::Attention => "33",
        Role::Done => "32",
        Role::Accent | Role::Match => "36",
        // As the themes with colours have it: black on white, whatever the terminal's ground is.
        Role::Code => "38;5;16;48;5;231",
        _ => "",
    };
    if !colour || code.is_empty() || text.is_empty() {
        return text.into_owned();
    }
    format!("\x1b[{code}m{text}\x1b[0m")
}

#[cfg(test)]
mod tests;
