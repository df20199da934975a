//! Which commands can be done now, and why not.

use super::WeeklyReview;
use super::page::Part;
use super::row::Row;
use crate::protocol::{Applies, Command};
use crate::text::Say;

impl WeeklyReview {
    /// Whether a command can be done, with the reason if not.
    pub(super) fn can(&self, command: Command) -> Applies {
        if let Some(can) = self.within.applies(command) {
            return can;
        }
        if self.typing.is_some() && command != Command::ExportList {
            return while_typing(command);
        }
        if self.why.is_some() {
            return self.while_why(command);
        }
        if self.closing.is_some() {
            return self.while_closing(command);
        }
        match command {
            Command::OpenCard => self.can_open(),
            Command::CopyPhone => self.can_copy(),
            Command::Note | Command::Message | Command::Seen if self.chosen().is_none() => {
                Applies::Blocked(Say::ReviewNobodyChosen)
            }
            Command::Settle => self.can_settle(),
            Command::AgreeYes | Command::AgreeNo => self.can_answer(),
            Command::Sort | Command::Filter if self.orders().is_empty() => {
                Applies::Blocked(Say::ReviewNothingToSort)
            }
            Command::OnlySegment if !self.lists_people() => Applies::Blocked(match self.part() {
                Part::Data => Say::ReviewTenForEverybody,
                _ => Say::ReviewCountsEverybody,
            }),
            Command::Why if self.weekly.value.is_none() => Applies::Blocked(Say::ReviewNotYet),
            Command::PreviousStep if self.page.previous().is_none() && self.opened().is_none() => {
                Applies::Blocked(Say::ReviewFirstStep)
            }
            Command::LaterWeek if self.week.is_none() => Applies::Blocked(Say::ReviewLastWeek),
            Command::EarlierWeek | Command::ExportList if self.weekly.value.is_none() => {
                Applies::Blocked(Say::ReviewNotYet)
            }
            Command::ExportList if self.rows().is_empty() => Applies::Blocked(Say::ExportNobody),
            Command::NextField | Command::PreviousField if self.lists_here().len() < 2 => {
                Applies::Blocked(Say::ReviewOneList)
            }
            Command::OnlySegment
            | Command::Note
            | Command::Message
            | Command::ExportList
            | Command::SaveReport
            | Command::Seen
            | Command::Sort
            | Command::Filter
            | Command::Why
            | Command::NextStep
            | Command::PreviousStep
            | Command::LaterWeek
            | Command::EarlierWeek
            | Command::Segments
            | Command::Gatherings
            | Command::Campaigns
            | Command::Today
            | Command::Recovery
            | Command::Back
            | Command::NextField
            | Command::PreviousField => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    /// What can be done on the page after the last step: nobody is chosen there.
    fn while_closing(&self, command: Command) -> Applies {
        match command {
            Command::NextStep => Applies::Blocked(Say::ReviewLastStep),
            Command::LaterWeek if self.week.is_none() => Applies::Blocked(Say::ReviewLastWeek),
            Command::EarlierWeek if self.weekly.value.is_none() => {
                Applies::Blocked(Say::ReviewNotYet)
            }
            Command::Back
            | Command::PreviousStep
            | Command::EarlierWeek
            | Command::LaterWeek
            | Command::SaveReport
            | Command::Why
            | Command::Today
            | Command::Segments
            | Command::Gatherings
            | Command::Campaigns
            | Command::Recovery => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    /// What can be done while something is explained: Enter leads to what is explained.
    fn while_why(&self, command: Command) -> Applies {
        match command {
            Command::Back | Command::Why => Applies::Yes,
            Command::OpenCard if self.closing.is_none() => self.can_open(),
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn can_open(&self) -> Applies {
        let opens = self.row().and_then(Row::opens);
        match self.chosen() {
            None if opens.is_none() && self.campaign().is_none() => {
                Applies::Blocked(Say::ReviewNobodyChosen)
            }
            _ => Applies::Yes,
        }
    }

    fn can_copy(&self) -> Applies {
        let phone = self.chosen().and_then(|who| self.introduced(who));
        match phone {
            None => Applies::Blocked(Say::ReviewNobodyChosen),
            Some(who) if who.no_contact => Applies::Blocked(Say::MessageBlockedContact),
            Some(who) if who.phone.is_empty() => Applies::Blocked(Say::CardNoPhone),
            Some(_) => Applies::Yes,
        }
    }
}

/// What can be done while a filter is typed: letters type, and Enter keeps what they found.
fn while_typing(command: Command) -> Applies {
    let moves = matches!(
        command,
        Command::Back | Command::Up | Command::Down | Command::PageUp | Command::PageDown
    );
    if moves { Applies::Yes } else { Applies::No }
}
