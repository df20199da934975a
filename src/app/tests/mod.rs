//! Messages in, effects out, with a screen that only writes down what it is told.

mod answers;
mod damage;
mod keys;
mod leaving;
mod looks;
mod overlays;
mod screens;
mod staff;
mod writes;

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
        staff: people.iter().enumerate().map(member).collect(),
        damage: None,
    }
}
