//! What is questioned once and may be saved.

use super::*;

#[test]
fn a_reading_that_fell_or_jumped_is_questioned_and_may_be_saved() {
    let mut form = opened(prefilled());
    press(&mut form, "4521", &at_80());
    let warning = form.form.field(F::Odometer).unwrap().warning.in_(Lang::En);
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
    let warning = form.form.field(F::Odometer).unwrap().warning.in_(Lang::En);
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
    assert!(
        field.warning.in_(Lang::En).contains("Rp 650.000"),
        "{:?}",
        field.warning
    );
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
