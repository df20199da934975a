//! How the rows of a day look.

use super::rows::{Row, Waiting};
use crate::look::Role;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, today as words};
use crate::text::{Say, say};

impl Looks for Waiting {
    fn name(&self) -> &'static str {
        "today"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    /// Its file has a row for every reason: `export.rs`.
    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        &[]
    }

    fn goes_out(row: Row<'_>) -> bool {
        row != Row::Notes
    }

    fn title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        let today = words.date(words.today);
        format!("{} · {today}", words.say(Say::TodayTitle))
    }

    fn status(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        match list.value() {
            // Above the list stands how many of all are left.
            _ if list.is_narrowed() || list.of.within.called().is_some() => String::new(),
            Some(today) if !today.people.is_empty() => {
                let people = say::word_customers(words.lang, today.people.len() as u64);
                let more = if today.more { "+" } else { "" };
                format!("{people}{more}")
            }
            _ => String::new(),
        }
    }

    /// Where letters begin to find rows.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let begins = list.of.finding && list.stands().1.is_empty();
        let begins = begins.then(|| (say::rows_find(words.lang, "…"), Role::Strong));
        begins.into_iter().collect()
    }

    /// What an empty day teaches.
    fn none(list: &ListScreen<Self>, words: Wording<'_>) -> Words {
        let nothing = words.say(Say::TodayNothing);
        let place = list.value().map_or("", |today| &today.place);
        let teach = say::today_teach(words.lang, place);
        (format!("{nothing}\n\n{teach}"), Role::Label)
    }

    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        super::why::explained(list, tell.words)
    }
}

/// How near a row is is never cut.
const COLUMNS: &[Column<Waiting>] = &[
    Column::new(
        "name",
        Say::FormName,
        Fit::grows(22, 1, 0).cramped(14),
        |row, tell| named(row, tell),
    ),
    Column::new(
        "near",
        Say::TodayNear,
        Fit::widest(0).right(),
        |row, tell| (near(row, tell.words), Role::Value),
    ),
    Column::new("plate", Say::FormPlate, Fit::exactly(11, 1), |row, _| {
        (fact(row, |person| &person.who.plate), Role::Label)
    }),
    Column::new("phone", Say::FormPhone, Fit::exactly(16, 2), |row, _| {
        (fact(row, |person| &person.who.phone), Role::Label)
    }),
];

fn fact(row: Row<'_>, fact: fn(&crate::calendar::Person) -> &String) -> String {
    match row {
        Row::Person(person) => fact(person).clone(),
        Row::Notes | Row::Feast(_) => String::new(),
    }
}

fn named(row: Row<'_>, tell: Tell<'_>) -> Words {
    let symbols = tell.symbols;
    match row {
        Row::Notes => {
            let text = format!("{} {}", symbols.alert, tell.words.say(Say::TodayNotes));
            (text, Role::Attention)
        }
        Row::Feast(feast) => {
            let name = feast.name.in_(tell.words.lang);
            (format!("{} {name}", symbols.star), Role::Accent)
        }
        Row::Person(person) => {
            let first = person.reasons.first();
            let sign = first.map_or("", |reason| words::sign(reason.why.kind(), symbols));
            (format!("{sign} {}", words::who(&person.who)), Role::Strong)
        }
    }
}

fn near(row: Row<'_>, wording: Wording<'_>) -> String {
    match row {
        Row::Notes => String::new(),
        Row::Feast(feast) => words::feast_away(feast, wording),
        Row::Person(person) => {
            let first = person.reasons.first();
            let near = first.map(|reason| words::away(&reason.why, wording));
            let near = near.unwrap_or_default();
            match person.reasons.len().saturating_sub(1) {
                0 => near,
                more => format!("{near} +{more}"),
            }
        }
    }
}
