//! What is worth offering: what those who take the same also take.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::visits::days;
use crate::domain::Day;

/// Customers who took a thing, below which it says nothing of others.
const ENOUGH: u32 = 20;
/// Customers who took both, at the least.
const BOTH: u32 = 10;
/// Of a hundred who take the one, so many take the other as well.
const CONFIDENCE_PERCENT: u32 = 40;
/// So much more often than customers in general, per cent.
const LIFT_PERCENT: u64 = 120;
/// Days within which somebody takes a thing, and after which it is long ago.
pub const WINDOW: u32 = 365;

/// Bundles that are told.
const BUNDLES: usize = 20;

/// A thing by its place.
pub type Thing = u32;

/// How many took what, and what together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Together {
    /// What the things are called, by place.
    names: Vec<String>,
    places: HashMap<String, Thing>,
    /// How many were counted.
    all: u32,
    /// How many took each.
    took: Vec<u32>,
    /// How many took both, the lower place first.
    both: HashMap<(Thing, Thing), u32>,
}

/// That those who take one thing often take another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Who takes this
    pub one: Thing,
    /// often takes that.
    pub other: Thing,
    /// How many took both.
    pub both: u32,
    /// How many took the first.
    pub of: u32,
}

/// Something to offer to one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub thing: String,
    /// What they take, and others take together with it.
    pub because: String,
    /// How many took both.
    pub both: u32,
    /// How many took what they take.
    pub of: u32,
    /// When it was taken last; `None` for never.
    pub last: Option<Day>,
}

impl Offer {
    /// Of ten who take what they take, so many take this too.
    pub fn of_ten(&self) -> u32 {
        (self.both * 10 + self.of / 2) / self.of.max(1)
    }
}

impl Together {
    /// The place of a thing by its key; `name` is what it is called where it is new.
    pub fn place(&mut self, key: &str, name: &str) -> Thing {
        if let Some(place) = self.places.get(key) {
            return *place;
        }
        let place = Thing::try_from(self.names.len()).unwrap_or(Thing::MAX);
        self.names.push(name.to_owned());
        self.took.push(0);
        self.places.insert(key.to_owned(), place);
        place
    }

    /// The place of a thing that was counted.
    pub fn known(&self, key: &str) -> Option<Thing> {
        self.places.get(key).copied()
    }

    /// What a thing is called.
    pub fn name(&self, thing: Thing) -> &str {
        let at = usize::try_from(thing).ok();
        at.and_then(|at| self.names.get(at))
            .map_or("", String::as_str)
    }

    /// How many were counted.
    pub fn counted(&self) -> u32 {
        self.all
    }

    /// Counts one customer, or one visit, with what was taken.
    pub fn add(&mut self, took: &BTreeSet<Thing>) {
        self.all += 1;
        for (at, one) in took.iter().enumerate() {
            if let Some(count) = usize::try_from(*one)
                .ok()
                .and_then(|one| self.took.get_mut(one))
            {
                *count += 1;
            }
            for other in took.iter().skip(at + 1) {
                *self.both.entry((*one, *other)).or_default() += 1;
            }
        }
    }

    /// What who takes this often takes as well, if it says anything: at least twenty took the one
    /// and ten both, which is 40 % of them or more, and 1.2 times as often as in general.
    fn rule(&self, one: Thing, other: Thing) -> Option<Rule> {
        let pair = (one.min(other), one.max(other));
        let both = *self.both.get(&pair)?;
        let count = |thing: Thing| {
            usize::try_from(thing)
                .ok()
                .and_then(|at| self.took.get(at))
                .copied()
        };
        let (of, general) = (count(one)?, count(other)?);
        let enough = of >= ENOUGH && both >= BOTH;
        let often = u64::from(both) * 100 >= u64::from(of) * u64::from(CONFIDENCE_PERCENT);
        // both / of >= 1.2 * general / all
        let more = u64::from(both) * u64::from(self.all) * 100
            >= u64::from(of) * u64::from(general) * LIFT_PERCENT;
        (enough && often && more).then_some(Rule {
            one,
            other,
            both,
            of,
        })
    }

