use super::FullCard;
use super::model::Pane;
use crate::domain::{
    Brought, Card, Consent, CustomerId, EarlierPlate, LostTo, MessageChannel, MessageEntry,
    MessagePurpose, Money, Named, Ownership, ReferralTree, SentMessage, Subject, Vehicle,
    VehicleId, Visit, VisitId, VisitStatus,
};
use crate::insight::{Dearer, DueWith, Offer, Offers, ServiceDue};
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Event, Failure, Go, HiddenColumns, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{avanza, card, context, day, drawn, press, remark, visit};
use crate::text::Lang;

const BUDI: Subject = Subject::Customer(CustomerId(42), Some(VehicleId(7)));

fn at_80() -> Context {
    context((80, 22))
}

fn jazz() -> Vehicle {
    let mut jazz = avanza();
    jazz.id = VehicleId(8);
    jazz.facts.plate = crate::domain::Plate::parse("B 77 SD");
    jazz.facts.make = "Honda".to_owned();
    jazz.facts.model = "Jazz".to_owned();
    jazz.next_service = crate::domain::NextService::default();
    jazz
}

/// A card with something in every part.
fn full() -> Card {
    let mut full = card();
    full.other_vehicles = vec![jazz()];
    full.consents = vec![Consent {
        purpose: "promotions".to_owned(),
        yes: false,
        day: day("2026-01-05"),
        channel: "counter".to_owned(),
        by: "Rina".to_owned(),
    }];
    full.household = vec![(CustomerId(43), "Bu Sari Dewi".to_owned())];
    full.remarks = vec![remark()];
    let customer = full.customer.as_mut().unwrap();
    customer.facts.note = "prefers mornings".to_owned();
    customer.facts.email = "budi@example.org".to_owned();
    let vehicle = full.vehicle.as_mut().unwrap();
    vehicle.earlier_plates = vec![EarlierPlate {
        plate: "D 1 AB".to_owned(),
        until: day("2024-05-01"),
    }];
    vehicle.owners.push(Ownership {
        customer: CustomerId(40),
        name: "Pak Eko".to_owned(),
        code: "C-00040".to_owned(),
        since: None,
        until: Some(day("2020-02-29")),
    });
    full
}

/// A card without any visit.
fn new() -> Card {
    let mut new = card();
    new.last_visit = None;
    new.vehicle.as_mut().unwrap().last_day = None;
    new
}

fn opened(card: Card, visits: usize, total: usize) -> FullCard {
    let mut screen = FullCard::new(BUDI);
    screen.update(Event::Shown, &at_80());
    let answer = Answer::Card(Some(Box::new(card)));
    screen.update(Event::Answer(Slot::Card, &answer), &at_80());
    arrive(&mut screen, 0, visits, total);
    screen
}

fn arrive(screen: &mut FullCard, from: usize, to: usize, total: usize) {
    let visits = (from..to)
        .map(|n| visit(i64::try_from(n).unwrap()))
        .collect();
    screen.update(
        Event::Answer(Slot::History, &Answer::History(visits, total)),
        &at_80(),
    );
}

#[test]
fn where_the_profile_goes_on_its_frame_tells_how_far_and_space_turns_it() {
    let context = context((40, 18));
    let mut screen = opened(full(), 3, 3);
    let frame = |screen: &FullCard| {
        let seen = drawn(screen, &context);
        let last = seen
            .lines()
            .take_while(|line| !line.starts_with("--"))
            .last();
        last.unwrap_or_default().to_owned()
    };
    let first = frame(&screen);
    assert!(first.contains("more: Space · Tab: History"), "{first}");
    let mut pages = 1;
    while frame(&screen).contains("more: Space") {
        press(&mut screen, "<Space>", &context);
        pages += 1;
    }
    assert!((2..9).contains(&pages));
    press(&mut screen, "<Space>", &context);
    assert_eq!(frame(&screen), first);
}

