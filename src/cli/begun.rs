//! What `kenal campaign` and `kenal event` have in common: something with a name that the shop begins,
//! changes, looks at and takes away.

use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::domain::Day;
use crate::screens::entry::parse;
use crate::store::StoreResult;
use crate::text::Say;

/// The word that begins a new one.
const MAKE: &str = "make";

/// Which one is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// All of them.
    All,
    /// A new one of this name; may be empty.
    New(String),
    /// That of this name.
    One(String),
}

impl Meant {
    /// What the words after the command mean.
    pub(super) fn by(words: &[String]) -> Self {
        match words.split_first() {
            None => Self::All,
            Some((first, name)) if first == MAKE => Self::New(name.join(" ")),
            Some(_) => Self::One(words.join(" ")),
        }
    }
}

/// What the book holds, or that it holds no such.
pub(super) fn there<T>(
    session: &Session,
    found: StoreResult<Option<T>>,
    nothing: impl FnOnce() -> Failing,
) -> Ended<T> {
    let found = found.map_err(|error| session.failing(&error))?;
    found.ok_or_else(nothing)
}

/// Done, or that there is nothing: a list without rows.
pub(super) fn listed<T>(all: &[T]) -> Exit {
    if all.is_empty() {
        Exit::Partly
    } else {
        Exit::Done
    }
}

/// The day that stands behind a word such as `--until`; `None` where nothing does.
pub(super) fn day(session: &Session, word: &str, text: &str, today: Day) -> Ended<Option<Day>> {
    parse::day(text, today).map_err(|why| {
        let lang = session.lang();
        let line = format!("{word} “{text}”: {}", why.in_(lang));
        let (text, hint) = (Say::CliMistakesText, Say::CliRefusedHint);
        Failing::said(Exit::Refused, lang, text, hint).with_lines(vec![line])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_says_whether_one_is_begun() {
        let meant = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            Meant::by(&words)
        };
        assert_eq!(meant(&[]), Meant::All);
        assert_eq!(meant(&["make"]), Meant::New(String::new()));
        assert_eq!(
            meant(&["make", "Kopdar", "Juni"]),
            Meant::New("Kopdar Juni".to_owned())
        );
        assert_eq!(
            meant(&["Kopdar", "make"]),
            Meant::One("Kopdar make".to_owned())
        );
    }
}
