//! The picker of segments: everybody first, then those that are kept, then those that are offered.

use crate::kit::{List, ListIntent};
use crate::protocol::{Code, Command, Key, Mouse, MouseKind};
use crate::screens::group::Group;

/// What came of a key.
#[derive(Debug)]
pub(super) enum Picked {
    /// Nothing is picked yet.
    Nothing,
    /// It is closed without an answer.
    Closed,
    /// No segment any more.
    Everybody,
    /// This one.
    Segment(Group),
}

/// Segments to pick from.
#[derive(Debug, Default)]
pub(super) struct Picker {
    /// What can be picked; `None` until the book has answered.
    pub(super) groups: Option<Vec<Group>>,
    pub(super) list: List,
}

impl Picker {
    /// What there is; the one in force is chosen, else the first.
    pub(super) fn offer(&mut self, all: Vec<Group>, now: Option<&str>) {
        let at = now.and_then(|now| all.iter().position(|group| group.name == now));
        let at = at.map_or(usize::from(!all.is_empty()), |at| at + 1);
        self.list.replace(all.len() + 1, Some(at));
        self.groups = Some(all);
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
        let (Some(groups), Some(at)) = (&self.groups, self.list.selected()) else {
            return Picked::Nothing;
        };
        match at.checked_sub(1).and_then(|at| groups.get(at)) {
            None => Picked::Everybody,
            Some(group) => Picked::Segment(group.clone()),
        }
    }
}
