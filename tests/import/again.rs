//! The same file again: nothing twice, and what was edited is updated.

use std::fs;
use std::path::{Path, PathBuf};

use kenal::exchange::plan::Report;

use crate::book::Book;
use crate::case::{Check, Wrong, hold, one};
use crate::{here, options, real_folder};

/// Imports the same files twice; the second time must find nothing new.
fn twice(paths: &[PathBuf]) -> Wrong {
    let mut book = Book::default();
    let first = match book.import(paths, &options()) {
        Ok(report) => report,
        Err(refused) => return vec![refused.to_string()],
    };
    let rows = (book.customers.len(), book.vehicles.len(), book.visits.len());
    let second = book.import(paths, &options()).expect("taken in as before");
    let mut wrong = book.faults.clone();
    if rows == (0, 0, 0) {
        wrong.push("nothing came in".to_owned());
    }
    let now = (book.customers.len(), book.vehicles.len(), book.visits.len());
    if now != rows {
        wrong.push(format!(
            "from {rows:?} to {now:?} customers, vehicles, visits"
        ));
    }
    for (before, after) in first.files.iter().zip(&second.files) {
        let unchanged = before.imported + before.unchanged;
        if (after.imported, after.unchanged, after.updated) != (0, unchanged, 0) {
            wrong.push(format!(
                "{}: {} imported, {} unchanged of {unchanged}, {} updated",
                after.path, after.imported, after.unchanged, after.updated
            ));
        }
        if after.rows != before.rows || after.rejected != before.rejected {
            wrong.push(format!("{}: other rows than before", after.path));
        }
    }
    wrong
}

#[test]
fn a_file_that_comes_twice_brings_nothing_new() {
    let nasty = [
        "c01_clean_utf8.csv",
        "c20_phone_formats.csv",
        "c21_phone_bad.csv",
        "c22_dup_after_normalise.csv",
        "c25_dates.csv",
        "c27_newline_in_quotes.csv",
        "c43_unicode_names.csv",
        "x01_clean.xlsx",
        "x05_dates_1900.xlsx",
    ];
    let mut cases: Vec<(String, Check)> = Vec::new();
    for name in nasty {
        cases.push((
            name.to_owned(),
            Box::new(move || twice(&[here("nasty").join(name)])),
        ));
    }
    let mut shops: Vec<_> = fs::read_dir(here("shops"))
        .expect("the folder")
        .flatten()
        .map(|e| e.path())
        .collect();
    shops.sort();
    for path in shops {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_expectation = path.extension().is_some_and(|end| end == "toml");
        if !is_expectation {
            cases.push((name, Box::new(move || twice(std::slice::from_ref(&path)))));
        }
    }
    hold("again", cases);
}

#[test]
fn a_real_file_that_comes_twice_brings_nothing_new() {
    let Some(folder) = real_folder() else { return };
    let sets: [&[&str]; 8] = [
        &["carspeed_konsumen_id.csv", "carspeed_service_lines_id.csv"],
        &["smb_pelanggan_id.csv", "smb_kendaraan_id.csv"],
        &[
            "tracking_perawatan_vehicles_id.csv",
            "tracking_perawatan_service_log_id.csv",
        ],
        &["bodyrepair_pkb_semarang_id.csv"],
        &["google_contacts_export.csv"],
        &["pengelolaan_bengkel_no_header_id.csv"],
        &["derived/bengkel_per_kunjungan_bulanan.xlsx"],
        &["derived/bengkel_per_pelanggan_melebar.ods"],
    ];
    let case = |files: &[&str]| {
        let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
        (files[0].to_owned(), Box::new(move || twice(&paths)) as _)
    };
    hold("again", sets.into_iter().map(case).collect());
}

#[test]
fn files_that_come_one_after_the_other_are_as_good_as_together() {
    let Some(folder) = real_folder() else { return };
    one("again", "lines, then konsumen", move || {
        let mut book = Book::default();
        for file in ["carspeed_service_lines_id.csv", "carspeed_konsumen_id.csv"] {
            book.import(&[folder.join(file)], &options())
                .expect("taken in");
        }
        let mut wrong = book.faults.clone();
        let attended = (0..book.visits.len())
            .filter(|visit| book.visitor(*visit).is_some())
            .count();
        let is = (book.customers.len(), book.visits.len(), attended);
        if is != (2289, 948, 948) {
            wrong.push(format!("customers, visits, visits with a customer: {is:?}"));
        }
        wrong
    });
}

