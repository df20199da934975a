//! What keys and the mouse do: steps, rows, what is opened and explained.

use super::{answer, asked, context, gone, play, review, sample};
use crate::domain::{CustomerId, Subject, VehicleId};
use crate::insight::Segment;
use crate::insight::review::{Behind, Kind};
use crate::look::Symbols;
use crate::protocol::{Applies, Command, Event, Go, Mouse, MouseKind, Query, Slot, Step};
use crate::screens::Screen;
use crate::screens::review::WeeklyReview;
use crate::screens::review::page::Page;
use crate::screens::samples::{day, drawn};
use crate::text::Say;

#[test]
fn it_asks_for_the_week_that_is_over_and_for_others_with_brackets() {
    let context = context((80, 22));
    let mut screen = WeeklyReview::new();
    let steps = screen.update(Event::Shown, &context);
    let today = context.today;
    assert_eq!(asked(&steps), [&Query::Review { today, week: None }]);
    assert_eq!(
        screen.applies(Command::LaterWeek),
        Applies::Blocked(Say::ReviewLastWeek)
    );
    answer(&mut screen, sample::full(), &context);
    let steps = play(&mut screen, "[", &context);
    let week = Some(day("2026-11-15"));
    assert_eq!(asked(&steps), [&Query::Review { today, week }]);
    let steps = play(&mut screen, "[]", &context);
    let weeks: Vec<_> = asked(&steps).into_iter().cloned().collect();
    let earlier = Some(day("2026-11-08"));
    assert_eq!(
        weeks,
        [
            Query::Review {
                today,
                week: earlier
            },
            Query::Review { today, week }
        ]
    );
    let steps = play(&mut screen, "]", &context);
    assert_eq!(asked(&steps), [&Query::Review { today, week: None }]);
}

#[test]
fn the_steps_follow_each_other_and_a_digit_goes_straight_there() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "<Right><Space>", &context);
    assert_eq!(screen.page, Page::Slipping);
    play(&mut screen, "<Left>", &context);
    assert_eq!(screen.page, Page::Moved);
    play(&mut screen, "9", &context);
    assert_eq!(screen.page, Page::Money);
    play(&mut screen, "1<Left>", &context);
    assert_eq!(screen.page, Page::Week);
}

#[test]
fn behind_the_last_step_stands_the_week_on_one_page() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "9<Right>", &context);
    assert!(screen.closing.is_some());
    let further = screen.applies(Command::NextStep);
    assert_eq!(further, Applies::Blocked(Say::ReviewLastStep));
    // Nobody is chosen there.
    assert_eq!(screen.applies(Command::OpenCard), Applies::No);
    assert!(screen.list(&context).is_none());
    let saved = play(&mut screen, "w", &context);
    assert!(matches!(saved[..], [Step::SaveReport(None)]));
    // Left and Esc lead back to the last step, a digit to its own.
    for (keys, page) in [
        ("<Left>", Page::Money),
        ("<Right><Esc>", Page::Money),
        ("<Space>3", Page::Slipping),
    ] {
        play(&mut screen, keys, &context);
        assert_eq!((screen.page, screen.closing.is_none()), (page, true));
    }
}

#[test]
fn who_stayed_is_asked_when_the_last_step_is_shown_and_once() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let sunday = day("2026-11-22");
    let steps = play(&mut screen, "8", &context);
    assert!(asked(&steps).is_empty());
    let steps = play(&mut screen, "9", &context);
    assert_eq!(asked(&steps), [&Query::Loyalty(sunday)]);
    let steps = play(&mut screen, "89", &context);
    assert!(asked(&steps).is_empty());
}

#[test]
fn a_row_opens_the_card_and_its_note_and_the_place_is_kept() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "3<Down>", &context);
    let who = screen.chosen().expect("somebody");
    let steps = play(&mut screen, "<Enter>", &context);
    assert_eq!(gone(&steps), Some(&Go::Card(Subject::Customer(who, None))));
    let steps = play(&mut screen, "n", &context);
    assert_eq!(gone(&steps), Some(&Go::EditNote(who)));
    let steps = play(&mut screen, "<F5>", &context);
    let to = Subject::Customer(who, None);
    assert!(matches!(gone(&steps), Some(Go::Message(begin)) if begin.to == to));
    // Back from the card, with a book that has changed meanwhile.
    screen.update(Event::Shown, &context);
    assert_eq!(screen.chosen(), Some(who));
    let mut weekly = sample::full();
    let slipping = weekly
        .review
        .lists
        .get_mut(&Kind::Slipping)
        .expect("a list");
    slipping.first.remove(0);
    answer(&mut screen, weekly, &context);
    assert_eq!(screen.chosen(), Some(who), "now the first row");
}

