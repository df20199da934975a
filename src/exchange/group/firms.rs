//! Companies of contact persons: a row tells their name and nothing more, so the name alone says
//! which company it is.

use std::collections::{HashMap, HashSet};

use super::identity::identity;
use crate::exchange::plan::{CustomerKey, Identity, Reason};

#[derive(Debug, Clone, Copy)]
struct Firm {
    key: u32,
    /// No row of its own came yet.
    awaited: bool,
    /// Two rows of their own bear the name.
    several: bool,
}

/// The companies of a plan by the hashes of their names.
#[derive(Debug, Default)]
pub(crate) struct Firms {
    by_name: HashMap<u64, Firm>,
    /// Names of those who are no company; kept only where a table tells of companies.
    others: Option<HashSet<u64>>,
}

/// What the company of a row turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MetFirm {
    pub(crate) key: CustomerKey,
    /// Never seen before in this plan.
    pub(crate) is_new: bool,
    pub(crate) doubt: Option<Reason>,
}

/// How a company is known again of which only the name was told.
pub(crate) fn firm_identity(name_key: &str) -> Identity {
    identity("company by name", &[name_key])
}

impl Firms {
    /// From now on names are kept to compare companies with.
    pub(crate) fn watch(&mut self) {
        self.others.get_or_insert_default();
    }

    /// The company that a row names; `next` is the key of a new one.
    pub(super) fn meet(&mut self, name: u64, next: u32) -> MetFirm {
        let is_new = !self.by_name.contains_key(&name);
        let firm = *self.by_name.entry(name).or_insert(Firm {
            key: next,
            awaited: true,
            several: false,
        });
        let namesake = |others: &HashSet<u64>| is_new && others.contains(&name);
        let doubt = if firm.several {
            Some(Reason::CompanySeveral)
        } else {
            let namesake = self.others.as_ref().is_some_and(namesake);
            namesake.then_some(Reason::CompanyNamesake)
        };
        MetFirm {
            key: CustomerKey(firm.key),
            is_new,
            doubt,
        }
    }

    /// The company that was told of and whose first row of its own this is.
    pub(super) fn arrives(&mut self, name: u64) -> Option<u32> {
        let firm = self.by_name.get_mut(&name).filter(|firm| firm.awaited)?;
        firm.awaited = false;
        Some(firm.key)
    }

    /// Remembers whose name this is. Says whether a company of this name was told of and this
    /// customer is none.
    pub(super) fn place(&mut self, is_company: bool, name: u64, key: u32) -> bool {
        if is_company {
            let known = self.by_name.entry(name).or_insert(Firm {
                key,
                awaited: false,
                several: false,
            });
            known.several |= known.key != key;
            return false;
        }
        let Some(others) = &mut self.others else {
            return false;
        };
        others.insert(name);
        self.by_name.get(&name).is_some_and(|firm| firm.awaited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_company_and_its_own_row_comes_to_it_once() {
        let mut firms = Firms::default();
        assert!(firms.meet(7, 0).is_new);
        let again = firms.meet(7, 1);
        assert_eq!((again.key, again.is_new), (CustomerKey(0), false));
        assert_eq!(firms.arrives(7), Some(0));
        assert_eq!(firms.arrives(7), None);
        firms.place(true, 7, 0);
        assert_eq!(firms.meet(7, 2).doubt, None);
        firms.place(true, 7, 5);
        let several = firms.meet(7, 6);
        assert_eq!(several.key, CustomerKey(0));
        assert_eq!(several.doubt, Some(Reason::CompanySeveral));
    }

    #[test]
    fn a_person_of_the_same_name_is_told_of_from_either_side() {
        let mut firms = Firms::default();
        firms.watch();
        firms.place(false, 7, 0);
        assert_eq!(firms.meet(7, 1).doubt, Some(Reason::CompanyNamesake));
        firms.meet(8, 2);
        assert!(firms.place(false, 8, 3));
        assert!(!firms.place(false, 9, 4));
    }
}
