//! How the form of a gathering looks.

use super::GatheringForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::Say;

/// Draws the form; while the segment is counted, that is said.
pub(super) fn draw(form: &GatheringForm, canvas: &mut Canvas<'_, '_>, _: &Context) {
    let lang = canvas.lang;
    let title = match form.base {
        Some(_) => Say::EventEditTitle,
        None => Say::EventNewTitle,
    };
    let counting = if form.counting {
        Say::CampaignCounting.in_(lang)
    } else {
        ""
    };
    let head = [(counting.to_owned(), Role::Label)];
    form.form.view(canvas, title.in_(lang), &head);
}
