//! Why somebody stands in a list: their rhythm, their place among all, what is expected of them,
//! and their visits.

use super::super::model::WeeklyReview;
use super::super::words::Tell;
use super::{scores, shop};
use crate::insight::{Appraised, Prediction};
use crate::look::Symbols;
use crate::screens::why::{self, Lines};
use crate::text::{self, Say, insight, say};

/// What is known of somebody with visits.
pub(super) fn person(lines: &mut Lines, one: &Appraised, tell: Tell<'_>, symbols: &Symbols) {
    let lang = tell.lang();
    lines.head(Say::WhyFacts, tell.lang());
    lines.strong(tell.sentence(one));
    let visits = &one.visits;
    why::attendance(lines, visits, tell.sunday(), tell.words);
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
    lines.head(Say::WhyPrediction, tell.lang());
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
        why::history(lines, (visits, *total), tell.words, symbols);
    }
}
