//! Lines that are no lines: nothing that can be typed or pasted is an error (S01).

use super::*;

/// Queries that upset LIKE, GLOB, MATCH and SQL.
const HOSTILE: [&str; 35] = [
    "%",
    "_",
    "%%",
    "'",
    "\"",
    "''",
    "\"\"",
    "*",
    "a*",
    "?",
    "[a-z]",
    "(",
    ")",
    "()",
    "AND",
    "OR NOT",
    "NEAR(a b)",
    "a AND",
    "-a",
    "+",
    "a^2",
    "name:budi",
    "{a b}",
    "\\",
    "\\%",
    ";",
    "--",
    "/*",
    "'; DROP TABLE customer;--",
    "\0",
    "a\0b",
    "\u{1b}[2J",
    "\u{202e}budi",
    "C-99999999999999999999",
    "00000000000000000000000000000000",
];

/// Random strings without a random source: every number gives one.
fn strange(number: u32) -> String {
    let mut state = number.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    let length = next() % 12 + 1;
    (0..length)
        .filter_map(|_| char::from_u32(next() % 0x11_0000))
        .collect()
}

#[test]
fn nothing_that_can_be_typed_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 200);
    let index = build(&store);
    let hostile = HOSTILE.iter().map(|text| (*text).to_owned());
    let ascii = (0..128_u8).map(|byte| char::from(byte).to_string());
    let around = HOSTILE.iter().map(|text| format!("B 1234 {text} 0812"));
    let long = ["x".repeat(1_000_000), "b 1234 ".repeat(100_000)];
    for text in hostile
        .chain(ascii)
        .chain(around)
        .chain((0..500).map(strange))
        .chain(long)
    {
        for index in [Some(&index), None] {
            let found = store.find(index, &text, 20, &|| true);
            assert!(found.is_ok(), "{text:?} {found:?}");
        }
    }
}

#[test]
fn signs_are_no_wildcards() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 200);
    let index = build(&store);
    for text in ["%", "_", "*", "?", "'", "%%%", "--"] {
        for index in [Some(&index), None] {
            let found = store.find(index, text, 20, &|| true).unwrap();
            assert_eq!((found.total, found.hits.len()), (0, 0), "{text}");
        }
    }
}
