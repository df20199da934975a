//! The owner's first day: files that overlap, slips that must be told, what stays after an import
//! is taken back.

use std::fs;

use kenal::domain::{Author, Change, CustomerFacts, OpId};
use kenal::store::{Access, Store};

use crate::support::{Book, ended, word};

const LINES: &str = "Tanggal,No Polisi,Nama,No HP,KM,Pekerjaan,Total
12/08/2026,B 1234 XYZ,Budi,081234567890,45210,Ganti oli,150000
20/10/2026,B 1234 XYZ,Budi,081234567890,46000,Tambal ban,30000
20/10/2026,B 1234 XYZ,Budi,081234567890,46010,Ganti aki,700000
";

fn reasons(report: &serde_json::Value, file: usize) -> Vec<&str> {
    let found = report["files"][file]["to_check"].as_array().unwrap();
    let reasons = found.iter().map(|one| one["reason"].as_str().unwrap());
    reasons.collect()
}

#[test]
fn files_that_overlap_bring_each_visit_once_even_into_an_empty_book() {
    let book = Book::empty();
    let (first, second) = (book.write("a.csv", LINES), book.write("b.csv", LINES));
    let report = book.json(["import", "--json", word(&first), word(&second)]);
    assert_eq!(report["files"][0]["created"]["visits"], 2);
    assert_eq!(report["files"][1]["created"]["visits"], 0);
    assert_eq!(book.json(["info", "--json"])["visits"], 2);
    let again = book.json(["import", "--json", word(&second)]);
    assert_eq!(again["files"][0]["imported"], 0);
}

#[test]
fn two_visits_of_one_day_that_became_one_are_told() {
    let book = Book::empty();
    let file = book.write("a.csv", LINES);
    let report = book.json(["import", "--json", word(&file)]);
    assert_eq!(reasons(&report, 0), ["same_day"]);
    assert_eq!(report["files"][0]["needs_checking"], 1);
}

const OTHER: &str = "Tanggal,No Polisi,Nama,No HP,KM,Pekerjaan,Total
2026-08-12,B 1234 XYZ,Budi,081234567890,45210,Poles,90000
";

#[test]
fn other_work_of_a_day_in_another_file_is_one_more_visit_whenever_it_comes() {
    let book = Book::empty();
    let (first, other) = (book.write("a.csv", LINES), book.write("b.csv", OTHER));
    for round in ["together", "again"] {
        let report = book.json(["import", "--json", word(&first), word(&other)]);
        let created = u64::from(round == "together");
        assert_eq!(report["files"][1]["created"]["visits"], created, "{round}");
        assert_eq!(report["files"][1]["imported"], created, "{round}");
        assert_eq!(book.json(["info", "--json"])["visits"], 3, "{round}");
    }
    let later = Book::empty();
    let (first, other) = (later.write("a.csv", LINES), later.write("b.csv", OTHER));
    later.run(["import", word(&first)]);
    let report = later.json(["import", "--json", word(&other)]);
    assert_eq!(reasons(&report, 0), ["other_work"]);
    assert_eq!(report["files"][0]["needs_checking"], 1);
    assert_eq!(later.json(["info", "--json"])["visits"], 3);
}

#[test]
fn other_words_for_work_that_cost_the_same_are_a_correction_and_told() {
    let book = Book::empty();
    let file = book.write("a.csv", LINES);
    book.run(["import", word(&file)]);
    let other = book.write("a.csv", &OTHER.replace("90000", "150000"));
    let report = book.json(["import", "--json", word(&other)]);
    assert_eq!(reasons(&report, 0), ["visit_replaced"]);
    assert_eq!(report["files"][0]["needs_checking"], 1);
    assert_eq!(book.json(["info", "--json"])["visits"], 2);
}

