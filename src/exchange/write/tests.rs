//! Both kinds of files, read back by readers that are not ours.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx as ReadXlsx};
use proptest::prelude::*;

use super::*;
use crate::domain::Currency;
use crate::domain::hygiene::clean_note;
use crate::exchange::guard::unguarded;
use crate::text::Lang;

const USD: Currency = Currency {
    code: *b"USD",
    decimals: 2,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn cells() -> Vec<Cell<'static>> {
    vec![
        Cell::text("081234567890"),
        Cell::text("=1+1"),
        Cell::text("say \"hi\", ok;\nnext"),
        Cell::Blank,
        Cell::Whole(-3),
        Cell::Thousandths(1500),
        Cell::Money(Money(-125_005)),
        Cell::Day(day("2026-11-26")),
    ]
}

fn headers(cells: &[Cell<'_>]) -> Vec<String> {
    (0..cells.len()).map(|at| format!("h{at}")).collect()
}

fn put(writer: &mut dyn TableWriter, rows: &[Vec<Cell<'_>>]) {
    for row in rows {
        for cell in row {
            writer.cell(cell).unwrap();
        }
        writer.end_row().unwrap();
    }
}

fn csv(style: CsvStyle, currency: Currency, rows: &[Vec<Cell<'_>>]) -> String {
    let mut out = Vec::new();
    let names = headers(rows.first().map_or(&[][..], Vec::as_slice));
    let mut writer = Csv::new(&mut out, style, currency, names.iter().map(String::as_str)).unwrap();
    put(&mut writer, rows);
    Box::new(writer).finish().unwrap();
    String::from_utf8(out).unwrap()
}

fn xlsx(currency: Currency, rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let names = headers(rows.first().map_or(&[][..], Vec::as_slice));
    let names = names.iter().map(String::as_str);
    let mut writer = Xlsx::new(&mut out, "Visits: all/of [them]", currency, names).unwrap();
    put(&mut writer, rows);
    Box::new(writer).finish().unwrap();
    out.into_inner()
}

/// Rows of CSV as RFC 4180 defines them, breaks and quotes included; anything else is refused.
fn strict(text: &str, delimiter: char) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut chars = text.chars().peekable();
    while chars.peek().is_some() {
        let cell = rows.last_mut().unwrap().last_mut().unwrap();
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next().expect("a closing quote") {
                    '"' if chars.next_if_eq(&'"').is_some() => cell.push('"'),
                    '"' => break,
                    c => cell.push(c),
                }
            }
        } else {
            while let Some(c) = chars.next_if(|c| *c != delimiter && *c != '\r') {
                assert!(c != '"' && c != '\n', "{c:?} outside of quotes");
                cell.push(c);
            }
        }
        match chars.next().expect("every row ends") {
            '\r' => {
                assert_eq!(chars.next(), Some('\n'));
                if chars.peek().is_some() {
                    rows.push(vec![String::new()]);
                }
            }
            c => {
                assert_eq!(c, delimiter);
                rows.last_mut().unwrap().push(String::new());
            }
        }
    }
    rows
}