    /// What to offer to somebody, by when they took what last: things that were not taken within a
    /// year, each for the best reason among those that were; the surest first, at most so many.
    pub fn offers(&self, taken: &BTreeMap<Thing, Day>, as_of: Day, most: usize) -> Vec<Offer> {
        let lately = |thing: &Thing| {
            let last = taken.get(thing);
            last.is_some_and(|last| days(*last, as_of) <= WINDOW)
        };
        let takes: Vec<Thing> = taken.keys().copied().filter(lately).collect();
        let things = 0..Thing::try_from(self.names.len()).unwrap_or(Thing::MAX);
        let mut rules: Vec<Rule> = things
            .filter(|thing| !lately(thing))
            .filter_map(|thing| {
                let rules = takes.iter().filter_map(|one| self.rule(*one, thing));
                rules.max_by(surer)
            })
            .collect();
        rules.sort_by(|a, b| surer(b, a).then(a.other.cmp(&b.other)));
        rules.truncate(most);
        let offer = |rule: Rule| Offer {
            thing: self.name(rule.other).to_owned(),
            because: self.name(rule.one).to_owned(),
            both: rule.both,
            of: rule.of,
            last: taken.get(&rule.other).copied(),
        };
        rules.into_iter().map(offer).collect()
    }

    /// Things that are often taken together, the surest pair first: each pair once, told from the
    /// side of which more take the other.
    pub fn bundles(&self, most: usize) -> Vec<Rule> {
        let best = |(one, other): &(Thing, Thing)| {
            let rules = [self.rule(*one, *other), self.rule(*other, *one)];
            rules.into_iter().flatten().max_by(surer)
        };
        let mut all: Vec<Rule> = self.both.keys().filter_map(best).collect();
        all.sort_by(|a, b| surer(b, a).then((a.one, a.other).cmp(&(b.one, b.other))));
        all.truncate(most);
        all
    }
}

/// What the customers of a year took, and what in one visit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenTogether {
    /// By customer.
    pub by_customers: Together,
    /// By visit.
    pub by_visits: Together,
}

/// What is worth offering to one customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offers {
    /// The surest first.
    pub offers: Vec<Offer>,
    /// The day of the service that the shop has written down, where it is over or within three weeks.
    pub due: Option<Day>,
    /// How many different things they ever took.
    pub breadth: usize,
    /// Of these, within the last year.
    pub breadth_year: usize,
    /// What they take in the shop's words, by how lately.
    pub takes: Vec<(String, Day)>,
}

/// A pair that is often taken in one visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Visits with this
    pub one: String,
    /// often have that.
    pub other: String,
    /// How many had both.
    pub both: u32,
    /// How many had the first.
    pub of: u32,
}

impl TakenTogether {
    /// What is often taken in one visit, the surest pair first.
    pub fn bundles(&self) -> Vec<Bundle> {
        let all = &self.by_visits;
        let bundle = |rule: Rule| Bundle {
            one: all.name(rule.one).to_owned(),
            other: all.name(rule.other).to_owned(),
            both: rule.both,
            of: rule.of,
        };
        all.bundles(BUNDLES).into_iter().map(bundle).collect()
    }
}

