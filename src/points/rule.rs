//! What an owner decides about points and tiers.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::name::fold;
use crate::domain::{Currency, Day};

/// Everything that decides how many points a visit brings, what they are worth and who has which
/// tier. Kept in versions: a visit remembers the one that paid it. As a file it is TOML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// Whether visits bring points at all. What was given stays and can be redeemed.
    pub on: bool,
    /// Money for one point, minor units, above zero.
    pub earn_per: i64,
    /// What a point is worth when it is redeemed, minor units.
    pub worth: i64,
    /// The smallest bill that brings points, minor units.
    pub minimum: i64,
    /// Days that a lot is valid after the day it was earned; `None` for ever, which is the word
    /// `ever` in a file: TOML has nothing for nothing.
    #[serde(with = "valid")]
    pub valid_days: Option<u32>,
    /// Points with the first paid visit.
    pub welcome: i64,
    /// Points to whoever was brought and to whoever brought them, on the first paid visit.
    pub referral: i64,
    /// Who of the two gets them.
    pub referral_to: Rewarded,
    /// Points in the month of one's birthday, per cent of the usual ones; 100 for no difference.
    pub birthday_percent: u32,
    /// Words of lines that bring no points.
    pub exclude: Vec<String>,
    /// Lines that bring more, or fewer.
    pub category: Vec<Category>,
    /// Days on which everything brings more, or less.
    pub period: Vec<Period>,
    /// How points are spent.
    pub redeem: Redeeming,
    /// What happens when points are taken back that were spent already.
    pub overdraft: Overdraft,
    /// What a tier is reached by.
    pub basis: Basis,
    /// Days that a tier is kept after a review that would take it away.
    pub grace_days: u32,
    /// The tiers, lowest first; the first one from 0.
    pub tier: Vec<TierRule>,
}

/// Days, or the word for no end of them. The rules of a book may also have `null`.
mod valid {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged, expecting = "a number of days, or \"ever\"")]
    enum Valid {
        Days(u32),
        Word(Word),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Word {
        Ever,
    }

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde gives the field so"
    )]
    pub(super) fn serialize<S: Serializer>(days: &Option<u32>, to: S) -> Result<S::Ok, S::Error> {
        days.map_or(Valid::Word(Word::Ever), Valid::Days)
            .serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
        Ok(match Option::deserialize(from)? {
            Some(Valid::Days(days)) => Some(days),
            Some(Valid::Word(Word::Ever)) | None => None,
        })
    }
}

/// How points are spent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Redeeming {
    /// The fewest points at a time.
    pub block: i64,
    /// Points go in multiples of this, above zero.
    pub step: i64,
    /// The most of a bill that points may pay, per cent, 0 to 100.
    pub cap_percent: u32,
}

/// Lines with one of these words bring so much of the usual points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Any of them in the text of a line.
    pub words: Vec<String>,
    /// Per cent of the usual points; 0 for none.
    pub percent: u32,
}

/// Days on which everything brings so much of the usual points; both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Per cent of the usual points.
    pub percent: u32,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierRule {
    /// What it is called: `Gold`.
    pub name: String,
    /// From how much in twelve months: minor units, or points, as [`Rule::basis`] says.
    pub from: i64,
    /// Points of its customers, per cent of the usual ones.
    #[serde(default = "usual")]
    pub percent: u32,
    /// What the shop promises to them, shown to the clerk.
    #[serde(default)]
    pub promise: String,
}

/// Who is rewarded when somebody was brought who pays for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rewarded {
    /// Whoever came and whoever brought them.
    #[default]
    Both,
    /// Whoever came.
    Came,
    /// Whoever brought them.
    Brought,
}

/// What happens when points are taken back that were spent already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overdraft {
    /// The balance goes below zero; what is earned next fills it up.
    #[default]
    Allow,
    /// The change is refused.
    Block,
}

/// What a tier is reached by, over twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Money.
    #[default]
    Spend,
    /// Points earned.
    Points,
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// It is no TOML of a rule; what stands where.
    #[error("{0}")]
    Unreadable(String),
    /// This field, named as in the file, is out of its range.
    #[error("{0} is out of range")]
    OutOfRange(&'static str),
}

/// The usual points.
const USUAL: u32 = 100;
/// The largest number in a rule: far above any shop's, far below what a sum can hold.
const MOST: i64 = 1_000_000_000_000;
/// The largest share in per cent.
const MOST_PERCENT: u32 = 10_000;

const fn usual() -> u32 {
    USUAL
}

impl Default for Redeeming {
    fn default() -> Self {
        Self {
            block: 50,
            step: 10,
            cap_percent: 50,
        }
    }
}

impl Default for Rule {
    fn default() -> Self {
        Self::starting(Currency::IDR)
    }
}

