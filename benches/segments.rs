//! Whom a filter means: one condition on every field, as the builder counts while somebody edits.
//! Everybody is judged once before, as there. `cargo bench --bench segments`.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark")]

mod support;

use kenal::domain::Day;
use kenal::domain::Purpose;
use kenal::domain::filter::{
    Bound, Condition, Fact, Field, Figure, Filter, Join, Kind, Test, When,
};
use kenal::store::Studied;
use support::{Taken, open, sizes};

const RUNS: usize = 3;
/// The day after the sample's last.
const TODAY: &str = "2026-11-23";

fn main() {
    let today: Day = TODAY.parse().expect("a day");
    for customers in sizes() {
        println!("{customers} customers");
        let store = open(customers);
        let mut all = None;
        let judging = Taken::by(1, || all = store.appraisal(today, &mut |_| ()).ok());
        println!("  {:<28}{}", "everybody judged", judging.medians());
        let all = all.expect("judged");
        let meant = |filter: &Filter, studied: &Studied| {
            let meant = store.meant(filter, &all, studied).expect("read");
            meant.customers.len()
        };
        let facts = Fact::ALL.iter().map(|fact| Field::Fact(*fact));
        let others = [
            Field::Consent(Purpose::Promotions),
            Field::Own("oil".to_owned()),
        ];
        for field in facts.chain(others) {
            let filter = Filter::new(Join::All, vec![condition(&field)]);
            let mut found = 0;
            let mut studied = Studied::default();
            let first = Taken::by(1, || {
                let read = store.study(&filter, today, &mut studied, &mut |_| ());
                read.expect("read");
                found = meant(&filter, &studied);
            });
            let taken = Taken::by(RUNS, || assert_eq!(meant(&filter, &studied), found));
            let name = field.name();
            println!(
                "  {name:<24} first {}, later {}  {found:>8} found",
                first.medians(),
                taken.medians()
            );
        }
        let mine = meant(&Filter::default(), &Studied::default());
        assert_eq!(mine, usize::try_from(customers).unwrap_or_default());
    }
}

/// A question about a field that is true of some.
fn condition(field: &Field) -> Condition {
    let kind = match field {
        Field::Fact(fact) => fact.kind(),
        _ => Kind::Text,
    };
    let test = match kind {
        Kind::Text | Kind::Dated => Test::Contains("a".to_owned()),
        Kind::Number => Test::Number(Bound::AtLeast(Figure::whole(3))),
        Kind::Money => Test::Money(Bound::AtLeast(100_000_000)),
        Kind::Day => Test::Day(Bound::AtMost(When::Today(14))),
        Kind::Days => Test::Number(Bound::AtMost(Figure::whole(60))),
        Kind::Choice => Test::Known,
        Kind::YesNo => Test::Yes,
    };
    Condition::of(field.clone(), test)
}
