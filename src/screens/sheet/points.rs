//! Points and tier on the counter card.

use super::Wording;
use crate::domain::{Card, Money, Owing, PointsBrief, TierBrief};
use crate::kit::Fact;
use crate::look::{Role, Symbols};
use crate::points::{BROUGHT, CAME, Kind};
use crate::store::PointsEntry;
use crate::text::{Lang, Say, count, say, signed};

/// Days ahead of which it is said that points lapse.
const AHEAD: i64 = 90;

/// The tier beside the name: `★ Gold`; nothing for the lowest, which everybody has.
pub fn badge(card: &Card, symbols: &Symbols) -> String {
    let tier = card.points.as_ref().and_then(|points| points.tier.as_ref());
    let above = tier.filter(|tier| tier.place > 0);
    above.map_or_else(String::new, |tier| star(&tier.name, symbols))
}

/// A tier with its star: `★ Gold`.
pub fn star(tier: &str, symbols: &Symbols) -> String {
    format!("{} {tier}", symbols.star)
}

/// What somebody has, what lapses soon, and what the shop promises to the tier.
pub fn facts(card: &Card, wording: Wording<'_>, symbols: &Symbols) -> Vec<Fact> {
    let Some(points) = &card.points else {
        return Vec::new();
    };
    let tier = points.tier.as_ref();
    let promise = tier.filter(|tier| !tier.promise.is_empty());
    let promise = promise.map(|tier| {
        let text = format!("{}: {}", star(&tier.name, symbols), tier.promise);
        Fact::whole(text, Role::Gold).lines(2)
    });
    let said = balance(points, wording);
    let said = said.map(|(text, role)| Fact::new(wording.say(Say::CardPoints), text).role(role));
    said.into_iter().chain(promise).collect()
}

/// The balance in words; nothing for somebody who never had a point.
pub fn balance(points: &PointsBrief, wording: Wording<'_>) -> Option<(String, Role)> {
    let lang = wording.lang;
    if points.balance < 0 {
        let missing = count(lang, points.balance.unsigned_abs());
        return Some((say::card_points_owed(lang, missing), Role::Attention));
    }
    if points.balance == 0 {
        return None;
    }
    let worth = wording.money(Money(points.worth));
    let has = format!("{} = {worth}", count(lang, points.balance.unsigned_abs()));
    let soon = points
        .lapsing
        .first()
        .filter(|(day, _)| (*day - wording.today).num_days() <= AHEAD);
    Some(match soon {
        Some((day, lapse)) => {
            let lapse = lapse.unsigned_abs();
            let lapse = say::card_points_lapse(lang, lapse, wording.date(*day));
            (format!("{has}; {lapse}"), Role::Value)
        }
        None => (has, Role::Value),
    })
}

/// Whom a change left with fewer points than none; nothing where it left nobody so.
pub fn below(owing: &[Owing], lang: Lang) -> Option<String> {
    match owing {
        [] => None,
        [one] => Some(say::points_below(lang, &one.who, signed(lang, one.points))),
        many => Some(say::points_below_many(lang, many.len() as u64)),
    }
}

/// Where somebody stands, and what is missing to the next tier; the amounts are money where
/// `in_money`.
pub fn standing(tier: &TierBrief, in_money: bool, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let until = tier
        .until
        .map(|day| say::card_tier_until(lang, wording.date(day)));
    let next = tier.next.as_ref().map(|(name, missing)| {
        let missing = if in_money {
            wording.money(Money(*missing))
        } else {
            count(lang, missing.unsigned_abs())
        };
        say::card_tier_next(lang, missing, name)
    });
    let parts: Vec<String> = [Some(tier.name.clone()), until, next]
        .into_iter()
        .flatten()
        .collect();
    parts.join(", ")
}

/// What a kind of line is called.
pub fn named(kind: Kind) -> Say {
    match kind {
        Kind::Earn => Say::PointsEarn,
        Kind::Redeem => Say::PointsRedeem,
        Kind::Expire => Say::PointsExpire,
        Kind::Adjust => Say::PointsAdjust,
        Kind::Referral => Say::PointsReferral,
        Kind::Birthday => Say::PointsBirthday,
        Kind::Opening => Say::PointsOpening,
        Kind::Reverse => Say::PointsReverse,
    }
}

/// Why points came or went, in words.
pub fn kind(line: &PointsEntry, wording: Wording<'_>) -> String {
    let named = |kind: Kind| {
        let say = if line.welcome {
            Say::PointsWelcome
        } else {
            named(kind)
        };
        wording.say(say)
    };
    let word = match (line.kind, line.takes_back) {
        (Kind::Reverse, Some(of)) => say::points_taken_back(wording.lang, named(of)),
        (kind, _) => named(kind).to_owned(),
    };
    let rewards = line.takes_back.unwrap_or(line.kind) == Kind::Referral;
    match line.reason.as_str() {
        "" => word,
        _ if line.welcome => word,
        BROUGHT if rewards => format!("{word}: {}", wording.say(Say::PointsBrought)),
        CAME if rewards => format!("{word}: {}", wording.say(Say::PointsCame)),
        reason => format!("{word}: {reason}"),
    }
}
