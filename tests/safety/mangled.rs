//! I10: files that were damaged at random. `KENAL_MANGLED=5000 cargo test --test safety mangled`
//! is the long run.

use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::oracle::{named, sound};
use crate::support::{Book, word};

/// Files that are damaged, each in many ways.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/nasty");
    let wanted = [
        "c01_", "c07_", "c25_", "c32_", "x01_", "x05_", "x08_", "x19_",
    ];
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            wanted.iter().any(|wanted| name.starts_with(wanted))
        })
        .collect();
    files.sort();
    assert_eq!(files.len(), wanted.len());
    files
}

/// Some bytes changed, a piece doubled, left out or zeroed, or the end cut off.
fn mangle(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let place = |chance: &mut Chance, length: usize| {
        usize::try_from(chance.below(length.max(1) as u64)).unwrap()
    };
    for _ in 0..=chance.below(6) {
        let from = place(chance, bytes.len());
        let to = (from + 1 + place(chance, 64)).min(bytes.len());
        match chance.below(6) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let piece = bytes[from..to].to_vec();
                bytes.splice(from..from, piece);
            }
            3 => bytes[from..to].fill(0),
            _ => {
                let random = u8::try_from(chance.below(256)).unwrap();
                if let Some(byte) = bytes.get_mut(from) {
                    *byte = random;
                }
            }
        }
    }
}

#[test]
fn no_damaged_file_panics_hangs_or_leaves_half_of_itself_in_the_book() {
    let many = std::env::var("KENAL_MANGLED").ok();
    let many: u64 = many.and_then(|many| many.parse().ok()).unwrap_or(120);
    let files = files();
    let mut ends = std::collections::BTreeMap::new();
    for round in 0..many {
        let mut chance = Chance(round + 1);
        let file = &files[usize::try_from(round).unwrap() % files.len()];
        let mut bytes = std::fs::read(file).unwrap();
        mangle(&mut bytes, &mut chance);
        let book = Book::empty();
        let name = file.file_name().unwrap().to_str().unwrap();
        let path = book.path(name);
        std::fs::write(&path, bytes).unwrap();
        let ran = book.run(["import", word(&path)]);
        let place = format!("round {round} of {name}: {ran:?}");
        let code = ran.code.unwrap_or_else(|| panic!("a signal: {place}"));
        assert!([0, 1, 65, 66].contains(&code), "{place}");
        assert!(!ran.err.contains("panicked"), "{place}");
        assert!(
            !ran.out.contains('\x1b') && !ran.err.contains('\x1b'),
            "{place}"
        );
        if code > 1 {
            assert_eq!(named(&book.file(), ""), 0, "{place}");
            assert!(ran.err.contains("Hint: "), "{place}");
        }
        sound(&book.file(), &[]);
        *ends.entry(code).or_insert(0) += 1;
    }
    assert!(
        ends.len() > 1,
        "some were refused and some were not: {ends:?}"
    );
}
