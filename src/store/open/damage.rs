//! C01, C02: books with bytes that somebody or something changed. A run of other numbers:
//! `KENAL_DAMAGED=7 cargo test --lib store::open::damage`.

use std::fs;
use std::path::Path;

use super::*;
use crate::domain::{CustomerId, Subject};

const PAGE: usize = 4096;

/// Numbers by chance that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

/// What happens to the bytes of a file by chance; answers how many are left.
type Damage = fn(&mut [u8], &mut Chance) -> usize;

fn flip(bytes: &mut [u8], chance: &mut Chance) -> usize {
    let at = PAGE + chance.below(bytes.len() - PAGE);
    bytes[at] ^= 1 << chance.below(8);
    bytes.len()
}

fn header(bytes: &mut [u8], chance: &mut Chance) -> usize {
    bytes[chance.below(100)] ^= 1 << chance.below(8);
    bytes.len()
}

/// A page behind the first; what was there is told by its number.
fn page(bytes: &[u8], chance: &mut Chance) -> std::ops::Range<usize> {
    let page = 1 + chance.below(bytes.len() / PAGE - 1);
    page * PAGE..(page + 1) * PAGE
}

fn zero(bytes: &mut [u8], chance: &mut Chance) -> usize {
    let page = page(bytes, chance);
    bytes[page].fill(0);
    bytes.len()
}

fn cut(bytes: &mut [u8], chance: &mut Chance) -> usize {
    100 + chance.below(bytes.len() - 200)
}

fn swap(bytes: &mut [u8], chance: &mut Chance) -> usize {
    let (one, other) = (page(bytes, chance), page(bytes, chance));
    let kept = bytes[one.clone()].to_vec();
    bytes.copy_within(other.clone(), one.start);
    bytes[other].copy_from_slice(&kept);
    bytes.len()
}

/// Looks at a book as the screens do; whether anything was found to be wrong.
fn noticed(path: &Path) -> bool {
    let Ok(store) = Store::open(path, Access::Read) else {
        return true;
    };
    let mut wrong = false;
    for id in [1, 2, 17] {
        let subject = Subject::Customer(CustomerId(id), None);
        wrong |= store.card(subject).is_err();
        wrong |= store.history(subject, 0, 20).is_err();
    }
    wrong |= store.find(None, "budi", 20, &|| true).is_err();
    let found = store.check_integrity();
    wrong || !matches!(found, Ok(found) if found.is_empty())
}

#[test]
fn no_damage_panics_or_is_made_worse_by_looking_and_most_of_it_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("book.kenal");
    let today = "2026-11-22".parse().unwrap();
    let made = Store::create_sample(&path, 1, 120, today, |_, _| {
        std::ops::ControlFlow::Continue(())
    });
    made.unwrap().close();
    let whole = fs::read(&path).unwrap();
    assert!(!noticed(&path));
    let seed = std::env::var("KENAL_DAMAGED").ok();
    let mut chance = Chance(seed.and_then(|seed| seed.parse().ok()).unwrap_or(1));
    // In a hundred, how many must be noticed at least: `quick_check` sees few single bits.
    let damages: [(&str, Damage, u32, u32); 5] = [
        ("one bit", flip, 300, 12),
        ("header", header, 100, 30),
        ("zeroed page", zero, 80, 100),
        ("cut", cut, 60, 95),
        ("swapped pages", swap, 60, 85),
    ];
    for (name, damage, times, least) in damages {
        let (mut hurt, mut seen) = (0, 0);
        for _ in 0..times {
            let mut bytes = whole.clone();
            let left = damage(&mut bytes, &mut chance);
            bytes.truncate(left);
            if bytes == whole {
                continue;
            }
            fs::write(&path, &bytes).unwrap();
            hurt += 1;
            seen += u32::from(noticed(&path));
            assert!(
                fs::read(&path).unwrap() == bytes,
                "{name}: looking changed it"
            );
        }
        assert!(seen * 100 >= hurt * least, "{name}: {seen} of {hurt}");
    }
}
