//! How the screen of a fleet looks.

use super::FleetScreen;
use super::model::Row;
use crate::domain::{Fleet, FleetVehicle, Money};
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::Role;
use crate::protocol::{Context, ListColumns};
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, due, wording};
use crate::screens::why::Lines;
use crate::text::{Say, say};

/// Plate or name, vehicle or role, last visit or phone, odometer, next service, money.
fn columns(rows: &[Vec<Words>]) -> [Column; 6] {
    let most = |at: usize| rows.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
    [
        Column::growing(most(0).clamp(9, 14), 2, 0),
        Column::growing(12, 3, 3),
        Column::fixed(most(2).min(16), 1),
        Column::fixed(most(3), 4).right(),
        Column::growing(most(4).min(16), 2, 2),
        Column::fixed(most(5), 0).right(),
    ]
}

/// What its columns are called.
pub(super) const COLUMNS: ListColumns = ListColumns {
    list: "fleet",
    all: &[
        ("plate", Say::FormPlate),
        ("vehicle", Say::WordVehicle),
        ("last_visit", Say::FleetLast),
        ("odometer", Say::FormOdometer),
        ("next_service", Say::FleetNext),
        ("money", Say::FleetMoney),
    ],
};

pub(super) fn draw(screen: &FleetScreen, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let lang = canvas.lang;
    let words = Wording::of(context);
    let none = Fleet::default();
    let fleet = screen.fleet.value.as_ref().unwrap_or(&none);
    let rows: Vec<Vec<Words>> = screen.rows().iter().map(|row| parts(*row, words)).collect();
    let title = if fleet.name.is_empty() {
        String::new()
    } else {
        say::fleet_title(lang, &fleet.name)
    };
    let order = say::fleet_sorted(lang, screen.order.called().in_(lang));
    let titles = [
        "",
        "",
        Say::FleetLast.in_(lang),
        "",
        Say::FleetNext.in_(lang),
        Say::FleetMoney.in_(lang),
    ];
    let listed = Listed {
        title: &title,
        status: &order,
        head: head(fleet, words),
        columns: &listed::wanted(&columns(&rows), &COLUMNS, context),
        titles: titles.map(str::to_owned).into(),
        rows,
        none: (Say::FleetNobody.in_(lang).to_owned(), Role::Label),
        list: &screen.list,
    };
    listed::draw(&listed, &screen.fleet, canvas);
    let told = screen.chosen().map(|row| explained(row, fleet, words));
    screen.why.draw(canvas, told);
}

/// Where the totals come from, and the numbers of the chosen vehicle.
fn explained(row: Row<'_>, fleet: &Fleet, words: Wording<'_>) -> (String, Vec<Words>) {
    let lang = words.lang;
    let mut lines = Lines::default();
    lines.head(Say::WhyRule, lang);
    lines.rule(Say::FleetWhyMoney, lang);
    let mut about = fleet.name.clone();
    if let Row::Vehicle(one) = row {
        lines.rule(Say::WhyRuleNext, lang);
        lines.head(Say::WhyFacts, lang);
        lines.strong(what(one));
        let vehicle = &one.vehicle;
        let km = vehicle.odometer.map(|(km, _)| km);
        let said = |label: Say, text: &str| format!("{}: {text}", label.in_(lang));
        if let Some(day) = vehicle.last_day {
            lines.say(said(Say::FleetLast, &words.date(day)));
        }
        if let Some((next, _)) = due::words(vehicle.next_service, km, words) {
            lines.say(said(Say::FleetNext, &next));
        }
        let visits = say::word_visits(lang, one.visits.into());
        let brought = format!("{visits}, {}", words.money(one.money));
        lines.say(said(Say::FleetMoney, &brought));
        about = words.plate(&vehicle.facts);
    } else {
        lines.head(Say::WhyFacts, lang);
        for (text, _) in head(fleet, words) {
            lines.say(text);
        }
    }
    lines.head(Say::WhyRows, lang);
    lines.rule(Say::FleetWhyRows, lang);
    (about, lines.all())
}

/// The totals, and what of the money belongs to none of the vehicles.
fn head(fleet: &Fleet, words: Wording<'_>) -> Vec<Words> {
    let lang = words.lang;
    let vehicles = words.counted_assets(fleet.vehicles.len() as u64);
    let visits = say::word_visits(lang, fleet.visits().into());
    let total = say::fleet_total(lang, vehicles, visits, words.money(fleet.money()));
    let besides = if fleet.besides == Money(0) {
        String::new()
    } else {
        say::fleet_besides(lang, words.money(fleet.besides))
    };
    vec![(total, Role::Strong), (besides, Role::Label)]
}

fn parts(row: Row<'_>, words: Wording<'_>) -> Vec<Words> {
    let blank = || (String::new(), Role::Label);
    match row {
        Row::Person(person) => vec![
            (person.name.clone(), Role::Strong),
            (person.role.clone(), Role::Label),
            (person.phone.clone(), Role::Value),
            blank(),
            blank(),
            blank(),
        ],
        Row::Vehicle(one) => {
            let vehicle = &one.vehicle;
            let last = vehicle.last_day.map(|day| words.seen(day));
            let km = vehicle.odometer.map(|(km, _)| words.km(km));
            vec![
                (words.plate(&vehicle.facts), Role::Value),
                (what(one), Role::Label),
                (last.unwrap_or_default(), Role::Value),
                (km.unwrap_or_default(), Role::Label),
                next(one, words),
                (words.money(one.money), Role::Value),
            ]
        }
    }
}

fn what(one: &FleetVehicle) -> String {
    wording::joined(
        &[&wording::vehicle(&one.vehicle.facts), &one.owner_name],
        ", ",
    )
}

fn next(one: &FleetVehicle, words: Wording<'_>) -> Words {
    let km = one.vehicle.odometer.map(|(km, _)| km);
    let told = due::in_brief(one.vehicle.next_service, km, words);
    told.unwrap_or_else(|| (String::new(), Role::Label))
}
