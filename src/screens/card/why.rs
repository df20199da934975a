//! Why the numbers of the card are what they are: visits, money, rhythm, when somebody is to be
//! expected, and how far they have come.

use super::model::Whose;
use super::{FullCard, why_vehicle};
use crate::domain::{Card, Visit, VisitStatus};
use crate::insight::{self, Outlook, Pace, Rhythm, Visits};
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::sheet::{Wording, wording};
use crate::screens::why::{self, Lines};
use crate::text::{self, Say, say};

/// Days between visits that are told one by one at the most.
const GAPS: usize = 30;

impl FullCard {
    /// Whom the explanation is of, and its lines; `None` where nobody is known.
    pub(super) fn explained(
        &self,
        context: &Context,
        symbols: &Symbols,
    ) -> Option<(String, Vec<(String, Role)>)> {
        let wording = Wording::of(context);
        let card = self.card.value.as_ref()?;
        let mut lines = Lines::default();
        let Some(customer) = &card.customer else {
            let vehicle = card.vehicle.as_ref()?;
            why_vehicle::next_service(&mut lines, card, wording);
            why_vehicle::usual(&mut lines, card, wording, symbols);
            why::history(&mut lines, (self.loaded(), self.total), wording, symbols);
            return Some((wording.plate(&vehicle.facts), lines.all()));
        };
        let visits = card.attendance.as_ref();
        let visits = visits.map(|days| Visits::told(days, card.spent.0));
        known(&mut lines, visits.as_ref(), card.brought, wording);
        why_vehicle::next_service(&mut lines, card, wording);
        why_vehicle::usual(&mut lines, card, wording, symbols);
        if self.whose == Whose::Customer {
            let shown = self.loaded();
            if visits.is_some_and(|visits| visits.gaps.is_some()) && shown.len() == self.total {
                lines.say(between(shown, wording));
            }
            rules(&mut lines, card, wording);
            why::history(&mut lines, (shown, self.total), wording, symbols);
        } else {
            rules(&mut lines, card, wording);
            lines.head(Say::CardHistoryTitle, wording.lang);
            lines.rule(Say::WhyCardOfVehicle, wording.lang);
        }
        Some((wording::person(&customer.facts), lines.all()))
    }
}

/// What is known: all of it with the figures of this customer.
fn known(lines: &mut Lines, visits: Option<&Visits>, brought: u32, wording: Wording<'_>) {
    let (lang, today) = (wording.lang, wording.today);
    lines.head(Say::WhyFacts, lang);
    let pace = visits.map_or(Pace::TooFewVisits, |visits| Rhythm::of(visits, today).pace);
    if let Some(visits) = visits {
        let manner = text::insight::manner(lang, visits, today);
        lines.strong(match outlook(pace) {
            Some(outlook) => {
                let how = text::insight::outlook(outlook).in_(lang);
                format!("{}: {manner}", text::heading(how))
            }
            None => text::heading(&manner),
        });
        if pace == Pace::Sleeping {
            lines.rule(Say::WhyCardByRhythm, lang);
        }
        why::attendance(lines, visits, today, wording);
    }
    let stage = insight::stage(visits, pace, 0, brought);
    lines.say(say::why_stage(
        lang,
        text::insight::stage(stage).in_(lang),
        text::insight::stage_why(stage).in_(lang),
    ));
}

/// What somebody's own rhythm says; `None` without one.
fn outlook(pace: Pace) -> Option<Outlook> {
    Some(match pace {
        Pace::TooFewVisits => return None,
        Pace::OnRhythm => Outlook::OnRhythm,
        Pace::DueThisWeek => Outlook::DueThisWeek,
        Pace::DueNow => Outlook::DueNow,
        Pace::Overdue => Outlook::Overdue,
        Pace::Sleeping => Outlook::Asleep,
    })
}

/// How each of them is found.
fn rules(lines: &mut Lines, card: &Card, wording: Wording<'_>) {
    let lang = wording.lang;
    lines.head(Say::WhyRule, lang);
    lines.rule(Say::WhyVisits, lang);
    lines.rule(Say::WhyBest, lang);
    if card.attendance.is_some() {
        lines.rule(Say::WhyRuleRhythm, lang);
        lines.rule(Say::WhyRulePace, lang);
        lines.rule(Say::WhyRuleStage, lang);
        lines.rule(Say::WhyRuleValue, lang);
    }
}

/// The days between the visits, the newest first: what the rhythm is the middle of.
fn between(visits: &[Visit], wording: Wording<'_>) -> String {
    let done = visits
        .iter()
        .filter(|visit| visit.facts.status == VisitStatus::Done);
    let mut days: Vec<_> = done.map(|visit| visit.facts.day).collect();
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day <= wording.today);
    let gaps = days.windows(2).rev().take(GAPS);
    let gaps: Vec<String> = gaps
        .map(|two| (two[1] - two[0]).num_days().to_string())
        .collect();
    say::why_between(wording.lang, gaps.join(", "))
}
