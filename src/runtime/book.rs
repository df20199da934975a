//! What the threads need of a book. The store answers through these two traits, each with a
//! connection of its own; tests put slow, failing and panicking books in their place.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::checker::Stop;
use super::inbox::Sender;
use crate::domain::{Author, Change, Draft, OpId, Receipt};
use crate::protocol::{Answer, Failure, Fate, Msg, Query, ReadId, Slot};

/// The reading side. It lives in the reader's thread.
pub trait Reading: Send {
    /// Answers a question. Asks `wanted` now and then, inside long statements too, and gives up
    /// with [`Failure::Cancelled`] as soon as nobody waits any more.
    ///
    /// # Errors
    /// What the book says, in the protocol's words.
    fn answer(&mut self, query: &Query, wanted: &Wanted) -> Result<Answer, Failure>;

    /// Whether any other connection has changed the book since the last call.
    ///
    /// # Errors
    /// When the file was moved, replaced or damaged.
    fn changed(&mut self) -> Result<bool, Failure>;

    /// Sees to work in the background that makes later answers better, such as building the search
    /// index: starts it, or takes over what it has finished. Never waits. Answers how far it has
    /// come, in per cent; `None` when there is nothing to do.
    fn tend(&mut self) -> Option<u8> {
        None
    }
}

/// The writing side. It lives in the writer's thread.
pub trait Writing: Send {
    /// Gets ready, after the first frame and before the first change. What keeps it from that is
    /// said when something is to be written.
    fn prepare(&mut self) {}

    /// Writes one thing and returns when it is durable.
    ///
    /// # Errors
    /// Nothing was written, and why.
    fn write(&mut self, author: &Author, op: OpId, change: &Change) -> Result<Receipt, Failure>;

    /// Keeps what is typed into forms and not saved, without waiting long for anybody. With
    /// `let_go` this program ends, and anybody may open them. What cannot be kept is not.
    fn keep_drafts(&mut self, _: &Author, _: &[Draft], _let_go: bool) {}

    /// Takes a draft for this terminal.
    ///
    /// # Errors
    /// [`Failure::Gone`] when it is not there or somebody else has it open.
    fn take_draft(&mut self, _: OpId) -> Result<Draft, Failure> {
        Err(Failure::Gone)
    }

    /// Throws a draft away, or lets go of it.
    ///
    /// # Errors
    /// It stays as it is, and why.
    fn end_draft(&mut self, _: OpId, _: Fate) -> Result<(), Failure> {
        Ok(())
    }

    /// In a quiet moment after writing: what can wait until nobody waits.
    fn tidy(&mut self) {}

    /// Before the program ends in order: today's verified copy, if there is none yet.
    ///
    /// # Errors
    /// The copy could not be made; the book itself is as it was.
    fn keep_copy(&mut self) -> Result<(), Failure> {
        Ok(())
    }

    /// Lets go of the book, tidied up. Nothing that was saved depends on it.
    fn close(self: Box<Self>) {}
}

/// Looks through the whole file for damage. It lives in a thread of its own.
pub trait Checking: Send {
    /// Checks the file when that is due, or `anyway`; soon after `stop` says so it gives up with
    /// [`Failure::Cancelled`]. Whether a check came to its end; the book says what it found.
    ///
    /// # Errors
    /// When it could not be done; it stays due.
    fn check(&mut self, anyway: bool, stop: &Stop) -> Result<bool, Failure>;
}

/// Places on screen that can wait, as many as [`Slot`] has variants.
const SLOTS: usize = 32;

/// The newest read of every slot, shared between the loop and the reader: twice its number, and
/// one more while nobody waits for an answer in that slot.
#[derive(Debug, Clone, Default)]
pub(super) struct Newest(Arc<[AtomicU64; SLOTS]>);

impl Newest {
    /// The loop asks this from now on; older reads of the slot are no longer wanted.
    pub(super) fn set(&self, id: ReadId) {
        self.0[place(id.slot)].store(id.number * 2, Ordering::Release);
    }

    /// Nobody asks anything in this slot any more; `id` is newer than all that was asked.
    pub(super) fn nobody(&self, id: ReadId) {
        self.0[place(id.slot)].store(id.number * 2 + 1, Ordering::Release);
    }

