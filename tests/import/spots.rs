//! Every row of the real spreadsheets against what the book received, by simple rules of the test's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kenal::exchange::plan::{PlannedStatus, PlannedVisit};

use crate::book::Book;
use crate::case::{Wrong, one};
use crate::table::{Row, iso_day, plain_mobile, plate_key, rows, rupiah, slash_day};
use crate::{options, real_folder};

/// A case over the real files, passed over where they are absent.
fn spot(name: &str, check: fn(&Path) -> Wrong) {
    let Some(folder) = real_folder() else { return };
    one("spots", name, move || check(&folder));
}

fn imported(folder: &Path, files: &[&str]) -> Book {
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    let mut book = Book::default();
    book.import(&paths, &options()).expect("taken in");
    book
}

fn differ<T: PartialEq + std::fmt::Debug>(
    wrong: &mut Wrong,
    row: &Row,
    what: &str,
    is: T,
    should: T,
) {
    if is != should {
        wrong.push(format!(
            "line {}, {what}: {is:?}, should be {should:?}",
            row.line
        ));
    }
}

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
            differ(
                &mut wrong,
                row,
                "make",
                vehicle.make.as_str(),
                row.get("merk"),
            );
            differ(
                &mut wrong,
                row,
                "model",
                vehicle.model.as_str(),
                row.get("type"),
            );
            differ(
                &mut wrong,
                row,
                "colour",
                vehicle.color.as_str(),
                row.get("warna"),
            );
            let year = row
                .number("thn")
                .filter(|year| (1950..=2027).contains(year));
            differ(&mut wrong, row, "year", vehicle.year.map(i64::from), year);
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
            differ(&mut wrong, row, "owner", same_name, true);
            if let Some(e164) = plain_mobile(row.get("no_hp")) {
                let has = owner
                    .phones
                    .iter()
                    .any(|phone| phone.e164.as_ref() == Some(&e164));
                differ(&mut wrong, row, "phone", has, true);
            }
        }
        wrong
    });
}

/// The visit of a document number.
fn visit_of<'a>(book: &'a Book, number: &str) -> Option<&'a PlannedVisit> {
    let mut visits = book.visits.iter().map(|kept| &kept.record);
    visits.find(|visit| visit.doc_no == number)
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
            differ(
                &mut wrong,
                first,
                "day",
                Some(visit.day),
                iso_day(first.get("tgl")),
            );
            differ(
                &mut wrong,
                first,
                "total",
                visit.total.unwrap_or(0),
                first.number("bayar").unwrap_or(0),
            );
            differ(
                &mut wrong,
                first,
                "next day",
                visit.next_day,
                iso_day(first.get("tgl_next_srv")),
            );
            let open = first.get("status") == "PROSES";
            differ(
                &mut wrong,
                first,
                "open",
                visit.status == PlannedStatus::Open,
                open,
            );
            let km = lines
                .iter()
                .filter_map(|line| line.number("km_akhir"))
                .find(|km| *km > 0);
            differ(&mut wrong, first, "odometer", visit.odometer, km);
            let named = lines.iter().filter(|line| !line.get("nama_brg").is_empty());
            let texts: Vec<&str> = visit
                .lines
                .iter()
                .map(|line| line.text.as_str())
                .filter(|t| !t.is_empty())
                .collect();
            let wanted: Vec<String> = named.map(|line| line.get("nama_brg").to_owned()).collect();
            differ(&mut wrong, first, "lines", texts.len(), wanted.len());
            let amounts: i64 = visit.lines.iter().filter_map(|line| line.amount).sum();
            let subtotals: i64 = lines
                .iter()
                .filter_map(|line| line.number("subtotal"))
                .sum();
            differ(&mut wrong, first, "amounts of lines", amounts, subtotals);
            for name in lines
                .iter()
                .map(|line| line.get("mekanik"))
                .filter(|name| !name.is_empty())
            {
                let has = visit
                    .mechanics
                    .iter()
                    .any(|mechanic| name.contains(mechanic.as_str()));
                differ(&mut wrong, first, "mechanic", has, true);
            }
        }
        wrong
    });
}

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
            differ(
                &mut wrong,
                &row,
                "day",
                Some(visit.day),
                iso_day(row.get("Tgl")),
            );
            differ(
                &mut wrong,
                &row,
                "total",
                visit.total,
                row.number("Total Jasa"),
            );
            let vehicle = book.who[place]
                .1
                .map(|vehicle| book.vehicles[vehicle].record.plate_key.clone());
            differ(
                &mut wrong,
                &row,
                "plate",
                vehicle,
                Some(plate_key(row.get("No Polisi"))),
            );
            let customer = book
                .visitor(place)
                .map(|customer| &book.customers[customer].record);
            let phone = customer.and_then(|c| c.phones.first()?.e164.clone());
            differ(
                &mut wrong,
                &row,
                "phone",
                phone,
                plain_mobile(row.get("No Telp")),
            );
            if let Some(km) = row.number("KM Masuk") {
                differ(
                    &mut wrong,
                    &row,
                    "odometer",
                    visit.odometer,
                    Some(km).filter(|km| *km > 0),
                );
            }
            let open = row.get("Status") == "Buka";
            differ(
                &mut wrong,
                &row,
                "open",
                visit.status == PlannedStatus::Open,
                open,
            );
        }
        wrong
    });
}

