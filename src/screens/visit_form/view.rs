//! How the visit form looks.

use super::VisitForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::screens::sheet::{Wording, terms};
use crate::text::{Say, say, short_date};

/// Draws the form: who it is and the pinned alert above the fields.
pub(super) fn draw(form: &VisitForm, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let lang = canvas.lang;
    let title = match form.visit {
        Some(_) => Say::FormEditVisit,
        None if form.is_counter_sale(context) => Say::VisitCounterSale,
        None => Say::FormNewVisit,
    };
    let same = form
        .same_as
        .filter(|_| form.visit.is_none())
        .map(|day| say::visit_same_as_last(lang, short_date(lang, day, context.today)));
    let once_more = form.written.is_some() && form.visit.is_none();
    let same = if once_more {
        let text = Say::VisitOnceMore.in_(lang);
        (
            format!("{} {text}", canvas.look.symbols.alert),
            Role::Attention,
        )
    } else {
        (same.unwrap_or_default(), Role::Label)
    };
    let alert = match form.alert.as_str() {
        "" => String::new(),
        alert => format!("{} {alert}", canvas.look.symbols.alert),
    };
    // What was agreed is said, and left to whoever types the amounts.
    let agreed = form.terms.as_ref().map(|agreed| {
        let (words, role) = terms::for_bill(agreed, Wording::of(context), &canvas.look.symbols);
        (say::terms_agreed(lang, words), role)
    });
    let head = [
        (form.title.clone(), Role::Strong),
        (alert, Role::Danger),
        same,
        agreed.unwrap_or_else(|| (String::new(), Role::Label)),
    ];
    form.form.view(canvas, title.in_(lang), &head);
}
