//! What other programs write: a body shop's, a dealer's, a service log, contacts, a German garage's.

use std::collections::BTreeSet;

use kenal::exchange::plan::PlannedStatus;

use super::{Compare, imported, spot, visit_of};
use crate::case::Wrong;
use crate::table::{iso_day, plain_mobile, plate_key, rows};

#[test]
fn each_work_order_of_the_body_shop_becomes_its_visit() {
    spot("body shop", |folder| {
        let file = "bodyrepair_pkb_semarang_id.csv";
        let book = imported(folder, &[file]);
        let mut wrong = Wrong::new();
        for row in rows(&folder.join(file), b';') {
            let Some(place) = book
                .visits
                .iter()
                .position(|kept| kept.record.doc_no == row.get("No PKB"))
            else {
                wrong.push(format!("line {}: no visit", row.line));
                continue;
            };
            let visit = &book.visits[place].record;
            wrong.compare(&row, "day", Some(visit.day), iso_day(row.get("Tgl")));
            wrong.compare(&row, "total", visit.total, row.number("Total Jasa"));
            let vehicle = book.who[place]
                .1
                .map(|vehicle| book.vehicles[vehicle].record.plate_key.clone());
            wrong.compare(
                &row,
                "plate",
                vehicle,
                Some(plate_key(row.get("No Polisi"))),
            );
            let customer = book
                .visitor(place)
                .map(|customer| &book.customers[customer].record);
            let phone = customer.and_then(|c| c.phones.first()?.e164.clone());
            wrong.compare(&row, "phone", phone, plain_mobile(row.get("No Telp")));
            if let Some(km) = row.number("KM Masuk") {
                wrong.compare(
                    &row,
                    "odometer",
                    visit.odometer,
                    Some(km).filter(|km| *km > 0),
                );
            }
            let open = row.get("Status") == "Buka";
            wrong.compare(&row, "open", visit.status == PlannedStatus::Open, open);
        }
        wrong
    });
}

#[test]
fn a_citizens_number_joins_two_files_and_is_kept_nowhere() {
    spot("smb", |folder| {
        let (people, cars) = ("smb_pelanggan_id.csv", "smb_kendaraan_id.csv");
        let book = imported(folder, &[people, cars]);
        let mut wrong = Wrong::new();
        let all = rows(&folder.join(people), b',');
        for row in rows(&folder.join(cars), b',') {
            let number = row.get("no_ktp_pelanggan");
            let person = all
                .iter()
                .find(|person| person.get("no_ktp_pelanggan") == number);
            let name = person.map(|person| person.get("nama_pelanggan"));
            let owner = book
                .owner(&plate_key(row.get("no_polisi")))
                .map(|owner| owner.name.as_str());
            wrong.compare(&row, "owner", owner, name);
            // Everything that the book holds, as text.
            let everything = format!("{:?}{:?}{:?}", book.customers, book.vehicles, book.findings);
            wrong.compare(&row, "the number", everything.contains(number), false);
        }
        let spent = book
            .customers
            .iter()
            .filter(|kept| kept.record.spent.is_some())
            .count();
        if spent > 0 {
            wrong.push(format!(
                "a count of services was read as money for {spent} customers"
            ));
        }
        wrong
    });
}

#[test]
fn tracked_services_keep_their_mechanics_and_money() {
    spot("tracking", |folder| {
        let file = "tracking_perawatan_service_log_id.csv";
        let book = imported(folder, &["tracking_perawatan_vehicles_id.csv", file]);
        let mut wrong = Wrong::new();
        for row in rows(&folder.join(file), b',') {
            let Some(visit) = visit_of(&book, row.get("id_servis")) else {
                wrong.push(format!("line {}: no visit", row.line));
                continue;
            };
            wrong.compare(&row, "day", Some(visit.day), iso_day(row.get("tanggal")));
            wrong.compare(&row, "total", visit.total, row.number("biaya"));
            wrong.compare(
                &row,
                "mechanic",
                visit.mechanics.join("+"),
                row.get("teknisi").to_owned(),
            );
            let km = row.number("km_saat_servis").filter(|km| *km > 0);
            wrong.compare(&row, "odometer", visit.odometer, km);
        }
        for row in rows(&folder.join("tracking_perawatan_vehicles_id.csv"), b',') {
            let vehicle = book
                .vehicle(&plate_key(row.get("plat_nomor")))
                .map(|v| &book.vehicles[v].record);
            let is = vehicle.map(|v| (v.make.as_str(), v.model.as_str(), v.year.map(i64::from)));
            let should = Some((row.get("merk"), row.get("model"), row.number("tahun")));
            wrong.compare(&row, "make, model, year", is, should);
        }
        wrong
    });
}

#[test]
fn every_contact_keeps_its_name_and_its_first_phone() {
    spot("contacts", |folder| {
        let file = "google_contacts_export.csv";
        let book = imported(folder, &[file]);
        let mut wrong = Wrong::new();
        for row in rows(&folder.join(file), b',') {
            let customers = book.customers_of_line(row.line);
            wrong.compare(&row, "customers", customers.len(), 1);
            let Some(customer) = customers.first() else {
                continue;
            };
            let spaced = row
                .get("Name")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let is = customer
                .name
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if !spaced.is_empty() {
                wrong.compare(&row, "name", is, spaced);
            }
            wrong.compare(
                &row,
                "e-mail",
                customer.email.as_str(),
                row.get("E-mail 1 - Value")
                    .split(" ::: ")
                    .next()
                    .unwrap_or_default(),
            );
            let digits = |text: &str| {
                text.chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
            };
            let has: BTreeSet<String> = customer.phones.iter().map(|p| digits(&p.raw)).collect();
            let cells = (1..=4).map(|n| row.get(&format!("Phone {n} - Value")).to_owned());
            let parts = cells.flat_map(|cell| cell.split(":::").map(digits).collect::<Vec<_>>());
            let should: BTreeSet<String> = parts.filter(|digits| !digits.is_empty()).collect();
            wrong.compare(&row, "phones", has, should);
        }
        wrong
    });
}

#[test]
fn first_registrations_give_the_year() {
    spot("werkstatt", |folder| {
        let file = "werkstatt_vehicles_example_de.csv";
        let book = imported(folder, &[file]);
        let mut wrong = Wrong::new();
        for row in rows(&folder.join(file), b',') {
            let vehicle = book
                .vehicle(&plate_key(row.get("kennzeichen")))
                .map(|v| &book.vehicles[v].record);
            let year = row
                .get("erstzulassung")
                .get(..4)
                .and_then(|year| year.parse().ok());
            let is = vehicle.map(|v| (v.make.as_str(), v.vin.as_str(), v.year));
            wrong.compare(
                &row,
                "make, chassis, year",
                is,
                Some((row.get("marke"), row.get("fin"), year)),
            );
        }
        wrong
    });
}
