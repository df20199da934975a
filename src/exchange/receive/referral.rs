//! Who brought whom, as the rows of an import say it.

use super::{Receiver, known};
use crate::domain::CustomerId;
use crate::exchange::plan::{LooseEnd, PlannedCustomer, Reason, Written};
use crate::store::{Kind, Referred, StoreResult};

/// That a row names who brought its customer.
pub(super) struct Told {
    customer: CustomerId,
    text: String,
    file: usize,
    sheet: usize,
    line: u64,
}

impl Receiver<'_> {
    /// Remembers who brought a customer, to be found when everybody is there. Says what became of
    /// the record: who was known but for this is brought up to date.
    pub(super) fn tell_referrer(
        &mut self,
        planned: &PlannedCustomer,
        customer: CustomerId,
        written: Written,
    ) -> StoreResult<Written> {
        if planned.referred_by.is_empty() {
            return Ok(written);
        }
        let origin = &planned.origin;
        self.referrals.push(Told {
            customer,
            text: planned.referred_by.clone(),
            file: origin.file,
            sheet: origin.sheet,
            line: origin.lines.first().copied().unwrap_or_default(),
        });
        if written != Written::Unchanged {
            return Ok(written);
        }
        let before = known(
            &self.load,
            Kind::Customer,
            &origin.identities,
            &origin.fingerprint,
        )?;
        let same = before.is_some_and(|(_, same)| same);
        Ok(if same { written } else { Written::Updated })
    }

    /// Finds who is meant, and says where nobody is for certain.
    pub(super) fn find_referrers(&mut self) -> StoreResult<Vec<LooseEnd>> {
        let told = std::mem::take(&mut self.referrals);
        let pairs: Vec<(CustomerId, &str)> = told
            .iter()
            .map(|told| (told.customer, told.text.as_str()))
            .collect();
        let found = self.load.refer(&pairs)?;
        let ends = told.iter().zip(found).filter_map(|(told, found)| {
            let reason = match found {
                Referred::Done => return None,
                Referred::Unclear => Reason::ReferrerUnclear,
                Referred::Circle => Reason::ReferralCircle,
            };
            Some(LooseEnd {
                file: told.file,
                sheet: told.sheet,
                line: told.line,
                field: "referred_by",
                value: told.text.clone(),
                reason,
            })
        });
        Ok(ends.collect())
    }
}
