//! The loop.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use super::analyst;
use super::book::{Checking, Newest, Reading, Writing};
use super::checker::{Checker, Rounds};
use super::clock::Clock;
use super::exporter::{Exporter, Exporting, Lists};
use super::inbox::{Ending, Inbox, Incoming};
use super::perform::Hands;
use super::reader::Request;
use super::restore::{on_panic, restore};
use super::terminal::Screen;
use super::writer::{Work, Writer};
use super::{input, platform, reader};
use crate::app::{App, Open, Parts};
use crate::config::{self, Memory, Settings};
use crate::domain::Day;
use crate::domain::hygiene::visible;
use crate::domain::trade::Trade;
use crate::protocol::{Effect, Failure, HiddenColumns, Msg, Timer};
use crate::screens::Screen as AppScreen;
use crate::text::{Lang, Say, say};

/// Everything a run of the screens begins with.
pub struct Start {
    /// The reading side of the book.
    pub reader: Box<dyn Reading>,
    /// What studies the whole book.
    pub analyst: Box<dyn Reading>,
    /// The writing side of the same book.
    pub writer: Box<dyn Writing>,
    /// What looks through the same book for damage.
    pub checker: Box<dyn Checking>,
    /// What writes lists of the same book into files.
    pub exporter: Box<dyn Exporting>,
    /// The front desk.
    pub desk: Box<dyn AppScreen>,
    /// Makes the other screens.
    pub open: Open,
    /// The person's settings.
    pub settings: Settings,
    /// Who was at the desk, and the language.
    pub memory: Memory,
    /// The book's file name, for sentences about it.
    pub file: String,
    /// ISO 4217 code of the shop's currency.
    pub currency: String,
    /// The shop's trade.
    pub trade: Trade,
    /// Minutes east of UTC at the shop.
    pub utc_offset_minutes: i32,
    /// What is to be heard about the book's place; empty where it is a good one.
    pub greeting: String,
    /// Whether the book may be looked at and not changed.
    pub read_only: bool,
    /// Who is at the desk, if the command line says so.
    pub staff: Option<String>,
    /// What today is, if the command line says so.
    pub today: Option<Day>,
    /// Where the place of a panic is noted.
    pub log: Option<PathBuf>,
}

/// Why the screens cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum NoScreen {
    /// Keys or screen are no terminal, or one that cannot place a cursor.
    #[error("the screens need a terminal")]
    NoTerminal,
    /// The terminal or the system refused.
    #[error("the terminal cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// How long a signal leaves a transaction in flight to finish.
const FINISH: Duration = Duration::from_millis(500);

/// Shows the screens until the person leaves or the terminal ends. When it returns, the
/// terminal is as it was found and everything acknowledged is on disk.
///
/// # Errors
/// Before anything is drawn: without a terminal nothing is touched.
pub fn run(start: Start) -> Result<Ending, NoScreen> {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if dumb || !platform::is_terminal() {
        return Err(NoScreen::NoTerminal);
    }
    on_panic(
        last_words(start.settings.lang, start.log.as_ref()),
        start.log.clone(),
    );
    let inbox = Inbox::new();
    // Before the terminal is touched: from here on a signal finds somebody who restores it.
    platform::watch(&inbox.sender())?;
    let screen = Screen::take(start.settings.mouse)?;
    let (mut session, threads) = Session::begin(start, inbox, screen);
    let ending = if let Some(ending) = session.first_frame() {
        drop(threads);
        ending
    } else {
        // Nobody reads, writes or listens to keys before there is something to see.
        threads.start(&session)?;
        session.work()
    };
    session.leave(ending);
    Ok(ending)
}

/// What a panic says on the normal screen.
fn last_words(lang: Lang, log: Option<&PathBuf>) -> String {
    let hint = log.map_or_else(String::new, |log| {
        let path = log.display().to_string();
        say::error_panic_hint(lang, visible(&path))
    });
    format!("{}\n{hint}\n", Say::ErrorPanicText.in_(lang))
}

/// The loop with all it holds.
struct Session {
    app: App,
    inbox: Inbox,
    screen: Screen,
    hands: Hands,
    checker: Checker,
}

