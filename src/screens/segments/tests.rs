use super::Segments;
use super::model::{Held, Row};
use crate::domain::export::ExportKind;
use crate::domain::filter::{Filter, Shipped, Silence};
use crate::domain::{Change, CustomerId, Segment, SegmentHeld, SegmentId, SegmentKept};
use crate::protocol::{
    Answer, Applies, Begin, Choice, Code, Command, Context, Event, ExportRows, Go, Key, Keymap,
    Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, drawn, press, receipt};
use crate::text::{Lang, Say};

fn kept(id: i64, name: &str, filter: &str) -> Segment {
    Segment {
        id: SegmentId(id),
        kept: SegmentKept {
            name: name.to_owned(),
            filter: filter.to_owned(),
        },
        filter: Filter::from_json(filter),
    }
}

fn some() -> Vec<(Segment, Option<u64>)> {
    let once = Shipped::OneVisitOnly.filter().to_json();
    let newer = r#"{"join":"all","conditions":[{"field":"luck","test":"known"}]}"#;
    vec![
        (kept(1, "Later", newer), None),
        (kept(2, "One visit only", &once), Some(1_087)),
        (
            kept(3, "Regulars of Bogor and everywhere around it", &once),
            Some(3),
        ),
    ]
}

fn screen(segments: Vec<(Segment, Option<u64>)>, context: &Context) -> Segments {
    let mut screen = Segments::new();
    let steps = screen.update(Event::Shown, context);
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::Segments, Query::Segments(_))]
    ));
    screen.update(
        Event::Answer(
            Slot::Segments,
            &Answer::Segments(segments, Silence::default()),
        ),
        context,
    );
    screen
}

fn begun(steps: &[Step]) -> Begin {
    match steps {
        [Step::Go(Go::Filter(begin))] => (**begin).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn enter_opens_a_new_one_a_kept_one_or_one_that_is_offered() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let first = begun(&press(&mut screen, "<Enter>", &context));
    assert!(matches!(first, Begin::Kept(segment) if segment.id == SegmentId(1)));
    assert_eq!(
        begun(&press(&mut screen, "<Up><Enter>", &context)),
        Begin::Nothing
    );
    let last = begun(&press(&mut screen, "<Ctrl+End><Enter>", &context));
    assert_eq!(last, Begin::Shipped(Shipped::WantsOffers));
}

#[test]
fn that_a_segment_is_offered_is_never_cut() {
    for lang in Lang::ALL {
        let context = Context {
            lang,
            ..context((40, 20))
        };
        let shown = drawn(&screen(Vec::new(), &context), &context);
        let offered = format!(" {} … │", Say::FilterOffered.in_(lang));
        assert_eq!(
            shown.matches(&offered).count(),
            Shipped::ALL.len(),
            "{shown}"
        );
    }
}

#[test]
fn enter_is_said_to_open_the_segment() {
    let context = context((80, 22));
    let screen = screen(some(), &context);
    let enter = Keymap::default().command(screen.scope(), Key::plain(Code::Enter));
    assert_eq!(enter, Some(Command::OpenRow));
    assert_eq!(screen.applies(Command::OpenRow), Applies::Yes);
    assert_eq!(screen.applies(Command::OpenCard), Applies::No);
}

#[test]
fn what_is_kept_under_its_name_is_offered_no_more() {
    let context = context((80, 22));
    let shown = drawn(&screen(some(), &context), &context);
    assert_eq!(shown.matches("One visit only").count(), 1);
    assert_eq!(shown.matches("offered").count(), Shipped::ALL.len() - 1);
}

#[test]
fn a_kept_one_is_taken_away_after_a_question_and_the_place_is_kept() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>", &context);
    let asked = press(&mut screen, "<Ctrl+D>", &context);
    assert!(matches!(&asked[..], [Step::Go(Go::Ask(_))]));
    assert!(
        screen
            .update(Event::Chosen(&Choice::Nth(0)), &context)
            .is_empty()
    );
    press(&mut screen, "<Ctrl+D>", &context);
    let steps = screen.update(Event::Chosen(&Choice::Nth(1)), &context);
    let Some(Change::RemoveSegment { id, base }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!((id, *base), (SegmentId(2), some()[1].0.kept.clone()));
    screen.update(Event::Saved(&receipt()), &context);
    let rest = vec![some()[0].clone(), some()[2].clone()];
    screen.update(
        Event::Answer(Slot::Segments, &Answer::Segments(rest, Silence::default())),
        &context,
    );
    assert_eq!(screen.list.selected(), Some(2));
    press(&mut screen, "<Ctrl+Home>", &context);
    let blocked = screen.applies(Command::RemoveRow);
    assert!(matches!(blocked, Applies::Blocked(_)));
}

#[test]
fn the_list_goes_into_a_file_where_there_is_something_in_it() {
    let context = context((80, 22));
    let list = screen(some(), &context).list(&context).expect("a list");
    assert_eq!((list.what, list.name.as_str()), ("segments", "segments"));
    assert!(matches!(
        list.rows,
        ExportRows::Book(ExportKind::Segments, _)
    ));
    let can = |screen: &Segments| screen.applies(Command::ExportList);
    assert!(matches!(can(&screen(some(), &context)), Applies::Yes));
    assert!(matches!(
        can(&screen(Vec::new(), &context)),
        Applies::Blocked(_)
    ));
}

#[test]
fn how_it_looks() {
    for (name, size, lang) in [
        ("narrow", (40, 18), Lang::En),
        ("usual", (80, 22), Lang::En),
        ("wide", (120, 38), Lang::Id),
    ] {
        let context = Context {
            lang,
            ..context(size)
        };
        insta::assert_snapshot!(name, drawn(&screen(some(), &context), &context));
    }
    let context = context((80, 22));
    insta::assert_snapshot!("none_yet", drawn(&screen(Vec::new(), &context), &context));
    let mut loading = Segments::new();
    loading.update(Event::Shown, &context);
    loading.update(Event::Slow(Slot::Segments), &context);
    insta::assert_snapshot!("loading", drawn(&loading, &context));
}

#[test]
fn why_tells_what_the_chosen_one_asks_and_how_many_it_holds() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>?", &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("Why? One visit only"), "{shown}");
    assert!(shown.contains("Visits: exactly 1"), "{shown}");
    assert!(shown.contains("1,087 customers"), "{shown}");
    assert!(press(&mut screen, "<Esc>", &context).is_empty());
    assert!(!drawn(&screen, &context).contains("Why?"));
}

