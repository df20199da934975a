//! What a customer answered to being written to: `no 2026-05-17 whatsapp`, as our own exports write it.

use super::{Reader, Weight, cell_of, says_nothing};
use crate::domain::{Answered, Day, Purpose};
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::MAX_NAME_CHARS;
use crate::exchange::recognise::Field;
use crate::text::{Lang, Say};

/// A no in other words than ours.
const NO: [&str; 6] = ["n", "false", "tdk", "jangan", "never", "stop"];
/// A yes in other words than ours.
const YES: [&str; 4] = ["y", "true", "boleh", "ok"];

const fn field(purpose: Purpose) -> Field {
    match purpose {
        Purpose::ServiceReminders => Field::ConsentServiceReminders,
        Purpose::Promotions => Field::ConsentPromotions,
        Purpose::Birthday => Field::ConsentBirthday,
        Purpose::Sensitive => Field::ConsentSensitive,
        Purpose::Contact => Field::ConsentContact,
    }
}

impl Reader<'_> {
    /// The answers of a row. A no is taken from any sheet, for nobody is written to then who does not want it; a yes
    /// only from a list that went out of a book, and with its day: elsewhere it is somebody's guess.
    pub(super) fn answers(&mut self, record: &Record) -> Vec<Answered> {
        let mut answers = Vec::new();
        for purpose in Purpose::ALL {
            let Some(column) = self.column(field(purpose)) else {
                continue;
            };
            let text = self.line_in(record, column, MAX_NAME_CHARS);
            if says_nothing(&text) {
                continue;
            }
            let cell = cell_of(record, column);
            match read(purpose, &text) {
                None => self.remark(column, cell, Reason::AnswerUnclear, Weight::Unreadable),
                Some(answer) if answer.yes && !(self.layout.ours && answer.day.is_some()) => {
                    self.remark(column, cell, Reason::YesNotTaken, Weight::Note);
                }
                Some(answer) => answers.push(answer),
            }
        }
        answers
    }
}

/// Yes or no, then the day and the channel where they stand.
fn read(purpose: Purpose, text: &str) -> Option<Answered> {
    let mut words = text.split_whitespace().peekable();
    let yes = said(words.next()?)?;
    let day: Option<Day> = words.peek().and_then(|word| word.parse().ok());
    if day.is_some() {
        words.next();
    }
    Some(Answered {
        purpose,
        yes,
        day,
        channel: words.collect::<Vec<_>>().join(" "),
    })
}

fn said(word: &str) -> Option<bool> {
    let word = word.trim_matches([',', '.', ';', ':']).to_lowercase();
    let is = |stable: &str, say: Say, others: &[&str]| {
        word == stable
            || others.contains(&word.as_str())
            || Lang::ALL
                .iter()
                .any(|lang| say.in_(*lang).to_lowercase() == word)
    };
    if is("no", Say::WordNo, &NO) {
        Some(false)
    } else if is("yes", Say::WordYes, &YES) {
        Some(true)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("no 2026-05-17 whatsapp", Some((false, true, "whatsapp")))]
    #[case("tidak 2026-05-17 by letter", Some((false, true, "by letter")))]
    #[case("ya 2026-05-17", Some((true, true, "")))]
    #[case("Jangan", Some((false, false, "")))]
    #[case("perhaps", None)]
    fn an_answer_is_read_in_either_spelling(
        #[case] text: &str,
        #[case] answer: Option<(bool, bool, &str)>,
    ) {
        let found = read(Purpose::Contact, text);
        let found = found.as_ref();
        let found = found.map(|found| (found.yes, found.day.is_some(), found.channel.as_str()));
        assert_eq!(found, answer);
    }
}
