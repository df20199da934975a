//! Lines of a ledger that come along from another book, and go again.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::link::is_known;
use super::{Kept, Pen};
use crate::domain::{BatchId, Day};
use crate::points::{Draw, Kind, Line};
use crate::store::StoreResult;
use crate::store::load::Identity;
use crate::store::writer::Writer;

const HELD: &str = "
    SELECT c.code FROM points_line l LEFT JOIN customer c ON c.id = l.customer_id
    LEFT JOIN import_batch b ON b.id = l.batch_id
    WHERE l.id = ?1 AND l.day = ?2 AND l.kind = ?3 AND l.points = ?4 AND l.expires_on IS ?5
    AND b.state IS NOT 'undone'";
const REMEMBER: &str = "
    INSERT INTO import_identity (identity, content, kind, row_id, batch_id) VALUES (?1, ?1, ?2, ?3, ?4)";
const OF_BATCH: &str =
    "SELECT DISTINCT customer_id FROM points_line WHERE batch_id = ?1 ORDER BY customer_id";

/// Which table of an import: the file and the sheet, both from 0.
type OfTable = (usize, usize);

/// A line as it stood in the ledger of another book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BroughtLine {
    /// What makes it the same line when it comes again.
    pub identity: Identity,
    /// Where it stands.
    pub table: OfTable,
    /// Its number there.
    pub no: i64,
    /// The day that it counts from.
    pub day: Day,
    /// Why.
    pub kind: Kind,
    /// How many came, or, below zero, went.
    pub points: i64,
    /// The last day on which what came is valid.
    pub expires: Option<Day>,
    /// What it has in common with the visit there that brought or took them.
    pub there: Option<Identity>,
    /// The number of the line that it takes back.
    pub takes_back: Option<i64>,
    /// Numbers of lines that it draws on, and how many points of each.
    pub draws: Vec<(i64, i64)>,
    /// What was said about it.
    pub reason: String,
    /// Who wrote it there.
    pub staff: String,
}

/// Lines that wait until everything else of an import is written.
#[derive(Debug, Default)]
pub(in crate::store) struct Brought {
    /// By the row number of whose they are.
    pub(in crate::store) of: BTreeMap<i64, Vec<BroughtLine>>,
    /// Lines of the files that the book has already, by table and number: their row numbers.
    pub(in crate::store) known: HashMap<(OfTable, i64), i64>,
}

/// Whether this very line stands in the book under the number that it says, and did not come with an
/// import that was taken back; `code` is the customer
/// ID there, empty where the customer was gone.
pub(in crate::store) fn holds(
    conn: &Connection,
    code: &str,
    line: &BroughtLine,
) -> StoreResult<bool> {
    let mut statement = conn.prepare_cached(HELD)?;
    let expires = line.expires.map(|day| day.to_string());
    let says = (
        line.no,
        line.day.to_string(),
        line.kind.key(),
        line.points,
        expires,
    );
    let whose = statement.query_row(says, |row| row.get::<_, Option<String>>(0));
    let whose = whose.optional()?;
    Ok(whose.is_some_and(|whose| code.is_empty() || whose.is_none_or(|whose| whose == code)))
}

/// Writes the lines that came along, ledger by ledger, and remembers them. Says which lines are new and of visits there.
pub(in crate::store) fn bring(
    conn: &Connection,
    pen: Pen<'_>,
    at: &str,
    batch: BatchId,
    brought: &Brought,
) -> StoreResult<Vec<(Identity, i64)>> {
    let mut of_visits = Vec::new();
    for (customer, lines) in &brought.of {
        let mut kept = Kept::read(conn, *customer)?;
        kept.ledger.lapse(pen.today);
        kept.write(conn, pen, at)?;
        let (new, places) = places(conn, &kept, lines, &brought.known)?;
        let place = |line: &BroughtLine, no: i64| places.get(&(line.table, no)).copied();
        let mut draws = Vec::new();
        for line in &new {
            let Some(at) = place(line, line.no) else {
                continue;
            };
            let drawn = line.draws.iter().filter_map(|(lot, points)| {
                let lot = place(line, *lot)?;
                Some(Draw {
                    line: at,
                    lot,
                    points: *points,
                    given: true,
                })
            });
            draws.extend(drawn);
        }
        let made = |line: &&BroughtLine| Line {
            kind: line.kind,
            points: line.points,
            visit: None,
            rule: None,
            day: line.day,
            expires: line.expires,
            reverses: line.takes_back.and_then(|no| place(line, no)),
            reason: line.reason.clone(),
            weight: None,
        };
        let made = new.iter().map(made).collect();
        kept.ledger.bring(made, draws, pen.today);
        let by: Vec<&str> = new.iter().map(|line| line.staff.as_str()).collect();
        kept.write_brought(conn, pen, at, Some((batch, &by)))?;
        let mut statement = conn.prepare_cached(REMEMBER)?;
        for line in lines {
            let at = place(line, line.no);
            let id = at.and_then(|at| kept.id_of(at)).unwrap_or_default();
            statement.execute((line.identity, "points", id, batch.0))?;
            let came = at.is_some_and(|at| kept.batch_of(at) == Some(batch));
            if let Some(there) = line.there.filter(|_| came) {
                statement.execute((there, "points_there", id, batch.0))?;
                of_visits.push((there, id));
            }
        }
    }
    Ok(of_visits)
}

