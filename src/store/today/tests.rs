//! What a day asks for, of small books.

use super::super::test_kit::{add_customer, author, named, new_store, op, write};
use super::super::{Store, StoreError};
use super::MOST;
use crate::calendar::{Away, Calendar, Today, Why};
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, CustomerKind, Day, LeapDay, Mark, MessageChannel,
    MessagePurpose, Money, Occasion, OccasionKind, Owner, Plate, Purpose, SentMessage, ShopEdit,
    Subject, TemplateFacts, VehicleFacts, VisitFacts,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn list(store: &Store, today: &str) -> Today {
    let when = (day(today), 7);
    store
        .today_list(&Calendar::shipped(), when, &mut |_| ())
        .unwrap()
}

/// `Budi: birthday 2026, points 2026-12` for everybody who is listed.
fn told(store: &Store, today: &str) -> Vec<String> {
    let list = list(store, today);
    let people = list.people.iter().map(|person| {
        let reasons = person.reasons.iter().map(|reason| {
            let occasion = reason.why.occasion();
            format!("{} {}", occasion.kind.key(), occasion.refers)
        });
        let reasons: Vec<String> = reasons.collect();
        format!("{}: {}", person.who.name, reasons.join(", "))
    });
    people.collect()
}

fn born(store: &mut Store, name: &str, birthday: &str) -> CustomerId {
    add(
        store,
        CustomerFacts {
            birthday: birthday.parse::<Birthday>().ok(),
            ..named(name)
        },
    )
}

fn wishing(store: &mut Store, name: &str, greetings: &str) -> CustomerId {
    let fields = [("greetings".to_owned(), greetings.to_owned())];
    add(
        store,
        CustomerFacts {
            fields: fields.into(),
            ..named(name)
        },
    )
}

fn add(store: &mut Store, facts: CustomerFacts) -> CustomerId {
    let change = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: None,
    };
    write(store, &change).unwrap().customer.unwrap()
}

fn owns(store: &mut Store, owner: CustomerId, plate: &str) {
    let change = Change::AddVehicle {
        facts: Box::new(VehicleFacts {
            plate: Plate::parse(plate),
            ..VehicleFacts::default()
        }),
        owner: Owner::Known(owner),
        since: None,
    };
    write(store, &change).unwrap();
}

fn came(store: &mut Store, customer: CustomerId, on: &str, total: i64) {
    let facts = Box::new(VisitFacts {
        customer: Some(customer),
        total: Some(Money(total)),
        ..VisitFacts::on(day(on))
    });
    write(store, &Change::AddVisit { facts }).unwrap();
}

fn says(store: &mut Store, customer: CustomerId, purpose: Purpose, yes: bool) {
    let change = Change::SetConsent {
        customer,
        purpose: purpose.key().to_owned(),
        yes,
        day: day("2026-01-01"),
        channel: "counter".to_owned(),
    };
    write(store, &change).unwrap();
}

fn occasion(kind: OccasionKind, refers: &str) -> Occasion {
    let refers = refers.to_owned();
    Occasion { kind, refers }
}

fn mark(
    store: &mut Store,
    customer: Option<CustomerId>,
    occasion: Occasion,
    mark: Mark,
) -> Result<(), StoreError> {
    let change = Change::MarkOccasions {
        customer,
        occasions: vec![occasion],
        mark,
    };
    write(store, &change).map(drop)
}

#[test]
fn birthdays_are_told_three_days_missed_to_seven_ahead_today_before_all() {
    let (_dir, mut store) = new_store();
    for (name, birthday) in [
        ("Four ago", "--11-22"),
        ("Three ago", "1980-11-23"),
        ("Today", "1974-11-26"),
        ("In seven", "--12-03"),
        ("In eight", "--12-04"),
        ("A year only", "1990"),
    ] {
        born(&mut store, name, birthday);
    }
    add(
        &mut store,
        CustomerFacts {
            kind: CustomerKind::Company,
            birthday: "--11-26".parse().ok(),
            ..named("PT Karya")
        },
    );
    assert_eq!(
        told(&store, "2026-11-26"),
        [
            "Today: birthday 2026",
            "Three ago: birthday 2026",
            "In seven: birthday 2026"
        ]
    );
    let list = list(&store, "2026-11-26");
    let Why::Birthday(near) = list.people[0].reasons[0].why else {
        panic!("{list:?}")
    };
    assert_eq!((near.day, near.age), (day("2026-11-26"), Some(52)));
}

