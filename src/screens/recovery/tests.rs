use std::collections::{BTreeMap, HashMap};

use super::WinBack;
use super::model::Row;
use crate::domain::filter::{Shipped, Silence};
use crate::domain::{CustomerId, Introduced, LostTo, Named, SegmentHeld, Subject};
use crate::insight::{
    Appraised, CameBack, Gaps, Need, Needing, Outlook, Pace, Recovering, Recovery, Rhythm, Scores,
    Stage, Stagnation, Visits, WonBack,
};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, ExportRows, Go, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{context, day, drawn, holds, press, segment};
use crate::text::Lang;

fn one(number: i64, outlook: Outlook) -> Appraised {
    let visits = Visits {
        count: 9,
        first: day("2024-01-08"),
        last: day("2026-06-20"),
        money: 4_100_000,
        gaps: Some(Gaps {
            median_x2: 184,
            longest: 120,
        }),
    };
    Appraised {
        customer: CustomerId(number),
        visits,
        scores: Scores {
            recency: 2,
            frequency: 4,
            money: 5,
        },
        rhythm: Rhythm {
            pace: Pace::Overdue,
            due: None,
        },
        stage: Stage::Loyal,
        outlook,
        alive: None,
    }
}

fn row(number: i64, need: Need) -> Recovering {
    Recovering {
        one: one(number, Outlook::Overdue),
        need,
        lost_to: (need == Need::LostTo).then(|| LostTo {
            day: day("2026-10-01"),
            competitor: "Bengkel Sebelah".to_owned(),
            reason: "nearer to the office".to_owned(),
        }),
        stagnation: (need == Need::Stagnating).then(|| Stagnation {
            spends: Some((650_000, 300_000)),
            only: Some(("engine oil".to_owned(), 4)),
        }),
    }
}

fn introduced(number: i64, name: &str) -> Introduced {
    Introduced {
        id: CustomerId(number),
        code: format!("C-{number:05}"),
        honorific: String::new(),
        name: name.to_owned(),
        is_company: false,
        alert: String::new(),
        phone: "0812-3456-7890".to_owned(),
        no_contact: false,
        plate: "B 1234 XYZ".to_owned(),
    }
}

fn found(name: &str) -> Recovery {
    let all = [
        (Need::Slipping, vec![1, 2]),
        (Need::Stagnating, vec![3]),
        (Need::LostTo, vec![4]),
    ];
    let lists: BTreeMap<Need, Needing> = all
        .into_iter()
        .map(|(need, numbers)| {
            let rows = numbers.into_iter().map(|number| row(number, need));
            (need, Needing::of(rows.collect(), 10))
        })
        .collect();
    let people = (1..=4).map(|number| (CustomerId(number), introduced(number, name)));
    Recovery {
        left_alone: [(Need::Slipping, vec![CustomerId(77)])].into(),
        asked: HashMap::new(),
        lists,
        people: people.collect::<HashMap<_, _>>(),
        won_back: vec![
            won(1, name, "2026-11-02", Some(("2026-11-09", 650_000))),
            won(2, name, "2026-11-01", None),
            won(3, name, "2026-03-04", None),
        ],
    }
}

fn won(number: i64, name: &str, sent: &str, came: Option<(&str, i64)>) -> WonBack {
    WonBack {
        who: Named {
            id: CustomerId(number),
            code: format!("C-{number:05}"),
            name: name.to_owned(),
            honorific: String::new(),
        },
        sent: day(sent),
        came: came.map(|(on, money)| CameBack {
            day: day(on),
            money,
        }),
    }
}

fn screen(found: &Recovery, context: &Context) -> WinBack {
    let mut screen = WinBack::new();
    let steps = screen.update(Event::Shown, context);
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::Recovery, Query::Recovery(_))]
    ));
    let answer = Answer::Recovery(Box::new(found.clone()));
    screen.update(Event::Answer(Slot::Recovery, &answer), context);
    screen
}

