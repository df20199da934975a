use super::SamePerson;
use crate::domain::{
    Birthday, Change, Consent, Customer, CustomerId, FieldConflict, Likely, Likeness, Named, Owing,
    Side,
};
use crate::protocol::{Answer, Command, Context, Event, Failure, Go, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{
    budi, card, change, context, day, drawn, found, hit, phone, press, receipt,
};
use crate::text::Lang;

fn twin() -> Customer {
    let mut twin = budi();
    twin.id = CustomerId(77);
    twin.code = "C-00077".to_owned();
    twin.aliases = Vec::new();
    twin.facts.name = "Budi Santosa".to_owned();
    twin.facts.phones = vec![phone("0813 5555 6666")];
    twin.facts.city = "Sidoarjo".to_owned();
    twin.facts.birthday = Birthday::new(26, 11, Some(1975));
    twin
}

fn side(customer: Customer, visits: i64) -> Side {
    Side {
        customer,
        company: None,
        referred_by: None,
        terms: None,
        consents: Vec::new(),
        visits,
        vehicles: 1,
        points: 210,
    }
}

fn sides() -> [Side; 2] {
    let mut other = side(twin(), 3);
    other.consents = vec![Consent {
        purpose: "promotions".to_owned(),
        yes: false,
        day: day("2026-01-05"),
        channel: "counter".to_owned(),
        by: "Rina".to_owned(),
    }];
    [side(budi(), 12), other]
}

fn likely() -> Vec<Likely> {
    let named = |id, name: &str| Named {
        id: CustomerId(id),
        code: format!("C-{id:05}"),
        name: name.to_owned(),
        honorific: String::new(),
    };
    vec![
        Likely {
            who: named(77, "Pak Budi Santosa"),
            known_by: "B 1234 XYZ  0813 5555 6666".to_owned(),
            by: Likeness::Plate("B 1234 XYZ".to_owned()),
        },
        Likely {
            who: named(78, "Budi Santoso"),
            known_by: String::new(),
            by: Likeness::Name,
        },
    ]
}

fn opened(context: &Context) -> SamePerson {
    let mut screen = SamePerson::new(CustomerId(42));
    screen.update(Event::Shown, context);
    let answer = Answer::Card(Some(Box::new(card())));
    screen.update(Event::Answer(Slot::Card, &answer), context);
    let answer = Answer::Likely(likely());
    screen.update(Event::Answer(Slot::SamePerson, &answer), context);
    screen
}

fn beside(context: &Context) -> SamePerson {
    let mut screen = opened(context);
    let steps = press(&mut screen, "<Enter>", context);
    assert!(matches!(
        &steps[..],
        [Step::Read(
            Slot::SamePerson,
            Query::SideBySide(CustomerId(42), CustomerId(77))
        )]
    ));
    arrives(&mut screen, sides(), context);
    screen
}

fn arrives(screen: &mut SamePerson, sides: [Side; 2], context: &Context) {
    let answer = Answer::SideBySide(Some(Box::new(sides)));
    screen.update(Event::Answer(Slot::SamePerson, &answer), context);
}

fn merged(steps: &[Step]) -> (i64, i64, Vec<String>) {
    match change(steps) {
        Some(Change::MergeCustomers {
            keep, other, taken, ..
        }) => (keep.0, other.0, taken.into_iter().collect()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_likeliest_is_chosen_and_two_keys_merge() {
    let context = context((80, 22));
    let mut screen = beside(&context);
    let steps = press(&mut screen, "<Ctrl+S>", &context);
    assert_eq!(merged(&steps), (42, 77, Vec::new()));
    let steps = screen.update(Event::Saved(&receipt()), &context);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(Some(_)))]));
}

#[test]
fn a_merge_that_leaves_fewer_points_than_none_says_so() {
    let context = context((80, 22));
    let mut screen = beside(&context);
    press(&mut screen, "<Ctrl+S>", &context);
    let mut receipt = receipt();
    receipt.owing = vec![Owing {
        who: "Pak Budi Santoso".to_owned(),
        points: -40,
    }];
    let steps = screen.update(Event::Saved(&receipt), &context);
    let [Step::Go(Go::Back(Some(notice)))] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert!(notice.text.contains("40"), "{notice:?}");
    assert!(notice.hint.contains("one customer now"), "{notice:?}");
}

