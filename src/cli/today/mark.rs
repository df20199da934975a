//! A customer of the day's list who is done, or put off.

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::who;
use super::{Args, asked};
use crate::calendar::told_until;
use crate::domain::{Change, Day, Mark};
use crate::screens::entry::parse;
use crate::text::{Say, full_date, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let whom = args.done.as_deref().or(args.later.as_deref());
    let customer = who::customer(session, &store, whom.unwrap_or_default())?;
    let list = asked(session, &store, (today, args.days))?;
    let lang = session.lang();
    let Some(person) = list.people.iter().find(|one| one.who.id == customer.id) else {
        let why = say::today_not_listed(lang, &customer.code);
        let hint = Say::TodayNotListedHint.in_(lang);
        return Err(Failing::new(Exit::Partly, why, hint));
    };
    let mark = match &args.until {
        Some(text) => Mark::Until(until(session, text, today, told_until(&person.reasons))?),
        None => Mark::Done,
    };
    let reasons = person.reasons.iter();
    let change = Change::MarkOccasions {
        customer: Some(customer.id),
        occasions: reasons.map(|reason| reason.why.occasion()).collect(),
        mark,
    };
    session.save(&mut store, &change)?;
    if args.json {
        // What is left of the day.
        let list = asked(session, &store, (today, args.days))?;
        session.out.json(&super::json::TodayList::new(&list))?;
        return Ok(Exit::Done);
    }
    let said = say::today_marked(lang, &customer.code);
    session.out.note(&said);
    Ok(Exit::Done)
}

/// From which day on it is told again; after the last day it would never be.
fn until(session: &Session, text: &str, today: Day, last: Option<Day>) -> Ended<Day> {
    let lang = session.lang();
    let said = match parse::day(text, today) {
        Ok(Some(day)) if day > today => match last {
            Some(last) if last <= today => Say::TodayLastDayUntil.in_(lang).to_owned(),
            Some(last) if last < day => say::today_too_late_until(lang, full_date(lang, last)),
            _ => return Ok(day),
        },
        Ok(Some(_)) => Say::TodayUntilOver.in_(lang).to_owned(),
        Ok(None) => Say::FormRequired.in_(lang).to_owned(),
        Err(why) => why.in_(lang).to_owned(),
    };
    let line = format!("--until “{text}”: {said}");
    let (text, hint) = (Say::CliMistakesText, Say::CliRefusedHint);
    Err(Failing::said(Exit::Refused, lang, text, hint).with_lines(vec![line]))
}
