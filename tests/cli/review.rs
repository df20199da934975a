//! `kenal review`.

use serde_json::Value;

use super::support::{Book, ended, names, word};

/// The fields that others rely on, and those that came since.
const FIELDS: [&str; 26] = [
    "as_of",
    "back",
    "birthdays",
    "cohorts",
    "complaints",
    "flow",
    "lists",
    "lost",
    "moves",
    "never_served",
    "never_served_latest",
    "new",
    "one_timers_silent",
    "pareto",
    "points",
    "prediction",
    "quality",
    "referrals",
    "retention",
    "rfm",
    "since",
    "sleeping",
    "slipping",
    "sources",
    "today",
    "top",
];

#[test]
fn the_review_has_the_documented_fields_and_what_is_not_built_is_null() {
    let review = Book::garage().json(["review", "--json"]);
    let known = names(&review);
    for field in FIELDS.iter().chain(&["totals", "usual", "week"]) {
        assert!(known.contains(field), "{field} in {known:?}");
    }
    assert!(review["referrals"].is_array());
    assert_eq!(review["complaints"], Value::Null);
    assert_eq!(
        names(&review["prediction"])
            .into_iter()
            .filter(|name| ["model", "parameters", "shown", "trained_on", "why_not"].contains(name))
            .count(),
        5
    );
    assert_eq!(
        names(&review["rfm"]["segments"][0]),
        ["customers", "name", "value"]
    );
}

#[test]
fn today_decides_the_week_and_since_how_far_back_it_goes() {
    let book = Book::garage();
    let week = |words: &[&str]| {
        let words = ["review", "--json"].iter().chain(words);
        let review = book.json(words);
        let text = |field: &str| review[field].as_str().unwrap_or_default().to_owned();
        (text("since"), text("as_of"), review["usual"].is_null())
    };
    let said = |since: &str, as_of: &str, alone| (since.to_owned(), as_of.to_owned(), alone);
    // A Sunday is not over on its own day.
    assert_eq!(week(&[]), said("2026-11-09", "2026-11-15", false));
    assert_eq!(
        week(&["--today", "2026-11-23"]),
        said("2026-11-16", "2026-11-22", false)
    );
    assert_eq!(
        week(&["--since", "2026-09-01"]),
        said("2026-09-01", "2026-11-15", true)
    );
    let late = book.run(["review", "--since", "2026-11-16"]);
    assert_eq!(late.code, Some(2), "{late:?}");
    let said = "ends on 15 Nov 2026, the last Sunday that is over; 16 Nov 2026 lies after it";
    assert!(late.err.contains(said), "{late:?}");
}

#[test]
fn a_name_that_does_not_fit_is_refused_before_anything_is_overwritten() {
    let book = Book::garage();
    book.out(["review", "--html", "r.html"]);
    let page = std::fs::read(book.path("r.html")).unwrap();
    for words in [
        ["review", "--xlsx", "r.html"],
        ["review", "--html", "r.xlsx"],
        ["review", "--html", "r"],
        ["review", "--csv", "tables.csv"],
    ] {
        let ran = book.run(words);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(
            ran.err.contains(words[1]) && ran.err.contains(words[2]),
            "{ran:?}"
        );
    }
    assert_eq!(std::fs::read(book.path("r.html")).unwrap(), page);
    assert!(!book.path("r.xlsx").exists() && !book.path("tables.csv").exists());
}

