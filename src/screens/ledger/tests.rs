use super::LedgerSheet;
use crate::domain::export::ExportKind;
use crate::domain::{Change, CustomerId, PointsBrief, Subject, TierBrief, VisitId};
use crate::points::{Kind, Rule};
use crate::protocol::{
    Answer, Applies, Code, Command, Context, Event, ExportRows, Failure, Go, Key, Keymap,
    PointsSheet, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{card, change, context, day, drawn, press, receipt};
use crate::store::PointsEntry;
use crate::text::Lang;

const BUDI: CustomerId = CustomerId(42);

fn line(id: i64, kind: Kind, points: i64, on: &str) -> PointsEntry {
    let day = day(on);
    PointsEntry {
        id: Some(id),
        kind,
        points,
        day,
        expires: (points > 0).then(|| day + chrono::Days::new(365)),
        visit: matches!(kind, Kind::Earn | Kind::Redeem).then_some(VisitId(7)),
        reason: String::new(),
        staff: "Rina".to_owned(),
        takes_back: None,
        welcome: false,
        weight: None,
        bill: None,
        reckoned: None,
        left: points.max(0),
    }
}

fn sheet() -> PointsSheet {
    let mut card = card();
    card.points = Some(PointsBrief {
        balance: 1_240,
        worth: 124_000,
        lapsing: vec![(day("2026-12-31"), 200), (day("2027-06-30"), 1_040)],
        tier: Some(TierBrief {
            name: "Gold".to_owned(),
            place: 2,
            promise: "Free wash, and no waiting.".to_owned(),
            until: Some(day("2027-02-12")),
            next: Some(("Platinum".to_owned(), 9_200_000)),
        }),
    });
    let back = PointsEntry {
        takes_back: Some(Kind::Earn),
        ..line(4, Kind::Reverse, -65, "2026-08-13")
    };
    let right = PointsEntry {
        reason: "waited long".to_owned(),
        ..line(5, Kind::Adjust, 50, "2026-11-01")
    };
    PointsSheet {
        card,
        lines: vec![
            line(1, Kind::Earn, 1_520, "2026-06-30"),
            line(2, Kind::Redeem, -200, "2026-08-12"),
            line(3, Kind::Earn, 65, "2026-08-12"),
            back,
            right,
        ],
        rule: Some(Rule::default()),
    }
}

fn shown(context: &Context) -> LedgerSheet {
    let mut screen = LedgerSheet::new(BUDI);
    let asked = screen.update(Event::Shown, context);
    assert!(matches!(
        &asked[..],
        [Step::Read(Slot::Points, Query::Points(BUDI))]
    ));
    let answer = Answer::Points(Some(Box::new(sheet())));
    screen.update(Event::Answer(Slot::Points, &answer), context);
    screen
}

/// What is typed while a line is open, as the shell passes it on: no key is a command then.
fn typed(screen: &mut LedgerSheet, text: &str, context: &Context) -> Vec<Step> {
    let mut steps = Vec::new();
    for key in Key::sequence(text)
        .unwrap()
        .into_iter()
        .chain([Key::plain(Code::Enter)])
    {
        steps.extend(screen.update(Event::Key(key), context));
    }
    steps
}

#[test]
fn usual() {
    let at = context((80, 22));
    insta::assert_snapshot!(drawn(&shown(&at), &at));
}

#[test]
fn wide() {
    let at = context((120, 30));
    insta::assert_snapshot!(drawn(&shown(&at), &at));
}

#[test]
fn narrow_and_in_indonesian() {
    let at = Context {
        lang: Lang::Id,
        ..context((40, 18))
    };
    insta::assert_snapshot!(drawn(&shown(&at), &at));
}

#[test]
fn why() {
    let at = context((100, 30));
    let mut screen = shown(&at);
    screen.update(Event::Command(Command::Why), &at);
    insta::assert_snapshot!(drawn(&screen, &at));
    screen.update(Event::Command(Command::Back), &at);
    assert!(!screen.lines.is_explaining());
}

#[test]
fn points_are_put_right_with_a_reason_and_without_one_nothing_is_written() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    screen.update(Event::Command(Command::AdjustPoints), &at);
    assert_eq!(screen.applies(Command::GiveTier), Applies::No);
    let steps = typed(&mut screen, "50", &at);
    assert!(
        steps.iter().all(|step| !matches!(step, Step::Write(..))),
        "{steps:?}"
    );
    let mut screen = shown(&at);
    screen.update(Event::Command(Command::AdjustPoints), &at);
    let steps = typed(&mut screen, "50 waited long", &at);
    assert_eq!(
        change(&steps),
        Some(Change::AdjustPoints {
            customer: BUDI,
            points: 50,
            redeemed: false,
            reason: "waited long".to_owned(),
        })
    );
    let text = drawn(&screen, &at);
    assert!(
        text.contains("+50 waited long"),
        "what was typed stays until it is saved: {text}"
    );
    screen.update(Event::NotSaved(&Failure::Busy(None)), &at);
    assert!(screen.typing.is_some());
    screen.update(Event::Saved(&receipt()), &at);
    assert!(screen.typing.is_none());
}

