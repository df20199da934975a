use super::GatheringForm;
use crate::domain::filter::{Shipped, Silence};
use crate::domain::{
    Change, CustomerId, Gathering, GatheringFacts, GatheringId, Segment, SegmentHeld, SegmentId,
    SegmentKept,
};
use crate::insight::{GatheringGuests, GatheringResult, GatheringTold};
use crate::protocol::{Answer, Context, Event, Failure, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press};

fn segments() -> Vec<(Segment, Option<u64>)> {
    let filter = Shipped::ALL[0].filter();
    let segment = Segment {
        id: SegmentId(5),
        kept: SegmentKept {
            name: "Regulars".to_owned(),
            filter: filter.to_json(),
        },
        filter: Ok(filter),
    };
    vec![(segment, Some(2))]
}

fn june() -> Gathering {
    Gathering {
        id: GatheringId(2),
        facts: GatheringFacts {
            name: "Kopdar Juni".to_owned(),
            day: day("2026-06-06"),
            time: String::new(),
            place: "the workshop".to_owned(),
            note: String::new(),
        },
    }
}

fn opened(base: Option<Gathering>, at: &Context) -> GatheringForm {
    let mut form = GatheringForm::new(base);
    form.update(Event::Shown, at);
    form.update(
        Event::Answer(
            Slot::Segments,
            &Answer::Segments(segments(), Silence::default()),
        ),
        at,
    );
    form
}

fn held(form: &mut GatheringForm, at: &Context) -> Vec<Step> {
    let held = SegmentHeld {
        customers: vec![CustomerId(7), CustomerId(9)],
        ..SegmentHeld::default()
    };
    form.update(
        Event::Answer(Slot::Meant, &Answer::Meant(Box::new(held))),
        at,
    )
}

#[test]
fn a_new_one_is_written_with_those_whom_the_segment_holds() {
    let at = context((80, 22));
    let mut form = opened(None, &at);
    let steps = press(
        &mut form,
        "Kopdar<Tab>6/12/2026<Tab><Tab><Tab><Right><Ctrl+S>",
        &at,
    );
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    match change(&held(&mut form, &at)) {
        Some(Change::AddGathering { facts, guests }) => {
            assert_eq!(
                (facts.name.as_str(), facts.day),
                ("Kopdar", day("2026-12-06"))
            );
            assert_eq!(guests, [CustomerId(7), CustomerId(9)]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_name_or_a_day_nothing_is_written() {
    let at = context((80, 22));
    let mut form = opened(None, &at);
    assert_eq!(change(&press(&mut form, "<Ctrl+S>", &at)), None);
    insta::assert_snapshot!("mistakes", drawn(&form, &at));
}

#[test]
fn one_of_the_book_is_corrected_and_a_segment_invited_by_one_change() {
    let at = context((80, 22));
    let mut form = opened(Some(june()), &at);
    // It begins where more guests are invited.
    press(&mut form, "<Right><Tab>bring a cake<Ctrl+S>", &at);
    let steps = held(&mut form, &at);
    match change(&steps) {
        Some(Change::EditGathering { facts, guests, .. }) => {
            assert_eq!(facts.note, "bring a cake");
            assert_eq!(guests, [CustomerId(7), CustomerId(9)]);
        }
        other => panic!("{other:?}"),
    }
    // Where nothing else is said, it only invites.
    let mut form = opened(Some(june()), &at);
    press(&mut form, "<Right><Ctrl+S>", &at);
    let steps = held(&mut form, &at);
    assert!(matches!(change(&steps), Some(Change::Invite { .. })));
}

#[test]
fn what_another_made_of_it_meanwhile_stands_under_what_was_typed() {
    let at = context((80, 22));
    let mut form = opened(Some(june()), &at);
    press(&mut form, "<Tab>bring a cake<Ctrl+S>", &at);
    let conflict = Failure::Conflict(Vec::new());
    let steps = form.update(Event::NotSaved(&conflict), &at);
    let asked = |step: &Step| matches!(step, Step::Read(Slot::Gatherings, Query::Guests(..)));
    assert!(steps.iter().any(asked), "{steps:?}");
    let mut moved = june();
    moved.facts.place = "the park".to_owned();
    let told = GatheringTold {
        gathering: moved.clone(),
        result: GatheringResult::default(),
    };
    let left = GatheringGuests {
        told,
        guests: Vec::new(),
    };
    let answer = Answer::Guests(Some(Box::new(left)));
    form.update(Event::Answer(Slot::Gatherings, &answer), &at);
    match change(&press(&mut form, "<Ctrl+S>", &at)) {
        Some(Change::EditGathering { base, facts, .. }) => {
            assert_eq!(*base, moved.facts);
            assert_eq!(
                (facts.place.as_str(), facts.note.as_str()),
                ("the park", "bring a cake")
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_form_as_it_opens() {
    for (size, name) in [((80, 22), "usual"), ((40, 18), "narrow")] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(Some(june()), &at), &at));
    }
}