#[test]
fn those_that_are_offered_are_counted_one_after_the_other_once_the_list_stands() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    // One visit only is kept already.
    let all = Shipped::ALL.len() - 1;
    let rows: Vec<Row<'_>> = screen.rows().collect();
    let offered = |row: &Row<'_>| matches!(row, Row::Offered(_, Held::Waiting));
    assert_eq!(rows.iter().filter(|row| offered(row)).count(), all);
    let mut asked = 1;
    for at in 0..all {
        let held = SegmentHeld {
            customers: (0..).take(at).map(CustomerId).collect(),
            ..SegmentHeld::default()
        };
        let answer = Answer::Meant(Box::new(held));
        let steps = screen.update(Event::Answer(Slot::Meant, &answer), &context);
        asked += steps.len();
    }
    assert_eq!(asked, all, "each is asked once");
    let last = Row::Offered(Shipped::WantsOffers, Held::Count(all as u64 - 1));
    assert_eq!(screen.rows().last(), Some(last));
    // Another book, another count.
    let answer = Answer::Segments(some(), Silence::default());
    let steps = screen.update(Event::Answer(Slot::Segments, &answer), &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    assert!(screen.rows().any(|row| offered(&row)));
}

#[test]
fn the_list_goes_into_a_file_with_two_keys_and_is_read_anew_after_an_undo() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let keys = Keymap::default();
    let export = keys.command(screen.scope(), Key::ctrl('e'));
    assert_eq!(export, Some(Command::ExportList));
    assert_eq!(screen.applies(Command::ExportList), Applies::Yes);
    assert!(screen.list(&context).is_some());
    let steps = screen.update(Event::Undone, &context);
    assert!(
        matches!(&steps[..], [Step::Read(Slot::Segments, _)]),
        "{steps:?}"
    );
}

#[test]
fn letters_find_a_segment_in_either_language_a_key_sorts_and_the_file_has_what_is_shown() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Ctrl+O>", &context);
    let first = screen.rows().nth(1);
    assert!(
        matches!(first, Some(Row::Kept(_, Some(1_087)))),
        "{first:?}"
    );
    press(&mut screen, "bogor", &context);
    assert_eq!(screen.rows().count(), 1);
    let ExportRows::Here(table) = screen.list(&context).expect("a list").rows else {
        panic!("of the screen");
    };
    assert_eq!(
        (table.rows.len(), table.rows[0].len()),
        (1, table.columns.len())
    );
    press(&mut screen, "<Esc>menerima penawaran", &context);
    let offered = screen.rows().next();
    assert!(matches!(
        offered,
        Some(Row::Offered(Shipped::WantsOffers, _))
    ));
}