#[test]
fn new_year_and_29_february_are_no_gap() {
    let (_dir, mut store) = new_store();
    born(&mut store, "Januari", "--01-02");
    born(&mut store, "Kabisat", "1992-02-29");
    assert_eq!(told(&store, "2026-12-28"), ["Januari: birthday 2027"]);
    assert_eq!(told(&store, "2027-02-28"), ["Kabisat: birthday 2027"]);
    assert_eq!(list(&store, "2027-03-03").people.len(), 1);
    assert_eq!(list(&store, "2027-03-04").people.len(), 0);
    assert_eq!(list(&store, "2028-02-22").people.len(), 1);
    let after = ShopEdit {
        key: "leap_day".to_owned(),
        base: String::new(),
        value: LeapDay::After.word().to_owned(),
    };
    let facts = vec![after];
    let staff = Vec::new();
    write(&mut store, &Change::SetShop { facts, staff }).unwrap();
    let list = list(&store, "2027-03-04");
    let Why::Birthday(near) = list.people[0].reasons[0].why else {
        panic!("{list:?}")
    };
    assert_eq!(near.day, day("2027-03-01"));
}

/// Somebody with three reasons on 20 December 2026, and a programme of points.
fn three_reasons() -> (tempfile::TempDir, Store, CustomerId) {
    let (dir, mut store) = new_store();
    let sql = "UPDATE points_rule SET since = '2026-01-01'";
    store.conn.execute(sql, []).unwrap();
    store.today_is(day("2026-12-20"));
    let budi = born(&mut store, "Budi", "1974-12-22");
    came(&mut store, budi, "2026-01-10", 1_000_000);
    (dir, store, budi)
}

#[test]
fn one_customer_with_three_reasons_is_one_row_with_three_lines() {
    let (_dir, store, _) = three_reasons();
    assert_eq!(
        told(&store, "2026-12-20"),
        ["Budi: birthday 2026, points 2027-01, win_back 2026-01-10"]
    );
    let list = list(&store, "2026-12-20");
    let reasons = &list.people[0].reasons;
    let Why::Points {
        points,
        worth,
        day: lapse,
    } = reasons[1].why
    else {
        panic!("{reasons:?}")
    };
    // A hundred points for a million, and a hundred to welcome them.
    assert_eq!((points, worth, lapse), (200, 20_000, day("2027-01-10")));
    let Why::WinBack {
        away,
        visits,
        money,
        ..
    } = reasons[2].why
    else {
        panic!("{reasons:?}")
    };
    assert_eq!((away, visits, money), (Away::Silent, 1, 1_000_000));
}

#[test]
fn points_that_cannot_be_redeemed_are_no_reason() {
    let (_dir, mut store, budi) = three_reasons();
    let change = Change::AdjustPoints {
        customer: budi,
        points: -160,
        redeemed: true,
        reason: "a cap".to_owned(),
    };
    write(&mut store, &change).unwrap();
    let list = list(&store, "2026-12-20");
    let mut reasons = list.people.iter().flat_map(|person| &person.reasons);
    assert!(!reasons.any(|reason| reason.why.kind() == OccasionKind::Points));
}

#[test]
fn who_refused_is_not_listed_and_who_was_not_asked_is_marked() {
    let (_dir, mut store, budi) = three_reasons();
    let agreed = |store: &Store| {
        let list = list(store, "2026-12-20");
        let of = |kind| {
            let mut reasons = list.people.iter().flat_map(|person| &person.reasons);
            let reason = reasons.find(|reason| reason.why.kind() == kind);
            reason.map(|reason| reason.agreed)
        };
        [
            of(OccasionKind::Birthday),
            of(OccasionKind::Points),
            of(OccasionKind::WinBack),
        ]
    };
    assert_eq!(agreed(&store), [Some(None); 3]);
    says(&mut store, budi, Purpose::Birthday, true);
    says(&mut store, budi, Purpose::Promotions, false);
    assert_eq!(agreed(&store), [Some(Some(true)), None, None]);
    says(&mut store, budi, Purpose::Birthday, false);
    assert_eq!(agreed(&store), [None; 3]);
    says(&mut store, budi, Purpose::Birthday, true);
    says(&mut store, budi, Purpose::Contact, false);
    assert_eq!(agreed(&store), [None; 3]);
}

