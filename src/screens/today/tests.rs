use super::TodayList;
use super::rows::Row;
use crate::calendar::{
    Away, Calendar, FeastRow, Greets, Mistake, Person, Problem, Reason, Today, Why,
};
use crate::domain::filter::Silence;
use crate::domain::trade::Word;
use crate::domain::{
    Change, CustomerId, Greeting, Introduced, Mark, Named, NearBirthday, OccasionKind, Subject,
};
use crate::protocol::{
    Answer, Applies, Code, Command, Context, Event, ExportRows, Failure, Go, Key, Keymap, Query,
    Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::samples::{change, context, day, drawn, holds, press, receipt, segment};
use crate::text::{Lang, Say};

fn who(id: i64, honorific: &str, name: &str) -> Introduced {
    Introduced {
        id: CustomerId(id),
        code: format!("C-{id:05}"),
        honorific: honorific.to_owned(),
        name: name.to_owned(),
        is_company: false,
        plate: "B 1234 XYZ".to_owned(),
        phone: "0812-3456-7890".to_owned(),
        no_contact: false,
        alert: String::new(),
    }
}

fn reason(why: Why, agreed: Option<bool>) -> Reason {
    Reason { why, agreed }
}

fn birthday(on: &str, age: Option<i32>) -> Why {
    Why::Birthday(NearBirthday { day: day(on), age })
}

fn away(last: &str) -> Why {
    Why::WinBack {
        away: Away::Asleep,
        last: day(last),
        usual: Some(91),
        visits: 12,
        money: 7_800_000,
    }
}

fn thanks() -> Why {
    Why::Thanks {
        friend: Named {
            id: CustomerId(7),
            code: "C-00007".to_owned(),
            name: "Bu Sari Dewi".to_owned(),
            honorific: "Bu".to_owned(),
        },
        day: day("2026-11-15"),
        points: 50,
    }
}

fn points() -> Why {
    Why::Points {
        points: 1_240,
        worth: 124_000,
        day: day("2026-12-10"),
    }
}

fn natal() -> FeastRow {
    FeastRow {
        key: "natal".to_owned(),
        name: Word {
            en: "Christmas (Natal)".to_owned(),
            id: "Natal".to_owned(),
        },
        day: day("2026-12-25"),
        until: day("2026-12-25"),
        expected: false,
        greets: Greets::Chosen(Greeting::Natal),
        greeting: (day("2026-12-24"), day("2026-12-28")),
        customers: 12,
        not_asked: 0,
        done: 0,
    }
}

fn some() -> Today {
    let budi = Person {
        who: Introduced {
            alert: "call before touching the AC".to_owned(),
            ..who(42, "Pak", "Budi Santoso")
        },
        reasons: vec![
            reason(birthday("2026-11-22", Some(52)), None),
            reason(points(), Some(true)),
            reason(away("2026-02-12"), None),
        ],
    };
    let sari = Person {
        who: Introduced {
            phone: String::new(),
            ..who(7, "Bu", "Sari Dewi Kusumawardhani Prameswari")
        },
        reasons: vec![reason(birthday("2026-11-26", None), Some(true))],
    };
    let joko = Person {
        who: who(9, "", "Joko"),
        reasons: vec![reason(away("2025-12-01"), Some(true))],
    };
    Today {
        feasts: vec![natal()],
        people: vec![budi, sari, joko],
        ..nothing()
    }
}

fn nothing() -> Today {
    Today {
        day: day("2026-11-22"),
        ahead: 7,
        feasts: Vec::new(),
        people: Vec::new(),
        more: false,
        over: Vec::new(),
        place: "/home/rina/.config/kenal/holidays.toml".to_owned(),
        mistakes: Vec::new(),
    }
}

fn screen(today: Today, context: &Context) -> TodayList {
    let mut screen = TodayList::new();
    let steps = screen.update(Event::Shown, context);
    assert!(matches!(
        &steps[..],
        [Step::Read(Slot::Today, Query::Today { ahead: 7, .. })]
    ));
    answer(&mut screen, today, context);
    screen
}

fn answer(screen: &mut TodayList, today: Today, context: &Context) {
    let answer = Answer::Today(Box::new(today));
    screen.update(Event::Answer(Slot::Today, &answer), context);
}

/// The customers who are shown, in their order.
fn people(screen: &TodayList) -> Vec<i64> {
    let rows = screen.list.rows().filter_map(|row| match row {
        Row::Person(person) => Some(person.who.id.0),
        Row::Notes | Row::Feast(_) => None,
    });
    rows.collect()
}

/// What is said below.
fn said(steps: &[Step]) -> &str {
    let said = steps.iter().find_map(|step| match step {
        Step::Say(notice) => Some(notice.text.as_str()),
        _ => None,
    });
    said.unwrap_or_default()
}

/// Whose occasions were marked, which, and how.
fn marked(steps: &[Step]) -> (Option<i64>, Vec<String>, Mark) {
    match change(steps) {
        Some(Change::MarkOccasions {
            customer,
            occasions,
            mark,
        }) => {
            let told = occasions.iter();
            let told = told.map(|one| format!("{} {}", one.kind.key(), one.refers));
            (customer.map(|id| id.0), told.collect(), mark)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_key_marks_all_reasons_of_a_customer_and_they_go_at_once() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let steps = press(&mut screen, "<Down>d", &context);
    assert_eq!(
        marked(&steps),
        (
            Some(42),
            vec![
                "birthday 2026".to_owned(),
                "points 2026-12".to_owned(),
                "win_back 2026-02-12".to_owned()
            ],
            Mark::Done
        )
    );
    assert!(matches!(screen.applies(Command::Done), Applies::Blocked(_)));
    let steps = screen.update(Event::Saved(&receipt()), &context);
    let said = steps.iter().find_map(|step| match step {
        Step::Say(notice) => Some(notice.text.as_str()),
        _ => None,
    });
    assert_eq!(said, Some("Done: Pak Budi Santoso. Ctrl+Z takes it back."));
    assert!(!drawn(&screen, &context).contains("Budi"));
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(7)));
}

#[test]
fn tab_picks_one_reason_and_the_key_means_only_that() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let steps = press(&mut screen, "<Down><Tab><Tab>s", &context);
    let until = Mark::Until(day("2026-11-25"));
    let one = vec!["points 2026-12".to_owned()];
    assert_eq!(marked(&steps), (Some(42), one, until));
    screen.update(Event::Saved(&receipt()), &context);
    assert_eq!(screen.person().map(|one| one.reasons.len()), Some(2));
    let steps = press(&mut screen, "<Shift+Tab>d", &context);
    let first = vec!["birthday 2026".to_owned()];
    assert_eq!(marked(&steps).1, first);
}

