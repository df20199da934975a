//! Whom to win back, as of a day.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::Connection;

use super::super::come::{part, share};
use super::super::contact;
use super::super::rows::day;
use super::super::{Come, Store, StoreResult};
use crate::domain::{CustomerId, Day, LostTo};
use crate::insight::{
    Appraised, Came, Need, Needing, Pace, Recovering, Recovery, Stagnation, WITHIN, stagnation,
    thing,
};

const LOST: &str = "SELECT customer_id, day, competitor, reason FROM lost_to WHERE day <= ?1";
const LATELY: &str = "
    SELECT id, day, total FROM visit WHERE customer_id = ?1 AND status = 'done' AND day <= ?2
    ORDER BY day DESC, id DESC LIMIT 24";
const LINES: &str = "SELECT text FROM visit_line WHERE visit_id = ?1";

/// Visits from which on it can be said whether somebody stagnates.
const ENOUGH: u32 = 6;
/// Visits that are looked at.
const LOOKED_AT: usize = 9;
/// So many customers are looked at between two words about how far it has come.
const TOLD: usize = 512;

/// Who wants to be left alone, by why they would be on a list.
type LeftAlone = BTreeMap<Need, Vec<CustomerId>>;

impl Store {
    /// Whom to win back as of a day, by the first reason that holds; of each reason at most `most`
    /// are named. Reads everybody.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn recovery(&self, today: Day, most: usize, come: Come<'_>) -> StoreResult<Recovery> {
        let _moment = self.moment()?;
        let (lists, left_alone) = self.needing(today, most, come)?;
        let named = lists.values().flat_map(|list| &list.first);
        let named: Vec<CustomerId> = named.map(|one| one.one.customer).collect();
        let people = self.introduce(&named)?;
        let found = Recovery {
            lists,
            left_alone,
            people: people.into_iter().map(|one| (one.id, one)).collect(),
            won_back: self.won_back(today, WITHIN)?,
            asked: HashMap::new(),
        };
        Ok(found.with_asked(today))
    }

    /// Whom to win back as of a day by the first reason that holds, of each at most so many; who
    /// they are is not told. Whoever wants to be left alone is on no list, and named beside it.
    pub(in crate::store) fn needing(
        &self,
        today: Day,
        most: usize,
        come: Come<'_>,
    ) -> StoreResult<(BTreeMap<Need, Needing>, LeftAlone)> {
        let all = self.appraisal(today, &mut part(come, 0, 50))?;
        let mut lost = lost(&self.conn, today)?;
        let here = self.in_the_shop(today)?;
        let alone = contact::left_alone(&self.conn)?;
        let mut left_alone = LeftAlone::new();
        let mut needing: BTreeMap<Need, Vec<Recovering>> = BTreeMap::new();
        for (at, one) in all.rows.iter().enumerate() {
            if at % TOLD == 0 {
                come(50 + share(at, all.rows.len()) / 2);
            }
            if here.contains(&one.customer) {
                continue;
            }
            let gone = lost.remove(&one.customer);
            let gone = gone.filter(|gone| one.visits.last <= gone.day);
            let (need, less) = match (&gone, Need::of(one, today)) {
                (Some(_), _) => (Some(Need::LostTo), None),
                (None, Some(need)) => (Some(need), None),
                (None, None) => {
                    let less = stagnates(&self.conn, one, today)?;
                    (less.is_some().then_some(Need::Stagnating), less)
                }
            };
            let Some(need) = need else {
                continue;
            };
            if alone.contains(&one.customer) {
                left_alone.entry(need).or_default().push(one.customer);
            } else {
                needing.entry(need).or_default().push(Recovering {
                    one: *one,
                    need,
                    lost_to: gone,
                    stagnation: less,
                });
            }
        }
        let needing = needing.into_iter();
        let lists = needing.map(|(need, all)| (need, Needing::of(all, most)));
        Ok((lists.collect(), left_alone))
    }
}

