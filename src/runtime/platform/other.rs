//! Systems without termios and signals; see the module above for what that means.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::runtime::inbox::Sender;

/// Whether [`watch`] reports changes of size; here they come with the keys.
pub const WATCHES_SIZE: bool = false;

/// Whether keys come from a terminal and the screen goes to one.
pub fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Turns raw mode on: every key arrives at once, none is shown or acted on by the system.
pub fn raw() -> io::Result<()> {
    // Asking also turns the console's understanding of escape sequences on.
    crossterm::ansi_support::supports_ansi();
    crossterm::terminal::enable_raw_mode()
}

/// Turns reports of the mouse on; the console has a mode of its own for them.
pub fn mouse_on() -> io::Result<()> {
    crossterm::execute!(io::stdout(), crossterm::event::EnableMouseCapture)
}

/// Puts the settings back that [`raw`] found.
pub fn cooked() {
    let _ = crossterm::execute!(io::stdout(), crossterm::event::DisableMouseCapture);
    let _ = crossterm::terminal::disable_raw_mode();
}

/// Columns and rows of the terminal; `(0, 0)` when it does not say.
pub fn size() -> (u16, u16) {
    crossterm::terminal::size().unwrap_or((0, 0))
}

/// Writes straight to the terminal and ignores errors.
pub fn write_now(bytes: &[u8]) {
    let mut out = io::stdout();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Writes a frame, as long as it takes.
pub fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes)?;
    out.flush()
}

/// Whether the terminal has gone away; a closed console ends the process before we could ask.
pub fn hung_up() -> bool {
    false
}

/// Ends the process at once.
pub fn exit_now(code: u8) -> ! {
    std::process::exit(i32::from(code))
}

/// There is no stopping in the background here.
pub fn can_stop() -> bool {
    false
}

/// Cannot be done here.
pub fn stop(_everybody: bool) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Threads are not told apart here.
pub fn give_way() {}

/// Windows Terminal names its tabs; the plain console does not.
pub fn terminal_name() -> Option<String> {
    std::env::var("WT_SESSION").ok()
}

/// Adds a line to a file, made when it is not there; the folder's rights protect it.
pub fn append_private(path: &Path, line: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    writeln!(file, "{line}")
}

/// Nothing to watch.
pub fn watch_hang_up(_inbox: &Sender) -> io::Result<()> {
    Ok(())
}

/// Nothing to watch.
pub fn watch(_inbox: &Sender) -> io::Result<()> {
    Ok(())
}
