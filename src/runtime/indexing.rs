//! The search index beside the reader: built by a thread of its own, kept fresh in between.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::{self, JoinHandle};

use crate::store::{Access, Index, Store, StoreResult};

/// The index, or the work on it.
pub(super) struct Indexing {
    path: PathBuf,
    state: State,
}

enum State {
    /// Nobody has begun; what is searched meanwhile is the file.
    Missing,
    /// A thread builds it and says how far it is, in per cent.
    Building(JoinHandle<StoreResult<Index>>, Arc<AtomicU8>),
    /// Right as of the last look.
    Ready(Box<Index>),
    /// The book has changed since.
    Stale(Box<Index>),
    /// It cannot be built; the file is searched, which is slower and finds less.
    Failed,
}

impl Indexing {
    /// An index of the book at `path`, not begun.
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            state: State::Missing,
        }
    }

    /// The index, if there is one. It may lag behind the last change until the next
    /// [`Indexing::tend`].
    pub(super) fn index(&self) -> Option<&Index> {
        match &self.state {
            State::Ready(index) | State::Stale(index) => Some(index),
            State::Missing | State::Building(..) | State::Failed => None,
        }
    }

    /// The book has changed.
    pub(super) fn stale(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Missing) {
            State::Ready(index) => State::Stale(index),
            other => other,
        };
    }

    /// Begins, takes over what is finished, or brings the index up to date. Per cent done; `None`
    /// when there is nothing to do.
    pub(super) fn tend(&mut self, store: &Store) -> Option<u8> {
        let (state, percent) = match std::mem::replace(&mut self.state, State::Missing) {
            State::Missing => (build(&self.path), Some(0)),
            State::Building(thread, _) if thread.is_finished() => match thread.join() {
                // What changed while it was built is taken in at once.
                Ok(Ok(index)) => refreshed(Box::new(index), store),
                _ => (State::Failed, Some(100)),
            },
            State::Building(thread, percent) => {
                let so_far = percent.load(Ordering::Relaxed).min(99);
                (State::Building(thread, percent), Some(so_far))
            }
            State::Stale(index) => refreshed(index, store),
            done => (done, None),
        };
        self.state = state;
        percent
    }
}

fn refreshed(mut index: Box<Index>, store: &Store) -> (State, Option<u8>) {
    match index.refresh(store) {
        Ok(true) => (State::Ready(index), Some(100)),
        // Too much has changed, or it could not be read: begun anew at the next occasion.
        Ok(false) | Err(_) => (State::Missing, Some(0)),
    }
}

/// Starts a thread with a connection of its own.
fn build(path: &Path) -> State {
    let percent = Arc::new(AtomicU8::new(0));
    let (path, told) = (path.to_owned(), percent.clone());
    let work = move || {
        let store = Store::open(&path, Access::Read)?;
        let tell = |percent| told.store(percent, Ordering::Relaxed);
        Index::build(&store, &tell, &|| true)
    };
    match thread::Builder::new().name("index".into()).spawn(work) {
        Ok(thread) => State::Building(thread, percent),
        Err(_) => State::Failed,
    }
}
