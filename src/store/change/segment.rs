//! Segments: added, edited by several people, taken away.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::clean::Remarks;
use super::refused;
use crate::domain::filter::Filter;
use crate::domain::hygiene::NAME_CHARS;
use crate::domain::name::fold;
use crate::domain::{FieldConflict, SegmentFacts, SegmentId, SegmentKept};
use crate::store::door::Done;
use crate::store::table::SEGMENT;
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult};

/// Adds one.
pub(super) fn add(writer: &mut Writer<'_>, facts: &SegmentFacts) -> StoreResult<Done> {
    let wanted = clean(facts)?;
    free(writer, &wanted.name, None)?;
    let mut set = set(&wanted);
    set.push(("created_at", writer.at.clone().into()));
    writer.insert(&SEGMENT, set)?;
    Ok(done("add_segment"))
}

/// Makes one what was wanted of it, where others left it alone meanwhile.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: SegmentId,
    base: &SegmentKept,
    facts: &SegmentFacts,
) -> StoreResult<Done> {
    let theirs = read(writer, id)?.ok_or(StoreError::Gone)?;
    let mine = clean(facts)?;
    let mut conflicts = Vec::new();
    let mut merge = |field: &str, base: &str, theirs: String, mine: String| {
        if theirs == base || theirs == mine {
            mine
        } else if mine == base {
            theirs
        } else {
            conflicts.push(conflict(field, base, &theirs, &mine));
            mine
        }
    };
    let merged = SegmentKept {
        name: merge("segment", &base.name, theirs.name, mine.name),
        filter: merge("filter", &base.filter, theirs.filter, mine.filter),
    };
    if !conflicts.is_empty() {
        return Err(StoreError::Conflict(conflicts));
    }
    free(writer, &merged.name, Some(id))?;
    writer.update(&SEGMENT, &[id.0.into()], set(&merged))?;
    Ok(done("edit_segment"))
}

/// Takes one away that is still what was seen.
pub(super) fn remove(
    writer: &mut Writer<'_>,
    id: SegmentId,
    base: &SegmentKept,
) -> StoreResult<Done> {
    let theirs = read(writer, id)?.ok_or(StoreError::Gone)?;
    if theirs != *base {
        let fields = [
            ("segment", &base.name, &theirs.name),
            ("filter", &base.filter, &theirs.filter),
        ];
        let changed = fields.into_iter().filter(|(_, base, now)| base != now);
        let conflicts = changed.map(|(field, base, now)| conflict(field, base, now, ""));
        return Err(StoreError::Conflict(conflicts.collect()));
    }
    writer.delete(&SEGMENT, &[id.0.into()])?;
    Ok(done("remove_segment"))
}

fn done(kind: &'static str) -> Done {
    Done {
        kind,
        ..Done::default()
    }
}

fn conflict(field: &str, base: &str, theirs: &str, mine: &str) -> FieldConflict {
    let [base, theirs, mine] = [base, theirs, mine].map(str::to_owned);
    FieldConflict {
        field: field.to_owned(),
        base,
        theirs,
        mine,
    }
}

/// Fit for the book: what it would refuse to read later is refused now.
fn clean(facts: &SegmentFacts) -> StoreResult<SegmentKept> {
    let mut remarks = Remarks::default();
    let name = remarks.line("segment", &facts.name, NAME_CHARS);
    if name.is_empty() {
        remarks.say("segment", "required");
    }
    let filter = facts.filter.to_json();
    if Filter::from_json(&filter).as_ref() != Ok(&facts.filter) {
        remarks.say("filter", "bad_filter");
    }
    remarks.none()?;
    Ok(SegmentKept { name, filter })
}

/// Refuses a name that another one has.
fn free(writer: &Writer<'_>, name: &str, own: Option<SegmentId>) -> StoreResult<()> {
    let sql = "SELECT id FROM segment WHERE name_key = ?1";
    let mut statement = writer.conn.prepare_cached(sql)?;
    let holder: Option<i64> = statement
        .query_row([fold(name)], |row| row.get(0))
        .optional()?;
    if holder.is_some() && holder != own.map(|id| id.0) {
        return Err(refused("segment", "name_taken"));
    }
    Ok(())
}

fn set(segment: &SegmentKept) -> Vec<Set> {
    vec![
        ("name", segment.name.clone().into()),
        ("name_key", fold(&segment.name).into()),
        ("filter", segment.filter.clone().into()),
    ]
}

fn read(writer: &Writer<'_>, id: SegmentId) -> StoreResult<Option<SegmentKept>> {
    let Some(row) = writer.row(&SEGMENT, &[id.0.into()])? else {
        return Ok(None);
    };
    let text = |column: &str| match SEGMENT.at(column).map(|at| &row[at]) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    Ok(Some(SegmentKept {
        name: text("name"),
        filter: text("filter"),
    }))
}
