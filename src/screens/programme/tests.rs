use super::Programme;
use super::choice::Choice;
use super::part::{Field, Kind, Part};
use super::row::Row;
use crate::domain::export::Value;
use crate::domain::{Change, Money};
use crate::points::{Moved, Outcome, Rewarded, Rule, RuleError};
use crate::protocol::{
    Answer, Applies, Choice as Chosen, Code, Command, Context, Event, ExportRows, Failure, Go, Key,
    PlayedRules, Query, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, receipt};
use crate::screens::sheet::Wording;
use crate::text::{Lang, Say};

fn shown(context: &Context) -> Programme {
    let mut screen = Programme::new();
    let asked = screen.update(Event::Shown, context);
    assert!(matches!(
        &asked[..],
        [Step::Read(Slot::Rules, Query::Rules(on))] if *on == context.today
    ));
    let answer = Answer::Rules {
        now: Some(Box::default()),
        later: None,
    };
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
        worth: 100,
        in_tier: vec![40, 7, 2, 0],
    }
}

fn moved(now: i64, other: i64) -> Moved {
    let customer = crate::domain::CustomerId(1);
    Moved {
        customer,
        now,
        other,
    }
}

fn played(screen: &mut Programme, context: &Context) {
    let steps = screen.update(Event::Command(Command::Play), context);
    let [Step::Read(Slot::Played, Query::Play { rule, today, years })] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert_eq!((*today, *years), (context.today, screen.years));
    let answer = Answer::Played(Box::new(PlayedRules {
        from: day("2025-11-23"),
        until: day("2026-11-22"),
        now: (Rule::default(), outcome(1)),
        other: ((**rule).clone(), outcome(2)),
        moved: [
            vec![("Budi Santoso".to_owned(), moved(21_000, 42_000))],
            Vec::new(),
        ],
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
    screen.update(Event::Command(Command::Back), &at);
    assert!(screen.typing.is_none());
}

#[test]
fn what_is_tried_out_is_thrown_away_only_when_it_was_asked() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    assert_eq!(screen.update(Event::Command(Command::Quit), &at).len(), 0);
    typed(&mut screen, "5000", &at);
    for (command, to) in [(Command::Back, Go::Back(None)), (Command::Quit, Go::Quit)] {
        let asked = screen.update(Event::Command(command), &at);
        assert!(matches!(&asked[..], [Step::Go(Go::Ask(_))]), "{asked:?}");
        let kept = screen.update(Event::Chosen(&Chosen::Nth(0)), &at);
        assert!(kept.is_empty() && screen.is_other());
        screen.update(Event::Command(command), &at);
        let left = screen.update(Event::Chosen(&Chosen::Nth(1)), &at);
        assert!(matches!(&left[..], [Step::Go(go)] if *go == to), "{left:?}");
    }
    // The same number as today is nothing tried out.
    let mut screen = shown(&at);
    typed(&mut screen, "10.000", &at);
    let steps = screen.update(Event::Command(Command::Back), &at);
    assert!(
        matches!(&steps[..], [Step::Go(Go::Back(None))]),
        "{steps:?}"
    );
}

#[test]
fn figures_of_other_rules_than_those_that_stand_there_say_so() {
    let at = context((100, 30));
    let mut screen = shown(&at);
    typed(&mut screen, "5000", &at);
    played(&mut screen, &at);
    assert!(!drawn(&screen, &at).contains("Tried before"));
    typed(&mut screen, "4000", &at);
    insta::assert_snapshot!("changed_since", drawn(&screen, &at));
    played(&mut screen, &at);
    assert!(!drawn(&screen, &at).contains("Tried before"));
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
    let most = table.rows.last().unwrap();
    assert_eq!(most[0], Value::text("Most more"));
    let numbers = [21_000, 42_000].map(|worth| Value::money(Some(Money(worth))));
    assert_eq!(&most[2..4], &numbers);
    assert_eq!(most[4], Value::text("Budi Santoso"));
    // Figures, months, how many get more and less, and who most.
    assert_eq!(table.rows.len(), 5 + 4 + 2 + 1);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.len() == table.columns.len())
    );
}

/// Puts the pointer on a row and presses Enter.
fn enter(screen: &mut Programme, row: Row, context: &Context) -> Vec<Step> {
    let at = screen.listed().iter().position(|listed| *listed == row);
    screen.rows.select(at.unwrap());
    screen.update(Event::Key(Key::plain(Code::Enter)), context)
}

