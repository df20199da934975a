//! What can be wrong with settings, in sentences.

use super::read::SETTINGS;
use crate::text::{Lang, Say, say};
use std::path::PathBuf;

/// One mistake, with its line where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Line in the settings file, counted from 1; `None` for the environment.
    pub line: Option<usize>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is not TOML; the parser says why, in English.
    NotToml(String),
    /// There is no such setting; perhaps one that is spelled like it.
    UnknownKey(String, Option<String>),
    /// The setting takes something else.
    WrongType(String, Say),
    /// The value is none of those that the setting knows.
    UnknownValue(String, String),
    /// A section `[keys]` names a command that does not exist.
    UnknownCommand(String, Option<String>),
    /// Text that spells no key.
    BadKey(String),
    /// A key that types cannot be a command.
    Types(String),
    /// One key for two commands that can both be meant.
    Twice {
        /// The key.
        key: String,
        /// The command that comes first in the table.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A variable of the environment has a value that is none of those known.
    BadVariable(&'static str, String, String),
    /// The file cannot be read; what the system said, in English.
    CannotRead(String),
    /// The file is not there.
    NoFile,
    /// A folder, a device, or far too long for settings.
    NoSettings,
}

impl Problem {
    /// The sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Problem::NotToml(why) => say::settings_not_toml(lang, why),
            Problem::UnknownKey(key, None) => {
                say::settings_unknown_key(lang, key, SETTINGS.join(", "))
            }
            Problem::UnknownKey(key, Some(near)) => say::settings_did_you_mean(lang, key, near),
            Problem::WrongType(key, wanted) => {
                say::settings_wrong_type(lang, key, wanted.in_(lang))
            }
            Problem::UnknownValue(value, allowed) => {
                say::settings_unknown_value(lang, value, allowed)
            }
            Problem::UnknownCommand(command, None) => say::settings_unknown_command(lang, command),
            Problem::UnknownCommand(command, Some(near)) => {
                say::settings_command_near(lang, command, near)
            }
            Problem::BadKey(key) => say::settings_bad_key(lang, key),
            Problem::Types(key) => say::settings_letter_key(lang, key),
            Problem::Twice { key, first, second } => {
                say::settings_key_twice(lang, key, first, second)
            }
            Problem::BadVariable(name, value, allowed) => {
                say::settings_bad_environment(lang, name, value, allowed)
            }
            Problem::CannotRead(why) => say::settings_cannot_read(lang, why),
            Problem::NoFile => Say::SettingsNoFile.in_(lang).to_owned(),
            Problem::NoSettings => Say::SettingsNoSettings.in_(lang).to_owned(),
        }
    }
}

/// All mistakes of one start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the settings have mistakes")]
pub struct Mistakes {
    /// The settings file, if one was read.
    pub path: Option<PathBuf>,
    /// The mistakes, in the order of their lines; never empty.
    pub list: Vec<Mistake>,
}

impl Mistakes {
    /// What to print: a heading, one line for each mistake, and the way out.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let count = u64::try_from(self.list.len()).unwrap_or(u64::MAX);
        let path = self.path.as_ref().map(|path| path.display().to_string());
        let heading = match path {
            Some(path) => say::settings_mistakes(lang, path, count),
            None => say::settings_mistakes_anywhere(lang, count),
        };
        let line = |mistake: &Mistake| {
            let text = mistake.problem.sentence(lang);
            let at = mistake
                .line
                .map(|line| say::settings_at_line(lang, line, &text));
            format!("  {}", at.unwrap_or(text))
        };
        let mut out = vec![heading];
        out.extend(self.list.iter().map(line));
        let of_file = |mistake: &Mistake| !matches!(mistake.problem, Problem::BadVariable(..));
        let hint = if self.list.iter().any(of_file) {
            Say::SettingsHint
        } else {
            Say::SettingsVariableHint
        };
        out.push(hint.in_(lang).to_owned());
        out
    }
}
