//! Messages in, effects out, with a screen that only writes down what it is told.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::{App, Parts};
use crate::domain::{
    Change, ChangeId, Day, Found, Member, OpId, Receipt, StaffFacts, StaffId, Subject, VehicleId,
};
use crate::kit::Canvas;
use crate::look::Look;
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Desk, Effect, Event, Failure, Go, Key, Keymap,
    Level, Mouse, MouseKind, Msg, Notice, Query, Question, ReadId, Scope, Slot, Step, Timer,
};
use crate::screens::Screen;
use crate::text::{Lang, Say};

/// What a screen was told, and what it answers to what.
#[derive(Default)]
struct Diary {
    told: Vec<String>,
    answers: Vec<(&'static str, Step)>,
}

type Shared = Rc<RefCell<Diary>>;

struct Probe {
    name: &'static str,
    scope: Scope,
    diary: Shared,
}

impl Screen for Probe {
    fn scope(&self) -> Scope {
        self.scope
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            Command::EditCustomer => Applies::Blocked(Say::NoticeBlockedNoCustomer),
            Command::Up => Applies::No,
            _ => Applies::Yes,
        }
    }

    fn update(&mut self, event: Event<'_>, _: &Context) -> Vec<Step> {
        let told = match event {
            Event::Shown => "shown".to_owned(),
            Event::Command(command) => format!("{command:?}"),
            Event::Key(key) => format!("key {key}"),
            Event::Paste(text) => format!("paste {text}"),
            Event::Mouse(mouse) => format!("mouse {},{}", mouse.column, mouse.row),
            Event::Answer(slot, _) => format!("answer {slot:?}"),
            Event::Failed(slot, _) => format!("failed {slot:?}"),
            Event::Slow(slot) => format!("slow {slot:?}"),
            Event::Saved(_) => "saved".to_owned(),
            Event::NotSaved(failure) => format!("not saved {failure:?}"),
            Event::Stale => "stale".to_owned(),
            Event::Chosen(choice) => format!("chosen {choice:?}"),
        };
        let mut diary = self.diary.borrow_mut();
        diary.told.push(format!("{}: {told}", self.name));
        let answers = diary.answers.iter().filter(|(to, _)| *to == told);
        answers.map(|(_, step)| step.clone()).collect()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _: &Context) {
        let style = canvas.style(crate::look::Role::Normal);
        canvas
            .frame
            .buffer_mut()
            .set_string(canvas.area.x, canvas.area.y, self.name, style);
    }
}

thread_local! {
    /// A factory is a plain function: it finds the diary here.
    static DIARY: Shared = Shared::default();
}

fn open(go: &Go, _: &Context) -> Option<Box<dyn Screen>> {
    let diary = DIARY.with(Rc::clone);
    matches!(go, Go::NewCustomer(_)).then(|| probe("form", Scope::Form, diary))
}

fn probe(name: &'static str, scope: Scope, diary: Shared) -> Box<dyn Screen> {
    Box::new(Probe { name, scope, diary })
}

/// The shell with what it is told and what the world looks like.
struct Stage {
    app: App,
    context: Context,
    diary: Shared,
}

impl Stage {
    fn new() -> Stage {
        let diary = DIARY.with(Rc::clone);
        *diary.borrow_mut() = Diary::default();
        let app = App::new(Parts {
            desk: probe("desk", Scope::Desk, Rc::clone(&diary)),
            open,
            keymap: Keymap::default(),
            look: Look::default(),
            file: "kenal.db".to_owned(),
            user: "wati".to_owned(),
        });
        let context = Context {
            now_ms: 0,
            today: Day::from_ymd_opt(2026, 11, 22).expect("a day"),
            time: "09:41".to_owned(),
            size: (80, 24),
            desk: Desk {
                staff: "Rina".to_owned(),
            },
            lang: Lang::En,
            currency: "IDR".to_owned(),
            trade: std::sync::Arc::default(),
            op: OpId([7; 16]),
        };
        let mut stage = Stage {
            app,
            context,
            diary,
        };
        stage.app.start(&stage.context);
        stage.told();
        stage
    }

    /// Answers `to` with `step` from now on.
    fn answering(self, to: &'static str, step: Step) -> Stage {
        self.diary.borrow_mut().answers.push((to, step));
        self
    }

    fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.app.update(msg, &self.context)
    }

    fn press(&mut self, keys: &str) -> Vec<Effect> {
        let keys = Key::sequence(keys).expect("keys");
        keys.into_iter()
            .flat_map(|key| self.update(Msg::Key(key)))
            .collect()
    }

    /// What the screens were told since the last time.
    fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.diary.borrow_mut().told)
    }

    fn shown(&self) -> String {
        let (columns, rows) = self.context.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("in memory");
        terminal
            .draw(|frame| self.app.view(frame, &self.context))
            .expect("in memory");
        let cells = terminal
            .backend()
            .buffer()
            .content
            .chunks(usize::from(columns));
        let line = |cells: &[ratatui::buffer::Cell]| {
            let text: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned()
        };
        cells.map(line).collect::<Vec<_>>().join("\n")
    }

    fn notice(&self) -> Option<Level> {
        self.app.notices.shown().map(|notice| notice.level)
    }
}

fn find() -> Step {
    Step::Read(
        Slot::Matches,
        Query::Find {
            text: String::new(),
            limit: 1,
        },
    )
}

fn found() -> Answer {
    Answer::Found(Found::default())
}

fn new_customer() -> Step {
    Step::Go(Go::NewCustomer(String::new()))
}

fn read_ids(effects: &[Effect]) -> Vec<ReadId> {
    effects
        .iter()
        .filter_map(|effect| {
            if let Effect::Read(id, _) = effect {
                Some(*id)
            } else {
                None
            }
        })
        .collect()
}

fn receipt() -> Receipt {
    Receipt {
        change: ChangeId(1),
        customer: None,
        code: None,
        vehicle: None,
        visit: None,
        already: false,
    }
}

#[test]
fn letters_type_and_function_keys_command() {
    let mut stage = Stage::new();
    stage.press("a<F2><Alt+3>");
    assert_eq!(
        stage.told(),
        ["desk: key a", "desk: NewVisit", "desk: NewCustomer"]
    );
}

#[test]
fn a_command_that_means_nothing_here_comes_as_its_key() {
    let mut stage = Stage::new();
    stage.press("<Up><Ctrl+S>");
    assert_eq!(stage.told(), ["desk: key Up", "desk: key Ctrl+S"]);
}

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
fn a_blocked_command_says_its_reason_and_does_nothing() {
    let mut stage = Stage::new();
    let effects = stage.press("<F9>");
    assert!(stage.told().is_empty());
    assert!(matches!(effects[..], [Effect::Wake(Timer::Notice(_), _)]));
    assert!(stage.shown().contains("Choose a customer first"));
}

#[test]
fn what_is_said_about_one_screen_does_not_stand_on_the_next() {
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    stage.press("<F9>");
    assert_eq!(stage.notice(), Some(Level::Attention));
    stage.press("<F3>");
    assert_eq!(stage.notice(), None);
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
fn a_screen_opens_another_and_is_shown_again_when_that_one_closes() {
    let said = Notice {
        level: Level::Done,
        text: "Saved.".to_owned(),
        hint: String::new(),
    };
    let mut stage = Stage::new()
        .answering("NewCustomer", new_customer())
        .answering("Back", Step::Go(Go::Back(Some(said))));
    stage.press("<F3>x<F2><Esc>y");
    let told = stage.told();
    assert_eq!(told[..2], ["desk: NewCustomer", "form: shown"]);
    assert_eq!(told[2..5], ["form: key x", "form: key F2", "form: Back"]);
    assert_eq!(told[5..], ["desk: shown", "desk: key y"]);
    assert_eq!(stage.notice(), Some(Level::Done));
}

#[test]
fn the_lowest_screen_never_closes() {
    let mut stage = Stage::new().answering("Back", Step::Go(Go::Back(None)));
    stage.press("<Esc><Esc>x");
    assert_eq!(stage.told().last().map(String::as_str), Some("desk: key x"));
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
fn a_write_is_answered_to_the_screen_that_asked() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new().answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let effects = stage.press("aa");
    let ids: Vec<_> = effects
        .iter()
        .map(|effect| match effect {
            Effect::Write { id, op, .. } => {
                assert_eq!(*op, OpId([1; 16]));
                *id
            }
            other => panic!("{other:?}"),
        })
        .collect();
    stage.told();
    stage.update(Msg::Wrote(ids[0], Ok(receipt())));
    assert_eq!(
        (stage.told(), stage.notice()),
        (vec!["desk: saved".to_owned()], None)
    );
    stage.update(Msg::Wrote(ids[1], Err(Failure::Conflict(Vec::new()))));
    assert_eq!(
        (stage.told(), stage.notice()),
        (vec!["desk: not saved Conflict([])".to_owned()], None)
    );
}

#[test]
fn a_write_that_failed_says_what_is_safe_and_what_to_do() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new().answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let effects = stage.press("a");
    let Some(Effect::Write { id, .. }) = effects.first() else {
        panic!("{effects:?}")
    };
    stage.update(Msg::Wrote(*id, Err(Failure::DiskFull)));
    let shown = stage.shown();
    assert!(
        shown.contains("The disk is full.") && shown.contains("Free some space"),
        "{shown}"
    );
}