/// Plate, day, amount and odometer of all visits, sorted.
fn facts(book: &Book) -> Vec<(String, String, i64, i64)> {
    let fact = |(visit, (_, vehicle)): (&PlannedVisit, &(Option<usize>, Option<usize>))| {
        let plate = vehicle.map(|v| book.vehicles[v].record.plate_key.clone());
        (
            plate.unwrap_or_default(),
            visit.day.to_string(),
            visit.total.unwrap_or(0),
            visit.odometer.unwrap_or(0),
        )
    };
    let visits = book.visits.iter().map(|kept| &kept.record);
    let mut facts: Vec<_> = visits.zip(&book.who).map(fact).collect();
    facts.sort();
    facts
}

/// The same out of the plainest of our own layouts: 400 rows, a visit each.
fn wanted_facts(folder: &Path, how_many: usize) -> Vec<(String, String, i64, i64)> {
    let all = rows(&folder.join("derived/bengkel_utf8bom_semicolon.csv"), b';');
    let fact = |row: &Row| {
        (
            plate_key(row.get("No Polisi")),
            slash_day(row.get("Tgl Servis")).expect("a day").to_string(),
            rupiah(row.get("Total")),
            row.number("KM").unwrap_or(0),
        )
    };
    let mut facts: Vec<_> = all.iter().take(how_many).map(fact).collect();
    facts.sort();
    facts
}

/// Visits of one vehicle on one day may have become one visit: amounts added, one of the odometers.
fn joined(facts: Vec<(String, String, i64, i64)>) -> BTreeMap<(String, String), (i64, Vec<i64>)> {
    let mut days = BTreeMap::new();
    for (plate, day, total, km) in facts {
        let (sum, readings) = days.entry((plate, day)).or_insert((0, Vec::new()));
        *sum += total;
        readings.push(km);
    }
    days
}

fn same_facts(book: &Book, wanted: Vec<(String, String, i64, i64)>, amounts: bool) -> Wrong {
    let (is, should) = (joined(facts(book)), joined(wanted));
    let mut wrong = Wrong::new();
    for (day, should) in &should {
        match is.get(day) {
            None => wrong.push(format!("no visit of {day:?}")),
            Some(is)
                if (amounts && is.0 != should.0)
                    || is.1.iter().any(|km| !should.1.contains(km)) =>
            {
                wrong.push(format!("{day:?}: {is:?}, should be {should:?}"));
            }
            Some(_) => {}
        }
    }
    let more = is.keys().filter(|day| !should.contains_key(*day));
    wrong.extend(more.map(|day| format!("nobody wrote of {day:?}")));
    wrong
}

macro_rules! same_visits {
    ($($test:ident: $file:literal, $rows:literal, amounts $amounts:literal;)*) => {
        $(#[test]
        fn $test() {
            spot($file, |folder| {
                let book = imported(folder, &[concat!("derived/", $file)]);
                same_facts(&book, wanted_facts(folder, $rows), $amounts)
            });
        })*
    };
}

same_visits! {
    semicolons_give_the_same_visits: "bengkel_utf8bom_semicolon.csv", 400, amounts true;
    the_sep_line_gives_the_same_visits: "bengkel_sep_line.csv", 400, amounts true;
    utf_16_gives_the_same_visits: "bengkel_utf16le.txt", 400, amounts true;
    months_in_xlsx_give_the_same_visits: "bengkel_per_kunjungan_bulanan.xlsx", 400, amounts true;
    months_in_ods_give_the_same_visits: "bengkel_per_kunjungan_bulanan.ods", 400, amounts true;
    months_in_xls_give_the_same_visits: "bengkel_per_kunjungan_bulanan.xls", 400, amounts true;
    visits_spread_in_xlsx_are_the_same: "bengkel_per_pelanggan_melebar.xlsx", 400, amounts false;
    visits_spread_in_ods_are_the_same: "bengkel_per_pelanggan_melebar.ods", 400, amounts false;
    visits_spread_in_xls_are_the_same: "bengkel_per_pelanggan_melebar.xls", 400, amounts false;
    days_and_money_that_excel_damaged_are_the_same: "bengkel_kerusakan_excel.xlsx", 150, amounts true;
    days_and_money_damaged_in_ods_are_the_same: "bengkel_kerusakan_excel.ods", 150, amounts true;
}

