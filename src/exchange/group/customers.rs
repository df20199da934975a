//! Rows that are one customer: a usable phone and the same name. Without a usable phone every row
//! of a customer list is its own, and in lists of visits the vehicle tells who it is.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::firms::{Firms, MetFirm, firm_identity};
use super::identity::{identity, of_customer, short};
use super::{Fates, Seen};
use crate::exchange::plan::{CustomerKey, Identity, PlannedCustomer};
use crate::exchange::table::hash_of;

/// How the row came to its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// First seen here.
    New,
    /// Seen before, on this line.
    Again(Seen),
}

/// What a row's customer turned out to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) key: CustomerKey,
    pub(crate) way: Way,
    /// Where the same phone stands under another name, if this customer is new.
    pub(crate) shared: Option<Seen>,
    /// Where another customer of this name stands who has one of these phones too.
    pub(crate) twin: Option<Seen>,
    /// Whether a company of this name was told of, and this customer is new and is none.
    pub(crate) namesake: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    seen: Seen,
    name: u64,
    first_word: u64,
    /// What the receiver was told last.
    told: u64,
    identity: Identity,
}

/// The customers of a plan.
#[derive(Debug, Default)]
pub(crate) struct Customers {
    all: Vec<Entry>,
    by: HashMap<u64, u32>,
    by_phone: HashMap<u64, u32>,
    by_member: HashMap<u64, u32>,
    by_person: HashMap<u64, u32>,
    times: HashMap<u64, u32>,
    /// Those of whom nothing but the name is known, with the day of a visit.
    by_name_alone: HashMap<u32, NaiveDate>,
    pub(crate) firms: Firms,
    pub(crate) fates: Fates,
}

impl Customers {
    /// The customer of an identity-paper number that joins tables of this call.
    pub(crate) fn of_person(&self, number: u64) -> Option<CustomerKey> {
        self.by_person.get(&number).copied().map(CustomerKey)
    }

    /// The customer who bears the member number that a row says.
    pub(crate) fn of_member(&self, row: &PlannedCustomer) -> Option<CustomerKey> {
        let number = row.numbered();
        let known = || self.by_member.get(&hash_of(number.as_ref())).copied();
        known().filter(|_| !number.is_empty()).map(CustomerKey)
    }

    /// Who has one of these phones already: the same name, or one that begins alike.
    pub(crate) fn has_phone(&self, customer: &PlannedCustomer) -> Option<Seen> {
        let first_word = hash_of(customer.name_key.split(' ').next().unwrap_or_default());
        let phones = customer
            .phones
            .iter()
            .filter_map(|phone| phone.e164.as_ref());
        let mut known =
            phones.filter_map(|e164| self.all.get(*self.by_phone.get(&hash_of(e164))? as usize));
        known
            .find(|known| known.first_word == first_word)
            .map(|known| known.seen)
    }

    /// Whether a customer bears this name.
    pub(crate) fn bears(&self, key: CustomerKey, name_key: &str) -> bool {
        self.all
            .get(key.0 as usize)
            .is_some_and(|entry| entry.name == hash_of(name_key))
    }

    /// How a customer is known again.
    pub(crate) fn identity(&self, key: CustomerKey) -> Option<Identity> {
        self.all.get(key.0 as usize).map(|entry| entry.identity)
    }

