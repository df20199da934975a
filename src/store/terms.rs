//! Reading what was agreed with a company.

use rusqlite::{Connection, OptionalExtension};

use super::rows::maybe_day;
use super::{Store, StoreResult};
use crate::domain::{CustomerId, Terms};

const TERMS: &str = "
    SELECT price, discount, payment_days, contract, contract_until, note
    FROM company_terms WHERE customer_id = ?1";

/// The terms of a company; `None` where nothing was agreed.
pub(super) fn read(conn: &Connection, customer: CustomerId) -> StoreResult<Option<Terms>> {
    let mut statement = conn.prepare_cached(TERMS)?;
    let terms = statement.query_row([customer.0], |row| {
        Ok(Terms {
            price: row.get(0)?,
            discount: row.get(1)?,
            payment_days: row.get(2)?,
            contract: row.get(3)?,
            contract_until: maybe_day(row, 4)?,
            note: row.get(5)?,
        })
    });
    Ok(terms.optional()?)
}

impl Store {
    /// The terms of a company; `None` where nothing was agreed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn terms_of(&self, customer: CustomerId) -> StoreResult<Option<Terms>> {
        read(&self.conn, customer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::StoreError;
    use super::super::test_kit::{
        add_customer, assert_nothing_loose, author, new_store, op, write,
    };
    use super::*;
    use crate::domain::{Change, CustomerKind, Subject};

    fn terms() -> Terms {
        Terms {
            price: "list 2026".to_owned(),
            discount: Some(1_000),
            payment_days: Some(30),
            contract: "K-12".to_owned(),
            contract_until: "2026-12-31".parse().ok(),
            note: String::new(),
        }
    }

    fn set(customer: CustomerId, base: Option<Terms>, terms: Option<Terms>) -> Change {
        Change::SetTerms {
            customer,
            base: base.map(Box::new),
            terms: terms.map(Box::new),
        }
    }

    fn firm(store: &mut Store) -> CustomerId {
        let mut facts = super::super::test_kit::named("PT Maju");
        facts.kind = CustomerKind::Company;
        let change = Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        };
        write(store, &change).unwrap().customer.unwrap()
    }

