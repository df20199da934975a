//! The book behind the screens: the store's answers and refusals in the protocol's words.

mod begin;
mod suggest;
mod write;

use std::path::{Path, PathBuf};

use crate::domain::{Card, CustomerId, Hit, OtherWriter, Subject};
use crate::protocol::{Answer, Damage, Failure, PlateCheck, PointsSheet, Query, ShopFacts};
use crate::store::{Store, StoreError, Written};

use super::book::{Reading, Wanted};
use super::feasts::NearFeasts;
use super::indexing::Indexing;
use super::studies::study;
use begin::{MESSAGES, prefill, to_write};

pub use write::{BookChecker, BookWriter};

/// Records that may be the same person.
const LIKELY: usize = 20;
/// Plates one slip away that are hinted at.
const SIMILAR: usize = 3;

/// The reading side, with a connection of its own.
pub struct BookReader {
    store: Store,
    indexing: Indexing,
    written: Written,
    feasts: NearFeasts,
}

impl BookReader {
    /// Reads `store`; the search index is built in the background.
    pub fn new(store: Store) -> Self {
        Self {
            indexing: Indexing::new(store.path()),
            store,
            written: Written::default(),
            feasts: NearFeasts::default(),
        }
    }

    /// With the owner's own feasts, from this file.
    #[must_use]
    pub fn with_feasts(self, file: Option<PathBuf>) -> Self {
        let feasts = NearFeasts::of(file);
        Self { feasts, ..self }
    }

    /// The card of whom somebody looks at, with the feasts that are near.
    fn card(&mut self, subject: Subject) -> Result<Option<Box<Card>>, StoreError> {
        let Some(mut card) = self.store.card(subject)? else {
            return Ok(None);
        };
        let today = self.store.told_today();
        self.store
            .greet_at(&mut card, self.feasts.on(today), today)?;
        Ok(Some(Box::new(card)))
    }

    fn read(&mut self, query: &Query, wanted: &Wanted) -> Result<Answer, StoreError> {
        let store = &self.store;
        Ok(match query {
            Query::Find { text, limit, also } => {
                let index = self.indexing.index();
                let mut found = store.find(index, text, *limit, &|| wanted.still())?;
                if let Some(who) = also {
                    store.put_among(&mut found, *who)?;
                }
                if let Some(first) = found.hits.first().and_then(Hit::subject) {
                    found.first = self.card(first)?;
                }
                Answer::Found(found)
            }
            Query::Card(subject) => Answer::Card(self.card(*subject)?),
            Query::History {
                subject,
                skip,
                limit,
            } => {
                let (visits, total) = store.history(*subject, *skip, *limit)?;
                Answer::History(visits, total)
            }
            Query::Visit(id) => Answer::Visit(store.visit(*id)?.map(Box::new)),
            Query::Prefill(subject, visit) => {
                Answer::Prefill(prefill(store, *subject, *visit)?.map(Box::new))
            }
            Query::Suggest { kind, text } => Answer::Suggestions(self.suggest(*kind, text)?),
            Query::CheckPlate(plate) => {
                let taken = store.plate_holder(plate)?;
                let similar = store.similar_plates(plate, SIMILAR)?;
                Answer::Plate(PlateCheck {
                    taken: taken.map(|holder| (holder.vehicle, holder.owner, holder.name)),
                    similar: similar
                        .into_iter()
                        .map(|holder| (holder.plate, holder.name))
                        .collect(),
                })
            }
            Query::Points(customer) => Answer::Points(points(store, *customer)?.map(Box::new)),
            Query::Rules(on) => {
                let now = store.points_rule(*on)?.map(Box::new);
                let later = store.points_rule_after(store.told_today())?;
                Answer::Rules { now, later }
            }
            Query::CheckPhone(phone) => Answer::Phone(store.phone_holders(phone)?),
            Query::Staff => Answer::Staff(store.staff()?),
            Query::Shop => Answer::Shop(shop(store)?),
            Query::ShopToEdit => Answer::ShopToEdit {
                facts: shop(store)?,
                has_amounts: store.has_amounts()?,
            },
            Query::Fleet(of, today) => Answer::Fleet(store.fleet(*of, *today)?.map(Box::new)),
            Query::Templates => Answer::Templates(store.templates()?),
            Query::Gatherings(as_of) => Answer::Gatherings(store.gatherings(*as_of)?),
            Query::Guests(id, as_of) => {
                Answer::Guests(store.gathering_guests(*id, *as_of)?.map(Box::new))
            }
            Query::Thanks(today) => Answer::Thanks(store.thanks_owed(*today)?),
            Query::Drafts => Answer::Drafts(store.drafts()?),
            Query::ToWrite(subject) => {
                let far = self.feasts.far(store.told_today()).to_vec();
                Answer::ToWrite(to_write(store, *subject, far)?.map(Box::new))
            }
            Query::Messages(customer) => Answer::Messages(
                store.messages_of(*customer, MESSAGES)?,
                store.gatherings_of(*customer)?,
            ),
            Query::Referrals(customer) => {
                Answer::Referrals(Box::new(store.referrals_of(*customer)?))
            }
            Query::Likely(of) => Answer::Likely(store.likely_same(*of, LIKELY)?),
            Query::SideBySide(keep, other) => {
                Answer::SideBySide(store.side_by_side(*keep, *other)?.map(Box::new))
            }
            Query::Review { .. }
            | Query::Offers { .. }
            | Query::Recovery(_)
            | Query::Loyalty(_)
            | Query::Behind { .. }
            | Query::Narrowed { .. }
            | Query::Segments(_)
            | Query::Campaigns(_)
            | Query::Campaign(..)
            | Query::Today { .. }
            | Query::Feast { .. }
            | Query::Play { .. }
            | Query::RulesFiles(_)
            | Query::RulesFile(_)
            | Query::Holds(..)
            | Query::Meant { .. } => study(&mut self.store, query, wanted, None)?,
        })
    }

