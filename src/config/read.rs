//! The settings file: text in, a layer and all its mistakes out.

use super::mistake::{Mistake, Problem};
use super::settings::Layer;
use crate::look::NAMES;
use crate::protocol::{COMMANDS, Command, Key, Keymap};
use crate::text::{Lang, Say};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The settings that a file may have.
pub(super) const SETTINGS: [&str; 6] = ["language", "theme", "ascii", "mouse", "motion", "keys"];

/// Reads a settings file. What is right counts even beside mistakes.
pub(super) fn read(text: &str) -> (Layer, Vec<Mistake>) {
    let mut reader = Reader {
        text,
        mistakes: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().unwrap_or(0..0);
        reader.mistake(at, Problem::NotToml(error.message().to_owned()));
    }
    let mut layer = Layer::default();
    for (key, value) in table.get_ref() {
        reader.setting(key, value, &mut layer);
    }
    (layer, reader.in_order())
}

struct Reader<'a> {
    text: &'a str,
    mistakes: Vec<Mistake>,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn mistake(&mut self, at: Range<usize>, problem: Problem) {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line = Some(before.matches('\n').count() + 1);
        self.mistakes.push(Mistake { line, problem });
    }

    /// The mistakes by line. In a line that is not TOML whatever else was made of it is noise.
    fn in_order(mut self) -> Vec<Mistake> {
        let broken: Vec<_> = self
            .mistakes
            .iter()
            .filter(|mistake| is_syntax(mistake))
            .map(|mistake| mistake.line)
            .collect();
        self.mistakes
            .retain(|mistake| is_syntax(mistake) || !broken.contains(&mistake.line));
        self.mistakes.sort_by_key(|mistake| mistake.line);
        self.mistakes
    }

    fn setting(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Value<'_>,
        layer: &mut Layer,
    ) {
        let name = key.get_ref().as_ref();
        match name {
            "language" => {
                let lang = self.one_of(name, value, &["en", "id"]);
                layer.lang = lang.as_deref().and_then(Lang::of);
            }
            "theme" => layer.theme = self.one_of(name, value, &NAMES),
            "ascii" => layer.ascii = self.flag(name, value),
            "mouse" => layer.mouse = self.flag(name, value),
            "motion" => layer.motion = self.flag(name, value),
            "keys" => layer.keys = self.keys(value),
            _ => {
                let near = nearest(name, SETTINGS.into_iter());
                self.mistake(key.span(), Problem::UnknownKey(name.to_owned(), near));
            }
        }
    }

    fn flag(&mut self, name: &str, value: &Value<'_>) -> Option<bool> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.mistake(
                value.span(),
                Problem::WrongType(name.to_owned(), Say::SettingsAFlag),
            );
        }
        flag
    }

    fn one_of(&mut self, name: &str, value: &Value<'_>, allowed: &[&str]) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.mistake(
                value.span(),
                Problem::WrongType(name.to_owned(), Say::SettingsAText),
            );
            return None;
        };
        if allowed.contains(&text) {
            return Some(text.to_owned());
        }
        let problem = Problem::UnknownValue(text.to_owned(), allowed.join(", "));
        self.mistake(value.span(), problem);
        None
    }

    fn keys(&mut self, value: &Value<'_>) -> BTreeMap<Command, Vec<Key>> {
        let Some(table) = value.get_ref().as_table() else {
            self.mistake(
                value.span(),
                Problem::WrongType("keys".to_owned(), Say::SettingsATable),
            );
            return BTreeMap::new();
        };
        let mut own = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (name, value) in table {
            let text = name.get_ref().as_ref();
            let Some(command) = Command::named(text) else {
                let near = nearest(text, COMMANDS.iter().map(|spec| spec.name));
                self.mistake(name.span(), Problem::UnknownCommand(text.to_owned(), near));
                continue;
            };
            own.insert(command, self.bindings(text, value));
            places.insert(command, name.span());
        }
        for clash in Keymap::with(&own).1 {
            let at = places.get(&clash.second).cloned().unwrap_or(0..0);
            let (first, second) = (clash.first.spec().name, clash.second.spec().name);
            self.mistake(
                at,
                Problem::Twice {
                    key: clash.key.to_string(),
                    first,
                    second,
                },
            );
        }
        own
    }

    /// One key or a list of keys. An empty list takes the command's keys away.
    fn bindings(&mut self, name: &str, value: &Value<'_>) -> Vec<Key> {
        let single = std::slice::from_ref(value);
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect::<Vec<_>>(),
            _ => single.iter().collect(),
        };
        items
            .into_iter()
            .filter_map(|item| self.binding(name, item))
            .collect()
    }

    fn binding(&mut self, name: &str, value: &Value<'_>) -> Option<Key> {
        let Some(text) = value.get_ref().as_str() else {
            self.mistake(
                value.span(),
                Problem::WrongType(name.to_owned(), Say::SettingsAList),
            );
            return None;
        };
        let Ok(key) = text.parse::<Key>() else {
            self.mistake(value.span(), Problem::BadKey(text.to_owned()));
            return None;
        };
        if key.typed().is_some() {
            self.mistake(value.span(), Problem::Types(text.to_owned()));
            return None;
        }
        Some(key)
    }
}

