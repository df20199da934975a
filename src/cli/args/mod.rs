//! What can be typed. The words of the help stand in `assets/text/*/usage.toml`, in both
//! languages, and are put in by `help.rs`: that is why nothing here carries a doc comment.

mod event;
mod export;
mod given;
mod import;
mod message;
mod record;
mod review;
mod today;

pub(super) use event::{Campaign, Event};
pub(super) use export::Export;
pub(super) use given::{RecordConsent, RecordTier};
pub(super) use import::Import;
pub(super) use message::{Message, Template};
pub(super) use record::{
    Record, RecordCustomer, RecordLost, RecordPoints, RecordReferral, RecordTerms, RecordThanks,
    RecordVehicle, RecordVisit,
};
pub(super) use review::Review;
pub(super) use today::Today;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::Datelike as _;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

use crate::config::Colour;
use crate::domain::Day;
use crate::domain::trade::Trade;
use crate::text::Lang;

// The whole line.
#[derive(Debug, Parser)]
#[command(
    name = "kenal",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

// A line that names no command, understood without growing the tree of them all.
#[derive(Debug, Parser)]
#[command(
    name = "kenal",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
struct NoCommand {
    #[command(flatten)]
    global: Global,
}

// What every command takes.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Global {
    #[arg(long, global = true, value_name = "PATH")]
    pub file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "en|id", value_parser = lang())]
    pub lang: Option<Lang>,
    #[arg(long, global = true, value_name = "PATH")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "NAME")]
    pub staff: Option<String>,
    #[arg(long, global = true, value_name = "DAY", value_parser = day)]
    pub today: Option<Day>,
    #[arg(long, global = true, value_name = "auto|always|never", value_parser = colour())]
    pub color: Option<Colour>,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    help: Option<bool>,
}

// Deferred: a start waits for the words of its own command only. `WORDS` below names them all.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(super) enum Command {
    Init(Init),
    Demo(Demo),
    Find(Find),
    Show(Who),
    History(Who),
    #[command(subcommand)]
    Record(Record),
    Import(Import),
    Export(Export),
    Segment(Segment),
    Today(Today),
    Review(Review),
    Points(Points),
    Message(Message),
    Template(Template),
    Referrals(Referrals),
    Recovery(Recovery),
    Offers(Offers),
    Event(Event),
    Campaign(Campaign),
    Merge(Merge),
    Undo(Undo),
    Audit(Audit),
    Check(Check),
    Info(Info),
    Completions(Completions),
    Man,
    #[command(hide = true)]
    Insight(Insight),
}

type Words = fn(clap::Command) -> clap::Command;

// What each command takes, for whoever needs the words of all of them.
const WORDS: &[(&str, Words)] = &[
    ("init", Init::augment_args),
    ("demo", Demo::augment_args),
    ("find", Find::augment_args),
    ("show", Who::augment_args),
    ("history", Who::augment_args),
    ("record", |record| {
        let needs_one = record.subcommand_required(true);
        Record::augment_subcommands(needs_one.arg_required_else_help(true))
    }),
    ("import", Import::augment_args),
    ("export", Export::augment_args),
    ("segment", Segment::augment_args),
    ("today", Today::augment_args),
    ("review", Review::augment_args),
    ("points", Points::augment_args),
    ("message", Message::augment_args),
    ("template", Template::augment_args),
    ("referrals", Referrals::augment_args),
    ("recovery", Recovery::augment_args),
    ("offers", Offers::augment_args),
    ("event", Event::augment_args),
    ("campaign", Campaign::augment_args),
    ("merge", Merge::augment_args),
    ("undo", Undo::augment_args),
    ("audit", Audit::augment_args),
    ("check", Check::augment_args),
    ("info", Info::augment_args),
    ("completions", Completions::augment_args),
    ("insight", Insight::augment_args),
];

impl Arguments {
    // Understands a line; why not is said by the tree in words.
    pub(super) fn of(words: &[OsString]) -> Option<Arguments> {
        let screens = |global| Arguments {
            global,
            command: None,
            version: None,
        };
        if words.len() == 1 {
            return Some(screens(Global::default()));
        }
        let command = |word: &OsString| WORDS.iter().any(|(name, _)| word == name);
        if !words.iter().any(command)
            && let Ok(NoCommand { global }) = NoCommand::try_parse_from(words)
        {
            return Some(screens(global));
        }
        Arguments::try_parse_from(words).ok()
    }

    // The tree with the words of every command.
    pub(super) fn whole() -> clap::Command {
        Arguments::command().mut_subcommands(|command| {
            let words = WORDS.iter().find(|(name, _)| *name == command.get_name());
            let Some((name, words)) = words else {
                return command;
            };
            let named = clap::Command::new(*name)
                .display_order(command.get_display_order())
                .hide(command.is_hide_set());
            words(named)
        })
    }
}

