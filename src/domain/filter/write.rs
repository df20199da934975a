//! A filter as a person can read and type it.

use super::word::{KEYWORDS, is_bare, sign};
use super::{Bound, Condition, Filter, Join, Test};
use crate::domain::Currency;

impl Filter {
    /// As [`Filter::read`] takes it, with amounts in units of the currency:
    /// `days_silent > 90 and money >= 5000000`. Without conditions it is `everybody`.
    pub fn text(&self, currency: Currency) -> String {
        if self.conditions().is_empty() {
            return "everybody".to_owned();
        }
        let between = match self.join() {
            Join::All => " and ",
            Join::Any => " or ",
        };
        let conditions = self.conditions().iter().map(|one| one.text(currency));
        conditions.collect::<Vec<_>>().join(between)
    }
}

impl Condition {
    /// As it stands in [`Filter::text`].
    pub fn text(&self, currency: Currency) -> String {
        let field = self.field.name();
        let (not, bang) = if self.not { ("not ", "!") } else { ("", "") };
        match &self.test {
            Test::Yes => format!("{not}{field}"),
            Test::Known if self.not => format!("{field} is unknown"),
            Test::Known => format!("{field} is known"),
            Test::Is(words) if words.len() == 1 => format!("{field} {bang}= {}", quoted(&words[0])),
            Test::Is(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                format!("{not}{field} in ({})", words.join(", "))
            }
            Test::Contains(part) => format!("{field} {bang}~ {}", quoted(part)),
            Test::Since { part, from } => format!("{field} {bang}~ {} since {from}", quoted(part)),
            Test::Number(bound) => {
                format!("{not}{field} {}", bounded(bound.map(|one| one.to_string())))
            }
            Test::Money(bound) => {
                let amount = bound.map(|minor| units(minor, currency));
                format!("{not}{field} {}", bounded(amount))
            }
            Test::Day(bound) => {
                format!("{not}{field} {}", bounded(bound.map(|one| one.to_string())))
            }
        }
    }
}

fn bounded(bound: Bound<String>) -> String {
    let sign = sign(&bound);
    match bound {
        Bound::Between(from, until) => format!("{sign} {from} and {until}"),
        Bound::Below(one)
        | Bound::AtMost(one)
        | Bound::Exactly(one)
        | Bound::AtLeast(one)
        | Bound::Above(one) => format!("{sign} {one}"),
    }
}

/// An amount in units of the currency as a filter has it: `650000`, `12.50`.
pub fn units(minor: i64, currency: Currency) -> String {
    let one = 10_u64.pow(currency.decimals.into());
    let (whole, rest) = (minor.unsigned_abs() / one, minor.unsigned_abs() % one);
    let sign = if minor < 0 { "-" } else { "" };
    if one == 1 {
        return format!("{sign}{whole}");
    }
    let width = usize::from(currency.decimals);
    format!("{sign}{whole}.{rest:0width$}")
}

/// A value as it stands behind a sign: bare, or in quotation marks.
fn quoted(value: &str) -> String {
    let keyword = KEYWORDS.iter().any(|word| word.eq_ignore_ascii_case(value));
    if !value.is_empty() && value.chars().all(is_bare) && !keyword {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
