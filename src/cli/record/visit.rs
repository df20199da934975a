//! `kenal record visit`.

use super::mistakes::Mistakes;
use super::{corrected, keeps_assets, recorded};
use crate::cli::args::RecordVisit;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::hygiene::{clean_line, clean_note};
use crate::domain::{
    Change, CustomerId, Day, Money, Ownership, Subject, Vehicle, VehicleId, VisitFacts, VisitId,
    VisitLine, contradicted_sum,
};
use crate::screens::entry::parse;
use crate::screens::sheet::{Wording, odometer};
use crate::store::{Store, StoreError};
use crate::text::{Lang, Say, say};

/// Readings that a new one is judged by.
const READINGS: u32 = 200;
/// One, in thousandths.
const ONE: i64 = 1000;

pub(super) fn run(session: &mut Session, args: &RecordVisit) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    let mut facts = understood(args, wording)?;
    if let Some(id) = args.visit {
        return corrected::run(session, store, args, (VisitId(id), facts));
    }
    if args.plate.is_some() {
        keeps_assets(session, &shop)?;
    }
    (facts.customer, facts.vehicle) = whose(session, &store, args, facts.day)?;
    for warning in doubts(session, &store, &facts, wording)? {
        session.out.warn(&warning);
    }
    let facts = Box::new(facts);
    let receipt = session.save(&mut store, &Change::AddVisit { facts })?;
    let id = receipt
        .visit
        .ok_or_else(|| session.failing(&StoreError::Gone))?;
    told(session, &store, id, args.json)
}

/// What the visit is now.
pub(super) fn told(session: &mut Session, store: &Store, id: VisitId, as_json: bool) -> Ended {
    if as_json {
        let visit = store.visit(id).map_err(|error| session.failing(&error))?;
        let visit = visit.ok_or_else(|| session.failing(&StoreError::Gone))?;
        session.out.json(&json::Visit::from(&visit))?;
    } else {
        let word = Say::WordVisit.in_(session.lang());
        recorded(session, word, &id.0.to_string())?;
    }
    Ok(Exit::Done)
}

/// The visit that the words mean; whose it is comes from the book.
fn understood(args: &RecordVisit, wording: Wording<'_>) -> Ended<VisitFacts> {
    let mut mistakes = Mistakes::default();
    let today = wording.today;
    let money = |text: &str| parse::money(text, wording.currency);
    let day = mistakes.read("--date", &args.date, |text| parse::past_day(text, today));
    let odometer = mistakes.read("--odometer", &args.odometer, parse::km);
    let typed = mistakes.read("--total", &args.total, money);
    let redeemed = mistakes.read("--redeem", &args.redeem, |text| match text.trim() {
        "0" => Ok(None),
        text => parse::points(text),
    });
    let mut lines = Vec::new();
    for text in &args.line {
        let (what, amount) = text.rsplit_once('=').unwrap_or((text, ""));
        let what = clean_line(what).text;
        if what.is_empty() {
            mistakes.add("--line", text, Say::CliLineNeeded);
        }
        lines.push(VisitLine {
            text: what,
            quantity: ONE,
            amount: mistakes.read("--line", amount, money),
            cost: None,
        });
    }
    for (word, text, kept) in [
        ("--odometer", &args.odometer, wording.trade.has_odometer()),
        ("--oil", &args.oil, wording.trade.has_oil()),
    ] {
        if !kept && !text.trim().is_empty() {
            mistakes.add(word, text, Say::CliNotInTrade);
        }
    }
    mistakes.none(wording.lang)?;
    let mechanics = args.mechanic.iter().map(|name| clean_line(name).text);
    Ok(VisitFacts {
        odometer,
        oil: clean_line(&args.oil).text,
        mechanics: mechanics.filter(|name| !name.is_empty()).collect(),
        total: typed.or_else(|| sum(&lines)),
        redeemed,
        lines,
        complaint: clean_note(&args.complaint).text,
        note: clean_note(&args.note).text,
        ..VisitFacts::on(day.unwrap_or(today))
    })
}

/// The sum of the lines where every one has an amount.
fn sum(lines: &[VisitLine]) -> Option<Money> {
    let amounts: Option<Vec<Money>> = lines.iter().map(|line| line.amount).collect();
    Money::checked_sum(amounts.filter(|amounts| !amounts.is_empty())?)
}

/// Who came, with what. A vehicle's visit belongs to whoever owned it on that day.
fn whose(
    session: &Session,
    store: &Store,
    args: &RecordVisit,
    day: Day,
) -> Ended<(Option<CustomerId>, Option<VehicleId>)> {
    if let Some(text) = &args.customer {
        return match who::one(session, store, text)? {
            Subject::Customer(id, _) => Ok((Some(id), None)),
            Subject::Vehicle(_) => Err(who::ownerless(session, text)),
        };
    }
    let text = args.plate.as_deref().unwrap_or_default();
    let fits = store.who(text).map_err(|error| session.failing(&error))?;
    let vehicles = fits.into_iter().filter_map(|subject| match subject {
        Subject::Customer(_, vehicle) => vehicle,
        Subject::Vehicle(vehicle) => Some(vehicle),
    });
    let vehicles: Vec<VehicleId> = vehicles.collect();
    let id = match vehicles.as_slice() {
        [] => return Err(unknown_plate(text, session.lang())),
        [only] => *only,
        _ => who::one(session, store, text).map(|_| VehicleId(0))?,
    };
    let vehicle = store.vehicle(id).map_err(|error| session.failing(&error))?;
    let vehicle = vehicle.ok_or_else(|| session.failing(&StoreError::Gone))?;
    Ok((owner_on(&vehicle, day), Some(id)))
}

fn owner_on(vehicle: &Vehicle, day: Day) -> Option<CustomerId> {
    let held = |stretch: &&Ownership| {
        stretch.since.is_none_or(|since| since <= day)
            && stretch.until.is_none_or(|until| day <= until)
    };
    let then = vehicle.owners.iter().find(held);
    let now = vehicle.owners.iter().find(|owner| owner.until.is_none());
    then.or(now).map(|owner| owner.customer)
}

fn unknown_plate(text: &str, lang: Lang) -> Failing {
    let plate = parse::plate(text).map_or_else(|| text.to_owned(), |plate| plate.display());
    Failing::new(
        Exit::Refused,
        say::cli_unknown_plate_text(lang, &plate),
        say::cli_unknown_plate_hint(lang, &plate),
    )
}

/// What looks wrong and is written all the same.
pub(super) fn doubts(
    session: &Session,
    store: &Store,
    facts: &VisitFacts,
    wording: Wording<'_>,
) -> Ended<Vec<String>> {
    let mut doubts = Vec::new();
    if let Some((vehicle, km)) = facts.vehicle.zip(facts.odometer) {
        let readings = store
            .readings(vehicle, READINGS)
            .map_err(|error| session.failing(&error))?;
        doubts.push(odometer::warning(km, facts.day, &readings, wording));
    }
    let amounts: Vec<_> = facts.lines.iter().map(|line| line.amount).collect();
    let far = facts
        .total
        .and_then(|total| contradicted_sum(total, &amounts));
    let sum = sum(&facts.lines).filter(|sum| Some(*sum) != facts.total);
    doubts.extend(match (far, sum) {
        (Some(sum), _) => Some(say::visit_total_far(wording.lang, wording.money(sum))),
        (None, Some(sum)) => Some(say::visit_lines_differ(wording.lang, wording.money(sum))),
        (None, None) => None,
    });
    doubts.retain(|doubt| !doubt.is_empty());
    Ok(doubts)
}
