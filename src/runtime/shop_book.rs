//! The book behind the screens: the store's answers and refusals in the protocol's words.

use std::path::{Path, PathBuf};

use crate::calendar::FarFeast;
use crate::domain::{
    Author, Card, Change, CustomerId, Day, Draft, DraftForm, Greetings, Hit, OpId, OtherWriter,
    Receipt, Subject, Usual, VisitId,
};
use crate::protocol::{
    Answer, Damage, Failure, Fate, PlateCheck, PointsSheet, Prefill, Query, ShopFacts, SuggestKind,
    Suggestion, ToWrite,
};
use crate::screens::sheet;
use crate::store::{Access, Entry, Field, Index, SameFile, Store, StoreError, Written};

use super::book::{Checking, Reading, Wanted, Writing};
use super::checker::Stop;
use super::feasts::NearFeasts;
use super::indexing::Indexing;
use super::studies::study;

/// Proposals that are fetched for a field.
const PROPOSALS: usize = 12;
/// Odometer readings beside which a new one is judged.
const READINGS: u32 = 20;
/// Messages that are told of a customer.
const MESSAGES: usize = 50;
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
            Query::Rules => {
                let now = store.points_rule_now()?.map(Box::new);
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

    fn suggest(&mut self, kind: SuggestKind, text: &str) -> Result<Vec<Suggestion>, StoreError> {
        let field = match kind {
            SuggestKind::Mechanic => Field::Mechanic,
            SuggestKind::Oil => Field::Oil,
            SuggestKind::Line => Field::Line,
            SuggestKind::Make => Field::Make,
            SuggestKind::Model => Field::Model,
            SuggestKind::City => Field::City,
            SuggestKind::Greeting => return Ok(greetings(text)),
            SuggestKind::Household => return households(&self.store, text),
            SuggestKind::Company => return companies(&self.store, text),
            SuggestKind::Customer => return customers(&self.store, self.indexing.index(), text),
        };
        let entries = self.written.propose(&self.store, field, text, PROPOSALS)?;
        Ok(entries.into_iter().map(proposal).collect())
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

fn proposal(entry: Entry) -> Suggestion {
    Suggestion {
        text: entry.text,
        detail: String::new(),
        amount: entry.amount,
        customer: None,
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

fn greetings(text: &str) -> Vec<Suggestion> {
    let proposals = Greetings::proposals(text).into_iter();
    proposals
        .map(|text| Suggestion {
            text,
            detail: String::new(),
            amount: None,
            customer: None,
        })
        .collect()
}

fn households(store: &Store, text: &str) -> Result<Vec<Suggestion>, StoreError> {
    let households = store.households(text)?;
    Ok(households
        .into_iter()
        .take(PROPOSALS)
        .map(|household| Suggestion {
            text: household.name,
            detail: String::new(),
            amount: None,
            customer: None,
        })
        .collect())
}

fn companies(store: &Store, text: &str) -> Result<Vec<Suggestion>, StoreError> {
    let found = store.companies(text, PROPOSALS)?.into_iter();
    Ok(found
        .map(|company| person(company.name, company.phone, company.code, Some(company.id)))
        .collect())
}

/// A customer to choose, told apart from others of that name by the phone, else by the ID.
fn person(name: String, phone: String, code: String, customer: Option<CustomerId>) -> Suggestion {
    Suggestion {
        text: name,
        detail: if phone.is_empty() { code } else { phone },
        amount: None,
        customer,
    }
}

fn customers(
    store: &Store,
    index: Option<&Index>,
    text: &str,
) -> Result<Vec<Suggestion>, StoreError> {
    let found = store.find(index, text, PROPOSALS, &|| true)?;
    let known = found.hits.into_iter().filter(|hit| hit.customer.is_some());
    Ok(known
        .map(|hit| person(hit.name, hit.phone, hit.code, hit.customer))
        .collect())
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

fn prefill(
    store: &Store,
    subject: Subject,
    corrected: Option<VisitId>,
) -> Result<Option<Prefill>, StoreError> {
    let Some(mut card) = store.card(subject)? else {
        return Ok(None);
    };
    if matches!(subject, Subject::Customer(_, None)) {
        // A sale over the counter has nothing to do with a car, nor with what it usually gets.
        if card.vehicle.take().is_some() {
            card.usual = Usual::default();
        }
    }
    let readings = match &card.vehicle {
        Some(vehicle) => store.readings(vehicle.id, READINGS)?,
        None => Vec::new(),
    };
    let visit = store.same_as_last_time(&card)?;
    let points = match &card.customer {
        Some(customer) => store.redeemable(customer.id, corrected)?,
        None => None,
    };
    let points = points.filter(|(points, _)| *points > 0);
    Ok(Some(Prefill {
        subject,
        title: title(&card),
        same_as: Some(visit.day).filter(|day| *day != Day::default()),
        visit,
        last: card
            .last_visit
            .as_ref()
            .map(|last| (last.id, last.facts.day)),
        readings,
        usual: card.usual.clone(),
        alert: card
            .customer
            .as_ref()
            .map_or_else(String::new, |customer| customer.facts.alert.clone()),
        next_service: card
            .vehicle
            .as_ref()
            .map_or_else(Default::default, |vehicle| vehicle.next_service),
        terms: card.terms.clone(),
        points: points.map(|(points, rule)| (points, Box::new(rule))),
        asks_referrer: card.customer.is_some()
            && card.attendance.is_none()
            && card.referred_by.is_none(),
    }))
}

fn to_write(
    store: &Store,
    subject: Subject,
    far: Vec<FarFeast>,
) -> Result<Option<ToWrite>, StoreError> {
    let Some(card) = store.card(subject)? else {
        return Ok(None);
    };
    let customer = card.customer.as_ref().map(|customer| customer.id);
    let shop = store.shop()?;
    Ok(Some(ToWrite {
        templates: store.templates()?,
        shop: shop.name,
        sign: shop.sign,
        sent: customer.map_or_else(|| Ok(Vec::new()), |id| store.messages_of(id, MESSAGES))?,
        drafts: customer.map_or_else(
            || Ok(Vec::new()),
            |id| store.drafts_for(id, DraftForm::Message),
        )?,
        far,
        card,
    }))
}

/// Who it is for: name and plate.
fn title(card: &Card) -> String {
    let name = card
        .customer
        .as_ref()
        .map(|customer| sheet::wording::person(&customer.facts));
    let vehicle = card.vehicle.as_ref().map(|vehicle| vehicle.facts.called());
    let vehicle = vehicle.filter(|called| !called.is_empty());
    let parts: Vec<String> = name.into_iter().chain(vehicle).collect();
    parts.join(" · ")
}

/// The writing side, with a connection of its own.
pub struct BookWriter {
    file: SameFile,
    store: Option<Store>,
}

impl BookWriter {
    /// Writes `store`.
    pub fn new(store: Store) -> Self {
        Self {
            file: store.same_file(),
            store: Some(store),
        }
    }

    /// Writes `file`, which is opened when that is needed first.
    pub fn of(file: SameFile) -> Self {
        Self { file, store: None }
    }

    fn store(&mut self) -> Result<&mut Store, Failure> {
        let store = match self.store.take() {
            Some(store) => store,
            None => self.file.open(Access::Write).map_err(failure)?,
        };
        Ok(self.store.insert(store))
    }
}

impl Writing for BookWriter {
    fn prepare(&mut self) {
        if let Ok(store) = self.store() {
            // Whoever may only look leaves them to others.
            let _ = store.drop_old_drafts();
        }
    }

    fn write(&mut self, author: &Author, op: OpId, change: &Change) -> Result<Receipt, Failure> {
        self.store()?.write(author, op, change).map_err(failure)
    }

    fn keep_drafts(&mut self, author: &Author, drafts: &[Draft], let_go: bool) {
        if let Ok(store) = self.store() {
            let _ = store.keep_drafts(author, drafts, let_go);
        }
    }

    fn take_draft(&mut self, op: OpId) -> Result<Draft, Failure> {
        self.store()?.take_draft(op).map_err(failure)
    }

    fn end_draft(&mut self, op: OpId, fate: Fate) -> Result<(), Failure> {
        let store = self.store()?;
        let ended = match fate {
            Fate::Left => store.leave_draft(op),
            Fate::Thrown => store.forget_draft(op),
        };
        ended.map_err(failure)
    }

    fn tidy(&mut self) {
        if let Some(store) = &self.store {
            store.tidy();
        }
    }

    fn keep_copy(&mut self) -> Result<(), Failure> {
        match self.store() {
            Ok(store) => store.keep_copy().map(drop).map_err(failure),
            // Whoever may only look keeps no copies.
            Err(Failure::ReadOnly) => Ok(()),
            Err(failure) => Err(failure),
        }
    }

    fn close(self: Box<Self>) {
        if let Some(store) = self.store {
            store.close();
        }
    }
}

/// Checks the whole file, each time on a connection of its own.
pub struct BookChecker(SameFile);

impl BookChecker {
    /// Checks `file`.
    pub fn of(file: SameFile) -> Self {
        Self(file)
    }
}

impl Checking for BookChecker {
    fn check(&mut self, anyway: bool, stop: &Stop) -> Result<bool, Failure> {
        let mut store = self.0.open(Access::Write).map_err(failure)?;
        let stop = stop.clone();
        let done = store.check(anyway, Box::new(move || stop.now()));
        Ok(done.map_err(failure)?.is_some())
    }
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