#[test]
fn a_book_without_a_visit_is_told_kindly() {
    let book = Book::empty();
    let review = book.json(["review", "--json"]);
    assert_eq!(review["totals"]["customers"], 0);
    assert_eq!(review["prediction"]["shown"], false);
    let text = book.out(["review"]);
    assert!(
        text.contains("No visit has been written down yet"),
        "{text}"
    );
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn the_text_names_every_part_in_the_order_of_the_review() {
    let book = Book::garage();
    for (lang, parts) in [
        (
            "en",
            [
                "How the week went",
                "Slipping",
                "Probably lost",
                "never here",
                "Birthdays",
                "Who brings the money",
                "Who stays",
                "what may come",
            ],
        ),
        (
            "id",
            [
                "Bagaimana minggu ini",
                "Terlambat",
                "Kemungkinan hilang",
                "belum pernah datang",
                "Ulang tahun",
                "Siapa yang membawa uang",
                "Siapa yang bertahan",
                "apa yang mungkin datang",
            ],
        ),
    ] {
        let mut command = book.command(["--lang", lang, "review"]);
        let text = ended(command.env("COLUMNS", "100")).out;
        let mut from = 0;
        for part in parts {
            let at = text[from..].find(part);
            from += at.unwrap_or_else(|| panic!("{part} after {from} in {text}"));
        }
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
    }
}

#[test]
fn the_review_becomes_a_page_a_workbook_and_a_folder_of_tables_and_each_is_logged() {
    let book = Book::garage();
    let words = [
        "review", "--csv", "tables", "--xlsx", "r.xlsx", "--html", "r.html",
    ];
    let ran = book.run(words);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{ran:?}");
    let text = |name: &str| std::fs::read_to_string(book.path(name)).unwrap();
    let page = text("r.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    for outside in ["<script", "src=", "href=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.matches("<svg").count() >= 4);
    // The one page stands before a page break, and has two of the charts.
    let (first, details) = page
        .split_once("<h1 class=\"details\">Details</h1>")
        .unwrap();
    assert!(page.contains("h1.details { break-before: page;"));
    assert_eq!(first.matches("<svg").count(), 2);
    for section in ["week", "waiting", "slipping", "best", "segments"] {
        assert!(first.contains(&format!("<section id=\"page_{section}\">")));
    }
    assert!(details.contains("<section id=\"slipping\">"));
    let best = text("tables/top.csv");
    let review = book.json(["review", "--json"]);
    // All of them, and not only the first ten.
    let customers = review["totals"]["customers"].as_u64().unwrap();
    assert_eq!(best.lines().count() as u64, customers + 1);
    assert!(best.starts_with("customer_id,name,plate,phone,outlook,"));
    let rows = |name: &str| text(name).lines().count() as u64 - 1;
    assert_eq!(rows("tables/top.csv"), customers);
    // Everybody who moved, with the ID by which the card is found.
    let moved = review["moves"].as_array().unwrap().iter();
    let moved: u64 = moved.map(|one| one["customers"].as_u64().unwrap()).sum();
    assert!(moved > 0);
    assert_eq!(rows("tables/movers.csv"), moved);
    let movers = text("tables/movers.csv");
    assert!(
        movers.lines().skip(1).all(|row| row.starts_with("C-0")),
        "{movers}"
    );
    // The one page as a table: its counts are those of the lists.
    let summary = text("tables/summary.csv");
    assert!(summary.starts_with("part,what,"), "{summary}");
    let count = |what: &str| {
        let mut rows = summary.lines().filter(|row| row.contains(what));
        let row = rows.next().unwrap_or_else(|| panic!("{what} in {summary}"));
        let at = summary.lines().next().unwrap().split(',');
        let at = at.into_iter().position(|name| name == "count").unwrap();
        row.split(',').nth(at).unwrap().parse::<usize>().unwrap()
    };
    for list in ["slipping", "sleeping", "lost"] {
        let listed = text(&format!("tables/{list}.csv")).lines().count() - 1;
        assert_eq!(count(&format!(",{list},")), listed, "{list}");
    }
    // How many customers brought how much: each of them once.
    let values = text("tables/values.csv");
    let counts = values.lines().skip(1);
    let counts = counts.map(|row| row.rsplit(',').next().unwrap().parse::<u64>().unwrap());
    assert_eq!(counts.sum::<u64>(), customers);
    let audit = book.json(["audit", "--json"]).to_string();
    assert_eq!(audit.matches("\"export\"").count(), 3, "{audit}");
    let none_is_left = std::fs::read_dir(book.path("")).unwrap();
    let names = none_is_left.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|name| !name.contains(".part")));
    let refused = book.run(["review", "--html", "no/such/folder.html"]);
    assert_eq!(refused.code, Some(73), "{refused:?}");
    let own = book.run(["review", "--html", "kenal.db"]);
    assert_eq!(own.code, Some(73), "{own:?}");
}

