//! `kenal audit`: who changed what, when, from what to what.

use super::args::Audit;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{fields, hidden, json, moment, who};
use crate::domain::Subject;
use crate::kit::width::wrap;
use crate::look::Role;
use crate::points::Rule;
use crate::screens::programme::told;
use crate::screens::sheet::Wording;
use crate::store::{Access, AuditField, AuditLine, Store};
use crate::text::{Say, say};

/// Columns that a field stands in.
const INDENT: &str = "      ";

pub(super) fn run(session: &mut Session, args: &Audit) -> Ended {
    let store = session.open(Access::Read)?;
    let lines = match of(session, &store, &args.who.join(" "))? {
        None => store.audit(None, args.limit),
        Some(Subject::Customer(id, _)) => store.audit(Some(id), args.limit),
        Some(Subject::Vehicle(id)) => store.audit_of_vehicle(id, args.limit),
    };
    let mut lines = lines.map_err(|error| session.failing(&error))?;
    let (shop, today) = session.shop(&store)?;
    hidden::hide(session, &store, &shop.profile, &mut lines)?;
    if args.json {
        let lines = json::Audit::read(&store, &lines);
        let lines = lines.map_err(|error| session.failing(&error))?;
        session.out.json(&lines)?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    if lines.is_empty() {
        session
            .out
            .spans(&[(wording.say(Say::CliAuditEmpty), Role::Label)])?;
    }
    for line in &lines {
        print(session, line, shop.utc_offset_minutes, wording)?;
    }
    Ok(Exit::Done)
}

fn of(session: &Session, store: &Store, text: &str) -> Ended<Option<Subject>> {
    if text.is_empty() {
        return Ok(None);
    }
    who::one(session, store, text).map(Some)
}

fn print(
    session: &mut Session,
    line: &AuditLine,
    offset_minutes: i32,
    wording: Wording<'_>,
) -> Ended<()> {
    let number = format!("#{:<4} ", line.id.0);
    let when = format!("{:<13} ", moment::shown(&line.at, offset_minutes, wording));
    let what = wording.change(&line.kind);
    let code = line.code.as_ref().map(|code| format!(" {code}"));
    let called = fields::about(line, wording).map(|called| format!(" {called}"));
    let about = format!("{}{}", code.unwrap_or_default(), called.unwrap_or_default());
    let who = if line.who == line.terminal {
        format!(", {}", line.who)
    } else {
        format!(", {} ({})", line.who, line.terminal)
    };
    let lang = wording.lang;
    let back = match (line.undoes, line.undone_by) {
        (Some(change), _) => say::cli_audit_undoes(lang, change.0),
        (None, Some(change)) => say::cli_audit_undone_by(lang, change.0),
        (None, None) => String::new(),
    };
    session.out.spans(&[
        (&number, Role::Label),
        (&when, Role::Label),
        (&what, Role::Strong),
        (&about, Role::Value),
        (&who, Role::Value),
        (if back.is_empty() { "" } else { "; " }, Role::Label),
        (&back, Role::Attention),
    ])?;
    // A mechanic whom a visit names first is written down by the way.
    let of_people = matches!(line.kind.as_str(), "add_staff" | "edit_staff" | "set_shop");
    let by_the_way = |field: &&AuditField| !of_people && of_staff(&field.name);
    for field in line.fields.iter().filter(|field| !by_the_way(field)) {
        print_field(session, field, wording)?;
    }
    Ok(())
}

fn of_staff(field: &str) -> bool {
    matches!(field, "staff" | "at_desk" | "is_mechanic" | "active")
}

/// `Phone: 0812… → 0813…`; an added value has no left side, a removed one no right side.
fn print_field(session: &mut Session, field: &AuditField, wording: Wording<'_>) -> Ended<()> {
    let (old, new) = (&field.old, &field.new);
    if field.name == "points_rule" {
        return print_rule(session, old, new, wording);
    }
    if let Some(said) = fields::points(field, wording) {
        return print_line(session, &said);
    }
    let name = fields::name(&field.name, wording);
    let [old, new] = [old, new].map(|held| fields::value(&field.name, held, wording));
    print_change(session, &name, &old, &new)
}

/// What differs between two versions of the rules of the points.
fn print_rule(session: &mut Session, old: &str, new: &str, wording: Wording<'_>) -> Ended<()> {
    let [old, new] = [old, new].map(|text| Rule::from_json(text).ok());
    let dash = |text: String| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text
        }
    };
    for one in told::changed(old.as_ref(), new.as_ref(), wording) {
        print_change(session, &one.label, &dash(one.old), &dash(one.new))?;
    }
    Ok(())
}

fn print_change(session: &mut Session, name: &str, old: &str, new: &str) -> Ended<()> {
    let symbols = session.out.symbols();
    print_line(session, &format!("{name}: {old} {} {new}", symbols.arrow))
}

fn print_line(session: &mut Session, text: &str) -> Ended<()> {
    let room = session.out.style().width.saturating_sub(6).max(20);
    for line in wrap(text, room) {
        session
            .out
            .spans(&[(INDENT, Role::Normal), (&line, Role::Label)])?;
    }
    Ok(())
}