/// Where the card has room for one part only, the other one is a key away.
fn to_history(screen: &mut FullCard, context: &Context) {
    if screen.pane(context) == Pane::Profile {
        press(screen, "<Tab>", context);
    }
}

fn went(steps: &[Step]) -> Vec<Go> {
    let went = steps.iter().filter_map(|step| match step {
        Step::Go(go) => Some(go.clone()),
        _ => None,
    });
    went.collect()
}

#[test]
fn it_asks_for_the_card_and_the_whole_history() {
    let steps = FullCard::new(BUDI).update(Event::Shown, &at_80());
    let all = Subject::Customer(CustomerId(42), None);
    assert!(matches!(&steps[0], Step::Read(Slot::Card, Query::Card(of)) if *of == BUDI));
    assert!(matches!(
        &steps[1],
        Step::Read(Slot::History, Query::History { subject, skip: 0, .. }) if *subject == all
    ));
}

#[test]
fn keys_and_letters_open_what_they_say() {
    for (keys, expected) in [
        ("<Enter>", Go::EditVisit(VisitId(100), BUDI)),
        ("<Down><Enter>", Go::EditVisit(VisitId(101), BUDI)),
        ("<F2>", Go::NewVisit(BUDI)),
        ("v", Go::NewVisit(BUDI)),
        ("<F9>", Go::EditCustomer(CustomerId(42))),
        ("e", Go::EditCustomer(CustomerId(42))),
        ("<Esc>", Go::Back(None)),
    ] {
        let mut screen = opened(full(), 3, 3);
        assert_eq!(
            went(&press(&mut screen, keys, &at_80())),
            [expected],
            "{keys}"
        );
    }
}

#[test]
fn the_vehicle_menu_is_about_the_vehicle_in_question() {
    let mut screen = opened(full(), 3, 3);
    press(&mut screen, "<F8>", &at_80());
    let steps = screen.update(Event::Chosen(&Choice::Nth(1)), &at_80());
    assert_eq!(went(&steps), [Go::NewPlate(VehicleId(7), BUDI)]);
    assert!(
        screen
            .update(Event::Chosen(&Choice::Nth(1)), &at_80())
            .is_empty()
    );
}

#[test]
fn a_number_shows_another_vehicle() {
    let mut screen = opened(full(), 3, 3);
    let steps = press(&mut screen, "2", &at_80());
    let other = Subject::Customer(CustomerId(42), Some(VehicleId(8)));
    assert!(matches!(&steps[0], Step::Read(Slot::Card, Query::Card(of)) if *of == other));
    assert!(press(&mut screen, "9", &at_80()).is_empty());
}

#[test]
fn the_last_visit_brings_the_next_page() {
    let mut screen = opened(full(), 50, 70);
    let steps = press(&mut screen, "<Ctrl+End>", &at_80());
    assert!(matches!(
        &steps[0],
        Step::Read(Slot::History, Query::History { skip: 50, .. })
    ));
    arrive(&mut screen, 50, 70, 70);
    assert_eq!(screen.loaded().len(), 70);
    assert_eq!(screen.visit().map(|visit| visit.id), Some(VisitId(149)));
    assert!(press(&mut screen, "<Ctrl+End>", &at_80()).is_empty());
}

#[test]
fn a_change_elsewhere_keeps_the_chosen_visit() {
    let mut screen = opened(full(), 10, 10);
    press(&mut screen, "<Down><Down>", &at_80());
    screen.update(Event::Stale, &at_80());
    arrive(&mut screen, 1, 10, 9);
    assert_eq!(screen.visit().map(|visit| visit.id), Some(VisitId(102)));
    assert_eq!(screen.loaded().len(), 9);
}

