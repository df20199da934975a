use super::Thanks;
use crate::domain::{Change, CustomerId, Money, Named, Subject, ThanksList, ThanksOwed};
use crate::message::{Given, Placeholder};
use crate::protocol::{Answer, Command, Context, Event, ExportRows, Failure, Go, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press};
use crate::text::{Lang, Say};

fn named(id: i64, name: &str) -> Named {
    Named {
        id: CustomerId(id),
        code: format!("C-{id:05}"),
        name: name.to_owned(),
        honorific: String::new(),
    }
}

fn owed(by: (i64, &str), friend: (i64, &str), on: &str, paid: i64, points: i64) -> ThanksOwed {
    ThanksOwed {
        referrer: named(by.0, by.1),
        friend: named(friend.0, friend.1),
        day: day(on),
        paid: Money(paid),
        points,
    }
}

/// Both whom Ani brought: one message thanks for both.
fn anis_friends() -> Given {
    let friends = ["Mas Tono", "Pak Seno Adiatmaja"].map(|name| Given::Person {
        honorific: String::new(),
        name: name.to_owned(),
    });
    Given::All(friends.into())
}

fn many() -> Vec<ThanksOwed> {
    vec![
        owed(
            (11, "Bu Ani Reksa"),
            (31, "Mas Tono"),
            "2026-11-18",
            650_000,
            50,
        ),
        owed(
            (12, "Pak Budi Santoso"),
            (32, "Bu Wati"),
            "2026-10-02",
            1_250_000,
            0,
        ),
        owed(
            (11, "Bu Ani Reksa"),
            (33, "Pak Seno Adiatmaja"),
            "2026-03-05",
            200_000,
            1,
        ),
    ]
}

fn opened(all: Vec<ThanksOwed>, at: &Context) -> Thanks {
    let mut screen = Thanks::new();
    screen.update(Event::Shown, at);
    let all = ThanksList {
        owed: all,
        left_alone: 2,
    };
    screen.update(Event::Answer(Slot::Thanks, &Answer::Thanks(all)), at);
    screen
}

#[test]
fn keys_open_the_card_begin_the_message_and_write_down_that_thanks_were_said() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let ani = Subject::Customer(CustomerId(11), None);
    let steps = press(&mut screen, "<Enter>", &at);
    assert!(matches!(&steps[..], [Step::Go(Go::Card(of))] if *of == ani));
    let steps = press(&mut screen, "<F5>", &at);
    let [Step::Go(Go::Message(to))] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert_eq!(
        (to.to, to.template.as_deref()),
        (ani, Some("referral_thanks"))
    );
    let given = [
        (Placeholder::Friend, anis_friends()),
        (Placeholder::Points, Given::Count(51)),
    ];
    assert_eq!(to.given, given);
    // The friend finds a row, too.
    let thank = Change::Thank {
        referrer: CustomerId(12),
        friend: CustomerId(32),
        day: day("2026-11-22"),
    };
    assert_eq!(
        change(&press(&mut screen, "wati<Ctrl+D>", &at)),
        Some(thank)
    );
    let called = screen.command_is_called(Command::RemoveRow);
    assert_eq!(
        called.map(|(label, _)| label),
        Some(Say::ReferralThanksDone)
    );
}

#[test]
fn the_states_in_their_windows() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        insta::assert_snapshot!(name, drawn(&opened(many(), &at), &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    insta::assert_snapshot!("indonesian", drawn(&opened(many(), &at), &at));
    let at = context((80, 22));
    insta::assert_snapshot!("one", drawn(&opened(many().split_off(2), &at), &at));
    insta::assert_snapshot!("empty", drawn(&opened(Vec::new(), &at), &at));
    let mut screen = Thanks::new();
    screen.update(Event::Shown, &at);
    screen.update(Event::Slow(Slot::Thanks), &at);
    insta::assert_snapshot!("loading", drawn(&screen, &at));
    screen.update(Event::Failed(Slot::Thanks, &Failure::Busy(None)), &at);
    insta::assert_snapshot!("failed", drawn(&screen, &at));
}

#[test]
fn the_list_goes_into_a_file_and_says_why() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let list = screen.list(&at).expect("a list");
    let ExportRows::Here(table) = list.rows else {
        panic!("of the screen");
    };
    assert_eq!(table.rows.len(), 3);
    let columns = table.columns.len();
    assert!(table.rows.iter().all(|row| row.len() == columns));
    press(&mut screen, "?", &at);
    let told = drawn(&screen, &at);
    assert!(
        told.contains("The rule") && told.contains("Mas Tono"),
        "{told}"
    );
}
