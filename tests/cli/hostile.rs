//! What somebody wrote into the book cannot command the terminal of whoever looks at it.

use kenal::domain::hygiene::is_unwanted;

use crate::support::{Book, word};

/// Escapes, a clipboard write, a C1 control, a bidi override, a line separator, a tag.
const HOSTILE: &str = "Budi\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}\u{2028}\u{e0041}";

/// Puts text past every door, as a restored or foreign file might hold it.
fn poisoned() -> Book {
    let book = Book::empty();
    let sheet = "Nama;No HP;Alamat;Nopol;Merk;Tanggal;Pekerjaan;Keluhan;Mekanik;Total
PENGGANTI;081234567890;PENGGANTI;B 1234 XYZ;PENGGANTI;22/08/2026;PENGGANTI;PENGGANTI;PENGGANTI;5.000
"
    .replace("PENGGANTI", "Kata Racun");
    let path = book.write("old.csv", &sheet);
    book.out(["import", word(&path)]);
    let swapped = replace_everywhere(book.bytes());
    std::fs::write(book.file(), swapped).unwrap();
    book
}

/// Ten letters give way to ten hostile bytes; checksums know nothing of it.
fn replace_everywhere(mut bytes: Vec<u8>) -> Vec<u8> {
    const WORD: &[u8] = b"Kata Racun";
    const POISON: &[u8] = b"X\x1b]0;!\x07\x1b[m";
    assert_eq!(WORD.len(), POISON.len());
    let mut found = 0;
    for at in 0..bytes.len().saturating_sub(WORD.len()) {
        if bytes[at..].starts_with(WORD) {
            bytes[at..at + WORD.len()].copy_from_slice(POISON);
            found += 1;
        }
    }
    assert!(found >= 6, "the words stood in the file: {found}");
    bytes
}

fn harmless(text: &str) -> bool {
    text.lines().all(|line| !line.contains(is_unwanted))
}

#[test]
fn controls_that_lie_in_the_book_are_never_printed() {
    let book = poisoned();
    for words in [
        &["show", "b1234xyz"][..],
        &["show", "b1234xyz", "--json"],
        &["history", "b1234xyz"],
        &["history", "b1234xyz", "--json"],
        &["find", "1234"],
        &["find", "1234", "--json"],
        &["audit", "--json"],
        &["audit"],
        &["import", "--list"],
        &["info"],
    ] {
        for colour in ["never", "always"] {
            let ran = book.run([words, &["--color", colour]].concat());
            for text in [&ran.out, &ran.err] {
                let plain = match colour {
                    "always" => without_colour(text),
                    _ => text.clone(),
                };
                assert!(harmless(&plain), "{words:?}: {ran:?}");
            }
        }
    }
    let shown = book.out(["show", "b1234xyz"]);
    assert!(shown.contains("X␛]0;!␇␛[m"), "{shown}");
    let shown = book.json(["show", "b1234xyz", "--json"]);
    assert_eq!(shown["customer"]["name"], "X\u{1b}]0;!\u{7}\u{1b}[m");
}

/// Our own colours, and nothing else that begins with an escape.
fn without_colour(text: &str) -> String {
    let mut plain = text.to_owned();
    for code in ["0", "1", "2", "1;31", "33", "32", "36"] {
        plain = plain.replace(&format!("\u{1b}[{code}m"), "");
    }
    plain
}

#[test]
fn controls_are_taken_off_at_the_door() {
    let book = Book::empty();
    let words = ["record", "customer", "--name", HOSTILE, "--note", HOSTILE];
    book.out(words.iter().chain(&["--plate", "B 1234 XYZ"]));
    let words = [
        "record",
        "visit",
        "--plate",
        "B 1234 XYZ",
        "--complaint",
        HOSTILE,
    ];
    book.out(
        words
            .iter()
            .chain(&["--oil", HOSTILE, "--mechanic", HOSTILE]),
    );
    let shown = book.json(["show", "c1", "--json"]);
    let kept = "Budi]52;c;eA==31m";
    assert_eq!(shown["customer"]["name"], kept);
    assert_eq!(shown["customer"]["notes"], kept);
    assert_eq!(shown["last_visit"]["complaint"], kept);
    assert_eq!(shown["last_visit"]["mechanics"][0], kept);
}
