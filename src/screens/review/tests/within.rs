//! Lists of people narrowed to whom a kept segment holds.

use super::{context, play, review, sample};
use crate::domain::CustomerId;
use crate::domain::filter::Silence;
use crate::insight::review::Kind;
use crate::protocol::{
    Answer, Applies, Command, Event, ExportRows, Failure, Level, Query, ReviewedList, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::review::WeeklyReview;
use crate::screens::samples::{drawn, holds, segment};
use crate::text::Say;

/// Picks the segment, which holds these.
fn pick(screen: &mut WeeklyReview, customers: &[i64], context: &crate::protocol::Context) {
    let steps = play(screen, "<Alt+B>", context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Segments, _)]));
    assert_eq!(screen.applies(Command::SaveReport), Applies::No, "picking");
    let kept = Answer::Segments(vec![segment("VIP")], Silence::default());
    screen.update(Event::Answer(Slot::Segments, &kept), context);
    let steps = play(screen, "<Enter>", context);
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::Meant, Query::Holds(..)), ..]
    ));
    assert!(screen.rows().is_empty(), "nobody until it is counted");
    assert!(drawn(screen, context).contains("Only segment: VIP, counting"));
    screen.update(Event::Answer(Slot::Meant, &holds(customers)), context);
}

fn who(screen: &WeeklyReview) -> Vec<CustomerId> {
    let weekly = screen.weekly.value.as_ref().expect("the review");
    let rows = screen.rows().into_iter();
    rows.filter_map(|row| row.who(weekly)).collect()
}

#[test]
fn it_narrows_every_list_of_people_goes_with_the_file_and_is_taken_off_again() {
    let context = context((80, 22));
    let weekly = sample::full();
    let late = &weekly.review.lists[&Kind::Slipping].first;
    let (first, all) = (late[0].customer, late.len());
    assert!(all > 1);
    let mut screen = review(weekly, &context);
    play(&mut screen, "3", &context);
    pick(&mut screen, &[first.0, 4_711], &context);
    assert_eq!(who(&screen), [first]);
    assert_eq!(screen.chosen(), Some(first));
    insta::assert_snapshot!("within", drawn(&screen, &context));
    let list = screen.list(&context).expect("a list");
    let ExportRows::Here(table) = list.rows else {
        panic!("the screen has all")
    };
    assert_eq!(table.rows.len(), 1);
    assert!(list.title.ends_with(" · VIP"), "{}", list.title);
    // What counts people has everybody, and says why.
    play(&mut screen, "2", &context);
    let moves = screen.rows().len();
    assert!(moves > 0 && screen.only().is_none());
    let blocked = Applies::Blocked(Say::ReviewCountsEverybody);
    assert_eq!(screen.applies(Command::OnlySegment), blocked);
    // Those who stand behind a move are people.
    play(&mut screen, "<Enter>", &context);
    assert!(screen.only().is_some());
    play(&mut screen, "<Esc>3", &context);
    assert_eq!(screen.rows().len(), all, "Esc took it off");
    assert!(screen.only().is_none());
}

#[test]
fn a_list_longer_than_the_screen_is_narrowed_over_all_who_belong_to_it() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let late = weekly.review.lists.get_mut(&Kind::Slipping).expect("some");
    late.total += 1;
    let mut screen = review(weekly, &context);
    play(&mut screen, "3<Alt+B>", &context);
    let kept = Answer::Segments(vec![segment("VIP")], Silence::default());
    screen.update(Event::Answer(Slot::Segments, &kept), &context);
    play(&mut screen, "<Enter>", &context);
    let steps = screen.update(Event::Answer(Slot::Meant, &holds(&[2])), &context);
    let [
        Step::Read(Slot::Narrowed, Query::Narrowed { asked, .. }),
        ..,
    ] = &steps[..]
    else {
        panic!("asked of the book: {steps:?}")
    };
    assert_eq!(asked.list, ReviewedList::Of(Kind::Slipping));
    let within = asked.within.as_ref().expect("narrowed");
    assert!(within.has(CustomerId(2)) && !within.has(CustomerId(3)));
    // It is asked once, however often it is drawn or a key comes.
    assert!(play(&mut screen, "<Down>", &context).is_empty());
    let answer = Answer::Narrowed(Box::new(sample::narrowed()));
    screen.update(Event::Answer(Slot::Narrowed, &answer), &context);
    assert!(drawn(&screen, &context).contains("201 of "));
}

#[test]
fn the_review_asked_anew_asks_whom_the_segment_holds_and_one_that_cannot_be_counted_goes() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "3", &context);
    pick(&mut screen, &[1], &context);
    let steps = super::answer(&mut screen, sample::full(), &context);
    assert!(
        steps
            .iter()
            .any(|step| matches!(step, Step::Read(Slot::Meant, _)))
    );
    let failed = Event::Failed(Slot::Meant, &Failure::Busy(None));
    let steps = screen.update(failed, &context);
    let said = steps.iter().find_map(|step| match step {
        Step::Say(notice) => Some(notice),
        _ => None,
    });
    let said = said.expect("said");
    assert_eq!(said.level, Level::Attention);
    assert!(said.text.contains("VIP") && !said.hint.is_empty());
    assert!(screen.only().is_none());
}
