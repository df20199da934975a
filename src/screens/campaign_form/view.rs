//! How the form of a campaign looks.

use super::CampaignForm;
use crate::kit::Canvas;
use crate::look::Role;
use crate::protocol::Context;
use crate::text::{Say, say};

/// Draws the form, with how many the segment holds.
pub(super) fn draw(form: &CampaignForm, canvas: &mut Canvas<'_, '_>, _: &Context) {
    let lang = canvas.lang;
    let title = match form.known() {
        Some(_) => Say::CampaignEditTitle,
        None => Say::CampaignNewTitle,
    };
    let held = form.group().and_then(|group| group.holds);
    let counts = form.counting.is_some() || form.asked.is_some();
    let means = match (counts, held) {
        (true, _) => Say::CampaignCounting.in_(lang).to_owned(),
        (false, Some(held)) => say::campaign_means(lang, held),
        (false, None) => String::new(),
    };
    let head = [(means, Role::Label)];
    form.form.view(canvas, title.in_(lang), &head);
}