#[test]
fn a_vehicle_of_nobody_has_no_customer_to_edit() {
    let mut screen = FullCard::new(Subject::Vehicle(VehicleId(7)));
    assert!(matches!(
        screen.applies(Command::EditCustomer),
        Applies::Blocked(_)
    ));
    assert!(press(&mut screen, "e", &at_80()).is_empty());
}

#[test]
fn tab_goes_to_the_other_part() {
    let mut screen = opened(full(), 3, 3);
    press(&mut screen, "<Tab>", &at_80());
    assert_eq!(screen.pane(&at_80()), Pane::Profile);
    assert!(press(&mut screen, "<Enter>", &at_80()).is_empty());
}

#[test]
fn many_visits_in_four_windows() {
    for (columns, rows) in [(80, 22), (40, 18), (100, 36), (120, 38)] {
        let context = context((columns, rows));
        let mut screen = opened(full(), 40, 412);
        to_history(&mut screen, &context);
        press(&mut screen, "<Down>", &context);
        insta::assert_snapshot!(format!("many_{columns}x{rows}"), drawn(&screen, &context));
    }
}

#[test]
fn in_a_narrow_window_it_is_seen_first_who_it_is_and_the_history_is_a_key_away() {
    let context = context((40, 18));
    let mut screen = opened(full(), 3, 3);
    assert!(press(&mut screen, "<Enter>", &context).is_empty());
    insta::assert_snapshot!("the_profile_in_a_narrow_window", drawn(&screen, &context));
    press(&mut screen, "<Tab>", &context);
    assert!(drawn(&screen, &context).contains("╭ History · Pak Budi Santoso ─"));
    press(&mut screen, "<Tab>", &context);
    assert!(drawn(&screen, &context).contains("╭ B 1234 XYZ · Toyota Avanza 2019 ─"));
}

#[test]
fn one_open_and_one_cancelled_visit() {
    let mut screen = FullCard::new(BUDI);
    screen.update(Event::Shown, &at_80());
    screen.update(
        Event::Answer(Slot::Card, &Answer::Card(Some(Box::new(card())))),
        &at_80(),
    );
    let mut visits = vec![visit(0), visit(1)];
    visits[0].facts.status = VisitStatus::Open;
    visits[1].facts.status = VisitStatus::Cancelled;
    screen.update(
        Event::Answer(Slot::History, &Answer::History(visits, 2)),
        &at_80(),
    );
    insta::assert_snapshot!(drawn(&screen, &at_80()));
}

#[test]
fn without_any_visit() {
    insta::assert_snapshot!(drawn(&opened(new(), 0, 0), &at_80()));
}

#[test]
fn loading_failed_and_gone() {
    let mut screen = FullCard::new(BUDI);
    screen.update(Event::Shown, &at_80());
    screen.update(Event::Slow(Slot::Card), &at_80());
    screen.update(Event::Slow(Slot::History), &at_80());
    insta::assert_snapshot!("loading", drawn(&screen, &at_80()));
    let failure = Failure::Io("input/output error".to_owned());
    screen.update(Event::Failed(Slot::Card, &failure), &at_80());
    screen.update(Event::Failed(Slot::History, &failure), &at_80());
    insta::assert_snapshot!("failed", drawn(&screen, &at_80()));
    screen.update(Event::Answer(Slot::Card, &Answer::Card(None)), &at_80());
    insta::assert_snapshot!("gone", drawn(&screen, &at_80()));
}

#[test]
fn long_and_wide_text() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let context = context((columns, rows));
        let mut long = full();
        let customer = long.customer.as_mut().unwrap();
        customer.facts.name = "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo".to_owned();
        customer.facts.address = "Jalan yang sangat panjang sekali nomor 山田 ".repeat(4);
        let mut screen = opened(long, 0, 0);
        to_history(&mut screen, &context);
        let mut visits = vec![visit(0), visit(1)];
        visits[0].facts.lines[0].text = "complete overhaul of everything that turns ".repeat(3);
        screen.update(
            Event::Answer(Slot::History, &Answer::History(visits, 2)),
            &context,
        );
        insta::assert_snapshot!(format!("long_{columns}x{rows}"), drawn(&screen, &context));
    }
}

