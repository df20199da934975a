//! The schema and its versions: numbered files, run in order within one transaction.

use std::fmt::Write as _;

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::{StoreError, StoreResult};

/// Every version of the schema, oldest first. A released file is never edited.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_customer_book.sql")];

/// `keN1`: says in the file's header that it is a customer book of kenal.
pub(super) const APPLICATION_ID: i32 = 0x6B65_4E31;

/// The version that this program writes.
pub(super) fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The version of a file.
pub(super) fn version(conn: &Connection) -> StoreResult<i64> {
    let mut statement = conn.prepare_cached("PRAGMA user_version")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Refuses unless the file has the version of this program: another terminal may have brought it
/// further while this one was open.
pub(super) fn is_current(conn: &Connection) -> StoreResult<()> {
    let version = version(conn)?;
    match version.cmp(&newest()) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(StoreError::Newer(version.to_string())),
        std::cmp::Ordering::Less => Err(StoreError::Damaged(format!("schema version {version}"))),
    }
}

/// Writes the schema into an empty database, within the caller's transaction.
pub(super) fn write_schema(conn: &Connection) -> StoreResult<()> {
    run(conn, MIGRATIONS, 0)
}

/// Brings a file to the newest version, all of it or nothing.
pub(super) fn upgrade(conn: &mut Connection) -> StoreResult<()> {
    upgrade_by(conn, MIGRATIONS)
}

fn upgrade_by(conn: &mut Connection, migrations: &[&str]) -> StoreResult<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again inside: another terminal may have done it meanwhile.
    let from = usize::try_from(version(&tx)?).unwrap_or(usize::MAX);
    if from >= migrations.len() {
        return Ok(());
    }
    run(&tx, migrations, from)?;
    let broken: i64 = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
        row.get(0)
    })?;
    if broken > 0 {
        return Err(StoreError::Migration {
            why: format!("{broken} rows would refer to nothing"),
            copy: None,
        });
    }
    Ok(tx.commit()?)
}

fn run(conn: &Connection, migrations: &[&str], from: usize) -> StoreResult<()> {
    for sql in migrations.iter().skip(from) {
        conn.execute_batch(sql)?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    let version = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    conn.pragma_update(None, "user_version", version)?;
    Ok(())
}

/// An empty database in memory with the newest schema.
#[cfg(test)]
pub(super) fn blank() -> StoreResult<Connection> {
    let conn = Connection::open_in_memory()?;
    write_schema(&conn)?;
    Ok(conn)
}

/// The [`fingerprint`] of the newest schema. Computing it from the migrations would take longer
/// than everything else at the start; a test holds it against them.
const FINGERPRINT: &str = "f6ff7baa2ed397e558761f5d161c7d1f1338434e46328b945e6e860669a8003f";

/// Refuses a file whose tables, indexes, triggers or views are not exactly ours: nothing that
/// somebody else wrote into the schema may ever run.
pub(super) fn check_fingerprint(conn: &Connection) -> StoreResult<()> {
    if fingerprint(conn)? == FINGERPRINT {
        Ok(())
    } else {
        Err(StoreError::OtherTables)
    }
}

/// A hash over every object of the schema, but for what SQLite makes by itself: to the word, since
/// a trigger may bear such a name too.
fn fingerprint(conn: &Connection) -> StoreResult<String> {
    let mut statement = conn.prepare(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema
         WHERE type <> 'table' OR sql NOT IN (
             'CREATE TABLE sqlite_sequence(name,seq)',
             'CREATE TABLE sqlite_stat1(tbl,idx,stat)',
             'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')
         ORDER BY type, name",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Sha256::new();
    while let Some(row) = rows.next()? {
        for at in 0..4 {
            all.update(row.get_ref(at)?.as_str().unwrap_or("?"));
            all.update([0x1f]);
        }
        all.update("\n");
    }
    let mut hex = String::new();
    for byte in all.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    Ok(hex)
}

#[cfg(test)]
mod killed;

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;";
    const TWO: &str = "ALTER TABLE a ADD COLUMN note TEXT NOT NULL DEFAULT '';
                       CREATE INDEX a_by_name ON a (name);";

    #[test]
    fn the_fingerprint_is_that_of_a_new_book() {
        assert_eq!(fingerprint(&blank().unwrap()).unwrap(), FINGERPRINT);
    }

    fn at_one() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        run(&conn, &[ONE], 0).unwrap();
        conn.execute("INSERT INTO a (name) VALUES ('Budi')", [])
            .unwrap();
        conn
    }

    #[test]
    fn an_old_file_ends_in_exactly_the_schema_of_a_new_one_and_keeps_its_rows() {
        let mut old = at_one();
        upgrade_by(&mut old, &[ONE, TWO]).unwrap();
        let new = Connection::open_in_memory().unwrap();
        run(&new, &[ONE, TWO], 0).unwrap();
        assert_eq!(fingerprint(&old).unwrap(), fingerprint(&new).unwrap());
        assert_eq!(version(&old).unwrap(), 2);
        let name: String = old
            .query_row("SELECT name FROM a", [], |row| row.get(0))
            .unwrap();
        assert_eq!(name, "Budi");
    }

    #[test]
    fn a_file_that_is_current_already_is_left_alone() {
        let mut conn = at_one();
        upgrade_by(&mut conn, &[ONE]).unwrap();
        assert_eq!(version(&conn).unwrap(), 1);
    }

    #[test]
    fn a_migration_that_fails_half_way_leaves_the_old_version() {
        let mut conn = at_one();
        let before = fingerprint(&conn).unwrap();
        let broken = "ALTER TABLE a ADD COLUMN x TEXT; INSERT INTO nowhere VALUES (1);";
        assert!(upgrade_by(&mut conn, &[ONE, broken]).is_err());
        assert_eq!(version(&conn).unwrap(), 1);
        assert_eq!(fingerprint(&conn).unwrap(), before);
    }

    #[test]
    fn one_word_more_in_the_schema_is_noticed() {
        let conn = blank().unwrap();
        check_fingerprint(&conn).unwrap();
        conn.execute_batch("CREATE TRIGGER x AFTER INSERT ON visit BEGIN SELECT 1; END")
            .unwrap();
        assert!(matches!(
            check_fingerprint(&conn),
            Err(StoreError::OtherTables)
        ));
    }

    #[test]
    fn what_sqlite_learns_about_the_rows_is_no_part_of_the_schema() {
        let conn = blank().unwrap();
        conn.execute_batch("INSERT INTO counter VALUES ('a', 1); ANALYZE")
            .unwrap();
        check_fingerprint(&conn).unwrap();
    }
}
