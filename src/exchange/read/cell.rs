//! Cells and rows, the same for every kind of file.

use serde::{Deserialize, Serialize};

/// One cell as the file holds it. Text is never typed by its content.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    #[serde(rename = "E")]
    Empty,
    /// Text, exactly as written.
    #[serde(rename = "T")]
    Text(String),
    /// A number cell of a spreadsheet; always finite.
    #[serde(rename = "N")]
    Number(f64),
    /// A cell formatted as a date: days since 30 December 1899, as the 1900 system counts.
    /// Serials of the 1904 system are already moved over.
    #[serde(rename = "D")]
    Date(f64),
    /// True or false.
    #[serde(rename = "B")]
    Bool(bool),
    /// `#REF!` and its kin, or a number that is none.
    #[serde(rename = "X")]
    Error,
}

impl Cell {
    /// Whether the cell holds nothing, or nothing but white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The text of the cell; numbers that are whole print without a point, dates as serials.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) | Self::Date(number) => plain_number(*number).into(),
            Self::Bool(true) => "true".into(),
            Self::Bool(false) => "false".into(),
            Self::Error => "#ERROR".into(),
        }
    }
}

/// A number as people write it: no exponent, no `.0`.
fn plain_number(number: f64) -> String {
    format!("{number}")
}

/// One record with the physical line, or sheet row, on which it begins.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// 1-based.
    pub line: u64,
    /// The cells. Beyond [`super::refusal::MAX_COLUMNS`] only their number is kept.
    pub cells: Vec<Cell>,
    /// Cells beyond what is kept that were not blank.
    pub overflow: usize,
}

impl Record {
    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.overflow == 0 && self.cells.iter().all(Cell::is_blank)
    }

    /// The cell of a column; columns beyond the row are empty.
    pub fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_print_without_point_or_exponent() {
        assert_eq!(Cell::Number(6_281_234_567_893.0).text(), "6281234567893");
        assert_eq!(Cell::Number(1e10).text(), "10000000000");
        assert_eq!(Cell::Number(1_124_999.7).text(), "1124999.7");
    }

    #[test]
    fn cells_survive_the_way_between_processes() {
        for cell in [
            Cell::Empty,
            Cell::Text("a\"b".into()),
            Cell::Number(0.1),
            Cell::Error,
        ] {
            let line = serde_json::to_string(&cell).unwrap();
            assert_eq!(serde_json::from_str::<Cell>(&line).unwrap(), cell);
        }
    }
}