/// What the threads beside the loop begin with.
struct Threads {
    reader: Box<dyn Reading>,
    requests: mpsc::Receiver<Request>,
    analyst: Box<dyn Reading>,
    studies: mpsc::Receiver<Request>,
    writer: Box<dyn Writing>,
    work: Work,
    checker: Box<dyn Checking>,
    rounds: Rounds,
    exporter: Box<dyn Exporting>,
    lists: Lists,
}

impl Threads {
    fn start(self, session: &Session) -> io::Result<()> {
        let (inbox, hands) = (&session.inbox, &session.hands);
        let newest = hands.newest.clone();
        reader::start(self.reader, newest.clone(), inbox.sender(), self.requests)?;
        analyst::start(self.analyst, newest, inbox.sender(), self.studies)?;
        self.lists.start(self.exporter, inbox.sender())?;
        input::start(inbox.sender())?;
        platform::watch_hang_up(&inbox.sender())?;
        let to_reader = || hands.to_reader.clone();
        self.work.start(self.writer, inbox.sender(), to_reader())?;
        self.rounds.start(self.checker, inbox.sender(), to_reader())
    }
}

impl Session {
    fn begin(start: Start, inbox: Inbox, screen: Screen) -> (Session, Threads) {
        let (to_reader, requests) = mpsc::channel();
        let (to_analyst, studies) = mpsc::channel();
        let (writer, work) = Writer::new();
        let (checker, rounds) = Checker::new();
        let (exporter, lists) = Exporter::new();
        let user = config::user_name(|name| std::env::var(name).ok());
        let app = App::new(Parts {
            desk: start.desk,
            open: start.open,
            keymap: start.settings.keymap.clone(),
            look: start.settings.look(),
            file: start.file,
            user: user.clone().unwrap_or_default(),
        })
        .lists_go_to(config::documents_folder())
        .greeting(start.greeting)
        .read_only(start.read_only);
        let terminal = platform::terminal_name().unwrap_or_else(|| "terminal".to_owned());
        let staff = start
            .staff
            .or_else(|| start.memory.staff(&terminal))
            .unwrap_or_default();
        let clock = Clock::new(start.utc_offset_minutes, start.today);
        let hands = Hands {
            newest: Newest::default(),
            to_reader,
            to_analyst,
            writer,
            exporter,
            clock,
            columns: Arc::new(HiddenColumns::read(&start.memory.columns())),
            memory: start.memory,
            // A service has no user: the terminal's name stands in.
            user: user.unwrap_or_else(|| terminal.clone()),
            terminal,
            staff,
            ascii: start.settings.look().symbols.is_ascii(),
            lang: start.settings.lang,
            currency: start.currency,
            trade: Arc::new(start.trade),
        };
        let session = Session {
            app,
            inbox,
            screen,
            hands,
            checker,
        };
        let threads = Threads {
            reader: start.reader,
            requests,
            analyst: start.analyst,
            studies,
            writer: start.writer,
            work,
            checker: start.checker,
            rounds,
            exporter: start.exporter,
            lists,
        };
        (session, threads)
    }

    /// Draws what can be drawn before the book has answered anything.
    fn first_frame(&mut self) -> Option<Ending> {
        let context = self.hands.context(self.screen.size());
        let effects = self.app.start(&context);
        if let Some(ending) = self.perform(effects) {
            return Some(ending);
        }
        self.next_minute();
        self.draw()
    }

    /// Waits, takes in what happened, draws, and so on until something ends it.
    fn work(&mut self) -> Ending {
        loop {
            let mut resized = false;
            for incoming in self.inbox.wait() {
                resized |= matches!(incoming, Incoming::Msg(Msg::Resize(..)));
                if let Some(ending) = self.take_in(incoming) {
                    return ending;
                }
            }
            // Once for a whole burst of sizes.
            if resized && let Err(error) = self.screen.renew() {
                return broken(&error);
            }
            if let Some(ending) = self.draw() {
                return ending;
            }
        }
    }

    fn draw(&mut self) -> Option<Ending> {
        let context = self.hands.context(self.screen.size());
        let app = &self.app;
        self.screen
            .draw(|frame| app.view(frame, &context))
            .err()
            .map(|error| broken(&error))
    }

