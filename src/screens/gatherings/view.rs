//! How the list of gatherings looks.

use super::Gatherings;
use crate::insight::GatheringTold;
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::{Command, Context, ListColumns};
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, gathering};
use crate::text::{Say, say};

/// Name, day, how many came, where.
fn columns(rows: &[Vec<Words>]) -> [Column; 4] {
    let most = |at: usize| rows.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
    [
        Column::growing(14, 3, 0),
        Column::fixed(most(1), 1),
        Column::fixed(most(2).min(20), 0),
        Column::growing(10, 1, 2),
    ]
}

/// What its columns are called.
pub(super) const COLUMNS: ListColumns = ListColumns {
    list: "gatherings",
    all: &[
        ("name", Say::FormName),
        ("day", Say::EventDay),
        ("came", Say::EventFileCame),
        ("place", Say::EventPlace),
    ],
};

pub(super) fn draw(screen: &Gatherings, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let lang = canvas.lang;
    let words = Wording::of(context);
    let rows: Vec<Vec<Words>> = screen
        .told()
        .iter()
        .map(|told| parts(told, words))
        .collect();
    let effect = screen.chosen().map(|told| gathering::effect(told, words));
    let key = Command::AddRow.spec().keys[0];
    let listed = Listed {
        title: Say::EventTitle.in_(lang),
        status: "",
        head: effect
            .unwrap_or_default()
            .into_iter()
            .map(|text| (text, Role::Label))
            .collect(),
        columns: &listed::wanted(&columns(&rows), &COLUMNS, context),
        titles: Vec::new(),
        rows,
        none: (say::event_none(lang, key), Role::Label),
        list: &screen.list,
    };
    listed::draw(&listed, &screen.all, canvas);
    let told = screen
        .chosen()
        .map(|told| gathering::explained(told, words));
    screen.why.draw(canvas, told);
}

fn parts(told: &GatheringTold, words: Wording<'_>) -> Vec<Words> {
    let facts = &told.gathering.facts;
    vec![
        (facts.name.clone(), Role::Strong),
        (words.date(facts.day), Role::Value),
        (gathering::attendance(told, words), Role::Value),
        (facts.place.clone(), Role::Label),
    ]
}
