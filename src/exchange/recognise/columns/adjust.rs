//! Second thoughts: columns whose meaning depends on their neighbours, or on what is in them.

use super::Columns;
use crate::exchange::recognise::Field;
use crate::exchange::recognise::header::Header;
use crate::exchange::recognise::profile::Profile;
use crate::exchange::recognise::synonyms::{claim_normal, normal};

/// `harga, qty, jumlah`: the price of one, how many, the amount.
pub(super) fn price_and_quantity(columns: &mut Columns, header: &Header) {
    let name = |column: usize| {
        header
            .names
            .get(column)
            .map_or(String::new(), |name| normal(name))
    };
    let is_amount = |column: &usize| matches!(name(*column).as_str(), "jml" | "jumlah");
    let is_price = |column: &usize| matches!(name(*column).as_str(), "harga" | "price" | "precio");
    let has = |columns: &Columns, field| columns.first(field).is_some();
    if has(columns, Field::UnitPrice) && !has(columns, Field::Quantity) {
        move_total(columns, Field::Quantity, &is_amount);
    } else if has(columns, Field::Quantity)
        && !has(columns, Field::UnitPrice)
        && columns.totals.len() > 1
    {
        move_total(columns, Field::UnitPrice, &is_price);
    }
}

fn move_total(columns: &mut Columns, to: Field, which: &dyn Fn(&usize) -> bool) {
    if let Some(at) = columns.totals.iter().position(which) {
        let column = columns.totals.remove(at);
        columns.set(to, column);
        columns.take(Field::Total);
        if let Some(best) = columns.totals.first().copied() {
            columns.set(Field::Total, best);
        }
    }
}

/// A plate or phone column whose name says nothing is known by its content.
pub(super) fn unnamed(
    columns: &mut Columns,
    header: &Header,
    profiles: &[Profile],
    belongs: &[bool],
) {
    for (column, profile) in profiles.iter().enumerate() {
        let free = header
            .names
            .get(column)
            .is_some_and(|name| claim_normal(&normal(name)).is_none())
            && !columns.sensitive.contains(&column)
            && belongs.get(column) != Some(&false)
            && profile.filled >= 3;
        let plates = profile.mostly(profile.plates);
        let phones = profile.mostly(profile.phones);
        if free && plates && columns.first(Field::Plate).is_none() {
            columns.set(Field::Plate, column);
        } else if free && phones && !plates && columns.first(Field::Phone).is_none() {
            let no_fax = !header
                .names
                .get(column)
                .is_some_and(|name| normal(name).contains("fax"));
            if no_fax {
                columns.set(Field::Phone, column);
            }
        }
    }
}

/// `CT-0001` under `id` in a list of people is the number by which the shop knows them.
pub(super) fn codes_of_people(columns: &mut Columns, header: &Header, profiles: &[Profile]) {
    let people =
        columns.first(Field::CustomerName).is_some() && columns.first(Field::Plate).is_none();
    let visits = columns.first(Field::VisitDate).is_some();
    if !people || visits || columns.first(Field::MemberNo).is_some() {
        return;
    }
    let is_id = |column: &usize| {
        header
            .names
            .get(*column)
            .is_some_and(|name| matches!(normal(name).as_str(), "id" | "kode"))
    };
    let is_code = |column: &usize| {
        profiles
            .get(*column)
            .is_some_and(|profile| profile.mostly(profile.codes))
    };
    let found = (0..header.names.len()).find(|column| is_id(column) && is_code(column));
    if let Some(column) = found {
        if columns.all(Field::RowNumber).contains(&column) {
            columns.take(Field::RowNumber);
        }
        columns.set(Field::MemberNo, column);
    }
}

/// `Jenis` and `Type` mean the model of a vehicle only where there are vehicles.
pub(super) fn models_need_vehicles(columns: &mut Columns, header: &Header) {
    let vehicles = [Field::Plate, Field::Vin, Field::Make]
        .iter()
        .any(|&field| columns.first(field).is_some());
    let model = columns
        .first(Field::Model)
        .and_then(|column| header.names.get(column));
    let vague = model.is_some_and(|name| {
        matches!(
            normal(name).as_str(),
            "jenis" | "type" | "tipe" | "typ" | "seri" | "variant" | "trim"
        )
    });
    if vague && !vehicles {
        columns.take(Field::Model);
    }
}
