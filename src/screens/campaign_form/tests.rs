use super::CampaignForm;
use crate::domain::filter::{Shipped, Silence};
use crate::domain::{
    Campaign, CampaignFacts, CampaignId, Change, CustomerId, Segment, SegmentHeld, SegmentId,
    SegmentKept,
};
use crate::insight::{CampaignPeople, CampaignResult, CampaignTold};
use crate::protocol::{Answer, BeginCampaign, Context, Event, Failure, Go, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press, receipt};

fn segment(id: i64, name: &str) -> Segment {
    let filter = Shipped::ALL[0].filter();
    Segment {
        id: SegmentId(id),
        kept: SegmentKept {
            name: name.to_owned(),
            filter: filter.to_json(),
        },
        filter: Ok(filter),
    }
}

fn opened(begin: BeginCampaign, at: &Context) -> CampaignForm {
    let mut form = CampaignForm::new(begin);
    form.update(Event::Shown, at);
    let segments = vec![
        (segment(4, "Once only"), Some(87)),
        (segment(5, "Sleeping"), Some(34)),
    ];
    form.update(
        Event::Answer(
            Slot::Segments,
            &Answer::Segments(segments, Silence::default()),
        ),
        at,
    );
    let templates = Answer::Templates(Vec::new());
    form.update(Event::Answer(Slot::Prefill, &templates), at);
    form
}

fn held(form: &mut CampaignForm, at: &Context) -> Vec<Step> {
    let held = SegmentHeld {
        customers: vec![CustomerId(7), CustomerId(9)],
        ..SegmentHeld::default()
    };
    form.update(
        Event::Answer(Slot::Meant, &Answer::Meant(Box::new(held))),
        at,
    )
}

#[test]
fn one_key_makes_a_campaign_of_a_segment() {
    let at = context((80, 22));
    let mut form = opened(BeginCampaign::New(Some("Sleeping".to_owned())), &at);
    insta::assert_snapshot!("new", drawn(&form, &at));
    let steps = press(&mut form, "<Ctrl+S>", &at);
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    match change(&held(&mut form, &at)) {
        Some(Change::AddCampaign { facts, targets }) => {
            assert_eq!(
                (facts.name.as_str(), facts.segment.as_str()),
                ("Sleeping 22 Nov", "Sleeping")
            );
            assert_eq!(
                (facts.template.as_str(), facts.purpose.as_str()),
                ("win_back", "promotion")
            );
            assert_eq!((facts.since, facts.until), (at.today, day("2026-12-22")));
            assert_eq!((facts.within, targets.len()), (30, 2));
        }
        other => panic!("{other:?}"),
    }
    // Its messages leave a gap for an offer, which is said; then the campaigns are shown.
    let steps = form.update(Event::Saved(&receipt()), &at);
    let [Step::Go(Go::Back(Some(said))), Step::Go(Go::Campaigns)] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert!(said.text.contains("gap for an offer"), "{}", said.text);
}

