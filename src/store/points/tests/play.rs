//! Days that are played again come to what the ledgers of these days came to.

use proptest::prelude::*;

use super::super::tiers;
use super::*;
use crate::domain::Taken;
use crate::points::{Outcome, Rewarded, most_redeemable};

/// When the programme begins, and everything else.
const BEGIN: &str = "2025-06-01";

/// Somebody comes.
#[derive(Debug, Clone)]
struct Comes {
    who: usize,
    /// Days after the one before.
    later: u64,
    total: Option<i64>,
    status: VisitStatus,
    /// Of what may be redeemed, that per cent.
    redeems: i64,
}

fn comes() -> impl Strategy<Value = Comes> {
    let total = prop_oneof![
        1 => Just(None),
        1 => Just(Some(-40_000)),
        8 => (0..120_i64).prop_map(|thousands| Some(thousands * 10_000)),
    ];
    let status = prop_oneof![
        8 => Just(VisitStatus::Done),
        1 => Just(VisitStatus::Open),
        1 => Just(VisitStatus::Cancelled),
    ];
    let later = prop_oneof![3 => Just(0), 5 => 0..30_u64];
    let redeems = prop_oneof![3 => Just(0), 1 => Just(50), 2 => Just(100)];
    (0..4_usize, later, total, status, redeems).prop_map(|(who, later, total, status, redeems)| {
        Comes {
            who,
            later,
            total,
            status,
            redeems,
        }
    })
}

fn rules() -> impl Strategy<Value = Rule> {
    let valid = prop::sample::select(vec![Some(20), Some(60), None]);
    let to = prop::sample::select(vec![Rewarded::Both, Rewarded::Came, Rewarded::Brought]);
    let basis = prop::sample::select(vec![Basis::Spend, Basis::Points]);
    let welcome = prop::sample::select(vec![0, 100]);
    let referral = prop::sample::select(vec![0, 50, 170]);
    (valid, to, basis, welcome, referral).prop_map(
        |(valid_days, referral_to, basis, welcome, referral)| {
            let mut rule = Rule {
                valid_days,
                welcome,
                referral,
                referral_to,
                basis,
                ..Rule::default()
            };
            let from = match basis {
                Basis::Spend => [0, 500_000, 1_500_000, 4_000_000],
                Basis::Points => [0, 120, 250, 600],
            };
            for (tier, from) in rule.tier.iter_mut().zip(from) {
                tier.from = from;
            }
            rule
        },
    )
}

/// Writes it down on its day.
fn happens(store: &mut Store, people: &[CustomerId], today: Day, event: &Comes) {
    store.today_is(today);
    let who = people[event.who];
    let mut facts = VisitFacts {
        customer: Some(who),
        total: event.total.map(Money),
        status: event.status,
        ..VisitFacts::on(today)
    };
    if event.status == VisitStatus::Done {
        let (has, rule) = store.redeemable(who, None).unwrap().unwrap();
        let most = most_redeemable(&rule, event.total.unwrap_or(0), has);
        let wish = most_redeemable(&rule, event.total.unwrap_or(0), most * event.redeems / 100);
        facts.redeemed = Some(wish).filter(|points| *points > 0);
    }
    add(store, &facts).unwrap();
}

/// What the ledgers say of all days until one.
fn told(store: &Store, people: &[CustomerId], rule: &Rule, until: Day, ends: &[Day]) -> Outcome {
    let mut outcome = Outcome {
        in_tier: vec![0; rule.tier.len()],
        worth: rule.worth,
        ..Outcome::default()
    };
    let money = "SELECT coalesce(sum(total), 0) FROM visit WHERE status = 'done'";
    outcome.money = store.conn.query_row(money, [], |row| row.get(0)).unwrap();
    for who in people {
        let mut ledger = Kept::read(&store.conn, who.0).unwrap().ledger;
        ledger.lapse(until);
        let mut redeemed = 0;
        for line in ledger.lines() {
            match line.kind {
                Kind::Redeem => redeemed -= line.points,
                Kind::Expire => outcome.lapsed -= line.points,
                _ => outcome.earned += line.points,
            }
        }
        for end in ends {
            let lines = ledger.lines().iter().filter(|line| line.day <= *end);
            let owed: i64 = lines.map(|line| line.points).sum();
            *outcome.owed_on.entry(*end).or_default() += owed;
        }
        outcome.redeemed += redeemed;
        outcome.owed += ledger.balance();
        let kept = redeemed + ledger.balance();
        if kept != 0 {
            outcome.by_customer.insert(*who, kept);
        }
        let standing = tiers::standing(&store.conn, &ledger, rule, *who, until).unwrap();
        outcome.in_tier[standing.unwrap().tier] += 1;
    }
    outcome
}

/// People of whom each may have been brought by another; nobody in a circle.
fn people(store: &mut Store, by: &[Option<usize>]) -> Vec<CustomerId> {
    let names = ["Budi", "Sari", "Dewi", "Agus"];
    let people = names.map(|name| add_customer(store, name)).to_vec();
    for (who, by) in people.iter().zip(by) {
        let _ = refer(store, *who, by.map(|by| people[by]));
    }
    people
}

fn refer(
    store: &mut Store,
    who: CustomerId,
    by: Option<CustomerId>,
) -> Result<Receipt, StoreError> {
    let base = Box::new(store.customer(who).unwrap().unwrap().facts);
    let facts = Box::new(CustomerFacts {
        referred_by: by,
        ..*base.clone()
    });
    let id = who;
    write(store, &Change::EditCustomer { id, base, facts })
}

