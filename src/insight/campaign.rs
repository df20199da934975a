//! What came of a campaign: who came back within some days of the message, with how much money,
//! and who of them would have come anyway.

use chrono::Days;

use super::{Pace, Receipt, Rhythm, VisitDays};
use crate::domain::{Campaign, CampaignFacts, CampaignPerson, Day, Gate};

/// A done receipt of somebody whom a campaign means, with what it did to the ledger of points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampaignVisit {
    /// The receipt.
    pub receipt: Receipt,
    /// Points that it brought.
    pub earned: i64,
    /// Points that paid a part of it.
    pub redeemed: i64,
}

/// What is known of somebody whom a campaign means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Targeted {
    /// When the first message went to them; `None` while none did.
    pub sent: Option<Day>,
    /// Their done receipts, in any order.
    pub visits: Vec<CampaignVisit>,
    /// Points that they were given with the campaign.
    pub given: i64,
}

/// What one of them did in the days that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Return {
    /// The first day on which they came; `None` for whoever did not.
    pub came: Option<Day>,
    /// Their money in these days, minor units.
    pub money: i64,
    /// Whether their own rhythm, not left yet, made them due by the end of these days: they would have
    /// come anyway.
    pub due_anyway: bool,
    /// Points that these visits brought.
    pub earned: i64,
    /// Points that paid a part of them.
    pub redeemed: i64,
    /// Whether some of these days are still ahead.
    pub open: bool,
}

/// Those who were sent a message, or those who were not, summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Group {
    /// How many.
    pub people: u64,
    /// How many of them came.
    pub came: u64,
    /// Their money, minor units.
    pub money: i64,
    /// How many of those who came were due by their own rhythm anyway.
    pub due_anyway: u64,
    /// The money of these.
    pub due_anyway_money: i64,
    /// How many did not come yet and still have days left.
    pub open: u64,
}

/// What came of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CampaignResult {
    /// Those who were sent a message.
    pub sent: Group,
    /// Those who were meant and were sent none, over the same number of days from the first day of
    /// the campaign.
    pub control: Group,
    /// Points that the visits of those who came back brought.
    pub earned: i64,
    /// Points that paid a part of these visits.
    pub redeemed: i64,
    /// Points that were given with the campaign.
    pub given: i64,
}

/// A campaign with what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignTold {
    /// The campaign.
    pub campaign: Campaign,
    /// What came of it.
    pub result: CampaignResult,
    /// What its points cost, minor units, at what a point is worth today.
    pub cost: i64,
}

/// A campaign with everybody whom it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignPeople {
    /// The campaign.
    pub told: CampaignTold,
    /// Everybody, by name.
    pub people: Vec<PersonTold>,
}

/// Somebody whom a campaign means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonTold {
    /// Who.
    pub person: CampaignPerson,
    /// When the first message went to them; `None` while none did.
    pub sent: Option<Day>,
    /// Whether what they agreed to lets a message of the campaign go today, and why not.
    pub gate: Gate,
    /// What they did.
    pub returned: Return,
}

/// What somebody did in the `within` days after the message, or, without one, after the first day
/// of the campaign. The day itself does not count: a message after a visit brings nobody back.
pub fn returned(meant: &Targeted, (since, within): (Day, u64), as_of: Day) -> Return {
    let from = meant.sent.unwrap_or(since);
    let end = from.checked_add_days(Days::new(within)).unwrap_or(from);
    let receipts = || {
        meant
            .visits
            .iter()
            .filter(|visit| visit.receipt.day <= as_of)
    };
    let inside =
        || receipts().filter(|visit| (from < visit.receipt.day) && visit.receipt.day <= end);
    let came = inside().filter(|visit| visit.receipt.is_visit());
    let came = came.map(|visit| visit.receipt.day).min();
    let before = VisitDays::of(receipts().map(|visit| visit.receipt), from).summary();
    let rhythm = before.map(|visits| Rhythm::of(&visits, from));
    let sum = |of: fn(&CampaignVisit) -> i64| inside().map(of).fold(0, i64::saturating_add);
    Return {
        came,
        money: sum(|visit| visit.receipt.amount.unwrap_or(0)),
        due_anyway: rhythm.is_some_and(|rhythm| would_come(rhythm, end)),
        earned: sum(|visit| visit.earned),
        redeemed: sum(|visit| visit.redeemed),
        open: came.is_none() && as_of < end,
    }
}

