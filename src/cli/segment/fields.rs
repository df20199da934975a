//! Everything that can be asked of a customer.

use super::super::exit::{Ended, Exit};
use super::super::session::Session;
use super::super::{columns, json};
use crate::domain::filter::{Field, Kind};
use crate::look::Role;
use crate::screens::sheet::filter::{is_kept, label};
use crate::store::Access;
use crate::text::Say;

pub(super) fn run(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    let trade = &shop.profile;
    let fields = Field::all(trade);
    let fields = fields.iter().filter(|field| is_kept(field, wording));
    if as_json {
        let asked = fields.map(|field| json::Asked {
            field: field.name().into_owned(),
            label: label(field, wording),
            kind: name(field.kind(trade)),
            choices: field
                .choices(trade)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        });
        let asked: Vec<_> = asked.collect();
        session.out.json(&asked)?;
        return Ok(Exit::Done);
    }
    let rows: Vec<_> = fields
        .map(|field| {
            let choices = field.choices(trade).join(", ");
            let may_be = match word(field.kind(trade)) {
                Some(kind) => wording.say(kind).to_owned(),
                None => choices,
            };
            vec![
                (field.name().into_owned(), Role::Strong),
                (label(field, wording), Role::Value),
                (may_be, Role::Label),
            ]
        })
        .collect();
    columns::print(&mut session.out, &[0, 1, 2], &rows)?;
    Ok(Exit::Done)
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Dated => "dated_text",
        Kind::Number => "number",
        Kind::Money => "money",
        Kind::Day => "day",
        Kind::Days => "days",
        Kind::Choice => "choice",
        Kind::YesNo => "yes_no",
    }
}

/// What a kind is called; the words of a choice stand for themselves.
fn word(kind: Kind) -> Option<Say> {
    Some(match kind {
        Kind::Text => Say::FilterKindText,
        Kind::Dated => Say::FilterKindDated,
        Kind::Number => Say::FilterKindNumber,
        Kind::Money => Say::FilterKindMoney,
        Kind::Day => Say::FilterKindDay,
        Kind::Days => Say::FilterKindDays,
        Kind::YesNo => Say::FilterKindYesNo,
        Kind::Choice => return None,
    })
}
