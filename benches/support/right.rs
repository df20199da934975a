//! Whether the right one is among the first ten, as often as promised (P3).

use std::collections::HashMap;

use kenal::domain::{INDONESIA, Phone, Plate};
use kenal::store::{Index, Store};
use rusqlite::Connection;

/// Of each kind so many are sought.
const SOUGHT: usize = 1_000;

/// A line, and what the right hit shows.
type Sought = Vec<(String, String)>;

/// Seeks plates, phones and names, whole and with one slip; prints the shares.
pub fn among_the_first_ten(store: &Store, index: &Index, bare: &Connection) {
    let plate = |text: &str| Plate::parse(text).map(|plate| plate.display());
    let phone = |text: &str| Some(Phone::parse(text, INDONESIA).display(INDONESIA));
    let same = |sql: &str, shown: &dyn Fn(&str) -> Option<String>| -> Sought {
        let texts = pairs(bare, sql);
        let one = |(text, _): (String, String)| Some((text.clone(), shown(&text)?));
        some(texts).into_iter().filter_map(one).collect()
    };
    let plates = same(
        "SELECT plate_key, '' FROM vehicle WHERE plate_key IS NOT NULL",
        &plate,
    );
    let phones = same("SELECT raw, '' FROM phone WHERE e164 IS NOT NULL", &phone);
    let mut names = pairs(
        bare,
        "SELECT name, code FROM customer WHERE length(name) > 5",
    );
    let mut namesakes: HashMap<String, usize> = HashMap::new();
    for (name, _) in &names {
        *namesakes.entry(name.clone()).or_default() += 1;
    }
    names.retain(|(name, _)| namesakes[name] <= 5);
    let names = some(names);
    for (what, sought, alphabet) in [
        ("plates", &plates, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
        ("phones", &phones, "0123456789"),
        ("names", &names, "abcdefghijklmnopqrstuvwxyz"),
    ] {
        let wrong = (1_u64..).zip(sought);
        let wrong = wrong.map(|(seed, (line, shown))| (slip(line, alphabet, seed), shown.clone()));
        println!(
            "  right one among ten: {what} {:.1} %, with a slip {:.1} %",
            share(store, index, sought),
            share(store, index, &wrong.collect())
        );
    }
}

fn pairs(bare: &Connection, sql: &str) -> Sought {
    let mut statement = bare.prepare(sql).expect("the statement");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let rows = rows.expect("rows").collect::<Result<_, _>>();
    rows.expect("texts")
}

fn some(all: Sought) -> Sought {
    let stride = (all.len() / SOUGHT).max(1);
    all.into_iter().step_by(stride).take(SOUGHT).collect()
}

/// One character wrong, missing or extra, or two swapped.
fn slip(text: &str, alphabet: &str, seed: u64) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut number = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut below = |limit: usize| {
        number ^= number << 13;
        number ^= number >> 7;
        number ^= number << 17;
        usize::try_from(number % limit as u64).unwrap_or_default()
    };
    loop {
        let before = chars.clone();
        let at = below(chars.len());
        let letter = alphabet.chars().nth(below(alphabet.len())).unwrap_or('x');
        match below(4) {
            0 => chars[at] = letter,
            1 => drop(chars.remove(at)),
            2 => chars.insert(at, letter),
            _ if at + 1 < chars.len() => chars.swap(at, at + 1),
            _ => {}
        }
        if chars != before && !chars.is_empty() {
            return chars.into_iter().collect();
        }
    }
}

/// How many in a hundred are found.
fn share(store: &Store, index: &Index, sought: &Sought) -> f64 {
    let found = sought.iter().filter(|(line, shown)| {
        let hits = store
            .find(Some(index), line, 10, &|| true)
            .expect("found")
            .hits;
        hits.iter()
            .any(|hit| [&hit.plate, &hit.phone, &hit.code].contains(&shown))
    });
    let count = u32::try_from(found.count()).unwrap_or(u32::MAX);
    let all = u32::try_from(sought.len().max(1)).unwrap_or(u32::MAX);
    f64::from(count) * 100.0 / f64::from(all)
}
