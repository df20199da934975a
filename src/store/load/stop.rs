//! Stopping a load that nobody waits for any more.

use std::sync::{Arc, Mutex, PoisonError};

use super::super::StopRead;

/// Whom a load asks whether to stop; at first nobody.
#[derive(Clone, Default)]
pub(super) struct Stop(Arc<Mutex<Option<StopRead>>>);

impl Stop {
    pub(super) fn set(&self, stop: Option<StopRead>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = stop;
    }

    /// For the connection, which cannot be given another one while it writes.
    pub(super) fn asking(&self) -> StopRead {
        let Self(stop) = self.clone();
        Box::new(move || {
            let mut stop = stop.lock().unwrap_or_else(PoisonError::into_inner);
            stop.as_mut().is_some_and(|stop| stop())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{author, named, new_store, op};
    use super::super::LoadKind;
    use crate::store::StoreError;

    #[test]
    fn a_load_that_is_stopped_before_its_end_leaves_the_book_as_it_was() {
        let (_dir, mut store) = new_store();
        let mut begun = |stop: bool| {
            let mut load = store
                .load(&author("Ani"), op(), LoadKind::Import, &[])
                .unwrap();
            for at in 0..3_000 {
                load.customer(None, &named(&format!("Budi {at}"))).unwrap();
            }
            load.stop_when(Box::new(move || stop));
            let ended = load.commit(&[]).map(|_| ());
            (ended, store.info().unwrap().customers)
        };
        let (stopped, customers) = begun(true);
        assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
        assert_eq!(customers, 0);
        let (ended, customers) = begun(false);
        ended.unwrap();
        assert_eq!(customers, 3_000);
    }
}
