//! Signals, as flags that are looked at in time.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

/// A file that may not grow any more must answer with an error like a full disk, not end us.
#[cfg(unix)]
pub fn outlive_full_files() {
    use signal_hook::consts::SIGXFSZ;
    // Where this fails, the system ends us as it ends everybody else.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}

/// Windows knows no such signal.
#[cfg(not(unix))]
pub fn outlive_full_files() {}

/// The number of the signal that asked to stop, Ctrl+C or a request to end; 0 for none.
///
/// # Errors
/// When the system does not let us listen.
#[cfg(unix)]
pub fn asked_to_stop() -> io::Result<Arc<AtomicUsize>> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let asked = Arc::default();
    for signal in [SIGINT, SIGTERM] {
        let number = usize::try_from(signal).unwrap_or_default();
        signal_hook::flag::register_usize(signal, Arc::clone(&asked), number)?;
    }
    Ok(asked)
}

/// On Windows Ctrl+C ends the process; what was not committed is not in the book.
#[cfg(not(unix))]
pub fn asked_to_stop() -> io::Result<Arc<AtomicUsize>> {
    Ok(Arc::default())
}
