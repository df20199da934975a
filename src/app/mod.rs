//! Floor 7: the shell around the screens: their stack, what lies over them, the header, the
//! footer, notices. It takes messages and answers with effects; it touches no terminal, no
//! file and no clock.
//!
//! A key goes to the overlay, then to the screen on top, then to the commands that work
//! everywhere. An answer of the book goes to whoever asked, if it is still the newest.

mod commands;
mod drafts;
mod export;
mod notices;
mod overlay;
mod reads;
mod stack;
mod steps;
#[cfg(test)]
mod tests;
mod update;
mod view;
mod wording;

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::path::PathBuf;

use crate::domain::Day;
use crate::look::Look;
use crate::protocol::{
    Context, ExportFormat, Failure, Go, Keymap, Level, Notice, ShopFacts, WriteId,
};
use crate::screens::Screen;

use notices::Notices;
use overlay::Overlay;
use reads::Reads;
use stack::{Stack, Token};
use view::Places;
use wording::Terms;

/// Opens the screen that another one asked for; `None` when it means no screen.
pub type Open = fn(&Go, &Context) -> Option<Box<dyn Screen>>;

/// What the shell is built from.
pub struct Parts {
    /// The front desk.
    pub desk: Box<dyn Screen>,
    /// Makes the other screens.
    pub open: Open,
    /// The keys in force.
    pub keymap: Keymap,
    /// Styles and symbols.
    pub look: Look,
    /// The book's file name, for sentences about it.
    pub file: String,
    /// The name of the computer's user, proposed as the first person at the desk.
    pub user: String,
}

/// The shell's model.
pub struct App {
    screens: Stack,
    open: Open,
    overlay: Option<Overlay>,
    /// The box that help lies over.
    under: Option<Overlay>,
    notices: Notices,
    reads: Reads,
    writes: BTreeMap<WriteId, Writer>,
    last_write: u64,
    /// What is kept of forms that are not saved.
    kept: drafts::Kept,
    /// The person leaves as soon as the last write is answered.
    leaving: bool,
    keymap: Keymap,
    look: Look,
    file: String,
    user: String,
    folder: PathBuf,
    /// Files that are being written, in their order: who asked for each, and what it is.
    going_out: VecDeque<export::GoingOut>,
    /// What kind of file a list was written into last.
    format: ExportFormat,
    shop: Option<ShopFacts>,
    /// How much of the search index is built, in per cent.
    indexed: u8,
    /// Whether the book may be looked at and not changed.
    read_only: bool,
    /// What is said at the start.
    greeting: Option<Notice>,
    /// The day that the screens were last told of.
    today: Option<Day>,
    /// Where the mouse can hit the shell's own parts.
    places: RefCell<Places>,
}

/// Who waits for a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writer {
    /// A screen.
    Screen(Token),
    /// The shell's undo.
    Undo,
    /// The shell wrote down somebody new at the desk.
    Staff,
    /// The shell wrote into the audit that a list went out.
    Log,
}

impl App {
    /// The shell with its front desk. [`App::start`] follows before the first frame.
    pub fn new(parts: Parts) -> App {
        App {
            screens: Stack::new(parts.desk),
            open: parts.open,
            overlay: None,
            under: None,
            notices: Notices::default(),
            reads: Reads::default(),
            writes: BTreeMap::new(),
            last_write: 0,
            kept: drafts::Kept::default(),
            leaving: false,
            keymap: parts.keymap,
            look: parts.look,
            file: parts.file,
            user: parts.user,
            folder: PathBuf::from("."),
            going_out: VecDeque::new(),
            format: ExportFormat::default(),
            shop: None,
            indexed: 100,
            read_only: false,
            greeting: None,
            today: None,
            places: RefCell::default(),
        }
    }

    /// What the start says once, at the bottom of the screen, such as that the book lies in an
    /// unsafe place; nothing for an empty text.
    #[must_use]
    pub fn greeting(mut self, text: String) -> App {
        self.greeting = (!text.is_empty()).then_some(Notice {
            level: Level::Attention,
            text,
            hint: String::new(),
        });
        self
    }

    /// Whether the book may be looked at and not changed: the header says so, and nothing opens
    /// that would write.
    #[must_use]
    pub fn read_only(self, read_only: bool) -> App {
        App { read_only, ..self }
    }

    /// Where lists go unless another place is typed: the person's documents.
    #[must_use]
    pub fn lists_go_to(mut self, folder: PathBuf) -> App {
        self.folder = folder;
        self
    }

    /// A failure in the person's language; empty for one that nobody waits for.
    pub fn sentence(&self, failure: &Failure, context: &Context) -> String {
        let notice = self.terms(context).failure(failure);
        notice.map(|notice| notice.text).unwrap_or_default()
    }

    /// Why today's copy of the book could not be made, at the end.
    pub fn no_copy(&self, failure: &Failure, context: &Context) -> String {
        self.terms(context).no_copy(failure)
    }

    /// What is to be seen for as long as it is true: the book is damaged.
    fn standing(&self, context: &Context) -> Option<Notice> {
        let damage = self.shop.as_ref()?.damage.as_ref()?;
        Some(self.terms(context).damage(damage))
    }

    fn terms<'a>(&'a self, context: &'a Context) -> Terms<'a> {
        Terms {
            lang: context.lang,
            keymap: &self.keymap,
            file: &self.file,
            trade: &context.trade,
        }
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("overlay", &self.overlay)
            .field("notices", &self.notices)
            .finish_non_exhaustive()
    }
}
