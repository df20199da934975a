//! What came of a campaign, in words.

use super::{Wording, message};
use crate::domain::{Gate, Money};
use crate::insight::{CampaignTold, Group};
use crate::message::Template;
use crate::text::{Say, count, percent, say};

/// The period, and what counts as coming back: `win_back · 1 Sep – 30 Sep · back within 30 days`.
pub fn period(told: &CampaignTold, template: &str, wording: Wording<'_>) -> String {
    let facts = &told.campaign.facts;
    let days = say::campaign_days(wording.lang, facts.within.unsigned_abs());
    let (since, until) = (wording.date(facts.since), wording.date(facts.until));
    say::campaign_within_row(wording.lang, template, since, until, days)
}

/// The same with what the template is called.
pub fn period_of(told: &CampaignTold, wording: Wording<'_>) -> String {
    let template = message::called(&told.campaign.facts.template, wording.lang);
    period(told, &template, wording)
}

/// Whom it means: the segment, or that somebody chose them one by one.
pub fn means(told: &CampaignTold, wording: Wording<'_>) -> String {
    match told.campaign.facts.segment.as_str() {
        "" => wording.say(Say::CampaignForByHand).to_owned(),
        segment => say::campaign_for_segment(wording.lang, segment),
    }
}

/// The period, what it promises, then what came of it.
pub fn told(told: &CampaignTold, wording: Wording<'_>) -> Vec<String> {
    let mut lines = vec![period_of(told, wording)];
    lines.extend(offer(told, wording));
    lines.extend(result(told, wording));
    lines
}

/// Why messages of a template carry no offer; `None` where they can.
pub fn cannot_offer(template: &Template) -> Option<Say> {
    if template.purpose.greets() {
        Some(Say::CampaignOfferGreets)
    } else if !template.purpose.may_offer() {
        Some(Say::CampaignOfferNoPromotion)
    } else if !template.has_place_for_an_offer() {
        Some(Say::CampaignOfferNoPlace)
    } else {
        None
    }
}

/// That messages of a template leave a gap where nothing is promised; `None` where they do not.
pub fn lacks_offer(template: &Template) -> Option<Say> {
    let gap = template.has_place_for_an_offer();
    gap.then_some(Say::CampaignOfferGap)
}

/// What it promises, and until when; nothing where it promises nothing.
pub fn offer(told: &CampaignTold, wording: Wording<'_>) -> Option<String> {
    let offer = told.campaign.facts.offer.as_ref()?;
    Some(match offer.until {
        Some(day) => say::campaign_offer_until_row(wording.lang, &offer.text, wording.date(day)),
        None => say::campaign_offer_row(wording.lang, &offer.text),
    })
}

/// How many of those who are meant were sent a message: `12 of 30 sent`.
pub fn reach(told: &CampaignTold, wording: Wording<'_>) -> String {
    let (sent, rest) = (told.result.sent.people, told.result.control.people);
    let all = count(wording.lang, sent + rest);
    say::campaign_of(wording.lang, count(wording.lang, sent), all)
}

/// The same where there is hardly any room: `12/30`.
pub fn reach_in_brief(told: &CampaignTold, wording: Wording<'_>) -> String {
    let (sent, rest) = (told.result.sent.people, told.result.control.people);
    let [sent, all] = [sent, sent + rest].map(|many| count(wording.lang, many));
    format!("{sent}/{all}")
}

/// What came of it, line by line: those who were sent a message, who of them was due anyway, those
/// who were sent none, and the points.
pub fn result(told: &CampaignTold, wording: Wording<'_>) -> Vec<String> {
    let lang = wording.lang;
    let (sent, control) = (&told.result.sent, &told.result.control);
    let mut lines = Vec::new();
    if sent.people > 0 {
        let people = count(lang, sent.people);
        let came = count(lang, sent.came);
        let money = wording.money(Money(sent.money));
        lines.push(say::campaign_sent_row(
            lang,
            people,
            came,
            share(sent, wording),
            money,
        ));
        if sent.came > 0 {
            let money = wording.money(Money(sent.due_anyway_money));
            lines.push(say::campaign_anyway_row(lang, sent.due_anyway, money));
        }
        if sent.open > 0 {
            lines.push(say::campaign_open_row(lang, sent.open));
        }
    }
    if control.people > 0 {
        let people = count(lang, control.people);
        let came = count(lang, control.came);
        let money = wording.money(Money(control.money));
        lines.push(say::campaign_control_row(
            lang,
            people,
            came,
            share(control, wording),
            money,
        ));
    }
    lines.extend(points(told, wording));
    lines
}

/// What several did together: `30 sent, 9 came back, Rp 5.850.000`. Of each how many were sent a
/// message, how many came, and their money.
pub fn sum(all: impl Iterator<Item = (u64, u64, i64)>, wording: Wording<'_>) -> String {
    let (sent, came, money) = all.fold((0, 0, 0_i64), |sum, one| {
        (sum.0 + one.0, sum.1 + one.1, sum.2.saturating_add(one.2))
    });
    let lang = wording.lang;
    let (sent, came) = (count(lang, sent), count(lang, came));
    say::campaign_sum(lang, sent, came, wording.money(Money(money)))
}

/// What it did to the ledger of points; nothing where it did nothing.
fn points(told: &CampaignTold, wording: Wording<'_>) -> Option<String> {
    let lang = wording.lang;
    let result = &told.result;
    let any = result.earned != 0 || result.given != 0 || result.redeemed != 0;
    let points = |points: i64| count(lang, points.max(0).unsigned_abs());
    any.then(|| {
        say::campaign_points_row(
            lang,
            points(result.earned),
            points(result.given),
            points(result.redeemed),
            wording.money(Money(told.cost)),
        )
    })
}

/// How many of a group came, as a share; a dash of nobody.
pub fn share(group: &Group, wording: Wording<'_>) -> String {
    let share = group.share().and_then(|share| u32::try_from(share).ok());
    share.map_or_else(|| "–".to_owned(), |share| percent(wording.lang, share))
}

/// What stands instead of the day of a message that was not sent.
pub fn not_sent(gate: Gate) -> Say {
    match gate {
        Gate::Open => Say::CampaignNotSent,
        Gate::NotAsked(_) => Say::CampaignMayNotAsked,
        Gate::NotWished(_) => Say::CampaignMayNotWished,
        Gate::Refused(_) => Say::CampaignMayNot,
        Gate::DoNotContact => Say::EventDoNotContact,
    }
}