/// Enter while something is typed: no command then, as the shell asks before.
fn enter(screen: &mut TodayList, context: &Context) -> Vec<Step> {
    assert_eq!(screen.applies(Command::OpenCard), Applies::No);
    screen.update(Event::Key(Key::plain(Code::Enter)), context)
}

#[test]
fn how_long_it_is_put_off_is_typed() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    assert!(press(&mut screen, "<Down><Down><Down>+14", &context).is_empty());
    assert!(drawn(&screen, &context).contains("Put off until (+3, or a day): +14"));
    let steps = enter(&mut screen, &context);
    assert_eq!(marked(&steps).2, Mark::Until(day("2026-12-06")));
    screen.update(Event::NotSaved(&Failure::Busy(None)), &context);
    press(&mut screen, "+", &context);
    press(&mut screen, "<Backspace>0", &context);
    let said = enter(&mut screen, &context);
    assert!(matches!(&said[..], [Step::Say(_)]), "{said:?}");
    assert!(screen.typing.is_some(), "it may be typed again");
    press(&mut screen, "<Esc>", &context);
    assert!(screen.typing.is_none());
}

#[test]
fn nothing_is_put_off_past_the_day_on_which_it_could_still_come_back() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>+14", &context);
    let steps = enter(&mut screen, &context);
    let offered = "After 25 Nov it would not come back. Enter: until then.";
    assert_eq!((said(&steps), change(&steps)), (offered, None));
    let steps = enter(&mut screen, &context);
    assert_eq!(marked(&steps).2, Mark::Until(day("2026-11-25")));
    let steps = screen.update(Event::Saved(&receipt()), &context);
    let last = "Pak Budi Santoso comes back on 25 Nov, the last day for it. Ctrl+Z takes it back.";
    assert_eq!(said(&steps), last);
}

