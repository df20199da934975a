//! One customer's ledger as the book keeps it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Pen, is_by_hand};
use crate::domain::{BatchId, VisitId};
use crate::points::{Draw, Join, Kind, Ledger, Line, Weight};
use crate::store::StoreResult;
use crate::store::numbers::numbers_of;
use crate::store::rows::{day, maybe_day};
use crate::store::table::POINTS_LINE;
use crate::store::writer::Writer;

const LINES: &str = concat!(
    "
    SELECT id, kind, points, visit_id, rule_id, day, expires_on, reverses, reason, batch_id, customer_id, tier_percent,
        is_birthday
    FROM points_line WHERE customer_id IN ",
    numbers_of!("?1"),
    "
    ORDER BY id"
);
const DRAWS: &str = concat!(
    "
    SELECT d.line_id, d.lot_id, d.points, d.given FROM points_line l JOIN points_draw d ON d.line_id = l.id
    WHERE l.customer_id IN ",
    numbers_of!("?1"),
    "
    ORDER BY d.line_id, d.seq"
);
const WHOSE: &str = "
    SELECT coalesce(m.customer_id, l.customer_id) FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id
    WHERE l.id = ?1";
const NEW_LINE: &str = "
    INSERT INTO points_line (customer_id, kind, points, visit_id, rule_id, day, expires_on, reverses, reason,
        staff_name, at, batch_id, tier_percent, is_birthday)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const NEW_DRAW: &str = "
    INSERT INTO points_draw (line_id, seq, lot_id, points, given)
    VALUES (?1, (SELECT coalesce(max(seq) + 1, 0) FROM points_draw WHERE line_id = ?1), ?2, ?3, ?4)";
const JOINS: &str = "
    SELECT gone_id, into_id, line_id, day FROM merged WHERE customer_id = ?1 ORDER BY line_id, gone_id";
const LOTS: &str = "SELECT line_id, expires_on, points FROM points_lot WHERE customer_id = ?1";
const NO_LOT: &str = "DELETE FROM points_lot WHERE customer_id = ?1 AND line_id = ?2";
const LOT: &str = "INSERT OR REPLACE INTO points_lot (customer_id, line_id, expires_on, points) VALUES (?1, ?2, ?3, ?4)";

/// A ledger, and which of its lines and draws stand in the book.
#[derive(Debug, Clone)]
pub(in crate::store) struct Kept {
    customer: i64,
    /// Their numbers in the book, by place.
    ids: Vec<i64>,
    /// The imports that brought them along, by place; most came with none.
    batches: Vec<Option<i64>>,
    /// What the book holds, and what is to be written into it.
    pub(in crate::store) ledger: Ledger,
    draws: usize,
}

impl Kept {
    /// From the book; empty for somebody who never had a point.
    pub(in crate::store) fn read(conn: &Connection, customer: i64) -> StoreResult<Self> {
        let mut ids: Vec<i64> = Vec::new();
        let mut batches = Vec::new();
        let mut whose: Vec<i64> = Vec::new();
        let mut lines: Vec<Line> = Vec::new();
        let mut statement = conn.prepare_cached(LINES)?;
        let mut rows = statement.query([customer])?;
        while let Some(row) = rows.next()? {
            let reverses: Option<i64> = row.get(7)?;
            let reverses = reverses.and_then(|id| ids.binary_search(&id).ok());
            lines.push(line(row, reverses)?);
            ids.push(row.get(0)?);
            batches.push(row.get(9)?);
            whose.push(row.get(10)?);
        }
        let mut draws = Vec::new();
        if !lines.is_empty() {
            let mut statement = conn.prepare_cached(DRAWS)?;
            let mut rows = statement.query([customer])?;
            while let Some(row) = rows.next()? {
                let place = |id: i64| ids.binary_search(&id).ok();
                if let (Some(line), Some(lot)) = (place(row.get(0)?), place(row.get(1)?)) {
                    draws.push(Draw {
                        line,
                        lot,
                        points: row.get(2)?,
                        given: row.get(3)?,
                    });
                }
            }
        }
        let joins = if whose.iter().any(|whose| *whose != customer) {
            joins(conn, customer, &ids)?
        } else {
            Vec::new()
        };
        Ok(Self {
            customer,
            ids,
            batches,
            draws: draws.len(),
            ledger: Ledger::of_one(lines, draws, (customer, whose), joins),
        })
    }

