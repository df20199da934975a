//! What the terminal reports, turned once into the words of the protocol. No other module
//! knows how crossterm spells a key.

use std::time::{Duration, Instant};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::domain::hygiene::is_unwanted;
use crate::protocol::{Code, Key, Mouse, MouseKind, Msg};

/// Two presses on one cell within this time are a double one.
const DOUBLE: Duration = Duration::from_millis(400);

/// The most characters that one paste brings in; more than any field holds.
const PASTE_LIMIT: usize = 20_000;

/// Translates events, and remembers the last press to tell a double one.
#[derive(Debug, Default)]
pub(super) struct Translator {
    last_press: Option<(Instant, u16, u16)>,
}

impl Translator {
    /// The message of an event; `None` for those that mean nothing here, such as the release
    /// of a key.
    pub(super) fn msg(&mut self, event: Event, now: Instant) -> Option<Msg> {
        match event {
            Event::Key(key) => translate(key).map(Msg::Key),
            Event::Paste(text) => Some(Msg::Paste(pasted(&text))),
            Event::Mouse(mouse) => self.mouse(mouse, now).map(Msg::Mouse),
            Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
            Event::FocusGained | Event::FocusLost => None,
        }
    }

    fn mouse(&mut self, event: MouseEvent, now: Instant) -> Option<Mouse> {
        let (column, row) = (event.column, event.row);
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.press(column, row, now),
            MouseEventKind::ScrollUp => MouseKind::WheelUp,
            MouseEventKind::ScrollDown => MouseKind::WheelDown,
            _ => return None,
        };
        Some(Mouse { kind, column, row })
    }

    fn press(&mut self, column: u16, row: u16, now: Instant) -> MouseKind {
        let again = self
            .last_press
            .take()
            .is_some_and(|(at, old_column, old_row)| {
                (old_column, old_row) == (column, row)
                    && now.saturating_duration_since(at) <= DOUBLE
            });
        if again {
            return MouseKind::Double;
        }
        self.last_press = Some((now, column, row));
        MouseKind::Press
    }
}

fn translate(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let held = |modifier| event.modifiers.contains(modifier);
    let (code, shift) = match event.code {
        KeyCode::BackTab => (Code::Tab, true),
        other => (code(other)?, held(KeyModifiers::SHIFT)),
    };
    let key = Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift,
    };
    Some(match key.normal() {
        // Old terminals send the Backspace key as Ctrl+H.
        key if key == Key::ctrl('h') => Key::plain(Code::Backspace),
        key => key,
    })
}

fn code(code: KeyCode) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) if !is_unwanted(c) => Code::Char(c),
        KeyCode::F(n @ 1..=24) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    })
}

/// Pasted text without anything that could act on a terminal or hide in a name. Line breaks
/// stay, in one spelling; they never confirm anything.
fn pasted(text: &str) -> String {
    let unix = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    unix.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || !is_unwanted(*c))
        .take(PASTE_LIMIT)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyEventState;
    use proptest::prelude::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        translate(KeyEvent::new(code, modifiers))
    }

    fn press(at: u16) -> Event {
        Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: at,
            row: at,
            modifiers: KeyModifiers::NONE,
        })
    }

    #[test]
    fn the_release_of_a_key_is_dropped_and_a_repeat_is_kept() {
        let event = |kind| KeyEvent {
            code: KeyCode::Enter,
            modifiers: KeyModifiers::NONE,
            kind,
            state: KeyEventState::NONE,
        };
        assert_eq!(translate(event(KeyEventKind::Release)), None);
        assert_eq!(
            translate(event(KeyEventKind::Repeat)),
            Some(Key::plain(Code::Enter))
        );
    }

    #[test]
    fn every_spelling_of_a_press_becomes_one_key() {
        assert_eq!(
            key(KeyCode::Char('A'), KeyModifiers::SHIFT),
            Some(Key::char('A'))
        );
        assert_eq!(
            key(KeyCode::Char('Z'), KeyModifiers::CONTROL),
            Some(Key::ctrl('z'))
        );
        assert_eq!(
            key(KeyCode::BackTab, KeyModifiers::NONE),
            Some(Key::shift(Code::Tab))
        );
        assert_eq!(
            key(KeyCode::Char('h'), KeyModifiers::CONTROL),
            Some(Key::plain(Code::Backspace))
        );
        assert_eq!(
            key(KeyCode::Char('2'), KeyModifiers::ALT),
            Some(Key::alt('2'))
        );
        assert_eq!(key(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn two_presses_on_one_cell_are_a_double_one_and_the_third_is_single_again() {
        let mut translator = Translator::default();
        let now = Instant::now();
        let mut kinds = [1, 1, 1, 2].map(|at| match translator.msg(press(at), now) {
            Some(Msg::Mouse(mouse)) => mouse.kind,
            other => panic!("{other:?}"),
        });
        kinds.reverse();
        assert_eq!(
            kinds,
            [
                MouseKind::Press,
                MouseKind::Press,
                MouseKind::Double,
                MouseKind::Press
            ]
        );
        assert!(matches!(
            translator.msg(press(2), now + DOUBLE * 2),
            Some(Msg::Mouse(Mouse {
                kind: MouseKind::Press,
                ..
            }))
        ));
    }

    #[test]
    fn a_paste_loses_what_could_act_on_a_terminal() {
        assert_eq!(
            pasted("a\x1b[31mb\tc\r\nd\re\u{202e}f\u{200b}g\u{9b}h"),
            "a[31mb c\nd\nefgh"
        );
        assert_eq!(pasted(&"x".repeat(1 << 20)).len(), PASTE_LIMIT);
    }

    proptest! {
        #[test]
        fn nothing_typed_or_pasted_holds_a_control_character(text in any::<String>()) {
            prop_assert!(pasted(&text).chars().all(|c| c == '\n' || !c.is_control()));
            for c in text.chars() {
                if let Some(Key { code: Code::Char(c), .. }) = key(KeyCode::Char(c), KeyModifiers::NONE) {
                    prop_assert!(!c.is_control());
                }
            }
        }
    }
}
