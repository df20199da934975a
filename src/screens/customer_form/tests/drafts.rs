//! What is typed, as a draft and back: it saves what it would have saved.

use super::*;
use crate::domain::Draft;

fn resumed(draft: &Draft) -> CustomerForm {
    let mut form = CustomerForm::resume(draft, &at_80()).expect("it says whom it corrects");
    form.update(Event::Shown, &at_80());
    if draft.subject.is_some() {
        let answer = Answer::Card(Some(Box::new(card())));
        form.update(Event::Answer(Slot::Prefill, &answer), &at_80());
    }
    form
}

fn draft(form: &CustomerForm) -> Draft {
    form.unsaved(&at_80()).expect("something is typed")
}

#[test]
fn a_new_customer_is_saved_as_if_never_lost() {
    let mut form = new("");
    let keys = "Bu Wati<Tab>081299887766<Tab>0811223344 (office)<Tab><Tab>D 4321 AB<Tab>Honda";
    press(&mut form, keys, &at_80());
    let draft = draft(&form);
    assert_eq!(draft.about, "Bu Wati");
    let mut back = resumed(&draft);
    let (mine, theirs) = (
        press(&mut form, "<Ctrl+S>", &at_80()),
        press(&mut back, "<Ctrl+S>", &at_80()),
    );
    assert_eq!(added(&theirs), added(&mine));
    assert_eq!(added(&theirs).0.phones.len(), 2);
}

#[test]
fn the_name_decides_about_person_or_company_until_somebody_chose() {
    let mut form = new("");
    press(&mut form, "PT Karya", &at_80());
    let mut back = resumed(&draft(&form));
    assert_eq!(back.form.value(F::Kind), "company");
    press(&mut back, "<Ctrl+U>Budi", &at_80());
    assert_eq!(back.form.value(F::Kind), "person");
    // Against the name: that was a choice, and stays one.
    back.form.go_to(F::Kind);
    press(&mut back, "<Right>", &at_80());
    let mut again = resumed(&draft(&back));
    again.form.go_to(F::Name);
    press(&mut again, "Siti", &at_80());
    assert_eq!(again.form.value(F::Kind), "company");
}

#[test]
fn of_a_correction_only_what_was_touched_is_kept_and_a_new_phone_has_room() {
    let mut form = editing();
    press(&mut form, "<Tab>08111<Tab>08222", &at_80());
    let draft = draft(&form);
    let names: Vec<_> = draft.text.fields.iter().map(|field| &field.name).collect();
    assert_eq!(names, ["phone.1", "phone.2"]);
    let back = resumed(&draft);
    assert_eq!(back.form.value(F::Phone(1)), "08111");
    assert_eq!(back.form.value(F::Phone(2)), "08222");
    assert!(back.form.field(F::Phone(3)).is_some(), "another may follow");
    assert!(!back.form.field(F::Phone(1)).unwrap().error.is_empty());
    assert_eq!(back.form.focused().unwrap().id, F::Phone(2));
}

#[test]
fn a_company_that_was_chosen_stays_chosen() {
    let mut form = editing();
    form.form.go_to(F::Company);
    press(&mut form, "Kary", &at_80());
    let karya = Suggestion {
        text: "PT Karya Abadi".to_owned(),
        detail: String::new(),
        amount: None,
        customer: Some(CustomerId(9)),
    };
    let proposals = Answer::Suggestions(vec![karya]);
    form.update(Event::Answer(Slot::Suggest, &proposals), &at_80());
    press(&mut form, "<Down><Enter>", &at_80());
    let mut back = resumed(&draft(&form));
    let facts = edited(&press(&mut back, "<Ctrl+S>", &at_80()));
    assert_eq!(facts.company, Some(CustomerId(9)));
}

#[test]
fn what_is_sensitive_is_not_kept_before_the_customer_agreed() {
    let at = Context {
        trade: std::sync::Arc::new(Trade::of_shop("garage", "", true)),
        ..at_80()
    };
    let mut form = CustomerForm::edit(CustomerId(42), &at.trade);
    let answer = Answer::Card(Some(Box::new(card())));
    form.update(Event::Answer(Slot::Prefill, &answer), &at);
    let religion = form.trade.iter().position(|field| field.key == "religion");
    let religion = F::Trade(religion.expect("the owner turned it on"));
    form.form.go_to(F::Note);
    press(&mut form, "prefers mornings", &at);
    form.form.go_to(religion);
    press(&mut form, "Hindu", &at);
    let kept = |form: &CustomerForm| {
        let draft = form.unsaved(&at).expect("something is typed");
        draft.text.fields.len()
    };
    assert_eq!(kept(&form), 1);
    press(&mut form, "<Ctrl+Y>", &at);
    form.update(Event::Saved(&receipt()), &at);
    assert_eq!(kept(&form), 2);
}