/// By the share, then by how many it rests on.
fn surer(a: &Rule, b: &Rule) -> std::cmp::Ordering {
    let share = u64::from(a.both) * u64::from(b.of);
    let other = u64::from(b.both) * u64::from(a.of);
    share.cmp(&other).then(a.both.cmp(&b.both))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// Customers by what they took: how many of each kind.
    fn shop(kinds: &[(&[&str], u32)]) -> Together {
        let mut shop = Together::default();
        for (took, times) in kinds {
            let took: BTreeSet<Thing> = took.iter().map(|key| shop.place(key, key)).collect();
            for _ in 0..*times {
                shop.add(&took);
            }
        }
        shop
    }

    fn taken(shop: &Together, what: &[(&str, &str)]) -> BTreeMap<Thing, Day> {
        what.iter()
            .filter_map(|(key, last)| Some((shop.known(key)?, day(last))))
            .collect()
    }

    #[test]
    fn what_seven_of_ten_take_as_well_is_offered_with_the_reason() {
        let shop = shop(&[(&["oil", "filter"], 70), (&["oil"], 30), (&["tyre"], 100)]);
        let as_of = day("2026-11-22");
        let mine = taken(&shop, &[("oil", "2026-11-01"), ("filter", "2025-09-20")]);
        let offers = shop.offers(&mine, as_of, 5);
        assert_eq!(
            offers,
            [Offer {
                thing: "filter".to_owned(),
                because: "oil".to_owned(),
                both: 70,
                of: 100,
                last: Some(day("2025-09-20")),
            }]
        );
        assert_eq!(offers[0].of_ten(), 7);
        let taken_lately = taken(&shop, &[("oil", "2026-11-01"), ("filter", "2025-11-22")]);
        assert_eq!(shop.offers(&taken_lately, as_of, 5), []);
        let long_ago = taken(&shop, &[("oil", "2025-11-21")]);
        assert_eq!(shop.offers(&long_ago, as_of, 5), []);
    }

    #[test]
    fn few_customers_a_small_share_or_what_everybody_takes_say_nothing() {
        let mine = |shop: &Together| taken(shop, &[("oil", "2026-11-01")]);
        let as_of = day("2026-11-22");
        for (kinds, why) in [
            (
                &[
                    (&["oil", "filter"][..], 15),
                    (&["oil"], 4),
                    (&["tyre"], 100),
                ][..],
                "nineteen took oil",
            ),
            (
                &[(&["oil", "filter"], 9), (&["oil"], 11), (&["tyre"], 100)],
                "nine took both",
            ),
            (
                &[(&["oil", "filter"], 39), (&["oil"], 61), (&["tyre"], 100)],
                "39 of 100",
            ),
            (
                &[
                    (&["oil", "filter"], 90),
                    (&["oil"], 10),
                    (&["filter"], 90),
                    (&["tyre"], 10),
                ],
                "everybody takes filters",
            ),
        ] {
            let shop = shop(kinds);
            assert_eq!(shop.offers(&mine(&shop), as_of, 5), [], "{why}");
        }
        let enough = shop(&[(&["oil", "filter"], 40), (&["oil"], 60), (&["tyre"], 100)]);
        assert_eq!(enough.offers(&mine(&enough), as_of, 5).len(), 1);
    }

    #[test]
    fn a_pair_is_told_once_from_its_surer_side() {
        let shop = shop(&[(&["oil", "filter"], 50), (&["oil"], 50), (&["tyre"], 100)]);
        let bundles = shop.bundles(5);
        assert_eq!(bundles.len(), 1);
        let rule = bundles[0];
        assert_eq!(
            (shop.name(rule.one), shop.name(rule.other)),
            ("filter", "oil")
        );
        assert_eq!((rule.both, rule.of), (50, 50));
    }

    proptest! {
        /// The counts are those of a plain count, and no offer breaks its own rule.
        #[test]
        fn an_offer_holds_what_it_says(baskets in prop::collection::vec(prop::collection::btree_set(0..5_u32, 0..5), 0..200)) {
            let mut shop = Together::default();
            for thing in 0..5 {
                shop.place(&thing.to_string(), &thing.to_string());
            }
            for basket in &baskets {
                shop.add(basket);
            }
            let as_of = day("2026-11-22");
            let mine = BTreeMap::from([(0, as_of), (1, day("2024-01-01"))]);
            for offer in shop.offers(&mine, as_of, 10) {
                let (one, other): (u32, u32) = (offer.because.parse().unwrap(), offer.thing.parse().unwrap());
                let count = |things: &[u32]| baskets.iter().filter(|basket| things.iter().all(|thing| basket.contains(thing))).count();
                prop_assert_eq!((offer.both as usize, offer.of as usize), (count(&[one, other]), count(&[one])));
                prop_assert!(offer.both * 10 >= offer.of * 4 && offer.both >= 10 && offer.of >= 20);
                prop_assert!(one == 0 && other != 0);
            }
        }
    }
}
