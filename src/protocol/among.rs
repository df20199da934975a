//! Whom a list is narrowed to.

use std::sync::Arc;

use crate::domain::CustomerId;

/// Customers whom a segment holds, counted once and handed on. Two are the same where they are of one
/// counting: nobody compares a million of them at every key.
#[derive(Debug, Clone, Default)]
pub struct Among(Arc<[CustomerId]>);

impl Among {
    /// These, in any order.
    pub fn of(mut customers: Vec<CustomerId>) -> Self {
        customers.sort_unstable_by_key(|customer| customer.0);
        Self(customers.into())
    }

    /// Whether somebody is one of them.
    pub fn has(&self, customer: CustomerId) -> bool {
        let place = self.0.binary_search_by_key(&customer.0, |one| one.0);
        place.is_ok()
    }

    /// Whether a row about somebody, or nobody, stays on a list that is narrowed to these; on one that
    /// is not narrowed all stay.
    pub fn keeps(only: Option<&Self>, who: Option<CustomerId>) -> bool {
        only.is_none_or(|all| who.is_some_and(|who| all.has(who)))
    }
}

impl PartialEq for Among {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Among {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_whom_it_was_made_of_and_is_the_same_as_what_was_handed_on() {
        let [one, two, three] = [1, 2, 3].map(CustomerId);
        let among = Among::of(vec![three, one]);
        assert!(among.has(one) && among.has(three));
        assert!(!among.has(two));
        assert_eq!(among, among.clone());
        assert_ne!(among, Among::of(vec![three, one]), "counted again");
    }
}
