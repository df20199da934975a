//! `kenal insight`: answers a case of published numbers in the form in which they are published,
//! so that the program's findings can be held against them. For tests; not in the help.

mod answer;
mod case;
mod customers;
mod fits;
mod formulas;
mod holdout;
mod shop;

use std::io::Write as _;
use std::path::Path;

use super::args::Insight;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::text::{Say, say};
use case::Case;
use fits::Fits;
use shop::Shop;

pub(super) fn run(session: &mut Session, args: &Insight) -> Ended {
    let failing = |path: &Path, why: String| unreadable(session, path, &why);
    let case = Case::read(&args.case).map_err(|why| failing(&args.case, why))?;
    let Some(transactions) = &args.transactions else {
        let answers = formulas::answer(&case);
        session.out.json(&answers)?;
        return Ok(Exit::Done);
    };
    let mut shop = Shop::read(transactions, &case).map_err(|why| failing(transactions, why))?;
    if let Some(contacts) = &args.contacts {
        shop.add_contacts(contacts)
            .map_err(|why| failing(contacts, why))?;
    }
    let fits = Fits::of(&shop, &case);
    if let Some(path) = &args.customers {
        let table = customers::table(&shop, &case, &fits);
        let written = std::fs::File::create(path).and_then(|mut file| file.write_all(&table));
        written.map_err(|error| unreadable(session, path, &error.to_string()))?;
    }
    session.out.json(&answer::answer(&shop, &case, &fits))?;
    Ok(Exit::Done)
}

fn unreadable(session: &Session, path: &Path, why: &str) -> Failing {
    let lang = session.lang();
    let text = say::cli_insight_file(lang, path.display().to_string(), why);
    Failing::new(Exit::CannotOpen, text, Say::CliInsightFileHint.in_(lang))
}
