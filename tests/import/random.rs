//! Random tables: whatever stands in a file, the importer neither panics nor loses a row.

use std::fs;
use std::path::Path;

use kenal::exchange::import::Options;
use proptest::prelude::*;

use crate::book::Book;
use crate::options;

/// Headers that people use, and some that mean nothing.
const HEADERS: &[&str] = &[
    "Nama",
    "No HP",
    "Nopol",
    "Tgl",
    "KM",
    "Total",
    "Pekerjaan",
    "Keluhan",
    "Mekanik",
    "Oli",
    "Merk",
    "Tipe",
    "Tahun",
    "Warna",
    "Ultah",
    "Poin",
    "Alamat",
    "No Nota",
    "Status",
    "Ket",
    "Servis Berikutnya",
    "Jasa",
    "SERVIS 1 TGL",
    "SERVIS 1 KM",
    "SERVIS 2 TGL",
    "",
    "No",
    "xyz",
    "NIK",
    "Kode Pelanggan",
    "Email",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        4 => "[A-Z]{1,2} ?[1-9][0-9]{0,3} ?[A-Z]{0,3}",
        4 => "0?8[0-9]{8,12}",
        4 => "[0-3]?[0-9][/.-][0-1]?[0-9][/.-](20|19)?[0-9]{2}",
        4 => "(Rp ?)?[0-9]{1,3}([.,][0-9]{3}){0,3}(,00|,-)?",
        4 => "[A-Za-z]{1,8}( [A-Z][a-z]{1,8}){0,2}",
        2 => "[0-9.,eE+/ -]{1,12}",
        1 => Just("TOTAL".to_owned()),
        1 => Just("(BLANK)".to_owned()),
        1 => Just("99999999999999999999999999".to_owned()),
        1 => Just("-1".to_owned()),
        1 => Just("31/02/2026".to_owned()),
        2 => "\\PC{0,12}",
        2 => any::<String>().prop_map(|text| text.chars().take(12).collect()),
    ]
}

/// Tables with ragged rows under a header of 1 to 8 columns.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let header = proptest::collection::vec(proptest::sample::select(HEADERS), 1..8);
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 0..9), 0..12);
    (header, rows).prop_map(|(header, rows)| {
        let header = header.into_iter().map(str::to_owned).collect();
        std::iter::once(header).chain(rows).collect()
    })
}

fn written(table: &[Vec<String>], delimiter: char) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| {
        row.iter()
            .map(quoted)
            .collect::<Vec<_>>()
            .join(&delimiter.to_string())
    };
    table.iter().map(|row| line(row) + "\n").collect()
}

/// Imports twice; says what is wrong. A refused file is an answer as well.
fn wrong(path: &Path, options: &Options) -> Vec<String> {
    let mut book = Book::default();
    let Ok(first) = book.import(&[path.to_owned()], options) else {
        return Vec::new();
    };
    let rows = (book.customers.len(), book.vehicles.len(), book.visits.len());
    let second = book
        .import(&[path.to_owned()], options)
        .expect("taken in as before");
    let mut wrong = book.faults;
    if rows != (book.customers.len(), book.vehicles.len(), book.visits.len()) {
        wrong.push("the second time something is new".to_owned());
    }
    if second.files[0].imported > 0 || second.files[0].rows != first.files[0].rows {
        wrong.push(format!(
            "{:?} and then {:?}",
            first.files[0], second.files[0]
        ));
    }
    wrong
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_table_panics_loses_a_row_or_comes_twice(
        table in table(),
        delimiter in proptest::sample::select(&[',', ';', '\t', '|'][..]),
        strict in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tabel.csv");
        fs::write(&path, written(&table, delimiter)).expect("written");
        let mut options = options();
        options.strict = strict;
        prop_assert_eq!(wrong(&path, &options), Vec::<String>::new());
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tabel.csv");
        fs::write(&path, bytes).expect("written");
        prop_assert_eq!(wrong(&path, &options()), Vec::<String>::new());
    }

    #[test]
    fn hostile_text_is_cleaned_in_every_column(
        header in proptest::sample::select(HEADERS),
        hostile in "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}A-Za-z0-9 ]{1,30}",
    ) {
        prop_assume!(!hostile.contains('\0'));
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tabel.csv");
        let table = vec![
            vec!["Nama".to_owned(), "No HP".to_owned(), "Nopol".to_owned(), "Tgl".to_owned(), header.to_owned()],
            vec![format!("Budi{hostile}"), "081234500001".to_owned(), "B 1234 XYZ".to_owned(), "05/01/2026".to_owned(), hostile],
        ];
        fs::write(&path, written(&table, ',')).expect("written");
        prop_assert_eq!(wrong(&path, &options()), Vec::<String>::new());
    }
}

/// What the tables above found once: a line whose phone is spelled in another way, or is none, took
/// the place of the line before it.
#[test]
fn lines_of_one_person_are_one_visit_however_the_phone_is_spelled() {
    let persons = "Nama,Tanggal,Pekerjaan,No HP
        Budi,1/1/2026,oli,A1
        Budi,1/1/2026,ban,A1A
        Sari,1/1/2026,oli,-
        Sari,1/1/2026,ban,
        Adi,1/1/2026,oli,0812-3456-7890
        ADI,1/1/2026,ban,081234567890
        Adi,1/1/2026,cuci,0857-1111-2222";
    let nobody = "Pekerjaan,Tanggal,No HP
        oli,1/1/2026,A1
        ban,1/1/2026,A1A
        cuci,1/1/2026,A1";
    for (table, visits, lines) in [(persons, 4, 7), (nobody, 2, 3)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("tabel.csv");
        fs::write(&path, table.replace("        ", "")).expect("written");
        let mut book = Book::default();
        book.import(&[path], &options()).expect("taken in");
        assert_eq!(book.faults, Vec::<String>::new());
        let written: usize = book.visits.iter().map(|kept| kept.record.lines.len()).sum();
        assert_eq!((book.visits.len(), written), (visits, lines), "{table}");
    }
}
