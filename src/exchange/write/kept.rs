//! A table of which some columns are left out: whoever writes the rows need not know.

use std::io;

use super::{Cell, TableWriter};

/// Writes the cells of the columns that are kept.
pub struct Kept<'a> {
    rows: Box<dyn TableWriter + 'a>,
    /// Of each column whether it is kept.
    stays: Vec<bool>,
    /// The column of the next cell.
    at: usize,
}

impl<'a> Kept<'a> {
    /// Of these columns those that are kept; `rows` has a header of those alone.
    pub fn of(rows: Box<dyn TableWriter + 'a>, stays: Vec<bool>) -> Self {
        let at = 0;
        Self { rows, stays, at }
    }
}

impl TableWriter for Kept<'_> {
    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        let kept = self.stays.get(self.at).copied().unwrap_or(true);
        self.at += 1;
        if kept { self.rows.cell(cell) } else { Ok(()) }
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.at = 0;
        self.rows.end_row()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.rows.finish()
    }
}
