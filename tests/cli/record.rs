//! Writing one thing down, and taking it back.

use serde_json::json;

use crate::support::{Book, has};

/// A book with Pak Budi, who drives B 1234 XYZ.
fn book_of_budi() -> Book {
    let book = Book::empty();
    let words = ["--name", "Pak Budi Santoso", "--phone", "0812-3456-7890"];
    let more = ["--plate", "B 1234 XYZ", "--birthday", "17/5/1990"];
    let said = book.out(["record", "customer"].iter().chain(&words).chain(&more));
    assert_eq!(said, "C-00001\n");
    book
}

#[test]
fn numbers_below_zero_and_missing_words_are_told_with_an_example() {
    let book = Book::garage();
    for (words, said) in [
        (
            &["visit", "--customer", "c1", "--odometer", "-5"][..],
            "--odometer “-5”: Only digits here. Example: 45210",
        ),
        (
            &[
                "vehicle", "--owner", "c1", "--make", "Honda", "--year", "-5",
            ],
            "--year “-5”: This is no model year. Example: 2019",
        ),
        (
            &["vehicle", "--owner", "c1"],
            "--plate: It needs a plate, a make or a model",
        ),
        (
            &["customer", "--name", " "],
            "--name: Nobody is written down without a name. Example: --name \"Budi Santoso\"",
        ),
        (
            &["visit", "--customer", "c1", "--line", "=5000"],
            "--line “=5000”: What was done stands before the =.",
        ),
    ] {
        let ran = book.run(["record"].iter().chain(words));
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
}

#[test]
fn a_customer_prints_the_id_alone_and_is_found_by_every_word() {
    let book = book_of_budi();
    for who in ["C-00001", "c1", "b1234xyz", "+62 812 3456 7890"] {
        let shown = book.json(["show", who, "--json"]);
        assert_eq!(shown["customer"]["name"], "Budi Santoso");
        assert_eq!(shown["customer"]["honorific"], "Pak");
        assert_eq!(shown["customer"]["phones"][0], "+6281234567890");
        assert_eq!(shown["customer"]["birthday"]["year"], 1990);
    }
}

#[test]
fn json_prints_the_row_that_was_written() {
    let book = book_of_budi();
    let customer = book.json(["record", "customer", "--name", "PT Karya Abadi", "--json"]);
    has(&customer, "id name kind phones consent fields");
    assert_eq!(customer["id"], "C-00002");
    assert_eq!(customer["kind"], "company");
    let words = [
        "record", "vehicle", "--owner", "c2", "--plate", "d 5 ab", "--year", "2019",
    ];
    let vehicle = book.json(words.iter().chain(&["--make", "Honda", "--json"]));
    has(&vehicle, "plate make model year odometer since until");
    assert_eq!(vehicle["plate"], "D 5 AB");
    assert_eq!(vehicle["year"], 2019);
    let words = [
        "record",
        "visit",
        "--plate",
        "D 5 AB",
        "--odometer",
        "45.210 km",
    ];
    let lines = [
        "--line",
        "Ganti oli=150rb",
        "--line",
        "Oli 5W=30=500.000",
        "--json",
    ];
    let visit = book.json(words.iter().chain(&lines));
    has(
        &visit,
        "id date plate odometer services oil mechanics total complaint",
    );
    assert_eq!(visit["services"][1], "Oli 5W=30");
    assert_eq!(visit["total"], 650_000);
    assert_eq!(visit["date"], crate::support::TODAY);
}

#[test]
fn a_visit_of_an_unknown_plate_says_how_to_write_the_vehicle_down() {
    let book = book_of_budi();
    let ran = book.run(["record", "visit", "--plate", "z9zz"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("Z 9 ZZ is not in the book"), "{}", ran.err);
    let way_out = "kenal record vehicle --owner WHO --plate \"Z 9 ZZ\"";
    assert!(ran.err.contains(way_out), "{}", ran.err);
}

#[test]
fn a_doubtful_odometer_warns_and_is_written() {
    let book = book_of_budi();
    let visit = |km: &str, date: &str| {
        let words = ["record", "visit", "--plate", "B 1234 XYZ"];
        book.run(words.iter().chain(&["--odometer", km, "--date", date]))
    };
    assert_eq!(visit("45210", "12/08/2026").err, "Visit is saved as 1.\n");
    let lower = visit("4521", "kemarin");
    assert_eq!(lower.code, Some(0), "{lower:?}");
    assert!(
        lower.err.starts_with("! Lower than 45,210 km"),
        "{}",
        lower.err
    );
    assert_eq!(lower.out, "2\n");
    let history = book.json(["history", "c1", "--json"]);
    assert_eq!(history["visits"][0]["odometer"], 4521);
    assert_eq!(history["visits"][0]["date"], "2026-11-21");
}

#[test]
fn a_plate_tells_the_history_of_the_vehicle_and_a_customer_that_of_all_their_vehicles() {
    let book = book_of_budi();
    let second = ["record", "vehicle", "--owner", "c1", "--plate", "D 5 AB"];
    assert_eq!(book.run(second).code, Some(0));
    for (plate, date) in [("B 1234 XYZ", "12/08/2026"), ("D 5 AB", "13/08/2026")] {
        let ran = book.run(["record", "visit", "--plate", plate, "--date", date]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
    }
    let of_car = book.json(["history", "b1234xyz", "--json"]);
    assert_eq!(of_car["total"], 1);
    assert_eq!(of_car["plate"], "B 1234 XYZ");
    assert_eq!(of_car["visits"][0]["date"], "2026-08-12");
    assert_eq!(of_car["visits"][0]["customer_id"], "C-00001");
    let told = book.out(["history", "b1234xyz"]);
    assert!(told.starts_with("B 1234 XYZ"), "{told}");
    let of_budi = book.json(["history", "c1", "--json"]);
    assert_eq!(of_budi["total"], 2);
    assert_eq!(of_budi["plate"], serde_json::Value::Null);
}

#[test]
fn a_visit_on_a_day_that_has_not_come_is_refused() {
    let book = book_of_budi();
    for (date, wrong) in [("2030-01-01", true), ("besok", true), ("28 Des", false)] {
        let ran = book.run(["record", "visit", "--plate", "B 1234 XYZ", "--date", date]);
        assert_eq!(ran.code, Some(if wrong { 65 } else { 0 }), "{ran:?}");
        assert_eq!(ran.err.contains("not come yet"), wrong, "{}", ran.err);
    }
    let history = book.json(["history", "c1", "--json"]);
    assert_eq!(history["visits"].as_array().unwrap().len(), 1);
    assert_eq!(history["visits"][0]["date"], "2025-12-28");
}

#[test]
fn everything_that_cannot_be_read_is_told_at_once_and_nothing_is_written() {
    let book = book_of_budi();
    let before = book.json(["info", "--json"]);
    let cases: [(&[&str], &[&str]); 3] = [
        (
            &[
                "customer", "--name", " ", "--phone", "12", "--email", "x", "--plate", "-",
            ],
            &["--name", "--phone “12”", "--email “x”", "--plate “-”"],
        ),
        (
            &[
                "vehicle", "--owner", "c1", "--plate", "baru", "--year", "19",
            ],
            &["--plate “baru”", "--year “19”"],
        ),
        (
            &[
                "visit",
                "--plate",
                "B 1234 XYZ",
                "--date",
                "31/02",
                "--total",
                "abc",
                "--line",
                "=5",
            ],
            &["--date “31/02”", "--total “abc”", "--line “=5”"],
        ),
    ];
    for (words, said) in cases {
        let ran = book.run([&["record"], words].concat());
        assert_eq!(ran.code, Some(65), "{ran:?}");
        for part in said {
            assert!(ran.err.contains(part), "{part}: {}", ran.err);
        }
        assert!(ran.out.is_empty());
    }
    assert_eq!(before["changes"], book.json(["info", "--json"])["changes"]);
}

#[test]
fn a_plate_that_somebody_drives_stays_with_them() {
    let book = book_of_budi();
    for words in [
        &["customer", "--name", "Sari", "--plate", "b1234xyz"][..],
        &["vehicle", "--owner", "c1", "--plate", "B1234XYZ"],
    ] {
        let ran = book.run([&["record"], words].concat());
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains("Budi Santoso"), "{}", ran.err);
    }
    assert_eq!(book.json(["info", "--json"])["customers"], 1);
}

#[test]
fn words_that_fit_several_name_up_to_ten_of_them() {
    let book = Book::empty();
    for number in 0..12 {
        let name = format!("Anak {number}");
        book.out([
            "record",
            "customer",
            "--name",
            &name,
            "--phone",
            "081234567890",
        ]);
    }
    let ran = book.run(["show", "081234567890"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert_eq!(ran.err.matches("C-000").count(), 10, "{}", ran.err);
    assert!(ran.err.contains("C-00001  Anak 0"), "{}", ran.err);
}

#[test]
fn undo_takes_back_the_newest_of_whoever_asks() {
    let book = book_of_budi();
    book.out([
        "record",
        "visit",
        "--plate",
        "B 1234 XYZ",
        "--total",
        "50rb",
    ]);
    book.out(["--staff", "Sari", "record", "customer", "--name", "Andi"]);
    let list = book.out(["undo", "--list"]);
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(list.lines().next().unwrap().contains("a visit"), "{list}");
    let budi = "C-00001 Pak Budi Santoso, B 1234 XYZ";
    assert!(list.contains(budi), "{list}");
    let visit = format!("Taken back: a visit ({budi}, 22 Nov 2026)\n");
    assert_eq!(book.out(["undo"]), visit);
    assert_eq!(book.json(["info", "--json"])["customers"], 2);
    let customer = format!("Taken back: a new customer ({budi})\n");
    assert_eq!(book.out(["undo"]), customer);
    assert_eq!(book.run(["undo"]).code, Some(1));
    let undone = book.json(["--staff", "Sari", "undo", "--json"]);
    has(&undone, "change kind undone_by");
    assert_eq!(book.json(["info", "--json"])["customers"], 0);
}

#[test]
fn the_audit_shows_who_changed_what_from_what_to_what() {
    let book = book_of_budi();
    let audit = book.out(["audit", "b1234xyz"]);
    assert!(
        audit.contains("a new customer C-00001, rina (cli)"),
        "{audit}"
    );
    assert!(audit.contains("Name: – → Budi Santoso"), "{audit}");
    let changes = book.json(["audit", "c1", "--json"]);
    let fields = changes["changes"][0]["fields"].as_array().unwrap();
    let name = fields
        .iter()
        .find(|field| field["field"] == "name")
        .unwrap();
    assert_eq!(name["from"], "");
    assert_eq!(name["to"], "Budi Santoso");
    book.out(["record", "customer", "--name", "Andi"]);
    assert!(!book.out(["audit", "c1"]).contains("Andi"));
    let indonesian = book.out(["--lang", "id", "audit", "c1"]);
    assert!(
        indonesian.contains("Nama: – → Budi Santoso"),
        "{indonesian}"
    );
}

#[test]
fn two_programs_at_once_lose_nothing() {
    let book = Book::empty();
    let run = |name: &'static str| {
        let book = &book;
        move || {
            (0..10)
                .map(|number| {
                    let name = format!("{name} {number}");
                    book.out(["record", "customer", "--name", &name])
                })
                .collect::<Vec<String>>()
        }
    };
    let (mut ids, others) = std::thread::scope(|scope| {
        let (first, second) = (scope.spawn(run("Satu")), scope.spawn(run("Dua")));
        (first.join().unwrap(), second.join().unwrap())
    });
    ids.extend(others);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 20);
    assert_eq!(book.json(["info", "--json"])["customers"], 20);
    assert_eq!(book.json(["info", "--json"])["changes"], 20);
}

#[test]
fn a_book_of_another_trade_is_told_about_in_its_words() {
    let book = Book::none();
    let path = book.path("pets.db");
    let pets = |words: &[&str]| {
        let ran = book.run([&["--file", crate::support::word(&path)], words].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.out + &ran.err
    };
    book.run(["init", "--trade", "pets", crate::support::word(&path)]);
    pets(&["record", "customer", "--name", "Bu Wati"]);
    let words = ["record", "vehicle", "--owner", "C-00001", "--plate", "K 77"];
    let said = pets(&[&words[..], &["--make", "Milo", "--model", "Persia"]].concat());
    assert!(said.contains("Pet"), "{said}");
    let audit = pets(&["audit"]);
    assert!(audit.contains("a new pet"), "{audit}");
    assert!(audit.contains("Name: – → Milo"), "{audit}");
    let indonesian = pets(&["--lang", "id", "audit"]);
    assert!(indonesian.contains("hewan baru"), "{indonesian}");
    assert!(indonesian.contains("Nama: – → Milo"), "{indonesian}");
    let all = [
        audit,
        pets(&["info"]),
        pets(&["show", "C-00001"]),
        pets(&["history", "C-00001"]),
        pets(&["undo", "--list"]),
    ];
    for text in all {
        assert!(!text.to_lowercase().contains("vehicle"), "{text}");
    }
    assert!(pets(&["undo"]).contains("a new pet"));
}

#[test]
fn whoever_has_the_number_already_is_named() {
    let book = book_of_budi();
    let ran = book.run([
        "record",
        "customer",
        "--name",
        "Budi",
        "--phone",
        "+62 812 3456 7890",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "C-00002\n"));
    let said = "Pak Budi Santoso (C-00001) has this number already.";
    assert!(ran.err.contains(said), "{ran:?}");
}

#[test]
fn greetings_a_company_and_a_role_are_written_down_and_taken_away() {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "PT Maju Jaya"]);
    let new = ["record", "customer", "--name", "Pak Agus"];
    let with = ["--greetings", "Natal, lebaran", "--company", "c1"];
    book.out(new.iter().chain(&with).chain(&["--role", "sopir"]));
    let shown = || book.json(["show", "c2", "--json"]);
    let maju = |told: &serde_json::Value| {
        let company = &told["customer"]["company"];
        company.as_str().unwrap().contains("Maju Jaya")
    };
    assert!(maju(&shown()));
    let of = ["record", "customer", "--of", "c2"];
    let text = book.out(["show", "c1"]);
    assert!(text.contains("PT Maju Jaya"), "{text}");
    let told = book.json(of.iter().chain(&["--greetings", "imlek", "--json"]));
    assert!(maju(&told));
    let audit = book.out(["audit"]);
    assert!(audit.contains("imlek"), "{audit}");
    for (words, code) in [
        (&["--greetings", "valentine"][..], 65),
        (&["--company", "c2"], 65),
        (&["--plate", "B 1 A"], 2),
        (&[], 2),
    ] {
        assert_eq!(
            book.run(of.iter().chain(words)).code,
            Some(code),
            "{words:?}"
        );
    }
    book.out(of.iter().chain(&["--company", "", "--greetings", ""]));
    assert!(shown()["customer"]["company"].is_null());
    let role = book.run(of.iter().chain(&["--role", "sopir", "--lang", "id"]));
    assert_eq!(role.code, Some(65));
    assert!(role.err.contains("--company"), "{}", role.err);
}

#[test]
fn the_history_shows_what_was_sent_and_which_gatherings_there_were() {
    let book = book_of_budi();
    book.out(["record", "customer", "--name", "Ani"]);
    let send = "message c1 --template estimate --set work=brakes --set total=500 --mark-sent";
    book.out(send.split(' '));
    book.out(["event", "make", "Kopdar", "--date", "20/11/2026"]);
    book.out(["event", "kopdar", "--guest", "c1"]);
    for (lang, meeting) in [
        ("en", "gathering “Kopdar”: came"),
        ("id", "“Kopdar”: datang"),
    ] {
        let told = book.out(["history", "c1", "--lang", lang]);
        assert!(told.contains(meeting), "{told}");
        assert!(told.contains("WhatsApp"), "{told}");
    }
    let told = book.json(["history", "c1", "--json"]);
    has(&told, "customer_id plate total visits messages gatherings");
    has(&told["gatherings"][0], "name date state");
    assert_eq!(told["gatherings"][0]["state"], "came");
    assert_eq!(told["messages"][0]["template"], "estimate");
}

#[test]
fn a_customer_of_the_book_is_put_right_word_by_word() {
    let book = Book::empty();
    let phone = ["--phone", "081234567890"];
    book.out(
        ["record", "customer", "--name", "Pak Budi"]
            .iter()
            .chain(&phone),
    );
    let of = |words: &[&str]| {
        book.run(
            ["record", "customer", "--of", "C-00001"]
                .iter()
                .chain(words),
        )
    };
    let shown = || book.json(["show", "C-00001", "--json"])["customer"].clone();
    for (words, field, value) in [
        (
            &["--birthday", "17/05"][..],
            "birthday",
            json!({"day": 17, "month": 5, "year": null}),
        ),
        (&["--note", "waits here"], "notes", json!("waits here")),
        (
            &["--email", "budi@example.com"],
            "email",
            json!("budi@example.com"),
        ),
        (&["--name", "Budi Santoso"], "name", json!("Budi Santoso")),
        (&["--honorific", "Bapak"], "honorific", json!("Bapak")),
        (&["--email", ""], "email", json!("")),
    ] {
        let ran = of(words);
        assert_eq!(
            (ran.code, &*ran.out),
            (Some(0), "C-00001\n"),
            "{words:?}: {ran:?}"
        );
        assert!(ran.err.starts_with("Saved. "), "{ran:?}");
        let is = &shown()[field];
        assert!(
            *is == value || (is.is_null() && value == ""),
            "{words:?}: {is}"
        );
    }
    assert_eq!(shown()["birthday"]["month"], 5, "the rest stays");
    of(&["--phone", "081298765432", "--phone", "0812 3456 7890"]);
    assert_eq!(
        shown()["phones"].as_array().map(Vec::len),
        Some(2),
        "beside the one that was there"
    );
    let again = of(&["--note", "waits here"]);
    assert!(
        again.code == Some(0) && !again.err.contains("Saved"),
        "{again:?}"
    );
    for (words, code) in [
        (&[][..], 2),
        (&["--plate", "B 1 TES"], 2),
        (&["--email", "nowhere"], 65),
        (&["--birthday", "32/13"], 65),
        (&["--name", " "], 65),
    ] {
        assert_eq!(of(words).code, Some(code), "{words:?}");
    }
    book.out(["undo"]);
    assert_eq!(shown()["phones"].as_array().map(Vec::len), Some(1));
}

#[test]
fn who_went_to_another_shop_is_said_with_the_shop() {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "Pak Budi"]);
    let lost = |words: &[&str]| {
        book.run(["record", "lost", "--of", "C-00001"].iter().chain(words))
            .err
    };
    assert_eq!(
        lost(&["--to", "Bengkel Sebelah"]),
        "Saved. Pak Budi went to Bengkel Sebelah.\n"
    );
    assert_eq!(
        lost(&["--back"]),
        "Saved. Pak Budi did not go to another shop.\n"
    );
    assert_eq!(lost(&[]), "Saved. Pak Budi went to another shop.\n");
}
