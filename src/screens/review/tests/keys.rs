//! What keys and the mouse do.

use super::{answer, context, play, review, sample};
use crate::domain::{Change, CustomerId, Doubt, Subject, VehicleId};
use crate::insight::Segment;
use crate::insight::review::{Behind, Kind, Narrowed, OfList};
use crate::look::Symbols;
use crate::message::Placeholder;
use crate::protocol::{
    Answer, Applies, Command, Event, ExportRows, Go, HiddenColumns, Mouse, MouseKind, Query,
    Reviewed, ReviewedList, ReviewedOrder, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::review::WeeklyReview;
use crate::screens::review::page::Page;
use crate::screens::samples::{self, day, drawn};
use crate::text::Say;

fn asked(steps: &[Step]) -> Vec<&Query> {
    let reads = steps.iter().filter_map(|step| match step {
        Step::Read(_, query) => Some(query),
        _ => None,
    });
    reads.collect()
}

fn gone(steps: &[Step]) -> Option<&Go> {
    steps.iter().find_map(|step| match step {
        Step::Go(go) => Some(go),
        _ => None,
    })
}

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
fn a_filter_narrows_while_letters_type_and_esc_takes_it_away_step_by_step() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "3", &context);
    let all = screen.rows().len();
    play(&mut screen, "/bu wati", &context);
    // What is seen can go into a file at once, and its list is not the whole review.
    assert!(matches!(screen.applies(Command::ExportList), Applies::Yes));
    let list = screen.list(&context).expect("a list");
    assert_eq!(list.what, "review_list");
    assert!(screen.rows().len() < all && !screen.rows().is_empty());
    assert_eq!(screen.page, Page::Slipping, "letters and blanks type");
    let steps = play(&mut screen, "<Enter><Enter>", &context);
    assert!(matches!(gone(&steps), Some(Go::Card(_))));
    assert!(gone(&play(&mut screen, "<Esc>", &context)).is_none());
    assert_eq!(screen.rows().len(), all);
    let steps = play(&mut screen, "<Esc>", &context);
    assert_eq!(gone(&steps), Some(&Go::Back(None)));
    // Plates are found without their blanks.
    let plate = screen.rows();
    let first = plate[0].who(screen.weekly.value.as_ref().expect("there"));
    let plate = screen
        .introduced(first.expect("somebody"))
        .expect("named")
        .plate
        .replace(' ', "");
    play(&mut screen, &format!("/{}", plate.to_lowercase()), &context);
    assert_eq!(screen.rows().len(), 1);
}

#[test]
fn lists_are_sorted_by_absence_and_by_name() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "4s", &context);
    let last = |screen: &WeeklyReview| -> Vec<_> {
        let rows = screen.rows().into_iter();
        rows.filter_map(|row| match row {
            super::super::row::Row::Person(one) => Some(one.visits.last),
            _ => None,
        })
        .collect()
    };
    let days = last(&screen);
    assert!(days.len() > 2 && days.is_sorted());
    play(&mut screen, "s", &context);
    let names: Vec<_> = {
        let weekly = screen.weekly.value.as_ref().expect("there");
        let who = screen.rows().into_iter().filter_map(|row| row.who(weekly));
        who.map(|who| weekly.people[&who].name.clone()).collect()
    };
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(screen.applies(Command::Sort), Applies::Yes);
    play(&mut screen, "1", &context);
    assert!(matches!(screen.applies(Command::Sort), Applies::Blocked(_)));
}

#[test]
fn marks_stay_and_go_to_the_next_row() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "3v", &context);
    assert_eq!(screen.seen.len(), 1);
    assert_eq!(screen.here().and_then(|here| here.list.selected()), Some(1));
    play(&mut screen, "43<Up>v", &context);
    assert!(screen.seen.is_empty());
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
fn every_list_can_go_into_a_file() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    for keys in [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "<Tab>", "<Tab>", "<Tab>", "<Tab>",
    ] {
        play(&mut screen, keys, &context);
        let list = screen.list(&context).expect("a list");
        assert!(!list.name.is_empty() && !list.name.contains(' '));
        let ExportRows::Here(table) = list.rows else {
            assert!(
                ["6", "9"].contains(&keys),
                "{keys}: of these there are more"
            );
            continue;
        };
        assert_eq!(table.rows.len(), screen.rows().len(), "{keys}");
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{keys}");
        }
    }
    let empty = review(sample::empty(), &context);
    assert!(empty.list(&context).is_none());
}

