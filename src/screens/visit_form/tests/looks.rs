//! The form in its states and windows.

use super::*;

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

#[test]
fn a_first_visit_asks_who_brought_them() {
    let mut prefill = prefilled();
    prefill.visit = VisitFacts::on(today());
    prefill.visit.vehicle = Some(VehicleId(7));
    prefill.asks_referrer = true;
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let context = context((columns, rows));
        let mut form = opened(prefill.clone());
        form.form.go_to(F::Brought);
        insta::assert_snapshot!(format!("brought_{columns}x{rows}"), drawn(&form, &context));
    }
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
fn an_offer_stands_behind_the_cursor_in_two_windows() {
    for (columns, rows) in [(80, 22), (40, 18)] {
        let context = context((columns, rows));
        let mut form = opened(prefilled());
        press(&mut form, "<Ctrl+N>gan", &context);
        let items = ["ganti oli mesin dan saringan", "ganti kampas rem"].map(|text| Suggestion {
            text: text.to_owned(),
            detail: String::new(),
            amount: Some(450_000),
            customer: None,
        });
        let answer = Answer::Suggestions(items.into());
        form.update(Event::Answer(Slot::Suggest, &answer), &context);
        insta::assert_snapshot!(format!("offer_{columns}x{rows}"), drawn(&form, &context));
    }
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

#[test]
fn what_was_agreed_with_a_company_is_said_and_changes_no_amount() {
    let mut prefill = prefilled();
    prefill.terms = Some(crate::domain::Terms {
        discount: Some(1_000),
        payment_days: Some(30),
        ..crate::domain::Terms::default()
    });
    let shown = drawn(&opened(prefill.clone()), &at_80());
    let said = "Agreed: 30 days to pay · 10 % off. Amounts stay as you type them.";
    assert!(shown.contains(said), "{shown}");
    assert!(shown.contains("650.000"), "{shown}");
    // A price alone binds as well.
    prefill.terms = Some(crate::domain::Terms {
        price: "list 2026".to_owned(),
        ..crate::domain::Terms::default()
    });
    let shown = drawn(&opened(prefill), &at_80());
    assert!(shown.contains("Agreed: list 2026. Amounts"), "{shown}");
}

#[test]
fn what_is_left_to_pay_after_points_is_seen_before_it_is_saved() {
    for (size, lang, name) in [
        ((80, 22), Lang::En, "pays_80x22"),
        ((40, 18), Lang::En, "pays_40x18"),
        ((80, 22), Lang::Id, "pays_in_indonesian"),
    ] {
        let mut at = context(size);
        at.lang = lang;
        let mut prefill = prefilled();
        let rule = crate::points::Rule::starting(crate::domain::Currency::IDR);
        prefill.points = Some((1_240, Box::new(rule)));
        let mut form = opened(prefill);
        press(&mut form, "<Alt+B>", &at);
        insta::assert_snapshot!(name, drawn(&form, &at));
        // The bill grows, and so does what is left of it.
        let before = form
            .form
            .field(F::Redeemed)
            .unwrap()
            .warning
            .in_(lang)
            .to_owned();
        form.form.go_to(F::Total);
        press(&mut form, "2jt", &at);
        let after = form
            .form
            .field(F::Redeemed)
            .unwrap()
            .warning
            .in_(lang)
            .to_owned();
        assert_ne!(before, after);
        assert!(after.contains("1.876.000"), "{after}");
    }
}
