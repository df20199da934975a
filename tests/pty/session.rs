//! A program in a pseudo-terminal, and what its screen shows.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use super::helper;

/// Long enough for the slowest machine; a test that waits this long has found a hang.
const HANG: Duration = Duration::from_secs(20);

/// All bytes that came, and the screen that they draw.
struct Output {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

/// The program, its terminal, and what came out of it.
pub struct Session {
    pty: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Arc<Mutex<Output>>,
    /// The terminal's settings before the program started.
    before: String,
}

/// The test binary as the program under test.
pub fn program() -> CommandBuilder {
    let mut command = CommandBuilder::new(env::current_exe().expect("this binary has a path"));
    command.args([
        "--ignored",
        "--exact",
        "--nocapture",
        "--test-threads=1",
        helper::NAME,
    ]);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// The emulator has no screen without cells.
fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap_or(NonZero::<u16>::MIN)
}

fn settings(pty: &dyn MasterPty) -> String {
    format!("{:?}", pty.get_termios())
}

impl Session {
    /// The program in a window of 80×24, ready for keys.
    pub fn start() -> Session {
        let session = Session::with(program(), 80, 24);
        session.wait_for("ready 80x24");
        session
    }

    /// A command in a window of that size.
    pub fn with(command: CommandBuilder, columns: u16, rows: u16) -> Session {
        let pty = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let before = settings(&*pty.master);
        let child = pty
            .slave
            .spawn_command(command)
            .expect("the program starts");
        let keys = pty.master.take_writer().expect("a keyboard");
        let mut screen = pty.master.try_clone_reader().expect("a screen");
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        let output = Arc::new(Mutex::new(Output {
            parser,
            bytes: Vec::new(),
        }));
        let sink = Arc::clone(&output);
        thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(count @ 1..) = screen.read(&mut chunk) {
                let mut output = sink.lock().expect("no test panics while it reads");
                output.parser.process(&chunk[..count]);
                output.bytes.extend_from_slice(&chunk[..count]);
            }
        });
        Session {
            pty,
            child,
            keys,
            output,
            before,
        }
    }

    /// Types bytes as a keyboard sends them.
    pub fn send(&mut self, keys: &str) {
        self.keys
            .write_all(keys.as_bytes())
            .and_then(|()| self.keys.flush())
            .expect("typed");
    }

    /// Changes the window's size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.output
            .lock()
            .expect("output")
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.pty
            .master
            .resize(size(columns, rows))
            .expect("another size");
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        self.output
            .lock()
            .expect("output")
            .parser
            .screen()
            .contents()
    }

    /// Every byte that the program wrote.
    pub fn bytes(&self) -> Vec<u8> {
        self.output.lock().expect("output").bytes.clone()
    }

    /// Waits until the screen shows something.
    pub fn wait_for(&self, text: &str) {
        let shown = || {
            let now = self.text();
            if now.contains(text) { Ok(()) } else { Err(now) }
        };
        wait_or(shown, |now| format!("“{text}”; the screen shows\n{now}"));
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program is there");
    }

    /// The program's process.
    pub fn pid(&self) -> Pid {
        let id = self
            .child
            .process_id()
            .and_then(|id| i32::try_from(id).ok());
        id.and_then(Pid::from_raw).expect("a process")
    }

    /// Waits until the system says that the process is in a state: `T` is stopped.
    pub fn wait_for_state(&self, state: char) {
        wait(&format!("state {state}"), || {
            (self.state() == Some(state)).then_some(())
        });
    }

    fn state(&self) -> Option<char> {
        let stat =
            fs::read_to_string(format!("/proc/{}/stat", self.pid().as_raw_nonzero())).ok()?;
        stat.rsplit_once(") ")?.1.chars().next()
    }

    /// Waits for the end and answers with the exit code.
    pub fn code(&mut self) -> u32 {
        let status = wait("the end of the program", || {
            self.child.try_wait().expect("a child")
        });
        // What it wrote last may still be on its way.
        thread::sleep(Duration::from_millis(50));
        assert_eq!(status.signal(), None, "ended by itself");
        status.exit_code()
    }

    /// Waits for the end, asking the program to end if it has a question; the way does not matter.
    pub fn end(&mut self) {
        for _ in 0..200 {
            if self.child.try_wait().expect("a child").is_some() {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        self.signal(Signal::TERM);
        self.code();
    }

    /// The column of the last such sign in every row of the screen that has one.
    pub fn columns_of(&self, sign: char) -> Vec<usize> {
        let output = self.output.lock().expect("output");
        let screen = output.parser.screen();
        let (rows, columns) = screen.size();
        let (rows, columns) = (rows.get(), columns.get());
        let is = |row, column| {
            let cell = screen.cell(row, column);
            cell.is_some_and(|cell| cell.contents().contains(sign))
        };
        let last = |row| (0..columns).rev().find(|column| is(row, *column));
        (0..rows).filter_map(last).map(usize::from).collect()
    }

    /// Hundredths of a second of processor time that it has used.
    pub fn ticks(&self) -> u64 {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let stat = fs::read_to_string(path).expect("a process");
        let fields = stat.rsplit_once(") ").expect("fields").1;
        let number = |at: usize| fields.split(' ').nth(at)?.parse::<u64>().ok();
        number(11)
            .zip(number(12))
            .map_or(0, |(own, systems)| own + systems)
    }

    /// Whether the shell has its terminal back: settings, page, cursor, paste and mouse.
    pub fn assert_clean(&self) {
        assert_eq!(
            settings(&*self.pty.master),
            self.before,
            "the terminal's settings"
        );
        let output = self.output.lock().expect("output");
        let screen = output.parser.screen();
        assert!(!screen.alternate_screen(), "the normal page");
        assert!(!screen.hide_cursor(), "a visible cursor");
        assert!(!screen.bracketed_paste(), "no bracketed paste");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }

    /// Whether the alternate page is shown.
    pub fn alternate(&self) -> bool {
        let output = self.output.lock().expect("output");
        output.parser.screen().alternate_screen()
    }

    /// Whether the program has the terminal: raw, on its own page.
    pub fn assert_taken(&self) {
        assert_ne!(settings(&*self.pty.master), self.before);
        let output = self.output.lock().expect("output");
        assert!(
            output.parser.screen().alternate_screen() && output.parser.screen().bracketed_paste()
        );
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks again and again until there is an answer.
pub fn wait<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    wait_or(|| ask().ok_or(()), |()| what.to_owned())
}

/// The same; what was there instead goes into the complaint.
fn wait_or<T, E>(mut ask: impl FnMut() -> Result<T, E>, complaint: impl Fn(E) -> String) -> T {
    let start = Instant::now();
    loop {
        match ask() {
            Ok(answer) => return answer,
            Err(instead) if start.elapsed() > HANG => {
                panic!("waited in vain for {}", complaint(instead))
            }
            Err(_) => thread::sleep(Duration::from_millis(5)),
        }
    }
}
