//! Which commands can be done now, and why not.

use super::TodayList;
use super::model::Row;
use crate::protocol::{Applies, Command};
use crate::text::Say;

impl TodayList {
    pub(super) fn can(&self, command: Command) -> Applies {
        if self.typing.is_some() {
            // Letters type; Enter keeps.
            return match command {
                Command::Back => Applies::Yes,
                _ => Applies::No,
            };
        }
        if self.finding.is_some() && command != Command::ExportList {
            // Letters find; Enter keeps what they found.
            let moves = command == Command::Back || command.row_key().is_some();
            return if moves { Applies::Yes } else { Applies::No };
        }
        if self.why.is_some() {
            let closes = matches!(command, Command::Back | Command::Why);
            return if closes || command.row_key().is_some() {
                Applies::Yes
            } else {
                Applies::No
            };
        }
        if let Some(can) = self.within.applies(command) {
            return can;
        }
        let person = self.person();
        match command {
            Command::OpenCard | Command::Message if self.feast().is_some() => Applies::Yes,
            Command::OpenCard | Command::Message if person.is_none() => {
                Applies::Blocked(Say::TodayChooseCustomer)
            }
            Command::CopyPhone => match person {
                None => Applies::Blocked(Say::TodayChooseCustomer),
                Some(person) if person.who.phone.is_empty() => Applies::Blocked(Say::CardNoPhone),
                Some(_) => Applies::Yes,
            },
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
            Command::Why if self.chosen().is_none() => Applies::Blocked(Say::TodayChooseRow),
            Command::ExportList if self.nobody() => Applies::Blocked(Say::ExportNobody),
            Command::OpenCard
            | Command::Message
            | Command::AgreeYes
            | Command::AgreeNo
            | Command::Why
            | Command::ExportList
            | Command::Filter
            | Command::SortSegment
            | Command::OnlySegment
            | Command::NextField
            | Command::PreviousField
            | Command::Review
            | Command::Segments
            | Command::Recovery
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    /// Whether what was done last is being written.
    fn writing(&self) -> bool {
        self.marking.is_some() || self.answering.is_some()
    }

    fn nobody(&self) -> bool {
        let list = self.list.value.as_ref();
        list.is_none_or(|list| list.people.is_empty() && list.feasts.is_empty())
    }
}
