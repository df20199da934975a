//! A list narrowed to the rows with what was typed.

use super::model::WeeklyReview;
use super::row::Row;
use super::words::{Tell, month, segment, source_name};
use crate::domain::Introduced;
use crate::insight::review::{QualityItem, Source, Weekly};
use crate::protocol::Context;
use crate::text::Lang;

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

    /// What a filter finds in a row. What has a name in the person's language is found by that of
    /// the other one too: a list is narrowed where nobody knows which is spoken.
    fn told(&self, row: Row) -> String {
        let Some(weekly) = &self.weekly.value else {
            return String::new();
        };
        let loyalty = self.loyalty.value.as_ref().map(|(_, loyalty)| loyalty);
        let both = |name: &dyn Fn(Lang) -> String| Lang::ALL.map(name).join(" ");
        match row {
            Row::Campaign(at) => {
                let told = weekly.campaigns.get(at);
                told.map_or_else(String::new, |told| told.campaign.facts.name.clone())
            }
            Row::Move(at) => {
                let Some(moved) = weekly.review.moves.get(at) else {
                    return String::new();
                };
                let way = both(&|lang| {
                    let (from, to) = (segment(lang, moved.from), segment(lang, Some(moved.to)));
                    format!("{from} {to}")
                });
                let named = moved
                    .customers
                    .iter()
                    .filter_map(|who| self.introduced(*who));
                let names = named.map(|who| who.name.as_str());
                let all: Vec<&str> = std::iter::once(way.as_str()).chain(names).collect();
                all.join(" ")
            }
            Row::Segment(sum) => both(&|lang| segment(lang, Some(sum.segment)).to_owned()),
            Row::Month(at) => {
                let row = loyalty.and_then(|loyalty| loyalty.cohorts.rows.get(at));
                row.map_or_else(String::new, |row| both(&|lang| month(lang, row.period)))
            }
            Row::Source(at) => {
                let source = loyalty.and_then(|loyalty| loyalty.sources.get(at));
                let name =
                    |source: &Source| both(&|lang| source_name(&source.name, lang).to_owned());
                source.map_or_else(String::new, name)
            }
            row => {
                let who = row.who(weekly).and_then(|who| self.introduced(who));
                told(row, weekly, who)
            }
        }
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

/// What a filter finds in a row about somebody or of a visit: who it is about, with plate, phone and
/// ID, and what it says.
pub(super) fn told(row: Row, weekly: &Weekly, who: Option<&Introduced>) -> String {
    let plain = |plate: &str| plate.replace(' ', "");
    let mut parts = Vec::new();
    if let Some(who) = who {
        let phone = who.phone.chars().filter(char::is_ascii_digit).collect();
        let known = [&who.honorific, &who.name, &who.code, &who.plate, &who.phone];
        parts.extend(known.map(String::clone));
        parts.extend([plain(&who.plate), phone]);
    }
    match row {
        Row::Slip(at) => {
            let item = weekly.quality.today.get(at);
            let plate = item.and_then(QualityItem::plate).unwrap_or_default();
            parts.extend(item.map(|item| item.about.clone()));
            parts.extend([plate.to_owned(), plain(plate)]);
        }
        Row::Visit(at) => {
            let plate = weekly.visit(at).map_or("", |visit| &visit.plate);
            parts.extend([plate.to_owned(), plain(plate)]);
        }
        Row::Thanks(at) => {
            let owed = weekly.thanks.get(at);
            parts.extend(owed.map(|owed| owed.friend.name.clone()));
        }
        _ => {}
    }
    parts.join(" ")
}

/// The words of a filter, as they are sought.
pub fn filter_words(filter: &str) -> Vec<String> {
    filter.split_whitespace().map(folded).collect()
}

pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}
