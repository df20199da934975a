//! What a form or a message begins with.

use crate::calendar::FarFeast;
use crate::domain::{Card, Day, DraftForm, Subject, Usual, VisitId};
use crate::protocol::{Prefill, ToWrite};
use crate::screens::sheet;
use crate::store::{Store, StoreError};

/// Odometer readings beside which a new one is judged.
const READINGS: u32 = 20;
/// Messages that are told of a customer.
pub(super) const MESSAGES: usize = 50;

pub(super) fn prefill(
    store: &Store,
    subject: Subject,
    corrected: Option<VisitId>,
) -> Result<Option<Prefill>, StoreError> {
    let Some(mut card) = store.card(subject)? else {
        return Ok(None);
    };
    if matches!(subject, Subject::Customer(_, None)) {
        // A sale over the counter has nothing to do with a car, nor with what it usually gets.
        if card.vehicle.take().is_some() {
            card.usual = Usual::default();
        }
    }
    let readings = match &card.vehicle {
        Some(vehicle) => store.readings(vehicle.id, READINGS)?,
        None => Vec::new(),
    };
    let visit = store.same_as_last_time(&card)?;
    let points = match &card.customer {
        Some(customer) => store.redeemable(customer.id, corrected)?,
        None => None,
    };
    let points = points.filter(|(points, _)| *points > 0);
    Ok(Some(Prefill {
        subject,
        title: title(&card),
        same_as: Some(visit.day).filter(|day| *day != Day::default()),
        visit,
        last: card
            .last_visit
            .as_ref()
            .map(|last| (last.id, last.facts.day)),
        readings,
        usual: card.usual.clone(),
        alert: card
            .customer
            .as_ref()
            .map_or_else(String::new, |customer| customer.facts.alert.clone()),
        next_service: card
            .vehicle
            .as_ref()
            .map_or_else(Default::default, |vehicle| vehicle.next_service),
        terms: card.terms.clone(),
        points: points.map(|(points, rule)| (points, Box::new(rule))),
        asks_referrer: card.customer.is_some()
            && card.attendance.is_none()
            && card.referred_by.is_none(),
    }))
}

pub(super) fn to_write(
    store: &Store,
    subject: Subject,
    far: Vec<FarFeast>,
) -> Result<Option<ToWrite>, StoreError> {
    let Some(card) = store.card(subject)? else {
        return Ok(None);
    };
    let customer = card.customer.as_ref().map(|customer| customer.id);
    let shop = store.shop()?;
    Ok(Some(ToWrite {
        templates: store.templates()?,
        shop: shop.name,
        sign: shop.sign,
        sent: customer.map_or_else(|| Ok(Vec::new()), |id| store.messages_of(id, MESSAGES))?,
        drafts: customer.map_or_else(
            || Ok(Vec::new()),
            |id| store.drafts_for(id, DraftForm::Message),
        )?,
        far,
        owed: customer.map_or_else(
            || Ok(Vec::new()),
            |id| store.thanks_owed_to(id, store.told_today()),
        )?,
        card,
    }))
}

/// Who it is for: name and plate.
fn title(card: &Card) -> String {
    let name = card
        .customer
        .as_ref()
        .map(|customer| sheet::wording::person(&customer.facts));
    let vehicle = card.vehicle.as_ref().map(|vehicle| vehicle.facts.called());
    let vehicle = vehicle.filter(|called| !called.is_empty());
    let parts: Vec<String> = name.into_iter().chain(vehicle).collect();
    parts.join(" · ")
}
