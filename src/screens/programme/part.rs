//! What the rules have several of: tiers, work and days with other points.

use crate::domain::{Day, Money};
use crate::points::{Basis, Category, Period, Rule, TierRule};
use crate::protocol::Context;
use crate::screens::entry::parse;
use crate::screens::sheet::Wording;
use crate::text::{Say, count};

/// Of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Tier,
    Category,
    Period,
}

/// One of them, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) at: usize,
}

/// What is said of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    From,
    Promise,
    Words,
    FirstDay,
    LastDay,
    Percent,
}

/// The share that something new begins with, in per cent.
const MORE: u32 = 200;

impl Kind {
    pub(super) const ALL: [Kind; 3] = [Kind::Tier, Kind::Category, Kind::Period];

    /// How many there are.
    pub(super) fn count(self, rule: &Rule) -> usize {
        match self {
            Kind::Tier => rule.tier.len(),
            Kind::Category => rule.category.len(),
            Kind::Period => rule.period.len(),
        }
    }

    pub(super) fn fields(self) -> &'static [Field] {
        match self {
            Kind::Tier => &[Field::Name, Field::From, Field::Percent, Field::Promise],
            Kind::Category => &[Field::Words, Field::Percent],
            Kind::Period => &[Field::FirstDay, Field::LastDay, Field::Percent],
        }
    }

    pub(super) fn adds(self) -> Say {
        match self {
            Kind::Tier => Say::ProgrammeNewTier,
            Kind::Category => Say::ProgrammeNewCategory,
            Kind::Period => Say::ProgrammeNewPeriod,
        }
    }

    /// The rules with one more, and which one it is.
    pub(super) fn added(self, rule: &Rule, context: &Context) -> (Rule, Part) {
        let mut rule = rule.clone();
        match self {
            Kind::Tier => {
                let last = rule.tier.last();
                rule.tier.push(TierRule {
                    name: Say::ProgrammeNewName.in_(context.lang).to_owned(),
                    from: last.map_or(0, |last| last.from.saturating_mul(2).max(rule.earn_per)),
                    percent: last.map_or(100, |last| last.percent),
                    promise: String::new(),
                });
            }
            Kind::Category => rule.category.push(Category {
                words: Vec::new(),
                percent: MORE,
            }),
            Kind::Period => rule.period.push(Period {
                from: context.today,
                until: context.today + chrono::Days::new(6),
                percent: MORE,
            }),
        }
        let at = self.count(&rule).saturating_sub(1);
        (rule, Part { kind: self, at })
    }
}

impl Part {
    /// What it is called in the list of rules, and what it says.
    pub(super) fn told(self, rule: &Rule, words: Wording<'_>) -> (String, String) {
        let share = |percent: u32| format!("{} %", count(words.lang, percent.into()));
        match self.kind {
            Kind::Tier => rule.tier.get(self.at).map(|tier| {
                let from = Field::From.shown(self, rule, words);
                let said = format!("{from} · {}", share(tier.percent));
                (tier.name.clone(), said)
            }),
            Kind::Category => rule
                .category
                .get(self.at)
                .map(|category| (category.words.join(", "), share(category.percent))),
            Kind::Period => rule.period.get(self.at).map(|period| {
                let days = format!("{} – {}", words.date(period.from), words.date(period.until));
                (days, share(period.percent))
            }),
        }
        .unwrap_or_default()
    }

    /// The rules without it. The lowest tier begins at nothing.
    pub(super) fn removed(self, rule: &Rule) -> Rule {
        let mut rule = rule.clone();
        let at = self.at.min(self.kind.count(&rule).saturating_sub(1));
        match self.kind {
            Kind::Tier if !rule.tier.is_empty() => {
                rule.tier.remove(at);
                if let Some(first) = rule.tier.first_mut() {
                    first.from = 0;
                }
            }
            Kind::Category if !rule.category.is_empty() => drop(rule.category.remove(at)),
            Kind::Period if !rule.period.is_empty() => drop(rule.period.remove(at)),
            _ => {}
        }
        rule
    }
}

impl Field {
    pub(super) fn label(self) -> Say {
        match self {
            Field::Name => Say::ProgrammeName,
            Field::From => Say::ProgrammeFrom,
            Field::Promise => Say::ProgrammePromise,
            Field::Words => Say::ProgrammeWords,
            Field::FirstDay => Say::ProgrammeFirstDay,
            Field::LastDay => Say::ProgrammeLastDay,
            Field::Percent => Say::ProgrammePercent,
        }
    }

    pub(super) fn is_text(self) -> bool {
        matches!(self, Field::Name | Field::Promise | Field::Words)
    }

