//! A program in a terminal of its own, and when it drew what.

#![allow(dead_code, reason = "each benchmark uses a part")]

use std::io::{Read as _, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Nothing takes longer, unless it never comes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running program, 80 × 24.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    /// What was drawn, with the moment.
    drawn: Receiver<(Instant, Vec<u8>)>,
    /// Kept, because closing it ends the program.
    _master: Box<dyn MasterPty + Send>,
    started: Instant,
}

impl Terminal {
    /// Starts a program.
    pub fn start(mut command: CommandBuilder) -> Terminal {
        command.env("TERM", "xterm-256color");
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).expect("a terminal");
        let (tell, drawn) = channel();
        let mut screen = pty.master.try_clone_reader().expect("the screen");
        let keys = pty.master.take_writer().expect("the keyboard");
        let started = Instant::now();
        let child = pty.slave.spawn_command(command).expect("started");
        drop(pty.slave);
        std::thread::spawn(move || {
            let mut piece = vec![0; 65_536];
            while let Ok(read @ 1..) = screen.read(&mut piece) {
                let _ = tell.send((Instant::now(), piece[..read].to_vec()));
            }
        });
        Terminal {
            child,
            keys,
            drawn,
            _master: pty.master,
            started,
        }
    }

    /// From the start until a text was drawn, or a minute.
    pub fn until(&self, shown: &str) -> Duration {
        let mut seen = Vec::new();
        while let Ok((moment, piece)) = self.drawn.recv_timeout(PATIENCE) {
            seen.extend_from_slice(&piece);
            if String::from_utf8_lossy(&seen).contains(shown) {
                return moment - self.started;
            }
        }
        PATIENCE
    }

    /// Waits until nothing is drawn for so long; the moment of what was drawn last.
    pub fn settled(&self, quiet: Duration) -> Option<Instant> {
        let mut last = None;
        while let Ok((moment, _)) = self.drawn.recv_timeout(quiet) {
            last = Some(moment);
        }
        last
    }

    /// Megabytes of memory that the program holds; `None` where nothing says so.
    pub fn resident(&self) -> Option<f64> {
        let status = format!("/proc/{}/status", self.child.process_id()?);
        let status = std::fs::read_to_string(status).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kilobytes / 1024.0)
    }

    /// Presses a key; how long until the last of what it changed was drawn, if it changed anything.
    pub fn press(&mut self, key: &str, quiet: Duration) -> Option<Duration> {
        let pressed = Instant::now();
        self.keys.write_all(key.as_bytes()).expect("typed");
        self.keys.flush().expect("typed");
        self.settled(quiet).map(|moment| moment - pressed)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
