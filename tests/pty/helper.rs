//! The program under test: the real runtime and shell around a screen and a book that do on
//! demand what real ones must never do. It runs as this test binary started again inside the
//! pseudo-terminal, because nothing of it may be reachable in the product.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs, process, thread};

use kenal::config::{Environment, Layer, Memory, Settings, Source, load};
use kenal::domain::{Author, Change, ChangeId, Found, OpId, Receipt};
use kenal::kit::{Canvas, draw};
use kenal::look::Role;
use kenal::protocol::{
    Answer, Applies, Command, Context, Event, Export, Exported, Failure, Key, Query, Scope,
    ShopFacts, Slot, Step,
};
use kenal::runtime::{
    Checking, ExportWords, Exporting, NoScreen, Reading, Start, Stop, Wanted, Watch, Writing, run,
};
use kenal::screens::Screen;

/// The name by which the test binary runs this.
pub const NAME: &str = "helper::program";
/// Where the exit code is noted, for tests whose child it is not.
pub const CODE: &str = "KENAL_TEST_CODE";
/// Where writes are noted.
pub const WRITES: &str = "KENAL_TEST_WRITES";
/// How today's copy goes: `slow`, `fails`.
pub const COPY: &str = "KENAL_TEST_COPY";
/// Where panics are noted.
pub const LOG: &str = "KENAL_TEST_LOG";
/// An escape sequence that must not reach the terminal from any text.
pub const HOSTILE: &str = "Evil\x1b]52;c;ZXZpbA==\x07\x1b[31m\u{9b}2J\u{202e}Shop";

#[test]
#[ignore = "the program that the other tests start"]
fn program() {
    let path = |name| env::var_os(name).map(PathBuf::from);
    let ending = run(Start {
        reader: Box::new(Book),
        analyst: Box::new(Book),
        writer: Box::new(Ledger {
            notes: path(WRITES),
            written: Vec::new(),
        }),
        checker: Box::new(Sound),
        exporter: Box::new(Sound),
        desk: Box::new(Probe::default()),
        open: |_, _| None,
        settings: settings(),
        memory: Memory::at(None),
        file: "kenal.db".to_owned(),
        currency: "IDR".to_owned(),
        trade: kenal::domain::trade::Trade::default(),
        utc_offset_minutes: 420,
        greeting: String::new(),
        read_only: false,
        staff: Some("Rina".to_owned()),
        today: None,
        log: path(LOG),
    });
    let code = match ending {
        Ok(ending) => ending.code(),
        Err(NoScreen::NoTerminal) => 2,
        Err(NoScreen::Io(_)) => 74,
    };
    if let Some(path) = path(CODE) {
        fs::write(path, code.to_string()).expect("the code is noted");
    }
    process::exit(i32::from(code));
}

/// The settings that the environment alone gives.
fn settings() -> Settings {
    let environment = Environment::read(|name| env::var(name).ok());
    let suggested = environment.suggested();
    load(&Source::Nowhere, &environment, suggested, Layer::default()).expect("no mistakes")
}

/// A book that answers, and panics when it is asked to find `panic`.
struct Book;

impl Reading for Book {
    fn answer(&mut self, query: &Query, _: &Wanted) -> Result<Answer, Failure> {
        match query {
            Query::Find { text, .. } if text == "panic" => panic!("{text} in the reader"),
            Query::Shop => Ok(Answer::Shop(ShopFacts {
                name: HOSTILE.to_owned(),
                currency: "IDR".to_owned(),
                trade: "garage".to_owned(),
                utc_offset_minutes: 420,
                fields: String::new(),
                sensitive: false,
                leap_day: kenal::domain::LeapDay::default(),
                sign: Box::default(),
                staff: Vec::new(),
                damage: None,
            })),
            _ => Ok(Answer::Found(Found::default())),
        }
    }

    fn changed(&mut self) -> Result<bool, Failure> {
        Ok(false)
    }
}

