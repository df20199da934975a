//! From a book to the screens on it.

use super::analyst::BookAnalyst;
use super::exporter::BookExporter;
use super::run::{NoScreen, Start, run};
use super::shop_book::{BookChecker, BookReader, BookWriter};
use crate::cli::Screens;
use crate::config;
use crate::screens;
use crate::store::{Access, Store, StoreError};

/// Shows the screens on a book until the person leaves; answers the exit code. What keeps them
/// from being shown is said before the terminal is touched.
pub fn show(mut screens: Screens) -> u8 {
    match opened(&screens) {
        Ok(start) => match run(start) {
            Ok(ending) => ending.code(),
            Err(NoScreen::NoTerminal) => screens.no_terminal(),
            Err(NoScreen::Io(error)) => screens.io(&error),
        },
        Err(error) => screens.cannot_open(&error),
    }
}

/// The book and everything else the screens begin with. Its second connection, for writing, is
/// opened behind the first frame: all that keeps a book closed is found by the first.
fn opened(screens: &Screens) -> Result<Start, StoreError> {
    let mut reader = Store::open(&screens.file, Access::Read)?;
    if let Some(today) = screens.today {
        reader.today_is(today);
    }
    let shop = reader.shop()?;
    let read_only = !reader.may_be_changed();
    let greeting = screens.greeting(&reader);
    let name = screens.file.file_name().unwrap_or(screens.file.as_os_str());
    Ok(Start {
        file: name.to_string_lossy().into_owned(),
        writer: Box::new(BookWriter::of(reader.same_file())),
        checker: Box::new(BookChecker::of(reader.same_file())),
        exporter: Box::new(BookExporter::of(reader.same_file())),
        analyst: Box::new(BookAnalyst::of(reader.same_file()).with_feasts(screens.feasts.clone())),
        reader: Box::new(BookReader::new(reader).with_feasts(screens.feasts.clone())),
        desk: Box::new(screens::desk::Desk::new()),
        open: screens::open,
        settings: screens.settings.clone(),
        memory: screens.memory.clone(),
        currency: shop.currency,
        trade: shop.profile,
        utc_offset_minutes: shop.utc_offset_minutes,
        greeting,
        read_only,
        staff: screens.staff.clone(),
        today: screens.today,
        log: config::default_folders().map(|(_, state)| state.join("kenal.log")),
    })
}
