use rstest::rstest;

use super::SegmentForm;
use super::model::{Cell, Spot};
use crate::domain::export::ExportKind;
use crate::domain::filter::{Filter, Shipped, Terms};
use crate::domain::{
    Change, Currency, CustomerId, FieldConflict, Money, Segment, SegmentHeld, SegmentId,
    SegmentKept, SegmentRow, SegmentSort, Subject,
};
use crate::protocol::{
    Answer, Begin, Choice, Context, Event, ExportRows, Failure, Go, Mouse, MouseKind, Query, Slot,
    Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press, receipt};
use crate::screens::sheet::Wording;
use crate::text::Lang;

const WINDOW: (u16, u16) = (80, 22);

fn form(begin: &Begin) -> (SegmentForm, Context) {
    let context = context(WINDOW);
    let mut form = SegmentForm::new(begin, &context);
    form.update(Event::Shown, &context);
    (form, context)
}

fn read(text: &str, context: &Context) -> Filter {
    let terms = Terms {
        trade: &context.trade,
        currency: Currency::IDR,
        today: context.today,
    };
    Filter::read(text, terms).unwrap()
}

fn kept(text: &str, context: &Context) -> Segment {
    let filter = read(text, context);
    Segment {
        id: SegmentId(7),
        kept: SegmentKept {
            name: "Regulars".to_owned(),
            filter: filter.to_json(),
        },
        filter: Ok(filter),
    }
}

/// What the form asks right now, as it would be typed.
fn asks(form: &SegmentForm, context: &Context) -> String {
    form.filter(Wording::of(context)).text(Currency::IDR)
}

fn person(number: i64, name: &str) -> SegmentRow {
    SegmentRow {
        customer: CustomerId(number),
        code: format!("C-{number:05}"),
        name: name.to_owned(),
        phone: "+6281234567890".to_owned(),
        no_contact: false,
        plate: "B 1234 XYZ".to_owned(),
        visits: 12,
        money: Money(7_800_000),
        last_visit: Some(day("2026-08-12")),
        scores: Some([5, 5, 4]),
        segment: Some("champion"),
        outlook: Some("overdue"),
        stage: Some("loyal"),
    }
}

fn held() -> SegmentHeld {
    SegmentHeld {
        customers: vec![CustomerId(42), CustomerId(43)],
        of: 2_357,
        visits: 24,
        money: Money(15_600_000),
        rows: vec![person(42, "Pak Budi Santoso"), person(43, "Bu Sari Dewi")],
        unsaid: None,
    }
}

fn answer(form: &mut SegmentForm, held: SegmentHeld, context: &Context) -> Vec<Step> {
    let answer = Answer::Meant(Box::new(held));
    form.update(Event::Answer(Slot::Meant, &answer), context)
}

/// The filter of the last read that was asked for.
fn read_asked(steps: &[Step]) -> Option<String> {
    steps.iter().rev().find_map(|step| match step {
        Step::Read(Slot::Meant, Query::Meant { filter, .. }) => Some(filter.text(Currency::IDR)),
        _ => None,
    })
}

#[rstest]
#[case("silent<Tab><Tab>90", "days_silent >= 90")]
#[case("city<Tab>i<Tab>bogor, depok", "city in (bogor, depok)")]
#[case("city<Tab><Tab>bog", "city ~ bog")]
#[case("has a ph<Tab>", "has_phone")]
#[case("has a ph<Tab><Right>", "not has_phone")]
#[case("rfm<Tab><Tab>cha<Tab>", "rfm = champion")]
#[case(
    "rfm<Tab><Tab>cha<Tab><Shift+Tab>, loy<Tab>",
    "rfm in (champion, loyal)"
)]
#[case("outlook<Tab><Right><Tab>asleep<Tab>", "outlook != asleep")]
#[case("money, all<Tab><Right><Tab>5jt", "money <= 5000000")]
#[case(
    "next service<Tab>bb<Tab>today .. today+14",
    "next_service_day between today and today+14"
)]
#[case("customer since<Tab><Tab>17/8/2020", "member_since >= 2020-08-17")]
#[case("consent: prom<Tab><Tab>y<Tab>", "consent.promotions = yes")]
#[case("household<Tab><Left>", "household is unknown")]
#[case(
    "visits<Tab><Tab>3<Tab>city<Tab><Tab>bogor",
    "visits >= 3 and city ~ bogor"
)]
#[case(
    "visits<Tab><Tab>3<Tab>city<Tab><Tab>bogor<Up><Up><Right>",
    "visits >= 3 or city ~ bogor"
)]
#[case("visits<Tab><Tab>many", "everybody")]
#[case("visits<Tab><Tab>", "everybody")]
#[case("likes<Enter><Enter>kopi<Enter>", "field.likes ~ kopi")]
fn a_condition_is_picked_by_letters(#[case] keys: &str, #[case] asked: &str) {
    let (mut form, context) = form(&Begin::Nothing);
    press(&mut form, keys, &context);
    assert_eq!(asks(&form, &context), asked);
}

