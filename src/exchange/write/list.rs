//! One of the book's own lists, from the book into a file.

use std::io;

use super::columns::{
    BIRTHDAYS, CUSTOMERS, ColumnOf, LINES, MEMBERS, MESSAGES, POINTS, RECOVERY, RULES, SEGMENTS,
    Speech, VEHICLES, VISITS, WIN_BACKS, headers, own_cell,
};
use super::{Cell, TableWriter};
use crate::domain::export::{Column, ExportFilter, ExportKind};
use crate::store::{Reached, Store, StoreError, StoreResult};
use crate::text::Lang;

/// Why a list did not come into its file.
#[derive(Debug, thiserror::Error)]
pub enum NotListed {
    /// The book could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] io::Error),
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
}

/// A list that is about to go out.
#[derive(Debug)]
pub struct List<'a> {
    store: &'a Store,
    kind: ExportKind,
    filter: &'a ExportFilter,
    speech: Speech<'a>,
    /// Keys of the fields of the trade's own that have columns.
    own: Vec<String>,
    /// How many were left out because they want to be left alone.
    left_alone: std::cell::Cell<u64>,
}

impl<'a> List<'a> {
    /// A list of `store`, in those words.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn new(
        store: &'a Store,
        kind: ExportKind,
        filter: &'a ExportFilter,
        speech: Speech<'a>,
    ) -> StoreResult<List<'a>> {
        Ok(List {
            own: own_fields(store, kind, speech)?,
            store,
            kind,
            filter,
            speech,
            left_alone: std::cell::Cell::new(0),
        })
    }

    /// Its columns; labels are in `lang`.
    pub fn columns(&self, lang: Lang) -> Vec<Column> {
        headers(self.kind, &self.own, self.speech.trade, lang)
    }

    /// How many were left out of what was written because they want to be left alone: of a list by which
    /// people are called or written to.
    pub fn left_alone(&self) -> u64 {
        self.left_alone.get()
    }

    /// Writes its rows. `watch` hears after each row how far it is, and says whether to stop.
    /// Answers how many rows there are.
    ///
    /// # Errors
    /// What kept the rows from being written; the file is no good then.
    pub fn write(
        &self,
        writer: &mut dyn TableWriter,
        watch: &mut dyn FnMut(Reached) -> bool,
    ) -> Result<u64, NotListed> {
        let (store, filter, speech) = (self.store, self.filter, self.speech);
        let mut rows = 0;
        let mut written = |reached: Reached| {
            rows += 1;
            if watch(reached) {
                return Err(NotListed::Stopped);
            }
            Ok(())
        };
        match self.kind {
            ExportKind::Customers => store.export_customers(filter, |row, reached| {
                cells(CUSTOMERS, row, speech, writer)?;
                let agrees = row.agrees();
                self.own_cells(|key| row.fields.get(key), agrees, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Vehicles => store.export_vehicles(filter, |row, reached| {
                cells(VEHICLES, row, speech, writer)?;
                self.own_cells(|key| row.fields.get(key), true, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Visits => store.export_visits(filter, |row, reached| {
                cells(VISITS, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Lines => store.export_lines(filter, |row, reached| {
                cells(LINES, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Birthdays => store
                .export_birthdays(filter, |row, reached| {
                    cells(BIRTHDAYS, row, speech, writer)?;
                    writer.end_row()?;
                    written(reached)
                })
                .map(|left| self.left_alone.set(left)),
            ExportKind::Points => store.export_points(filter, |row, reached| {
                cells(POINTS, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Rules => store.export_rules(|row, reached| {
                cells(RULES, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Segments => store.export_segments(speech.today, |row, reached| {
                cells(SEGMENTS, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Messages => store.export_messages(filter, |row, reached| {
                cells(MESSAGES, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Recovery => store
                .export_recovery(filter, speech.today, |row, reached| {
                    cells(RECOVERY, row, speech, writer)?;
                    writer.end_row()?;
                    written(reached)
                })
                .map(|left| self.left_alone.set(left)),
            ExportKind::WinBacks => store.export_win_backs(filter, speech.today, |row, reached| {
                cells(WIN_BACKS, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
            ExportKind::Members => store.export_members(filter, speech.today, |row, reached| {
                cells(MEMBERS, row, speech, writer)?;
                writer.end_row()?;
                written(reached)
            }),
        }?;
        Ok(rows)
    }

    fn own_cells<'r>(
        &self,
        value: impl Fn(&str) -> Option<&'r String>,
        agrees: bool,
        writer: &mut dyn TableWriter,
    ) -> io::Result<()> {
        for key in &self.own {
            let trade = self.speech.trade;
            let value = value(key).filter(|_| trade.may_show(key, agrees));
            let cell = value.map_or(Cell::Blank, |value| {
                own_cell(trade.field(key), value, &self.speech)
            });
            writer.cell(&cell)?;
        }
        Ok(())
    }
}

fn cells<R>(
    columns: &[ColumnOf<R>],
    row: &R,
    speech: Speech<'_>,
    writer: &mut dyn TableWriter,
) -> io::Result<()> {
    for column in columns {
        writer.cell(&(column.cell)(row, &speech))?;
    }
    Ok(())
}

/// Keys of the fields that have columns of their own: those that the trade keeps, and whatever else
/// the book holds, but nothing sensitive where the owner has not turned that on.
fn own_fields(store: &Store, kind: ExportKind, speech: Speech<'_>) -> StoreResult<Vec<String>> {
    let trade = speech.trade;
    let (mut own, found) = match kind {
        ExportKind::Customers => {
            let kept = trade.kept().map(|field| field.key.clone());
            (kept.collect(), store.customer_field_keys()?)
        }
        ExportKind::Vehicles => (Vec::new(), store.vehicle_field_keys()?),
        _ => return Ok(Vec::new()),
    };
    for key in found {
        if !own.contains(&key) && trade.may_show(&key, true) {
            own.push(key);
        }
    }
    Ok(own)
}
