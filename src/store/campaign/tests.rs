use super::super::StoreError;
use super::super::test_kit::{add_customer, assert_nothing_loose, new_store, write};
use super::*;
use crate::domain::{Change, Gate, MessageChannel, Money, Purpose, SentMessage, VisitFacts};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn facts(name: &str) -> CampaignFacts {
    CampaignFacts {
        name: name.to_owned(),
        segment: "Sleeping".to_owned(),
        filter: crate::domain::filter::Shipped::ALL[0].filter().to_json(),
        template: "win_back".to_owned(),
        purpose: "promotion".to_owned(),
        offer: None,
        since: day("2026-09-01"),
        until: day("2026-09-30"),
        within: 30,
        note: String::new(),
    }
}

fn add(name: &str, targets: &[CustomerId]) -> Change {
    Change::AddCampaign {
        facts: Box::new(facts(name)),
        targets: targets.to_vec(),
    }
}

fn visit(store: &mut Store, customer: CustomerId, on: &str, total: i64) {
    let mut facts = VisitFacts::on(day(on));
    facts.customer = Some(customer);
    facts.total = Some(Money(total));
    let facts = Box::new(facts);
    write(store, &Change::AddVisit { facts }).unwrap();
}

fn told(store: &Store, name: &str) -> CampaignPeople {
    let id = store.campaign_named(name).unwrap().unwrap();
    let told = store.campaign_people(id, day("2026-11-26")).unwrap();
    told.unwrap()
}