/// The places in a ledger, by table and number.
type Places = HashMap<(OfTable, i64), usize>;

/// Which lines are new, in their order, and the places of all of them. Not written again is what a visit has brought here
/// already whose number there nobody knows, what of the same lot lapsed here, and what takes back a line that counts no longer.
fn places<'l>(
    conn: &Connection,
    kept: &Kept,
    lines: &'l [BroughtLine],
    known: &HashMap<(OfTable, i64), i64>,
) -> StoreResult<(Vec<&'l BroughtLine>, Places)> {
    let mut places: Places = known
        .iter()
        .filter_map(|(no, row)| Some((*no, kept.place_of(*row)?)))
        .collect();
    let taken_back: HashSet<_> = lines
        .iter()
        .filter_map(|line| Some((line.table, line.takes_back?)))
        .collect();
    let mut here: Vec<usize> = kept.counting(false).collect();
    let mut sorted: Vec<&BroughtLine> = lines.iter().collect();
    sorted.sort_by_key(|line| (line.table, line.no));
    let mut new = Vec::new();
    for line in sorted {
        let place = |no: i64| places.get(&(line.table, no)).copied();
        let taken = line.takes_back.and_then(place);
        let by = taken.and_then(|of| kept.ledger.reversed_by(of));
        let known_visit = match line.there {
            Some(there) => is_known(conn, &there)?,
            None => true,
        };
        let lots: Vec<usize> = line.draws.iter().filter_map(|(no, _)| place(*no)).collect();
        let same = |at: &usize| {
            let own = &kept.ledger.lines()[*at];
            let follows = match line.kind {
                Kind::Earn | Kind::Birthday | Kind::Referral => {
                    !known_visit && own.visit.is_some() && own.reason == line.reason
                }
                Kind::Expire => kept.ledger.draws_on(*at, &lots),
                _ => false,
            };
            follows && (own.kind, own.points, own.day) == (line.kind, line.points, line.day)
        };
        let counts = !taken_back.contains(&(line.table, line.no));
        let at = if let Some(by) = by.filter(|_| line.kind == Kind::Reverse) {
            by
        } else if let Some(found) = here.iter().position(same).filter(|_| counts) {
            here.remove(found)
        } else {
            new.push(line);
            kept.ledger.lines().len() + new.len() - 1
        };
        places.insert((line.table, line.no), at);
    }
    Ok((new, places))
}

/// Makes the lines that an import brought along count no longer; says whose they are.
pub(in crate::store) fn send_back(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    batch: BatchId,
) -> StoreResult<Vec<i64>> {
    let customers: Vec<i64> = {
        let mut statement = writer.conn.prepare_cached(OF_BATCH)?;
        let rows = statement.query_map([batch.0], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    for customer in &customers {
        let mut kept = Kept::read(writer.conn, *customer)?;
        let of_batch = |at: &usize| kept.batch_of(*at) == Some(batch);
        let mut lines: Vec<usize> = kept.counting(true).filter(of_batch).collect();
        // What went comes back before what came goes.
        lines.sort_by_key(|at| (kept.ledger.lines()[*at].points > 0, std::cmp::Reverse(*at)));
        for at in lines {
            kept.ledger.reverse(at, pen.today, "");
        }
        kept.ledger.level(pen.today);
        kept.write_noted(writer, pen)?;
    }
    Ok(customers)
}
