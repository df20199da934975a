//! Unix: termios, signals, hang-up.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, getpgrp, getpid, getsid};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    OptionalActions, Termios, isatty, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::protocol::Msg;
use crate::runtime::inbox::{Ending, Sender};
use crate::runtime::restore::restore;

/// The terminal's settings as they were before raw mode.
static COOKED: OnceLock<Termios> = OnceLock::new();

/// How long the loop may take to end by itself before the watching thread ends the process.
const PATIENCE: Duration = Duration::from_millis(700);

/// How long a terminal may take to accept the bytes that restore it.
const ACCEPTS: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};

/// Whether [`watch`] reports changes of size: from before the first frame on, none is missed.
pub const WATCHES_SIZE: bool = true;

/// Whether keys come from a terminal and the screen goes to one.
pub fn is_terminal() -> bool {
    isatty(stdin()) && isatty(stdout())
}

/// Turns raw mode on: every key arrives at once, none is shown or acted on by the system.
pub fn raw() -> io::Result<()> {
    let now = tcgetattr(stdin())?;
    let mut raw = COOKED.get_or_init(|| now).clone();
    raw.make_raw();
    Ok(tcsetattr(stdin(), OptionalActions::Now, &raw)?)
}

/// Turns reports of the mouse on: buttons and wheel, with columns beyond 223.
pub fn mouse_on() -> io::Result<()> {
    write_all(b"\x1b[?1000h\x1b[?1006h")
}

/// Puts the settings back that [`raw`] found. Never waits, never fails aloud. From the
/// background it does nothing: the terminal then belongs to somebody else.
pub fn cooked() {
    let ours = tcgetpgrp(stdin()).is_ok_and(|foreground| foreground == getpgrp());
    if let Some(cooked) = COOKED.get().filter(|_| ours) {
        let _ = tcsetattr(stdin(), OptionalActions::Now, cooked);
    }
}

/// Columns and rows of the terminal; `(0, 0)` when it does not say.
pub fn size() -> (u16, u16) {
    tcgetwinsize(stdout()).map_or((0, 0), |size| (size.ws_col, size.ws_row))
}

/// Writes straight to the terminal, past every buffer and lock. Gives up when the terminal is
/// gone or does not take the bytes soon.
pub fn write_now(bytes: &[u8]) {
    let mut left = bytes;
    while !left.is_empty() {
        let out = stdout();
        let mut ready = [PollFd::new(&out, PollFlags::OUT)];
        if !matches!(poll(&mut ready, Some(&ACCEPTS)), Ok(1..))
            || !ready[0].revents().contains(PollFlags::OUT)
        {
            return;
        }
        match rustix::io::write(out, left) {
            Ok(written) => left = left.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

/// Writes a frame, as long as it takes.
pub fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut left = bytes;
    while !left.is_empty() {
        match rustix::io::write(stdout(), left) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => left = left.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            // The program before us left the terminal in a mode that does not wait.
            Err(rustix::io::Errno::AGAIN) => {
                let out = stdout();
                poll(&mut [PollFd::new(&out, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Whether the terminal has gone away.
pub fn hung_up() -> bool {
    let input = stdin();
    let mut gone = [PollFd::new(&input, PollFlags::empty())];
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    matches!(poll(&mut gone, Some(&now)), Ok(1..))
}

/// Ends the process at once, without waiting for any thread.
pub fn exit_now(code: u8) -> ! {
    signal_hook::low_level::exit(i32::from(code))
}

/// Whether somebody could continue us after a stop: a shell with job control gives every job a
/// group of its own, so in the session leader's group nobody is left to do it.
pub fn can_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process; `everybody` stops the whole job, so that the shell sees it stop even when
/// another program started us. Whoever continues us is reported by [`watch`].
pub fn stop(everybody: bool) -> io::Result<()> {
    if everybody {
        rustix::process::kill_current_process_group(Signal::STOP)?;
    } else {
        rustix::process::kill_process(getpid(), Signal::STOP)?;
    }
    Ok(())
}

/// From now on every other thread goes before the calling one, where the system can say so of a
/// thread: elsewhere the whole program would step back.
pub fn give_way() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 19);
}

/// Which terminal this is, stable as long as its window stands: `pts/3`.
pub fn terminal_name() -> Option<String> {
    let name = rustix::termios::ttyname(stdin(), Vec::new()).ok()?;
    let name = name.into_string().ok()?;
    Some(name.strip_prefix("/dev/").unwrap_or(&name).to_owned())
}

/// Adds a line to a file that only its owner may read, made when it is not there.
pub fn append_private(path: &Path, line: &str) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path)?;
    writeln!(file, "{line}")
}

/// Starts the thread that watches for signals, new sizes among them.
pub fn watch(inbox: &Sender) -> io::Result<()> {
    let watched = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let mut signals = Signals::new(watched)?;
    let to_loop = inbox.clone();
    thread::Builder::new().name("watch".into()).spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGTSTP => to_loop.stop(),
                SIGCONT => to_loop.continued(),
                SIGWINCH => {
                    let (columns, rows) = size();
                    to_loop.post(Msg::Resize(columns, rows));
                }
                _ => end(&to_loop, 128 + u8::try_from(signal).unwrap_or(0)),
            }
        }
    })?;
    Ok(())
}

/// Starts the thread that watches for a terminal that goes away.
pub fn watch_hang_up(inbox: &Sender) -> io::Result<()> {
    let to_loop = inbox.clone();
    thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || {
            let input = stdin();
            // Without flags only hang-up and errors are reported. crossterm notices neither: it
            // would read a dead terminal for ever at full speed.
            let mut gone = [PollFd::new(&input, PollFlags::empty())];
            while matches!(poll(&mut gone, None), Err(rustix::io::Errno::INTR)) {}
            end(&to_loop, 129);
        })?;
    Ok(())
}

/// Asks the loop to end, and ends the process when it does not. A transaction in flight is
/// finished by the writer within that time, or rolled back by the next opening.
fn end(inbox: &Sender, code: u8) {
    inbox.end(Ending::signal(code));
    thread::sleep(PATIENCE);
    restore();
    exit_now(code);
}
