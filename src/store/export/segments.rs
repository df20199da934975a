//! Segments for files: those that are kept, and the customers of one.

use super::super::{Meant, Store, StoreError, Studied};
use super::Reached;
use crate::domain::export::ExportFilter;
use crate::domain::{Currency, Day, SegmentRow};
use crate::insight::Appraised;

/// A segment that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentHolds {
    /// Its name.
    pub name: String,
    /// Its filter as it is typed; empty where this program cannot read it.
    pub filter: String,
    /// Whom it holds; `None` likewise.
    pub meant: Option<Meant>,
}

/// A customer of a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    /// Who.
    pub who: SegmentRow,
    /// What is computed; `None` for whoever never came.
    pub judged: Option<Appraised>,
}

impl Store {
    /// The segments that are kept, by name, with whom each holds on a day.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_segments<E: From<StoreError>>(
        &self,
        today: Day,
        mut each: impl FnMut(&SegmentHolds, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let segments = self.segments()?;
        if segments.is_empty() {
            return Ok(());
        }
        let currency = Currency::of(&self.shop()?.currency).unwrap_or(Currency::IDR);
        let judged = self.appraisal(today, &mut |_| ())?;
        let all = segments.len() as u64;
        for (done, segment) in (1..).zip(segments) {
            let filter = segment.filter.as_ref().ok();
            let meant = filter.map(|filter| self.meant(filter, &judged, &Studied::default()));
            let row = SegmentHolds {
                filter: filter.map_or_else(String::new, |filter| filter.text(currency)),
                name: segment.kept.name,
                meant: meant.transpose()?,
            };
            each(&row, Reached { done, all })?;
        }
        Ok(())
    }

    /// The customers of a filter in the order that it asks for, with what their visits say on a
    /// day.
    ///
    /// # Errors
    /// As [`Store::export_segments`].
    pub fn export_members<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        today: Day,
        mut each: impl FnMut(&MemberRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let judged = self.appraisal(today, &mut |_| ())?;
        let customers = filter.customers.as_deref().unwrap_or_default();
        let all = customers.len() as u64;
        let mut done = 0;
        self.each_segment_row(customers, &judged, filter.sort, |who| {
            done += 1;
            let row = MemberRow {
                judged: judged.get(who.customer).copied(),
                who,
            };
            each(&row, Reached { done, all })
        })
    }
}
