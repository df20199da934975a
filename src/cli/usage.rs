//! What clap finds wrong with a command line, as a sentence in the person's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::exit::{Exit, Failing};
use crate::text::{Lang, Say, say};

/// The sentence about a wrong command line. `command` is what the help is asked of.
pub fn wrong(error: &clap::Error, command: &str, lang: Lang) -> Failing {
    let why = why(error, lang);
    Failing::new(
        Exit::Usage,
        say::cli_usage(lang, why),
        say::usage_wrong_hint(lang, command),
    )
}

/// The command that the words name, as far as they name one: `kenal record visit`.
pub fn named(words: &[String], tree: &clap::Command) -> String {
    let mut names = vec!["kenal"];
    let mut here = tree;
    for word in words {
        if let Some(child) = here.find_subcommand(word) {
            names.push(child.get_name());
            here = child;
        }
    }
    names.join(" ")
}

fn why(error: &clap::Error, lang: Lang) -> String {
    let get = |kind| all(error.get(kind));
    let word = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => match near(error, ContextKind::SuggestedArg) {
            Some(near) => say::usage_wrong_unknown_near(lang, word, near),
            None => say::usage_wrong_unknown(lang, word),
        },
        ErrorKind::InvalidSubcommand => {
            let word = get(ContextKind::InvalidSubcommand);
            match near(error, ContextKind::SuggestedSubcommand) {
                Some(near) => say::usage_wrong_command_near(lang, word, near),
                None => say::usage_wrong_command(lang, word),
            }
        }
        ErrorKind::MissingRequiredArgument => say::usage_wrong_missing(lang, word),
        ErrorKind::InvalidValue if value.is_empty() => say::usage_wrong_no_value(lang, word),
        ErrorKind::InvalidValue => {
            say::usage_wrong_value_one_of(lang, value, word, get(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => say::usage_wrong_value(lang, value, word),
        ErrorKind::ArgumentConflict => conflict(error, word, lang),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            say::usage_wrong_twice(lang, word)
        }
        ErrorKind::TooFewValues => say::usage_wrong_no_value(lang, word),
        ErrorKind::InvalidUtf8 => Say::UsageWrongText.in_(lang).to_owned(),
        _ => Say::UsageWrongOther.in_(lang).to_owned(),
    }
}

/// One word given twice is a conflict with itself.
fn conflict(error: &clap::Error, word: String, lang: Lang) -> String {
    let other = all(error.get(ContextKind::PriorArg));
    if other.is_empty() || other == word {
        say::usage_wrong_twice(lang, word)
    } else {
        say::usage_wrong_together(lang, word, other)
    }
}

fn near(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let near = match error.get(kind)? {
        ContextValue::Strings(several) => several.last().cloned()?, // the nearest comes last
        other => other.to_string(),
    };
    (!near.is_empty()).then_some(near)
}

fn all(value: Option<&ContextValue>) -> String {
    match value {
        None | Some(ContextValue::None) => String::new(),
        Some(ContextValue::Strings(several)) => several.join(", "),
        Some(other) => other.to_string(),
    }
}