#[test]
fn a_new_phone_of_the_same_name_and_plate_makes_nobody_new() {
    let book = Book::empty();
    let file = book.write(
        "a.csv",
        "Nama,No HP,No Polisi\nSari Dewi,081234567891,B 77 SD\n",
    );
    book.out(["import", word(&file)]);
    let edited =
        "Nama,No HP,No Polisi\nSari Dewi,081299999999,B 77 SD\nTono,081234567899,B 77 SD\n";
    let edited = book.write("b.csv", edited);
    let report = book.json(["import", "--json", word(&edited)]);
    assert_eq!(report["files"][0]["created"]["customers"], 1);
    assert_eq!(reasons(&report, 0), ["phone_other", "plate_other_owner"]);
    let phones = &book.json(["show", "B 77 SD", "--json"])["customer"]["phones"];
    assert_eq!(phones.as_array().unwrap().len(), 2);
}

#[test]
fn an_import_taken_back_names_what_stays() {
    let book = Book::empty();
    let file = book.write("a.csv", LINES);
    book.run(["import", word(&file)]);
    book.out(["record", "visit", "--plate", "B 1234 XYZ", "--total", "5"]);
    let ran = book.run(["import", "--undo", "1"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        ran.out.contains("Kept, because") && ran.out.contains("C-00001  Budi  B 1234 XYZ"),
        "{}",
        ran.out
    );
}

#[test]
fn a_visit_of_a_day_that_has_not_come_is_nobodys_last_one() {
    let book = Book::empty();
    let sheet = format!("{LINES}01/01/2030,B 1234 XYZ,Budi,081234567890,47000,Servis,1\n");
    let file = book.write("a.csv", &sheet);
    book.run(["import", word(&file)]);
    let shown = book.json(["show", "B 1234 XYZ", "--json"]);
    assert_eq!(shown["last_visit"]["date"], "2026-10-20");
    assert_eq!(shown["needs_checking"].as_array().unwrap().len(), 2);
    let found = book.json(["find", "1234", "--json"]);
    assert!(found["hits"][0]["last_visit"].is_null());
    assert!(book.out(["find", "1234"]).contains("? 1 Jan 2030"));
}

#[test]
fn a_column_or_a_sheet_that_is_not_there_is_told_with_those_that_are() {
    let book = Book::empty();
    let file = book.write("a.csv", LINES);
    let ran = book.run(["import", "--map", "Catatn=notes", word(&file)]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("no column") || ran.err.contains("Catatn"));
    assert!(ran.err.contains("No Polisi"), "{}", ran.err);
    assert_eq!(book.json(["info", "--json"])["visits"], 0);
    let ran = book.run(["import", "--map", "KM=kilometer", word(&file)]);
    assert!(ran.err.contains("odometer"), "{}", ran.err);
    // The words that people say for a field are taken.
    let named = ["import", "--dry-run", "--map", "Tanggal=date", word(&file)];
    assert!(book.run(named).out.contains("Tanggal → visit_date"));
    let ran = book.run(["import", "--rejects", "-", word(&file)]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(!book.path("-").exists());
}

#[test]
fn a_shop_that_keeps_customers_only_takes_no_plate() {
    let book = Book::none();
    let file = book.path("salon.db");
    book.out(["init", word(&file), "--trade", "salon"]);
    let salon = |words: &[&str]| book.run([&["--file", word(&file)], words].concat());
    assert_eq!(
        salon(&["record", "customer", "--name", "Sari"]).code,
        Some(0)
    );
    for words in [
        &["record", "customer", "--name", "X", "--plate", "B 1 A"][..],
        &[
            "record", "vehicle", "--owner", "C-00001", "--plate", "B 1 A",
        ],
        &["record", "visit", "--plate", "B 1 A", "--total", "5"],
    ] {
        let ran = salon(words);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains("customers only"), "{}", ran.err);
    }
    let sold = ["record", "visit", "--customer", "C-00001", "--total", "5"];
    assert_eq!(salon(&sold).code, Some(0));
}

#[test]
fn a_pet_has_its_name_in_json_and_its_columns_are_known() {
    let book = Book::none();
    let file = book.path("pets.db");
    book.out(["init", word(&file), "--trade", "pets"]);
    let sheet = "Pemilik,No HP,Nama Hewan,Jenis Hewan\nTini,081234500002,Molly,Kucing\n";
    let sheet = book.write("pets.csv", sheet);
    let pets = |words: &[&str]| book.json([&["--file", word(&file)], words].concat());
    pets(&["import", "--json", word(&sheet)]);
    let pet = &pets(&["show", "C-00001", "--json"])["vehicles"][0];
    assert_eq!(
        (&pet["name"], &pet["model"]),
        (&"Molly".into(), &"Kucing".into())
    );
}

#[test]
fn what_comes_next_is_said_last_and_can_be_typed() {
    let book = Book::none();
    fs::create_dir(book.path("my books")).unwrap();
    let out = fs::File::create(book.path("said")).unwrap();
    let mut command = book.command(["init", "my books/a.db"]);
    command.stderr(out.try_clone().unwrap()).stdout(out);
    assert_eq!(command.status().unwrap().code(), Some(0));
    let said = fs::read_to_string(book.path("said")).unwrap();
    assert_eq!(
        said,
        "my books/a.db is ready.\nNext: kenal --file \"my books/a.db\" import YOUR-SPREADSHEET.csv\n"
    );
}

#[test]
fn a_wrong_variable_is_not_blamed_on_the_settings_file() {
    let book = Book::empty();
    let ran = ended(book.command(["info"]).env("KENAL_LANG", "fr"));
    assert_eq!(ran.code, Some(78), "{ran:?}");
    assert!(ran.err.contains("unset that variable"), "{}", ran.err);
    let ran = book.run(["info", "--config", "gone.toml"]);
    assert_eq!(ran.code, Some(78), "{ran:?}");
    assert!(ran.err.contains("there is no such file"), "{}", ran.err);
}

#[test]
fn what_is_sensitive_is_no_more_told_by_the_audit_than_by_the_card() {
    let book = Book::empty();
    let mut store = Store::open(&book.file(), Access::Write).unwrap();
    let author = Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "cli".to_owned(),
    };
    let mut write = |number: u64, change: &Change| {
        store
            .write(&author, OpId::new(number, [7; 10]), change)
            .unwrap()
    };
    let facts = CustomerFacts {
        name: "Budi".to_owned(),
        fields: [("health".to_owned(), "alergi debu".to_owned())].into(),
        ..CustomerFacts::default()
    };
    write(
        1,
        &Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        },
    );
    drop(store);
    for words in [
        &["audit"][..],
        &["audit", "--json"],
        &["audit", "C-00001"],
        &["undo", "--list", "--json", "--staff", "Rina"],
    ] {
        let said = book.out(words.iter().copied());
        assert!(!said.contains("alergi"), "{words:?}: {said}");
        assert!(said.contains("***"), "{words:?}: {said}");
    }
}

