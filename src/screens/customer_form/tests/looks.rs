//! The form in its states and windows.

use super::*;

#[test]
fn as_it_opens_for_an_unknown_plate() {
    insta::assert_snapshot!(drawn(&new("B 1234 XYZ"), &at_80()));
}

#[test]
fn loading_and_gone() {
    let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
    form.update(Event::Shown, &at_80());
    form.update(Event::Slow(Slot::Prefill), &at_80());
    insta::assert_snapshot!("loading", drawn(&form, &at_80()));
    form.update(Event::Answer(Slot::Prefill, &Answer::Card(None)), &at_80());
    insta::assert_snapshot!("gone", drawn(&form, &at_80()));
}

#[test]
fn a_whole_customer_in_three_windows() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        insta::assert_snapshot!(
            format!("edit_{columns}x{rows}"),
            drawn(&editing(), &context((columns, rows)))
        );
    }
}

#[test]
fn long_and_wide_text() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let mut long = card();
        let customer = long.customer.as_mut().unwrap();
        customer.facts.name = "山田太郎 Raden Mas Suryadiningrat Kusumohadiprojo".repeat(2);
        customer.facts.alert = "never without asking; ".repeat(10);
        let mut form = CustomerForm::edit(CustomerId(42), &Trade::default());
        form.update(Event::Shown, &at_80());
        form.update(
            Event::Answer(Slot::Prefill, &Answer::Card(Some(Box::new(long)))),
            &at_80(),
        );
        form.form.go_to(F::Alert);
        let context = context((columns, rows));
        insta::assert_snapshot!(format!("long_{columns}x{rows}"), drawn(&form, &context));
    }
}

#[test]
fn in_indonesian() {
    let mut context = at_80();
    context.lang = Lang::Id;
    insta::assert_snapshot!(drawn(&editing(), &context));
}