fn refused_with(store: &mut Store, change: &Change) -> String {
    match write(store, change) {
        Err(StoreError::Refused(fields)) => fields[0].1.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn those_whom_a_campaign_meant_and_did_not_reach_are_its_control() {
    let (_dir, mut store) = new_store();
    let [ani, budi] = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
    visit(&mut store, ani, "2026-09-10", 400_000);
    visit(&mut store, budi, "2026-10-02", 900_000);
    write(&mut store, &add("Back", &[ani, budi])).unwrap();
    let told = told(&store, "back");
    let control = told.told.result.control;
    assert_eq!(
        (control.people, control.came, control.money),
        (2, 1, 400_000)
    );
    assert_eq!(told.told.result.sent.people, 0);
    let names: Vec<_> = told
        .people
        .iter()
        .map(|one| one.person.name.as_str())
        .collect();
    assert_eq!(names, ["Ani", "Budi"]);
    assert_eq!(store.campaigns(day("2026-11-26")).unwrap(), [told.told]);
}

fn agrees(store: &mut Store, customer: CustomerId, yes: bool) {
    let answer = Change::SetConsent {
        customer,
        purpose: Purpose::Promotions.key().to_owned(),
        yes,
        day: day("2026-08-01"),
        channel: "counter".to_owned(),
    };
    write(store, &answer).unwrap();
}

fn send(store: &mut Store, customer: CustomerId, template: &str, on: &str) {
    send_from(store, customer, template, on, None);
}

fn send_from(
    store: &mut Store,
    customer: CustomerId,
    template: &str,
    on: &str,
    campaign: Option<CampaignId>,
) {
    let sent = SentMessage {
        customer,
        day: day(on),
        template: template.to_owned(),
        purpose: MessagePurpose::Promotion,
        channel: MessageChannel::WhatsApp,
        language: "id".to_owned(),
        body: "Apa kabar?".to_owned(),
        campaign,
        about: None,
    };
    write(store, &Change::MarkSent(Box::new(sent))).unwrap();
}

#[test]
fn who_was_sent_the_template_within_the_period_is_counted_from_the_first_message() {
    let (_dir, mut store) = new_store();
    let all = ["Ani", "Budi", "Citra", "Dedi"].map(|name| add_customer(&mut store, name));
    let [ani, budi, citra, dedi] = all;
    for who in [ani, budi, citra] {
        agrees(&mut store, who, true);
    }
    agrees(&mut store, dedi, false);
    write(&mut store, &add("Back", &all)).unwrap();
    send(&mut store, ani, "win_back", "2026-09-10");
    send(&mut store, ani, "win_back", "2026-09-20");
    send(&mut store, budi, "another", "2026-09-10");
    send(&mut store, citra, "win_back", "2026-10-01");
    visit(&mut store, ani, "2026-09-25", 400_000);
    let told = told(&store, "Back");
    let result = told.told.result;
    assert_eq!((result.sent.people, result.sent.came), (1, 1));
    assert_eq!((result.sent.money, result.control.people), (400_000, 3));
    let sent = told.people.iter().map(|one| (one.sent, one.gate));
    let first = Some(day("2026-09-10"));
    let refused = Gate::Refused(Purpose::Promotions);
    let open = Gate::Open;
    let expected = [(first, open), (None, open), (None, open), (None, refused)];
    assert_eq!(sent.collect::<Vec<_>>(), expected);
}

#[test]
fn a_campaign_that_is_made_later_takes_no_message_that_went_before() {
    let (_dir, mut store) = new_store();
    let ani = add_customer(&mut store, "Ani");
    agrees(&mut store, ani, true);
    send(&mut store, ani, "win_back", "2026-09-05");
    write(&mut store, &add("First", &[ani])).unwrap();
    send(&mut store, ani, "win_back", "2026-09-10");
    write(&mut store, &add("Second", &[ani])).unwrap();
    let sent = |name: &str| told(&store, name).people[0].sent;
    assert_eq!(
        (sent("First"), sent("Second")),
        (Some(day("2026-09-10")), None)
    );
}

#[test]
fn a_campaign_is_changed_and_taken_away_and_comes_back_with_all_whom_it_meant() {
    let (_dir, mut store) = new_store();
    let all = ["Ani", "Budi", "Citra"].map(|name| add_customer(&mut store, name));
    write(&mut store, &add("Back", &all)).unwrap();
    let id = store.campaign_named("Back").unwrap().unwrap();
    let longer = CampaignFacts {
        within: 60,
        ..facts("Back")
    };
    let edit = Change::EditCampaign {
        id,
        base: Box::new(facts("Back")),
        facts: Box::new(longer.clone()),
    };
    write(&mut store, &edit).unwrap();
    assert_eq!(told(&store, "Back").told.campaign.facts, longer);
    let late = Change::EditCampaign {
        id,
        base: Box::new(facts("Back")),
        facts: Box::new(facts("Come back")),
    };
    match write(&mut store, &late) {
        Err(StoreError::Conflict(fields)) => assert_eq!(fields[0].field, "within_days"),
        other => panic!("{other:?}"),
    }
    write(&mut store, &Change::RemoveCampaign { id }).unwrap();
    assert_eq!(store.campaign_named("Back").unwrap(), None);
    let undo = Change::Undo { change: None };
    write(&mut store, &undo).unwrap();
    assert_eq!(told(&store, "Back").people.len(), 3);
    write(&mut store, &undo).unwrap();
    assert_eq!(told(&store, "Back").told.campaign.facts, facts("Back"));
    write(&mut store, &undo).unwrap();
    assert_eq!(store.campaign_named("Back").unwrap(), None);
    assert_nothing_loose(&store);
}

#[test]
fn a_campaign_of_which_something_was_sent_is_not_taken_back_as_if_it_never_was() {
    let (_dir, mut store) = new_store();
    let ani = add_customer(&mut store, "Ani");
    agrees(&mut store, ani, true);
    let made = write(&mut store, &add("Back", &[ani])).unwrap().change;
    let id = store.campaign_named("Back").unwrap();
    send_from(&mut store, ani, "win_back", "2026-09-10", id);
    let take_back = |change| Change::Undo { change };
    match write(&mut store, &take_back(Some(made))) {
        Err(StoreError::RestsOn { kind, .. }) => assert_eq!(kind, "mark_sent"),
        other => panic!("{other:?}"),
    }
    // Whoever means that takes it away, has it back, and takes it away again.
    let id = id.unwrap();
    write(&mut store, &Change::RemoveCampaign { id }).unwrap();
    let back = write(&mut store, &take_back(None)).unwrap().change;
    assert!(told(&store, "Back").people[0].sent.is_some());
    write(&mut store, &take_back(Some(back))).unwrap();
    assert_eq!(store.campaign_named("Back").unwrap(), None);
}

#[test]
fn a_campaign_whose_message_was_taken_back_is_taken_back_too() {
    let (_dir, mut store) = new_store();
    let ani = add_customer(&mut store, "Ani");
    agrees(&mut store, ani, true);
    write(&mut store, &add("Back", &[ani])).unwrap();
    let id = store.campaign_named("Back").unwrap();
    send_from(&mut store, ani, "win_back", "2026-09-10", id);
    for _ in ["the message", "the campaign"] {
        write(&mut store, &Change::Undo { change: None }).unwrap();
    }
    assert_eq!(store.campaign_named("Back").unwrap(), None);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let (_dir, mut store) = new_store();
    let ani = add_customer(&mut store, "Ani");
    assert_eq!(refused_with(&mut store, &add("Back", &[])), "nobody");
    assert_eq!(refused_with(&mut store, &add(" ", &[ani])), "required");
    let mut wrong = |change: fn(&mut CampaignFacts)| {
        let mut facts = facts("Back");
        change(&mut facts);
        let facts = Box::new(facts);
        let targets = vec![ani];
        refused_with(&mut store, &Change::AddCampaign { facts, targets })
    };
    assert_eq!(
        wrong(|facts| facts.until = facts.since.pred_opt().unwrap()),
        "before_since"
    );
    assert_eq!(wrong(|facts| facts.within = 366), "too_large");
    assert_eq!(wrong(|facts| facts.template.clear()), "required");
    assert_eq!(
        wrong(|facts| "nonsense".clone_into(&mut facts.purpose)),
        "unknown"
    );
    assert_eq!(
        wrong(|facts| "{}".clone_into(&mut facts.filter)),
        "bad_filter"
    );
    let offers = |facts: &mut CampaignFacts| {
        facts.offer = Some(CampaignOffer {
            text: "free oil".to_owned(),
            until: None,
        });
    };
    for purpose in MessagePurpose::ALL {
        let mut facts = facts("Back");
        purpose.key().clone_into(&mut facts.purpose);
        offers(&mut facts);
        let facts = Box::new(facts);
        let targets = vec![ani];
        let change = Change::AddCampaign { facts, targets };
        match purpose {
            MessagePurpose::Promotion => {
                write(&mut store, &change).unwrap();
                write(&mut store, &Change::Undo { change: None }).unwrap();
            }
            purpose if purpose.greets() => {
                assert_eq!(refused_with(&mut store, &change), "greets");
            }
            _ => assert_eq!(refused_with(&mut store, &change), "no_promotion"),
        }
    }
    write(&mut store, &add("Back", &[ani])).unwrap();
    assert_eq!(refused_with(&mut store, &add("BACK", &[ani])), "name_taken");
}

#[test]
fn points_given_in_the_name_of_a_campaign_are_its_cost() {
    let (_dir, mut store) = new_store();
    let ani = add_customer(&mut store, "Ani");
    write(&mut store, &add("Back", &[ani])).unwrap();
    for reason in ["Back", "a scratch"] {
        let give = Change::AdjustPoints {
            customer: ani,
            points: 40,
            redeemed: false,
            reason: reason.to_owned(),
        };
        write(&mut store, &give).unwrap();
    }
    // What is put right today is of today, whatever day a test takes for it.
    let given = |store: &Store| {
        let id = store.campaign_named("Back").unwrap().unwrap();
        let told = store.campaign_people(id, store.today()).unwrap();
        told.unwrap().told.result.given
    };
    assert_eq!(given(&store), 40);
    let renamed = Change::EditCampaign {
        id: store.campaign_named("Back").unwrap().unwrap(),
        base: Box::new(facts("Back")),
        facts: Box::new(CampaignFacts {
            offer: Some(CampaignOffer {
                text: "free oil".to_owned(),
                until: Some(day("2026-12-31")),
            }),
            ..facts("Back home")
        }),
    };
    write(&mut store, &renamed).unwrap();
    let home = store.campaign_named("Back home").unwrap().unwrap();
    let told = store.campaign_people(home, store.today()).unwrap().unwrap();
    assert_eq!(told.told.result.given, 40, "under the name of that day");
    assert_eq!(told.told.campaign.facts.offer.unwrap().text, "free oil");
    write(&mut store, &Change::Undo { change: None }).unwrap();
    let undo = Change::Undo { change: None };
    write(&mut store, &undo).unwrap();
    write(&mut store, &undo).unwrap();
    assert_eq!(given(&store), 0);
}

#[test]
fn a_week_that_is_over_knows_only_the_campaigns_that_touch_it_and_what_had_come_of_them() {
    let (_dir, mut store) = new_store();
    let all = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
    for who in all {
        agrees(&mut store, who, true);
    }
    write(&mut store, &add("Back", &all)).unwrap();
    send(&mut store, all[0], "win_back", "2026-09-10");
    send(&mut store, all[1], "win_back", "2026-09-20");
    visit(&mut store, all[0], "2026-09-12", 400_000);
    visit(&mut store, all[0], "2026-09-25", 100_000);
    let on = |from, until| {
        let all = store.campaigns_in(day(from), day(until)).unwrap();
        let sums = all.iter().map(|told| {
            let sent = &told.result.sent;
            (sent.people, sent.came, sent.money)
        });
        sums.collect::<Vec<_>>()
    };
    assert_eq!(on("2026-08-24", "2026-08-30"), []);
    assert_eq!(on("2026-09-07", "2026-09-13"), [(1, 1, 400_000)]);
    assert_eq!(on("2026-09-21", "2026-09-27"), [(2, 1, 500_000)]);
    // Thirty days after the last of its messages could go.
    assert_eq!(on("2026-10-26", "2026-11-01"), [(2, 1, 500_000)]);
    assert_eq!(on("2026-10-31", "2026-11-06"), []);
}

#[test]
fn a_message_from_the_list_of_a_campaign_is_its_own_and_no_other_ones() {
    let (_dir, mut store) = new_store();
    let all = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
    for who in all {
        agrees(&mut store, who, true);
    }
    for name in ["First", "Second"] {
        write(&mut store, &add(name, &all)).unwrap();
    }
    let id = |store: &Store, name: &str| store.campaign_named(name).unwrap();
    let sent = |store: &Store, name: &str| told(store, name).told.result.sent.people;
    let (first, second) = (id(&store, "First"), id(&store, "Second"));
    send_from(&mut store, all[0], "win_back", "2026-09-10", second);
    assert_eq!((sent(&store, "First"), sent(&store, "Second")), (0, 1));
    // Its own, whatever was written and when; of no list it counts for the youngest that runs.
    send_from(&mut store, all[1], "another", "2026-10-02", first);
    assert_eq!((sent(&store, "First"), sent(&store, "Second")), (1, 1));
    send(&mut store, all[1], "win_back", "2026-09-12");
    assert_eq!((sent(&store, "First"), sent(&store, "Second")), (1, 2));
    let undo = Change::Undo { change: None };
    for _ in 0..2 {
        write(&mut store, &undo).unwrap();
    }
    assert_eq!((sent(&store, "First"), sent(&store, "Second")), (0, 1));
    // What was sent stays when the campaign goes, and is its own again when it comes back.
    write(
        &mut store,
        &Change::RemoveCampaign {
            id: second.unwrap(),
        },
    )
    .unwrap();
    assert_eq!(
        store.messages_of(all[0], 5).unwrap()[0].message.campaign,
        second
    );
    assert_eq!(sent(&store, "First"), 0);
    write(&mut store, &undo).unwrap();
    assert_eq!(sent(&store, "Second"), 1);
    // After it is gone for good nothing is put down to it any more.
    write(
        &mut store,
        &Change::RemoveCampaign {
            id: second.unwrap(),
        },
    )
    .unwrap();
    send_from(&mut store, all[1], "win_back", "2026-09-11", second);
    assert_eq!(
        store.messages_of(all[1], 5).unwrap()[0].message.campaign,
        None
    );
    assert_nothing_loose(&store);
}