#[test]
fn tab_goes_through_the_reasons_and_enter_opens_the_card() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    assert_eq!(screen.of.need(), Some(Need::Slipping));
    let steps = press(&mut screen, "<Down><Enter>", &context);
    let of = Subject::Customer(CustomerId(2), None);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(card))] if *card == of));
    press(&mut screen, "<Tab>", &context);
    assert_eq!(screen.of.need(), Some(Need::Stagnating));
    press(&mut screen, "<Tab>", &context);
    assert_eq!(screen.of.need(), Some(Need::Sleeping));
    assert!(matches!(
        screen.applies(Command::OpenRow),
        Applies::Blocked(_)
    ));
    press(
        &mut screen,
        "<Shift+Tab><Shift+Tab><Shift+Tab><Shift+Tab>",
        &context,
    );
    assert_eq!(screen.of.need(), Some(Need::Lost));
}

#[test]
fn the_list_of_a_reason_goes_out_with_the_reason() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    press(&mut screen, "<Tab>", &context);
    let list = screen.list(&context).unwrap();
    let ExportRows::Here(table) = list.rows else {
        panic!("no table")
    };
    assert_eq!(table.rows.len(), 1);
    assert_eq!(table.rows[0].len(), table.columns.len());
}

#[test]
fn whoever_was_asked_is_marked_and_stands_below_those_who_wait() {
    let context = context((80, 22));
    let mut known = found("Pak Budi");
    known.won_back.retain(|one| one.who.id != CustomerId(2));
    let known = known.with_asked(context.today);
    let screen = screen(&known, &context);
    let order: Vec<CustomerId> = screen.rows().map(Row::customer).collect();
    assert_eq!(order, [CustomerId(2), CustomerId(1)]);
    assert!(drawn(&screen, &context).contains("✓ 2 Nov"));
    let narrow = crate::screens::samples::context((40, 18));
    assert!(drawn(&screen, &narrow).contains("✓ 2 Nov"));
    // What was sent before the last visit says nothing any more, and after a month they wait again.
    let mut early = found("Pak Budi");
    early.won_back = vec![
        won(1, "Pak Budi", "2026-06-20", None),
        won(2, "Pak Budi", "2026-10-22", None),
    ];
    let early = early.with_asked(context.today);
    let first = &early.lists[&Need::Slipping].first;
    assert_eq!(early.asked(&first[0]), None);
    let asked = early.asked(&first[1]).unwrap();
    assert_eq!((asked.day, asked.is_waited_for), (day("2026-10-22"), false));
}

#[test]
fn who_wants_to_be_left_alone_is_counted_where_they_would_stand() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    let says = |screen: &WinBack| drawn(screen, &context).contains("1 left out: said");
    assert!(says(&screen));
    press(&mut screen, "<Tab>", &context);
    assert!(!says(&screen));
    let mut known = found("Pak Budi");
    known.narrow(|customer| customer != CustomerId(77));
    assert!(known.left_alone.is_empty());
}

#[test]
fn whoever_is_chosen_stays_chosen_when_the_book_changes() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    press(&mut screen, "<Down>", &context);
    screen.update(Event::Stale, &context);
    let mut fewer = found("Pak Budi");
    fewer.lists.insert(
        Need::Slipping,
        Needing::of(vec![row(2, Need::Slipping)], 10),
    );
    let answer = Answer::Recovery(Box::new(fewer));
    screen.update(Event::Answer(Slot::Recovery, &answer), &context);
    assert_eq!(screen.chosen().map(Row::customer), Some(CustomerId(2)));
}

#[test]
fn it_looks_like_this() {
    for (columns, rows) in [(80, 22), (40, 18), (120, 38)] {
        let context = context((columns, rows));
        let mut screen = screen(&found("Pak Raden Mas Suryadiningrat"), &context);
        insta::assert_snapshot!(format!("late_{columns}x{rows}"), drawn(&screen, &context));
        press(&mut screen, "<Tab>", &context);
        insta::assert_snapshot!(format!("less_{columns}x{rows}"), drawn(&screen, &context));
    }
}

#[test]
fn where_nobody_is_why_and_in_indonesian() {
    let mut context = context((80, 22));
    let empty = screen(&Recovery::default(), &context);
    insta::assert_snapshot!("nobody", drawn(&empty, &context));
    let mut screen = screen(&found("Pak Budi"), &context);
    press(&mut screen, "<Tab>", &context);
    screen.update(Event::Command(Command::Why), &context);
    insta::assert_snapshot!("why", drawn(&screen, &context));
    context.lang = Lang::Id;
    screen.update(Event::Command(Command::Why), &context);
    press(&mut screen, "<Tab><Tab><Tab>", &context);
    insta::assert_snapshot!("indonesian", drawn(&screen, &context));
}

