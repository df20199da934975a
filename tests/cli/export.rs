//! Lists of the book into files.

use std::fs;

use crate::support::{Book, Ran, word};

/// Rows of a CSV file, by the header.
fn rows(text: &str, delimiter: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let headers = own(reader.headers().unwrap());
    let rows = reader.records().map(|record| own(&record.unwrap()));
    (headers, rows.collect())
}

fn column<'r>((headers, rows): &'r (Vec<String>, Vec<Vec<String>>), name: &str) -> Vec<&'r str> {
    let at = headers.iter().position(|header| header == name);
    let at = at.unwrap_or_else(|| panic!("{name}: {headers:?}"));
    rows.iter().map(|row| row[at].as_str()).collect()
}

fn nasty() -> Book {
    let book = Book::empty();
    let add = |words: &[&str]| book.out(words.iter().copied());
    add(&[
        "record",
        "customer",
        "--name",
        "Bu =Siti+1",
        "--phone",
        "+62 812-3456-7890",
        "--phone",
        "081298765432",
        "--plate",
        "B 1234 XYZ",
        "--note",
        "two\nlines; \"quoted\", and\tmore",
        "--birthday",
        "17/05",
    ]);
    add(&[
        "record",
        "visit",
        "--plate",
        "B 1234 XYZ",
        "--line",
        "@Oli=650000",
        "--line=-Filter",
        "--date",
        "12/08/2026",
    ]);
    book
}

#[test]
fn every_list_has_its_stable_names_and_its_rows() {
    let book = Book::garage();
    for (list, first, rows_at_least) in [
        ("customers", "customer_id,kind,honorific,name,phone,", 40),
        ("vehicles", "vehicle_id,plate,make,model,", 40),
        (
            "visits",
            "visit_id,date,status,invoice_no,customer_id,",
            100,
        ),
        ("lines", "visit_id,line,date,", 200),
        ("birthdays", "customer_id,name,phone,birthday,", 1),
        (
            "points",
            "points_line,customer_id,name,date,kind,points,expires,",
            50,
        ),
    ] {
        let text = book.out(["export", list, "--to", "-"]);
        assert!(text.starts_with(first), "{list}: {text:.200}");
        let (headers, rows) = rows(&text, b',');
        assert!(rows.len() >= rows_at_least, "{list}: {}", rows.len());
        let again = book.out(["export", list, "--to", "-"]);
        assert_eq!(text, again, "{list}: the order is steady");
        let said = book.out(["export", list, "--to", "list.csv", "--overwrite"]);
        assert!(said.contains("list.csv"), "{said}");
        assert_eq!(fs::read_to_string(book.path("list.csv")).unwrap(), text);
        assert!(
            headers.iter().all(|name| !name.contains(' ')),
            "{headers:?}"
        );
    }
}

#[test]
fn a_spreadsheet_gets_the_words_of_the_language_and_nothing_that_it_would_carry_out() {
    let book = nasty();
    book.out([
        "export",
        "customers",
        "--to",
        "a.csv",
        "--excel",
        "--lang",
        "id",
    ]);
    let text = fs::read_to_string(book.path("a.csv")).unwrap();
    assert!(
        text.starts_with("\u{feff}No. pelanggan;Jenis;Sapaan;Nama;No. HP;"),
        "{text}"
    );
    let table = rows(text.trim_start_matches('\u{feff}'), b';');
    assert_eq!(column(&table, "Nama"), ["'=Siti+1"]);
    assert_eq!(column(&table, "Sapaan"), ["Bu"]);
    assert_eq!(column(&table, "No. HP"), ["'+62 812-3456-7890"]);
    assert_eq!(column(&table, "No. HP 2"), ["'081298765432"]);
    assert_eq!(
        column(&table, "Catatan"),
        ["two\nlines; \"quoted\", and\tmore"]
    );
    assert_eq!(column(&table, "Tanggal lahir"), ["'--05-17"]);
    let plain = book.out(["export", "customers", "--to", "-"]);
    let table = rows(&plain, b',');
    assert_eq!(column(&table, "name"), ["=Siti+1"]);
    assert_eq!(column(&table, "phone"), ["+62 812-3456-7890"]);
    book.out([
        "export",
        "lines",
        "--to",
        "b.csv",
        "--excel",
        "--delimiter",
        "tab",
    ]);
    let text = fs::read_to_string(book.path("b.csv")).unwrap();
    let table = rows(text.trim_start_matches('\u{feff}'), b'\t');
    assert_eq!(column(&table, "Work or part"), ["'@Oli", "'-Filter"]);
    assert_eq!(column(&table, "Amount"), ["650000", ""]);
}

