//! Plates, packed and laid out by their number, because a number is what clerks type.

use std::collections::BTreeSet;

use super::rules;
use super::texts::Texts;
use crate::domain::MatchClass;

/// Highest number of a packed plate, and the number for plates without one.
const NUMBERS: usize = 10_000;
const REGION: u32 = 0x7FFF << 15;
const SUFFIX: u32 = 0x7FFF;

/// The letters of up to three, five bits each, the last in the lowest bits.
fn letters(text: &str) -> Option<u32> {
    let fits = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let pack = |packed: u32, letter: u8| packed << 5 | u32::from(letter - b'A' + 1);
    fits.then(|| text.bytes().fold(0, pack))
}

/// A key in three parts: letters, digits, letters.
#[derive(Debug, Clone, Copy)]
struct Parts<'a> {
    region: &'a str,
    digits: &'a str,
    suffix: &'a str,
}

impl<'a> Parts<'a> {
    fn of(key: &'a str) -> Self {
        let digit = |c: char| c.is_ascii_digit();
        let (region, rest) = key.split_at(key.find(digit).unwrap_or(key.len()));
        let (digits, suffix) = rest.split_at(rest.find(|c| !digit(c)).unwrap_or(rest.len()));
        Self {
            region,
            digits,
            suffix,
        }
    }

    /// Both letter groups in one number: the region to the right of its place, the suffix to the left.
    fn packed_letters(self) -> Option<u32> {
        let left = 5 * (3 - self.suffix.len().min(3));
        Some(letters(self.region)? << 15 | letters(self.suffix)? << left)
    }
}

/// The number of a packed plate: up to four digits without a leading zero, or none at all.
fn number(digits: &str) -> Option<u16> {
    let fits = digits.len() <= 4 && !digits.starts_with('0');
    if digits.is_empty() {
        return Some(0);
    }
    digits.parse().ok().filter(|_| fits)
}

/// A plate, packed: where it is laid, its letters, whose it is and on what.
#[derive(Debug, Clone, Copy)]
struct Entry {
    letters: u32,
    row: u32,
    vehicle: u32,
}

/// The plates of a book, of today and of earlier.
#[derive(Debug, Default)]
pub(super) struct Plates {
    /// Where the plates of each number begin.
    starts: Vec<u32>,
    entries: Vec<Entry>,
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

    /// Lays them out by number.
    pub(super) fn build(self) -> Plates {
        let mut starts = vec![0_u32; NUMBERS + 1];
        for number in &self.numbers {
            starts[usize::from(*number) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let nothing = Entry {
            letters: 0,
            row: 0,
            vehicle: 0,
        };
        let mut entries = vec![nothing; self.entries.len()];
        let mut next = starts.clone();
        for (number, entry) in self.numbers.iter().zip(&self.entries) {
            let place = &mut next[usize::from(*number)];
            entries[*place as usize] = *entry;
            *place += 1;
        }
        let mut odd = self.odd;
        odd.shrink();
        Plates {
            starts,
            entries,
            odd,
        }
    }
}

/// What typed letters ask of the letters of a plate.
struct Asked {
    pattern: u32,
    mask: u32,
    /// Nothing stands before or after the digits that are typed.
    numeric: bool,
    headless: bool,
    open_ended: bool,
}

impl Asked {
    fn of(parts: Parts<'_>) -> Option<Self> {
        let pattern = parts.packed_letters()?;
        let region = (1_u32 << (5 * parts.region.len())) - 1;
        let suffix = (1_u32 << (5 * parts.suffix.len())) - 1;
        let left = 5 * (3 - parts.suffix.len());
        let (headless, open_ended) = (parts.region.is_empty(), parts.suffix.is_empty());
        Some(Self {
            pattern,
            mask: region << 15 | suffix << left,
            numeric: headless && open_ended,
            headless,
            open_ended,
        })
    }

    /// The class of a plate whose digits are all that is typed (`equal`), or begin or end so.
    #[inline]
    fn class(&self, letters: u32, equal: bool, begins: bool, ends: bool) -> Option<MatchClass> {
        let differs = letters ^ self.pattern;
        if differs & self.mask != 0 {
            return None;
        }
        let head = self.headless || differs & REGION == 0;
        let end = differs & SUFFIX == 0;
        // Behind typed letters the digits begin; they end there as well only if they are all.
        let ends = if self.headless { ends } else { equal };
        Some(if equal && head && (end || self.numeric) {
            MatchClass::Exact
        } else if head && (equal || (begins && self.open_ended)) {
            MatchClass::Prefix
        } else if ends && (end || self.numeric) {
            MatchClass::Tail
        } else {
            MatchClass::Inside
        })
    }
}

impl Plates {
    fn of_number(&self, number: usize) -> &[Entry] {
        let bound = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.entries
            .get(bound(number)..bound(number + 1))
            .unwrap_or_default()
    }

    /// Row and vehicle of every plate.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let odd = self.odd.iter().map(|(_, row, vehicle)| (row, vehicle));
        let packed = self.entries.iter().map(|entry| (entry.row, entry.vehicle));
        packed.chain(odd)
    }

    /// Every plate that a typed key matches: how, row and vehicle. `go_on` is asked now and then.
    pub(super) fn find(
        &self,
        typed: &str,
        go_on: &dyn Fn() -> bool,
        mut found: impl FnMut(MatchClass, u32, u32),
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
            self.by_letters(parts.region, go_on, &mut found);
        } else if let Some(asked) = Asked::of(parts) {
            for (at, number) in numbers_with(parts).into_iter().enumerate() {
                if at % 256 == 0 && !go_on() {
                    return;
                }
                let text = number.to_string();
                let equal = text == parts.digits;
                let begins = text.starts_with(parts.digits);
                let ends = text.ends_with(parts.digits);
                // One digit is not sought inside.
                let within = typed.len() > 1;
                for entry in self.of_number(number) {
                    let class = asked.class(entry.letters, equal, begins, ends);
                    let class = class.filter(|class| within || *class <= MatchClass::Prefix);
                    if let Some(class) = class {
                        found(class, entry.row, entry.vehicle);
                    }
                }
            }
        }
    }

