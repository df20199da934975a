//! What of the same kind others changed to, and paid more for: full synthetic instead of mineral oil.
//!
//! It rests on what this shop saw and on nothing else: on vehicles, or customers without one, that
//! took the one and took the other after it.

use std::collections::{BTreeMap, HashMap};

use super::WINDOW;
use crate::domain::name::fold;
use crate::domain::{Day, Money, VehicleId, oil};
use crate::insight::visits::days;
use crate::insight::{ENGINE_OIL, median};

/// Days within which a change counts.
pub const CHANGES_WITHIN: u32 = 730;
/// Who took the one and came for something of its kind again, below which it says nothing.
const ENOUGH: u32 = 20;
/// Who changed to the other, at the least.
const CHANGED: u32 = 5;
/// Of a hundred who took the one, so many changed to the other.
const SHARE_PERCENT: u32 = 10;
/// Days after which something may be wanted again.
const REST: u32 = 30;
/// Prices that must be known of each.
const PRICES: usize = 5;
/// What is dearer costs so much of the other, per cent.
const DEARER_PERCENT: i128 = 110;

/// Words that tell one grade of a thing from another.
const GRADES: [&str; 31] = [
    "basic",
    "besar",
    "biasa",
    "complete",
    "deluxe",
    "ekonomis",
    "full",
    "fully",
    "genuine",
    "iridium",
    "kecil",
    "komplit",
    "lengkap",
    "mesin",
    "mineral",
    "ori",
    "original",
    "platinum",
    "plus",
    "premium",
    "pro",
    "racing",
    "semi",
    "sintetik",
    "sintetis",
    "standar",
    "standard",
    "super",
    "synthetic",
    "syntetic",
    "vip",
];

/// A variant by its place.
pub type Variant = usize;

/// One of a kind that somebody takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taking {
    /// Which.
    pub variant: Variant,
    /// When.
    pub day: Day,
}

/// What one vehicle was given, or a customer took without one.
pub type Took = (Option<VehicleId>, Vec<Taking>);

/// Something dearer of the same kind to offer to one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dearer {
    /// What.
    pub thing: String,
    /// What they take.
    pub instead_of: String,
    /// How many changed from that to this,
    pub changed: u32,
    /// of how many who took that and came for something of the kind again.
    pub of: u32,
    /// What one of it usually costs.
    pub price: Money,
    /// What one of the other usually costs.
    pub instead_price: Money,
    /// With which vehicles they take it.
    pub with: Vec<VehicleId>,
}

/// What of one kind was taken, and what after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variants {
    all: Vec<Known>,
    places: HashMap<String, Variant>,
    kinds: HashMap<String, usize>,
    /// How many changed from the one to the other.
    moved: HashMap<(Variant, Variant), u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    name: String,
    kind: usize,
    prices: Vec<i64>,
    /// How many took it and something of the kind after it.
    again: u32,
}

/// Of what kind a line is, and which variant of it: empty for a line without letters.
fn variant(text: &str) -> Option<(String, String)> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let key = words.join(" ");
    if oil::is_engine_oil(text) {
        return Some((ENGINE_OIL.to_owned(), key));
    }
    let kind = words.iter().filter(|word| !GRADES.contains(word));
    let kind: Vec<&str> = kind.copied().collect();
    let says = kind
        .iter()
        .any(|word| word.chars().any(char::is_alphabetic));
    says.then(|| (kind.join(" "), key))
}

impl Variants {
    /// The place of what a line names; `None` where it names nothing.
    pub fn place(&mut self, text: &str) -> Option<Variant> {
        let (kind, key) = variant(text)?;
        if let Some(place) = self.places.get(&key) {
            return Some(*place);
        }
        let next = self.kinds.len();
        let kind = *self.kinds.entry(kind).or_insert(next);
        self.all.push(Known {
            name: text.trim().to_owned(),
            kind,
            prices: Vec::new(),
            again: 0,
        });
        let place = self.all.len() - 1;
        self.places.insert(key, place);
        Some(place)
    }

    /// The place of what a line names, where it was counted.
    pub fn known(&self, text: &str) -> Option<Variant> {
        self.places.get(&variant(text)?.1).copied()
    }

