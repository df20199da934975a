//! The segments that the book keeps.

use rusqlite::{OptionalExtension, Row};

use crate::domain::filter::Filter;
use crate::domain::hygiene::clean_line;
use crate::domain::name::fold;
use crate::domain::{Segment, SegmentId, SegmentKept};
use crate::store::{Store, StoreResult};

const ALL: &str = "SELECT id, name, filter FROM segment ORDER BY name_key";
const NAMED: &str = "SELECT id, name, filter FROM segment WHERE name_key = ?1";

impl Store {
    /// All segments, by their names. One that this program cannot read is among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn segments(&self) -> StoreResult<Vec<Segment>> {
        let mut statement = self.conn.prepare_cached(ALL)?;
        let rows = statement.query_map([], segment)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The segment of a name, case and accents aside.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn segment_named(&self, name: &str) -> StoreResult<Option<Segment>> {
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let key = fold(&clean_line(name).text);
        Ok(statement.query_row([key], segment).optional()?)
    }
}

fn segment(row: &Row<'_>) -> rusqlite::Result<Segment> {
    let kept = SegmentKept {
        name: row.get(1)?,
        filter: row.get(2)?,
    };
    Ok(Segment {
        id: SegmentId(row.get(0)?),
        filter: Filter::from_json(&kept.filter),
        kept,
    })
}