    /// Plates with these letters in them.
    fn by_letters(
        &self,
        typed: &str,
        go_on: &dyn Fn() -> bool,
        found: &mut impl FnMut(MatchClass, u32, u32),
    ) {
        if !(1..=3).contains(&typed.len()) || !typed.is_ascii() {
            return;
        }
        let places = Places::of(typed);
        // Looking a group of letters up is faster than comparing it a million times.
        let tables = (self.entries.len() > MANY).then(|| places.tables());
        for number in 0..NUMBERS {
            if number % 256 == 0 && !go_on() {
                return;
            }
            for entry in self.of_number(number) {
                let class = match &tables {
                    Some(tables) if number > 0 => tables.class(entry.letters),
                    _ => places.class(entry.letters, number == 0),
                };
                if let Some(class) = class {
                    found(class, entry.row, entry.vehicle);
                }
            }
        }
    }

    /// Plates that are one slip away: row and vehicle, some of them more than once.
    pub(super) fn forgiven(&self, slips: &BTreeSet<String>, mut found: impl FnMut(u32, u32)) {
        for slip in slips {
            let open = slip.chars().count() >= rules::SLIP_BEGINS_PLATE;
            let parts = Parts::of(slip);
            let Some(asked) = Asked::of(parts) else {
                continue;
            };
            let Some(whole) = number(parts.digits) else {
                continue;
            };
            let mut tell = |entries: &[Entry], equal: bool| {
                for entry in entries {
                    let class = asked.class(entry.letters, equal, true, false);
                    if class == Some(MatchClass::Exact)
                        || (open && class == Some(MatchClass::Prefix))
                    {
                        found(entry.row, entry.vehicle);
                    }
                }
            };
            tell(self.of_number(usize::from(whole)), true);
            // What is typed so far of a longer number.
            let mut longer = usize::from(whole) * 10;
            let mut width = 10;
            while open && parts.suffix.is_empty() && whole > 0 && longer < NUMBERS {
                for number in longer..longer + width {
                    tell(self.of_number(number), false);
                }
                (longer, width) = (longer * 10, width * 10);
            }
        }
        for (key, row, vehicle) in self.odd.iter() {
            if rules::plate_forgiven(slips, key) {
                found(row, vehicle);
            }
        }
    }
}

