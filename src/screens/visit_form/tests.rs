use super::VisitForm;
use super::fields::VisitField as F;
use crate::domain::{Change, CustomerId, Money, Subject, Usual, VehicleId, VisitFacts, VisitId};
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Event, Failure, Go, Level, Prefill, Slot, Step,
    Suggestion,
};
use crate::screens::Screen;
use crate::screens::samples::{context, day, drawn, press, receipt, today, visit};
use crate::text::{Lang, Say};

const BUDI: Subject = Subject::Customer(CustomerId(42), Some(VehicleId(7)));

fn at_80() -> Context {
    context((80, 22))
}

fn prefilled() -> Prefill {
    let mut facts = visit(0).facts;
    facts.day = today();
    facts.odometer = None;
    Prefill {
        subject: BUDI,
        title: "Pak Budi Santoso · B 1234 XYZ · Toyota Avanza".to_owned(),
        same_as: Some(visit(0).facts.day),
        visit: facts,
        readings: (0..3)
            .map(|n| (visit(n).facts.day, visit(n).facts.odometer.unwrap()))
            .collect(),
        usual: Usual::default(),
        alert: "call before touching the AC".to_owned(),
        next_service: crate::domain::NextService::default(),
    }
}

fn opened(prefill: Prefill) -> VisitForm {
    let mut form = VisitForm::new(BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Prefill(Some(Box::new(prefill)));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form
}

fn written(steps: &[Step]) -> Option<VisitFacts> {
    steps.iter().find_map(|step| match step {
        Step::Write(_, change) => match &**change {
            Change::AddVisit { facts } | Change::EditVisit { facts, .. } => Some((**facts).clone()),
            _ => None,
        },
        _ => None,
    })
}

fn texts(facts: &VisitFacts) -> Vec<&str> {
    facts.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn same_as_last_time_takes_a_reading_and_a_total() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "50100<Tab>700000<Ctrl+S>", &at_80());
    let facts = written(&steps).unwrap();
    assert_eq!(
        (facts.odometer, facts.total),
        (Some(50_100), Some(Money(700_000)))
    );
    assert_eq!(texts(&facts), ["oil change", "oil filter"]);
    assert_eq!(
        (facts.day, facts.mechanics),
        (today(), vec!["Joko".to_owned()])
    );
}

#[test]
fn a_visit_on_a_day_that_has_not_come_is_not_saved() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Day);
    let steps = press(&mut form, "<Ctrl+U>01/01/2030<Ctrl+S>", &at_80());
    assert!(written(&steps).is_none());
    assert!(form.form.field(F::Day).unwrap().error.contains("not come"));
    let steps = press(&mut form, "<Ctrl+U>28 Dec<Ctrl+S>", &at_80());
    assert_eq!(written(&steps).unwrap().day, day("2025-12-28"));
}

#[test]
fn two_other_lines_and_another_mechanic_take_few_keys() {
    let mut form = opened(prefilled());
    let keys = "50100<Ctrl+N>brake pads<Tab>300000<Tab>brake fluid<Tab>80000<Tab><Tab>Andi<Ctrl+S>";
    let facts = written(&press(&mut form, keys, &at_80())).unwrap();
    assert_eq!(texts(&facts), ["brake pads", "brake fluid"]);
    assert_eq!(facts.mechanics, ["Andi"]);
    assert_eq!(facts.total, Some(Money(380_000)));
}

#[test]
fn the_total_follows_the_lines_until_it_is_typed() {
    let mut form = opened(prefilled());
    press(&mut form, "1<Tab><Tab><Tab>500000", &at_80());
    assert_eq!(form.form.value(F::Total), "700.000");
    form.form.go_to(F::Total);
    press(&mut form, "690000<Tab><Tab>1", &at_80());
    assert_eq!(form.form.value(F::Total), "690000");
    assert!(
        form.form
            .field(F::Total)
            .unwrap()
            .warning
            .contains("200.001")
    );
}

#[test]
fn an_emptied_total_is_not_filled_under_the_hand() {
    let mut form = opened(prefilled());
    press(&mut form, "1<Tab><Backspace>65", &at_80());
    assert_eq!(form.form.value(F::Total), "65");
}

