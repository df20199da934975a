//! What the audit tells of lists, gatherings and versions of the rules.

use super::*;
use crate::domain::{Change, CustomerId, Day, GatheringFacts, GatheringId, GuestState};
use crate::points::Rule;
use crate::store::test_kit::{add_customer, new_store, write};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn meeting(name: &str, guests: &[CustomerId]) -> Change {
    Change::AddGathering {
        facts: Box::new(GatheringFacts {
            name: name.to_owned(),
            day: day("2026-12-13"),
            time: String::new(),
            place: String::new(),
            note: String::new(),
        }),
        guests: guests.to_vec(),
    }
}

fn newest(store: &Store) -> AuditLine {
    store.audit(None, 1).unwrap().remove(0)
}

fn about(line: &AuditLine) -> (&str, &str) {
    let about = line.about.as_ref().unwrap();
    (about.field, &about.value)
}

fn field(line: &AuditLine, name: &str) -> (String, String) {
    let field = line.fields.iter().find(|field| field.name == name);
    let field = field.unwrap_or_else(|| panic!("no {name} in {:?}", line.fields));
    (field.old.clone(), field.new.clone())
}

fn pair(old: &str, new: &str) -> (String, String) {
    (old.to_owned(), new.to_owned())
}

#[test]
fn guests_are_counted_and_the_gathering_is_named_even_when_it_is_gone() {
    let (_dir, mut store) = new_store();
    store.today_is(day("2026-12-13"));
    let all = ["Ani", "Budi", "Citra"].map(|name| add_customer(&mut store, name));
    write(&mut store, &meeting("Kopdar", &all[..2])).unwrap();
    assert_eq!(field(&newest(&store), "guests"), pair("", "2"));
    let gathering: GatheringId = store.gathering_named("Kopdar").unwrap().unwrap();
    let guests = all.to_vec();
    write(&mut store, &Change::Invite { gathering, guests }).unwrap();
    let invited = newest(&store);
    assert_eq!(about(&invited), ("event", "Kopdar"));
    assert_eq!(field(&invited, "guests"), pair("", "1"));
    let people = store.named_in(invited.id).unwrap();
    assert_eq!(people.len(), 1);
    assert_eq!(people[0].name, "Citra");
    let mark = Change::MarkGuest {
        gathering,
        customer: all[0],
        state: Some(GuestState::Came),
    };
    write(&mut store, &mark).unwrap();
    let marked = newest(&store);
    assert_eq!(about(&marked), ("event", "Kopdar"));
    assert_eq!(field(&marked, "event_guest"), pair("invited", "came"));
    write(&mut store, &Change::RemoveGathering { id: gathering }).unwrap();
    let removed = newest(&store);
    assert_eq!(about(&removed), ("event", "Kopdar"));
    assert_eq!(field(&removed, "guests"), pair("3", ""));
    // Its number may be given to the next one.
    write(&mut store, &meeting("Buka bersama", &[])).unwrap();
    let lines = store.audit(None, 50).unwrap();
    let marked = lines.iter().find(|line| line.id == marked.id).unwrap();
    assert_eq!(about(marked), ("event", "Kopdar"));
}

#[test]
fn a_version_of_the_rules_is_told_beside_the_one_it_replaced() {
    let (_dir, mut store) = new_store();
    let worth = |worth| Rule {
        worth,
        ..Rule::default()
    };
    let set = |worth_now, since| Change::SetPointsRule {
        since: day(since),
        rule: worth(worth_now).to_json(),
    };
    write(&mut store, &set(200, "2030-01-01")).unwrap();
    let first = newest(&store);
    assert_eq!(about(&first), ("since", "2030-01-01"));
    assert_eq!(field(&first, "since"), pair("", "2030-01-01"));
    let (old, new) = field(&first, "points_rule");
    assert_eq!(Rule::from_json(&old).unwrap(), Rule::default());
    assert_eq!(Rule::from_json(&new).unwrap(), worth(200));
    write(&mut store, &set(300, "2030-02-01")).unwrap();
    let second = newest(&store);
    for _ in 0..2 {
        write(&mut store, &Change::Undo { change: None }).unwrap();
    }
    write(&mut store, &set(400, "2030-03-01")).unwrap();
    let third = newest(&store);
    let replaced = |line: &AuditLine| {
        let lines = store.audit(None, 50).unwrap();
        let line = lines.into_iter().find(|known| known.id == line.id);
        Rule::from_json(&field(&line.unwrap(), "points_rule").0).unwrap()
    };
    // Whatever was taken back since, at that time it held.
    assert_eq!(replaced(&second), worth(200));
    assert_eq!(replaced(&third), Rule::default());
}
