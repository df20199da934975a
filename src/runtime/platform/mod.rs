//! Everything that differs between systems: raw mode, signals, a terminal that goes away,
//! stopping in the background. No other module asks which system this is.
//!
//! Windows has no signals that reach a program in raw mode: Ctrl+C arrives as a key, a closed
//! console ends the process and `SQLite` rolls back on the next opening, and there is no stopping
//! in the background. Its functions say so by doing nothing or answering `false`.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use other::*;
#[cfg(unix)]
pub use unix::*;
