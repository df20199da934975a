//! Moments of the audit, as people read them.

use chrono::{DateTime, FixedOffset, Timelike};

use crate::screens::sheet::Wording;

/// A UTC moment at the shop: `12 Aug 14:03`. What is no moment is shown as it is.
pub fn shown(at: &str, offset_minutes: i32, wording: Wording<'_>) -> String {
    let (Ok(moment), Some(zone)) = (
        DateTime::parse_from_rfc3339(at),
        FixedOffset::east_opt(offset_minutes.saturating_mul(60)),
    ) else {
        return at.to_owned();
    };
    let there = moment.with_timezone(&zone);
    let day = wording.date(there.date_naive());
    format!("{day} {:02}:{:02}", there.hour(), there.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::trade::Trade;
    use crate::text::Lang;

    #[test]
    fn a_moment_is_shown_on_the_day_of_the_shop() {
        let wording = Wording {
            lang: Lang::En,
            today: "2026-11-25".parse().unwrap(),
            currency: "IDR",
            trade: &Trade::default(),
        };
        let late = "2026-11-24T20:30:00.000Z";
        assert_eq!(shown(late, 420, wording), "25 Nov 03:30");
        assert_eq!(shown(late, 0, wording), "24 Nov 20:30");
        assert_eq!(shown("?", 0, wording), "?");
    }
}
