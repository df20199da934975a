//! How the form looks.

use super::LostForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::Say;

/// Draws the form: who it is above the fields.
pub(super) fn draw(form: &LostForm, canvas: &mut Canvas<'_, '_>, _context: &Context) {
    let head = [(form.who.clone(), Role::Strong)];
    let title = Say::RecoveryFormTitle.in_(canvas.lang);
    form.form.view(canvas, title, &head);
}
