//! The review from a person's side: keys in, steps and pictures out.

mod acts;
mod keys;
mod lists;
mod looks;
mod sample;
mod says;
mod within;

use super::WeeklyReview;
use crate::insight::review::Weekly;
use crate::protocol::{
    Answer, Applies, Context, Event, Go, Key, Keymap, Query, ReviewedList, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples;

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

/// Monday morning in a window of that size.
fn context(size: (u16, u16)) -> Context {
    Context {
        today: sample::monday(),
        ..samples::context(size)
    }
}

/// A review that has answered.
fn review(weekly: Weekly, context: &Context) -> WeeklyReview {
    let mut review = WeeklyReview::new();
    review.update(Event::Shown, context);
    answer(&mut review, weekly, context);
    review
}

fn answer(review: &mut WeeklyReview, weekly: Weekly, context: &Context) -> Vec<Step> {
    let answer = Answer::Review(Box::new(weekly));
    review.update(Event::Answer(Slot::Review, &answer), context)
}

/// Whether it is asked what everybody may bring.
fn of_value(query: &Query) -> bool {
    matches!(query, Query::Narrowed { asked, .. } if asked.list == ReviewedList::Ahead)
}

/// Presses keys as the shell does: a command that has no meaning now leaves its key to the screen,
/// and a blocked one does nothing. What is asked of the book is answered from the sample.
fn play(review: &mut WeeklyReview, keys: &str, context: &Context) -> Vec<Step> {
    let keymap = Keymap::default();
    let mut steps = Vec::new();
    for key in Key::sequence(keys).expect("keys") {
        let command = keymap.command(review.scope(), key);
        let more = match command.map(|command| (command, review.applies(command))) {
            Some((command, Applies::Yes)) => review.update(Event::Command(command), context),
            Some((_, Applies::Blocked(_))) => Vec::new(),
            Some((_, Applies::No)) | None => review.update(Event::Key(key), context),
        };
        for step in &more {
            if let Step::Read(slot, query) = step {
                let answer = match slot {
                    Slot::Narrowed if of_value(query) => {
                        Answer::Narrowed(Box::new(sample::ahead()))
                    }
                    Slot::Loyalty => Answer::Loyalty(Box::new(sample::loyalty())),
                    Slot::Behind => Answer::Behind(Box::new(sample::backing())),
                    Slot::Narrowed => Answer::Narrowed(Box::new(sample::narrowed())),
                    Slot::Points => Answer::Points(Some(Box::new(sample::points()))),
                    Slot::History => Answer::History((0..3).map(samples::visit).collect(), 12),
                    _ => continue,
                };
                review.update(Event::Answer(*slot, &answer), context);
            }
        }
        steps.extend(more);
    }
    steps
}
