//! The sample garage as a book.

use std::ops::ControlFlow;
use std::path::Path;

use chrono::Datelike as _;
use sha2::{Digest, Sha256};

use super::super::{NewShop, Store, StoreError, StoreResult, clock, place};
use super::{Load, LoadKind};
use crate::domain::{Author, Currency, Day, OpId, VisitFacts, VisitId, VisitStatus};
use crate::points::{Billed, Past, PastVisit, Rule, redeemed};
use crate::sample::{Garage, Party, SHOP_NAME, promises, staff};

/// Minutes east of UTC in the sample garage's town.
const WESTERN_INDONESIA: i32 = 420;
/// How long ago the sample garage began to give points.
const POINTS_FOR_DAYS: u64 = 400;
/// Parties between two looks at whether the person still waits.
const PARTIES: usize = 64;

impl Store {
    /// Makes a new book at `path` and fills it with the sample garage. The same seed, number and
    /// day give the same rows in every table, times and the id of the book among them. `tick` hears
    /// of customers done and to do, and may stop it.
    ///
    /// # Errors
    /// When nothing can be made there; [`StoreError::Cancelled`] when `tick` breaks. Nothing of it
    /// stays behind then.
    pub fn create_sample(
        path: &Path,
        seed: u64,
        customers: u64,
        today: Day,
        tick: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> StoreResult<Self> {
        let shop = NewShop {
            name: SHOP_NAME.to_owned(),
            currency: "IDR".to_owned(),
            trade: "garage".to_owned(),
            utc_offset_minutes: WESTERN_INDONESIA,
        };
        // Nothing of chance and of the clock: what a demo shows can be shown again.
        let at = clock::midnight(today, WESTERN_INDONESIA);
        let op = operation(seed, customers, today);
        let mut store = Self::create_as(path, &shop, &op.0, (&at, None))?;
        let garage = Garage::new(seed, customers, today);
        if let Err(error) = store.take_in(garage, op, at, today, tick) {
            let made = store.path().to_owned();
            drop(store);
            place::give_up_new(&made);
            return Err(error);
        }
        Ok(store)
    }

    fn take_in(
        &mut self,
        mut garage: Garage,
        op: OpId,
        at: String,
        today: Day,
        mut tick: impl FnMut(u64, u64) -> ControlFlow<()>,
    ) -> StoreResult<()> {
        let author = Author {
            staff: None,
            name: "kenal".to_owned(),
            terminal: "demo".to_owned(),
        };
        // Long enough for the first points to have lapsed.
        let begun = today - chrono::Days::new(POINTS_FOR_DAYS);
        let rule = rules();
        self.conn.execute(
            "UPDATE points_rule SET since = ?1, rule = ?2",
            (begun.to_string(), rule.to_json()),
        )?;
        self.today_is(today);
        let mut load = self.load_at(&author, op, LoadKind::Demo, &[], at)?;
        let mut desk = None;
        for (name, at_desk) in staff() {
            let who = load.staff(name, at_desk, !at_desk)?;
            desk = desk.or(at_desk.then_some(who));
        }
        let mut care = garage.care();
        let mut parties = 0;
        let programme = (rule, begun);
        while let Some(mut party) = garage.next() {
            redeem(&mut party, &programme);
            write(&mut load, &party)?;
            for (who, answers) in care.iter_mut().flat_map(|care| care.hear(&party)) {
                for answer in answers {
                    load.answer(who, &answer)?;
                }
            }
            parties += 1;
            let (done, all) = garage.progress();
            if parties % PARTIES == 0 && tick(done, all).is_break() {
                return Err(StoreError::Cancelled);
            }
        }
        if let Some(care) = &care {
            load.care(care, desk)?;
        }
        let (done, _) = garage.progress();
        load.commit(&[("customers", done)])?;
        Ok(())
    }
}

/// The rules that a shop begins with, and what this one promises to its tiers.
fn rules() -> Rule {
    let mut rule = Rule::starting(Currency::IDR);
    for (tier, promise) in rule.tier.iter_mut().zip(promises()) {
        promise.clone_into(&mut tier.promise);
    }
    rule
}

/// The same garage is the same operation.
fn operation(seed: u64, customers: u64, today: Day) -> OpId {
    let hash = Sha256::digest(format!("sample garage {seed} {customers} {today}"));
    let mut name = [0; 16];
    name.copy_from_slice(&hash[..16]);
    OpId(name)
}

/// Some pay a part of a visit with points, as far as the rule lets them.
fn redeem(party: &mut Party, (rule, begun): &(Rule, Day)) {
    let who: Vec<_> = party
        .customers
        .iter()
        .map(|(id, facts)| (*id, facts.birthday))
        .collect();
    for (customer, birthday) in who {
        let done = party.visits.iter().enumerate().filter(|(_, facts)| {
            facts.customer == Some(customer) && facts.status == VisitStatus::Done
        });
        let mut visits: Vec<PastVisit> = done.filter_map(past).collect();
        if visits.len() < 2 {
            continue;
        }
        visits.sort_by_key(|visit| (visit.billed.day, visit.id));
        let first_paid = visits.iter().find(|visit| visit.billed.is_paid());
        // Who is rewarded for a recommendation has more than they redeem here.
        let past = Past {
            customer,
            birthday,
            first_paid: first_paid.map(|visit| visit.id),
            visits,
            was_member: false,
            was_brought: false,
            brought: Vec::new(),
        };
        for (at, points) in redeemed(rule, &past, *begun, |visit, most| wish(rule, visit, most)) {
            let at = usize::try_from(at.0).unwrap_or(usize::MAX);
            if let Some(facts) = party.visits.get_mut(at) {
                facts.redeemed = Some(points);
            }
        }
    }
}

/// A visit by its place in the party.
fn past((at, facts): (usize, &VisitFacts)) -> Option<PastVisit> {
    Some(PastVisit {
        id: VisitId(i64::try_from(at).ok()?),
        billed: Billed {
            day: facts.day,
            total: facts.total.map(|total| total.0),
            redeemed: 0,
            lines: Vec::new(),
        },
    })
}

/// At one visit in three somebody redeems, every other time all that may be.
fn wish(rule: &Rule, visit: &PastVisit, most: i64) -> i64 {
    let chance = visit.billed.total.unwrap_or(0) / 1_000 + i64::from(visit.billed.day.ordinal());
    match chance % 6 {
        0 => most,
        3 => rule.redeem.block.min(most),
        _ => 0,
    }
}

fn write(load: &mut Load<'_>, party: &Party) -> StoreResult<()> {
    for (id, facts) in &party.customers {
        load.customer(Some(*id), facts)?;
    }
    for vehicle in &party.vehicles {
        load.vehicle(Some(vehicle.id), &vehicle.facts)?;
        for (owner, since, until) in &vehicle.owners {
            load.ownership(vehicle.id, *owner, *since, *until)?;
        }
        if let Some((_, earlier)) = &vehicle.earlier_plate {
            load.earlier_plate(vehicle.id, earlier)?;
        }
    }
    for visit in &party.visits {
        load.visit(visit)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CustomerId, Subject};
    use crate::points::Kind;
    use crate::store::{PointsEntry, Studied};

    fn today() -> Day {
        "2026-11-22".parse().unwrap()
    }

    fn garage(dir: &Path, name: &str, seed: u64) -> Store {
        let go_on = |_, _| ControlFlow::Continue(());
        Store::create_sample(&dir.join(name), seed, 300, today(), go_on).unwrap()
    }

    #[test]
    fn every_customer_has_a_card_and_its_sums_are_those_of_the_history() {
        let dir = tempfile::tempdir().unwrap();
        let store = garage(dir.path(), "a.db", 1);
        let info = store.info().unwrap();
        assert_eq!(info.customers, 300);
        assert!(info.visits > 600, "{info:?}");
        for id in 1..=300 {
            let subject = Subject::Customer(CustomerId(id), None);
            let card = store.card(subject).unwrap().unwrap();
            let (visits, total) = store.history(subject, 0, 10_000).unwrap();
            assert_eq!(visits.len(), total);
            let done = visits
                .iter()
                .filter(|visit| visit.facts.status == crate::domain::VisitStatus::Done);
            // Several receipts of a day are one visit; a refund is none.
            let came = done
                .clone()
                .filter(|v| v.facts.total >= Some(crate::domain::Money(0)));
            let days: std::collections::BTreeSet<_> = came.map(|v| v.facts.day).collect();
            assert_eq!(card.visits as usize, days.len());
            let spent: i64 = done.filter_map(|v| v.facts.total).map(|m| m.0).sum();
            assert_eq!(card.spent.0, spent);
        }
    }

    #[test]
    fn the_shop_promises_something_to_every_tier_above_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let store = garage(dir.path(), "a.db", 1);
        let rule = store.points_rule(today()).unwrap().unwrap();
        let promises: Vec<bool> = rule.tier.iter().map(|t| !t.promise.is_empty()).collect();
        assert_eq!(promises, [false, true, true, true]);
    }

