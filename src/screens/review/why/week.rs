//! Why a figure of the week is what it is, and what is wrong with a piece of data.

use super::super::row::Figure;
use super::super::settle::KEY;
use super::super::view::{figure_label, figure_value};
use super::super::words::{Tell, dates, slip as words};
use crate::insight::review::{Flow, Slip, USUAL_WEEKS, Week};
use crate::look::Symbols;
use crate::screens::why::Lines;
use crate::text::{self, Say, heading, say};

/// A figure of the week, with the weeks that say what is usual.
pub(super) fn figure(
    lines: &mut Lines,
    figure: Figure,
    tell: Tell<'_>,
    symbols: &Symbols,
) -> String {
    let lang = tell.lang();
    let (value, trend) = figure_value(figure, tell);
    if let Some((trend, usual)) = &trend {
        let sign = trend.sign(lang, symbols);
        let words = trend.words(lang, usual);
        let parts = [value.as_str(), &sign, &words];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.strong(said.join("  "));
    }
    lines.head(Say::WhyRule, tell.lang());
    let rule = match figure {
        Figure::Visits => Say::WhyVisits,
        Figure::Money => Say::WhyMoney,
        Figure::New => Say::WhyNew,
        Figure::Returning => Say::WhyReturning,
        Figure::Back => Say::WhyBack,
    };
    lines.rule(rule, tell.lang());
    if trend.is_some() {
        lines.rule(Say::WhyUsual, tell.lang());
        lines.head(Say::WhyWeeks, tell.lang());
        let year = tell.weekly.year.iter().rev();
        for (monday, flow) in year.take(USUAL_WEEKS + 1) {
            let week = Week::of(*monday);
            let days = dates(lang, week.monday(), week.sunday);
            lines.say(format!("{days}: {}", of_flow(figure, flow, tell)));
        }
    }
    figure_label(figure).in_(lang).to_owned()
}

fn of_flow(figure: Figure, flow: &Flow, tell: Tell<'_>) -> String {
    let count = |n| text::count(tell.lang(), n);
    match figure {
        Figure::Visits => count(flow.visits),
        Figure::Money => tell.money(flow.money),
        Figure::New => count(flow.new),
        Figure::Returning => count(flow.returning),
        Figure::Back => String::new(),
    }
}

/// A campaign: its period, what came of it, and what it cost.
pub(super) fn campaign(lines: &mut Lines, at: usize, tell: Tell<'_>) -> String {
    let Some(told) = tell.weekly.campaigns.get(at) else {
        return String::new();
    };
    lines.head(Say::WhyFacts, tell.lang());
    for line in tell.campaign(told) {
        lines.say(line);
    }
    let sunday = tell.words.date(tell.sunday());
    lines.say(say::review_campaigns_until(tell.lang(), sunday));
    told.campaign.facts.name.clone()
}

/// A piece of data that should be looked at.
pub(super) fn slip(lines: &mut Lines, at: usize, tell: Tell<'_>) -> String {
    let Some(item) = tell.weekly.quality.today.get(at) else {
        return String::new();
    };
    let lang = tell.lang();
    lines.strong(heading(words(item.slip).in_(lang)));
    lines.say(heading(&text::doubt::reason(lang, item)));
    lines.rule(
        match item.slip {
            Slip::Import => Say::WhySlipImport,
            Slip::Twin => Say::WhySlipTwin,
            Slip::Odometer => Say::WhySlipOdometer,
            Slip::DeadPhone => Say::WhySlipDeadPhone,
            Slip::NoPhone => Say::WhySlipNoPhone,
            Slip::NoBirthday => Say::WhySlipNoBirthday,
            Slip::NoPlate => Say::WhySlipNoPlate,
        },
        tell.lang(),
    );
    lines.say(text::doubt::settles(lang, item, KEY));
    lines.head(Say::WhyInAll, tell.lang());
    for (slip, total) in &tell.weekly.quality.totals {
        let what = words(*slip).in_(lang);
        lines.say(format!("{}: {}", heading(what), tell.count(*total)));
    }
    lines.rule(Say::WhyData, tell.lang());
    tell.name(item.customer)
}
