//! Random tables: whatever stands in a file, the importer neither panics nor loses a row.

use std::fs;
use std::path::Path;

use kenal::exchange::import::Options;
use kenal::exchange::plan::Level;
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

/// A row of [`no_work_of_a_person_is_lost_however_the_rows_tell_who_it_is`], without its work.
fn few_people() -> impl Strategy<Value = Vec<String>> {
    let one_of = |cells: &'static [&'static str]| proptest::sample::select(cells);
    (
        one_of(&["Adi", "ADI", "Adi Putra", "Sari", ""]),
        one_of(&[
            "081234567890",
            "0812-3456-7890 / 085711112222",
            "085711112222",
            "A1",
            "-",
            "",
        ]),
        one_of(&["K-17", "K-18", "", ""]),
        one_of(&["MHKA6GJ6JKJ012345", "MHKA6GJ6JKJ054321", "", ""]),
        one_of(&["N-1", "N-2", "", "", ""]),
        one_of(&["01/02/2026", "02/02/2026", ""]),
    )
        .prop_map(|cells| {
            let cells: [&str; 6] = cells.into();
            cells.map(str::to_owned).to_vec()
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

    /// A few people who are told in many ways, so that nearly every row is somebody's second.
    #[test]
    fn no_work_of_a_person_is_lost_however_the_rows_tell_who_it_is(
        rows in proptest::collection::vec(few_people(), 1..12),
        twice in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let mut table = vec![["Nama", "No HP", "Kode Pelanggan", "No Rangka", "No Nota", "Tgl", "Pekerjaan"].map(str::to_owned).to_vec()];
        table.extend(rows.iter().enumerate().map(|(at, row)| [row.as_slice(), &[format!("kerja {at}")]].concat()));
        fs::write(path("satu.csv"), written(&table, ',')).expect("written");
        let mut book = Book::default();
        let mut files = vec![path("satu.csv")];
        if twice {
            fs::copy(path("satu.csv"), path("dua.csv")).expect("copied");
            files.push(path("dua.csv"));
        }
        book.import(&files, &options()).expect("taken in");
        let rejected = book.lines_at(Level::Rejected);
        let lost = |(at, row): &(usize, &Vec<String>)| {
            let line = (0, String::new(), *at as u64 + 2);
            let work = format!("kerja {at}");
            let mut lines = book.visits.iter().flat_map(|kept| &kept.record.lines);
            !row[5].is_empty() && !rejected.contains(&line) && !lines.any(|one| one.text == work)
        };
        prop_assert_eq!(rows.iter().enumerate().find(lost), None, "{:?}", book.visits);
        let twins = |fault: &&String| !twice || !fault.starts_with("two visits");
        prop_assert_eq!(book.faults.iter().find(twins), None);
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
    let two_phones = "Nama,Tanggal,Pekerjaan,No HP
        Adi,1/1/2026,oli,0812-3456-7890 / 0857-1111-2222
        Sari,1/1/2026,oli,0813-0000-1111
        Adi,1/1/2026,ban,0857-1111-2222
        Adi,2/1/2026,cuci,0812-3456-7890";
    let nobody_with_two = "Pekerjaan,Tanggal,No HP
        oli,1/1/2026,0812-3456-7890 / 0857-1111-2222
        ban,1/1/2026,0857-1111-2222
        cuci,1/1/2026,0812-3456-7890";
    let numbered = "Nama,Tanggal,Pekerjaan,Kode Pelanggan,No Nota
        Adi,1/1/2026,oli,K-17,N-1
        Adi Putra,1/1/2026,ban,K-17,N-1
        ,1/1/2026,cuci,K-17,N-1";
    let chassis = "Nama,Tanggal,Pekerjaan,No Rangka,No HP
        Adi,1/1/2026,oli,MHKA6GJ6JKJ012345,0812-3456-7890
        Adi,1/1/2026,ban,MHKA6GJ6JKJ054321,0812-3456-7890
        Adi,1/1/2026,cuci,,081234567890";
    for (table, visits, lines) in [
        (persons, 4, 7),
        (nobody, 2, 3),
        (two_phones, 3, 4),
        (nobody_with_two, 1, 3),
        (numbered, 1, 3),
        (chassis, 2, 3),
    ] {
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