    /// What is asked of a record that turned out to be another's is asked of that one.
    fn of_whom_it_is_now(&self, query: &Query) -> Result<Query, StoreError> {
        let mut query = query.clone();
        if let Some(customer) = query.customer() {
            *customer = self.store.who_is_now(*customer)?;
        }
        Ok(query)
    }
}

impl Reading for BookReader {
    fn answer(&mut self, query: &Query, wanted: &Wanted) -> Result<Answer, Failure> {
        let ticket = wanted.clone();
        self.store
            .stop_when(Some(Box::new(move || !ticket.still())));
        let answer = self.of_whom_it_is_now(query);
        let answer = answer.and_then(|query| self.read(&query, wanted));
        self.store.stop_when(None);
        answer.map_err(failure)
    }

    fn changed(&mut self) -> Result<bool, Failure> {
        let changed = self.store.changed().map_err(failure)?;
        if changed {
            self.written.forget();
            self.indexing.stale();
        }
        Ok(changed)
    }

    fn tend(&mut self) -> Option<u8> {
        self.indexing.tend(&self.store)
    }
}

fn points(store: &Store, customer: CustomerId) -> Result<Option<PointsSheet>, StoreError> {
    let Some(card) = store.card(Subject::Customer(customer, None))? else {
        return Ok(None);
    };
    Ok(Some(PointsSheet {
        card,
        lines: store.points_of(customer)?,
        rule: store.points_rule_now()?,
    }))
}

fn shop(store: &Store) -> Result<ShopFacts, StoreError> {
    let shop = store.shop()?;
    Ok(ShopFacts {
        name: shop.name,
        currency: shop.currency,
        trade: shop.trade,
        utc_offset_minutes: shop.utc_offset_minutes,
        fields: shop.fields,
        sensitive: shop.sensitive,
        leap_day: shop.profile.leap_day,
        sign: Box::new(shop.sign),
        staff: store.members()?,
        damage: damage(store)?,
    })
}

/// What the last check says, when it found the file damaged.
fn damage(store: &Store) -> Result<Option<Damage>, StoreError> {
    let damaged = store.last_check()?.is_some_and(|check| !check.is_sound());
    Ok(damaged.then(|| Damage {
        copy: store.newest_copy().map(|copy| beside_the_book(&copy)),
    }))
}

/// A copy as it is found from the book's folder: `copies/kenal-0007-2026-11-22.db`.
fn beside_the_book(copy: &Path) -> String {
    let last_two: Vec<_> = copy.iter().rev().take(2).collect();
    let path: PathBuf = last_two.into_iter().rev().collect();
    path.display().to_string()
}

/// The store's refusal in the protocol's words.
pub(super) fn failure(error: StoreError) -> Failure {
    match error {
        StoreError::Busy(by) => Failure::Busy(by),
        StoreError::Underway { pid, .. } => Failure::Busy(Some(OtherWriter::numbered(pid))),
        StoreError::Conflict(fields) => Failure::Conflict(fields),
        StoreError::Refused(fields) => Failure::Refused(fields),
        StoreError::NothingToUndo => Failure::NothingToUndo,
        StoreError::RestsOn { change, kind, by } => Failure::RestsOn { change, kind, by },
        StoreError::Gone => Failure::Gone,
        StoreError::DiskFull => Failure::DiskFull,
        StoreError::ReadOnly { .. } | StoreError::Foreign { .. } | StoreError::OpenFolder(_) => {
            Failure::ReadOnly
        }
        StoreError::Moved | StoreError::Missing(_) => Failure::Moved,
        StoreError::Newer(_) => Failure::Newer,
        StoreError::Damaged(_) | StoreError::OtherTables | StoreError::NotOurs => Failure::Damaged,
        StoreError::Unsure(why) => Failure::Unsure(why),
        StoreError::Cancelled => Failure::Cancelled,
        other => Failure::Io(other.to_string()),
    }
}
