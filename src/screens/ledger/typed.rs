//! Points that somebody puts right, and a tier that somebody gives: one line each.

use super::LedgerSheet;
use crate::domain::date::{DateOrder, typed_date};
use crate::domain::{Change, Day};
use crate::kit::Line;
use crate::points::Rule;
use crate::protocol::{Context, Level, Notice, Step};
use crate::text::Say;

/// What is typed.
#[derive(Debug)]
pub(super) enum Typing {
    /// How many points come or go, and why: `+50 waited long`.
    Points(Line),
    /// A tier, its last day and why: `Gold 31/12/2026 friend of the house`.
    Tier(Line),
}

impl Typing {
    pub(super) fn line(&self) -> &Line {
        match self {
            Self::Points(line) | Self::Tier(line) => line,
        }
    }

    pub(super) fn line_mut(&mut self) -> &mut Line {
        match self {
            Self::Points(line) | Self::Tier(line) => line,
        }
    }

    /// What stands before it.
    pub(super) fn label(&self) -> Say {
        match self {
            Self::Points(_) => Say::LedgerTypePoints,
            Self::Tier(_) => Say::LedgerTypeTier,
        }
    }

    /// How it is meant.
    pub(super) fn example(&self) -> Say {
        match self {
            Self::Points(_) => Say::LedgerTypePointsHint,
            Self::Tier(_) => Say::LedgerTypeTierHint,
        }
    }
}

impl LedgerSheet {
    /// What was typed is meant; where it cannot be read, it stays and the example is said again.
    pub(super) fn typed(&mut self, context: &Context) -> Vec<Step> {
        let Some(typing) = &self.typing else {
            return Vec::new();
        };
        let text = typing.line().value();
        let customer = self.customer;
        let rule = self
            .sheet
            .value
            .as_ref()
            .and_then(|sheet| sheet.rule.as_ref());
        let change = match typing {
            Typing::Points(_) => points(text).map(|(points, reason)| Change::AdjustPoints {
                customer,
                points,
                redeemed: false,
                reason,
            }),
            Typing::Tier(_) => {
                let given = rule.and_then(|rule| tier(text, rule, context.today));
                given.map(|(tier, reason)| Change::GiveTier {
                    customer,
                    tier,
                    reason,
                })
            }
        };
        match change {
            Some(change) => {
                self.writing = true;
                vec![Step::Write(context.op, Box::new(change))]
            }
            None => vec![Step::Say(Notice {
                level: Level::Attention,
                text: typing.example().in_(context.lang).to_owned(),
                hint: String::new(),
            })],
        }
    }
}

/// A number, never 0, and a reason.
fn points(text: &str) -> Option<(i64, String)> {
    let (number, reason) = text.trim().split_once(char::is_whitespace)?;
    let digits: String = number
        .chars()
        .filter(|sign| !matches!(sign, '.' | ','))
        .collect();
    let points: i64 = digits.parse().ok()?;
    let reason = reason.trim();
    (points != 0 && !reason.is_empty()).then(|| (points, reason.to_owned()))
}

/// A tier of the rule with its last day, or `-` for none, and what is said about it.
fn tier(text: &str, rule: &Rule, today: Day) -> Option<(Option<(String, Day)>, String)> {
    let text = text.trim();
    if let Some(reason) = text.strip_prefix('-') {
        return Some((None, reason.trim().to_owned()));
    }
    let named = rule.tier.iter().find_map(|tier| {
        let name = text.get(..tier.name.len())?;
        let rest = text.get(tier.name.len()..)?;
        name.eq_ignore_ascii_case(&tier.name)
            .then_some((tier, rest))
    });
    let (tier, rest) = named?;
    let mut words = rest.split_whitespace();
    let until = typed_date(words.next()?, DateOrder::DayFirst, today)?;
    let reason: Vec<&str> = words.collect();
    (until >= today).then(|| (Some((tier.name.clone(), until)), reason.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_reason_are_read_and_neither_alone() {
        assert_eq!(
            points("+50 waited long"),
            Some((50, "waited long".to_owned()))
        );
        assert_eq!(
            points(" -1.250  counted twice "),
            Some((-1_250, "counted twice".to_owned()))
        );
        for text in [
            "",
            "50",
            "waited long",
            "0 nothing",
            "50 ",
            "9999999999999999999 x",
        ] {
            assert_eq!(points(text), None, "{text}");
        }
    }

    #[test]
    fn a_tier_needs_a_day_that_is_still_to_come_and_may_be_taken_away() {
        let rule = Rule::default();
        let today: Day = "2026-11-22".parse().unwrap();
        let read = |text: &str| tier(text, &rule, today);
        let gold = ("Gold".to_owned(), "2026-12-31".parse().unwrap());
        assert_eq!(
            read("gold 31/12/2026 a friend"),
            Some((Some(gold.clone()), "a friend".to_owned()))
        );
        assert_eq!(read("Gold 2026-12-31"), Some((Some(gold), String::new())));
        assert_eq!(read("- moved away"), Some((None, "moved away".to_owned())));
        for text in ["", "Gold", "Gold 31/12/2020", "Diamond 31/12/2026", "é"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
