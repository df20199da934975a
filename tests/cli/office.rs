//! Lists in a real spreadsheet: LibreOffice opens them, and every cell is what the book holds.
//! Where it is not installed, that is said and nothing is tried.

use std::path::Path;
use std::process::{Command, Stdio};

use calamine::{Data, Reader as _};

use crate::support::Book;

/// Has LibreOffice write `file` anew as a workbook, the way it would when a person saves it.
#[expect(clippy::print_stderr, reason = "says why nothing was tried")]
fn through_office(book: &Book, file: &str, filter: &[&str]) -> Option<Vec<Vec<Data>>> {
    let profile = book.path("office");
    let out = book.path("saved");
    let done = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            profile.display()
        ))
        .args(["--headless", "--norestore"])
        .args(filter)
        .args(["--convert-to", "xlsx", "--outdir"])
        .args([&out, &book.path(file)])
        .env("HOME", book.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !done.is_ok_and(|status| status.success()) {
        eprintln!("skipped: needs soffice");
        return None;
    }
    let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
    let saved = out.join(format!("{stem}.xlsx"));
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(saved).unwrap();
    let (_, range) = workbook.worksheets().into_iter().next().unwrap();
    Some(range.rows().map(<[Data]>::to_vec).collect())
}

/// A customer and a visit with everything that spreadsheets like to change.
fn book() -> Book {
    let book = Book::empty();
    for words in [
        &[
            "record",
            "customer",
            "--name",
            "=HYPERLINK(A1)",
            "--phone",
            "081234567890",
            "--plate",
            "B 1234 XYZ",
        ][..],
        &[
            "record",
            "customer",
            "--name",
            "1-2",
            "--phone",
            "+62 811-1234-567",
            "--note",
            "a; \"b\"\nc, d",
        ],
        &[
            "record",
            "visit",
            "--plate",
            "B 1234 XYZ",
            "--line",
            "10W-40=650000",
            "--date",
            "12/08/2026",
        ],
    ] {
        book.out(words.iter().copied());
    }
    book
}

fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::DateTime(when) => format!("day {}", when.as_f64()),
        Data::Empty => String::new(),
        other => panic!("{other:?}"),
    }
}

/// The cells of a column, without its header.
fn column(rows: &[Vec<Data>], header: &str) -> Vec<String> {
    let at = rows[0].iter().position(|cell| text(cell) == header);
    let at = at.unwrap_or_else(|| panic!("{header}: {:?}", rows[0]));
    rows[1..].iter().map(|row| text(&row[at])).collect()
}

#[test]
fn a_workbook_comes_through_a_real_spreadsheet_unharmed() {
    let book = book();
    book.out(["export", "customers", "--to", "people.xlsx", "--excel"]);
    book.out(["export", "lines", "--to", "lines.xlsx", "--excel"]);
    let Some(rows) = through_office(&book, "people.xlsx", &[]) else {
        return;
    };
    assert_eq!(column(&rows, "Name"), ["=HYPERLINK(A1)", "1-2"]);
    assert_eq!(column(&rows, "Phone"), ["081234567890", "+62 811-1234-567"]);
    assert_eq!(column(&rows, "Note"), ["", "a; \"b\"\nc, d"]);
    assert_eq!(column(&rows, "Spent"), ["650000", "0"]);
    let Some(rows) = through_office(&book, "lines.xlsx", &[]) else {
        return;
    };
    assert_eq!(column(&rows, "Work or part"), ["10W-40"]);
    assert_eq!(column(&rows, "Amount"), ["650000"]);
    assert_eq!(column(&rows, "Date"), ["day 46246"]);
}

#[test]
fn csv_for_a_spreadsheet_comes_through_a_real_one_with_its_guards_as_text() {
    let book = book();
    for (lang, separator, name, phone, note) in [
        ("en", "44", "Name", "Phone", "Note"),
        ("id", "59", "Nama", "No. HP", "Catatan"),
    ] {
        let file = format!("people-{lang}.csv");
        book.out([
            "export",
            "customers",
            "--to",
            &file,
            "--excel",
            "--lang",
            lang,
        ]);
        let filter = format!("--infilter=CSV:{separator},34,76,1");
        let Some(rows) = through_office(&book, &file, &[&filter]) else {
            return;
        };
        // As text, with the guard that import takes off again: no formula, no date, no lost zero.
        assert_eq!(column(&rows, name), ["'=HYPERLINK(A1)", "'1-2"]);
        assert_eq!(column(&rows, phone), ["'081234567890", "'+62 811-1234-567"]);
        assert_eq!(column(&rows, note), ["", "a; \"b\"\nc, d"]);
    }
}
