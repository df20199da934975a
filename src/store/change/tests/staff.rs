//! People who work here are called otherwise, leave, and come back.

use super::*;
use crate::domain::{ChangeId, Member, Receipt, StaffEdit, StaffFacts, StaffId, Subject};
use crate::store::StoreResult;

fn add(store: &mut Store, name: &str) -> StaffId {
    let change = Change::AddStaff {
        name: name.to_owned(),
        at_desk: true,
        is_mechanic: false,
    };
    write(store, &change).unwrap();
    member(store, name).id
}

fn member(store: &Store, name: &str) -> Member {
    let all = store.members().unwrap();
    let found = all.into_iter().find(|member| member.facts.name == name);
    found.unwrap()
}

fn facts(name: &str, active: bool) -> StaffFacts {
    StaffFacts {
        name: name.to_owned(),
        active,
    }
}

fn edit(id: StaffId, base: StaffFacts, facts: StaffFacts) -> Change {
    Change::SetShop {
        facts: Vec::new(),
        staff: vec![StaffEdit { id, base, facts }],
    }
}

fn change(store: &mut Store, name: &str, to: StaffFacts) -> StoreResult<Receipt> {
    let member = member(store, name);
    write(store, &edit(member.id, member.facts, to))
}

fn undo(store: &mut Store, change: Option<ChangeId>) -> StoreResult<Receipt> {
    write(store, &Change::Undo { change })
}

fn rowver(store: &Store, id: StaffId) -> i64 {
    let sql = "SELECT rowver FROM staff WHERE id = ?1";
    store.conn.query_row(sql, [id.0], |row| row.get(0)).unwrap()
}

#[test]
fn somebody_renamed_keeps_the_visits_and_undo_gives_the_name_back() {
    let (_dir, mut store) = new_store();
    let customer = Some(add_customer(&mut store, "Budi"));
    let visit = add_visit(&mut store, &visit_of(customer, None, 1));
    let joko = member(&store, "Joko").id;
    change(&mut store, "Joko", facts("Joko Susilo", true)).unwrap();
    assert_eq!(member(&store, "Joko Susilo").id, joko);
    assert_eq!(rowver(&store, joko), 2);
    let mechanics = |store: &Store| store.visit(visit).unwrap().unwrap().facts.mechanics;
    assert_eq!(mechanics(&store), ["Joko Susilo", "Bala"]);
    let line = &store.audit(None, 1).unwrap()[0];
    assert_eq!(line.kind, "edit_staff");
    let field = &line.fields[0];
    assert_eq!(
        (field.name.as_str(), field.old.as_str(), field.new.as_str()),
        ("staff", "Joko", "Joko Susilo")
    );
    undo(&mut store, None).unwrap();
    assert_eq!(mechanics(&store), ["Joko", "Bala"]);
}

#[test]
fn who_prefers_somebody_goes_on_preferring_them_under_another_name() {
    let (_dir, mut store) = new_store();
    let prefers = |name: &str| Change::AddCustomer {
        facts: Box::new(CustomerFacts {
            fields: [(crate::domain::FIELD_MECHANIC.to_owned(), name.to_owned())].into(),
            ..named("Budi")
        }),
        vehicle: None,
        code: None,
    };
    add(&mut store, "Joko");
    let budi = write(&mut store, &prefers("joko")).unwrap();
    let other = write(&mut store, &prefers("Bala")).unwrap();
    let preferred = |store: &Store, receipt: &Receipt| {
        let customer = store.customer(receipt.customer.unwrap()).unwrap().unwrap();
        customer.facts.fields[crate::domain::FIELD_MECHANIC].clone()
    };
    change(&mut store, "Joko", facts("Joko Susilo", true)).unwrap();
    assert_eq!(preferred(&store, &budi), "Joko Susilo");
    assert_eq!(preferred(&store, &other), "Bala");
    undo(&mut store, None).unwrap();
    assert_eq!(preferred(&store, &budi), "joko");
}