#[test]
fn mechanics_oils_and_complaints_of_each_month_arrive() {
    spot("months in detail", |folder| {
        let book = imported(folder, &["derived/bengkel_per_kunjungan_bulanan.xlsx"]);
        let mut wrong = Wrong::new();
        for row in rows(&folder.join("derived/bengkel_utf8bom_semicolon.csv"), b';') {
            let (key, day) = (
                plate_key(row.get("No Polisi")),
                slash_day(row.get("Tgl Servis")),
            );
            let its = |place: &usize| {
                let plate = book.who[*place]
                    .1
                    .map(|v| &book.vehicles[v].record.plate_key);
                plate == Some(&key) && Some(book.visits[*place].record.day) == day
            };
            let total = rupiah(row.get("Total"));
            let places: Vec<usize> = (0..book.visits.len()).filter(its).collect();
            // Two visits of one vehicle on one day are told apart by their amounts, if they are two.
            let exact = places
                .iter()
                .find(|p| book.visits[**p].record.total == Some(total));
            let Some(visit) = exact.or(places.first()).map(|p| &book.visits[*p].record) else {
                wrong.push(format!("line {}: no visit", row.line));
                continue;
            };
            if exact.is_none() {
                continue;
            }
            differ(&mut wrong, &row, "oil", visit.oil.as_str(), row.get("Oli"));
            differ(
                &mut wrong,
                &row,
                "mechanic",
                visit.mechanics.join("+"),
                row.get("Mekanik").to_owned(),
            );
            differ(
                &mut wrong,
                &row,
                "complaint",
                visit.complaint.as_str(),
                row.get("Keluhan"),
            );
            differ(
                &mut wrong,
                &row,
                "payment",
                visit.payment.as_str(),
                row.get("Cara Bayar"),
            );
            differ(
                &mut wrong,
                &row,
                "next day",
                visit.next_day,
                slash_day(row.get("Servis Berikutnya")),
            );
            let work =
                |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
            let lines: String = visit.lines.iter().map(|line| work(&line.text)).collect();
            differ(&mut wrong, &row, "work", lines, work(row.get("Pekerjaan")));
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
                    differ(&mut wrong, row, "phones of somebody else", foreign, 0);
                    let texts = [
                        &customer.address,
                        &customer.city,
                        &customer.email,
                        &customer.company,
                    ];
                    let strayed = texts.iter().any(|text| plain_mobile(text).is_some());
                    differ(&mut wrong, row, "a phone in another field", strayed, false);
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
            differ(&mut wrong, &row, "owner", owner, name);
            // Everything that the book holds, as text.
            let everything = format!("{:?}{:?}{:?}", book.customers, book.vehicles, book.findings);
            differ(
                &mut wrong,
                &row,
                "the number",
                everything.contains(number),
                false,
            );
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
            differ(
                &mut wrong,
                &row,
                "day",
                Some(visit.day),
                iso_day(row.get("tanggal")),
            );
            differ(&mut wrong, &row, "total", visit.total, row.number("biaya"));
            differ(
                &mut wrong,
                &row,
                "mechanic",
                visit.mechanics.join("+"),
                row.get("teknisi").to_owned(),
            );
            let km = row.number("km_saat_servis").filter(|km| *km > 0);
            differ(&mut wrong, &row, "odometer", visit.odometer, km);
        }
        for row in rows(&folder.join("tracking_perawatan_vehicles_id.csv"), b',') {
            let vehicle = book
                .vehicle(&plate_key(row.get("plat_nomor")))
                .map(|v| &book.vehicles[v].record);
            let is = vehicle.map(|v| (v.make.as_str(), v.model.as_str(), v.year.map(i64::from)));
            let should = Some((row.get("merk"), row.get("model"), row.number("tahun")));
            differ(&mut wrong, &row, "make, model, year", is, should);
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
            differ(&mut wrong, &row, "customers", customers.len(), 1);
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
                differ(&mut wrong, &row, "name", is, spaced);
            }
            differ(
                &mut wrong,
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
            differ(&mut wrong, &row, "phones", has, should);
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
            differ(
                &mut wrong,
                &row,
                "make, chassis, year",
                is,
                Some((row.get("marke"), row.get("fin"), year)),
            );
        }
        wrong
    });
}