#[test]
fn undo_writes_once_however_long_the_key_is_held() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+Z><Ctrl+Z><Ctrl+Z>");
    let writes: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Write { id, op, change } => Some((*id, *op, change.clone())),
            _ => None,
        })
        .collect();
    let [(id, op, change)] = &writes[..] else {
        panic!("{writes:?}")
    };
    assert_eq!(
        (*op, &**change),
        (stage.context.op, &Change::Undo { change: None })
    );
    stage.update(Msg::Wrote(*id, Ok(receipt())));
    assert_eq!(stage.notice(), Some(Level::Done));
    assert!(matches!(
        stage.press("<Ctrl+Z>")[..],
        [Effect::Write { .. }]
    ));
}

#[test]
fn a_question_is_answered_to_its_screen_and_a_paste_never_chooses() {
    let question = Question {
        title: "Sure?".to_owned(),
        body: vec!["It stays.".to_owned()],
        choices: vec![('k', "keep".to_owned()), ('d', "drop".to_owned())],
    };
    let mut stage = Stage::new().answering("key a", Step::Go(Go::Ask(question)));
    stage.press("a");
    stage.told();
    stage.update(Msg::Paste("d\n\n".to_owned()));
    stage.press("x<F2>");
    assert!(
        stage.told().is_empty(),
        "the question keeps everything else away"
    );
    stage.press("d");
    assert_eq!(stage.told(), [format!("desk: chosen {:?}", Choice::Nth(1))]);
    stage.press("a<Esc>");
    assert_eq!(
        stage.told().last(),
        Some(&format!("desk: chosen {:?}", Choice::None))
    );
}

#[test]
fn quit_leaves_unless_the_screen_has_something_to_ask() {
    let mut stage = Stage::new();
    assert!(matches!(stage.press("<F10>")[..], [Effect::Quit]));
    let question = Question {
        title: "Unsaved".to_owned(),
        body: Vec::new(),
        choices: vec![('k', "keep".to_owned())],
    };
    let mut stage = stage
        .answering("Quit", Step::Go(Go::Ask(question)))
        .answering("chosen Nth(0)", Step::Go(Go::Quit));
    assert!(stage.press("<Ctrl+Q>").is_empty());
    assert!(matches!(stage.press("k")[..], [Effect::Quit]));
}

#[test]
fn leaving_waits_for_the_last_write_and_stays_when_it_fails() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new().answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let quits = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Quit));
    for result in [Ok(receipt()), Err(Failure::DiskFull)] {
        let effects = stage.press("a<F10>");
        let Some(Effect::Write { id, .. }) = effects.first() else {
            panic!("{effects:?}")
        };
        assert!(!quits(&effects));
        let fine = result.is_ok();
        assert_eq!(quits(&stage.update(Msg::Wrote(*id, result))), fine);
    }
    assert_eq!(stage.notice(), Some(Level::Problem));
    assert!(
        quits(&stage.press("<F10>")),
        "nothing is under way any more"
    );
}

#[test]
fn the_palette_runs_a_command_by_a_piece_of_its_name() {
    let mut stage = Stage::new();
    stage.press("<Ctrl+P>visit<Enter>");
    assert_eq!(stage.told(), ["desk: NewVisit"]);
    stage.press("<Ctrl+P>");
    let shown = stage.shown();
    assert!(
        shown.contains("All commands") && shown.contains("F2"),
        "{shown}"
    );
}

#[test]
fn the_palette_tells_why_a_command_is_not_available() {
    let mut stage = Stage::new();
    stage.press("<Ctrl+P>save what");
    assert!(
        stage.shown().contains("Not on this screen"),
        "{}",
        stage.shown()
    );
    stage.press("<Enter>");
    assert!(stage.told().is_empty());
    assert_eq!(stage.notice(), Some(Level::Attention));
}

#[test]
fn help_lists_the_keys_of_this_screen_and_esc_closes_it() {
    let mut stage = Stage::new();
    stage.press("<F1>");
    let shown = stage.shown();
    assert!(
        shown.contains("F2, Alt+2") && !shown.contains("Ctrl+S"),
        "{shown}"
    );
    stage.press("a<Esc>b");
    assert_eq!(stage.told(), ["desk: key b"]);
}

