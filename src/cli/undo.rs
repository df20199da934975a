//! `kenal undo`: takes back the newest change made from the command line.

use super::args::Undo;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use super::{columns, json, moment};
use crate::domain::Change;
use crate::look::Role;
use crate::store::{Access, AuditLine, Store};
use crate::text::{Say, change_kind, say};

pub(super) fn run(session: &mut Session, args: &Undo) -> Ended {
    if args.list {
        return list(session, args.json);
    }
    let mut store = session.open(Access::Write)?;
    let lines = undoable(session, &store)?;
    let Some(newest) = lines.first() else {
        return Err(nothing(session));
    };
    // The one that was looked at, not whatever is newest by now.
    let change = Change::Undo {
        change: Some(newest.id),
    };
    let receipt = store
        .write(&session.author(), session.op()?, &change)
        .map_err(|error| session.failing(&error))?;
    if args.json {
        session.out.json(&json::Undone {
            change: newest.id.0,
            kind: newest.kind.clone(),
            by: receipt.change.0,
        })?;
    } else {
        let lang = session.lang();
        let what = change_kind(&newest.kind).in_(lang);
        session.out.line(&say::cli_undone(lang, what))?;
    }
    Ok(Exit::Done)
}

fn list(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let lines = undoable(session, &store)?;
    if as_json {
        session.out.json(&json::Audit::new(&lines))?;
        return Ok(Exit::Done);
    }
    if lines.is_empty() {
        return Err(nothing(session));
    }
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    let row = |line: &AuditLine| {
        let when = moment::shown(&line.at, shop.utc_offset_minutes, wording);
        let what = wording.say(change_kind(&line.kind));
        vec![
            (when, Role::Label),
            (what.to_owned(), Role::Value),
            (line.code.clone().unwrap_or_default(), Role::Label),
        ]
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    columns::print(&mut session.out, &[0, 0, 1], &rows)?;
    Ok(Exit::Done)
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