#[test]
fn every_filter_that_is_kept_stands_in_the_form_as_it_is() {
    let context = context(WINDOW);
    let mut texts: Vec<String> = Shipped::ALL
        .into_iter()
        .map(|shipped| shipped.filter().text(Currency::IDR))
        .collect();
    texts.extend(
        [
            "not visits >= 3 or money between 5 and 7 or name !~ \"a, b\"",
            "city in (\"Bogor, Barat\", Depok) and not rfm in (champion, loyal)",
            "last_visit < today-90 and not has_email and city is unknown",
            "field.channel = whatsapp and chance < 12.5 and birthday_in <= 30",
            "everybody",
        ]
        .map(str::to_owned),
    );
    for text in texts {
        for lang in Lang::ALL {
            let context = Context {
                lang,
                ..context.clone()
            };
            let begin = Begin::Kept(kept(&text, &context));
            let form = SegmentForm::new(&begin, &context);
            assert_eq!(asks(&form, &context), text, "{lang:?}");
            assert!(!form.is_changed(Wording::of(&context)), "{text}");
        }
    }
}

#[test]
fn each_change_of_what_is_asked_asks_the_book_once_and_nothing_else_does() {
    let (mut form, context) = form(&Begin::Nothing);
    assert_eq!(
        read_asked(&press(&mut form, "visits<Tab><Tab>", &context)),
        None
    );
    let steps = press(&mut form, "3", &context);
    assert_eq!(read_asked(&steps).as_deref(), Some("visits >= 3"));
    assert_eq!(
        read_asked(&press(&mut form, "<Tab><Tab><Up><Tab>", &context)),
        None
    );
    let steps = press(&mut form, "<Ctrl+O>", &context);
    assert_eq!(read_asked(&steps).as_deref(), Some("visits >= 3"));
    assert_eq!(form.sort, SegmentSort::Visits);
    answer(&mut form, held(), &context);
    // The book changed: all is read again when somebody does something, not at every save.
    assert_eq!(read_asked(&form.update(Event::Stale, &context)), None);
    let again = press(&mut form, "<Down>", &context);
    assert!(read_asked(&again).is_some(), "the book changed");
    form.update(Event::Stale, &context);
    assert_eq!(read_asked(&press(&mut form, "<Up>", &context)), None);
}

#[test]
fn the_count_stands_beside_and_the_old_one_stays_until_the_new_one_is_there() {
    let (mut form, context) = form(&Begin::Nothing);
    answer(&mut form, held(), &context);
    let shown = drawn(&form, &context);
    assert!(
        shown.contains("2 of 2,357 customers · 24 visits"),
        "{shown}"
    );
    press(&mut form, "visits<Tab><Tab>3", &context);
    assert!(drawn(&form, &context).contains("2 of 2,357"));
    form.update(Event::Slow(Slot::Meant), &context);
    assert!(drawn(&form, &context).contains("2 of 2,357 customers · counting…"));
    form.update(Event::Come(Slot::Meant, 42), &context);
    assert!(drawn(&form, &context).contains("counting… 42 %"));
}

#[test]
fn saving_writes_name_and_filter_and_goes_back() {
    let (mut form, context) = form(&Begin::Nothing);
    let steps = press(&mut form, "visits<Tab><Tab>3<Ctrl+S>", &context);
    assert!(
        change(&steps).is_none() && form.spot == Spot::Name,
        "no name yet"
    );
    let steps = press(&mut form, "Regulars<Ctrl+S>", &context);
    let Some(Change::AddSegment { facts }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(
        (&*facts.name, facts.filter),
        ("Regulars", read("visits >= 3", &context))
    );
    assert!(
        change(&press(&mut form, "<Ctrl+S>", &context)).is_none(),
        "once"
    );
    let steps = form.update(Event::Saved(&receipt()), &context);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(Some(_)))]));
}

#[test]
fn a_number_goes_to_the_value_where_the_verb_is_chosen() {
    let (mut form, context) = form(&Begin::Nothing);
    press(&mut form, "visits<Tab>31", &context);
    let asked = form.filter(crate::screens::sheet::Wording::of(&context));
    assert_eq!(asked, read("visits >= 31", &context));
}

