//! What a rule says of a visit and of twelve months, worked out anew.

use chrono::{Days, Months};
use kenal::domain::{Day, VisitFacts};
use kenal::points::Rule;

use crate::customer::Weight;

/// The tier that is held, one day after the other.
pub fn held(rule: &Rule, gains: &[(Day, i64)], today: Day) -> usize {
    let Some((first, _)) = gains.first() else {
        return 0;
    };
    let reached = |day: Day| {
        let from = day - Months::new(12);
        let year = gains
            .iter()
            .filter(|(came, _)| *came > from && *came <= day);
        let sum: i64 = year.map(|(_, gain)| gain).sum();
        rule.tier
            .iter()
            .rposition(|tier| tier.from <= sum)
            .unwrap_or(0)
    };
    let (mut held, mut review, mut end) = (0, None, None);
    for day in first.iter_days().take_while(|day| *day <= today) {
        let came = gains.binary_search_by_key(&day, |(came, _)| *came).is_ok();
        let anew = end.is_some() && reached(day) == held;
        if came && (reached(day) > held || anew) {
            (held, review, end) = (reached(day), Some(day + Months::new(12)), None);
        } else if review == Some(day) {
            if reached(day) >= held {
                review = Some(day + Months::new(12));
            } else {
                (review, end) = (None, Some(day + Days::new(rule.grace_days.into())));
            }
        } else if end == Some(day) {
            held = held.min(reached(day));
            (review, end) = (Some(day + Months::new(12)).filter(|_| held > 0), None);
        }
    }
    held
}

/// Whether so many points may pay a part of a bill.
pub fn may_redeem(rule: &Rule, total: i64, points: i64, balance: i64) -> bool {
    let redeem = &rule.redeem;
    points <= balance
        && points % redeem.step == 0
        && points >= redeem.block
        && points * rule.worth * 100 <= total * i64::from(redeem.cap_percent)
}

/// The usual points of a visit, and what the month of the birthday adds.
pub fn award(rule: &Rule, facts: &VisitFacts, (tier, is_month): Weight) -> (i64, i64) {
    let total = facts.total.map_or(0, |money| money.0);
    if !rule.on || total <= 0 || total < rule.minimum {
        return (0, 0);
    }
    let split = |text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let has = |text: &str, words: &[String]| {
        let text = split(text);
        words.iter().any(|word| {
            let word = split(word);
            text.windows(word.len().max(1)).any(|some| some == word)
        })
    };
    let mut base = total - facts.redeemed.unwrap_or(0) * rule.worth;
    let mut named: Vec<(i64, u32)> = Vec::new();
    for line in &facts.lines {
        let amount = line.amount.map_or(0, |money| money.0).max(0);
        if has(&line.text, &rule.exclude) {
            base -= amount;
            continue;
        }
        let category = rule
            .category
            .iter()
            .find(|category| has(&line.text, &category.words));
        match category.map_or(100, |category| category.percent) {
            0 => base -= amount,
            percent => named.push((amount, percent)),
        }
    }
    let base = i128::from(base.max(0));
    let sum: i128 = named.iter().map(|(amount, _)| i128::from(*amount)).sum();
    let times: i128 = named
        .iter()
        .map(|(amount, percent)| i128::from(*amount) * i128::from(*percent))
        .sum();
    // Money that earns, in hundredths, as a fraction.
    let (weight, of) = if sum > base {
        (times * base, sum)
    } else {
        (times + (base - sum) * 100, 1)
    };
    let periods = rule
        .period
        .iter()
        .filter(|period| period.from <= facts.day && facts.day <= period.until);
    let period = periods.map(|period| period.percent).max().unwrap_or(100);
    let share = |birthday: u32| {
        let points = weight * i128::from(tier) * i128::from(period) * i128::from(birthday);
        i64::try_from(points / (of * i128::from(rule.earn_per) * 100_000_000)).unwrap()
    };
    let usual = share(100);
    let all = if is_month {
        share(rule.birthday_percent)
    } else {
        usual
    };
    (usual.min(all), all - usual.min(all))
}
