//! The vote on day and month: per column and written shape, over all rows.

use std::collections::HashMap;

use crate::domain::date::{DateOrder, DateShape};
use crate::exchange::convert::{is_without_year, parse_day};

/// What a column's dates of one shape say about their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// Some say it and none contradicts.
    Decided(DateOrder),
    /// No date has a number above 12 that would tell.
    Undecided,
    /// Some say one, some the other.
    Mixed {
        /// What most say.
        most: DateOrder,
        /// Whether they are at least four times as many.
        clear: bool,
    },
}

/// Counts of dates that can be read in one order only.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    day_first: u32,
    month_first: u32,
}

/// All votes of a table.
#[derive(Debug, Default)]
pub(super) struct DayVotes {
    by: HashMap<(usize, DateShape), Votes>,
    shared: HashMap<usize, usize>,
}

impl DayVotes {
    /// Takes in a cell.
    pub(super) fn add(&mut self, column: usize, text: &str) {
        if is_without_year(text) {
            return;
        }
        let Some(written) = parse_day(text) else {
            return;
        };
        let (Some(shape), Some(order)) = (written.shape(), written.only_order()) else {
            return;
        };
        let column = self.shared.get(&column).copied().unwrap_or(column);
        let votes = self.by.entry((column, shape)).or_default();
        match order {
            DateOrder::DayFirst => votes.day_first += 1,
            DateOrder::MonthFirst => votes.month_first += 1,
        }
    }

    /// Lets two columns vote together.
    pub(super) fn share(&mut self, column: usize, with: usize) {
        if column != with {
            self.shared.insert(column, with);
        }
    }

    /// What the vote says.
    pub(super) fn order(&self, column: usize, shape: DateShape) -> Order {
        let column = self.shared.get(&column).copied().unwrap_or(column);
        let votes = self.by.get(&(column, shape)).copied().unwrap_or_default();
        let (days, months) = (votes.day_first, votes.month_first);
        match (days, months) {
            (0, 0) => Order::Undecided,
            (_, 0) => Order::Decided(DateOrder::DayFirst),
            (0, _) => Order::Decided(DateOrder::MonthFirst),
            _ if days >= months => Order::Mixed {
                most: DateOrder::DayFirst,
                clear: days >= months * 4,
            },
            _ => Order::Mixed {
                most: DateOrder::MonthFirst,
                clear: months >= days * 4,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Written;

    fn order(dates: &[&str], of: &str) -> Order {
        let mut votes = DayVotes::default();
        for date in dates {
            votes.add(0, date);
        }
        votes.order(0, Written::parse(of).unwrap().shape().unwrap())
    }

    #[test]
    fn one_number_above_twelve_decides_for_all_of_its_shape() {
        assert_eq!(
            order(&["01/02/2024", "31/02/2024"], "03/04/2024"),
            Order::Decided(DateOrder::DayFirst)
        );
        assert_eq!(
            order(&["12/13/2024"], "03/04/2024"),
            Order::Decided(DateOrder::MonthFirst)
        );
    }

    #[test]
    fn each_shape_decides_for_itself() {
        assert_eq!(
            order(&["12/13/2024", "13-12-24"], "03-04-24"),
            Order::Decided(DateOrder::DayFirst)
        );
        assert_eq!(order(&["12/13/2024"], "03-04-24"), Order::Undecided);
    }

    #[test]
    fn birthdays_without_a_year_say_nothing_of_the_others() {
        assert_eq!(order(&["--11-13", "--12-31"], "11-09"), Order::Undecided);
    }

    #[test]
    fn a_contradiction_is_told() {
        let mixed = Order::Mixed {
            most: DateOrder::DayFirst,
            clear: false,
        };
        assert_eq!(order(&["31/12/2024", "12/31/2024"], "03/04/2024"), mixed);
    }
}