#[test]
fn in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&opened(full(), 3, 3), &context));
}

#[test]
fn two_letters_write_down_what_a_customer_agreed_to() {
    let at = context((80, 22));
    let mut open = crate::screens::card::FullCard::new(Subject::Customer(CustomerId(42), None));
    let asked = press(&mut open, "p", &at);
    let question = asked.iter().find_map(|step| match step {
        Step::Go(Go::Ask(question)) => Some(question),
        _ => None,
    });
    let choices = &question.expect("a question").choices;
    let no = choices
        .iter()
        .position(|(letter, _)| *letter == 'n')
        .unwrap();
    let steps = open.update(Event::Chosen(&Choice::Nth(no)), &at);
    let written = steps.iter().find_map(|step| match step {
        Step::Write(_, change) => Some((**change).clone()),
        _ => None,
    });
    let expected = crate::domain::Change::SetConsent {
        customer: CustomerId(42),
        purpose: "promotions".to_owned(),
        yes: false,
        day: at.today,
        channel: "counter".to_owned(),
    };
    assert_eq!(written, Some(expected));
    press(&mut open, "p", &at);
    assert!(open.update(Event::Chosen(&Choice::Nth(0)), &at).is_empty());
    assert!(
        press(&mut open, "h", &at).is_empty(),
        "sensitive facts are off"
    );
}

fn of_eko(number: i64) -> Visit {
    let mut visit = visit(number);
    visit.facts.customer = Some(CustomerId(40));
    (visit.code, visit.name) = ("C-00040".to_owned(), "Pak Eko".to_owned());
    visit
}

fn answer(screen: &mut FullCard, visits: Vec<Visit>, context: &Context) -> Vec<Step> {
    let total = visits.len();
    let answer = Answer::History(visits, total);
    screen.update(Event::Answer(Slot::History, &answer), context)
}

fn asked_history(steps: &[Step]) -> Option<Subject> {
    steps.iter().find_map(|step| match step {
        Step::Read(Slot::History, Query::History { subject, skip, .. }) if *skip == 0 => {
            Some(*subject)
        }
        _ => None,
    })
}

#[test]
fn one_key_tells_the_history_of_the_vehicle_and_again_that_of_the_customer() {
    let mut screen = opened(full(), 3, 3);
    press(&mut screen, "<Down>", &at_80());
    let of_vehicle = press(&mut screen, "<Alt+H>", &at_80());
    assert_eq!(
        asked_history(&of_vehicle),
        Some(Subject::Vehicle(VehicleId(7)))
    );
    let answered = answer(&mut screen, vec![visit(0), of_eko(1)], &at_80());
    assert!(answered.is_empty());
    assert_eq!(screen.visit().map(|visit| visit.id), Some(VisitId(100)));
    let of_other = press(&mut screen, "2", &at_80());
    assert_eq!(
        asked_history(&of_other),
        Some(Subject::Vehicle(VehicleId(8)))
    );
    let of_customer = press(&mut screen, "r", &at_80());
    assert_eq!(
        asked_history(&of_customer),
        Some(Subject::Customer(CustomerId(42), None))
    );
}

#[test]
fn a_vehicle_in_four_windows_says_whose_the_visits_were() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38), (200, 48)] {
        let context = context((columns, rows));
        let mut screen = opened(full(), 3, 3);
        press(&mut screen, "<Alt+H>", &context);
        let mut of_other = of_eko(3);
        of_other.facts.customer = Some(CustomerId(99));
        of_other.name = "Bu Ratna".to_owned();
        answer(
            &mut screen,
            vec![visit(0), of_eko(1), of_eko(2), of_other],
            &context,
        );
        press(&mut screen, "<Down>", &context);
        let name = format!("vehicle_{columns}x{rows}");
        insta::assert_snapshot!(name, drawn(&screen, &context));
    }
}