/// A book that is never due.
struct Sound;

impl Checking for Sound {
    fn check(&mut self, _: bool, _: &Stop) -> Result<bool, Failure> {
        Ok(false)
    }
}

/// Nothing of this book goes out.
impl Exporting for Sound {
    fn export(&mut self, _: &Export, _: &ExportWords, _: Watch<'_>) -> Result<Exported, Failure> {
        Err(Failure::Gone)
    }
}

/// A writer that is slow, notes when a write begins and when it is safe, and recognises an
/// attempt that was written before.
struct Ledger {
    notes: Option<PathBuf>,
    written: Vec<OpId>,
}

impl Ledger {
    fn note(&self, line: &str) {
        if let Some(path) = &self.notes {
            let mut file = OpenOptions::new()
                .create(true)
                .append(true)
                .open(path)
                .expect("a file");
            writeln!(file, "{line}").expect("the write is noted");
        }
    }
}

impl Writing for Ledger {
    fn write(&mut self, _: &Author, op: OpId, _: &Change) -> Result<Receipt, Failure> {
        let already = self.written.contains(&op);
        if already {
            self.note("again");
        } else {
            self.note("begun");
            thread::sleep(Duration::from_millis(200));
            self.written.push(op);
            self.note("done");
        }
        let change = ChangeId(1);
        Ok(Receipt {
            change,
            customer: None,
            code: None,
            vehicle: None,
            visit: None,
            already,
            left_out: 0,
            landed: false,
            undone: None,
            owing: Vec::new(),
        })
    }

    fn keep_copy(&mut self) -> Result<(), Failure> {
        self.note("copied");
        match env::var(COPY).as_deref() {
            Ok("slow") => {
                thread::sleep(Duration::from_secs(1));
                Ok(())
            }
            Ok("fails") => Err(Failure::DiskFull),
            _ => Ok(()),
        }
    }
}

/// A screen that shows what is typed. `!` panics in update, `?` while drawing, `@` in the
/// reader, `#` twice at once; Enter writes, once for each form, however often it is pressed.
#[derive(Default)]
struct Probe {
    typed: String,
    saving: Option<OpId>,
    saved: usize,
    broken: bool,
}

impl Screen for Probe {
    fn scope(&self) -> Scope {
        Scope::Desk
    }

    fn applies(&self, command: Command) -> Applies {
        if command == Command::OpenCard {
            Applies::Yes
        } else {
            Applies::No
        }
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Key(key) => return self.key(key),
            Event::Paste(text) => self.typed.push_str(text),
            // The first press gives the form its name; the others repeat that name.
            Event::Command(Command::OpenCard) if self.saved == 0 => {
                let op = *self.saving.get_or_insert(context.op);
                return vec![Step::Write(op, Box::new(Change::Undo { change: None }))];
            }
            Event::Saved(_) => self.saved += 1,
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, context: &Context) {
        assert!(!self.broken, "while drawing");
        let (columns, rows) = context.size;
        let line = format!(
            "ready {columns}x{rows} [{}] saved {}",
            self.typed, self.saved
        );
        draw::put(
            canvas.frame,
            canvas.area,
            &line,
            canvas.look.style(Role::Strong),
            canvas.look,
        );
    }
}

impl Probe {
    fn key(&mut self, key: Key) -> Vec<Step> {
        match key.typed() {
            Some('!') => panic!("in update"),
            Some('?') => self.broken = true,
            Some('@') => {
                let text = "panic".to_owned();
                return vec![Step::Read(
                    Slot::Matches,
                    Query::Find {
                        text,
                        limit: 1,
                        also: None,
                    },
                )];
            }
            Some('#') => {
                thread::spawn(|| panic!("beside the loop"));
                panic!("in update");
            }
            Some(c) => self.typed.push(c),
            None => {}
        }
        Vec::new()
    }
}
