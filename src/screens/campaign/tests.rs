use super::CampaignScreen;
use crate::domain::{
    Campaign, CampaignFacts, CampaignId, CampaignPerson, CustomerId, Gate, Purpose, Subject,
};
use crate::insight::{CampaignPeople, CampaignResult, CampaignTold, Group, PersonTold, Return};
use crate::protocol::{Answer, Context, Event, ExportRows, Go, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{context, day, drawn, press};
use crate::text::Lang;

fn person(id: i64, name: &str, sent: Option<&str>, came: Option<&str>, may: bool) -> PersonTold {
    PersonTold {
        person: CampaignPerson {
            customer: CustomerId(id),
            code: format!("C-{id:05}"),
            name: name.to_owned(),
            phone: format!("0812-3456-78{id:02}"),
        },
        sent: sent.map(day),
        gate: if may {
            Gate::Open
        } else {
            Gate::NotAsked(Purpose::Promotions)
        },
        returned: Return {
            came: came.map(day),
            money: if came.is_some() { 650_000 } else { 0 },
            due_anyway: id == 11,
            ..Return::default()
        },
    }
}

fn known() -> CampaignPeople {
    CampaignPeople {
        told: CampaignTold {
            campaign: Campaign {
                id: CampaignId(2),
                facts: CampaignFacts {
                    name: "Sleeping 1 Sep".to_owned(),
                    segment: "Sleeping".to_owned(),
                    filter: "{}".to_owned(),
                    template: "win_back".to_owned(),
                    purpose: "promotion".to_owned(),
                    offer: None,
                    since: day("2026-09-01"),
                    until: day("2026-12-30"),
                    within: 30,
                    note: String::new(),
                },
            },
            result: CampaignResult {
                sent: Group {
                    people: 2,
                    came: 1,
                    money: 650_000,
                    due_anyway: 1,
                    due_anyway_money: 650_000,
                    open: 1,
                },
                control: Group {
                    people: 2,
                    ..Group::default()
                },
                ..CampaignResult::default()
            },
            cost: 0,
        },
        people: vec![
            person(
                11,
                "Bu Ani Reksa",
                Some("2026-09-02"),
                Some("2026-09-14"),
                true,
            ),
            person(12, "Pak Budi Santoso", None, None, true),
            person(13, "Pak Joni", None, None, false),
            person(14, "Mas Tono", Some("2026-11-20"), None, true),
        ],
    }
}

fn opened(at: &Context) -> CampaignScreen {
    let mut screen = CampaignScreen::new(CampaignId(2));
    screen.update(Event::Shown, at);
    let answer = Answer::Campaign(Some(Box::new(known())));
    screen.update(Event::Answer(Slot::Campaigns, &answer), at);
    screen
}

#[test]
fn a_row_leads_to_the_card_and_to_the_message_with_the_template() {
    let at = context((80, 22));
    let mut screen = opened(&at);
    // Who may still be sent a message stands first.
    let budi = Subject::Customer(CustomerId(12), None);
    let steps = press(&mut screen, "<Enter>", &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(of))] if *of == budi));
    match &press(&mut screen, "<F5>", &at)[..] {
        [Step::Go(Go::Message(addressed))] => {
            assert_eq!(addressed.to, budi);
            assert_eq!(addressed.template.as_deref(), Some("win_back"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn after_a_message_the_next_one_who_waits_is_chosen_and_who_said_no_is_passed_over() {
    let at = context((80, 22));
    let mut screen = opened(&at);
    press(&mut screen, "<Ctrl+O><Ctrl+O><Ctrl+O><Ctrl+O>", &at);
    let mut people = known();
    for refused in [Gate::DoNotContact, Gate::Refused(Purpose::Promotions)] {
        press(&mut screen, "<Home><Down><F5>", &at);
        screen.update(Event::Shown, &at);
        people.people[1].sent = Some(day("2026-11-22"));
        people.people[2].gate = refused;
        people.people[3].sent = None;
        let answer = Answer::Campaign(Some(Box::new(people.clone())));
        screen.update(Event::Answer(Slot::Campaigns, &answer), &at);
        let chosen = screen.chosen().map(|one| one.person.customer.0);
        assert_eq!(chosen, Some(14), "by name, behind Budi and Joni");
        people = known();
        let answer = Answer::Campaign(Some(Box::new(people.clone())));
        screen.update(Event::Answer(Slot::Campaigns, &answer), &at);
    }
}

#[test]
fn another_order_keeps_the_chosen_one_and_all_go_into_a_file() {
    let at = context((80, 22));
    let mut screen = opened(&at);
    press(&mut screen, "<Ctrl+O>", &at);
    let steps = press(&mut screen, "<Up><Enter>", &at);
    let ani = Subject::Customer(CustomerId(11), None);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(of))] if *of == ani));
    let ExportRows::Here(table) = screen.list(&at).unwrap().rows else {
        panic!("not here");
    };
    assert_eq!(
        (table.rows.len(), table.columns.len()),
        (4, table.rows[0].len())
    );
}

#[test]
fn one_that_was_taken_away_meanwhile_is_left() {
    let at = context((80, 22));
    let mut screen = opened(&at);
    let steps = screen.update(Event::Answer(Slot::Campaigns, &Answer::Campaign(None)), &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(None))]));
}

#[test]
fn the_states_in_their_windows() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(&at), &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    insta::assert_snapshot!("indonesian", drawn(&opened(&at), &at));
}

#[test]
fn what_somebody_did_says_why() {
    let at = context((80, 22));
    let mut screen = opened(&at);
    press(&mut screen, "<Ctrl+O>?", &at);
    let told = drawn(&screen, &at);
    assert!(
        told.contains("Back means") && told.contains("Rp 650.000"),
        "{told}"
    );
}
