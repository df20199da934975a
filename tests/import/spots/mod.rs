//! Every row of the real spreadsheets against what the book received, by simple rules of the
//! test's own.

mod exports;
mod same_visits;
mod workshop;

use std::path::{Path, PathBuf};

use kenal::exchange::plan::PlannedVisit;

use crate::book::Book;
use crate::case::{Wrong, one};
use crate::table::Row;
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

/// Collects where a row says something else than the book.
trait Compare {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, row: &Row, what: &str, is: T, should: T);
}

impl Compare for Wrong {
    fn compare<T: PartialEq + std::fmt::Debug>(&mut self, row: &Row, what: &str, is: T, should: T) {
        if is != should {
            let line = row.line;
            self.push(format!("line {line}, {what}: {is:?}, should be {should:?}"));
        }
    }
}

/// The visit of a document number.
fn visit_of<'a>(book: &'a Book, number: &str) -> Option<&'a PlannedVisit> {
    let mut visits = book.visits.iter().map(|kept| &kept.record);
    visits.find(|visit| visit.doc_no == number)
}