    /// One of it cost so much, minor units.
    pub fn priced(&mut self, variant: Variant, price: i64) {
        if let Some(known) = self.all.get_mut(variant)
            && price > 0
        {
            known.prices.push(price);
        }
    }

    /// Counts what one vehicle was given, or one customer without a vehicle took, in any order.
    pub fn add(&mut self, took: &[Taking]) {
        for (kind, last) in self.last(took) {
            let of_kind = took
                .iter()
                .filter(|one| self.kind(one.variant) == Some(kind));
            let mut before: Vec<Variant> = of_kind
                .filter(|one| one.day < last.day)
                .map(|one| one.variant)
                .collect();
            before.sort_unstable();
            before.dedup();
            for one in before {
                if let Some(known) = self.all.get_mut(one) {
                    known.again += 1;
                }
                if one != last.variant {
                    *self.moved.entry((one, last.variant)).or_default() += 1;
                }
            }
        }
    }

    /// What was taken last of each kind; nothing of a kind of which two were taken on that day.
    fn last(&self, took: &[Taking]) -> BTreeMap<usize, Taking> {
        let mut last: BTreeMap<usize, (Taking, bool)> = BTreeMap::new();
        let mut sorted: Vec<&Taking> = took.iter().collect();
        sorted.sort_by_key(|one| one.day);
        for one in sorted {
            let Some(kind) = self.kind(one.variant) else {
                continue;
            };
            let now = match last.get(&kind) {
                Some((known, is_sure)) if known.day == one.day => {
                    (*known, *is_sure && known.variant == one.variant)
                }
                _ => (*one, true),
            };
            last.insert(kind, now);
        }
        let sure = last.into_iter().filter(|(_, (_, is_sure))| *is_sure);
        sure.map(|(kind, (one, _))| (kind, one)).collect()
    }

    fn kind(&self, variant: Variant) -> Option<usize> {
        self.all.get(variant).map(|known| known.kind)
    }

    /// What to offer to somebody who took this with one vehicle: for what was taken last of a kind
    /// and within a year the dearer variant to which most changed, unless they took that too, or
    /// as many change back; what was done just now is not wanted again. The surest first, at most so
    /// many.
    pub fn offers(&self, took: &[Took], as_of: Day, most: usize) -> Vec<Dearer> {
        let mut all: Vec<Dearer> = Vec::new();
        for (with, took) in took {
            let mine: Vec<Variant> = took.iter().map(|one| one.variant).collect();
            for last in self.last(took).into_values() {
                if !(REST..=WINDOW).contains(&days(last.day, as_of)) {
                    continue;
                }
                let others = (0..self.all.len()).filter(|other| !mine.contains(other));
                let dearer = others.filter_map(|other| self.dearer(last.variant, other));
                let Some(best) = dearer.max_by(surer) else {
                    continue;
                };
                let same = |one: &&mut Dearer| {
                    (&one.thing, &one.instead_of) == (&best.thing, &best.instead_of)
                };
                match all.iter_mut().find(same) {
                    Some(known) => known.with.extend(*with),
                    None => all.push(Dearer {
                        with: with.iter().copied().collect(),
                        ..best
                    }),
                }
            }
        }
        all.sort_by(|a, b| surer(b, a).then_with(|| a.thing.cmp(&b.thing)));
        all.truncate(most);
        all
    }

    /// That the other is dearer and enough changed to it.
    fn dearer(&self, one: Variant, other: Variant) -> Option<Dearer> {
        let changed = *self.moved.get(&(one, other))?;
        let back = self.moved.get(&(other, one)).copied().unwrap_or(0);
        let (from, to) = (self.all.get(one)?, self.all.get(other)?);
        let enough = from.again >= ENOUGH && changed >= CHANGED && changed > back;
        let often = u64::from(changed) * 100 >= u64::from(from.again) * u64::from(SHARE_PERCENT);
        if !(enough && often) {
            return None;
        }
        let (instead_price, price) = (usual(&from.prices)?, usual(&to.prices)?);
        let more = i128::from(price) * 100 >= i128::from(instead_price) * DEARER_PERCENT;
        more.then(|| Dearer {
            thing: to.name.clone(),
            instead_of: from.name.clone(),
            changed,
            of: from.again,
            price: Money(price),
            instead_price: Money(instead_price),
            with: Vec::new(),
        })
    }
}