#[test]
fn a_line_typed_into_the_empty_one_opens_another() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Line(2));
    press(&mut form, "tyre", &at_80());
    assert!(form.form.field(F::Line(3)).is_some());
    assert_eq!(form.form.focused().map(|field| field.id), Some(F::Line(2)));
}

#[test]
fn a_chosen_proposal_brings_its_price() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Line(2));
    press(&mut form, "ty", &at_80());
    let tyre = Suggestion {
        text: "tyre".to_owned(),
        detail: "Rp 900.000".to_owned(),
        amount: Some(900_000),
        customer: None,
    };
    form.update(
        Event::Answer(Slot::Suggest, &Answer::Suggestions(vec![tyre])),
        &at_80(),
    );
    press(&mut form, "<Down><Enter>", &at_80());
    assert_eq!(form.form.value(F::Line(2)), "tyre");
    assert_eq!(form.form.value(F::Amount(2)), "900.000");
    assert_eq!(form.form.value(F::Total), "1.550.000");
}

#[test]
fn a_reading_that_fell_or_jumped_is_questioned_and_may_be_saved() {
    let mut form = opened(prefilled());
    press(&mut form, "4521", &at_80());
    let warning = &form.form.field(F::Odometer).unwrap().warning;
    assert!(
        warning.contains("45,210 km") && warning.contains("12 Aug"),
        "{warning}"
    );
    let steps = press(&mut form, "<Tab><Ctrl+S>", &at_80());
    assert_eq!(written(&steps), None);
    assert!(
        matches!(steps.as_slice(), [Step::Say(notice)] if notice.text.contains("Ctrl+S once more"))
    );
    assert_eq!(form.form.focused().map(|field| field.id), Some(F::Odometer));
    let steps = press(&mut form, "<Ctrl+S>", &at_80());
    assert_eq!(written(&steps).unwrap().odometer, Some(4_521));
    let mut form = opened(prefilled());
    press(&mut form, "501000", &at_80());
    let warning = &form.form.field(F::Odometer).unwrap().warning;
    assert!(warning.starts_with("One digit too many?"), "{warning}");
}

#[test]
fn another_doubtful_reading_is_asked_about_again() {
    let mut form = opened(prefilled());
    press(&mut form, "4521<Ctrl+S>", &at_80());
    let steps = press(&mut form, "4522<Ctrl+S>", &at_80());
    assert_eq!(written(&steps), None);
    let steps = press(&mut form, "50100<Ctrl+S>", &at_80());
    assert_eq!(written(&steps).unwrap().odometer, Some(50_100));
}

#[test]
fn after_a_slip_of_last_time_the_right_reading_is_not_questioned() {
    let mut prefill = prefilled();
    prefill.readings.insert(0, (day("2026-11-01"), 1_000));
    let mut form = opened(prefill);
    let steps = press(&mut form, "50100<Ctrl+S>", &at_80());
    assert_eq!(written(&steps).unwrap().odometer, Some(50_100));
}

