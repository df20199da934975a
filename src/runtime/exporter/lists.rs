//! The rows of a list, one after the other, in the form that was asked for.

use std::io;

use super::super::reviewed::{in_parts, whole};
use super::{ExportWords, Watch};
use crate::domain::Subject;
use crate::domain::export::{Column, ExportFilter, ExportKind, Table, Value};
use crate::exchange::write::columns::{Speech, title};
use crate::exchange::write::{
    Cell, Csv, CsvStyle, Kept, List, NewFile, NotListed, TableWriter, Xlsx,
};
use crate::protocol::{ExportFormat, Recovered, Reviewed};
use crate::screens::desk::export as matches;
use crate::screens::recovery;
use crate::store::{Index, Reached, Store};
use crate::text::Say;

/// Per cent of a list that are the way to its first row.
const BEGUN: u8 = 50;

/// Where rows go, and how.
pub(super) struct Output<'a> {
    /// The new file.
    pub(super) file: &'a mut NewFile,
    /// What kind of file.
    pub(super) format: ExportFormat,
    /// In which words.
    pub(super) words: &'a ExportWords,
    /// Columns that stay out of it, by their stable names.
    pub(super) without: &'a [String],
}

impl<'a> Output<'a> {
    /// A writer of rows of these columns, of which some stay out.
    fn begin(self, title: &str, columns: &[Column]) -> io::Result<Box<dyn TableWriter + 'a>> {
        let stays = |column: &Column| !self.without.contains(&column.name);
        let kept: Vec<bool> = columns.iter().map(stays).collect();
        let labels = columns.iter().filter(|column| stays(column));
        let labels = labels.map(|column| column.label.as_str());
        let currency = self.words.currency;
        let writer: Box<dyn TableWriter + 'a> = match self.format {
            ExportFormat::Csv => {
                let style = CsvStyle::spreadsheet(self.words.lang);
                Box::new(Csv::new(self.file.file(), style, currency, labels)?)
            }
            ExportFormat::Xlsx => Box::new(Xlsx::new(self.file.file(), title, currency, labels)?),
        };
        Ok(Box::new(Kept::of(writer, kept)))
    }
}

/// A table that the screen has.
pub(super) fn table(table: &Table, output: Output<'_>) -> Result<u64, NotListed> {
    let mut writer = output.begin(&table.title, &table.columns)?;
    for row in &table.rows {
        write(&mut *writer, row)?;
    }
    writer.finish()?;
    Ok(table.rows.len() as u64)
}

/// One of the book's own lists.
pub(super) fn of_book(
    store: &Store,
    (kind, filter): (ExportKind, &ExportFilter),
    output: Output<'_>,
    watch: &mut Watch<'_>,
) -> Result<u64, NotListed> {
    let words = output.words;
    let book = store.mark()?;
    let speech = Speech {
        lang: Some(words.lang),
        trade: &words.trade,
        today: words.today,
        book: &book,
    };
    let list = List::new(store, kind, filter, speech)?;
    let columns = list.columns(words.lang);
    let mut writer = output.begin(title(kind).in_(words.lang), &columns)?;
    let rows = list.write(&mut *writer, &mut |reached| {
        (watch.come)(percent(reached));
        watch.stop.now()
    })?;
    writer.finish()?;
    Ok(rows)
}

/// All that a line finds.
pub(super) fn found(
    store: &Store,
    (text, also): (&str, Option<Subject>),
    output: Output<'_>,
    watch: &mut Watch<'_>,
) -> Result<u64, NotListed> {
    let context = output.words.context();
    // The desk's own index is its reader's; building one takes less than the rows do.
    let index = Index::build(store, &|_| (), &|| !watch.stop.now())?;
    let title = Say::DeskMatchesTitle.in_(context.lang);
    let mut writer = output.begin(title, &matches::columns(&context))?;
    let mut rows = 0;
    store.find_all(&index, text, also, |hit, reached| {
        (watch.come)(percent(reached));
        if watch.stop.now() {
            return Err(NotListed::Stopped);
        }
        rows += 1;
        Ok(write(&mut *writer, &matches::row(&hit))?)
    })?;
    writer.finish()?;
    Ok(rows)
}