#[test]
fn a_workbook_is_read_back_with_its_types() {
    use calamine::{Data, Reader as _};
    let book = nasty();
    book.out(["export", "lines", "--to", "a.xlsx", "--excel"]);
    let mut sheets: calamine::Xlsx<_> = calamine::open_workbook(book.path("a.xlsx")).unwrap();
    assert_eq!(sheets.sheet_names(), ["Visits line by line"]);
    let range = sheets.worksheet_range("Visits line by line").unwrap();
    let header: Vec<String> = range
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let cell = |row: u32, name: &str| {
        let at = header.iter().position(|header| header == name).unwrap();
        range
            .get_value((row, u32::try_from(at).unwrap()))
            .unwrap()
            .clone()
    };
    assert_eq!(cell(1, "Work or part"), Data::String("@Oli".to_owned()));
    assert_eq!(cell(1, "Amount"), Data::Float(650_000.0));
    assert!(matches!(cell(1, "Date"), Data::DateTime(_)));
    assert_eq!(cell(2, "Amount"), Data::Empty);
}

#[test]
fn days_choose_visits_and_a_year_may_turn_between_birthdays() {
    let book = nasty();
    let dates = |since: &str, until: &str| {
        let text = book.out([
            "export", "visits", "--to", "-", "--since", since, "--until", until,
        ]);
        rows(&text, b',').1.len()
    };
    assert_eq!(dates("2026-08-12", "2026-08-12"), 1);
    assert_eq!(dates("2026-08-13", "2026-12-31"), 0);
    assert_eq!(dates("2025-01-01", "2026-08-11"), 0);
    let born = |since: &str, until: &str| {
        let text = book.out([
            "export",
            "birthdays",
            "--to",
            "-",
            "--since",
            since,
            "--until",
            until,
        ]);
        rows(&text, b',').1.len()
    };
    assert_eq!(born("2026-12-20", "2027-05-17"), 1);
    assert_eq!(born("2026-12-20", "2027-05-16"), 0);
    assert_eq!(born("2026-05-18", "2027-05-16"), 0);
    assert_eq!(born("2026-01-01", "2027-01-01"), 1);
}

#[test]
fn the_audit_says_what_went_out_and_undo_passes_over_it() {
    let book = nasty();
    book.out(["export", "customers", "--to", "out.csv", "--staff", "Ani"]);
    let audit = book.json(["audit", "--json", "--limit", "1"]);
    let line = &audit["changes"][0];
    assert_eq!(line["kind"], "export", "{audit}");
    assert_eq!(line["staff"], "Ani", "{audit}");
    let told = |name: &str| {
        let fields = line["fields"].as_array().unwrap();
        let field = fields.iter().find(|field| field["field"] == name);
        field
            .map(|field| field["to"].as_str().unwrap().to_owned())
            .unwrap()
    };
    assert_eq!(told("list"), "customers");
    assert_eq!(told("rows"), "1");
    assert_eq!(
        told("place"),
        book.path("out.csv")
            .canonicalize()
            .unwrap()
            .to_str()
            .unwrap()
    );
    book.out(["export", "visits", "--to", "-"]);
    let said = book.out(["undo"]);
    assert!(said.contains("visit"), "{said}");
}

fn refused(ran: &Ran, code: i32, says: &str) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    assert!(ran.err.contains(says), "{ran:?}");
}