#[test]
fn a_total_far_from_its_lines_is_questioned_once_and_may_be_saved() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "<Tab>1000<Ctrl+S>", &at_80());
    assert_eq!(written(&steps), None);
    let field = form.form.focused().unwrap();
    assert_eq!(field.id, F::Total);
    assert!(field.warning.contains("Rp 650.000"), "{}", field.warning);
    let facts = written(&press(&mut form, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(facts.total, Some(Money(1_000)));
    // A discount is none of our business.
    let mut form = opened(prefilled());
    let steps = press(&mut form, "<Tab>600000<Ctrl+S>", &at_80());
    assert!(written(&steps).is_some());
}

#[test]
fn a_total_that_contradicted_its_lines_is_not_proposed_again() {
    let mut prefill = prefilled();
    prefill.visit.total = Some(Money(1_000));
    let form = opened(prefill.clone());
    assert_eq!(form.form.value(F::Total), "650.000");
    prefill.visit.total = Some(Money(600_000));
    assert_eq!(opened(prefill).form.value(F::Total), "600.000");
}

#[test]
fn the_next_service_lies_as_far_away_as_last_time() {
    let mut prefill = prefilled();
    prefill.next_service.day = Some(day("2026-11-10"));
    prefill.next_service.odometer = Some(50_210);
    let mut form = opened(prefill);
    let facts = written(&press(&mut form, "50300<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(facts.next_service.day, Some(day("2027-02-20")));
    assert_eq!(facts.next_service.odometer, Some(55_300));
}

#[test]
fn fifty_saves_write_once_under_one_name() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, &"<Ctrl+S><Enter>".repeat(50), &at_80());
    let ops: Vec<_> = steps
        .iter()
        .filter(|step| matches!(step, Step::Write(..)))
        .collect();
    assert_eq!(ops.len(), 1);
    assert!(matches!(form.applies(Command::Save), Applies::Blocked(_)));
}

#[test]
fn a_save_that_failed_keeps_everything_and_the_name_of_the_attempt() {
    let mut form = opened(prefilled());
    let op = |steps: &[Step]| {
        steps.iter().find_map(|step| match step {
            Step::Write(op, _) => Some(*op),
            _ => None,
        })
    };
    let first = op(&press(&mut form, "50100<Ctrl+S>", &at_80()));
    form.update(Event::NotSaved(&Failure::DiskFull), &at_80());
    assert_eq!(form.form.value(F::Odometer), "50100");
    let mut later = at_80();
    later.op = crate::domain::OpId([9; 16]);
    assert_eq!(op(&press(&mut form, "<Ctrl+S>", &later)), first);
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "lots<Ctrl+S>", &at_80());
    assert!(written(&steps).is_none());
    assert!(!form.form.field(F::Odometer).unwrap().error.is_empty());
    assert_eq!(form.form.focused().map(|field| field.id), Some(F::Odometer));
}

#[test]
fn leaving_asks_only_when_something_was_typed() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "<Esc>", &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Back(None))]));
    let mut form = opened(prefilled());
    let steps = press(&mut form, "5<Esc>", &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Ask(_))]));
    assert!(
        form.update(Event::Chosen(&Choice::Nth(0)), &at_80())
            .is_empty()
    );
    press(&mut form, "<Esc>", &at_80());
    let steps = form.update(Event::Chosen(&Choice::Nth(1)), &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Back(None))]));
}

#[test]
fn quitting_with_something_typed_asks_and_then_quits() {
    let mut form = opened(prefilled());
    assert!(
        form.update(Event::Command(Command::Quit), &at_80())
            .is_empty()
    );
    press(&mut form, "5", &at_80());
    assert_eq!(
        form.update(Event::Command(Command::Quit), &at_80()).len(),
        1
    );
    let steps = form.update(Event::Chosen(&Choice::Nth(1)), &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Quit)]));
}

