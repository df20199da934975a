//! Phone numbers: found however the book or the question spells them.

use super::marks::Marks;
use super::{Search, source};
use crate::domain::filter::{Known, Test};
use crate::domain::{INDONESIA, Phone};
use crate::store::StoreResult;

impl Search<'_> {
    /// Which of the `open` have a phone that is as asked.
    pub(super) fn phones(&self, test: &Test, open: &Marks) -> StoreResult<Marks> {
        let asked = in_digits(test).ready(self.all.as_of);
        let mut marks = self.everybody.nobody();
        let mut statement = self.store.conn.prepare_cached(source::PHONES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = self.everybody.at(row.get(0)?);
            let Some(at) = at.filter(|at| open.has(*at)) else {
                continue;
            };
            let phone = Phone {
                raw: row.get(1)?,
                e164: row.get(2)?,
                flag: None,
            };
            if spellings(&phone).any(|text| asked.holds(Known::Text(&text))) {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}

/// As it was written, and its digits: as written, at home, with the country.
pub(super) fn spellings(phone: &Phone) -> impl Iterator<Item = String> + use<> {
    let digits = [
        digits(&phone.raw),
        digits(&phone.display(INDONESIA)),
        digits(phone.e164.as_deref().unwrap_or_default()),
    ];
    std::iter::once(phone.raw.clone()).chain(digits)
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// What is asked with its digits alone, where it has any: `0812-34` as `081234`.
fn in_digits(test: &Test) -> Test {
    let plain = |word: &String| match digits(word) {
        none if none.is_empty() => word.clone(),
        digits => digits,
    };
    match test {
        Test::Is(words) => Test::Is(words.iter().map(plain).collect()),
        Test::Contains(part) => Test::Contains(plain(part)),
        other => other.clone(),
    }
}