#[test]
fn who_never_came_is_told_what_the_vehicle_has_behind_it() {
    let mut screen = FullCard::new(BUDI);
    screen.update(Event::Shown, &at_80());
    // Whichever answer comes first.
    assert!(answer(&mut screen, Vec::new(), &at_80()).is_empty());
    let known = Answer::Card(Some(Box::new(card())));
    let steps = screen.update(Event::Answer(Slot::Card, &known), &at_80());
    let of_vehicle = Subject::Vehicle(VehicleId(7));
    assert_eq!(asked_history(&steps), Some(of_vehicle));
    answer(&mut screen, vec![of_eko(1)], &at_80());
    let again = screen.update(Event::Stale, &at_80());
    assert_eq!(asked_history(&again), Some(of_vehicle));

    let mut screen = FullCard::new(BUDI);
    screen.update(Event::Shown, &at_80());
    screen.update(Event::Answer(Slot::Card, &known), &at_80());
    let steps = answer(&mut screen, Vec::new(), &at_80());
    assert_eq!(asked_history(&steps), Some(of_vehicle));
    answer(&mut screen, vec![of_eko(1)], &at_80());
    // What somebody chooses stays.
    press(&mut screen, "<Alt+H>", &at_80());
    assert!(answer(&mut screen, Vec::new(), &at_80()).is_empty());
    assert_eq!(screen.loaded().len(), 0);
}

#[test]
fn a_new_vehicle_of_a_new_customer_has_no_history_to_tell() {
    let mut screen = FullCard::new(BUDI);
    screen.update(Event::Shown, &at_80());
    let known = Answer::Card(Some(Box::new(new())));
    screen.update(Event::Answer(Slot::Card, &known), &at_80());
    assert!(answer(&mut screen, Vec::new(), &at_80()).is_empty());
}

#[test]
fn without_owner_or_vehicle_there_is_one_history_and_the_reason_is_said() {
    let nobody = FullCard::new(Subject::Vehicle(VehicleId(7)));
    assert_eq!(
        nobody.applies(Command::WhoseHistory),
        Applies::Blocked(crate::text::Say::NoticeBlockedNoOwner)
    );
    let nothing = FullCard::new(Subject::Customer(CustomerId(42), None));
    assert_eq!(
        nothing.applies(Command::WhoseHistory),
        Applies::Blocked(crate::text::Say::NoticeBlockedNoVehicle)
    );
}

#[test]
fn a_vehicle_that_was_sold_is_in_question_no_more() {
    let mut screen = opened(full(), 3, 3);
    let mut sold = full();
    let now = &mut sold.vehicle.as_mut().unwrap().owners[0];
    (now.customer, now.until) = (CustomerId(44), None);
    screen.update(Event::Stale, &at_80());
    let answer = Answer::Card(Some(Box::new(sold)));
    let steps = screen.update(Event::Answer(Slot::Card, &answer), &at_80());
    let rest = Subject::Customer(CustomerId(42), None);
    assert!(matches!(&steps[0], Step::Read(Slot::Card, Query::Card(of)) if *of == rest));
    assert_eq!(asked_history(&steps), Some(rest));
}

#[test]
fn the_card_of_a_customer_gone_by_an_undo_becomes_that_of_who_owns_the_vehicle() {
    let mut screen = opened(full(), 3, 3);
    let mut gone = full();
    gone.customer = None;
    let vehicle = gone.vehicle.as_mut().unwrap();
    (vehicle.owners[0].customer, vehicle.owners[0].until) = (CustomerId(44), None);
    let owner = Subject::Customer(CustomerId(44), Some(vehicle.id));
    screen.update(Event::Stale, &at_80());
    let answer = Answer::Card(Some(Box::new(gone)));
    let steps = screen.update(Event::Answer(Slot::Card, &answer), &at_80());
    assert!(matches!(&steps[0], Step::Read(Slot::Card, Query::Card(of)) if *of == owner));
}

