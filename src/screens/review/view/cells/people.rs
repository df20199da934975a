//! People: with visits, without, with a birthday, with something to check.

use super::super::super::words::{Tell, segment, slip};
use super::Cell;
use crate::domain::{CustomerId, Introduced};
use crate::insight::review::{Birthday, Lapsing};
use crate::insight::{Appraised, Expected};
use crate::look::Role;
use crate::screens::review::why::{decimal, whole};
use crate::screens::sheet::reached_by;
use crate::text::{self, say};

/// The phone, or that somebody wants to be left alone.
fn phone(who: Option<&Introduced>, tell: Tell<'_>) -> Cell {
    let known = who.map(|who| (who.no_contact, who.phone.clone()));
    let (no_contact, phone) = known.unwrap_or_default();
    reached_by(no_contact, phone, tell.lang())
}

pub(super) fn person(one: &Appraised, tell: Tell<'_>) -> Vec<Cell> {
    let who = tell.who(one.customer);
    let of =
        |fact: fn(&Introduced) -> &String| who.map_or_else(String::new, |who| fact(who).clone());
    let place = if tell.weekly.review.has_scores() {
        segment(tell.lang(), Some(one.segment()))
    } else {
        ""
    };
    vec![
        (tell.name(one.customer), Role::Strong),
        (of(|who| &who.plate), Role::Value),
        phone(who, tell),
        (tell.rhythm(one), Role::Value),
        (tell.short(one.visits.money), Role::Value),
        (place.to_owned(), Role::Label),
    ]
}

/// Somebody with what they may bring, and what they brought so far.
pub(super) fn ahead(one: &Appraised, expected: Expected, tell: Tell<'_>) -> Vec<Cell> {
    vec![
        (tell.name(one.customer), Role::Strong),
        (decimal(expected.visits, tell), Role::Value),
        (tell.short(whole(expected.per_visit)), Role::Value),
        (tell.short(whole(expected.value)), Role::Strong),
        (tell.short(one.visits.money), Role::Label),
    ]
}

pub(super) fn known(who: CustomerId, tell: Tell<'_>) -> Vec<Cell> {
    let name = tell.name(who);
    let person = tell.who(who);
    let plate = person.map_or("", |who| &who.plate);
    vec![
        (name, Role::Strong),
        (plate.to_owned(), Role::Value),
        phone(person, tell),
        (String::new(), Role::Value),
        (String::new(), Role::Value),
        (String::new(), Role::Value),
    ]
}

/// A visit of the week: when, whose, with which car, for how much.
pub(super) fn visit(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(visit) = tell.weekly.visit(at) else {
        return Vec::new();
    };
    let name = visit.customer.map(|who| tell.name(who));
    let total = visit.total.map(|total| tell.money(total));
    vec![
        (tell.words.date(visit.day), Role::Value),
        (name.unwrap_or_default(), Role::Strong),
        (visit.plate.clone(), Role::Value),
        (total.unwrap_or_default(), Role::Value),
    ]
}

pub(super) fn birthday(birthday: Birthday, tell: Tell<'_>) -> Vec<Cell> {
    let who = tell.who(birthday.customer);
    let turns = birthday
        .turns
        .map(|age| say::review_turns(tell.lang(), age));
    let lang = tell.lang();
    // Nobody has asked yet whether they wish to be greeted.
    let asked = if birthday.agreed.is_none() { "?" } else { "" };
    vec![
        (
            text::distance(lang, birthday.day, tell.words.today),
            Role::Strong,
        ),
        (tell.name(birthday.customer), Role::Strong),
        (asked.to_owned(), Role::Attention),
        (turns.unwrap_or_default(), Role::Value),
        (tell.words.date(birthday.day), Role::Label),
        phone(who, tell),
    ]
}

pub(super) fn thanks(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(owed) = tell.weekly.thanks.get(at) else {
        return Vec::new();
    };
    let points = match owed.points {
        0 => String::new(),
        points => say::referral_points(tell.lang(), points.unsigned_abs()),
    };
    let paid = tell.money(owed.paid.0);
    let day = tell.words.date(owed.day);
    vec![
        (tell.name(owed.referrer.id), Role::Strong),
        (
            say::referral_for(tell.lang(), &owed.friend.name, paid, day),
            Role::Value,
        ),
        (points, Role::Label),
    ]
}

/// Somebody with the points that lapse, and until when they are valid.
pub(super) fn lapsing(lapsing: Lapsing, tell: Tell<'_>) -> Vec<Cell> {
    let who = tell.who(lapsing.customer);
    let of =
        |fact: fn(&Introduced) -> &String| who.map_or_else(String::new, |who| fact(who).clone());
    vec![
        (tell.name(lapsing.customer), Role::Strong),
        (
            text::count(tell.lang(), lapsing.points.unsigned_abs()),
            Role::Value,
        ),
        (tell.short(lapsing.worth), Role::Value),
        (tell.words.date(lapsing.day), Role::Value),
        (of(|who| &who.plate), Role::Label),
        phone(who, tell),
    ]
}

pub(super) fn slipped(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(item) = tell.weekly.quality.today.get(at) else {
        return Vec::new();
    };
    vec![
        (tell.name(item.customer), Role::Strong),
        (slip(item.slip).in_(tell.lang()).to_owned(), Role::Value),
        (text::doubt::reason(tell.lang(), item), Role::Label),
    ]
}