/// The middle of the prices; `None` of too few.
fn usual(prices: &[i64]) -> Option<i64> {
    if prices.len() < PRICES {
        return None;
    }
    median(prices.iter().copied())
}

/// By the share, then by how many changed.
fn surer(a: &Dearer, b: &Dearer) -> std::cmp::Ordering {
    let share = u64::from(a.changed) * u64::from(b.of);
    let other = u64::from(b.changed) * u64::from(a.of);
    share.cmp(&other).then(a.changed.cmp(&b.changed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const MINERAL: &str = "Oli mineral 20W-50";
    const SYNTHETIC: &str = "Oli full synthetic 10W-40";

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// A shop in which so many stayed with mineral oil, changed up, and changed down.
    fn shop(stayed: u32, up: u32, down: u32) -> Variants {
        let mut shop = Variants::default();
        let (one, other) = (shop.place(MINERAL).unwrap(), shop.place(SYNTHETIC).unwrap());
        for _ in 0..PRICES {
            shop.priced(one, 60_000);
            shop.priced(other, 110_000);
        }
        let take = |variant, on| Taking {
            variant,
            day: day(on),
        };
        for (times, from, to) in [(stayed, one, one), (up, one, other), (down, other, one)] {
            for _ in 0..times {
                shop.add(&[take(to, "2026-06-01"), take(from, "2026-01-01")]);
            }
        }
        shop
    }

    fn mine(shop: &Variants, took: &[(&str, &str)]) -> Vec<Took> {
        let take = |(text, on): &(&str, &str)| Taking {
            variant: shop.known(text).unwrap(),
            day: day(on),
        };
        vec![(Some(VehicleId(7)), took.iter().map(take).collect())]
    }

    #[test]
    fn a_dearer_variant_to_which_others_changed_is_offered_with_its_numbers() {
        let shop = shop(15, 6, 2);
        let as_of = day("2026-11-22");
        let offers = |took: &[(&str, &str)]| shop.offers(&mine(&shop, took), as_of, 5);
        assert_eq!(
            offers(&[(MINERAL, "2026-09-01")]),
            [Dearer {
                thing: SYNTHETIC.to_owned(),
                instead_of: MINERAL.to_owned(),
                changed: 6,
                of: 21,
                price: Money(110_000),
                instead_price: Money(60_000),
                with: vec![VehicleId(7)],
            }]
        );
        assert_eq!(
            offers(&[(SYNTHETIC, "2026-09-01")]),
            [],
            "nothing is cheaper"
        );
        assert_eq!(offers(&[(MINERAL, "2025-11-01")]), [], "long ago");
        assert_eq!(offers(&[(MINERAL, "2026-10-24")]), [], "just done");
        assert_eq!(offers(&[(MINERAL, "2026-10-23")]).len(), 1);
        let back = [(SYNTHETIC, "2026-01-01"), (MINERAL, "2026-09-01")];
        assert_eq!(offers(&back), [], "they tried it");
        let both = [(SYNTHETIC, "2026-09-01"), (MINERAL, "2026-09-01")];
        assert_eq!(offers(&both), [], "nobody knows which they take");
    }

    #[test]
    fn what_several_vehicles_of_a_fleet_take_is_offered_once_for_all_of_them() {
        let shop = shop(15, 6, 2);
        let took = mine(&shop, &[(MINERAL, "2026-09-01")]).remove(0).1;
        let fleet = [7, 8, 9].map(|id| (Some(VehicleId(id)), took.clone()));
        let found = shop.offers(&fleet, day("2026-11-22"), 5);
        let with: Vec<_> = found.iter().map(|one| one.with.as_slice()).collect();
        assert_eq!(with, [[7, 8, 9].map(VehicleId)]);
    }

    #[rstest]
    #[case(13, 6, 0, "nineteen came again")]
    #[case(30, 4, 0, "four changed")]
    #[case(55, 6, 0, "fewer than one of ten")]
    #[case(15, 6, 6, "as many change back")]
    fn without_enough_evidence_nothing_is_offered(
        #[case] stayed: u32,
        #[case] up: u32,
        #[case] down: u32,
        #[case] why: &str,
    ) {
        let shop = shop(stayed, up, down);
        let took = mine(&shop, &[(MINERAL, "2026-09-01")]);
        assert_eq!(shop.offers(&took, day("2026-11-22"), 5), [], "{why}");
    }

    #[test]
    fn what_costs_the_same_or_has_no_known_price_is_not_dearer() {
        for price in [None, Some(65_000)] {
            let mut shop = Variants::default();
            let (one, other) = (shop.place(MINERAL).unwrap(), shop.place(SYNTHETIC).unwrap());
            for _ in 0..PRICES {
                shop.priced(one, 60_000);
                shop.priced(other, price.unwrap_or_default());
            }
            for _ in 0..30 {
                let take = |variant, on| Taking {
                    variant,
                    day: day(on),
                };
                shop.add(&[take(one, "2026-01-01"), take(other, "2026-06-01")]);
            }
            let took = mine(&shop, &[(MINERAL, "2026-09-01")]);
            assert_eq!(shop.offers(&took, day("2026-11-22"), 5), [], "{price:?}");
        }
    }

    #[rstest]
    #[case("Shell HX5 15W-40", "Shell Helix Ultra 5W-40", true)]
    #[case("Tune up", "Tune Up lengkap", true)]
    #[case("Busi", "busi iridium", true)]
    #[case("Ganti oli mesin", "Ganti oli full synthetic", true)]
    #[case("Filter oli", "Filter udara", false)]
    #[case("Kampas rem depan", "Kampas rem belakang", false)]
    #[case("Spirax 80W-90", "Shell HX5 15W-40", false)]
    fn variants_of_a_kind_differ_in_words_of_grades(
        #[case] one: &str,
        #[case] other: &str,
        #[case] same: bool,
    ) {
        let (one, other) = (variant(one).unwrap(), variant(other).unwrap());
        assert_eq!(one.0 == other.0, same, "{one:?} {other:?}");
        assert_ne!(one.1, other.1);
        assert_eq!(variant("123"), None);
    }

    proptest! {
        /// The numbers are those of a plain count, and none breaks the floors.
        #[test]
        fn an_offer_holds_what_it_says(took in prop::collection::vec(prop::collection::vec((0..3_usize, 0..40_u64), 0..5), 0..120)) {
            let names = ["Busi", "Busi iridium", "Busi platinum"];
            let mut shop = Variants::default();
            for (name, price) in names.iter().zip([10, 20, 30]) {
                let place = shop.place(name).unwrap();
                for _ in 0..PRICES {
                    shop.priced(place, price);
                }
            }
            let first = day("2026-01-01");
            let takes = |one: &Vec<(usize, u64)>| -> Vec<Taking> {
                one.iter().map(|(variant, on)| Taking { variant: *variant, day: first + chrono::Days::new(*on) }).collect()
            };
            for one in &took {
                shop.add(&takes(one));
            }
            let mine = vec![(None, vec![Taking { variant: 0, day: first }])];
            for offer in shop.offers(&mine, first + chrono::Days::new(REST.into()), 5) {
                let to = names.iter().position(|name| *name == offer.thing).unwrap();
                let counted = took.iter().filter_map(|one| {
                    let last = one.iter().map(|(_, on)| *on).max()?;
                    let mut lasts = one.iter().filter(|(_, on)| *on == last).map(|(variant, _)| *variant);
                    let end = lasts.next()?;
                    let sure = lasts.all(|other| other == end);
                    (sure && one.iter().any(|(variant, on)| *variant == 0 && *on < last)).then_some(end)
                });
                let ends: Vec<usize> = counted.collect();
                prop_assert_eq!(offer.of as usize, ends.len());
                prop_assert_eq!(offer.changed as usize, ends.iter().filter(|end| **end == to).count());
                prop_assert!(offer.of >= ENOUGH && offer.changed >= CHANGED && offer.changed * 10 >= offer.of);
                prop_assert!(offer.price > offer.instead_price && offer.instead_of == "Busi");
            }
        }
    }
}
