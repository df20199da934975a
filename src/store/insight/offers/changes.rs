//! What customers took instead of what they took before.

use std::collections::BTreeMap;

use super::super::super::rows::day;
use super::super::super::{Store, StoreResult};
use crate::domain::Day;
use crate::insight::{CHANGES_WITHIN, Taking, Variants};

/// What a change is seen by: each vehicle, or each customer without one, with what a piece cost.
const CHANGED: &str = "
    SELECT v.customer_id, v.vehicle_id, v.day, l.text, l.quantity, l.amount
    FROM visit v JOIN visit_line l ON l.visit_id = v.id
    WHERE v.day > ?1 AND v.day <= ?2 AND v.status = 'done' AND v.customer_id % ?3 = 0";

impl Store {
    /// What of one kind was taken instead of another, within two years.
    pub(super) fn changes(&self, as_of: Day) -> StoreResult<Variants> {
        let (stretch, one_in) = self.stretch(CHANGES_WITHIN, as_of)?;
        let mut variants = Variants::default();
        let mut by: BTreeMap<(i64, Option<i64>), Vec<Taking>> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(CHANGED)?;
        let mut rows = statement.query((&stretch[0], &stretch[1], one_in))?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(3)?.as_str().unwrap_or_default();
            let Some(variant) = variants.place(text) else {
                continue;
            };
            let (quantity, amount): (i64, Option<i64>) = (row.get(4)?, row.get(5)?);
            if let Some(amount) = amount.filter(|_| quantity > 0) {
                let piece = i128::from(amount) * 1000 / i128::from(quantity);
                variants.priced(variant, i64::try_from(piece).unwrap_or(i64::MAX));
            }
            let day = day(row, 2)?;
            let whose = by.entry((row.get(0)?, row.get(1)?)).or_default();
            whose.push(Taking { variant, day });
        }
        for took in by.values() {
            variants.add(took);
        }
        Ok(variants)
    }
}
