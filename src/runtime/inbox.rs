//! The one inbox: everything that happens reaches the loop here, in one order.

use std::collections::VecDeque;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::protocol::{Msg, Timer};

/// The most messages that are taken in before the screen is drawn again. A terminal that
/// floods us with input must still see frames.
const BATCH: usize = 512;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person left.
    Quit,
    /// A signal, or the terminal went away; the code is 128 + n.
    Signal(u8),
    /// The terminal no longer takes what we draw.
    NoOutput,
}

impl Ending {
    /// An ending by a signal with its exit code.
    pub(super) fn signal(code: u8) -> Ending {
        Ending::Signal(code)
    }

    /// The exit code of the process.
    pub fn code(self) -> u8 {
        match self {
            Ending::Quit => 0,
            Ending::Signal(code) => code,
            Ending::NoOutput => 74,
        }
    }
}

/// What arrives: a message for the shell, or something that concerns the terminal itself.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "moved once; a box would cost every key an allocation"
)]
pub(super) enum Incoming {
    /// For the shell.
    Msg(Msg),
    /// Somebody asks us to stop in the background.
    Stop,
    /// We were stopped and go on; the terminal may look like anything.
    Continued,
    /// End now, in order.
    End(Ending),
}

/// The end of the inbox that every thread holds.
#[derive(Debug, Clone)]
pub struct Sender(mpsc::Sender<Incoming>);

impl Sender {
    /// Posts a message. When nobody listens any more, the program is ending and nothing is owed.
    pub(super) fn post(&self, msg: Msg) {
        let _ = self.0.send(Incoming::Msg(msg));
    }

    /// Asks the loop to stop in the background.
    pub(super) fn stop(&self) {
        let _ = self.0.send(Incoming::Stop);
    }

    /// Tells the loop that it runs again.
    pub(super) fn continued(&self) {
        let _ = self.0.send(Incoming::Continued);
    }

    /// Asks the loop to end.
    pub(super) fn end(&self, ending: Ending) {
        let _ = self.0.send(Incoming::End(ending));
    }
}

/// The end that the loop holds, with its timers.
#[derive(Debug)]
pub(super) struct Inbox {
    receiver: mpsc::Receiver<Incoming>,
    /// Kept so that the channel never closes while the loop runs.
    sender: Sender,
    timers: Vec<(Instant, Timer)>,
}

impl Inbox {
    /// An empty inbox.
    pub(super) fn new() -> Inbox {
        let (sender, receiver) = mpsc::channel();
        Inbox {
            receiver,
            sender: Sender(sender),
            timers: Vec::new(),
        }
    }

    /// Another sender.
    pub(super) fn sender(&self) -> Sender {
        self.sender.clone()
    }

    /// Posts `timer` after `delay`; one that waits already starts anew.
    pub(super) fn wake(&mut self, timer: Timer, delay: Duration, now: Instant) {
        self.forget(timer);
        self.timers.push((now + delay, timer));
    }

    /// Takes a timer back.
    pub(super) fn forget(&mut self, timer: Timer) {
        self.timers.retain(|(_, waiting)| *waiting != timer);
    }

    /// Waits until something happens and takes in all that has happened by then. Sleeps
    /// without waking up when there is nothing to do and no timer runs.
    pub(super) fn wait(&mut self) -> VecDeque<Incoming> {
        let mut batch = VecDeque::new();
        let first = match self.timers.iter().map(|(due, _)| *due).min() {
            None => self.receiver.recv().ok(),
            Some(due) => {
                let left = due.saturating_duration_since(Instant::now());
                self.receiver.recv_timeout(left).ok()
            }
        };
        batch.extend(first);
        batch.extend(self.receiver.try_iter().take(BATCH));
        batch.extend(self.due(Instant::now()));
        batch
    }

    /// The timers that have run out, in the order in which they did.
    fn due(&mut self, now: Instant) -> Vec<Incoming> {
        let (mut due, waiting): (Vec<_>, Vec<_>) =
            self.timers.drain(..).partition(|(at, _)| *at <= now);
        self.timers = waiting;
        due.sort_by_key(|(at, _)| *at);
        due.into_iter()
            .map(|(_, timer)| Incoming::Msg(Msg::Woke(timer)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn woken(batch: VecDeque<Incoming>) -> Vec<Timer> {
        let timer = |incoming| match incoming {
            Incoming::Msg(Msg::Woke(timer)) => Some(timer),
            _ => None,
        };
        batch.into_iter().filter_map(timer).collect()
    }

    #[test]
    fn messages_come_out_in_the_order_in_which_they_were_posted() {
        let mut inbox = Inbox::new();
        let sender = inbox.sender();
        sender.post(Msg::Resize(1, 1));
        sender.stop();
        sender.post(Msg::Resize(2, 2));
        let batch = inbox.wait();
        assert!(matches!(batch[0], Incoming::Msg(Msg::Resize(1, 1))));
        assert!(matches!(batch[1], Incoming::Stop));
        assert!(matches!(batch[2], Incoming::Msg(Msg::Resize(2, 2))));
    }

    #[test]
    fn a_flood_is_taken_in_by_batches() {
        let mut inbox = Inbox::new();
        for _ in 0..2 * BATCH {
            inbox.sender().post(Msg::FileChanged);
        }
        assert_eq!(inbox.wait().len(), BATCH + 1);
    }

    #[test]
    fn timers_run_out_in_their_order_and_once() {
        let mut inbox = Inbox::new();
        let past = Instant::now()
            .checked_sub(Duration::from_millis(50))
            .expect("the computer has run that long");
        inbox.wake(Timer::Notice(2), Duration::from_millis(2), past);
        inbox.wake(Timer::Notice(1), Duration::from_millis(1), past);
        inbox.wake(Timer::Minute, Duration::from_hours(1), past);
        assert_eq!(woken(inbox.wait()), [Timer::Notice(1), Timer::Notice(2)]);
        assert_eq!(inbox.timers.len(), 1);
    }

    #[test]
    fn a_timer_that_is_set_again_starts_anew() {
        let mut inbox = Inbox::new();
        let now = Instant::now();
        inbox.wake(Timer::Minute, Duration::ZERO, now);
        inbox.wake(Timer::Minute, Duration::from_hours(1), now);
        inbox.wake(Timer::Notice(1), Duration::ZERO, now);
        inbox.forget(Timer::Notice(7));
        assert_eq!(woken(inbox.wait()), [Timer::Notice(1)]);
    }
}