    /// Finds the customer of a row, or makes a new one, and gives it key and identities. `beside`
    /// is what else on the row tells two people of one name apart (a plate); in lists of people
    /// (`each_row`) rows without a usable phone are their own.
    pub(crate) fn place(
        &mut self,
        customer: &mut PlannedCustomer,
        beside: &str,
        person: Option<u64>,
        each_row: bool,
        seen: Seen,
    ) -> Known {
        let identities = self.identities(customer, beside, person, each_row);
        let phones: Vec<u64> = customer
            .phones
            .iter()
            .filter_map(|phone| phone.e164.as_ref())
            .map(hash_of)
            .collect();
        let mut all_known = identities
            .iter()
            .filter_map(|identity| self.by.get(&short(*identity)).copied());
        let known = all_known.next();
        let twin = all_known.find(|other| known.is_some_and(|known| known != *other));
        let twin = twin.and_then(|twin| Some(self.all.get(twin as usize)?.seen));
        let nameless = || {
            let key = self.by_phone.get(phones.first()?).copied();
            key.filter(|_| customer.name_key.is_empty())
        };
        let known = known.or_else(nameless);
        let name = hash_of(&customer.name_key);
        // A company of which others told the name before its own row came.
        let awaited = known.is_none() && customer.is_company;
        let awaited = awaited.then(|| self.firms.arrives(name)).flatten();
        let (key, way) = match known {
            Some(key) => (
                key,
                self.all
                    .get(key as usize)
                    .map_or(Way::New, |entry| Way::Again(entry.seen)),
            ),
            None => (awaited.unwrap_or_else(|| self.next()), Way::New),
        };
        let first_word = hash_of(customer.name_key.split(' ').next().unwrap_or_default());
        let other = phones
            .iter()
            .find_map(|phone| self.by_phone.get(phone))
            .and_then(|key| self.all.get(*key as usize));
        let shared = other
            .filter(|other| way == Way::New && other.name != name)
            .map(|other| other.seen);
        if way == Way::New {
            let identity = identities.first().copied().unwrap_or_default();
            if !each_row && beside.is_empty() && is_name_alone(customer, person) {
                self.by_name_alone.insert(key, NaiveDate::MIN);
            }
            let entry = Entry {
                seen,
                name,
                first_word,
                told: 0,
                identity,
            };
            match self.all.get_mut(key as usize) {
                Some(told_of) => *told_of = entry,
                None => self.all.push(entry),
            }
        }
        let namesake = self.firms.place(customer.is_company, name, key) && way == Way::New;
        for identity in &identities {
            self.by.entry(short(*identity)).or_insert(key);
        }
        for phone in phones {
            self.by_phone.entry(phone).or_insert(key);
        }
        if !customer.member_no.is_empty() {
            self.by_member
                .entry(hash_of(customer.numbered().as_ref()))
                .or_insert(key);
        }
        if let Some(person) = person {
            self.by_person.entry(person).or_insert(key);
        }
        customer.key = CustomerKey(key);
        customer.origin.identities = identities;
        customer.origin.fingerprint = of_customer(customer);
        Known {
            key: customer.key,
            way,
            shared,
            twin,
            namesake,
        }
    }

    /// Whether somebody of whom nothing but the name is known comes on a second day; said once.
    pub(crate) fn comes_again_by_name(&mut self, key: CustomerKey, day: NaiveDate) -> bool {
        let Some(before) = self.by_name_alone.get_mut(&key.0) else {
            return false;
        };
        let before = std::mem::replace(before, day);
        let again = before != NaiveDate::MIN && before != day;
        if again {
            self.by_name_alone.remove(&key.0);
        }
        again
    }

    /// The company of this name that a row tells of, new or known.
    pub(crate) fn firm(&mut self, name_key: &str, seen: Seen) -> MetFirm {
        let name = hash_of(name_key);
        let (next, identity) = (self.next(), firm_identity(name_key));
        let met = self.firms.meet(name, next);
        if met.is_new {
            self.all.push(Entry {
                seen,
                name,
                first_word: hash_of(name_key.split(' ').next().unwrap_or_default()),
                told: short(identity),
                identity,
            });
        }
        met
    }

    /// Makes a customer of this plan the customer of a row that says so without an identity of
    /// its own.
    pub(crate) fn same(&self, customer: &mut PlannedCustomer, key: CustomerKey) {
        customer.key = key;
        customer.origin.identities = self.identity(key).into_iter().collect();
        customer.origin.fingerprint = of_customer(customer);
    }

    fn next(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }

