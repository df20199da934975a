//! The thread that studies the whole book, with a connection of its own: finding never waits for
//! it. It opens the book when it is asked for the first time.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::thread;

use super::book::{Newest, Reading, Wanted};
use super::inbox::Sender;
use super::narrowing::Narrowing;
use super::reader::{Request, newest_of_each};
use super::segments::Judged;
use super::shop_book::failure;
use super::studies::study;
use crate::domain::{CustomerId, Day};
use crate::insight::TakenTogether;
use crate::protocol::{Answer, Failure, Msg, Query};
use crate::store::{Access, SameFile, Store, StoreError};

/// The reading side of the studies.
pub struct BookAnalyst {
    file: SameFile,
    store: Option<Store>,
    /// Where the owner's own file of feasts lies.
    feasts: Option<PathBuf>,
    judged: Judged,
    narrowing: Narrowing,
    /// What customers took together, of the day on which it was asked: a year hardly changes in one.
    together: Option<(Day, TakenTogether)>,
    /// The review that was read last, while nobody has changed the book.
    review: Option<(Query, Answer)>,
}

impl BookAnalyst {
    /// Studies this file.
    pub fn of(file: SameFile) -> Self {
        Self {
            file,
            store: None,
            feasts: None,
            judged: Judged::default(),
            narrowing: Narrowing::default(),
            together: None,
            review: None,
        }
    }

    /// With the owner's own feasts, from this file.
    #[must_use]
    pub fn with_feasts(self, feasts: Option<PathBuf>) -> Self {
        Self { feasts, ..self }
    }
}

impl Reading for BookAnalyst {
    fn answer(&mut self, query: &Query, wanted: &Wanted) -> Result<Answer, Failure> {
        let mut store = match self.store.take() {
            Some(store) => store,
            None => self.file.open(Access::Read).map_err(failure)?,
        };
        let ticket = wanted.clone();
        store.stop_study_when(Some(Box::new(move || !ticket.still())));
        let answer = self.found(&mut store, query, wanted);
        store.stop_study_when(None);
        self.store = Some(store);
        answer.map_err(failure)
    }

    fn changed(&mut self) -> Result<bool, Failure> {
        Ok(false)
    }
}

impl BookAnalyst {
    fn found(
        &mut self,
        store: &mut Store,
        query: &Query,
        wanted: &Wanted,
    ) -> Result<Answer, StoreError> {
        if store.changed().unwrap_or(true) {
            self.judged.forget();
            self.narrowing.forget();
            self.review = None;
        }
        if let Query::Offers { customer, today } = query {
            return self.offers(store, *customer, *today);
        }
        if let Some(answer) = self.judged.answer(store, query, wanted) {
            self.narrowing.forget();
            return answer;
        }
        self.judged.forget();
        if let Query::Narrowed { asked, today } = query {
            let narrowed = self.narrowing.answer(store, (asked, *today), wanted)?;
            return Ok(Answer::Narrowed(Box::new(narrowed)));
        }
        self.narrowing.forget();
        let known = self.review.as_ref().filter(|(asked, _)| asked == query);
        if let Some((_, answer)) = known {
            return Ok(answer.clone());
        }
        let answer = study(store, query, wanted, self.feasts.as_deref())?;
        if matches!(query, Query::Review { .. }) {
            self.review = Some((query.clone(), answer.clone()));
        }
        Ok(answer)
    }
}

impl BookAnalyst {
    fn offers(
        &mut self,
        store: &Store,
        customer: CustomerId,
        today: Day,
    ) -> Result<Answer, StoreError> {
        let together = match self.together.take() {
            Some((day, known)) if day == today => known,
            _ => store.taken_together(today)?,
        };
        let offers = store.offers(customer, today, &together);
        self.together = Some((today, together));
        Ok(Answer::Offers(Box::new(offers?)))
    }
}

/// Starts the analyst.
pub(super) fn start(
    mut book: Box<dyn Reading>,
    newest: Newest,
    inbox: Sender,
    requests: Receiver<Request>,
) -> io::Result<()> {
    let work = move || {
        while let Ok(first) = requests.recv() {
            let batch = std::iter::once(first).chain(requests.try_iter()).collect();
            for (id, query) in newest_of_each(batch) {
                let wanted = newest.wanted(id).told(inbox.clone());
                let answer = if wanted.still() {
                    book.answer(&query, &wanted)
                } else {
                    Err(Failure::Cancelled)
                };
                inbox.post(Msg::Read(id, answer));
            }
        }
    };
    thread::Builder::new()
        .name("analyst".into())
        .spawn(work)
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Author, Change, CustomerFacts};
    use crate::store::{NewShop, fresh_op};

    #[test]
    fn the_review_is_kept_until_the_book_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let shop = NewShop {
            name: "Bengkel".to_owned(),
            currency: "IDR".to_owned(),
            trade: "garage".to_owned(),
            utc_offset_minutes: 420,
        };
        let path = folder.path().join("book.db");
        let mut store = Store::create(&path, &shop).expect("a book");
        let mut analyst = BookAnalyst::of(store.same_file());
        let today = "2026-11-26".parse().expect("a day");
        let query = Query::Review { today, week: None };
        let mut never_served = || {
            let answer = analyst.answer(&query, &Wanted::always());
            let Ok(Answer::Review(weekly)) = answer else {
                panic!("{answer:?}")
            };
            (weekly.never_served.total, analyst.review.is_some())
        };
        assert_eq!([never_served(), never_served()], [(0, true); 2]);
        let facts = Box::new(CustomerFacts {
            name: "Budi".to_owned(),
            ..CustomerFacts::default()
        });
        let change = Change::AddCustomer {
            facts,
            code: None,
            vehicle: None,
        };
        let author = Author {
            staff: None,
            name: "Ani".to_owned(),
            terminal: "test".to_owned(),
        };
        store.write(&author, fresh_op(), &change).expect("written");
        assert_eq!([never_served(), never_served()], [(1, true); 2]);
    }

    #[test]
    fn feasts_of_ones_own_are_read_again_with_every_list() {
        let folder = tempfile::tempdir().expect("a folder");
        let shop = NewShop {
            name: "Bengkel".to_owned(),
            currency: "IDR".to_owned(),
            trade: "garage".to_owned(),
            utc_offset_minutes: 420,
        };
        let store = Store::create(&folder.path().join("book.db"), &shop).expect("a book");
        let feasts = folder.path().join("holidays.toml");
        let mut analyst = BookAnalyst::of(store.same_file()).with_feasts(Some(feasts.clone()));
        let today = "2026-11-26".parse().expect("a day");
        let query = Query::Today { today, ahead: 7 };
        let mut named = || {
            let answer = analyst.answer(&query, &Wanted::always());
            let Ok(Answer::Today(list)) = answer else {
                panic!("{answer:?}")
            };
            let names = list.feasts.iter().map(|feast| feast.name.id.clone());
            (names.collect::<Vec<_>>(), list.mistakes.len())
        };
        assert_eq!(named(), (Vec::new(), 0));
        let own = "[ulang-tahun]\nname = \"Ulang tahun bengkel\"\nevery = \"11-28\"\nafter = -1\n";
        std::fs::write(&feasts, own).expect("written");
        assert_eq!(named(), (vec!["Ulang tahun bengkel".to_owned()], 1));
    }
}