#[test]
fn what_is_done_is_told_no_more_until_it_is_taken_back() {
    let (_dir, mut store, budi) = three_reasons();
    let birthday = occasion(OccasionKind::Birthday, "2026");
    mark(&mut store, Some(budi), birthday, Mark::Done).unwrap();
    assert_eq!(
        told(&store, "2026-12-20"),
        ["Budi: points 2027-01, win_back 2026-01-10"]
    );
    let audit = store.audit(Some(budi), 1).unwrap();
    assert_eq!(audit[0].kind, "done_occasion");
    write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(list(&store, "2026-12-20").people[0].reasons.len(), 3);
    let rows = "SELECT count(*) FROM today_mark";
    let rows: i64 = store.conn.query_row(rows, [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 0);
}

#[test]
fn what_is_put_off_comes_back_on_its_day_and_a_win_back_after_a_rest() {
    let (_dir, mut store, budi) = three_reasons();
    let birthday = || occasion(OccasionKind::Birthday, "2026");
    let until = Mark::Until(day("2026-12-23"));
    mark(&mut store, Some(budi), birthday(), until).unwrap();
    let has = |store: &Store, today: &str, kind| {
        let list = list(store, today);
        let mut reasons = list.people.iter().flat_map(|person| &person.reasons);
        reasons.any(|reason| reason.why.kind() == kind)
    };
    assert!(!has(&store, "2026-12-22", OccasionKind::Birthday));
    assert!(has(&store, "2026-12-23", OccasionKind::Birthday));
    mark(&mut store, Some(budi), birthday(), Mark::Done).unwrap();
    assert!(!has(&store, "2026-12-23", OccasionKind::Birthday));
    let back = occasion(OccasionKind::WinBack, "2026-01-10");
    mark(&mut store, Some(budi), back, Mark::Done).unwrap();
    assert!(!has(&store, "2027-03-19", OccasionKind::WinBack));
    assert!(has(&store, "2027-03-20", OccasionKind::WinBack));
}

/// Whatever can be put off to a day is told on that day, and the day after the last one it is not.
#[test]
fn what_is_put_off_to_the_last_day_on_which_it_can_be_told_is_told_then() {
    let (_dir, mut store, budi) = three_reasons();
    wishing(&mut store, "Maria", "natal");
    let today = "2026-12-24";
    let mut seen = 0;
    for person in list(&store, today).people {
        for reason in person.reasons {
            let Some(last) = reason.why.told_until() else {
                assert_eq!(reason.why.kind(), OccasionKind::WinBack);
                continue;
            };
            seen += 1;
            let who = Some(person.who.id);
            mark(&mut store, who, reason.why.occasion(), Mark::Until(last)).unwrap();
            let is_told = |on: Day| {
                let people = list(&store, &on.to_string()).people.into_iter();
                let mut told = people.flat_map(|person| person.reasons);
                told.any(|one| one.why.occasion() == reason.why.occasion())
            };
            assert!(is_told(last), "{reason:?}");
            assert!(!is_told(last.succ_opt().unwrap()), "{reason:?}");
        }
    }
    assert_eq!(seen, 3, "birthday and points of {budi:?}, a feast");
}

#[test]
fn a_message_that_was_sent_about_it_counts_as_done() {
    let (_dir, mut store, budi) = three_reasons();
    for purpose in [Purpose::Birthday, Purpose::Promotions] {
        says(&mut store, budi, purpose, true);
    }
    let mut send = |template: &str, purpose, on: &str| {
        let sent = SentMessage {
            customer: budi,
            day: day(on),
            template: template.to_owned(),
            purpose,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "Halo".to_owned(),
            campaign: None,
            about: None,
        };
        write(&mut store, &Change::MarkSent(Box::new(sent))).unwrap();
        told(&store, "2026-12-20").concat()
    };
    // Of last year, and about something else.
    let all = "Budi: birthday 2026, points 2027-01, win_back 2026-01-10";
    assert_eq!(
        send("birthday", MessagePurpose::Birthday, "2025-12-22"),
        all
    );
    let thanks = MessagePurpose::Transactional;
    assert_eq!(send("thank_you", thanks, "2026-12-20"), all);
    let birthday = send("birthday", MessagePurpose::Birthday, "2026-12-19");
    assert_eq!(birthday, "Budi: points 2027-01, win_back 2026-01-10");
    let points = send("points", MessagePurpose::Promotion, "2026-12-20");
    assert_eq!(points, "Budi: win_back 2026-01-10");
    let win_back = send("win_back", MessagePurpose::Promotion, "2026-12-20");
    assert_eq!(win_back, "");
    let rested = list(&store, "2027-03-20");
    let first = &rested.people[0].reasons[0].why;
    assert_eq!(first.kind(), OccasionKind::WinBack);
}

#[test]
fn whoever_brought_somebody_is_thanked_once_and_the_thanks_stand_in_the_book() {
    let (_dir, mut store) = new_store();
    store.today_is(day("2026-12-20"));
    let rina = add_customer(&mut store, "Rina");
    let sari = add(
        &mut store,
        CustomerFacts {
            referred_by: Some(rina),
            ..named("Sari")
        },
    );
    assert_eq!(told(&store, "2026-12-20"), Vec::<String>::new());
    came(&mut store, sari, "2026-12-19", 500_000);
    let owed = ["Rina: thanks C-00002"];
    assert_eq!(told(&store, "2026-12-20"), owed);
    let thanks = || occasion(OccasionKind::Thanks, "C-00002");
    let until = Mark::Until(day("2026-12-22"));
    mark(&mut store, Some(rina), thanks(), until).unwrap();
    assert_eq!(told(&store, "2026-12-21"), Vec::<String>::new());
    assert_eq!(told(&store, "2026-12-22"), owed);
    mark(&mut store, Some(rina), thanks(), Mark::Done).unwrap();
    assert_eq!(told(&store, "2026-12-22"), Vec::<String>::new());
    assert_eq!(store.thanks_owed(day("2026-12-22")).unwrap().owed, []);
    write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(told(&store, "2026-12-22"), owed);
}

#[test]
fn nothing_is_put_off_into_the_past_or_marked_without_saying_what() {
    let (_dir, mut store, budi) = three_reasons();
    let birthday = || occasion(OccasionKind::Birthday, "2026");
    let today = Mark::Until(day("2026-12-20"));
    let refused = |done: Result<(), StoreError>| matches!(done, Err(StoreError::Refused(_)));
    assert!(refused(mark(&mut store, Some(budi), birthday(), today)));
    let nothing = occasion(OccasionKind::Birthday, " ");
    assert!(refused(mark(&mut store, Some(budi), nothing, Mark::Done)));
    let nobody = CustomerId(99);
    let gone = mark(&mut store, Some(nobody), birthday(), Mark::Done);
    assert!(matches!(gone, Err(StoreError::Gone)));
}

#[test]
fn at_a_feast_only_those_are_greeted_who_wished_it() {
    let (_dir, mut store) = new_store();
    let rina = wishing(&mut store, "Rina", "natal");
    let sari = wishing(&mut store, "Sari", "lebaran, natal");
    wishing(&mut store, "Joko", "none");
    add_customer(&mut store, "Nobody asked");
    assert_eq!(told(&store, "2026-12-23"), Vec::<String>::new());
    let natal = |store: &Store| {
        let list = list(store, "2026-12-23");
        let row = list.feasts.iter().find(|row| row.key == "natal");
        row.map(|row| row.customers)
    };
    assert_eq!(natal(&store), Some(2));
    let both = [
        "Rina: feast natal 2026-12-25",
        "Sari: feast natal 2026-12-25",
    ];
    assert_eq!(told(&store, "2026-12-24"), both);
    assert_eq!(told(&store, "2026-12-28"), both);
    assert_eq!(told(&store, "2026-12-29"), Vec::<String>::new());
    says(&mut store, rina, Purpose::Contact, false);
    assert_eq!(natal(&store), Some(1));
    assert_eq!(told(&store, "2026-12-24"), [both[1]]);
    // The wish is the yes to it, whatever was said about birthdays.
    says(&mut store, sari, Purpose::Birthday, false);
    assert_eq!(natal(&store), Some(1));
    assert_eq!(told(&store, "2026-12-24"), [both[1]]);
    says(&mut store, sari, Purpose::Contact, false);
    assert_eq!(natal(&store), Some(0));
    assert_eq!(told(&store, "2026-12-24"), Vec::<String>::new());
}

/// How many a feast still means, of how many nobody has asked, and how many are done; `None` without a row.
fn counted(store: &Store, key: &str, today: &str) -> Option<(u64, u64, u64)> {
    let list = list(store, today);
    let row = list.feasts.iter().find(|row| row.key == key)?;
    Some((row.customers, row.not_asked, row.done))
}

#[test]
fn on_17_august_everybody_is_greeted_who_may_be() {
    let (_dir, mut store) = new_store();
    let rina = add_customer(&mut store, "Rina");
    let sari = add_customer(&mut store, "Sari");
    add_customer(&mut store, "Joko");
    says(&mut store, rina, Purpose::Contact, false);
    says(&mut store, sari, Purpose::ServiceReminders, false);
    says(&mut store, sari, Purpose::Birthday, true);
    assert_eq!(
        counted(&store, "kemerdekaan", "2026-08-17"),
        Some((2, 1, 0))
    );
}

#[test]
fn the_check_before_the_trip_home_is_offered_to_whoever_has_a_vehicle_and_may_be_reminded() {
    let (_dir, mut store) = new_store();
    let on = "2026-03-01";
    add_customer(&mut store, "Without a vehicle");
    assert_eq!(counted(&store, "mudik", on), None);
    let names = ["Ani", "Rina", "Sari", "Sold it"];
    let [ani, rina, sari, seller] = names.map(|name| add_customer(&mut store, name));
    for (owner, plate) in [
        (ani, "B 1"),
        (ani, "B 2"),
        (rina, "B 3"),
        (sari, "B 4"),
        (seller, "B 5"),
    ] {
        owns(&mut store, owner, plate);
    }
    store
        .conn
        .execute(
            "UPDATE ownership SET until = '2026-01-01' WHERE customer_id = ?1",
            [seller.0],
        )
        .unwrap();
    says(&mut store, rina, Purpose::Contact, false);
    assert_eq!(counted(&store, "mudik", on), Some((2, 0, 0)));
    says(&mut store, sari, Purpose::ServiceReminders, false);
    assert_eq!(greeted(&store, "mudik", on, 9).0, ["Ani"]);
    assert_eq!(counted(&store, "mudik", on), Some((1, 0, 0)));
    says(&mut store, sari, Purpose::ServiceReminders, true);
    // What promises something is a promotion, and a refused reminder stays one.
    let change = Change::SetTemplate {
        key: "mudik".to_owned(),
        base: None,
        facts: Some(Box::new(TemplateFacts {
            key: "mudik".to_owned(),
            purpose: MessagePurpose::ServiceReminder,
            id: "Cek dulu, diskon 20 %!".to_owned(),
            en: String::new(),
        })),
    };
    write(&mut store, &change).unwrap();
    assert_eq!(counted(&store, "mudik", on), Some((2, 2, 0)));
    says(&mut store, ani, Purpose::Promotions, true);
    assert_eq!(greeted(&store, "mudik", on, 9).0, ["Ani", "Sari?"]);
    says(&mut store, sari, Purpose::ServiceReminders, false);
    assert_eq!(counted(&store, "mudik", on), Some((1, 0, 0)));
    assert_eq!(counted(&store, "mudik", "2026-03-15"), None);
}

#[test]
fn whoever_was_greeted_leaves_the_count_and_a_feast_at_which_all_are_is_done() {
    let (_dir, mut store) = new_store();
    let [rina, tono] = ["Rina", "Tono"].map(|name| wishing(&mut store, name, "natal"));
    let natal = |store: &Store| counted(store, "natal", "2026-12-24");
    assert_eq!(natal(&store), Some((2, 0, 0)));
    let sent = |customer, on: &str| {
        Change::MarkSent(Box::new(SentMessage {
            customer,
            day: day(on),
            template: "natal".to_owned(),
            purpose: MessagePurpose::Greeting,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "Selamat Natal".to_owned(),
            campaign: None,
            about: None,
        }))
    };
    // Of the year before.
    write(&mut store, &sent(tono, "2025-12-24")).unwrap();
    assert_eq!(natal(&store), Some((2, 0, 0)));
    write(&mut store, &sent(rina, "2026-12-23")).unwrap();
    assert_eq!(natal(&store), Some((1, 0, 1)));
    let told_on_the_card = |customer| {
        let today = day("2026-12-24");
        let near = Calendar::shipped().wished_near(today);
        let mut card = store
            .card(Subject::Customer(customer, None))
            .unwrap()
            .unwrap();
        store.greet_at(&mut card, &near, today).unwrap();
        card.feasts.len()
    };
    assert_eq!([rina, tono].map(told_on_the_card), [0, 1]);
    let feast = || occasion(OccasionKind::Feast, "natal 2026-12-25");
    let until = Mark::Until(day("2026-12-26"));
    mark(&mut store, Some(tono), feast(), until).unwrap();
    // Nobody waits today, and who is put off is not done.
    assert_eq!(natal(&store), None);
    assert_eq!(counted(&store, "natal", "2026-12-26"), Some((1, 0, 1)));
    wishing(&mut store, "Wati", "natal");
    assert_eq!(natal(&store), Some((2, 0, 1)));
    let people = greeted(&store, "natal", "2026-12-24", 9).0;
    assert_eq!(people, ["Wati", "Tono", "Rina done"]);
    write(&mut store, &Change::Undo { change: None }).unwrap();
    mark(&mut store, Some(tono), feast(), Mark::Done).unwrap();
    assert_eq!(counted(&store, "natal", "2026-12-26"), None);
    // Who wishes it only now is greeted too.
    wishing(&mut store, "Maria", "natal");
    assert_eq!(natal(&store), Some((1, 0, 2)));
}

#[test]
fn a_text_of_the_shop_that_goes_from_the_list_of_a_feast_is_its_greeting_and_one_undo_takes_both_back()
 {
    let (_dir, mut store) = new_store();
    let rina = wishing(&mut store, "Rina", "natal");
    wishing(&mut store, "Tono", "natal");
    says(&mut store, rina, Purpose::Birthday, true);
    let natal = |store: &Store| counted(store, "natal", "2026-12-24");
    let sent = |about| {
        Change::MarkSent(Box::new(SentMessage {
            customer: rina,
            day: day("2026-12-24"),
            template: "natalku".to_owned(),
            purpose: MessagePurpose::Greeting,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "Damai Natal".to_owned(),
            campaign: None,
            about,
        }))
    };
    write(&mut store, &sent(None)).unwrap();
    assert_eq!(natal(&store), Some((2, 0, 0)));
    write(&mut store, &Change::Undo { change: None }).unwrap();
    let feast = occasion(OccasionKind::Feast, "natal 2026-12-25");
    write(&mut store, &sent(Some(feast))).unwrap();
    assert_eq!(natal(&store), Some((1, 0, 1)));
    assert_eq!(told(&store, "2026-12-24"), ["Tono: feast natal 2026-12-25"]);
    // Of this year only.
    assert_eq!(counted(&store, "natal", "2027-12-24"), Some((2, 0, 0)));
    write(&mut store, &Change::Undo { change: None }).unwrap();
    assert_eq!(natal(&store), Some((2, 0, 0)));
    assert_eq!(store.messages_of(rina, 9).unwrap(), []);
}

#[test]
fn the_hundreds_of_a_great_feast_push_no_birthday_out() {
    let (_dir, mut store) = new_store();
    for at in 0..=MOST {
        wishing(&mut store, &format!("Guest {at}"), "lebaran");
    }
    born(&mut store, "Sari", "1990-03-24");
    let feast = list(&store, "2026-03-20");
    assert!(feast.more);
    assert_eq!(feast.people.len(), MOST + 1);
    let last = feast.people.last().unwrap();
    assert_eq!(last.who.name, "Sari");
    assert!(matches!(last.reasons[0].why, Why::Birthday(_)));
}

/// Everybody of a feast: who, whether they agreed, whether they are greeted.
fn greeted(store: &Store, key: &str, today: &str, most: usize) -> (Vec<String>, bool) {
    let (calendar, today) = (Calendar::shipped(), day(today));
    let coming = calendar.next(key, today).unwrap();
    let people = store.feast_people(&coming, today, most).unwrap();
    let customers = store.info().unwrap().customers.unsigned_abs();
    let meant = people.row.customers + people.row.done;
    let left = store.feast_left_out(&coming, meant).unwrap();
    let all = meant + left.no_contact + left.no_vehicle + left.others;
    assert_eq!(all, customers);
    let listed = people.people.iter().map(|one| {
        let asked = if one.agreed.is_none() { "?" } else { "" };
        let done = if one.is_done() { " done" } else { "" };
        format!("{}{asked}{done}", one.who.name)
    });
    (listed.collect(), people.more)
}

#[test]
fn the_people_of_a_feast_are_those_who_wished_it_and_who_is_not_greeted_yet_stands_first() {
    let (_dir, mut store) = new_store();
    let rina = wishing(&mut store, "Rina", "natal");
    let ani = wishing(&mut store, "Ani", "natal, lebaran");
    let tono = wishing(&mut store, "Tono", "natal");
    let left_alone = wishing(&mut store, "Left alone", "natal");
    wishing(&mut store, "Joko", "lebaran");
    add_customer(&mut store, "Nobody asked");
    says(&mut store, left_alone, Purpose::Contact, false);
    let natal = |store: &Store| greeted(store, "natal", "2026-12-24", 9).0;
    assert_eq!(natal(&store), ["Ani", "Rina", "Tono"]);
    // A wish lets the greeting through the door without another yes.
    let sent = SentMessage {
        customer: ani,
        day: day("2026-12-24"),
        template: "natal".to_owned(),
        purpose: MessagePurpose::Greeting,
        channel: MessageChannel::WhatsApp,
        language: "id".to_owned(),
        body: "Selamat Natal".to_owned(),
        campaign: None,
        about: None,
    };
    write(&mut store, &Change::MarkSent(Box::new(sent.clone()))).unwrap();
    assert_eq!(natal(&store), ["Rina", "Tono", "Ani done"]);
    let feast = occasion(OccasionKind::Feast, "natal 2026-12-25");
    mark(&mut store, Some(tono), feast, Mark::Done).unwrap();
    assert_eq!(natal(&store), ["Rina", "Ani done", "Tono done"]);
    let first = greeted(&store, "natal", "2026-12-24", 2);
    assert_eq!(
        first,
        (vec!["Rina".to_owned(), "Ani done".to_owned()], true)
    );
    // Of the year before.
    assert_eq!(
        greeted(&store, "natal", "2027-12-24", 9).0,
        ["Ani", "Rina", "Tono"]
    );
    let coming = Calendar::shipped();
    let coming = coming.next("natal", day("2026-12-24")).unwrap();
    let all = store.feast_people(&coming, day("2026-12-24"), 9).unwrap();
    let left = store.feast_left_out(&coming, all.row.customers + all.row.done);
    let left = left.unwrap();
    assert_eq!((left.no_contact, left.others), (1, 2));
    // No other feast, and nobody who wants to be left alone.
    for (customer, template, why) in [
        (rina, "lebaran", "not_wished"),
        (left_alone, "natal", "do_not_contact"),
    ] {
        let sent = Box::new(SentMessage {
            customer,
            template: template.to_owned(),
            ..sent.clone()
        });
        match write(&mut store, &Change::MarkSent(sent)) {
            Err(StoreError::Refused(fields)) => assert_eq!(fields[0].1, why),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn where_everybody_is_greeted_who_refused_is_left_out_and_who_was_not_asked_stands_behind() {
    let (_dir, mut store) = new_store();
    let [asked, refused, alone, no_reminders] =
        ["Wati", "Sari", "Rina", "Tono"].map(|name| add_customer(&mut store, name));
    add_customer(&mut store, "Ani");
    says(&mut store, asked, Purpose::Birthday, true);
    says(&mut store, refused, Purpose::Birthday, false);
    says(&mut store, alone, Purpose::Contact, false);
    says(&mut store, no_reminders, Purpose::ServiceReminders, false);
    let august = greeted(&store, "kemerdekaan", "2026-08-16", 9).0;
    assert_eq!(august, ["Wati", "Ani?", "Tono?"]);
    assert_eq!(
        counted(&store, "kemerdekaan", "2026-08-16"),
        Some((3, 2, 0))
    );
}

#[test]
fn a_feast_of_the_shop_is_done_as_a_whole() {
    let (_dir, mut store) = new_store();
    store.today_is(day("2026-08-16"));
    let feast = occasion(OccasionKind::Feast, "kemerdekaan 2026-08-17");
    mark(&mut store, None, feast, Mark::Done).unwrap();
    assert_eq!(list(&store, "2026-08-17").feasts, []);
    assert_eq!(list(&store, "2027-08-17").feasts.len(), 1);
}

#[test]
fn another_terminal_may_mark_the_same_thing() {
    let (_dir, mut store, budi) = three_reasons();
    let change = Change::MarkOccasions {
        customer: Some(budi),
        occasions: vec![occasion(OccasionKind::Birthday, "2026")],
        mark: Mark::Done,
    };
    store.write(&author("Ani"), op(), &change).unwrap();
    store.write(&author("Joko"), op(), &change).unwrap();
    let rows = "SELECT count(*) FROM today_mark";
    let rows: i64 = store.conn.query_row(rows, [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 1);
}
