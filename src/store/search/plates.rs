//! Plates, packed and laid out by their number, because a number is what clerks type.

use std::collections::BTreeSet;

use super::asked::{Asked, numbers_with};
use super::hits::Distance;
use super::letters::{Groups, Parts, Places};
use super::rules;
use super::scrap::Scrap;
use super::texts::Texts;
use crate::domain::MatchClass;

/// Numbers of packed plates are below; 0 stands for none.
const NUMBERS: usize = 10_000;

/// The number of a packed plate: up to four digits without a leading zero, or none at all.
fn number(digits: &str) -> Option<u16> {
    let fits = digits.len() <= 4 && !digits.starts_with('0');
    if digits.is_empty() {
        return Some(0);
    }
    digits.parse().ok().filter(|_| fits)
}

/// A plate, packed: where it is laid, its letters, whose it is and on what.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    letters: u32,
    row: u32,
    vehicle: u32,
}

/// The plates of a book, of today and of earlier.
#[derive(Debug, Default)]
pub(super) struct Plates {
    /// Where the plates of each number begin in the three lists that follow.
    starts: Vec<u32>,
    letters: Vec<u32>,
    rows: Vec<u32>,
    vehicles: Vec<u32>,
    groups: Groups,
    /// Plates of any other shape.
    odd: Texts,
}

/// Collects plates to be packed.
#[derive(Debug, Default)]
pub(super) struct PlateBuilder {
    numbers: Vec<u16>,
    entries: Vec<Entry>,
    odd: Texts,
}

impl PlateBuilder {
    /// With room for so many.
    pub(super) fn with_room(plates: usize) -> Self {
        Self {
            numbers: Vec::with_capacity(plates),
            entries: Vec::with_capacity(plates),
            odd: Texts::default(),
        }
    }

    /// Adds a plate of a row's vehicle.
    pub(super) fn push(&mut self, key: &str, row: u32, vehicle: u32) {
        let parts = Parts::of(key);
        match (number(parts.digits), parts.packed_letters()) {
            (Some(number), Some(letters)) => {
                self.numbers.push(number);
                self.entries.push(Entry {
                    letters,
                    row,
                    vehicle,
                });
            }
            _ => self.odd.push(key, row, vehicle),
        }
    }

    /// Lays them out by number, those of one number by row: the newest visitor first.
    pub(super) fn build(self, scrap: &mut Scrap) -> Plates {
        let mut plates = Plates {
            starts: starts(&self.numbers),
            letters: Vec::with_capacity(self.entries.len()),
            rows: Vec::with_capacity(self.entries.len()),
            vehicles: Vec::with_capacity(self.entries.len()),
            odd: self.odd,
            ..Plates::default()
        };
        let mut laid = vec![Entry::default(); self.entries.len()];
        let mut next = plates.starts.clone();
        for (number, entry) in self.numbers.iter().zip(&self.entries) {
            let place = &mut next[usize::from(*number)];
            laid[*place as usize] = *entry;
            *place += 1;
        }
        for number in 0..NUMBERS {
            laid[plates.place(number)..plates.place(number + 1)]
                .sort_unstable_by_key(|entry| entry.row);
        }
        plates
            .letters
            .extend(laid.iter().map(|entry| entry.letters));
        plates.rows.extend(laid.iter().map(|entry| entry.row));
        plates
            .vehicles
            .extend(laid.iter().map(|entry| entry.vehicle));
        let numbered = plates.place(1)..;
        plates.groups = Groups::of(plates.letters.get(numbered).unwrap_or_default());
        plates.odd.shrink();
        scrap.keep((self.numbers, self.entries, laid));
        plates
    }
}