#[test]
fn points_that_go_are_typed_with_their_sign_alone() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    screen.update(Event::Command(Command::AdjustPoints), &at);
    let steps = typed(&mut screen, "-20 counted twice", &at);
    let Some(Change::AdjustPoints { points, .. }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(points, -20);
}

#[test]
fn whoever_owes_points_is_told_with_the_key_that_puts_them_right() {
    let at = context((80, 22));
    let mut screen = LedgerSheet::new(BUDI);
    screen.update(Event::Shown, &at);
    let mut owes = sheet();
    if let Some(points) = &mut owes.card.points {
        (points.balance, points.worth, points.lapsing) = (-40, -4_000, Vec::new());
    }
    let answer = Answer::Points(Some(Box::new(owes)));
    screen.update(Event::Answer(Slot::Points, &answer), &at);
    let text = drawn(&screen, &at);
    assert!(text.contains("Alt+A"), "{text}");
    let key = Keymap::default().command(screen.scope(), Key::alt('a'));
    assert_eq!(key, Some(Command::AdjustPoints));
    assert_eq!(screen.applies(Command::AdjustPoints), Applies::Yes);
}

#[test]
fn a_tier_is_given_until_a_day() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    screen.update(Event::Command(Command::GiveTier), &at);
    let steps = typed(&mut screen, "platinum 31/12/2026 a friend", &at);
    let Some(Change::GiveTier { tier, reason, .. }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(tier, Some(("Platinum".to_owned(), day("2026-12-31"))));
    assert_eq!(reason, "a friend");
}

#[test]
fn keys_lead_to_the_card_and_to_a_visit_that_points_pay() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    let who = Subject::Customer(BUDI, None);
    for (command, go) in [
        (Command::OpenCard, Go::Card(who)),
        (Command::Redeem, Go::Redeem(who)),
        (Command::Back, Go::Back(None)),
    ] {
        let steps = screen.update(Event::Command(command), &at);
        assert!(
            matches!(&steps[..], [Step::Go(to)] if *to == go),
            "{steps:?}"
        );
    }
}

#[test]
fn somebody_who_is_gone_or_without_a_programme_is_said_to_be_so() {
    let at = context((80, 22));
    let mut screen = LedgerSheet::new(BUDI);
    screen.update(Event::Shown, &at);
    screen.update(Event::Answer(Slot::Points, &Answer::Points(None)), &at);
    assert_eq!(
        screen.applies(Command::GiveTier),
        Applies::Blocked(crate::text::Say::LedgerNoTiers)
    );
    let text = drawn(&screen, &at);
    assert!(text.contains("no longer"), "{text}");
}

#[test]
fn what_the_book_refuses_is_said() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    screen.update(Event::Command(Command::AdjustPoints), &at);
    typed(&mut screen, "<Ctrl+U>-5000 counted twice", &at);
    let reasons = vec![("points".to_owned(), "too_few_points 8".to_owned())];
    let steps = screen.update(Event::NotSaved(&Failure::Refused(reasons)), &at);
    assert!(
        matches!(&steps[..], [Step::Say(notice)] if notice.text == "There are 8 points"),
        "{steps:?}"
    );
    assert!(screen.typing.is_some());
}

