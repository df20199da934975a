//! The thread that studies the whole book, with a connection of its own: finding never waits for
//! it. It opens the book when it is asked for the first time.

use std::io;
use std::sync::mpsc::Receiver;
use std::thread;

use super::book::{Newest, Reading, Wanted};
use super::inbox::Sender;
use super::reader::{Request, newest_of_each};
use super::segments::Judged;
use super::shop_book::failure;
use super::studies::study;
use crate::protocol::{Answer, Failure, Msg, Query};
use crate::store::{Access, SameFile, Store};

/// The reading side of the studies.
pub struct BookAnalyst {
    file: SameFile,
    store: Option<Store>,
    judged: Judged,
}

impl BookAnalyst {
    /// Studies this file.
    pub fn of(file: SameFile) -> Self {
        Self {
            file,
            store: None,
            judged: Judged::default(),
        }
    }
}

impl Reading for BookAnalyst {
    fn answer(&mut self, query: &Query, wanted: &Wanted) -> Result<Answer, Failure> {
        let mut store = match self.store.take() {
            Some(store) => store,
            None => self.file.open(Access::Read).map_err(failure)?,
        };
        let ticket = wanted.clone();
        store.stop_study_when(Some(Box::new(move || !ticket.still())));
        let about_segments = matches!(query, Query::Segments(_) | Query::Meant { .. });
        if !about_segments || store.changed().unwrap_or(true) {
            self.judged.forget();
        }
        let answer = match self.judged.answer(&store, query) {
            Some(answer) => answer,
            None => study(&store, query, wanted),
        };
        let answer = answer.map_err(failure);
        store.stop_study_when(None);
        self.store = Some(store);
        answer
    }

    fn changed(&mut self) -> Result<bool, Failure> {
        Ok(false)
    }
}

/// Starts the analyst.
pub(super) fn start(
    mut book: Box<dyn Reading>,
    newest: Newest,
    inbox: Sender,
    requests: Receiver<Request>,
) -> io::Result<()> {
    let work = move || {
        while let Ok(first) = requests.recv() {
            let batch = std::iter::once(first).chain(requests.try_iter()).collect();
            for (id, query) in newest_of_each(batch) {
                let wanted = newest.wanted(id).told(inbox.clone());
                let answer = if wanted.still() {
                    book.answer(&query, &wanted)
                } else {
                    Err(Failure::Cancelled)
                };
                inbox.post(Msg::Read(id, answer));
            }
        }
    };
    thread::Builder::new()
        .name("analyst".into())
        .spawn(work)
        .map(drop)
}
