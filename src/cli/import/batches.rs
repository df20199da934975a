//! What was brought in before, and taking it back.

use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::{columns, json, moment, who, wording};
use crate::domain::{BatchId, Change};
use crate::look::Role;
use crate::screens::sheet::Wording;
use crate::store::{Access, Batch, Store, fresh_op};
use crate::text::{Say, say};

/// How many are named of what stays in the book.
const NAMED: usize = 10;

pub(super) fn list(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let batches = all(session, &store)?;
    if as_json {
        session.out.json(&json::Batches::new(&batches))?;
        return Ok(Exit::Done);
    }
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    if batches.is_empty() {
        session
            .out
            .spans(&[(wording.say(Say::ImportNone), Role::Label)])?;
    }
    let rows: Vec<_> = batches
        .iter()
        .map(|batch| row(batch, shop.utc_offset_minutes, wording))
        .collect();
    columns::print(&mut session.out, &[0, 1, 0, 3, 0, 2], &rows)?;
    Ok(Exit::Done)
}

/// Whether nothing of it is in the book.
fn is_empty(batch: &Batch) -> bool {
    [batch.customers, batch.vehicles, batch.visits, batch.points] == [0; 4]
}

/// What of it is in the book.
fn held(batch: &Batch, wording: Wording<'_>) -> String {
    let number = |n: i64| n.unsigned_abs();
    let mut held = vec![
        say::word_customers(wording.lang, number(batch.customers)),
        wording.counted_assets(number(batch.vehicles)),
        say::word_visits(wording.lang, number(batch.visits)),
    ];
    if batch.points > 0 {
        held.push(say::import_held_points(wording.lang, number(batch.points)));
    }
    held.join(", ")
}

fn row(batch: &Batch, offset_minutes: i32, wording: Wording<'_>) -> Vec<(String, Role)> {
    let state = match (batch.undone, is_empty(batch)) {
        (true, true) => wording.say(Say::ImportUndone).to_owned(),
        (true, false) => say::cli_undone_but(wording.lang, held(batch, wording)),
        (false, _) => held(batch, wording),
    };
    vec![
        (batch.id.0.to_string(), Role::Strong),
        (
            moment::shown(&batch.at, offset_minutes, wording),
            Role::Label,
        ),
        (batch.files.join(", "), Role::Value),
        (batch.who.clone(), Role::Label),
        (state, Role::Value),
    ]
}

fn all(session: &Session, store: &Store) -> Ended<Vec<Batch>> {
    store.batches().map_err(|error| session.failing(&error))
}

pub(super) fn undo(session: &mut Session, batch: BatchId, as_json: bool) -> Ended {
    let mut store = session.open(Access::Write)?;
    let known = all(session, &store)?
        .into_iter()
        .find(|known| known.id == batch);
    let known = known
        .filter(|known| !known.undone || !is_empty(known))
        .ok_or_else(|| no_batch(session, batch))?;
    let change = Change::UndoImport { batch };
    let lang = session.lang();
    let progress = Progress::start(&session.out, "", lang)
        .map_err(|error| wording::internal(&error.to_string(), lang))?;
    let stop = progress.under_way(Say::ImportTakesBack.in_(lang));
    let receipt = store
        .write_unless(Some(stop), &session.author(), fresh_op(), &change)
        .map_err(|error| progress.by_signal(session.failing(&error)))?;
    drop(progress);
    session.saved(&receipt);
    let stays = store
        .brought(batch)
        .map_err(|error| session.failing(&error))?;
    let points_of = if stays.is_empty() {
        Vec::new()
    } else {
        let points_of = store.kept_for_points(batch);
        points_of.map_err(|error| session.failing(&error))?
    };
    let stays: Vec<String> = stays
        .iter()
        .filter_map(|subject| store.card(*subject).ok().flatten())
        .map(|card| who::named(&card))
        .collect();
    if as_json {
        session.out.json(&json::Undone {
            change: known.change.0,
            kind: "import".to_owned(),
            by: receipt.change.0,
            kept: Some(stays),
            points_of: Some(points_of.iter().map(|batch| batch.0).collect()),
        })?;
        return Ok(Exit::Done);
    }
    // A sample came from no file.
    let what = if known.files.is_empty() {
        let (shop, today) = session.shop(&store)?;
        held(&known, session.wording(&shop, today))
    } else {
        known.files.join(", ")
    };
    let text = say::cli_undone(session.lang(), what);
    session.out.line(&text)?;
    kept(session, &stays)?;
    rest_on(session, batch, &points_of)?;
    Ok(Exit::Done)
}

/// What stays in the book though its import was taken back.
fn kept(session: &mut Session, stays: &[String]) -> Ended<()> {
    if stays.is_empty() {
        return Ok(());
    }
    let title = Say::ImportKept.in_(session.lang());
    session.out.spans(&[(title, Role::Attention)])?;
    let others = stays.len().saturating_sub(NAMED) as u64;
    let more = (others > 0).then(|| say::word_more(session.lang(), others));
    for line in stays.iter().take(NAMED).chain(&more) {
        session
            .out
            .spans(&[("  ", Role::Normal), (line, Role::Value)])?;
    }
    Ok(())
}

/// Which imports of points keep somebody here, and in which order they go.
fn rest_on(session: &mut Session, batch: BatchId, points_of: &[BatchId]) -> Ended<()> {
    if points_of.is_empty() {
        return Ok(());
    }
    let lang = session.lang();
    let numbers: Vec<String> = points_of.iter().map(|other| other.0.to_string()).collect();
    let undo = |number: &str| format!("kenal import --undo {number}");
    let own = batch.0.to_string();
    let order: Vec<String> = numbers.iter().chain([&own]).map(|one| undo(one)).collect();
    let said = say::import_kept_for_points(lang, numbers.join(", "), order.join("; "));
    session.out.line(&said)?;
    Ok(())
}

fn no_batch(session: &Session, batch: BatchId) -> Failing {
    let lang = session.lang();
    Failing::new(
        Exit::Partly,
        say::import_no_batch(lang, batch.0),
        Say::ImportNoBatchHint.in_(lang),
    )
}
