//! Rows that were rejected, imported again: corrected ones come in, the others are rejected again.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Book, word};

/// A file of the import tests.
fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/import")
        .join(name)
}

/// Column and reason of everything that was rejected, in no order, and the files it lies in now.
fn rejected(report: &Value) -> (Vec<(String, String)>, Vec<String>) {
    let mut reasons = Vec::new();
    let mut files = Vec::new();
    for file in report["files"].as_array().unwrap() {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        for row in file["rejected"].as_array().unwrap() {
            reasons.push((text(&row["column"]), text(&row["reason"])));
        }
        let more = file["more_rejects_files"].as_array().unwrap();
        files.extend(std::iter::once(&file["rejects_file"]).chain(more).map(text));
    }
    reasons.sort();
    (reasons, files)
}

#[test]
fn what_nobody_corrected_is_rejected_again_for_the_same_reasons_however_often() {
    let book = Book::empty();
    let placeholders = "Nama,Telepon,Nopol\nBudi,0,B 1 A\nSari,0,B 2 B\nTono,081234567890,B 3 C\n";
    let commas = "Nama,Telepon,Nopol\nBudi, S.Pd, ST,081234567890,B 1 A\nSari,081234567891,B 2 B\n";
    let cases = [
        file("shops/20_tanggal_campur.csv"),
        file("shops/25_per_hari.csv"),
        file("nasty/c21_phone_bad.csv"),
        file("nasty/x04_plate_as_date_and_number.xlsx"),
        book.write("placeholders.csv", placeholders),
        book.write("commas.csv", commas),
    ];
    for path in cases {
        let name = path.file_name().unwrap();
        let here = book.path("it").join(name);
        fs::create_dir_all(here.parent().unwrap()).unwrap();
        fs::copy(&path, &here).unwrap();
        let report = book.json(["import", "--strict", "--json", word(&here)]);
        let (reasons, files) = rejected(&report);
        assert!(!reasons.is_empty(), "{report}");
        let mut next = files;
        for _ in 0..2 {
            let words = ["import", "--strict", "--json"].map(str::to_owned);
            let report = book.json(words.iter().chain(&next));
            let (again, files) = rejected(&report);
            assert_eq!(again, reasons, "{}", name.display());
            assert_eq!(files, next, "{}", name.display());
            next = files;
        }
        fs::remove_dir_all(book.path("it")).unwrap();
    }
}

#[test]
fn the_same_file_again_leaves_its_rejected_rows_where_they_are() {
    let book = Book::empty();
    let sheet = book.write("old.csv", MIXED);
    let again = || rejected(&book.json(["import", "--strict", "--json", word(&sheet)])).1;
    let first = again();
    let rejects = book.path("old.csv.rejected.csv");
    assert_eq!(first, [word(&rejects)]);
    assert_eq!(again(), first);
    // A file that somebody works on, or that is none of ours, is never touched.
    let text = fs::read_to_string(&rejects).unwrap();
    let begun = text.replace("12/30/2025", "2025-12-30");
    fs::write(&rejects, &begun).unwrap();
    let second = again();
    assert_eq!(second, [word(&book.path("old.csv.rejected-2.csv"))]);
    assert_eq!(again(), second);
    assert_eq!(fs::read_to_string(&rejects).unwrap(), begun);
    let files = fs::read_dir(rejects.parent().unwrap()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.contains("rejected")).count(), 2);
}

#[test]
fn what_is_left_of_rejected_rows_lies_beside_the_first_file_and_names_its_rows() {
    let book = Book::empty();
    let sheet = book.write("old.csv", MIXED);
    book.run(["import", "--strict", word(&sheet)]);
    let rejects = book.path("old.csv.rejected.csv");
    let text = fs::read_to_string(&rejects).unwrap();
    fs::write(&rejects, text.replace("12/30/2025", "2025-12-30")).unwrap();
    let report = book.json(["import", "--strict", "--json", word(&rejects)]);
    let (_, files) = rejected(&report);
    assert_eq!(files, [word(&book.path("old.csv.rejected-2.csv"))]);
    let left = fs::read_to_string(&files[0]).unwrap();
    let line = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.contains(name));
        line.unwrap().to_owned()
    };
    assert!(!left.contains("Sari"), "{left}");
    assert_eq!(line(&left, "Tono"), line(&text, "Tono"));
}