/// Where the plates of each number begin.
fn starts(numbers: &[u16]) -> Vec<u32> {
    let mut starts = vec![0_u32; NUMBERS + 1];
    for number in numbers {
        starts[usize::from(*number) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    starts
}

impl Plates {
    fn place(&self, number: usize) -> usize {
        self.starts.get(number).map_or(0, |start| *start as usize)
    }

    /// The plates of a number, the newest visitor first: letters, row and vehicle.
    fn of_number<'a>(&'a self, number: usize) -> impl Iterator<Item = (u32, u32, u32)> + use<'a> {
        let places = self.place(number)..self.place(number + 1);
        let part = |list: &'a [u32]| list.get(places.clone()).unwrap_or_default().iter();
        let rest = part(&self.rows).zip(part(&self.vehicles));
        let all = part(&self.letters).zip(rest);
        all.map(|(letters, (row, vehicle))| (*letters, *row, *vehicle))
    }

    /// Row and vehicle of every plate.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let odd = self.odd.iter().map(|(_, row, vehicle)| (row, vehicle));
        let packed = self.rows.iter().copied().zip(self.vehicles.iter().copied());
        packed.chain(odd)
    }

    /// Every plate that a typed key matches: how, row and vehicle. `found` answers with the first
    /// row that may be left out when it matches as a beginning or worse. `go_on` is asked now and then.
    pub(super) fn find(
        &self,
        typed: &str,
        go_on: &dyn Fn() -> bool,
        mut found: impl FnMut(MatchClass, u32, u32) -> u32,
    ) {
        self.begun(typed, go_on, &mut found);
        self.letters_within(typed, go_on, |class, row, vehicle| {
            found(class, row, vehicle);
        });
    }

    /// The same, where letters alone were typed without those in which they stand at the end or in
    /// the middle: these are as many as there are plates, and often there are enough others.
    pub(super) fn begun(
        &self,
        typed: &str,
        go_on: &dyn Fn() -> bool,
        mut found: impl FnMut(MatchClass, u32, u32) -> u32,
    ) {
        if typed.is_empty() {
            return;
        }
        for (key, row, vehicle) in self.odd.containing(typed) {
            if let Some(class) = rules::plate(typed, key) {
                found(class, row, vehicle);
            }
        }
        let parts = Parts::of(typed);
        if parts.digits.is_empty() {
            let begun = |class| class <= MatchClass::Prefix;
            self.by_letters(parts.region, go_on, begun, &mut found);
        } else if let Some(asked) = Asked::of(parts) {
            self.by_number(typed, parts, &asked, go_on, &mut found);
        }
    }

    /// Plates in which typed letters stand at the end or in the middle; nothing where digits were
    /// typed as well.
    pub(super) fn letters_within(
        &self,
        typed: &str,
        go_on: &dyn Fn() -> bool,
        mut found: impl FnMut(MatchClass, u32, u32),
    ) {
        let within = |class| class > MatchClass::Prefix;
        self.by_letters(typed, go_on, within, &mut |class, row, vehicle| {
            found(class, row, vehicle);
            u32::MAX
        });
    }

    /// Plates with these digits in their number.
    fn by_number(
        &self,
        typed: &str,
        parts: Parts<'_>,
        asked: &Asked,
        go_on: &dyn Fn() -> bool,
        found: &mut impl FnMut(MatchClass, u32, u32) -> u32,
    ) {
        // One digit is not sought inside.
        let within = typed.len() > 1;
        let mut end = u32::MAX;
        for (at, number) in numbers_with(parts).into_iter().enumerate() {
            if at % 256 == 0 && !go_on() {
                return;
            }
            let text = number.to_string();
            let equal = text == parts.digits;
            let begins = text.starts_with(parts.digits);
            let ends = text.ends_with(parts.digits);
            if !within && !begins {
                continue;
            }
            for (letters, row, vehicle) in self.of_number(number) {
                // Whole numbers are never too many.
                if row >= end && !equal {
                    break;
                }
                let class = asked.class(letters, equal, begins, ends);
                let class = class.filter(|class| within || *class <= MatchClass::Prefix);
                if let Some(class) = class {
                    end = found(class, row, vehicle);
                }
            }
        }
    }

    /// Plates with these letters in them, of the classes that count.
    fn by_letters(
        &self,
        typed: &str,
        go_on: &dyn Fn() -> bool,
        counts: impl Fn(MatchClass) -> bool,
        found: &mut impl FnMut(MatchClass, u32, u32) -> u32,
    ) {
        if !(1..=3).contains(&typed.len()) || !typed.bytes().all(|b| b.is_ascii_uppercase()) {
            return;
        }
        let places = Places::of(typed);
        // Plates without a number may be whole; they come first.
        for (letters, row, vehicle) in self.of_number(0) {
            let class = places.class(letters, true);
            if let Some(class) = class.filter(|class| counts(*class)) {
                found(class, row, vehicle);
            }
        }
        // Looking a group of letters up is faster than comparing it a million times.
        let tables = places.tables(&self.groups);
        if !tables.any(&counts) {
            return;
        }
        let mut end = u32::MAX;
        for number in 1..NUMBERS {
            if number % 256 == 0 && !go_on() {
                return;
            }
            for (letters, row, vehicle) in self.of_number(number) {
                if row >= end {
                    break;
                }
                let class = tables.class(letters);
                if let Some(class) = class.filter(|class| counts(*class)) {
                    end = found(class, row, vehicle);
                }
            }
        }
    }

    /// Plates that are one slip away: how near, row and vehicle, some of them more than once.
    pub(super) fn forgiven(
        &self,
        slips: &BTreeSet<String>,
        mut found: impl FnMut(Distance, u32, u32),
    ) {
        for slip in slips {
            let open = slip.chars().count() >= rules::SLIP_BEGINS_PLATE;
            let parts = Parts::of(slip);
            let Some(asked) = Asked::of(parts) else {
                continue;
            };
            let Some(whole) = number(parts.digits) else {
                continue;
            };
            let mut tell = |number: usize, equal: bool| {
                for (letters, row, vehicle) in self.of_number(number) {
                    match asked.class(letters, equal, true, false) {
                        Some(MatchClass::Exact) => found(Distance::Near, row, vehicle),
                        Some(MatchClass::Prefix) if open => found(Distance::Far, row, vehicle),
                        _ => {}
                    }
                }
            };
            tell(usize::from(whole), true);
            // What is typed so far of a longer number.
            let mut longer = usize::from(whole) * 10;
            let mut width = 10;
            while open && parts.suffix.is_empty() && whole > 0 && longer < NUMBERS {
                for number in longer..longer + width {
                    tell(number, false);
                }
                (longer, width) = (longer * 10, width * 10);
            }
        }
        for (key, row, vehicle) in self.odd.iter() {
            if let Some(near) = rules::plate_forgiven(slips, key) {
                found(near, row, vehicle);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::query::Query;
    use super::*;
    use proptest::prelude::*;

    fn packed(keys: &[String]) -> Plates {
        let mut builder = PlateBuilder::default();
        for (row, key) in (0..).zip(keys) {
            builder.push(key, row, row);
        }
        builder.build(&mut Scrap::default())
    }

    #[test]
    fn digits_between_letters_are_all_of_the_number() {
        let keys = ["A1B", "A11B", "A111B", "A1"].map(str::to_owned);
        let mut found = Vec::new();
        packed(&keys).find("A1B", &|| true, |class, row, _| {
            found.push((class, row));
            u32::MAX
        });
        assert_eq!(found, [(MatchClass::Exact, 0)]);
        let mut found = Vec::new();
        packed(&["AA22".to_owned()]).find("A2", &|| true, |class, _, _| {
            found.push(class);
            u32::MAX
        });
        assert_eq!(found, [MatchClass::Inside]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn plates_are_found_as_the_rules_say(
            keys in prop::collection::vec("[AB]{0,3}(|[12][0-2]{0,3}|01|123456)[AB]{0,3}(1?|ก)", 1..40),
            typed in "[AB]{0,3}[0-2]{0,4}[AB]{0,3}",
        ) {
            let keys: Vec<String> = keys.into_iter().filter(|key| !key.is_empty()).collect();
            let mut found = vec![None; keys.len()];
            packed(&keys).find(&typed, &|| true, |class, row, _| {
                found[row as usize] = Some(class);
                u32::MAX
            });
            let wanted: Vec<_> = keys.iter().map(|key| rules::plate(&typed, key)).collect();
            prop_assert_eq!(found, wanted, "{} in {:?}", typed, keys);
        }

        #[test]
        fn slips_are_forgiven_as_the_rules_say(
            keys in prop::collection::vec("[AB]{1,2}[12][0-2]{2,3}[AB]{0,3}ก?", 1..40),
            typed in "[AB]{0,2}[0-2]{3,4}[AB]{0,3}",
        ) {
            let slips = Query::parse(&typed).plate_slips();
            let mut found = vec![None; keys.len()];
            packed(&keys).forgiven(&slips, |near, row, _| {
                let known = &mut found[row as usize];
                *known = (*known).into_iter().chain([near]).min();
            });
            let wanted: Vec<_> = keys.iter().map(|key| rules::plate_forgiven(&slips, key)).collect();
            prop_assert_eq!(found, wanted, "{} in {:?}", typed, keys);
        }
    }
}