#[test]
fn the_first_start_asks_who_is_at_the_desk_beside_the_search_line_and_proposes_the_user() {
    let mut stage = Stage::new();
    stage.context.desk.staff.clear();
    stage.app.start(&stage.context);
    assert!(
        stage.shown().contains("Ctrl+W: who is at the desk?"),
        "{}",
        stage.shown()
    );
    stage.press("1");
    assert_eq!(stage.told().last().map(String::as_str), Some("desk: key 1"));
    stage.press("<Ctrl+W>");
    assert!(stage.shown().contains("wati"), "{}", stage.shown());
    let effects = stage.press("<Enter>");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::RememberStaff(name) if name == "wati"))
    );
    let adds = |effect: &Effect| matches!(effect, Effect::Write { change, .. } if matches!(**change, Change::AddStaff { at_desk: true, .. }));
    assert!(effects.iter().any(adds));
}

fn shop_of(people: &[(&str, bool)]) -> crate::protocol::ShopFacts {
    let member = |(at, (name, active)): (usize, &(&str, bool))| Member {
        id: StaffId(i64::try_from(at).expect("few")),
        facts: StaffFacts {
            name: (*name).to_owned(),
            active: *active,
        },
        at_desk: true,
    };
    crate::protocol::ShopFacts {
        name: "Bengkel Maju".to_owned(),
        currency: "IDR".to_owned(),
        trade: "garage".to_owned(),
        utc_offset_minutes: 420,
        fields: String::new(),
        sensitive: false,
        has_amounts: false,
        staff: people.iter().enumerate().map(member).collect(),
        damage: None,
    }
}

/// Tells the shell that the book changed, and what its shop is now. Answers with the name that
/// is remembered for the desk.
fn shop_becomes(stage: &mut Stage, people: &[(&str, bool)]) -> Option<String> {
    let asked = stage.update(Msg::FileChanged);
    let answer = Answer::Shop(shop_of(people));
    let effects = stage.update(Msg::Read(read_ids(&asked)[0], Ok(answer)));
    effects.into_iter().find_map(|effect| match effect {
        Effect::RememberStaff(name) => Some(name),
        _ => None,
    })
}

#[test]
fn who_has_left_is_at_the_desk_no_more_and_the_desk_asks_anew() {
    let mut stage = Stage::new();
    assert_eq!(shop_becomes(&mut stage, &[("Rina", true)]), None);
    let now = shop_becomes(&mut stage, &[("Rina", false)]);
    assert_eq!(now.as_deref(), Some(""));
    stage.context.desk.staff.clear();
    let shown = stage.shown();
    assert!(shown.contains("Rina no longer works here"), "{shown}");
    assert!(shown.contains("Ctrl+W: who is at the desk?"), "{shown}");
    // Said once, and at the first look of a later start too.
    assert_eq!(shop_becomes(&mut stage, &[("Rina", false)]), None);
    let mut later = Stage::new();
    let now = shop_becomes(&mut later, &[("Rina", false)]);
    assert_eq!(now.as_deref(), Some(""));
}

#[test]
fn who_is_at_the_desk_is_followed_to_another_name() {
    let mut stage = Stage::new();
    let before = [("Rina", true), ("Joko", true)];
    assert_eq!(shop_becomes(&mut stage, &before), None);
    let now = shop_becomes(&mut stage, &[("Rina W", true), ("Joko", false)]);
    assert_eq!(now.as_deref(), Some("Rina W"));
    assert!(stage.shown().contains("Rina is called Rina W now."));
}

#[test]
fn what_is_to_be_heard_about_the_place_of_the_book_is_said_once_below_the_search_line() {
    let mut stage = Stage::new();
    let text = Say::CliSyncedFolder.in_(Lang::En);
    stage.app = stage.app.greeting(text.to_owned());
    let effects = stage.app.start(&stage.context);
    let stands = effects.iter().find_map(|effect| match effect {
        Effect::Wake(Timer::Notice(_), stands) => Some(*stands),
        _ => None,
    });
    // Long enough to be read.
    assert!(stands.is_some_and(|stands| stands >= Duration::from_secs(10)));
    assert!(stage.shown().contains("Another program copies this folder"));
    // Typing goes to the desk as ever.
    stage.press("1");
    assert_eq!(stage.told().last().map(String::as_str), Some("desk: key 1"));
    let again = stage.app.start(&stage.context);
    assert!(
        !again
            .iter()
            .any(|effect| matches!(effect, Effect::Wake(Timer::Notice(_), _)))
    );
}