#[test]
fn a_missed_birthday_is_put_off_to_its_last_day_and_on_that_day_not_at_all() {
    let context = context((80, 22));
    let missed = |on: &str| {
        let mut today = some();
        today.people[1].reasons = vec![reason(birthday(on, None), Some(true))];
        let mut screen = screen(today, &context);
        press(&mut screen, "<Down><Down>", &context);
        screen
    };
    let steps = press(&mut missed("2026-11-20"), "s", &context);
    assert_eq!(marked(&steps).2, Mark::Until(day("2026-11-23")));
    for keys in ["s", "+"] {
        let mut screen = missed("2026-11-19");
        let steps = press(&mut screen, keys, &context);
        let refused = "Today is the last day for it: d when it is done.";
        assert_eq!((said(&steps), change(&steps)), (refused, None), "{keys}");
        assert!(screen.typing.is_none());
    }
}

#[test]
fn an_empty_prompt_stays_and_letters_type_into_it() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>+<Backspace><Backspace>", &context);
    for letter in "senin, dyn".chars() {
        let command = Keymap::default().command(Scope::Today, Key::char(letter));
        let means = command.map_or(Applies::No, |command| screen.applies(command));
        assert_eq!(means, Applies::No, "{letter}");
        let steps = screen.update(Event::Key(Key::char(letter)), &context);
        assert!(steps.is_empty(), "{steps:?}");
    }
    let typed = screen.typing.as_ref().map(crate::kit::Line::value);
    assert_eq!(typed, Some("senin, dyn"));
}

#[test]
fn a_feast_is_done_for_the_whole_shop() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let steps = press(&mut screen, "d", &context);
    let natal = vec!["feast natal 2026-12-25".to_owned()];
    assert_eq!(marked(&steps), (None, natal, Mark::Done));
    screen.update(Event::Saved(&receipt()), &context);
    assert!(!drawn(&screen, &context).contains("Christmas"));
}

#[test]
fn what_nobody_has_asked_is_asked_with_one_key() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let asked = |steps: &[Step]| match change(steps) {
        Some(Change::SetConsent { purpose, yes, .. }) => Some((purpose, yes)),
        _ => None,
    };
    let steps = press(&mut screen, "<Down>y", &context);
    assert_eq!(asked(&steps), Some(("birthday".to_owned(), true)));
    // While it is written, and once it is, no letter writes it again.
    for command in [Command::AgreeYes, Command::AgreeNo, Command::Done] {
        assert!(matches!(screen.applies(command), Applies::Blocked(_)));
    }
    let said = |screen: &mut TodayList| {
        let steps = screen.update(Event::Saved(&receipt()), &context);
        steps.into_iter().find_map(|step| match step {
            Step::Say(notice) => Some(notice.text),
            _ => None,
        })
    };
    let yes = "Written down: Pak Budi Santoso agrees to birthday greetings. Ctrl+Z takes it back.";
    assert_eq!(said(&mut screen).as_deref(), Some(yes));
    press(&mut screen, "<Tab>", &context);
    assert_eq!(screen.applies(Command::AgreeNo), Applies::No);
    press(&mut screen, "<Shift+Tab>", &context);
    let steps = press(&mut screen, "<Tab><Tab><Tab>x", &context);
    assert_eq!(asked(&steps), Some(("promotions".to_owned(), false)));
    let no = "Written down: Pak Budi Santoso wants no promotions. Ctrl+Z takes it back.";
    assert_eq!(said(&mut screen).as_deref(), Some(no));
    // Sari has agreed already.
    assert_eq!(asked(&press(&mut screen, "<Down>y", &context)), None);
}

#[test]
fn after_a_no_the_next_row_is_chosen_wherever_the_rest_of_the_answered_one_goes() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>x", &context);
    screen.update(Event::Saved(&receipt()), &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(42)));
    let mut later = some();
    let mut budi = later.people.remove(0);
    budi.reasons.remove(0);
    later.people.push(budi);
    answer(&mut screen, later, &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(7)));
    assert!(!screen.list.has_gone());
}