#[test]
fn where_a_list_shows_the_first_of_many_all_of_them_go_into_the_file() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    weekly
        .review
        .lists
        .get_mut(&Kind::Slipping)
        .expect("some")
        .total += 1;
    weekly.never_served.total += 1;
    let sunday = weekly.review.week.sunday;
    let mut screen = review(weekly, &context);
    play(&mut screen, "3s", &context);
    let Some(ExportRows::Reviewed(asked)) = screen.list(&context).map(|list| list.rows) else {
        panic!("more than the screen has");
    };
    assert_eq!(
        (asked.week, asked.list, asked.order),
        (
            Some(sunday),
            ReviewedList::Of(Kind::Slipping),
            ReviewedOrder::Longest
        )
    );
    play(&mut screen, "6", &context);
    let list = screen.list(&context).expect("a list");
    assert!(matches!(
        list.rows,
        ExportRows::Reviewed(Reviewed {
            list: ReviewedList::Never,
            ..
        })
    ));
    play(&mut screen, "4", &context);
    let list = screen.list(&context).expect("a list");
    assert!(matches!(list.rows, ExportRows::Here(_)));
}

#[test]
fn the_phone_is_copied_and_nothing_is_without_one() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let who = weekly.review.lists[&Kind::Slipping].first[0].customer;
    let mut screen = review(weekly.clone(), &context);
    let steps = play(&mut screen, "3<Ctrl+C>", &context);
    assert!(matches!(&steps[..], [Step::Copy(phone)] if phone.starts_with("0812")));
    weekly.people.get_mut(&who).expect("named").phone.clear();
    answer(&mut screen, weekly, &context);
    assert_eq!(
        screen.applies(Command::CopyPhone),
        Applies::Blocked(Say::CardNoPhone)
    );
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
fn what_is_to_check_is_settled_with_one_key_and_goes_from_the_list() {
    let context = context((100, 30));
    let mut screen = review(sample::full(), &context);
    assert_eq!(screen.applies(Command::Settle), Applies::No);
    play(&mut screen, "8", &context);
    let before = screen.rows().len();
    let steps = play(&mut screen, "<Down>d", &context);
    let written = steps.iter().find_map(|step| match step {
        Step::Write(_, change) => Some((**change).clone()),
        _ => None,
    });
    let twins = Doubt::twins(CustomerId(4), CustomerId(11));
    assert_eq!(written, Some(Change::Settle(twins)));
    // Until that is written, another press does nothing.
    assert!(matches!(
        screen.applies(Command::Settle),
        Applies::Blocked(_)
    ));
    let steps = screen.update(Event::Saved(&samples::receipt()), &context);
    assert!(matches!(&steps[..], [Step::Say(notice), ..] if notice.text.contains("Ctrl+Z")));
    assert_eq!(screen.rows().len(), before - 1);
    assert_eq!(screen.chosen(), Some(CustomerId(13)));
    assert_eq!(
        gone(&play(&mut screen, "<Enter>", &context)),
        Some(&Go::Card(Subject::Customer(
            CustomerId(13),
            Some(VehicleId(31))
        )))
    );
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
fn a_list_longer_than_the_screen_is_narrowed_and_sorted_by_the_book() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let slipping = weekly.review.lists.get_mut(&Kind::Slipping);
    slipping.expect("some").total = 228;
    let mut screen = review(weekly, &context);
    let steps = play(&mut screen, "3s", &context);
    let wanted = |steps: &[Step]| -> Vec<(ReviewedOrder, String)> {
        let queries = asked(steps).into_iter().filter_map(|query| match query {
            Query::Narrowed { asked, .. } => Some((asked.order, asked.filter.clone())),
            _ => None,
        });
        queries.collect()
    };
    assert_eq!(wanted(&steps), [(ReviewedOrder::Longest, String::new())]);
    assert_eq!(screen.rows().len(), 2, "those whom the book told");
    let steps = play(&mut screen, "/b", &context);
    assert_eq!(wanted(&steps), [(ReviewedOrder::Longest, "b".to_owned())]);
    let shown = drawn(&screen, &context);
    assert!(
        shown.contains("201 of 228 customers · Rp 7,5 jt"),
        "{shown}"
    );
    assert!(
        shown.contains("the first 2 · longest away first"),
        "{shown}"
    );
    // What the book told of another filter is not shown; nor is it said that nobody has it.
    let letter = crate::protocol::Key::sequence("z").expect("a key");
    screen.update(Event::Key(letter[0]), &context);
    let shown = drawn(&screen, &context);
    assert!(!shown.contains("Nothing in this list"), "{shown}");
    play(&mut screen, "<Esc>", &context);
    // A list that the screen has all of needs no book.
    let steps = play(&mut screen, "4s/b", &context);
    assert!(wanted(&steps).is_empty());
}

