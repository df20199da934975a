//! S01, S02: what is typed into the search line, and who is not to be found any more.

use crate::chance::Chance;
use crate::support::{Book, word};

const HOSTILE: [&str; 24] = [
    "'",
    "\"",
    "%",
    "_",
    "*",
    "()",
    "AND",
    "NOT",
    "NEAR(",
    "a OR b",
    "name:budi",
    "^budi",
    "-budi",
    "budi\"*",
    "';DROP TABLE customer;--",
    "\\",
    "%%%%",
    "{a b}",
    "+",
    "[a-z]",
    "\u{202e}x",
    "\u{0}",
    "é\u{301}\u{301}",
    "👩‍🔧",
];

#[test]
fn nothing_that_is_sought_is_an_error() {
    let book = Book::garage();
    let mut chance = Chance(5);
    let random = (0..20).map(|_| {
        let letters = (0..=chance.below(8)).map(|_| u32::try_from(chance.below(0x3000)).unwrap());
        letters.filter_map(char::from_u32).collect::<String>()
    });
    let texts: Vec<String> = HOSTILE
        .iter()
        .map(|text| (*text).to_owned())
        .chain(random)
        .collect();
    for text in texts.iter().filter(|text| !text.contains('\0')) {
        for command in ["find", "show", "history"] {
            let ran = book.run([command, "--", text]);
            assert!(matches!(ran.code, Some(0 | 1 | 65)), "{text:?}: {ran:?}");
        }
    }
    assert_eq!(
        book.run(["find", "%"]).code,
        Some(1),
        "a sign is no wildcard"
    );
    assert_eq!(
        book.run(["find", "_"]).code,
        Some(1),
        "a sign is no wildcard"
    );
}

#[test]
fn whoever_was_taken_back_is_found_nowhere() {
    let book = Book::garage();
    let words = [
        "record",
        "customer",
        "--name",
        "Zulkarnaen Qadri",
        "--phone",
        "0811-2222-3333",
    ];
    book.out(
        words
            .iter()
            .chain(&["--plate", "B 7777 ZQ", "--note", "rahasia"]),
    );
    assert_eq!(book.run(["find", "zulkarnaen"]).code, Some(0));
    let sheet = book.write(
        "a.csv",
        "Nama;No HP;Nopol\nXaverius Tobing;081155556666;B 8888 XQ\n",
    );
    let report = book.json(["import", word(&sheet), "--json"]);
    book.out(["import", "--undo", &report["batch"].to_string()]);
    book.out(["undo"]);
    for text in [
        "zulkarnaen",
        "qadri",
        "08112222333",
        "22223333",
        "7777zq",
        "b7777zq",
        "xaverius",
        "8888xq",
        "55556666",
    ] {
        let ran = book.run(["find", text]);
        assert!(
            !ran.out.contains("Zulkarnaen") && !ran.out.contains("Xaverius"),
            "{text}: {ran:?}"
        );
        let shown = book.run(["show", text]);
        assert_ne!(shown.code, Some(0), "{text}: {shown:?}");
    }
}
