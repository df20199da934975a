//! One line that says what happened, and what to do next.

use super::draw::put_spans;
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// How weighty a notice is; a sign says it beside the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Something was done.
    Done,
    /// Good to know.
    Info,
    /// Wants attention.
    Attention,
    /// Something did not happen.
    Problem,
}

/// Draws a notice into `area`'s first row. The text comes first, so that the hint is what
/// a narrow window loses.
pub fn view(
    frame: &mut Frame<'_>,
    area: Rect,
    weight: Weight,
    text: &str,
    hint: &str,
    look: &Look,
) {
    let symbols = look.symbols;
    let (sign, role) = match weight {
        Weight::Done => (symbols.check, Role::Done),
        Weight::Info => (symbols.bullet, Role::Normal),
        Weight::Attention => (symbols.alert, Role::Attention),
        Weight::Problem => (symbols.alert, Role::Danger),
    };
    let mut spans = vec![
        Span::styled(format!("{sign} "), look.style(role)),
        Span::styled(text.to_owned(), look.style(role)),
    ];
    if !hint.is_empty() {
        spans.push(Span::styled(format!("  {hint}"), look.style(Role::Label)));
    }
    put_spans(frame, area, &spans, look);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    #[test]
    fn every_weight_has_a_sign_and_a_style() {
        let look = probe::look();
        insta::assert_snapshot!(probe::draw(34, 4, |frame| {
            let weights = [
                Weight::Done,
                Weight::Info,
                Weight::Attention,
                Weight::Problem,
            ];
            for (y, weight) in (0..).zip(weights) {
                let area = Rect::new(0, y, 34, 1);
                view(
                    frame,
                    area,
                    weight,
                    "The disk is full.",
                    "Free some space.",
                    &look,
                );
            }
        }));
    }
}