#[test]
fn enter_opens_the_card_and_of_a_feast_the_list_of_those_it_greets() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    for key in ["<Enter>", "<F5>"] {
        match &press(&mut screen, key, &context)[..] {
            [Step::Go(Go::Feast(feast))] => assert_eq!(feast, "natal"),
            other => panic!("{key}: {other:?}"),
        }
    }
    let steps = press(&mut screen, "<Down><Enter>", &context);
    let budi = Subject::Customer(CustomerId(42), None);
    assert!(
        matches!(&steps[..], [Step::Go(Go::Card(subject))] if *subject == budi),
        "{steps:?}"
    );
    press(&mut screen, "<Down>", &context);
    let no_phone = screen.applies(Command::CopyPhone);
    assert!(matches!(no_phone, Applies::Blocked(_)));
}

#[test]
fn a_day_at_which_nobody_is_greeted_leads_nowhere_and_says_why() {
    let mut context = context((80, 22));
    let mut today = some();
    today.feasts[0].greets = Greets::Nobody;
    let mut screen = screen(today, &context);
    for command in [Command::OpenCard, Command::Message] {
        let blocked = Applies::Blocked(Say::TodayNobodyGreeted);
        assert_eq!(screen.applies(command), blocked, "{command:?}");
    }
    let shown = drawn(&screen, &context);
    assert!(
        shown.contains("[natal]") && shown.contains("d takes it off"),
        "{shown}"
    );
    assert!(!shown.contains("when everybody"), "{shown}");
    context.size = (40, 18);
    assert!(drawn(&screen, &context).contains("Nobody is written to"));
    press(&mut screen, "?", &context);
    assert!(!drawn(&screen, &context).contains("A greeting fits"));
}

#[test]
fn of_a_stretch_one_sentence_says_which_days_it_is_and_when_it_may_be_offered() {
    let context = context((80, 22));
    let mut today = some();
    let check = &mut today.feasts[0];
    check.greets = Greets::Vehicles;
    (check.day, check.until) = (day("2027-02-17"), day("2027-03-03"));
    check.greeting = (day("2027-02-10"), day("2027-03-03"));
    let mut screen = screen(today, &context);
    press(&mut screen, "?", &context);
    let shown = drawn(&screen, &context);
    let said = [
        "The check is for 17 Feb 2027 to 3 Mar 2027; it can be offered from 10",
        "Feb 2027 on, until 3 Mar 2027.",
    ];
    assert!(said.iter().all(|line| shown.contains(line)), "{shown}");
}

#[test]
fn a_message_begins_with_the_text_that_fits_the_reason() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    for (keys, template) in [("<Down><F5>", "birthday"), ("<Tab><Tab><F5>", "points")] {
        let steps = press(&mut screen, keys, &context);
        let [Step::Go(Go::Message(begin))] = &steps[..] else {
            panic!("{steps:?}");
        };
        assert_eq!(begin.template.as_deref(), Some(template));
        assert_eq!(begin.to, Subject::Customer(CustomerId(42), None));
    }
}

#[test]
fn thanks_know_for_whom_they_are() {
    let context = context((80, 22));
    let mut today = some();
    today.feasts.clear();
    today.people[0].reasons = vec![reason(thanks(), Some(true))];
    let mut screen = screen(today, &context);
    let steps = press(&mut screen, "<F5>", &context);
    let [Step::Go(Go::Message(begin))] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert_eq!(begin.template.as_deref(), Some("referral_thanks"));
    assert_eq!(begin.given[0].1.told(Lang::Id), "Bu Sari Dewi");
    assert_eq!(begin.given[0].1.told(Lang::En), "Sari Dewi");
    assert_eq!(begin.about, None);
    let steps = press(&mut screen, "d", &context);
    assert_eq!(marked(&steps).1, ["thanks C-00007"]);
    assert!(change(&press(&mut screen, "y", &context)).is_none());
}

#[test]
fn the_chosen_customer_stays_chosen_when_the_list_comes_anew() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down><Down>", &context);
    let mut later = some();
    later.feasts.clear();
    later.people.remove(0);
    let steps = screen.update(Event::Stale, &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Today, _)]));
    answer(&mut screen, later, &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(7)));
}

