//! The thread that reads keys, pastes, the mouse and new sizes.

use std::io;
use std::thread;
use std::time::Instant;

use crossterm::event::Event;

use super::inbox::{Ending, Sender};
use super::keys::Translator;
use super::platform;

/// Starts reading; what was typed before waits in the terminal. The thread lives as long as the
/// process: nothing can wake it from a read.
pub(super) fn start(inbox: Sender) -> io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || {
        let mut translator = Translator::default();
        loop {
            match crossterm::event::read() {
                Ok(Event::Resize(..)) if platform::WATCHES_SIZE => {}
                Ok(event) => {
                    if let Some(msg) = translator.msg(event, Instant::now()) {
                        inbox.post(msg);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return inbox.end(Ending::Signal(129)),
            }
        }
    })?;
    Ok(())
}
