//! Sheets in which the visits of a customer stand beside one another: `SERVIS 1 TGL`,
//! `SERVIS 1 KM` … `SERVIS 6 PEKERJAAN`.

use std::collections::BTreeMap;

use super::Field;
use super::profile::Profile;
use super::synonyms::{claim_normal, normal};

/// Words that only say "visit number".
const GROUP_WORDS: &[&str] = &[
    "servis",
    "service",
    "kunjungan",
    "visit",
    "ke",
    "perawatan",
    "s",
];

/// The columns of one visit.
pub(crate) type Group = Vec<(Field, usize)>;

/// The visits that stand side by side, first to last; empty for ordinary tables.
pub(super) fn groups(names: &[String], profiles: &[Profile]) -> Vec<Group> {
    let normal: Vec<String> = names.iter().map(|name| normal(name)).collect();
    let numbered = numbered(&normal, profiles);
    if with_a_day(&numbered) >= 2 {
        return numbered.into_values().collect();
    }
    let repeated = repeated(&normal);
    if with_a_day(&repeated) >= 2 {
        return repeated.into_values().collect();
    }
    Vec::new()
}

fn with_a_day(groups: &BTreeMap<u32, Group>) -> usize {
    let has_day = |group: &&Group| group.iter().any(|(field, _)| *field == Field::VisitDate);
    groups.values().filter(has_day).count()
}

fn numbered(names: &[String], profiles: &[Profile]) -> BTreeMap<u32, Group> {
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    for (column, name) in names.iter().enumerate() {
        let Some((number, rest)) = number_and_rest(name) else {
            continue;
        };
        let days = profiles
            .get(column)
            .is_some_and(|profile| profile.mostly(profile.days));
        let field = if rest.is_empty() && days {
            Some(Field::VisitDate)
        } else {
            claim_normal(&rest).map(|(field, _)| field)
        };
        if let Some(field) = field.filter(|field| field.is_of_visit() || *field == Field::Notes) {
            groups.entry(number).or_default().push((field, column));
        }
    }
    groups
}

/// `servis 1 tgl` as 1 and `tgl`; `tgl2` as 2 and `tgl`.
fn number_and_rest(name: &str) -> Option<(u32, String)> {
    let mut number = None;
    let mut rest = Vec::new();
    for word in name.split(' ') {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = word.get(letters.len()..).unwrap_or_default();
        if number.is_none() && (1..=2).contains(&digits.len()) {
            number = digits
                .parse()
                .ok()
                .filter(|number| (1..=99).contains(number));
        }
        if !letters.is_empty() && !GROUP_WORDS.contains(&letters) {
            rest.push(letters);
        }
    }
    Some((number?, rest.join(" ")))
}

/// `tgl, km, pekerjaan, tgl, km, pekerjaan`: the same names over and over.
fn repeated(names: &[String]) -> BTreeMap<u32, Group> {
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    for (column, name) in names.iter().enumerate() {
        let alike = |other: &&String| *other == name;
        let Some((field, _)) = claim_normal(name).filter(|(field, _)| field.is_of_visit()) else {
            continue;
        };
        if names.iter().filter(alike).count() < 2 {
            continue;
        }
        let before = names.iter().take(column).filter(alike).count();
        let number = u32::try_from(before).unwrap_or(u32::MAX);
        groups.entry(number).or_default().push((field, column));
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Vec<Group> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        groups(&names, &vec![Profile::default(); names.len()])
    }

    #[test]
    fn numbered_visits_are_taken_apart() {
        let found = of(&[
            "NAMA",
            "SERVIS 1 TGL",
            "SERVIS 1 KM",
            "SERVIS 2 TGL",
            "SERVIS 2 PEKERJAAN",
        ]);
        let wanted = [
            vec![(Field::VisitDate, 1), (Field::Odometer, 2)],
            vec![(Field::VisitDate, 3), (Field::WorkDone, 4)],
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_second_phone_is_no_visit() {
        assert!(of(&["nama", "telepon 1", "telepon 2", "tgl"]).is_empty());
    }

    #[test]
    fn the_same_names_over_and_over_are_visits_too() {
        assert_eq!(of(&["nopol", "tgl", "km", "tgl", "km"]).len(), 2);
    }
}
