//! What is proposed while somebody types in a field.

use super::BookReader;
use crate::domain::{CustomerId, Greetings};
use crate::protocol::{SuggestKind, Suggestion};
use crate::store::{Entry, Field, Index, Store, StoreError};

/// Proposals that are fetched for a field.
const PROPOSALS: usize = 12;

impl BookReader {
    pub(super) fn suggest(
        &mut self,
        kind: SuggestKind,
        text: &str,
    ) -> Result<Vec<Suggestion>, StoreError> {
        let field = match kind {
            SuggestKind::Mechanic => Field::Mechanic,
            SuggestKind::Oil => Field::Oil,
            SuggestKind::Line => Field::Line,
            SuggestKind::Make => Field::Make,
            SuggestKind::Model => Field::Model,
            SuggestKind::City => Field::City,
            SuggestKind::Greeting => return Ok(greetings(text)),
            SuggestKind::Household => return households(&self.store, text),
            SuggestKind::Company => return companies(&self.store, text),
            SuggestKind::Customer => return customers(&self.store, self.indexing.index(), text),
        };
        let entries = self.written.propose(&self.store, field, text, PROPOSALS)?;
        Ok(entries.into_iter().map(proposal).collect())
    }
}

fn proposal(entry: Entry) -> Suggestion {
    Suggestion {
        text: entry.text,
        detail: String::new(),
        amount: entry.amount,
        customer: None,
    }
}

fn greetings(text: &str) -> Vec<Suggestion> {
    let proposals = Greetings::proposals(text).into_iter();
    proposals
        .map(|text| Suggestion {
            text,
            detail: String::new(),
            amount: None,
            customer: None,
        })
        .collect()
}

fn households(store: &Store, text: &str) -> Result<Vec<Suggestion>, StoreError> {
    let households = store.households(text)?;
    Ok(households
        .into_iter()
        .take(PROPOSALS)
        .map(|household| Suggestion {
            text: household.name,
            detail: String::new(),
            amount: None,
            customer: None,
        })
        .collect())
}

fn companies(store: &Store, text: &str) -> Result<Vec<Suggestion>, StoreError> {
    let found = store.companies(text, PROPOSALS)?.into_iter();
    Ok(found
        .map(|company| person(company.name, company.phone, company.code, Some(company.id)))
        .collect())
}

/// A customer to choose, told apart from others of that name by the phone, else by the ID.
fn person(name: String, phone: String, code: String, customer: Option<CustomerId>) -> Suggestion {
    Suggestion {
        text: name,
        detail: if phone.is_empty() { code } else { phone },
        amount: None,
        customer,
    }
}

fn customers(
    store: &Store,
    index: Option<&Index>,
    text: &str,
) -> Result<Vec<Suggestion>, StoreError> {
    let found = store.find(index, text, PROPOSALS, &|| true)?;
    let known = found.hits.into_iter().filter(|hit| hit.customer.is_some());
    Ok(known
        .map(|hit| person(hit.name, hit.phone, hit.code, hit.customer))
        .collect())
}
