//! `kenal record lost`.

use super::mistakes::Mistakes;
use super::{recorded, shown};
use crate::cli::args::RecordLost;
use crate::cli::exit::{Ended, Exit};
use crate::cli::session::Session;
use crate::cli::who;
use crate::domain::{Change, LostTo};
use crate::screens::entry::parse;
use crate::text::Say;

pub(super) fn run(session: &mut Session, args: &RecordLost) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let customer = who::customer(session, &store, &args.whose)?;
    let mut mistakes = Mistakes::default();
    let day = mistakes.read("--date", &args.date, |text| parse::past_day(text, today));
    mistakes.none(session.lang())?;
    let lost = LostTo {
        day: day.unwrap_or(today),
        competitor: args.to.clone(),
        reason: args.reason.clone(),
    };
    let change = Change::MarkLost {
        customer: customer.id,
        base: store
            .lost_to(customer.id)
            .map_err(|error| session.failing(&error))?,
        lost: (!args.back).then_some(lost),
    };
    session.save(&mut store, &change)?;
    if args.json {
        return shown(session, &store, customer.id);
    }
    let word = Say::WordCustomer.in_(session.lang());
    recorded(session, word, &customer.code)?;
    Ok(Exit::Done)
}
