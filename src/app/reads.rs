//! Newest wins: which answers are still wanted, and by whom.

use std::collections::BTreeMap;

use crate::protocol::{ReadId, Slot};

use super::stack::Token;

/// Who waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// The shell itself.
    Shell,
    /// A screen.
    Screen(Token),
}

/// The newest read of every slot.
#[derive(Debug, Default)]
pub(super) struct Reads {
    last: u64,
    waiting: BTreeMap<Slot, (u64, Asker)>,
}

impl Reads {
    /// Numbers a new read; an older one of the same slot is no longer wanted.
    pub(super) fn ask(&mut self, slot: Slot, asker: Asker) -> ReadId {
        self.last += 1;
        self.waiting.insert(slot, (self.last, asker));
        ReadId {
            slot,
            number: self.last,
        }
    }

    /// Who waits for this read; `None` when a newer one has taken its place, or nobody does.
    pub(super) fn asker(&self, id: ReadId) -> Option<Asker> {
        let waiting = self.waiting.get(&id.slot)?;
        (waiting.0 == id.number).then_some(waiting.1)
    }

    /// Nobody waits any more for what a screen that has gone asked for: newest numbers of those
    /// slots, behind which there is no question.
    pub(super) fn forget(&mut self, token: Token) -> Vec<ReadId> {
        let gone = Asker::Screen(token);
        let slots: Vec<Slot> = self
            .waiting
            .iter()
            .filter(|(_, (_, asker))| *asker == gone)
            .map(|(slot, _)| *slot)
            .collect();
        slots
            .into_iter()
            .map(|slot| {
                self.waiting.remove(&slot);
                self.last += 1;
                ReadId {
                    slot,
                    number: self.last,
                }
            })
            .collect()
    }

    /// The same, and the wait is over.
    pub(super) fn take(&mut self, id: ReadId) -> Option<Asker> {
        let asker = self.asker(id)?;
        self.waiting.remove(&id.slot);
        Some(asker)
    }
}

#[cfg(test)]
mod tests {
    use super::super::stack::LOWEST;
    use super::*;

    #[test]
    fn only_the_newest_read_of_a_slot_is_wanted_and_only_once() {
        let mut reads = Reads::default();
        let old = reads.ask(Slot::Matches, Asker::Shell);
        let card = reads.ask(Slot::Card, Asker::Shell);
        let new = reads.ask(Slot::Matches, Asker::Shell);
        assert_eq!(reads.take(old), None);
        assert_eq!(reads.asker(new), Some(Asker::Shell));
        assert_eq!(reads.take(new), Some(Asker::Shell));
        assert_eq!(reads.take(new), None);
        assert_eq!(reads.take(card), Some(Asker::Shell));
    }

    #[test]
    fn what_a_screen_that_has_gone_asked_for_is_wanted_by_nobody() {
        let (gone, other) = (LOWEST, Asker::Shell);
        let mut reads = Reads::default();
        let review = reads.ask(Slot::Review, Asker::Screen(gone));
        let shop = reads.ask(Slot::Shop, other);
        let forgotten = reads.forget(gone);
        let slots: Vec<Slot> = forgotten.iter().map(|id| id.slot).collect();
        assert_eq!(slots, [Slot::Review]);
        assert!(forgotten[0].number > review.number);
        assert_eq!(reads.asker(review), None);
        assert_eq!(reads.take(shop), Some(other));
        assert!(reads.forget(gone).is_empty());
    }
}
