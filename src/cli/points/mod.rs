//! `kenal points`: the ledger of a customer, the rules, and what other rules would come to.

mod ledger;
mod rule;
mod simulate;

use super::args::Points as Args;
use super::exit::Ended;
use super::session::Session;

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    match (args.who.join(" ").as_str(), &args.rule) {
        ("simulate", Some(file)) => simulate::run(session, file, args),
        ("rule", file) => rule::run(session, file.as_deref(), args),
        (who, _) => ledger::run(session, who, args.json),
    }
}
