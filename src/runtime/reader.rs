//! The thread that reads the book. It answers the newest question of every slot, looks once a
//! second whether somebody else changed the book, and tends the index in between.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::book::{Newest, Reading};
use super::inbox::Sender;
use crate::protocol::{Failure, Msg, Query, ReadId};

/// How often the book is asked whether somebody else changed it.
const LOOK: Duration = Duration::from_secs(1);

/// How often work in the background is asked how far it has come.
const TEND: Duration = Duration::from_millis(20);

/// What the reader is asked.
#[derive(Debug)]
pub(super) enum Request {
    /// Answer this.
    Read(ReadId, Query),
    /// Our own writer changed the book: look now.
    Look,
}

/// Starts the reader; it answers all that was asked already, and whatever will be.
pub(super) fn start(
    book: Box<dyn Reading>,
    newest: Newest,
    inbox: Sender,
    requests: Receiver<Request>,
) -> io::Result<()> {
    let reader = Reader {
        book,
        newest,
        inbox,
        last_look: Instant::now(),
        to_tend: true,
        failing: false,
    };
    thread::Builder::new()
        .name("reader".into())
        .spawn(move || reader.run(&requests))?;
    Ok(())
}

struct Reader {
    book: Box<dyn Reading>,
    newest: Newest,
    inbox: Sender,
    last_look: Instant,
    /// Whether the index may have something left to do.
    to_tend: bool,
    /// Whether the last look failed; said once, not every second.
    failing: bool,
}

impl Reader {
    fn run(mut self, requests: &Receiver<Request>) {
        while let Some(batch) = self.wait(requests) {
            let poked = batch.iter().any(|request| matches!(request, Request::Look));
            if poked || self.last_look.elapsed() >= LOOK {
                self.look();
            }
            for (id, query) in newest_of_each(batch) {
                let wanted = self.newest.wanted(id).told(self.inbox.clone());
                let answer = if wanted.still() {
                    self.book.answer(&query, &wanted)
                } else {
                    Err(Failure::Cancelled)
                };
                self.inbox.post(Msg::Read(id, answer));
            }
            if self.to_tend {
                self.tend();
            }
        }
    }

    /// All that is asked by now; empty when it is only time to look or to tend. `None` at the end.
    fn wait(&self, requests: &Receiver<Request>) -> Option<Vec<Request>> {
        let to_look = LOOK.saturating_sub(self.last_look.elapsed());
        let patience = if self.to_tend {
            to_look.min(TEND)
        } else {
            to_look
        };
        let first = match requests.recv_timeout(patience) {
            Ok(request) => Some(request),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        Some(first.into_iter().chain(requests.try_iter()).collect())
    }

    fn look(&mut self) {
        self.last_look = Instant::now();
        match self.book.changed() {
            Ok(changed) => {
                self.failing = false;
                if changed {
                    self.to_tend = true;
                    self.inbox.post(Msg::FileChanged);
                }
            }
            Err(failure) if !self.failing => {
                self.failing = true;
                self.inbox.post(Msg::Noticed(failure));
            }
            Err(_) => {}
        }
    }

    fn tend(&mut self) {
        let percent = self.book.tend();
        self.to_tend = percent.is_some_and(|percent| percent < 100);
        if let Some(percent) = percent {
            self.inbox.post(Msg::Indexed(percent));
        }
    }
}

/// The reads of a batch, without those that a later one of the same slot replaces.
pub(super) fn newest_of_each(batch: Vec<Request>) -> Vec<(ReadId, Query)> {
    let mut reads: Vec<(ReadId, Query)> = Vec::new();
    for request in batch {
        if let Request::Read(id, query) = request {
            reads.retain(|(older, _)| older.slot != id.slot);
            reads.push((id, query));
        }
    }
    reads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Slot;

    fn read(slot: Slot, number: u64) -> Request {
        Request::Read(ReadId { slot, number }, Query::Staff)
    }

    #[test]
    fn of_many_keystrokes_only_the_last_is_searched() {
        let batch = vec![
            read(Slot::Matches, 1),
            read(Slot::Card, 2),
            Request::Look,
            read(Slot::Matches, 3),
        ];
        let numbers: Vec<_> = newest_of_each(batch)
            .iter()
            .map(|(id, _)| id.number)
            .collect();
        assert_eq!(numbers, [2, 3]);
    }
}
