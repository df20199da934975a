//! Segments from a script.

use serde_json::Value;

use crate::support::{Book, has, names};

/// Two customers with visits, one without.
fn book() -> Book {
    let book = Book::empty();
    for (name, plate) in [
        ("Pak Budi", "B 1 AA"),
        ("Bu Sari", "B 2 BB"),
        ("Zoë", "B 3 CC"),
    ] {
        book.out(["record", "customer", "--name", name, "--plate", plate]);
    }
    for (plate, day, total) in [
        ("B 1 AA", "2026-01-10", "600000"),
        ("B 1 AA", "2026-11-20", "400000"),
        ("B 2 BB", "2026-03-01", "50000"),
    ] {
        book.out([
            "record", "visit", "--plate", plate, "--date", day, "--total", total,
        ]);
    }
    book
}

fn codes(held: &Value) -> Vec<&str> {
    let customers = held["customers"].as_array().unwrap().iter();
    customers
        .map(|one| one["customer_id"].as_str().unwrap())
        .collect()
}

#[test]
fn a_segment_is_saved_listed_shown_renamed_and_taken_away() {
    let book = book();
    let ran = book.run(["segment", "Once", "only", "--where", "visits = 1"]);
    assert_eq!(
        (ran.code, &*ran.out),
        (Some(0), "Saved: Once only\n"),
        "{ran:?}"
    );
    assert_eq!(ran.err, "1 of 3 customers\n");
    assert_eq!(book.out(["segment"]), "Once only  1  visits = 1\n");

    let ran = book.run(["segment", "ONCE only"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.starts_with("Bu Sari  B 2 BB"), "{}", ran.out);

    book.out(["segment", "Once only", "--where", "visits >= 1"]);
    book.out(["segment", "Once only", "--rename", "Came"]);
    assert_eq!(book.out(["segment"]), "Came  2  visits >= 1\n");
    let taken = book.out(["segment", "came", "--remove"]);
    assert_eq!(taken, "Taken away: Came. kenal undo brings it back.\n");
    assert_eq!(book.run(["segment", "came"]).code, Some(1));
    book.out(["undo"]);
    assert_eq!(book.out(["segment"]), "Came  2  visits >= 1\n");
}

#[test]
fn the_json_has_every_documented_field() {
    let book = book();
    let saved = book.json([
        "segment",
        "Came",
        "--where",
        "visits > 0 and money > 1rb",
        "--json",
    ]);
    let listed = book.json(["segment", "--json"]);
    assert_eq!(saved, listed);
    has(&listed, "as_of segments");
    let segment = &listed["segments"][0];
    has(segment, "name where filter customers why_not");
    assert_eq!(segment["where"], "visits > 0 and money > 1000");
    assert_eq!(segment["filter"]["join"], "all");
    assert_eq!(
        (&segment["customers"], &segment["why_not"]),
        (&2.into(), &Value::Null)
    );

    let held = book.json(["segment", "Came", "--json"]);
    has(
        &held,
        "name where filter as_of total why_not of visits money customers",
    );
    assert_eq!(codes(&held), ["C-00001", "C-00002"]);
    let sums = ["total", "of", "visits", "money"].map(|sum| held[sum].as_i64().unwrap());
    assert_eq!(sums, [2, 3, 3, 1_050_000]);
    let fields = "customer_id name plate phone visits money last_visit rfm outlook";
    has(&held["customers"][0], fields);
    let asked = book.json(["segment", "--fields", "--json"]);
    let city = asked
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["field"] == "city")
        .unwrap();
    assert_eq!(names(city), ["choices", "field", "kind", "label"]);
    assert_eq!(
        (&city["label"], &city["kind"]),
        (&"City".into(), &"text".into())
    );
}

#[test]
fn a_filter_without_a_name_is_shown_and_not_kept() {
    let book = book();
    let held = book.json([
        "segment",
        "--where",
        "visits = 0 or last_visit < today-200",
        "--json",
    ]);
    assert_eq!(codes(&held), ["C-00002", "C-00003"]);
    assert_eq!(held["name"], Value::Null);
    let nobody = book.run(["segment", "--where", "visits > 99"]);
    assert_eq!((nobody.code, &*nobody.out), (Some(1), ""), "{nobody:?}");
    assert_eq!(
        book.json(["segment", "--json"])["segments"],
        Value::Array(Vec::new())
    );
}

