//! Floor 8: the command line. One file per command, text for people or `--json` for programs; it
//! knows no screen. Only `output` prints. What clap parses is in `args`, the words of its help
//! are in `assets/text/*/usage.toml`.

mod args;
mod audit;
mod begun;
mod campaign;
mod check;
mod columns;
mod demo;
mod early;
mod event;
mod exit;
mod export;
mod facts;
mod fields;
mod find;
pub mod help;
mod hidden;
mod history;
mod import;
mod info;
mod init;
mod insight;
mod json;
mod merge;
mod message;
mod moment;
mod offers;
mod output;
pub mod papers;
mod points;
mod progress;
mod record;
mod recovery;
mod referrals;
mod review;
mod screens;
mod segment;
mod session;
mod show;
mod signals;
mod template;
mod terminal;
mod throw_away;
mod today;
mod undo;
mod usage;
mod who;
mod wording;

pub use exit::Exit;
pub use screens::Screens;

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::panic;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;

use args::{Arguments, Command};
use exit::{Ended, Failing};
use output::{Output, Style};
use session::Session;

use crate::config::Environment;
use crate::exchange::read::{READ_WORKBOOK, serve_workbook};
use crate::text::{Lang, Say};

/// What a command line comes to.
pub enum Outcome {
    /// It is done; the program ends with this code.
    Done(u8),
    /// The person wants to see the screens.
    Screens(Box<Screens>),
}

/// Does what the command line says. The first word is the program's own name.
pub fn main(words: impl IntoIterator<Item = OsString>) -> Outcome {
    let words: Vec<OsString> = words.into_iter().collect();
    if words.get(1).is_some_and(|word| word == READ_WORKBOOK) {
        let code = u8::try_from(serve_workbook()).unwrap_or(Exit::Bug.code());
        return Outcome::Done(code);
    }
    signals::outlive_full_files();
    let environment = Environment::read(|name| env::var(name).ok());
    // The words of the help take longer than all else here: only who is told something waits for them.
    let known = Arguments::of(&words).ok_or(());
    let arguments = match known.or_else(|()| parse(words.clone(), &environment)) {
        Ok(arguments) => arguments,
        Err(code) => return Outcome::Done(code),
    };
    match Session::new(&arguments.global, &environment) {
        Ok(session) => guarded(session, arguments.command),
        Err(failing) => {
            let lang = early::lang(&spelled(&words), &environment);
            Outcome::Done(plain_output(lang).failing(&failing).code())
        }
    }
}

fn spelled(words: &[OsString]) -> Vec<String> {
    let words = words.iter().map(|word| word.to_string_lossy());
    words.map(Cow::into_owned).collect()
}

/// Understands the words, or says why not; asking for help is answered here.
fn parse(words: Vec<OsString>, environment: &Environment) -> Result<Arguments, u8> {
    let known = spelled(&words);
    let lang = early::lang(&known, environment);
    let tree = help::command(lang);
    let parsed = tree
        .clone()
        .try_get_matches_from(words)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let error = match parsed {
        Ok(arguments) => return Ok(arguments),
        Err(error) => error,
    };
    let mut out = plain_output(lang);
    let said = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => out
            .text(&error.render().to_string())
            .and_then(|()| out.finish())
            .map(|()| Exit::Done),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            out.text_aside(&error.render().to_string());
            Ok(Exit::Usage)
        }
        _ => Err(usage::wrong(&error, &usage::named(&known, &tree), lang)),
    };
    Err(said.unwrap_or_else(|failing| out.failing(&failing)).code())
}

/// Runs a command.
fn guarded(mut session: Session, command: Option<Command>) -> Outcome {
    on_panic(session.lang());
    let ended = run(&mut session, command).and_then(|outcome| {
        session.out.finish()?;
        session.out.end();
        Ok(outcome)
    });
    let _ = panic::take_hook();
    ended.unwrap_or_else(|failing| Outcome::Done(session.out.failing(&failing).code()))
}

/// A mistake of ours ends with a sentence and its own code instead of a trace, in whatever thread it
/// is made. Nothing is unwound (`panic = "abort"`): a book is left as by `kill -9`, and found so.
fn on_panic(lang: Lang) {
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(ToString::to_string);
        let failing = Failing::said(Exit::Bug, lang, Say::ErrorPanicText, Say::CliPanicHint);
        let failing = failing.with_lines(vec![place.unwrap_or_default()]);
        let code = plain_output(lang).failing(&failing).code();
        std::process::exit(code.into());
    }));
}

fn run(session: &mut Session, command: Option<Command>) -> Ended<Outcome> {
    let done = match command {
        None => return screens::show(session),
        Some(Command::Demo(args)) => return demo::run(session, &args),
        Some(Command::Init(args)) => init::run(session, &args),
        Some(Command::Find(args)) => find::run(session, &args),
        Some(Command::Show(args)) => show::run(session, &args),
        Some(Command::History(args)) => history::run(session, &args),
        Some(Command::Record(what)) => record::run(session, &what),
        Some(Command::Import(args)) => import::run(session, &args),
        Some(Command::Export(args)) => export::run(session, &args),
        Some(Command::Segment(args)) => segment::run(session, &args),
        Some(Command::Today(args)) => today::run(session, &args),
        Some(Command::Review(args)) => review::run(session, &args),
        Some(Command::Campaign(args)) => campaign::run(session, &args),
        Some(Command::Event(args)) => event::run(session, &args),
        Some(Command::Points(args)) => points::run(session, &args),
        Some(Command::Message(args)) => message::run(session, &args),
        Some(Command::Template(args)) => template::run(session, &args),
        Some(Command::Referrals(args)) => referrals::run(session, &args),
        Some(Command::Recovery(args)) => recovery::run(session, &args),
        Some(Command::Offers(args)) => offers::run(session, &args),
        Some(Command::Merge(args)) => merge::run(session, &args),
        Some(Command::Undo(args)) => undo::run(session, &args),
        Some(Command::Audit(args)) => audit::run(session, &args),
        Some(Command::Check(args)) => check::run(session, &args),
        Some(Command::Info(args)) => info::run(session, &args),
        Some(Command::Completions(args)) => papers::completions(session, &args),
        Some(Command::Man) => papers::man(session),
        Some(Command::Insight(args)) => insight::run(session, &args),
    };
    done.map(|exit| Outcome::Done(exit.code()))
}

/// Output before the settings are known.
fn plain_output(lang: Lang) -> Output {
    Output::standard(Style {
        lang,
        colour: false,
        colour_errors: false,
        ascii: false,
        width: 80,
        cuts: true,
        quiet: false,
    })
}