#[test]
fn the_ledger_of_the_customer_goes_into_a_file_whole() {
    let context = context((80, 22));
    let screen = shown(&context);
    assert_eq!(screen.applies(Command::ExportList), Applies::Yes);
    let ExportRows::Book(kind, filter) = screen.list(&context).expect("a list").rows else {
        panic!("of the book");
    };
    let whose = Some(vec![screen.customer]);
    assert_eq!((kind, filter.customers), (ExportKind::Points, whose));
    let keys = Keymap::default();
    assert_eq!(
        keys.command(screen.scope(), Key::ctrl('e')),
        Some(Command::ExportList)
    );
}

#[test]
fn lines_stand_by_the_day_they_count_for_and_of_one_day_the_last_written_first() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    let mut sheet = sheet();
    // Written last, for an earlier day.
    sheet.lines.push(line(6, Kind::Earn, 100, "2026-07-01"));
    let answer = Answer::Points(Some(Box::new(sheet)));
    screen.update(Event::Answer(Slot::Points, &answer), &at);
    let ids: Vec<_> = screen.lines.rows().filter_map(|line| line.id).collect();
    assert_eq!(ids, [5, 4, 3, 2, 6, 1]);
}

#[test]
fn while_points_are_put_right_the_lots_stay_in_sight() {
    for lang in Lang::ALL {
        let mut at = context((40, 18));
        at.lang = lang;
        let mut screen = shown(&at);
        press(&mut screen, "<Alt+A>", &at);
        let text = drawn(&screen, &at);
        let second = text.contains("1.040") || text.contains("1,040");
        assert!(text.contains(" 200") && second, "{text}");
    }
}

#[test]
fn letters_find_lines_a_key_sorts_and_the_sum_and_the_file_are_of_those_that_are_shown() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    press(&mut screen, "tukar", &at);
    let text = drawn(&screen, &at);
    assert!(
        text.contains("Only: tukar · 1 of 5") && text.contains("-200"),
        "{text}"
    );
    let ExportRows::Here(table) = screen.list(&at).expect("a list").rows else {
        panic!("of the screen");
    };
    assert_eq!(
        (table.rows.len(), table.rows[0].len()),
        (1, table.columns.len())
    );
    press(&mut screen, "<Esc><Ctrl+O>", &at);
    let points: Vec<i64> = screen.lines.rows().map(|line| line.points).collect();
    assert_eq!(points, [1_520, 65, 50, -65, -200]);
    press(&mut screen, "<Alt+A>", &at);
    assert!(screen.typing.is_some());
}

#[test]
fn lots_for_which_there_is_no_room_are_counted() {
    let at = context((40, 20));
    let mut screen = shown(&at);
    let mut sheet = sheet();
    let lots = (1..=9).map(|month| (day(&format!("2027-{month:02}-01")), 100));
    if let Some(brief) = &mut sheet.card.points {
        brief.lapsing = lots.collect();
    }
    let answer = Answer::Points(Some(Box::new(sheet)));
    screen.update(Event::Answer(Slot::Points, &answer), &at);
    let text = drawn(&screen, &at);
    let named = text.matches("valid through").count();
    assert!(text.contains(&format!("and {} more", 9 - named)), "{text}");
}

#[test]
fn the_figures_behind_the_chosen_line_are_said() {
    let at = context((80, 40));
    let mut screen = shown(&at);
    let mut sheet = sheet();
    sheet.lines = vec![PointsEntry {
        weight: Some(crate::points::Weight {
            tier_percent: 150,
            is_birthday: true,
        }),
        bill: Some(800_000),
        reckoned: Some(crate::store::Reckoned {
            since: day("2026-01-01"),
            earn_per: 5_000,
            redeemed: 50,
            worth: 50_000,
            counted: 600_000,
            percent: 200,
        }),
        ..line(1, Kind::Earn, 120, "2026-06-30")
    }];
    let answer = Answer::Points(Some(Box::new(sheet)));
    screen.update(Event::Answer(Slot::Points, &answer), &at);
    screen.update(Event::Command(Command::Why), &at);
    let text = drawn(&screen, &at);
    for said in [
        "Rp 800.000",
        "50 points paid Rp 50.000",
        "Rp 600.000 counted",
        "every Rp 5.000, by the rules since 1 Jan",
        "200 % of the usual",
        "150 %",
        "month of the birthday",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}
