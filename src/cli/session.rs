//! One run of a command: which book, who asks, what day it is, and where the output goes.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset, Utc};
use directories::ProjectDirs;
use tempfile::TempDir;

use super::args::Global;
use super::exit::{Ended, Exit, Failing};
use super::output::Output;
use super::throw_away::own_folder;
use super::{early, terminal, wording};
use crate::config::{self, Environment, Layer, Memory, Settings, Source};
use crate::domain::hygiene::clean_line;
use crate::domain::trade::DEFAULT_TRADE;
use crate::domain::{Author, Change, Day, Receipt};
use crate::screens::sheet::Wording;
use crate::screens::sheet::points::below;
use crate::store::{Access, NewShop, OpenRemark, Shop, Store, StoreError, StoreResult, fresh_op};
use crate::text::{Lang, Say};

/// How the audit names this terminal.
pub const TERMINAL: &str = "cli";

/// Everything that commands have in common.
pub struct Session {
    /// The settings in force.
    pub settings: Settings,
    /// Where the settings file lies or would lie.
    pub settings_file: Option<PathBuf>,
    /// What is remembered from one start to the next.
    pub memory: Memory,
    /// The book.
    pub file: PathBuf,
    /// Whether the book is the one in the data folder that nobody had to name.
    pub usual_file: bool,
    /// Whether the book was opened last for looking only.
    pub looks: bool,
    /// Who asks, if the command line says so.
    pub staff: Option<String>,
    /// What today is, if the command line says so.
    pub today: Option<Day>,
    /// Where results and sentences go.
    pub out: Output,
}

impl Session {
    /// Puts flags, environment and settings together.
    ///
    /// # Errors
    /// When the settings have mistakes, or there is no book to name.
    pub fn new(global: &Global, environment: &Environment) -> Ended<Session> {
        let memory = Memory::at(config::default_folders().map(|(_, state)| state));
        let flags = Layer {
            lang: global.lang,
            colour: global.color,
            ..Layer::default()
        };
        let source = Source::of(global.config.as_deref());
        let settings = config::load(&source, environment, memory.layer(), flags)
            .map_err(|mistakes| early::wrong_settings(&mistakes, global, environment))?;
        let named = global.file.clone().or_else(|| set("KENAL_FILE"));
        let usual_file = named.is_none();
        let file = named
            .or_else(usual_file_path)
            .ok_or_else(|| no_place(settings.lang))?;
        Ok(Session {
            out: Output::standard(terminal::style(&settings, global.quiet)),
            staff: global.staff.as_deref().map(cleaned),
            today: global.today,
            settings,
            settings_file: source.path().map(Path::to_owned),
            memory,
            file,
            usual_file,
            looks: false,
        })
    }

    /// The person's language.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// Opens the book.
    ///
    /// # Errors
    /// What keeps it closed, as a sentence.
    pub fn open(&mut self, access: Access) -> Ended<Store> {
        let opened = self.try_open(access);
        opened.map_err(|error| self.failing(&error))
    }

    /// Opens the book as [`Session::open`] does. Whichever command takes away that others could
    /// read it says so: nobody else will.
    ///
    /// # Errors
    /// What keeps it closed.
    pub fn try_open(&mut self, access: Access) -> StoreResult<Store> {
        self.looks = access == Access::Read;
        let store = Store::open(&self.file, access)?;
        self.say(&store, |remark| *remark == OpenRemark::MadePrivate);
        Ok(self.on_its_day(store))
    }

    fn say(&mut self, store: &Store, which: fn(&OpenRemark) -> bool) {
        for remark in store.remarks().iter().filter(|remark| which(remark)) {
            if let Some(text) = wording::remark(remark, self.lang()) {
                self.out.warn(text);
            }
        }
    }

    /// The book on the day that the command line says.
    fn on_its_day(&self, mut store: Store) -> Store {
        if let Some(today) = self.today {
            store.today_is(today);
        }
        store
    }

    /// Opens the book to write; the one in the data folder is made when it is needed first. What
    /// a person should hear about its place, every time, is said.
    ///
    /// # Errors
    /// What keeps it closed, as a sentence.
    pub fn open_to_write(&mut self) -> Ended<Store> {
        self.make_usual_book()?;
        let store = self.open(Access::Write)?;
        self.say(&store, |remark| *remark != OpenRemark::MadePrivate);
        Ok(store)
    }

    /// Opens the book for a trial that writes and is given up. On the first start it is an empty
    /// book in a folder that goes away with it; of a book that may only be looked at, a copy there.
    ///
    /// # Errors
    /// What keeps it closed, as a sentence.
    pub fn open_for_trial(&mut self) -> Ended<(Store, Option<TempDir>)> {
        let first = self.is_first_start();
        if !first {
            match self.try_open(Access::Write) {
                Err(StoreError::ReadOnly { .. }) => {}
                opened => return Ok((opened.map_err(|error| self.failing(&error))?, None)),
            }
        }
        let folder = own_folder(self.lang())?;
        let path = folder.path().join("trial.db");
        let store = if first {
            Store::create_on(&path, &usual_shop(), self.today)
        } else {
            let copied = self.open(Access::Read)?.copy_to(&path);
            copied.and_then(|()| Store::open(&path, Access::Write))
        };
        let store = store.map_err(|error| self.failing(&error))?;
        Ok((self.on_its_day(store), Some(folder)))
    }

