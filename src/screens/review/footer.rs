//! What the bottom line names first here: what is done with a row, then with the list, then the way on.

use super::WeeklyReview;
use super::row::Row;
use crate::protocol::{Applies, Command};
use crate::text::Say;

/// What cannot be done with this list gives way to all that can.
const LAST: u8 = 11;

/// The place of a command in the bottom line; `None` where it is the same as everywhere.
pub(super) fn place(command: Command, applies: Applies) -> Option<u8> {
    let place = match command {
        Command::OpenCard => 1,
        Command::Message | Command::Settle | Command::AgreeYes | Command::AgreeNo => 2,
        Command::Why | Command::Filter => 3,
        Command::ExportList | Command::Sort => 4,
        Command::OnlySegment => 5,
        Command::NextStep => 6,
        Command::SaveReport => 7,
        Command::Note => 8,
        Command::Seen | Command::Columns => 9,
        _ => return None,
    };
    Some(match applies {
        Applies::Blocked(_) => LAST,
        _ => place,
    })
}

impl WeeklyReview {
    /// What Enter is called: it opens a card, or what stands behind a row that is nobody.
    pub(super) fn open_is_called(&self) -> Option<(Say, Say)> {
        let opens = self.row().and_then(Row::opens).is_some() || self.campaign().is_some();
        opens.then_some((Say::RowsOpen, Say::RowsOpenHelp))
    }
}
