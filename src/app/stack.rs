//! The screens that lie over each other. The lowest is the front desk and stays.

use crate::screens::Screen;

/// Names a screen of this run; answers find their way by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Token(u64);

/// The front desk.
pub(super) const LOWEST: Token = Token(0);

/// At least one screen, the last one on top.
pub(super) struct Stack {
    lowest: Box<dyn Screen>,
    above: Vec<(Token, Box<dyn Screen>)>,
    next: u64,
}

impl Stack {
    /// A stack of one.
    pub(super) fn new(lowest: Box<dyn Screen>) -> Stack {
        Stack {
            lowest,
            above: Vec::new(),
            next: 1,
        }
    }

    /// Lays a screen on top.
    pub(super) fn push(&mut self, screen: Box<dyn Screen>) {
        self.above.push((Token(self.next), screen));
        self.next += 1;
    }

    /// Takes a screen away, with all that lie over it. `false` for the lowest and for one that
    /// has gone already.
    pub(super) fn close(&mut self, token: Token) -> bool {
        let at = self.above.iter().position(|(known, _)| *known == token);
        if let Some(at) = at {
            self.above.truncate(at);
        }
        at.is_some()
    }

    /// Whether nothing lies over the front desk.
    pub(super) fn is_lowest(&self) -> bool {
        self.above.is_empty()
    }

    /// Names the screen on top.
    pub(super) fn top_token(&self) -> Token {
        self.above.last().map_or(LOWEST, |(token, _)| *token)
    }

    /// The screen on top.
    pub(super) fn top(&self) -> &dyn Screen {
        self.above
            .last()
            .map_or(&*self.lowest, |(_, screen)| &**screen)
    }

    /// All screens with their names, the lowest first.
    pub(super) fn all(&self) -> impl Iterator<Item = (Token, &dyn Screen)> {
        let above = self.above.iter();
        let above = above.map(|(token, screen)| (*token, &**screen));
        std::iter::once((LOWEST, &*self.lowest)).chain(above)
    }

    /// The screen of that name, while it is open.
    pub(super) fn get_mut(&mut self, token: Token) -> Option<&mut dyn Screen> {
        if token == LOWEST {
            return Some(&mut *self.lowest);
        }
        let found = self.above.iter_mut().find(|(known, _)| *known == token);
        found.map(|(_, screen)| &mut **screen as &mut dyn Screen)
    }
}
