//! What is worth offering, in words.

use super::{Wording, due, wording};
use crate::domain::Day;
use crate::insight::{Bundle, Dearer, DueWith, Offer, Offers};
use crate::kit::Fact;
use crate::look::Role;
use crate::text::{Say, count, distance, say};

/// What to offer, each with the reason; and how many different things the customer takes.
pub fn facts(offers: &Offers, wording: Wording<'_>) -> Vec<Fact> {
    let mut all = Vec::new();
    for one in &offers.due {
        let (when, role) = due::of(one.due, wording);
        let what = promised(one, offers.of_fleet, wording);
        all.push(Fact::whole(what, Role::Strong).lines(2));
        all.push(Fact::whole(format!("  {when}"), role).lines(3));
    }
    for offer in &offers.offers {
        let reason = reason(offer, wording);
        all.push(Fact::whole(&offer.thing, Role::Strong));
        all.push(Fact::whole(format!("  {reason}"), Role::Normal).lines(4));
    }
    for dearer in &offers.dearer {
        let reason = changed(dearer, wording);
        let plates = with(dearer, offers, wording);
        all.push(Fact::whole(&dearer.thing, Role::Strong));
        all.extend(
            (!plates.is_empty()).then(|| Fact::whole(format!("  {plates}"), Role::Normal).lines(2)),
        );
        all.push(Fact::whole(format!("  {reason}"), Role::Normal).lines(4));
    }
    if offers.breadth > 0 {
        all.push(Fact::whole(breadth(offers, wording), Role::Label).lines(2));
    }
    all
}

/// The service that was promised, and of a fleet with which vehicle.
pub fn promised(one: &DueWith, of_fleet: bool, wording: Wording<'_>) -> String {
    if !of_fleet {
        return wording.say(Say::OffersDue).to_owned();
    }
    let vehicle = &one.vehicle;
    let named = wording::joined(&[&wording.plate(vehicle), &wording::vehicle(vehicle)], " ");
    say::offers_due_of(wording.lang, named)
}

/// With which vehicles of a fleet it is taken.
fn with(dearer: &Dearer, offers: &Offers, wording: Wording<'_>) -> String {
    let known = offers.taken_by.iter();
    let theirs = known.filter(|(id, _)| offers.of_fleet && dearer.with.contains(id));
    let plates: Vec<String> = theirs.map(|(_, facts)| wording.plate(facts)).collect();
    plates.join(", ")
}

/// `instead of mineral oil: 9 of 40 who took it changed; Rp 110.000 instead of Rp 60.000`.
pub fn changed(dearer: &Dearer, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let [changed, of] = [dearer.changed, dearer.of].map(|n| count(lang, n.into()));
    let [price, instead] = [dearer.price, dearer.instead_price].map(|price| wording.money(price));
    say::offers_dearer(lang, &dearer.instead_of, changed, of, price, instead)
}

/// `7 of 10 who take oil also take it; not taken here for 14 months`.
pub fn reason(offer: &Offer, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let others = say::offers_others(lang, offer.of_ten().into(), &offer.because);
    let last = match offer.last {
        Some(last) => say::offers_last(lang, ago(last, wording)),
        None => wording.say(Say::OffersNever).to_owned(),
    };
    format!("{others}; {last}")
}

/// How many different things somebody takes.
pub fn breadth(offers: &Offers, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let all = count(lang, offers.breadth as u64);
    say::offers_breadth(lang, offers.breadth_year as u64, all)
}

/// `71 of 100 visits with it had an oil filter too`.
pub fn bundle(bundle: &Bundle, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let [both, of] = [bundle.both, bundle.of].map(|n| count(lang, n.into()));
    say::offers_bundle(lang, both, of, &bundle.other)
}

fn ago(day: Day, wording: Wording<'_>) -> String {
    distance(wording.lang, day, wording.today)
}
