//! The sides of the book that write and check, each with a connection of its own.

use super::failure;
use crate::domain::{Author, Change, Draft, OpId, Receipt};
use crate::protocol::{Failure, Fate};
use crate::runtime::book::{Checking, Writing};
use crate::runtime::checker::Stop;
use crate::store::{Access, SameFile, Store};

/// The writing side, with a connection of its own.
pub struct BookWriter {
    file: SameFile,
    store: Option<Store>,
}

impl BookWriter {
    /// Writes `store`.
    pub fn new(store: Store) -> Self {
        Self {
            file: store.same_file(),
            store: Some(store),
        }
    }

    /// Writes `file`, which is opened when that is needed first.
    pub fn of(file: SameFile) -> Self {
        Self { file, store: None }
    }

    fn store(&mut self) -> Result<&mut Store, Failure> {
        let store = match self.store.take() {
            Some(store) => store,
            None => self.file.open(Access::Write).map_err(failure)?,
        };
        Ok(self.store.insert(store))
    }
}

impl Writing for BookWriter {
    fn prepare(&mut self) {
        if let Ok(store) = self.store() {
            // Whoever may only look leaves them to others.
            let _ = store.drop_old_drafts();
        }
    }

    fn write(&mut self, author: &Author, op: OpId, change: &Change) -> Result<Receipt, Failure> {
        self.store()?.write(author, op, change).map_err(failure)
    }

    fn keep_drafts(&mut self, author: &Author, drafts: &[Draft], let_go: bool) {
        if let Ok(store) = self.store() {
            let _ = store.keep_drafts(author, drafts, let_go);
        }
    }

    fn take_draft(&mut self, op: OpId) -> Result<Draft, Failure> {
        self.store()?.take_draft(op).map_err(failure)
    }

    fn end_draft(&mut self, op: OpId, fate: Fate) -> Result<(), Failure> {
        let store = self.store()?;
        let ended = match fate {
            Fate::Left => store.leave_draft(op),
            Fate::Thrown => store.forget_draft(op),
        };
        ended.map_err(failure)
    }

    fn tidy(&mut self) {
        if let Some(store) = &self.store {
            store.tidy();
        }
    }

    fn keep_copy(&mut self) -> Result<(), Failure> {
        match self.store() {
            Ok(store) => store.keep_copy().map(drop).map_err(failure),
            // Whoever may only look keeps no copies.
            Err(Failure::ReadOnly) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    fn close(self: Box<Self>) {
        if let Some(store) = self.store {
            store.close();
        }
    }
}

/// Checks the whole file, each time on a connection of its own.
pub struct BookChecker(SameFile);

impl BookChecker {
    /// Checks `file`.
    pub fn of(file: SameFile) -> Self {
        Self(file)
    }
}

impl Checking for BookChecker {
    fn check(&mut self, anyway: bool, stop: &Stop) -> Result<bool, Failure> {
        let mut store = self.0.open(Access::Write).map_err(failure)?;
        let stop = stop.clone();
        let done = store.check(anyway, Box::new(move || stop.now()));
        Ok(done.map_err(failure)?.is_some())
    }
}
