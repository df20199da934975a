//! The vehicles of a fleet as a list for a file.

use super::FleetScreen;
use super::model::Row;
use crate::domain::export::{Column, Table, Value};
use crate::domain::{FleetVehicle, Plate};
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::sheet::{Wording, wording};
use crate::text::{Say, say};

/// The vehicles, in the order of the screen.
pub(super) fn list(screen: &FleetScreen, context: &Context) -> Option<ExportList> {
    let lang = context.lang;
    let fleet = screen.fleet.value.as_ref()?;
    let title = say::fleet_title(lang, &fleet.name);
    let vehicles = screen.rows().into_iter().filter_map(|row| match row {
        Row::Vehicle(one) => Some(values(one)),
        Row::Person(_) => None,
    });
    Some(ExportList {
        what: "fleet",
        name: Say::FleetCommand.in_(lang).to_owned(),
        rows: ExportRows::Here(Table {
            title: title.clone(),
            columns: columns(Wording::of(context)),
            rows: vehicles.collect(),
        }),
        title,
    })
}

fn columns(words: Wording<'_>) -> Vec<Column> {
    let named = |name: &str, label: &str| Column {
        name: name.to_owned(),
        label: label.to_owned(),
    };
    vec![
        named("plate", words.say(Say::FormPlate)),
        named("vehicle", words.say(Say::WordVehicle)),
        named("owner", words.say(Say::FleetOwner)),
        named("last_visit", words.say(Say::FleetLast)),
        named("odometer", words.say(Say::FormOdometer)),
        named("next_service", words.say(Say::FleetNext)),
        named("next_service_odometer", words.say(Say::FormNextKm)),
        named("visits", words.say(Say::CliInfoVisits)),
        named("money", words.say(Say::FleetMoney)),
    ]
}

fn values(one: &FleetVehicle) -> Vec<Value> {
    let vehicle = &one.vehicle;
    let plate = vehicle.facts.plate.as_ref().map(Plate::display);
    vec![
        Value::text(plate.unwrap_or_default()),
        Value::text(wording::vehicle(&vehicle.facts)),
        Value::text(one.owner_name.clone()),
        Value::day(vehicle.last_day),
        Value::whole(vehicle.odometer.map(|(km, _)| km)),
        Value::day(vehicle.next_service.day),
        Value::whole(vehicle.next_service.odometer),
        Value::Whole(one.visits.into()),
        Value::Money(one.money),
    ]
}
