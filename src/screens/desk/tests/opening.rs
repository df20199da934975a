//! Keys that open something.

use super::*;

#[test]
fn keys_open_what_they_say() {
    let cases = [
        ("<Enter>", Go::Card(BUDI)),
        ("<F2>", Go::NewVisit(BUDI)),
        ("<F3>", Go::NewCustomer("1234".to_owned())),
        ("<F9>", Go::EditCustomer(CustomerId(42))),
    ];
    for (keys, expected) in cases {
        let mut desk = served(three(), &at_80());
        assert_eq!(
            went(&press(&mut desk, keys, &at_80())),
            [expected],
            "{keys}"
        );
    }
}

#[test]
fn the_vehicle_menu_leads_to_the_new_owner() {
    let mut desk = served(three(), &at_80());
    let asked = went(&press(&mut desk, "<F8>", &at_80()));
    let [Go::Ask(question)] = asked.as_slice() else {
        panic!("a menu, not {asked:?}");
    };
    assert_eq!(question.choices[2].0, 's');
    let steps = desk.update(Event::Chosen(&crate::protocol::Choice::Nth(2)), &at_80());
    assert_eq!(went(&steps), [Go::NewOwner(VehicleId(42), BUDI)]);
}

#[test]
fn a_vehicle_of_nobody_gets_its_owner_with_the_key_for_new() {
    let mut unowned = hit(9, "B 1234 XYZ", "");
    unowned.customer = None;
    let mut desk = served(found(vec![unowned]), &at_80());
    let vehicle = Subject::Vehicle(VehicleId(9));
    assert_eq!(
        went(&press(&mut desk, "<F3>", &at_80())),
        [Go::NewOwner(VehicleId(9), vehicle)]
    );
    assert!(matches!(
        desk.applies(Command::EditCustomer),
        Applies::Blocked(_)
    ));
}

#[test]
fn nothing_can_be_opened_where_nothing_was_found() {
    let desk = served(found(Vec::new()), &at_80());
    assert!(matches!(
        desk.applies(Command::OpenCard),
        Applies::Blocked(_)
    ));
    assert_eq!(desk.applies(Command::NewCustomer), Applies::Yes);
    assert_eq!(desk.applies(Command::Save), Applies::No);
}

#[test]
fn in_a_narrow_window_enter_shows_the_card_and_then_opens_it() {
    let context = context((40, 20));
    let mut desk = served(three(), &context);
    assert!(went(&press(&mut desk, "<Enter>", &context)).is_empty());
    assert!(desk.shows_card_only(40));
    assert_eq!(
        went(&press(&mut desk, "<Enter>", &context)),
        [Go::Card(BUDI)]
    );
    press(&mut desk, "<Esc>", &context);
    assert!(!desk.shows_card_only(40));
}

#[test]
fn in_a_narrow_window_the_only_exact_one_shows_its_card_and_down_the_others() {
    let context = context((40, 20));
    let mut found = three();
    for (hit, class) in
        found
            .hits
            .iter_mut()
            .zip([MatchClass::Exact, MatchClass::Tail, MatchClass::Forgiven])
    {
        hit.class = class;
    }
    let mut desk = served(found, &context);
    press(&mut desk, "1", &context);
    assert!(desk.shows_card_only(40));
    press(&mut desk, "<Down>", &context);
    assert!(!desk.shows_card_only(40));
}