#[test]
fn without_segments_the_ones_that_are_offered_can_be_typed_as_they_stand() {
    let book = book();
    let ran = book.run(["segment"]);
    assert_eq!((ran.code, &*ran.out), (Some(1), ""), "{ran:?}");
    let mut examples = 0;
    for line in ran.err.lines().filter(|line| line.contains("--where")) {
        let parts: Vec<&str> = line.split('"').collect();
        let [_, name, between, filter, _] = parts[..] else {
            panic!("{line}");
        };
        assert_eq!(between, " --where ");
        book.out(["segment", name, "--where", filter]);
        examples += 1;
    }
    assert_eq!(book.out(["segment"]).lines().count(), examples);
    assert!(examples >= 5);
}

#[test]
fn a_mistake_says_what_and_where_and_nothing_is_kept() {
    let book = book();
    let ran = book.run(["segment", "Odd", "--where", "visits > 1 and colour = red"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    let lines: Vec<&str> = ran.err.lines().collect();
    assert!(lines[0].contains("There is no field “colour”."), "{ran:?}");
    assert_eq!(lines[1], "  visits > 1 and colour = red");
    assert_eq!(lines[2], "                 ^");
    assert_eq!(book.run(["segment", "Odd"]).code, Some(1));
    for wrong in [
        &["segment", "--remove"][..],
        &["segment", "Odd", "--remove", "--where", "visits = 1"],
        &["segment", "Odd", "--fields"],
        &["segment", "--rename", "Even"],
    ] {
        assert_eq!(book.run(wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(
        book.run(["segment", "Odd", "--rename", "Even"]).code,
        Some(1)
    );
    book.out(["segment", "A", "--where", "visits = 1"]);
    book.out(["segment", "B", "--where", "visits = 2"]);
    let taken = book.run(["segment", "B", "--rename", "a"]);
    assert_eq!(taken.code, Some(65), "{taken:?}");
    assert!(
        taken
            .err
            .contains("That name is taken already: take another."),
        "{taken:?}"
    );
}

#[test]
fn what_only_a_newer_version_understands_is_told_and_kept() {
    let book = book();
    book.out(["segment", "Later", "--where", "visits = 1"]);
    let newer = r#"{"join":"all","conditions":[{"field":"luck","test":"known"}]}"#;
    let conn = rusqlite::Connection::open(book.file()).unwrap();
    conn.execute("UPDATE segment SET filter = ?1", [newer])
        .unwrap();
    drop(conn);
    let listed = book.out(["segment"]);
    assert!(listed.contains("There is no field “luck”."), "{listed}");
    let ran = book.run(["segment", "Later"]);
    assert_eq!(ran.code, Some(65));
    assert!(ran.err.contains(newer), "{}", ran.err);
    let segment = &book.json(["segment", "--json"])["segments"][0];
    assert_eq!(
        (&segment["where"], &segment["customers"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(segment["filter"]["conditions"][0]["field"], "luck");
    book.out(["segment", "Later", "--remove"]);
}

#[test]
fn the_sentences_are_in_the_person_s_language() {
    let book = book();
    let ran = book.run(["segment", "Sekali", "--where", "visits = 1", "--lang", "id"]);
    assert_eq!(
        (&*ran.out, &*ran.err),
        ("Tersimpan: Sekali\n", "1 dari 3 pelanggan\n")
    );
    let fields = book.out(["segment", "--fields", "--lang", "id"]);
    assert!(fields.contains("Kunjungan terakhir"), "{fields}");
}

#[test]
fn a_segment_goes_into_a_file_with_its_vehicles_and_visits() {
    let book = book();
    book.out(["segment", "Once", "--where", "visits = 1"]);
    for (what, rows) in [("customers", 1), ("vehicles", 1), ("visits", 1)] {
        let out = book.out(["export", what, "--to", "-", "--segment", "once"]);
        assert_eq!(out.lines().count(), rows + 1, "{out}");
        assert!(out.contains("C-00002") && !out.contains("C-00001"), "{out}");
    }
    let none = book.run(["export", "customers", "--to", "-", "--segment", "Twice"]);
    assert_eq!((none.code, &*none.out), (Some(1), ""), "{none:?}");
}

#[test]
fn the_list_of_segments_goes_into_a_file_with_how_many_each_holds() {
    let book = Book::garage();
    book.out(["segment", "Often, and \"loyal\"", "--where", "visits >= 4"]);
    book.out(["segment", "Once only", "--where", "visits = 1"]);
    let often = book.json(["segment", "Often, and \"loyal\"", "--json"]);
    let table = book.out(["export", "segments", "--to", "-"]);
    let mut rows = table.lines();
    assert_eq!(rows.next(), Some("segment,customers,visits,money,filter"));
    let number = |field: &str| often[field].as_i64().unwrap();
    let (total, visits, money) = (number("total"), number("visits"), number("money"));
    assert!(total > 0);
    let row = format!("\"Often, and \"\"loyal\"\"\",{total},{visits},{money},visits >= 4");
    assert_eq!(rows.next(), Some(row.as_str()));
    assert!(rows.next().unwrap().starts_with("Once only,"));
    book.out(["export", "segments", "--to", "segments.xlsx"]);
    assert!(book.path("segments.xlsx").exists());
    let refused = book.run(["export", "segments", "--to", "-", "--since", "2026-01-01"]);
    assert_eq!(refused.code, Some(2), "{refused:?}");
}

#[test]
fn what_cannot_be_said_of_so_small_a_shop_is_null_with_the_reason_and_never_nobody() {
    let book = book();
    for (asked, least) in [
        ("rfm = champion", "25"),
        ("not frequency_score >= 4", "25"),
        ("outlook = probably_lost", "30"),
        ("expected_visits > 1", "30"),
    ] {
        let held = book.json(["segment", "--where", asked, "--json"]);
        assert_eq!(held["total"], Value::Null, "{asked}");
        assert_eq!(held["customers"], Value::Array(Vec::new()));
        let why = held["why_not"].as_str().unwrap();
        assert!(why.contains(&format!("takes {least} customers")), "{why}");
        let ran = book.run(["segment", "--where", asked]);
        assert!(ran.code == Some(1) && ran.err.contains(why), "{ran:?}");
    }
    book.out(["segment", "Gone", "--where", "outlook = probably_lost"]);
    let kept = &book.json(["segment", "--json"])["segments"][0];
    assert_eq!(kept["customers"], Value::Null);
    assert!(
        kept["why_not"]
            .as_str()
            .unwrap()
            .contains("takes 30 customers")
    );
    let list = book.out(["segment"]);
    assert!(list.contains("–  Nothing is predicted yet"), "{list}");
    let came = book.json(["segment", "--where", "visits > 0", "--json"]);
    assert_eq!(
        (&came["total"], &came["why_not"]),
        (&2.into(), &Value::Null)
    );
}

#[test]
fn one_that_is_offered_is_taken_by_its_name_in_either_language_without_being_kept() {
    let book = book();
    for name in ["never CAME", "Belum pernah datang"] {
        let held = book.json(["segment", name, "--json"]);
        assert_eq!(codes(&held), ["C-00003"], "{name}");
        assert_eq!(
            (&held["name"], &held["where"]),
            (&"Never came".into(), &"visits = 0".into())
        );
        let to = book.path(&format!("{name}.csv"));
        let to = to.to_str().unwrap();
        let written = book.out(["export", "customers", "--to", to, "--segment", name]);
        assert!(written.contains("1 row"), "{written}");
        let narrowed = book.run(["recovery", "--segment", name]);
        assert_eq!(narrowed.err, "Nobody has to be won back.\n");
        book.json(["today", "--segment", name, "--json"]);
    }
    book.out(["event", "make", "Kopdar", "--date", "2026-12-05"]);
    book.out(["event", "Kopdar", "--invite", "Never came"]);
    let guests = book.json(["event", "Kopdar", "--json"])["guests"].clone();
    assert_eq!(guests.as_array().unwrap().len(), 1, "{guests}");

    // A segment of the shop's own of that name wins, whichever language says it.
    book.out(["segment", "Never came", "--where", "visits = 1"]);
    for name in ["Never came", "Belum pernah datang"] {
        let held = book.json(["segment", name, "--json"]);
        assert_eq!(codes(&held), ["C-00002"], "{name}");
    }
    assert_eq!(
        book.run(["segment", "One visit only", "--remove"]).code,
        Some(1)
    );
    let unknown = book.run(["today", "--segment", "Taxi"]);
    assert_eq!(unknown.code, Some(1), "{unknown:?}");
    assert!(unknown.err.contains("Big spenders"), "{}", unknown.err);
}

#[test]
fn a_list_of_whom_nobody_can_name_says_why() {
    let book = book();
    let ran = book.run([
        "export",
        "customers",
        "--to",
        "-",
        "--segment",
        "Big spenders",
    ]);
    assert_eq!((ran.code, &*ran.out), (Some(1), ""), "{ran:?}");
    assert!(ran.err.contains("25 customers"), "{}", ran.err);
}