fn programme(store: &Store, rule: &Rule) {
    let sql = "UPDATE points_rule SET since = ?1, rule = ?2";
    store.conn.execute(sql, [BEGIN, &rule.to_json()]).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_played_under_the_rules_in_force_is_what_the_ledgers_say(
        rule in rules(),
        by in prop::collection::vec(prop::option::weighted(0.7, 0..4_usize), 4),
        events in prop::collection::vec(comes(), 1..30),
        after in 0..70_u64,
    ) {
        let (_dir, mut store) = new_store();
        programme(&store, &rule);
        let mut today = day(BEGIN);
        store.today_is(today);
        let people = people(&mut store, &by);
        // Everybody was here once and paid nothing.
        for who in &people {
            add(&mut store, &VisitFacts { customer: Some(*who), ..VisitFacts::on(today) }).unwrap();
        }
        for event in &events {
            today = today + chrono::Days::new(event.later);
            happens(&mut store, &people, today, event);
        }
        let until = today + chrono::Days::new(after);
        store.today_is(until);
        let days = (day(BEGIN), until);
        let [played, again] = store.play_again(&[rule.clone(), rule.clone()], days, &mut |_| ()).unwrap();
        prop_assert_eq!(&played, &again);
        let ends: Vec<Day> = played.owed_on.keys().copied().collect();
        prop_assert_eq!(played, told(&store, &people, &rule, until, &ends));
    }
}

/// Points that everybody is given in the days from June to March.
fn given(store: &Store, people: &[CustomerId]) -> Vec<i64> {
    let rule = Rule {
        earn_per: 1_000_000_000,
        welcome: 7,
        referral: 50,
        ..Rule::default()
    };
    let days = (day(BEGIN), day("2026-03-10"));
    let rules = [rule.clone(), rule];
    let [played, _] = store.play_again(&rules, days, &mut |_| ()).unwrap();
    let given = people.iter().map(|who| played.by_customer.get(who));
    given.map(|given| given.copied().unwrap_or(0)).collect()
}

#[test]
fn a_first_paid_visit_of_long_ago_is_the_first_one_though_it_is_not_played() {
    let (_dir, mut store, budi) = book();
    let sari = add_customer(&mut store, "Sari");
    refer(&mut store, sari, Some(budi)).unwrap();
    let now = add(&mut store, &visit(sari, "2026-02-01", 100_000)).unwrap();
    assert_eq!(given(&store, &[budi, sari]), [50, 57]);
    let before = add(&mut store, &visit(sari, "2019-02-01", 100_000)).unwrap();
    assert_eq!(given(&store, &[budi, sari]), [0, 0]);
    // What was cancelled was never paid.
    cancel(&mut store, before.visit.unwrap());
    assert_eq!(given(&store, &[budi, sari]), [50, 57]);
    cancel(&mut store, now.visit.unwrap());
    assert_eq!(given(&store, &[budi, sari]), [0, 0]);
}

#[test]
fn two_who_are_one_person_are_welcomed_and_brought_once() {
    let (_dir, mut store, budi) = book();
    let [sari, twin] = ["Sari", "Sari W"].map(|name| add_customer(&mut store, name));
    for who in [sari, twin] {
        refer(&mut store, who, Some(budi)).unwrap();
    }
    add(&mut store, &visit(sari, "2026-02-01", 100_000)).unwrap();
    add(&mut store, &visit(twin, "2026-02-20", 100_000)).unwrap();
    assert_eq!(given(&store, &[budi, sari, twin]), [100, 57, 57]);
    let facts = [twin, sari].map(|who| store.customer(who).unwrap().unwrap().facts);
    let merge = Change::MergeCustomers {
        keep: twin,
        other: sari,
        base: Box::new(facts),
        taken: Taken::new(),
    };
    write(&mut store, &merge).unwrap();
    assert_eq!(given(&store, &[budi, sari, twin]), [50, 0, 57]);
    undo(&mut store);
    assert_eq!(given(&store, &[budi, sari, twin]), [100, 57, 57]);
}

#[test]
fn whoever_had_points_before_this_book_is_not_welcomed_when_days_are_played_again() {
    let (_dir, mut store, budi) = book();
    add(&mut store, &visit(budi, "2026-02-01", 100_000)).unwrap();
    assert_eq!(given(&store, &[budi]), [7]);
    let base = Box::new(store.customer(budi).unwrap().unwrap().facts);
    let mut facts = base.clone();
    let said = (OPENING_POINTS.to_owned(), "40".to_owned());
    facts.fields.extend([said]);
    let id = budi;
    write(&mut store, &Change::EditCustomer { id, base, facts }).unwrap();
    assert_eq!(given(&store, &[budi]), [0]);
}

#[test]
fn what_is_played_again_is_read_in_the_order_of_its_indexes() {
    let (_dir, store) = new_store();
    let days = [BEGIN, "2026-03-10"];
    for (sql, wanted, asked) in [
        (super::super::play::PEOPLE, "SCAN customer", &days[..0]),
        (super::super::play::VISITS, "INDEX visit_by_customer", &days),
        (
            super::super::play::BROUGHT,
            "INDEX customer_by_referrer",
            &days,
        ),
    ] {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut statement = store.conn.prepare(&explain).unwrap();
        let asked = rusqlite::params_from_iter(asked);
        let plan = statement.query_map(asked, |row| row.get::<_, String>(3));
        let plan: Vec<String> = plan.unwrap().map(Result::unwrap).collect();
        let sorts = plan.iter().any(|step| step.ends_with("FOR ORDER BY"));
        assert!(!sorts && plan[0].contains(wanted), "{plan:?}");
    }
}
