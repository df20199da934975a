//! `kenal today`.

use serde_json::{Value, json};

use super::support::{Book, has};

/// A book in which three people are born near 22 November.
fn near() -> Book {
    let book = Book::empty();
    for (name, birthday) in [
        ("Budi Santoso", "22/11/1974"),
        ("Sari Dewi", "29 Nov"),
        ("Joko", "1 Des"),
    ] {
        book.out(["record", "customer", "--name", name, "--birthday", birthday]);
    }
    book
}

#[test]
fn birthdays_of_the_next_days_are_told_with_why_and_whether_somebody_asked() {
    let told = near().out(["today"]);
    assert_eq!(
        told,
        "Budi Santoso  C-00001 · No phone number\n  ♥ Birthday today (52) (not asked yet)\n\
         Sari Dewi  C-00002 · No phone number\n  ♥ Birthday in 7 days, 29 Nov (not asked yet)\n"
    );
    let far = near().out(["today", "--days", "9", "--lang", "id"]);
    assert!(far.contains("Joko"), "{far}");
    assert!(far.contains("Ulang tahun 9 hari lagi, 1 Des"), "{far}");
}

#[test]
fn an_empty_day_is_no_failure() {
    let ran = Book::empty().run(["today"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("Nobody waits today"), "{ran:?}");
}

#[test]
fn the_json_says_the_same_for_programs() {
    let list = near().json(["today", "--json", "--today", "2026-12-24"]);
    has(
        &list,
        "today days feasts customers more unknown_dates mistakes",
    );
    for later in ["services_due", "follow_ups", "promises"] {
        assert_eq!(list[later], Value::Null, "{later}");
    }
    let natal = &list["feasts"][0];
    assert_eq!(
        (&natal["feast"], &natal["date"], &natal["greet"]),
        (&json!("natal"), &json!("2026-12-25"), &json!("chosen"))
    );
    let today = near().json(["today", "--json"]);
    let first = &today["customers"][0];
    assert_eq!(first["customer_id"], "C-00001");
    let reason = &first["reasons"][0];
    assert_eq!(
        (&reason["kind"], &reason["age"], &reason["agreed"]),
        (&json!("birthday"), &json!(52), &Value::Null)
    );
}

#[test]
fn feasts_of_ones_own_lie_beside_the_settings_and_their_mistakes_keep_nothing_closed() {
    let book = near();
    let settings = book.write("settings.toml", "");
    let settings = settings.to_str().unwrap();
    book.write(
        "holidays.toml",
        "[anniversary]\nname = \"Ulang tahun bengkel\"\nevery = \"11-24\"\n[natal]\nahead = \"soon\"\n",
    );
    let ran = book.run(["today", "--config", settings]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let anniversary = "★ Ulang tahun bengkel in 2 days, 24 Nov\n  0 said yes, 3 not asked yet\n";
    assert!(ran.out.starts_with(anniversary), "{ran:?}");
    assert!(
        ran.err.contains("holidays.toml has 1 mistake"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("line 5: “ahead” needs"), "{}", ran.err);
}

#[test]
fn years_without_dates_are_told() {
    let ran = near().run(["today", "--today", "2040-01-01"]);
    assert_eq!(ran.code, Some(0));
    let said = "The dates of Lebaran (Idulfitri) after 2032 are not known: add them to";
    assert!(ran.err.contains(said), "{}", ran.err);
}

#[test]
fn a_calendar_file_holds_birthdays_and_feasts_and_replaces_itself() {
    let book = near();
    let path = book.path("today.ics");
    let path_word = path.to_str().unwrap();
    let write = || book.run(["today", "--days", "60", "--overwrite", "--ics", path_word]);
    let ran = write();
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert_eq!(first.matches("BEGIN:VEVENT").count(), 4);
    assert!(first.contains("SUMMARY:Birthday: Budi Santoso (52)\r\n"));
    assert!(first.contains("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n"));
    assert_eq!(write().code, Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    let audit = book.json(["audit", "--json"]);
    assert_eq!(audit["changes"][0]["kind"], "export");
}

#[test]
fn a_calendar_file_takes_no_other_name_and_never_the_place_of_the_book() {
    let book = near();
    let wrong = book.run(["today", "--ics", "today.csv"]);
    assert_eq!(wrong.code, Some(2), "{wrong:?}");
    let before = book.bytes();
    let file = book.file();
    let the_book = book.run(["today", "--ics", file.to_str().unwrap()]);
    assert_eq!(the_book.code, Some(73), "{the_book:?}");
    assert_eq!(book.bytes(), before);
    let nowhere = book.run(["today", "--ics", "nowhere/today.ics"]);
    assert_eq!(nowhere.code, Some(73), "{nowhere:?}");
    let days = book.run(["today", "--days", "400"]);
    assert_eq!(days.code, Some(2), "{days:?}");
}

#[test]
fn nothing_is_put_off_past_its_last_day() {
    let book = near();
    let later = |until: &str, today: &str| {
        let ran = book.run([
            "today", "--later", "C-00001", "--until", until, "--today", today,
        ]);
        (ran.code, ran.err)
    };
    let (code, said) = later("+14", "2026-11-24");
    assert_eq!(code, Some(65), "{said}");
    let offers = "It would not come back after 25 Nov 2026: put it off until then at the latest.";
    assert!(said.contains(offers), "{said}");
    let (code, said) = later("+1", "2026-11-25");
    assert_eq!(code, Some(65), "{said}");
    assert!(said.contains("Today is the last day for it"), "{said}");
    assert_eq!(later("+1", "2026-11-24").0, Some(0));
    let told = |today| book.out(["today", "--today", today]);
    assert!(!told("2026-11-24").contains("Budi"));
    assert!(told("2026-11-25").contains("Birthday was 3 days ago"));
}