fn is_syntax(mistake: &Mistake) -> bool {
    matches!(mistake.problem, Problem::NotToml(_))
}

/// The name that is spelled most alike, at most two letters away.
fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let distance = |other: &str| strsim::osa_distance(name, other);
    let best = known.min_by_key(|other| distance(other))?;
    (distance(best) <= 2).then(|| best.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mistakes(text: &str) -> Vec<String> {
        let list = read(text).1;
        let show = |mistake: &Mistake| {
            format!(
                "{}: {}",
                mistake.line.unwrap_or(0),
                mistake.problem.sentence(Lang::En)
            )
        };
        list.iter().map(show).collect()
    }

    #[test]
    fn a_right_file_is_read() {
        let (layer, mistakes) = read(
            "language = 'id'\ntheme = 'light'\nascii = true\nmouse = false\nmotion = false\n\
             [keys]\nundo = 'F12'\nnew_visit = ['F2', 'Ctrl+B']\n",
        );
        assert_eq!(mistakes, []);
        assert_eq!(layer.lang, Some(Lang::Id));
        assert_eq!(layer.theme.as_deref(), Some("light"));
        assert_eq!(
            (layer.ascii, layer.mouse, layer.motion),
            (Some(true), Some(false), Some(false))
        );
        assert_eq!(layer.keys[&Command::Undo], [Key::f(12)]);
        assert_eq!(layer.keys[&Command::NewVisit], [Key::f(2), Key::ctrl('b')]);
    }

    #[test]
    fn every_mistake_is_reported_at_once_with_its_line() {
        let text = "langauge = 'id'\ntheme = 'pink'\nmouse = 'yes'\nfont = 3\n\
                    [keys]\nundoo = 'F12'\nundo = 'x'\nsave = 'Hyper+S'\nhelp = [1]\nfrobnicate = 'F5'\n";
        insta::assert_snapshot!(mistakes(text).join("\n"), @r"
        1: there is no setting “langauge”; did you mean “language”?
        2: “pink” is none of dark, light, high-contrast, colour-blind, none
        3: “mouse” needs true or false
        4: there is no setting “font”; there are language, theme, ascii, mouse, motion, keys
        6: there is no command “undoo”; did you mean “undo”?
        7: x types a letter and cannot be a command
        8: “Hyper+S” is no key; keys are written like F2, Alt+2, Ctrl+Z
        9: “help” needs one key or a list of keys
        10: there is no command “frobnicate”
        ");
    }

    #[test]
    fn a_key_for_two_commands_is_a_mistake() {
        let found = mistakes("[keys]\nhelp = 'F12'\nundo = 'F12'\n");
        assert_eq!(found, ["3: F12 is bound to help and to undo"]);
    }

    #[test]
    fn a_broken_file_says_where_it_breaks_and_what_else_is_wrong() {
        let found = mistakes("theme = 'pink'\nmouse = \nascii = 'no'\n");
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].starts_with("2: this is not TOML"), "{found:?}");
    }

    #[test]
    fn the_example_has_every_setting_at_its_built_in_value() {
        let text = super::super::EXAMPLE
            .replace("\n#", "\n")
            .replace("\n ", "\n# ");
        let (layer, mistakes) = read(&text);
        assert_eq!(mistakes, []);
        assert_eq!(
            super::super::Settings::from(layer),
            super::super::Settings::default()
        );
        for setting in SETTINGS {
            assert!(text.contains(setting), "{setting}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_fail(text in "[a-z='\"\\[\\]\n\\. 0-9{},#]{0,80}") {
            let (_, mistakes) = read(&text);
            let lines = text.matches('\n').count() + 1;
            prop_assert!(mistakes.iter().all(|mistake| mistake.line.is_some_and(|line| line >= 1 && line <= lines)));
        }
    }
}