#[test]
fn the_text_begins_with_one_page() {
    let book = Book::garage();
    for (lang, details) in [("en", "Details"), ("id", "Rincian")] {
        let mut command = book.command(["--lang", lang, "review"]);
        let text = ended(command.env("COLUMNS", "80")).out;
        let mut lines = text.lines();
        let page = lines.position(|line| line == details).unwrap();
        assert!(page <= 60, "{page} lines before {details} in {text}");
        let page = text.lines().take(page);
        assert!(
            page.into_iter().all(|line| line.chars().count() <= 80),
            "{text}"
        );
    }
}

#[test]
fn weeks_before_the_first_visit_are_not_usual() {
    let book = Book::empty();
    let sheet = book.write(
        "visits.csv",
        "Nama;Nopol;Tanggal;Total
Budi;B 1234 XYZ;04/11/2026;100.000
Budi;B 1234 XYZ;10/11/2026;300.000
Sari;D 77 SD;11/11/2026;100.000
Sari;D 77 SD;17/11/2026;500.000
",
    );
    book.run(["import", word(&sheet)]);
    let usual = |today: &str| book.json(["--today", today, "review", "--json"])["usual"].clone();
    // The shop's first week has none before it.
    assert_eq!(usual("2026-11-09"), Value::Null);
    assert_eq!(usual("2026-11-16")["money"], 100_000);
    let third = usual("2026-11-23");
    assert_eq!(
        (&third["money"], &third["visits"]),
        (&250_000.into(), &1.5.into())
    );
}

#[test]
fn costs_that_an_imported_sheet_has_by_the_line_make_the_margin() {
    let book = Book::empty();
    let sheet = book.write(
        "lines.csv",
        "Nama;Nopol;Tanggal;No Nota;Pekerjaan;Harga;HPP
Budi;B 1234 XYZ;12/08/2026;N-1;Ganti oli;500.000;300.000
Budi;B 1234 XYZ;12/08/2026;N-1;Filter;100.000;60.000
Sari;D 77 SD;30/09/2026;N-2;Rem;400.000;390.000
Sari;D 77 SD;15/10/2026;N-3;Aki;900.000;
",
    );
    book.run(["import", word(&sheet)]);
    let review = book.json(["review", "--json"]);
    assert_eq!(review["totals"]["money"], 1_900_000);
    // The battery's cost is not known.
    assert_eq!(review["prediction"]["margin"], 0.25);
}

#[test]
fn files_say_who_came_again_as_of_which_day_and_when_they_were_written() {
    let book = Book::garage();
    book.out(["review", "--csv", "tables", "--html", "r.html"]);
    let text = |name: &str| std::fs::read_to_string(book.path(name)).unwrap();
    assert!(text("r.html").contains("; written on 22 Nov 2026</p>"));
    assert!(text("tables/summary.csv").contains("2026-11-09/2026-11-15;2026-11-22"));
    let best = text("tables/top.csv");
    let head: Vec<&str> = best.lines().next().unwrap().split(',').collect();
    let of = |row: &str, name: &str| {
        let at = head.iter().position(|known| *known == name).unwrap();
        row.split(',').nth(at).unwrap().to_owned()
    };
    let rows: Vec<&str> = best.lines().skip(1).collect();
    assert!(rows.iter().all(|row| of(row, "as_of") == "2026-11-15"));
    let again = rows.iter().map(|row| of(row, "came_again"));
    let again: Vec<String> = again.filter(|day| !day.is_empty()).collect();
    assert!(!again.is_empty() && again.iter().all(|day| &**day > "2026-11-15"));
    assert!(
        text("tables/summary.csv")
            .lines()
            .next()
            .unwrap()
            .contains(",came_again,as_of")
    );
}

#[test]
fn of_a_longer_stretch_the_day_before_it_is_named_and_no_week() {
    let book = Book::garage();
    for (lang, day, week) in [
        ("en", "31 Aug 2026", "week"),
        ("id", "31 Agu 2026", "minggu lalu"),
    ] {
        let words = ["--lang", lang, "review", "--since", "2026-09-01"];
        let text = book.out(words);
        let moved = text.find(day).unwrap_or_else(|| panic!("{day} in {text}"));
        let end = moved + text[moved..].find("\n\n").unwrap();
        assert!(!text[moved..end].contains(week), "{text}");
    }
    book.out(["review", "--since", "2026-09-01", "--csv", "tables"]);
    let summary = std::fs::read_to_string(book.path("tables/summary.csv")).unwrap();
    let head = summary.lines().next().unwrap();
    assert!(
        head.contains("these_days") && !head.contains("this_week"),
        "{head}"
    );
}

