//! Lists of one book into another, in every order and grouping: nothing comes twice, nothing is lost.

use crate::support::{Book, Ran};

const LISTS: [&str; 3] = ["customers", "visits", "lines"];
/// How a list is written: plain, and for a spreadsheet in both languages.
const SPELLINGS: [(&str, &[&str]); 3] = [
    ("plain.csv", &[]),
    ("id.csv", &["--excel", "--lang", "id"]),
    ("en.xlsx", &["--excel"]),
];
/// How many of the lists come with each command.
const GROUPS: [&[usize]; 4] = [&[3], &[1, 2], &[2, 1], &[1, 1, 1]];

/// A book of people who mostly have no vehicle, with two phones, two visits a day, and numbers of visits
/// that no other book gives to them.
fn old() -> Book {
    let book = Book::empty();
    let record = |words: &[&str]| book.out(["record"].iter().chain(words));
    let phones = ["--phone", "081234567890", "--phone", "081234567899"];
    record(&[&["customer", "--name", "Budi"][..], &phones].concat());
    record(&["customer", "--name", "Sari", "--phone", "081234567891"]);
    record(&["customer", "--name", "Tono", "--referred-by", "C-00002"]);
    record(&["customer", "--name", "Wati", "--plate", "B 1 WAT"]);
    for (who, day, money) in [
        ("--customer=C-00001", "2026-08-01", "100000"),
        ("--customer=C-00001", "2026-08-01", "120000"),
        ("--customer=C-00002", "2026-08-02", "200000"),
        ("--customer=C-00003", "2026-08-02", "200000"),
        ("--plate=B 1 WAT", "2026-08-02", "200000"),
        ("--customer=C-00001", "2026-08-03", "120000"),
    ] {
        record(&["visit", who, "--date", day, "--total", "5"]);
        book.out(["undo"]);
        let line = format!("Sabun={money}");
        record(&["visit", who, "--date", day, "--line", &line]);
    }
    for (ending, words) in SPELLINGS {
        for list in LISTS {
            let file = format!("{list}-{ending}");
            book.out(["export", list, "--to", &file].iter().chain(words));
        }
    }
    book
}

fn import(new: &Book, from: &Book, lists: &[&str], ending: &str) -> Ran {
    let file = |list: &&str| from.path(&format!("{list}-{ending}"));
    let files = lists
        .iter()
        .map(file)
        .map(std::path::PathBuf::into_os_string);
    let ran = new.run(std::iter::once("import".into()).chain(files));
    assert_eq!(ran.code, Some(0), "{lists:?}: {ran:?}");
    ran
}

/// What a book says of everybody: who brought them, and each visit with its lines.
fn told(book: &Book) -> Vec<String> {
    let conn = rusqlite::Connection::open(book.file()).unwrap();
    let sql = "
        SELECT c.name || ' ' || coalesce(b.name, '') || ' ' || v.day || ' ' || v.total || ' ' || coalesce(a.plate, '')
            || ' ' || (SELECT group_concat(text || amount) FROM visit_line WHERE visit_id = v.id)
        FROM customer c LEFT JOIN visit v ON v.customer_id = c.id LEFT JOIN vehicle a ON a.id = v.vehicle_id
        LEFT JOIN customer b ON b.id = c.referred_by ORDER BY 1";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn orders() -> impl Iterator<Item = [&'static str; 3]> {
    let [a, b, c] = LISTS;
    [
        [a, b, c],
        [a, c, b],
        [b, a, c],
        [b, c, a],
        [c, a, b],
        [c, b, a],
    ]
    .into_iter()
}