#[test]
fn the_rule_is_that_of_today_and_says_why_the_review_counts_others() {
    let context = context((120, 38));
    let mut screen = screen(&found("Budi"), &context);
    screen.update(Event::Command(Command::Why), &context);
    let shown = drawn(&screen, &context);
    let today = crate::text::full_date(Lang::En, context.today);
    assert!(shown.contains("and today due now or overdue"), "{shown}");
    assert!(shown.contains(&format!("as of today, {today}")), "{shown}");
    assert!(!shown.contains("on the Sunday of the week"), "{shown}");
}

#[test]
fn the_ends_of_the_list_are_a_key_away_and_people_have_their_form_of_address() {
    let context = context((80, 22));
    let mut found = found("Budi");
    for who in found.people.values_mut() {
        who.honorific = "Pak".to_owned();
    }
    let mut screen = screen(&found, &context);
    press(&mut screen, "<End>", &context);
    assert_eq!(screen.list.selected(), Some(1));
    press(&mut screen, "<Home>", &context);
    assert_eq!(screen.list.selected(), Some(0));
    assert!(drawn(&screen, &context).contains("Pak Budi"));
}

#[test]
fn what_came_of_messages_is_a_list_of_its_own_with_card_reason_and_file() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    let steps = press(&mut screen, "<F5>", &context);
    let Some(Step::Go(Go::Message(begin))) = steps.first() else {
        panic!("{steps:?}")
    };
    assert_eq!(begin.template.as_deref(), Some("win_back"));
    let steps = press(&mut screen, "<Alt+R><Down><Enter>", &context);
    let of = Subject::Customer(CustomerId(2), None);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(card))] if *card == of));
    let list = screen.list(&context).unwrap();
    let ExportRows::Here(table) = list.rows else {
        panic!("no table")
    };
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[0].len(), table.columns.len());
    // Whoever is chosen stays so when another message comes on top.
    let mut more = found("Pak Budi");
    let newest = won(7, "Pak Budi", "2026-11-20", None);
    more.won_back.insert(0, newest);
    let answer = Answer::Recovery(Box::new(more));
    screen.update(Event::Answer(Slot::Recovery, &answer), &context);
    assert_eq!(screen.chosen().map(Row::customer), Some(CustomerId(2)));
}

#[test]
fn what_came_of_messages_looks_like_this() {
    let mut page = String::new();
    for (size, lang) in [
        ((80, 22), Lang::En),
        ((40, 18), Lang::Id),
        ((120, 38), Lang::En),
    ] {
        let context = Context {
            lang,
            ..context(size)
        };
        let mut screen = screen(&found("Pak Raden Mas Suryadiningrat"), &context);
        press(&mut screen, "<Shift+Tab>", &context);
        page += &drawn(&screen, &context);
        press(&mut screen, "?", &context);
        page += &drawn(&screen, &context);
    }
    let empty = Recovery::default();
    let context = context((80, 22));
    let mut screen = screen(&empty, &context);
    press(&mut screen, "<Shift+Tab>", &context);
    page += &drawn(&screen, &context);
    insta::assert_snapshot!("results", page);
}

#[test]
fn the_file_has_everybody_of_whom_the_screen_has_the_first() {
    let context = context((80, 22));
    let all = found("Pak Budi");
    let mut first = all.clone();
    if let Some(late) = first.lists.get_mut(&Need::Slipping) {
        late.first.truncate(1);
    }
    let list = screen(&first, &context).list(&context).expect("a list");
    let ExportRows::Recovering(asked) = list.rows else {
        panic!("{:?}", list.rows);
    };
    assert_eq!(super::whole(all, &asked, &context).rows.len(), 2);
}