    pub(super) fn shown(self, of: Part, rule: &Rule, words: Wording<'_>) -> String {
        let day = match self {
            Field::FirstDay => rule.period.get(of.at).map(|period| period.from),
            Field::LastDay => rule.period.get(of.at).map(|period| period.until),
            _ => None,
        };
        if let Some(day) = day {
            return words.date(day);
        }
        if let (Field::From, Some(tier)) = (self, rule.tier.get(of.at)) {
            return match rule.basis {
                Basis::Spend => words.money(Money(tier.from)),
                Basis::Points => count(words.lang, tier.from.unsigned_abs()),
            };
        }
        let text = self.typed(of, rule, "");
        match self {
            Field::Percent => format!("{text} %"),
            _ => text,
        }
    }

    /// As it is typed.
    pub(super) fn typed(self, of: Part, rule: &Rule, currency: &str) -> String {
        let (tier, period) = (rule.tier.get(of.at), rule.period.get(of.at));
        let category = rule.category.get(of.at);
        let percent = match of.kind {
            Kind::Tier => tier.map(|tier| tier.percent),
            Kind::Category => category.map(|category| category.percent),
            Kind::Period => period.map(|period| period.percent),
        };
        let text = match self {
            Field::Name => tier.map(|tier| tier.name.clone()),
            Field::Promise => tier.map(|tier| tier.promise.clone()),
            Field::From => tier.map(|tier| match rule.basis {
                Basis::Spend => parse::shown_money(Some(Money(tier.from)), currency),
                Basis::Points => tier.from.to_string(),
            }),
            Field::Words => category.map(|category| category.words.join(", ")),
            Field::FirstDay => period.map(|period| parse::shown_day(Some(period.from))),
            Field::LastDay => period.map(|period| parse::shown_day(Some(period.until))),
            Field::Percent => percent.map(|percent| percent.to_string()),
        };
        text.unwrap_or_default()
    }

    /// The rules with what was typed, and where the part stands then, or why that cannot be.
    pub(super) fn read(
        self,
        of: Part,
        text: &str,
        rule: &Rule,
        context: &Context,
    ) -> Result<(Rule, Part), Say> {
        let text = text.trim();
        let mut rule = rule.clone();
        match of.kind {
            Kind::Tier => {
                let basis = rule.basis;
                let tier = rule.tier.get_mut(of.at).ok_or(Say::ProgrammeBadNumber)?;
                match self {
                    Field::Name => text.clone_into(&mut tier.name),
                    Field::Promise => text.clone_into(&mut tier.promise),
                    Field::From => tier.from = amount(text, basis, &context.currency)?,
                    _ => tier.percent = percent(text)?,
                }
                let told = tier.clone();
                rule.tier.sort_by_key(|tier| tier.from);
                let at = rule.tier.iter().position(|tier| *tier == told);
                let rule = rule.checked().map_err(|_| Say::ProgrammeBadTier)?;
                let at = at.unwrap_or(of.at);
                return Ok((rule, Part { at, ..of }));
            }
            Kind::Category => {
                let category = rule.category.get_mut(of.at);
                let category = category.ok_or(Say::ProgrammeBadNumber)?;
                match self {
                    Field::Words => category.words = words(text),
                    _ => category.percent = percent(text)?,
                }
            }
            Kind::Period => {
                let period = rule.period.get_mut(of.at).ok_or(Say::ProgrammeBadNumber)?;
                match self {
                    Field::FirstDay => {
                        period.from = day(text, context)?;
                        period.until = period.until.max(period.from);
                    }
                    Field::LastDay => period.until = day(text, context)?,
                    _ => period.percent = percent(text)?,
                }
                let rule = rule.checked().map_err(|_| Say::ProgrammeBadPeriod)?;
                return Ok((rule, of));
            }
        }
        let rule = rule.checked().map_err(|_| Say::ProgrammeBadNumber)?;
        Ok((rule, of))
    }
}

/// Words with commas between them.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(',').map(str::trim);
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn percent(text: &str) -> Result<u32, Say> {
    let number = text.trim_end_matches('%').trim();
    number.parse().map_err(|_| Say::ProgrammeBadNumber)
}

fn amount(text: &str, basis: Basis, currency: &str) -> Result<i64, Say> {
    match basis {
        Basis::Spend => parse::money(text, currency)
            .ok()
            .flatten()
            .map(|money| money.0),
        Basis::Points => parse::points(text).ok().flatten(),
    }
    .ok_or(Say::ProgrammeBadNumber)
}

/// A day that is typed.
pub(super) fn day(text: &str, context: &Context) -> Result<Day, Say> {
    parse::day(text, context.today)?.ok_or(Say::FormBadDate)
}
