//! What is done with a row: settled, answered, written to, copied.

use super::{answer, asked, context, gone, play, review, sample};
use crate::domain::{Change, CustomerId, Doubt, Subject, VehicleId};
use crate::insight::review::Kind;
use crate::message::{Given, Placeholder};
use crate::protocol::{Applies, Command, Event, ExportRows, Go, Query, Step};
use crate::screens::Screen;
use crate::screens::samples::{self, drawn};
use crate::text::Say;

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
fn a_message_of_thanks_knows_the_friend_and_the_points() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    let steps = play(&mut screen, "7<Tab><F5>", &context);
    let Some(Go::Message(begin)) = gone(&steps) else {
        panic!("a message");
    };
    assert_eq!(begin.template.as_deref(), Some("referral_thanks"));
    let weekly = screen.weekly.value.as_ref().expect("there");
    let friend = Given::All(vec![Given::Person {
        honorific: String::new(),
        name: weekly.thanks[0].friend.name.clone(),
    }]);
    let points = Given::Count(weekly.thanks[0].points.unsigned_abs());
    let known = [(Placeholder::Friend, friend), (Placeholder::Points, points)];
    assert_eq!(begin.given, known);
    // Of others nothing more is known than the book says.
    let steps = play(&mut screen, "<Tab><F5>", &context);
    assert!(matches!(gone(&steps), Some(Go::Message(begin)) if begin.given.is_empty()));
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