#[test]
fn somebody_known_changes_over_with_two_keys_and_without_a_write() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+W>");
    let names = vec!["Rina".to_owned(), "Joko".to_owned()];
    stage.update(Msg::Read(read_ids(&effects)[0], Ok(Answer::Staff(names))));
    let effects = stage.press("<Enter>");
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::RememberStaff(name) if name == "Joko"))
    );
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Write { .. }))
    );
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

#[test]
fn what_the_footer_shows_can_be_clicked() {
    let mut stage = Stage::new();
    let shown = stage.shown();
    let footer = shown.lines().last().expect("a footer");
    let column = u16::try_from(footer.find("visit").expect("in the footer")).expect("narrow");
    stage.update(Msg::Mouse(Mouse {
        kind: MouseKind::Press,
        column,
        row: 23,
    }));
    stage.update(Msg::Mouse(Mouse {
        kind: MouseKind::Press,
        column: 5,
        row: 5,
    }));
    assert_eq!(stage.told(), ["desk: NewVisit", "desk: mouse 5,5"]);
}

#[test]
fn a_window_too_small_says_so_and_only_leaving_works() {
    let mut stage = Stage::new();
    for size in [(39, 24), (80, 9), (1, 1)] {
        stage.context.size = size;
        stage.shown();
        assert!(stage.press("a<F2>").is_empty());
    }
    stage.context.size = (39, 9);
    assert!(stage.shown().contains("too small"), "{}", stage.shown());
    assert!(stage.told().is_empty());
    assert!(matches!(stage.press("<F10>")[..], [Effect::Quit]));
}

#[test]
fn the_language_switches_to_the_other_one() {
    let mut stage = Stage::new();
    assert!(matches!(
        stage.press("<Alt+L>")[..],
        [Effect::RememberLang(Lang::Id)]
    ));
    stage.context.lang = Lang::Id;
    assert!(stage.shown().contains("kunjungan"), "{}", stage.shown());
}

#[test]
fn the_frame_around_a_screen_at_three_widths() {
    let mut stage = Stage::new();
    for size in [(40, 10), (80, 10), (120, 10)] {
        stage.context.size = size;
        insta::assert_snapshot!(format!("frame_{}", size.0), stage.shown());
    }
}

#[test]
fn the_picker_of_who_is_at_the_desk() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+W>");
    let names = ["Rina", "Joko", "Sari"].map(str::to_owned).to_vec();
    stage.update(Msg::Read(read_ids(&effects)[0], Ok(Answer::Staff(names))));
    stage.context.size = (60, 12);
    insta::assert_snapshot!("staff", stage.shown());
}

/// The book is damaged; the shell hears of it when it asks for the shop.
fn damaged(lang: Lang) -> Stage {
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    stage.context.lang = lang;
    shop_becomes(&mut stage, &[]);
    let asked = stage.update(Msg::FileChanged);
    let facts = crate::protocol::ShopFacts {
        damage: Some(crate::protocol::Damage {
            copy: Some("copies/kenal-0007-2026-11-22.db".to_owned()),
        }),
        ..shop_of(&[])
    };
    stage.update(Msg::Read(read_ids(&asked)[0], Ok(Answer::Shop(facts))));
    stage
}

#[test]
fn a_damaged_book_is_said_on_the_desk_for_as_long_as_it_is_true() {
    for (lang, says) in [(Lang::En, "The book is damaged"), (Lang::Id, "Buku rusak")] {
        let mut stage = damaged(lang);
        for number in 0..9 {
            stage.update(Msg::Woke(Timer::Notice(number)));
        }
        let shown = stage.shown();
        assert!(shown.contains(says), "{shown}");
        assert!(shown.contains("copies/kenal-0007-2026-11-22.db"), "{shown}");
        stage.press("<F9>");
        let shown = stage.shown();
        assert!(shown.contains(says), "beside what is said now: {shown}");
        stage.press("<F3>");
        assert!(!stage.shown().contains(says), "a form has the whole window");
    }
    let mut stage = damaged(Lang::En);
    shop_becomes(&mut stage, &[]);
    assert!(!stage.shown().contains("damaged"), "it was mended");
}

#[test]
fn damage_leaves_the_desk_its_place_in_every_window() {
    for size in [(40, 10), (40, 20), (80, 24), (120, 40)] {
        let mut stage = damaged(Lang::En);
        stage.context.size = size;
        let shown = stage.shown();
        assert!(shown.contains("The book is damaged"), "{size:?}: {shown}");
        let mut lines = shown.lines();
        let at = lines.position(|line| line.contains("The book is"));
        let kept = if size == (40, 10) { 7 } else { 8 };
        assert!(at.is_some_and(|at| at > kept), "{size:?}: {shown}");
    }
}
