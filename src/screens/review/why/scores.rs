//! Places among all: what the scores of recency, frequency and money are here, and which of them
//! make a segment.

use super::super::view::goes_down;
use super::super::words::{Tell, segment as name};
use crate::insight::review::{Range, SegmentSum};
use crate::insight::{Appraised, Segment};
use crate::look::Symbols;
use crate::screens::why::Lines;
use crate::text::{self, Say, say};

/// Somebody's three scores, with what each means in this shop.
pub(super) fn scores(lines: &mut Lines, one: &Appraised, tell: Tell<'_>, symbols: &Symbols) {
    let lang = tell.lang();
    let all = &tell.weekly.review.thresholds;
    let (scores, of) = (one.scores, |score: u8| usize::from(score.max(1)) - 1);
    let place = name(lang, Some(one.segment()));
    lines.say(say::why_scores(lang, place));
    let days = range(
        all.recency.get(of(scores.recency)).copied().flatten(),
        |n| text::count(lang, n.unsigned_abs()),
    );
    let visits = range(
        all.frequency.get(of(scores.frequency)).copied().flatten(),
        |n| text::count(lang, n.unsigned_abs()),
    );
    let money = range(all.money.get(of(scores.money)).copied().flatten(), |n| {
        tell.short(n)
    });
    let bullet = symbols.bullet;
    for line in [
        say::why_score_recency(lang, bullet, scores.recency, days),
        say::why_score_frequency(lang, bullet, scores.frequency, visits),
        say::why_score_money(lang, bullet, scores.money, money),
    ] {
        lines.say(line);
    }
}

/// `101–230`; one number where both ends are the same, a dash where nobody has the score.
fn range(range: Range, shown: impl Fn(i64) -> String) -> String {
    match range {
        None => "–".to_owned(),
        Some((least, most)) if least == most => shown(least),
        Some((least, most)) => {
            let (least, most) = (shown(least), shown(most));
            let gap = if least.contains(' ') { " – " } else { "–" };
            format!("{least}{gap}{most}")
        }
    }
}

/// What the five scores mean in this shop, the best first.
fn thresholds(lines: &mut Lines, tell: Tell<'_>) {
    let lang = tell.lang();
    let all = &tell.weekly.review.thresholds;
    lines.head(Say::WhyScoresHere, tell.lang());
    for at in (0..5).rev() {
        let count = |n: i64| text::count(lang, n.unsigned_abs());
        let days = range(all.recency[at], count);
        let visits = range(all.frequency[at], count);
        let money = range(all.money[at], |n| tell.short(n));
        lines.say(say::why_score_row(lang, at + 1, days, visits, money));
    }
}

/// The scores that make a segment: `last visit 4–5, visits 2–3`.
fn cells(of: Segment, tell: Tell<'_>) -> String {
    let scores = || (1..=5_u8).flat_map(|r| (1..=5_u8).map(move |f| (r, f)));
    let within: Vec<(u8, u8)> = scores()
        .filter(|(r, f)| Segment::of(*r, *f) == of)
        .collect();
    let ends = |values: Vec<u8>| {
        let least = values.iter().min().copied().unwrap_or(0);
        let most = values.iter().max().copied().unwrap_or(0);
        range(Some((least.into(), most.into())), |n| n.to_string())
    };
    let recency = ends(within.iter().map(|(r, _)| *r).collect());
    let frequency = ends(within.iter().map(|(_, f)| *f).collect());
    say::why_cells(tell.lang(), recency, frequency)
}

/// What kind of people stand in a segment.
pub(in super::super) fn meaning(of: Segment) -> Say {
    match of {
        Segment::Champion => Say::WhyChampion,
        Segment::Loyal => Say::WhyLoyal,
        Segment::PotentialLoyalist => Say::WhyPotentialLoyalist,
        Segment::New => Say::WhySegmentNew,
        Segment::Promising => Say::WhyPromising,
        Segment::NeedAttention => Say::WhyNeedAttention,
        Segment::AboutToSleep => Say::WhyAboutToSleep,
        Segment::AtRisk => Say::WhyAtRisk,
        Segment::CantLose => Say::WhyCantLose,
        Segment::Hibernating => Say::WhyHibernating,
    }
}

fn told(lines: &mut Lines, of: Segment, tell: Tell<'_>) {
    let lang = tell.lang();
    let name = name(lang, Some(of));
    lines.say(format!(
        "{name}: {} ({})",
        meaning(of).in_(lang),
        cells(of, tell)
    ));
}

/// A segment: who stands in it, and by which rule.
pub(super) fn segment(lines: &mut Lines, sum: SegmentSum, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    told(lines, sum.segment, tell);
    lines.strong(format!(
        "{}, {}",
        say::word_customers(lang, sum.customers as u64),
        tell.money(sum.money)
    ));
    lines.head(Say::WhyRule, tell.lang());
    lines.rule(Say::WhySegments, tell.lang());
    thresholds(lines, tell);
    name(lang, Some(sum.segment)).to_owned()
}

/// A move from one segment to another.
pub(super) fn moved(lines: &mut Lines, at: usize, tell: Tell<'_>, symbols: &Symbols) -> String {
    let lang = tell.lang();
    let Some(moved) = tell.weekly.review.moves.get(at) else {
        return String::new();
    };
    if let Some(from) = moved.from {
        told(lines, from, tell);
    }
    told(lines, moved.to, tell);
    if goes_down(moved.from, moved.to) {
        lines.rule(Say::WhyGoesDown, tell.lang());
    }
    lines.head(Say::WhyRule, tell.lang());
    lines.rule(Say::WhyMoves, tell.lang());
    lines.rule(Say::WhySegments, tell.lang());
    thresholds(lines, tell);
    lines.head(Say::WhyWho, tell.lang());
    for who in &moved.customers {
        if tell.who(*who).is_some() {
            let reached = tell.reached(*who, symbols.dot);
            lines.say(format!("{}{}{reached}", tell.name(*who), symbols.dot));
        }
    }
    let from = name(lang, moved.from);
    format!("{from} {} {}", symbols.arrow, name(lang, Some(moved.to)))
}
