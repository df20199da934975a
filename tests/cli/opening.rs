//! Points that customers had before this book, out of a sheet.

use serde_json::{Value, json};

use crate::support::{Book, word};

/// The points of people as sheets have them: a thousand with its point, a word, fewer than none, half
/// a point, none, and nothing.
const INDONESIAN: &str = "Nama;No HP;Saldo Poin
Budi;081200000001;1.250
Sari;081200000002;banyak
Tono;081200000003;-40
Wati;081200000004;12,5
Dewi;081200000005;0
Rina;081200000006;
";
const ENGLISH: &str = "Name,Phone,Points
Budi,081200000001,\"1,250\"
Sari,081200000002,many
Tono,081200000003,-40
Wati,081200000004,12.5
Dewi,081200000005,0
Rina,081200000006,
";

fn balance(book: &Book, name: &str) -> i64 {
    let ledger = book.json(["points", name, "--json"]);
    ledger["points"]["balance"].as_i64().unwrap()
}

/// What the ledger says of somebody, oldest first.
fn told(book: &Book, name: &str) -> Vec<(String, i64)> {
    let ledger = book.json(["points", name, "--json"]);
    let line = |line: &Value| {
        let kind = line["kind"].as_str().unwrap().to_owned();
        (kind, line["points"].as_i64().unwrap())
    };
    ledger["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(line)
        .collect()
}

#[test]
fn points_of_before_come_with_a_sheet_of_either_language_and_go_with_it() {
    for (name, text) in [("lama.csv", INDONESIAN), ("old.csv", ENGLISH)] {
        let book = Book::empty();
        book.out([
            "record",
            "customer",
            "--name",
            "Budi",
            "--phone",
            "081200000001",
        ]);
        assert_eq!(balance(&book, "Budi"), 0);
        let sheet = word(&book.write(name, text)).to_owned();
        let ran = book.run(["import", "--json", &sheet]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        // Nobody stays outside for a number that is none; three are to be looked at.
        let file = &report["files"][0];
        assert_eq!(file["rows"], 6, "{report}");
        assert_eq!(file["rejected"], json!([]), "{report}");
        assert_eq!(file["needs_checking"], 3, "{report}");
        for (who, points) in [
            ("Budi", 1_250),
            ("Sari", 0),
            ("Tono", 0),
            ("Wati", 0),
            ("Dewi", 0),
            ("Rina", 0),
        ] {
            assert_eq!(balance(&book, who), points, "{who} of {name}");
        }
        assert_eq!(told(&book, "Budi"), [("opening".to_owned(), 1_250)]);
        assert_eq!(told(&book, "Tono"), []);
        // The same sheet once more brings nothing twice.
        book.run(["import", &sheet]);
        assert_eq!(told(&book, "Budi").len(), 1);
        let batch = report["batch"].to_string();
        book.out(["import", "--undo", &batch]);
        assert_eq!(balance(&book, "Budi"), 0);
        let kinds = told(&book, "Budi");
        assert_eq!(kinds.iter().map(|(_, points)| points).sum::<i64>(), 0);
        assert_eq!(kinds.last().map(|(kind, _)| kind.as_str()), Some("reverse"));
        assert_eq!(book.run(["show", "Sari"]).code, Some(1));
        assert_eq!(book.run(["check"]).code, Some(0));
    }
}