#[test]
fn in_whatever_order_and_grouping_lists_come_in_nothing_comes_twice_and_nothing_is_lost() {
    let old = old();
    let theirs = told(&old);
    for (at, (order, group)) in orders()
        .flat_map(|order| GROUPS.map(|group| (order, group)))
        .enumerate()
    {
        let new = Book::empty();
        let mut wanted = theirs.clone();
        // Every other book has somebody and a visit under the same numbers.
        if at % 2 == 1 {
            let own = ["record", "customer", "--name", "Lain"];
            new.out(own);
            let first = "--date=2026-08-01 --customer=C-00001 --line=Cuci=777";
            new.out(["record", "visit"].into_iter().chain(first.split(' ')));
            wanted.insert(0, String::new());
            wanted[0] = "Lain  2026-08-01 777  Cuci777".to_owned();
            wanted.sort();
        }
        let spelling = |at: usize| SPELLINGS[at % SPELLINGS.len()].0;
        let mut rest = &order[..];
        for (step, many) in group.iter().enumerate() {
            let (now, later) = rest.split_at(*many);
            import(&new, &old, now, spelling(at + step));
            rest = later;
        }
        assert_eq!(told(&new), wanted, "{order:?} {group:?}");
        for again in [&order[..1], &order[1..], &order[..]] {
            let ran = import(&new, &old, again, spelling(at + again.len()));
            let same = ran.out.contains("nothing was changed");
            assert!(same, "{order:?} {group:?}, {again:?}: {ran:?}");
        }
    }
}

#[test]
fn a_list_goes_back_into_its_own_book_without_a_word_and_into_a_copy_of_it() {
    let old = old();
    let copy = Book::none();
    std::fs::copy(old.file(), copy.file()).unwrap();
    for book in [&old, &copy] {
        let ran = import(book, &old, &LISTS, "plain.csv");
        assert!(ran.out.contains("nothing was changed"), "{ran:?}");
        assert!(!ran.out.contains("completed: 1"), "{ran:?}");
    }
}

#[test]
fn sheets_of_somebody_else_without_plates_come_once_whatever_came_with_them() {
    let people = "No Member,Nama,HP\nM-1,Budi,081234567890\nM-2,Sari,081234567891\n";
    let receipts = "Tanggal,No Member,Nama,HP,Pekerjaan,Total\n\
                    01/08/2026,M-1,,,Potong,50000\n\
                    13/08/2026,,Budi,081234567890,Potong,60000\n\
                    14/08/2026,M-2,Sari,,Cuci,70000\n";
    for orders in [
        &[&["people.csv", "receipts.csv"][..], &["receipts.csv"]][..],
        &[&["people.csv"], &["receipts.csv"]],
        &[&["people.csv"], &["receipts.csv", "people.csv"]],
    ] {
        let book = Book::empty();
        book.write("people.csv", people);
        book.write("receipts.csv", receipts);
        for files in orders.iter().chain(orders) {
            book.run(["import"].iter().chain(*files));
        }
        let visits = book.number("SELECT count(*) FROM visit WHERE customer_id IS NOT NULL");
        let customers = book.number("SELECT count(*) FROM customer");
        assert_eq!((visits, customers), (3, 2), "{orders:?}");
    }
}

#[test]
fn visits_go_though_points_of_another_import_paid_a_part_of_them_and_the_way_back_is_told() {
    let old = Book::none();
    old.out([
        "init",
        old.file().to_str().unwrap(),
        "--today",
        "2026-06-01",
    ]);
    for words in [
        "customer --name Budi --phone 081234567890 --plate B1A",
        "visit --customer C-00001 --date 2026-08-01 --total 5000000",
        "visit --customer C-00001 --date 2026-08-02 --total 200000 --redeem 100",
    ] {
        old.out(std::iter::once("record").chain(words.split(' ')));
    }
    old.out(["export", "points", "--to", "points.csv"]);
    let new = Book::empty();
    old.out(["export", "visits", "--to", "visits.csv"]);
    let told = std::fs::read_to_string(old.path("visits.csv")).unwrap();
    let mut rows = told.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let keep = |row: &[&str]| {
        let kept = row
            .iter()
            .zip(&head)
            .filter(|(_, name)| !name.starts_with("redeemed"));
        kept.map(|(cell, _)| *cell).collect::<Vec<_>>().join(",")
    };
    let mut text = keep(&head);
    for row in rows {
        text = format!("{text}\n{}", keep(&row));
    }
    new.write("visits.csv", &text);
    std::fs::copy(old.path("points.csv"), new.path("points.csv")).unwrap();
    for file in ["visits.csv", "points.csv"] {
        assert_eq!(new.run(["import", file]).code, Some(0));
    }
    let redeemed = "SELECT count(*) FROM visit WHERE redeemed = 100";
    assert_eq!(new.number(redeemed), 1);
    let left = |what: &str| new.number(&format!("SELECT count(*) FROM {what}"));
    let said = new.out(["import", "--undo", "1"]);
    assert_eq!(left("visit"), 0, "{said}");
    let order = "kenal import --undo 2; kenal import --undo 1";
    assert!(said.contains("import 2") && said.contains(order), "{said}");
    new.out(["import", "--undo", "2"]);
    new.out(["import", "--undo", "1"]);
    assert_eq!([left("visit"), left("customer"), left("vehicle")], [0; 3]);
    new.out(["check"]);
}

