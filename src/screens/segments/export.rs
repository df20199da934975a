//! The columns of the segments in a file, where only some are shown or in another order.

use super::model::{Offering, Row};
use crate::domain::Currency;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<Offering>] = &[
    FileColumn::new("segment", Say::ReviewHeadSegment, |row, _| match row {
        Row::Kept(segment, _) => Value::text(&segment.kept.name),
        Row::New | Row::Offered(..) => Value::Blank,
    }),
    FileColumn::new("customers", Say::ReviewHeadCustomers, |row, _| match row {
        Row::Kept(_, Some(held)) => Value::count(held),
        _ => Value::Blank,
    }),
    FileColumn::new("filter", Say::ExportFilter, |row, words| match row {
        Row::Kept(segment, _) => {
            let currency = Currency::of(words.currency).unwrap_or(Currency::IDR);
            let filter = segment.filter.as_ref().ok();
            Value::text(filter.map_or_else(String::new, |filter| filter.text(currency)))
        }
        Row::New | Row::Offered(..) => Value::Blank,
    }),
];
