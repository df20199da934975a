//! Customers who came as often and are known as long are alike to the models: what is said of them
//! while they are still customers is worked out once.

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt as _};

use super::{ByRepeats, Churn, History, Observed};

/// What was worked out, by visits after the first and days since it.
#[derive(Debug, Clone)]
pub struct Alike<T>(HashMap<(u32, u32), T>);

impl<T> Default for Alike<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T: Copy> Alike<T> {
    /// What holds for everybody like this one.
    pub fn of(&mut self, one: Observed, work_out: impl FnOnce() -> T) -> T {
        match self.0.entry((one.repeats, one.known)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => *new.insert(work_out()),
        }
    }
}

impl Churn {
    /// The visits to be expected of all of them together within so many days.
    pub fn visits_of_all(&self, all: &[Observed], days: u32) -> f64 {
        let (mut alike, mut by_repeats) = (Alike::default(), ByRepeats::of(*self));
        let visits = |one: &Observed| {
            let history = History::from(*one);
            let ahead = by_repeats.ahead(one.repeats);
            let within = || ahead.visits(history.known, days.into());
            self.alive(history) * alike.of(*one, within)
        };
        all.iter().map(visits).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    #[test]
    fn the_sum_is_that_of_everybody_alone() {
        let model = Churn {
            kind: Kind::Mbg,
            r: 0.5,
            alpha: 60.0,
            a: 0.9,
            b: 1.6,
        };
        let one = |number: u32| Observed {
            repeats: number % 5,
            span: number % 5 * (number % 31),
            known: 200 + number % 7,
        };
        let all: Vec<Observed> = (0..500).map(one).collect();
        let alone: f64 = all
            .iter()
            .map(|one| model.visits((*one).into(), 90.0))
            .sum();
        let together = model.visits_of_all(&all, 90);
        assert!((together - alone).abs() < 1e-9, "{together} is not {alone}");
    }
}
