//! Where the points and the tier come from.

use crate::domain::Money;
use crate::look::Role;
use crate::points::{Basis, Kind};
use crate::protocol::PointsSheet;
use crate::screens::sheet::points::kind;
use crate::screens::sheet::{Wording, wording};
use crate::screens::why::Lines;
use crate::store::{PointsEntry, Reckoned};
use crate::text::{Say, count, say, signed};

/// Whose points they are, what the chosen line comes from, and how points come about.
pub(super) fn explained(
    sheet: &PointsSheet,
    chosen: Option<&PointsEntry>,
    words: Wording<'_>,
) -> Option<(String, Vec<(String, Role)>)> {
    let customer = sheet.card.customer.as_ref()?;
    let lang = words.lang;
    let mut lines = Lines::default();
    lines.head(Say::WhyFacts, lang);
    if let Some(line) = chosen {
        of_line(line, words, &mut lines);
    }
    let sum = |of: &dyn Fn(Kind) -> bool| -> u64 {
        let lines = sheet.lines.iter();
        let own = lines.filter(|line| of(line.takes_back.unwrap_or(line.kind)));
        own.map(|line| line.points).sum::<i64>().unsigned_abs()
    };
    let went = |kind: Kind| matches!(kind, Kind::Redeem | Kind::Expire);
    let came = count(lang, sum(&|kind| !went(kind)));
    let redeemed = count(lang, sum(&|kind| kind == Kind::Redeem));
    let lapsed = count(lang, sum(&|kind| kind == Kind::Expire));
    lines.say(say::ledger_why_sum(lang, came, redeemed, lapsed));
    let Some(rule) = &sheet.rule else {
        return Some((wording::person(&customer.facts), lines.all()));
    };
    lines.head(Say::LedgerWhyToday, lang);
    let money = |minor| words.money(Money(minor));
    lines.say(say::ledger_why_earn(
        lang,
        money(rule.earn_per),
        money(rule.worth),
    ));
    match rule.valid_days {
        Some(days) => lines.say(say::ledger_why_valid(lang, u64::from(days))),
        None => lines.rule(Say::LedgerWhyForEver, lang),
    }
    lines.rule(Say::LedgerWhySpent, lang);
    lines.rule(Say::LedgerWhyReverse, lang);
    if !rule.tier.is_empty() {
        lines.head(Say::PointsFieldTier, lang);
        lines.rule(Say::LedgerWhyTier, lang);
        lines.say(say::ledger_why_grace(lang, u64::from(rule.grace_days)));
        for tier in &rule.tier {
            let from = match rule.basis {
                Basis::Spend => money(tier.from),
                Basis::Points => count(lang, tier.from.unsigned_abs()),
            };
            lines.say(say::ledger_why_from(lang, &tier.name, from, tier.percent));
        }
    }
    Some((wording::person(&customer.facts), lines.all()))
}

/// The figures of one line: the visit behind it, and by what it was reckoned.
fn of_line(line: &PointsEntry, words: Wording<'_>, lines: &mut Lines) {
    let lang = words.lang;
    let points = signed(lang, line.points);
    let what = kind(line, words);
    lines.say(say::ledger_why_line(
        lang,
        words.date(line.day),
        points,
        what,
    ));
    if let Some(bill) = line.bill {
        let bill = words.money(Money(bill));
        // What was taken back, or reckoned otherwise, was of the visit as it was then.
        let is_of_before =
            line.takes_back.is_some() || (line.weight.is_some() && line.reckoned.is_none());
        lines.say(if is_of_before {
            say::ledger_why_bill_now(lang, bill)
        } else {
            say::ledger_why_bill(lang, bill)
        });
    }
    if let Some(by) = &line.reckoned {
        of_rules(by, line.bill, words, lines);
    }
    if let Some(weight) = line.weight {
        let percent = weight.tier_percent;
        lines.say(say::ledger_why_weight(lang, percent.to_string()));
        if weight.is_birthday {
            lines.rule(Say::LedgerWhyBirthday, lang);
        }
    }
}

/// What of the bill counted, and the rules that paid it: not always those of today.
fn of_rules(by: &Reckoned, bill: Option<i64>, words: Wording<'_>, lines: &mut Lines) {
    let (lang, money) = (words.lang, |minor| words.money(Money(minor)));
    if by.redeemed > 0 {
        let points = by.redeemed.unsigned_abs();
        lines.say(say::ledger_why_paid(lang, points, money(by.worth)));
    }
    let left = bill.unwrap_or(0).saturating_sub(by.worth);
    if by.counted != left {
        lines.say(say::ledger_why_counted(lang, money(by.counted)));
    }
    let since = words.date(by.since);
    lines.say(say::ledger_why_rules(lang, money(by.earn_per), since));
    if by.percent != 100 {
        lines.say(say::ledger_why_days(lang, by.percent.to_string()));
    }
}
