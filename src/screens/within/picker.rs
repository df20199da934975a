//! The picker of segments: everybody first, then those that are kept.

use crate::domain::Segment;
use crate::kit::{List, ListIntent};
use crate::protocol::{Code, Command, Key, Mouse, MouseKind};

/// What came of a key.
#[derive(Debug)]
pub(super) enum Picked {
    /// Nothing is picked yet.
    Nothing,
    /// It is closed without an answer.
    Closed,
    /// No segment any more.
    Everybody,
    /// This one, by name.
    Segment(String),
}

/// Segments to pick from.
#[derive(Debug, Default)]
pub(super) struct Picker {
    /// Those whose filter can be read, with how many each holds; `None` until the book has answered.
    pub(super) kept: Option<Vec<(String, Option<u64>)>>,
    pub(super) list: List,
}

impl Picker {
    /// What the book keeps; the one in force is chosen, else the first.
    pub(super) fn offer(&mut self, kept: &[(Segment, Option<u64>)], now: Option<&str>) {
        let readable = kept.iter().filter_map(|(segment, held)| {
            segment.filter.as_ref().ok()?;
            Some((segment.kept.name.clone(), *held))
        });
        let all: Vec<_> = readable.collect();
        let at = now.and_then(|now| all.iter().position(|(name, ..)| name == now));
        let at = at.map_or(usize::from(!all.is_empty()), |at| at + 1);
        self.list.replace(all.len() + 1, Some(at));
        self.kept = Some(all);
    }

    pub(super) fn command(&mut self, command: Command) -> Picked {
        match command {
            Command::OpenRow | Command::OpenCard => self.picked(),
            Command::Back | Command::OnlySegment => Picked::Closed,
            moves => {
                if let Some(code) = moves.row_key() {
                    self.list.press(Key::plain(code));
                }
                Picked::Nothing
            }
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Picked {
        if key.code == Code::Enter {
            return self.picked();
        }
        self.list.press(key);
        Picked::Nothing
    }

    /// A press beside the picker closes it.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Picked {
        match (self.list.mouse(mouse), mouse.kind) {
            (ListIntent::Chosen(_), _) => self.picked(),
            (ListIntent::Ignored, MouseKind::Press | MouseKind::Double) => Picked::Closed,
            _ => Picked::Nothing,
        }
    }

    fn picked(&self) -> Picked {
        let (Some(kept), Some(at)) = (&self.kept, self.list.selected()) else {
            return Picked::Nothing;
        };
        match at.checked_sub(1).and_then(|at| kept.get(at)) {
            None => Picked::Everybody,
            Some((name, _)) => Picked::Segment(name.clone()),
        }
    }
}
