//! How far something long has come, and Ctrl+C that stops it in order.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::exit::{Exit, Failing};
use super::output::Output;
use super::signals::asked_to_stop;
use crate::domain::hygiene::visible;
use crate::store::StopRead;
use crate::text::{Lang, Say};

/// What is done sooner than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How something looks whose end nobody knows.
const UNCOUNTED: &str = "{msg} {elapsed}. {prefix}";

/// The number of the signal that asks programs to end.
const TERMINATED: usize = 15;

/// A bar with what is left on standard error where that is a terminal, shown when it takes long.
pub struct Progress {
    bar: ProgressBar,
    shown: bool,
    since: Instant,
    /// The signal that asked to stop, 0 for none.
    asked: Arc<AtomicUsize>,
}

impl Progress {
    /// Begins; from now on Ctrl+C asks instead of ending the program.
    ///
    /// # Errors
    /// When the system does not let us listen to Ctrl+C.
    pub fn start(out: &Output, what: &str, lang: Lang) -> io::Result<Progress> {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let left = Say::CliProgressLeft.in_(lang);
        let style = format!("{{msg}} {{wide_bar}} {{percent:>3}} %, {{eta}} {left}. {{prefix}}");
        let signs = if out.style().ascii { "#-" } else { "█░" };
        if let Ok(style) = ProgressStyle::with_template(&style) {
            bar.set_style(style.progress_chars(signs));
        }
        bar.set_message(visible(what).into_owned());
        bar.set_prefix(Say::CliProgressStop.in_(lang));
        Ok(Progress {
            bar,
            shown: out.style().quiet,
            since: Instant::now(),
            asked: asked_to_stop()?,
        })
    }

    /// So much is done of all.
    pub fn step(&mut self, done: u64, all: u64) -> ControlFlow<()> {
        if !self.shown && self.since.elapsed() >= PATIENCE {
            self.shown = true;
            // Draws nothing where standard error is no terminal.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_length(all.max(1));
        self.bar.set_position(done.min(all));
        if self.stopped() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// All is read, and what follows ends nobody knows when: it is made ready and handed to the disk.
    pub fn goes_to_disk(&mut self, what: &str) {
        if let Ok(style) = ProgressStyle::with_template(UNCOUNTED) {
            self.bar.set_style(style);
        }
        self.bar.set_message(visible(what).into_owned());
        self.bar.enable_steady_tick(PATIENCE);
    }

    /// For one long step that nobody can count: what asks whether to stop also shows, once it
    /// takes long, for how long it has been under way.
    pub fn under_way(&self, what: &str) -> StopRead {
        if let Ok(style) = ProgressStyle::with_template(UNCOUNTED) {
            self.bar.set_style(style);
        }
        self.bar.set_message(visible(what).into_owned());
        let (bar, since, asked) = (self.bar.clone(), self.since, Arc::clone(&self.asked));
        let mut shown = self.shown;
        Box::new(move || {
            if !shown && since.elapsed() >= PATIENCE {
                shown = true;
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(PATIENCE);
            }
            asked.load(Ordering::Relaxed) != 0
        })
    }

    /// From now on there is nothing to be seen of it.
    pub fn stays_hidden(&mut self) {
        self.shown = true;
    }

    /// Asks whether somebody asked to stop, from wherever the work is done.
    pub fn stop(&self) -> StopRead {
        let asked = Arc::clone(&self.asked);
        Box::new(move || asked.load(Ordering::Relaxed) != 0)
    }

    /// Whether somebody asked to stop.
    pub fn stopped(&self) -> bool {
        self.asked.load(Ordering::Relaxed) != 0
    }

    /// The same end with the code of the signal that brought it about.
    #[must_use]
    pub fn by_signal(&self, failing: Failing) -> Failing {
        let exit = match (failing.exit, self.asked.load(Ordering::Relaxed)) {
            (Exit::Interrupted, TERMINATED) => Exit::Terminated,
            (exit, _) => exit,
        };
        Failing { exit, ..failing }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl crate::exchange::import::Progress for Progress {
    fn tick(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        self.step(done, total)
    }
}
