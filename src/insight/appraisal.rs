//! What can be said of every customer as of a day.

use std::collections::HashMap;

use super::{
    Money, Outlook, Past, Prediction, Rfm, Rhythm, Scores, Segment, Stage, Visits, outlook, stage,
};
use crate::domain::filter::{Lacking, Silence, Unsaid};
use crate::domain::{CustomerId, Day};

/// What can be said of one customer with visits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Appraised {
    /// Who.
    pub customer: CustomerId,
    /// What they did.
    pub visits: Visits,
    /// Their place among all.
    pub scores: Scores,
    /// Where they stand in their own rhythm.
    pub rhythm: Rhythm,
    /// How far they have come with the shop.
    pub stage: Stage,
    /// What is to be expected of them.
    pub outlook: Outlook,
    /// The chance, 0 to 1, that they are still a customer; `None` where the model may not speak.
    pub alive: Option<f64>,
}

impl Appraised {
    /// The segment of their scores.
    pub fn segment(&self) -> Segment {
        self.scores.segment()
    }
}

/// All customers with visits, judged as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraisal {
    /// The day.
    pub as_of: Day,
    /// Everybody, in the order in which they were given.
    pub rows: Vec<Appraised>,
    /// What the models say.
    pub prediction: Prediction,
    /// What cannot be said of so young or so small a shop.
    pub silence: Silence,
}

/// Customers with visits below which a place among them says nothing.
pub(super) const SCORED: usize = 25;

fn silence(customers: usize, prediction: &Prediction) -> Silence {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let numbers = prediction.unsaid();
    Silence {
        scores: (customers < SCORED).then(|| Unsaid::Lacks {
            what: Lacking::Scored,
            least: count(SCORED),
            has: count(customers),
        }),
        labels: numbers.filter(|_| prediction.churn.is_none()),
        numbers,
    }
}

impl Appraisal {
    /// Judges these customers. `past` is what a back-test needs; without it no numbers are shown.
    pub fn of(
        standing: &[(CustomerId, Visits)],
        as_of: Day,
        past: Option<&Past>,
        shop: Money,
    ) -> Self {
        let all: Vec<Visits> = standing.iter().map(|(_, visits)| *visits).collect();
        let prediction = Prediction::of(&all, as_of, past, shop);
        let scores = Rfm::by_rank(&all, as_of).0;
        let judge = |((customer, visits), scores): (&(CustomerId, Visits), Scores)| {
            let rhythm = Rhythm::of(visits, as_of);
            let alive = prediction.alive(visits, as_of);
            Appraised {
                customer: *customer,
                visits: *visits,
                scores,
                rhythm,
                stage: stage(Some(visits), rhythm.pace, 0, 0),
                outlook: outlook(visits, rhythm.pace, alive, as_of),
                alive,
            }
        };
        Self {
            as_of,
            rows: standing.iter().zip(scores).map(judge).collect(),
            silence: silence(standing.len(), &prediction),
            prediction,
        }
    }

    /// The same, where some brought others who came: `brought` says how many.
    #[must_use]
    pub fn with_brought(mut self, brought: &HashMap<CustomerId, u32>) -> Self {
        if brought.is_empty() {
            return self;
        }
        for one in &mut self.rows {
            if let Some(count) = brought.get(&one.customer) {
                one.stage = stage(Some(&one.visits), one.rhythm.pace, 0, *count);
            }
        }
        self
    }

