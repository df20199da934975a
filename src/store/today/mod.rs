//! What one day asks for, read at once: birthdays, feasts, points that lapse, customers to win back.
//! One customer stands there once, with all reasons. Whoever refused is left out, and so is what
//! somebody here has done or put off.

mod answers;
mod feasts;
mod greeted;
mod marks;
mod meant;
mod near;
#[cfg(test)]
mod tests;
mod win_back;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

pub(super) use answers::{Answers, Asking};
use marks::Marks;

use super::{Come, Store, StoreResult};
use crate::calendar::{Calendar, Person, Reason, Today, Why};
use crate::domain::{CustomerId, Day, OccasionKind, Purpose};

/// Customers that are listed for one kind of reason at the most: a day has no more work in it. Each
/// kind has its own room, so that the hundreds of a great feast push nobody's birthday out.
const MOST: usize = 500;
/// Customers to win back that a day asks for.
const TEN: usize = 10;

/// A reason, before it is asked whether it may be listed.
type Found = (CustomerId, Why);

impl Store {
    /// What a day asks for, looking so many days ahead for birthdays and feasts.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn today_list(
        &self,
        calendar: &Calendar,
        (today, ahead): (Day, u16),
        come: Come<'_>,
    ) -> StoreResult<Today> {
        let _moment = self.moment()?;
        let near = calendar.near(today, ahead);
        let mut found = self.near_birthdays(today, ahead)?;
        found.extend(self.wished(&near, today)?);
        found.extend(self.lapsing(today)?);
        found.extend(self.thanks(today)?);
        found.sort_by_cached_key(|(customer, why)| (why.order(today), customer.0));
        let mut list = Listing::new(self, today)?;
        for (customer, why) in found {
            list.take(customer, why)?;
        }
        for (customer, why) in self.away(today, come)? {
            if list.wins >= TEN {
                break;
            }
            list.wins += usize::from(list.take(customer, why)?);
        }
        let feasts = self.feast_rows(&near, &list.marks)?;
        let more = list.more;
        let people = list.people(today)?;
        Ok(Today {
            day: today,
            ahead,
            feasts,
            people,
            more,
            over: calendar.runs_out(today),
            place: String::new(),
            mistakes: Vec::new(),
        })
    }
}

/// The customers of a list that grows.
struct Listing<'s> {
    store: &'s Store,
    asking: Asking<'s>,
    marks: Marks<'s>,
    answers: HashMap<CustomerId, Answers>,
    reasons: BTreeMap<i64, Vec<Reason>>,
    /// Customers who got their place by a kind of reason.
    placed: HashMap<OccasionKind, usize>,
    more: bool,
    wins: usize,
}

impl<'s> Listing<'s> {
    fn new(store: &'s Store, today: Day) -> StoreResult<Self> {
        Ok(Self {
            store,
            asking: Asking::new(store)?,
            marks: Marks::new(store, today)?,
            answers: HashMap::new(),
            reasons: BTreeMap::new(),
            placed: HashMap::new(),
            more: false,
            wins: 0,
        })
    }

    /// Lists a reason, unless the customer refused, somebody here has done or put it off, or the
    /// room of its kind is full. Answers whether it stands in the list.
    fn take(&mut self, customer: CustomerId, why: Why) -> StoreResult<bool> {
        let is_new = !self.reasons.contains_key(&customer.0);
        let placed = self.placed.entry(why.kind()).or_default();
        if is_new && *placed > MOST {
            return Ok(false);
        }
        let answers = match self.answers.entry(customer) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.asking.of(customer)?),
        };
        let refused = why.purpose().is_some_and(|what| answers.refuses(what));
        if answers.refuses(Purpose::Contact) || refused {
            return Ok(false);
        }
        let agreed = match why.purpose() {
            Some(purpose) => answers.agrees(purpose),
            None => Some(true),
        };
        if self.marks.hides_why(customer, &why)? {
            return Ok(false);
        }
        if is_new {
            *placed += 1;
            if *placed > MOST {
                self.more = true;
                return Ok(false);
            }
        }
        let reasons = self.reasons.entry(customer.0).or_default();
        reasons.push(Reason { why, agreed });
        Ok(true)
    }

    /// Who they are, the most pressing first.
    fn people(self, today: Day) -> StoreResult<Vec<Person>> {
        let ids: Vec<CustomerId> = self.reasons.keys().map(|id| CustomerId(*id)).collect();
        let mut reasons = self.reasons;
        let people = self.store.introduce(&ids)?.into_iter();
        let mut people: Vec<Person> = people
            .filter_map(|who| {
                let mut reasons = reasons.remove(&who.id.0)?;
                reasons.sort_by_key(|reason| reason.why.order(today));
                Some(Person { who, reasons })
            })
            .collect();
        let first = |person: &Person| person.reasons.first().map(|one| one.why.order(today));
        people.sort_by_key(|person| (first(person), person.who.id.0));
        Ok(people)
    }
}
