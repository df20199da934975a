//! The one way back to a usable shell: from the normal end, an error, a signal or a panic in
//! any thread. It takes no lock, prints through no macro and can be called twice.

use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{panic, thread};

use super::platform;

/// Alternate screen, a clean page, bracketed paste.
pub(super) const ENTER: &[u8] = b"\x1b[?1049h\x1b[2J\x1b[H\x1b[?2004h";
/// Every mode off that we or a library below us may have turned on, whatever was on.
const LEAVE: &[u8] =
    b"\x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h";

/// Whether the terminal is ours at the moment. Frames are written only while it is.
static IN_USE: AtomicBool = AtomicBool::new(false);
/// Whether something went so wrong that no further frame may be written.
static FROZEN: AtomicBool = AtomicBool::new(false);
/// What a panic says on the normal screen, complete.
static LAST_WORDS: OnceLock<String> = OnceLock::new();

/// Marks the terminal as ours.
pub(super) fn taken() {
    IN_USE.store(true, Ordering::SeqCst);
}

/// Whether frames may be written.
pub(super) fn in_use() -> bool {
    IN_USE.load(Ordering::SeqCst) && !FROZEN.load(Ordering::SeqCst)
}

/// Gives the terminal back as it was found. Does nothing when it is not ours. When two threads
/// come at once both do it: better twice than cut short by the other one's exit.
pub(super) fn restore() {
    if IN_USE.load(Ordering::SeqCst) {
        platform::write_now(LEAVE);
        platform::cooked();
        IN_USE.store(false, Ordering::SeqCst);
    }
}

/// Makes every panic, in any thread, give the terminal back, say `last_words` on the normal
/// screen and end the process with code 70. The place in the source is added to `log`; what
/// somebody typed or a message could quote is not.
pub(super) fn on_panic(last_words: String, log: Option<PathBuf>) {
    let _ = LAST_WORDS.set(last_words);
    panic::set_hook(Box::new(move |what| give_up(what, log.as_deref())));
}

fn give_up(what: &PanicHookInfo<'_>, log: Option<&Path>) -> ! {
    if FROZEN.swap(true, Ordering::SeqCst) {
        // A panic while handling one, or in a second thread: the first one ends the process.
        thread::sleep(Duration::from_secs(1));
        platform::exit_now(70);
    }
    if thread::current().name() != Some("main") {
        // Let a frame that is on its way out arrive before the page is turned back.
        thread::sleep(Duration::from_millis(20));
    }
    restore();
    if let Some(words) = LAST_WORDS.get() {
        platform::write_now(words.as_bytes());
    }
    let place = place(what);
    platform::write_now(format!("({place})\n").as_bytes());
    if let Some(log) = log {
        // The words on the screen are what counts; a log that cannot be written changes nothing.
        let _ = platform::append_private(log, &place);
    }
    platform::exit_now(70);
}

/// Where it happened: file, line and thread, without the message, which could quote a customer.
fn place(what: &PanicHookInfo<'_>) -> String {
    let place = what
        .location()
        .map_or_else(String::new, ToString::to_string);
    let thread = thread::current();
    let name = thread.name().unwrap_or("?");
    format!("kenal {} · {name} · {place}", env!("CARGO_PKG_VERSION"))
}
