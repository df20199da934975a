//! What the weekly review says about the whole shop, the same on the screen and on paper.

use chrono::{Datelike as _, NaiveDate};

use super::{Lang, Say, count, distance, full_date, say, share, short_date};
use crate::insight::review::{Kind, Review, Slip, Weekly};
use crate::insight::{Appraised, Concentration, Repeat};

/// How much the best fifth brings.
pub fn best_bring(lang: Lang, shop: &Concentration) -> String {
    let best = shop.top_fifth();
    say::review_best_bring(
        lang,
        best as u64,
        count(lang, shop.customers() as u64),
        share(lang, shop.share_of(best)),
    )
}

/// How many customers ever came again.
pub fn came_again(lang: Lang, repeat: Repeat) -> String {
    say::review_came_again(
        lang,
        count(lang, repeat.returning as u64),
        say::word_customers(lang, repeat.customers as u64),
        share(lang, repeat.rate()),
    )
}

/// How unevenly the money is spread, by the Gini coefficient.
pub fn spread(gini: f64) -> Say {
    match gini {
        ..0.3 => Say::ReviewSpreadEven,
        ..0.5 => Say::ReviewSpreadSome,
        ..0.7 => Say::ReviewSpreadUneven,
        _ => Say::ReviewSpreadFew,
    }
}

/// What is said where nobody stands in a list, with an eye on the others; `None` where the list has
/// its own words for it.
pub fn nobody(kind: Kind, review: &Review) -> Option<Say> {
    let regulars = review.regulars;
    match kind {
        Kind::Slipping if regulars.all == 0 => Some(Say::NobodyHasRhythm),
        Kind::Slipping if regulars.gone > 0 => Some(Say::NobodyALittleLate),
        Kind::Sleeping if regulars.all == 0 || review.misses_somebody() => Some(Say::NobodyAsleep),
        Kind::New if !is_week(review) => Some(Say::NobodyNew),
        Kind::Back if !is_week(review) => Some(Say::NobodyBack),
        _ => None,
    }
}

/// What is said where nobody moved: a week without visits is no good one, nor is one after which
/// there is somebody to call.
pub fn nobody_moved(review: &Review) -> Say {
    let quiet = is_week(review) && review.flow.visits > 0 && !review.misses_somebody();
    if quiet {
        Say::ReviewMovedNone
    } else {
        Say::NobodyMoved
    }
}

fn is_week(review: &Review) -> bool {
    review.since == review.week.monday()
}

/// What is wrong with a piece of data.
pub fn slip(slip: Slip) -> Say {
    match slip {
        Slip::Import => Say::ReviewSlipImport,
        Slip::Twin => Say::ReviewSlipTwin,
        Slip::Odometer => Say::ReviewSlipOdometer,
        Slip::DeadPhone => Say::ReviewSlipDeadPhone,
        Slip::NoPhone => Say::ReviewSlipNoPhone,
        Slip::NoBirthday => Say::ReviewSlipNoBirthday,
        Slip::NoPlate => Say::ReviewSlipNoPlate,
    }
}

/// How long ago somebody was here, as of today; that they came again after the week, or that an order of
/// theirs has been open since before.
pub fn ago(lang: Lang, weekly: &Weekly, one: &Appraised, today: NaiveDate) -> String {
    let ago = distance(lang, weekly.last_seen(one), today);
    if weekly.came_again(one).is_some() {
        say::review_again(lang, ago)
    } else if weekly.since.contains_key(&one.customer) {
        say::review_order_open(lang, ago)
    } else {
        ago
    }
}