fn lost(conn: &Connection, today: Day) -> StoreResult<HashMap<CustomerId, LostTo>> {
    let mut statement = conn.prepare_cached(LOST)?;
    let rows = statement.query_map([today.to_string()], |row| {
        Ok((
            CustomerId(row.get(0)?),
            LostTo {
                day: day(row, 1)?,
                competitor: row.get(2)?,
                reason: row.get(3)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether somebody who is on time brings less than they did.
fn stagnates(conn: &Connection, one: &Appraised, today: Day) -> StoreResult<Option<Stagnation>> {
    let on_time = matches!(one.rhythm.pace, Pace::OnRhythm | Pace::DueThisWeek);
    if !on_time || one.visits.count < ENOUGH {
        return Ok(None);
    }
    Ok(stagnation(&lately(conn, one.customer, today)?))
}

/// The last days on which somebody came, oldest first.
fn lately(conn: &Connection, customer: CustomerId, today: Day) -> StoreResult<Vec<Came>> {
    let mut statement = conn.prepare_cached(LATELY)?;
    let mut rows = statement.query((customer.0, today.to_string()))?;
    let mut all: Vec<(Day, Option<i64>, BTreeSet<String>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, on, total): (i64, Day, Option<i64>) = (row.get(0)?, day(row, 1)?, row.get(2)?);
        if total.is_some_and(|total| total < 0) {
            continue;
        }
        let same = all.last().is_some_and(|(day, ..)| *day == on);
        if !same && all.len() == LOOKED_AT {
            break;
        }
        let took = things(conn, id)?;
        match all.last_mut().filter(|_| same) {
            Some((_, paid, things)) => {
                *paid = paid
                    .zip(total)
                    .map(|(paid, more)| paid.saturating_add(more));
                things.extend(took);
            }
            None => all.push((on, total, took)),
        }
    }
    let came = all.into_iter().rev();
    Ok(came
        .map(|(day, paid, took)| Came {
            day,
            paid,
            took: took.into_iter().collect(),
        })
        .collect())
}

fn things(conn: &Connection, visit: i64) -> StoreResult<BTreeSet<String>> {
    let mut statement = conn.prepare_cached(LINES)?;
    let mut rows = statement.query([visit])?;
    let mut things = BTreeSet::new();
    while let Some(row) = rows.next()? {
        things.insert(thing(row.get_ref(0)?.as_str().unwrap_or_default()));
    }
    things.remove("");
    Ok(things)
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{add_customer, new_store, write};
    use super::*;
    use crate::domain::{Change, Money, Purpose, VisitFacts, VisitLine};

    fn come(store: &mut Store, customer: CustomerId, on: Day, total: i64, lines: &[&str]) {
        let line = |text: &&str| VisitLine {
            text: (*text).to_owned(),
            quantity: 1000,
            ..VisitLine::default()
        };
        let facts = VisitFacts {
            customer: Some(customer),
            total: Some(Money(total)),
            lines: lines.iter().map(line).collect(),
            ..VisitFacts::on(on)
        };
        let facts = Box::new(facts);
        write(store, &Change::AddVisit { facts }).unwrap();
    }

    fn needs(store: &Store, today: Day) -> Vec<(Need, Vec<CustomerId>)> {
        let found = store.recovery(today, 10, &mut |_| ()).unwrap();
        let named = |list: &Needing| list.first.iter().map(|one| one.one.customer).collect();
        let all = found.lists.iter().map(|(need, list)| (*need, named(list)));
        all.collect()
    }

    #[test]
    fn everybody_has_one_reason_and_the_mark_of_the_shop_beats_the_rhythm() {
        let (_dir, mut store) = new_store();
        let begin: Day = "2025-01-10".parse().unwrap();
        let on = |month: u64| begin + chrono::Days::new(month * 30);
        let [fine, less, gone, late] =
            ["Budi", "Sari", "Tono", "Wati"].map(|name| add_customer(&mut store, name));
        for month in 0..9 {
            come(
                &mut store,
                fine,
                on(month),
                100_000,
                &["Ganti oli mesin", "Busi"],
            );
            let (total, lines) = if month < 6 {
                (100_000, &["Ganti oli mesin", "Busi"][..])
            } else {
                (60_000, &["Ganti oli mesin"][..])
            };
            come(&mut store, less, on(month), total, lines);
            come(&mut store, gone, on(month), 100_000, &["Busi"]);
            if month < 6 {
                come(&mut store, late, on(month), 100_000, &["Busi"]);
            }
        }
        let today = on(8) + chrono::Days::new(10);
        store.today_is(today);
        let lost = LostTo {
            day: today,
            competitor: "Bengkel Sebelah".to_owned(),
            reason: String::new(),
        };
        let mark = Change::MarkLost {
            customer: gone,
            base: None,
            lost: Some(lost),
        };
        assert_eq!(
            needs(&store, today),
            [(Need::Slipping, vec![late]), (Need::Stagnating, vec![less])]
        );
        write(&mut store, &mark).unwrap();
        assert_eq!(
            needs(&store, today),
            [
                (Need::LostTo, vec![gone]),
                (Need::Slipping, vec![late]),
                (Need::Stagnating, vec![less])
            ]
        );
        come(
            &mut store,
            gone,
            today + chrono::Days::new(1),
            100_000,
            &["Busi"],
        );
        let later = today + chrono::Days::new(1);
        assert!(
            needs(&store, later)
                .iter()
                .all(|(need, _)| *need != Need::LostTo)
        );
        // Whoever wants to be left alone is on no list, and counted.
        let alone = Change::SetConsent {
            customer: late,
            purpose: Purpose::Contact.key().to_owned(),
            yes: false,
            day: today,
            channel: "counter".to_owned(),
        };
        write(&mut store, &alone).unwrap();
        assert!(
            needs(&store, today)
                .iter()
                .all(|(_, who)| !who.contains(&late))
        );
        let found = store.recovery(today, 10, &mut |_| ()).unwrap();
        assert_eq!(found.left_alone(Need::Slipping), [late]);
        assert_eq!(found.left_alone.len(), 1);
        let why = found.lists[&Need::Stagnating].first[0].stagnation.clone();
        let why = why.unwrap();
        assert_eq!(why.spends, Some((100_000, 60_000)));
        assert_eq!(why.only, Some((crate::insight::ENGINE_OIL.to_owned(), 2)));
        assert!(found.people.contains_key(&less));
    }
}
