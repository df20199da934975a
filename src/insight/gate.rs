//! When there is enough history to predict anything, and what is missing when there is not.

use super::Visits;
use crate::domain::Day;

/// What a prediction lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortage {
    /// Fewer customers with visits than this.
    Customers(u32),
    /// Fewer who came again.
    Returning(u32),
    /// Fewer visits after the first.
    Repeats(u32),
    /// The oldest customer has been known for fewer days.
    Days(u32),
}

impl Shortage {
    /// The rule that does not hold, as files and JSON write it.
    pub fn rule(self) -> String {
        match self {
            Self::Customers(least) => format!("customers<{least}"),
            Self::Returning(least) => format!("returning_customers<{least}"),
            Self::Repeats(least) => format!("repeat_visits<{least}"),
            Self::Days(least) => format!("history_days<{least}"),
        }
    }
}

/// How much history there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gate {
    /// Customers with visits.
    pub customers: u32,
    /// Those who came more than once.
    pub returning: u32,
    /// Visits after the first, of all customers.
    pub repeats: u64,
    /// Days since the first visit of the oldest customer.
    pub days: u32,
}

impl Gate {
    /// Of these customers as of a day.
    pub fn of(customers: &[Visits], as_of: Day) -> Self {
        customers.iter().fold(Self::default(), |sum, visits| Self {
            customers: sum.customers + 1,
            returning: sum.returning + u32::from(visits.repeats() > 0),
            repeats: sum.repeats + u64::from(visits.repeats()),
            days: sum.days.max(visits.known(as_of)),
        })
    }

    /// What is missing before a customer may be called probably lost; empty when nothing is.
    pub fn shortages(&self) -> Vec<Shortage> {
        let rules = [
            (self.customers < 30, Shortage::Customers(30)),
            (self.returning < 10, Shortage::Returning(10)),
            (self.repeats < 20, Shortage::Repeats(20)),
            (self.days < 90, Shortage::Days(90)),
        ];
        let missing = rules.into_iter().filter(|(missing, _)| *missing);
        missing.map(|(_, shortage)| shortage).collect()
    }

    /// Whether customers may be labelled by the model.
    pub fn is_open(&self) -> bool {
        self.shortages().is_empty()
    }

    /// What is missing before numbers of visits and money may be shown; empty when nothing is.
    pub fn shortages_for_numbers(&self) -> Vec<Shortage> {
        let rules = [
            (self.customers < 100, Shortage::Customers(100)),
            (self.returning < 30, Shortage::Returning(30)),
            (self.repeats < 20, Shortage::Repeats(20)),
            (self.days < 180, Shortage::Days(180)),
        ];
        let missing = rules.into_iter().filter(|(missing, _)| *missing);
        missing.map(|(_, shortage)| shortage).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gate_opens_with_the_last_thing_that_was_missing() {
        let enough = Gate {
            customers: 30,
            returning: 10,
            repeats: 20,
            days: 90,
        };
        assert!(enough.is_open());
        for (gate, rule) in [
            (
                Gate {
                    customers: 29,
                    ..enough
                },
                "customers<30",
            ),
            (
                Gate {
                    returning: 9,
                    ..enough
                },
                "returning_customers<10",
            ),
            (
                Gate {
                    repeats: 19,
                    ..enough
                },
                "repeat_visits<20",
            ),
            (Gate { days: 89, ..enough }, "history_days<90"),
        ] {
            let rules: Vec<String> = gate.shortages().into_iter().map(Shortage::rule).collect();
            assert_eq!(rules, [rule]);
            assert!(!gate.is_open());
        }
        assert_eq!(enough.shortages_for_numbers().len(), 3);
    }
}