    /// Whose a line is.
    pub(in crate::store) fn whose(conn: &Connection, line: i64) -> StoreResult<i64> {
        let mut statement = conn.prepare_cached(WHOSE)?;
        let customer = statement.query_row([line], |row| row.get(0)).optional()?;
        Ok(customer.unwrap_or_default())
    }

    /// What is left of each line that is not used up, by its number.
    pub(in crate::store) fn lots(&self) -> Vec<(i64, i64)> {
        let open = self
            .ids
            .iter()
            .copied()
            .zip(self.ledger.open().iter().copied());
        open.filter(|(_, open)| *open != 0).collect()
    }

    /// The number of a line by its place.
    pub(super) fn id_of(&self, at: usize) -> Option<i64> {
        self.ids.get(at).copied()
    }

    /// The import that brought a line along.
    pub(super) fn batch_of(&self, at: usize) -> Option<BatchId> {
        self.batches.get(at).copied().flatten().map(BatchId)
    }

    /// Lines that count and did or did not come along with an import, by their place.
    pub(super) fn counting(&self, brought: bool) -> impl Iterator<Item = usize> {
        let lines = self.ledger.lines().iter().enumerate();
        lines
            .filter(|(_, line)| line.kind != Kind::Reverse)
            .map(|(at, _)| at)
            .filter(move |at| self.batch_of(*at).is_some() == brought)
            .filter(|at| !self.ledger.is_reversed(*at))
    }

    /// The place of a line by its number.
    pub(in crate::store) fn place_of(&self, line: i64) -> Option<usize> {
        self.ids.binary_search(&line).ok()
    }

    /// Whether somebody wrote that line, or it takes back one that somebody wrote.
    pub(in crate::store) fn is_by_hand(&self, at: usize) -> bool {
        let Some(line) = self.ledger.lines().get(at) else {
            return false;
        };
        match line.reverses {
            Some(of) => self.is_by_hand(of),
            None => is_by_hand(line),
        }
    }

    /// Writes what is new, as a part of a change that the audit tells.
    pub(in crate::store) fn write_noted(
        &mut self,
        writer: &mut Writer<'_>,
        pen: Pen<'_>,
    ) -> StoreResult<()> {
        let at = writer.at.clone();
        let new = self.ids.len();
        self.write(writer.conn, pen, &at)?;
        for id in &self.ids[new..] {
            writer.note(&POINTS_LINE, *id)?;
        }
        Ok(())
    }

    /// Writes what is new; `at`: the instant.
    pub(in crate::store) fn write(
        &mut self,
        conn: &Connection,
        pen: Pen<'_>,
        at: &str,
    ) -> StoreResult<()> {
        self.write_brought(conn, pen, at, None)
    }

