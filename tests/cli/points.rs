//! Points on the command line: a ledger, the rules, another year, and what is put right by hand.

use serde_json::{Value, json};

use crate::support::{Book, Ran, has, word};

const RULE: &str = "earn_per = 5000\nworth = 200\nwelcome = 0\n";

/// The sample garage, and Budi, who paid Rp 650.000 on the day: 65 points, and 100 to welcome him.
fn book() -> Book {
    let book = Book::garage();
    book.out(["record", "customer", "--name", "Budi", "--plate", "B 1 TES"]);
    book.out(["record", "visit", "--plate", "B 1 TES", "--total", "650000"]);
    book
}

fn adjust(book: &Book, words: &[&str]) -> Ran {
    book.run(["record", "points", "--for", "b1tes"].iter().chain(words))
}

fn refused(ran: &Ran, said: &str) {
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains(said), "{}", ran.err);
    assert!(ran.out.is_empty(), "{ran:?}");
}

fn balance(book: &Book) -> i64 {
    let ledger = book.json(["points", "b1tes", "--json"]);
    ledger["points"]["balance"].as_i64().unwrap()
}

#[test]
fn the_ledger_of_a_customer_is_listed_newest_first_and_in_both_languages() {
    let book = book();
    let shown = book.out(["points", "b1tes"]);
    let lines: Vec<_> = shown.lines().collect();
    assert!(lines[0].starts_with("Budi"), "{shown}");
    assert_eq!(lines[1], "165 = Rp 16.500");
    assert_eq!(lines[2], "22 Nov  +100  22 Nov 2027  Welcome");
    assert_eq!(lines[3], "22 Nov  +65   22 Nov 2027  Visit");
    let shown = book.out(["--lang", "id", "points", "b1tes"]);
    assert!(shown.contains("Selamat datang"), "{shown}");
}

#[test]
fn the_ledger_as_json_adds_up_and_names_the_visit_and_who_wrote() {
    let book = book();
    adjust(&book, &["--add", "40", "--reason", "a mistake of ours"]);
    let ledger = book.json(["points", "b1tes", "--json"]);
    assert_eq!(ledger["customer_id"], "C-00041");
    assert_eq!(ledger["points"]["balance"], 205);
    assert_eq!(ledger["tier"]["name"], "Bronze");
    assert_eq!(
        ledger["tier"]["next"],
        json!({"name": "Silver", "missing": 2_350_000})
    );
    let lines = ledger["lines"].as_array().unwrap();
    let sum: i64 = lines
        .iter()
        .filter_map(|line| line["points"].as_i64())
        .sum();
    assert_eq!(sum, 205);
    let last = lines.last().unwrap();
    assert_eq!(
        (&last["kind"], &last["reason"]),
        (&json!("adjust"), &json!("a mistake of ours"))
    );
    assert_eq!(
        (&last["visit"], &last["staff"]),
        (&Value::Null, &json!("rina"))
    );
    assert!(lines[0]["visit"].is_i64());
}

#[test]
fn somebody_without_points_and_nobody_at_all_are_said_to_be_so() {
    let book = book();
    book.out(["record", "customer", "--name", "Sari"]);
    assert!(book.out(["points", "c42"]).contains("No points"));
    assert_eq!(book.json(["points", "c42", "--json"])["lines"], json!([]));
    let nobody = book.run(["points", "c999"]);
    assert_eq!((nobody.code, &*nobody.out), (Some(1), ""), "{nobody:?}");
    // Several fit.
    let several = book.run(["points", "1"]);
    assert!(matches!(several.code, Some(1 | 65)), "{several:?}");
}