#[test]
fn people_of_whom_another_file_has_visits_stay_when_their_own_file_is_taken_back() {
    let old = old();
    let new = Book::empty();
    for list in ["customers", "visits", "lines"] {
        import(&new, &old, &[list], "plain.csv");
    }
    new.out(["import", "--undo", "1"]);
    let lonely = "SELECT count(*) FROM visit WHERE customer_id IS NULL AND vehicle_id IS NULL";
    assert_eq!(new.number(lonely), 0);
    import(&new, &old, &LISTS, "plain.csv");
    assert_eq!(told(&new), told(&old));
    let again = import(&new, &old, &LISTS, "plain.csv");
    assert!(again.out.contains("nothing was changed"), "{again:?}");
}

/// What somebody has after lists came in, all at once or one after the other, under rules.
fn points_of_who_brought(rules: &str, [first, second]: [&str; 2], at_once: bool) -> i64 {
    let book = Book::none();
    let file = book.file();
    let run = |words: &[&str], day: &str| book.out(words.iter().chain(&["--today", day]));
    run(&["init", file.to_str().unwrap()], "2024-01-01");
    if !rules.is_empty() {
        book.write("rules.toml", rules);
        run(&["points", "rule", "--rule", "rules.toml"], "2024-01-01");
    }
    let customers = "C-00001,Andi Wijaya,\nC-00002,Bela Sari,C-00001\n";
    let customers = format!("customer_id,name,referred_by\n{customers}");
    book.write("c.csv", &customers);
    let head = "visit_id,date,status,customer_id,name,total,redeemed\n";
    book.write("v.csv", &format!("{head}{first}\n{second}\n"));
    book.write("v1.csv", &format!("{head}{first}\n"));
    book.write("v2.csv", &format!("{head}{second}\n"));
    let ways: &[&[&str]] = if at_once {
        &[&["import", "c.csv", "v.csv"]]
    } else {
        &[&["import", "c.csv", "v1.csv"], &["import", "v2.csv"]]
    };
    for way in ways {
        run(way, "2024-02-05");
    }
    let told = book.json(["points", "C-00001", "--json", "--today", "2024-02-05"]);
    book.out(["check"]);
    told["points"]["balance"].as_i64().unwrap()
}

#[test]
fn who_was_brought_came_before_whoever_brought_them_also_where_all_comes_at_once() {
    let tiers = "basis = \"points\"\nwelcome = 0\n\
                 [[tier]]\nname = \"A\"\nfrom = 0\n[[tier]]\nname = \"B\"\nfrom = 50\npercent = 200\n";
    let friend = "1,2024-01-02,done,C-00002,Bela Sari,500000,";
    for (rules, redeemed, wanted) in [("", "50", 149), (tiers, "", 150)] {
        let own = format!("2,2024-02-03,done,C-00001,Andi Wijaya,500000,{redeemed}");
        let has = |at_once| points_of_who_brought(rules, [friend, &own], at_once);
        assert_eq!([has(true), has(false)], [wanted; 2], "{rules}");
    }
}