#[test]
fn receipts_find_customers_of_an_earlier_import_by_their_number() {
    one("again", "numbers", || {
        let mut book = Book::default();
        for file in ["24a_pelanggan.csv", "24b_transaksi.csv"] {
            book.import(&[here("shops").join(file)], &options())
                .expect("taken in");
        }
        let mut wrong = book.faults.clone();
        let attended = (0..book.visits.len())
            .filter(|visit| book.visitor(*visit).is_some())
            .count();
        let is = (book.customers.len(), attended, book.found("empty_identity"));
        if is != (3, 4, 0) {
            wrong.push(format!(
                "customers, visits with a customer, nameless: {is:?}"
            ));
        }
        wrong
    });
}

const SHEET: &str = "Tgl;Nopol;Nama;HP;Tipe;KM;Pekerjaan;Total\n\
    05/01/2026;B 1234 XYZ;Budi;081234500001;Avanza;45000;Ganti oli;250000\n\
    06/01/2026;B 5678 ABC;Siti;081234500002;Brio;23000;Servis AC;400000\n";

fn import_text(book: &mut Book, folder: &Path, text: &str) -> Report {
    let path = folder.join("buku.csv");
    fs::write(&path, text).expect("written");
    book.import(&[path], &options()).expect("taken in")
}

#[test]
fn an_edited_file_updates_what_was_edited_and_adds_what_is_new() {
    one("again", "edited", || {
        let folder = tempfile::tempdir().expect("a folder");
        let mut book = Book::default();
        import_text(&mut book, folder.path(), SHEET);
        let edited = SHEET
            .replace("Avanza;45000", "Avanza;45100")
            .replace("250000", "275000")
            + "07/01/2026;B 9012 DEF;Tono;081234500003;Jazz;61000;Tune up;350000\n";
        let report = import_text(&mut book, folder.path(), &edited);
        let mut wrong = book.faults.clone();
        let file = &report.files[0];
        let is = (
            file.rows,
            file.imported,
            file.unchanged,
            file.created.customers,
            file.created.vehicles,
            file.created.visits,
            file.updated,
        );
        if is != (3, 2, 1, 1, 1, 1, 1) {
            wrong.push(format!(
                "rows, imported, unchanged, created, updated: {is:?}"
            ));
        }
        let visit = &book.visits[0].record;
        if (visit.total, visit.odometer) != (Some(275_000), Some(45_100)) {
            wrong.push(format!("{visit:?}"));
        }
        wrong
    });
}

#[test]
fn rows_in_another_order_with_another_delimiter_are_the_same_rows() {
    one("again", "other order", || {
        let folder = tempfile::tempdir().expect("a folder");
        let mut book = Book::default();
        import_text(&mut book, folder.path(), SHEET);
        let mut lines: Vec<&str> = SHEET.lines().collect();
        lines[1..].reverse();
        let other = lines.join("\r\n").replace(';', ",");
        let report = import_text(&mut book, folder.path(), &other);
        let mut wrong = book.faults.clone();
        let file = &report.files[0];
        if (file.imported, file.unchanged) != (0, 2) {
            wrong.push(format!(
                "{} imported, {} unchanged",
                file.imported, file.unchanged
            ));
        }
        wrong
    });
}

#[test]
fn the_next_month_brings_visits_and_no_second_customer() {
    one("again", "next month", || {
        let folder = tempfile::tempdir().expect("a folder");
        let mut book = Book::default();
        import_text(&mut book, folder.path(), SHEET);
        let next = SHEET
            .replace("/01/2026", "/02/2026")
            .replace("081234500001", "+62 812-3450-0001");
        import_text(&mut book, folder.path(), &next);
        let mut wrong = book.faults.clone();
        let is = (book.customers.len(), book.vehicles.len(), book.visits.len());
        if is != (2, 2, 4) {
            wrong.push(format!("customers, vehicles, visits: {is:?}"));
        }
        wrong
    });
}
