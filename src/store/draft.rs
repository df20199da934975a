//! Drafts: what is typed and not saved (ADR 0006). They are nobody's change, so they have a small
//! door of their own, without audit and undo; a save takes its draft away through the great one.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Row};

use super::process::Process;
use super::{Store, StoreError, StoreResult, clock, connect};
use crate::domain::{
    Author, CustomerId, Draft, DraftForm, DraftText, KeptDraft, OpId, Subject, VehicleId, VisitId,
};

/// How long keeping a draft waits for another terminal that is writing: a program that must end
/// has not longer.
const KEEPING: Duration = Duration::from_millis(200);
/// Drafts that the book holds at the most; the oldest give way.
const MOST: i64 = 30;
/// Days after which a draft is no longer of use.
const DAYS: i64 = 30;
/// Characters of a name or a title, and of a whole draft.
const SHORT: usize = 200;
const LONG: usize = 200_000;

const SAVED: &str = "SELECT EXISTS (SELECT 1 FROM change WHERE op_id = ?1)";
const KEEP: &str = "
    INSERT INTO draft (op_id, kept_at, staff_name, form, customer_id, vehicle_id, visit_id, about, text,
                       pid, boot_id, process)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
    ON CONFLICT (op_id) DO UPDATE SET
        kept_at = excluded.kept_at, staff_name = excluded.staff_name, about = excluded.about,
        text = excluded.text, pid = excluded.pid, boot_id = excluded.boot_id, process = excluded.process";
const SURPLUS: &str = "
    DELETE FROM draft WHERE id IN (SELECT id FROM draft ORDER BY id DESC LIMIT -1 OFFSET ?1)";
const OLD: &str = "DELETE FROM draft WHERE kept_at < ?1";
const ANY_OLD: &str = "SELECT EXISTS (SELECT 1 FROM draft WHERE kept_at < ?1)";
const ALL: &str = "
    SELECT pid, boot_id, process, op_id, form, about, staff_name, kept_at FROM draft
    WHERE kept_at >= ?1 ORDER BY id DESC";
const OF_CUSTOMER: &str = "
    SELECT pid, boot_id, process, op_id, form, about, staff_name, kept_at, text FROM draft
    WHERE kept_at >= ?1 AND customer_id = ?2 AND form = ?3 ORDER BY id DESC";
const ONE: &str = "
    SELECT pid, boot_id, process, form, customer_id, vehicle_id, visit_id, about, text FROM draft
    WHERE op_id = ?1";
const HOLD: &str = "UPDATE draft SET pid = ?2, boot_id = ?3, process = ?4 WHERE op_id = ?1";
const LET_GO: &str = "UPDATE draft SET pid = NULL, boot_id = NULL, process = NULL WHERE op_id = ?1";
const THERE: &str = "SELECT EXISTS (SELECT 1 FROM draft WHERE op_id = ?1)";
const GONE: &str = "DELETE FROM draft WHERE op_id = ?1";

impl Store {
    /// Keeps what is typed, each draft in place of what was kept of it before. With `let_go` this
    /// process is about to end or close the forms, and anybody may open them; else it keeps them
    /// to itself for as long as it lives. What was saved meanwhile is not kept any more.
    ///
    /// # Errors
    /// Nothing was kept. Waits no longer than a fifth of a second for another terminal.
    pub fn keep_drafts(
        &mut self,
        author: &Author,
        drafts: &[Draft],
        let_go: bool,
    ) -> StoreResult<()> {
        let holder = (!let_go).then(Process::this);
        self.aside(KEEPING, |conn| {
            for draft in drafts {
                if !exists(conn, SAVED, draft.op)? {
                    keep(conn, author, draft, holder.as_ref())?;
                }
            }
            conn.execute(OLD, [oldest()])?;
            conn.execute(SURPLUS, [MOST])?;
            Ok(())
        })
    }