#[test]
fn who_has_left_is_offered_nowhere_and_old_visits_keep_the_name() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let visit = add_visit(&mut store, &visit_of(Some(customer), None, 1));
    add_visit(&mut store, &visit_of(Some(customer), None, 2));
    add(&mut store, "Rina");
    for name in ["Joko", "Rina"] {
        change(&mut store, name, facts(name, false)).unwrap();
    }
    assert!(store.staff().unwrap().is_empty());
    let mut written = crate::store::Written::default();
    let field = crate::store::Field::Mechanic;
    let offered = written.propose(&store, field, "", 10).unwrap();
    let offered: Vec<_> = offered.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(offered, ["Bala"]);
    let subject = Subject::Customer(customer, None);
    let card = store.card(subject).unwrap().unwrap();
    assert_eq!(card.usual.mechanic.as_deref(), Some("Bala"));
    let next = store.same_as_last_time(&card).unwrap();
    assert_eq!(next.mechanics, ["Bala"]);
    let old = store.visit(visit).unwrap().unwrap();
    assert_eq!(old.facts.mechanics, ["Joko", "Bala"]);
    // Naming somebody in a visit does not bring them back; adding them does.
    add_visit(&mut store, &visit_of(Some(customer), None, 3));
    assert!(!member(&store, "Joko").facts.active);
    add(&mut store, "Rina");
    assert_eq!(store.staff().unwrap(), ["Rina"]);
}

#[test]
fn leaving_and_coming_back_are_each_taken_back() {
    let (_dir, mut store) = new_store();
    let ani = add(&mut store, "Ani");
    let left = change(&mut store, "Ani", facts("Ani", false)).unwrap();
    undo(&mut store, Some(left.change)).unwrap();
    assert!(member(&store, "Ani").facts.active);
    change(&mut store, "Ani", facts("Ani", false)).unwrap();
    let back = change(&mut store, "Ani", facts("Ani", true)).unwrap();
    // Whoever signed something can leave again.
    add_customer(&mut store, "Budi");
    undo(&mut store, Some(back.change)).unwrap();
    assert!(!member(&store, "Ani").facts.active);
    assert_eq!(member(&store, "Ani").id, ani);
}

#[test]
fn two_people_who_change_somebody_see_what_the_other_made_of_it() {
    let (_dir, mut store) = new_store();
    let id = add(&mut store, "Rina");
    let base = facts("Rina", true);
    write(&mut store, &edit(id, base.clone(), facts("Rina W", true))).unwrap();
    for (mine, active) in [("Rina S", true), ("Rina", false)] {
        let conflict = write(&mut store, &edit(id, base.clone(), facts(mine, active)));
        let Err(StoreError::Conflict(fields)) = conflict else {
            panic!("{conflict:?}");
        };
        let told: Vec<_> = fields
            .iter()
            .map(|field| [&*field.field, &field.theirs, &field.mine])
            .collect();
        assert_eq!(told, [["staff", "Rina W", mine]]);
    }
    write(
        &mut store,
        &edit(id, facts("Rina W", true), facts("Rina W", false)),
    )
    .unwrap();
    assert_eq!(member(&store, "Rina W").facts, facts("Rina W", false));
}

#[test]
fn a_name_is_needed_and_is_one_persons_only() {
    let (_dir, mut store) = new_store();
    add(&mut store, "Rina");
    add(&mut store, "Dewi");
    let why = |result| refusals(result).remove(0).1;
    assert_eq!(
        why(change(&mut store, "Dewi", facts(" ", true))),
        "required"
    );
    assert_eq!(
        why(change(&mut store, "Dewi", facts("RINA", true))),
        "staff_taken"
    );
    // Another spelling of the own name is free.
    change(&mut store, "Dewi", facts("DEWI", true)).unwrap();
    let gone = edit(StaffId(99), facts("x", true), facts("y", true));
    assert!(matches!(write(&mut store, &gone), Err(StoreError::Gone)));
}

#[test]
fn a_name_that_somebody_else_took_meanwhile_is_not_given_back() {
    let (_dir, mut store) = new_store();
    add(&mut store, "Rina");
    let renamed = change(&mut store, "Rina", facts("Wati", true)).unwrap();
    add(&mut store, "Rina");
    let refused = undo(&mut store, Some(renamed.change));
    assert!(
        matches!(refused, Err(StoreError::RestsOn { .. })),
        "{refused:?}"
    );
}

#[test]
fn who_has_another_name_now_takes_back_what_was_done_under_the_old_one() {
    let (_dir, mut store) = new_store();
    add(&mut store, "Ani");
    let terminal = author("Ani").terminal;
    change(&mut store, "Ani", facts("Ani Lestari", true)).unwrap();
    let renamed = crate::domain::Author {
        terminal,
        ..author("Ani Lestari")
    };
    assert_eq!(store.undoable(&renamed).unwrap()[0].kind, "edit_staff");
    let undo = Change::Undo { change: None };
    store.write(&renamed, op(), &undo).unwrap();
    assert_eq!(store.staff().unwrap(), ["Ani"]);
}
