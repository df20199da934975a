//! What budget 1 promises is seen without a key, whoever it is.

use std::ops::ControlFlow;

use kenal::domain::Card;
use kenal::kit::Fact;
use kenal::look::Look;
use kenal::protocol::Context;
use kenal::runtime::{BookReader, BookWriter, Reading};
use kenal::screens::sheet::{Wording, counter};
use kenal::store::{Access, Store};
use kenal::text::{Lang, Say};

use crate::book::today;
use crate::stage::Stage;

const CUSTOMERS: u64 = 200;

/// Each fact of the budget that the card has, in words that must all be seen: of the last visit the
/// day, and in the smallest window the first words of a birthday, preferences and notes.
fn promised(card: &Card, context: &Context) -> Vec<String> {
    let wording = Wording::of(context);
    let facts = counter::facts(card, wording, &Look::default().symbols);
    let is = |fact: &Fact, label: Say| fact.label == wording.say(label);
    let mut words = Vec::new();
    for fact in facts {
        let text = match &fact {
            fact if fact.label.is_empty() => fact.text.as_str(),
            fact if is(fact, Say::CardLast) => fact.text.lines().next().expect("a day"),
            fact if is(fact, Say::CardUsual) || is(fact, Say::CardDue) => &fact.text,
            fact if counter::is_long(fact, wording) => &fact.text,
            _ => continue,
        };
        let long = counter::is_long(&fact, wording) || counter::is_birthday(&fact);
        let few = long && context.size.0 < 60;
        let most = if few { 2 } else { usize::MAX };
        words.extend(text.split_whitespace().take(most).map(str::to_owned));
        words.push(fact.label);
    }
    words
}

#[test]
fn nothing_of_it_is_hidden_for_anybody_of_the_sample_in_any_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    let go_on = |_, _| ControlFlow::Continue(());
    let store = Store::create_sample(&path, 7, CUSTOMERS, today(), go_on).expect("the sample");
    let open = |access| Store::open(&path, access).expect("the sample opens");
    let mut reader = BookReader::new(open(Access::Read));
    while reader.tend().is_some_and(|percent| percent < 100) {
        std::thread::yield_now();
    }
    let writer = BookWriter::new(open(Access::Write));
    let mut stage = Stage::new(Box::new(reader), Box::new(writer), today());
    let mut hidden = Vec::new();
    for number in 1..=CUSTOMERS {
        let code = &format!("C-{number:05}");
        let found = store.find_once(code, 1).expect("read");
        let subject = found.hits[0].subject().expect("somebody");
        let card = store.card(subject).expect("read").expect("a card");
        stage.play(&format!("{}{code}", "<Backspace>".repeat(7)));
        for lang in Lang::ALL {
            for size in [(80, 24), (40, 20), (120, 40)] {
                stage.context.size = size;
                stage.context.lang = lang;
                let screen = stage.text();
                assert!(screen.contains(code), "{code}\n{screen}");
                let words = promised(&card, &stage.context);
                let missing: Vec<_> = words
                    .iter()
                    .filter(|word| !screen.contains(*word))
                    .collect();
                if !missing.is_empty() {
                    hidden.push(format!("{code} {lang:?} {size:?}: {missing:?}\n{screen}"));
                }
            }
        }
    }
    assert!(
        hidden.is_empty(),
        "{} hidden\n{}",
        hidden.len(),
        hidden.join("\n\n")
    );
}
