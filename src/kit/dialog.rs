//! A question with buttons. It is a value in the model; nothing waits for it.

use super::draw::{centred, clear, panel, put, row};
use super::width::{clean_lines, width, wrap};
use crate::look::{Look, Role};
use crate::protocol::{Code, Key};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;

/// What a dialog wants after a key or a press of the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DialogIntent {
    /// The key is not one of the dialog's; it still keeps it from everything below.
    Ignored,
    /// Another button has the focus.
    Moved,
    /// The button with this number was pressed.
    Pressed(usize),
    /// Closed without an answer.
    Dismissed,
}

/// A letter for each of these labels, so that no two share one: the first of the label, else of
/// one of its words, else any letter in it.
pub fn letters(labels: &[String]) -> Vec<char> {
    let mut taken: Vec<char> = Vec::new();
    for label in labels {
        let initials = label
            .split_whitespace()
            .filter_map(|word| word.chars().next());
        let fitting = initials
            .chain(label.chars())
            .chain('a'..='z')
            .flat_map(char::to_lowercase)
            .find(|letter| letter.is_alphabetic() && !taken.contains(letter));
        taken.push(fitting.unwrap_or(' '));
    }
    taken
}

/// A title, sentences and buttons. The first button is the safe one and has the focus.
#[derive(Debug, Clone, Default)]
pub struct Dialog {
    title: String,
    sentences: Vec<String>,
    /// The letter that presses it, and its label.
    buttons: Vec<(char, String)>,
    focus: usize,
    places: RefCell<Vec<Rect>>,
}

impl Dialog {
    /// A dialog. A button's letter works without any other key.
    pub fn new(
        title: impl Into<String>,
        sentences: Vec<String>,
        buttons: Vec<(char, String)>,
    ) -> Dialog {
        Dialog {
            title: title.into(),
            sentences,
            buttons,
            ..Dialog::default()
        }
    }

    /// Moves between the buttons, presses one, or closes.
    pub fn press(&mut self, key: Key) -> DialogIntent {
        let count = self.buttons.len().max(1);
        match key.code {
            Code::Enter if self.focus < self.buttons.len() => DialogIntent::Pressed(self.focus),
            Code::Esc | Code::Enter => DialogIntent::Dismissed,
            Code::Tab | Code::Left | Code::Right | Code::Up | Code::Down => {
                let back = key.shift || matches!(key.code, Code::Left | Code::Up);
                self.focus = (self.focus + if back { count - 1 } else { 1 }) % count;
                DialogIntent::Moved
            }
            _ => self.letter(key),
        }
    }

    fn letter(&self, key: Key) -> DialogIntent {
        let Some(typed) = key.typed() else {
            return DialogIntent::Ignored;
        };
        let same = |letter: char| letter.to_lowercase().eq(typed.to_lowercase());
        let button = self.buttons.iter().position(|(letter, _)| same(*letter));
        button.map_or(DialogIntent::Ignored, DialogIntent::Pressed)
    }

    /// Presses the button under the mouse.
    pub fn click(&self, at: Position) -> DialogIntent {
        let button = self
            .places
            .borrow()
            .iter()
            .position(|place| place.contains(at));
        button.map_or(DialogIntent::Ignored, DialogIntent::Pressed)
    }

    /// Draws the dialog over the middle of `area`.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let columns = area.width.saturating_sub(4).min(60);
        let text = columns.saturating_sub(4);
        let lines: Vec<String> = self
            .sentences
            .iter()
            .flat_map(|sentence| wrap(&clean_lines(sentence), text))
            .collect();
        let buttons = self.button_rows(text);
        let needed = lines.len() + usize::from(buttons.last().map_or(0, |(y, _, _)| y + 1)) + 3;
        let place = centred(area, (columns, u16::try_from(needed).unwrap_or(u16::MAX)));
        clear(frame, place, look);
        let inner = panel(frame, place, &self.title, "", true, look);
        let inner = Rect {
            x: inner.x + 1,
            width: inner.width.saturating_sub(2),
            ..inner
        };
        let room = inner
            .height
            .saturating_sub(buttons.last().map_or(0, |(y, _, _)| y + 2));
        for (at, line) in (0..room).zip(&lines) {
            put(frame, row(inner, at), line, look.style(Role::Value), look);
        }
        let top = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room) + 1;
        let mut places = Vec::new();
        for (at, (y, x, label)) in buttons.iter().enumerate() {
            let line = super::draw::after(row(inner, top + y), *x);
            let spot = Rect {
                width: width(label).min(line.width),
                ..line
            };
            let role = if at == self.focus {
                Role::Selected
            } else {
                Role::Field
            };
            put(frame, spot, label, look.style(role), look);
            if at != self.focus {
                self.mark_letter(frame, spot, at, label, look);
            }
            places.push(spot);
        }
        *self.places.borrow_mut() = places;
    }

    /// Shows which letter presses the button that stands here.
    fn mark_letter(&self, frame: &mut Frame<'_>, spot: Rect, at: usize, label: &str, look: &Look) {
        let Some((letter, _)) = self.buttons.get(at) else {
            return;
        };
        let same = |one: char| one.to_lowercase().eq(letter.to_lowercase());
        let Some((before, _)) = label.char_indices().find(|(_, one)| same(*one)) else {
            return;
        };
        let place = super::draw::after(spot, width(&label[..before]));
        let cell = Rect {
            width: place.width.min(1),
            ..place
        };
        if !letter.is_whitespace() {
            frame.buffer_mut().set_style(cell, look.style(Role::Key));
        }
    }

    /// Buttons side by side, in as many rows as they need: row, column, text.
    fn button_rows(&self, columns: u16) -> Vec<(u16, u16, String)> {
        let (mut y, mut x) = (0, 0);
        let mut out = Vec::new();
        let starts_with = |(letter, label): &(char, String)| {
            let first = label.chars().next();
            *letter == ' '
                || first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
        };
        // Where one label needs its letter before it, a label without one would look as if it had none.
        let plain = self.buttons.iter().all(starts_with);
        for (letter, label) in &self.buttons {
            let text = if plain || *letter == ' ' {
                format!("[ {label} ]")
            } else {
                format!("[ {letter} {label} ]")
            };
            if x > 0 && x + width(&text) > columns {
                (y, x) = (y + 1, 0);
            }
            let at = x;
            x += width(&text) + 2;
            out.push((y, at, text));
        }
        out
    }
}

