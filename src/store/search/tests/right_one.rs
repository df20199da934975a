//! Whether the right one is among the first ten, as often as promised (P3).

use super::*;
use std::collections::HashMap;

/// Numbers without a random source.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// A text with one slip: a character wrong, missing, extra, or two swapped.
fn slip(text: &str, alphabet: &[u8], numbers: &mut Numbers) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let letter = |numbers: &mut Numbers| char::from(alphabet[numbers.below(alphabet.len())]);
    loop {
        let at = numbers.below(chars.len());
        let before = chars.clone();
        match numbers.below(4) {
            0 => chars[at] = letter(numbers),
            1 => {
                chars.remove(at);
            }
            2 => chars.insert(at, letter(numbers)),
            _ if at + 1 < chars.len() => chars.swap(at, at + 1),
            _ => {}
        }
        if chars != before && !chars.is_empty() {
            return chars.into_iter().collect();
        }
    }
}

/// Of those who are sought by a line, how many per thousand are among the first ten.
fn found(store: &Store, index: &Index, sought: &[(String, String)]) -> usize {
    let among = |(line, wanted): &&(String, String)| {
        let hits = store.find(Some(index), line, 10, &|| true).unwrap().hits;
        hits.iter().any(|hit| {
            [&hit.plate, &hit.earlier_plate].contains(&wanted)
                || hit.phone == *wanted
                || hit.code == *wanted
        })
    };
    assert!(sought.len() > 300);
    sought.iter().filter(among).count() * 1000 / sought.len()
}

fn texts(store: &Store, sql: &str) -> Vec<(String, String)> {
    let mut statement = store.conn.prepare(sql).unwrap();
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

const PLATES: &str =
    "SELECT plate_key, plate FROM vehicle WHERE plate_key IS NOT NULL AND id % 37 = 0";
const PHONES: &str = "SELECT raw, raw FROM phone WHERE e164 IS NOT NULL AND customer_id % 31 = 0";
const NAMES: &str = "SELECT name, code FROM customer WHERE id % 23 = 0 AND length(name) > 5";
const NAMESAKES: &str = "SELECT name, count(*) FROM customer GROUP BY name_key";
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";
const DIGITS: &[u8] = b"0123456789";
const BOTH: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

#[test]
fn the_right_one_is_among_the_first_ten() {
    let dir = tempfile::tempdir().unwrap();
    let store = sample(dir.path(), 10_000);
    let index = build(&store);
    let mut numbers = Numbers(1);
    let shown = |(key, plate): (String, String)| {
        let shown = Plate::parse(&plate).unwrap().display();
        (key, shown)
    };
    let plates: Vec<_> = texts(&store, PLATES).into_iter().map(shown).collect();
    assert_eq!(found(&store, &index, &plates), 1000, "whole plates");
    let mut slips = |sought: &[(String, String)], alphabet: &[u8]| {
        let wrong = sought
            .iter()
            .map(|(line, wanted)| (slip(line, alphabet, &mut numbers), wanted.clone()));
        wrong.collect::<Vec<_>>()
    };
    let wrong = found(&store, &index, &slips(&plates, BOTH));
    assert!(wrong >= 995, "plates with a slip: {wrong}");
    let display = |text: String| Phone::parse(&text, INDONESIA).display(INDONESIA);
    let phones: Vec<_> = texts(&store, PHONES)
        .into_iter()
        .map(|(raw, _)| (raw.clone(), display(raw)))
        .collect();
    assert_eq!(found(&store, &index, &phones), 1000, "whole phones");
    let wrong = found(&store, &index, &slips(&phones, DIGITS));
    assert!(wrong >= 995, "phones with a slip: {wrong}");
    let sakes: HashMap<String, String> = {
        let mut statement = store.conn.prepare(NAMESAKES).unwrap();
        let rows = statement
            .query_map([], |row| {
                Ok((row.get(0)?, row.get::<_, i64>(1)?.to_string()))
            })
            .unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let mut names = texts(&store, NAMES);
    names.retain(|(name, _)| {
        sakes
            .get(name)
            .is_some_and(|count| count.len() == 1 && count.as_str() <= "5")
    });
    let wrong = found(&store, &index, &slips(&names, LETTERS));
    assert!(wrong >= 970, "names with a slip: {wrong}");
}

/// The customers of a real workshop's sheet as a book, or nothing where it is absent.
fn real(dir: &Path) -> Option<Store> {
    const FILE: &str = "carspeed_konsumen_id.csv";
    let beside = || {
        Some(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .parent()?
                .join("shared/data/real"),
        )
    };
    let folder = std::env::var_os("KENAL_REAL_DATA")
        .map(Into::into)
        .or_else(beside)?;
    let Ok(mut reader) = csv::Reader::from_path(folder.join(FILE)) else {
        println!("skipped: needs {FILE}");
        return None;
    };
    let mut store = empty(dir);
    let load = store.load(
        &author(),
        OpId([3; 16]),
        crate::store::LoadKind::Import,
        &[],
    );
    let mut load = load.unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let (plate, name, phone) = (&row[3], row[6].trim(), row[10].trim());
        if name.is_empty() {
            continue;
        }
        let phones: Vec<&str> = Some(phone)
            .filter(|phone| !phone.is_empty())
            .into_iter()
            .collect();
        let customer = load.customer(None, &person(name, &phones)).unwrap();
        let vehicle = load.vehicle(None, &car(plate, &row[12])).unwrap();
        load.ownership(vehicle, customer, None, None).unwrap();
    }
    load.commit(&[]).unwrap();
    Some(store)
}

#[test]
fn the_right_one_is_found_among_real_plates_and_names() {
    let dir = tempfile::tempdir().unwrap();
    let Some(store) = real(dir.path()) else {
        return;
    };
    let index = build(&store);
    let mut numbers = Numbers(2);
    let plates = texts(
        &store,
        "SELECT plate_key, plate FROM vehicle WHERE plate_key IS NOT NULL AND id % 5 = 0",
    );
    let shown = |(key, plate): (String, String)| (key, Plate::parse(&plate).unwrap().display());
    let plates: Vec<_> = plates.into_iter().map(shown).collect();
    assert_eq!(found(&store, &index, &plates), 1000, "whole plates");
    let wrong: Vec<_> = plates
        .iter()
        .map(|(line, wanted)| (slip(line, BOTH, &mut numbers), wanted.clone()))
        .collect();
    let rate = found(&store, &index, &wrong);
    assert!(rate >= 995, "plates with a slip: {rate}");
    let sql = "SELECT name, code FROM customer c WHERE id % 3 = 0 AND length(name) > 5
               AND (SELECT count(*) FROM customer n WHERE n.name_key = c.name_key) <= 5";
    let names = texts(&store, sql);
    let wrong: Vec<_> = names
        .iter()
        .map(|(line, wanted)| {
            (
                slip(&line.to_lowercase(), LETTERS, &mut numbers),
                wanted.clone(),
            )
        })
        .collect();
    let rate = found(&store, &index, &wrong);
    assert!(rate >= 970, "names with a slip: {rate}");
}
