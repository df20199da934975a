//! How the vehicle form looks.

use super::VehicleForm;
use super::model::Purpose;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, wording};
use crate::text::Say;

/// Draws the form: which vehicle and whose above the fields.
pub(super) fn draw(form: &VehicleForm, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let words = Wording::of(context);
    let title = match form.purpose {
        Purpose::Add(_) => Say::FormNewVehicle,
        Purpose::Edit(_) => Say::FormEditVehicle,
        Purpose::Plate(_) => Say::FormChangePlate,
        Purpose::Owner(_) if form.is_owned() => Say::FormChangeOwner,
        Purpose::Owner(_) => Say::EntryOwnerKnown,
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
            Say::EntryHistoryStays.in_(canvas.lang).to_owned(),
            Role::Label,
        ));
    }
    form.form.view(canvas, title.in_(canvas.lang), &head);
}
