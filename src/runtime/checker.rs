//! The thread that looks through the whole file for damage: once the index is built, when a new
//! day begins, and when something in the file could not be read. In between it sleeps.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::book::Checking;
use super::inbox::Sender;
use super::platform;
use super::reader::Request;
use crate::domain::Day;
use crate::protocol::{Failure, Msg};

/// How long leaving waits for a check that was told to stop.
const STOPS: Duration = Duration::from_millis(200);

/// What the checker is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// See whether a check is due.
    Due,
    /// Something could not be read: check, whether or not it is due.
    Suspected,
}

/// Tells a running check to stop; cheap enough to ask thousands of times.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on it is to stop.
    pub(super) fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub fn now(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The loop's end of the checker.
#[derive(Debug)]
pub(super) struct Checker {
    asks: mpsc::Sender<Ask>,
    stop: Stop,
    ended: Receiver<()>,
    /// The day on which it was asked last.
    day: Option<Day>,
    /// Something could not be read, and a check was asked for: once, whatever it finds.
    suspected: bool,
}

/// The checker's end.
#[derive(Debug)]
pub(super) struct Rounds {
    asks: Receiver<Ask>,
    stop: Stop,
    /// Dropped at the end, which the other side hears.
    #[expect(dead_code, reason = "its end is what it says")]
    ends: mpsc::Sender<()>,
}

impl Checker {
    /// A checker that waits to be started.
    pub(super) fn new() -> (Checker, Rounds) {
        let (asks, to_do) = mpsc::channel();
        let (ends, ended) = mpsc::channel();
        let stop = Stop::default();
        let rounds = Rounds {
            asks: to_do,
            stop: stop.clone(),
            ends,
        };
        let checker = Checker {
            asks,
            stop,
            ended,
            day: None,
            suspected: false,
        };
        (checker, rounds)
    }

    /// The index is there: from now on the disk has time for a check.
    pub(super) fn begin(&mut self, today: Day) {
        if self.day.is_none() {
            self.ask_on(today);
        }
    }

    /// A day may have begun. Before [`Checker::begin`] that means nothing.
    pub(super) fn today_is(&mut self, today: Day) {
        if self.day.is_some_and(|day| day != today) {
            self.ask_on(today);
        }
    }

    fn ask_on(&mut self, today: Day) {
        self.day = Some(today);
        let _ = self.asks.send(Ask::Due);
    }

    /// Something in the file could not be read.
    pub(super) fn suspect(&mut self) {
        if !std::mem::replace(&mut self.suspected, true) {
            let _ = self.asks.send(Ask::Suspected);
        }
    }

    /// Stops a check that runs; it stays due.
    pub(super) fn stop(self) -> Stopping {
        self.stop.stop();
        Stopping(self.ended)
    }
}

/// A checker that was told to stop.
#[derive(Debug)]
pub(super) struct Stopping(Receiver<()>);

impl Stopping {
    /// Waits until it has let go of the book; not for long.
    pub(super) fn wait(self) {
        let _ = self.0.recv_timeout(STOPS);
    }
}

impl Rounds {
    /// Starts the checker. After each check the reader looks what became of the book.
    pub(super) fn start(
        self,
        mut book: Box<dyn Checking>,
        inbox: Sender,
        reader: mpsc::Sender<Request>,
    ) -> io::Result<()> {
        thread::Builder::new().name("check".into()).spawn(move || {
            platform::give_way();
            while let Ok(ask) = self.asks.recv() {
                if self.stop.now() {
                    return;
                }
                match book.check(ask == Ask::Suspected, &self.stop) {
                    Ok(true) => {
                        let _ = reader.send(Request::Look);
                    }
                    Ok(false) => {}
                    Err(failure) if is_quiet(&failure) => {}
                    Err(failure) => inbox.post(Msg::Noticed(failure)),
                }
            }
        })?;
        Ok(())
    }
}

/// What keeps a check from its end without anything to tell: another terminal writes, the book
/// is for looking only, the program ends, or the reader says it anyway.
fn is_quiet(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Busy(_)
            | Failure::ReadOnly
            | Failure::Cancelled
            | Failure::Moved
            | Failure::Newer
            | Failure::DiskFull
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::inbox::{Inbox, Incoming};

    /// A file whose check ends only when it is told to, or fails.
    struct File {
        asked: mpsc::Sender<bool>,
        endless: bool,
    }

    impl Checking for File {
        fn check(&mut self, anyway: bool, stop: &Stop) -> Result<bool, Failure> {
            self.asked.send(anyway).expect("somebody listens");
            while self.endless && !stop.now() {
                thread::yield_now();
            }
            if self.endless {
                Err(Failure::Cancelled)
            } else {
                Ok(true)
            }
        }
    }

    type Started = (Checker, Receiver<bool>, Receiver<Request>, Inbox);

    fn started(endless: bool) -> Started {
        let (checker, rounds) = Checker::new();
        let (asked, asks) = mpsc::channel();
        let (to_reader, looks) = mpsc::channel();
        let inbox = Inbox::new();
        let file = Box::new(File { asked, endless });
        rounds
            .start(file, inbox.sender(), to_reader)
            .expect("a thread");
        (checker, asks, looks, inbox)
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn it_is_asked_when_the_index_is_built_and_on_every_new_day_once() {
        let (mut checker, asks, looks, _inbox) = started(false);
        checker.today_is(day("2026-11-25"));
        checker.begin(day("2026-11-25"));
        checker.begin(day("2026-11-25"));
        checker.today_is(day("2026-11-25"));
        assert_eq!(asks.recv(), Ok(false));
        assert!(matches!(looks.recv(), Ok(Request::Look)));
        checker.today_is(day("2026-11-26"));
        assert_eq!(asks.recv(), Ok(false));
        checker.stop().wait();
        assert_eq!(asks.recv(), Err(mpsc::RecvError), "and no more");
    }

    #[test]
    fn what_could_not_be_read_is_looked_into_once() {
        let (mut checker, asks, _looks, _inbox) = started(false);
        checker.suspect();
        assert_eq!(asks.recv(), Ok(true));
        checker.suspect();
        checker.begin(day("2026-11-25"));
        assert_eq!(asks.recv(), Ok(false));
        checker.stop().wait();
        assert_eq!(asks.recv(), Err(mpsc::RecvError), "and no more");
    }

    #[test]
    fn leaving_ends_a_check_that_would_go_on_for_ever_and_says_nothing() {
        let (mut checker, asks, looks, mut inbox) = started(true);
        checker.begin(day("2026-11-25"));
        asks.recv().expect("it runs");
        checker.stop().wait();
        assert_eq!(asks.recv(), Err(mpsc::RecvError), "the thread has ended");
        assert_eq!(looks.iter().count(), 0);
        inbox.sender().stop();
        let told = inbox.wait();
        assert!(matches!(told.front(), Some(Incoming::Stop)), "{told:?}");
    }
}
