//! What a form has just written is seen on the desk, whatever was typed before.

use super::*;
use crate::domain::Receipt;
use crate::screens::samples::receipt;

/// The desk after a form over it has written about `about`, with what the book answers then.
fn after_saving(about: &Receipt, answered: Found, context: &Context) -> Desk {
    let mut desk = Desk::new();
    desk.update(Event::Shown, context);
    answer(&mut desk, Slot::Matches, &Answer::Found(three()), context);
    assert!(desk.update(Event::SavedAbove(about), context).is_empty());
    desk.update(Event::Shown, context);
    answer(&mut desk, Slot::Matches, &Answer::Found(answered), context);
    desk
}

fn with_ani() -> (Receipt, Found) {
    let mut ani = hit(50, "", "Bu Ani");
    ani.vehicle = None;
    ani.last_day = None;
    let mut answered = three();
    answered.hits.insert(0, ani);
    let about = Receipt {
        customer: Some(CustomerId(50)),
        ..receipt()
    };
    (about, answered)
}

#[test]
fn a_new_customer_is_asked_for_beside_the_line_until_another_is_typed() {
    let also = |steps: &[Step]| {
        steps.iter().find_map(|step| match step {
            Step::Read(_, Query::Find { also, .. }) => Some(*also),
            _ => None,
        })
    };
    let (about, answered) = with_ani();
    let mut desk = after_saving(&about, answered, &at_80());
    let ani = Subject::Customer(CustomerId(50), None);
    let again = desk.update(Event::Stale, &at_80());
    assert_eq!(also(&again), Some(Some(ani)));
    assert_eq!(also(&press(&mut desk, "b", &at_80())), Some(None));
}

#[test]
fn the_list_goes_to_whoever_was_saved_and_asks_for_the_card() {
    let (about, answered) = with_ani();
    let mut last = three();
    last.hits.push(answered.hits[0].clone());
    for (answered, at) in [(answered, 0), (last, 3)] {
        let mut desk = after_saving(&about, answered.clone(), &at_80());
        assert_eq!(desk.list.selected(), Some(at));
        assert_eq!(
            desk.card_of,
            Some(Subject::Customer(CustomerId(50), None)),
            "its card"
        );
        // Once: whoever is chosen then stays chosen.
        press(&mut desk, "<Up><Down><Down>", &at_80());
        let chosen = desk.list.selected();
        answer(&mut desk, Slot::Matches, &Answer::Found(answered), &at_80());
        assert_eq!(desk.list.selected(), chosen);
    }
}

#[test]
fn a_second_vehicle_is_shown_with_its_owner() {
    let about = Receipt {
        customer: Some(CustomerId(42)),
        vehicle: Some(VehicleId(77)),
        ..receipt()
    };
    let mut second = hit(42, "B 77 SD", "Pak Budi Santoso");
    second.vehicle = Some(VehicleId(77));
    let mut answered = three();
    answered.hits.insert(0, second);
    let desk = after_saving(&about, answered, &at_80());
    let second = Subject::Customer(CustomerId(42), Some(VehicleId(77)));
    assert_eq!(desk.card_of, Some(second));
}

#[test]
fn what_is_about_nobody_moves_nothing() {
    let about = Receipt {
        customer: None,
        ..receipt()
    };
    let desk = after_saving(&about, three(), &at_80());
    assert_eq!((desk.saved, desk.list.selected()), (None, Some(0)));
}

#[test]
fn in_a_narrow_window_the_card_is_seen_and_esc_goes_back_to_the_list() {
    let context = context((40, 20));
    let (about, answered) = with_ani();
    let mut desk = after_saving(&about, answered, &context);
    assert!(desk.shows_card_only(40));
    press(&mut desk, "<Esc>", &context);
    assert!(!desk.shows_card_only(40));
}

#[test]
fn who_was_saved_and_never_here_is_marked_in_the_list() {
    let (about, answered) = with_ani();
    let context = context((120, 22));
    let desk = after_saving(&about, answered, &context);
    insta::assert_snapshot!(drawn(&desk, &context));
}