#[test]
fn letters_find_another_and_never_this_very_customer() {
    let context = context((80, 22));
    let mut screen = opened(&context);
    let steps = press(&mut screen, "x ", &context);
    assert!(matches!(&steps[..], [.., Step::Read(_, Query::Find { text, .. })] if text == "x"));
    let mut own = hit(42, "B 1234 XYZ", "Budi Santoso");
    own.customer = Some(CustomerId(42));
    let mut other = hit(9, "D 7 A", "Xaver");
    other.customer = Some(CustomerId(9));
    let answer = Answer::Found(found(vec![own.clone(), other.clone(), other]));
    screen.update(Event::Answer(Slot::SamePerson, &answer), &context);
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(matches!(
        &steps[..],
        [Step::Read(_, Query::SideBySide(_, CustomerId(9)))]
    ));
    // Back to the line, then to nothing typed, then out.
    for _ in 0..2 {
        let steps = press(&mut screen, "<Esc>", &context);
        assert!(!matches!(&steps[..], [Step::Go(_)]), "{steps:?}");
    }
    let steps = press(&mut screen, "<Esc>", &context);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(None))]));
}

#[test]
fn of_each_field_either_value_is_taken_and_who_stays_can_be_swapped() {
    let context = context((80, 22));
    let mut screen = beside(&context);
    let steps = press(&mut screen, "<Space><Down><Space><Space><Ctrl+S>", &context);
    assert_eq!(merged(&steps), (42, 77, vec!["name".to_owned()]));
    screen.update(Event::NotSaved(&Failure::Cancelled), &context);
    let steps = press(&mut screen, "<Ctrl+X><Ctrl+S>", &context);
    let (keep, other, taken) = merged(&steps);
    assert_eq!((keep, other), (77, 42));
    assert_eq!(taken, ["birthday"], "the same values as before");
}

#[test]
fn what_was_chosen_stays_when_the_other_was_changed_meanwhile() {
    let context = context((80, 22));
    let mut screen = beside(&context);
    press(&mut screen, "<Down><Space><Ctrl+S>", &context);
    let conflict = Failure::Conflict(vec![FieldConflict {
        field: "name".to_owned(),
        base: "Budi Santosa".to_owned(),
        theirs: "Boedi Santosa".to_owned(),
        mine: "Budi Santosa".to_owned(),
    }]);
    let steps = screen.update(Event::NotSaved(&conflict), &context);
    assert!(matches!(
        &steps[..],
        [Step::Read(..), Step::Say(notice)] if notice.text.contains("Name")
    ));
    let [one, mut other] = sides();
    other.customer.facts.name = "Boedi Santosa".to_owned();
    arrives(&mut screen, [one, other], &context);
    insta::assert_snapshot!("changed", drawn(&screen, &context));
    let steps = press(&mut screen, "<Ctrl+S>", &context);
    assert_eq!(merged(&steps).2, ["birthday"]);
}

#[test]
fn where_they_contradict_each_other_in_nothing_there_is_nothing_to_choose() {
    let context = context((80, 22));
    let mut screen = opened(&context);
    press(&mut screen, "<Enter>", &context);
    let mut same = twin();
    let code = same.code.clone();
    same.facts = budi().facts;
    same.code = code;
    arrives(&mut screen, [side(budi(), 1), side(same, 0)], &context);
    assert_eq!(
        screen.applies(Command::TakeOther),
        crate::protocol::Applies::No
    );
    insta::assert_snapshot!("alike", drawn(&screen, &context));
}

#[test]
fn it_looks_like_this() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        for (lang, code) in [(Lang::En, "en"), (Lang::Id, "id")] {
            let mut context = context((columns, rows));
            context.lang = lang;
            let name = |what: &str| format!("{what}_{columns}_{code}");
            insta::assert_snapshot!(name("likely"), drawn(&opened(&context), &context));
            insta::assert_snapshot!(name("beside"), drawn(&beside(&context), &context));
        }
    }
    let context = context((80, 22));
    let mut screen = SamePerson::new(CustomerId(42));
    screen.update(Event::Shown, &context);
    screen.update(Event::Slow(Slot::SamePerson), &context);
    insta::assert_snapshot!("loading", drawn(&screen, &context));
    screen.update(Event::Failed(Slot::SamePerson, &Failure::Gone), &context);
    insta::assert_snapshot!("failed", drawn(&screen, &context));
    screen.update(
        Event::Answer(Slot::SamePerson, &Answer::Likely(Vec::new())),
        &context,
    );
    insta::assert_snapshot!("nobody", drawn(&screen, &context));
}
