//! How the list of segments looks.

use super::export::FILE;
use super::model::{Held, Offering, Row};
use crate::domain::export::{ExportFilter, ExportKind};
use crate::look::{Role, Symbols};
use crate::protocol::ExportRows;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, spoken};
use crate::screens::{why, why_filter};
use crate::text::{Say, count, filter as words, insight, say};

impl Looks for Offering {
    fn name(&self) -> &'static str {
        "segments"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn goes_out(row: Row<'_>) -> bool {
        matches!(row, Row::Kept(..))
    }

    /// The book's own list of all that are kept.
    fn elsewhere(list: &ListScreen<Self>) -> Option<ExportRows> {
        let as_kept = list.stands() == (0, "");
        as_kept.then(|| ExportRows::Book(ExportKind::Segments, ExportFilter::default()))
    }

    fn title(_: &ListScreen<Self>, wording: Wording<'_>) -> String {
        wording.say(Say::FilterTitle).to_owned()
    }

    fn file_title(_: &ListScreen<Self>, wording: Wording<'_>) -> String {
        wording.say(Say::ExportListSegments).to_owned()
    }

    fn file_name(&self, wording: Wording<'_>) -> Option<String> {
        Some(wording.say(Say::ExportListSegments).to_owned())
    }

    /// That the book is still counting.
    fn head(list: &ListScreen<Self>, wording: Wording<'_>) -> Vec<Words> {
        let waits = list.value().is_some_and(|known| !known.here) && list.known.slow;
        if !waits {
            return Vec::new();
        }
        let text = list.known.come.map_or_else(
            || wording.say(Say::FilterCounting).to_owned(),
            |percent| say::filter_counting_at(wording.lang, percent),
        );
        vec![(text, Role::Label)]
    }

    fn none(_: &ListScreen<Self>, wording: Wording<'_>) -> Words {
        (wording.say(Say::FilterNoneKept).to_owned(), Role::Label)
    }

    /// What the chosen one is called, and what it asks.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let (wording, bullet) = (tell.words, tell.symbols.bullet);
        let silence = list.value()?.silence;
        let mut lines = why::Lines::default();
        let (name, filter, held) = match list.chosen()? {
            Row::New => return None,
            Row::Kept(segment, held) => {
                (segment.kept.name.clone(), segment.filter.clone().ok(), held)
            }
            Row::Offered(shipped, held) => {
                let held = match held {
                    Held::Count(held) => Some(held),
                    Held::Waiting | Held::Unsaid => None,
                };
                let name = wording.say(words::shipped(shipped)).to_owned();
                (name, Some(shipped.filter()), held)
            }
        };
        if let Some(filter) = &filter {
            why_filter::conditions(&mut lines, filter, None, (wording, bullet));
        }
        if let Some(unsaid) = filter.and_then(|filter| silence.about(&filter)) {
            lines.strong(insight::unsaid_whole(wording.lang, unsaid));
        } else if let Some(held) = held {
            lines.strong(say::word_customers(wording.lang, held));
        }
        lines.head(Say::WhyRows, wording.lang);
        lines.rule(Say::WhyEnterSegment, wording.lang);
        Some((name, lines.all()))
    }
}

const COLUMNS: &[Column<Offering>] = &[
    Column::new("name", Say::FormName, Fit::grows(18, 1, 0), |row, tell| {
        name(row, tell.words)
    }),
    // It is never cut.
    Column::new(
        "customers",
        Say::ReviewHeadCustomers,
        Fit::widest(0).right(),
        |row, tell| many(row, tell.words, tell.symbols),
    ),
    Column::new(
        "asked",
        Say::FilterAsked,
        Fit::grows(24, 3, 1),
        |row, tell| asked(row, tell.words),
    ),
];

fn name(row: Row<'_>, wording: Wording<'_>) -> Words {
    match row {
        Row::New => (format!("+ {}", wording.say(Say::FilterNew)), Role::Accent),
        Row::Kept(segment, _) => (segment.kept.name.clone(), Role::Strong),
        Row::Offered(shipped, _) => {
            let name = wording.say(words::shipped(shipped));
            (name.to_owned(), Role::Value)
        }
    }
}

/// How many it holds; why that is a dash is told by `?`.
fn many(row: Row<'_>, wording: Wording<'_>, symbols: &Symbols) -> Words {
    let number =
        |held: Option<u64>| held.map_or_else(|| "–".to_owned(), |held| count(wording.lang, held));
    match row {
        Row::New => (String::new(), Role::Value),
        Row::Kept(segment, _) if segment.filter.is_err() => {
            (symbols.alert.to_owned(), Role::Attention)
        }
        Row::Kept(_, held) => (number(held), Role::Value),
        Row::Offered(_, held) => {
            let many = match held {
                Held::Waiting => symbols.more.to_owned(),
                Held::Unsaid => number(None),
                Held::Count(held) => number(Some(held)),
            };
            let offered = wording.say(Say::FilterOffered);
            (format!("{offered} {many}"), Role::Label)
        }
    }
}

/// What it asks, or why that cannot be read.
fn asked(row: Row<'_>, wording: Wording<'_>) -> Words {
    match row {
        Row::New => (String::new(), Role::Label),
        Row::Kept(segment, _) => match &segment.filter {
            Ok(filter) => (spoken::filter(filter, wording), Role::Label),
            Err(mistake) => {
                let why = words::mistake(wording.lang, mistake);
                (format!("{why} {}", segment.kept.filter), Role::Attention)
            }
        },
        Row::Offered(shipped, _) => (spoken::filter(&shipped.filter(), wording), Role::Label),
    }
}
