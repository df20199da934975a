//! The history as a list for a file: what `kenal export visits` writes, of one customer or vehicle.

use super::FullCard;
use crate::domain::Subject;
use crate::domain::export::{ExportFilter, ExportKind};
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::sheet::{Wording, wording};
use crate::text::{Say, say};

/// The visits whose history the card tells: all of them, not only those that have arrived.
pub(super) fn list(card: &FullCard, context: &Context) -> ExportList {
    let lang = context.lang;
    let mut filter = ExportFilter::default();
    match card.told() {
        Subject::Customer(customer, _) => filter.customers = Some(vec![customer]),
        Subject::Vehicle(vehicle) => filter.vehicle = Some(vehicle),
    }
    ExportList {
        what: "visits",
        name: Say::ExportNameHistory.in_(lang).to_owned(),
        title: say::export_title_history(lang, told_of(card, Wording::of(context))),
        rows: ExportRows::Book(ExportKind::Visits, filter),
    }
}

/// Whose history it is: the customer, or the vehicle by its plate.
fn told_of(card: &FullCard, words: Wording<'_>) -> String {
    let known = card.card.value.as_ref();
    let customer = known.and_then(|card| card.customer.as_ref());
    let vehicle = known.and_then(|card| card.vehicle.as_ref());
    let of_vehicle = matches!(card.told(), Subject::Vehicle(_));
    match (customer, vehicle) {
        (_, Some(vehicle)) if of_vehicle => words.plate(&vehicle.facts),
        (Some(customer), _) => wording::person(&customer.facts),
        _ => String::new(),
    }
}