#[test]
fn a_key_that_was_meant_for_a_row_that_somebody_else_took_away_does_nothing() {
    let context = context((80, 22));
    for key in ["d", "s", "y", "+", "<F5>", "<Enter>", "<Ctrl+C>"] {
        let mut screen = screen(some(), &context);
        press(&mut screen, "<Down>", &context);
        let mut later = some();
        later.people.remove(0);
        screen.update(Event::Stale, &context);
        answer(&mut screen, later, &context);
        let steps = press(&mut screen, key, &context);
        let told = said(&steps);
        assert!(
            told.starts_with("Pak Budi Santoso is no longer"),
            "{key}: {steps:?}"
        );
        assert!(screen.typing.is_none() && steps.len() == 1, "{steps:?}");
        assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(7)));
        // Said once; the next key means who stands there now.
        assert_eq!(marked(&press(&mut screen, "d", &context)).0, Some(7));
    }
}

#[test]
fn who_moves_has_seen_who_stands_there_and_what_is_typed_for_a_row_that_went_is_for_nobody() {
    let context = context((80, 22));
    let mut without = some();
    without.people.remove(0);
    for keys in ["<Down>", "/bu", "<Ctrl+O>"] {
        let mut screen = screen(some(), &context);
        press(&mut screen, "<Down>", &context);
        answer(&mut screen, without.clone(), &context);
        press(&mut screen, keys, &context);
        screen.list.of.finding = false;
        assert!(
            change(&press(&mut screen, "d", &context)).is_some(),
            "{keys}"
        );
    }
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>+14", &context);
    answer(&mut screen, without, &context);
    let steps = enter(&mut screen, &context);
    assert!(
        said(&steps).starts_with("Pak Budi Santoso is no longer"),
        "{steps:?}"
    );
    assert!(screen.typing.is_none() && change(&steps).is_none());
}

#[test]
fn a_reason_that_was_picked_and_went_elsewhere_is_not_taken_for_another_one() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down><Tab>", &context);
    let mut later = some();
    later.people[0].reasons.remove(0);
    answer(&mut screen, later.clone(), &context);
    let steps = press(&mut screen, "d", &context);
    assert!(
        said(&steps).starts_with("Birthday today (52) is no longer"),
        "{steps:?}"
    );
    // The one that is picked stays picked wherever it stands.
    press(&mut screen, "<Tab><Tab>", &context);
    later.people[0].reasons.rotate_left(1);
    answer(&mut screen, later, &context);
    assert_eq!(
        marked(&press(&mut screen, "d", &context)).1,
        ["win_back 2026-02-12"]
    );
}

#[test]
fn what_was_done_here_takes_nobody_by_surprise_and_the_next_one_may_be_taken_elsewhere() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>d", &context);
    // The book has changed before it is told that it is written.
    let mut later = some();
    later.people.remove(0);
    screen.update(Event::Stale, &context);
    answer(&mut screen, later.clone(), &context);
    screen.update(Event::Saved(&receipt()), &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(7)));
    later.people.remove(0);
    answer(&mut screen, later, &context);
    let steps = press(&mut screen, "d", &context);
    assert!(said(&steps).contains("Sari Dewi"), "{steps:?}");
}

#[test]
fn whoever_works_through_the_list_stays_at_its_place() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    // One of three reasons is done: with the others Budi stands at the end of the next list.
    press(&mut screen, "<Down><Tab>d", &context);
    screen.update(Event::Saved(&receipt()), &context);
    let mut later = some();
    later.people[0].reasons.remove(0);
    later.people.rotate_left(1);
    answer(&mut screen, later.clone(), &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(7)));
    // A message likewise.
    press(&mut screen, "<F5>", &context);
    later.people.swap(0, 1);
    answer(&mut screen, later.clone(), &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(9)));
    // What others do moves nobody away from whom they chose.
    later.people.swap(0, 1);
    answer(&mut screen, later, &context);
    assert_eq!(screen.person().map(|one| one.who.id), Some(CustomerId(9)));
}

#[test]
fn a_list_that_takes_long_is_read_anew_only_when_something_is_done_here() {
    let context = context((80, 22));
    let mut screen = TodayList::new();
    screen.update(Event::Shown, &context);
    screen.update(Event::Slow(Slot::Today), &context);
    answer(&mut screen, some(), &context);
    assert!(screen.update(Event::Stale, &context).is_empty());
    let steps = press(&mut screen, "<Down>", &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Today, _)]));
    assert!(press(&mut screen, "<Down>", &context).is_empty());
}