#[test]
fn what_lies_there_stays_when_the_list_cannot_be_written() {
    let book = nasty();
    refused(&book.run(["export", "visits", "--to", "a.txt"]), 2, ".csv");
    refused(
        &book.run(["export", "visits", "--to", "a.xlsx", "--delimiter", ";"]),
        2,
        "separator",
    );
    refused(&book.run(["export", "due", "--to", "a.csv"]), 2, "due");
    refused(
        &book.run(["export", "visits", "--to", "no/where.csv"]),
        73,
        "no such folder",
    );
    fs::create_dir(book.path("folder.csv")).unwrap();
    refused(
        &book.run(["export", "visits", "--to", "folder.csv"]),
        73,
        "folder",
    );
    let named = book.path("book.csv");
    fs::rename(book.file(), &named).unwrap();
    let before = fs::read(&named).unwrap();
    let onto_itself = book.run([
        "--file",
        word(&named),
        "export",
        "visits",
        "--to",
        "book.csv",
    ]);
    refused(&onto_itself, 73, "the book itself");
    assert_eq!(fs::read(&named).unwrap(), before);
}

#[test]
fn a_file_that_is_there_is_replaced_only_where_that_is_said() {
    let book = Book::garage();
    book.out(["segment", "Came", "--where", "visits >= 1"]);
    let audit = || book.out(["audit"]).lines().count();
    for (name, words) in [
        ("list.csv", &["export", "customers", "--to"][..]),
        ("list.xlsx", &["export", "visits", "--to"]),
        (
            "letters.csv",
            &[
                "message",
                "--segment",
                "Came",
                "--template",
                "service_due",
                "--to",
            ],
        ),
        ("day.ics", &["today", "--ics"]),
        ("page.html", &["review", "--html"]),
        ("book.xlsx", &["review", "--csv", "tables", "--xlsx"]),
    ] {
        let path = book.write(name, "mine");
        let before = audit();
        for (lang, way) in [("en", "say --overwrite"), ("id", "tambahkan --overwrite")] {
            let ran = book.run([words, &[name, "--lang", lang]].concat());
            refused(&ran, 73, way);
            assert!(ran.err.contains(name), "{ran:?}");
        }
        assert_eq!(fs::read(&path).unwrap(), b"mine", "{name}");
        assert!(!book.path("tables").exists());
        assert_eq!(audit(), before, "{name}: nothing went out");
        let ran = book.run([words, &[name, "--overwrite"]].concat());
        assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
        assert_ne!(fs::read(&path).unwrap(), b"mine", "{name}");
    }
    // The tables of a folder, too.
    let ran = book.run(["review", "--csv", "tables"]);
    refused(&ran, 73, "summary.csv");
    book.out(["review", "--csv", "tables", "--overwrite"]);
    assert_eq!(book.run(["review", "--overwrite"]).code, Some(2));
    assert_eq!(book.run(["today", "--overwrite"]).code, Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_file() {
    let book = Book::garage();
    let path = book.write("lines.csv", "before");
    // A shell that lets no file grow beyond 40 KB stands for a disk that is full.
    for name in ["lines.csv", "lines.xlsx"] {
        let export = book.command(["export", "lines", "--to", name, "--overwrite"]);
        let mut shell = std::process::Command::new("sh");
        shell
            .args(["-c", "ulimit -f 80; exec \"$0\" \"$@\""])
            .current_dir(book.path(""));
        let ran = crate::support::ended(crate::support::hand_over(&mut shell, &export));
        assert_eq!(ran.code, Some(74), "{ran:?}");
        assert!(ran.err.contains("cannot be written"), "{ran:?}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), "before");
    let left = fs::read_dir(book.path("")).unwrap();
    let part = |name: &str| {
        let ending = std::path::Path::new(name).extension();
        ending.is_some_and(|ending| ending == "part" || ending == "xlsx")
    };
    let left: Vec<_> = left
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!left.iter().any(|name| part(name)), "{left:?}");
}

#[cfg(unix)]
#[test]
fn from_a_book_that_may_only_be_looked_at_lists_go_out_and_that_is_said() {
    use std::os::unix::fs::PermissionsExt as _;
    let book = nasty();
    let damaged_last = |text: &str| assert!(text.starts_with("customer_id"), "{text}");
    damaged_last(&book.out(["export", "customers", "--to", "-"]));
    let mode = fs::Permissions::from_mode(0o444);
    fs::set_permissions(book.file(), mode).unwrap();
    let ran = book.run(["export", "customers", "--to", "-"]);
    // Whoever may write everything (root) writes into the audit as ever.
    assert_eq!(ran.code, Some(0), "{ran:?}");
    damaged_last(&ran.out);
}

#[test]
fn what_points_paid_of_a_visit_stands_beside_it_with_its_worth_by_the_rules_that_paid_it() {
    let book = Book::garage();
    book.out(["record", "customer", "--name", "Budi", "--plate", "B 1 TES"]);
    let visit = |words: &[&str]| {
        let first = ["record", "visit", "--plate", "B 1 TES", "--total"];
        book.out(first.iter().chain(words))
    };
    visit(&["650000"]);
    let paid = visit(&["400000", "--line", "Tune up=400000", "--redeem", "150"]);
    let dearer = book.write("dearer.toml", "worth = 300\n");
    book.out(["points", "rule", "--rule", &dearer.display().to_string()]);
    let free = visit(&["100000"]);
    for list in ["visits", "lines"] {
        let (headers, rows) = rows(&book.out(["export", list, "--to", "-"]), b',');
        let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let of = |visit: &str| {
            let row = rows.iter().find(|row| row[at("visit_id")] == visit.trim());
            let row = row.unwrap_or_else(|| panic!("{list}: {visit}"));
            (
                row[at("redeemed")].clone(),
                row[at("redeemed_worth")].clone(),
            )
        };
        assert_eq!(of(&paid), ("150".to_owned(), "15000".to_owned()), "{list}");
        assert_eq!(of(&free), (String::new(), String::new()), "{list}");
    }
}

/// Every list of a book as programs read it.
fn all(book: &Book) -> Vec<(String, String)> {
    ["customers", "vehicles", "lines", "birthdays"]
        .map(|list| (list.to_owned(), book.out(["export", list, "--to", "-"])))
        .into()
}

/// No points are taken from a spreadsheet: they are of rules. The book is another one.
fn as_it_comes_back(text: &str) -> String {
    let (headers, rows) = rows(text, b',');
    let kept: Vec<usize> = (0..headers.len())
        .filter(|at| {
            let starts = |with: &str| headers[*at].starts_with(with);
            !starts("redeemed") && headers[*at] != "book"
        })
        .collect();
    let line = |row: &Vec<String>| {
        kept.iter()
            .map(|at| row[*at].as_str())
            .collect::<Vec<_>>()
            .join("|")
    };
    let lines = [headers].iter().chain(&rows).map(line).collect::<Vec<_>>();
    lines.join("\n")
}

#[test]
fn visits_that_went_out_come_in_again_into_the_same_book_and_change_nothing() {
    let book = Book::garage();
    let visits = || book.number("SELECT count(*) FROM visit");
    let before = (visits(), all(&book));
    for list in ["visits", "lines"] {
        let file = format!("{list}.csv");
        book.out(["export", list, "--to", &file]);
        let again = book.run(["import", &file]);
        assert!(again.out.contains("nothing was changed"), "{again:?}");
        assert_eq!(visits(), before.0, "{list}");
    }
    assert!(all(&book) == before.1, "as it was");
    // A note that was written in the spreadsheet is all that changes.
    let text = book.out(["export", "visits", "--to", "-"]);
    let (headers, mut rows) = rows(&text, b',');
    let at = headers.iter().position(|header| header == "note").unwrap();
    rows[3][at] = "from the sheet".to_owned();
    let lines = [headers].into_iter().chain(rows);
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let lines = lines.map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
    let edited = book.write("edited.csv", &lines.collect::<Vec<_>>().join("\n"));
    let ran = book.json(["import", &edited.display().to_string(), "--json"]);
    let file = &ran["files"][0];
    assert_eq!((&file["updated"], visits()), (&1.into(), before.0), "{ran}");
    let noted = "SELECT count(*) FROM visit WHERE note = 'from the sheet'";
    assert_eq!(book.number(noted), 1);
}

#[test]
fn what_goes_out_comes_back_the_same_into_an_empty_book() {
    let garage = Book::garage();
    let hand = nasty();
    hand.out([
        "record",
        "customer",
        "--name",
        "PT Karya Abadi",
        "--phone",
        "021-5550123",
    ]);
    hand.out([
        "record",
        "customer",
        "--name",
        "dr. Ani",
        "--email",
        "ani@example.com",
        "--birthday",
        "1990-05-17",
    ]);
    hand.out([
        "record",
        "visit",
        "--customer",
        "C-00003",
        "--line",
        "1/2 liter=12500",
        "--date",
        "13/08/2026",
    ]);
    hand.out([
        "record",
        "visit",
        "--customer",
        "C-00003",
        "--total",
        "99000",
        "--date",
        "13/08/2026",
    ]);
    for book in [&garage, &hand] {
        let before = all(book);
        for (excel, ending) in [
            (&[][..], "csv"),
            (&["--excel", "--lang", "id"][..], "csv"),
            (&["--excel"][..], "xlsx"),
        ] {
            let files: Vec<String> = ["customers", "vehicles", "visits", "lines"]
                .map(|list| format!("{list}.{ending}"))
                .into();
            for file in &files {
                let list = file.split('.').next().unwrap();
                let words = [&["export", list, "--to", file, "--overwrite"][..], excel].concat();
                book.out(words);
            }
            let other = Book::empty();
            for file in &files {
                fs::copy(book.path(file), other.path(file)).unwrap();
            }
            let files = files.iter().map(String::as_str);
            let ran = other.run(["import"].into_iter().chain(files));
            assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
            for ((list, was), (_, is)) in before.iter().zip(all(&other)) {
                let (was, is) = (as_it_comes_back(was), as_it_comes_back(&is));
                let differ = was.lines().zip(is.lines()).find(|(was, is)| was != is);
                assert!(was == is, "{list} {excel:?} {ending}: {differ:#?}");
            }
        }
    }
}

#[test]
fn what_people_answered_goes_along_and_nobody_is_written_to_who_does_not_want_it() {
    let book = Book::empty();
    let customer = |name: &str, phone: &str| {
        book.out(["record", "customer", "--name", name, "--phone", phone]);
    };
    customer("Budi Santoso", "0812 5550 0142");
    customer("Sari Dewi", "0812 5550 0143");
    let answer = |of: &str, purpose: &str, says: &str, day: &str| {
        let whose = ["record", "consent", "--of", of, "--purpose", purpose];
        book.out(whose.into_iter().chain(["--answer", says, "--date", day]));
    };
    answer("C-00001", "contact", "no", "2026-05-17");
    answer("C-00002", "promotions", "yes", "2026-05-18");
    answer("C-00002", "birthday", "no", "2026-05-19");
    let before = book.out(["export", "customers", "--to", "-"]);
    for (at, more) in [&[][..], &["--excel"][..], &["--excel", "--lang", "id"][..]]
        .into_iter()
        .enumerate()
    {
        let file = format!("full-{at}.csv");
        book.out([&["export", "customers", "--to", &file][..], more].concat());
        let other = Book::empty();
        fs::copy(book.path(&file), other.path(&file)).unwrap();
        let ran = other.json(["import", &file, "--json"]);
        let unused = ran["files"][0]["unmapped"].to_string();
        assert!(
            !unused.contains("consent") && !unused.contains("dihubungi"),
            "{unused}"
        );
        let after = other.out(["export", "customers", "--to", "-"]);
        assert_eq!(
            as_it_comes_back(&after),
            as_it_comes_back(&before),
            "{more:?}"
        );
        let words = ["message", "C-00001", "--template", "service_due"];
        let ran = other.run(words);
        assert_ne!(ran.code, Some(0));
        assert!(ran.err.contains("does not want to be contacted"), "{ran:?}");

        other.out(["import", &file]);
        assert_eq!(other.number("SELECT count(*) FROM consent"), 3);
        other.out(["check"]);
        other.out(["import", "--undo", "1"]);
        assert_eq!(other.number("SELECT count(*) FROM customer"), 0);
        assert_eq!(other.number("SELECT count(*) FROM consent"), 0);
    }
}

#[test]
fn of_a_sheet_of_somebody_a_no_is_taken_and_a_yes_is_not() {
    let book = Book::empty();
    let sheet = "Nama,No HP,Boleh dihubungi\nBudi,0812 5550 0142,tidak\nSari,0812 5550 0143,ya\n";
    let sheet = book.write("sheet.csv", sheet).display().to_string();
    book.run(["import", &sheet]);
    assert_eq!(book.number("SELECT count(*) FROM customer"), 2);
    assert_eq!(book.number("SELECT count(*) FROM consent"), 1);
    let no = "SELECT count(*) FROM consent WHERE state = 'no' AND purpose = 'contact' AND customer_id = 1";
    assert_eq!(book.number(no), 1);
}
