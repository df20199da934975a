//! A company of which a sheet tells the name alone: who is there already stays as it is.

use super::customer::facts;
use super::{Receiver, remember};
use crate::domain::CustomerId;
use crate::exchange::group::firm_identity;
use crate::exchange::plan::{PlannedCustomer, Reason, Written};
use crate::store::{Kind, StoreResult};

impl Receiver<'_> {
    pub(super) fn take_company(&mut self, planned: &PlannedCustomer) -> StoreResult<Written> {
        if let Some(id) = self.known_company(planned)? {
            remember(&mut self.customers, planned.key.0, (id, false));
            return Ok(Written::Unchanged);
        }
        if !self.load.fresh() && self.load.bears_name(&planned.name_key)? {
            self.unsure("company", Reason::CompanyNamesake);
        }
        let id = self.load.customer(None, &facts(planned))?;
        self.known_again(planned, id)?;
        remember(&mut self.customers, planned.key.0, (id, true));
        Ok(Written::Created)
    }

    /// The company that a sheet told of before, else the first one of this name.
    fn known_company(&mut self, planned: &PlannedCustomer) -> StoreResult<Option<CustomerId>> {
        if self.load.fresh() {
            return Ok(None);
        }
        if let Some(id) = self.told_company(&planned.name_key)? {
            return Ok(Some(id));
        }
        let all = self.load.companies_named(&planned.name_key)?;
        if all.len() > 1 {
            self.unsure("company", Reason::CompanySeveral);
        }
        Ok(all.first().copied())
    }

    /// A company that the book has because somebody else's row named it.
    pub(super) fn told_company(&self, name_key: &str) -> StoreResult<Option<CustomerId>> {
        let known = self
            .load
            .known(Kind::Customer, &[firm_identity(name_key)])?;
        let Some(id) = known.map(|known| CustomerId(known.row)) else {
            return Ok(None);
        };
        Ok(self.load.customer_facts(id)?.map(|_| id))
    }
}
