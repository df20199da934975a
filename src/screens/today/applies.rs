//! Which commands can be done now, and why not.

use super::TodayList;
use super::rows::Row;
use crate::protocol::{Applies, Command};
use crate::screens::Screen;
use crate::text::Say;

impl TodayList {
    /// The place of a command in the bottom line: the message, then what is answered where nobody has
    /// asked yet, what else is done about a row, what is known of it, and then the list; `None` where it is
    /// the same as everywhere.
    pub(super) fn place(command: Command) -> Option<u8> {
        Some(match command {
            Command::Message => 1,
            Command::AgreeYes | Command::AgreeNo => 2,
            Command::Done => 3,
            Command::OpenCard => 4,
            Command::Snooze | Command::Back | Command::Help => 5,
            Command::Why => 6,
            Command::Filter | Command::Quit => 7,
            Command::OnlySegment | Command::SortSegment => 8,
            _ => return None,
        })
    }

    pub(super) fn can(&self, command: Command) -> Applies {
        if self.typing.is_some() {
            // Letters type; Enter keeps.
            return match command {
                Command::Back => Applies::Yes,
                _ => Applies::No,
            };
        }
        if self.list.is_covered() {
            return match command {
                Command::OpenCard => self.list.applies(Command::OpenRow),
                other => self.list.applies(other),
            };
        }
        if self.list.of.finding && matches!(command, Command::OpenCard | Command::Filter) {
            // Enter keeps what was found.
            return Applies::No;
        }
        match self.of_row(command) {
            // That the row has gone is said first.
            Some(Applies::Blocked(_) | Applies::No) if self.list.has_gone() => Applies::Yes,
            Some(can) => can,
            None => match command {
                Command::SortSegment => self.list.applies(Command::SortRows),
                Command::Filter
                | Command::OnlySegment
                | Command::NextField
                | Command::PreviousField
                | Command::Review
                | Command::Segments
                | Command::Recovery => Applies::Yes,
                theirs => self.list.applies(theirs),
            },
        }
    }

    /// Whether something can be done about the chosen row; `None` for what is not about it.
    fn of_row(&self, command: Command) -> Option<Applies> {
        let person = self.person();
        Some(match command {
            Command::OpenCard | Command::Message if self.list.is_nobodys() => {
                Applies::Blocked(Say::TodayNobodyGreeted)
            }
            Command::OpenCard | Command::Message
                if person.is_none() && self.list.feast().is_none() =>
            {
                Applies::Blocked(Say::TodayChooseCustomer)
            }
            Command::CopyPhone if person.is_none() => Applies::Blocked(Say::TodayChooseCustomer),
            Command::CopyPhone => self.list.applies(command),
            Command::Done | Command::Snooze if self.writing() => {
                Applies::Blocked(Say::NoticeBlockedBusy)
            }
            Command::Done | Command::Snooze => match self.chosen() {
                Some(Row::Feast(_) | Row::Person(_)) => Applies::Yes,
                Some(Row::Notes) | None => Applies::Blocked(Say::TodayChooseRow),
            },
            Command::AgreeYes | Command::AgreeNo if self.unasked().is_none() => Applies::No,
            Command::AgreeYes | Command::AgreeNo if self.writing() => {
                Applies::Blocked(Say::NoticeBlockedBusy)
            }
            Command::OpenCard | Command::Message | Command::AgreeYes | Command::AgreeNo => {
                Applies::Yes
            }
            _ => return None,
        })
    }

    /// Whether what was done last is being written.
    fn writing(&self) -> bool {
        self.marking.is_some() || self.answering.is_some()
    }
}
