//! Why somebody stands in a list: their rhythm, their place among all, what is expected of them,
//! and their visits.

use super::super::model::WeeklyReview;
use super::super::view::span;
use super::super::words::Tell;
use super::{Lines, scores, shop};
use crate::insight::{Appraised, Prediction};
use crate::look::Symbols;
use crate::screens::sheet::timeline;
use crate::text::{self, Say, insight, say};

/// What is known of somebody with visits.
pub(super) fn person(lines: &mut Lines, one: &Appraised, tell: Tell<'_>, symbols: &Symbols) {
    let lang = tell.lang();
    lines.head(Say::WhyFacts, tell);
    lines.strong(tell.sentence(one));
    let visits = &one.visits;
    match visits.gaps {
        Some(gaps) => {
            let (usual, longest) = (span(gaps.usual(), tell), span(gaps.longest, tell));
            lines.say(say::why_rhythm(lang, usual, longest));
        }
        None => lines.rule(Say::WhyNoRhythm, tell),
    }
    let silent = text::count(lang, visits.silent(tell.sunday()).into());
    let as_of = text::full_date(lang, tell.sunday());
    lines.say(say::why_silent(lang, silent, as_of));
    if let Some(due) = one.rhythm.due {
        lines.say(say::why_due(lang, text::full_date(lang, due)));
    }
    lines.say(say::why_brought(
        lang,
        tell.money(visits.money),
        say::word_visits(lang, visits.count.into()),
        text::full_date(lang, visits.first),
    ));
    let rung = insight::stage(one.stage).in_(lang);
    lines.say(say::why_stage(
        lang,
        rung,
        text::insight::stage_why(one.stage).in_(lang),
    ));
    if tell.weekly.review.has_scores() {
        scores::scores(lines, one, tell, symbols);
    }
    prediction(lines, one, tell);
}

/// The chance that somebody is still a customer, and what they may bring; or why nothing is said.
fn prediction(lines: &mut Lines, one: &Appraised, tell: Tell<'_>) {
    let lang = tell.lang();
    let model = &tell.weekly.review.prediction;
    lines.head(Say::WhyPrediction, tell);
    if let Some(alive) = one.alive {
        lines.say(say::why_alive(lang, insight::chance(alive).in_(lang)));
    }
    if let Some(expected) = model.expected(&one.visits, tell.sunday()) {
        let visits = shop::decimal(expected.visits, tell);
        let per_visit = tell.short(shop::whole(expected.per_visit));
        lines.say(say::why_expected(lang, Prediction::DAYS, visits, per_visit));
        let value = tell.short(shop::whole(expected.value));
        let earned = match model.margin.share() {
            Some(share) => say::why_value_margin(lang, value, text::share(lang, share)),
            None => say::why_value(lang, value),
        };
        lines.say(earned);
    }
    shop::model(lines, tell);
}

impl WeeklyReview {
    /// The visits of whoever is chosen, the newest first.
    pub(super) fn visits(&self, lines: &mut Lines, tell: Tell<'_>, symbols: &Symbols) {
        let Some((visits, total)) = &self.visits.value else {
            return;
        };
        lines.head(Say::CardHistoryTitle, tell);
        if visits.is_empty() {
            lines.rule(Say::CardNoVisit, tell);
        }
        for visit in visits {
            let day = text::full_date(tell.lang(), visit.facts.day);
            let total = visit.facts.total.map(|total| tell.words.money(total));
            let work = timeline::work(visit, symbols);
            let state = timeline::state(visit, tell.words, symbols);
            let state = state.map(|(text, _)| text).unwrap_or_default();
            let parts = [day, total.unwrap_or_default(), state, work];
            let said: Vec<&str> = parts
                .iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            lines.say(said.join(symbols.dot));
        }
        let more = total.saturating_sub(visits.len());
        if more > 0 {
            lines.dim(say::word_more(tell.lang(), more as u64));
        }
    }
}