#[test]
fn what_is_written_or_taken_back_here_is_read_anew_at_once() {
    let context = context((100, 30));
    let mut screen = review(sample::full(), &context);
    let reviews = |steps: &[Step]| {
        let all = asked(steps).into_iter();
        all.filter(|query| matches!(query, Query::Review { .. }))
            .count()
    };
    assert_eq!(reviews(&screen.update(Event::Undone, &context)), 1);
    // The change that the book tells of next is that one.
    assert_eq!(reviews(&screen.update(Event::Stale, &context)), 1);
    answer(&mut screen, sample::full(), &context);
    // Nor is what was written over it, as a note, anybody else's.
    screen.update(Event::SavedAbove(&samples::receipt()), &context);
    assert_eq!(reviews(&screen.update(Event::Stale, &context)), 1);
    answer(&mut screen, sample::full(), &context);
    // Somebody else's waits for a key, and the screen says that it is old.
    assert_eq!(reviews(&screen.update(Event::Stale, &context)), 0);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("The book has changed"), "{shown}");
    assert_eq!(reviews(&play(&mut screen, "<Down>", &context)), 1);
}

#[test]
fn who_came_again_stands_last_in_a_list_of_people_to_call() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let first = weekly.review.lists[&Kind::Slipping].first[0];
    weekly.since.insert(first.customer, day("2026-11-23"));
    let mut screen = review(weekly, &context);
    play(&mut screen, "3", &context);
    let who = |row: &super::super::row::Row| row.who(screen.weekly.value.as_ref().expect("there"));
    assert_eq!(
        screen.rows().iter().filter_map(who).next_back(),
        Some(first.customer)
    );
    play(&mut screen, "<End>", &context);
    let shown = drawn(&screen, &context);
    let said = "on 22 Nov: comes every";
    assert!(
        shown.contains("here again today") && shown.contains(said),
        "{shown}"
    );
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
fn a_campaign_of_the_week_opens_and_points_that_lapse_lead_to_a_message() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "1<Tab><Down><Enter>", &context);
    let id = crate::domain::CampaignId(1);
    assert_eq!(gone(&steps), Some(&Go::Campaign(id)));
    let list = screen.list(&context).expect("a list for a file");
    let ExportRows::Here(table) = list.rows else {
        panic!("all of it is here");
    };
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.rows[0].len(), table.columns.len());
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "7<Tab><Tab><F5>", &context);
    let written = match gone(&steps) {
        Some(Go::Message(begin)) => Some(begin.to),
        _ => None,
    };
    assert_eq!(written, Some(Subject::Customer(CustomerId(2), None)));
    let list = screen.list(&context).expect("a list for a file");
    let ExportRows::Here(table) = list.rows else {
        panic!("all of it is here");
    };
    assert_eq!(table.rows[0].len(), table.columns.len());
}

