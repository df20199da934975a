use super::Programme;
use crate::domain::Change;
use crate::points::{Outcome, Rule};
use crate::protocol::{
    Answer, Applies, Code, Command, Context, Event, ExportRows, Key, PlayedRules, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, receipt};
use crate::text::{Lang, Say};

fn shown(context: &Context) -> Programme {
    let mut screen = Programme::new();
    let asked = screen.update(Event::Shown, context);
    assert!(matches!(
        &asked[..],
        [Step::Read(Slot::Rules, Query::Rules)]
    ));
    let answer = Answer::Rules(Some(Box::default()));
    screen.update(Event::Answer(Slot::Rules, &answer), context);
    screen
}

fn outcome(times: i64) -> Outcome {
    let months: [(&str, i64); 4] = [
        ("2026-08-31", 3_000),
        ("2026-09-30", 5_500),
        ("2026-10-31", 7_000),
        ("2026-11-22", 9_500),
    ];
    let months = months.map(|(on, owed)| (day(on), owed * times));
    let customers = (1..=9).map(|n| (crate::domain::CustomerId(n), n * times));
    Outcome {
        money: 980_000_000,
        earned: 12_000 * times,
        redeemed: 2_000,
        lapsed: 500,
        owed: 9_500 * times,
        owed_on: months.into_iter().collect(),
        by_customer: customers.collect(),
        in_tier: vec![40, 7, 2, 0],
    }
}

fn played(screen: &mut Programme, context: &Context) {
    let steps = screen.update(Event::Command(Command::Play), context);
    let [Step::Read(Slot::Played, Query::Play { rule, today })] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert_eq!(*today, context.today);
    let answer = Answer::Played(Box::new(PlayedRules {
        from: day("2025-11-23"),
        until: day("2026-11-22"),
        now: (Rule::default(), outcome(1)),
        other: ((**rule).clone(), outcome(2)),
    }));
    screen.update(Event::Answer(Slot::Played, &answer), context);
}

/// What is typed while a line is open, as the shell passes it on: no key is a command then.
fn typed(screen: &mut Programme, text: &str, context: &Context) -> Vec<Step> {
    let mut steps = Vec::new();
    for key in Key::sequence(text)
        .unwrap()
        .into_iter()
        .chain([Key::plain(Code::Enter)])
    {
        steps.extend(screen.update(Event::Key(key), context));
    }
    steps
}

#[test]
fn usual_and_played() {
    let at = context((100, 30));
    let mut screen = shown(&at);
    insta::assert_snapshot!(drawn(&screen, &at));
    typed(&mut screen, "5000", &at);
    played(&mut screen, &at);
    insta::assert_snapshot!(drawn(&screen, &at));
}

#[test]
fn narrow_and_in_indonesian() {
    let at = Context {
        lang: Lang::Id,
        ..context((40, 22))
    };
    insta::assert_snapshot!(drawn(&shown(&at), &at));
}

#[test]
fn a_number_that_is_typed_is_tried_out_and_saved_only_with_the_key() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    assert_eq!(
        screen.applies(Command::Save),
        Applies::Blocked(Say::ProgrammeSame)
    );
    typed(&mut screen, "5.000", &at);
    assert_eq!(screen.shown().map(|rule| rule.earn_per), Some(5_000));
    assert_eq!(screen.now().map(|rule| rule.earn_per), Some(10_000));
    let steps = screen.update(Event::Command(Command::Save), &at);
    let Some(Change::SetPointsRule { since, rule }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(since, at.today);
    let set = Rule::from_json(&rule).map(|rule| rule.earn_per);
    assert_eq!(set, Ok(5_000));
    screen.update(Event::Saved(&receipt()), &at);
    assert!(!screen.is_other());
}

#[test]
fn a_number_out_of_its_range_stays_typed_and_changes_nothing() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    let steps = typed(&mut screen, "0", &at);
    assert!(matches!(steps.last(), Some(Step::Say(_))), "{steps:?}");
    assert!(screen.typing.is_some() && screen.other.is_none());
    // Esc takes what is typed away, then what is tried out, then the screen.
    screen.update(Event::Command(Command::Back), &at);
    typed(&mut screen, "5000", &at);
    let steps = screen.update(Event::Command(Command::Back), &at);
    assert!(steps.is_empty() && screen.other.is_none());
    let steps = screen.update(Event::Command(Command::Back), &at);
    assert!(matches!(&steps[..], [Step::Go(_)]));
}

#[test]
fn what_was_played_goes_into_a_file_with_the_curve_month_by_month() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    assert_eq!(
        screen.applies(Command::ExportList),
        Applies::Blocked(Say::ProgrammeNotPlayed)
    );
    played(&mut screen, &at);
    let list = screen.list(&at).unwrap();
    let ExportRows::Here(table) = list.rows else {
        panic!("here");
    };
    assert_eq!(table.rows.len(), 5 + 4);
}