    /// Every row of every table, but for what the search and SQLite make of them.
    fn dump(store: &Store) -> Vec<String> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut tables = store.conn.prepare(sql).unwrap();
        let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let mut rows = Vec::new();
        for table in tables.map(Result::unwrap) {
            let all = store.conn.prepare(&format!("SELECT * FROM \"{table}\""));
            let mut all = all.unwrap();
            let columns = all.column_count();
            let mut found = all.query([]).unwrap();
            while let Some(row) = found.next().unwrap() {
                let values: Vec<rusqlite::types::Value> =
                    (0..columns).map(|at| row.get(at).unwrap()).collect();
                rows.push(format!("{table} {values:?}"));
            }
        }
        rows
    }

    #[test]
    fn two_sample_garages_of_one_seed_and_day_are_equal_in_every_row() {
        let dir = tempfile::tempdir().unwrap();
        let mut one = garage(dir.path(), "a.db", 1);
        let mut two = garage(dir.path(), "b.db", 1);
        for store in [&mut one, &mut two] {
            store.unmark();
        }
        let (one, two) = (dump(&one), dump(&two));
        assert!(one.len() > 2_000, "{}", one.len());
        for (one, two) in one.iter().zip(&two) {
            assert_eq!(one, two);
        }
        assert_eq!(one.len(), two.len());
        let other = dump(&garage(dir.path(), "c.db", 2));
        let ids = |rows: &[String]| rows.iter().find(|row| row.contains("file_id")).cloned();
        assert_ne!(ids(&one), ids(&other));
    }

    #[test]
    fn the_same_seed_gives_the_same_rows_and_another_seed_others() {
        let dir = tempfile::tempdir().unwrap();
        let rows = |store: &Store| {
            let card = |id| store.card(Subject::Customer(CustomerId(id), None)).unwrap();
            (1..=300).map(card).collect::<Vec<_>>()
        };
        let one = rows(&garage(dir.path(), "a.db", 1));
        assert_eq!(one, rows(&garage(dir.path(), "b.db", 1)));
        assert_ne!(one, rows(&garage(dir.path(), "c.db", 2)));
    }

    #[test]
    fn some_redeem_points_and_some_points_have_lapsed() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = garage(dir.path(), "a.db", 1);
        let lines = (1..=300).flat_map(|id| store.points_of(CustomerId(id)).unwrap());
        let of = |kind: Kind, lines: &[PointsEntry]| {
            lines.iter().filter(|line| line.kind == kind).count()
        };
        let lines: Vec<PointsEntry> = lines.collect();
        let (redeemed, lapsed) = (of(Kind::Redeem, &lines), of(Kind::Expire, &lines));
        assert!(redeemed > 20 && lapsed > 5, "{redeemed} {lapsed}");
        assert_eq!(of(Kind::Reverse, &lines), 0);
        let found = store.examine(Box::new(|| false)).unwrap();
        assert_eq!(found.problems, []);
    }

    #[test]
    fn some_were_brought_by_others_who_are_rewarded() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = garage(dir.path(), "a.db", 1);
        let count = |sql: &str| store.conn.query_row(sql, [], |row| row.get::<_, i64>(0));
        let brought = count("SELECT count(*) FROM customer WHERE referred_by IS NOT NULL");
        let rewards = count("SELECT count(*) FROM points_line WHERE kind = 'referral'");
        assert!(brought.unwrap() > 5 && rewards.unwrap() > 0);
        let found = store.examine(Box::new(|| false)).unwrap();
        assert_eq!(found.problems, []);
    }

    #[test]
    fn a_big_garage_has_asked_written_and_invited_and_is_taken_back_with_all_of_it() {
        let dir = tempfile::tempdir().unwrap();
        let go_on = |_, _| ControlFlow::Continue(());
        let path = dir.path().join("a.db");
        let mut store = Store::create_sample(&path, 1, 1_200, today(), go_on).unwrap();
        let campaigns = store.campaigns(today()).unwrap();
        assert_eq!(campaigns.len(), 2);
        let over = campaigns
            .iter()
            .find(|one| one.campaign.facts.until < today());
        let result = over.unwrap().result;
        let (sent, control) = (result.sent, result.control);
        assert!(
            sent.people > 20 && sent.came > 0 && control.people > 5,
            "{result:?}"
        );
        // Each means those whom its segment held on its first day.
        for told in &campaigns {
            let facts = &told.campaign.facts;
            let segment = store.segment_named(&facts.segment).unwrap().unwrap();
            assert_eq!(segment.kept.filter, facts.filter);
            let all = store.appraisal(facts.since, &mut |_| ()).unwrap();
            let filter = segment.filter.unwrap();
            let held = store.meant(&filter, &all, &Studied::default()).unwrap();
            let known = store.campaign_people(told.campaign.id, today());
            for one in known.unwrap().unwrap().people {
                let who = &one.person;
                assert!(held.customers.contains(&who.customer), "{who:?}");
            }
        }
        let count = |store: &Store, table: &str| -> i64 {
            let sql = format!("SELECT count(*) FROM {table}");
            store.conn.query_row(&sql, [], |row| row.get(0)).unwrap()
        };
        let tables = [
            "consent",
            "message",
            "segment",
            "campaign",
            "campaign_target",
            "event",
            "event_guest",
        ];
        for table in tables {
            assert!(count(&store, table) > 1, "{table}");
        }
        let found = store.examine(Box::new(|| false)).unwrap();
        assert_eq!(found.problems, []);
        let author = Author {
            staff: None,
            name: "Ani".to_owned(),
            terminal: "t".to_owned(),
        };
        let batch = store.batches().unwrap()[0].id;
        let undo = crate::domain::Change::UndoImport { batch };
        store.write(&author, OpId([9; 16]), &undo).unwrap();
        for table in tables.iter().chain(&["customer", "vehicle", "visit"]) {
            assert_eq!(count(&store, table), 0, "{table}");
        }
    }

    #[test]
    fn a_garage_that_nobody_waits_for_is_given_up() {
        let dir = tempfile::tempdir().unwrap();
        let stop = |_, _| ControlFlow::Break(());
        let path = dir.path().join("a.db");
        let result = Store::create_sample(&path, 1, 5_000, today(), stop);
        assert!(matches!(result, Err(StoreError::Cancelled)));
        let left = std::fs::read_dir(dir.path()).unwrap().count();
        assert_eq!(left, 0, "nothing stands in the way of the next try");
    }
}