    #[test]
    fn nothing_is_agreed_with_a_private_person() {
        let (_dir, mut store) = new_store();
        let budi = add_customer(&mut store, "Budi");
        match write(&mut store, &set(budi, None, Some(terms()))) {
            Err(StoreError::Refused(fields)) => assert_eq!(fields[0].1, "no_company"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn terms_are_written_changed_taken_away_and_each_of_it_is_taken_back() {
        let (_dir, mut store) = new_store();
        let firm = firm(&mut store);
        write(&mut store, &set(firm, None, Some(terms()))).unwrap();
        assert_eq!(store.terms_of(firm).unwrap(), Some(terms()));
        let longer = Terms {
            payment_days: Some(45),
            ..terms()
        };
        write(&mut store, &set(firm, Some(terms()), Some(longer.clone()))).unwrap();
        write(&mut store, &set(firm, Some(longer.clone()), None)).unwrap();
        assert_eq!(store.terms_of(firm).unwrap(), None);
        for expected in [Some(longer), Some(terms()), None] {
            write(&mut store, &Change::Undo { change: None }).unwrap();
            assert_eq!(store.terms_of(firm).unwrap(), expected);
        }
        assert_nothing_loose(&store);
    }

    fn made(store: &Store, customer: CustomerId, kind: CustomerKind) -> Change {
        let base = store.customer(customer).unwrap().unwrap().facts;
        let facts = Box::new(crate::domain::CustomerFacts {
            kind,
            ..base.clone()
        });
        let (id, base) = (customer, Box::new(base));
        Change::EditCustomer { id, base, facts }
    }

    fn is_refused(store: &mut Store, change: &Change) -> bool {
        match write(store, change) {
            Err(StoreError::Refused(fields)) => {
                fields == [("kind".to_owned(), "has_terms".to_owned())]
            }
            Ok(_) => false,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_company_to_which_people_belong_is_made_no_person() {
        let (_dir, mut store) = new_store();
        let firm = firm(&mut store);
        let mut beni = super::super::test_kit::named("Beni");
        beni.company = Some(firm);
        let change = Change::AddCustomer {
            facts: Box::new(beni),
            code: None,
            vehicle: None,
        };
        write(&mut store, &change).unwrap();
        let person = made(&store, firm, CustomerKind::Person);
        match write(&mut store, &person) {
            Err(StoreError::Refused(fields)) => assert_eq!(fields[0].1, "has_people"),
            other => panic!("{other:?}"),
        }
        write(&mut store, &Change::Undo { change: None }).unwrap();
        write(&mut store, &person).unwrap();
    }

    #[test]
    fn a_company_with_terms_is_made_no_person_in_any_way() {
        let (_dir, mut store) = new_store();
        let budi = add_customer(&mut store, "Budi");
        let grows = made(&store, budi, CustomerKind::Company);
        let grown = write(&mut store, &grows).unwrap().change;
        write(&mut store, &set(budi, None, Some(terms()))).unwrap();
        let person = made(&store, budi, CustomerKind::Person);
        assert!(is_refused(&mut store, &person));
        let back = Change::Undo {
            change: Some(grown),
        };
        assert!(is_refused(&mut store, &back));
        let taken = set(budi, Some(terms()), None);
        let taken = write(&mut store, &taken).unwrap().change;
        write(&mut store, &person).unwrap();
        let back = Change::Undo {
            change: Some(taken),
        };
        assert!(is_refused(&mut store, &back));
        assert_eq!(store.terms_of(budi).unwrap(), None);
        assert_nothing_loose(&store);
    }

    #[test]
    fn what_somebody_else_agreed_meanwhile_is_seen_first() {
        let (_dir, mut store) = new_store();
        let firm = firm(&mut store);
        write(&mut store, &set(firm, None, Some(terms()))).unwrap();
        let theirs = Terms {
            discount: Some(500),
            ..terms()
        };
        let theirs = set(firm, Some(terms()), Some(theirs));
        store.write(&author("Joko"), op(), &theirs).unwrap();
        let mine = Terms {
            payment_days: Some(14),
            ..terms()
        };
        match write(&mut store, &set(firm, Some(terms()), Some(mine))) {
            Err(StoreError::Conflict(fields)) => {
                let fields: Vec<_> = fields
                    .into_iter()
                    .map(|one| (one.field, one.theirs))
                    .collect();
                assert_eq!(fields, [("discount_percent".to_owned(), "500".to_owned())]);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_and_empty_terms_are_none() {
        let (_dir, mut store) = new_store();
        let firm = firm(&mut store);
        for wrong in [
            Terms {
                discount: Some(10_001),
                ..Terms::default()
            },
            Terms {
                discount: Some(0),
                ..Terms::default()
            },
            Terms {
                payment_days: Some(-1),
                ..Terms::default()
            },
            Terms {
                price: "x".repeat(501),
                ..Terms::default()
            },
        ] {
            let refused = write(&mut store, &set(firm, None, Some(wrong)));
            assert!(
                matches!(refused, Err(StoreError::Refused(_))),
                "{refused:?}"
            );
        }
        write(&mut store, &set(firm, None, Some(Terms::default()))).unwrap();
        assert_eq!(store.terms_of(firm).unwrap(), None);
        let nobody = write(&mut store, &set(CustomerId(99), None, Some(terms())));
        assert!(nobody.is_err());
    }

    #[test]
    fn the_people_of_a_company_go_by_its_terms() {
        let (_dir, mut store) = new_store();
        let firm = firm(&mut store);
        write(&mut store, &set(firm, None, Some(terms()))).unwrap();
        let mut driver = super::super::test_kit::named("Agus");
        driver.company = Some(firm);
        let driver = Change::AddCustomer {
            facts: Box::new(driver),
            code: None,
            vehicle: None,
        };
        let driver = write(&mut store, &driver).unwrap().customer.unwrap();
        for who in [firm, driver] {
            let card = store.card(Subject::Customer(who, None)).unwrap().unwrap();
            assert_eq!(card.terms, Some(terms()));
        }
        let other = add_customer(&mut store, "Budi");
        let card = store.card(Subject::Customer(other, None)).unwrap().unwrap();
        assert_eq!(card.terms, None);
    }
}
