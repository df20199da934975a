//! Times of a day, and when a shop is open.

use super::date::WEEKDAYS;
use super::{Lang, Say};
use crate::domain::{Clock, Hours};

/// A time of a day: `17:00`, `17.00`.
pub fn clock(lang: Lang, at: Clock) -> String {
    let (hour, minute) = at.parts();
    let between = match lang {
        Lang::En => ':',
        Lang::Id => '.',
    };
    format!("{hour:02}{between}{minute:02}")
}

/// When a shop is open: `Mon–Fri 08:00–17:00, Sat 08:00–14:00, Sun closed`. It is read back as the
/// same hours.
pub fn opening_hours(lang: Lang, hours: &Hours) -> String {
    let days = hours.week().into_iter().map(|((first, last), open)| {
        let [from, to] = [first, last].map(|day| WEEKDAYS[day].in_(lang));
        let days = match last - first {
            6 => Say::ShopEveryDay.in_(lang).to_owned(),
            0 => from.to_owned(),
            _ => format!("{from}–{to}"),
        };
        let times = open.iter().map(|one| {
            let [from, until] = [one.from, one.until].map(|at| clock(lang, at));
            format!("{from}–{until}")
        });
        let times: Vec<String> = times.collect();
        if times.is_empty() {
            format!("{days} {}", Say::ShopClosedDay.in_(lang))
        } else {
            format!("{days} {}", times.join(" & "))
        }
    });
    days.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hours_are_told_in_the_language_of_whoever_reads_them() {
        let hours: Hours = "Sen-Kam 8-17; Jum 8-11.30, 13-17; Sab 8-14"
            .parse()
            .unwrap();
        assert_eq!(
            opening_hours(Lang::En, &hours),
            "Mon–Thu 08:00–17:00, Fri 08:00–11:30 & 13:00–17:00, Sat 08:00–14:00, Sun closed"
        );
        assert_eq!(
            opening_hours(Lang::Id, &hours),
            "Sen–Kam 08.00–17.00, Jum 08.00–11.30 & 13.00–17.00, Sab 08.00–14.00, Min tutup"
        );
        let daily: Hours = "8-17".parse().unwrap();
        assert_eq!(opening_hours(Lang::Id, &daily), "setiap hari 08.00–17.00");
    }

    proptest! {
        #[test]
        fn what_is_told_is_read_back(days in proptest::collection::vec(0_u16..3, 7)) {
            let week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            let said = week.iter().zip(&days).map(|(day, kind)| match kind {
                0 => format!("{day} closed"),
                1 => format!("{day} 8-17"),
                _ => format!("{day} 8-12 13-18"),
            });
            if let Ok(hours) = said.collect::<Vec<_>>().join("; ").parse::<Hours>() {
                for lang in Lang::ALL {
                    prop_assert_eq!(opening_hours(lang, &hours).parse(), Ok(hours.clone()));
                }
            }
        }
    }
}
