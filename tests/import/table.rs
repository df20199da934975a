//! Tables read without the importer: the test's own idea of what stands in a file.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

/// A row by the names of its columns, trimmed.
#[derive(Debug, Clone)]
pub struct Row {
    /// Physical line where it begins.
    pub line: u64,
    /// All its cells, as they stand.
    pub cells: Vec<String>,
    named: BTreeMap<String, String>,
}

impl Row {
    /// The cell of a column; empty where the row or the column is missing.
    pub fn get(&self, column: &str) -> &str {
        self.named.get(column).map_or("", String::as_str)
    }

    /// The cell as a whole number, if it is one.
    pub fn number(&self, column: &str) -> Option<i64> {
        self.get(column).parse().ok()
    }
}

/// The rows of a UTF-8 file with a header in its first line.
pub fn rows(path: &Path, delimiter: u8) -> Vec<Row> {
    let bytes = std::fs::read(path).expect("the file");
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bytes);
    let header = reader.headers().expect("a header").clone();
    let named = |record: &csv::StringRecord| {
        let cells = header
            .iter()
            .zip(record)
            .map(|(name, cell)| (name.trim().to_owned(), cell.trim().to_owned()));
        cells.collect()
    };
    let records = reader.records().map(|record| record.expect("a row"));
    records
        .map(|record| Row {
            line: record.position().expect("a place").line(),
            named: named(&record),
            cells: record.iter().map(str::to_owned).collect(),
        })
        .collect()
}

/// Letters and digits, upper-cased: enough for the plates of these files.
pub fn plate_key(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase()
}

/// E.164 of what is beyond doubt an Indonesian mobile number: 08 and 8 to 11 more digits.
pub fn plain_mobile(text: &str) -> Option<String> {
    let rest = text.strip_prefix("08")?;
    let digits = (8..=11).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit());
    (digits && !rest.starts_with(['0', '4'])).then(|| format!("+628{rest}"))
}

/// `2024-12-31`, whatever follows.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

/// `31/12/2024`.
pub fn slash_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").ok()
}

/// `Rp 1.250.000` as rupiah.
pub fn rupiah(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