#[test]
fn a_message_begins_with_the_template_that_fits_the_list() {
    let context = context((80, 22));
    let first = |keys: &str| {
        let mut screen = review(sample::full(), &context);
        let steps = play(&mut screen, keys, &context);
        match gone(&steps) {
            Some(Go::Message(begin)) => begin.template.clone(),
            _ => None,
        }
    };
    let fits = |keys: &str, key: &str| assert_eq!(first(keys).as_deref(), Some(key), "{keys}");
    fits("3<F5>", "service_due");
    fits("4<F5>", "win_back");
    fits("5<F5>", "win_back");
    fits("6<F5>", "first_visit");
    fits("6<Tab><F5>", "win_back");
    fits("8<F5>", "check_after");
    fits("7<F5>", "birthday");
    fits("7<Tab><F5>", "referral_thanks");
    fits("7<Tab><Tab><F5>", "points");
    // Whoever came again is not told that they are late.
    let mut weekly = sample::full();
    let all = weekly.review.lists[&Kind::Slipping].first.clone();
    weekly
        .since
        .extend(all.iter().map(|one| (one.customer, context.today)));
    let mut screen = review(weekly, &context);
    let steps = play(&mut screen, "3<F5>", &context);
    assert!(matches!(gone(&steps), Some(Go::Message(begin))
        if begin.template.as_deref() == Some("check_after")));
}

#[test]
fn files_of_a_small_shop_say_no_segment_and_who_came_again_says_when() {
    let context = context((80, 22));
    let table = |weekly| {
        let mut screen = review(weekly, &context);
        play(&mut screen, "3", &context);
        match screen.list(&context).map(|list| list.rows) {
            Some(ExportRows::Here(table)) => table,
            other => panic!("{other:?}"),
        }
    };
    let mut weekly = sample::full();
    let first = weekly.review.lists[&Kind::Slipping].first[0];
    weekly.since.insert(first.customer, context.today);
    let names = |table: &crate::domain::export::Table| -> Vec<String> {
        table
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect()
    };
    let all = table(weekly);
    let at = |name: &str| {
        names(&all)
            .iter()
            .position(|known| known == name)
            .expect("there")
    };
    let last = all.rows.last().expect("a row");
    let again = crate::domain::export::Value::Day(context.today);
    assert_eq!(last[at("came_again")], again);
    let sunday = crate::domain::export::Value::Day(day("2026-11-22"));
    assert_eq!(last[at("as_of")], sunday);
    assert!(names(&all).contains(&"segment".to_owned()));
    let small = table(sample::small());
    assert!(!names(&small).contains(&"segment".to_owned()));
    assert_eq!(small.rows[0].len(), small.columns.len());
}

#[test]
fn whoever_came_again_is_no_longer_away_in_the_order_of_absence() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let longest = weekly.review.lists[&Kind::Slipping].first.iter();
    let longest = longest
        .min_by_key(|one| one.visits.last)
        .expect("one")
        .customer;
    weekly.since.insert(longest, context.today);
    let mut screen = review(weekly, &context);
    play(&mut screen, "3s", &context);
    let weekly = screen.weekly.value.as_ref().expect("there");
    let last = screen.rows().last().and_then(|row| row.who(weekly));
    assert_eq!(last, Some(longest));
}

#[test]
fn what_is_settled_is_offered_where_there_is_something_to_settle() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    for keys in ["1", "2", "3", "4", "5", "6", "7", "9"] {
        play(&mut screen, keys, &context);
        assert_eq!(screen.applies(Command::Settle), Applies::No, "{keys}");
    }
    play(&mut screen, "8", &context);
    assert_eq!(screen.applies(Command::Settle), Applies::Yes);
}

#[test]
fn until_the_book_has_sorted_a_list_it_stands_as_it_was_given_and_says_so() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let slipping = weekly.review.lists.get_mut(&Kind::Slipping);
    slipping.expect("some").total = 228;
    let mut screen = review(weekly, &context);
    play(&mut screen, "3", &context);
    let given = screen.rows();
    screen.update(Event::Command(Command::Sort), &context);
    assert_eq!(screen.rows(), given);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("working it out"), "{shown}");
    assert!(!shown.contains("longest away first"), "{shown}");
    let told = Answer::Narrowed(Box::new(sample::narrowed()));
    screen.update(Event::Answer(Slot::Narrowed, &told), &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("longest away first"), "{shown}");
    assert!(!shown.contains("working it out"), "{shown}");
}