/// Types into a row instead of what stands there.
fn fill(screen: &mut Programme, row: Row, text: &str, context: &Context) -> Vec<Step> {
    enter(screen, row, context);
    screen.typing.as_mut().unwrap().set(text);
    screen.update(Event::Key(Key::plain(Code::Enter)), context)
}

const fn part(kind: Kind, at: usize) -> Part {
    Part { kind, at }
}

#[test]
fn a_tier_is_added_put_in_its_order_and_taken_away() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    enter(&mut screen, Row::New(Kind::Tier), &at);
    let new = part(Kind::Tier, 4);
    assert_eq!(screen.open, Some(new));
    insta::assert_snapshot!("a_new_tier", drawn(&screen, &at));
    fill(&mut screen, Row::Field(new, Field::Name), "Ruby", &at);
    fill(&mut screen, Row::Field(new, Field::Promise), "Coffee", &at);
    fill(&mut screen, Row::Field(new, Field::Percent), "160 %", &at);
    fill(&mut screen, Row::Field(new, Field::From), "10.000.000", &at);
    // Between Gold and Platinum; what is open is still the same.
    let ruby = part(Kind::Tier, 3);
    assert_eq!(screen.open, Some(ruby));
    let rule = screen.shown().unwrap();
    let tier = &rule.tier[3];
    let told = (&*tier.name, tier.from, tier.percent, &*tier.promise);
    assert_eq!(told, ("Ruby", 10_000_000, 160, "Coffee"));
    assert_eq!(rule.clone().checked(), Ok(rule.clone()));
    // As deep as Gold, or without a name: not kept.
    for (field, text) in [
        (Field::From, "8.000.000"),
        (Field::Name, " "),
        (Field::From, "x"),
    ] {
        let steps = fill(&mut screen, Row::Field(ruby, field), text, &at);
        assert!(matches!(steps[..], [Step::Say(_)]), "{text}");
        screen.update(Event::Command(Command::Back), &at);
        assert_eq!(screen.shown().as_ref(), Some(&rule));
    }
    enter(&mut screen, Row::Remove(ruby), &at);
    assert_eq!(screen.shown().map(|rule| rule.tier.len()), Some(4));
    assert_eq!(screen.open, None);
    // The lowest one goes: the next begins at nothing.
    enter(&mut screen, Row::Part(part(Kind::Tier, 0)), &at);
    enter(&mut screen, Row::Remove(part(Kind::Tier, 0)), &at);
    let rule = screen.shown().unwrap();
    assert_eq!((&*rule.tier[0].name, rule.tier[0].from), ("Silver", 0));
    let steps = screen.update(Event::Command(Command::Save), &at);
    let Some(Change::SetPointsRule { rule: saved, .. }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(Rule::from_json(&saved), Ok(rule));
}

#[test]
fn work_and_days_with_other_points_are_written_down_and_hold_from_a_day_on() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    enter(&mut screen, Row::New(Kind::Category), &at);
    let oil = part(Kind::Category, 0);
    fill(
        &mut screen,
        Row::Field(oil, Field::Words),
        "oli, oil ,",
        &at,
    );
    fill(&mut screen, Row::Field(oil, Field::Percent), "150", &at);
    screen.update(Event::Command(Command::Back), &at);
    enter(&mut screen, Row::New(Kind::Period), &at);
    let days = part(Kind::Period, 0);
    fill(
        &mut screen,
        Row::Field(days, Field::LastDay),
        "24/12/2026",
        &at,
    );
    fill(
        &mut screen,
        Row::Field(days, Field::FirstDay),
        "20/12/2026",
        &at,
    );
    let early = fill(
        &mut screen,
        Row::Field(days, Field::LastDay),
        "1/12/2026",
        &at,
    );
    assert!(matches!(early[..], [Step::Say(_)]));
    screen.update(Event::Command(Command::Back), &at);
    screen.update(Event::Command(Command::Back), &at);
    fill(&mut screen, Row::Excluded, "derek", &at);
    enter(&mut screen, Row::Choice(Choice::ReferralTo), &at);
    fill(&mut screen, Row::Since, "1/12/2026", &at);
    insta::assert_snapshot!("work_and_days", drawn(&screen, &context((80, 40))));
    let steps = screen.update(Event::Command(Command::Save), &at);
    let Some(Change::SetPointsRule { since, rule }) = change(&steps) else {
        panic!("{steps:?}");
    };
    assert_eq!(since, day("2026-12-01"));
    let rule = Rule::from_json(&rule).unwrap();
    assert_eq!(rule.category[0].words, ["oli", "oil"]);
    assert_eq!(rule.category[0].percent, 150);
    let period = &rule.period[0];
    assert_eq!(
        (period.from, period.until),
        (day("2026-12-20"), day("2026-12-24"))
    );
    assert_eq!(rule.exclude, ["derek"]);
    assert_eq!(rule.referral_to, Rewarded::Came);
}

