//! How a command ends: the exit codes, and what is said when something did not happen.

use crate::text::{Lang, Say};

/// The exit codes, BSD's numbers where there is one. They may grow, not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Nothing found, or done but some rows were rejected or need checking.
    Partly = 1,
    /// Wrong usage.
    Usage = 2,
    /// The data was refused.
    Refused = 65,
    /// An input that cannot be opened or is no regular file.
    CannotOpen = 66,
    /// A place or a version that is not supported.
    Unsupported = 69,
    /// A bug of ours.
    Bug = 70,
    /// A file that cannot be made.
    CannotCreate = 73,
    /// The disk.
    Io = 74,
    /// Busy, or changed by somebody else: try again.
    Busy = 75,
    /// Not permitted.
    NotPermitted = 77,
    /// The settings are wrong.
    Settings = 78,
    /// Ctrl+C.
    Interrupted = 130,
    /// Asked to end.
    Terminated = 143,
    /// Whoever read our output has gone.
    NobodyReads = 141,
}

impl Exit {
    /// The number for the system.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// Why a command did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// How the program ends.
    pub exit: Exit,
    /// What happened, and what is safe; empty when nothing is said.
    pub text: String,
    /// What stands between the sentence and the hint: whom the words fit, which settings are wrong.
    pub lines: Vec<String>,
    /// What to do; may be empty.
    pub hint: String,
}

/// What a command answers: an exit code either way.
pub type Ended<T = Exit> = Result<T, Failing>;

impl Failing {
    /// A sentence and the way out.
    pub fn new(exit: Exit, text: impl Into<String>, hint: impl Into<String>) -> Failing {
        Failing {
            exit,
            text: text.into(),
            lines: Vec::new(),
            hint: hint.into(),
        }
    }

    /// Sentences of the catalogue without anything to fill in.
    pub fn said(exit: Exit, lang: Lang, text: Say, hint: Say) -> Failing {
        Failing::new(exit, text.in_(lang), hint.in_(lang))
    }

    /// An end about which nothing is said.
    pub fn quiet(exit: Exit) -> Failing {
        Failing::new(exit, "", "")
    }

    /// The same with lines between sentence and hint.
    #[must_use]
    pub fn with_lines(self, lines: Vec<String>) -> Failing {
        Failing { lines, ..self }
    }
}
