//! `kenal record consent`.

use super::mistakes::Mistakes;
use super::recorded_of;
use crate::cli::args::RecordConsent;
use crate::cli::exit::Ended;
use crate::cli::session::Session;
use crate::cli::who;
use crate::domain::Change;
use crate::screens::entry::parse;
use crate::text::say;

pub(super) fn run(session: &mut Session, args: &RecordConsent) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let customer = who::customer(session, &store, &args.whose)?;
    let mut mistakes = Mistakes::default();
    let day = mistakes.read("--date", &args.date, |text| parse::past_day(text, today));
    mistakes.none(session.lang())?;
    let change = Change::SetConsent {
        customer: customer.id,
        purpose: args.purpose.clone(),
        yes: args.answer == "yes",
        day: day.unwrap_or(today),
        channel: args.channel.clone(),
    };
    let receipt = session.save(&mut store, &change)?;
    let said = say::cli_answer_recorded(session.lang(), &customer.code);
    let told = (customer.id, &receipt);
    recorded_of(session, &store, told, (args.json, &said))
}