const MIXED: &str = "Nama,HP,Nopol,Tanggal,Total\n\
    Budi,081234567890,B 1 A,31/12/2025,1000\n\
    Sari,081234567891,B 2 B,12/30/2025,1000\n\
    Tono,081234567892,B 3 C,03/04/2026,1000\n\
    Total hari ini,,,,3000\n";

#[test]
fn a_corrected_row_comes_in_and_its_neighbours_stay_out() {
    let book = Book::empty();
    let sheet = book.write("old.csv", MIXED);
    let report = book.json(["import", "--strict", "--json", word(&sheet)]);
    let (before, _) = rejected(&report);
    let rejects = book.path("old.csv.rejected.csv");
    let text = fs::read_to_string(&rejects).unwrap();
    assert!(text.contains("12/30/2025"), "{text}");
    let corrected = text.replace("12/30/2025", "2025-12-30");
    fs::write(&rejects, corrected).unwrap();
    let report = book.json(["import", "--strict", "--json", word(&rejects)]);
    let (after, _) = rejected(&report);
    assert_eq!(report["files"][0]["imported"], 1, "{report}");
    assert_eq!(after.len() + 1, before.len(), "{report}");
    let shown = book.json(["show", "B 2 B", "--json"]);
    assert_eq!(shown["last_visit"]["date"], "2025-12-30");
}

#[test]
fn a_corrected_row_keeps_the_order_of_day_and_month_that_its_file_had() {
    let book = Book::empty();
    let sheet = "Name,Phone,Plate,Date,Total\n\
        Budi,081234567890,B 1 A,12/31/2025,1000\n\
        Sari,12,B 2 B,03/04/2026,1000\n";
    let sheet = book.write("old.csv", sheet);
    book.run(["import", "--strict", word(&sheet)]);
    let rejects = book.path("old.csv.rejected.csv");
    let text = fs::read_to_string(&rejects).unwrap();
    assert!(text.contains("Sari,12,B 2 B,2026-03-04,1000"), "{text}");
    fs::write(&rejects, text.replace("Sari,12,", "Sari,081234567891,")).unwrap();
    let report = book.json(["import", "--strict", "--json", word(&rejects)]);
    assert_eq!(report["files"][0]["needs_checking"], 0, "{report}");
    let shown = book.json(["show", "B 2 B", "--json"]);
    assert_eq!(shown["last_visit"]["date"], "2026-03-04");
}

#[test]
fn what_strict_rejected_comes_in_flagged_by_default_and_a_total_does_not() {
    let book = Book::empty();
    let sheet = book.write("old.csv", MIXED);
    let strict = book.json(["import", "--strict", "--json", word(&sheet)]);
    let (before, _) = rejected(&strict);
    let rejects = book.path("old.csv.rejected.csv");
    let report = book.json(["import", "--json", word(&rejects)]);
    let file = &report["files"][0];
    let totals = 1;
    assert_eq!(file["rejected_rows"], 0, "{report}");
    assert_eq!(file["imported"], before.len() - totals, "{report}");
    assert_eq!(file["skipped"], totals, "{report}");
    assert_eq!(book.json(["info", "--json"])["customers"], 3);
}

#[test]
fn who_says_what_a_column_holds_has_rejected_rows_read_anew() {
    let book = Book::empty();
    let sheet = "Nama,Kontak,Tahun\n,B 7 G,2019\n,B 8 H,2020\n";
    let sheet = book.write("old.csv", sheet);
    let report = book.json([
        "import",
        "--strict",
        "--json",
        "--map",
        "Kontak=phone",
        word(&sheet),
    ]);
    assert_eq!(report["files"][0]["rejected_rows"], 2, "{report}");
    let rejects = book.path("old.csv.rejected.csv");
    let words = ["import", "--strict", "--json", "--map", "Kontak=plate"];
    let report = book.json(words.iter().chain(&[word(&rejects)]));
    assert_eq!(report["files"][0]["created"]["vehicles"], 2, "{report}");
}
