//! A workshop's program: customers, documents, and files with cells too many.

use std::collections::BTreeMap;

use kenal::exchange::plan::PlannedStatus;

use super::{Compare, imported, spot, visit_of};
use crate::case::Wrong;
use crate::table::{Row, iso_day, plain_mobile, plate_key, rows};

#[test]
fn each_row_of_the_workshop_becomes_its_vehicle_with_its_owner() {
    spot("konsumen", |folder| {
        let book = imported(folder, &["carspeed_konsumen_id.csv"]);
        let mut wrong = Wrong::new();
        let all = rows(&folder.join("carspeed_konsumen_id.csv"), b',');
        let mut plates = BTreeMap::new();
        for row in &all {
            *plates.entry(plate_key(row.get("nopol"))).or_insert(0) += 1;
        }
        for row in &all {
            let key = plate_key(row.get("nopol"));
            // One row has no plate; one plate stands there twice.
            if key == "BLANK" || plates[&key] > 1 {
                continue;
            }
            let Some(vehicle) = book.vehicle(&key) else {
                wrong.push(format!("line {}: no vehicle {key}", row.line));
                continue;
            };
            let vehicle = &book.vehicles[vehicle].record;
            wrong.compare(row, "make", vehicle.make.as_str(), row.get("merk"));
            wrong.compare(row, "model", vehicle.model.as_str(), row.get("type"));
            wrong.compare(row, "colour", vehicle.color.as_str(), row.get("warna"));
            let year = row
                .number("thn")
                .filter(|year| (1950..=2027).contains(year));
            wrong.compare(row, "year", vehicle.year.map(i64::from), year);
            let Some(owner) = book.owner(&key) else {
                wrong.push(format!("line {}: nobody owns {key}", row.line));
                continue;
            };
            let spaced = row
                .get("pemilik")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let same_name = kenal::domain::name::name_key(&owner.name)
                == kenal::domain::name::name_key(&spaced);
            wrong.compare(row, "owner", same_name, true);
            if let Some(e164) = plain_mobile(row.get("no_hp")) {
                let has = owner
                    .phones
                    .iter()
                    .any(|phone| phone.e164.as_ref() == Some(&e164));
                wrong.compare(row, "phone", has, true);
            }
        }
        wrong
    });
}

#[test]
fn each_document_of_the_workshop_becomes_its_visit() {
    spot("lines", |folder| {
        let file = "carspeed_service_lines_id.csv";
        let book = imported(folder, &["carspeed_konsumen_id.csv", file]);
        let mut documents: BTreeMap<String, Vec<Row>> = BTreeMap::new();
        for row in rows(&folder.join(file), b',') {
            documents
                .entry(row.get("no_kwitansi").to_owned())
                .or_default()
                .push(row);
        }
        let mut wrong = Wrong::new();
        for (number, lines) in &documents {
            let first = &lines[0];
            let Some(visit) = visit_of(&book, number) else {
                wrong.push(format!("no visit {number}"));
                continue;
            };
            wrong.compare(first, "day", Some(visit.day), iso_day(first.get("tgl")));
            wrong.compare(
                first,
                "total",
                visit.total.unwrap_or(0),
                first.number("bayar").unwrap_or(0),
            );
            wrong.compare(
                first,
                "next day",
                visit.next_day,
                iso_day(first.get("tgl_next_srv")),
            );
            let open = first.get("status") == "PROSES";
            wrong.compare(first, "open", visit.status == PlannedStatus::Open, open);
            let km = lines
                .iter()
                .filter_map(|line| line.number("km_akhir"))
                .find(|km| *km > 0);
            wrong.compare(first, "odometer", visit.odometer, km);
            let named = lines.iter().filter(|line| !line.get("nama_brg").is_empty());
            let texts: Vec<&str> = visit
                .lines
                .iter()
                .map(|line| line.text.as_str())
                .filter(|t| !t.is_empty())
                .collect();
            let wanted: Vec<String> = named.map(|line| line.get("nama_brg").to_owned()).collect();
            wrong.compare(first, "lines", texts.len(), wanted.len());
            let amounts: i64 = visit.lines.iter().filter_map(|line| line.amount).sum();
            let subtotals: i64 = lines
                .iter()
                .filter_map(|line| line.number("subtotal"))
                .sum();
            wrong.compare(first, "amounts of lines", amounts, subtotals);
            for name in lines
                .iter()
                .map(|line| line.get("mekanik"))
                .filter(|name| !name.is_empty())
            {
                let has = visit
                    .mechanics
                    .iter()
                    .any(|mechanic| name.contains(mechanic.as_str()));
                wrong.compare(first, "mechanic", has, true);
            }
        }
        wrong
    });
}

#[test]
fn cells_too_many_shift_no_phone_into_another_field() {
    spot("unquoted commas", |folder| {
        let mut wrong = Wrong::new();
        for (file, from_the_end) in [
            ("carspeed_customer_unquoted_commas_id.csv", 2),
            ("carspeed_konsumen_unquoted_commas_id.csv", 9),
        ] {
            let book = imported(folder, &[file]);
            let all = rows(&folder.join(file), b',');
            let width = all.iter().map(|row| row.cells.len()).min().unwrap_or(0);
            if book.customers.is_empty() {
                wrong.push("no customers".to_owned());
            }
            for row in all.iter().filter(|row| row.cells.len() > width) {
                let right = plain_mobile(row.cells[row.cells.len() - from_the_end].trim());
                for customer in book.customers_of_line(row.line) {
                    let phones = customer.phones.iter().filter(|phone| phone.e164.is_some());
                    let foreign = phones.filter(|phone| phone.e164 != right).count();
                    wrong.compare(row, "phones of somebody else", foreign, 0);
                    let texts = [
                        &customer.address,
                        &customer.city,
                        &customer.email,
                        &customer.company,
                    ];
                    let strayed = texts.iter().any(|text| plain_mobile(text).is_some());
                    wrong.compare(row, "a phone in another field", strayed, false);
                }
            }
        }
        wrong
    });
}

#[test]
fn no_mechanic_is_a_time_of_day() {
    spot("service sample", |folder| {
        let book = imported(folder, &["carspeed_service_sample_id.csv"]);
        let visits = book.visits.iter().map(|kept| &kept.record);
        let odd = |name: &&String| name.contains(':') || name.bytes().any(|b| b.is_ascii_digit());
        let odd: Vec<_> = visits
            .clone()
            .flat_map(|visit| visit.mechanics.iter().filter(odd))
            .collect();
        let mut wrong: Wrong = odd
            .iter()
            .map(|name| format!("a mechanic called {name}"))
            .collect();
        for visit in visits {
            for text in [&visit.payment, &visit.complaint] {
                if iso_day(text).is_some() || text.contains("DONE") {
                    wrong.push(format!("a cell that strayed: {text:?}"));
                }
            }
        }
        wrong
    });
}