/// Whether a rhythm as of a message expects a visit by the last day that counts. Whoever was overdue
/// or asleep by it has left it: their rhythm expects nothing any more.
fn would_come(rhythm: Rhythm, end: Day) -> bool {
    let left = matches!(rhythm.pace, Pace::Overdue | Pace::Sleeping);
    !left && rhythm.due.is_some_and(|due| due <= end)
}

/// What came of a campaign, of all whom it means.
pub fn campaign_result<'a>(
    all: impl IntoIterator<Item = &'a Targeted>,
    period: (Day, u64),
    as_of: Day,
) -> CampaignResult {
    let mut result = CampaignResult::default();
    for meant in all {
        let returned = returned(meant, period, as_of);
        let group = match meant.sent {
            Some(_) => &mut result.sent,
            None => &mut result.control,
        };
        group.add(&returned);
        if meant.sent.is_some() {
            result.earned = result.earned.saturating_add(returned.earned);
            result.redeemed = result.redeemed.saturating_add(returned.redeemed);
        }
        result.given = result.given.saturating_add(meant.given);
    }
    result
}

impl Group {
    fn add(&mut self, returned: &Return) {
        self.people += 1;
        self.open += u64::from(returned.open);
        if returned.came.is_none() {
            return;
        }
        self.came += 1;
        self.money = self.money.saturating_add(returned.money);
        if returned.due_anyway {
            self.due_anyway += 1;
            self.due_anyway_money = self.due_anyway_money.saturating_add(returned.money);
        }
    }

    /// How many of them came, in ten-thousandths; `None` of nobody.
    pub fn share(&self) -> Option<u64> {
        (self.came * 10_000).checked_div(self.people)
    }
}

/// Whether it ran on one of these days, or somebody may still have come back on one.
pub fn touches(campaign: &CampaignFacts, from: Day, until: Day) -> bool {
    let within = Days::new(campaign.within.unsigned_abs());
    let end = campaign.until.checked_add_days(within);
    campaign.since <= until && end.unwrap_or(Day::MAX) >= from
}