#[test]
fn a_refused_undo_says_what_rests_on_it_in_the_words_of_the_trade() {
    let book = Book::none();
    let file = book.path("pets.db");
    book.out(["init", word(&file), "--trade", "pets"]);
    let pets = |words: &[&str]| book.run([&["--file", word(&file)], words].concat());
    pets(&["record", "customer", "--name", "Tini", "--staff", "Ani"]);
    let pet = ["record", "vehicle", "--owner", "C-00001", "--plate", "M1"];
    assert_eq!(pets(&pet).code, Some(0));
    let ran = pets(&["undo", "--staff", "Ani"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("a new pet"), "{}", ran.err);
}

#[test]
fn a_pet_without_a_tag_is_written_down_and_found_by_its_name() {
    let book = Book::none();
    let file = book.path("pets.db");
    book.out(["init", word(&file), "--trade", "pets"]);
    let pets = |words: &[&str]| book.run([&["--file", word(&file)], words].concat());
    pets(&["record", "customer", "--name", "Tini"]);
    let record = ["record", "vehicle", "--owner", "C-00001"];
    let ran = pets(&[&record[..], &["--make", "Molly", "--model", "Kucing"]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "Molly Kucing\n"));
    assert!(pets(&["find", "molly"]).out.contains("Tini"));
    assert_eq!(pets(&record).code, Some(65));
    let visit = [
        "record",
        "visit",
        "--customer",
        "C-00001",
        "--odometer",
        "100",
    ];
    let ran = pets(&visit);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("does not keep this"), "{}", ran.err);
    let nonsense = [&record[..], &["--plate", "??", "--make", "X"]].concat();
    assert_eq!(pets(&nonsense).code, Some(65));
}

