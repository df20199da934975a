//! How the list of gatherings looks.

use super::export::FILE;
use super::model::All;
use crate::look::Role;
use crate::protocol::Command;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, gathering};
use crate::text::{Say, count, say};

impl Looks for All {
    fn name(&self) -> &'static str {
        "gatherings"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        words.say(Say::EventTitle).to_owned()
    }

    /// How many came to all of them, then what the chosen one did.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let sum = match list.list.len() {
            0 | 1 => String::new(),
            many => {
                let came: u64 = list.rows().map(|told| told.result.came.people).sum();
                let many = say::event_count(words.lang, many as u64);
                say::event_total(words.lang, many, count(words.lang, came))
            }
        };
        let effect = list.chosen().map(|told| gathering::effect(told, words));
        let effect = effect.into_iter().flatten();
        std::iter::once((sum, Role::Value))
            .chain(effect.map(|text| (text, Role::Label)))
            .collect()
    }

    fn none(_: &ListScreen<Self>, words: Wording<'_>) -> Words {
        let key = Command::AddRow.spec().keys[0];
        (say::event_none(words.lang, key), Role::Label)
    }

    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let told = list.chosen()?;
        Some(gathering::explained(told, tell.words))
    }
}

const COLUMNS: &[Column<All>] = &[
    Column::new("name", Say::FormName, Fit::grows(10, 3, 0), |told, _| {
        (told.gathering.facts.name.clone(), Role::Strong)
    }),
    Column::new("day", Say::EventDay, Fit::widest(1), |told, tell| {
        (tell.words.date(told.gathering.facts.day), Role::Value)
    }),
    Column::new(
        "came",
        Say::EventFileCame,
        Fit::widest(0).within(0, 20),
        |told, tell| {
            let told = if tell.narrow {
                gathering::attendance_in_brief(told, tell.words)
            } else {
                gathering::attendance(told, tell.words)
            };
            (told, Role::Value)
        },
    ),
    Column::new("place", Say::EventPlace, Fit::grows(10, 1, 2), |told, _| {
        (told.gathering.facts.place.clone(), Role::Label)
    }),
];
