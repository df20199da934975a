//! `kenal referrals --json`.

use serde::Serialize;

use crate::domain::{
    Brought, BroughtSum, Customer, CustomerId, Day, Named, ReferralTree, Referrer, ThanksOwed,
};

/// Somebody by ID and name.
#[derive(Debug, Serialize)]
struct Who {
    customer_id: String,
    name: String,
}

impl From<&Named> for Who {
    fn from(named: &Named) -> Who {
        Who {
            customer_id: named.code.clone(),
            name: named.name.clone(),
        }
    }
}

/// How many were brought, how many of them came, and what these spent.
#[derive(Debug, Serialize)]
struct Sum {
    brought: u32,
    came: u32,
    spent: i64,
}

impl From<BroughtSum> for Sum {
    fn from(sum: BroughtSum) -> Sum {
        Sum {
            brought: sum.made,
            came: sum.came,
            spent: sum.spent.0,
        }
    }
}

/// Everybody who brought somebody.
#[derive(Debug, Serialize)]
pub struct Referrers {
    total: usize,
    referrers: Vec<One>,
}

#[derive(Debug, Serialize)]
struct One {
    #[serde(flatten)]
    who: Who,
    #[serde(flatten)]
    own: Sum,
    then: Sum,
}

impl Referrers {
    /// The first of them, of so many.
    pub fn new(all: &[Referrer], total: usize) -> Referrers {
        let one = |one: &Referrer| One {
            who: Who::from(&one.who),
            own: Sum::from(one.brought),
            then: Sum::from(one.then),
        };
        Referrers {
            total,
            referrers: all.iter().map(one).collect(),
        }
    }
}

/// Whom somebody brought, two steps deep.
#[derive(Debug, Serialize)]
pub struct Tree {
    customer_id: String,
    name: String,
    referred_by: Option<Who>,
    #[serde(flatten)]
    own: Sum,
    then: Sum,
    people: Vec<Person>,
}

#[derive(Debug, Serialize)]
struct Person {
    #[serde(flatten)]
    who: Who,
    visits: u32,
    spent: i64,
    first_visit: Option<Day>,
    last_visit: Option<Day>,
    thanked: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<Vec<Person>>,
}

impl Tree {
    /// Of a customer.
    pub fn new(of: &Customer, tree: &ReferralTree) -> Tree {
        let [own, then] = tree.sums();
        let people = tree.brought.iter().map(|one| Person {
            people: Some(under(one.who.id, &tree.then)),
            ..Person::from(one)
        });
        Tree {
            customer_id: of.code.clone(),
            name: of.facts.name.clone(),
            referred_by: tree.by.as_ref().map(Who::from),
            own: Sum::from(own),
            then: Sum::from(then),
            people: people.collect(),
        }
    }
}

fn under(by: CustomerId, all: &[Brought]) -> Vec<Person> {
    let own = all.iter().filter(|one| one.by == by);
    own.map(Person::from).collect()
}

impl From<&Brought> for Person {
    fn from(one: &Brought) -> Person {
        Person {
            who: Who::from(&one.who),
            visits: one.visits,
            spent: one.spent.0,
            first_visit: one.first_visit,
            last_visit: one.last_visit,
            thanked: one.thanked,
            people: None,
        }
    }
}

/// Thanks that are owed to somebody for bringing another.
#[derive(Debug, Serialize)]
pub struct Owed {
    referrer: Who,
    friend: Who,
    date: Day,
    paid: i64,
    points: i64,
}

impl From<&ThanksOwed> for Owed {
    fn from(owed: &ThanksOwed) -> Owed {
        Owed {
            referrer: Who::from(&owed.referrer),
            friend: Who::from(&owed.friend),
            date: owed.day,
            paid: owed.paid.0,
            points: owed.points,
        }
    }
}