    /// Whether nobody named a book and the one in the data folder is not there yet.
    fn is_first_start(&self) -> bool {
        self.usual_file && self.file.symlink_metadata().is_err()
    }

    /// Makes the book in the data folder if nobody named another and it is not there yet.
    ///
    /// # Errors
    /// What keeps it from being made, as a sentence.
    pub fn make_usual_book(&self) -> Ended<()> {
        if !self.is_first_start() {
            return Ok(());
        }
        let folder = self.file.parent().unwrap_or(Path::new("."));
        private_folder(folder).map_err(|error| {
            let (path, why) = (folder.to_owned(), wording::why(&error, self.lang()));
            self.failing(&StoreError::CannotCreate { path, why })
        })?;
        match Store::create_on(&self.file, &usual_shop(), self.today) {
            // Another terminal was quicker.
            Ok(_) | Err(StoreError::Exists(_)) => Ok(()),
            Err(error) => Err(self.failing(&error)),
        }
    }

    /// What the book says, as a sentence.
    pub fn failing(&self, error: &StoreError) -> Failing {
        let looking = self.looks.then(|| wording::looking(error, self.lang()));
        let failing = || wording::failing(error, &self.file, self.lang());
        looking.flatten().unwrap_or_else(failing)
    }

    /// Writes one thing under a fresh name.
    ///
    /// # Errors
    /// Nothing was written; why, as a sentence.
    pub fn save(&self, store: &mut Store, change: &Change) -> Ended<Receipt> {
        self.save_or(store, change, |error| self.failing(error))
    }

    /// The same, with words of its own for what went wrong.
    ///
    /// # Errors
    /// As `failing` says.
    pub fn save_or(
        &self,
        store: &mut Store,
        change: &Change,
        failing: impl Fn(&StoreError) -> Failing,
    ) -> Ended<Receipt> {
        let receipt = store.write(&self.author(), fresh_op(), change);
        let receipt = receipt.map_err(|error| failing(&error))?;
        self.saved(&receipt);
        Ok(receipt)
    }

    /// Something is safe in the book: whom it left with fewer points than none is said at the end.
    pub fn saved(&self, receipt: &Receipt) {
        self.out.is_saved();
        if let Some(text) = below(&receipt.owing, self.lang()) {
            self.out.warn_at_end(text);
        }
    }

    /// The facts of the shop, and what today is there.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn shop(&self, store: &Store) -> Ended<(Shop, Day)> {
        let shop = store.shop().map_err(|error| self.failing(&error))?;
        let today = self.today_at(shop.utc_offset_minutes);
        Ok((shop, today))
    }

    /// What today is, so many minutes east of UTC.
    pub fn today_at(&self, offset_minutes: i32) -> Day {
        self.today.unwrap_or_else(|| {
            let seconds = offset_minutes.clamp(-24 * 60 + 1, 24 * 60 - 1) * 60;
            // Not `Utc::now`, which panics before 1970.
            let now = DateTime::<Utc>::from(SystemTime::now());
            FixedOffset::east_opt(seconds).map_or(now.date_naive(), |zone| {
                now.with_timezone(&zone).date_naive()
            })
        })
    }

    /// How results are worded.
    pub fn wording<'a>(&self, shop: &'a Shop, today: Day) -> Wording<'a> {
        Wording {
            lang: self.lang(),
            today,
            currency: &shop.currency,
            trade: &shop.profile,
        }
    }

    /// Who writes: the flag, else who was remembered, else the computer's user.
    pub fn author(&self) -> Author {
        let remembered = || self.memory.staff(TERMINAL);
        let name = self
            .staff
            .clone()
            .filter(|name| !name.is_empty())
            .or_else(remembered)
            .or_else(|| config::user_name(|name| env::var(name).ok()));
        Author {
            staff: None,
            // A service has no user: the terminal's name stands in.
            name: name.unwrap_or_else(|| TERMINAL.to_owned()),
            terminal: TERMINAL.to_owned(),
        }
    }
}

/// What a book begins with that nobody described.
fn usual_shop() -> NewShop {
    NewShop {
        name: String::new(),
        currency: "IDR".to_owned(),
        trade: DEFAULT_TRADE.to_owned(),
        utc_offset_minutes: own_offset_minutes(),
    }
}

/// Minutes east of UTC of this computer, for a new book.
pub fn own_offset_minutes() -> i32 {
    let now = DateTime::<Utc>::from(SystemTime::now());
    let local = now.with_timezone(&chrono::Local);
    local.offset().local_minus_utc() / 60
}

fn no_place(lang: Lang) -> Failing {
    Failing::said(Exit::Usage, lang, Say::CliNoPlaceText, Say::CliNoPlaceHint)
}

fn usual_file_path() -> Option<PathBuf> {
    let folders = ProjectDirs::from("", "", "kenal")?;
    Some(folders.data_dir().join("kenal.db"))
}

/// Makes a folder that only its owner may look into.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn set(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn cleaned(name: &str) -> String {
    clean_line(name).text
}