    /// The drafts that nobody has open, the newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts(&self) -> StoreResult<Vec<KeptDraft>> {
        let minutes = self.shop_minutes()?;
        let mut statement = self.conn.prepare_cached(ALL)?;
        let mut rows = statement.query([oldest()])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let form = DraftForm::of(&row.get::<_, String>(4)?);
            if let Some(form) = form.filter(|_| !is_open(row).unwrap_or(false)) {
                kept.extend(listed(row, form, minutes)?);
            }
        }
        Ok(kept)
    }

    /// The drafts of one form for a customer that nobody has open, each with its text, the newest
    /// first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn drafts_for(
        &self,
        customer: CustomerId,
        form: DraftForm,
    ) -> StoreResult<Vec<(KeptDraft, DraftText)>> {
        let minutes = self.shop_minutes()?;
        let mut statement = self.conn.prepare_cached(OF_CUSTOMER)?;
        let mut rows = statement.query((oldest(), customer.0, form.word()))?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let text = serde_json::from_str(&row.get::<_, String>(8)?);
            if let Ok(text) = text
                && !is_open(row).unwrap_or(false)
            {
                kept.extend(listed(row, form, minutes)?.map(|draft| (draft, text)));
            }
        }
        Ok(kept)
    }

    /// Minutes by which the shop's clock is east of UTC.
    fn shop_minutes(&self) -> StoreResult<i32> {
        let minutes = self.shop_fact("utc_offset_minutes")?;
        Ok(minutes.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Takes a draft for this process: nobody else can until it ends or lets go of it. The book
    /// keeps the draft until it is saved or thrown away.
    ///
    /// # Errors
    /// [`StoreError::Gone`] when it is not there, or somebody else has it open.
    pub fn take_draft(&mut self, op: OpId) -> StoreResult<Draft> {
        self.aside(connect::PATIENCE, |conn| {
            let read = |row: &Row<'_>| Ok((is_open(row)?, draft(row, op)?));
            let found = conn
                .prepare_cached(ONE)?
                .query_row([op.0], read)
                .optional()?;
            let Some((false, Some(draft))) = found else {
                return Err(StoreError::Gone);
            };
            let this = Process::this();
            conn.execute(HOLD, (op.0, this.pid, this.boot, this.began))?;
            Ok(draft)
        })
    }

    /// Lets go of a draft that was taken: anybody may open it again.
    ///
    /// # Errors
    /// When the file cannot be written; it is let go of when this process ends.
    pub fn leave_draft(&mut self, op: OpId) -> StoreResult<()> {
        self.aside(connect::PATIENCE, |conn| Ok(conn.execute(LET_GO, [op.0])?))?;
        Ok(())
    }

    /// Throws a draft away. One that is not there is fine, and costs no write.
    ///
    /// # Errors
    /// When the file cannot be written: the draft stays.
    pub fn forget_draft(&mut self, op: OpId) -> StoreResult<()> {
        if exists(&self.conn, THERE, op)? {
            self.aside(connect::PATIENCE, |conn| Ok(conn.execute(GONE, [op.0])?))?;
        }
        Ok(())
    }

    /// Takes drafts away that are no longer of use. Without any it writes nothing.
    ///
    /// # Errors
    /// When the file cannot be written; they are not listed all the same.
    pub fn drop_old_drafts(&mut self) -> StoreResult<()> {
        let any = self
            .conn
            .query_row(ANY_OLD, [oldest()], |row| row.get::<_, bool>(0))?;
        if any {
            self.aside(KEEPING, |conn| Ok(conn.execute(OLD, [oldest()])?))?;
        }
        Ok(())
    }

    /// One transaction beside the door: no audit, no undo.
    fn aside<T>(
        &mut self,
        patience: Duration,
        act: impl FnOnce(&Connection) -> StoreResult<T>,
    ) -> StoreResult<T> {
        self.one_write(patience, |write| {
            let write = write.in_a_sound_book()?;
            let done = act(&write)?;
            write.commit()?;
            Ok(done)
        })
    }
}

/// Within the transaction that saves a form: what was kept of it goes.
pub(super) fn saved(conn: &Connection, op: OpId) -> StoreResult<()> {
    conn.prepare_cached(GONE)?.execute([op.0])?;
    Ok(())
}

fn keep(
    conn: &Connection,
    author: &Author,
    draft: &Draft,
    holder: Option<&Process>,
) -> StoreResult<()> {
    let text = serde_json::to_string(&draft.text)
        .map_err(|error| StoreError::Internal(error.to_string()))?;
    if text.chars().count() > LONG {
        // Far beyond what any form can save; what was kept of it before stays.
        return Ok(());
    }
    let short = |text: &str| text.chars().take(SHORT).collect::<String>();
    let (customer, vehicle) = match draft.subject {
        Some(Subject::Customer(customer, vehicle)) => (Some(customer.0), vehicle),
        Some(Subject::Vehicle(vehicle)) => (None, Some(vehicle)),
        None => (None, None),
    };
    conn.prepare_cached(KEEP)?.execute(rusqlite::params![
        draft.op.0,
        clock::now(),
        short(&author.name),
        draft.form.word(),
        customer,
        vehicle.map(|id| id.0),
        draft.visit.map(|id| id.0),
        short(&draft.about),
        text,
        holder.map(|process| process.pid),
        holder.map(|process| process.boot.as_str()),
        holder.map(|process| process.began.as_str()),
    ])?;
    Ok(())
}

/// Whether a living process, perhaps this one, has the draft of a row open.
fn is_open(row: &Row<'_>) -> rusqlite::Result<bool> {
    let held = row.get::<_, Option<u32>>("pid")?.is_some();
    Ok(held && Process::of(row)?.is_alive())
}

/// A row of [`ALL`] or [`OF_CUSTOMER`] as people see it; `None` when its moment cannot be read.
fn listed(row: &Row<'_>, form: DraftForm, minutes: i32) -> rusqlite::Result<Option<KeptDraft>> {
    let kept_at: String = row.get(7)?;
    let zone = FixedOffset::east_opt(minutes.saturating_mul(60));
    let (Ok(moment), Some(zone)) = (DateTime::parse_from_rfc3339(&kept_at), zone) else {
        return Ok(None);
    };
    let there = moment.with_timezone(&zone);
    Ok(Some(KeptDraft {
        op: OpId(row.get(3)?),
        form,
        about: row.get(5)?,
        by: row.get(6)?,
        day: there.date_naive(),
        time: there.format("%H:%M").to_string(),
    }))
}

/// A row of [`ONE`]; `None` for what this version cannot read.
fn draft(row: &Row<'_>, op: OpId) -> rusqlite::Result<Option<Draft>> {
    let form = DraftForm::of(&row.get::<_, String>(3)?);
    let text = serde_json::from_str::<DraftText>(&row.get::<_, String>(8)?);
    let (Some(form), Ok(text)) = (form, text) else {
        return Ok(None);
    };
    let customer = row.get::<_, Option<i64>>(4)?.map(CustomerId);
    let vehicle = row.get::<_, Option<i64>>(5)?.map(VehicleId);
    let subject = match (customer, vehicle) {
        (Some(customer), vehicle) => Some(Subject::Customer(customer, vehicle)),
        (None, vehicle) => vehicle.map(Subject::Vehicle),
    };
    Ok(Some(Draft {
        op,
        form,
        subject,
        visit: row.get::<_, Option<i64>>(6)?.map(VisitId),
        about: row.get(7)?,
        text,
    }))
}

fn exists(conn: &Connection, sql: &str, op: OpId) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row([op.0], |row| row.get(0))?)
}

/// The moment before which a draft is old, as the book writes it.
fn oldest() -> String {
    let now = clock::now_at();
    let then = now.checked_sub_signed(TimeDelta::days(DAYS)).unwrap_or(now);
    then.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests;
