use super::Desk;
use crate::domain::MatchClass;
use crate::domain::trade::Trade;
use crate::domain::{CustomerId, Found, Subject, VehicleId};
use crate::protocol::{Answer, Applies, Command, Context, Event, Failure, Go, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{card, context, drawn, found, hit, press, remark, visit};
use crate::text::Lang;

fn at_80() -> Context {
    context((80, 24))
}

fn three() -> Found {
    let mut hits = vec![
        hit(42, "B 1234 XYZ", "Pak Budi Santoso"),
        hit(43, "B 1234 XA", "Bu Sari Dewi"),
        hit(44, "D 1234 XB", "PT Karya Abadi"),
    ];
    hits[0].alert = true;
    found(hits)
}

fn answer(desk: &mut Desk, slot: Slot, answer: &Answer, context: &Context) -> Vec<Step> {
    desk.update(Event::Answer(slot, answer), context)
}

/// A desk on which `1234` was typed and everything has arrived.
fn served(found: Found, context: &Context) -> Desk {
    let mut desk = Desk::new();
    press(&mut desk, "1234", context);
    answer(&mut desk, Slot::Matches, &Answer::Found(found), context);
    answer(
        &mut desk,
        Slot::Card,
        &Answer::Card(Some(Box::new(card()))),
        context,
    );
    desk
}

fn asked(steps: &[Step]) -> Vec<(Slot, String)> {
    let asked = steps.iter().filter_map(|step| match step {
        Step::Read(slot, Query::Find { text, .. }) => Some((*slot, text.clone())),
        Step::Read(slot, Query::Card(of)) => Some((*slot, format!("{of:?}"))),
        _ => None,
    });
    asked.collect()
}

fn went(steps: &[Step]) -> Vec<Go> {
    let went = steps.iter().filter_map(|step| match step {
        Step::Go(go) => Some(go.clone()),
        _ => None,
    });
    went.collect()
}

const BUDI: Subject = Subject::Customer(CustomerId(42), Some(VehicleId(42)));

#[test]
fn every_keystroke_asks_for_matches() {
    let mut desk = Desk::new();
    let steps = press(&mut desk, "12", &at_80());
    let expected = [
        (Slot::Matches, "1".to_owned()),
        (Slot::Matches, "12".to_owned()),
    ];
    assert_eq!(asked(&steps), expected);
}

#[test]
fn the_card_of_the_first_match_is_asked_for_at_once() {
    let mut desk = Desk::new();
    press(&mut desk, "1234", &at_80());
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(three()), &at_80());
    assert_eq!(asked(&steps), [(Slot::Card, format!("{BUDI:?}"))]);
}

#[test]
fn letters_type_while_the_list_is_moved() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "<Down>", &at_80());
    assert_eq!(desk.list.selected(), Some(1));
    let steps = press(&mut desk, "x", &at_80());
    assert_eq!(asked(&steps), [(Slot::Matches, "1234x".to_owned())]);
}

#[test]
fn the_chosen_match_stays_while_the_same_line_is_asked_again() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "<Down>", &at_80());
    desk.update(Event::Stale, &at_80());
    let mut newer = three();
    newer.hits.insert(0, hit(50, "B 1234 AA", "Bu Ani"));
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    assert_eq!(desk.list.selected(), Some(2));
    assert!(asked(&steps)[0].1.contains("CustomerId(43)"));
}

#[test]
fn a_quick_hand_acts_on_what_was_typed_and_not_on_what_is_still_shown() {
    let mut desk = served(three(), &at_80());
    assert!(went(&press(&mut desk, "5<F2>", &at_80())).is_empty());
    let newer = found(vec![hit(51, "B 12345 C", "Pak Eko")]);
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    let eko = Subject::Customer(CustomerId(51), Some(VehicleId(51)));
    assert_eq!(went(&steps), [Go::NewVisit(eko)]);
}

#[test]
fn typing_on_takes_back_what_was_asked_too_early() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "5<Enter>6", &at_80());
    let newer = found(vec![hit(51, "B 12345 C", "Pak Eko")]);
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    assert!(went(&steps).is_empty());
}

