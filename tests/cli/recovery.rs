//! Whom to win back, and what is worth offering.

use serde_json::Value;

use crate::support::{Book, has};

#[test]
fn the_lists_say_who_and_why() {
    let book = Book::garage();
    let found = book.json(["recovery", "--json"]);
    has(&found, "as_of lists");
    let lists = found["lists"].as_object().unwrap();
    for name in [
        "slipping",
        "stagnating",
        "sleeping",
        "silent",
        "lost_to",
        "lost",
    ] {
        has(&lists[name], "customers money first");
    }
    let mut seen = Vec::new();
    for list in lists.values() {
        for row in list["first"].as_array().unwrap() {
            has(
                row,
                "customer_id name plate phone outlook visits money last_visit silent_days
                 usual_days lost_to less",
            );
            seen.push(row["customer_id"].as_str().unwrap().to_owned());
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all, "everybody has one reason");
    assert!(all > 0);
    let review = book.json(["review", "--json", "--today", "2026-11-23"]);
    let as_of = book.json(["recovery", "--json", "--today", "2026-11-22"]);
    let of = |value: &Value| {
        let rows = value.as_array().unwrap().iter();
        let mut ids: Vec<String> = rows
            .map(|row| row["customer_id"].as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    for name in ["slipping", "sleeping", "lost"] {
        assert_eq!(
            of(&as_of["lists"][name]["first"]),
            of(&review[name]),
            "{name} as in the review"
        );
    }
    for lang in ["en", "id"] {
        assert!(!book.out(["recovery", "--lang", lang]).is_empty());
    }
}

/// The customer IDs of these lists.
fn whom(found: &Value) -> Vec<String> {
    let lists = found["lists"].as_object().unwrap().values();
    let rows = lists.flat_map(|list| list["first"].as_array().unwrap());
    let ids = rows.map(|row| row["customer_id"].as_str().unwrap().to_owned());
    ids.collect()
}

#[test]
fn whomever_the_day_asks_to_win_back_stands_here_too() {
    let book = Book::garage();
    // Far ahead nobody comes in between, and more and more stay away.
    for day in ["2026-11-22", "2027-02-22", "2027-08-22"] {
        let listed = whom(&book.json(["recovery", "--json", "--today", day]));
        let today = book.json(["today", "--json", "--today", day]);
        let wins_back = |one: &&Value| {
            let reasons = one["reasons"].as_array().unwrap();
            reasons.iter().any(|reason| reason["kind"] == "win_back")
        };
        let asked = today["customers"].as_array().unwrap().iter();
        let asked: Vec<&str> = asked
            .filter(wins_back)
            .map(|one| one["customer_id"].as_str().unwrap())
            .collect();
        assert!(!asked.is_empty(), "{day}");
        for one in asked {
            assert!(listed.iter().any(|code| code == one), "{day}: {one}");
        }
    }
}

#[test]
fn a_segment_narrows_the_day_and_whom_to_win_back_as_it_does_on_the_screens() {
    let book = Book::garage();
    book.out(["segment", "Rich", "--where", "money >= 3000000"]);
    let held = book.json(["segment", "Rich", "--json"]);
    let held: Vec<&str> = held["customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["customer_id"].as_str().unwrap())
        .collect();
    let all = whom(&book.json(["recovery", "--json"]));
    let some = whom(&book.json(["recovery", "--json", "--segment", "Rich"]));
    let wanted = |code: &&String| held.contains(&code.as_str());
    assert_eq!(some, all.iter().filter(wanted).cloned().collect::<Vec<_>>());
    assert!(!some.is_empty() && some.len() < all.len());
    let day = |words: &[&str]| {
        let found = book.json(["today", "--json"].iter().chain(words).copied());
        let ids = found["customers"].as_array().unwrap().iter();
        let ids: Vec<String> = ids
            .map(|one| one["customer_id"].as_str().unwrap().to_owned())
            .collect();
        ids
    };
    let all = day(&[]);
    let some = day(&["--segment", "Rich"]);
    assert_eq!(some, all.iter().filter(wanted).cloned().collect::<Vec<_>>());
    assert!(some.len() < all.len());
    for command in ["today", "recovery"] {
        assert_eq!(book.run([command, "--segment", "Nobody"]).code, Some(1));
    }
}

#[test]
fn what_is_worth_offering_is_told_with_the_figures_behind_it() {
    let book = Book::garage();
    let offers = book.json(["offers", "c1", "--json"]);
    has(
        &offers,
        "customer_id name due offers breadth breadth_year takes",
    );
    assert!(offers["breadth"].as_u64() >= offers["breadth_year"].as_u64());
    let takes = offers["takes"].as_array().unwrap();
    assert_eq!(Some(takes.len() as u64), offers["breadth"].as_u64());
    let all = book.json(["offers", "--json"]);
    has(&all, "visits bundles");
    for pair in all["bundles"].as_array().unwrap() {
        has(pair, "one other both of");
        assert!(pair["both"].as_u64() <= pair["of"].as_u64());
        assert!(pair["both"].as_u64() >= Some(10));
    }
    for lang in ["en", "id"] {
        assert!(!book.out(["offers", "c1", "--lang", lang]).is_empty());
        assert!(!book.out(["offers", "--lang", lang]).is_empty());
    }
    let nobody = book.run(["offers", "C-99999"]);
    assert_eq!(nobody.code, Some(1), "{nobody:?}");
}

#[test]
fn what_became_of_the_messages_is_told() {
    let book = Book::empty();
    let answer = book.json(["recovery", "--results", "--json", "--days", "14"]);
    assert_eq!(answer["within_days"], 14);
    assert_eq!(
        (&answer["sent"], &answer["came_back"], &answer["money"]),
        (&0.into(), &0.into(), &0.into())
    );
    assert_eq!(answer["messages"], serde_json::json!([]));
    let told = book.out(["--lang", "en", "recovery", "--results"]);
    assert!(told.starts_with("0 messages asked to come back"), "{told}");
}

#[test]
fn whom_to_win_back_goes_out_with_the_reason_as_the_screen_lists_them() {
    let book = Book::garage();
    let told = book.json(["recovery", "--json"]);
    let lists = told["lists"].as_object().unwrap();
    let all: u64 = lists
        .values()
        .map(|list| list["customers"].as_u64().unwrap())
        .sum();
    let out = book.out(["export", "recovery", "--to", "-"]);
    let head = "customer_id,name,plate,phone,reason,usual_gap_days,last_visit,visits,money,paid_before,pays_now,lost_to,lost_since,lost_why";
    assert_eq!(out.lines().next(), Some(head));
    assert_eq!(out.lines().count() as u64, all + 1);
    let slipping = lists["slipping"]["customers"].as_u64().unwrap();
    let late = out.lines().filter(|line| line.contains(",slipping,"));
    assert_eq!(late.count() as u64, slipping);
    let narrowed = book.out(["export", "recovery", "--to", "-", "--since", "2026-01-01"]);
    assert!(narrowed.lines().count() < out.lines().count());
    let results = book.out(["export", "win-backs", "--to", "-"]);
    assert_eq!(results.trim_end(), "customer_id,name,sent,came_back,money");
}

#[test]
fn whoever_said_do_not_contact_is_on_no_list_by_which_people_are_called() {
    let book = Book::garage();
    let found = book.json(["recovery", "--json"]);
    let lists = found["lists"].as_object().unwrap().values();
    let rows = lists.flat_map(|list| list["first"].as_array().unwrap());
    let who = rows.map(|row| row["customer_id"].as_str().unwrap());
    let who: Vec<String> = who.map(str::to_owned).collect();
    let one = who[0].as_str();
    book.out([
        "record",
        "consent",
        "--of",
        one,
        "--purpose",
        "contact",
        "--answer",
        "no",
    ]);
    let now = book.json(["recovery", "--json"]);
    assert_eq!(now["do_not_contact"], 1);
    assert!(!now["lists"].to_string().contains(&format!("\"{one}\"")));
    let ran = book.run(["export", "recovery", "--to", "-"]);
    assert!(!ran.out.contains(&format!("{one},")), "{}", ran.out);
    assert!(ran.err.contains("1 left out"), "{}", ran.err);
    // The review keeps them, marked and without a phone.
    let review = book.json(["review", "--json", "--today", "2026-11-23"]);
    let marked = |value: &Value| value["customer_id"] == one && value["do_not_contact"] == true;
    let lists = review.as_object().unwrap().values();
    let mut rows = lists.filter_map(Value::as_array).flatten();
    if let Some(row) = rows.find(|row| row["customer_id"] == one) {
        assert!(marked(row) && row["phone"].is_null(), "{row}");
    }
    let born = book.out(["export", "birthdays", "--to", "-"]);
    assert!(!born.contains(&format!("{one},")), "{born}");
}