    /// What the receiver was told last, as a key.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "32 bits of a hash tell two records of one key apart"
    )]
    pub(crate) fn told(&self, key: CustomerKey) -> u32 {
        self.all
            .get(key.0 as usize)
            .map_or(0, |entry| entry.told as u32)
    }

    /// Whether the record says something that the receiver has not been told last.
    pub(crate) fn is_news(&mut self, customer: &PlannedCustomer) -> bool {
        let says = short(customer.origin.fingerprint);
        let Some(entry) = self.all.get_mut(customer.key.0 as usize) else {
            return true;
        };
        let news = entry.told != says;
        entry.told = says;
        news
    }

    /// Ways to know a customer again, the surest first.
    fn identities(
        &mut self,
        customer: &PlannedCustomer,
        beside: &str,
        person: Option<u64>,
        each_row: bool,
    ) -> Vec<Identity> {
        let mut all = Vec::new();
        let name = customer.name_key.as_str();
        for e164 in customer
            .phones
            .iter()
            .filter_map(|phone| phone.e164.as_deref())
        {
            all.push(identity("customer by phone", &[e164, name]));
        }
        if !customer.member_no.is_empty() {
            all.push(by_number(customer));
        }
        if let Some(person) = person {
            all.push(identity("customer by paper", &[&person.to_string(), name]));
        }
        if !all.is_empty() {
            return all;
        }
        // Nobody is named and nothing stands beside: other scraps of a phone are somebody else's.
        let raws = || customer.phones.iter().map(|phone| phone.raw.as_str());
        if !each_row && name.is_empty() && beside.is_empty() && raws().next().is_some() {
            return vec![identity("customer by scraps", &raws().collect::<Vec<_>>())];
        }
        if !each_row || !beside.is_empty() {
            return vec![identity("customer by vehicle", &[name, beside])];
        }
        // The same row again is the same customer only when the file comes again, so rows that
        // look alike are counted.
        let born = format!("{:?}", customer.birthday);
        let raw = customer
            .phones
            .first()
            .map_or("", |phone| phone.raw.as_str());
        let parts = [
            name,
            raw,
            &born,
            &customer.email,
            &customer.address,
            &customer.city,
        ];
        let row = identity("customer by row", &parts);
        let times = self.times.entry(short(row)).or_insert(0);
        *times += 1;
        vec![identity(
            "customer by row",
            &[parts.as_slice(), &[&times.to_string()]].concat(),
        )]
    }
}

/// How a customer is known again by the shop's own number.
pub(crate) fn by_number(customer: &PlannedCustomer) -> Identity {
    identity("customer by number", &[&customer.numbered()])
}

fn is_name_alone(customer: &PlannedCustomer, person: Option<u64>) -> bool {
    customer.phones.is_empty() && customer.member_no.is_empty() && person.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::plan::PlannedPhone;

    fn person(name: &str, phone: &str) -> PlannedCustomer {
        let e164 = (phone.len() > 5).then(|| phone.to_owned());
        PlannedCustomer {
            name: name.to_owned(),
            name_key: crate::domain::name::name_key(name),
            phones: vec![PlannedPhone {
                raw: phone.to_owned(),
                e164,
                label: String::new(),
            }],
            ..PlannedCustomer::default()
        }
    }

    fn keys(rows: &[(&str, &str, &str)], each_row: bool) -> Vec<u32> {
        let mut all = Customers::default();
        let mut place = |(line, (name, phone, beside)): (u32, &(&str, &str, &str))| {
            let seen = Seen { table: 0, line };
            all.place(&mut person(name, phone), beside, None, each_row, seen)
                .key
                .0
        };
        (0..).zip(rows).map(&mut place).collect()
    }

    #[test]
    fn one_phone_and_one_name_are_one_customer_however_the_name_is_written() {
        let rows = [
            ("Pak Budi", "+62811", ""),
            ("BUDI", "+62811", ""),
            ("Budi", "+62812", ""),
        ];
        assert_eq!(keys(&rows, true), [0, 0, 1]);
    }

    #[test]
    fn without_a_phone_each_row_of_a_list_is_somebody() {
        assert_eq!(keys(&[("Budi", "-", ""), ("Budi", "-", "")], true), [0, 1]);
    }

    #[test]
    fn without_a_phone_the_vehicle_tells_who_it_is() {
        let rows = [
            ("Budi", "-", "B1A"),
            ("Budi", "-", "B1A"),
            ("Budi", "-", "B2B"),
        ];
        assert_eq!(keys(&rows, false), [0, 0, 1]);
    }

    #[test]
    fn a_phone_without_a_name_is_whose_it_was() {
        assert_eq!(
            keys(&[("Budi", "+62811", ""), ("", "+62811", "")], true),
            [0, 0]
        );
    }

    #[test]
    fn the_same_phone_under_another_name_is_told() {
        let mut all = Customers::default();
        let mut place = |name, line| {
            let seen = Seen { table: 0, line };
            all.place(&mut person(name, "+62811"), "", None, true, seen)
                .shared
        };
        assert_eq!(place("Budi", 2), None);
        assert_eq!(place("Siti", 3), Some(Seen { table: 0, line: 2 }));
    }

    #[test]
    fn rows_that_look_alike_are_known_again_one_by_one() {
        let identities = || {
            let mut all = Customers::default();
            let mut of = |line| {
                let mut row = person("Budi", "-");
                all.place(&mut row, "", None, true, Seen { table: 0, line });
                row.origin.identities
            };
            [of(2), of(3)]
        };
        let [first, second] = identities();
        assert_ne!(first, second);
        assert_eq!(identities(), [first, second]);
    }
}
