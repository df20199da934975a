//! The bottom line: which keys do what here, as many as fit, each clickable.

use super::draw::{after, put};
use super::width::width;
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// One key with what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as spelled: `F2`.
    pub key: String,
    /// One or two words.
    pub label: String,
    /// Which stay when it is narrow: the lowest ranks.
    pub rank: u8,
    /// Whether the command applies now.
    pub enabled: bool,
}

impl Hint {
    /// A hint for a command that applies.
    pub fn new(key: impl Into<String>, label: impl Into<String>, rank: u8) -> Hint {
        Hint {
            key: key.into(),
            label: label.into(),
            rank,
            enabled: true,
        }
    }

    fn width(&self) -> u16 {
        width(&self.key) + 1 + width(&self.label)
    }
}

/// Spaces between two hints.
const GAP: u16 = 2;

/// Where each hint stands that fits: its number and its place. Hints keep their order;
/// those of the highest rank are left out first.
pub fn places(hints: &[Hint], area: Rect) -> Vec<(usize, Rect)> {
    let mut shown: Vec<usize> = (0..hints.len()).collect();
    let needed = |shown: &[usize]| {
        let widths: u32 = shown
            .iter()
            .map(|at| u32::from(hints[*at].width() + GAP))
            .sum();
        widths.saturating_sub(u32::from(GAP))
    };
    while needed(&shown) > u32::from(area.width) {
        let Some(worst) = (0..shown.len()).max_by_key(|at| hints[shown[*at]].rank) else {
            break;
        };
        shown.remove(worst);
    }
    let mut x = area.x;
    let place = |at: usize| {
        let place = Rect {
            x,
            width: hints[at].width(),
            height: area.height.min(1),
            ..area
        };
        x += place.width + GAP;
        (at, place)
    };
    shown.into_iter().map(place).collect()
}

/// The hint under the mouse, by its number.
pub fn hit(hints: &[Hint], area: Rect, at: Position) -> Option<usize> {
    let places = places(hints, area);
    places
        .into_iter()
        .find(|(_, place)| place.contains(at))
        .map(|(hint, _)| hint)
}

/// Draws the hints that fit and answers with their places.
pub fn view(frame: &mut Frame<'_>, area: Rect, hints: &[Hint], look: &Look) -> Vec<(usize, Rect)> {
    let places = places(hints, area);
    for (at, place) in &places {
        let hint = &hints[*at];
        let (key, label) = if hint.enabled {
            (Role::Key, Role::KeyLabel)
        } else {
            (Role::KeyOff, Role::KeyOff)
        };
        let used = put(frame, *place, &hint.key, look.style(key), look);
        put(
            frame,
            after(*place, used + 1),
            &hint.label,
            look.style(label),
            look,
        );
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    fn hints() -> Vec<Hint> {
        let mut hints = vec![
            Hint::new("Enter", "card", 1),
            Hint::new("F2", "visit", 2),
            Hint::new("F3", "new", 3),
            Hint::new("F4", "contact", 6),
            Hint::new("F1", "help", 4),
            Hint::new("F10", "quit", 5),
        ];
        hints[1].enabled = false;
        hints
    }

    #[test]
    fn hints_shrink_by_rank_and_keep_their_order() {
        let look = Look::default();
        let text = |columns| {
            probe::text(columns, 1, |frame| {
                view(frame, frame.area(), &hints(), &look);
            })
        };
        assert_eq!(
            text(60),
            "Enter card  F2 visit  F3 new  F4 contact  F1 help  F10 quit\n"
        );
        assert_eq!(
            text(50),
            "Enter card  F2 visit  F3 new  F1 help  F10 quit\n"
        );
        assert_eq!(text(40), "Enter card  F2 visit  F3 new  F1 help\n");
        assert_eq!(text(12), "Enter card\n");
        assert_eq!(text(5), "\n");
    }

    #[test]
    fn a_command_that_does_not_apply_is_drawn_off() {
        let look = probe::look();
        insta::assert_snapshot!(probe::draw(60, 1, |frame| {
            view(frame, frame.area(), &hints(), &look);
        }));
    }

    #[test]
    fn a_press_finds_the_hint_that_is_drawn_there() {
        let area = Rect::new(0, 9, 40, 1);
        assert_eq!(hit(&hints(), area, Position { x: 13, y: 9 }), Some(1));
        assert_eq!(hit(&hints(), area, Position { x: 11, y: 9 }), None);
        assert_eq!(hit(&hints(), area, Position { x: 31, y: 9 }), Some(4));
        assert_eq!(hit(&hints(), area, Position { x: 13, y: 8 }), None);
    }
}