#[test]
fn what_is_changed_for_a_day_to_come_is_changed_in_the_rules_of_that_day() {
    let at = context((80, 40));
    let mut screen = shown(&at);
    fill(&mut screen, Row::Excluded, "derek", &at);
    let steps = fill(&mut screen, Row::Since, "15/12/2026", &at);
    let later = day("2026-12-15");
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::Rules, Query::Rules(on))] if *on == later
    ));
    let answer = Answer::Rules {
        now: Some(Box::new(Rule {
            earn_per: 5_000,
            welcome: 25,
            ..Rule::default()
        })),
        later: Some(day("2026-12-10")),
    };
    screen.update(Event::Answer(Slot::Rules, &answer), &at);
    let steps = screen.update(Event::Command(Command::Save), &at);
    let Some(Change::SetPointsRule { since, rule }) = change(&steps) else {
        panic!("{steps:?}");
    };
    let rule = Rule::from_json(&rule).unwrap();
    assert_eq!((since, rule.earn_per, rule.welcome), (later, 5_000, 25));
    assert_eq!(rule.exclude, ["derek"]);
}

#[test]
fn one_to_five_years_are_played_and_no_more() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    let steps = fill(&mut screen, Row::Years, "6", &at);
    assert!(matches!(steps[..], [Step::Say(_)]));
    screen.update(Event::Command(Command::Back), &at);
    fill(&mut screen, Row::Years, "5", &at);
    played(&mut screen, &at);
}

#[test]
fn rules_of_a_file_are_proposed_completed_and_tried_out() {
    let at = context((80, 22));
    let mut screen = shown(&at);
    let steps = enter(&mut screen, Row::File, &at);
    assert!(
        matches!(&steps[..], [Step::Read(Slot::RulesFiles, Query::RulesFiles(typed))] if typed.is_empty())
    );
    let files = Answer::RulesFiles(vec!["generous.toml".to_owned(), "strict.toml".to_owned()]);
    screen.update(Event::Answer(Slot::RulesFiles, &files), &at);
    screen.update(Event::Key(Key::plain(Code::Char('s'))), &at);
    assert_eq!(screen.offer(), Some("trict.toml"));
    insta::assert_snapshot!("a_file_is_typed", drawn(&screen, &at));
    screen.update(Event::Key(Key::plain(Code::Tab)), &at);
    let steps = screen.update(Event::Key(Key::plain(Code::Enter)), &at);
    assert!(
        matches!(&steps[..], [Step::Read(Slot::RulesFiles, Query::RulesFile(path))] if path == "strict.toml")
    );
    for wrong in [None, Some(Err(RuleError::OutOfRange("worth")))] {
        let answer = Answer::RulesFile(wrong);
        let steps = screen.update(Event::Answer(Slot::RulesFiles, &answer), &at);
        assert!(matches!(steps[..], [Step::Say(_)]));
        assert!(screen.typing.is_some() && screen.other.is_none());
    }
    let strict = Rule {
        worth: 50,
        ..Rule::default()
    };
    let answer = Answer::RulesFile(Some(Ok(Box::new(strict.clone()))));
    screen.update(Event::Answer(Slot::RulesFiles, &answer), &at);
    assert_eq!(
        (screen.other.as_ref(), &screen.typing),
        (Some(&strict), &None)
    );
    assert_eq!(screen.applies(Command::Save), Applies::Yes);
}

#[test]
fn in_a_small_window_figures_curve_and_people_come_one_after_the_other() {
    for (name, size) in [("small", (80, 19)), ("smallest", (40, 15))] {
        let at = context(size);
        let mut screen = shown(&at);
        typed(&mut screen, "5000", &at);
        played(&mut screen, &at);
        let mut all = String::new();
        for _ in 0..3 {
            all.push_str(&drawn(&screen, &at));
            all.push('\n');
            screen.update(Event::Command(Command::NextField), &at);
        }
        insta::assert_snapshot!(name, all);
        screen.update(Event::Command(Command::Back), &at);
        assert!(!screen.covers(&at) && screen.is_other());
    }
}