#[test]
fn a_visit_opens_as_that_of_whoever_made_it() {
    let mut screen = opened(full(), 3, 3);
    press(&mut screen, "<Alt+H>", &at_80());
    let mut of_jazz = of_eko(0);
    of_jazz.facts.vehicle = Some(VehicleId(8));
    answer(&mut screen, vec![of_jazz], &at_80());
    let theirs = Subject::Customer(CustomerId(40), Some(VehicleId(8)));
    assert_eq!(
        went(&press(&mut screen, "<Enter>", &at_80())),
        [Go::EditVisit(VisitId(100), theirs)]
    );
}

/// Pak Budi's last visit with work of so many lines, a mechanic and a complaint.
fn long_visit(lines: usize) -> FullCard {
    let mut screen = opened(full(), 0, 0);
    let mut visit = visit(0);
    let line = visit.facts.lines[0].clone();
    let numbered = (1..=lines).map(|n| crate::domain::VisitLine {
        text: format!("work number {n}"),
        ..line.clone()
    });
    visit.facts.lines = numbered.collect();
    visit.facts.mechanics = vec!["Margana".to_owned()];
    visit.facts.complaint = "the AC is loud".to_owned();
    let answer = Answer::History(vec![visit], 1);
    screen.update(Event::Answer(Slot::History, &answer), &at_80());
    screen
}

#[test]
fn a_visit_of_ordinary_length_is_told_whole_where_rows_stand_empty() {
    let screen = long_visit(8);
    let told = drawn(&screen, &at_80());
    for fact in [
        "work number 1 ",
        "work number 8",
        "Margana",
        "the AC is loud",
    ] {
        assert!(told.contains(fact), "{fact} in\n{told}");
    }
    assert!(!told.contains("more: Space"), "{told}");
}

#[test]
fn what_of_a_visit_has_no_room_is_counted_and_a_key_and_the_wheel_show_it() {
    for size in [(80, 22), (40, 18)] {
        let context = context(size);
        let mut screen = long_visit(30);
        to_history(&mut screen, &context);
        let first = drawn(&screen, &context);
        assert!(first.contains("more: Space"), "{first}");
        assert!(!first.contains("Margana"), "{first}");
        let mut pages = 0;
        while !drawn(&screen, &context).contains("the AC is loud") {
            press(&mut screen, "<Space>", &context);
            pages += 1;
            assert!(pages < 10);
        }
        let last = drawn(&screen, &context);
        assert!(
            last.contains("Margana") && !last.contains("more: Space"),
            "{last}"
        );
        press(&mut screen, "<Space>", &context);
        assert_eq!(drawn(&screen, &context), first);
        let wheel = crate::protocol::Mouse {
            kind: crate::protocol::MouseKind::WheelDown,
            column: size.0 - 5,
            row: size.1 - 3,
        };
        screen.update(Event::Mouse(wheel), &context);
        assert_ne!(drawn(&screen, &context), first);
    }
}

/// What the card says of its numbers, whatever the window.
fn told(screen: &FullCard, lang: Lang) -> String {
    let mut context = at_80();
    context.lang = lang;
    let symbols = crate::look::Symbols::UNICODE;
    let (_, lines) = screen.explained(&context, &symbols).unwrap();
    let lines: Vec<String> = lines.into_iter().map(|(text, _)| text).collect();
    lines.join("\n")
}

#[test]
fn why_tells_rule_inputs_and_the_visits_behind_every_number() {
    let mut screen = opened(full(), 3, 3);
    for key in ["?", "<Alt+Y>"] {
        press(&mut screen, key, &at_80());
        assert!(screen.why.is_some(), "{key}");
        press(&mut screen, "<Esc>", &at_80());
        assert!(screen.why.is_none(), "{key}");
    }
    insta::assert_snapshot!("why", told(&screen, Lang::En));
    insta::assert_snapshot!("why_id", told(&screen, Lang::Id));
}

