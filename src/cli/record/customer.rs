//! `kenal record customer`.

use super::mistakes::Mistakes;
use super::{edited, keeps_assets, recorded, told};
use crate::cli::args::RecordCustomer;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::name::WrittenName;
use crate::domain::trade::Trade;
use crate::domain::{
    Change, CustomerFacts, CustomerId, Day, Owner, PhoneEntry, Plate, Receipt, Subject,
    VehicleFacts, VehicleId,
};
use crate::insight::{Pace, stage};
use crate::screens::entry::parse;
use crate::store::{Store, StoreError};
use crate::text::{Lang, Say, say};

pub(super) fn run(session: &mut Session, args: &RecordCustomer) -> Ended {
    if let Some(text) = &args.whose {
        return edited::run(session, text, args);
    }
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let (mut facts, plates) = understood(args, today, session.lang())?;
    if let Some(text) = &args.referred_by {
        facts.referred_by = Some(who::customer(session, &store, text)?.id);
    }
    told::beside(session, &store, args, &mut facts)?;
    if !plates.is_empty() {
        keeps_assets(session, &shop)?;
    }
    tell_holders(session, &store, facts.phones.iter())?;
    let word = session.wording(&shop, today).asset();
    let mut waiting = Vec::new();
    let mut new = Vec::new();
    for plate in plates {
        match free(session, &store, &plate, &word)? {
            Some(known) => waiting.push(known),
            None => new.push(vehicle(plate)),
        }
    }
    let mut vehicles = new.into_iter();
    let change = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: vehicles.next(),
    };
    let receipt = session.save(&mut store, &change)?;
    let (id, code) = made(session, &receipt)?;
    let added = vehicles.map(|facts| Change::AddVehicle {
        facts,
        owner: Owner::Known(id),
        since: None,
    });
    let given = waiting.into_iter().map(|vehicle| Change::ChangeOwner {
        vehicle,
        owner: Owner::Known(id),
        day: today,
    });
    for change in added.chain(given) {
        session
            .save(&mut store, &change)
            .map_err(|failing| partly(session, &code, failing))?;
    }
    if args.json {
        print_row(session, &store, id, &shop.profile)?;
    } else {
        let word = Say::WordCustomer.in_(session.lang());
        recorded(session, word, &code)?;
    }
    Ok(Exit::Done)
}

/// The row of a customer, as of one who was never here.
pub(super) fn print_row(
    session: &mut Session,
    store: &Store,
    id: CustomerId,
    trade: &Trade,
) -> Ended<()> {
    let card = store.card(Subject::Customer(id, None));
    let card = card.map_err(|error| session.failing(&error))?;
    let card = card.ok_or_else(|| session.failing(&StoreError::Gone))?;
    let customer = card.customer.as_ref();
    let customer = customer.ok_or_else(|| session.failing(&StoreError::Gone))?;
    let points = card.points.as_ref();
    let tier = points.and_then(|points| points.tier.as_ref());
    let stands = (
        stage(None, Pace::TooFewVisits, 0, 0).name(),
        tier.map(|tier| tier.name.as_str()),
    );
    let belongs = customer.facts.company;
    let company = card.company.iter().find(|(id, _)| Some(*id) == belongs);
    let beside = json::Beside {
        company: company.map(|(_, name)| name.as_str()),
        referred_by: card.referred_by.as_ref().map(|by| by.code.as_str()),
    };
    let row = json::Customer::new(customer, &[], beside, trade, stands);
    session.out.json(&row)
}

/// Says who has one of the phones already: it may be the same person.
pub(super) fn tell_holders<'p>(
    session: &mut Session,
    store: &Store,
    phones: impl Iterator<Item = &'p PhoneEntry>,
) -> Ended<()> {
    let lang = session.lang();
    for entry in phones {
        let holders = store.phone_holders(&entry.phone);
        for (_, name, id) in holders.map_err(|error| session.failing(&error))? {
            session.out.warn(&say::cli_phone_known(lang, name, id));
        }
    }
    Ok(())
}

/// The customer and the plates that the words mean.
fn understood(args: &RecordCustomer, today: Day, lang: Lang) -> Ended<(CustomerFacts, Vec<Plate>)> {
    let mut mistakes = Mistakes::default();
    let mut facts = CustomerFacts::default();
    if args.name.is_none() {
        mistakes.add("--name", "", Say::CliNameNeeded);
    }
    edited::over(&mut facts, args, today, &mut mistakes);
    facts.kind = WrittenName::parse(args.name.as_deref().unwrap_or_default()).kind;
    let mut plates = Vec::new();
    for text in &args.plate {
        match parse::plate(text) {
            Some(plate) => plates.push(plate),
            None => mistakes.add("--plate", text, Say::FormBadPlate),
        }
    }
    mistakes.none(lang)?;
    Ok((facts, plates))
}

fn vehicle(plate: Plate) -> Box<VehicleFacts> {
    Box::new(VehicleFacts {
        plate: Some(plate),
        ..VehicleFacts::default()
    })
}

/// A plate that somebody drives already stays with them; a vehicle that waits for its owner is
/// named.
///
/// # Errors
/// The data is refused, naming the owner.
pub(super) fn free(
    session: &Session,
    store: &Store,
    plate: &Plate,
    asset: &str,
) -> Ended<Option<VehicleId>> {
    let holder = store
        .plate_holder(plate)
        .map_err(|error| session.failing(&error))?;
    let Some(holder) = holder else {
        return Ok(None);
    };
    if holder.owner.is_none() {
        return Ok(Some(holder.vehicle));
    }
    let lang = session.lang();
    let text = say::cli_plate_taken_text(lang, &holder.plate, holder.name);
    let hint = say::cli_plate_taken_hint(lang, &holder.plate, asset);
    Err(Failing::new(Exit::Refused, text, hint))
}

fn made(session: &Session, receipt: &Receipt) -> Ended<(CustomerId, String)> {
    receipt
        .customer
        .zip(receipt.code.clone())
        .ok_or_else(|| crate::cli::wording::internal("a customer without an ID", session.lang()))
}

/// The customer is in the book, one of the vehicles is not.
fn partly(session: &Session, code: &str, failing: Failing) -> Failing {
    Failing {
        text: say::cli_partly_recorded(session.lang(), code, &failing.text),
        ..failing
    }
}
