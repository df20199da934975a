//! Values that could not be read, all of them told at once.

use crate::cli::exit::{Ended, Exit, Failing};
use crate::screens::entry::parse::Read;
use crate::text::{Lang, Say};

/// What was wrong with which word of the command.
#[derive(Debug, Default)]
pub(super) struct Mistakes(Vec<(&'static str, String, Say)>);

impl Mistakes {
    /// The value; one that cannot be read is noted and nothing.
    pub(super) fn read<T>(
        &mut self,
        word: &'static str,
        text: &str,
        read: impl FnOnce(&str) -> Read<T>,
    ) -> Option<T> {
        read(text).unwrap_or_else(|why| {
            self.add(word, text, why);
            None
        })
    }

    /// Notes a value that is wrong.
    pub(super) fn add(&mut self, word: &'static str, text: &str, why: Say) {
        self.0.push((word, text.to_owned(), why));
    }

    /// Nothing was wrong; else every mistake on a line of its own.
    ///
    /// # Errors
    /// The data is refused.
    pub(super) fn none(self, lang: Lang) -> Ended<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let line = |(word, text, why): (&str, String, Say)| match text.trim() {
            "" => format!("{word}: {}", why.in_(lang)),
            text => format!("{word} “{text}”: {}", why.in_(lang)),
        };
        let lines = self.0.into_iter().map(line).collect();
        let (text, hint) = (Say::CliMistakesText, Say::CliRefusedHint);
        Err(Failing::said(Exit::Refused, lang, text, hint).with_lines(lines))
    }
}