/// The numbers of plates that can match: with the typed digits in them, and nothing before them
/// where letters stand before, nothing behind where letters stand behind.
fn numbers_with(parts: Parts<'_>) -> Vec<usize> {
    let free = 4_usize.saturating_sub(parts.digits.len());
    let (Ok(typed), true) = (parts.digits.parse::<usize>(), parts.digits.len() <= 4) else {
        return Vec::new();
    };
    let power = |digits: usize| (0..digits).fold(1, |power, _| power * 10);
    let behind = if parts.suffix.is_empty() { free } else { 0 };
    let mut numbers = Vec::new();
    for right in 0..=behind {
        let before = if parts.region.is_empty() {
            free - right
        } else {
            0
        };
        for left in 0..power(before) {
            // Without digits before it a number does not begin with 0.
            if left == 0 && parts.digits.starts_with('0') {
                continue;
            }
            let first = (left * power(parts.digits.len()) + typed) * power(right);
            numbers.extend(first..first + power(right));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// So many plates make it worth to judge every group of letters beforehand.
const MANY: usize = 100_000;

/// How typed letters match each group of letters of a plate with a number.
struct Tables {
    regions: Vec<Option<MatchClass>>,
    suffixes: Vec<Option<MatchClass>>,
}

impl Tables {
    #[inline]
    fn class(&self, letters: u32) -> Option<MatchClass> {
        let region = *self.regions.get(((letters & REGION) >> 15) as usize)?;
        let suffix = *self.suffixes.get((letters & SUFFIX) as usize)?;
        match (region, suffix) {
            (Some(region), Some(suffix)) => Some(region.min(suffix)),
            (region, suffix) => region.or(suffix),
        }
    }
}

/// Where letters may stand in a plate: in every group of so many neighbours.
struct Places {
    pattern: u32,
    mask: u32,
    length: usize,
}

impl Places {
    fn of(typed: &str) -> Self {
        Self {
            pattern: letters(typed).unwrap_or(u32::MAX),
            mask: (1 << (5 * typed.len())) - 1,
            length: typed.len(),
        }
    }

    /// Whether they stand in a group of letters, `right` places from its right end.
    #[inline]
    fn at(&self, group: u32, right: usize) -> bool {
        (group >> (5 * right)) & self.mask == self.pattern
    }

    #[inline]
    fn class(&self, letters: u32, without_number: bool) -> Option<MatchClass> {
        let (region, suffix) = ((letters & REGION) >> 15, letters & SUFFIX);
        let room = 3 - self.length;
        let anywhere = (0..=room).any(|right| self.at(region, right) || self.at(suffix, right));
        if !anywhere {
            return None;
        }
        let size = |group: u32| (32 - group.leading_zeros()).div_ceil(5) as usize;
        let begins = size(region) >= self.length && self.at(region, size(region) - self.length);
        if region == self.pattern && without_number {
            Some(MatchClass::Exact)
        } else if begins {
            Some(MatchClass::Prefix)
        } else if self.length < 2 {
            None
        } else if self.ends(suffix) || (without_number && self.at(region, 0)) {
            Some(MatchClass::Tail)
        } else {
            Some(MatchClass::Inside)
        }
    }

    /// The class of every region and of every suffix.
    fn tables(&self) -> Tables {
        let groups = 0..=SUFFIX;
        Tables {
            regions: groups
                .clone()
                .map(|group| self.class(group << 15, false))
                .collect(),
            suffixes: groups.map(|group| self.class(group, false)).collect(),
        }
    }

    /// Whether a suffix, which lies to the left of its place, ends so.
    #[inline]
    fn ends(&self, suffix: u32) -> bool {
        let empty = suffix.trailing_zeros() as usize / 5;
        suffix != 0 && empty < 3 && self.at(suffix, empty)
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
        builder.build()
    }

    #[test]
    fn digits_between_letters_are_all_of_the_number() {
        let keys = ["A1B", "A11B", "A111B", "A1"].map(str::to_owned);
        let mut found = Vec::new();
        packed(&keys).find("A1B", &|| true, |class, row, _| found.push((class, row)));
        assert_eq!(found, [(MatchClass::Exact, 0)]);
        let mut found = Vec::new();
        packed(&["AA22".to_owned()]).find("A2", &|| true, |class, _, _| found.push(class));
        assert_eq!(found, [MatchClass::Inside]);
    }

    #[test]
    fn letters_judged_beforehand_are_judged_the_same() {
        for typed in ["A", "B", "AB", "BA", "ABA"] {
            let places = Places::of(typed);
            let tables = places.tables();
            for key in [
                "A1", "AB1", "BAB1B", "B1A", "B1AB", "ABA1BAB", "A1ABA", "C1C", "1",
            ] {
                let letters = Parts::of(key).packed_letters().unwrap();
                assert_eq!(
                    tables.class(letters),
                    places.class(letters, false),
                    "{typed} {key}"
                );
            }
        }
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
            packed(&keys).find(&typed, &|| true, |class, row, _| found[row as usize] = Some(class));
            let wanted: Vec<_> = keys.iter().map(|key| rules::plate(&typed, key)).collect();
            prop_assert_eq!(found, wanted, "{} in {:?}", typed, keys);
        }

        #[test]
        fn slips_are_forgiven_as_the_rules_say(
            keys in prop::collection::vec("[AB]{1,2}[12][0-2]{2,3}[AB]{0,3}ก?", 1..40),
            typed in "[AB]{0,2}[0-2]{3,4}[AB]{0,3}",
        ) {
            let slips = Query::parse(&typed).plate_slips();
            let mut found = vec![false; keys.len()];
            packed(&keys).forgiven(&slips, |row, _| found[row as usize] = true);
            let wanted: Vec<_> = keys.iter().map(|key| rules::plate_forgiven(&slips, key)).collect();
            prop_assert_eq!(found, wanted, "{} in {:?}", typed, keys);
        }
    }
}