#[test]
fn a_kept_one_is_edited_against_what_was_seen() {
    let context = context(WINDOW);
    let segment = kept("visits >= 3", &context);
    let (mut form, context) = form(&Begin::Kept(segment.clone()));
    let unchanged = press(&mut form, "<Ctrl+S>", &context);
    assert!(change(&unchanged).is_none());
    form.spot = Spot::Row(0, Cell::Value);
    let steps = press(&mut form, "0<Ctrl+S>", &context);
    let Some(Change::EditSegment { id, base, facts }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!((id, *base), (segment.id, segment.kept));
    assert_eq!(facts.filter, read("visits >= 30", &context));
}

#[test]
fn a_whole_filter_that_is_typed_becomes_rows() {
    for (lang, keys, wanted) in [
        (Lang::En, "money >= 5jt<Enter>", "money >= 5000000"),
        (Lang::Id, "kota = bogor<Tab>", "city = bogor"),
        (
            Lang::En,
            "visits >= 3 or city = bogor<Enter>",
            "visits >= 3 or city = bogor",
        ),
        (
            Lang::En,
            "city = bogor<Enter>visits >= 3<Tab>",
            "city = bogor and visits >= 3",
        ),
    ] {
        let (mut form, mut context) = form(&Begin::Nothing);
        context.lang = lang;
        press(&mut form, keys, &context);
        assert_eq!(asks(&form, &context), wanted, "{keys}");
        let last = form.rows.len() - 1;
        assert!(form.rows[last].is_empty());
        assert_eq!(form.spot, Spot::Row(last, Cell::Field), "{keys}");
    }
    // Joined otherwise than what stands there it is not taken, and stays as it was typed.
    let (mut form, context) = form(&Begin::Nothing);
    let typed = "make = toyota<Enter>visits >= 3 or city = bogor<Enter>";
    press(&mut form, typed, &context);
    assert_eq!(asks(&form, &context), "make = toyota");
    assert_eq!(form.rows[1].typed.value(), "visits >= 3 or city = bogor");
}

#[test]
fn what_needs_a_look_keeps_it_from_being_saved_and_nothing_typed_is_lost() {
    let (mut form, context) = form(&Begin::Nothing);
    form.name.set("Odd");
    let steps = press(&mut form, "visits<Tab><Tab>many<Ctrl+S>", &context);
    assert!(change(&steps).is_none());
    assert_eq!(form.spot, Spot::Row(0, Cell::Value));
    assert!(drawn(&form, &context).contains("“many” is not a number."));
    press(&mut form, "<Ctrl+U>3<Tab>zzz<Ctrl+S>", &context);
    assert_eq!(form.spot, Spot::Row(1, Cell::Field));
    let shown = drawn(&form, &context);
    assert!(shown.contains("Nothing is called that"), "{shown}");
    press(&mut form, "<Ctrl+U>", &context);
    let steps = press(&mut form, "<Ctrl+S>", &context);
    assert!(change(&steps).is_some());
    for failure in [Failure::DiskFull, Failure::Busy(None), Failure::Gone] {
        form.update(Event::NotSaved(&failure), &context);
        assert_eq!(asks(&form, &context), "visits >= 3");
        assert!(
            change(&press(&mut form, "<Ctrl+S>", &context)).is_some(),
            "{failure:?}"
        );
    }
}

#[test]
fn a_name_that_is_taken_is_said_at_the_name() {
    let (mut form, context) = form(&Begin::Shipped(Shipped::BigSpenders));
    let steps = press(&mut form, "<Ctrl+S>", &context);
    assert!(matches!(change(&steps), Some(Change::AddSegment { .. })));
    let taken = Failure::Refused(vec![("segment".to_owned(), "name_taken".to_owned())]);
    form.update(Event::NotSaved(&taken), &context);
    assert_eq!(form.spot, Spot::Name);
    assert!(drawn(&form, &context).contains("That name is taken already: take another."));
}

#[test]
fn where_somebody_else_changed_the_same_saving_again_keeps_mine() {
    let context = context(WINDOW);
    let (mut form, context) = form(&Begin::Kept(kept("visits >= 3", &context)));
    form.spot = Spot::Row(0, Cell::Value);
    press(&mut form, "0<Ctrl+S>", &context);
    let theirs = read("visits >= 5", &context).to_json();
    let conflict = Failure::Conflict(vec![FieldConflict {
        field: "filter".to_owned(),
        base: String::new(),
        theirs: theirs.clone(),
        mine: String::new(),
    }]);
    form.update(Event::NotSaved(&conflict), &context);
    assert!(drawn(&form, &context).contains("changed it to “visits >= 5”"));
    let steps = press(&mut form, "<Ctrl+S>", &context);
    let Some(Change::EditSegment { base, facts, .. }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(base.filter, theirs);
    assert_eq!(facts.filter, read("visits >= 30", &context));
}

#[test]
fn leaving_asks_only_where_something_is_not_saved() {
    let back = |form: &mut SegmentForm, context: &Context| press(form, "<Esc>", context);
    for begin in [Begin::Nothing, Begin::Shipped(Shipped::NeverServed)] {
        let (mut form, context) = form(&begin);
        assert!(matches!(
            &back(&mut form, &context)[..],
            [Step::Go(Go::Back(None))]
        ));
    }
    let (mut form, context) = form(&Begin::Nothing);
    press(&mut form, "visits<Tab><Tab>3", &context);
    assert!(
        back(&mut form, &context).is_empty(),
        "closes what is offered first"
    );
    let asked = back(&mut form, &context);
    assert!(matches!(&asked[..], [Step::Go(Go::Ask(_))]), "{asked:?}");
    assert!(
        form.update(Event::Chosen(&Choice::Nth(0)), &context)
            .is_empty()
    );
    back(&mut form, &context);
    let gone = form.update(Event::Chosen(&Choice::Nth(1)), &context);
    assert!(matches!(&gone[..], [Step::Go(Go::Back(None))]));
    let quits = press(&mut form, "<F10>", &context);
    assert!(matches!(&quits[..], [Step::Go(Go::Ask(_))]));
    let gone = form.update(Event::Chosen(&Choice::Nth(1)), &context);
    assert!(matches!(&gone[..], [Step::Go(Go::Quit)]));
}

#[test]
fn a_filter_that_cannot_be_read_is_shown_and_kept_until_another_is_written() {
    let json = r#"{"join":"all","conditions":[{"field":"luck","test":"known"}]}"#;
    let segment = Segment {
        id: SegmentId(7),
        kept: SegmentKept {
            name: "Later".to_owned(),
            filter: json.to_owned(),
        },
        filter: Filter::from_json(json),
    };
    let (mut form, context) = form(&Begin::Kept(segment));
    assert!(
        drawn(&form, &context).contains(r#"{"join":"all""#)
            || drawn(&form, &context).contains("cannot be read")
    );
    let steps = press(&mut form, "<Esc>", &context);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(None))]));
    form.spot = Spot::Row(0, Cell::Field);
    press(&mut form, "visits<Tab><Tab>3", &context);
    let steps = press(&mut form, "<Ctrl+S>", &context);
    let Some(Change::EditSegment { base, .. }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(base.filter, json);
}

