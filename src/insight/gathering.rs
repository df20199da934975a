//! What a gathering did to visits: those before and after, of who came and of who did not.

use chrono::Days;

use super::Receipt;
use crate::domain::{Day, Gathering, Guest};

/// Days before and after a gathering that are held against each other.
pub const AROUND: u64 = 90;

/// Visits and money of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stretch {
    /// Days with a visit.
    pub visits: u64,
    /// Money, minor units.
    pub money: i64,
}

/// Guests who came, or those who were invited and did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Guests {
    /// How many.
    pub people: u64,
    /// In as many days before the gathering as are over after it, 90 at the most.
    pub before: Stretch,
    /// In the 90 days after it, as far as they are over.
    pub after: Stretch,
}

/// What a gathering did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GatheringResult {
    /// Those who came.
    pub came: Guests,
    /// Those who were invited and did not.
    pub others: Guests,
    /// How many of the 90 days after it are over: so many on each side are held against each other.
    pub days_after: u64,
}

/// A gathering with how many were invited and came, and what it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringTold {
    /// The gathering.
    pub gathering: Gathering,
    /// What it did.
    pub result: GatheringResult,
}

/// A gathering with all its guests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheringGuests {
    /// The gathering.
    pub told: GatheringTold,
    /// The guests, by name.
    pub guests: Vec<Guest>,
}

/// What a gathering on a day did: of every guest whether they came, and their done receipts. The
/// day itself counts for neither side.
pub fn gathering_result<'a>(
    guests: impl IntoIterator<Item = (bool, &'a [Receipt])>,
    on: Day,
    as_of: Day,
) -> GatheringResult {
    let over = u64::try_from((as_of - on).num_days()).unwrap_or(0);
    let mut result = GatheringResult {
        days_after: over.min(AROUND),
        ..GatheringResult::default()
    };
    let first = on
        .checked_sub_days(Days::new(result.days_after))
        .unwrap_or(on);
    let last = on.checked_add_days(Days::new(AROUND)).unwrap_or(on);
    for (came, receipts) in guests {
        let group = if came {
            &mut result.came
        } else {
            &mut result.others
        };
        group.people += 1;
        group.before.add(receipts, |day| first <= day && day < on);
        group
            .after
            .add(receipts, |day| on < day && day <= last && day <= as_of);
    }
    result
}

impl Stretch {
    fn add(&mut self, receipts: &[Receipt], counts: impl Fn(Day) -> bool) {
        let mut days = Vec::new();
        for receipt in receipts.iter().filter(|receipt| counts(receipt.day)) {
            self.money = self.money.saturating_add(receipt.amount.unwrap_or(0));
            if receipt.is_visit() {
                days.push(receipt.day);
            }
        }
        days.sort_unstable();
        days.dedup();
        self.visits += days.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn receipts(all: &[(&str, i64)]) -> Vec<Receipt> {
        let one = |(text, amount): &(&str, i64)| Receipt {
            day: day(text),
            amount: Some(*amount),
        };
        all.iter().map(one).collect()
    }

    #[test]
    fn ninety_days_on_each_side_are_compared_and_the_day_itself_counts_for_none() {
        let came = receipts(&[
            ("2026-03-02", 1),
            ("2026-03-03", 20),
            ("2026-05-31", 300),
            ("2026-06-01", 4_000),
            ("2026-06-02", 50_000),
            ("2026-06-02", 50_000),
            ("2026-08-30", 600_000),
            ("2026-08-31", 7_000_000),
        ]);
        let stayed_away = receipts(&[("2026-07-01", 9)]);
        let result = gathering_result(
            [(true, &came[..]), (false, &stayed_away[..])],
            day("2026-06-01"),
            day("2026-11-26"),
        );
        let stretch = |visits, money| Stretch { visits, money };
        assert_eq!(result.came.before, stretch(2, 320));
        assert_eq!(result.came.after, stretch(2, 700_000));
        assert_eq!(
            (result.others.people, result.others.after),
            (1, stretch(1, 9))
        );
        assert_eq!(result.days_after, 90);
    }

    #[test]
    fn of_a_gathering_that_was_lately_only_the_days_that_are_over_are_told() {
        let later = receipts(&[("2026-06-03", 5), ("2026-06-20", 7)]);
        let told = |as_of: &str| {
            let guests = [(true, &later[..])];
            gathering_result(guests, day("2026-06-01"), day(as_of))
        };
        let week = told("2026-06-08");
        assert_eq!((week.days_after, week.came.after.money), (7, 5));
        // As many days before as after.
        let before = receipts(&[("2026-05-24", 1), ("2026-05-25", 20), ("2026-05-31", 300)]);
        let guests = [(true, &before[..])];
        let week = gathering_result(guests, day("2026-06-01"), day("2026-06-08"));
        assert_eq!(
            week.came.before,
            Stretch {
                visits: 2,
                money: 320
            }
        );
        let ahead = told("2026-05-20");
        assert_eq!((ahead.days_after, ahead.came.after.visits), (0, 0));
    }
}
