//! What the weekly review says about the whole shop, the same on the screen and on paper.

use chrono::{Datelike as _, NaiveDate};

use super::{Lang, Say, count, full_date, say, share, short_date};
use crate::insight::review::Slip;
use crate::insight::{Concentration, Repeat};

/// How much the best fifth brings.
pub fn best_bring(lang: Lang, shop: &Concentration) -> String {
    let best = shop.top_fifth();
    say::review_best_bring(
        lang,
        count(lang, best as u64),
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
    use super::*;
    use crate::insight::review::Week;

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
}