#[test]
fn a_terminal_without_colour_and_unicode_shows_the_same() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down><Tab>", &context);
    let look = crate::look::Look::new(crate::look::Theme::plain(), true);
    let drawn = crate::kit::probe::draw(80, 22, |frame| {
        let area = frame.area();
        let mut canvas = crate::kit::Canvas {
            frame,
            area,
            look: &look,
            lang: Lang::En,
        };
        screen.view(&mut canvas, &context);
    });
    // The shell has a sign of its own for the dot between words.
    assert!(drawn.replace('·', "-").is_ascii(), "{drawn}");
    insta::assert_snapshot!("ascii", drawn);
}

#[test]
fn the_list_goes_into_a_file_with_a_row_for_every_reason() {
    let context = context((80, 22));
    let list = screen(some(), &context).list(&context).expect("a list");
    let ExportRows::Here(table) = list.rows else {
        panic!("{:?}", list.rows)
    };
    assert_eq!((list.what, table.rows.len()), ("today", 6));
    let none = screen(nothing(), &context).applies(Command::ExportList);
    assert!(matches!(none, Applies::Blocked(_)));
}

#[test]
fn why_tells_the_rule_and_what_is_known() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Ctrl+End>?", &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("Why? Joko"), "{shown}");
    assert!(shown.contains("Usually comes every 3 months"), "{shown}");
    assert!(press(&mut screen, "<Esc>", &context).is_empty());
    assert!(!drawn(&screen, &context).contains("Why?"));
}

#[test]
fn mistakes_in_the_file_of_feasts_stand_above_all() {
    let context = context((80, 22));
    let today = Today {
        mistakes: vec![Mistake {
            line: Some(2),
            problem: Problem::NoDay("2027-02-30".to_owned()),
        }],
        over: Calendar::shipped().runs_out(day("2031-06-01")),
        ..some()
    };
    insta::assert_snapshot!("notes", drawn(&screen(today, &context), &context));
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
        let mut screen = screen(some(), &context);
        press(&mut screen, "<Down><Tab>", &context);
        insta::assert_snapshot!(name, drawn(&screen, &context));
    }
    let context = context((80, 22));
    insta::assert_snapshot!("nothing", drawn(&screen(nothing(), &context), &context));
    let mut loading = TodayList::new();
    loading.update(Event::Shown, &context);
    loading.update(Event::Slow(Slot::Today), &context);
    loading.update(Event::Come(Slot::Today, 42), &context);
    assert!(drawn(&loading, &context).contains("counting… 42 %"));
    loading.update(Event::Failed(Slot::Today, &Failure::Busy(None)), &context);
    assert!(drawn(&loading, &context).contains("Another terminal is writing"));
}

#[test]
fn where_rows_are_few_reasons_stay_and_what_is_left_out_is_told() {
    let context = context((40, 16));
    let mut screen = screen(some(), &context);
    press(&mut screen, "<Down>", &context);
    let seen = drawn(&screen, &context);
    let seen = seen.split("-- styles").next().unwrap();
    let reasons = ["Birthday today", "1,240 points", "last here"];
    let told = |seen: &str| reasons.map(|reason| seen.contains(reason));
    assert_eq!(told(seen), [true, true, false], "{seen}");
    assert!(seen.contains("… ?"), "{seen}");
    // What a key means is seen.
    press(&mut screen, "<Tab><Tab><Tab>", &context);
    let seen = drawn(&screen, &context);
    assert!(told(&seen)[2], "{seen}");
}

#[test]
fn the_keys_that_work_a_row_stand_in_the_smallest_bottom_line() {
    let place = |command| TodayList::place(command).unwrap();
    let first = [
        Command::Message,
        Command::AgreeYes,
        Command::AgreeNo,
        Command::Done,
        Command::OpenCard,
    ];
    let rest = [
        Command::Snooze,
        Command::Why,
        Command::Filter,
        Command::SortSegment,
    ];
    for command in first {
        assert!(
            rest.iter().all(|other| place(command) < place(*other)),
            "{command:?}"
        );
    }
}

