//! Why the card says when the next service is, how far the vehicle has come, and what is usual.

use crate::domain::{Card, FIELD_MECHANIC, FIELD_OIL, USUAL_VISITS, Visit, VisitFacts, oil};
use crate::insight::ServiceDue;
use crate::look::Symbols;
use crate::screens::sheet::{Wording, due};
use crate::screens::why::Lines;
use crate::text::{self, Say, say};

/// The next service with what was written down about it, and the reading it is held against.
pub(super) fn next_service(lines: &mut Lines, card: &Card, wording: Wording<'_>) {
    let lang = wording.lang;
    let Some(vehicle) = &card.vehicle else {
        return;
    };
    let reading = vehicle
        .odometer
        .map(|(km, day)| say::why_reading(lang, wording.km(km), text::full_date(lang, day)));
    let told = due::words(vehicle, wording);
    if told.is_none() && reading.is_none() {
        return;
    }
    lines.head(Say::WhyNext, lang);
    if let Some((told, _)) = &told {
        lines.strong(format!("{}: {told}", wording.say(Say::CardDue)));
        if let Some(due) =
            ServiceDue::of(vehicle, wording.today).filter(|due| due.about().is_some())
        {
            lines.say(due::written(due, lang));
        }
        let mut visits = visits(card).filter(|visit| visit.facts.vehicle == Some(vehicle.id));
        let said = visits.find(|visit| !visit.facts.next_service.is_empty());
        match said {
            Some(visit) => {
                let day = text::full_date(lang, visit.facts.day);
                lines.say(say::why_next_at_visit(lang, day));
            }
            None => lines.rule(Say::WhyNextOnSheet, lang),
        }
    }
    lines.say(reading.unwrap_or_default());
    if told.is_some() {
        lines.rule(Say::WhyRuleNext, lang);
    }
}

/// The usual oil and mechanic, with the visits that name one.
pub(super) fn usual(lines: &mut Lines, card: &Card, wording: Wording<'_>, symbols: &Symbols) {
    if card.usual.oil.is_none() && card.usual.mechanic.is_none() {
        return;
    }
    lines.head(Say::WhyUsualHead, wording.lang);
    let oils = |facts: &VisitFacts| oil::of_visit(facts).unwrap_or_default();
    let mechanics = |facts: &VisitFacts| facts.mechanics.join(", ");
    let mut one = |what: &Option<String>, field: &str, named: &dyn Fn(&VisitFacts) -> String| {
        let Some(what) = what else { return };
        let customer = card.customer.as_ref();
        if customer.is_some_and(|customer| customer.facts.fields.get(field) == Some(what)) {
            lines.say(say::why_usual_stated(wording.lang, what));
            return;
        }
        lines.say(say::why_usual_counted(wording.lang, what));
        let rows = visits(card).map(|visit| (visit.facts.day, named(&visit.facts)));
        let rows = rows.filter(|(_, named)| !named.is_empty());
        for (day, named) in rows.take(USUAL_VISITS) {
            let day = text::full_date(wording.lang, day);
            lines.say(format!("{} {day}: {named}", symbols.bullet));
        }
    };
    one(&card.usual.oil, FIELD_OIL, &oils);
    one(&card.usual.mechanic, FIELD_MECHANIC, &mechanics);
}

/// The visits that the card was made from, newest first.
fn visits(card: &Card) -> impl Iterator<Item = &Visit> {
    card.last_visit.iter().chain(&card.earlier_visits)
}