    /// A customer, where the customers were given in the order of their numbers.
    pub fn get(&self, customer: CustomerId) -> Option<&Appraised> {
        let at = self
            .rows
            .binary_search_by_key(&customer.0, |one| one.customer.0)
            .ok()?;
        self.rows.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{Margin, Receipt, VisitDays};
    use chrono::Days;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    /// Customers who came every so many days, some of whom stayed away after a while.
    fn standing(as_of: Day, customers: i64) -> Vec<(CustomerId, Visits)> {
        let one = |number: i64| {
            let first = day("2025-01-01") + Days::new((number * 7 % 300).unsigned_abs());
            let every = 20 + number * 13 % 60;
            let visits = if number % 3 == 0 { 3 } else { 40 };
            let receipts = (0..visits).map(|visit| Receipt {
                day: first + Days::new((visit * every).unsigned_abs()),
                amount: Some(100_000 + number * 1_000),
            });
            Some((
                CustomerId(number),
                VisitDays::of(receipts, as_of).summary()?,
            ))
        };
        (1..=customers).filter_map(one).collect()
    }

    fn appraisal(customers: i64, margin: Margin) -> Appraisal {
        let as_of = day("2026-06-28");
        let then = as_of - Days::new(90);
        let known: Vec<_> = standing(then, customers);
        let now = standing(as_of, customers);
        let was = |id: CustomerId| {
            known
                .iter()
                .find(|(other, _)| *other == id)
                .map(|(_, visits)| visits.count)
        };
        let since = now
            .iter()
            .filter_map(|(id, visits)| Some(u64::from(visits.count - was(*id)?)))
            .sum();
        let past = Past {
            then,
            known: known.iter().map(|(_, visits)| *visits).collect(),
            since,
        };
        let shop = Money {
            margin,
            minor_per_major: 1.0,
        };
        Appraisal::of(&now, as_of, Some(&past), shop)
    }

    #[test]
    fn numbers_are_shown_where_there_is_enough_history_and_the_back_test_came_true() {
        let many = appraisal(150, Margin::default());
        assert!(many.prediction.is_shown(), "{:?}", many.prediction);
        let learned = many.prediction.learned().expect("open");
        assert!((10.0..100.0).contains(&learned.every), "{learned:?}");
        assert!((0.0..0.2).contains(&learned.leave));
        assert!(learned.per_visit.is_some_and(|money| money > 100_000.0));
        let few = appraisal(60, Margin::default());
        assert!(few.prediction.churn.is_some() && !few.prediction.is_shown());
        assert_eq!(
            few.prediction.expected(&few.rows[0].visits, few.as_of),
            None
        );
        let fewer = appraisal(20, Margin::default());
        assert_eq!((fewer.prediction.churn, fewer.rows[0].alive), (None, None));
    }

    #[test]
    fn of_a_small_shop_it_is_said_what_cannot_be_said_and_why() {
        let lacks = |what, least, has| Some(Unsaid::Lacks { what, least, has });
        let fewer = appraisal(20, Margin::default()).silence;
        assert_eq!(fewer.scores, lacks(Lacking::Scored, 25, 20));
        assert_eq!(fewer.labels, lacks(Lacking::Customers, 30, 20));
        let few = appraisal(60, Margin::default()).silence;
        assert_eq!((few.scores, few.labels), (None, None));
        assert_eq!(few.numbers, lacks(Lacking::Customers, 100, 60));
        let many = appraisal(150, Margin::default()).silence;
        assert_eq!(many, Silence::default());
    }

    #[test]
    fn whoever_still_comes_is_worth_more_than_whoever_stayed_away() {
        let shop = appraisal(150, Margin::default());
        let [comes, gone] = [1, 3].map(|id| *shop.get(CustomerId(id)).expect("known"));
        let of = |one: &Appraised| {
            shop.prediction
                .expected(&one.visits, shop.as_of)
                .expect("shown")
        };
        assert!(comes.alive > Some(0.5) && gone.alive < Some(0.2));
        assert!(of(&comes).visits > 10.0 * of(&gone).visits);
        assert!(of(&comes).value > 10.0 * of(&gone).value);
        assert!(of(&comes).visits <= 90.0 / 20.0 * 1.5, "{:?}", of(&comes));
    }

    #[test]
    fn whoever_came_four_times_and_brought_somebody_is_an_advocate() {
        let plain = appraisal(30, Margin::default());
        let regular = plain.rows.iter().find(|one| one.visits.count >= 4);
        let fresh = plain.rows.iter().find(|one| one.visits.count < 4);
        let [regular, fresh] = [regular, fresh].map(|one| one.expect("known").customer);
        let brought = HashMap::from([(regular, 1), (fresh, 2)]);
        let now = plain.clone().with_brought(&brought);
        for (was, is) in plain.rows.iter().zip(&now.rows) {
            let advocate = is.customer == regular;
            assert_eq!(is.stage == crate::insight::Stage::Advocate, advocate);
            assert!(advocate || is == was);
        }
    }

    #[test]
    fn known_costs_make_the_value_a_margin() {
        let money = appraisal(150, Margin::default());
        let half = Margin {
            money: 1_000,
            cost: 500,
        };
        let margin = appraisal(150, half);
        let of = |shop: &Appraisal| {
            shop.prediction
                .expected(&shop.rows[0].visits, shop.as_of)
                .expect("shown")
        };
        assert!((of(&margin).value * 2.0 - of(&money).value).abs() < 1e-6);
        assert_eq!(half.share(), Some(0.5));
        assert_eq!(
            Margin {
                money: 10,
                cost: 20
            }
            .share(),
            Some(0.0)
        );
    }
}
