//! How the form of a company's terms looks.

use super::TermsForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, terms};
use crate::text::say;

/// Draws the form, with what holds until it is saved.
pub(super) fn draw(form: &TermsForm, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let title = say::terms_title(canvas.lang, &form.name);
    let now = form.base.as_ref();
    let now = now.map(|now| terms::line(now, Wording::of(context), &canvas.look.symbols));
    let head = [now.unwrap_or_else(|| (String::new(), Role::Label))];
    form.form.view(canvas, &title, &head);
}