fn editing() -> VisitForm {
    let mut form = VisitForm::edit(VisitId(100), BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Visit(Some(Box::new(visit(0))));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    let about = Answer::Prefill(Some(Box::new(prefilled())));
    form.update(Event::Answer(Slot::Check, &about), &at_80());
    form
}

#[test]
fn a_correction_keeps_what_it_does_not_show_and_names_what_it_saw() {
    let mut form = editing();
    let steps = press(&mut form, "45200<Ctrl+S>", &at_80());
    let Some(Step::Write(_, change)) = steps.first() else {
        panic!("a write, not {steps:?}");
    };
    let Change::EditVisit { id, base, facts } = &**change else {
        panic!("a correction, not {change:?}");
    };
    assert_eq!((*id, &**base), (VisitId(100), &visit(0).facts));
    let expected = VisitFacts {
        odometer: Some(45_200),
        ..visit(0).facts
    };
    assert_eq!(**facts, expected);
}

#[test]
fn what_no_field_could_spell_survives_a_correction() {
    let mut odd = visit(0);
    odd.facts.lines[0].text = "4x100 wheel".to_owned();
    odd.facts.lines[1].cost = Some(Money(90_000));
    odd.facts.lines[1].quantity = 0;
    odd.facts.note = "first\nsecond".to_owned();
    odd.facts.mechanics = vec!["Joko, the elder".to_owned()];
    odd.facts.odometer = Some(0);
    let mut form = VisitForm::edit(VisitId(100), BUDI);
    form.update(Event::Shown, &at_80());
    let answer = Answer::Visit(Some(Box::new(odd.clone())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    form.form.go_to(F::Payment);
    let facts = written(&press(&mut form, "cash<Ctrl+S>", &at_80())).unwrap();
    let expected = VisitFacts {
        payment: "cash".to_owned(),
        ..odd.facts
    };
    assert_eq!(facts, expected);
}

#[test]
fn a_correction_without_a_change_writes_nothing() {
    let mut form = editing();
    let steps = press(&mut form, "<Ctrl+S>", &at_80());
    assert!(matches!(
        steps.as_slice(),
        [Step::Go(Go::Back(Some(notice)))] if notice.level == Level::Info
    ));
}

#[test]
fn when_two_change_the_same_both_entries_are_shown_and_one_is_chosen() {
    let mut form = editing();
    press(&mut form, "45200<Ctrl+S>", &at_80());
    let steps = form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    assert!(
        steps
            .iter()
            .any(|step| matches!(step, Step::Read(Slot::Prefill, _)))
    );
    let mut theirs = visit(0);
    theirs.facts.odometer = Some(45_999);
    theirs.facts.note = "theirs".to_owned();
    theirs.facts.lines.push(crate::domain::VisitLine {
        text: "wiper".to_owned(),
        quantity: 1000,
        ..crate::domain::VisitLine::default()
    });
    let answer = Answer::Visit(Some(Box::new(theirs.clone())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    assert_eq!(
        form.form.field(F::Odometer).unwrap().theirs.as_deref(),
        Some("45999")
    );
    insta::assert_snapshot!("conflict", drawn(&form, &at_80()));
    assert_eq!(form.applies(Command::TakeTheirs), Applies::Yes);
    let facts = written(&press(&mut form, "<Ctrl+T><Ctrl+S>", &at_80()));
    // Both entries are the other's now: nothing is left to write.
    assert_eq!(facts, None);
    let mut form = editing();
    press(&mut form, "45200<Ctrl+S>", &at_80());
    form.update(Event::NotSaved(&Failure::Conflict(Vec::new())), &at_80());
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    let facts = written(&press(&mut form, "<Ctrl+S>", &at_80())).unwrap();
    assert_eq!(
        (facts.odometer, facts.note.as_str()),
        (Some(45_200), "theirs")
    );
    assert_eq!(texts(&facts), ["oil change", "oil filter", "wiper"]);
}

#[test]
fn without_a_conflict_there_is_nothing_of_theirs_to_take() {
    let mut form = editing();
    press(&mut form, "45200", &at_80());
    assert_eq!(form.applies(Command::TakeTheirs), Applies::No);
    press(&mut form, "<Ctrl+T>", &at_80());
    assert_eq!(form.form.value(F::Odometer), "45200");
}

#[test]
fn a_day_that_does_not_exist_is_said_when_its_field_is_left() {
    let mut form = opened(prefilled());
    form.form.go_to(F::Day);
    press(&mut form, "31/02/2025", &at_80());
    assert_eq!(form.form.field(F::Day).unwrap().error, "");
    press(&mut form, "<Tab>", &at_80());
    let day = form.form.field(F::Day).unwrap();
    assert_eq!(day.error, Say::FormBadDate.in_(Lang::En));
    // Going back to mend it takes the reproach away at the first letter.
    press(&mut form, "<Shift+Tab>2", &at_80());
    assert_eq!(form.form.field(F::Day).unwrap().error, "");
}

#[test]
fn unsaved_text_is_asked_about_with_the_letters_of_the_answers() {
    for (lang, letters) in [(Lang::En, ['k', 't']), (Lang::Id, ['l', 'b'])] {
        let mut context = at_80();
        context.lang = lang;
        let mut form = opened(prefilled());
        let steps = press(&mut form, "50100<Esc>", &context);
        let [Step::Go(Go::Ask(question))] = steps.as_slice() else {
            panic!("{steps:?}")
        };
        let asked: Vec<char> = question.choices.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(asked, letters, "{lang:?}");
    }
}

#[test]
fn when_it_is_saved_the_form_closes_and_says_so() {
    let mut form = opened(prefilled());
    press(&mut form, "50100<Ctrl+S>", &at_80());
    let steps = form.update(Event::Saved(&receipt()), &at_80());
    assert!(matches!(
        steps.as_slice(),
        [Step::Go(Go::Back(Some(notice)))] if notice.text == "Saved. Ctrl+Z takes it back."
    ));
}

#[test]
fn a_visit_that_is_gone_says_so() {
    let mut form = VisitForm::edit(VisitId(1), BUDI);
    form.update(Event::Shown, &at_80());
    form.update(Event::Answer(Slot::Prefill, &Answer::Visit(None)), &at_80());
    insta::assert_snapshot!("gone", drawn(&form, &at_80()));
}

#[test]
fn loading() {
    let mut form = VisitForm::new(BUDI);
    form.update(Event::Shown, &at_80());
    form.update(Event::Slow(Slot::Prefill), &at_80());
    insta::assert_snapshot!(drawn(&form, &at_80()));
}

#[test]
fn as_it_opens() {
    insta::assert_snapshot!(drawn(&opened(prefilled()), &at_80()));
}

#[test]
fn without_anything_to_repeat() {
    let mut prefill = prefilled();
    prefill.visit = VisitFacts::on(today());
    prefill.visit.vehicle = Some(VehicleId(7));
    prefill.same_as = None;
    prefill.readings.clear();
    prefill.alert.clear();
    insta::assert_snapshot!(drawn(&opened(prefill), &at_80()));
}

fn crowded() -> VisitForm {
    let mut prefill = prefilled();
    let line = prefill.visit.lines[0].clone();
    prefill.visit.lines = vec![line; 12];
    opened(prefill)
}

#[test]
fn many_lines_in_three_windows() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let context = context((columns, rows));
        let mut form = crowded();
        press(&mut form, "4<Tab><Tab><Tab><Tab><Tab>", &context);
        insta::assert_snapshot!(format!("many_{columns}x{rows}"), drawn(&form, &context));
    }
}

#[test]
fn long_and_wide_text_in_three_windows() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let context = context((columns, rows));
        let mut prefill = prefilled();
        prefill.title = "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo · B 1234 XYZ".to_owned();
        prefill.visit.lines[0].text =
            "complete overhaul of everything that turns or burns ".repeat(3);
        prefill.visit.note = "山田".repeat(60);
        insta::assert_snapshot!(
            format!("long_{columns}x{rows}"),
            drawn(&opened(prefill), &context)
        );
    }
}

#[test]
fn proposals_and_warnings_lie_where_they_belong() {
    let mut form = opened(prefilled());
    press(&mut form, "4521<Tab><Tab>oil", &at_80());
    let items = ["oil change", "oil filter", "oil leak repaired"].map(|text| Suggestion {
        text: text.to_owned(),
        detail: "Rp 450.000".to_owned(),
        amount: Some(450_000),
        customer: None,
    });
    form.update(
        Event::Answer(Slot::Suggest, &Answer::Suggestions(items.into())),
        &at_80(),
    );
    press(&mut form, "<Down>", &at_80());
    insta::assert_snapshot!(drawn(&form, &at_80()));
}

#[test]
fn a_sale_over_the_counter_has_neither_car_nor_reading() {
    let mut form = VisitForm::new(Subject::Customer(CustomerId(42), None));
    form.update(Event::Shown, &at_80());
    let answer = Answer::Prefill(Some(Box::new(prefilled())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    assert!(form.form.field(F::Odometer).is_none());
    let facts = written(&press(&mut form, "wiper<Ctrl+S>", &at_80())).unwrap();
    assert_eq!((facts.vehicle, facts.odometer), (None, None));
    assert_eq!(texts(&facts), ["wiper", "oil filter"]);
}

#[test]
fn in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&opened(prefilled()), &context));
}

#[test]
fn nothing_is_called_the_same_as_a_visit_that_is_still_under_way() {
    let drawn = |same_as| {
        let form = opened(Prefill {
            same_as,
            ..prefilled()
        });
        crate::screens::samples::drawn(&form, &at_80())
    };
    assert!(drawn(Some(today())).contains("Same as last time"));
    assert!(!drawn(None).contains("Same as last time"));
}
