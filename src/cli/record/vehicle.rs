//! `kenal record vehicle`.

use super::customer::free;
use super::mistakes::Mistakes;
use super::{keeps_assets, recorded};
use crate::cli::args::RecordVehicle;
use crate::cli::exit::{Ended, Exit};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::hygiene::clean_line;
use crate::domain::{Change, CustomerId, Day, Owner, Receipt, Subject, VehicleFacts, VehicleId};
use crate::screens::entry::parse;
use crate::screens::sheet::wording;
use crate::store::{Store, StoreError};
use crate::text::{self, Lang, Say};

pub(super) fn run(session: &mut Session, args: &RecordVehicle) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    keeps_assets(session, &shop)?;
    let facts = understood(args, today, session.lang())?;
    let owner = match who::one(session, &store, &args.owner)? {
        Subject::Customer(id, _) => id,
        Subject::Vehicle(_) => return Err(who::ownerless(session, &args.owner)),
    };
    let word = session.wording(&shop, today).asset();
    let waiting = facts.plate.as_ref();
    let waiting = waiting.map(|plate| free(session, &store, plate, &word));
    let waiting = waiting.transpose()?.flatten();
    // Without a plate it is named by what is known of it.
    let plate = facts.plate.as_ref().map(crate::domain::Plate::display);
    let name = plate.unwrap_or_else(|| wording::vehicle(&facts));
    let receipt = if let Some(vehicle) = waiting {
        give(session, &mut store, (vehicle, facts), owner, today)?
    } else {
        let change = Change::AddVehicle {
            facts: Box::new(facts),
            owner: Owner::Known(owner),
            since: None,
        };
        session.save(&mut store, &change)?
    };
    if args.json {
        let id = receipt
            .vehicle
            .ok_or_else(|| session.failing(&StoreError::Gone))?;
        let vehicle = store.vehicle(id).map_err(|error| session.failing(&error))?;
        let vehicle = vehicle.ok_or_else(|| session.failing(&StoreError::Gone))?;
        session
            .out
            .json(&json::Vehicle::of(&vehicle, Some(owner), &shop.profile))?;
    } else {
        let word = session.wording(&shop, today).asset_field("vehicle");
        let word = word.unwrap_or(Say::WordVehicle.in_(session.lang()));
        let word = text::heading(word);
        recorded(session, &word, &name)?;
    }
    Ok(Exit::Done)
}

/// A vehicle that waited for its owner is given to one, and takes what is new about it.
fn give(
    session: &Session,
    store: &mut Store,
    (id, new): (VehicleId, VehicleFacts),
    owner: CustomerId,
    day: Day,
) -> Ended<Receipt> {
    let change = Change::ChangeOwner {
        vehicle: id,
        owner: Owner::Known(owner),
        day,
    };
    let receipt = session.save(store, &change)?;
    let known = store.vehicle(id).map_err(|error| session.failing(&error))?;
    let known = known.ok_or_else(|| session.failing(&StoreError::Gone))?;
    let base = known.facts;
    let or = |new: String, old: &String| if new.is_empty() { old.clone() } else { new };
    let facts = VehicleFacts {
        make: or(new.make, &base.make),
        model: or(new.model, &base.model),
        year: new.year.or(base.year),
        ..base.clone()
    };
    if facts == base {
        return Ok(receipt);
    }
    let (base, facts) = (Box::new(base), Box::new(facts));
    session.save(store, &Change::EditVehicle { id, base, facts })
}

fn understood(args: &RecordVehicle, today: Day, lang: Lang) -> Ended<VehicleFacts> {
    let mut mistakes = Mistakes::default();
    let plate = parse::plate(&args.plate);
    if plate.is_none() && !args.plate.trim().is_empty() {
        mistakes.add("--plate", &args.plate, Say::FormBadPlate);
    }
    let told = [&args.plate, &args.make, &args.model];
    if told.iter().all(|text| text.trim().is_empty()) {
        mistakes.add("--plate", "", Say::CliVehicleNeeded);
    }
    let year = mistakes.read("--year", &args.year, |text| parse::year(text, today));
    mistakes.none(lang)?;
    Ok(VehicleFacts {
        plate,
        make: clean_line(&args.make).text,
        model: clean_line(&args.model).text,
        year,
        ..VehicleFacts::default()
    })
}