#[derive(Debug, Args)]
pub(super) struct Init {
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    #[arg(long, value_name = "NAME", default_value = "garage", value_parser = PossibleValuesParser::new(Trade::names()), hide_default_value = true)]
    pub trade: String,
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub shop: String,
    #[arg(
        long,
        value_name = "CODE",
        default_value = "IDR",
        hide_default_value = true
    )]
    pub currency: String,
}

#[derive(Debug, Args)]
pub(super) struct Demo {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=crate::sample::MOST_CUSTOMERS))]
    pub customers: Option<u64>,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub seed: u64,
    #[arg(long, value_name = "PATH")]
    pub write: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Find {
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    pub text: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 20, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Who {
    #[arg(value_name = "WHO", required = true, num_args = 1..)]
    pub who: Vec<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Segment {
    #[arg(value_name = "NAME", num_args = 0..)]
    pub name: Vec<String>,
    #[arg(long = "where", value_name = "FILTER", id = "where")]
    pub filter: Option<String>,
    #[arg(
        long,
        value_name = "NAME",
        requires = "name",
        conflicts_with = "remove"
    )]
    pub rename: Option<String>,
    #[arg(long, requires = "name", conflicts_with = "where")]
    pub remove: bool,
    #[arg(long, conflicts_with_all = ["name", "where"])]
    pub fields: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Points {
    #[arg(value_name = "WHO", required = true, num_args = 1..)]
    pub who: Vec<String>,
    #[arg(long, value_name = "PATH")]
    pub rule: Option<PathBuf>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Day>,
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub until: Option<Day>,
    #[arg(long, value_name = "N", conflicts_with = "since", value_parser = clap::value_parser!(u32).range(1..=i64::from(crate::points::MOST_YEARS)))]
    pub years: Option<u32>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Referrals {
    #[arg(value_name = "WHO", num_args = 0..)]
    pub who: Vec<String>,
    #[arg(long, conflicts_with = "who")]
    pub thanks: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Recovery {
    #[arg(long)]
    pub results: bool,
    #[arg(long, value_name = "N", requires = "results", default_value_t = crate::insight::WITHIN, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Offers {
    #[arg(value_name = "WHO", num_args = 0..)]
    pub who: Vec<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Merge {
    #[arg(value_name = "KEEP")]
    pub keep: String,
    #[arg(value_name = "OTHER")]
    pub other: String,
    #[arg(long, value_name = "FIELD")]
    pub take: Vec<String>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Undo {
    #[arg(long)]
    pub list: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Audit {
    #[arg(value_name = "WHO", num_args = 0..)]
    pub who: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 100, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Info {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct Insight {
    #[arg(long, value_name = "PATH")]
    pub case: PathBuf,
    #[arg(long, value_name = "PATH")]
    pub transactions: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub contacts: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    pub customers: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

// Far enough from the ends of the calendar that distances can be counted.
fn day(text: &str) -> Result<Day, &'static str> {
    let day: Option<Day> = text.parse().ok();
    day.filter(|day| (1..=9999).contains(&day.year()))
        .ok_or("YYYY-MM-DD")
}

fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["en", "id"]).map(|code| Lang::of(&code).unwrap_or_default())
}

fn colour() -> impl TypedValueParser<Value = Colour> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|word| match word.as_str() {
        "always" => Colour::Always,
        "never" => Colour::Never,
        _ => Colour::Auto,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::FromArgMatches as _;

    fn words(command: &clap::Command, all: &mut Vec<String>) {
        for arg in command.get_arguments() {
            all.push(format!("{} {arg:?}", command.get_name()));
        }
        all.push(format!(
            "{} {}",
            command.get_name(),
            command.is_subcommand_required_set()
        ));
        for child in command.get_subcommands() {
            words(child, all);
        }
    }

    #[test]
    fn the_words_of_every_command_are_named_for_the_help() {
        let [mut typed, mut named] = [Arguments::command(), Arguments::whole()].map(|mut tree| {
            tree.build();
            let mut all = Vec::new();
            words(&tree, &mut all);
            all
        });
        typed.sort();
        named.sort();
        assert_eq!(typed, named);
    }
    #[test]
    fn the_quick_ways_understand_what_the_whole_tree_does() {
        for line in [
            "kenal",
            "kenal --file a.db --lang id -q --staff Rina",
            "kenal --today 2026-11-22 --color=never --config none",
            "kenal --file a.db find B 1234 XYZ --json",
            "kenal --staff find",
            "kenal --file",
            "kenal nonsense",
            "kenal --version",
            "kenal -h",
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let quick = Arguments::of(&words).map(|known| format!("{known:?}"));
            let whole = Arguments::whole().try_get_matches_from(&words).ok();
            let whole = whole.and_then(|found| Arguments::from_arg_matches(&found).ok());
            assert_eq!(quick, whole.map(|known| format!("{known:?}")), "{line}");
        }
    }
}