    fn take_in(&mut self, incoming: Incoming) -> Option<Ending> {
        match incoming {
            Incoming::End(ending) => Some(ending),
            Incoming::Stop => self.stop(false),
            Incoming::Continued => self.retake(),
            Incoming::Msg(msg) => self.update(msg),
        }
    }

    fn update(&mut self, msg: Msg) -> Option<Ending> {
        match &msg {
            Msg::Woke(Timer::Minute) => {
                self.next_minute();
                self.checker.today_is(self.hands.clock.now().0);
                if let Some(minutes) = self.hands.clock.put_back() {
                    self.inbox
                        .sender()
                        .post(Msg::Noticed(Failure::ClockBack { minutes }));
                }
            }
            // An answer that is there needs nobody to say that it is slow.
            Msg::Read(id, _) => self.inbox.forget(Timer::Slow(*id)),
            Msg::Indexed(100) => self.checker.begin(self.hands.clock.now().0),
            _ => {}
        }
        if let Msg::Read(_, Err(Failure::Damaged)) | Msg::Wrote(_, Err(Failure::Damaged)) = msg {
            self.checker.suspect();
        }
        let context = self.hands.context(self.screen.size());
        let effects = self.app.update(msg, &context);
        self.perform(effects)
    }

    fn next_minute(&mut self) {
        self.inbox.wake(
            Timer::Minute,
            self.hands.clock.to_next_minute(),
            Instant::now(),
        );
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Option<Ending> {
        for effect in effects {
            let done = match effect {
                Effect::Quit => return Some(Ending::Quit),
                Effect::Wake(timer, after) => {
                    self.inbox.wake(timer, after, Instant::now());
                    Ok(())
                }
                Effect::Redraw => self.screen.renew(),
                Effect::Suspend => match self.suspend() {
                    None => Ok(()),
                    ending => return ending,
                },
                other => self.hands.perform(other),
            };
            if let Err(error) = done {
                return Some(broken(&error));
            }
        }
        None
    }

    /// Stops the whole job, if there is a shell above us that can continue it.
    fn suspend(&mut self) -> Option<Ending> {
        if platform::can_stop() {
            return self.stop(true);
        }
        self.inbox.sender().post(Msg::Noticed(Failure::CannotStop));
        None
    }

    /// Gives the terminal back and stops. Taking it again waits for the word that we were
    /// continued: this thread may run on for a moment before the whole process stands still.
    fn stop(&mut self, everybody: bool) -> Option<Ending> {
        restore();
        let stopped = platform::stop(everybody);
        stopped.err().and_then(|_| self.retake())
    }

    fn retake(&mut self) -> Option<Ending> {
        self.screen.retake().err().map(|error| broken(&error))
    }

    /// Gives the terminal back, then waits for the book to be closed.
    fn leave(self, ending: Ending) {
        let context = self.hands.context(self.screen.size());
        let Session {
            app,
            screen,
            mut hands,
            checker,
            ..
        } = self;
        let checker = checker.stop();
        let unsaved = app.unsaved(ending == Ending::Quit, &context);
        if !unsaved.is_empty() {
            hands.writer.keep(hands.author(), unsaved, true);
        }
        let say = |words: &str| platform::write_now(format!("{}\n", visible(words)).as_bytes());
        if ending == Ending::Quit {
            drop(screen);
            checker.wait();
            hands.exporter.end();
            hands.writer.close(true);
            let kept = hands.writer.closed(FINISH).or_else(|| {
                say(Say::ShellCopying.in_(context.lang));
                hands.writer.closed(Duration::MAX)
            });
            if let Some(Err(failure)) = kept {
                say(&app.no_copy(&failure, &context));
            }
        } else {
            // The transaction in flight finishes, or the next opening rolls it back.
            hands.writer.close(false);
            hands.writer.closed(FINISH);
            hands.exporter.end();
            drop(screen);
            if ending == Ending::NoOutput {
                say(Say::ShellNoOutput.in_(context.lang));
            }
        }
    }
}

/// The terminal refuses what we draw: because it has gone, or for a reason of its own.
fn broken(_: &io::Error) -> Ending {
    if platform::hung_up() {
        Ending::signal(129)
    } else {
        Ending::NoOutput
    }
}
