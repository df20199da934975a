//! How the shop's form looks.

use super::ShopForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::{Say, say};

/// Draws the form: who works at the desk, and the facts.
pub(super) fn draw(form: &ShopForm, canvas: &mut Canvas<'_, '_>, _context: &Context) {
    let lang = canvas.lang;
    let people = if form.people.is_empty() {
        String::new()
    } else {
        say::shop_people(lang, form.people.join(", "))
    };
    let head = [(people, Role::Label)];
    form.form.view(canvas, Say::ShopTitle.in_(lang), &head);
}
