//! Lists sorted, narrowed, with columns, and on their way into a file.

use super::{asked, context, gone, play, review, sample};
use crate::insight::review::{Kind, Narrowed, OfList};
use crate::look::Symbols;
use crate::protocol::{
    Answer, Applies, Command, Event, ExportRows, Go, HiddenColumns, Query, Reviewed, ReviewedList,
    ReviewedOrder, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::review::WeeklyReview;
use crate::screens::review::page::Page;
use crate::screens::samples::{day, drawn};
use crate::text::Say;

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
