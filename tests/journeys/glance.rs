//! What budget 1 promises is seen without a key, whoever it is.

use std::ops::ControlFlow;

use kenal::domain::{Author, Birthday, Card, Change, FIELD_LIKES, FIELD_MECHANIC, FIELD_OIL, OpId};
use kenal::kit::Fact;
use kenal::look::{Look, Role};
use kenal::protocol::Context;
use kenal::runtime::{BookReader, BookWriter, Reading};
use kenal::screens::sheet::{Wording, counter, wording};
use kenal::store::{Access, Store};
use kenal::text::{Lang, Say};

use crate::book::today;
use crate::stage::Stage;

const CUSTOMERS: u64 = 200;

/// Each fact of the budget that the card has, in words that must all be seen: of the last visit the
/// day and the numbers. Of a birthday, preferences and notes the first words are enough in the
/// smallest window, and where everything is filled in; of the alert there, where both are so.
fn promised(card: &Card, context: &Context, filled: bool) -> Vec<String> {
    let wording = Wording::of(context);
    let facts = counter::facts(card, wording, &Look::default().symbols);
    let is = |fact: &Fact, label: Say| fact.label == wording.say(label);
    let mut words = Vec::new();
    for fact in facts {
        let text = match &fact {
            fact if fact.label.is_empty() => fact.text.as_str(),
            fact if is(fact, Say::CardLast) => &last(card, wording),
            fact if is(fact, Say::CardUsual) => &fact.text,
            // How far away the day is gives way where rows are few.
            fact if is(fact, Say::CardDue) && context.size.0 < 60 => {
                fact.text.split('(').next().expect("a day")
            }
            fact if is(fact, Say::CardDue) => &fact.text,
            fact if counter::is_long(fact, wording) => &fact.text,
            _ => continue,
        };
        let long = counter::is_long(&fact, wording) || counter::is_birthday(&fact);
        let alert = fact.role == Role::Danger && fact.label.is_empty();
        let most = match (filled, context.size.0 < 60) {
            (true, true) if alert => 4,
            (true, _) | (_, true) if long => 2,
            _ => usize::MAX,
        };
        words.extend(text.split_whitespace().take(most).map(str::to_owned));
        words.push(fact.label);
    }
    words
}

/// Whether any of the work of the last visit is seen.
fn shows_work(card: &Card, screen: &str) -> bool {
    let visit = card.last_visit.as_ref();
    let work = visit.map_or_else(Vec::new, |visit| wording::services(&visit.facts));
    let mut first = work
        .iter()
        .filter_map(|text| text.split_whitespace().next());
    work.is_empty() || first.any(|word| screen.contains(word))
}

/// Of the last visit the day, and the numbers; beside it the mark of the
/// sentence to say.
fn last(card: &Card, words: Wording<'_>) -> String {
    let Some(visit) = &card.last_visit else {
        return "“".to_owned();
    };
    let facts = &visit.facts;
    let said = [
        Some(words.date(facts.day)),
        facts.odometer.map(|km| words.km(km)),
        facts.total.map(|total| words.money(total)),
        Some("“".to_owned()),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Everything that a card may have to show, for every fourth customer.
fn fill_in(store: &mut Store, number: u64) {
    let code = format!("C-{number:05}");
    let found = store.find_once(&code, 1).expect("read");
    let card = store.card(found.hits[0].subject().expect("somebody"));
    let card = card.expect("read");
    let base = card.and_then(|card| card.customer).expect("a customer");
    let mut facts = base.facts.clone();
    "Telepon dulu sebelum menyentuh AC mobil".clone_into(&mut facts.alert);
    "Lebih suka datang pagi, tunggu di lantai dua".clone_into(&mut facts.note);
    facts.birthday = Birthday::new(26, 11, Some(1974));
    for (key, value) in [
        (FIELD_LIKES, "kopi tanpa gula"),
        (FIELD_OIL, "Castrol Magnatec 10W-40"),
        (FIELD_MECHANIC, "Dimaz Balangga"),
    ] {
        facts.fields.insert(key.to_owned(), value.to_owned());
    }
    let change = Change::EditCustomer {
        id: base.id,
        base: Box::new(base.facts),
        facts: Box::new(facts),
    };
    let op = OpId(u128::from(number).to_be_bytes());
    let author = Author {
        staff: None,
        name: "Owner".to_owned(),
        terminal: "elsewhere".to_owned(),
    };
    store.write(&author, op, &change).expect("saved");
}

#[test]
fn nothing_of_it_is_hidden_for_anybody_of_the_sample_in_any_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.db");
    let go_on = |_, _| ControlFlow::Continue(());
    let mut store = Store::create_sample(&path, 7, CUSTOMERS, today(), go_on).expect("the sample");
    for number in (1..=CUSTOMERS).step_by(4) {
        fill_in(&mut store, number);
    }
    let open = |access| {
        let mut store = Store::open(&path, access).expect("the sample opens");
        store.today_is(today());
        store
    };
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
                let words = promised(&card, &stage.context, number % 4 == 1);
                let missing: Vec<_> = words
                    .iter()
                    .filter(|word| !screen.contains(*word))
                    .collect();
                if !missing.is_empty() || !shows_work(&card, &screen) {
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