#[test]
fn each_list_sorts_finds_and_sums_and_its_file_has_what_is_shown() {
    let context = context((80, 22));
    let mut all = found("Pak Budi");
    if let Some(who) = all.people.get_mut(&CustomerId(2)) {
        who.name = "Bu Ani".to_owned();
    }
    let mut screen = screen(&all, &context);
    press(&mut screen, "<Ctrl+O><Ctrl+O><Ctrl+O>", &context);
    assert!(drawn(&screen, &context).contains("by name"));
    assert_eq!(
        screen.rows().next().map(Row::name),
        Some("Bu Ani".to_owned())
    );
    press(&mut screen, "/budi", &context);
    let told = drawn(&screen, &context);
    assert!(
        told.contains("Only: budi · 1 of 2") && told.contains("Rp 4.100.000"),
        "{told}"
    );
    let ExportRows::Here(table) = screen.list(&context).unwrap().rows else {
        panic!("no table")
    };
    assert_eq!(table.rows.len(), 1);
    // What is typed holds for the next list too, the order of another kind of list does not.
    press(&mut screen, "<Shift+Tab>", &context);
    let told = drawn(&screen, &context);
    assert!(
        told.contains("newest first") && told.contains("Only: budi · 3 of 3"),
        "{told}"
    );
    press(&mut screen, "<Esc><Ctrl+O><Ctrl+O>", &context);
    assert!(drawn(&screen, &context).contains("by money"));
}

#[test]
fn what_is_cut_goes_out_with_its_order_and_words() {
    let context = context((80, 22));
    let all = found("Pak Budi");
    let mut first = all.clone();
    if let Some(late) = first.lists.get_mut(&Need::Slipping) {
        late.first.truncate(1);
    }
    let mut screen = screen(&first, &context);
    assert!(drawn(&screen, &context).contains("the file has all"));
    press(&mut screen, "<Ctrl+O>c-00002", &context);
    assert_eq!(screen.rows().count(), 0);
    press(&mut screen, "<Backspace>1", &context);
    let Some(ExportRows::Recovering(asked)) = screen.list(&context).map(|list| list.rows) else {
        panic!("of the book")
    };
    assert_eq!((asked.order, asked.words.as_str()), (1, "c-00001"));
    assert_eq!(super::whole(all, &asked, &context).rows.len(), 1);
}

#[test]
fn a_segment_that_is_offered_narrows_without_being_kept() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    press(&mut screen, "<Alt+B>", &context);
    let none = Answer::Segments(Vec::new(), Silence::default());
    screen.update(Event::Answer(Slot::Segments, &none), &context);
    let steps = press(&mut screen, "<Down><Enter>", &context);
    let [Step::Read(Slot::Meant, Query::Meant { filter, .. })] = &steps[..] else {
        panic!("{steps:?}")
    };
    assert_eq!(**filter, Shipped::ALL[1].filter());
    let held = SegmentHeld {
        customers: vec![CustomerId(1)],
        ..SegmentHeld::default()
    };
    let held = Answer::Meant(Box::new(held));
    screen.update(Event::Answer(Slot::Meant, &held), &context);
    assert!(drawn(&screen, &context).contains("Loyal and late"));
    assert!(screen.rows().count() > 0);
}

#[test]
fn a_segment_narrows_every_list_goes_with_the_file_and_is_taken_off_again() {
    let context = context((80, 22));
    let mut screen = screen(&found("Pak Budi"), &context);
    let steps = press(&mut screen, "<Alt+B>", &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Segments, _)]));
    assert_eq!(screen.applies(Command::SortRows), Applies::No);
    let kept = Answer::Segments(vec![segment("VIP")], Silence::default());
    screen.update(Event::Answer(Slot::Segments, &kept), &context);
    insta::assert_snapshot!("picking", drawn(&screen, &context));
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    assert!(drawn(&screen, &context).contains("Only segment: VIP, counting"));
    screen.update(Event::Answer(Slot::Meant, &holds(&[2, 3])), &context);
    insta::assert_snapshot!("within", drawn(&screen, &context));
    let list = screen.list(&context).unwrap();
    let ExportRows::Here(table) = list.rows else {
        panic!("no table")
    };
    assert_eq!((list.title.as_str(), table.rows.len()), ("Late · VIP", 1));
    // The segment is asked with every newer answer.
    let newer = Answer::Recovery(Box::new(found("Pak Budi")));
    let steps = screen.update(Event::Answer(Slot::Recovery, &newer), &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    assert_eq!(screen.rows().count(), 1);
    press(&mut screen, "<Tab>", &context);
    assert_eq!(
        screen.rows().map(Row::customer).collect::<Vec<_>>(),
        [CustomerId(3)]
    );
    assert!(press(&mut screen, "<Shift+Tab><Esc>", &context).is_empty());
    assert_eq!(screen.rows().count(), 2);
}