/// All who belong to a list of the weekly review.
pub(super) fn reviewed(
    store: &Store,
    asked: &Reviewed,
    output: Output<'_>,
    watch: &mut Watch<'_>,
) -> Result<u64, NotListed> {
    let context = output.words.context();
    let mut list = whole(store, asked, context.today, &mut |percent| {
        (watch.come)(percent / (100 / BEGUN));
    })?;
    let mut writer = output.begin(&asked.title, &list.columns(context.lang))?;
    let mut rows = 0;
    in_parts(store, &mut list, context.today, |list, from, count| {
        let way = from * usize::from(100 - BEGUN) / list.len();
        (watch.come)(BEGUN + u8::try_from(way).unwrap_or(0));
        if watch.stop.now() {
            return Err(NotListed::Stopped);
        }
        for row in list.values(from, count, &context) {
            write(&mut *writer, &row)?;
            rows += 1;
        }
        Ok(())
    })?;
    writer.finish()?;
    Ok(rows)
}

/// All who are to be won back for a reason.
pub(super) fn recovering(
    store: &Store,
    asked: &Recovered,
    output: Output<'_>,
    watch: &mut Watch<'_>,
) -> Result<u64, NotListed> {
    let context = output.words.context();
    let found = store.recovery(context.today, usize::MAX, &mut |percent| {
        (watch.come)(percent);
    })?;
    if watch.stop.now() {
        return Err(NotListed::Stopped);
    }
    table(&recovery::whole(found, asked, &context), output)
}

fn write(writer: &mut dyn TableWriter, row: &[Value]) -> io::Result<()> {
    for value in row {
        writer.cell(&Cell::from(value))?;
    }
    writer.end_row()
}

