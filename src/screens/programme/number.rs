//! The numbers of the rules that are changed on the screen.

use crate::domain::Money;
use crate::points::Rule;
use crate::screens::entry::parse;
use crate::text::{Say, count};

use super::super::sheet::Wording;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    EarnPer,
    Worth,
    Minimum,
    ValidDays,
    Welcome,
    Referral,
    Birthday,
    Block,
    Step,
    Cap,
    Grace,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Money,
    Points,
    Days,
    Percent,
}

impl Number {
    /// In the order in which they stand.
    pub(super) const ALL: [Number; 11] = [
        Number::EarnPer,
        Number::Worth,
        Number::Minimum,
        Number::ValidDays,
        Number::Welcome,
        Number::Referral,
        Number::Birthday,
        Number::Block,
        Number::Step,
        Number::Cap,
        Number::Grace,
    ];

    pub(super) fn label(self) -> Say {
        match self {
            Number::EarnPer => Say::ProgrammeEarnPer,
            Number::Worth => Say::ProgrammeWorth,
            Number::Minimum => Say::ProgrammeMinimum,
            Number::ValidDays => Say::ProgrammeValidDays,
            Number::Welcome => Say::ProgrammeWelcome,
            Number::Referral => Say::ProgrammeReferral,
            Number::Birthday => Say::ProgrammeBirthday,
            Number::Block => Say::ProgrammeBlock,
            Number::Step => Say::ProgrammeStep,
            Number::Cap => Say::ProgrammeCap,
            Number::Grace => Say::ProgrammeGrace,
        }
    }

    const fn unit(self) -> Unit {
        match self {
            Number::EarnPer | Number::Worth | Number::Minimum => Unit::Money,
            Number::Welcome | Number::Referral | Number::Block | Number::Step => Unit::Points,
            Number::ValidDays | Number::Grace => Unit::Days,
            Number::Birthday | Number::Cap => Unit::Percent,
        }
    }

    /// What the rules say; `None` for points that are valid for ever.
    fn of(self, rule: &Rule) -> Option<i64> {
        Some(match self {
            Number::EarnPer => rule.earn_per,
            Number::Worth => rule.worth,
            Number::Minimum => rule.minimum,
            Number::ValidDays => return rule.valid_days.map(i64::from),
            Number::Welcome => rule.welcome,
            Number::Referral => rule.referral,
            Number::Birthday => rule.birthday_percent.into(),
            Number::Block => rule.redeem.block,
            Number::Step => rule.redeem.step,
            Number::Cap => rule.redeem.cap_percent.into(),
            Number::Grace => rule.grace_days.into(),
        })
    }

    /// As it stands in a row.
    pub(super) fn shown(self, rule: &Rule, words: Wording<'_>) -> String {
        let Some(number) = self.of(rule) else {
            return words.say(Say::ProgrammeForEver).to_owned();
        };
        let said = count(words.lang, number.unsigned_abs());
        match self.unit() {
            Unit::Money => words.money(Money(number)),
            Unit::Percent => format!("{said} %"),
            Unit::Points | Unit::Days => said,
        }
    }

    /// As it is typed.
    pub(super) fn typed(self, rule: &Rule, currency: &str) -> String {
        match (self.of(rule), self.unit()) {
            (Some(number), Unit::Money) => parse::shown_money(Some(Money(number)), currency),
            (Some(number), _) => number.to_string(),
            (None, _) => String::new(),
        }
    }

    /// The rules with what was typed; `None` where that is no such number, or out of its range.
    pub(super) fn read(self, text: &str, rule: &Rule, currency: &str) -> Option<Rule> {
        let text = text.trim().trim_end_matches('%').trim();
        let mut rule = rule.clone();
        if text.is_empty() && self == Number::ValidDays {
            rule.valid_days = None;
            return rule.checked().ok();
        }
        let money = self.unit() == Unit::Money;
        let number = if money {
            parse::money(text, currency).ok().flatten()?.0
        } else {
            text.parse().ok()?
        };
        let small = || u32::try_from(number).ok();
        match self {
            Number::EarnPer => rule.earn_per = number,
            Number::Worth => rule.worth = number,
            Number::Minimum => rule.minimum = number,
            Number::ValidDays => rule.valid_days = Some(small()?),
            Number::Welcome => rule.welcome = number,
            Number::Referral => rule.referral = number,
            Number::Birthday => rule.birthday_percent = small()?,
            Number::Block => rule.redeem.block = number,
            Number::Step => rule.redeem.step = number,
            Number::Cap => rule.redeem.cap_percent = small()?,
            Number::Grace => rule.grace_days = small()?,
        }
        rule.checked().ok()
    }
}
