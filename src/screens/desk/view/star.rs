//! The tier behind a name in the list.

use crate::domain::Hit;
use crate::kit::width::{fit, width};
use crate::look::{Look, Role};
use crate::screens::sheet::points::star;
use ratatui::text::Span;

/// Columns that a star and the space before it need; 0 for the lowest tier and without tiers.
pub(super) fn room(hit: &Hit, look: &Look) -> u16 {
    match above(hit) {
        Some(_) => width(look.symbols.star) + 1,
        None => 0,
    }
}

/// A name with its tier behind it: `★ Gold` where the columns suffice, else the star alone, for
/// which a long name is cut.
pub(super) fn behind(
    name: Vec<Span<'static>>,
    columns: u16,
    hit: &Hit,
    look: &Look,
) -> Vec<Span<'static>> {
    let Some(tier) = above(hit) else {
        return name;
    };
    let mut left = columns.saturating_sub(room(hit, look));
    let mut out = Vec::new();
    for span in name {
        if left == 0 {
            break;
        }
        let text = fit(&span.content, left, look.symbols.more).into_owned();
        left = left.saturating_sub(width(&span.content));
        out.push(Span::styled(text, span.style));
    }
    let star = if width(tier) < left {
        star(tier, &look.symbols)
    } else {
        look.symbols.star.to_owned()
    };
    out.push(Span::styled(format!(" {star}"), look.style(Role::Gold)));
    out
}

/// The tier, if it is one that not everybody has.
fn above(hit: &Hit) -> Option<&str> {
    let tier = hit.tier.as_ref().filter(|(_, place)| *place > 0);
    tier.map(|(name, _)| name.as_str())
}