impl Rule {
    /// What a new shop begins with: conventions of the field, to be edited.
    pub fn starting(currency: Currency) -> Self {
        // The figures are those of Rupiah; elsewhere a tenth of a thousandth of it in whole units.
        let money = |rupiah: i64| {
            if currency == Currency::IDR {
                rupiah
            } else {
                rupiah / 10_000 * 10_i64.pow(u32::from(currency.decimals.min(4)))
            }
        };
        let tier = |name: &str, from: i64, percent| TierRule {
            name: name.to_owned(),
            from: money(from),
            percent,
            promise: String::new(),
        };
        Self {
            on: true,
            earn_per: money(10_000).max(1),
            worth: (money(10_000) / 100).max(1),
            minimum: 0,
            valid_days: Some(365),
            welcome: 100,
            referral: 50,
            referral_to: Rewarded::Both,
            birthday_percent: 200,
            exclude: Vec::new(),
            category: Vec::new(),
            period: Vec::new(),
            redeem: Redeeming::default(),
            overdraft: Overdraft::Allow,
            basis: Basis::Spend,
            grace_days: 30,
            tier: vec![
                tier("Bronze", 0, 100),
                tier("Silver", 3_000_000, 125),
                tier("Gold", 8_000_000, 150),
                tier("Platinum", 20_000_000, 200),
            ],
        }
    }

    /// Reads a rule as the book keeps it.
    ///
    /// # Errors
    /// When it cannot be read, or a number is out of its range.
    pub fn from_json(text: &str) -> Result<Self, RuleError> {
        let rule: Self =
            serde_json::from_str(text).map_err(|error| RuleError::Unreadable(error.to_string()))?;
        rule.checked()
    }

    /// As the book keeps it.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As a file that [`Rule::from_toml`] reads.
    pub fn to_toml(&self) -> String {
        toml::to_string_pretty(self).unwrap_or_default()
    }

    /// The rule, when every number lies in its range.
    ///
    /// # Errors
    /// The first field that does not.
    pub fn checked(self) -> Result<Self, RuleError> {
        let amounts = [
            ("earn_per", self.earn_per, 1),
            ("worth", self.worth, 0),
            ("minimum", self.minimum, 0),
            ("welcome", self.welcome, 0),
            ("referral", self.referral, 0),
            ("block", self.redeem.block, 0),
            ("step", self.redeem.step, 1),
        ];
        let outside = amounts
            .iter()
            .find(|(_, value, least)| !(*least..=MOST).contains(value));
        if let Some((name, ..)) = outside {
            return Err(RuleError::OutOfRange(name));
        }
        let categories = self.category.iter().map(|category| category.percent);
        let periods = self.period.iter().map(|period| period.percent);
        let tiers = self.tier.iter().map(|tier| tier.percent);
        let mut shares = categories.chain(periods).chain(tiers);
        let ends = |period: &Period| period.from <= period.until;
        let rises = |pair: &[TierRule]| pair[0].from < pair[1].from;
        let first = self.tier.first().is_none_or(|tier| tier.from == 0);
        let names: BTreeSet<String> = self
            .tier
            .iter()
            .map(|tier| fold(tier.name.trim()))
            .collect();
        let named = names.len() == self.tier.len() && !names.contains("");
        let checks = [
            ("cap_percent", self.redeem.cap_percent <= USUAL),
            ("birthday_percent", self.birthday_percent <= MOST_PERCENT),
            ("percent", shares.all(|percent| percent <= MOST_PERCENT)),
            (
                "valid_days",
                self.valid_days
                    .is_none_or(|days| (1..=36_500).contains(&days)),
            ),
            ("grace_days", self.grace_days <= 3_650),
            ("period", self.period.iter().all(ends)),
            ("tier", first && named && self.tier.windows(2).all(rises)),
            (
                "tier",
                self.tier.last().is_none_or(|tier| tier.from <= MOST),
            ),
        ];
        match checks.iter().find(|(_, holds)| !holds) {
            Some((name, _)) => Err(RuleError::OutOfRange(name)),
            None => Ok(self),
        }
    }

    /// Points with the first paid visit.
    pub const fn welcome_points(&self) -> i64 {
        if self.on { self.welcome } else { 0 }
    }

    /// Points to whoever came, and to whoever brought them, with the first paid visit.
    pub const fn referral_points(&self) -> (i64, i64) {
        match (self.on, self.referral_to) {
            (false, _) => (0, 0),
            (true, Rewarded::Both) => (self.referral, self.referral),
            (true, Rewarded::Came) => (self.referral, 0),
            (true, Rewarded::Brought) => (0, self.referral),
        }
    }

    /// Through which day a lot of that day is valid.
    pub fn valid_through(&self, day: Day) -> Option<Day> {
        let days = chrono::Days::new(u64::from(self.valid_days?));
        Some(day.checked_add_days(days).unwrap_or(Day::MAX))
    }

    /// Whether a line of this text brings points at all, and how many per cent of the usual ones.
    pub(super) fn percent_of(&self, text: &str) -> u32 {
        let text = fold(text);
        let holds = |words: &[String]| words.iter().any(|word| has_word(&text, &fold(word)));
        if holds(&self.exclude) {
            return 0;
        }
        let mut named = self.category.iter();
        let category = named.find(|category| holds(&category.words));
        category.map_or(USUAL, |category| category.percent)
    }

    /// Per cent of the usual points on that day; periods that overlap do not add up, the largest
    /// counts.
    pub fn percent_on(&self, day: Day) -> u32 {
        let holds = |period: &&Period| (period.from..=period.until).contains(&day);
        let percents = self
            .period
            .iter()
            .filter(holds)
            .map(|period| period.percent);
        percents.max().unwrap_or(USUAL)
    }
}

/// Whether a text has these words as they stand: `ban` is in `ban luar`, and not in `bantalan`.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            !is_part(before.chars().next_back()) && !is_part(after.chars().next())
        })
}
