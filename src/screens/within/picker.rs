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

#[derive(Debug, Clone, Copy)]
enum Early {
    Command(Command),
    Key(Key),
}

/// The most that is kept of what is pressed before the answer.
const EARLY: usize = 32;

/// Segments to pick from.
#[derive(Debug, Default)]
pub(super) struct Picker {
    /// What can be picked; `None` until the book has answered.
    pub(super) groups: Option<Vec<Group>>,
    pub(super) list: List,
    /// What was pressed before that: it is meant for the answer.
    early: Vec<Early>,
}

impl Picker {
    /// What there is; the one in force is chosen, else the first. What was pressed meanwhile counts now.
    pub(super) fn offer(&mut self, all: Vec<Group>, now: Option<&str>) -> Picked {
        let at = now.and_then(|now| all.iter().position(|group| group.name == now));
        let at = at.map_or(usize::from(!all.is_empty()), |at| at + 1);
        self.list.replace(all.len() + 1, Some(at));
        self.groups = Some(all);
        for early in std::mem::take(&mut self.early) {
            let picked = match early {
                Early::Command(command) => self.command(command),
                Early::Key(key) => self.key(key),
            };
            if !matches!(picked, Picked::Nothing) {
                return picked;
            }
        }
        Picked::Nothing
    }

    /// Keeps what is pressed before the answer.
    fn waits(&mut self, early: Early) -> bool {
        let waits = self.groups.is_none();
        if waits && self.early.len() < EARLY {
            self.early.push(early);
        }
        waits
    }

    pub(super) fn command(&mut self, command: Command) -> Picked {
        match command {
            Command::Back | Command::OnlySegment => Picked::Closed,
            _ if self.waits(Early::Command(command)) => Picked::Nothing,
            Command::OpenRow | Command::OpenCard => self.picked(),
            moves => {
                if let Some(code) = moves.row_key() {
                    self.list.press(Key::plain(code));
                }
                Picked::Nothing
            }
        }
    }

    pub(super) fn key(&mut self, key: Key) -> Picked {
        if self.waits(Early::Key(key)) {
            return Picked::Nothing;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::group::groups;
    use crate::screens::samples::segment;
    use crate::text::Lang;

    #[test]
    fn what_is_pressed_before_the_answer_is_meant_for_it() {
        let all = ["Loyal", "New", "Taxi"].map(segment);
        let mut picker = Picker::default();
        assert!(matches!(
            picker.key(Key::plain(Code::Down)),
            Picked::Nothing
        ));
        assert!(matches!(picker.command(Command::OpenRow), Picked::Nothing));
        let picked = picker.offer(groups(&all, Lang::En), None);
        assert!(
            matches!(&picked, Picked::Segment(group) if group.name == "New"),
            "{picked:?}"
        );
        // Whoever goes away before does not wait.
        let mut picker = Picker::default();
        assert!(matches!(picker.command(Command::Back), Picked::Closed));
    }
}