#[test]
fn where_there_is_no_room_for_a_curve_every_end_of_a_month_is_told() {
    let at = context((40, 18));
    let mut screen = shown(&at);
    typed(&mut screen, "5000", &at);
    played(&mut screen, &at);
    let ends: Vec<_> = (0..24_u64)
        .map(|months| day("2024-12-31") + chrono::Days::new(months * 30))
        .collect();
    let played = screen.played.value.as_mut().expect("it was played");
    for outcome in [&mut played.now.1, &mut played.other.1] {
        outcome.owed_on = ends.iter().map(|day| (*day, 100)).collect();
    }
    let mut all = String::new();
    for _ in 0..5 {
        all.push_str(&drawn(&screen, &at));
        screen.update(Event::Command(Command::NextField), &at);
    }
    let words = Wording::of(&at);
    for day in ends {
        assert!(all.contains(&words.date(day)), "{day}: {all}");
    }
}

#[test]
fn the_curve_is_drawn_in_plain_letters_too() {
    let at = context((80, 19));
    let mut screen = shown(&at);
    played(&mut screen, &at);
    screen.update(Event::Command(Command::NextField), &at);
    let look = crate::look::Look::new(crate::look::Theme::plain(), true);
    let drawn = crate::kit::probe::draw(80, 19, |frame| {
        let area = frame.area();
        let mut canvas = crate::kit::Canvas {
            frame,
            area,
            look: &look,
            lang: Lang::En,
        };
        screen.view(&mut canvas, &at);
    });
    assert!(drawn.is_ascii(), "{drawn}");
    insta::assert_snapshot!("plain", drawn);
}

#[test]
fn rules_that_are_to_come_are_said_above_those_of_today() {
    for (size, lang, said) in [
        ((40, 20), Lang::En, "From 1 Dec other rules are in force."),
        ((80, 24), Lang::Id, "Mulai 1 Des berlaku aturan lain."),
    ] {
        let at = Context {
            lang,
            ..context(size)
        };
        let mut screen = shown(&at);
        assert!(!drawn(&screen, &at).contains(said));
        let answer = Answer::Rules {
            now: Some(Box::default()),
            later: Some(day("2026-12-01")),
        };
        screen.update(Event::Answer(Slot::Rules, &answer), &at);
        let drawn = drawn(&screen, &at);
        assert!(drawn.contains(said), "{drawn}");
    }
}

/// No programme is in force; one may begin on a day to come.
fn none(later: Option<&str>) -> Answer {
    Answer::Rules {
        now: None,
        later: later.map(day),
    }
}

#[test]
fn before_a_programme_begins_it_says_when_and_what_the_book_refuses() {
    let at = context((80, 24));
    let mut screen = Programme::new();
    let answer = none(Some("2026-12-01"));
    screen.update(Event::Answer(Slot::Rules, &answer), &at);
    let drawn = drawn(&screen, &at);
    assert!(drawn.contains("nothing before 1 Dec."), "{drawn}");
    screen.update(Event::Command(Command::Save), &at);
    let refused = Failure::Refused(vec![(
        "since".to_owned(),
        "too_early 2026-12-01".to_owned(),
    )]);
    let steps = screen.update(Event::NotSaved(&refused), &at);
    let [Step::Say(notice)] = &steps[..] else {
        panic!("{steps:?}");
    };
    let says = |text: &str| notice.text.contains(text);
    assert!(says("1 Dec 2026"), "{notice:?}");
    assert!(notice.hint.contains("In force from"), "{notice:?}");
}

#[test]
fn where_no_programme_is_in_force_it_says_so_and_the_key_begins_one() {
    for (name, size, lang) in [
        ("none", (80, 24), Lang::En),
        ("none_smallest", (40, 20), Lang::Id),
    ] {
        let at = Context {
            lang,
            ..context(size)
        };
        let mut screen = Programme::new();
        screen.update(Event::Shown, &at);
        screen.update(Event::Answer(Slot::Rules, &none(None)), &at);
        insta::assert_snapshot!(name, drawn(&screen, &at));
        assert_eq!(screen.applies(Command::Save), Applies::Yes);
        // Nothing was changed here that could be lost.
        assert!(!screen.is_other());
        let steps = screen.update(Event::Command(Command::Save), &at);
        let Some(Change::SetPointsRule { since, rule }) = change(&steps) else {
            panic!("{steps:?}");
        };
        assert_eq!(since, at.today);
        assert_eq!(Rule::from_json(&rule), Ok(Rule::default()));
    }
}

#[test]
fn where_no_programme_is_in_force_the_starting_values_are_not_called_todays() {
    let at = context((100, 30));
    let mut screen = Programme::new();
    screen.update(Event::Answer(Slot::Rules, &none(None)), &at);
    played(&mut screen, &at);
    let drawn = drawn(&screen, &at);
    assert!(drawn.contains("Starting values  Tried out"), "{drawn}");
}