#[test]
fn a_vehicle_that_waits_for_its_owner_is_found_counted_and_given_to_one() {
    let book = Book::empty();
    let sheet = "Tanggal,No Polisi,Pekerjaan,Total\n2026-08-12,B 1 A,Ganti oli,150000\n2026-08-13,B 2 A,Ganti oli,150000\n";
    let sheet = book.write("a.csv", sheet);
    book.run(["import", word(&sheet)]);
    let ran = book.run(["find", "b1a"]);
    assert!(ran.err.contains("1 found"), "{ran:?}");
    assert_eq!(book.json(["find", "", "--json"])["total"], 2);
    book.out(["record", "visit", "--plate", "B 1 A", "--total", "5000"]);
    assert!(book.out(["audit", "B 1 A"]).contains("a visit"));
    let ran = book.run(["record", "vehicle", "--owner", "B 1 A", "--plate", "B 9 A"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("whose it is"), "{}", ran.err);
    book.out(["record", "customer", "--name", "Budi", "--plate", "B 1 A"]);
    let make = ["--make", "Toyota"];
    let given = [
        "record", "vehicle", "--owner", "C-00001", "--plate", "B 2 A",
    ];
    book.out([&given[..], &make].concat());
    let shown = book.json(["show", "C-00001", "--json"]);
    assert_eq!(shown["visits"], 3, "its visits follow");
    let vehicles = shown["vehicles"].as_array().unwrap();
    assert_eq!(vehicles.len(), 2);
    assert!(vehicles.iter().any(|one| one["make"] == "Toyota"));
    assert_eq!(book.json(["info", "--json"])["vehicles"], 2);
}

#[test]
fn rejected_rows_of_two_tables_lie_under_their_own_headers_and_come_in_again() {
    let book = Book::empty();
    let sheet = "## Vehicle\nPlate,Make,Model,Owner,Phone\nB 1234 AB,Honda,Jazz,Budi,081234567890\n\
                 B 5 A,Honda,Jazz,Sari,12\n\n\
                 ## Service\nPlate,Date,Service,Cost\nB 1234 AB,2026-02-31,Oil,250000\n";
    let sheet = book.write("two.csv", sheet);
    let report = book.json(["import", "--strict", "--json", word(&sheet)]);
    assert_eq!(report["files"][0]["rejected_rows"], 2);
    let more = &report["files"][0]["more_rejects_files"];
    assert_eq!(more.as_array().unwrap().len(), 1, "{report}");
    let (first, second) = ("two.csv.rejected.csv", "two.csv.rejected-2.csv");
    let services = fs::read_to_string(book.path(second)).unwrap();
    assert!(services.contains("kenal_row,kenal_reason,kenal_mark,Plate,Date,Service,Cost"));
    fs::write(book.path(second), services.replace("02-31", "02-28")).unwrap();
    let vehicles = fs::read_to_string(book.path(first)).unwrap();
    fs::write(book.path(first), vehicles.replace(",12", ",081299990000")).unwrap();
    let report = book.json(["import", "--strict", "--json", first, second]);
    assert_eq!(report["files"][0]["created"]["vehicles"], 1);
    assert_eq!(report["files"][1]["created"]["visits"], 1);
    let shown = book.json(["show", "B 1234 AB", "--json"]);
    assert_eq!(shown["last_visit"]["date"], "2026-02-28");
    assert_eq!(shown["vehicles"][0]["make"], "Honda");
}