    /// Writes what is new; the first of it came along with an import, each line by whoever wrote it
    /// elsewhere.
    pub(super) fn write_brought(
        &mut self,
        conn: &Connection,
        pen: Pen<'_>,
        at: &str,
        brought: Option<(BatchId, &[&str])>,
    ) -> StoreResult<()> {
        if self.ids.len() == self.ledger.lines().len() && self.draws == self.ledger.draws().len() {
            return Ok(());
        }
        let mut by = brought.iter().flat_map(|(_, by)| by.iter().copied());
        for place in self.ids.len()..self.ledger.lines().len() {
            let whose = self.ledger.whose()[place];
            let line = &self.ledger.lines()[place];
            let elsewhere = by.next();
            let batch = elsewhere.and(brought).map(|(batch, _)| batch.0);
            let reverses = line.reverses.and_then(|place| self.ids.get(place));
            conn.prepare_cached(NEW_LINE)?.execute(params![
                whose,
                line.kind.key(),
                line.points,
                line.visit.map(|visit| visit.0),
                line.rule,
                line.day.to_string(),
                line.expires.map(|day| day.to_string()),
                reverses,
                line.reason,
                elsewhere.filter(|by| !by.is_empty()).unwrap_or(pen.name),
                at,
                batch,
                line.weight.map(|weight| weight.tier_percent),
                line.weight.map(|weight| weight.is_birthday),
            ])?;
            self.ids.push(conn.last_insert_rowid());
            self.batches.push(batch);
        }
        self.write_draws(conn)?;
        self.write_lots(conn)
    }

    fn write_draws(&mut self, conn: &Connection) -> StoreResult<()> {
        let draws = self.ledger.draws();
        for draw in &draws[self.draws..] {
            let [line, lot] = [draw.line, draw.lot].map(|place| self.ids.get(place));
            let row = params![line, lot, draw.points, draw.given];
            conn.prepare_cached(NEW_DRAW)?.execute(row)?;
        }
        self.draws = draws.len();
        Ok(())
    }

    /// Writes what is left of each line, as far as that is not what the book says already.
    pub(super) fn write_lots(&self, conn: &Connection) -> StoreResult<()> {
        let mut statement = conn.prepare_cached(LOTS)?;
        let known = statement.query_map([self.customer], |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        let mut known: HashMap<i64, (Option<String>, i64)> = known.collect::<Result<_, _>>()?;
        let lines = self.ledger.lines().iter().zip(self.ledger.open());
        for (id, (line, open)) in self
            .ids
            .iter()
            .zip(lines)
            .filter(|(_, (_, open))| **open != 0)
        {
            let expires = line.expires.filter(|_| *open > 0);
            let lot = (expires.map(|day| day.to_string()), *open);
            if known.remove(id).as_ref() != Some(&lot) {
                let row = params![self.customer, id, lot.0, lot.1];
                conn.prepare_cached(LOT)?.execute(row)?;
            }
        }
        for line in known.keys() {
            conn.prepare_cached(NO_LOT)?
                .execute([self.customer, *line])?;
        }
        Ok(())
    }
}

/// Since which of these lines others were one with a customer.
fn joins(conn: &Connection, customer: i64, ids: &[i64]) -> StoreResult<Vec<Join>> {
    let mut statement = conn.prepare_cached(JOINS)?;
    let rows = statement.query_map([customer], |row| {
        let since: i64 = row.get(2)?;
        Ok(Join {
            before: ids.partition_point(|id| *id <= since),
            day: day(row, 3)?,
            gone: row.get(0)?,
            keep: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// From the columns of [`LINES`].
fn line(row: &Row<'_>, reverses: Option<usize>) -> rusqlite::Result<Line> {
    let kind: String = row.get(1)?;
    Ok(Line {
        kind: Kind::of(&kind).unwrap_or(Kind::Adjust),
        points: row.get(2)?,
        visit: row.get::<_, Option<i64>>(3)?.map(VisitId),
        rule: row.get(4)?,
        day: day(row, 5)?,
        expires: maybe_day(row, 6)?,
        reverses,
        reason: row.get(8)?,
        weight: weight(row)?,
    })
}

fn weight(row: &Row<'_>) -> rusqlite::Result<Option<Weight>> {
    let (tier_percent, is_birthday): (Option<u32>, Option<bool>) = (row.get(11)?, row.get(12)?);
    let weight = tier_percent.zip(is_birthday);
    Ok(weight.map(|(tier_percent, is_birthday)| Weight {
        tier_percent,
        is_birthday,
    }))
}