#[test]
fn why_is_open_over_the_card_and_takes_the_keys_until_it_closes() {
    let mut screen = opened(full(), 3, 3);
    press(&mut screen, "?", &at_80());
    insta::assert_snapshot!("why_80x22", drawn(&screen, &at_80()));
    assert!(press(&mut screen, "v", &at_80()).is_empty());
    press(&mut screen, "<Down>", &at_80());
    assert_eq!(screen.visit().map(|visit| visit.id), Some(VisitId(100)));
    assert!(press(&mut screen, "?", &at_80()).is_empty());
    assert!(screen.why.is_none());
}

#[test]
fn why_says_of_whoever_never_came_that_nothing_is_reckoned() {
    let mut never = new();
    never.attendance = None;
    never.visits = 0;
    let told = told(&opened(never, 0, 0), Lang::En);
    assert!(told.contains("suspect"), "{told}");
    assert!(!told.contains("median"), "{told}");
}

#[test]
fn of_a_vehicle_of_nobody_the_next_service_and_the_usual_are_explained() {
    let nobodys = Card {
        customer: None,
        ..card()
    };
    let mut screen = FullCard::explaining(Subject::Vehicle(VehicleId(7)));
    let answer = Answer::Card(Some(Box::new(nobodys)));
    screen.update(Event::Answer(Slot::Card, &answer), &at_80());
    assert_eq!(screen.applies(Command::Why), Applies::Yes);
    let told = told(&screen, Lang::En);
    for wanted in [
        "The next service",
        "Due: soon: 2 Dec",
        "45,210 km on 12 Aug",
        "What is usual",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert!(!told.contains("On the ladder"), "{told}");
}

fn named(number: i64, name: &str) -> Named {
    Named {
        id: CustomerId(number),
        code: format!("C-{number:05}"),
        name: name.to_owned(),
        honorific: String::new(),
    }
}

fn brought(number: i64, name: &str, by: i64, visits: u32) -> Brought {
    Brought {
        who: named(number, name),
        by: CustomerId(by),
        visits,
        spent: Money(i64::from(visits) * 650_000),
        first_visit: (visits > 0).then(|| day("2026-05-02")),
        last_visit: (visits > 0).then(|| day("2026-08-12")),
        thanked: None,
    }
}

/// A card with who brought whom and what is worth offering beside it.
fn with_beside() -> FullCard {
    let mut known = new();
    known.lost_to = Some(LostTo {
        day: day("2026-11-01"),
        competitor: "Bengkel Sebelah".to_owned(),
        reason: "nearer".to_owned(),
    });
    let mut screen = opened(known, 0, 0);
    let tree = ReferralTree {
        by: Some(named(7, "Pak Eko")),
        brought: vec![
            brought(43, "Bu Sari Dewi", 42, 2),
            brought(44, "Tono", 42, 0),
        ],
        then: vec![brought(45, "Wati", 43, 1)],
    };
    let answer = Answer::Referrals(Box::new(tree));
    screen.update(Event::Answer(Slot::Referrals, &answer), &at_80());
    let offers = Offers {
        offers: vec![Offer {
            thing: "Oil filter".to_owned(),
            because: "oil change".to_owned(),
            both: 71,
            of: 100,
            last: Some(day("2025-09-20")),
        }],
        dearer: vec![Dearer {
            thing: "Full synthetic 5W-40".to_owned(),
            instead_of: "Mineral 20W-50".to_owned(),
            changed: 9,
            of: 40,
            price: Money(145_000),
            instead_price: Money(78_000),
            with: vec![avanza().id],
        }],
        due: vec![DueWith {
            vehicle: avanza().facts,
            due: ServiceDue::of(&avanza(), at_80().today).unwrap(),
        }],
        of_fleet: true,
        taken_by: vec![(avanza().id, avanza().facts)],
        breadth: 4,
        breadth_year: 2,
        takes: Vec::new(),
    };
    let answer = Answer::Offers(Box::new(offers));
    screen.update(Event::Answer(Slot::Offers, &answer), &at_80());
    screen
}

#[test]
fn what_stands_beside_the_card_is_asked_after_it() {
    let steps = FullCard::new(BUDI).update(Event::Shown, &at_80());
    let asked: Vec<Slot> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Read(slot, _) => Some(*slot),
            _ => None,
        })
        .collect();
    assert_eq!(
        asked,
        [
            Slot::Card,
            Slot::History,
            Slot::Messages,
            Slot::Referrals,
            Slot::Offers
        ]
    );
    let nobody = Subject::Vehicle(VehicleId(7));
    let steps = FullCard::new(nobody).update(Event::Shown, &at_80());
    assert_eq!(steps.len(), 2, "a vehicle of nobody was brought by nobody");
}

