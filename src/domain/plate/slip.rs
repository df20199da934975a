//! Slips of the finger and of the eye: what a typed plate may have been meant to be.

use std::collections::BTreeSet;

use super::Indonesian;

/// The keys of Indonesian shape that a key turns into when letters among the digits and digits
/// among the letters are read as their twins: `B12O4XY` → `B1204XY`, `81234XY` → `B1234XY`.
/// Those with the fewest changes and with one more, at most a handful: in `BI2O5XY` the `I` may
/// be right, or a 1 like the `O` a 0; none for a key that has the shape already.
pub fn repaired(key: &str) -> Vec<String> {
    let chars: Vec<char> = key.chars().collect();
    if Indonesian::of(key).is_some() || !(2..=9).contains(&chars.len()) {
        return Vec::new();
    }
    let mut found: Vec<(usize, String)> = (1..=2_usize)
        .flat_map(|region| (1..=4_usize).map(move |digits| (region, region + digits)))
        .filter_map(|(region, end)| {
            let as_read = |(at, c): (usize, &char)| {
                if (region..end).contains(&at) {
                    digit_twin(*c)
                } else {
                    letter_twin(*c)
                }
            };
            let new: String = chars
                .iter()
                .enumerate()
                .map(as_read)
                .collect::<Option<_>>()?;
            let changes = new
                .chars()
                .zip(&chars)
                .filter(|(new, old)| new != *old)
                .count();
            Indonesian::of(&new).is_some().then_some((changes, new))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    let fewest = found.first().map_or(0, |(changes, _)| *changes);
    found
        .into_iter()
        .filter(|(changes, _)| *changes <= fewest + 1)
        .map(|(_, key)| key)
        .collect()
}

/// The digit that a character stands for in the place of a digit.
fn digit_twin(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        'O' | 'D' | 'Q' => '0',
        'I' | 'L' | 'T' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        _ => return None,
    })
}

/// The letter that a character stands for in the place of a letter.
fn letter_twin(c: char) -> Option<char> {
    Some(match c {
        'A'..='Z' => c,
        '0' => 'O',
        '1' => 'I',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        '8' => 'B',
        _ => return None,
    })
}

/// Every key one slip away: a character wrong, missing, extra, or two neighbours swapped. Ordered, without
/// duplicates and without the key itself; about 600 for a key of eight.
pub fn neighbours(key: &str) -> BTreeSet<String> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let chars: Vec<char> = key.chars().collect();
    let mut out = BTreeSet::new();
    for at in 0..=chars.len() {
        for new in ALPHABET.chars() {
            let (head, rest) = chars.split_at(at);
            out.insert(head.iter().chain([&new]).chain(rest).collect());
            if let Some(rest) = rest.get(1..) {
                out.insert(head.iter().chain([&new]).chain(rest).collect());
            }
        }
        if at < chars.len() {
            let mut shorter = chars.clone();
            shorter.remove(at);
            out.insert(shorter.into_iter().collect());
        }
        if at + 1 < chars.len() {
            let mut swapped = chars.clone();
            swapped.swap(at, at + 1);
            out.insert(swapped.into_iter().collect());
        }
    }
    out.remove(key);
    out.remove("");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn a_key_of_eight_has_its_six_hundred_neighbours() {
        let all = neighbours("B1234XYZ");
        for near in ["B1243XYZ", "B123XYZ", "B12344XYZ", "81234XYZ", "B1234XY"] {
            assert!(all.contains(near), "{near}");
        }
        assert!((580..=640).contains(&all.len()), "{}", all.len());
        assert!(!all.contains("B1234XYZ"));
    }

    #[rstest]
    #[case("B12O4XY", &["B1204XY", "BI204XY"])]
    #[case("81234XY", &["B1234XY", "BI234XY"])]
    #[case("8I234X5", &["BI234XS", "B1234XS"])]
    #[case("BI2O5JXA", &["BI205JXA", "B1205JXA"])]
    #[case("A81234CD", &["AB1234CD"])]
    #[case("B1234XYZ", &[])]
    #[case("1234VII", &["I234VII", "IZ34VII"])]
    #[case("12345678", &[])]
    #[case("กข1234", &[])]
    #[case("", &[])]
    fn what_stands_in_the_wrong_place_is_read_as_its_twin(
        #[case] key: &str,
        #[case] wanted: &[&str],
    ) {
        assert_eq!(repaired(key), wanted);
    }

    proptest! {
        #[test]
        fn a_misread_plate_is_repaired(region in "[B-Z]{1,2}", digits in "[1-9][0-9]{3}", suffix in "[A-Z]{2,3}", at in 1_usize..4) {
            let real = format!("{region}{digits}{suffix}");
            let place = region.len() + at;
            let Some(twin) = real.chars().nth(place).and_then(|digit| letter_twin(digit).filter(|c| *c != digit)) else { return Ok(()) };
            let misread: String = real.chars().enumerate().map(|(i, c)| if i == place { twin } else { c }).collect();
            let found = repaired(&misread);
            prop_assert!(found.contains(&real) || Indonesian::of(&misread).is_some(), "{misread} {found:?}");
        }

        #[test]
        fn every_neighbour_is_one_slip_away(key in "[A-Z0-9]{1,9}") {
            let all = neighbours(&key);
            let near = |other: &String| strsim::osa_distance(&key, other) == 1;
            prop_assert!(all.iter().all(near));
        }
    }
}
