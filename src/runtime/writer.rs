//! The thread that writes the book: one change after the other, each durable before its
//! answer, none ever cancelled.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::book::Writing;
use super::inbox::Sender;
use super::reader::Request;
use crate::domain::{Author, Change, Draft, OpId};
use crate::protocol::{Failure, Fate, Msg, WriteId};

/// After so long without a change it is time to tidy up.
const QUIET: Duration = Duration::from_secs(1);

/// What the writer is asked.
#[derive(Debug)]
enum Job {
    Write(WriteId, OpId, Author, Box<Change>),
    /// Keep what is typed; let go of it, when this program ends.
    Keep {
        author: Author,
        drafts: Vec<Draft>,
        let_go: bool,
    },
    Take(OpId),
    EndDraft(OpId, Fate),
    /// Nobody has written for a while: see to what could wait.
    Tidy,
    /// Nothing more will come; make today's copy if asked to.
    Close {
        copy: bool,
    },
}

/// The loop's end of the writer.
#[derive(Debug)]
pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    closed: Receiver<Result<(), Failure>>,
}

/// The writer's end: what it is asked, and how it says that it has closed.
#[derive(Debug)]
pub(super) struct Work {
    jobs: Receiver<Job>,
    done: mpsc::Sender<Result<(), Failure>>,
}

impl Work {
    /// Starts the writer. After each change it asks the reader to look.
    pub(super) fn start(
        self,
        book: Box<dyn Writing>,
        inbox: Sender,
        reader: mpsc::Sender<Request>,
    ) -> io::Result<()> {
        let telling = Telling { inbox, reader };
        thread::Builder::new()
            .name("writer".into())
            .spawn(move || self.run(book, &telling))?;
        Ok(())
    }

    fn run(self, mut book: Box<dyn Writing>, telling: &Telling) {
        book.prepare();
        let mut untidy = false;
        while let Some(job) = next(&self.jobs, untidy) {
            untidy = match &job {
                Job::Write(..) => true,
                Job::Tidy => false,
                _ => untidy,
            };
            match job {
                Job::Write(id, op, author, change) => {
                    let result = book.write(&author, op, &change);
                    telling.of_a_write(Msg::Wrote(id, result));
                }
                Job::Keep {
                    author,
                    drafts,
                    let_go,
                } => book.keep_drafts(&author, &drafts, let_go),
                Job::Take(op) => {
                    let taken = book.take_draft(op).map(Box::new);
                    telling.of_a_write(Msg::Taken(taken));
                }
                Job::EndDraft(op, fate) => match book.end_draft(op, fate) {
                    Ok(()) => telling.look(),
                    Err(failure) => telling.of_a_write(Msg::Noticed(failure)),
                },
                Job::Tidy => book.tidy(),
                Job::Close { copy } => {
                    let kept = if copy { book.keep_copy() } else { Ok(()) };
                    book.close();
                    let _ = self.done.send(kept);
                    return;
                }
            }
        }
    }
}

/// Whom the writer tells what came of it. Whoever is gone needs no telling.
struct Telling {
    inbox: Sender,
    reader: mpsc::Sender<Request>,
}

impl Telling {
    /// The reader first, so that whatever is read because of the answer is read anew.
    fn of_a_write(&self, answer: Msg) {
        self.look();
        self.inbox.post(answer);
    }

    fn look(&self) {
        let _ = self.reader.send(Request::Look);
    }
}

impl Writer {
    /// A writer that waits to be started.
    pub(super) fn new() -> (Writer, Work) {
        let (jobs, to_do) = mpsc::channel();
        let (done, closed) = mpsc::channel();
        (Writer { jobs, closed }, Work { jobs: to_do, done })
    }

    /// Writes after all that was asked before.
    pub(super) fn write(&self, id: WriteId, op: OpId, author: Author, change: Box<Change>) {
        let _ = self.jobs.send(Job::Write(id, op, author, change));
    }

    /// Keeps what is typed, after all that was asked before.
    pub(super) fn keep(&self, author: Author, drafts: Vec<Draft>, let_go: bool) {
        let _ = self.jobs.send(Job::Keep {
            author,
            drafts,
            let_go,
        });
    }

    /// Takes a draft for this terminal.
    pub(super) fn take(&self, op: OpId) {
        let _ = self.jobs.send(Job::Take(op));
    }

    /// Throws a draft away, or lets go of it.
    pub(super) fn end_draft(&self, op: OpId, fate: Fate) {
        let _ = self.jobs.send(Job::EndDraft(op, fate));
    }

    /// Nothing more will come.
    pub(super) fn close(&self, copy: bool) {
        let _ = self.jobs.send(Job::Close { copy });
    }

    /// Waits until all is written and closed, at most `patience`. `None` when it takes longer.
    pub(super) fn closed(&self, patience: Duration) -> Option<Result<(), Failure>> {
        match self.closed.recv_timeout(patience) {
            Ok(kept) => Some(kept),
            // The thread is gone; its panic has said so.
            Err(RecvTimeoutError::Disconnected) => Some(Ok(())),
            Err(RecvTimeoutError::Timeout) => None,
        }
    }
}

/// The next job; tidying up when there is something to tidy and nobody writes. `None` at the end.
fn next(jobs: &Receiver<Job>, untidy: bool) -> Option<Job> {
    if !untidy {
        return jobs.recv().ok();
    }
    match jobs.recv_timeout(QUIET) {
        Ok(job) => Some(job),
        Err(RecvTimeoutError::Timeout) => Some(Job::Tidy),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}
