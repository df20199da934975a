//! Questions about the whole book.

use std::path::Path;

use super::book::Wanted;
use super::narrowing::Narrowing;
use super::segments::Judged;
use crate::calendar::{Calendar, FeastPeople};
use crate::config::{Holidays, rules_files, rules_of_file};
use crate::domain::Day;
use crate::message::Templates;
use crate::points::{Moved, Rule, years_to};
use crate::protocol::{Answer, PlayedRules, Query};
use crate::store::{Store, StoreError};

/// Customers of a feast that a list holds: nobody works through more.
const FEAST: usize = 1_000;
/// Customers to win back that a screen has of each reason, to be sorted and found there: all of most
/// shops. A file has everybody.
const TO_WIN_BACK: usize = 10_000;
/// Of those who would get more, and of those who would get less.
const MOVED: usize = 10;

/// Answers a question of a slot that [studies](crate::protocol::Slot::is_study). `feasts` is where the
/// owner's own file of feasts lies, or would lie.
pub(super) fn study(
    store: &mut Store,
    query: &Query,
    wanted: &Wanted,
    feasts: Option<&Path>,
) -> Result<Answer, StoreError> {
    let mut come = wanted.telling();
    Ok(match query {
        Query::Review { today, week } => {
            Answer::Review(Box::new(store.review(*today, *week, None, &mut come)?))
        }
        Query::Today { today, ahead } => {
            let holidays = Holidays::read(feasts.map(Path::to_owned));
            let when = (*today, *ahead);
            let mut list = store.today_list(&holidays.calendar, when, &mut come)?;
            list.place = holidays.place();
            list.mistakes = holidays.mistakes;
            Answer::Today(Box::new(list))
        }
        Query::Feast { key, today } => {
            let holidays = Holidays::read(feasts.map(Path::to_owned));
            Answer::Feast(feast(store, &holidays.calendar, (key, *today))?)
        }
        Query::Play { rule, today, years } => {
            let days = years_to(*today, *years);
            Answer::Played(Box::new(play(store, rule, days, &mut come)?))
        }
        Query::RulesFiles(typed) => Answer::RulesFiles(rules_files(typed, folder(feasts))),
        Query::RulesFile(typed) => {
            let now = store.points_rule_now()?.unwrap_or_default();
            let rules = rules_of_file(typed, folder(feasts), &now);
            Answer::RulesFile(rules.map(|rules| rules.map(Box::new)))
        }
        Query::Loyalty(as_of) => Answer::Loyalty(Box::new(store.loyalty(*as_of, &mut come)?)),
        Query::Behind { what, as_of, today } => {
            Answer::Behind(Box::new(store.behind(what, (*as_of, *today), &mut come)?))
        }
        Query::Narrowed { asked, today } => {
            let narrowed = Narrowing::default().answer(store, (asked, *today), wanted)?;
            Answer::Narrowed(Box::new(narrowed))
        }
        Query::Recovery(today) => {
            Answer::Recovery(Box::new(store.recovery(*today, TO_WIN_BACK, &mut come)?))
        }
        Query::Offers { customer, today } => {
            let together = store.taken_together(*today)?;
            Answer::Offers(Box::new(store.offers(*customer, *today, &together)?))
        }
        Query::Campaigns(as_of) => Answer::Campaigns(store.campaigns(*as_of)?),
        Query::Campaign(id, as_of) => {
            Answer::Campaign(store.campaign_people(*id, *as_of)?.map(Box::new))
        }
        Query::Segments(_) | Query::Holds(..) | Query::Meant { .. } => {
            match Judged::default().answer(store, query, wanted) {
                Some(answer) => answer?,
                None => return Err(StoreError::Internal(format!("no study answers {query:?}"))),
            }
        }
        other => return Err(StoreError::Internal(format!("no study answers {other:?}"))),
    })
}

/// Where the files of a person lie.
fn folder(feasts: Option<&Path>) -> Option<&Path> {
    feasts.and_then(Path::parent)
}

/// The same days under the rules of today and under others.
fn play(
    store: &Store,
    rule: &Rule,
    (from, until): (Day, Day),
    come: &mut dyn FnMut(u8),
) -> Result<PlayedRules, StoreError> {
    let now = store.points_rule(until)?.unwrap_or_default();
    let rules = [now, rule.clone()];
    let [was, is] = store.play_again(&rules, (from, until), come)?;
    let named = |moved: Moved| {
        let customer = store.customer(moved.customer)?;
        let name = customer.map(|customer| customer.facts.name);
        Ok((name.unwrap_or_default(), moved))
    };
    let [more, less] = was.most_moved(&is, MOVED).map(|some| {
        let some = some.into_iter().map(named);
        some.collect::<Result<Vec<_>, StoreError>>()
    });
    let [now, other] = rules;
    Ok(PlayedRules {
        from,
        until,
        now: (now, was),
        other: (other, is),
        moved: [more?, less?],
    })
}

/// Everybody who is greeted at a feast; `None` where no date of it is known.
fn feast(
    store: &Store,
    calendar: &Calendar,
    (key, today): (&str, Day),
) -> Result<Option<Box<FeastPeople>>, StoreError> {
    let Some(coming) = calendar.next(key, today) else {
        return Ok(None);
    };
    let mut people = store.feast_people(&coming, today, FEAST)?;
    people.has_template = Templates::of_shop(&store.templates()?).named(key).is_some();
    Ok(Some(Box::new(people)))
}
