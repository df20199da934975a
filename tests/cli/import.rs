//! Bringing spreadsheets in.

use std::fs;

use crate::support::{Book, has, names, word};

const SHEET: &str = "Nama;No HP;Nopol;Tanggal;KM;Pekerjaan;Total
Budi Santoso;081234567890;B 1234 XYZ;12/08/2026;45.210;Ganti oli;650.000
Sari Dewi;081398765432;D 77 SD;30/09/2026;;Servis;150.000
Sari Dewi;081398765432;D 77 SD;15/10/2026;12.000;Rem;225.000
";

/// The second row has neither name, phone nor plate; the last one a date of no calendar.
const DOUBTFUL: &str = "Nama;No HP;Nopol;Tanggal;Total
Budi Santoso;081234567890;B 1234 XYZ;12/08/2026;650.000
;;;13/08/2026;50.000
Sari Dewi;081398765432;D 77 SD;31/02/2026;225.000
";

fn sheet(book: &Book, text: &str) -> String {
    word(&book.write("old.csv", text)).to_owned()
}

#[test]
fn a_sheet_comes_in_and_four_digits_find_it() {
    let book = Book::empty();
    let file = sheet(&book, SHEET);
    let said = book.out(["import", &file]);
    for part in [
        "3 rows",
        "Nopol → plate",
        "New: 2 customers, 2 vehicles, 3 visits",
        "--undo 1",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let shown = book.json(["show", "B 1234 XYZ", "--json"]);
    assert_eq!(shown["customer"]["name"], "Budi Santoso");
    assert_eq!(shown["last_visit"]["total"], 650_000);
    assert_eq!(shown["last_visit"]["odometer"], 45_210);
}

#[test]
fn a_summary_that_ends_with_1_says_why_and_shows_no_endless_values() {
    let book = Book::empty();
    let sheet = sheet(
        &book,
        "Budi Santoso,081234567890\nSiti Aminah,081298765432\n",
    );
    let ran = book.run(["import", "--dry-run", &sheet]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out
            .contains("To be checked, about the file: the columns were"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("\"#2=phone\""), "{}", ran.out);
    let named = book.json(["import", "--dry-run", "--json", "--map", "#2=notes", &sheet]);
    assert_eq!(named["files"][0]["mapping"]["#2"], "notes");
    assert_eq!(named["files"][0]["created"]["customers"], 2);

    let sheet = book.write(
        "long.csv",
        &format!("Nama,Telp\n{},08123\n", "x".repeat(20_000)),
    );
    let ran = book.run(["import", "--dry-run", word(&sheet)]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.out.contains("the text is too long (row 2 “xxx"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains(&"x".repeat(41)), "{}", ran.out);
}

#[test]
fn the_report_has_every_documented_field_and_adds_up() {
    let book = Book::empty();
    let file = sheet(&book, DOUBTFUL);
    let report = book.json(["import", &file, "--json"]);
    has(&report, "batch files");
    assert_eq!(report["batch"], 1);
    let one = &report["files"][0];
    has(
        one,
        "path kind encoding delimiter header_row rows mapping unmapped imported skipped created
         updated unchanged needs_checking rejected rejected_rows rejected_left_out to_check
         to_check_left_out",
    );
    assert_eq!(
        names(&one["created"]),
        [
            "customers",
            "points_lines",
            "points_rules",
            "vehicles",
            "visits"
        ]
    );
    let rejected = one["rejected"].as_array().unwrap();
    let rows: Vec<_> = rejected.iter().map(|row| &row["row"]).collect();
    for row in rejected {
        has(row, "row column value reason");
    }
    let number = |name: &str| one[name].as_u64().unwrap();
    assert_eq!(rows, [3]);
    assert_eq!(number("rows"), number("imported") + number("unchanged") + 1);
    assert_eq!(one["mapping"]["Nopol"], "plate");
}

#[test]
fn every_number_is_true_however_many_rows_are_rejected() {
    use std::fmt::Write as _;
    let book = Book::empty();
    let mut text = String::from("Nama;No HP;Nopol;Catatan\nBudi;?;B 1 A;\n");
    for number in 0..10_100 {
        let _ = writeln!(text, ";;;lama {number}");
    }
    let report = book.json(["import", &sheet(&book, &text), "--json"]);
    let one = &report["files"][0];
    for (name, is) in [
        ("rows", 10_101),
        ("imported", 1),
        ("rejected_rows", 10_100),
        ("rejected_left_out", 100),
        ("needs_checking", 1),
        ("to_check_left_out", 0),
    ] {
        assert_eq!(one[name], is, "{name}");
    }
    assert_eq!(one["rejected"].as_array().unwrap().len(), 10_000);
    assert_eq!(one["to_check"][0]["reason"], "phone_no_digits");
    let rejects = fs::read_to_string(book.path("old.csv.rejected.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 10_101);
}

#[test]
fn a_trial_tells_the_same_and_changes_no_byte() {
    let book = Book::empty();
    let file = sheet(&book, DOUBTFUL);
    let before = book.bytes();
    let mut trial = book.json(["import", &file, "--dry-run", "--json"]);
    assert_eq!(before, book.bytes());
    assert!(!book.path("old.csv.rejected.csv").exists());
    let mut real = book.json(["import", &file, "--json"]);
    assert_ne!(before, book.bytes());
    for report in [&mut trial, &mut real] {
        for own in ["batch", "dry_run"] {
            report[own].take();
        }
        report["files"][0]["rejects_file"].take();
    }
    assert_eq!(trial, real);
}

#[cfg(target_os = "linux")]
#[test]
fn on_the_first_day_a_trial_makes_no_book_and_the_import_makes_it() {
    let book = Book::none();
    let file = sheet(&book, SHEET);
    let run = |words: &[&str]| {
        let mut command = book.command(words);
        crate::support::ended(command.env_remove("KENAL_FILE"))
    };
    let data = book.path(".local/share/kenal");
    let trial = run(&["import", "--dry-run", &file]);
    assert_eq!(trial.code, Some(0), "{trial:?}");
    assert!(trial.out.contains("New: 2 customers") && trial.out.contains("only a trial"));
    assert!(!data.exists());
    let real = run(&["import", &file]);
    assert_eq!(real.code, Some(0), "{real:?}");
    let facts = data.metadata().unwrap();
    let mode = std::os::unix::fs::PermissionsExt::mode(&facts.permissions());
    assert_eq!(mode & 0o777, 0o700);
    assert!(run(&["show", "b1234xyz"]).out.contains("Budi Santoso"));
}

#[test]
fn the_same_file_again_adds_nothing_and_leaves_no_batch() {
    let book = Book::empty();
    let file = sheet(&book, SHEET);
    book.out(["import", &file]);
    let before = book.json(["info", "--json"]);
    let again = book.json(["import", &file, "--json"]);
    assert_eq!(again["batch"], serde_json::Value::Null);
    assert_eq!(again["files"][0]["unchanged"], 3);
    assert_eq!(before["changes"], book.json(["info", "--json"])["changes"]);
    let more = format!("{SHEET}Andi;081355550000;F 5 AN;01/11/2026;;Cuci;50.000\n");
    let edited = book.json(["import", &sheet(&book, &more), "--json"]);
    assert_eq!(edited["files"][0]["created"]["customers"], 1);
    assert_eq!(edited["files"][0]["unchanged"], 3);
}

#[test]
fn what_came_in_flagged_needs_no_checking_when_the_same_file_comes_again() {
    let book = Book::empty();
    let file = sheet(
        &book,
        "Nama;No HP;Catatan\nBudi Santoso;08881;a\nSari Dewi;081398765432;b\n",
    );
    let first = book.run(["import", "--json", &file]);
    assert_eq!(first.code, Some(1), "{first:?}");
    let again = book.run(["import", "--json", &file]);
    assert_eq!(again.code, Some(0), "{again:?}");
    let report: serde_json::Value = serde_json::from_str(&again.out).unwrap();
    let report = &report["files"][0];
    assert_eq!(report["rows"], 2);
    assert_eq!(report["unchanged"], 2);
    assert_eq!(report["needs_checking"], 0);
    assert_eq!(report["to_check"], serde_json::json!([]));
    let said = book.out(["import", &file]);
    assert!(!said.contains("need checking"), "{said}");
    // What the book does not hold yet is told all the same, though nothing of it comes in.
    let other = sheet(&book, "Nama;No HP;Catatan\nSari Dewi;081398765432,12;b\n");
    let other = book.run(["import", "--json", &other]);
    assert_eq!(other.code, Some(1), "{other:?}");
}

#[test]
fn where_every_row_was_rejected_nobody_says_that_the_book_knew_it() {
    let book = Book::empty();
    let file = sheet(&book, "Nama;No HP;Catatan\n;;x\n;;y\n");
    let ran = book.run(["import", &file]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("Every row was rejected"), "{}", ran.out);
    assert!(!ran.out.contains("The book knew"), "{}", ran.out);
}

#[test]
fn rejected_rows_lie_beside_the_file_and_come_in_once_they_are_corrected() {
    let book = Book::empty();
    let file = sheet(&book, DOUBTFUL);
    let ran = book.run(["import", "--strict", &file]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let rejects = book.path("old.csv.rejected.csv");
    assert!(ran.out.contains(word(&rejects)), "{}", ran.out);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = rejects.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let text = fs::read_to_string(&rejects).unwrap();
    let mut lines = text.lines();
    // As the file that came: the person's spreadsheet program opens it in columns.
    assert_eq!(
        lines.next(),
        Some("\u{feff}kenal_row;kenal_reason;kenal_mark;Nama;No HP;Nopol;Tanggal;Total")
    );
    assert!(
        text.contains("31/02/2026") && text.contains("\n4;"),
        "{text}"
    );
    let corrected = text.replace("31/02/2026", "28/02/2026");
    let fixed = book.write("fixed.csv", &corrected);
    let report = book.json(["import", word(&fixed), "--json"]);
    assert_eq!(report["files"][0]["created"]["customers"], 1);
    let shown = book.json(["show", "D 77 SD", "--json"]);
    assert_eq!(shown["last_visit"]["date"], "2026-02-28");
}

#[test]
fn rejects_that_have_no_place_stop_everything() {
    let book = Book::empty();
    let file = sheet(&book, DOUBTFUL);
    let there = book.write("there.csv", "mine");
    let before = book.json(["info", "--json"]);
    let ran = book.run(["import", &file, "--rejects", word(&there)]);
    assert_eq!(ran.code, Some(73), "{ran:?}");
    assert!(ran.err.contains("Nothing was brought in"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    assert_eq!(
        before["customers"],
        book.json(["info", "--json"])["customers"]
    );
}

#[test]
fn files_that_are_no_spreadsheet_are_refused_with_a_sentence() {
    let book = Book::empty();
    let before = book.json(["info", "--json"]);
    let cases = [
        (book.write("empty.csv", ""), 65, "it is empty"),
        (
            book.write("page.xlsx", "<html><body>x</body></html>"),
            65,
            "web page",
        ),
        (book.path("none.csv"), 66, "cannot be opened"),
        (book.path(""), 66, "not a regular file"),
        (book.file(), 65, "it is a database"),
    ];
    for (path, code, why) in cases {
        let ran = book.run(["import", word(&path)]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(ran.err.contains(why), "{}", ran.err);
        assert!(ran.err.contains("The book is as it was."), "{}", ran.err);
        assert!(ran.err.contains("Hint: "), "{}", ran.err);
    }
    // Bytes may differ: that an import ran was written down and taken out again.
    assert_eq!(before, book.json(["info", "--json"]));
}

#[test]
fn rows_that_are_nobodys_are_refused_with_what_to_do() {
    let book = Book::empty();
    let file = sheet(
        &book,
        "Date,Description,Cost,Odometer\n2026-02-11,Oil change,450000,45210\n",
    );
    for (lang, why, next) in [
        (
            "en",
            "none of them tells whose the rows are",
            "Add a column Plate",
        ),
        (
            "id",
            "tidak ada yang menunjukkan milik siapa barisnya",
            "Tambahkan kolom Nopol",
        ),
    ] {
        let ran = book.run(["--lang", lang, "import", &file]);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(
            ran.err.contains(why) && ran.err.contains(next),
            "{}",
            ran.err
        );
    }
    assert_eq!(book.json(["info", "--json"])["visits"], 0);
}

#[cfg(target_os = "linux")]
#[test]
fn devices_and_pipes_are_refused_without_waiting() {
    let book = Book::empty();
    let pipe = book.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    for path in ["/dev/zero", "/dev/null", word(&pipe)] {
        let ran = book.run(["import", path]);
        assert_eq!(ran.code, Some(66), "{ran:?}");
    }
    let huge = book.path("huge.csv");
    fs::File::create(&huge).unwrap().set_len(2 << 30).unwrap();
    let ran = book.run(["import", word(&huge)]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(
        ran.err.contains("neither text nor a spreadsheet"),
        "{}",
        ran.err
    );
}

#[test]
fn a_column_can_be_named_and_an_unknown_field_is_wrong_usage() {
    let book = Book::empty();
    let file = sheet(&book, "Wer;Was\nBudi;B 1234 XYZ\nSari;D 77 SD\n");
    let words = [
        "import",
        &file,
        "--map",
        "Wer=customer_name",
        "--map",
        "Was=plate",
    ];
    let report = book.json(words.iter().chain(&["--json"]));
    assert_eq!(report["files"][0]["created"]["customers"], 2, "{report}");
    for wrong in ["Wer=no_such_field", "Wer", "=plate"] {
        let ran = book.run(["import", &file, "--map", wrong]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
    }
}

#[test]
fn an_import_that_is_not_there_cannot_be_taken_back() {
    let book = Book::empty();
    let ran = book.run(["import", "--undo", "7"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("no import 7"), "{}", ran.err);
}

#[test]
fn a_sample_that_is_taken_back_says_what_went() {
    let book = Book::garage();
    let told = book.out(["import", "--undo", "1"]);
    assert!(told.starts_with("Taken back: 40 customers, "), "{told}");
    assert_eq!(book.json(["info", "--json"])["customers"], 0);
}

#[test]
fn an_import_is_taken_back_whole_unless_somebody_built_on_it() {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "Andi"]);
    let file = sheet(&book, SHEET);
    book.out(["import", &file]);
    assert_eq!(book.json(["info", "--json"])["customers"], 3);
    let ran = book.run(["import", "--undo", "1"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.out, "Taken back: old.csv\n");
    let info = book.json(["info", "--json"]);
    assert_eq!(
        (&info["customers"], &info["visits"]),
        (&1.into(), &0.into())
    );
    assert_eq!(
        book.json(["import", "--list", "--json"])["batches"][0]["undone"],
        true
    );
    assert_eq!(book.run(["import", "--undo", "1"]).code, Some(1));
    // What was taken back may come again.
    book.out(["import", &file]);
    assert_eq!(book.json(["info", "--json"])["customers"], 3);
    // Programs read which change is in force no more: the import's, not the number of its batch.
    let undone = book.json(["import", "--undo", "2", "--json"]);
    let audit = book.json(["audit", "--json", "--limit", "2"]);
    let [taken_back, import] = [0, 1].map(|at| &audit["changes"][at]);
    assert_eq!(import["kind"], "import");
    assert_eq!(undone["change"], import["id"]);
    assert_eq!(undone["undone_by"], taken_back["id"]);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_stops_it_and_leaves_the_book_as_it_was() {
    stopped_by("-INT", 130);
}

#[cfg(target_os = "linux")]
#[test]
fn a_request_to_end_stops_it_and_leaves_the_book_as_it_was() {
    stopped_by("-TERM", 143);
}

#[cfg(target_os = "linux")]
fn stopped_by(signal: &str, code: i32) {
    use std::fmt::Write as _;
    let book = Book::empty();
    let mut text = String::from("Nama;No HP;Nopol;Tanggal;Total\n");
    for number in 0..60_000 {
        let _ = writeln!(
            text,
            "Orang {number};0812{number:08};B {} AB;12/08/2026;{number}",
            number % 9999 + 1
        );
    }
    let file = sheet(&book, &text);
    let before = book.json(["info", "--json"]);
    let mut child = book
        .command(["import", &file])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // As soon as it listens to Ctrl+C.
    let listens = || {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = u64::from_str_radix(caught.unwrap().trim(), 16).unwrap();
        // Of the two it is the one that is listened to last.
        caught & (1 << 14) != 0
    };
    while !listens() {
        std::thread::yield_now();
    }
    let kill = std::process::Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(code));
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert!(said.contains("Stopped. Nothing was written."), "{said}");
    assert_eq!(before, book.json(["info", "--json"]));
}