fn percent(reached: Reached) -> u8 {
    let percent = (reached.done * 100).checked_div(reached.all);
    percent.map_or(0, |percent| u8::try_from(percent.min(100)).unwrap_or(100))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ops::ControlFlow;
    use std::path::Path;
    use std::sync::Arc;

    use super::super::super::checker::Stop;
    use super::super::{BookExporter, Exporting};
    use super::*;
    use crate::domain::{Currency, Day};
    use crate::insight::review::{Behind, Kind};
    use crate::protocol::{
        Export, ExportContent, ExportRows, Failure, ReviewedList, ReviewedOrder,
    };
    use crate::text::Lang;

    fn today() -> Day {
        "2026-11-23".parse().expect("a day")
    }

    fn sample(folder: &Path) -> Store {
        let go_on = |_, _| ControlFlow::Continue(());
        let path = folder.join("sample.db");
        Store::create_sample(&path, 7, 400, today(), go_on).expect("a sample")
    }

    /// The rows of a list as a file for a spreadsheet has them, without its header.
    fn rows(store: &Store, list: ExportRows, stop: &Stop) -> Result<Vec<String>, Failure> {
        let lines = lines(store, list, &[], stop)?;
        Ok(lines.into_iter().skip(1).collect())
    }

    /// The lines of such a file, its header among them, without some of its columns.
    fn lines(
        store: &Store,
        list: ExportRows,
        without: &[&str],
        stop: &Stop,
    ) -> Result<Vec<String>, Failure> {
        let folder = tempfile::tempdir().expect("a folder");
        let export = Export {
            path: folder.path().join("list.csv"),
            format: ExportFormat::Csv,
            what: "review".to_owned(),
            content: ExportContent::Rows(list),
            without: without.iter().map(|&name| name.to_owned()).collect(),
        };
        let words = ExportWords {
            lang: Lang::En,
            trade: Arc::default(),
            currency: Currency::IDR,
            today: today(),
        };
        let watch = Watch {
            stop,
            come: &mut |_| (),
        };
        let exported = BookExporter::of(store.same_file()).export(&export, &words, watch)?;
        let text = std::fs::read_to_string(&exported.path).expect("the file");
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert_eq!(exported.rows + 1, lines.len() as u64);
        Ok(lines)
    }

    #[test]
    fn what_is_put_away_on_the_screen_stays_out_of_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = sample(folder.path());
        let stop = Stop::default();
        let found = || ExportRows::Found {
            text: "budi".to_owned(),
            also: None,
        };
        let whole = lines(&store, found(), &[], &stop).expect("written");
        let fewer = lines(&store, found(), &["plate", "vehicle", "nonsense"], &stop);
        let fewer = fewer.expect("written");
        let head = |lines: &[String]| lines[0].trim_start_matches('\u{feff}').to_owned();
        assert_eq!(
            head(&whole),
            "Customer ID,Name,Plate,Vehicle,Phone,Last visit"
        );
        assert_eq!(head(&fewer), "Customer ID,Name,Phone,Last visit");
        assert_eq!(fewer.len(), whole.len());
        assert_eq!(codes(&fewer[1..]), codes(&whole[1..]));
        // A list that the book streams itself, cell by cell, knows them as well.
        let visits = ExportRows::Book(ExportKind::Visits, ExportFilter::default());
        let lines = lines(&store, visits, &["odometer", "total"], &stop).expect("written");
        let columns: Vec<&str> = lines[0].split(',').collect();
        assert!(columns.contains(&"Date") && !columns.contains(&"Odometer"));
        assert!(!columns.contains(&"Total"), "{columns:?}");
    }

    fn list(list: ReviewedList, order: ReviewedOrder, filter: &str) -> ExportRows {
        ExportRows::Reviewed(Reviewed {
            week: None,
            list,
            order,
            filter: filter.to_owned(),
            within: None,
            title: "List".to_owned(),
        })
    }

    fn codes(rows: &[String]) -> Vec<String> {
        let code = |row: &String| row.split(',').next().unwrap_or_default().to_owned();
        rows.iter().map(code).collect()
    }

    #[test]
    fn all_who_belong_to_a_list_go_into_the_file_in_its_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = sample(folder.path());
        let weekly = store.review_in_full(today(), None, &mut |_| ());
        let weekly = weekly.expect("the review");
        let best = &weekly.review.lists[&Kind::Top].first;
        assert!(best.len() > 200, "more than a screen holds");
        let who: Vec<_> = best.iter().map(|one| one.customer).collect();
        let wanted = store.introduce(&who).expect("known");
        let wanted: Vec<String> = wanted.into_iter().map(|one| one.code).collect();
        let all = |order, filter: &str| {
            let list = list(ReviewedList::Of(Kind::Top), order, filter);
            rows(&store, list, &Stop::default()).expect("written")
        };
        let given = all(ReviewedOrder::Given, "");
        assert_eq!(codes(&given), wanted);
        let by_name = all(ReviewedOrder::Name, "");
        let names: Vec<String> = store.names_of(&who).expect("names");
        assert_eq!(by_name.len(), names.len());
        assert_ne!(codes(&by_name), wanted);
        let some = all(ReviewedOrder::Given, "budi");
        let with: Vec<&String> = given
            .iter()
            .filter(|row| row.to_lowercase().contains("budi"))
            .collect();
        assert!(!some.is_empty() && some.iter().eq(with));
        let same: BTreeSet<String> = by_name.into_iter().collect();
        assert_eq!(same, given.into_iter().collect());
    }

    #[test]
    fn those_who_never_came_and_whoever_moved_are_all_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = sample(folder.path());
        let weekly = store.review_in_full(today(), None, &mut |_| ());
        let weekly = weekly.expect("the review");
        let all = |which| {
            let list = list(which, ReviewedOrder::Given, "");
            rows(&store, list, &Stop::default()).expect("written").len()
        };
        assert!(weekly.never_served.total > 0);
        assert_eq!(all(ReviewedList::Never), weekly.never_served.total);
        assert_eq!(all(ReviewedList::Birthdays), weekly.birthdays.len());
        assert_eq!(all(ReviewedList::Done), weekly.done.1);
        for sum in &weekly.review.segments {
            let list = ReviewedList::Behind(Behind::Segment(sum.segment));
            assert_eq!(all(list), sum.customers);
        }
        for moved in &weekly.review.moves {
            let list = ReviewedList::Behind(Behind::Moved(moved.from, moved.to));
            assert_eq!(all(list), moved.customers.len());
        }
    }

    #[test]
    fn all_that_a_line_finds_goes_into_the_file_and_a_stop_leaves_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = sample(folder.path());
        let everybody = ExportRows::Found {
            text: String::new(),
            also: None,
        };
        let all = rows(&store, everybody.clone(), &Stop::default());
        assert_eq!(all.expect("written").len(), 400);
        let stop = Stop::default();
        stop.stop();
        assert_eq!(rows(&store, everybody, &stop), Err(Failure::Cancelled));
    }
}
