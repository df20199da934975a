//! A key as a person presses it and as settings, help and tests spell it.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Which key, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A key that types. Shift is already in the character: `A`, not Shift with `a`.
    Char(char),
    /// A function key, 1 to 24.
    F(u8),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator; backwards with Shift.
    Tab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
}

/// The codes that have a name, with it.
const NAMES: [(Code, &str); 14] = [
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Delete, "Delete"),
    (Code::Insert, "Insert"),
    (Code::Up, "Up"),
    (Code::Down, "Down"),
    (Code::Left, "Left"),
    (Code::Right, "Right"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PageUp"),
    (Code::PageDown, "PageDown"),
];

/// A key with its modifiers. Spelled `F2`, `Alt+2`, `Ctrl+Z`, `Shift+Tab`, `Enter`, `a`,
/// `Space`; read in any case of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control held.
    pub ctrl: bool,
    /// Alt held.
    pub alt: bool,
    /// Shift held; never together with [`Code::Char`].
    pub shift: bool,
}

/// Text that spells no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no key")]
pub struct BadKey(pub String);

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Key {
        Key {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A key that types `c`.
    pub const fn char(c: char) -> Key {
        Key::plain(Code::Char(c))
    }

    /// Function key `n`.
    pub const fn f(n: u8) -> Key {
        Key::plain(Code::F(n))
    }

    /// Control with a letter, given in lower case.
    pub const fn ctrl(c: char) -> Key {
        Key {
            ctrl: true,
            ..Key::char(c)
        }
    }

    /// Alt with a character.
    pub const fn alt(c: char) -> Key {
        Key {
            alt: true,
            ..Key::char(c)
        }
    }

    /// Shift with a key that does not type.
    pub const fn shift(code: Code) -> Key {
        Key {
            shift: true,
            ..Key::plain(code)
        }
    }

    /// The one spelling among several of the same press: Shift goes into the character,
    /// and Control and Alt ignore the case of letters.
    #[must_use]
    pub fn normal(mut self) -> Key {
        if let Code::Char(c) = self.code {
            if self.ctrl || self.alt {
                self.code = Code::Char(c.to_ascii_lowercase());
            } else if self.shift && c.is_ascii_lowercase() {
                self.code = Code::Char(c.to_ascii_uppercase());
            }
            self.shift = false;
        }
        self
    }

    /// The character that this key types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Keys as a test or a manual writes them: letters type, names stand in angle
    /// brackets, `<lt>` is the bracket itself: `1234<F2>Shell<Tab><Ctrl+S>`.
    pub fn sequence(text: &str) -> Result<Vec<Key>, BadKey> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            if c == '<' {
                let (name, left) = after
                    .split_once('>')
                    .ok_or_else(|| BadKey(rest.to_owned()))?;
                keys.push(if name == "lt" {
                    Key::char('<')
                } else {
                    name.parse()?
                });
                rest = left;
            } else {
                keys.push(Key::char(c));
                rest = after;
            }
        }
        Ok(keys)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) if self.ctrl || self.alt => write!(f, "{}", c.to_ascii_uppercase()),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(n) => write!(f, "F{n}"),
            named => {
                let name = NAMES.iter().find(|(code, _)| *code == named);
                f.write_str(name.map_or("", |(_, name)| name))
            }
        }
    }
}

impl FromStr for Key {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Key, BadKey> {
        let mut key = Key::char(' ');
        let mut rest = text;
        // A plus that is not followed by anything is the plus key itself.
        while let Some((held, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty())
        {
            let flag = match held.to_ascii_lowercase().as_str() {
                "ctrl" | "control" => &mut key.ctrl,
                "alt" => &mut key.alt,
                "shift" => &mut key.shift,
                _ => return Err(BadKey(text.to_owned())),
            };
            if std::mem::replace(flag, true) {
                return Err(BadKey(text.to_owned()));
            }
            rest = after;
        }
        key.code = code(rest).ok_or_else(|| BadKey(text.to_owned()))?;
        Ok(key.normal())
    }
}

fn code(name: &str) -> Option<Code> {
    let mut letters = name.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return (!c.is_control()).then_some(Code::Char(c));
    }
    if name.eq_ignore_ascii_case("space") {
        return Some(Code::Char(' '));
    }
    if let Some(number) = name.strip_prefix(['F', 'f'])
        && let Ok(n @ 1..=24) = number.parse()
    {
        return Some(Code::F(n));
    }
    let named = NAMES
        .iter()
        .find(|(_, known)| known.eq_ignore_ascii_case(name));
    named.map(|(code, _)| *code)
}

impl TryFrom<String> for Key {
    type Error = BadKey;

    fn try_from(text: String) -> Result<Key, BadKey> {
        text.parse()
    }
}

impl From<Key> for String {
    fn from(key: Key) -> String {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_read_and_printed() {
        for name in [
            "F2",
            "Alt+2",
            "Ctrl+Z",
            "Enter",
            "a",
            "A",
            "Space",
            "Shift+Tab",
            "Ctrl+Alt+F10",
            "+",
            "Ctrl++",
            "<",
        ] {
            assert_eq!(
                name.parse::<Key>().map(|key| key.to_string()).as_deref(),
                Ok(name)
            );
        }
    }

    #[test]
    fn the_case_of_names_does_not_matter() {
        assert_eq!("ctrl+z".parse(), Ok(Key::ctrl('z')));
        assert_eq!("CTRL+Z".parse(), Ok(Key::ctrl('z')));
        assert_eq!("f10".parse(), Ok(Key::f(10)));
        assert_eq!("pageup".parse(), Ok(Key::plain(Code::PageUp)));
        assert_eq!("Shift+a".parse(), Ok(Key::char('A')));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "F0",
            "F25",
            "Hyper+x",
            "Ctrl+Ctrl+x",
            "ab",
            "Ctrl",
            "\u{1b}",
            "Alt+\t",
        ] {
            assert_eq!(text.parse::<Key>(), Err(BadKey(text.to_owned())));
        }
    }

    #[test]
    fn a_sequence_types_letters_and_presses_names() {
        let keys = Key::sequence("1<F2>é<lt><Ctrl+S>").unwrap();
        let expected = [
            Key::char('1'),
            Key::f(2),
            Key::char('é'),
            Key::char('<'),
            Key::ctrl('s'),
        ];
        assert_eq!(keys, expected);
        assert!(Key::sequence("<F2").is_err());
        assert!(Key::sequence("<nonsense>").is_err());
    }

    #[test]
    fn only_keys_without_control_or_alt_type() {
        assert_eq!(Key::char('x').typed(), Some('x'));
        assert_eq!(Key::ctrl('x').typed(), None);
        assert_eq!(Key::alt('x').typed(), None);
        assert_eq!(Key::plain(Code::Enter).typed(), None);
    }

    fn any_key() -> impl Strategy<Value = Key> {
        let named = proptest::sample::select(NAMES.map(|(code, _)| code).to_vec());
        let typed = any::<char>()
            .prop_filter("types", |c| !c.is_control())
            .prop_map(Code::Char);
        let code = prop_oneof![named, typed, (1_u8..=24).prop_map(Code::F)];
        (code, any::<(bool, bool, bool)>()).prop_map(|(code, (ctrl, alt, shift))| {
            Key {
                code,
                ctrl,
                alt,
                shift,
            }
            .normal()
        })
    }

    proptest! {
        #[test]
        fn every_key_survives_being_printed_and_read(key in any_key()) {
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }
    }
}