#[test]
fn every_kind_of_reason_is_worded_in_both_languages() {
    let kinds = OccasionKind::ALL.len();
    let wish = Why::Feast {
        key: "natal".to_owned(),
        name: natal().name,
        day: day("2026-11-22"),
        until: day("2026-11-22"),
    };
    let whys = [
        birthday("2026-11-22", None),
        wish,
        points(),
        away("2026-02-12"),
        thanks(),
    ];
    assert_eq!(whys.len(), kinds);
    for lang in Lang::ALL {
        let context = Context {
            lang,
            ..context((80, 22))
        };
        let wording = crate::screens::sheet::Wording::of(&context);
        let said = whys
            .iter()
            .map(|why| crate::screens::sheet::today::reason(why, wording));
        insta::assert_snapshot!(
            format!("reasons_{}", lang.code()),
            said.collect::<Vec<_>>().join("\n")
        );
    }
}

#[test]
fn customers_are_found_by_words_and_stand_by_name() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let names = |screen: &TodayList| -> Vec<i64> { people(screen) };
    press(&mut screen, "<Ctrl+O>", &context);
    assert_eq!(names(&screen), [42, 9, 7]);
    assert!(drawn(&screen, &context).contains("by name"));
    press(&mut screen, "/", &context);
    // Letters are no commands while they are typed.
    assert!(press(&mut screen, "dewi", &context).is_empty());
    assert_eq!(names(&screen), [7]);
    let shown = drawn(&screen, &context);
    assert!(
        shown.contains("Only: dewi · 1 of 4") && !shown.contains("Natal"),
        "{shown}"
    );
    press(&mut screen, "<Enter>", &context);
    let ExportRows::Here(table) = screen.list(&context).expect("a list").rows else {
        panic!("of the screen");
    };
    assert_eq!(table.rows.len(), 1);
    assert!(press(&mut screen, "<Esc>", &context).is_empty());
    assert_eq!(names(&screen), [42, 9, 7]);
    press(&mut screen, "<Ctrl+O>", &context);
    assert_eq!(names(&screen), [42, 7, 9]);
}

#[test]
fn while_words_are_typed_letters_type_and_all_other_keys_are_commands() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    press(&mut screen, "/dewi", &context);
    assert!(screen.types());
    let steps = press(&mut screen, "<F5>", &context);
    assert!(
        matches!(&steps[..], [Step::Go(Go::Message(to))] if to.to == Subject::Customer(CustomerId(7), None)),
        "{steps:?}"
    );
    for command in [Command::Message, Command::Done, Command::Review] {
        assert_eq!(screen.applies(command), Applies::Yes, "{command:?}");
    }
    // Enter keeps what was found.
    assert_eq!(screen.applies(Command::OpenCard), Applies::No);
    let done = press(&mut screen, "<Alt+D>", &context);
    assert!(change(&done).is_some(), "{done:?}");
}

#[test]
fn a_segment_narrows_the_day_goes_with_the_file_and_is_taken_off_after_the_words() {
    let context = context((80, 22));
    let mut screen = screen(some(), &context);
    let steps = press(&mut screen, "<Alt+B>", &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Segments, _)]));
    assert_eq!(screen.applies(Command::Done), Applies::No);
    let kept = Answer::Segments(vec![segment("VIP")], Silence::default());
    screen.update(Event::Answer(Slot::Segments, &kept), &context);
    let steps = press(&mut screen, "<Enter>", &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    screen.update(Event::Answer(Slot::Meant, &holds(&[7, 9])), &context);
    insta::assert_snapshot!("within", drawn(&screen, &context));
    let list = screen.list(&context).expect("a list");
    let ExportRows::Here(table) = list.rows else {
        panic!("of the screen")
    };
    assert!(list.title.ends_with(" · VIP"), "{}", list.title);
    assert_eq!(table.rows.len(), 2);
    let newer = Answer::Today(Box::new(some()));
    let steps = screen.update(Event::Answer(Slot::Today, &newer), &context);
    assert!(matches!(&steps[..], [Step::Read(Slot::Meant, _)]));
    press(&mut screen, "/joko<Enter>", &context);
    assert_eq!(people(&screen).len(), 1);
    assert!(press(&mut screen, "<Esc>", &context).is_empty());
    assert_eq!(people(&screen).len(), 2);
    assert!(press(&mut screen, "<Esc>", &context).is_empty());
    assert_eq!(people(&screen).len(), 3);
    let steps = press(&mut screen, "<Esc>", &context);
    assert!(matches!(&steps[..], [Step::Go(Go::Back(None))]));
}