#[test]
fn a_customer_below_opens_the_card_by_key_and_by_mouse() {
    let (mut form, context) = form(&Begin::Shipped(Shipped::BigSpenders));
    answer(&mut form, held(), &context);
    let opened = |steps: &[Step]| match steps {
        [Step::Go(Go::Card(Subject::Customer(id, None)))] => Some(id.0),
        _ => None,
    };
    assert_eq!(
        opened(&press(&mut form, "<Down><Enter>", &context)),
        Some(43)
    );
    let shown = drawn(&form, &context);
    let row = shown
        .lines()
        .position(|line| line.contains("Pak Budi"))
        .unwrap();
    let at = Mouse {
        kind: MouseKind::Press,
        column: 6,
        row: u16::try_from(row).unwrap(),
    };
    assert!(form.update(Event::Mouse(at), &context).is_empty());
    assert_eq!(opened(&form.update(Event::Mouse(at), &context)), Some(42));
}

#[test]
fn those_whom_it_means_are_the_list_for_a_file() {
    let (mut form, context) = form(&Begin::Shipped(Shipped::BigSpenders));
    assert!(form.list(&context).is_none(), "not known yet");
    answer(&mut form, held(), &context);
    let list = form.list(&context).unwrap();
    assert_eq!(
        (&*list.name, &*list.title),
        ("big-spenders", "Big spenders")
    );
    let ExportRows::Book(ExportKind::Members, filter) = list.rows else {
        panic!("the customers as the screen has them");
    };
    assert_eq!(filter.sort, SegmentSort::Money);
    assert_eq!(filter.customers, Some(held().customers));
}

