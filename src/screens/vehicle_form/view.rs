//! How the vehicle form looks.

use super::VehicleForm;
use super::model::Purpose;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, wording};
use crate::text::{Say, heading, say};

/// Draws the form: which vehicle and whose above the fields.
pub(super) fn draw(form: &VehicleForm, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let words = Wording::of(context);
    let asset = words.trade.asset.as_ref();
    let plate_label = asset.map_or_else(String::new, |asset| words.inside(&asset.plate));
    let title = match form.purpose {
        Purpose::Add(_) => say::form_new_vehicle(words.lang, words.asset()),
        Purpose::Edit(_) => say::form_edit_vehicle(words.lang, words.asset()),
        Purpose::Plate(_) => say::form_change_plate(words.lang, &plate_label),
        Purpose::Owner(_) if form.is_owned() => words.say(Say::FormChangeOwner).to_owned(),
        Purpose::Owner(_) => words.say(Say::EntryOwnerKnown).to_owned(),
    };
    let dot = canvas.look.symbols.dot;
    let vehicle = form.base.as_ref().map_or_else(String::new, |vehicle| {
        let plate = words.plate(&vehicle.facts);
        wording::joined(&[&plate, &wording::vehicle(&vehicle.facts)], dot)
    });
    let who = wording::joined(&[&vehicle, &form.owner_today], dot);
    let mut head = vec![(who, Role::Strong)];
    if matches!(form.purpose, Purpose::Plate(_) | Purpose::Owner(_)) {
        head.push((
            say::entry_history_stays(words.lang, words.asset(), &plate_label),
            Role::Label,
        ));
    }
    form.form.view(canvas, &heading(&title), &head);
}
