//! Points that customers had before this book, out of a sheet.

use serde_json::{Value, json};

use crate::support::{Book, word};

/// The points of people as sheets have them: a thousand with its point, a word, fewer than none, half
/// a point, none, and nothing.
const INDONESIAN: &str = "Nama;No HP;Saldo Poin
Zul Satu;081299990001;1.250
Zul Dua;081299990002;banyak
Zul Tiga;081299990003;-40
Zul Empat;081299990004;12,5
Zul Lima;081299990005;0
Zul Enam;081299990006;
";
const ENGLISH: &str = "Name,Phone,Points
Zul Satu,081299990001,\"1,250\"
Zul Dua,081299990002,many
Zul Tiga,081299990003,-40
Zul Empat,081299990004,12.5
Zul Lima,081299990005,0
Zul Enam,081299990006,
";

const PHONES: [&str; 6] = [
    "081299990001",
    "081299990002",
    "081299990003",
    "081299990004",
    "081299990005",
    "081299990006",
];

fn balance(book: &Book, who: usize) -> i64 {
    let ledger = book.json(["points", PHONES[who], "--json"]);
    ledger["points"]["balance"].as_i64().unwrap()
}

/// What the ledger says of somebody, oldest first.
fn told(book: &Book, who: usize) -> Vec<(String, i64)> {
    let ledger = book.json(["points", PHONES[who], "--json"]);
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
        let book = Book::garage();
        book.out([
            "record",
            "customer",
            "--name",
            "Zul Satu",
            "--phone",
            "081299990001",
        ]);
        assert_eq!(balance(&book, 0), 0);
        let sheet = word(&book.write(name, text)).to_owned();
        let ran = book.run(["import", "--json", &sheet]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        // Nobody stays outside for a number that is none; three are to be looked at.
        let file = &report["files"][0];
        assert_eq!(file["rows"], 6, "{report}");
        assert_eq!(file["rejected"], json!([]), "{report}");
        assert_eq!(file["needs_checking"], 3, "{report}");
        let points = [0, 1, 2, 3, 4, 5].map(|who| balance(&book, who));
        assert_eq!(points, [1_250, 0, 0, 0, 0, 0], "{name}");
        assert_eq!(told(&book, 0), [("opening".to_owned(), 1_250)]);
        assert_eq!(told(&book, 2), []);
        // The same sheet once more brings nothing twice.
        book.run(["import", &sheet]);
        assert_eq!(told(&book, 0).len(), 1);
        let batch = report["batch"].to_string();
        book.out(["import", "--undo", &batch]);
        assert_eq!(balance(&book, 0), 0);
        let kinds = told(&book, 0);
        assert_eq!(kinds.iter().map(|(_, points)| points).sum::<i64>(), 0);
        assert_eq!(kinds.last().map(|(kind, _)| kind.as_str()), Some("reverse"));
        assert_eq!(book.run(["show", PHONES[1]]).code, Some(1));
        assert_eq!(book.run(["check"]).code, Some(0));
    }
}
