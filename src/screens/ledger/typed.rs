//! Points that somebody puts right, and a tier that somebody gives: one line each.

use super::LedgerSheet;
use crate::domain::date::{DateOrder, typed_date};
use crate::domain::{Change, Day};
use crate::kit::Line;
use crate::points::Rule;
use crate::protocol::{Context, Level, Notice, Step};
use crate::text::{Lang, Say, say};

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

    /// Edits it. Points have one sign: another one that is typed takes the place of the first.
    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Line)) {
        match self {
            Self::Tier(line) => edit(line),
            Self::Points(line) => {
                let was = line.value().chars().next();
                edit(line);
                if let Some(text) = with_one_sign(was, line.value()) {
                    line.set(&text);
                }
            }
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
    /// What was typed is meant; where it cannot be read, it stays and it is said what is wrong.
    pub(super) fn typed(&mut self, context: &Context) -> Vec<Step> {
        let Some(typing) = &self.typing else {
            return Vec::new();
        };
        let text = typing.line().value();
        let customer = self.customer;
        let rule = self.sheet().and_then(|sheet| sheet.rule.as_ref());
        let change = match typing {
            Typing::Points(_) => points(text).map(|(points, reason)| Change::AdjustPoints {
                customer,
                points,
                redeemed: false,
                reason,
            }),
            Typing::Tier(_) => {
                let given = rule.ok_or(Wrong::Said(Say::LedgerNoTiers));
                let given = given.and_then(|rule| tier(text, rule, context.today));
                given.map(|(tier, reason)| Change::GiveTier {
                    customer,
                    tier,
                    reason,
                })
            }
        };
        match change {
            Ok(change) => {
                self.writing = true;
                vec![Step::Write(context.op, Box::new(change))]
            }
            Err(wrong) => vec![Step::Say(Notice {
                level: Level::Attention,
                text: wrong.told(context.lang),
                hint: String::new(),
            })],
        }
    }
}

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    Said(Say),
    /// No tier is called that; these there are.
    NoSuchTier(Vec<String>),
}

impl Wrong {
    fn told(&self, lang: Lang) -> String {
        match self {
            Self::Said(say) => say.in_(lang).to_owned(),
            Self::NoSuchTier(names) => say::ledger_no_such_tier(lang, names.join(", ")),
        }
    }
}

/// The text with the newer one of two signs that it begins with; `was` is what it began with before.
fn with_one_sign(was: Option<char>, text: &str) -> Option<String> {
    let mut letters = text.chars();
    let signs = [letters.next()?, letters.next()?];
    if !signs.iter().all(|sign| matches!(sign, '+' | '-')) {
        return None;
    }
    let newer = signs.into_iter().find(|sign| Some(*sign) != was);
    Some(format!("{}{}", newer.unwrap_or(signs[0]), letters.as_str()))
}

/// A number, never 0, and a reason.
fn points(text: &str) -> Result<(i64, String), Wrong> {
    let text = text.trim();
    let (number, reason) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let digits: String = number
        .chars()
        .filter(|sign| !matches!(sign, '.' | ','))
        .collect();
    let points: i64 = digits.parse().map_err(|why: std::num::ParseIntError| {
        use std::num::IntErrorKind as Kind;
        Wrong::Said(match why.kind() {
            Kind::PosOverflow | Kind::NegOverflow => Say::FormTooLarge,
            _ => Say::LedgerNoNumber,
        })
    })?;
    let reason = reason.trim();
    if points == 0 {
        Err(Wrong::Said(Say::LedgerNoNumber))
    } else if reason.is_empty() {
        Err(Wrong::Said(Say::LedgerNoReason))
    } else {
        Ok((points, reason.to_owned()))
    }
}

/// A tier of the rule with its last day, or `-` for none, and what is said about it.
fn tier(text: &str, rule: &Rule, today: Day) -> Result<(Option<(String, Day)>, String), Wrong> {
    let text = text.trim();
    if let Some(reason) = text.strip_prefix('-') {
        return Ok((None, reason.trim().to_owned()));
    }
    let named = rule.tier.iter().find_map(|tier| {
        let name = text.get(..tier.name.len())?;
        let rest = text.get(tier.name.len()..)?;
        name.eq_ignore_ascii_case(&tier.name)
            .then_some((tier, rest))
    });
    let names = || rule.tier.iter().map(|tier| tier.name.clone()).collect();
    let (tier, rest) = named.ok_or_else(|| Wrong::NoSuchTier(names()))?;
    let mut words = rest.split_whitespace();
    let until = words.next().ok_or(Wrong::Said(Say::LedgerNoDay))?;
    let until = typed_date(until, DateOrder::DayFirst, today);
    let until = until.ok_or(Wrong::Said(Say::FormBadDate))?;
    if until < today {
        return Err(Wrong::Said(Say::LedgerDayOver));
    }
    let reason: Vec<&str> = words.collect();
    Ok((Some((tier.name.clone(), until)), reason.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_reason_are_read_and_neither_alone() {
        assert_eq!(
            points("+50 waited long"),
            Ok((50, "waited long".to_owned()))
        );
        assert_eq!(
            points(" -1.250  counted twice "),
            Ok((-1_250, "counted twice".to_owned()))
        );
        for (text, why) in [
            ("", Say::LedgerNoNumber),
            ("50", Say::LedgerNoReason),
            ("50 ", Say::LedgerNoReason),
            ("waited long", Say::LedgerNoNumber),
            ("0 nothing", Say::LedgerNoNumber),
            ("9999999999999999999 x", Say::FormTooLarge),
        ] {
            assert_eq!(points(text), Err(Wrong::Said(why)), "{text}");
        }
    }

    #[test]
    fn a_sign_that_is_typed_takes_the_place_of_the_one_that_stands_there() {
        for (was, after, left) in [
            ("+", "+-", "-"),
            ("+", "-+", "-"),
            ("+", "++", "+"),
            ("-", "-+", "+"),
            ("+", "+-20 counted twice", "-20 counted twice"),
        ] {
            let kept = with_one_sign(was.chars().next(), after);
            assert_eq!(kept.as_deref(), Some(left), "{after}");
        }
        assert_eq!(with_one_sign(Some('+'), "+5-2"), None);
        assert_eq!(with_one_sign(None, "-"), None);
    }

    #[test]
    fn a_tier_needs_a_day_that_is_still_to_come_and_may_be_taken_away() {
        let rule = Rule::default();
        let today: Day = "2026-11-22".parse().unwrap();
        let read = |text: &str| tier(text, &rule, today);
        let gold = ("Gold".to_owned(), "2026-12-31".parse().unwrap());
        assert_eq!(
            read("gold 31/12/2026 a friend"),
            Ok((Some(gold.clone()), "a friend".to_owned()))
        );
        assert_eq!(read("Gold 2026-12-31"), Ok((Some(gold), String::new())));
        assert_eq!(read("- moved away"), Ok((None, "moved away".to_owned())));
        for (text, why) in [
            ("Gold", Say::LedgerNoDay),
            ("Gold tomorrow-ish", Say::FormBadDate),
            ("Gold 31/12/2020", Say::LedgerDayOver),
        ] {
            assert_eq!(read(text), Err(Wrong::Said(why)), "{text}");
        }
        for text in ["", "Diamond 31/12/2026", "é"] {
            let told = read(text).unwrap_err().told(Lang::En);
            assert!(told.contains("Bronze, Silver, Gold, Platinum"), "{told}");
        }
    }
}
