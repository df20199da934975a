//! The same files into a real book: what the engine promises the book accepts, counts as many, and
//! knows again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kenal::domain::{Author, OpId};
use kenal::exchange::import::run;
use kenal::exchange::plan::Report;
use kenal::exchange::read::refusal::Refused;
use kenal::exchange::receive::Receiver;
use kenal::store::{LoadKind, NewShop, Store};

use crate::book::Book;
use crate::case::{Check, Wrong, hold};
use crate::expected::Expectations;
use crate::{here, options, real_folder};

/// An empty book in a folder of its own.
fn new_book(folder: &Path) -> Store {
    let shop = NewShop {
        name: "Bengkel Uji".to_owned(),
        currency: "IDR".to_owned(),
        trade: "garage".to_owned(),
        utc_offset_minutes: 420,
    };
    Store::create(&folder.join("kenal.db"), &shop).expect("a book")
}

fn import(store: &mut Store, paths: &[PathBuf], time: u8) -> Result<Report, Refused> {
    let author = Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "test".to_owned(),
    };
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let load = store
        .load(&author, OpId([time; 16]), LoadKind::Import, &names)
        .expect("a load");
    let mut receiver = Receiver::new(load, names);
    let report = run(paths, &options(), &mut receiver, &mut ())?;
    let load = receiver.finish().expect("connected");
    load.commit(&[]).expect("committed");
    Ok(report)
}

/// Imports into a real book and into the one in memory, then into the real one again.
fn accepted(paths: &[PathBuf]) -> Wrong {
    let mut memory = Book::default();
    let Ok(told) = memory.import(paths, &options()) else {
        return Vec::new();
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = new_book(folder.path());
    let report = match import(&mut store, paths, 1) {
        Ok(report) => report,
        Err(refused) => return vec![format!("not accepted: {refused}")],
    };
    let mut wrong = Vec::new();
    for (file, told) in report.files.iter().zip(&told.files) {
        let is = (file.rows, file.imported, file.rejected, file.created);
        let should = (told.rows, told.imported, told.rejected, told.created);
        if is != should {
            wrong.push(format!("{}: {is:?}, should be {should:?}", file.path));
        }
    }
    let sizes = |store: &Store| {
        let info = store.info().expect("it can be read");
        (info.customers, info.vehicles, info.visits)
    };
    let before = sizes(&store);
    let again = import(&mut store, paths, 2).expect("taken in as before");
    for file in &again.files {
        if file.imported + file.updated > 0
            || file.created != kenal::exchange::plan::Counts::default()
        {
            wrong.push(format!("{}: {} imported again", file.path, file.imported));
        }
    }
    if sizes(&store) != before {
        wrong.push("another book after the same file".to_owned());
    }
    wrong
}

#[test]
fn a_real_book_accepts_every_real_spreadsheet_and_knows_it_again() {
    let Some(folder) = real_folder() else { return };
    let case = |case: crate::expected::Expected| {
        let paths: Vec<PathBuf> = case.files.iter().map(|file| folder.join(file)).collect();
        (
            case.name.clone(),
            Box::new(move || accepted(&paths)) as Check,
        )
    };
    // The other forms of the same workbooks, and the parts of what comes together, tell nothing new.
    let new = |case: &crate::expected::Expected| {
        let again = [" ods", " xls", "konsumen", "lines alone"];
        !again.iter().any(|end| case.name.ends_with(end))
    };
    let cases = Expectations::read(&here("expected.toml"));
    hold(
        "real book",
        cases.into_iter().filter(new).map(case).collect(),
    );
}

#[test]
fn a_real_book_accepts_what_other_shops_and_hostile_files_hold() {
    let mut cases: BTreeMap<String, Check> = BTreeMap::new();
    for folder in ["shops", "nasty"] {
        for entry in std::fs::read_dir(here(folder))
            .expect("the folder")
            .flatten()
        {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let table = [".toml", ".json", ".md", "big_20k_rows.xlsx"]
                .iter()
                .all(|end| !name.ends_with(end));
            if table {
                cases.insert(
                    name,
                    Box::new(move || accepted(std::slice::from_ref(&path))),
                );
            }
        }
    }
    hold("real book", cases.into_iter().collect());
}