#[test]
fn what_is_worth_offering_and_who_brought_whom_stand_on_the_card() {
    for (columns, rows) in [(80, 38), (40, 38), (120, 38)] {
        let context = context((columns, rows));
        let screen = with_beside();
        insta::assert_snapshot!(format!("beside_{columns}"), drawn(&screen, &context));
    }
    let mut context = context((120, 38));
    context.lang = Lang::Id;
    insta::assert_snapshot!("beside_id", drawn(&with_beside(), &context));
}

#[test]
fn one_key_marks_a_customer_as_gone_to_another_shop() {
    let mut screen = opened(card(), 3, 3);
    let steps = press(&mut screen, "<Alt+T>", &at_80());
    assert_eq!(went(&steps), [Go::MarkLost(CustomerId(42))]);
}

#[test]
fn columns_of_the_history_are_put_away_and_what_was_done_stays() {
    let mut context = context((160, 40));
    let screen = opened(full(), 5, 5);
    let of = screen.columns().expect("columns");
    assert_eq!((of.list, of.all[0].0), ("history", "date"));
    let shown = drawn(&screen, &context);
    let line = shown
        .lines()
        .find(|line| line.contains('▸'))
        .expect("a row");
    assert!(line.contains("Rp 650.000"), "{line}");
    let hidden = HiddenColumns::read("history=total,odometer,services");
    context.columns = std::sync::Arc::new(hidden);
    let fewer = drawn(&screen, &context);
    let line = fewer
        .lines()
        .find(|line| line.contains('▸'))
        .expect("a row");
    assert!(
        !line.contains("Rp 650.000") && !line.contains(" km"),
        "{line}"
    );
    assert!(line.contains("oil change"), "{line}");
}

#[test]
fn what_the_customer_was_sent_stands_among_the_visits_of_its_days() {
    let context = at_80();
    let mut screen = opened(card(), 3, 3);
    let newest = screen.loaded()[0].facts.day;
    let sent = MessageEntry {
        id: 1,
        message: SentMessage {
            customer: CustomerId(42),
            day: newest,
            template: "thank_you".to_owned(),
            purpose: MessagePurpose::Transactional,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "Terima kasih, Pak Budi.".to_owned(),
            campaign: None,
            about: None,
        },
        by: "Rina".to_owned(),
    };
    let visit = screen.visit().map(|visit| visit.id);
    let answer = Answer::Messages(vec![sent], Vec::new());
    screen.update(Event::Answer(Slot::Messages, &answer), &context);
    // The visit that was chosen is chosen still, with the message above it.
    assert_eq!(screen.visit().map(|visit| visit.id), visit);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("message: Thank you"), "{shown}");
    press(&mut screen, "<Up>", &context);
    assert_eq!(screen.visit(), None);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("Terima kasih, Pak Budi."), "{shown}");
}
