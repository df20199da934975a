//! `kenal record lost`.

use super::mistakes::Mistakes;
use super::said_of;
use crate::cli::args::RecordLost;
use crate::cli::exit::Ended;
use crate::cli::session::Session;
use crate::cli::who;
use crate::domain::hygiene::clean_line;
use crate::domain::{Change, LostTo};
use crate::screens::entry::parse;
use crate::text::say;

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
    let (lang, shop) = (session.lang(), clean_line(&args.to).text);
    let said = |who| match shop.as_str() {
        _ if args.back => say::cli_lost_not(lang, who),
        "" => say::cli_lost(lang, who),
        shop => say::cli_lost_to(lang, who, shop),
    };
    said_of(session, &store, (customer.id, args.json), said)
}
