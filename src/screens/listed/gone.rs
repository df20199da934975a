//! The chosen row when the book has changed: it stays chosen wherever it stands now. When it went by what
//! was done here, the next one is chosen. When somebody else took it away, the next key that is about a
//! row says so and does nothing: it was meant for the one that went.

use super::screen::Begun;
use super::{ListScreen, Source};
use crate::protocol::{Code, Command, Context, Event, Level, MouseKind, Notice, Step};
use crate::text::say;

/// Whether a command does something about the chosen row.
pub(super) fn is_of_row(command: Command) -> bool {
    matches!(
        command,
        Command::OpenRow
            | Command::EditRow
            | Command::RemoveRow
            | Command::GuestState
            | Command::Message
            | Command::MarkLost
            | Command::NewCampaign
            | Command::CopyPhone
    )
}

impl<S: Source> ListScreen<S> {
    /// Something is done about the chosen row: when it goes by that, nobody else has taken it.
    pub(in crate::screens) fn acts(&mut self) {
        self.acted = self.chosen().map(S::id);
    }

    /// Whether something has been done about the chosen row, and it is not known yet what came of it.
    pub(in crate::screens) fn has_acted(&self) -> bool {
        let chosen = self.chosen().map(S::id);
        chosen.is_some() && chosen == self.acted
    }

    /// Takes in what the book says anew.
    pub(in crate::screens) fn renew(&mut self, change: impl FnOnce(&mut Self)) {
        let Some((row, at)) = self.chosen().zip(self.list.selected()) else {
            self.show(change);
            self.choose_begun();
            return;
        };
        let (id, called, was_done) = (S::id(row), S::called(row), S::is_done(row));
        let acted = self.has_acted();
        self.show(change);
        if self.choose_begun() {
            return;
        }
        match self.chosen().filter(|row| S::id(*row) == id) {
            None if !acted => self.gone = Some(called),
            Some(row) if acted && S::is_done(row) && !was_done => self.go_on_from(at),
            _ => {}
        }
    }

    /// Chooses the one row that was not there when it was begun here, if there is one; what is typed gives way to it.
    fn choose_begun(&mut self) -> bool {
        let Some(begun) = &self.begun else {
            return false;
        };
        let mut new = self.all_ids().into_iter().filter(|id| match begun {
            Begun::NoneOf(before) => !before.contains(id),
            Begun::This(wanted) => id == wanted,
        });
        let (Some(new), None) = (new.next(), new.next()) else {
            return false;
        };
        self.begun = None;
        self.choose(&new);
        true
    }

    /// Chooses the next row that waits, from a place on; behind the last the first that was left out.
    fn go_on_from(&mut self, at: usize) {
        let waiting = self.rows().enumerate().filter(|(_, row)| S::waits(*row));
        let waiting: Vec<usize> = waiting.map(|(place, _)| place).collect();
        let further = waiting.iter().find(|place| **place >= at);
        let next = further.or(waiting.first()).copied();
        if let Some(next) = next {
            self.list.replace(self.list.len(), Some(next));
        }
    }

    /// What is said instead of doing something about another row than the one that was chosen; whoever
    /// moves or finds rows has seen which one stands there.
    pub(super) fn tells_gone(&mut self, event: &Event<'_>, context: &Context) -> Option<Vec<Step>> {
        match event {
            Event::Command(command) if is_of_row(*command) => return self.says_gone(context),
            Event::Key(key) if key.code == Code::Right => return self.says_gone(context),
            Event::Mouse(mouse) if matches!(mouse.kind, MouseKind::Press | MouseKind::Double) => {
                let at = (mouse.column, mouse.row).into();
                if self.list.hit(at) == self.list.selected() {
                    return self.says_gone(context);
                }
                self.gone = None;
            }
            Event::Command(command) if *command != Command::Why => self.gone = None,
            Event::Key(_) | Event::Paste(_) => self.gone = None,
            _ => {}
        }
        None
    }

    /// Whether the chosen row has gone, and that is not said yet.
    pub(in crate::screens) fn has_gone(&self) -> bool {
        self.gone.is_some()
    }

    /// A part of the chosen row that a key would have meant has gone.
    pub(in crate::screens) fn has_lost(&mut self, called: String) {
        self.gone = Some(called);
    }

    /// That the chosen row is not here any more, once.
    pub(in crate::screens) fn says_gone(&mut self, context: &Context) -> Option<Vec<Step>> {
        let called = self.gone.take()?;
        Some(vec![Step::Say(Notice {
            level: Level::Attention,
            text: say::rows_gone(context.lang, called),
            hint: String::new(),
        })])
    }
}