impl CampaignResult {
    /// What the campaign cost in points: those that the visits brought, and those given with it.
    /// What was redeemed had been owed before.
    pub fn cost(&self) -> i64 {
        self.earned.saturating_add(self.given)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn visit(text: &str, amount: i64) -> CampaignVisit {
        CampaignVisit {
            receipt: Receipt {
                day: day(text),
                amount: Some(amount),
            },
            earned: amount / 1000,
            redeemed: 0,
        }
    }

    fn meant(sent: Option<&str>, visits: &[(&str, i64)]) -> Targeted {
        Targeted {
            sent: sent.map(day),
            visits: visits
                .iter()
                .map(|(day, amount)| visit(day, *amount))
                .collect(),
            given: 0,
        }
    }

    fn of(meant: &Targeted, as_of: &str) -> Return {
        returned(meant, (day("2026-09-01"), 14), day(as_of))
    }

    #[test]
    fn only_visits_after_the_message_and_within_the_days_count() {
        let who = meant(
            Some("2026-09-10"),
            &[
                ("2026-09-10", 1_000),
                ("2026-09-11", 20_000),
                ("2026-09-24", 300_000),
                ("2026-09-25", 4_000_000),
            ],
        );
        let returned = of(&who, "2026-11-26");
        assert_eq!(returned.came, Some(day("2026-09-11")));
        assert_eq!((returned.money, returned.earned), (320_000, 320));
        assert!(!returned.due_anyway && !returned.open);
    }

    #[test]
    fn a_refund_brings_nobody_back_but_is_taken_off() {
        let only = meant(Some("2026-09-10"), &[("2026-09-12", -5_000)]);
        assert_eq!(of(&only, "2026-11-26").came, None);
        let with = meant(
            Some("2026-09-10"),
            &[("2026-09-12", 50_000), ("2026-09-13", -5_000)],
        );
        assert_eq!(of(&with, "2026-11-26").money, 45_000);
    }

    #[test]
    fn whoever_was_due_by_their_own_rhythm_would_have_come_anyway() {
        let every_month = [
            ("2026-05-15", 1),
            ("2026-06-15", 1),
            ("2026-07-15", 1),
            ("2026-08-15", 1),
            ("2026-09-16", 100),
        ];
        assert!(of(&meant(Some("2026-09-10"), &every_month), "2026-11-26").due_anyway);
        // Sent right after a visit: not due for a month.
        assert!(!of(&meant(Some("2026-08-16"), &every_month), "2026-11-26").due_anyway);
        // Three visits are no rhythm.
        assert!(!of(&meant(Some("2026-09-10"), &every_month[1..4]), "2026-11-26").due_anyway);
    }

    #[test]
    fn whoever_was_overdue_or_asleep_was_brought_back_by_the_message() {
        let every_month = [
            ("2026-03-15", 1),
            ("2026-04-15", 1),
            ("2026-05-15", 1),
            ("2026-06-15", 1),
            ("2026-09-16", 100),
        ];
        let returned = of(&meant(Some("2026-09-10"), &every_month), "2026-11-26");
        assert!(returned.came.is_some() && !returned.due_anyway);
        // Late, but not later than twice their usual: they may still come by themselves.
        let late = meant(Some("2026-08-01"), &every_month[..4]);
        assert!(of(&late, "2026-11-26").due_anyway);
    }

    #[test]
    fn days_that_are_ahead_are_open_and_nothing_of_them_is_known() {
        let who = meant(Some("2026-09-10"), &[("2026-09-20", 1_000)]);
        let returned = of(&who, "2026-09-15");
        assert_eq!((returned.came, returned.open), (None, true));
        assert!(!of(&who, "2026-09-20").open);
        let nobody = meant(Some("2026-09-10"), &[]);
        assert!(of(&nobody, "2026-09-23").open && !of(&nobody, "2026-09-24").open);
    }

    #[test]
    fn a_campaign_touches_the_days_from_its_first_to_the_last_on_which_somebody_may_come_back() {
        let facts = CampaignFacts {
            name: "Asleep".to_owned(),
            segment: String::new(),
            filter: String::new(),
            template: "win_back".to_owned(),
            purpose: "promotion".to_owned(),
            offer: None,
            since: day("2026-09-01"),
            until: day("2026-09-30"),
            within: 14,
            note: String::new(),
        };
        let touches = |from, until| touches(&facts, day(from), day(until));
        assert!(touches("2026-08-26", "2026-09-01") && !touches("2026-08-25", "2026-08-31"));
        assert!(touches("2026-10-14", "2026-10-20") && !touches("2026-10-15", "2026-10-21"));
        assert!(touches("2026-09-10", "2026-09-16"));
    }

    #[test]
    fn those_who_were_sent_nothing_are_the_control_from_the_first_day_on() {
        let mut all = vec![
            meant(Some("2026-09-10"), &[("2026-09-11", 200_000)]),
            meant(Some("2026-09-10"), &[]),
            meant(None, &[("2026-09-15", 70_000)]),
            meant(None, &[("2026-09-16", 9)]),
        ];
        all[1].given = 50;
        let result = campaign_result(&all, (day("2026-09-01"), 14), day("2026-11-26"));
        assert_eq!(
            (result.sent.people, result.sent.came, result.sent.money),
            (2, 1, 200_000)
        );
        assert_eq!(
            (
                result.control.people,
                result.control.came,
                result.control.money
            ),
            (2, 1, 70_000)
        );
        assert_eq!((result.earned, result.given, result.cost()), (200, 50, 250));
        assert_eq!(result.sent.share(), Some(5_000));
        assert_eq!(Group::default().share(), None);
    }
}