impl PartialEq for Dialog {
    /// Equal question and focus; where it was drawn does not count.
    fn eq(&self, other: &Dialog) -> bool {
        (&self.title, &self.sentences, &self.buttons, self.focus)
            == (&other.title, &other.sentences, &other.buttons, other.focus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn dialog() -> Dialog {
        Dialog::new(
            "Changes not saved",
            vec!["What you typed here is not in the book yet.".to_owned()],
            vec![
                ('s', "Save".to_owned()),
                ('d', "Discard".to_owned()),
                ('b', "Back".to_owned()),
            ],
        )
    }

    #[test]
    fn the_safe_button_has_the_focus() {
        let look = probe::look();
        insta::assert_snapshot!(probe::draw(50, 9, |frame| dialog().view(
            frame,
            frame.area(),
            &look
        )));
    }

    #[test]
    fn buttons_are_pressed_by_enter_letter_and_mouse() {
        let mut dialog = dialog();
        assert_eq!(
            dialog.press(Key::plain(Code::Enter)),
            DialogIntent::Pressed(0)
        );
        assert_eq!(dialog.press(Key::char('D')), DialogIntent::Pressed(1));
        assert_eq!(dialog.press(Key::plain(Code::Left)), DialogIntent::Moved);
        assert_eq!(
            dialog.press(Key::plain(Code::Enter)),
            DialogIntent::Pressed(2)
        );
        assert_eq!(dialog.press(Key::plain(Code::Esc)), DialogIntent::Dismissed);
        assert_eq!(dialog.press(Key::char('x')), DialogIntent::Ignored);
        assert_eq!(dialog.press(Key::ctrl('s')), DialogIntent::Ignored);
        probe::draw(50, 9, |frame| {
            dialog.view(frame, frame.area(), &Look::default());
        });
        assert_eq!(
            dialog.click(Position { x: 17, y: 5 }),
            DialogIntent::Pressed(1)
        );
        assert_eq!(
            dialog.click(Position { x: 17, y: 4 }),
            DialogIntent::Ignored
        );
    }

    #[test]
    fn where_one_label_needs_its_letter_before_it_all_of_them_have_theirs() {
        let buttons = |all: &[(char, &str)]| {
            let all = all
                .iter()
                .map(|(letter, label)| (*letter, (*label).to_owned()));
            let dialog = Dialog::new("", Vec::new(), all.collect());
            let rows = dialog.button_rows(80).into_iter();
            rows.map(|(_, _, text)| text).collect::<Vec<_>>()
        };
        let mixed = buttons(&[('s', "Pengingat"), ('p', "Promosi")]);
        assert_eq!(mixed, ["[ s Pengingat ]", "[ p Promosi ]"]);
        let plain = buttons(&[('s', "Stay"), ('l', "Leave")]);
        assert_eq!(plain, ["[ Stay ]", "[ Leave ]"]);
    }

    #[test]
    fn every_button_has_a_letter_of_its_own_label() {
        let labels = ["Ubah merek", "Ganti nopol", "Dijual", "Dipakai lagi"].map(str::to_owned);
        assert_eq!(letters(&labels), ['u', 'g', 'd', 'l']);
    }

    #[test]
    fn in_a_narrow_window_the_buttons_take_more_rows() {
        let text = probe::text(26, 12, |frame| {
            dialog().view(frame, frame.area(), &Look::default());
        });
        assert!(
            text.contains("[ Save ]\u{20}") || text.contains("[ Save ]"),
            "{text}"
        );
        assert!(text.contains("[ Back ]"), "{text}");
    }
}
