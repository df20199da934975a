//! Which columns of the list on the screen are shown.

use super::Intent;
use crate::kit::{List, ListIntent};
use crate::protocol::{Code, HiddenColumns, Key, ListColumns, Mouse};

/// The dialog: what is put away is seen at once behind it.
#[derive(Debug)]
pub(in crate::app) struct ColumnsDialog {
    pub(super) of: ListColumns,
    pub(super) hidden: HiddenColumns,
    pub(super) list: List,
}

impl ColumnsDialog {
    pub(in crate::app) fn new(of: ListColumns, hidden: HiddenColumns) -> Self {
        Self {
            list: List::new(of.choosable().len()),
            of,
            hidden,
        }
    }

    /// Space turns the chosen column, a digit the one of that place; Enter and Esc close.
    pub(super) fn press(&mut self, key: Key) -> Intent {
        match (key.code, key.typed()) {
            (Code::Esc | Code::Enter, _) => Intent::Close,
            (_, Some(' ')) => self.turn(self.list.selected()),
            (_, Some(digit @ '1'..='9')) => {
                let at = digit.to_digit(10).map(|digit| digit as usize - 1);
                self.turn(at)
            }
            _ if self.list.press(key) == ListIntent::Ignored => Intent::Pass,
            _ => Intent::Stay,
        }
    }

    pub(super) fn click(&mut self, mouse: Mouse) -> Intent {
        match self.list.mouse(mouse) {
            ListIntent::Ignored => Intent::Stay,
            ListIntent::Moved | ListIntent::Chosen(_) => self.turn(self.list.selected()),
        }
    }

    fn turn(&mut self, at: Option<usize>) -> Intent {
        let Some((name, _)) = at.and_then(|at| self.of.choosable().get(at)) else {
            return Intent::Stay;
        };
        self.list.select(at.unwrap_or(0));
        self.hidden.turn(self.of.list, name);
        Intent::Columns(self.hidden.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Say;

    fn columns() -> ListColumns {
        ListColumns {
            list: "guests",
            all: vec![
                ("name", Say::FormName),
                ("phone", Say::FormPhone),
                ("plate", Say::FormPlate),
            ],
        }
    }

    #[test]
    fn space_and_digits_put_a_column_away_and_bring_it_back() {
        let mut dialog = ColumnsDialog::new(columns(), HiddenColumns::default());
        let away = |line: &str| Intent::Columns(HiddenColumns::read(line));
        assert_eq!(dialog.press(Key::plain(Code::Down)), Intent::Stay);
        assert_eq!(dialog.press(Key::char(' ')), away("guests=plate"));
        assert_eq!(dialog.press(Key::char('1')), away("guests=phone,plate"));
        assert_eq!(dialog.press(Key::char('2')), away("guests=phone"));
        assert_eq!(dialog.press(Key::char('3')), Intent::Stay);
        assert_eq!(dialog.press(Key::plain(Code::Enter)), Intent::Close);
    }
}
