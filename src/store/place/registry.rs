//! Which files SQLite has open in this process.
//!
//! Opening and closing such a file by any other way drops all the locks that SQLite holds on it:
//! that is how POSIX locks are. So the header is read only of a file that is not open yet.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Identity;
use crate::store::StoreResult;

static OPEN: Mutex<BTreeMap<Identity, usize>> = Mutex::new(BTreeMap::new());

fn open() -> MutexGuard<'static, BTreeMap<Identity, usize>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says that a file is open, for as long as it lives.
#[derive(Debug)]
pub(in crate::store) struct Opened(Identity);

impl Opened {
    /// Runs `check` unless the file is open already (it was checked then), and notes it as open.
    pub(in crate::store) fn after(
        identity: Identity,
        check: impl FnOnce() -> StoreResult<()>,
    ) -> StoreResult<Self> {
        let mut open = open();
        let count = open.entry(identity).or_default();
        if *count == 0
            && let Err(error) = check()
        {
            open.remove(&identity);
            return Err(error);
        }
        *count += 1;
        Ok(Self(identity))
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        let mut open = open();
        if let Some(count) = open.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[test]
    fn a_file_is_looked_at_only_while_it_is_not_open() {
        let identity = Identity::for_test(u64::MAX, 7);
        let first = Opened::after(identity, || Ok(())).unwrap();
        let second = Opened::after(identity, || Err(StoreError::NotOurs)).unwrap();
        drop(first);
        drop(Opened::after(identity, || Err(StoreError::NotOurs)).unwrap());
        drop(second);
        assert!(Opened::after(identity, || Err(StoreError::NotOurs)).is_err());
        assert!(Opened::after(identity, || Ok(())).is_ok());
    }
}
