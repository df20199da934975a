use super::*;
use crate::points::Rule;

fn of_today() -> Prefill {
    let mut prefill = prefilled();
    prefill.last = Some((VisitId(100), today()));
    prefill.points = Some((540, Box::new(Rule::default())));
    prefill
}

/// Hears whom it is for and what there is.
fn tell(form: &mut VisitForm, slot: Slot, prefill: Prefill) -> Vec<Step> {
    let answer = Answer::Prefill(Some(Box::new(prefill)));
    form.update(Event::Answer(slot, &answer), &at_80())
}

#[test]
fn points_pay_the_visit_of_today_where_it_is_written_already() {
    for visit_first in [true, false] {
        let mut form = VisitForm::redeeming(BUDI);
        form.update(Event::Shown, &at_80());
        let steps = tell(&mut form, Slot::Prefill, of_today());
        let asks = |step: &Step| matches!(step, Step::Read(_, Query::Visit(VisitId(100))));
        assert!(steps.iter().any(asks), "{steps:?}");
        let mut written_down = visit(0);
        written_down.facts.day = today();
        let written_down = Answer::Visit(Some(Box::new(written_down)));
        let filled = |form: &mut VisitForm| {
            form.update(Event::Answer(Slot::Prefill, &written_down), &at_80());
        };
        if visit_first {
            filled(&mut form);
        }
        tell(&mut form, Slot::Check, of_today());
        if !visit_first {
            filled(&mut form);
        }
        let steps = press(&mut form, "<Ctrl+S>", &at_80());
        assert!(matches!(
            change(&steps),
            Some(Change::EditVisit {
                id: VisitId(100),
                ..
            })
        ));
        assert_eq!(written(&steps).unwrap().redeemed, Some(540));
    }
}

#[test]
fn whoever_writes_one_more_visit_of_today_is_told() {
    let mut prefill = of_today();
    let form = opened(prefill.clone());
    assert!(drawn(&form, &at_80()).contains("written already"));
    prefill.last = Some((VisitId(100), today() - chrono::Days::new(1)));
    assert!(!drawn(&opened(prefill), &at_80()).contains("written already"));
}

#[test]
fn where_no_points_can_pay_that_is_said_at_once_and_once() {
    let says = |steps: &[Step]| {
        let said = |step: &Step| matches!(step, Step::Say(notice) if notice.text.contains("No points can pay"));
        steps.iter().filter(|step| said(step)).count()
    };
    // A new visit of somebody who has none.
    let mut form = VisitForm::redeeming(BUDI);
    form.update(Event::Shown, &at_80());
    let mut none = prefilled();
    none.points = None;
    assert_eq!(says(&tell(&mut form, Slot::Prefill, none.clone())), 1);
    assert_eq!(says(&tell(&mut form, Slot::Check, none)), 0);
    // The visit of today brought all there are.
    let mut form = VisitForm::redeeming(BUDI);
    form.update(Event::Shown, &at_80());
    let mut own = of_today();
    own.points = None;
    assert_eq!(says(&tell(&mut form, Slot::Prefill, own.clone())), 0);
    let mut written_down = visit(0);
    written_down.facts.day = today();
    let written_down = Answer::Visit(Some(Box::new(written_down)));
    let steps = form.update(Event::Answer(Slot::Prefill, &written_down), &at_80());
    assert_eq!(says(&steps), 0);
    assert_eq!(says(&tell(&mut form, Slot::Check, own)), 1);
}