#[test]
fn figures_and_moves_open_the_people_behind_them() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "<Down><Down><Enter>", &context);
    assert!(screen.chosen().is_some());
    play(&mut screen, "<Esc>", &context);
    assert_eq!(screen.here().and_then(|here| here.list.selected()), Some(2));
    let moved = screen.weekly.value.as_ref().expect("there").review.moves[0].clone();
    // Who made a move is asked for, with what is known of each: the review names but the first.
    let steps = play(&mut screen, "2<Enter>", &context);
    let behind = Behind::Moved(moved.from, moved.to);
    let query = |query: &&&Query| matches!(query, Query::Behind { what, .. } if *what == behind);
    assert!(asked(&steps).iter().any(|one| query(&one)));
    let person = |row: &super::super::row::Row| matches!(row, super::super::row::Row::Person(_));
    assert!(screen.rows().len() == 2 && screen.rows().iter().all(person));
    // Another week has other moves.
    play(&mut screen, "[", &context);
    assert_eq!(screen.opened(), None);
}

#[test]
fn why_opens_over_any_row_asks_for_the_visits_and_closes() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "3?", &context);
    let who = screen.chosen().expect("somebody");
    assert!(matches!(
        asked(&steps)[..],
        [Query::History { subject: Subject::Customer(of, None), .. }] if *of == who
    ));
    play(&mut screen, "<Down>3s", &context);
    assert_eq!((screen.page, screen.chosen()), (Page::Slipping, Some(who)));
    play(&mut screen, "<Esc>", &context);
    assert!(screen.why.is_none());
}

#[test]
fn in_a_wide_window_the_visits_of_whoever_is_chosen_are_asked_for() {
    let wide = context((120, 38));
    let mut screen = review(sample::full(), &wide);
    let steps = play(&mut screen, "3", &wide);
    assert!(matches!(asked(&steps)[..], [Query::History { .. }]));
    let steps = play(&mut screen, "<Down>", &wide);
    assert_eq!(asked(&steps).len(), 1);
    let narrow = context((80, 22));
    let mut screen = review(sample::full(), &narrow);
    let steps = play(&mut screen, "3<Down>", &narrow);
    assert!(asked(&steps).is_empty());
    // A window that grows shows them, and asks for nothing else.
    let steps = screen.update(Event::Stale, &wide);
    assert!(matches!(asked(&steps)[..], [Query::History { .. }]));
}

#[test]
fn a_book_that_changes_is_read_again_once_somebody_looks_and_not_at_every_save() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    assert!(asked(&screen.update(Event::Stale, &context)).is_empty());
    assert!(asked(&screen.update(Event::Stale, &context)).is_empty());
    let steps = screen.update(Event::Command(Command::Down), &context);
    assert!(matches!(asked(&steps)[..], [Query::Review { .. }]));
    // What is on its way is not begun anew.
    screen.update(Event::Stale, &context);
    assert!(asked(&screen.update(Event::Command(Command::Down), &context)).is_empty());
    answer(&mut screen, sample::full(), &context);
    let steps = screen.update(Event::Command(Command::Down), &context);
    assert!(matches!(asked(&steps)[..], [Query::Review { .. }]));
}

#[test]
fn the_mouse_reaches_steps_lists_and_rows() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let picture = drawn(&screen, &context);
    let line = picture.lines().nth(1).expect("the bar of steps");
    let column = line.chars().position(|c| c == '3').expect("step 3");
    let press = |screen: &mut WeeklyReview, column: usize, row: u16, kind| {
        let mouse = Mouse {
            kind,
            column: u16::try_from(column).expect("a column"),
            row,
        };
        screen.update(Event::Mouse(mouse), &context)
    };
    press(&mut screen, column, 1, MouseKind::Press);
    assert_eq!(screen.page, Page::Slipping);
    let picture = drawn(&screen, &context);
    let rows: Vec<&str> = picture.lines().collect();
    let at = rows
        .iter()
        .position(|line| line.contains('▸') && line.starts_with('│'));
    let second = u16::try_from(at.expect("the first row") + 1).expect("a row");
    press(&mut screen, 10, second, MouseKind::Press);
    assert_eq!(screen.here().and_then(|here| here.list.selected()), Some(1));
    let steps = press(&mut screen, 10, second, MouseKind::Double);
    assert!(matches!(gone(&steps), Some(Go::Card(_))));
}

#[test]
fn an_answer_of_the_last_step_belongs_to_its_week() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "9", &context);
    assert!(screen.tell(&context).expect("there").loyalty.is_some());
    // The same week again, read while another step is shown: what was known of it may be old.
    play(&mut screen, "8", &context);
    answer(&mut screen, sample::full(), &context);
    let steps = play(&mut screen, "9", &context);
    assert_eq!(asked(&steps).len(), 1);
    // Read anew while it is shown.
    let steps = answer(&mut screen, sample::full(), &context);
    assert!(matches!(asked(&steps)[..], [Query::Loyalty(_)]));
    screen.update(
        Event::Failed(Slot::Loyalty, &crate::protocol::Failure::Busy(None)),
        &context,
    );
    assert!(screen.loyalty.failed.is_some());
    assert_eq!(screen.chosen(), Some(CustomerId(2)), "the best of them");
}

