//! The program without threads and terminal: keys go in, effects are performed at once on a
//! real book, and the frame can be read. For journeys and pictures.

use std::collections::VecDeque;
use std::sync::Arc;

use kenal::app::{App, Parts};
use kenal::config::Settings;
use kenal::domain::{Author, Currency, Day, OpId};
use kenal::look::Look;
use kenal::protocol::{Code, Context, Desk, Effect, Export, Key, Msg};
use kenal::runtime::{ExportWords, Exporting, Reading, Stop, Wanted, Watch, Writing};
use kenal::screens::{self, desk};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};

/// The shell on a book.
pub struct Stage {
    app: App,
    reader: Box<dyn Reading>,
    writer: Box<dyn Writing>,
    /// The world; tests change it as they need.
    pub context: Context,
    /// Keys pressed that are no data, since the last time somebody asked.
    counted: usize,
    /// What was put on the clipboard last.
    pub copied: Option<String>,
    /// Whether the person has left.
    pub ended: bool,
    /// Where lists go.
    pub folder: tempfile::TempDir,
    /// What writes them, if the test needs that.
    pub exporter: Option<Box<dyn Exporting>>,
}

impl Stage {
    /// The front desk on a book, in a window of 80×24, Rina at the desk.
    pub fn new(reader: Box<dyn Reading>, writer: Box<dyn Writing>, today: Day) -> Stage {
        let look = Settings::default().look();
        Stage::looking(reader, writer, today, look)
    }

    /// The same, looking so.
    pub fn looking(
        reader: Box<dyn Reading>,
        writer: Box<dyn Writing>,
        today: Day,
        look: Look,
    ) -> Stage {
        let settings = Settings::default();
        let folder = tempfile::tempdir().expect("a folder");
        let app = App::new(Parts {
            desk: Box::new(desk::Desk::new()),
            open: screens::open,
            keymap: settings.keymap.clone(),
            look,
            file: "kenal.db".to_owned(),
            user: String::new(),
        })
        .lists_go_to(folder.path().to_owned());
        let context = Context {
            today,
            time: "09:41".to_owned(),
            size: (80, 24),
            desk: Desk {
                staff: "Rina".to_owned(),
            },
            ascii: false,
            lang: settings.lang,
            currency: "IDR".to_owned(),
            trade: Arc::default(),
            columns: Arc::default(),
            op: OpId([0; 16]),
        };
        let mut stage = Stage {
            app,
            reader,
            writer,
            context,
            counted: 0,
            copied: None,
            ended: false,
            folder,
            exporter: None,
        };
        let effects = stage.app.start(&stage.context);
        stage.perform(effects);
        stage
    }

    /// Presses keys as `Key::sequence` spells them: `1234<F2>45200<Tab>650000<Ctrl+S>`.
    pub fn play(&mut self, keys: &str) {
        for key in Key::sequence(keys).expect("keys") {
            // Typing, and moving between two typed values, is data.
            let data = key.typed().is_some() || matches!(key.code, Code::Tab | Code::Backspace);
            self.counted += usize::from(!data);
            self.send(Msg::Key(key));
        }
    }

    /// How many keys were pressed that are no data, since the last time this was asked.
    pub fn keys(&mut self) -> usize {
        std::mem::take(&mut self.counted)
    }

    /// Lets something happen, and everything that comes of it.
    pub fn send(&mut self, msg: Msg) {
        self.next_op();
        let effects = self.app.update(msg, &self.context);
        self.perform(effects);
    }

    /// Every attempt to write has a name of its own.
    fn next_op(&mut self) {
        let number = u128::from_le_bytes(self.context.op.0) + 1;
        self.context.op = OpId(number.to_le_bytes());
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            for msg in self.perform_one(effect) {
                self.next_op();
                effects.extend(self.app.update(msg, &self.context));
            }
        }
    }

    fn export(&mut self, export: &Export) -> Option<Msg> {
        let words = ExportWords {
            lang: self.context.lang,
            trade: Arc::clone(&self.context.trade),
            currency: Currency::IDR,
            today: self.context.today,
        };
        let exporter = self.exporter.as_mut()?;
        let watch = Watch {
            stop: &Stop::default(),
            come: &mut |_| (),
        };
        let exported = exporter.export(export, &words, watch);
        Some(Msg::Exported(exported))
    }

    fn perform_one(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Read(id, query) => {
                vec![Msg::Read(id, self.reader.answer(&query, &Wanted::always()))]
            }
            Effect::Write { id, op, change } => {
                let result = self.writer.write(&self.author(), op, &change);
                let changed = self.reader.changed().expect("the book is there");
                while self.reader.tend().is_some_and(|percent| percent < 100) {}
                let mut happened = vec![Msg::Wrote(id, result)];
                happened.extend(changed.then_some(Msg::FileChanged));
                happened
            }
            Effect::KeepDrafts(drafts) => {
                self.writer.keep_drafts(&self.author(), &drafts, false);
                Vec::new()
            }
            Effect::LeaveDraft(draft) => {
                self.writer.keep_drafts(&self.author(), &[*draft], true);
                vec![Msg::FileChanged]
            }
            Effect::TakeDraft(op) => {
                let taken = self.writer.take_draft(op).map(Box::new);
                vec![Msg::Taken(taken), Msg::FileChanged]
            }
            Effect::EndDraft(op, fate) => {
                self.writer.end_draft(op, fate).expect("ended");
                vec![Msg::FileChanged]
            }
            Effect::Export(export) => self.export(&export).into_iter().collect(),
            Effect::Copy(text) => {
                self.copied = Some(text);
                Vec::new()
            }
            Effect::RememberStaff(name) => {
                self.context.desk.staff = name;
                Vec::new()
            }
            Effect::RememberLang(lang) => {
                self.context.lang = lang;
                Vec::new()
            }
            Effect::RememberColumns(columns) => {
                self.context.columns = Arc::from(columns);
                Vec::new()
            }
            Effect::Shop(shop) => {
                self.context.trade = Arc::new(shop.profile());
                self.context.currency = shop.currency;
                Vec::new()
            }
            Effect::Quit => {
                self.ended = true;
                Vec::new()
            }
            Effect::StopReading(_)
            | Effect::StopExport
            | Effect::Wake(..)
            | Effect::Suspend
            | Effect::Redraw => Vec::new(),
        }
    }

    fn author(&self) -> Author {
        Author {
            staff: None,
            name: self.context.desk.staff.clone(),
            terminal: "test".to_owned(),
        }
    }

    /// Ends without asking, as a terminal that goes away does: what is typed is kept.
    pub fn hang_up(mut self) {
        self.keep(false);
    }

    /// What follows when the person has left.
    pub fn leaves(mut self) {
        self.keep(true);
    }

    fn keep(&mut self, quits: bool) {
        let unsaved = self.app.unsaved(quits, &self.context);
        let author = self.author();
        self.writer.keep_drafts(&author, &unsaved, true);
    }

    /// The frame as it would be drawn now.
    pub fn frame(&self) -> Buffer {
        let (columns, rows) = self.context.size;
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("in memory");
        terminal
            .draw(|frame| self.app.view(frame, &self.context))
            .expect("in memory");
        terminal.backend().buffer().clone()
    }

    /// The text of the frame, without spaces at the ends of lines.
    pub fn text(&self) -> String {
        let frame = self.frame();
        let line = |cells: &[Cell]| {
            let text: String = cells.iter().map(Cell::symbol).collect();
            text.trim_end().to_owned()
        };
        let lines = frame
            .content
            .chunks(usize::from(frame.area.width))
            .map(line);
        lines.collect::<Vec<_>>().join("\n")
    }
}
