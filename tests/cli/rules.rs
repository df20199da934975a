//! Rules of the points: from when they hold.

use crate::support::{Book, Ran, TODAY, word};

#[test]
fn an_earlier_day_is_taken_as_long_as_the_rules_of_the_new_book_have_paid_nothing() {
    let book = Book::none();
    let path = book.file().display().to_string();
    book.out(["--today", "2026-11-01", "init", &path]);
    let rules = book.write("rules.toml", "earn_per = 5000\nwelcome = 0\n");
    let set = |since: &str| {
        let rule = ["points", "rule", "--rule", word(&rules), "--since", since];
        book.run(rule)
    };
    let ran = set("2026-06-01");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    book.out(["record", "customer", "--name", "Budi", "--plate", "B 1 TES"]);
    for day in ["2026-07-01", "2026-11-20"] {
        let visit = ["record", "visit", "--plate", "B 1 TES", "--total", "100000"];
        book.out(visit.iter().chain(&["--date", day]));
    }
    let balance = || book.json(["points", "b1tes", "--json"])["points"]["balance"].clone();
    assert_eq!(balance(), 40);
    // The same once more is no other version; on a day without a programme they begin one.
    let ran = set("2026-06-01");
    assert!(ran.err.contains("in force already"), "{ran:?}");
    // Rules that somebody chose stay in the way, and so do those that paid.
    let ran = set("2026-05-01");
    assert_eq!((ran.code, balance()), (Some(65), 40.into()), "{ran:?}");
    assert_eq!(book.run(["check"]).code, Some(0));
    let other = Book::none();
    let path = other.file().display().to_string();
    other.out(["--today", "2026-11-01", "init", &path]);
    other.out(["record", "customer", "--name", "Budi", "--plate", "B 1 TES"]);
    other.out(["record", "visit", "--plate", "B 1 TES", "--total", "100000"]);
    let rules = other.write("rules.toml", "earn_per = 5000\n");
    let earlier = [
        "points",
        "rule",
        "--rule",
        word(&rules),
        "--since",
        "2026-06-01",
    ];
    assert_eq!(other.run(earlier).code, Some(65));
}

#[test]
fn the_usual_values_begin_a_programme_on_a_day_without_one() {
    let book = Book::none();
    let path = book.file().display().to_string();
    book.out(["--today", "2026-11-01", "init", &path]);
    let shown = book.run(["--today", "2026-07-01", "points", "rule"]);
    assert!(shown.err.contains("No programme is in force"), "{shown:?}");
    let rules = book.write("on.toml", "on = true\n");
    let since = ["--rule", word(&rules), "--since", "2026-06-01"];
    let ran = book.run(["points", "rule"].iter().chain(&since));
    assert!(!ran.err.contains("in force already"), "{ran:?}");
    let shown = book.run(["--today", "2026-07-01", "points", "rule"]);
    assert!(!shown.err.contains("No programme"), "{shown:?}");
}

#[test]
fn rules_from_an_earlier_day_can_be_taken_back_and_those_of_the_new_book_hold_again() {
    let book = Book::none();
    let path = book.file().display().to_string();
    book.out(["--today", "2026-11-01", "init", &path]);
    let rules = book.write("rules.toml", "earn_per = 5000\n");
    let earlier = [
        "points",
        "rule",
        "--rule",
        word(&rules),
        "--since",
        "2026-06-01",
    ];
    book.out(earlier);
    assert_eq!(book.json(["points", "rule", "--json"])["earn_per"], 5000);
    book.out(["undo"]);
    assert_eq!(book.json(["points", "rule", "--json"])["earn_per"], 10_000);
    book.out(earlier);
    assert_eq!(book.json(["points", "rule", "--json"])["earn_per"], 5000);
}

/// A programme that began in June, does not count tyres, and was off in August.
fn old() -> Book {
    let book = Book::none();
    let path = book.file().display().to_string();
    book.out(["--today", "2026-06-01", "init", &path]);
    for (text, since) in [
        ("welcome = 0\nexclude = [\"ban\"]\n", "2026-06-01"),
        ("on = false\n", "2026-08-01"),
        ("on = true\nearn_per = 5000\n", "2026-09-01"),
    ] {
        let rules = book.write("rules.toml", text);
        book.out(["points", "rule", "--rule", word(&rules), "--since", since]);
    }
    for (code, name) in [("C-00001", "Budi"), ("C-00002", "Sari")] {
        book.out(["record", "customer", "--name", name]);
        for (day, work) in [
            ("2026-03-01", "Oli"),
            ("2026-07-01", "Oli"),
            ("2026-07-02", "Ban"),
            ("2026-08-10", "Oli"),
            ("2026-09-10", "Oli"),
        ] {
            let line = format!("{work}=100000");
            let visit = ["record", "visit", "--customer", code, "--date", day];
            book.out(visit.iter().chain(&["--line", &line]));
        }
    }
    for list in ["customers", "lines", "points", "points-rules"] {
        book.out(["export", list, "--to", &format!("{list}.csv")]);
    }
    let sheet = ["export", "points-rules", "--excel", "--to"];
    book.out(sheet.iter().chain(&["aturan.csv", "--lang", "id"]));
    book.out(sheet.iter().chain(&["rules.xlsx"]));
    book
}

/// What everybody has, by name and last day.
fn lots(book: &Book) -> Vec<(String, Option<String>, i64)> {
    let conn = rusqlite::Connection::open(book.file()).unwrap();
    let sql = "
        SELECT c.name, t.expires_on, sum(t.points) FROM points_lot t JOIN customer c ON c.id = t.customer_id
        GROUP BY 1, 2 ORDER BY 1, 2";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn import(new: &Book, old: &Book, lists: &[&str]) -> Ran {
    let files = lists.iter().map(|list| old.path(&format!("{list}.csv")));
    let files = files.map(std::path::PathBuf::into_os_string);
    new.run(std::iter::once("import".into()).chain(files))
}

