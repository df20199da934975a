//! `kenal points`: the ledger of a customer, the rules, and what other rules would come to.

mod ledger;
mod rule;
mod simulate;

use super::args::Points as Args;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::text::{Lang, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    let lang = session.lang();
    let who = args.who.join(" ");
    let (file, since) = (args.rule.is_some(), args.since.is_some());
    let (until, years) = (args.until.is_some(), args.years.is_some());
    match (who.as_str(), &args.rule) {
        ("simulate", Some(file)) => simulate::run(session, file, args),
        ("simulate", None) => Err(wrong(lang, say::usage_wrong_missing(lang, "--rule"))),
        ("rule", file) => {
            none_of(lang, "rule", &[("--until", until), ("--years", years)])?;
            rule::run(session, file.as_deref(), args)
        }
        (who, _) => {
            let strange = [
                ("--rule", file),
                ("--since", since),
                ("--until", until),
                ("--years", years),
            ];
            none_of(lang, who, &strange)?;
            ledger::run(session, who, args.json)
        }
    }
}

/// Refuses words of the other two ways, which would do nothing here.
fn none_of(lang: Lang, what: &str, words: &[(&str, bool)]) -> Ended<()> {
    match words.iter().find(|(_, is_said)| *is_said) {
        Some((word, _)) => Err(wrong(lang, say::usage_wrong_together(lang, word, what))),
        None => Ok(()),
    }
}

fn wrong(lang: Lang, why: String) -> Failing {
    let hint = say::usage_wrong_hint(lang, "kenal points");
    Failing::new(Exit::Usage, say::cli_usage(lang, why), hint)
}
