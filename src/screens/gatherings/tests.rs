use super::Gatherings;
use crate::domain::{Change, Gathering, GatheringFacts, GatheringId};
use crate::insight::{GatheringResult, GatheringTold, Guests, Stretch};
use crate::protocol::{Answer, Choice, Context, Event, ExportRows, Failure, Go, Slot, Step};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, press};
use crate::text::Lang;

fn told(id: i64, name: &str, on: &str, came: u64, others: u64) -> GatheringTold {
    let side = |people, before, after| Guests {
        people,
        before: Stretch {
            visits: before,
            money: i64::try_from(before).unwrap() * 400_000,
        },
        after: Stretch {
            visits: after,
            money: i64::try_from(after).unwrap() * 450_000,
        },
    };
    GatheringTold {
        gathering: Gathering {
            id: GatheringId(id),
            facts: GatheringFacts {
                name: name.to_owned(),
                day: day(on),
                time: String::new(),
                place: "the workshop".to_owned(),
                note: String::new(),
            },
        },
        result: GatheringResult {
            came: side(came, came, came * 2),
            others: side(others, others, others),
            days_after: 90,
        },
    }
}

fn many() -> Vec<GatheringTold> {
    vec![
        told(3, "Year's end", "2026-12-20", 0, 40),
        told(2, "Kopdar Juni", "2026-06-06", 12, 18),
        told(1, "Ten years of Bengkel Maju", "2025-11-15", 25, 5),
    ]
}

fn opened(all: Vec<GatheringTold>, at: &Context) -> Gatherings {
    let mut screen = Gatherings::new();
    screen.update(Event::Shown, at);
    screen.update(
        Event::Answer(Slot::Gatherings, &Answer::Gatherings(all)),
        at,
    );
    screen
}

#[test]
fn keys_open_begin_edit_and_take_away() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let go = |steps: &[Step]| match steps {
        [Step::Go(go)] => Some(go.clone()),
        _ => None,
    };
    let steps = press(&mut screen, "<Down><Enter>", &at);
    assert_eq!(go(&steps), Some(Go::Guests(GatheringId(2))));
    assert_eq!(
        go(&press(&mut screen, "<F5>", &at)),
        Some(Go::Guests(GatheringId(2)))
    );
    assert_eq!(go(&press(&mut screen, "<Alt+M>", &at)), Some(Go::Campaigns));
    let steps = press(&mut screen, "<Ctrl+N>", &at);
    assert_eq!(go(&steps), Some(Go::GatheringForm(None)));
    let known = Some(Box::new(many()[1].gathering.clone()));
    let steps = press(&mut screen, "<F9>", &at);
    assert_eq!(go(&steps), Some(Go::GatheringForm(known)));
    press(&mut screen, "<Ctrl+D>", &at);
    assert!(
        screen
            .update(Event::Chosen(&Choice::Nth(0)), &at)
            .is_empty()
    );
    press(&mut screen, "<Ctrl+D>", &at);
    let steps = screen.update(Event::Chosen(&Choice::Nth(1)), &at);
    let id = GatheringId(2);
    assert_eq!(change(&steps), Some(Change::RemoveGathering { id }));
}

#[test]
fn the_states_in_their_windows() {
    for (size, name) in [
        ((80, 22), "usual"),
        ((40, 18), "narrow"),
        ((120, 38), "wide"),
    ] {
        let at = context(size);
        let mut screen = opened(many(), &at);
        press(&mut screen, "<Down>", &at);
        insta::assert_snapshot!(name, drawn(&screen, &at));
    }
    let mut at = context((80, 22));
    at.lang = Lang::Id;
    let mut screen = opened(many(), &at);
    press(&mut screen, "<Down>", &at);
    insta::assert_snapshot!("indonesian", drawn(&screen, &at));
    let at = context((80, 22));
    insta::assert_snapshot!("empty", drawn(&opened(Vec::new(), &at), &at));
    let mut screen = Gatherings::new();
    screen.update(Event::Shown, &at);
    screen.update(Event::Slow(Slot::Gatherings), &at);
    insta::assert_snapshot!("loading", drawn(&screen, &at));
    screen.update(Event::Failed(Slot::Gatherings, &Failure::Busy(None)), &at);
    insta::assert_snapshot!("failed", drawn(&screen, &at));
}

#[test]
fn what_is_taken_back_here_is_read_anew_at_once() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let steps = screen.update(Event::Undone, &at);
    assert!(
        matches!(&steps[..], [Step::Read(Slot::Gatherings, _)]),
        "{steps:?}"
    );
}

#[test]
fn the_list_goes_into_a_file_and_says_why() {
    let at = context((80, 22));
    let mut screen = opened(many(), &at);
    let list = screen.list(&at).expect("a list");
    let ExportRows::Here(table) = list.rows else {
        panic!("of the screen");
    };
    assert_eq!(table.rows.len(), many().len());
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
    press(&mut screen, "?", &at);
    let told = drawn(&screen, &at);
    assert!(
        told.contains("The rule") && told.contains("90 days"),
        "{told}"
    );
}
