//! A visit in a history: one line to scan, and what was done.

use super::vehicles::ownership;
use super::{Wording, counter, wording};
use crate::domain::{Card, Ownership, Visit, VisitStatus};
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::text::{Say, count, say};

/// Columns of the date at the left.
const DATE: usize = 12;

/// The head of a visit: date, plate, reading, total, and whether it is open or cancelled.
pub fn head(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Vec<(String, Role)> {
    let facts = &visit.facts;
    let date = wording.date(facts.day);
    let km = facts.odometer.map(|km| wording.km(km)).unwrap_or_default();
    let total = facts
        .total
        .map(|total| wording.money(total))
        .unwrap_or_default();
    let plate = match (&wording.trade.asset, facts.vehicle) {
        (None, _) => "",
        (Some(_), Some(_)) => visit.vehicle.as_str(),
        (Some(_), None) => wording.say(Say::VisitCounterSale),
    };
    let numbers = wording::joined(&[plate, &km, &total], symbols.dot);
    let mut parts = vec![
        (format!("{date:<DATE$} "), Role::Strong),
        (numbers, Role::Value),
    ];
    for (text, role) in marks(visit, wording, symbols) {
        let dot = if parts[1].0.is_empty() {
            ""
        } else {
            symbols.dot
        };
        parts.push((format!("{dot}{text}"), role));
    }
    parts
}

/// What was done, by whom; else the complaint, else the note; empty when nothing is written down.
pub fn work(visit: &Visit, symbols: &Symbols) -> String {
    let facts = &visit.facts;
    let services = wording::services(facts).join(", ");
    // The oil is most often one of the lines already.
    let oil = if services.contains(&facts.oil) {
        ""
    } else {
        &facts.oil
    };
    let work = wording::joined(&[&services, oil, &facts.mechanics.join(", ")], symbols.dot);
    let told = [&work, &facts.complaint, &facts.note];
    let told = told.into_iter().find(|text| !text.is_empty());
    told.cloned().unwrap_or_default()
}

/// What points paid of it and what was left: `Rp 122.000 paid with 1.220 points, Rp 343.000 left`;
/// how many they were, where nobody knows their worth. `None` where none are to pay.
pub fn paid(visit: &Visit, wording: Wording<'_>) -> Option<String> {
    let lang = wording.lang;
    let points = points_of(visit)?;
    Some(match visit.paid_by_points() {
        Some(paid) => {
            let [worth, left] = [paid.worth, paid.left].map(|money| wording.money(money));
            say::visit_points_paid(lang, worth, points, left)
        }
        None => redeemed(points, wording),
    })
}

/// The same where there is little room: `Rp 122.000 by points, Rp 343.000 left`.
pub fn paid_in_brief(visit: &Visit, wording: Wording<'_>) -> Option<String> {
    let points = points_of(visit)?;
    Some(match visit.paid_by_points() {
        Some(paid) => {
            let [worth, left] = [paid.worth, paid.left].map(|money| wording.money(money));
            say::visit_points_paid_short(wording.lang, worth, left)
        }
        None => redeemed(points, wording),
    })
}

/// Points that pay a part of a visit that is not cancelled.
fn points_of(visit: &Visit) -> Option<u64> {
    let counts = visit.facts.status != VisitStatus::Cancelled;
    let points = visit.facts.redeemed.filter(|points| *points > 0 && counts);
    points.map(i64::unsigned_abs)
}

fn redeemed(points: u64, wording: Wording<'_>) -> String {
    let label = wording.say(Say::PointsFieldRedeemed);
    format!("{label}: {}", count(wording.lang, points))
}

/// Both, the second indented under the first, and between them what points paid.
pub fn lines(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Vec<Vec<(String, Role)>> {
    let below = paid(visit, wording)
        .into_iter()
        .chain([work(visit, symbols)]);
    let below = below.filter(|text| !text.is_empty());
    let below = below.map(|text| vec![(format!("{:DATE$} {text}", ""), Role::Label)]);
    std::iter::once(head(visit, wording, symbols))
        .chain(below)
        .collect()
}

/// That a visit is open or cancelled, as a sign and a word; `None` for one that is done.
pub fn state(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Option<(String, Role)> {
    let (sign, word, role) = match visit.facts.status {
        VisitStatus::Done => return None,
        VisitStatus::Open => (symbols.more, Say::VisitOpen, Role::Attention),
        VisitStatus::Cancelled => ("×", Say::VisitCancelled, Role::Label),
    };
    Some((format!("{sign} {}", wording.say(word)), role))
}

/// That its reading does not go with the vehicle's others, as a sign and a word.
pub fn doubt(visit: &Visit, wording: Wording<'_>) -> Option<(String, Role)> {
    let text = format!("? {}", wording.say(Say::VisitDoubtfulKm));
    visit.doubtful_odometer.then_some((text, Role::Attention))
}

/// What to know before a visit is believed: that it is open or cancelled, or its reading doubtful.
pub fn marks(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Vec<(String, Role)> {
    let state = state(visit, wording, symbols).into_iter();
    state.chain(doubt(visit, wording)).collect()
}

/// Somebody else than the customer of the card, who made a visit with the vehicle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Another {
    /// That it was another owner.
    brief: String,
    /// Who.
    named: String,
    /// Who, and from when until when they owned it.
    pub whole: String,
}

impl Another {
    /// That it was another owner; else who it was.
    pub fn in_brief(self) -> String {
        let brief = Some(self.brief).filter(|brief| !brief.is_empty());
        brief.unwrap_or(self.named)
    }

    /// The name where it has room, else only that it was another.
    pub fn within(self, columns: u16) -> String {
        let fits = self.brief.is_empty() || width(&self.named) <= columns;
        if fits { self.named } else { self.brief }
    }
}

/// Who made a visit, where it was not the customer of the card: an earlier owner of the vehicle
/// in question, most often.
pub fn by_another(card: &Card, visit: &Visit, wording: Wording<'_>) -> Option<Another> {
    if !counter::is_of_another(card, visit) {
        return None;
    }
    let day = visit.facts.day;
    let of_day = |owner: &&Ownership| {
        owner.since.is_none_or(|since| since <= day) && owner.until.is_none_or(|until| day <= until)
    };
    let owners = card.vehicle.iter().flat_map(|vehicle| &vehicle.owners);
    let theirs = owners.filter(|owner| Some(owner.customer) == visit.facts.customer);
    let theirs: Vec<&Ownership> = theirs.collect();
    let owner = theirs
        .iter()
        .copied()
        .find(of_day)
        .or(theirs.first().copied());
    let lang = wording.lang;
    let (brief, named) = match owner {
        Some(owner) if owner.until.is_some() => (
            wording.say(Say::CardByEarlierOwner).to_owned(),
            say::card_former_owner(lang, &owner.name),
        ),
        Some(owner) => (String::new(), say::card_owner_now(lang, &owner.name)),
        None => (
            String::new(),
            say::card_visit_of_customer(lang, &visit.name),
        ),
    };
    let whole = owner.and_then(|owner| ownership(owner, true, wording));
    Some(Another {
        brief,
        whole: whole.unwrap_or_else(|| named.clone()),
        named,
    })
}

/// Everything about one visit, for whoever looks closer.
pub fn detail(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Vec<(String, Role)> {
    let facts = &visit.facts;
    let date = wording.date(facts.day);
    let away = wording.distance(facts.day);
    let km = facts.odometer.map(|km| wording.km(km)).unwrap_or_default();
    let total = facts
        .total
        .map(|total| wording.money(total))
        .unwrap_or_default();
    let head = wording::joined(&[&date, &away, &visit.vehicle], symbols.dot);
    let numbers = wording::joined(&[&km, &total, &facts.payment, &facts.doc_no], symbols.dot);
    let mut lines = vec![(head, Role::Strong), (numbers, Role::Value)];
    lines.extend(paid(visit, wording).map(|paid| (paid, Role::Value)));
    lines.extend(marks(visit, wording, symbols));
    for line in &facts.lines {
        let amount = line
            .amount
            .map(|amount| wording.money(amount))
            .unwrap_or_default();
        lines.push((
            wording::joined(&[wording::line(line).trim(), &amount], symbols.dot),
            Role::Value,
        ));
    }
    let people = facts.mechanics.join(", ");
    let others = [
        wording::joined(&[&facts.oil, &people], symbols.dot),
        facts.complaint.clone(),
        facts.note.clone(),
    ];
    lines.extend(others.map(|text| (text, Role::Label)));
    lines.retain(|(text, _)| !text.is_empty());
    lines
}