#[test]
fn columns_of_a_list_can_be_put_away_where_it_has_any() {
    let mut context = context((120, 38));
    let mut screen = review(sample::full(), &context);
    assert_eq!(screen.columns(), None, "the figures of the week");
    play(&mut screen, "3", &context);
    let of = screen.columns().expect("columns");
    assert_eq!((of.list, of.all.len()), ("review_people", 6));
    let shown = drawn(&screen, &context);
    let plate = "B 1111 XYZ";
    assert!(shown.contains(plate), "{shown}");
    context.columns = std::sync::Arc::new(HiddenColumns::read("review_people=plate"));
    let fewer = drawn(&screen, &context);
    assert!(
        !fewer.contains(plate) && fewer.contains("Bu Wati Lestari"),
        "{fewer}"
    );
}

#[test]
fn every_list_but_the_figures_is_sorted_narrowed_and_has_columns() {
    let context = context((120, 38));
    let steps = Page::ALL.iter().zip(1..);
    let lists = steps.flat_map(|(page, step)| {
        let tabs = 0..page.parts(true).len();
        tabs.map(move |tab| format!("{step}{}", "<Tab>".repeat(tab)))
    });
    // The figures stand in one order, and tenths are told by their place.
    let fixed = ["1", "9<Tab><Tab>"];
    for keys in lists {
        let mut screen = review(sample::full(), &context);
        play(&mut screen, &keys, &context);
        let given = screen.rows();
        if given.is_empty() {
            continue;
        }
        let stays = fixed.contains(&keys.as_str());
        assert_eq!(screen.orders().is_empty(), stays, "{keys}");
        assert_eq!(
            screen.applies(Command::Sort) == Applies::Yes,
            !stays,
            "{keys}"
        );
        assert_eq!(
            screen.applies(Command::Filter) == Applies::Yes,
            !stays,
            "{keys}"
        );
        assert_eq!(screen.columns().is_none(), keys == "1", "{keys}");
        // Sorting comes round, leaves out nobody, and says how the list stands.
        for _ in screen.orders() {
            play(&mut screen, "s", &context);
            let asked = screen.narrowing().is_some();
            assert!(asked || screen.rows().len() == given.len(), "{keys}");
        }
        assert_eq!(screen.order_here(), ReviewedOrder::Given, "{keys}");
        assert!(
            screen.narrowing().is_some() || screen.rows() == given,
            "{keys}"
        );
        if !stays {
            play(&mut screen, "/nobody has this<Enter>", &context);
            if screen.narrowing().is_some() {
                continue;
            }
            assert!(screen.rows().is_empty(), "{keys}");
            assert!(
                drawn(&screen, &context).contains("Nothing in this list"),
                "{keys}"
            );
        }
    }
}

#[test]
fn segments_and_sources_are_sorted_and_found_and_keep_that_behind_what_is_opened() {
    let context = context((120, 38));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "9<Tab>ss", &context);
    let money = |screen: &WeeklyReview| -> Vec<i64> {
        let weekly = screen.weekly.value.as_ref().expect("there");
        let rows = screen.rows().into_iter();
        rows.filter_map(|row| row.money(weekly, None)).collect()
    };
    let sorted = money(&screen);
    assert!(sorted.is_sorted_by(|one, other| one >= other), "{sorted:?}");
    assert!(drawn(&screen, &context).contains("by money"));
    // The word of the other language finds a segment as well.
    play(&mut screen, "/juara<Enter>", &context);
    assert_eq!(screen.rows().len(), 1);
    play(&mut screen, "<Enter>", &context);
    assert!(screen.opened().is_some());
    assert_eq!(screen.here().map(|here| here.filter.as_str()), Some(""));
    play(&mut screen, "<Esc>", &context);
    assert_eq!(
        screen.here().map(|here| here.filter.as_str()),
        Some("juara")
    );
    assert_eq!(money(&screen).len(), 1);
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "9<Tab><Tab><Tab><Tab>/google<Enter>", &context);
    assert_eq!(screen.rows().len(), 1);
    assert!(drawn(&screen, &context).contains("14 customers · Rp 21,3 jt"));
}