#[test]
fn points_are_added_redeemed_and_taken_back_with_a_reason() {
    let book = book();
    let added = adjust(&book, &["--add", "35", "--reason", "complaint settled"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert!(
        added.out.trim().parse::<u64>().is_ok(),
        "the change's number: {}",
        added.out
    );
    assert_eq!(
        added.err,
        "Saved. C-00041  Budi  B 1 TES now has 200 points.\n"
    );
    let redeemed = adjust(
        &book,
        &["--redeem", "150", "--reason", "a keyring", "--json"],
    );
    let ledger: Value = serde_json::from_str(&redeemed.out).unwrap();
    assert_eq!(ledger["points"]["balance"], 50);
    assert_eq!(
        ledger["lines"].as_array().unwrap().last().unwrap()["kind"],
        "redeem"
    );
    let less = adjust(&book, &["--add", "-20", "--reason", "counted twice"]);
    assert_eq!((less.code, balance(&book)), (Some(0), 30));
    for back in [50, 200, 165] {
        book.out(["undo"]);
        assert_eq!(balance(&book), back);
    }
}

#[test]
fn whom_a_cancelled_visit_leaves_below_zero_is_said() {
    let book = book();
    let spent = adjust(&book, &["--redeem", "150", "--reason", "a keyring"]);
    assert_eq!(spent.code, Some(0), "{spent:?}");
    let ledger = book.json(["points", "b1tes", "--json"]);
    let visit = ledger["lines"][0]["visit"].to_string();
    let cancelled = book.run(["record", "visit", "--visit", &visit, "--cancel"]);
    assert_eq!(cancelled.code, Some(0), "{cancelled:?}");
    let said = "The points of Budi are now -150: what comes next fills it up.";
    assert!(cancelled.err.contains(said), "{cancelled:?}");
    let lines = book.out(["points", "b1tes"]);
    assert!(lines.contains("Taken back: Welcome"), "{lines}");
    assert!(lines.contains("Taken back: Visit"), "{lines}");
    let undone = book.run(["undo"]);
    assert!(!undone.err.contains("The points of"), "{undone:?}");
}

#[test]
fn words_that_would_do_nothing_are_wrong_usage() {
    let book = book();
    for (words, said) in [
        (&["points", "simulate"][..], "--rule is missing"),
        (&["points", "rule", "--years", "2"], "--years and rule"),
        (
            &["points", "c41", "--since", "2026-01-01"],
            "--since and c41",
        ),
    ] {
        let ran = book.run(words);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains(said), "{ran:?}");
    }
}

#[test]
fn rules_that_are_to_come_are_named_printed_and_not_overtaken() {
    let book = book();
    let file = book.write("rules.toml", "worth = 250");
    let set = |since: &str| book.run(["points", "rule", "--rule", word(&file), "--since", since]);
    assert_eq!(set("2099-12-01").code, Some(0));
    let rule = book.run(["points", "rule"]);
    assert!(rule.out.contains("worth = 100"), "{rule:?}");
    assert!(rule.err.contains("From 1 Dec 2099 other rules"), "{rule:?}");
    let later = book.out(["points", "rule", "--since", "2099-12-01"]);
    assert!(later.contains("worth = 250"), "{later}");
    let other = book.write("other.toml", "worth = 300");
    let refused = book.run(["points", "rule", "--rule", word(&other)]);
    assert_eq!(refused.code, Some(65), "{refused:?}");
    assert!(refused.err.contains("hold from 1 Dec 2099"), "{refused:?}");
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence_and_changes_nothing() {
    let book = book();
    refused(
        &adjust(&book, &["--redeem", "166", "--reason", "a keyring"]),
        "There are 165 points; at most 160 may pay",
    );
    refused(
        &adjust(&book, &["--redeem", "7", "--reason", "a pen"]),
        "From 50 points on, in steps of 10; at most 160 here",
    );
    refused(
        &adjust(&book, &["--add", "-166", "--reason", "oops"]),
        "There are 165 points",
    );
    refused(
        &adjust(&book, &["--add", "0", "--reason", "nothing"]),
        "Points: Required",
    );
    refused(
        &adjust(&book, &["--add", "5", "--reason", " "]),
        "Reason: Required",
    );
    let id = book.run([
        "--lang",
        "id",
        "record",
        "points",
        "--for",
        "b1tes",
        "--redeem",
        "166",
        "--reason",
        "gantungan",
    ]);
    refused(&id, "Ada 165 poin; paling banyak 160");
    assert!(id.err.starts_with("Galat: "), "{}", id.err);
    for words in [
        &["--reason", "no number"][..],
        &["--add", "5"],
        &["--redeem", "-5", "--reason", "below"],
        &["--add", "5", "--redeem", "5", "--reason", "both"],
        &["--add", "five", "--reason", "word"],
    ] {
        assert_eq!(adjust(&book, words).code, Some(2), "{words:?}");
    }
    assert_eq!(balance(&book), 165);
}

#[test]
fn the_rules_are_printed_as_the_file_that_sets_them() {
    let book = book();
    let rules = book.out(["points", "rule"]);
    assert!(rules.contains("earn_per = 10000"), "{rules}");
    let file = book.write(
        "rules.toml",
        &rules.replace("earn_per = 10000", "earn_per = 5000"),
    );
    let set = book.run(["points", "rule", "--rule", word(&file)]);
    let changed = "Money for one point  Rp 10.000 → Rp 5.000\n";
    assert_eq!((set.code, &*set.out), (Some(0), changed), "{set:?}");
    assert!(set.err.contains("22 Nov 2026"), "{}", set.err);
    let now = book.json(["points", "rule", "--json"]);
    assert_eq!(now["earn_per"], 5000);
    has(
        &now,
        "on earn_per worth minimum valid_days welcome referral birthday_percent exclude category
         period redeem overdraft basis grace_days tier",
    );
    // The visit of this morning keeps the rules that paid it, the next one has the new ones.
    assert_eq!(balance(&book), 165);
    book.out(["record", "visit", "--plate", "B 1 TES", "--total", "650000"]);
    assert_eq!(balance(&book), 165 + 130);
}

#[test]
fn a_file_that_is_no_rules_is_refused_and_the_rules_stay() {
    let book = book();
    let cases = [
        ("earn_per = 0\n", 65, "earn_per"),
        ("earn_per = \"much\"\n", 65, "no file of rules"),
        ("earn = 5\n", 65, "no file of rules"),
        ("[[tier]]\nname = \"Gold\"\nfrom = 5\n", 65, "tier"),
    ];
    for (text, code, said) in cases {
        let file = book.write("rules.toml", text);
        let ran = book.run(["points", "rule", "--rule", word(&file)]);
        assert_eq!(ran.code, Some(code), "{text}: {ran:?}");
        assert!(ran.err.contains(said), "{text}: {}", ran.err);
    }
    let missing = book.run(["points", "rule", "--rule", "nowhere.toml"]);
    assert_eq!(missing.code, Some(66), "{missing:?}");
    let file = book.write("rules.toml", RULE);
    let older = [
        "points",
        "rule",
        "--rule",
        word(&file),
        "--since",
        "2024-01-01",
    ];
    refused(&book.run(older), "Younger rules hold from");
    assert_eq!(book.json(["points", "rule", "--json"])["earn_per"], 10_000);
}

#[test]
fn a_year_is_played_again_under_other_rules() {
    let book = book();
    let file = book.write("rules.toml", RULE);
    let words = ["points", "simulate", "--rule", word(&file)];
    let played = book.json(words.iter().chain(&["--json"]));
    assert_eq!(
        (&played["from"], &played["until"]),
        (&json!("2025-11-23"), &json!("2026-11-22"))
    );
    let (now, other) = (&played["now"], &played["other"]);
    assert_eq!(now["money"], other["money"], "the visits are the same");
    for side in [now, other] {
        let number = |field: &str| side[field].as_i64().unwrap();
        assert_eq!(
            number("earned"),
            number("redeemed") + number("lapsed") + number("owed"),
            "{side}"
        );
        let last = side["owed_on"]
            .as_object()
            .unwrap()
            .iter()
            .next_back()
            .unwrap();
        assert_eq!(last, (&"2026-11-22".to_owned(), &side["owed"]));
    }
    let winners = played["winners"].as_u64().unwrap();
    assert!(winners > 0, "{played}");
    let said = book.out(words);
    assert!(
        said.starts_with("23 Nov 2025 to 22 Nov 2026, played again\n"),
        "{said}"
    );
    assert!(
        said.contains(&format!("{winners} customers would have more")),
        "{said}"
    );
    let shorter = words
        .iter()
        .chain(&["--since", "2026-11-01", "--until", "2026-11-10", "--json"]);
    let shorter = book.json(shorter);
    assert!(shorter["now"]["money"].as_i64() < now["money"].as_i64());
    assert_eq!(shorter["until"], "2026-11-10");
}

#[test]
fn up_to_five_years_are_played_with_who_would_get_most_more_and_less() {
    let book = book();
    let file = book.write("rules.toml", RULE);
    let words = ["points", "simulate", "--rule", word(&file), "--years", "3"];
    let played = book.json(words.iter().chain(&["--json"]));
    assert_eq!(played["from"], "2023-11-23");
    assert_eq!(played["now"]["owed_on"].as_object().unwrap().len(), 37);
    let most = played["most_more"].as_array().unwrap();
    assert!(!most.is_empty() && most.len() <= 10, "{played}");
    let more = |moved: &Value| moved["other"].as_i64().unwrap() - moved["now"].as_i64().unwrap();
    assert!(most.windows(2).all(|pair| more(&pair[0]) >= more(&pair[1])));
    let said = book.out(words);
    let name = most[0]["name"].as_str().unwrap();
    assert!(
        said.contains("Points owed at the end of") && said.contains(name),
        "{said}"
    );
    let many = book.run(["points", "simulate", "--rule", word(&file), "--years", "6"]);
    assert_eq!(many.code, Some(2), "{many:?}");
}

#[test]
fn the_same_rules_move_nobody() {
    let book = book();
    let file = book.write("rules.toml", &book.out(["points", "rule"]));
    let words = ["points", "simulate", "--rule", word(&file)];
    let back = book.run(
        words
            .iter()
            .chain(&["--since", "2026-11-01", "--until", "2026-10-01"]),
    );
    assert_eq!(back.code, Some(2), "{back:?}");
    assert!(back.err.contains("end before they begin"), "{back:?}");
    let same = book.json(["points", "simulate", "--rule", word(&file), "--json"]);
    assert_eq!(same["now"], same["other"]);
    assert_eq!((&same["winners"], &same["losers"]), (&json!(0), &json!(0)));
}

/// Every balance with the days on which it lapses, by customer ID.
fn all_points(book: &Book) -> Vec<(String, Value)> {
    let listed = book.out(["export", "customers", "--to", "-"]);
    let codes = listed
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next());
    codes
        .map(|code| {
            let ledger = book.json(["points", code, "--json"]);
            let points = match &ledger["points"] {
                Value::Null => json!({"balance": 0, "lapsing": [], "worth": 0}),
                points => points.clone(),
            };
            (code.to_owned(), points)
        })
        .collect()
}

#[test]
fn the_ledger_that_went_out_comes_in_again_and_changes_nothing() {
    let book = book();
    adjust(&book, &["--add", "40", "--reason", "a mistake of ours"]);
    book.out(["undo"]);
    let lines = || book.number("SELECT count(*) FROM points_line");
    let sum = || book.number("SELECT sum(points) FROM points_line");
    let before = (lines(), sum());
    for words in [
        &["--to", "points.csv"][..],
        &["--to", "points.xlsx"],
        &["--to", "excel.csv", "--excel"],
    ] {
        book.out(["export", "points"].iter().chain(words));
        let again = book.run(["import", words[1]]);
        assert_eq!(again.code, Some(0), "{again:?}");
        assert!(again.out.contains("ledger of points"), "{again:?}");
        assert!(again.out.contains("brought no points again"), "{again:?}");
        assert!(again.out.contains("nothing was changed"), "{again:?}");
        assert_eq!((lines(), sum()), before, "{words:?}");
    }
    let told = book.json(["import", "points.csv", "--json"]);
    let file = &told["files"][0];
    assert_eq!(
        (&told["batch"], &file["kind"]),
        (&Value::Null, &json!("points"))
    );
    assert_eq!(file["unchanged"], before.0);
    assert_eq!(file["created"]["points_lines"], 0);
    assert_eq!(book.run(["check"]).code, Some(0));
}

#[test]
fn into_a_new_book_a_ledger_brings_the_same_balances_and_days_once_and_can_go_again() {
    let old = book();
    for (words, file) in [("points", "points.csv"), ("customers", "customers.csv")] {
        old.out(["export", words, "--to", file]);
    }
    old.out(["export", "visits", "--to", "visits.csv"]);
    let wanted = all_points(&old);
    assert!(wanted.iter().any(|(_, points)| points["balance"] != 0));
    for with in [
        &["customers.csv", "visits.csv", "points.csv"][..],
        &["points.csv"],
    ] {
        let new = Book::none();
        new.out(["init", &new.file().display().to_string()]);
        let files: Vec<_> = with.iter().map(|file| old.path(file)).collect();
        let mut words = vec!["import".into()];
        words.extend(files.iter().map(|file| file.clone().into_os_string()));
        let ran = new.run(&words);
        assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
        let has = all_points(&new);
        let differ = |(code, points): &&(String, Value)| {
            let has = has.iter().find(|(other, _)| other == code);
            let none = json!({"balance": 0, "lapsing": [], "worth": 0});
            has.map_or(&none, |(_, points)| points) != points
        };
        let other: Vec<_> = wanted.iter().filter(differ).collect();
        assert!(other.is_empty(), "{with:?}: {other:?}, has {has:?}");
        let checked = new.run(["check"]);
        assert_eq!(checked.code, Some(0), "{checked:?}");
        // The same file again, and what went out of the new book.
        let lines = new.number("SELECT count(*) FROM points_line");
        let again = new.run(["import", &old.path("points.csv").display().to_string()]);
        assert!(again.out.contains("nothing was changed"), "{again:?}");
        new.out(["export", "points", "--to", "own.csv"]);
        let own = new.run(["import", "own.csv"]);
        assert!(own.out.contains("nothing was changed"), "{own:?}");
        assert_eq!(new.number("SELECT count(*) FROM points_line"), lines);
        // Taken back, nobody has a point that came along.
        new.out(["import", "--undo", "1"]);
        let left = new.number("SELECT coalesce(sum(points), 0) FROM points_line");
        assert_eq!(left, 0, "{with:?}");
        assert_eq!(new.run(["check"]).code, Some(0));
        let back = new.run(&words);
        assert!(matches!(back.code, Some(0 | 1)), "{back:?}");
        let sum = |points: &[(String, Value)]| -> i64 {
            let balances = points.iter().map(|(_, points)| points["balance"].as_i64());
            balances.map(Option::unwrap_or_default).sum()
        };
        assert_eq!(sum(&all_points(&new)), sum(&wanted));
    }
}

/// What everybody has on the day of the tests, by customer ID and last day.
fn lots(book: &Book) -> Vec<(String, Option<String>, i64)> {
    let conn = rusqlite::Connection::open(book.file()).unwrap();
    let sql = "
        SELECT c.code, t.expires_on, sum(t.points) FROM points_lot t JOIN customer c ON c.id = t.customer_id
        WHERE t.expires_on IS NULL OR t.expires_on >= '2026-11-22' GROUP BY 1, 2 ORDER BY 1, 2";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

const LISTS: [&str; 4] = ["customers", "vehicles", "visits", "points"];

fn import(new: &Book, from: &Book, lists: &[&str]) -> Ran {
    let files = lists.iter().map(|list| from.path(&format!("{list}.csv")));
    let files = files.map(std::path::PathBuf::into_os_string);
    let words: Vec<_> = std::iter::once("import".into()).chain(files).collect();
    let ran = new.run(words);
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
    ran
}

#[test]
fn what_went_out_of_a_garage_has_the_same_points_in_a_new_book_in_every_order() {
    let old = book();
    for list in LISTS {
        old.out(["export", list, "--to", &format!("{list}.csv")]);
    }
    let wanted = lots(&old);
    let redeemed = |book: &Book| book.number("SELECT sum(redeemed) FROM visit");
    assert!(wanted.len() > 40 && redeemed(&old) > 500, "{wanted:?}");
    let begun = old.number("SELECT CAST(strftime('%s', min(day)) AS INTEGER) FROM points_line");
    let at_once: &[&[&str]] = &[&LISTS];
    let visits_first: &[&[&str]] = &[&["customers", "vehicles", "visits"], &["points"]];
    let points_first: &[&[&str]] = &[&["customers", "points"], &["vehicles", "visits"]];
    let each: &[&[&str]] = &[&["points"], &["visits"], &["customers", "vehicles"]];
    let orders = [
        (at_once, true),
        (visits_first, true),
        (visits_first, false),
        (points_first, true),
        (each, true),
        (each, false),
    ];
    for (order, begins) in orders {
        let new = Book::none();
        new.out(["init", &new.file().display().to_string()]);
        if begins {
            // The visits that come along are rewarded by the rules of the new book, too.
            new.sql(&format!(
                "UPDATE points_rule SET since = date({begun}, 'unixepoch')"
            ));
        }
        for lists in order {
            import(&new, &old, lists);
        }
        let has = lots(&new);
        let other: Vec<_> = has.iter().filter(|lot| !wanted.contains(lot)).collect();
        assert_eq!(has.len(), wanted.len(), "{order:?} {begins}: {other:?}");
        assert!(other.is_empty(), "{order:?} {begins}: {other:?}");
        assert_eq!(redeemed(&new), redeemed(&old), "{order:?} {begins}");
        let checked = new.run(["check"]);
        assert_eq!(checked.code, Some(0), "{order:?} {begins}: {checked:?}");
        let lines = || new.number("SELECT count(*) FROM points_line");
        let had = lines();
        let again = import(&new, &old, &LISTS);
        assert!(
            again.out.contains("nothing was changed"),
            "{order:?}: {again:?}"
        );
        assert_eq!(
            (lines(), lots(&new) == wanted),
            (had, true),
            "{order:?} {begins}"
        );
    }
}

#[test]
fn a_ledger_that_is_taken_back_leaves_what_the_visits_bring_here_and_the_other_way_round() {
    let old = book();
    for list in LISTS {
        old.out(["export", list, "--to", &format!("{list}.csv")]);
    }
    let begun = old.number("SELECT CAST(strftime('%s', min(day)) AS INTEGER) FROM points_line");
    let begins = |new: &Book| {
        new.out(["init", &new.file().display().to_string()]);
        new.sql(&format!(
            "UPDATE points_rule SET since = date({begun}, 'unixepoch')"
        ));
    };
    for (first, second) in [(&LISTS[..3], &LISTS[3..]), (&LISTS[3..], &LISTS[..3])] {
        let new = Book::none();
        begins(&new);
        import(&new, &old, first);
        let before = lots(&new);
        import(&new, &old, second);
        assert_eq!(lots(&new), lots(&old));
        let undone = new.run(["import", "--undo", "2"]);
        assert!(matches!(undone.code, Some(0 | 1)), "{undone:?}");
        assert_eq!(lots(&new), before, "{first:?}");
        assert_eq!(new.run(["check"]).code, Some(0));
        import(&new, &old, second);
        assert_eq!(lots(&new), lots(&old), "{first:?}");
        assert_eq!(new.run(["check"]).code, Some(0));
    }
}

#[test]
fn points_that_a_sheet_says_paid_a_visit_go_where_they_are_there_and_are_told_where_not() {
    let book = book();
    let sheet = "Tanggal,Nopol,Nama,Total,Poin ditukar\n\
                 22/11/2026,B 1 TES,Budi,300000,100\n\
                 22/11/2026,B 2 TES,Sari,300000,100\n";
    let sheet = book.write("kasir.csv", sheet);
    let paid = || book.number("SELECT count(*) FROM visit WHERE redeemed = 100");
    let before = paid();
    let ran = book.run(["import", word(&sheet), "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let file = &told["files"][0];
    assert_eq!(
        (&file["imported"], &file["rejected_rows"]),
        (&json!(2), &json!(0)),
        "{told}"
    );
    let doubts: Vec<_> = file["to_check"].as_array().unwrap().iter().collect();
    let of_points = doubts
        .iter()
        .filter(|doubt| doubt["reason"] == "points_not_redeemed");
    let rows: Vec<_> = of_points
        .map(|doubt| (&doubt["row"], &doubt["value"]))
        .collect();
    assert_eq!(rows, [(&json!(3), &json!("100"))], "{told}");
    // 165 − 100, and 29 of the 290.000 that were not paid with points; the one that came in without points brought all of it.
    assert_eq!(balance(&book), 165 - 100 + 29);
    assert_eq!(paid(), before + 1);
    let sari = book.json(["points", "b2tes", "--json"]);
    assert_eq!(sari["points"]["balance"], 130);
    assert_eq!(book.run(["check"]).code, Some(0));
    let again = book.out(["import", word(&sheet)]);
    assert!(again.contains("nothing was changed"), "{again}");
}

#[test]
fn a_part_of_a_ledger_and_rows_that_are_no_lines_are_said() {
    let old = book();
    adjust(&old, &["--redeem", "150", "--reason", "a keyring"]);
    let whole = old.out(["export", "points", "--to", "-"]);
    let header = whole.lines().next().unwrap();
    let redeemed = whole.lines().find(|row| row.contains("keyring")).unwrap();
    let bad = "x,C-00041,Budi,2026-11-22,earn,5,,,,,,rina";
    let part = [header, redeemed, bad].join("\n");
    let new = Book::empty();
    let part = new.write("part.csv", &part);
    let ran = new.run(["import", &part.display().to_string(), "--json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let file = &told["files"][0];
    assert_eq!(
        (&file["imported"], &file["rejected_rows"]),
        (&json!(1), &json!(1)),
        "{told}"
    );
    assert_eq!(file["to_check"][0]["reason"], "points_incomplete", "{told}");
    let reasons: Vec<_> = file["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|told| &told["reason"])
        .collect();
    assert!(reasons.contains(&&json!("no_points_line")), "{told}");
    assert_eq!(
        new.json(["points", "c41", "--json"])["points"]["balance"],
        -150
    );
}

#[test]
fn a_file_that_says_a_part_of_the_rules_leaves_the_rest_and_says_what_changes() {
    let book = book();
    let first = book.write(
        "first.toml",
        "welcome = 7\nworth = 250\n[redeem]\nstep = 25\n",
    );
    book.out(["points", "rule", "--rule", first.to_str().unwrap()]);
    let second = book.write("second.toml", "earn_per = 5000\n");
    let second = second.to_str().unwrap();
    // Before it is put in force.
    let played = book.out(["points", "simulate", "--rule", second]);
    assert!(
        played.contains("Money for one point  Rp 10.000 → Rp 5.000"),
        "{played}"
    );
    assert!(!played.contains("Welcome"), "{played}");
    let set = book.run(["points", "rule", "--rule", second]);
    assert_eq!(
        (set.code, set.out.as_str()),
        (Some(0), "Money for one point  Rp 10.000 → Rp 5.000\n")
    );
    let rule = book.json(["points", "rule", "--json"]);
    assert_eq!(
        (
            &rule["earn_per"],
            &rule["welcome"],
            &rule["worth"],
            &rule["redeem"]["step"]
        ),
        (&json!(5000), &json!(7), &json!(250), &json!(25))
    );
    let versions = || book.number("SELECT count(*) FROM points_rule");
    let had = versions();
    let again = book.run(["points", "rule", "--rule", second, "--json"]);
    let told: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(told, json!({"since": null, "changed": []}));
    assert!(again.err.contains("in force already"), "{again:?}");
    assert_eq!(versions(), had);
}

#[test]
fn a_book_that_is_made_on_a_day_begins_its_programme_on_that_day() {
    let book = Book::none();
    let path = book.file().display().to_string();
    book.out(["--today", "2024-03-05", "init", &path]);
    let visit = |day: &str| {
        let words = [
            "--today", day, "record", "visit", "--plate", "B 9 UJI", "--total", "100000",
        ];
        book.out(words);
    };
    let who = ["record", "customer", "--name", "Budi", "--plate", "B 9 UJI"];
    book.out(["--today", "2024-03-05"].iter().chain(&who));
    visit("2024-03-05");
    let ledger = book.json(["--today", "2024-03-05", "points", "b9uji", "--json"]);
    assert_eq!(ledger["points"]["balance"], 110);
}

#[test]
fn points_that_a_list_brought_and_that_are_spent_are_not_taken_back_where_the_rules_say_so() {
    let list = "customer_id,name,points\nC-00001,Andi,100\n";
    for (overdraft, code) in [("block", 65), ("allow", 0)] {
        let book = Book::none();
        let file = book.file();
        book.out(["init", word(&file)]);
        let rules = book.write("rules.toml", &format!("overdraft = \"{overdraft}\"\n"));
        book.out(["points", "rule", "--rule", word(&rules)]);
        let path = book.write("list.csv", list);
        book.out(["import", word(&path)]);
        let words = ["record", "points", "--for", "C-00001", "--reason", "a mug"];
        book.out(words.iter().chain(&["--redeem", "60"]));
        let ran = book.run(["import", "--undo", "1"]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        if code == 0 {
            continue;
        }
        assert!(ran.err.contains("60"), "{}", ran.err);
        let ledger = book.json(["points", "C-00001", "--json"]);
        assert_eq!(ledger["points"]["balance"], 40);
        book.out(["undo"]);
        book.out(["import", "--undo", "1"]);
        assert_eq!(book.number("SELECT count(*) FROM customer"), 0);
        book.out(["check"]);
    }
}

#[test]
fn a_list_never_fails_for_points_that_are_spent_and_says_who_lies_below_zero() {
    for overdraft in ["block", "allow"] {
        let book = Book::none();
        let file = book.file();
        book.out(["init", word(&file)]);
        let rules = book.write("rules.toml", &format!("overdraft = \"{overdraft}\"\n"));
        book.out(["points", "rule", "--rule", word(&rules)]);
        let first = book.write("first.csv", "customer_id,name,points\nC-00001,Andi,1250\n");
        book.out(["import", word(&first)]);
        let words = ["record", "points", "--for", "C-00001", "--reason", "a mug"];
        book.out(words.iter().chain(&["--redeem", "1000"]));
        let second = "customer_id,name,points\nC-00001,Andi,300\nC-00002,Budi,10\n";
        let second = book.write("second.csv", second);
        let tried = book.json(["import", word(&second), "--dry-run", "--json"]);
        assert_eq!(tried["below_zero"][0]["points"], -700, "{tried}");
        let told = book.out(["import", word(&second)]);
        assert!(told.contains("Andi") && told.contains("-700"), "{told}");
        let ledger = |who: &str| book.json(["points", who, "--json"])["points"]["balance"].clone();
        assert_eq!(
            (ledger("C-00001"), ledger("C-00002")),
            ((-700).into(), 10.into())
        );
        assert_eq!(book.run(["check"]).code, Some(0));
        book.out(["undo"]);
        let told = book.json(["import", word(&second), "--json"]);
        assert_eq!(told["below_zero"][0]["points"], -700, "{told}");
    }
}
