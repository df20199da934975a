//! Which templates are likely to be wanted: they stand first.

use crate::domain::{Card, CustomerKind, Day, LeapDay, VisitStatus};
use crate::insight::{ServiceDue, Urgency};
use crate::message::{Now, Templates, To, asked_until};

/// The keys that are proposed for a customer, the likeliest first.
fn proposed(card: &Card, today: Day, leap: LeapDay) -> Vec<&'static str> {
    let mut keys = Vec::new();
    let customer = card.customer.as_ref();
    let person = customer.filter(|customer| customer.facts.kind == CustomerKind::Person);
    let born = person.and_then(|customer| customer.facts.birthday);
    if born.is_some_and(|born| born.near(today, leap).is_some()) {
        keys.extend(["birthday", "birthday_gift"]);
    }
    if let Some(visit) = card
        .last_visit
        .as_ref()
        .filter(|visit| visit.facts.day == today)
    {
        keys.extend(match visit.facts.status {
            VisitStatus::Open => ["estimate", "ready"],
            _ => ["thank_you", "ready"],
        });
    }
    let last = To::of(card, today).and_then(|to| to.last);
    if last.is_some_and(|last| last < today && today <= asked_until(last)) {
        keys.push("check_after");
    }
    let due = card.vehicle.as_ref();
    let due = due.and_then(|vehicle| ServiceDue::of(vehicle, today));
    keys.extend_from_slice(match due.map(|due| due.urgency(today)) {
        Some(Urgency::Late) => &["service_overdue", "service_due"][..],
        Some(Urgency::Now | Urgency::Soon) => &["service_due", "service_overdue"],
        Some(Urgency::Later) | None => &[],
    });
    keys
}

/// Places of the templates in the order of the list: the one that is wanted, those that are
/// proposed, the others as they ship, and at the end those that do not fit today.
pub(super) fn order(
    templates: &Templates,
    wanted: Option<&str>,
    card: &Card,
    now: Now<'_>,
) -> Vec<usize> {
    let first: Vec<&str> = wanted
        .into_iter()
        .chain(proposed(card, now.today, now.leap))
        .collect();
    let rank = |at: &usize| {
        let key = templates.all()[*at].key.as_str();
        first
            .iter()
            .position(|one| *one == key)
            .unwrap_or(first.len())
    };
    let to = To::of(card, now.today);
    let fits = |at: &usize| {
        let unfit = to.and_then(|to| templates.all()[*at].unfit(to, now));
        unfit.is_none()
    };
    let mut order: Vec<usize> = (0..templates.all().len()).collect();
    order.sort_by_cached_key(|at| (rank(at), !fits(at)));
    order
}
