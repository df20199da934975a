//! Offers, pairs and dearer variants of an invented shop.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

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