fn read_xlsx(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut book: ReadXlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let (_, range) = book.worksheets().into_iter().next().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn for_programs_everything_is_as_the_book_holds_it() {
    let text = csv(CsvStyle::PROGRAM, USD, &[cells()]);
    assert_eq!(
        text,
        "h0,h1,h2,h3,h4,h5,h6,h7\r\n\
         081234567890,=1+1,\"say \"\"hi\"\", ok;\nnext\",,-3,1.5,-1250.05,2026-11-26\r\n"
    );
    let rupiah = csv(
        CsvStyle::PROGRAM,
        Currency::IDR,
        &[vec![Cell::Money(Money(650_000))]],
    );
    assert_eq!(rupiah, "h0\r\n650000\r\n");
}

#[test]
fn for_a_spreadsheet_it_speaks_the_language_and_guards_what_would_be_misread() {
    let id = csv(CsvStyle::spreadsheet(Lang::Id), USD, &[cells()]);
    assert!(id.starts_with("\u{feff}h0;h1;"), "{id}");
    assert!(
        id.contains(
            "'081234567890;'=1+1;\"say \"\"hi\"\", ok;\nnext\";;-3;1,5;-1250,05;2026-11-26\r\n"
        ),
        "{id}"
    );
    let en = csv(CsvStyle::spreadsheet(Lang::En), USD, &[cells()]);
    assert!(en.contains("-3,1.5,-1250.05,2026-11-26\r\n"), "{en}");
    let tabs = csv(
        CsvStyle::spreadsheet(Lang::En).delimited(b'\t'),
        USD,
        &[cells()],
    );
    assert!(tabs.contains("-3\t1.5\t-1250.05\t2026-11-26\r\n"), "{tabs}");
}

#[test]
fn what_steers_a_terminal_never_leaves_the_book() {
    let nasty = vec![
        Cell::text("a\u{1b}]52;c\u{7}\u{202e}b"),
        Cell::text("c\rd\te"),
    ];
    let text = csv(CsvStyle::PROGRAM, USD, std::slice::from_ref(&nasty));
    assert_eq!(text, "h0,h1\r\na]52;cb,\"c\nd\te\"\r\n");
    let rows = read_xlsx(xlsx(USD, &[nasty]));
    assert_eq!(rows[1][0], Data::String("a]52;cb".to_owned()));
}

#[test]
fn a_workbook_holds_numbers_days_and_text_as_what_they_are() {
    let rows = read_xlsx(xlsx(USD, &[cells()]));
    assert_eq!(rows[0][0], Data::String("h0".to_owned()));
    assert_eq!(rows[1][0], Data::String("081234567890".to_owned()));
    assert_eq!(rows[1][1], Data::String("=1+1".to_owned()));
    assert_eq!(rows[1][2], Data::String("say \"hi\", ok;\nnext".to_owned()));
    assert_eq!(rows[1][3], Data::Empty);
    assert_eq!(rows[1][4], Data::Float(-3.0));
    assert_eq!(rows[1][5], Data::Float(1.5));
    assert_eq!(rows[1][6], Data::Float(-1250.05));
    let Data::DateTime(when) = &rows[1][7] else {
        panic!("{:?}", rows[1][7])
    };
    assert!((when.as_f64() - 46_352.0).abs() < f64::EPSILON, "{when:?}");
}

#[test]
fn days_that_spreadsheets_do_not_know_stay_text() {
    let row =
        ["1899-12-31", "1900-02-28", "1900-03-01", "9999-12-31"].map(|text| Cell::Day(day(text)));
    let rows = read_xlsx(xlsx(USD, &[row.to_vec()]));
    assert_eq!(rows[1][0], Data::String("1899-12-31".to_owned()));
    assert_eq!(rows[1][1], Data::String("1900-02-28".to_owned()));
    assert!(matches!(&rows[1][2], Data::DateTime(when) if when.as_f64().to_string() == "61"));
    assert!(matches!(&rows[1][3], Data::DateTime(when) if when.as_f64().to_string() == "2958465"));
}

#[test]
fn a_text_longer_than_a_cell_says_that_something_is_missing() {
    let long = "é".repeat(40_000);
    let rows = read_xlsx(xlsx(USD, &[vec![Cell::text(&long)]]));
    let Data::String(text) = &rows[1][0] else {
        panic!("no text")
    };
    assert_eq!(text.encode_utf16().count(), 32_767);
    assert!(text.ends_with('…'));
}

#[test]
fn columns_beyond_z_and_many_rows_stay_in_their_places() {
    let rows: Vec<Vec<Cell<'_>>> = (0..700)
        .map(|row| {
            (0..30)
                .map(|column| Cell::Whole(row * 100 + column))
                .collect()
        })
        .collect();
    let read = read_xlsx(xlsx(USD, &rows));
    assert_eq!(read.len(), 701);
    assert_eq!(read[700][29], Data::Float(69_929.0));
    assert_eq!(read[250][27], Data::Float(24_927.0));
}

proptest! {
    #[test]
    fn every_text_comes_back_from_every_kind_of_file(
        texts in prop::collection::vec("['=+@\"<&>_x0-9A-F;,\\n\\t -]{0,9}|\\PC{0,20}", 1..5)
    ) {
        let texts: Vec<String> = texts.iter().map(|text| clean_note(text).text).collect();
        let row: Vec<Cell<'_>> = texts.iter().map(|text| Cell::text(text)).collect();
        for (style, delimiter) in [
            (CsvStyle::PROGRAM, ','),
            (CsvStyle::spreadsheet(Lang::En), ','),
            (CsvStyle::spreadsheet(Lang::Id), ';'),
        ] {
            let text = csv(style, USD, std::slice::from_ref(&row));
            let rows = strict(text.trim_start_matches('\u{feff}'), delimiter);
            prop_assert_eq!(rows.len(), 2);
            let back: Vec<&str> = rows[1].iter().map(|cell| unguarded(cell)).collect();
            prop_assert_eq!(&back, &texts);
        }
        let no_xml = |text: &String| text.replace(['\u{fffe}', '\u{ffff}'], "");
        let rows = read_xlsx(xlsx(USD, &[row]));
        for (at, text) in texts.iter().map(no_xml).enumerate() {
            let cell = rows.get(1).and_then(|row| row.get(at));
            match cell {
                Some(Data::String(read)) => prop_assert_eq!(read, &text),
                cell => prop_assert!(text.is_empty() && matches!(cell, None | Some(Data::Empty)), "{:?}", cell),
            }
        }
    }
}
