use super::TermsForm;
use crate::domain::{Card, Change, CustomerId, CustomerKind, Terms};
use crate::protocol::{Answer, Context, Event, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{card, change, context, day, drawn, press};
use crate::text::Lang;

const FIRM: CustomerId = CustomerId(42);

fn firm(terms: Option<Terms>) -> Card {
    let mut card = card();
    if let Some(customer) = &mut card.customer {
        customer.facts.kind = CustomerKind::Company;
        customer.facts.honorific.clear();
        "PT Maju Jaya".clone_into(&mut customer.facts.name);
    }
    card.terms = terms;
    card
}

fn agreed() -> Terms {
    Terms {
        price: "price list 2026".to_owned(),
        discount: Some(1_000),
        payment_days: Some(30),
        contract: "K-12/2026".to_owned(),
        contract_until: Some(day("2026-12-10")),
        note: String::new(),
    }
}

fn opened(terms: Option<Terms>, context: &Context) -> TermsForm {
    let mut form = TermsForm::new(FIRM);
    form.update(Event::Shown, context);
    fill(&mut form, terms, context);
    form
}

fn fill(form: &mut TermsForm, terms: Option<Terms>, context: &Context) {
    let answer = Answer::Card(Some(Box::new(firm(terms))));
    form.update(Event::Answer(Slot::Card, &answer), context);
}

fn written(steps: &[Step]) -> (Option<Terms>, Option<Terms>) {
    match change(steps) {
        Some(Change::SetTerms { base, terms, .. }) => (base.map(|it| *it), terms.map(|it| *it)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_few_keys_write_days_and_discount() {
    let at = context((80, 22));
    let mut form = opened(None, &at);
    let steps = press(&mut form, "30<Tab>7,5<Ctrl+S>", &at);
    let terms = Terms {
        payment_days: Some(30),
        discount: Some(750),
        ..Terms::default()
    };
    assert_eq!(written(&steps), (None, Some(terms)));
}

#[test]
fn what_nobody_touched_stays_and_emptied_fields_take_the_terms_away() {
    let at = context((80, 22));
    let mut form = opened(Some(agreed()), &at);
    let steps = press(&mut form, "45<Ctrl+S>", &at);
    let longer = Terms {
        payment_days: Some(45),
        ..agreed()
    };
    assert_eq!(written(&steps), (Some(agreed()), Some(longer)));
    let only_days = Terms {
        payment_days: Some(14),
        ..Terms::default()
    };
    let mut form = opened(Some(only_days.clone()), &at);
    let steps = press(&mut form, "<Delete><Ctrl+S>", &at);
    assert_eq!(written(&steps), (Some(only_days), None));
}

#[test]
fn what_is_no_share_or_day_is_said_at_its_field_and_nothing_is_written() {
    let at = context((80, 22));
    let mut form = opened(None, &at);
    let steps = press(&mut form, "soon<Tab>110<Ctrl+S>", &at);
    assert_eq!(change(&steps), None);
    insta::assert_snapshot!("mistakes", drawn(&form, &at));
}

#[test]
fn the_form_as_it_opens() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(Some(agreed()), &at), &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    insta::assert_snapshot!("indonesian", drawn(&opened(Some(agreed()), &at), &at));
    let at = context((80, 22));
    insta::assert_snapshot!("empty", drawn(&opened(None, &at), &at));
}

#[test]
fn what_is_typed_is_kept_as_a_draft_and_comes_back() {
    let at = context((80, 22));
    let mut form = opened(Some(agreed()), &at);
    press(&mut form, "45", &at);
    let draft = form.unsaved(&at).unwrap();
    assert_eq!(draft.about, "PT Maju Jaya");
    let mut again = TermsForm::resume(&draft).unwrap();
    again.update(Event::Shown, &at);
    fill(&mut again, Some(agreed()), &at);
    let (_, terms) = written(&press(&mut again, "<Ctrl+S>", &at));
    assert_eq!(terms.unwrap().payment_days, Some(45));
}
