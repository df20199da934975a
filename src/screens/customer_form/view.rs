//! How the customer form looks.

use super::CustomerForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::Say;

/// Draws the form.
pub(super) fn draw(form: &CustomerForm, canvas: &mut Canvas<'_, '_>, _context: &Context) {
    let title = if form.id.is_some() {
        Say::FormEditCustomer
    } else {
        Say::FormNewCustomer
    };
    let head = [(form.who(), Role::Strong)];
    form.form.view(canvas, title.in_(canvas.lang), &head);
}
