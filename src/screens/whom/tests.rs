use super::Whom;
use crate::domain::{CustomerId, Hit};
use crate::protocol::{Command, Key, Query, Slot, Step};
use crate::screens::samples::{found, hit};

fn person(number: i64, name: &str) -> Hit {
    let mut hit = hit(number, "", name);
    hit.customer = Some(CustomerId(number));
    hit
}

fn chosen(whom: &Whom) -> i64 {
    whom.chosen().map_or(0, |person| person.id.0)
}

#[test]
fn another_text_chooses_the_best_hit_and_the_same_one_keeps_who_is_chosen() {
    let mut whom = Whom::new(Slot::NewGuest, "bud");
    whom.found(&found(vec![person(1, "Budi"), person(2, "Budiman")]), None);
    assert_eq!(chosen(&whom), 1);
    whom.moves(Command::Down);
    // The same asked again, in another order.
    whom.found(&found(vec![person(2, "Budiman"), person(1, "Budi")]), None);
    assert_eq!(chosen(&whom), 2);
    assert!(whom.key(Key::char('i')));
    let asked = whom.find();
    assert!(
        matches!(&asked, Some(Step::Read(Slot::NewGuest, Query::Find { text, .. })) if text == "budi")
    );
    whom.found(&found(vec![person(1, "Budi"), person(2, "Budiman")]), None);
    assert_eq!(chosen(&whom), 1);
}

#[test]
fn nothing_typed_asks_for_nobody_and_whoever_is_left_out_is_told_from_nobody() {
    let mut whom = Whom::new(Slot::SamePerson, "  ");
    assert!(whom.find().is_none() && !whom.is_typed());
    whom.found(&found(vec![person(1, "Budi")]), Some(CustomerId(1)));
    assert!(whom.only_left_out && whom.chosen().is_none());
    let mut nobodys = hit(3, "B 1234 XYZ", "");
    nobodys.customer = None;
    whom.found(&found(vec![nobodys]), Some(CustomerId(1)));
    assert!(!whom.only_left_out && whom.chosen().is_none());
}
