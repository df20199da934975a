//! A list narrowed to the rows with what was typed.

use super::model::WeeklyReview;
use super::row::Row;
use super::words::Tell;
use crate::domain::Introduced;
use crate::insight::review::Weekly;
use crate::protocol::Context;

impl WeeklyReview {
    /// Keeps the rows that have every word of the filter.
    pub(super) fn filter(&self, rows: &mut Vec<Row>, filter: &str) {
        let wanted = filter_words(filter);
        if wanted.is_empty() {
            return;
        }
        rows.retain(|row| {
            let has = folded(&self.told(*row));
            wanted.iter().all(|word| has.contains(word.as_str()))
        });
    }

    /// What a filter finds in a row.
    fn told(&self, row: Row) -> String {
        let Some(weekly) = &self.weekly.value else {
            return String::new();
        };
        let who = row.who(weekly).and_then(|who| self.introduced(who));
        told(row, weekly, who)
    }

    /// The words for rows, as of this moment; `None` before the review is there.
    pub(super) fn tell<'a>(&'a self, context: &'a Context) -> Option<Tell<'a>> {
        let weekly = self.weekly.value.as_ref()?;
        let sunday = weekly.review.week.sunday;
        let loyalty = self
            .loyalty
            .value
            .as_ref()
            .filter(|(day, _)| *day == sunday);
        let loyalty = loyalty.map(|(_, loyalty)| loyalty);
        Some(Tell::new(weekly, loyalty, context))
    }
}

/// What a filter finds in a row: who it is about, with plate, phone and ID, and what it says.
pub(super) fn told(row: Row, weekly: &Weekly, who: Option<&Introduced>) -> String {
    let item = match row {
        Row::Slip(at) => weekly.quality.today.get(at),
        _ => None,
    };
    let about = item.map(|item| {
        let plate = item.plate().unwrap_or_default();
        [&item.about, plate, &plate.replace(' ', "")].join(" ")
    });
    let about = about.unwrap_or_default();
    who.map_or_else(String::new, |who| {
        let plate = who.plate.replace(' ', "");
        let phone: String = who.phone.chars().filter(char::is_ascii_digit).collect();
        let parts: [&str; 8] = [
            &who.honorific,
            &who.name,
            &who.code,
            &who.plate,
            &plate,
            &who.phone,
            &phone,
            &about,
        ];
        parts.join(" ")
    })
}

/// The words of a filter, as they are sought.
pub fn filter_words(filter: &str) -> Vec<String> {
    filter.split_whitespace().map(folded).collect()
}

pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}