#[test]
fn a_name_that_nobody_typed_follows_the_segment() {
    let at = context((80, 22));
    let mut form = opened(BeginCampaign::New(None), &at);
    press(&mut form, "<Tab><Right><Ctrl+S>", &at);
    match change(&held(&mut form, &at)) {
        Some(Change::AddCampaign { facts, .. }) => assert_eq!(facts.name, "Sleeping 22 Nov"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_segment_that_is_offered_needs_not_be_kept_first() {
    let at = context((80, 22));
    let mut form = opened(BeginCampaign::New(Some("Never came".to_owned())), &at);
    let steps = press(&mut form, "<Ctrl+S>", &at);
    let asked = |step: &Step| match step {
        Step::Read(Slot::Meant, Query::Meant { filter, .. }) => {
            **filter == Shipped::NeverServed.filter()
        }
        _ => false,
    };
    assert!(steps.iter().any(asked), "{steps:?}");
    match change(&held(&mut form, &at)) {
        Some(Change::AddCampaign { facts, .. }) => {
            assert_eq!(facts.segment, "Never came");
            assert_eq!(facts.filter, Shipped::NeverServed.filter().to_json());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn days_that_make_no_sense_are_said_at_their_field() {
    let at = context((40, 18));
    let mut form = opened(BeginCampaign::New(Some("Sleeping".to_owned())), &at);
    press(&mut form, "<Tab><Tab><Tab><Tab>366<Ctrl+S>", &at);
    insta::assert_snapshot!("mistakes", drawn(&form, &at));
    assert!(held(&mut form, &at).is_empty());
}

#[test]
fn what_another_made_of_it_meanwhile_stands_under_what_was_typed() {
    let at = context((80, 22));
    let mut known = Campaign {
        id: CampaignId(3),
        facts: CampaignFacts {
            name: "Back in June".to_owned(),
            segment: "Sleeping".to_owned(),
            filter: String::new(),
            template: "win_back".to_owned(),
            purpose: "promotion".to_owned(),
            offer: None,
            since: day("2026-11-01"),
            until: day("2026-11-30"),
            within: 30,
            note: String::new(),
        },
    };
    let mut form = opened(BeginCampaign::Known(known.clone()), &at);
    press(&mut form, "Back in winter<Ctrl+S>", &at);
    let conflict = Failure::Conflict(Vec::new());
    let steps = form.update(Event::NotSaved(&conflict), &at);
    let asked = |step: &Step| matches!(step, Step::Read(Slot::Campaigns, Query::Campaign(..)));
    assert!(steps.iter().any(asked), "{steps:?}");
    known.facts.within = 60;
    let left = CampaignPeople {
        told: CampaignTold {
            campaign: known.clone(),
            result: CampaignResult::default(),
            cost: 0,
        },
        people: Vec::new(),
    };
    let answer = Answer::Campaign(Some(Box::new(left)));
    form.update(Event::Answer(Slot::Campaigns, &answer), &at);
    match change(&press(&mut form, "<Ctrl+S>", &at)) {
        Some(Change::EditCampaign { base, facts, .. }) => {
            assert_eq!(*base, known.facts);
            assert_eq!((facts.name.as_str(), facts.within), ("Back in winter", 60));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_offer_goes_with_a_promotion_that_names_one_and_with_nothing_else() {
    let at = context((80, 22));
    let mut form = opened(BeginCampaign::New(Some("Sleeping".to_owned())), &at);
    press(&mut form, "<Tab>", &at);
    form.update(Event::Paste("free wash"), &at);
    press(&mut form, "<Tab>31/12/2026<Ctrl+S>", &at);
    match change(&held(&mut form, &at)) {
        Some(Change::AddCampaign { facts, .. }) => {
            let offer = facts.offer.expect("an offer");
            assert_eq!(offer.text, "free wash");
            assert_eq!(offer.until, Some(day("2026-12-31")));
        }
        other => panic!("{other:?}"),
    }
    for (template, why) in [
        ("birthday", "A greeting never carries an offer"),
        ("service_due", "Only a promotion carries an offer"),
    ] {
        let known = Campaign {
            id: CampaignId(3),
            facts: CampaignFacts {
                name: "Back".to_owned(),
                segment: String::new(),
                filter: String::new(),
                template: template.to_owned(),
                purpose: "birthday".to_owned(),
                offer: None,
                since: day("2026-11-01"),
                until: day("2026-11-30"),
                within: 30,
                note: String::new(),
            },
        };
        let mut form = opened(BeginCampaign::Known(known), &at);
        press(&mut form, "<Tab><Tab>", &at);
        form.update(Event::Paste("free wash"), &at);
        assert_eq!(change(&press(&mut form, "<Ctrl+S>", &at)), None);
        let shown = drawn(&form, &at);
        assert!(shown.contains(why), "{shown}");
    }
}

#[test]
fn how_many_are_meant_is_said_of_a_segment_that_is_offered_too() {
    let at = context((80, 22));
    let mut form = opened(BeginCampaign::New(Some("Never came".to_owned())), &at);
    assert!(drawn(&form, &at).contains("Counting whom the segment holds"));
    assert!(held(&mut form, &at).is_empty());
    assert!(drawn(&form, &at).contains("means 2 customers"));
    let mut form = opened(BeginCampaign::New(Some("Sleeping".to_owned())), &at);
    assert!(drawn(&form, &at).contains("means 34 customers"));
    assert!(held(&mut form, &at).is_empty());
    assert!(drawn(&form, &at).contains("means 34 customers"));
}
