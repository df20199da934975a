//! Points that somebody puts right, the rules, and tiers that somebody gives.

use rusqlite::OptionalExtension;

use super::clean::Remarks;
use super::{customer, refused};
use crate::domain::{CustomerId, Day};
use crate::points::{Kind, Line, Rule};
use crate::store::StoreResult;
use crate::store::door::Done;
use crate::store::points::{Kept, Pen, Rules, put, redeeming, unused_first};
use crate::store::table::{POINTS_RULE, TIER_GIVEN};
use crate::store::writer::Writer;

/// The longest reason, in characters.
const REASON_CHARS: usize = 500;
/// The most points at a time.
const MOST: i64 = 1_000_000_000;

/// Begun on any day: on a day that lies behind, what is given later would count beside it.
const GIVEN_NOW: &str = "SELECT since FROM tier_given WHERE customer_id = ?1 AND until >= ?2";
const NEWEST: &str = "SELECT max(since) FROM points_rule WHERE NOT taken_back";

/// Points that come or, below zero, go, for a reason; `redeemed` where they paid for something.
pub(super) fn adjust(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    customer: CustomerId,
    (redeemed, points): (bool, i64),
    reason: &str,
) -> StoreResult<Done> {
    let kind = if redeemed { Kind::Redeem } else { Kind::Adjust };
    customer::must_exist(writer, customer)?;
    let mut remarks = Remarks::default();
    let reason = remarks.line("reason", reason, REASON_CHARS);
    if kind == Kind::Redeem && points > 0 {
        remarks.say("points", "negative");
    }
    if reason.is_empty() {
        remarks.say("reason", "required");
    }
    if points == 0 {
        remarks.say("points", "required");
    }
    if !(-MOST..=MOST).contains(&points) {
        remarks.say("points", "too_large");
    }
    remarks.none()?;
    let rules = Rules::read(writer.conn)?;
    let rule = rules.on(pen.today).map(|version| &version.rule);
    if let (Kind::Redeem, Some(rule)) = (kind, rule) {
        let has = Kept::read(writer.conn, customer.0)?
            .ledger
            .balance_on(pen.today);
        let step = rule.redeem.step;
        let most = has.max(0) / step * step;
        if let Some(why) = redeeming(rule, -points, has, most) {
            return Err(refused("points", &why));
        }
    }
    let line = Line {
        kind,
        points,
        visit: None,
        rule: None,
        day: pen.today,
        expires: rule
            .and_then(|rule| rule.valid_through(pen.today))
            .filter(|_| points > 0),
        reverses: None,
        reason,
        weight: None,
    };
    put(writer, pen, customer.0, line)?;
    Ok(Done {
        kind: "adjust_points",
        customer: Some(customer),
        ..Done::default()
    })
}

/// Another version of the rules, from a day on that no visit was paid by an older one.
pub(super) fn set_rule(writer: &mut Writer<'_>, since: Day, rule: &str) -> StoreResult<Done> {
    let mut remarks = Remarks::default();
    remarks.day("since", Some(since));
    remarks.none()?;
    let rule = Rule::from_json(rule).map_err(|_| refused("points_rule", "bad_rule"))?;
    let newest: Option<String> = writer
        .conn
        .prepare_cached(NEWEST)?
        .query_row([], |row| row.get(0))
        .optional()?
        .flatten();
    if let Some(newest) = newest.filter(|newest| *newest > since.to_string()) {
        // The rules that came with the book are nobody's decision as long as nothing was paid by them.
        let Some(first) = unused_first(writer.conn)? else {
            return Err(refused("since", &format!("too_early {newest}")));
        };
        writer.update(
            &POINTS_RULE,
            &[first.into()],
            vec![("taken_back", 1.into())],
        )?;
    }
    let at = writer.at.clone();
    let set = vec![
        ("since", since.to_string().into()),
        ("rule", rule.to_json().into()),
        ("created_at", at.into()),
    ];
    writer.insert(&POINTS_RULE, set)?;
    Ok(Done {
        kind: "set_points_rule",
        ..Done::default()
    })
}

/// A tier that somebody here gives until a day, whatever was reached; `None` takes it away. What was given before holds for the
/// days on which it was.
pub(super) fn give_tier(
    writer: &mut Writer<'_>,
    today: Day,
    customer: CustomerId,
    tier: Option<(&str, Day)>,
    reason: &str,
) -> StoreResult<Done> {
    customer::must_exist(writer, customer)?;
    let mut remarks = Remarks::default();
    let reason = remarks.line("reason", reason, REASON_CHARS);
    let name = tier.map(|(name, _)| remarks.line("tier", name, 60));
    if name.as_deref() == Some("") {
        remarks.say("tier", "required");
    }
    if tier.is_some_and(|(_, until)| until < today) {
        remarks.say("until", "day_over");
    }
    remarks.none()?;
    take_tiers(writer, today, customer)?;
    if let Some(((_, until), name)) = tier.zip(name) {
        let set = vec![
            ("customer_id", customer.0.into()),
            ("since", today.to_string().into()),
            ("tier", name.into()),
            ("until", until.to_string().into()),
            ("reason", reason.into()),
        ];
        writer.insert(&TIER_GIVEN, set)?;
    }
    Ok(Done {
        kind: "give_tier",
        customer: Some(customer),
        ..Done::default()
    })
}

/// Tiers that somebody gave end with the day before.
fn take_tiers(writer: &mut Writer<'_>, today: Day, customer: CustomerId) -> StoreResult<()> {
    let mut statement = writer.conn.prepare_cached(GIVEN_NOW)?;
    let given = statement.query_map((customer.0, today.to_string()), |row| row.get(0))?;
    for since in given.collect::<Result<Vec<String>, _>>()? {
        let begins = since >= today.to_string();
        let key = [customer.0.into(), since.into()];
        match today.pred_opt().filter(|_| !begins) {
            Some(yesterday) => {
                let set = vec![("until", yesterday.to_string().into())];
                writer.update(&TIER_GIVEN, &key, set)?;
            }
            None => writer.delete(&TIER_GIVEN, &key)?,
        }
    }
    Ok(())
}
