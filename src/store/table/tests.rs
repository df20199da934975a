use super::*;
use crate::store::migrate::blank;

#[test]
fn every_described_table_has_exactly_the_columns_of_the_schema() {
    let conn = blank().unwrap();
    for table in TABLES {
        let columns = |sql: &str| -> Vec<String> {
            let mut statement = conn.prepare(sql).unwrap();
            let rows = statement.query_map([table.name], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let described: Vec<_> = table.columns.iter().map(|column| column.name).collect();
        let real = columns("SELECT name FROM pragma_table_info(?1) ORDER BY cid");
        assert_eq!(described, real, "{}", table.name);
        let key = columns("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk");
        assert_eq!(table.key, key, "{}", table.name);
    }
}

#[test]
fn every_reference_of_the_schema_is_described() {
    let conn = blank().unwrap();
    for table in TABLES {
        let mut statement = conn
            .prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")
            .unwrap();
        let rows = statement.query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)));
        for row in rows.unwrap() {
            let (from, to): (String, String) = row.unwrap();
            let column = &table.columns[table.at(&from).unwrap()];
            assert_eq!(column.refers, to, "{}.{from}", table.name);
        }
    }
}

#[test]
fn every_table_of_the_book_is_described_or_has_its_own_way() {
    // Read and written by statements of their own, each for a reason.
    let own_way = [
        "change",           // the audit itself
        "change_row",       // the audit itself
        "counter",          // never goes back
        "customer_summary", // recomputed
        "vehicle_summary",  // recomputed
        "draft",            // nobody's change yet
        "import_batch",
        "import_identity",
        "job",
        "points_draw", // goes with the lines of the ledger, which stay
        "points_lot",  // recomputed
    ];
    let conn = blank().unwrap();
    let mut statement = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
        .unwrap();
    let names = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    for name in names.map(Result::unwrap) {
        let described = table(&name).is_some();
        assert!(described != own_way.contains(&name.as_str()), "{name}");
    }
}
