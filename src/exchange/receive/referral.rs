//! Who brought whom, as the rows of an import say it.

use super::{Receiver, known};
use crate::domain::CustomerId;
use crate::domain::name::name_key;
use crate::exchange::group::by_number;
use crate::exchange::plan::{LooseEnd, PlannedCustomer, Reason, Written};
use crate::store::{Kind, Referred, StoreResult};

/// That a row names who brought its customer.
pub(super) struct Told {
    customer: CustomerId,
    text: String,
    /// The book whose customer IDs are meant; empty where nothing says so.
    book: String,
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
        let told = Told {
            customer,
            text: planned.referred_by.clone(),
            book: planned.book.clone(),
            file: origin.file,
            sheet: origin.sheet,
            line: origin.lines.first().copied().unwrap_or_default(),
        };
        let settled = written != Written::Unchanged || self.is_referred(&told)?;
        self.referrals.push(told);
        if settled {
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

    /// Whether the book says already that whom the row names brought the customer.
    fn is_referred(&mut self, told: &Told) -> StoreResult<bool> {
        let facts = self.load.customer_facts(told.customer)?;
        let Some(by) = facts.and_then(|facts| facts.referred_by) else {
            return Ok(false);
        };
        let meant = self.meant(told)?;
        let code = self.load.code_of(by)?.unwrap_or_default();
        let name = self.load.customer_facts(by)?.map(|by| by.name);
        let bears = |name: String| name_key(&name) == name_key(&meant);
        Ok(code.eq_ignore_ascii_case(meant.trim()) || name.is_some_and(bears))
    }

    /// What a row says of who brought its customer, in words of this book: the customer ID of another book is
    /// the one that they have here.
    fn meant(&mut self, told: &Told) -> StoreResult<String> {
        if told.book.is_empty() || self.load.fresh() || told.book == self.load.mark()? {
            return Ok(told.text.clone());
        }
        let there = PlannedCustomer {
            member_no: told.text.clone(),
            book: told.book.clone(),
            ..PlannedCustomer::default()
        };
        let known = self.load.known(Kind::Customer, &[by_number(&there)])?;
        let code = match known {
            Some(known) => self.load.code_of(CustomerId(known.row))?,
            None => None,
        };
        Ok(code.unwrap_or_else(|| told.text.clone()))
    }

    /// Finds who is meant, and says where nobody is for certain.
    pub(super) fn find_referrers(&mut self) -> StoreResult<Vec<LooseEnd>> {
        let told = std::mem::take(&mut self.referrals);
        let mut meant = Vec::with_capacity(told.len());
        for told in &told {
            meant.push(self.meant(told)?);
        }
        let pairs = told.iter().zip(&meant);
        let pairs: Vec<(CustomerId, &str)> = pairs
            .map(|(told, text)| (told.customer, text.as_str()))
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