#[test]
fn of_a_young_shop_who_is_lost_is_no_nought() {
    let book = Book::empty();
    let sheet = book.write(
        "visits.csv",
        "Nama;Nopol;Tanggal;Total
Budi;B 1234 XYZ;04/02/2026;100.000
Sari;D 77 SD;11/11/2026;100.000
",
    );
    book.run(["import", word(&sheet)]);
    let review = book.json(["review", "--json"]);
    assert_eq!(review["lists"]["lost"]["customers"], Value::Null);
    assert_eq!(review["lists"]["slipping"]["customers"], 0);
    let text = book.out(["review"]);
    let (page, _) = text.split_once("Details").unwrap();
    assert!(
        page.contains("cannot be said yet. Nothing is predicted"),
        "{page}"
    );
    let lost = page.lines().find(|line| line.starts_with("Lost")).unwrap();
    assert!(lost.trim_end().ends_with('–'), "{lost}");
    book.out(["review", "--csv", "tables"]);
    let summary = std::fs::read_to_string(book.path("tables/summary.csv")).unwrap();
    let lost = summary.lines().find(|row| row.contains(",lost,")).unwrap();
    assert!(!lost.contains('0'), "{lost}");
}

#[test]
fn the_list_of_whom_to_call_has_phone_and_plate_in_both_languages() {
    let book = Book::garage();
    for (lang, phone, plate) in [("en", "Phone", "Plate"), ("id", "No. HP", "Nopol")] {
        let text = book.out(["--lang", lang, "review"]);
        let details = text.lines().skip_while(|line| !line.starts_with('─'));
        let heads: Vec<&str> = details.filter(|line| line.contains(phone)).collect();
        assert!(
            !heads.is_empty() && heads.iter().all(|line| line.contains(plate)),
            "{text}"
        );
    }
}

/// Every name in a document, at whatever depth.
fn every_name(value: &Value, into: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                into.insert(name.clone());
                every_name(value, into);
            }
        }
        Value::Array(all) => all.iter().for_each(|one| every_name(one, into)),
        _ => {}
    }
}

#[test]
fn every_field_of_the_review_is_in_the_manual() {
    let review = Book::garage().json(["review", "--json"]);
    let mut names = std::collections::BTreeSet::new();
    every_name(&review, &mut names);
    let manual = include_str!("../../docs/manual/json.md");
    let (_, section) = manual.split_once("## kenal review\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    // The names of lists and of what may be wrong with data stand for themselves.
    let lists = review["lists"].as_object().unwrap();
    let slips = review["quality"]["totals"].as_object().unwrap();
    for name in names {
        let known = lists.contains_key(&name) || slips.contains_key(&name);
        assert!(known || section.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn what_is_owed_on_a_day_of_before_is_the_same_whenever_the_visits_were_written_down() {
    let head = "visit_id,date,status,customer_id,name,total,redeemed\n";
    let first = "1,2024-01-01,done,C-00001,Andi Wijaya,2000000,\n";
    let second = "2,2024-03-01,done,C-00001,Andi Wijaya,1000000,100\n";
    let late: &[(&str, &[&str])] = &[("2024-12-31", &[first, second])];
    let in_time: &[(&str, &[&str])] = &[("2024-01-01", &[first]), ("2024-03-01", &[second])];
    for written in [late, in_time] {
        let book = Book::none();
        let file = book.file();
        book.out(["init", word(&file), "--today", "2024-01-01"]);
        let rules = book.write("rules.toml", "valid_days = 90\n");
        let rule = ["points", "rule", "--rule", word(&rules)];
        book.out(rule.iter().chain(&["--today", "2024-01-01"]));
        for (day, rows) in written {
            let file = book.write("visits.csv", &format!("{head}{}", rows.concat()));
            book.out(["import", word(&file), "--today", day]);
        }
        let points = book.json(["review", "--json", "--today", "2024-04-15"])["points"].clone();
        assert_eq!(
            (&points["points"], &points["lapsing_60"]),
            (&Value::from(99), &Value::from(9_900)),
            "{written:?}"
        );
    }
}