#[test]
fn every_row_of_every_step_leads_somewhere() {
    let context = context((100, 30));
    let steps = Page::ALL.iter().zip(1..);
    let lists = steps.flat_map(|(page, step)| {
        let tabs = 0..page.parts(true).len();
        tabs.map(move |tab| format!("{step}{}", "<Tab>".repeat(tab)))
    });
    for list in lists {
        let mut screen = review(sample::full(), &context);
        play(&mut screen, &list, &context);
        for down in 0..screen.rows().len() {
            let mut screen = review(sample::full(), &context);
            play(&mut screen, &list, &context);
            play(&mut screen, &"<Down>".repeat(down), &context);
            assert_eq!(
                screen.applies(Command::OpenCard),
                Applies::Yes,
                "{list}: {:?}",
                screen.row()
            );
            let steps = play(&mut screen, "<Enter>", &context);
            let opened = screen.opened().is_some();
            assert!(
                opened || gone(&steps).is_some(),
                "{list}: {:?}",
                screen.row()
            );
        }
    }
}

#[test]
fn the_people_behind_a_segment_are_asked_for_named_and_opened() {
    let context = context((100, 30));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "9<Tab><Enter>", &context);
    let sunday = day("2026-11-22");
    let wanted = Query::Behind {
        what: Behind::Segment(Segment::Champion),
        as_of: sunday,
        today: context.today,
    };
    assert!(asked(&steps).contains(&&wanted), "{:?}", asked(&steps));
    assert_eq!(screen.rows().len(), 2);
    play(&mut screen, "<Down>", &context);
    assert_eq!(screen.chosen(), Some(CustomerId(99)));
    assert!(screen.introduced(CustomerId(99)).is_some());
    // The same list is not asked for twice, another one is.
    let steps = play(&mut screen, "<Up>", &context);
    let again = |query: &&Query| matches!(query, Query::Behind { .. });
    assert!(!asked(&steps).into_iter().any(|query| again(&query)));
    let steps = play(&mut screen, "<Esc><Down><Enter>", &context);
    assert!(matches!(
        asked(&steps)[..],
        [
            Query::Behind {
                what: Behind::Segment(Segment::Loyal),
                ..
            },
            ..
        ]
    ));
    let card = gone(&play(&mut screen, "<Enter>", &context)).cloned();
    assert!(matches!(card, Some(Go::Card(_))));
}

#[test]
fn the_explanation_of_a_figure_leads_to_the_visits_behind_it() {
    let context = context((100, 30));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "?<Enter>", &context);
    assert_eq!(screen.rows().len(), 3);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("8 receipts"), "{shown}");
    // Whose nobody knows leads nowhere, and says so.
    assert!(matches!(
        screen.applies(Command::OpenCard),
        Applies::Blocked(_)
    ));
    let steps = play(&mut screen, "<Down><Enter>", &context);
    let card = Go::Card(Subject::Customer(CustomerId(3), Some(VehicleId(9))));
    assert_eq!(gone(&steps), Some(&card));
    assert!(screen.list(&context).is_some());
}

#[test]
fn the_one_page_says_why_and_takes_the_keys_until_that_closes() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "9<Right>?", &context);
    let shown = drawn(&screen, &context);
    assert!(
        shown.contains("Why? On one page") && shown.contains("The steps 1 to 9"),
        "{shown}"
    );
    // Nobody is chosen there: Enter has nowhere to lead.
    play(&mut screen, "<Enter>", &context);
    assert!(screen.why.is_some() && screen.closing.is_some() && screen.opened().is_none());
    play(&mut screen, "<Esc>", &context);
    assert!(screen.why.is_none() && screen.closing.is_some());
}

#[test]
fn why_points_lapse_tells_which_points_they_are() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "7<Tab><Tab>", &context);
    assert!(asked(&steps).is_empty());
    let who = screen.chosen().expect("somebody");
    let steps = play(&mut screen, "?", &context);
    assert!(asked(&steps).contains(&&Query::Points(who)));
    let (_, told) = screen.explained(&context, &Symbols::UNICODE).expect("told");
    let told: Vec<&str> = told.iter().map(|(line, _)| line.as_str()).collect();
    let lots = [
        "• 1,000 points left of 1,200, valid through 3 Dec: Visit, 3 Dec 2025",
        "• 430 points, valid through 10 Dec: Visit, 10 Dec 2025",
        "90 more points are valid for longer.",
    ];
    let at = told.iter().position(|line| *line == lots[0]);
    let at = at.unwrap_or_else(|| panic!("{told:#?}"));
    assert_eq!(told[at..at + 3], lots);
}

#[test]
fn enter_leads_from_an_explanation_to_what_it_explains() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "3?<Enter>", &context);
    assert!(matches!(gone(&steps), Some(Go::Card(_))));
    assert!(screen.why.is_none());
    // On the page after the last step nobody is chosen.
    play(&mut screen, "9<Right>?", &context);
    assert_eq!(screen.applies(Command::OpenCard), Applies::No);
}
