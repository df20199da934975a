//! Whom to win back, in words.

use super::wording::joined;
use super::{Wording, referral};
use crate::domain::{Day, Introduced, Money};
use crate::insight::{ENGINE_OIL, Need, Recovering, Stagnation};
use crate::look::Symbols;
use crate::text::{self, Say, say};

/// What a list of one reason is called.
pub fn title(need: Need) -> Say {
    match need {
        Need::LostTo => Say::RecoveryLostTo,
        Need::Lost => Say::RecoveryLost,
        Need::Sleeping => Say::RecoverySleeping,
        Need::Silent => Say::RecoverySilent,
        Need::Slipping => Say::RecoverySlipping,
        Need::Stagnating => Say::RecoveryStagnating,
    }
}

/// Form of address and name; the ID of somebody whose name nobody wrote down.
pub fn name(who: &Introduced) -> String {
    match joined(&[&who.honorific, &who.name], " ") {
        name if name.is_empty() => who.code.clone(),
        name => name,
    }
}

/// The rule by which somebody stands on the list.
pub fn rule(need: Need) -> Say {
    match need {
        Need::LostTo => Say::RecoveryWhyLostTo,
        Need::Lost => Say::WhyLost,
        Need::Sleeping => Say::WhyAsleep,
        Need::Silent => Say::RecoveryWhySilent,
        Need::Slipping => Say::RecoveryWhySlipping,
        Need::Stagnating => Say::RecoveryWhyStagnating,
    }
}

/// Why this one does, in a line.
pub fn reason(row: &Recovering, wording: Wording<'_>) -> String {
    if let Some(lost) = &row.lost_to {
        return referral::lost_words(lost, wording);
    }
    if let Some(less) = &row.stagnation {
        return stagnation(less, wording);
    }
    let visits = &row.one.visits;
    let rhythm = text::insight::rhythm(wording.lang, visits);
    let ago = text::distance(wording.lang, visits.last, wording.today);
    format!("{rhythm}, {}", say::insight_last_seen(wording.lang, ago))
}

/// The same in a column: `every 3 months, 5 months ago`.
pub fn short(row: &Recovering, wording: Wording<'_>) -> String {
    if row.lost_to.is_some() || row.stagnation.is_some() {
        return reason(row, wording);
    }
    let beat = text::insight::beat(wording.lang, &row.one.visits);
    format!("{beat}, {}", brief(row, wording))
}

/// The same where there is hardly any room: of who is late or away no more than for how long.
pub fn brief(row: &Recovering, wording: Wording<'_>) -> String {
    if row.lost_to.is_some() || row.stagnation.is_some() {
        return reason(row, wording);
    }
    text::distance(wording.lang, row.one.visits.last, wording.today)
}

/// That somebody was asked to come back: `✓ asked 27 Nov`.
pub fn asked(day: Day, wording: Wording<'_>, symbols: &Symbols) -> String {
    let asked = say::recovery_asked(wording.lang, wording.date(day));
    format!("{} {asked}", symbols.check)
}

/// What is less than it was.
pub fn stagnation(less: &Stagnation, wording: Wording<'_>) -> String {
    let spends = less.spends.map(|(before, now)| {
        let [before, now] = [before, now].map(|money| wording.money(Money(money)));
        say::recovery_spends(wording.lang, now, before)
    });
    let only = less.only.as_ref().map(|(only, before)| {
        let only = match only.as_str() {
            ENGINE_OIL => wording.say(Say::OffersEngineOil),
            other => other,
        };
        say::recovery_only(wording.lang, only, *before as u64)
    });
    let parts: Vec<String> = [spends, only].into_iter().flatten().collect();
    parts.join("; ")
}
