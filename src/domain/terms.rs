//! What was agreed with a company.

use super::Day;

/// Days before its end from which on a contract is said to end soon.
const SOON: i64 = 30;

/// The terms of a company.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Terms {
    /// What was agreed about prices; may be empty.
    pub price: String,
    /// Taken off every bill, hundredths of a per cent: 1 to 10,000.
    pub discount: Option<i64>,
    /// Days within which a bill is paid: 0 to 3,650.
    pub payment_days: Option<i64>,
    /// Number or name of a contract; may be empty.
    pub contract: String,
    /// The last day of the contract.
    pub contract_until: Option<Day>,
    /// Whatever else was agreed; may be empty.
    pub note: String,
}

/// How long a contract still runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Running {
    /// For a while.
    Long,
    /// It ends within 30 days.
    EndsSoon,
    /// It has ended.
    Ended,
}

impl Terms {
    /// The most that can be taken off: all of it, in hundredths of a per cent.
    pub const ALL: i64 = 10_000;
    /// The longest time within which a bill is paid, in days.
    pub const MOST_DAYS: i64 = 3_650;

    /// Whether nothing was agreed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How long the contract runs as of a day; `None` where no end was agreed.
    pub fn running(&self, today: Day) -> Option<Running> {
        let left = (self.contract_until? - today).num_days();
        Some(match left {
            ..0 => Running::Ended,
            0..=SOON => Running::EndsSoon,
            _ => Running::Long,
        })
    }
}

/// A share as people write it: `10`, `7.5`, `7,5 %`, in hundredths of a per cent. `None` for what
/// is none, or is finer than that.
pub fn parse_percent(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits(whole) || rest.len() > 2 || !digits(rest) {
        return None;
    }
    let hundredths: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it_and_never_rounded() {
        for (text, read) in [
            ("10", Some(1000)),
            ("10 %", Some(1000)),
            ("7.5%", Some(750)),
            ("7,25", Some(725)),
            ("0,05", Some(5)),
            ("100", Some(10_000)),
            ("7,255", None),
            ("ten", None),
            ("-5", None),
            ("%", None),
            ("", None),
        ] {
            assert_eq!(parse_percent(text), read, "{text}");
        }
    }

    #[test]
    fn a_contract_ends_soon_within_thirty_days_and_has_ended_on_the_day_after_its_last() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let terms = Terms {
            contract_until: Some(day("2026-12-31")),
            ..Terms::default()
        };
        for (today, running) in [
            ("2026-11-30", Running::Long),
            ("2026-12-01", Running::EndsSoon),
            ("2026-12-31", Running::EndsSoon),
            ("2027-01-01", Running::Ended),
        ] {
            assert_eq!(terms.running(day(today)), Some(running), "{today}");
        }
        assert_eq!(Terms::default().running(day("2026-12-31")), None);
    }
}
