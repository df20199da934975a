//! The thread that reads keys, pastes, the mouse and new sizes.

use std::io;
use std::thread;
use std::time::{Duration, Instant};

use super::inbox::{Ending, Sender};
use super::keys::Translator;
use super::platform;
use crate::protocol::Msg;

/// Starts reading. The thread lives as long as the process: nothing can wake it from a read.
/// `drawn` is the size of the page: a change before anybody listened is made up for.
pub(super) fn start(inbox: Sender, drawn: (u16, u16)) -> io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || {
        let mut translator = Translator::default();
        // From the first poll on changes of size are heard; an error comes again below.
        let _ = crossterm::event::poll(Duration::ZERO);
        let size = platform::size();
        if size != drawn {
            inbox.post(Msg::Resize(size.0, size.1));
        }
        loop {
            match crossterm::event::read() {
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
