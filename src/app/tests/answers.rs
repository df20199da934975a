//! What the book answers, and whom it reaches.

use super::*;

#[test]
fn a_screen_below_asks_nothing_that_the_one_on_top_waits_for() {
    let card = Step::Read(Slot::Card, Query::Card(Subject::Vehicle(VehicleId(1))));
    let mut stage = Stage::new()
        .answering("key a", find())
        .answering("NewCustomer", new_customer())
        .answering("answer Matches", card);
    let asked = read_ids(&stage.press("a"));
    stage.press("<F3>");
    let effects = stage.update(Msg::Read(asked[0], Ok(found())));
    assert!(stage.told().contains(&"desk: answer Matches".to_owned()));
    assert_eq!(read_ids(&effects), []);
}

#[test]
fn what_a_screen_that_is_closed_waited_for_is_read_no_further() {
    let mut stage = Stage::new()
        .answering("NewCustomer", new_customer())
        .answering("key a", find())
        .answering("Back", Step::Go(Go::Back(None)));
    stage.press("<F3>");
    let asked = read_ids(&stage.press("a"));
    let effects = stage.press("<Esc>");
    let stopped: Vec<ReadId> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::StopReading(id) => Some(*id),
            _ => None,
        })
        .collect();
    let [stopped] = stopped[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(stopped.slot, asked[0].slot);
    assert!(stopped.number > asked[0].number);
    stage.told();
    stage.update(Msg::Read(asked[0], Ok(found())));
    assert!(stage.told().is_empty());
}

#[test]
fn a_stale_reply_is_ignored() {
    let mut stage = Stage::new().answering("key a", find());
    let effects = stage.press("aa");
    let [old, new] = read_ids(&effects)[..] else {
        panic!("{effects:?}")
    };
    stage.told();
    stage.update(Msg::Read(old, Ok(found())));
    assert!(stage.told().is_empty());
    stage.update(Msg::Read(new, Ok(found())));
    assert_eq!(stage.told(), ["desk: answer Matches"]);
    stage.update(Msg::Read(new, Ok(found())));
    assert!(stage.told().is_empty(), "an answer counts once");
}

#[test]
fn a_slow_read_is_said_once_it_is_slow_and_only_while_it_is_wanted() {
    let mut stage = Stage::new().answering("key a", find());
    let effects = stage.press("a");
    let [id] = read_ids(&effects)[..] else {
        panic!("{effects:?}")
    };
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Wake(Timer::Slow(_), after) if *after == Duration::from_millis(150))));
    stage.told();
    stage.update(Msg::Woke(Timer::Slow(id)));
    assert_eq!(stage.told(), ["desk: slow Matches"]);
    stage.update(Msg::Read(id, Ok(found())));
    stage.told();
    stage.update(Msg::Woke(Timer::Slow(id)));
    assert!(stage.told().is_empty());
}

#[test]
fn a_read_that_was_cancelled_is_silent_and_one_that_failed_is_not() {
    let mut stage = Stage::new().answering("key a", find());
    let effects = stage.press("aa");
    let id = read_ids(&effects)[1];
    stage.told();
    stage.update(Msg::Read(id, Err(Failure::Cancelled)));
    assert_eq!((stage.told(), stage.notice()), (Vec::new(), None));
    let effects = stage.press("a");
    stage.told();
    stage.update(Msg::Read(read_ids(&effects)[0], Err(Failure::Damaged)));
    assert_eq!(stage.told(), ["desk: failed Matches"]);
    assert_eq!(stage.notice(), Some(Level::Problem));
}

#[test]
fn an_answer_for_a_screen_that_has_closed_goes_nowhere() {
    let mut stage = Stage::new()
        .answering("NewCustomer", new_customer())
        .answering("key a", find())
        .answering("Back", Step::Go(Go::Back(None)));
    let effects = stage.press("<F3>a<Esc>");
    stage.told();
    stage.update(Msg::Read(read_ids(&effects)[0], Ok(found())));
    assert!(stage.told().is_empty());
}

#[test]
fn a_change_in_another_terminal_reaches_the_screen_on_top() {
    let mut stage = Stage::new();
    stage.update(Msg::FileChanged);
    assert_eq!(stage.told(), ["desk: stale"]);
}

#[test]
fn a_new_day_makes_what_is_shown_stale_and_a_new_minute_does_not() {
    let mut stage = Stage::new();
    stage.update(Msg::Woke(Timer::Minute));
    assert!(stage.told().is_empty());
    stage.context.today = stage.context.today.succ_opt().expect("a day");
    stage.update(Msg::Woke(Timer::Minute));
    assert_eq!(stage.told(), ["desk: stale"]);
}

#[test]
fn a_finished_index_is_searched_again() {
    let mut stage = Stage::new();
    stage.update(Msg::Indexed(40));
    assert!(stage.shown().contains("40 %"), "{}", stage.shown());
    stage.update(Msg::Indexed(100));
    assert_eq!(stage.told(), ["desk: stale"]);
}