    /// The ticket of one read.
    pub(super) fn wanted(&self, id: ReadId) -> Wanted {
        Wanted {
            newest: self.clone(),
            id,
            inbox: None,
        }
    }
}

/// Tells a running read whether somebody still waits for it. Cheap enough to ask thousands of
/// times; a progress handler may own a clone.
#[derive(Debug, Clone)]
pub struct Wanted {
    newest: Newest,
    id: ReadId,
    /// Where it is told how far the read has come.
    inbox: Option<Sender>,
}

impl Wanted {
    /// A ticket that no newer read replaces, for those who wait for the answer themselves.
    pub fn always() -> Wanted {
        let id = ReadId {
            slot: Slot::Matches,
            number: 0,
        };
        Newest::default().wanted(id)
    }

    /// The same, told how far the read has come.
    pub(super) fn told(self, inbox: Sender) -> Wanted {
        Wanted {
            inbox: Some(inbox),
            ..self
        }
    }

    /// The read has come so far, in per cent.
    pub fn come(&self, percent: u8) {
        if let Some(inbox) = &self.inbox {
            inbox.post(Msg::Come(self.id, percent));
        }
    }

    /// The same, each number once.
    pub(super) fn telling(&self) -> impl FnMut(u8) + use<> {
        let (this, mut last) = (self.clone(), None);
        move |percent| {
            if last.replace(percent) != Some(percent) {
                this.come(percent);
            }
        }
    }

    /// Whether no newer read has taken this one's place, and somebody waits for it.
    pub fn still(&self) -> bool {
        self.newest() <= self.id.number * 2
    }

    /// Whether somebody waits for this read or a newer one of its slot: what both need is still
    /// worth finding out.
    pub fn or_newer(&self) -> bool {
        self.newest().is_multiple_of(2)
    }

    fn newest(&self) -> u64 {
        self.newest.0[place(self.id.slot)].load(Ordering::Acquire)
    }
}

fn place(slot: Slot) -> usize {
    match slot {
        Slot::Matches => 0,
        Slot::Card => 1,
        Slot::History => 2,
        Slot::Prefill => 3,
        Slot::Suggest => 4,
        Slot::Check => 5,
        Slot::Staff => 6,
        Slot::Shop => 7,
        Slot::Drafts => 8,
        Slot::Review => 9,
        Slot::Loyalty => 10,
        Slot::Segments => 11,
        Slot::Meant => 12,
        Slot::Behind => 13,
        Slot::Today => 14,
        Slot::Narrowed => 15,
        Slot::ToWrite => 16,
        Slot::Messages => 17,
        Slot::Referrals => 18,
        Slot::Offers => 19,
        Slot::Recovery => 20,
        Slot::Fleet => 21,
        Slot::Gatherings => 22,
        Slot::Campaigns => 23,
        Slot::Points => 24,
        Slot::Rules => 25,
        Slot::Played => 26,
        Slot::Feast => 27,
        Slot::RulesFiles => 28,
        Slot::SamePerson => 29,
        Slot::Thanks => 30,
        Slot::NewGuest => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_on_screen_can_wait() {
        for slot in [Slot::Matches, Slot::Thanks, Slot::NewGuest] {
            assert!(place(slot) < SLOTS, "{slot:?}");
        }
    }

    #[test]
    fn a_read_is_wanted_until_a_newer_one_of_its_slot_is_asked() {
        let newest = Newest::default();
        let old = ReadId {
            slot: Slot::Matches,
            number: 1,
        };
        newest.set(old);
        let wanted = newest.wanted(old);
        newest.set(ReadId {
            slot: Slot::Card,
            number: 2,
        });
        assert!(wanted.still());
        newest.set(ReadId {
            slot: Slot::Matches,
            number: 3,
        });
        assert!(!wanted.still() && wanted.or_newer());
    }

    #[test]
    fn a_read_is_wanted_by_nobody_once_its_screen_has_gone() {
        let newest = Newest::default();
        let id = |number| ReadId {
            slot: Slot::Review,
            number,
        };
        newest.set(id(1));
        let wanted = newest.wanted(id(1));
        newest.nobody(id(2));
        assert!(!wanted.still() && !wanted.or_newer());
        newest.set(id(3));
        assert!(!wanted.still() && wanted.or_newer());
        assert!(newest.wanted(id(3)).still());
    }
}