/// The days that are reviewed: `16–22 Nov 2026`, `30 Nov – 6 Dec 2026`.
pub fn dates(lang: Lang, since: NaiveDate, sunday: NaiveDate) -> String {
    let full = full_date(lang, sunday);
    if (since.year(), since.month()) == (sunday.year(), sunday.month()) {
        format!("{}–{full}", since.day())
    } else {
        format!("{} – {full}", short_date(lang, since, sunday))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::domain::CustomerId;
    use crate::insight::review::{Flow, Week};
    use crate::insight::{Appraisal, Margin, Money, Receipt, VisitDays};

    #[test]
    fn the_days_of_a_week_name_a_month_only_where_it_is_another() {
        let reads = |lang, day: &str| {
            let week = Week::of(day.parse().expect("a day"));
            dates(lang, week.monday(), week.sunday)
        };
        assert_eq!(reads(Lang::En, "2026-11-22"), "16–22 Nov 2026");
        assert_eq!(reads(Lang::Id, "2026-12-01"), "30 Nov – 6 Des 2026");
        assert_eq!(reads(Lang::En, "2027-01-01"), "28 Dec 2026 – 3 Jan 2027");
    }

    #[test]
    fn of_one_customer_it_is_said_that_there_is_one() {
        let one = Repeat {
            customers: 1,
            returning: 0,
        };
        assert_eq!(
            came_again(Lang::En, one),
            "0 of 1 customer came again: 0 %."
        );
        let reads = came_again(Lang::Id, one);
        assert_eq!(reads, "0 dari 1 pelanggan datang lagi: 0 %.");
    }

    /// A review of customers by how many visits each made, 30 days apart, and how many days before
    /// the Sunday the last one was.
    fn reviewed(customers: &[(u64, u64)], since: u64) -> Review {
        let week = Week::of("2026-11-22".parse().expect("a day"));
        let judged = |as_of: NaiveDate| {
            let one = |(visits, ago): &(u64, u64)| {
                let receipts = (0..*visits).map(|back| Receipt {
                    day: week.sunday - Days::new(ago + 30 * back),
                    amount: Some(100),
                });
                VisitDays::of(receipts, as_of).summary()
            };
            let all = (1..).map(CustomerId).zip(customers.iter().map(one));
            let all: Vec<_> = all.filter_map(|(id, one)| Some((id, one?))).collect();
            let shop = Money {
                margin: Margin::default(),
                minor_per_major: 1.0,
            };
            Appraisal::of(&all, as_of, None, shop)
        };
        let came = Flow {
            visits: 1,
            ..Flow::default()
        };
        let since = week.sunday - Days::new(since);
        let eve = since - Days::new(1);
        Review::of(
            (week, since),
            &judged(week.sunday),
            &judged(eve),
            &[came],
            9,
        )
    }

    #[test]
    fn where_a_list_is_empty_what_is_said_holds_for_the_others_too() {
        let said = |customers: &[(u64, u64)], kind| nobody(kind, &reviewed(customers, 6));
        // On time, and on time again.
        let fine = [(5, 20), (6, 3)];
        assert_eq!(said(&fine, Kind::Slipping), None);
        assert_eq!(said(&fine, Kind::Sleeping), None);
        // Nobody has a rhythm.
        let young = [(1, 2), (3, 40)];
        assert_eq!(said(&young, Kind::Slipping), Some(Say::NobodyHasRhythm));
        assert_eq!(said(&young, Kind::Sleeping), Some(Say::NobodyAsleep));
        // All are long away.
        let gone = [(5, 400), (6, 500)];
        assert_eq!(said(&gone, Kind::Slipping), Some(Say::NobodyALittleLate));
        // Somebody is late, or went silent after few visits.
        assert_eq!(said(&[(5, 45)], Kind::Sleeping), Some(Say::NobodyAsleep));
        let silent = [(5, 20), (2, 300)];
        assert_eq!(said(&silent, Kind::Sleeping), Some(Say::NobodyAsleep));
    }

    #[test]
    fn a_week_is_quiet_only_where_somebody_came_and_nobody_is_missed() {
        let fine = [(5, 20), (6, 3)];
        assert_eq!(nobody_moved(&reviewed(&fine, 6)), Say::ReviewMovedNone);
        assert_eq!(nobody_moved(&reviewed(&[(5, 45)], 6)), Say::NobodyMoved);
        let mut nobody_came = reviewed(&fine, 6);
        nobody_came.flow.visits = 0;
        assert_eq!(nobody_moved(&nobody_came), Say::NobodyMoved);
    }

    #[test]
    fn of_other_days_than_a_week_no_week_is_spoken_of() {
        let days = reviewed(&[(5, 20), (6, 3)], 50);
        assert_eq!(nobody(Kind::New, &days), Some(Say::NobodyNew));
        assert_eq!(nobody(Kind::Back, &days), Some(Say::NobodyBack));
        assert_eq!(nobody_moved(&days), Say::NobodyMoved);
    }

    #[test]
    fn while_the_model_may_not_speak_nobody_knows_how_many_are_lost() {
        assert_eq!(reviewed(&[(5, 400)], 6).total(Kind::Lost), None);
        assert_eq!(reviewed(&[(5, 400)], 6).total(Kind::Sleeping), Some(1));
        assert_eq!(reviewed(&[], 6).total(Kind::Lost), Some(0));
    }
}
