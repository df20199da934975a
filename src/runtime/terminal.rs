//! The terminal: taking it, drawing on it, giving it back.

use std::io::{self, Write};

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::platform;
use super::restore::{ENTER, in_use, restore, taken};

/// The drawn side of the terminal. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Output>>,
    size: (u16, u16),
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, the mouse if wanted.
    pub fn take(mouse: bool) -> io::Result<Screen> {
        // crossterm would read NO_COLOR and then drop reverse and bold too, so that the selected
        // line vanishes. The theme honours NO_COLOR; here everything it says is written.
        crossterm::style::force_color_output(true);
        // Half taken is as bad as not given back.
        enter(mouse).inspect_err(|_| restore())?;
        let size = platform::size();
        Ok(Screen {
            terminal: page(size)?,
            size,
            mouse,
        })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Asks the terminal for its size and begins a clean page, whatever was on it.
    pub fn renew(&mut self) -> io::Result<()> {
        self.size = platform::size();
        // A new page instead of `Terminal::clear`, which would ask the terminal where the cursor
        // is and fight with the input thread for the answer.
        self.terminal = page(self.size)?;
        platform::write_all(b"\x1b[0m\x1b[2J")
    }

    /// Takes the terminal again after somebody else had it.
    pub fn retake(&mut self) -> io::Result<()> {
        enter(self.mouse)?;
        self.renew()
    }

    /// Draws a frame; only what differs from the last one is written.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if self.size.0 == 0 || self.size.1 == 0 {
            return Ok(());
        }
        self.terminal.draw(view).map(|_| ())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    taken();
    platform::raw()?;
    platform::write_all(ENTER)?;
    if mouse { platform::mouse_on() } else { Ok(()) }
}

/// A fixed page: its size changes when we say so, never in the middle of a frame.
fn page((columns, rows): (u16, u16)) -> io::Result<Terminal<CrosstermBackend<Output>>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    Terminal::with_options(
        CrosstermBackend::new(Output::default()),
        TerminalOptions { viewport },
    )
}

/// Collects a frame and writes it in one piece, unless the terminal is no longer ours.
#[derive(Debug, Default)]
struct Output {
    frame: Vec<u8>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = if in_use() {
            platform::write_all(&self.frame)
        } else {
            Ok(())
        };
        self.frame.clear();
        written
    }
}
