//! Handing over to the screens, which live on a higher floor.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use tempfile::TempDir;

use super::exit::{Ended, Exit, Failing};
use super::output::Output;
use super::session::Session;
use super::{Outcome, wording};
use crate::config::{Holidays, Memory, Settings};
use crate::domain::Day;
use crate::store::{Store, StoreError};
use crate::text::{Lang, Say, say};

/// What the screens begin with.
pub struct Screens {
    /// The book.
    pub file: PathBuf,
    /// The person's settings.
    pub settings: Settings,
    /// What is remembered from one start to the next.
    pub memory: Memory,
    /// Where the owner's own file of feasts lies, or would lie.
    pub feasts: Option<PathBuf>,
    /// Who is at the desk, if the command line says so.
    pub staff: Option<String>,
    /// What today is, if the command line says so.
    pub today: Option<Day>,
    /// A folder that goes away when this value does: the sample garage lies in it.
    pub throw_away: Option<TempDir>,
    /// How sentences are written.
    out: Output,
}

impl Screens {
    pub(super) fn new(session: &Session, file: PathBuf, throw_away: Option<TempDir>) -> Screens {
        Screens {
            file,
            settings: session.settings.clone(),
            feasts: Holidays::beside(session.settings_file.as_deref()),
            memory: session.memory.clone(),
            staff: session.staff.clone(),
            today: session.today,
            throw_away,
            out: Output::standard(session.out.style()),
        }
    }

    /// What a person should hear about the place of the book; empty where it is a good one.
    pub fn greeting(&self, book: &Store) -> String {
        let remarks = book.remarks().iter();
        let said = remarks.filter_map(|remark| wording::remark(remark, self.settings.lang));
        said.collect::<Vec<_>>().join(" ")
    }

    /// Says why the book cannot be opened; answers the exit code.
    pub fn cannot_open(&mut self, error: &StoreError) -> u8 {
        let failing = wording::failing(error, &self.file, self.settings.lang);
        self.out.failing(&failing).code()
    }

    /// Says that the screens need a terminal; answers the exit code.
    pub fn no_terminal(&mut self) -> u8 {
        let failing = no_terminal(self.settings.lang);
        self.out.failing(&failing).code()
    }

    /// Says that the terminal or the system refused; answers the exit code.
    pub fn io(&mut self, error: &std::io::Error) -> u8 {
        let lang = self.settings.lang;
        let text = say::error_io_text(lang, wording::why(error, lang));
        let failing = Failing::new(Exit::Io, text, Say::ErrorIoHint.in_(lang));
        self.out.failing(&failing).code()
    }
}

fn no_terminal(lang: Lang) -> Failing {
    let (text, hint) = (Say::ErrorNoTerminalText, Say::ErrorNoTerminalHint);
    Failing::said(Exit::Usage, lang, text, hint)
}

/// Refuses before any book is made when there is nothing to show the screens on.
pub(super) fn need_terminal(session: &Session) -> Ended<()> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(no_terminal(session.lang()))
}

/// The screens on the book; the one in the data folder is made at the first start.
pub(super) fn show(session: &mut Session) -> Ended<Outcome> {
    need_terminal(session)?;
    session.make_usual_book()?;
    let screens = Screens::new(session, session.file.clone(), None);
    Ok(Outcome::Screens(Box::new(screens)))
}