#[test]
fn rules_that_come_along_make_visits_bring_what_they_brought_in_every_order() {
    let old = old();
    let wanted = lots(&old);
    let balance =
        |lots: &[(String, Option<String>, i64)]| lots.iter().map(|lot| lot.2).sum::<i64>();
    assert_eq!(balance(&wanted), 60, "{wanted:?}");
    let orders: [&[&[&str]]; 7] = [
        &[&["points-rules", "customers", "lines", "points"]],
        &[&["points-rules"], &["customers", "lines"], &["points"]],
        &[&["customers", "lines"], &["points"], &["points-rules"]],
        &[&["lines"], &["points-rules"], &["points", "customers"]],
        &[&["points"], &["points-rules", "lines"]],
        &[&["points"], &["lines"], &["points-rules"]],
        // Without the ledger they are rewarded by the rules alone.
        &[&["lines"], &["points-rules"]],
    ];
    for order in orders {
        let new = Book::none();
        let path = new.file().display().to_string();
        // Its own rules would reward every one of the visits, where those of the old book do not come first.
        let rules_first = order[0].contains(&"points-rules");
        let begun = if rules_first { "2026-01-01" } else { TODAY };
        new.out(["--today", begun, "init", &path]);
        for lists in order {
            let ran = import(&new, &old, lists);
            assert_eq!(ran.code, Some(0), "{order:?}: {ran:?}");
        }
        assert_eq!(lots(&new), wanted, "{order:?}");
        assert_eq!(new.run(["check"]).code, Some(0));
        for again in [
            "points-rules.csv",
            "aturan.csv",
            "rules.xlsx",
            "lines.csv",
            "points.csv",
        ] {
            // Where no ledger came, its lines would be the first.
            if order.len() != 2 || again != "points.csv" || order[0] == ["points"] {
                let ran = new.run(["import", word(&old.path(again))]);
                assert!(
                    ran.out.contains("nothing was changed"),
                    "{order:?}: {ran:?}"
                );
            }
        }
        let rules = |book: &Book| book.out(["points", "rule"]);
        assert_eq!(rules(&new), rules(&old));
    }
}

#[test]
fn an_import_of_rules_is_taken_back_with_the_visits_that_came_with_them() {
    let old = old();
    let new = Book::none();
    let path = new.file().display().to_string();
    new.out(["init", &path]);
    let before = new.out(["points", "rule"]);
    import(&new, &old, &["points-rules", "lines"]);
    assert_eq!(lots(&new), lots(&old));
    new.out(["import", "--undo", "1"]);
    assert_eq!(new.out(["points", "rule"]), before);
    assert_eq!((lots(&new).len(), new.run(["check"]).code), (0, Some(0)));
    let ran = import(&new, &old, &["points-rules", "lines"]);
    assert!(ran.out.contains("New: 4 versions of the rules"), "{ran:?}");
    assert_eq!(lots(&new), lots(&old));
    assert_eq!(new.run(["check"]).code, Some(0));
}

#[test]
fn a_book_with_rules_of_its_own_keeps_them_and_says_so() {
    let old = old();
    let made = || {
        let book = Book::none();
        book.out(["init", &book.file().display().to_string()]);
        book
    };
    let (chosen, used) = (made(), made());
    let rules = chosen.write("rules.toml", "earn_per = 20000\n");
    chosen.out(["points", "rule", "--rule", word(&rules)]);
    used.out(["record", "customer", "--name", "Budi"]);
    used.out([
        "record",
        "visit",
        "--customer",
        "C-00001",
        "--total",
        "50000",
    ]);
    for book in [&chosen, &used] {
        let before = book.out(["points", "rule"]);
        let ran = import(book, &old, &["points-rules"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        for said in ["of its own; they stay", "nothing was changed"] {
            assert!(ran.out.contains(said), "{said}: {ran:?}");
        }
        assert_eq!(book.out(["points", "rule"]), before);
    }
}

#[test]
fn visits_that_wait_for_their_points_say_so_and_are_put_right_when_those_come() {
    let old = Book::garage();
    for list in ["customers", "visits", "points"] {
        old.out(["export", list, "--to", &format!("{list}.csv")]);
    }
    let new = Book::empty();
    let open = || {
        let sql = "SELECT count(*) FROM import_remark WHERE settled_at IS NULL";
        new.number(sql)
    };
    let ran = import(&new, &old, &["customers", "visits"]);
    let waiting = old.number("SELECT count(*) FROM visit WHERE redeemed IS NOT NULL");
    assert!(waiting > 3, "{waiting}");
    let said = format!("{waiting} × points paid a part of this visit in the book");
    let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains(&said), "{flat}");
    assert!(!flat.contains("could not pay"), "{flat}");
    let before = open();
    assert!(before >= waiting);
    for _ in 0..2 {
        let ran = import(&new, &old, &["points"]);
        let said = format!("{waiting} visits had waited for these points");
        assert!(ran.out.contains(&said), "{ran:?}");
        assert_eq!(open(), before - waiting);
        let last = new.number("SELECT max(id) FROM import_batch");
        new.out(["import", "--undo", &last.to_string()]);
        assert_eq!(open(), before, "they wait again");
    }
    import(&new, &old, &["points"]);
    assert_eq!(open(), before - waiting);
    let redeemed = |book: &Book| book.number("SELECT sum(redeemed) FROM visit");
    assert_eq!(redeemed(&new), redeemed(&old));
    assert_eq!(new.run(["check"]).code, Some(0));
}