#[test]
fn the_mouse_reaches_name_join_and_every_cell() {
    let context = context(WINDOW);
    let (mut form, context) = form(&Begin::Kept(kept("visits >= 3", &context)));
    drawn(&form, &context);
    for (column, row, spot) in [
        (12, 0, Spot::Name),
        (12, 1, Spot::Join),
        (5, 2, Spot::Row(0, Cell::Field)),
        (36, 2, Spot::Row(0, Cell::Verb)),
        (60, 2, Spot::Row(0, Cell::Value)),
        (5, 3, Spot::Row(1, Cell::Field)),
    ] {
        let at = Mouse {
            kind: MouseKind::Press,
            column,
            row,
        };
        form.update(Event::Mouse(at), &context);
        assert_eq!(form.spot, spot);
        drawn(&form, &context);
    }
}

#[test]
fn a_row_that_is_emptied_asks_nothing_and_goes() {
    let (mut form, context) = form(&Begin::Nothing);
    press(
        &mut form,
        "visits<Tab><Tab>3<Tab>city<Tab><Tab>bogor",
        &context,
    );
    assert_eq!(form.rows.len(), 3);
    form.spot = Spot::Row(0, Cell::Field);
    press(&mut form, "<Ctrl+U><Tab>", &context);
    assert_eq!(
        (asks(&form, &context).as_str(), form.rows.len()),
        ("city ~ bogor", 2)
    );
}

#[test]
fn how_it_looks() {
    for (name, size, lang) in [
        ("narrow", (40, 18), Lang::En),
        ("usual", (80, 22), Lang::En),
        ("wide", (120, 38), Lang::Id),
    ] {
        let context = Context {
            lang,
            ..context(size)
        };
        let text = "days_silent > 90 and money >= 5jt and city = Bogor";
        let mut form = SegmentForm::new(&Begin::Kept(kept(text, &context)), &context);
        form.update(Event::Shown, &context);
        answer(&mut form, held(), &context);
        insta::assert_snapshot!(format!("kept_{name}"), drawn(&form, &context));
        form.spot = Spot::Row(3, Cell::Field);
        press(&mut form, "la", &context);
        insta::assert_snapshot!(format!("typing_{name}"), drawn(&form, &context));
    }
    let (mut form, context) = form(&Begin::Nothing);
    insta::assert_snapshot!("empty", drawn(&form, &context));
    answer(
        &mut form,
        SegmentHeld {
            of: 2_357,
            ..SegmentHeld::default()
        },
        &context,
    );
    press(&mut form, "visits<Tab><Tab>many", &context);
    insta::assert_snapshot!("nobody_and_a_mistake", drawn(&form, &context));
}

#[test]
fn why_tells_the_conditions_with_the_values_of_whoever_is_chosen() {
    let context = context(WINDOW);
    let filter = "visits > 3 and make = toyota and chance > 50 and city is unknown";
    let begin = Begin::Kept(kept(filter, &context));
    let (mut form, context) = form(&begin);
    answer(&mut form, held(), &context);
    let steps = press(&mut form, "?", &context);
    assert!(matches!(
        steps[..],
        [
            Step::Read(
                Slot::Card,
                Query::Card(Subject::Customer(CustomerId(42), None))
            ),
            Step::Read(Slot::History, Query::History { .. })
        ]
    ));
    let card = Answer::Card(Some(Box::new(crate::screens::samples::card())));
    form.update(Event::Answer(Slot::Card, &card), &context);
    let visits = Answer::History(vec![crate::screens::samples::visit(0)], 12);
    form.update(Event::Answer(Slot::History, &visits), &context);
    let symbols = crate::look::Symbols::UNICODE;
    let (about, lines) = form.explained(&context, &symbols).unwrap();
    let lines: Vec<String> = lines.into_iter().map(|(text, _)| text).collect();
    assert_eq!(about, "Pak Budi Santoso");
    for wanted in [
        "Visits: more than 3 – here: 12",
        "Toyota",
        "F6",
        "nothing is known",
        "12 Aug 2026",
    ] {
        assert!(
            lines.iter().any(|line| line.contains(wanted)),
            "{wanted}: {lines:#?}"
        );
    }
    assert!(drawn(&form, &context).contains("Why? Pak Budi Santoso"));
    assert!(press(&mut form, "<Esc>", &context).is_empty());
    assert!(form.why.is_none());
}

#[test]
fn where_letters_type_a_question_mark_is_one() {
    let (form, _) = form(&Begin::Nothing);
    assert!(form.spot != Spot::People);
    assert_eq!(
        form.applies(crate::protocol::Command::Why),
        crate::protocol::Applies::No
    );
}