#[test]
fn a_paste_types_and_confirms_nothing() {
    let mut desk = Desk::new();
    let steps = desk.update(Event::Paste("B 1234\n"), &at_80());
    assert_eq!(asked(&steps), [(Slot::Matches, "B 1234".to_owned())]);
    assert!(went(&steps).is_empty());
}

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
fn going_down_past_the_last_match_asks_for_more() {
    let context = at_80();
    let mut many = three();
    many.total = 400;
    let mut desk = served(many, &context);
    let steps = press(&mut desk, "<Down><Down>", &context);
    let limit = steps.iter().find_map(|step| match step {
        Step::Read(_, Query::Find { limit, .. }) => Some(*limit),
        _ => None,
    });
    assert_eq!(limit, Some(3 + 17));
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

#[test]
fn esc_empties_the_line_and_never_leaves() {
    let mut desk = served(three(), &at_80());
    assert_eq!(
        asked(&press(&mut desk, "<Esc>", &at_80())),
        [(Slot::Matches, String::new())]
    );
    assert!(press(&mut desk, "<Esc>", &at_80()).is_empty());
}

#[test]
fn history_is_asked_for_only_where_it_is_shown() {
    for (columns, expected) in [(80, 1), (200, 2)] {
        let context = context((columns, 50));
        let mut desk = Desk::new();
        press(&mut desk, "1234", &context);
        let steps = answer(&mut desk, Slot::Matches, &Answer::Found(three()), &context);
        assert_eq!(steps.len(), expected, "{columns}");
    }
}

#[test]
fn a_card_that_arrives_when_nothing_is_chosen_any_more_is_dropped() {
    let desk = served(found(Vec::new()), &at_80());
    assert!(desk.card.value.is_none());
}

#[test]
fn empty_book() {
    let mut desk = Desk::new();
    desk.update(Event::Shown, &at_80());
    answer(
        &mut desk,
        Slot::Matches,
        &Answer::Found(Found::default()),
        &at_80(),
    );
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

#[test]
fn the_latest_visitors_stand_on_an_empty_line() {
    let context = context((120, 22));
    let mut desk = Desk::new();
    desk.update(Event::Shown, &context);
    answer(&mut desk, Slot::Matches, &Answer::Found(three()), &context);
    insta::assert_snapshot!(drawn(&desk, &context));
}

#[test]
fn nothing_found() {
    let desk = served(found(Vec::new()), &at_80());
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

#[test]
fn loading() {
    let mut desk = Desk::new();
    press(&mut desk, "1234", &at_80());
    desk.update(Event::Slow(Slot::Matches), &at_80());
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

#[test]
fn one() {
    let one = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
    insta::assert_snapshot!(drawn(&served(one, &at_80()), &at_80()));
}

#[test]
fn failed() {
    let mut desk = Desk::new();
    press(&mut desk, "1234", &at_80());
    let failure = Failure::Io("input/output error".to_owned());
    desk.update(Event::Failed(Slot::Matches, &failure), &at_80());
    insta::assert_snapshot!(drawn(&desk, &at_80()));
}

fn many() -> Found {
    let mut many = found(
        (0..30)
            .map(|n| hit(42 + n, "B 1234 XYZ", "Pak Budi Santoso"))
            .collect(),
    );
    many.total = 1_000;
    many.more = true;
    many
}

#[test]
fn many_in_three_windows() {
    for (columns, rows) in [(80, 24), (40, 20), (120, 40)] {
        let context = context((columns, rows));
        let mut desk = served(many(), &context);
        press(&mut desk, "<Down>", &context);
        let shown = desk.update(Event::Stale, &context);
        assert!(!shown.is_empty());
        insta::assert_snapshot!(format!("many_{columns}x{rows}"), drawn(&desk, &context));
    }
}

#[test]
fn the_card_in_a_narrow_window() {
    let context = context((40, 20));
    let one = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
    insta::assert_snapshot!(drawn(&served(one, &context), &context));
}

#[test]
fn history_beside_the_card() {
    let context = context((200, 24));
    let mut desk = served(three(), &context);
    let visits: Vec<_> = (0..20).map(visit).collect();
    answer(
        &mut desk,
        Slot::History,
        &Answer::History(visits, 20),
        &context,
    );
    insta::assert_snapshot!(drawn(&desk, &context));
}

#[test]
fn long_and_wide_text() {
    for (columns, rows) in [(80, 24), (40, 20), (120, 40)] {
        let context = context((columns, rows));
        let mut long = card();
        let customer = long.customer.as_mut().unwrap();
        customer.facts.name =
            "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo Wreksodiningrat".into();
        customer.facts.note = "prefers mornings; ".repeat(20);
        customer.facts.alert = "never without asking: ".repeat(8);
        long.remarks = vec![remark(), remark(), remark()];
        let name = "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo";
        let mut desk = served(
            found(vec![hit(42, "B 1234 XYZ", name), hit(43, "KT 1 A", "x")]),
            &context,
        );
        answer(
            &mut desk,
            Slot::Card,
            &Answer::Card(Some(Box::new(long))),
            &context,
        );
        let keys = if columns < 60 {
            "<Down><Up><Enter>"
        } else {
            "<Down><Up>"
        };
        press(&mut desk, keys, &context);
        insta::assert_snapshot!(format!("long_{columns}x{rows}"), drawn(&desk, &context));
    }
}

#[test]
fn in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&served(three(), &context), &context));
}

#[test]
fn long_work_does_not_push_what_is_due_or_the_phone_off_the_card() {
    for (columns, rows) in [(80, 22), (80, 20)] {
        let context = context((columns, rows));
        let mut long = card();
        let visit = long.last_visit.as_mut().unwrap();
        for line in &mut visit.facts.lines {
            line.text = "FF3-TO-15601-AVZ-0 OIL FILTER 001 FORTAG AVZ-CLY-A".to_owned();
        }
        long.vehicle.as_mut().unwrap().next_service.day =
            Some(crate::screens::samples::day("2025-03-13"));
        let mut desk = served(three(), &context);
        answer(
            &mut desk,
            Slot::Card,
            &Answer::Card(Some(Box::new(long))),
            &context,
        );
        let shown = drawn(&desk, &context);
        for seen in ["FF3-TO", "Shell HX7", "20 months ago", "0812-3456-7890"] {
            assert!(shown.contains(seen), "{seen} at {columns}x{rows}\n{shown}");
        }
    }
}

#[test]
fn other_trades_in_a_wide_window() {
    for name in ["pets", "salon"] {
        let mut context = context((120, 40));
        let trade = Trade::named(name).unwrap();
        let brings = trade.asset.is_some();
        context.trade = std::sync::Arc::new(trade);
        let mut shown = card();
        if let Some(vehicle) = &mut shown.vehicle {
            vehicle.facts.plate = None;
            vehicle.facts.make = "Milo".to_owned();
            vehicle.facts.model = "kucing Persia".to_owned();
            vehicle.odometer = None;
            vehicle.next_service.odometer = None;
        }
        if !brings {
            shown.vehicle = None;
        }
        if let Some(visit) = &mut shown.last_visit {
            visit.facts.odometer = None;
            visit.facts.oil = String::new();
            visit.facts.lines.truncate(1);
            visit.facts.lines[0].text = "grooming".to_owned();
            visit.plate = String::new();
        }
        shown.usual.oil = None;
        let plate = if brings { "Milo" } else { "" };
        let mut hits = vec![hit(42, plate, "Pak Budi Santoso")];
        hits[0].plate = String::new();
        hits[0].vehicle_text = format!("{plate} kucing Persia");
        let mut desk = served(found(hits), &context);
        let answered = Answer::Card(Some(Box::new(shown)));
        answer(&mut desk, Slot::Card, &answered, &context);
        insta::assert_snapshot!(format!("trade_{name}_120x40"), drawn(&desk, &context));
    }
}
