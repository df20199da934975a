//! The shell with screens that only write down what they are told.

use std::cell::RefCell;
use std::rc::Rc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::app::{App, Parts};
use crate::domain::Draft;
use crate::domain::export::{ExportFilter, ExportKind};
use crate::kit::Canvas;
use crate::look::Look;
use crate::protocol::{
    Applies, Command, Context, Effect, Event, ExportList, ExportRows, Go, Key, Keymap, Level, Msg,
    Scope, Step,
};
use crate::screens::Screen;
use crate::screens::samples::context;
use crate::text::Say;

/// What a screen was told, and what it answers to what.
#[derive(Default)]
struct Diary {
    told: Vec<String>,
    answers: Vec<(&'static str, Step)>,
    /// What the screen of that name holds unsaved.
    unsaved: Vec<(&'static str, Draft)>,
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
            Event::Come(slot, percent) => format!("come {slot:?} {percent}"),
            Event::Saved(_) => "saved".to_owned(),
            Event::SavedAbove(_) => "saved above".to_owned(),
            Event::NotSaved(failure) => format!("not saved {failure:?}"),
            Event::Stale => "stale".to_owned(),
            Event::Undone => "undone".to_owned(),
            Event::Chosen(choice) => format!("chosen {choice:?}"),
            Event::Taken(draft) => format!("taken {}", draft.about),
        };
        let mut diary = self.diary.borrow_mut();
        diary.told.push(format!("{}: {told}", self.name));
        let answers = diary.answers.iter().filter(|(to, _)| *to == told);
        answers.map(|(_, step)| step.clone()).collect()
    }

    fn unsaved(&self, _: &Context) -> Option<Draft> {
        let diary = self.diary.borrow();
        let mut all = diary.unsaved.iter();
        let own = all.find(|(name, _)| *name == self.name);
        own.map(|(_, draft)| draft.clone())
    }

    fn list(&self, _: &Context) -> Option<ExportList> {
        let rows = match self.name {
            "desk" => ExportRows::Found {
                text: "budi".to_owned(),
                also: None,
            },
            _ => ExportRows::Book(ExportKind::Visits, ExportFilter::default()),
        };
        Some(ExportList {
            what: "matches",
            name: "matches".to_owned(),
            title: "Matches".to_owned(),
            rows,
        })
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, _: &Context) {
        let style = canvas.look.style(crate::look::Role::Normal);
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
    match go {
        Go::NewCustomer(_) | Go::Resume(_) => Some(probe("form", Scope::Form, diary)),
        Go::Card(_) => Some(probe("card", Scope::Card, diary)),
        Go::Message(_) => Some(probe("message", Scope::Message, diary)),
        _ => None,
    }
}

fn probe(name: &'static str, scope: Scope, diary: Shared) -> Box<dyn Screen> {
    Box::new(Probe { name, scope, diary })
}

/// The shell with what it is told and what the world looks like.
pub(super) struct Stage {
    pub(super) app: App,
    pub(super) context: Context,
    diary: Shared,
}

impl Stage {
    pub(super) fn new() -> Stage {
        let diary = DIARY.with(Rc::clone);
        *diary.borrow_mut() = Diary::default();
        let app = App::new(Parts {
            desk: probe("desk", Scope::Desk, Rc::clone(&diary)),
            open,
            keymap: Keymap::default(),
            look: Look::default(),
            file: "kenal.db".to_owned(),
            user: "wati".to_owned(),
        })
        .lists_go_to("/home/wati".into());
        let context = context((80, 24));
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
    pub(super) fn answering(self, to: &'static str, step: Step) -> Stage {
        self.diary.borrow_mut().answers.push((to, step));
        self
    }

    pub(super) fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.app.update(msg, &self.context)
    }

    pub(super) fn press(&mut self, keys: &str) -> Vec<Effect> {
        let keys = Key::sequence(keys).expect("keys");
        keys.into_iter()
            .flat_map(|key| self.update(Msg::Key(key)))
            .collect()
    }

    /// The screen of that name holds this unsaved from now on.
    pub(super) fn types(&self, screen: &'static str, draft: Draft) {
        let mut diary = self.diary.borrow_mut();
        diary.unsaved.retain(|(name, _)| *name != screen);
        diary.unsaved.push((screen, draft));
    }

    /// What the screens were told since the last time.
    pub(super) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.diary.borrow_mut().told)
    }

    fn drawn(&self) -> ratatui::buffer::Buffer {
        let (columns, rows) = self.context.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("in memory");
        terminal
            .draw(|frame| self.app.view(frame, &self.context))
            .expect("in memory");
        terminal.backend().buffer().clone()
    }

    /// The same window in another theme.
    pub(super) fn in_theme(mut self, name: &str) -> Stage {
        let theme = crate::look::Theme::load(name).expect("a theme");
        self.app.look = Look::new(theme, false);
        self
    }

    /// The colours behind the text, each once.
    pub(super) fn grounds(&self) -> std::collections::HashSet<ratatui::style::Color> {
        self.drawn().content.iter().map(|cell| cell.bg).collect()
    }

    /// Where this label begins in the footer.
    pub(super) fn footer_column(&self, label: &str) -> u16 {
        let shown = self.shown();
        let footer = shown.lines().last().expect("a footer");
        let at = footer.find(label).expect("in the footer");
        u16::try_from(footer[..at].chars().count()).expect("narrow")
    }

    /// How this label looks in the footer.
    pub(super) fn footer_style(&self, label: &str) -> ratatui::style::Style {
        let row = self.context.size.1 - 1;
        self.drawn()[(self.footer_column(label), row)].style()
    }

    /// The shell on a book that may be looked at and not changed.
    pub(super) fn read_only() -> Stage {
        let mut stage = Stage::new();
        stage.app.read_only = true;
        stage
    }

    /// What it shows in another window.
    pub(super) fn shown_at(&mut self, size: (u16, u16)) -> String {
        let before = std::mem::replace(&mut self.context.size, size);
        let shown = self.shown();
        self.context.size = before;
        shown
    }

    pub(super) fn shown(&self) -> String {
        let columns = self.context.size.0;
        let buffer = self.drawn();
        let cells = buffer.content.chunks(usize::from(columns));
        let line = |cells: &[ratatui::buffer::Cell]| {
            let text: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
            text.trim_end().to_owned()
        };
        cells.map(line).collect::<Vec<_>>().join("\n")
    }

    pub(super) fn notice(&self) -> Option<Level> {
        self.app.notices.shown().map(|notice| notice.level)
    }
}
