//! The list of a day as a calendar file. It is logged before it gets its name, as other exports are.

use std::io::Write as _;
use std::path::Path;

use crate::calendar::{Today, calendar_file};
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::export::{log, opened, place};
use crate::cli::session::Session;
use crate::screens::sheet::today::items;
use crate::store::{Shop, Store};
use crate::text::{Say, say};

/// The fact of the book that tells it from all others.
const BOOK: &str = "file_id";

pub(super) fn write(
    session: &mut Session,
    store: &Store,
    (path, overwrite): (&Path, bool),
    (list, shop): (&Today, &Shop),
) -> Ended<()> {
    let lang = session.lang();
    place::refuse_the_book(session, path)?;
    let ending = path.extension().unwrap_or_default();
    if !ending.eq_ignore_ascii_case("ics") {
        let text = say::report_misnamed(lang, path.display(), "--ics");
        let hint = Say::ReportMisnamedHint.in_(lang);
        return Err(Failing::new(Exit::Usage, text, hint));
    }
    let book = store.shop_fact(BOOK);
    let book = book.map_err(|error| session.failing(&error))?;
    let dot = session.out.symbols().dot;
    let items = items(list, session.wording(shop, list.day), dot);
    let name = say::today_ics_name(lang, &shop.name);
    let text = calendar_file(&name, &book.unwrap_or_default(), list.day, &items);
    let mut file = place::begin(session, path, overwrite)?;
    file.file()
        .write_all(text.as_bytes())
        .map_err(|error| place::not_written(session, path, &error))?;
    let (mut store, can) = opened(session)?;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let whole = whole.display().to_string();
    log(session, &mut store, can, "today", items.len() as u64, whole)?;
    place::keep(session, path, file)?;
    let text = say::today_ics_kept(lang, items.len() as u64, path.display());
    session.out.note(&text);
    Ok(())
}
