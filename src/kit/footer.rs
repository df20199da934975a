//! The bottom line: which keys do what here, as many as fit, each clickable.

use super::draw::{after, put};
use super::width::width;
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;

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
    /// Whether its key stays where its label finds no room: the way out, and help.
    pub keeps: bool,
}

impl Hint {
    /// A hint for a command that applies.
    pub fn new(key: impl Into<String>, label: impl Into<String>, rank: u8) -> Hint {
        Hint {
            key: key.into(),
            label: label.into(),
            rank,
            enabled: true,
            keeps: false,
        }
    }

    fn width(&self, brief: bool) -> u16 {
        let label = if brief { 0 } else { 1 + width(&self.label) };
        width(&self.key) + label
    }
}

/// Spaces between two hints.
const GAP: u16 = 2;

/// Where each hint stands that fits: its number and its place. Hints keep their order; those of
/// the highest rank are left out first, but of some the key alone stays as long as it can.
pub fn places(hints: &[Hint], area: Rect) -> Vec<(usize, Rect)> {
    let mut shown: Vec<(usize, bool)> = (0..hints.len()).map(|at| (at, false)).collect();
    let needed = |shown: &[(usize, bool)]| {
        let widths = shown
            .iter()
            .map(|(at, brief)| u32::from(hints[*at].width(*brief) + GAP));
        widths.sum::<u32>().saturating_sub(u32::from(GAP))
    };
    while needed(&shown) > u32::from(area.width) {
        // First what still has its label, then the bare keys.
        let worst = (0..shown.len()).max_by_key(|place| {
            let (at, brief) = shown[*place];
            (!brief, hints[at].rank)
        });
        let Some(worst) = worst else { break };
        let (at, brief) = shown[worst];
        if hints[at].keeps && !brief {
            shown[worst].1 = true;
        } else {
            shown.remove(worst);
        }
    }
    let mut x = area.x;
    let place = |(at, brief): (usize, bool)| {
        let place = Rect {
            x,
            width: hints[at].width(brief),
            height: area.height.min(1),
            ..area
        };
        x += place.width + GAP;
        (at, place)
    };
    shown.into_iter().map(place).collect()
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
    use ratatui::layout::Position;

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
    fn where_it_is_narrow_the_way_out_and_help_keep_their_keys() {
        let look = Look::default();
        let mut hints = hints();
        hints[4].keeps = true;
        let text = |columns| {
            probe::text(columns, 1, |frame| {
                view(frame, frame.area(), &hints, &look);
            })
        };
        assert_eq!(text(40), "Enter card  F2 visit  F3 new  F1 help\n");
        assert_eq!(text(34), "Enter card  F2 visit  F3 new  F1\n");
        assert_eq!(text(26), "Enter card  F2 visit  F1\n");
        assert_eq!(text(5), "F1\n");
    }

    #[test]
    fn a_command_that_does_not_apply_is_drawn_off() {
        let look = probe::look();
        insta::assert_snapshot!(probe::draw(60, 1, |frame| {
            view(frame, frame.area(), &hints(), &look);
        }));
    }

    #[test]
    fn each_hint_is_placed_where_it_is_drawn_with_nothing_between_two() {
        let area = Rect::new(0, 9, 40, 1);
        let places = places(&hints(), area);
        let hit = |x, y| {
            let mut under = places.iter();
            let under = under.find(|(_, place)| place.contains(Position { x, y }));
            under.map(|(hint, _)| *hint)
        };
        assert_eq!(hit(13, 9), Some(1));
        assert_eq!(hit(11, 9), None);
        assert_eq!(hit(31, 9), Some(4));
        assert_eq!(hit(13, 8), None);
    }
}
