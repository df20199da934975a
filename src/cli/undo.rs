//! `kenal undo`: takes back the newest change made from the command line.

use super::args::Undo;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use super::{columns, fields, hidden, json, moment};
use crate::domain::{Change, Subject};
use crate::look::Role;
use crate::screens::sheet::Wording;
use crate::screens::sheet::wording::{self, joined, person};
use crate::store::{Access, AuditLine, Store, StoreError, fresh_op};
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Undo) -> Ended {
    if args.list {
        return list(session, args.json);
    }
    let mut store = session.open(Access::Write)?;
    let lines = undoable(session, &store)?;
    let Some(newest) = lines.first() else {
        return Err(nothing(session));
    };
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    // The one that was looked at, not whatever is newest by now.
    let change = Change::Undo {
        change: Some(newest.id),
    };
    let receipt = store
        .write(&session.author(), fresh_op(), &change)
        .map_err(|error| match &error {
            StoreError::RestsOn { kind, by, .. } => Failing::new(
                Exit::Refused,
                say::shell_rests_on(wording.lang, wording.change(kind), by),
                Say::ShellRestsOnHint.in_(wording.lang),
            ),
            _ => session.failing(&error),
        })?;
    session.saved(&receipt);
    if args.json {
        session.out.json(&json::Undone {
            change: newest.id.0,
            kind: newest.kind.clone(),
            by: receipt.change.0,
            kept: None,
            points_of: None,
        })?;
    } else {
        let undone = receipt.undone.unwrap_or_default();
        let what = wording::undone(&undone, wording);
        session
            .out
            .line(&say::notice_undone(session.lang(), what))?;
    }
    Ok(Exit::Done)
}

fn list(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let mut lines = undoable(session, &store)?;
    let (shop, today) = session.shop(&store)?;
    hidden::hide(session, &store, &shop.profile, &mut lines)?;
    if as_json {
        let lines = json::Audit::read(&store, &lines);
        let lines = lines.map_err(|error| session.failing(&error))?;
        session.out.json(&lines)?;
        return Ok(Exit::Done);
    }
    if lines.is_empty() {
        return Err(nothing(session));
    }
    let wording = session.wording(&shop, today);
    let row = |line: &AuditLine| {
        let when = moment::shown(&line.at, shop.utc_offset_minutes, wording);
        let what = wording.change(&line.kind);
        vec![
            (when, Role::Label),
            (what, Role::Value),
            (about(&store, line, wording), Role::Label),
        ]
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    columns::print(&mut session.out, &[0, 0, 1], &rows)?;
    Ok(Exit::Done)
}

/// Whose it was, of which vehicle, on which day: as far as it had any of these.
fn about(store: &Store, line: &AuditLine, wording: Wording<'_>) -> String {
    let code = line.code.as_deref().unwrap_or_default();
    let fits = store.who(code).unwrap_or_default();
    let customer = fits.first().and_then(|fit| match fit {
        Subject::Customer(id, _) => store.customer(*id).ok().flatten(),
        Subject::Vehicle(_) => None,
    });
    let name = customer.map_or_else(String::new, |customer| person(&customer.facts));
    let held = |name: &str| {
        let field = line.fields.iter().find(|field| field.name == name)?;
        let value = Some(&field.new).filter(|new| !new.is_empty());
        Some(fields::value(name, value.unwrap_or(&field.old), wording))
    };
    let vehicle = held("plate").or_else(|| held("vehicle"));
    let who = joined(&[code, &name], " ");
    let called = fields::about(line, wording);
    let parts = [
        &who,
        &called.unwrap_or_default(),
        &vehicle.unwrap_or_default(),
        &held("day").unwrap_or_default(),
    ];
    joined(&parts.map(String::as_str), ", ")
}

fn undoable(session: &Session, store: &Store) -> Ended<Vec<AuditLine>> {
    store
        .undoable(&session.author())
        .map_err(|error| session.failing(&error))
}

fn nothing(session: &Session) -> Failing {
    let lang = session.lang();
    Failing::new(
        Exit::Partly,
        say::cli_nothing_to_undo(lang, session.author().name),
        Say::CliNothingToUndoHint.in_(lang),
    )
}
