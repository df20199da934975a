//! The thread that writes lists into files. It opens the book, with a connection of its own, for
//! whatever the screen does not have; a table of the screen needs none.

mod book;
mod lists;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::checker::Stop;
use super::inbox::Sender;
use crate::domain::trade::Trade;
use crate::domain::{Currency, Day, OpId};
use crate::protocol::{Context, Desk, Export, Exported, Failure, Msg};
use crate::text::Lang;

pub use book::BookExporter;

/// A list that takes longer than this tells how far it has come, and again as often.
const TOLD: Duration = Duration::from_millis(500);

/// How long leaving waits for a list that was told to stop.
const STOPS: Duration = Duration::from_millis(500);

/// In which words and which money a list goes out.
#[derive(Debug, Clone)]
pub struct ExportWords {
    /// The person's language.
    pub lang: Lang,
    /// The shop's trade.
    pub trade: Arc<Trade>,
    /// The shop's currency.
    pub currency: Currency,
    /// The shop's calendar day.
    pub today: Day,
}

impl ExportWords {
    /// The same for what the screens say of a row.
    fn context(&self) -> Context {
        Context {
            today: self.today,
            time: String::new(),
            size: (0, 0),
            desk: Desk::default(),
            ascii: false,
            lang: self.lang,
            currency: String::from_utf8_lossy(&self.currency.code).into_owned(),
            trade: Arc::clone(&self.trade),
            columns: Arc::default(),
            op: OpId([0; 16]),
        }
    }
}

/// What goes on beside a list that is being written.
pub struct Watch<'a> {
    /// Whether to stop.
    pub stop: &'a Stop,
    /// Hears how far it has come, in per cent.
    pub come: &'a mut dyn FnMut(u8),
}

/// Writes a list into a file.
pub trait Exporting: Send {
    /// Writes it, whole or not at all; to stop ends it with [`Failure::Cancelled`].
    ///
    /// # Errors
    /// What kept it from being written.
    fn export(
        &mut self,
        export: &Export,
        words: &ExportWords,
        watch: Watch<'_>,
    ) -> Result<Exported, Failure>;
}

/// What the exporter is asked; nothing at the end.
type Job = Option<(Box<Export>, ExportWords, Stop)>;

/// The loop's end of the exporter.
#[derive(Debug)]
pub(super) struct Exporter {
    lists: mpsc::Sender<Job>,
    /// Stops what was asked for since the last stop.
    stop: Stop,
    ended: Receiver<()>,
}

/// The exporter's end.
#[derive(Debug)]
pub(super) struct Lists {
    to_do: Receiver<Job>,
    ends: mpsc::Sender<()>,
}

impl Exporter {
    /// An exporter that waits to be started.
    pub(super) fn new() -> (Exporter, Lists) {
        let (lists, to_do) = mpsc::channel();
        let (ends, ended) = mpsc::channel();
        let stop = Stop::default();
        (Exporter { lists, stop, ended }, Lists { to_do, ends })
    }

    /// Writes a list after all that were asked for before.
    pub(super) fn export(&self, export: Box<Export>, words: ExportWords) {
        let _ = self.lists.send(Some((export, words, self.stop.clone())));
    }

    /// Stops what is being written or waits for it; nothing stays of it. What is asked for later is
    /// not meant.
    pub(super) fn stop(&mut self) {
        std::mem::take(&mut self.stop).stop();
    }

    /// Stops it all, and waits until it is gone; not for long.
    pub(super) fn end(&mut self) {
        self.stop();
        let _ = self.lists.send(None);
        let _ = self.ended.recv_timeout(STOPS);
    }
}

impl Lists {
    /// Starts the exporter.
    pub(super) fn start(self, mut book: Box<dyn Exporting>, inbox: Sender) -> io::Result<()> {
        let work = move || {
            // Dropped at the end, which the other side hears.
            let _ends = self.ends;
            while let Ok(Some((export, words, stop))) = self.to_do.recv() {
                let mut told = telling(inbox.clone());
                let watch = Watch {
                    stop: &stop,
                    come: &mut told,
                };
                let exported = if stop.now() {
                    Err(Failure::Cancelled)
                } else {
                    book.export(&export, &words, watch)
                };
                inbox.post(Msg::Exported(exported));
            }
        };
        thread::Builder::new()
            .name("export".into())
            .spawn(work)
            .map(drop)
    }
}

/// Says now and then how far a list has come.
fn telling(inbox: Sender) -> impl FnMut(u8) {
    let mut last = Instant::now();
    move |percent| {
        if last.elapsed() >= TOLD {
            last = Instant::now();
            inbox.post(Msg::Exporting(percent));
        }
    }
}