#[test]
fn more_receipts_than_the_screen_has_are_sorted_by_the_book() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "1<Enter>s", &context);
    let wanted = asked(&steps).into_iter().find_map(|query| match query {
        Query::Narrowed { asked, .. } => Some((asked.list.clone(), asked.order)),
        _ => None,
    });
    assert_eq!(wanted, Some((ReviewedList::Done, ReviewedOrder::Money)));
    // What the book tells of a visit that the review did not name is shown.
    let mut visit = screen.weekly.value.as_ref().expect("there").done.0[1].clone();
    visit.total = Some(4_200_000);
    let told = Narrowed {
        total: 8,
        money: Some(5_000_000),
        first: vec![OfList::Visit {
            at: 7,
            customer: visit.customer,
            total: visit.total,
        }],
        visits: [(7, visit)].into(),
        ..Narrowed::default()
    };
    let told = Answer::Narrowed(Box::new(told));
    screen.update(Event::Answer(Slot::Narrowed, &told), &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("Rp 4.200.000"), "{shown}");
    assert!(shown.contains("by money"), "{shown}");
}

#[test]
fn what_is_called_by_phone_keeps_its_number_on_a_phone() {
    for step in 3..=7 {
        let context = context((40, 18));
        let mut screen = review(sample::full(), &context);
        play(&mut screen, &format!("{step}"), &context);
        let who = screen.chosen().expect("somebody");
        let weekly = screen.weekly.value.as_ref().expect("there");
        let phone = weekly.people[&who].phone.clone();
        let shown = drawn(&screen, &context);
        assert!(shown.contains(&phone), "{step}: {shown}");
    }
}

#[test]
fn a_message_of_thanks_knows_the_friend_and_the_points() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "7<Tab><F5>", &context);
    let Some(Go::Message(begin)) = gone(&steps) else {
        panic!("a message");
    };
    assert_eq!(begin.template.as_deref(), Some("referral_thanks"));
    let weekly = screen.weekly.value.as_ref().expect("there");
    let friend = weekly.thanks[0].friend.name.clone();
    let points = weekly.thanks[0].points.to_string();
    let known = [(Placeholder::Friend, friend), (Placeholder::Points, points)];
    assert_eq!(begin.given, known);
    // Of others nothing more is known than the book says.
    let steps = play(&mut screen, "<Tab><F5>", &context);
    assert!(matches!(gone(&steps), Some(Go::Message(begin)) if begin.given.is_empty()));
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
fn nothing_stands_below_a_heading_of_the_newest_month_where_nothing_is_known() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "9<Tab><Tab><Tab>?", &context);
    let title = Say::WhyMonthsAfter.in_(context.lang);
    let has = |screen: &WeeklyReview| {
        let (_, told) = screen.explained(&context, &Symbols::UNICODE).expect("told");
        told.iter().any(|(line, _)| line == title)
    };
    assert!(!has(&screen), "the newest month");
    play(&mut screen, "<Esc><End>?", &context);
    assert!(has(&screen), "the oldest");
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

#[test]
fn what_somebody_answers_to_birthday_greetings_is_written_with_one_key() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    // The first has agreed already; the second was not asked yet.
    play(&mut screen, "7", &context);
    assert_eq!(screen.applies(Command::AgreeNo), Applies::No);
    for (key, yes, left) in [("y", true, 3), ("x", false, 2)] {
        let mut screen = review(sample::full(), &context);
        play(&mut screen, "7<Down>", &context);
        let who = screen.chosen().expect("somebody");
        let picture = drawn(&screen, &context);
        assert!(
            picture.contains("? ") && picture.contains("Not asked yet"),
            "{picture}"
        );
        let steps = play(&mut screen, key, &context);
        let Some(Change::SetConsent {
            customer,
            purpose,
            yes: said,
            ..
        }) = samples::change(&steps)
        else {
            panic!("{steps:?}");
        };
        assert_eq!((customer, purpose.as_str(), said), (who, "birthday", yes));
        assert!(matches!(
            screen.applies(Command::AgreeYes),
            Applies::Blocked(_)
        ));
        let steps = screen.update(Event::Saved(&samples::receipt()), &context);
        let told = steps.iter().find_map(|step| match step {
            Step::Say(notice) => Some(notice.text.as_str()),
            _ => None,
        });
        assert!(
            told.is_some_and(|told| told.contains("birthday greetings")),
            "{told:?}"
        );
        assert_eq!(screen.rows().len(), left);
        assert_eq!(screen.applies(Command::AgreeYes), Applies::No);
    }
}
