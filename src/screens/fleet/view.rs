//! How a fleet looks.

use super::export::FILE;
use super::model::{OfCustomer, Row};
use crate::domain::{FleetPerson, FleetVehicle, Money};
use crate::look::Role;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, due, wording};
use crate::screens::why::Lines;
use crate::text::{Say, say};

impl Looks for OfCustomer {
    fn name(&self) -> &'static str {
        "fleet"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn goes_out(row: Row<'_>) -> bool {
        row.vehicle().is_some()
    }

    fn file_name(&self, words: Wording<'_>) -> Option<String> {
        Some(words.say(Say::FleetCommand).to_owned())
    }

    fn title(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        let name = list.value().map_or("", |fleet| &fleet.name);
        if name.is_empty() {
            return String::new();
        }
        say::fleet_title(words.lang, name)
    }

    /// The totals of the vehicles that are shown, and what of the money belongs to none of them.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let vehicles = || list.rows().filter_map(Row::vehicle);
        let all = list.value().filter(|_| !list.is_narrowed());
        let besides = all.map_or(Money(0), |fleet| fleet.besides);
        let money = vehicles().fold(besides.0, |sum, one| sum.saturating_add(one.money.0));
        let total = say::fleet_total(
            words.lang,
            words.counted_assets(vehicles().count() as u64),
            say::word_visits(
                words.lang,
                vehicles().map(|one| u64::from(one.visits)).sum(),
            ),
            words.money(Money(money)),
        );
        let mut head = vec![(total, Role::Strong)];
        if besides != Money(0) {
            let besides = say::fleet_besides(words.lang, words.money(besides));
            head.push((besides, Role::Label));
        }
        head
    }

    fn none(_: &ListScreen<Self>, words: Wording<'_>) -> Words {
        (words.say(Say::FleetNobody).to_owned(), Role::Label)
    }

    /// Where the totals come from, and the numbers of the chosen vehicle.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let (row, words) = (list.chosen()?, tell.words);
        let mut lines = Lines::default();
        lines.head(Say::WhyRule, words.lang);
        lines.rule(Say::FleetWhyMoney, words.lang);
        let about = match row {
            Row::Vehicle(one) => {
                lines.rule(Say::WhyRuleNext, words.lang);
                lines.head(Say::WhyFacts, words.lang);
                numbers(&mut lines, one, words);
                words.plate(&one.vehicle.facts)
            }
            Row::Person(_) => {
                lines.head(Say::WhyFacts, words.lang);
                for (text, _) in Self::head(list, words) {
                    lines.say(text);
                }
                list.value()?.name.clone()
            }
        };
        lines.head(Say::WhyRows, words.lang);
        lines.rule(Say::FleetWhyRows, words.lang);
        Some((about, lines.all()))
    }
}

fn numbers(lines: &mut Lines, one: &FleetVehicle, words: Wording<'_>) {
    lines.strong(what(one));
    let vehicle = &one.vehicle;
    let said = |label: Say, text: &str| format!("{}: {text}", words.say(label));
    if let Some(day) = vehicle.last_day {
        lines.say(said(Say::FleetLast, &words.date(day)));
    }
    if let Some((next, _)) = due::words(vehicle, words) {
        lines.say(said(Say::FleetNext, &next));
    }
    let visits = say::word_visits(words.lang, one.visits.into());
    let brought = format!("{visits}, {}", words.money(one.money));
    lines.say(said(Say::FleetMoney, &brought));
}

const COLUMNS: &[Column<OfCustomer>] = &[
    Column::new(
        "plate",
        Say::FormPlate,
        Fit::grows(0, 1, 0).within(9, 12),
        |row, tell| match row {
            Row::Person(person) => (named(person), Role::Strong),
            Row::Vehicle(one) => (tell.words.plate(&one.vehicle.facts), Role::Value),
        },
    ),
    Column::new(
        "vehicle",
        Say::WordVehicle,
        Fit::grows(12, 4, 3),
        |row, _| {
            let text = match row {
                Row::Person(_) => String::new(),
                Row::Vehicle(one) => what(one),
            };
            (text, Role::Label)
        },
    ),
    Column::headed(
        "last_visit",
        (Say::FleetLast, Say::FleetLast),
        Fit::widest(1).within(0, 16),
        |row, tell| {
            let text = match row {
                Row::Person(person) => (!tell.narrow).then(|| person.phone.clone()),
                Row::Vehicle(one) => one.vehicle.last_day.map(|day| tell.words.seen(day)),
            };
            (text.unwrap_or_default(), Role::Value)
        },
    ),
    Column::new(
        "odometer",
        Say::FormOdometer,
        Fit::widest(4).right(),
        |row, tell| {
            let km = row.vehicle().and_then(|one| one.vehicle.odometer);
            let km = km.map(|(km, _)| tell.words.km(km));
            (km.unwrap_or_default(), Role::Label)
        },
    ),
    Column::headed(
        "next_service",
        (Say::FleetNext, Say::FleetNext),
        // In the narrowest window when it is due, and whom to call: the sums stand above.
        Fit::widest(0).right(),
        |row, tell| {
            let next = match row {
                Row::Person(person) if tell.narrow => Some((person.phone.clone(), Role::Value)),
                Row::Person(_) => None,
                Row::Vehicle(one) => due::in_a_word(&one.vehicle, tell.words),
            };
            next.unwrap_or_else(|| (String::new(), Role::Label))
        },
    ),
    Column::headed(
        "money",
        (Say::FleetMoney, Say::FleetMoney),
        Fit::widest(2).right(),
        |row, tell| {
            let money = row.vehicle().map(|one| tell.words.money(one.money));
            (money.unwrap_or_default(), Role::Value)
        },
    ),
];

/// Who it is, and what they do there.
fn named(person: &FleetPerson) -> String {
    wording::joined(&[&person.name, &person.role], ", ")
}

fn what(one: &FleetVehicle) -> String {
    wording::joined(
        &[&wording::vehicle(&one.vehicle.facts), &one.owner_name],
        ", ",
    )
}
